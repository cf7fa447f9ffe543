//! The title of a scenario that is not the program's own: its name where the poster would be.

use bevy_egui::egui;
use egui::{Color32, Rect, Ui, WidgetInfo, WidgetType, pos2};

use super::{Shown, within};
use crate::gui::theme::palette::poster;
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::{shapes, text};

/// Where the plane begins, right of the menu, and the least window that has room for it.
const LEFT: f32 = 500.0;
const LEAST: f32 = 1000.0;
/// The red edge of the plane.
const EDGE: f32 = 24.0;

/// Draws the ground of the title with the scenario's name on it.
pub(super) fn poster_ui(ui: &mut Ui, shown: &Shown<'_>) {
    let theme = shown.theme;
    let Some(scenario) = shown.scenario else {
        return;
    };
    let whole = ui.max_rect();
    let contrast = theme.is_high_contrast();
    let night = if contrast {
        theme.palette.sheet
    } else {
        poster::NIGHT
    };
    shapes::plane(ui.painter(), whole, night);
    if whole.width() < LEAST {
        return;
    }
    let run = whole.height() / spacing::SLOPE;
    let slanted = |from: f32, to: Option<f32>| {
        let right = |at: f32| to.map_or(whole.right(), |to| at + to);
        let (low, high) = (whole.left() + LEFT + from, whole.left() + LEFT + from + run);
        [
            pos2(high, whole.top()),
            pos2(right(high), whole.top()),
            pos2(right(low), whole.bottom()),
            pos2(low, whole.bottom()),
        ]
    };
    let ink = if contrast {
        theme.palette.ink
    } else {
        shapes::polygon(ui.painter(), &slanted(0.0, Some(EDGE)), poster::RED);
        shapes::polygon(ui.painter(), &slanted(EDGE, None), poster::CREAM);
        poster::INK
    };
    let room = Rect::from_min_max(
        pos2(
            whole.left() + LEFT + run + EDGE + spacing::S5,
            whole.top() + 56.0,
        ),
        pos2(whole.right() - spacing::MARGIN, whole.bottom() - 60.0),
    );
    within(ui, room, |ui| {
        words_ui(ui, shown, Type::Display, ink, &scenario.title);
        ui.add_space(spacing::S3);
        words_ui(ui, shown, Type::Aside, ink, &scenario.summary);
    });
}

fn words_ui(ui: &mut Ui, shown: &Shown<'_>, style: Type, ink: Color32, words: &str) {
    let laid = text::lay(ui, shown.theme, style, ink, words, ui.available_width());
    let response = text::place(ui, &laid, words);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, words));
}
