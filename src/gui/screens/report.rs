//! Where the report of a run is to be written: a path to be changed or taken as it stands.

use std::path::Path;

use bevy_egui::egui;
use egui::{Key, Rect, Ui, vec2};

use super::overlay::overlay_rect;
use super::{Local, Overlay, Shown, pressed, within};
use crate::gui::action::{Asked, UiAction};
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::field::{FieldView, entered, field_ui};
use crate::gui::widgets::{shapes, text};
use crate::session::Session;
use crate::store::RunId;

/// The longest path that is taken for a file.
pub(super) const LONGEST_PATH: usize = 1000;

const ABOUT: &str = "One page for a browser and for print: your run beside history, its maps and odds, questions and sources. Nothing in it is fetched from anywhere, and no name is in it that you did not give the run.";

/// A file of its own for each run.
pub(super) fn path_for(folder: &Path, id: Option<&RunId>) -> String {
    let name = id.map_or("october-report".to_owned(), RunId::to_string);
    folder.join(format!("{name}.html")).display().to_string()
}

/// Asks where the report of the open run is to be written.
pub(super) fn open(shown: &Shown<'_>, local: &mut Local) {
    let id = shown.session.and_then(Session::id);
    local.report = path_for(shown.report_folder, id);
    local.overlay = Overlay::Report;
}

/// Draws the question over the end.
pub(super) fn report_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    let theme = shown.theme;
    let whole = ui.max_rect();
    shapes::plane(ui.painter(), whole, theme.palette.low);
    let wide = overlay_rect(whole, 820.0 * theme.growth(Type::Sans).clamp(1.0, 1.4));
    let high = (360.0 * theme.growth(Type::Sans).max(1.0)).min(wide.height());
    let rect = Rect::from_center_size(whole.center(), vec2(wide.width(), high));
    shapes::plane(ui.painter(), rect, theme.palette.sheet);
    shapes::frame(ui.painter(), rect, theme.frame());
    let mut close = pressed(ui, Key::Escape);
    let mut meant = false;
    within(ui, rect.shrink(spacing::S6), |ui| {
        egui::ScrollArea::vertical()
            .id_salt("report")
            .auto_shrink(false)
            .show(ui, |ui| {
                let words = "Save the report";
                text::text_ui(ui, theme, Type::Heading, theme.palette.ink, words);
                ui.add_space(spacing::S2);
                text::text_ui(ui, theme, Type::SansSmall, theme.palette.soft, ABOUT);
                ui.add_space(spacing::S4);
                let view = FieldView {
                    label: "Write it into this file",
                    hint: "",
                    width: ui.available_width() - spacing::S4,
                    longest: LONGEST_PATH,
                };
                let first = super::nothing_focused(ui);
                let field = field_ui(ui, theme, &view, &mut local.report);
                if first {
                    field.request_focus();
                }
                meant |= entered(ui, &field);
                ui.add_space(spacing::S5);
                ui.horizontal_wrapped(|ui| {
                    let view = ButtonView::of(ButtonKind::Primary, "Write it").key("Enter");
                    meant |= button_ui(ui, theme, &view).clicked();
                    ui.add_space(spacing::S4);
                    let view = ButtonView::of(ButtonKind::Secondary, "Leave it").key("Esc");
                    close |= button_ui(ui, theme, &view).clicked();
                });
            });
    });
    if meant && !local.report.trim().is_empty() {
        out.push(UiAction::SaveReport(None, local.report.clone()));
        close = true;
    }
    if close {
        local.overlay = Overlay::None;
    }
}
