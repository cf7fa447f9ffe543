//! The foot of the end: on to the next tab, back to a decision, or away.

use bevy_egui::egui;
use egui::Ui;

use super::tabs::position;
use super::{Page, Tab, code};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::screens::{Local, Overlay, report};
use crate::gui::theme::spacing;
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::sheet::paint_heavy_rule;

/// The same buttons under every tab.
pub(super) fn foot_ui(
    ui: &mut Ui,
    page: &Page<'_>,
    tabs: &[&Tab],
    local: &mut Local,
    out: &mut Asked,
) {
    let theme = page.shown.theme;
    let line = ui.max_rect();
    paint_heavy_rule(
        ui.painter(),
        theme,
        line.left(),
        line.right(),
        line.top() - 6.0,
    );
    ui.horizontal(|ui| {
        if let Some(next) = tabs.get(position(tabs, local.end.tab) + 1) {
            let view = ButtonView::of(ButtonKind::Primary, next.name).key("→");
            if button_ui(ui, theme, &view).clicked() {
                local.end.tab = next.name;
            }
            ui.add_space(spacing::S4);
        }
        let log = ButtonView::of(ButtonKind::Secondary, "Go back, or change sides").key("L");
        if button_ui(ui, theme, &log).clicked() {
            local.overlay = Overlay::Log;
        }
        ui.add_space(spacing::S4);
        let report = ButtonView::of(ButtonKind::Secondary, "Report…").key("S");
        if button_ui(ui, theme, &report).clicked() {
            report::open(page.shown, local);
        }
        ui.add_space(spacing::S4);
        let title = ButtonView::of(ButtonKind::Secondary, "Title").key("Esc");
        if button_ui(ui, theme, &title).clicked() {
            out.push(UiAction::Open(Screen::Title));
        }
        code::code_ui(ui, page.shown, &mut local.copied, out);
    });
}
