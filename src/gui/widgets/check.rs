//! A square that is filled or empty, with its words and its key.

use bevy_egui::egui;
use egui::{CursorIcon, Rect, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{button, shapes, tell, text};
use crate::gui::theme::{Theme, Type, spacing};

/// A check box as shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CheckView<'a> {
    /// What it means when it is on.
    pub label: &'a str,
    /// The key that does the same.
    pub key: &'a str,
    /// Whether it is on.
    pub on: bool,
}

const SQUARE: f32 = 15.0;

/// A check box; the caller turns it over when it was clicked.
pub fn check_ui(ui: &mut Ui, theme: &Theme, view: &CheckView<'_>) -> Response {
    let ink = theme.palette.ink;
    let words = text::lay_line(ui, theme, Type::SansSmall, ink, view.label);
    let key = button::key_cap_size(ui, theme, view.key);
    let left = SQUARE + spacing::S2 + 1.0;
    let width = left + words.size().x + spacing::S1 + key.x;
    let height = words.size().y.max(key.y).max(24.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, view.on, view.label));
    tell::key(&response, view.key);
    let middle = rect.center().y;
    let square = Rect::from_center_size(
        pos2(rect.left() + SQUARE / 2.0, middle),
        vec2(SQUARE, SQUARE),
    );
    if response.hovered() {
        shapes::plane(ui.painter(), square, theme.palette.low);
    }
    shapes::frame(ui.painter(), square, theme.frame());
    if view.on {
        shapes::plane(ui.painter(), square.shrink(3.5), ink);
    }
    let at = pos2(rect.left() + left, middle - words.size().y / 2.0);
    words.paint(ui.painter(), at);
    let cap = pos2(rect.right() - key.x, middle - key.y / 2.0);
    button::paint_key_cap(ui, theme, view.key, Rect::from_min_size(cap, key), ink);
    if response.has_focus() {
        shapes::focus_frame(ui.painter(), rect, theme);
    }
    response
}

/// The width [`check_ui`] takes.
#[must_use]
pub fn check_width(ui: &Ui, theme: &Theme, view: &CheckView<'_>) -> f32 {
    let words = text::lay_line(ui, theme, Type::SansSmall, theme.palette.ink, view.label);
    let key = button::key_cap_size(ui, theme, view.key);
    SQUARE + spacing::S2 + 1.0 + words.size().x + spacing::S1 + key.x
}
