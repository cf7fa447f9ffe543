//! Names one below another, each of which leads somewhere: one stop of the Tab key, arrows
//! along it. They look like the links in prose.

use bevy_egui::egui;
use egui::{
    CursorIcon, Id, Pos2, Rect, Response, Sense, Stroke, Ui, UiBuilder, WidgetInfo, WidgetType,
    pos2, vec2,
};

use super::roving::{Enter, Roving};
use super::shapes;
use super::text::{self, Laid};
use crate::gui::theme::{Theme, Type, spacing};

/// A name that leads somewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkLine {
    /// The name.
    pub name: String,
    /// What else stands after it, and leads nowhere; may be empty.
    pub note: String,
}

/// Between two lines.
const GAP: f32 = 5.0;

/// Draws the names in this style; gives the position of the one that was asked for.
pub fn links_ui(
    ui: &mut Ui,
    theme: &Theme,
    salt: &str,
    style: Type,
    lines: &[LinkLine],
) -> Option<usize> {
    let width = ui.available_width();
    let laid: Vec<(Laid, f32)> = lines
        .iter()
        .map(|line| lay_line(ui, theme, style, line, width))
        .collect();
    let gap = (GAP * theme.growth(style)).round();
    let height: f32 = laid.iter().map(|(laid, _)| laid.size().y + gap).sum();
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt));
    let group = ui.id();
    let mut top = rect.top();
    let mut places: Vec<Rect> = Vec::new();
    for (laid, _) in &laid {
        let size = vec2(width, laid.size().y);
        places.push(Rect::from_min_size(pos2(rect.left(), top), size));
        top += laid.size().y + gap;
    }
    // Each takes the whole width, so that up and down go from one to the next.
    let parts: Vec<(Id, Pos2)> = places
        .iter()
        .enumerate()
        .map(|(index, place)| (group.with(index), place.center()))
        .collect();
    let roving = Roving::of(&ui, group, Enter::ByTab, &parts);
    let mut asked = None;
    let items = lines.iter().zip(&laid).zip(&places).enumerate();
    for (index, ((line, (laid, under)), place)) in items {
        let id = group.with(index);
        let response = link_ui(&mut ui, theme, line, laid, *under, *place, &roving, id);
        if response.clicked() {
            asked = Some(index);
        }
    }
    asked
}

/// The words, and how far the line under the name reaches in the last row that it has.
fn lay_line(ui: &Ui, theme: &Theme, style: Type, line: &LinkLine, width: f32) -> (Laid, f32) {
    let palette = &theme.palette;
    let name = theme.format(style, palette.ink);
    let soft = theme.format(style, palette.soft);
    let alone = text::lay_runs(ui, &[(&line.name, name.clone())], width);
    let note = match line.note.as_str() {
        "" => String::new(),
        note => format!("  {note}"),
    };
    let laid = text::lay_runs(ui, &[(&line.name, name), (&note, soft)], width);
    (laid, alone.size().x)
}

#[expect(
    clippy::too_many_arguments,
    reason = "one line of a list, drawn in one place"
)]
fn link_ui(
    ui: &mut Ui,
    theme: &Theme,
    line: &LinkLine,
    laid: &Laid,
    under: f32,
    place: Rect,
    roving: &Roving,
    id: Id,
) -> Response {
    let palette = &theme.palette;
    let response = ui
        .interact(place, id, roving.sense(ui, id))
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        let name = match line.note.as_str() {
            "" => line.name.clone(),
            note => format!("{} {note}", line.name),
        };
        WidgetInfo::labeled(WidgetType::Link, true, name)
    });
    roving.drawn(ui, &response);
    let painter = ui.painter();
    let place = Rect::from_min_size(place.min, laid.size());
    let focused = response.has_focus();
    if focused {
        shapes::plane(painter, place.expand2(vec2(3.0, 1.0)), palette.select);
        laid.paint_in(painter, place.min, palette.on_select);
        if theme.is_high_contrast() {
            shapes::frame(painter, place.expand(4.0), theme.focus());
        }
    } else {
        if response.hovered() {
            shapes::plane(painter, place.expand2(vec2(3.0, 0.0)), palette.sheet);
        }
        laid.paint(painter, place.min);
        let width = if response.hovered() {
            spacing::FRAME
        } else {
            spacing::HAIR
        };
        let below = (place.bottom() - 1.0).round();
        let line = Stroke::new(width, palette.red);
        shapes::rule(painter, place.left(), place.left() + under, below, line);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}
