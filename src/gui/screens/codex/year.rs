//! Everything dated in order of time, with what a run made of it.

use bevy_egui::egui;
use egui::{Rect, ScrollArea, Ui};

use super::{CodexLocal, Desk, browse};
use crate::gui::screens::{beside_the_bar, scroll_by_keys, within};
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::{text, year};

/// Draws the page.
pub(super) fn year_ui(ui: &mut Ui, desk: &Desk<'_>, local: &mut CodexLocal, room: Rect) {
    let theme = desk.theme;
    let palette = &theme.palette;
    let year = desk.codex.year(desk.told, desk.run_so_far());
    within(ui, room, |ui| {
        let scrolled = ScrollArea::vertical().id_salt("year").auto_shrink(false);
        scrolled.show(ui, |ui| {
            scroll_by_keys(ui);
            beside_the_bar(ui, |ui| {
                let calendar = &desk.codex.scenario().calendar;
                let mut how = format!(
                    "Days are {}, those in brackets {}. Turning points stand in frames.",
                    calendar.name, calendar.other
                );
                if desk.run.is_some() {
                    how.push_str(
                        " Your run’s are reversed; what went another way leans and is red.",
                    );
                }
                text::text_ui(ui, theme, Type::SansSmall, palette.soft, &how);
                browse::ahead_ui(ui, desk, local);
                ui.add_space(spacing::S3);
                if year.days.is_empty() {
                    let line = "Nothing has happened yet. Go on with the run, and come back.";
                    text::text_ui(ui, theme, Type::Sans, palette.ink, line);
                }
                if let Some(topic) = year::year_ui(ui, theme, &year) {
                    local.open(desk.codex, topic);
                }
                ui.add_space(spacing::S5);
            });
        });
    });
}
