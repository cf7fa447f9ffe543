//! What is recorded of every hour, where the player kept it for the end.

use bevy_egui::egui;
use egui::{ScrollArea, Ui};

use super::Page;
use crate::gui::action::Asked;
use crate::gui::screens::Local;
use crate::gui::screens::play::record_card_ui;
use crate::gui::theme::spacing;

/// One card for each scene.
pub(super) fn record_ui(ui: &mut Ui, page: &Page<'_>, local: &mut Local, _: &mut Asked) {
    let (theme, end) = (page.shown.theme, page.end);
    ScrollArea::vertical()
        .id_salt("record")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_max_width(760.0);
            for (index, record) in end.records.iter().enumerate() {
                ui.push_id(index, |ui| {
                    record_card_ui(ui, theme, record, end.records.len(), local);
                });
                ui.add_space(spacing::S5);
            }
        });
}
