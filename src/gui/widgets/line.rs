//! A line of small text that does something when it is pressed: quieter than a button.

use bevy_egui::egui;
use egui::{CursorIcon, Pos2, Rect, Response, Sense, Ui, WidgetInfo, WidgetType};

use super::shapes;
use super::text::{self, Laid};
use crate::gui::theme::{Theme, Type, spacing};

/// The words, laid out for [`line_ui`] on one line.
#[must_use]
pub fn lay_line(ui: &Ui, theme: &Theme, words: &str, width: f32) -> Laid {
    text::lay_short(ui, theme, Type::SansSmall, theme.palette.ink, words, width)
}

/// The words with a rule under them, their left upper corner at `at`. Takes no room in the
/// layout. Clicked by pointer, Enter or Space.
pub fn line_ui(ui: &Ui, theme: &Theme, words: &str, laid: &Laid, at: Pos2) -> Response {
    let place = Rect::from_min_size(at, laid.size());
    let response = ui
        .interact(place, ui.id().with(words), Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, words));
    laid.paint(ui.painter(), at);
    let width = if response.hovered() {
        spacing::HEAVY
    } else {
        spacing::RULE
    };
    let under = egui::Stroke::new(width, theme.palette.ink);
    shapes::rule(
        ui.painter(),
        place.left(),
        place.right(),
        place.bottom(),
        under,
    );
    if response.has_focus() {
        shapes::focus_frame(ui.painter(), place.expand(spacing::S1), theme);
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
    }
    response
}
