//! Which other run is to stand beside this one.

use bevy_egui::egui;
use egui::{Key, ScrollArea, Ui};

use super::Page;
use crate::gui::action::{Asked, UiAction};
use crate::gui::screens::{Local, pressed};
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::text;

/// Draws the list in place of a tab's content while a run is being chosen; tells whether it
/// is. B opens and closes it.
pub(super) fn picker_ui(ui: &mut Ui, page: &Page<'_>, local: &mut Local, out: &mut Asked) -> bool {
    let Some(beside) = page.shown.beside.filter(|_| page.can_choose()) else {
        local.end.picking = false;
        return false;
    };
    if pressed(ui, Key::B) {
        local.end.picking = !local.end.picking;
        local.end.pick_now = local.end.picking;
    }
    if !local.end.picking {
        return false;
    }
    let theme = page.shown.theme;
    let palette = &theme.palette;
    ui.add_space(spacing::S4);
    let question = "Which run is to stand beside this one?";
    text::text_ui(ui, theme, Type::Subheading, palette.ink, question);
    ui.add_space(spacing::S3);
    let mut picked = None;
    ScrollArea::vertical()
        .id_salt("runs")
        .auto_shrink(false)
        .show(ui, |ui| {
            for candidate in &beside.candidates {
                ui.push_id(candidate.id.as_str(), |ui| {
                    let there = beside
                        .other
                        .as_ref()
                        .is_some_and(|it| it.id == candidate.id);
                    let kind = if there {
                        ButtonKind::Primary
                    } else {
                        ButtonKind::Secondary
                    };
                    let words = candidate.words();
                    ui.horizontal(|ui| {
                        let response = button_ui(ui, theme, &ButtonView::of(kind, &words));
                        if there && std::mem::take(&mut local.end.pick_now) {
                            response.request_focus();
                        }
                        if response.clicked() {
                            picked = Some(Some(candidate.id.clone()));
                        }
                        ui.add_space(spacing::S3);
                        let about = &candidate.about;
                        let laid = text::lay_line(ui, theme, Type::SansSmall, palette.soft, about);
                        text::place(ui, &laid, about);
                    });
                    ui.add_space(spacing::S2);
                });
            }
            let nobody = ButtonView::of(ButtonKind::Secondary, "No other run");
            if button_ui(ui, theme, &nobody).clicked() {
                picked = Some(None);
            }
        });
    if let Some(id) = picked {
        out.push(UiAction::SetBeside(id));
        local.end.picking = false;
    }
    true
}
