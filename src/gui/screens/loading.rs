//! While scenes are read, and when they cannot be played.

use bevy_egui::egui;
use egui::{Key, Rect, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{Shown, any_pressed, sheet_ui, within};
use crate::gui::action::{Asked, UiAction};
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::{shapes, text};

/// Shows how many of the scene files have arrived.
pub(super) fn loading_ui(ui: &mut Ui, shown: &Shown<'_>) {
    let theme = shown.theme;
    let whole = ui.max_rect();
    shapes::plane(ui.painter(), whole, theme.palette.sheet);
    let (arrived, expected) = shown.loading;
    let words = match expected {
        0 => "Opening the scenes".to_owned(),
        _ => format!("Reading the scenes, {arrived} of {expected}"),
    };
    let bar = Rect::from_center_size(whole.center(), vec2(420.0, 20.0));
    within(ui, bar.translate(vec2(0.0, -36.0)), |ui| {
        let response = text::text_ui(ui, theme, Type::Label, theme.palette.ink, &words);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, &words));
    });
    shapes::frame(ui.painter(), bar, theme.frame());
    #[expect(
        clippy::cast_precision_loss,
        reason = "a count of files, for a bar's width"
    )]
    let share = arrived as f32 / expected.max(1) as f32;
    let filled = bar.with_max_x(bar.left() + bar.width() * share.clamp(0.0, 1.0));
    shapes::plane(ui.painter(), filled, theme.palette.select);
}

/// Shows what is wrong with the scenes.
pub(super) fn problems_ui(ui: &mut Ui, shown: &Shown<'_>, out: &mut Asked) {
    let theme = shown.theme;
    let keys = [("Esc", "quit")];
    let inner = sheet_ui(ui, theme, "These scenes cannot be played", &keys);
    if any_pressed(ui, &[Key::Escape]) {
        out.push(UiAction::Quit);
    }
    let foot = 64.0;
    within(ui, inner.with_max_y(inner.bottom() - foot), |ui| {
        egui::ScrollArea::both()
            .id_salt("problems")
            .auto_shrink(false)
            .show(ui, |ui| {
                text::text_ui(
                    ui,
                    theme,
                    Type::WireSmall,
                    theme.palette.ink,
                    shown.problems,
                );
            });
    });
    let at = pos2(inner.left(), inner.bottom() - foot + spacing::S3);
    within(ui, Rect::from_min_max(at, inner.max), |ui| {
        ui.horizontal(|ui| {
            let quit = ButtonView::of(ButtonKind::Primary, "Quit").key("Esc");
            if button_ui(ui, theme, &quit).clicked() {
                out.push(UiAction::Quit);
            }
            ui.add_space(spacing::S5);
            let hint = "Mend the files: this list changes as they are saved, and the game begins when it is empty.";
            text::text_ui(ui, theme, Type::SansSmall, theme.palette.soft, hint);
        });
    });
}
