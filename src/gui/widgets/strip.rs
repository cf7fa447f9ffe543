//! A strip of pages of which one is open: one stop of the Tab key, arrows along it, Enter
//! opens.

use bevy_egui::egui;
use egui::{
    CursorIcon, Id, Pos2, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, WidgetType, pos2, vec2,
};

use super::roving::{Enter, Roving};
use super::text::{self, Laid};
use super::{shapes, tell};
use crate::gui::theme::{Theme, Type, spacing};

/// At each side of a name.
const PAD: f32 = 12.0;

/// Draws the strip as wide as there is room, in as many lines as it needs; gives the page
/// that was opened instead, if one was.
pub fn strip_ui(ui: &mut Ui, theme: &Theme, names: &[&str], open: usize) -> Option<usize> {
    let palette = &theme.palette;
    let high = (34.0 * theme.growth(Type::Label).max(1.0)).round();
    let laid: Vec<Laid> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let ink = if index == open {
                palette.on_select
            } else {
                palette.ink
            };
            text::lay_line(ui, theme, Type::Label, ink, name)
        })
        .collect();
    let width = ui.available_width();
    let (places, height) = places(&laid, width, high);
    let size = vec2(width, height + spacing::HEAVY);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let line = egui::Stroke::new(spacing::HEAVY, palette.ink);
    shapes::rule(
        ui.painter(),
        rect.left(),
        rect.right(),
        rect.bottom() - spacing::HEAVY,
        line,
    );
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("strip"));
    let group = ui.id();
    let parts: Vec<(Id, Pos2)> = places
        .iter()
        .enumerate()
        .map(|(index, place)| {
            let place = place.translate(rect.min.to_vec2());
            (group.with(index), place.center())
        })
        .collect();
    let roving = Roving::of(&ui, group, Enter::ByTab, &parts);
    let mut opened = None;
    let items = names.iter().zip(&laid).zip(&places).enumerate();
    for (index, ((name, laid), place)) in items {
        let place = place.translate(rect.min.to_vec2());
        let id = group.with(index);
        let response = page_ui(
            &mut ui,
            theme,
            (name, laid),
            place,
            &roving,
            id,
            index == open,
        );
        if response.clicked() {
            opened = Some(index);
        }
    }
    opened.filter(|index| *index != open)
}

fn page_ui(
    ui: &mut Ui,
    theme: &Theme,
    (name, laid): (&str, &Laid),
    place: Rect,
    roving: &Roving,
    id: Id,
    is_open: bool,
) -> Response {
    let palette = &theme.palette;
    let response = ui
        .interact(place, id, roving.sense(ui, id))
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_open, name));
    tell::tab(&response, is_open);
    roving.drawn(ui, &response);
    let painter = ui.painter();
    if is_open {
        shapes::cut_bar(painter, place, palette.select);
    } else if response.hovered() {
        shapes::plane(painter, place, palette.low);
    }
    let at = pos2(place.left() + PAD, place.center().y - laid.size().y / 2.0);
    laid.paint(painter, at);
    if response.has_focus() {
        let inside = place
            .with_max_x(place.right() - shapes::run(place.height()))
            .shrink(3.0);
        let line = egui::Stroke::new(spacing::HEAVY, palette.red);
        shapes::frame(painter, inside, line);
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
    }
    response
}

/// Where each name stands from the strip's corner, and how high all of it is.
fn places(laid: &[Laid], width: f32, high: f32) -> (Vec<Rect>, f32) {
    let cut = shapes::run(high);
    let mut at = pos2(0.0, 0.0);
    let mut places = Vec::new();
    for words in laid {
        let wide = words.size().x + 2.0 * PAD + cut;
        if at.x > 0.0 && at.x + wide > width {
            at = pos2(0.0, at.y + high);
        }
        places.push(Rect::from_min_size(at, vec2(wide, high)));
        at.x += wide;
    }
    (places, at.y + high)
}
