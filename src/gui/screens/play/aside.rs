//! What lies on the picture: the newest dispatch, the small map, the gauges, the record.

use bevy_egui::egui;
use egui::{Rect, Ui, pos2, vec2};

use super::super::map::map_places;
use super::super::scrolled::{goes_on, more_height, more_ui};
use super::super::{Local, Overlay, Shown, scroll_by_keys, tips, within};
use super::news::{Opened, news_row_ui};
use super::odds;
use crate::gui::theme::{Theme, spacing};
use crate::gui::widgets::gauge::{GaugeChange, GaugeView, gauge_band_height, gauge_band_ui};
use crate::gui::widgets::map::{MapView, small_map_ui};
use crate::gui::widgets::motion;
use crate::gui::widgets::record::{RecordChoice, RecordView, record_ui};
use crate::gui::widgets::slip::{SlipView, slip_ui};
use crate::model::Dispatch;
use crate::playthrough::{self, DispatchView, HintLevel, PageView, View};

/// The small map's size.
const MAP: egui::Vec2 = vec2(230.0, 160.0);
/// A dispatch's width.
const SLIP: f32 = 330.0;
/// How far the focus frame reaches beyond a part.
const FOCUS: f32 = 12.0;

/// Draws what belongs to the page on the picture right of the sheet.
pub(super) fn aside_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    opening: bool,
    picture: Rect,
    local: &mut Local,
) {
    match &view.page {
        PageView::After(after) if !after.records.is_empty() => {
            let rest = hint_ui(ui, shown, view, picture, local);
            records_ui(ui, shown, &after.records, rest, local);
            return;
        }
        PageView::Scene(_) | PageView::After(_) | PageView::End(_) => {}
    }
    let told = gauge_views(shown, view, local);
    let foot = gauge_band_height(ui, shown.theme, &told, picture.width());
    let gauges = picture.with_min_y(picture.bottom() - foot);
    gauge_band_ui(ui, shown.theme, gauges, &told);
    let above = picture.with_max_y(gauges.top());
    let foot = hint_ui(ui, shown, view, above, local).bottom();
    if opening {
        return;
    }
    let map_at = Rect::from_min_size(
        pos2(picture.right() - 32.0 - MAP.x, picture.top() + 24.0),
        MAP,
    );
    let slip_at = Rect::from_min_max(
        pos2(
            (map_at.left() - 12.0 - SLIP).max(picture.left() + 24.0),
            map_at.top(),
        ),
        pos2(map_at.left() - 12.0, foot - 12.0),
    );
    slips_ui(ui, shown, view, slip_at, local);
    small_city_ui(ui, shown, view, map_at, local);
    if let Some(ahead) = odds::ahead(shown) {
        let room = Rect::from_min_max(
            pos2(map_at.left(), map_at.bottom() + 12.0),
            pos2(map_at.right(), foot - 12.0),
        );
        odds::card_ui(ui, shown.theme, ahead, room);
    }
}

/// The hint at the foot of the picture, if there is one; gives what it leaves.
fn hint_ui(ui: &mut Ui, shown: &Shown<'_>, view: &View, room: Rect, local: &mut Local) -> Rect {
    let height = tips::height(ui, shown, view, local, room.width());
    let foot = room.bottom() - height;
    tips::strip_ui(ui, shown, view, room.with_min_y(foot), local);
    room.with_max_y(foot)
}

/// The gauges, told how they are to be read.
pub(super) fn gauge_views<'a>(
    shown: &Shown<'_>,
    view: &'a View,
    local: &Local,
) -> Vec<GaugeView<'a>> {
    view.top
        .gauges
        .iter()
        .map(|gauge| GaugeView {
            name: &gauge.name,
            word: &gauge.word,
            level: gauge.level,
            change: gauge.before.as_ref().map(|(level, word)| GaugeChange {
                level: *level,
                word,
            }),
            numbers: shown.settings.options.hints >= HintLevel::Numbers,
            page: local.n_turned,
        })
        .collect()
}

fn small_city_ui(ui: &mut Ui, shown: &Shown<'_>, view: &View, rect: Rect, local: &mut Local) {
    let Some(scenario) = shown.scenario else {
        return;
    };
    let places = map_places(scenario, view);
    let city = MapView {
        here: Some(view.top.place),
        ..MapView::of(scenario, &places)
    };
    within(ui, rect, |ui| {
        if small_map_ui(ui, shown.theme, &city, "M").clicked() {
            local.overlay = Overlay::Map;
        }
    });
}

/// The news of the page, one piece at a time from the newest; then a row that brings it back,
/// so that nothing hides the picture for longer than it is read.
fn slips_ui(ui: &mut Ui, shown: &Shown<'_>, view: &View, rect: Rect, local: &mut Local) {
    let n = view.top.dispatches.len();
    let older = n.checked_sub(local.slip + 1);
    let Some(index) = older.or(n.checked_sub(1)) else {
        return;
    };
    let Some(dispatch) = view.top.dispatches.get(index) else {
        return;
    };
    if older.is_none() {
        let row = within(ui, rect, |ui| {
            news_row_ui(ui, shown.theme, dispatch, Opened::No, Some("N"))
        });
        if row.clicked() {
            local.slip = 0;
        }
        return;
    }
    let dispatch = printed(dispatch);
    let count = match index {
        0 => "put away".to_owned(),
        _ => format!("next of {n}"),
    };
    let id = egui::Id::new(("slip", local.n_turned, index));
    let come = motion::arrival(ui.ctx(), shown.theme, id, spacing::SLIP_SECONDS);
    let rect = rect.translate(vec2((spacing::SLIP_WAY * (1.0 - come)).round(), 0.0));
    let slip = SlipView {
        dispatch: &dispatch,
        key: Some(("N", count.as_str())),
    };
    // The focus frame needs room round the paper.
    let turned = within(ui, rect.expand(FOCUS), |ui| {
        ui.multiply_opacity(come);
        let scrolled = egui::ScrollArea::vertical()
            .id_salt((view.top.n_decisions, index))
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                let paper = ui.max_rect().shrink(FOCUS);
                let paper = egui::UiBuilder::new().max_rect(paper);
                let pressed = ui.scope_builder(paper, |ui| slip_ui(ui, shown.theme, &slip));
                ui.add_space(FOCUS);
                pressed.inner.clicked()
            });
        if goes_on(&scrolled) {
            let at = rect.right_bottom() - vec2(spacing::S3, 0.0);
            more_ui(ui, shown.theme, at, shown.theme.palette.sheet);
        }
        scrolled.inner
    });
    if turned {
        local.slip += 1;
    }
}

/// A dispatch as the slip wants it.
pub(super) fn printed(view: &DispatchView) -> Dispatch {
    Dispatch {
        kind: view.kind,
        from: view.from.clone(),
        head: view.head.clone(),
        text: view.text.clone(),
    }
}

/// The records that are shown now, one below the other on the dimmed picture.
fn records_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    records: &[playthrough::RecordView],
    picture: Rect,
    local: &mut Local,
) {
    let width = 540.0_f32.min(picture.width() - 100.0);
    let left = picture.left() + (picture.width() - width) / 2.0 + 10.0;
    let rect = Rect::from_min_max(
        pos2(left, picture.top() + 24.0),
        pos2(left + width, picture.bottom() - 16.0),
    );
    // The bar stands on the picture beside the card.
    let with_bar = rect.with_max_x(rect.right() + spacing::SCROLL_BAR + spacing::S3);
    let more = within(ui, with_bar, |ui| {
        let scrolled = egui::ScrollArea::vertical()
            .id_salt("records")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                ui.set_max_width(width);
                for (index, record) in records.iter().enumerate() {
                    ui.push_id(index, |ui| {
                        record_card_ui(ui, shown.theme, record, records.len(), local);
                    });
                    if index + 1 < records.len() {
                        ui.add_space(spacing::S5);
                    }
                }
            });
        goes_on(&scrolled)
    });
    if more {
        let height = more_height(shown.theme);
        let at = pos2(rect.right() - spacing::S3, rect.bottom() - height / 2.0);
        more_ui(ui, shown.theme, at, shown.theme.palette.low);
    }
}

/// One record; a name in it can be asked about.
pub(in crate::gui::screens) fn record_card_ui(
    ui: &mut Ui,
    theme: &Theme,
    record: &playthrough::RecordView,
    n: usize,
    local: &mut Local,
) {
    let choices: Vec<RecordChoice<'_>> = record
        .choices
        .iter()
        .map(|choice| RecordChoice {
            number: choice.number,
            text: &choice.text,
            standing: choice.record,
            taken: choice.taken,
        })
        .collect();
    let heading = match n {
        1 => "What is recorded of this hour",
        _ => &record.title,
    };
    let card = RecordView {
        heading,
        when: &record.when,
        standing: record.standing,
        text: &record.text,
        choices: &choices,
        sources: &record.sources,
        debate: record.debate.as_deref().unwrap_or_default(),
        verdict: if record.as_in_history {
            "= as recorded"
        } else {
            "another way than recorded"
        },
    };
    if let Some(link) = record_ui(ui, theme, &card) {
        local.overlay = Overlay::Codex(link.into());
    }
}
