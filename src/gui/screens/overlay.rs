//! What every sheet that lies over a screen has: its place, its title, and the way to close it.

use bevy_egui::egui;
use egui::{Align, Color32, Layout, Rect, Sense, Ui, vec2};

use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::{shapes, text};

/// A sheet in the middle of the window, as high as there is room.
pub(super) fn overlay_rect(whole: Rect, width: f32) -> Rect {
    let size = vec2(
        width.min(whole.width() - 2.0 * spacing::S5),
        whole.height() - 2.0 * spacing::S6,
    );
    Rect::from_center_size(whole.center(), size)
}

/// The title with Close at its right, above what is scrolled, so that it is always in sight.
/// `beside` is drawn behind the title. Gives whether it was closed.
pub(super) fn title_row_ui(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    kind: ButtonKind,
    beside: impl FnOnce(&mut Ui),
) -> bool {
    let row = ui.horizontal(|ui| {
        let laid = text::lay_line(ui, theme, Type::Heading, theme.palette.ink, title);
        text::place(ui, &laid, title);
        beside(ui);
        let close = ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let view = ButtonView::of(kind, "Close").key("Esc");
            button_ui(ui, theme, &view).clicked()
        });
        close.inner
    });
    ui.add_space(spacing::S3);
    row.inner
}

/// The head of one part of what the sheet lists.
pub(super) fn part_head_ui(ui: &mut Ui, theme: &Theme, ink: Color32, words: &str) {
    let size = vec2(ui.available_width(), spacing::S2);
    let (line, _) = ui.allocate_exact_size(size, Sense::hover());
    let (left, right) = (line.left(), line.right());
    shapes::rule(ui.painter(), left, right, line.top(), theme.rule());
    text::text_ui(ui, theme, Type::Label, ink, words);
    ui.add_space(spacing::S1);
}
