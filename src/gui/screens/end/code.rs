//! The run's code at the foot of the end, to be written down or copied.

use bevy_egui::egui;
use egui::{Align, Key, Layout, Ui};

use crate::gui::action::{Asked, UiAction};
use crate::gui::screens::{Shown, pressed};
use crate::gui::theme::{Theme, Type};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::text;

/// The code at the right of the line, as far as there is room; the key does the same
/// without it.
pub(super) fn code_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    copied: &mut Option<String>,
    out: &mut Asked,
) {
    let Some(code) = shown.code else {
        return;
    };
    let theme = shown.theme;
    let is_copied = copied.as_deref() == Some(code);
    let mut copy = pressed(ui, Key::K);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let label = if is_copied {
            "Code copied"
        } else {
            "Copy the code"
        };
        let view = ButtonView::of(ButtonKind::Secondary, label).key("K");
        copy |= button_ui(ui, theme, &view).clicked();
        written_ui(ui, theme, code);
    });
    if copy {
        *copied = Some(code.to_owned());
        out.push(UiAction::Copy(code.to_owned()));
    }
}

/// The code in two lines of five groups under its name, if it fits.
fn written_ui(ui: &mut Ui, theme: &Theme, code: &str) {
    let palette = &theme.palette;
    let groups: Vec<&str> = code.split('-').collect();
    let lines: Vec<String> = groups.chunks(5).map(|groups| groups.join(" ")).collect();
    let lines = lines.join("\n");
    let laid = text::lay_line(ui, theme, Type::WireSmall, palette.ink, &lines);
    let name = text::lay_line(ui, theme, Type::LabelSmall, palette.soft, "Run code");
    let gap = 12.0;
    if laid.size().x + name.size().x + 2.0 * gap > ui.available_width() {
        return;
    }
    ui.add_space(gap);
    text::place(ui, &laid, code);
    ui.add_space(gap);
    text::place(ui, &name, "Run code");
}
