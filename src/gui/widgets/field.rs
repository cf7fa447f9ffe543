//! A line to type into, or a field for any text, with its name above it.

use bevy_egui::egui;
use egui::{FontSelection, Frame, Margin, Response, RichText, Stroke, TextEdit, Ui};

use super::{shapes, text};
use crate::gui::theme::{Theme, Type, spacing};

/// A field as shown.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FieldView<'a> {
    /// What is typed into it.
    pub label: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    /// How wide it is, in points.
    pub width: f32,
    /// How many characters it takes.
    pub longest: usize,
}

/// Draws the field; the response is that of the line itself.
pub fn field_ui(ui: &mut Ui, theme: &Theme, view: &FieldView<'_>, typed: &mut String) -> Response {
    let palette = &theme.palette;
    let label = text::lay_line(ui, theme, Type::Label, palette.soft, view.label);
    let label = text::place(ui, &label, view.label);
    ui.add_space(spacing::S2);
    let letters = theme.format(Type::Sans, palette.ink).font_id;
    let frame = Frame::NONE
        .fill(palette.sheet)
        .stroke(Stroke::new(spacing::FRAME, palette.ink))
        .inner_margin(Margin::symmetric(12, 8));
    let edit = TextEdit::singleline(typed)
        .id_salt(view.label)
        .font(FontSelection::FontId(letters.clone()))
        .text_color(palette.ink)
        .hint_text(RichText::new(view.hint).font(letters).color(palette.soft))
        .char_limit(view.longest)
        .desired_width(view.width - 28.0)
        .frame(frame);
    let response = ui.add(edit).labelled_by(label.id);
    if response.has_focus() {
        shapes::focus_frame(ui.painter(), response.rect, theme);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// A field for any text, so many points high, with its name above it; longer text scrolls in
/// it. The response is that of the text.
pub fn area_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &FieldView<'_>,
    height: f32,
    id: egui::Id,
    typed: &mut String,
) -> Response {
    let palette = &theme.palette;
    let label = text::lay_line(ui, theme, Type::Label, palette.soft, view.label);
    let label = text::place(ui, &label, view.label);
    ui.add_space(spacing::S2);
    let letters = theme.format(Type::WireSmall, palette.ink).font_id;
    let hint = theme.format(Type::Sans, palette.soft).font_id;
    let size = egui::vec2(view.width, height);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    shapes::frame(ui.painter(), rect, theme.frame());
    let inner = rect.shrink2(egui::vec2(14.0, 10.0));
    let rows = (inner.height() / ui.fonts_mut(|fonts| fonts.row_height(&letters))).floor();
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner));
    let scrolled = egui::ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink(false)
        .show(&mut child, |ui| {
            let edit = TextEdit::multiline(typed)
                .id(id)
                .font(FontSelection::FontId(letters))
                .text_color(palette.ink)
                .hint_text(RichText::new(view.hint).font(hint).color(palette.soft))
                .char_limit(view.longest)
                .desired_width(inner.width())
                .desired_rows(rows.max(2.0) as usize)
                .frame(Frame::NONE);
            ui.add(edit)
        });
    let response = scrolled.inner.labelled_by(label.id);
    if response.has_focus() {
        shapes::focus_frame(ui.painter(), rect, theme);
    }
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    response
}

/// Whether Enter was pressed in the field just now. A key that was held down since before
/// the field was there means nothing in it.
#[must_use]
pub fn entered(ui: &Ui, response: &Response) -> bool {
    response.lost_focus()
        && ui.input(|input| {
            input.events.iter().any(|event| {
                matches!(
                    event,
                    egui::Event::Key {
                        key: egui::Key::Enter,
                        pressed: true,
                        repeat: false,
                        ..
                    }
                )
            })
        })
}
