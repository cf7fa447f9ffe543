//! The city at this hour: who holds what, and what is known of each place.

use bevy_egui::egui;
use egui::{Key, Rect, ScrollArea, Ui, pos2, vec2};

use super::{Local, Overlay, Shown, any_pressed, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::map::{self, MapPlace, MapView};
use crate::gui::widgets::{shapes, text};
use crate::model::{Link, Scenario, SideId};
use crate::playthrough::View;

/// The side panel's width.
const PANEL: f32 = 320.0;

/// Draws the map over the page.
pub(super) fn map_ui(ui: &mut Ui, shown: &Shown<'_>, view: &View, local: &mut Local) {
    let theme = shown.theme;
    let Some(scenario) = shown.scenario else {
        local.overlay = Overlay::None;
        return;
    };
    let whole = ui.max_rect();
    shapes::plane(ui.painter(), whole, theme.palette.sheet);
    let mut close = any_pressed(ui, &[Key::Escape, Key::M]);
    let places = map_places(scenario, view);
    let city = MapView {
        places: &places,
        water: &scenario.water,
        streets: &scenario.streets,
        here: Some(view.top.place),
        chosen: None,
    };
    let panel_width = PANEL.min(whole.width() * 0.4);
    let drawn = whole.with_max_x(whole.right() - panel_width);
    within(ui, drawn, |ui| {
        if let Some(place) = map::map_ui(ui, theme, &city) {
            local.overlay = Overlay::Codex(Link::Place(place));
        }
    });
    let panel = whole
        .with_min_x(drawn.right())
        .shrink2(vec2(spacing::S5, spacing::S5));
    let foot = 52.0;
    within(ui, panel.with_max_y(panel.bottom() - foot), |ui| {
        ScrollArea::vertical()
            .id_salt("panel")
            .auto_shrink(false)
            .show(ui, |ui| {
                panel_ui(ui, theme, scenario, view);
            });
    });
    let at = Rect::from_min_max(pos2(panel.left(), panel.bottom() - foot + 10.0), panel.max);
    within(ui, at, |ui| {
        let view = ButtonView::of(ButtonKind::Primary, "Close").key("Esc");
        close |= button_ui(ui, theme, &view).clicked();
    });
    if close {
        local.overlay = Overlay::None;
    }
}

fn panel_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, view: &View) {
    let palette = &theme.palette;
    text::text_ui(ui, theme, Type::Label, palette.red, &view.top.date);
    text::text_ui(ui, theme, Type::Heading, palette.ink, "The city");
    let here = format!("You are here: {}.", view.top.place_name);
    text::text_ui(ui, theme, Type::SansSmall, palette.ink, &here);
    ui.add_space(spacing::S4);
    for (side, places) in held(scenario, view) {
        side_ui(ui, theme, scenario, side, &places);
    }
    if !view.top.taken.is_empty() {
        ui.add_space(spacing::S3);
        text::text_ui(ui, theme, Type::Label, palette.ink, "Changed hands");
        for place in &view.top.taken {
            let now = view.top.holders.get(place.index()).copied().flatten();
            let side = now.map_or("", |side| scenario[side].short.as_str());
            let line = format!("{}: {side}", scenario[*place].name);
            text::text_ui(ui, theme, Type::SansSmall, palette.ink, &line);
        }
    }
    ui.add_space(spacing::S3);
    let note = "The water and the places are drawn from today's coordinates.";
    text::text_ui(ui, theme, Type::Note, palette.soft, note);
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

/// The sides that hold something, with the names of what they hold.
fn held<'a>(scenario: &'a Scenario, view: &View) -> Vec<(SideId, Vec<&'a str>)> {
    let mut sides: Vec<(SideId, Vec<&str>)> = Vec::new();
    for (place, holder) in scenario.places.iter().zip(&view.top.holders) {
        let Some(side) = holder else { continue };
        match sides.iter_mut().find(|(known, _)| known == side) {
            Some((_, places)) => places.push(&place.name),
            None => sides.push((*side, vec![&place.name])),
        }
    }
    sides.sort_by_key(|(side, _)| *side);
    sides
}

fn side_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, side: SideId, places: &[&str]) {
    let palette = &theme.palette;
    let n = places.len();
    let held = if n == 1 { "place" } else { "places" };
    let line = format!("{}, {n} {held}", scenario[side].short);
    let laid = text::lay(
        ui,
        theme,
        Type::Label,
        palette.ink,
        &line,
        ui.available_width() - 28.0,
    );
    let size = vec2(ui.available_width(), laid.size().y);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    let names = places.join(", ");
    response.widget_info(|| {
        let words = format!("{}: {names}", scenario[side].name);
        egui::WidgetInfo::labeled(egui::WidgetType::Label, true, words)
    });
    let center = pos2(
        rect.left() + 9.0,
        rect.top() + theme.line(Type::Label) / 2.0,
    );
    shapes::mark(
        ui.painter(),
        center,
        8.0,
        scenario[side].mark,
        shapes::Ink::sheet(theme),
    );
    laid.paint(ui.painter(), pos2(rect.left() + 28.0, rect.top()));
    let small = text::lay(
        ui,
        theme,
        Type::Note,
        palette.soft,
        &names,
        ui.available_width() - 44.0,
    );
    let (rect, _) = ui.allocate_exact_size(
        vec2(ui.available_width(), small.size().y + spacing::S3),
        egui::Sense::hover(),
    );
    small.paint(ui.painter(), pos2(rect.left() + 28.0, rect.top()));
}
