//! The city: who holds what, hour by hour of the run so far, and what is known of each place.
//!
//! The map fills the window but for a panel; `panel` says in words what the map shows. The
//! hours are those of this run alone: what is still to come is nobody's yet.

mod panel;

use bevy_egui::egui;
use egui::{Key, Rect, ScrollArea, Stroke, Ui, pos2, vec2};

use super::{Local, Overlay, Shown, any_pressed, pressed, within};
use crate::codex::Topic;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui, keys_ui};
use crate::gui::widgets::map::{self, MapPlace, MapView};
use crate::gui::widgets::roving::Enter;
use crate::gui::widgets::slider::{Ground, SliderView, slider_ui};
use crate::gui::widgets::{shapes, text};
use crate::model::{PlaceId, Scenario};
use crate::playthrough::{CityStop, View};

/// What the map remembers that is purely visual.
#[derive(Default)]
pub(super) struct MapLocal {
    /// The hour looked at, counted back from the open page's.
    back: usize,
    /// The place looked at last.
    chosen: Option<PlaceId>,
}

/// The side panel's width.
const PANEL: f32 = 320.0;
/// The height of the panel's foot, where the map is closed.
const FOOT: f32 = 56.0;
/// The band of the hours.
const RAIL: f32 = 64.0;
/// Windows narrower than this have the panel below the map.
const LEAST: f32 = 760.0;

/// Draws the map over the page.
pub(super) fn map_ui(ui: &mut Ui, shown: &Shown<'_>, view: &View, local: &mut Local) {
    let theme = shown.theme;
    let (Some(scenario), Some(session)) = (shown.scenario, shown.session) else {
        local.overlay = Overlay::None;
        return;
    };
    let whole = ui.max_rect();
    shapes::plane(ui.painter(), whole, theme.palette.sheet);
    let stops = session.run().city();
    let last = stops.len().saturating_sub(1);
    let mut at = last.saturating_sub(local.map.back);
    if pressed(ui, Key::OpenBracket) {
        at = at.saturating_sub(1);
    }
    if pressed(ui, Key::CloseBracket) {
        at = (at + 1).min(last);
    }
    let (drawn, panel) = parts(whole, theme);
    let (drawn, rail) = match last {
        0 => (drawn, None),
        _ => {
            let rail = drawn.with_min_y(drawn.bottom() - RAIL);
            (drawn.with_max_y(rail.top()), Some(rail))
        }
    };
    if let Some(rail) = rail {
        at = rail_ui(ui, theme, &stops, at, rail);
    }
    local.map.back = last - at;
    let Some(stop) = stops.get(at) else { return };
    let places = places_at(scenario, stop);
    let city = MapView {
        here: Some(stop.here),
        chosen: local.map.chosen,
        enter: Enter::ByArrows,
        ..MapView::of(scenario, &places)
    };
    let answer = within(ui, drawn, |ui| map::map_ui(ui, theme, &city));
    if answer.looked_at.is_some() {
        local.map.chosen = answer.looked_at;
    }
    if let Some(place) = answer.pressed {
        local.under = Overlay::Map;
        local.overlay = Overlay::Codex(Topic::Place(place));
    }
    let told = panel::Told {
        scenario,
        stops: &stops,
        at,
        place: local.map.chosen.unwrap_or(stop.here),
        place_name: &view.top.place_name,
    };
    let edge = Stroke::new(spacing::HEAVY, theme.palette.ink);
    if panel.left() > whole.left() {
        let line = [panel.left_top(), panel.left_bottom()];
        ui.painter().line_segment(line, edge);
    }
    within(ui, panel.with_max_y(panel.bottom() - FOOT), |ui| {
        panel::panel_ui(ui, theme, &told);
    });
    let foot = Rect::from_min_max(
        pos2(panel.left() + spacing::S5, panel.bottom() - FOOT + 4.0),
        panel.max,
    );
    let close = within(ui, foot, |ui| {
        let view = ButtonView::of(ButtonKind::Primary, "Close").key("Esc");
        button_ui(ui, theme, &view).clicked()
    });
    if close || any_pressed(ui, &[Key::Escape, Key::M]) {
        local.overlay = Overlay::None;
        local.map = MapLocal::default();
    }
}

/// The map's part of the window and the panel's.
fn parts(whole: Rect, theme: &Theme) -> (Rect, Rect) {
    if whole.width() < LEAST {
        let middle = whole.top() + whole.height() * 0.5;
        return (whole.with_max_y(middle), whole.with_min_y(middle));
    }
    let wide = (PANEL * theme.growth(Type::SansSmall).max(1.0)).min(whole.width() * 0.45);
    let middle = whole.right() - wide;
    (whole.with_max_x(middle), whole.with_min_x(middle))
}

/// The hours of the run, to step through. Returns the stop that is open now.
fn rail_ui(ui: &mut Ui, theme: &Theme, stops: &[CityStop], at: usize, rect: Rect) -> usize {
    let palette = &theme.palette;
    shapes::plane(ui.painter(), rect, palette.band);
    if theme.is_high_contrast() {
        let line = Stroke::new(spacing::HEAVY, palette.ink);
        shapes::rule(ui.painter(), rect.left(), rect.right(), rect.top(), line);
    }
    let head = Rect::from_min_size(rect.min + vec2(spacing::S5, 10.0), vec2(110.0, RAIL - 14.0));
    within(ui, head, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        text::text_ui(ui, theme, Type::LabelSmall, palette.on_band, "Hour");
        keys_ui(ui, theme, &[("[", ""), ("]", "")], palette.band_soft);
    });
    let marked: Vec<bool> = stops.iter().map(|stop| !stop.taken.is_empty()).collect();
    let Some(stop) = stops.get(at) else { return at };
    let view = SliderView {
        label: "Hour",
        stops: &marked,
        at,
        words: &stop.date,
        ground: Ground::Band,
    };
    let rail = Rect::from_min_max(
        pos2(head.right() + spacing::S4, rect.top()),
        pos2(rect.right() - spacing::S6, rect.bottom()),
    );
    let to = within(ui, rail, |ui| slider_ui(ui, theme, &view));
    let ends = [(stops.first(), false), (stops.last(), true)];
    for (stop, is_right) in ends {
        let Some(stop) = stop else { continue };
        let words = stop.when.day_and_clock();
        let laid = text::lay_line(ui, theme, Type::Note, palette.band_soft, &words);
        let left = if is_right {
            rail.right() - laid.size().x
        } else {
            rail.left()
        };
        laid.paint(
            ui.painter(),
            pos2(left, rect.bottom() - laid.size().y - 2.0),
        );
    }
    to.unwrap_or(at)
}

/// Every place and who held it at an hour.
fn places_at<'a>(scenario: &'a Scenario, stop: &CityStop) -> Vec<MapPlace<'a>> {
    scenario
        .place_ids()
        .zip(&stop.holders)
        .map(|(id, side)| MapPlace {
            id,
            place: &scenario[id],
            side: &scenario[*side],
            changed: stop.taken.contains(&id),
            differs: false,
        })
        .collect()
}

/// Every place and who holds it at the hour of the page.
pub(super) fn map_places<'a>(scenario: &'a Scenario, view: &View) -> Vec<MapPlace<'a>> {
    scenario
        .place_ids()
        .filter_map(|id| {
            let side = view.top.holders.get(id.index()).copied().flatten()?;
            Some(MapPlace {
                id,
                place: &scenario[id],
                side: &scenario[side],
                changed: view.top.taken.contains(&id),
                differs: false,
            })
        })
        .collect()
}

/// A list in a panel, scrolled with its bar beside the text.
fn scrolled(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt("panel")
        .auto_shrink(false)
        .show(ui, |ui| super::beside_the_bar(ui, add));
}
