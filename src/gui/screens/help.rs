//! The keys, over any screen.

use bevy_egui::egui;
use egui::{Key, Rect, Ui, vec2};

use super::{Local, Overlay, Shown, any_pressed, within};
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::{button, shapes, text};

const KEYS: &[(&str, &str)] = &[
    ("1 – 9", "take a choice"),
    ("↑ ↓ Tab", "move between choices, links and buttons"),
    ("Enter", "take what is marked, or turn the page"),
    ("Esc", "back, or close what lies on top"),
    ("M", "the map of the city and who holds what"),
    (
        "L",
        "the log: what was decided, what news came, and back to any decision",
    ),
    (
        "C",
        "the chart: who went where, and back to what was not tried",
    ),
    ("N", "the next dispatch"),
    (
        "D, P, B",
        "at the end: what differs, where two runs part, another run",
    ),
    ("[ ]", "on the maps at the end: from change to change"),
    ("K", "copy a run’s code, at its end or in the list of runs"),
    ("Page Up, Page Down", "scroll a long page"),
    ("Ctrl + and −", "zoom"),
    ("F1", "this page"),
];

/// Draws the keys if they are open; tells whether they are.
pub(super) fn overlay_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local) -> bool {
    if local.overlay != Overlay::Help {
        return false;
    }
    let theme = shown.theme;
    let rect = overlay_rect(ui.max_rect(), 620.0);
    shapes::plane(ui.painter(), rect, theme.palette.sheet);
    shapes::frame(ui.painter(), rect, theme.frame());
    let mut close = any_pressed(ui, &[Key::Escape, Key::F1, Key::Enter]);
    within(ui, rect.shrink(spacing::S6), |ui| {
        // Close stands above what is scrolled, so that it is always in sight.
        ui.horizontal(|ui| {
            let title = text::lay_line(ui, theme, Type::Heading, theme.palette.ink, "Keys");
            text::place(ui, &title, "Keys");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let view = ButtonView::of(ButtonKind::Primary, "Close").key("Esc");
                close |= button_ui(ui, theme, &view).clicked();
            });
        });
        ui.add_space(spacing::S3);
        egui::ScrollArea::vertical()
            .id_salt("help")
            .auto_shrink(false)
            .show(ui, |ui| {
                for (key, what) in KEYS {
                    ui.horizontal(|ui| {
                        let column = 190.0;
                        let left = ui.cursor().left();
                        button::key_cap_ui(ui, theme, key, theme.palette.ink);
                        ui.add_space((left + column - ui.cursor().left()).max(spacing::S3));
                        let width = ui.available_width();
                        let laid = text::lay(ui, theme, Type::Sans, theme.palette.ink, what, width);
                        text::place(ui, &laid, what);
                    });
                    ui.add_space(spacing::S2);
                }
            });
    });
    if close {
        local.overlay = Overlay::None;
    }
    true
}

/// A sheet in the middle of the window, as high as there is room.
pub(super) fn overlay_rect(whole: Rect, width: f32) -> Rect {
    let size = vec2(
        width.min(whole.width() - 2.0 * spacing::S5),
        whole.height() - 2.0 * spacing::S6,
    );
    Rect::from_center_size(whole.center(), size)
}
