//! Who held what at any hour: this run's city beside history's, or beside the other run's.

use bevy_egui::egui;
use egui::{Key, Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{Page, picker};
use crate::codex::Topic;
use crate::compare::{City, Held};
use crate::gui::action::Asked;
use crate::gui::beside::Beside;
use crate::gui::screens::scroll_by_keys;
use crate::gui::screens::{Local, Overlay, pressed, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::map::{self, MapPlace, MapView};
use crate::gui::widgets::segments::{SegmentsView, segments_ui};
use crate::gui::widgets::slider::{Ground, SliderView, slider_ui};
use crate::gui::widgets::{button, shapes, text};
use crate::model::{Scenario, SideId, Stamp};

/// What the maps remember that is purely visual.
#[derive(Default)]
pub(super) struct MapsLocal {
    /// The stop that was chosen; until then the first at which anything differs.
    stop: Option<usize>,
    right: Right,
}

/// Whose city stands at the right.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
enum Right {
    #[default]
    History,
    Other,
}

/// Maps narrower than this cannot stand side by side.
const LEAST: f32 = 380.0;
/// The room for choosing whose city stands at the right.
const CHOICE: f32 = 420.0;
/// The list of places that differ, below the maps.
const LIST: f32 = 92.0;

/// Both maps, the hours, and the differences in words.
pub(super) fn maps_ui(ui: &mut Ui, page: &Page<'_>, local: &mut Local, out: &mut Asked) {
    let (Some(beside), Some(scenario)) = (page.shown.beside, page.shown.scenario) else {
        return;
    };
    if picker::picker_ui(ui, page, local, out) {
        return;
    }
    let city = &beside.spread.city;
    let stop = stop(ui, beside, local);
    let Some(hour) = city.hours.get(stop).copied() else {
        return;
    };
    let right = match local.end.maps.right {
        Right::Other if city.other.as_ref().is_some_and(|it| it.reaches(hour)) => Right::Other,
        _ => Right::History,
    };
    let seen = Seen::of(scenario, city, hour, right);
    let whole = ui.available_rect_before_wrap();
    if whole.width() < 2.0 * LEAST {
        ScrollArea::vertical().id_salt("maps").show(ui, |ui| {
            scroll_by_keys(ui);
            // The scroll bar lies over what it scrolls.
            ui.set_max_width(ui.available_width() - spacing::S4);
            head_ui(ui, page, beside, &seen, stop, local);
            for left in [true, false] {
                let at = ui.cursor().min;
                let rect = Rect::from_min_size(at, vec2(ui.available_width(), 300.0));
                one_map_ui(ui, page, &seen, left, rect, local);
                ui.advance_cursor_after_rect(rect);
                ui.add_space(spacing::S2);
            }
            list_ui(ui, page.shown.theme, &seen);
        });
        return;
    }
    head_ui(ui, page, beside, &seen, stop, local);
    let rest = ui.available_rect_before_wrap();
    let maps = rest.with_max_y((rest.bottom() - LIST).max(rest.top() + 120.0));
    let half = (maps.width() - spacing::S4) / 2.0;
    let left = maps.with_max_x(maps.left() + half);
    one_map_ui(ui, page, &seen, true, left, local);
    let right = maps.with_min_x(maps.right() - half);
    one_map_ui(ui, page, &seen, false, right, local);
    let below = rest.with_min_y(maps.bottom() + spacing::S2);
    within(ui, below, |ui| {
        ScrollArea::vertical()
            .id_salt("list")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                list_ui(ui, page.shown.theme, &seen);
            });
    });
}

/// The stop that is open, after `[` and `]`.
fn stop(ui: &Ui, beside: &Beside, local: &mut Local) -> usize {
    let last = beside.spread.city.hours.len().saturating_sub(1);
    let mut stop = local.end.maps.stop.unwrap_or(beside.first_stop).min(last);
    if pressed(ui, Key::OpenBracket) {
        stop = stop.saturating_sub(1);
        local.end.maps.stop = Some(stop);
    }
    if pressed(ui, Key::CloseBracket) {
        stop = (stop + 1).min(last);
        local.end.maps.stop = Some(stop);
    }
    stop
}

/// The city at an hour, worked out for the maps and the list.
struct Seen<'a> {
    scenario: &'a Scenario,
    hour: Stamp,
    right: Right,
    mine: Vec<SideId>,
    beside: Vec<SideId>,
    /// The places about which any column differs from history.
    held: Vec<Held>,
}

impl<'a> Seen<'a> {
    fn of(scenario: &'a Scenario, city: &City, hour: Stamp, right: Right) -> Self {
        let course = match (right, &city.other) {
            (Right::Other, Some(other)) => other,
            _ => &city.history,
        };
        Self {
            scenario,
            hour,
            right,
            mine: city.mine.holders_at(hour),
            beside: course.holders_at(hour),
            held: city.differing(scenario, hour),
        }
    }

    fn places(&self, left: bool) -> Vec<MapPlace<'a>> {
        let (shown, against) = if left {
            (&self.mine, &self.beside)
        } else {
            (&self.beside, &self.mine)
        };
        let scenario = self.scenario;
        scenario
            .place_ids()
            .zip(shown.iter().zip(against))
            .map(|(id, (side, other))| MapPlace {
                id,
                place: &scenario[id],
                side: &scenario[*side],
                changed: false,
                differs: side != other,
            })
            .collect()
    }
}

/// The hour, how to move it, and whose city stands at the right.
fn head_ui(
    ui: &mut Ui,
    page: &Page<'_>,
    beside: &Beside,
    seen: &Seen<'_>,
    stop: usize,
    local: &mut Local,
) {
    let theme = page.shown.theme;
    let palette = &theme.palette;
    let hour = seen.scenario.calendar.long(seen.hour);
    let top = ui.cursor().min;
    let whole = ui.available_width();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let laid = text::lay_line(ui, theme, Type::Subheading, palette.ink, &hour);
        text::place(ui, &laid, &hour);
        ui.add_space(spacing::S4);
        let keys = [("[", ""), ("]", "from change to change")];
        button::keys_ui(ui, theme, &keys, palette.soft);
    });
    if let Some(other) = &beside.other {
        // At the right of the hour if there is room, below it otherwise.
        let used = ui.min_rect().width() + spacing::S6;
        let row = if used + CHOICE <= whole {
            Rect::from_min_size(top + vec2(whole - CHOICE, 0.0), vec2(CHOICE, 80.0))
        } else {
            let width = whole.min(CHOICE);
            Rect::from_min_size(ui.cursor().min, vec2(width, 80.0))
        };
        let used = within(ui, row, |ui| {
            right_ui(ui, theme, &other.words(), &mut local.end.maps.right);
            ui.min_rect()
        });
        ui.advance_cursor_after_rect(used);
    }
    let view = SliderView {
        label: "Hour",
        stops: &beside.stops,
        at: stop,
        words: &hour,
        ground: Ground::Sheet,
    };
    if let Some(to) = slider_ui(ui, theme, &view) {
        local.end.maps.stop = Some(to);
    }
    ui.add_space(spacing::S2);
}

/// History or the other run.
fn right_ui(ui: &mut Ui, theme: &Theme, other: &str, right: &mut Right) {
    let options = ["History", other];
    let view = SegmentsView {
        label: "Beside mine",
        note: "",
        options: &options,
        chosen: usize::from(*right == Right::Other),
    };
    match segments_ui(ui, theme, &view) {
        Some(0) => *right = Right::History,
        Some(_) => *right = Right::Other,
        None => {}
    }
}

fn one_map_ui(
    ui: &mut Ui,
    page: &Page<'_>,
    seen: &Seen<'_>,
    left: bool,
    rect: Rect,
    local: &mut Local,
) {
    let theme = page.shown.theme;
    let palette = &theme.palette;
    let bar = rect.with_max_y(rect.top() + 28.0);
    let name = match (left, seen.right) {
        (true, _) => "Mine",
        (false, Right::History) => "History",
        (false, Right::Other) => "Other run",
    };
    let ink = if left {
        shapes::cut_bar(ui.painter(), bar, palette.select);
        palette.on_select
    } else {
        palette.ink
    };
    let words = text::lay_line(ui, theme, Type::Label, ink, name);
    let head = ui.allocate_rect(bar, Sense::hover());
    head.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, name));
    match (left, seen.right) {
        (true, _) => {}
        (false, Right::Other) => shapes::cut_frame(ui.painter(), bar, 0.0, theme.frame()),
        (false, Right::History) => {
            let end = bar.left() + 12.0 + words.size().x + 12.0;
            shapes::hatch(ui.painter(), bar.with_min_x(end), 6.0, ink);
        }
    }
    let at = pos2(bar.left() + 12.0, bar.center().y - words.size().y / 2.0);
    words.paint(ui.painter(), at);
    let places = seen.places(left);
    let view = MapView::of(seen.scenario, &places);
    within(ui, rect.with_min_y(bar.bottom()), |ui| {
        ui.push_id(name, |ui| {
            if let Some(place) = map::map_ui(ui, theme, &view).pressed {
                local.overlay = Overlay::Codex(Topic::Place(place));
            }
        });
    });
    shapes::frame(ui.painter(), rect.with_min_y(bar.bottom()), theme.frame());
}

/// What differs, in words.
fn list_ui(ui: &mut Ui, theme: &Theme, seen: &Seen<'_>) {
    let palette = &theme.palette;
    let n_places = seen.scenario.places.len();
    let line = match seen.held.len() {
        0 => format!("All {n_places} places are held as in history at this hour."),
        1 => "1 place is held otherwise than in history:".to_owned(),
        n => format!("{n} places are held otherwise than in history:"),
    };
    text::text_ui(ui, theme, Type::SansSmall, palette.ink, &line);
    for held in &seen.held {
        let line = held.in_words(seen.scenario);
        text::text_ui(ui, theme, Type::SansSmall, palette.ink, &line);
    }
}
