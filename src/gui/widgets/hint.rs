//! A hint of one line on a strip of its own, with the key that hides it.

use bevy_egui::egui;
use egui::{Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::text::{self, Laid};
use super::{button, shapes};
use crate::gui::theme::{Theme, Type, spacing};

/// The key that hides a hint, and the word beside it.
pub const HIDE: (&str, &str) = ("H", "hide");

/// The room beside and above the words.
const PAD: f32 = 9.0;
/// The mark at the left.
const MARK: f32 = 10.0;

/// A hint's height at a width: one line, or more where letters are large.
#[must_use]
pub fn hint_height(ui: &Ui, theme: &Theme, words: &str, width: f32) -> f32 {
    let hide = hide_width(ui, theme);
    let laid = lay(ui, theme, words, width - hide);
    (laid.size().y + 2.0 * PAD).round()
}

fn lay(ui: &Ui, theme: &Theme, words: &str, width: f32) -> Laid {
    let room = width - MARK - 2.0 * spacing::S4;
    text::lay(ui, theme, Type::SansSmall, theme.palette.ink, words, room)
}

fn hide_width(ui: &Ui, theme: &Theme) -> f32 {
    button::keys_width(ui, theme, &[HIDE]) + spacing::S4
}

/// The hint on the strip; tells whether it was hidden by the pointer, Enter or Space.
pub fn hint_ui(ui: &mut Ui, theme: &Theme, words: &str, strip: Rect) -> bool {
    let palette = &theme.palette;
    shapes::plane(ui.painter(), strip, palette.sheet);
    if theme.is_high_contrast() {
        shapes::frame(ui.painter(), strip, theme.frame());
    } else {
        let line = egui::Stroke::new(spacing::RULE, palette.ink);
        shapes::rule(ui.painter(), strip.left(), strip.right(), strip.top(), line);
    }
    let at = pos2(strip.left() + spacing::S4, strip.top() + PAD);
    let line = theme.line(Type::SansSmall);
    let mark = Rect::from_min_size(pos2(at.x, at.y + (line - 12.0) / 2.0), vec2(MARK, 12.0));
    shapes::cut_bar(ui.painter(), mark, palette.red);
    let hide = hide_width(ui, theme);
    let laid = lay(ui, theme, words, strip.width() - hide);
    let place = Rect::from_min_size(at + vec2(MARK + spacing::S2, 0.0), laid.size());
    let response = ui.interact(place, ui.id().with("hint"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, words));
    laid.paint(ui.painter(), place.min);
    hide_ui(ui, theme, strip, hide)
}

fn hide_ui(ui: &Ui, theme: &Theme, strip: Rect, width: f32) -> bool {
    let (key, word) = HIDE;
    let soft = theme.palette.soft;
    let cap = button::key_cap_size(ui, theme, key);
    let laid = text::lay_line(ui, theme, Type::SansSmall, soft, word);
    let line = theme.line(Type::SansSmall);
    let middle = strip.top() + PAD + line / 2.0;
    let left = strip.right() - width;
    let place = Rect::from_min_max(
        pos2(left, middle - line / 2.0),
        pos2(strip.right() - spacing::S4, middle + line / 2.0),
    );
    let response = ui
        .interact(place, ui.id().with("hide"), Sense::click())
        .on_hover_cursor(egui::CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, "Hide this hint"));
    let cap_at = Rect::from_min_size(pos2(left, middle - cap.y / 2.0), cap);
    button::paint_key_cap(ui, theme, key, cap_at, soft);
    let words_at = pos2(cap_at.right() + spacing::S1, middle - laid.size().y / 2.0);
    laid.paint(ui.painter(), words_at);
    if response.hovered() {
        let under = egui::Stroke::new(spacing::RULE, soft);
        let right = words_at.x + laid.size().x;
        shapes::rule(ui.painter(), words_at.x, right, place.bottom() - 2.0, under);
    }
    if response.has_focus() {
        let inside = place.expand2(vec2(2.0, 0.0)).intersect(strip);
        shapes::frame(ui.painter(), inside, theme.focus());
    }
    response.clicked()
}
