//! What is wrong with scenes that are being edited: a slip over the page while the last good
//! version plays on, and behind a key the whole list with the places in the files.

use bevy_egui::egui;
use egui::{Key, Rect, ScrollArea, Ui, pos2, vec2};

use super::overlay::overlay_rect;
use super::scrolled::cue_ui;
use super::{Local, Shown, any_pressed, beside_the_bar, pressed, scroll_by_keys, within};
use crate::diagnostics::Brief;
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::{shapes, text};

/// The widest the slip is, and how far above the window's foot it lies: the gauges and a
/// hint stay in sight.
const WIDEST: f32 = 460.0;
const ABOVE: f32 = 124.0;

/// Whether there is anything to say: scenes that never could be played have a screen of
/// their own.
fn is_there(shown: &Shown<'_>) -> bool {
    shown.scenario.is_some() && !shown.slips.is_empty()
}

/// Whether the list lies over everything; the key opens and closes it.
pub(super) fn is_open(ui: &Ui, shown: &Shown<'_>, local: &mut Local) -> bool {
    if !is_there(shown) {
        local.slips = false;
    } else if pressed(ui, Key::F9) {
        local.slips = !local.slips;
        ui.ctx().request_repaint();
    }
    local.slips
}

/// "The edited scenes have 2 problems".
fn headline(slips: &[Brief]) -> String {
    match slips.len() {
        1 => "The edited scenes have a problem".to_owned(),
        n => format!("The edited scenes have {n} problems"),
    }
}

/// Draws the slip with the first problem.
pub(super) fn slip_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local) {
    let Some(first) = shown.slips.first().filter(|_| is_there(shown)) else {
        return;
    };
    if local.slips {
        return;
    }
    let theme = shown.theme;
    let palette = &theme.palette;
    let whole = ui.max_rect();
    let width = (whole.width() - 2.0 * spacing::S5).min(WIDEST * theme.growth(Type::Sans).max(1.0));
    let id = egui::Id::new("slips");
    let known: Option<f32> = ui.data(|data| data.get_temp(id));
    let height = known.unwrap_or(150.0);
    let corner = pos2(
        whole.right() - spacing::S5 - width,
        (whole.bottom() - ABOVE - height).max(whole.top()),
    );
    let rect = Rect::from_min_size(corner, vec2(width, height));
    let layer = egui::Area::new(id)
        .order(egui::Order::Foreground)
        .fixed_pos(rect.min)
        .fade_in(false);
    let drawn = layer.show(ui.ctx(), |ui| {
        ui.advance_cursor_after_rect(rect);
        shapes::plane(ui.painter(), rect, palette.low);
        shapes::frame(ui.painter(), rect, theme.frame());
        within(ui, rect.shrink2(vec2(spacing::S4, spacing::S3)), |ui| {
            let head = headline(shown.slips);
            text::text_ui(ui, theme, Type::Label, palette.red, &head);
            let line = format!("{}: {}", first.place, first.message);
            text::text_ui(ui, theme, Type::SansSmall, palette.ink, &line);
            if !first.help.is_empty() {
                text::text_ui(ui, theme, Type::SansSmall, palette.soft, &first.help);
            }
            ui.add_space(spacing::S2);
            let view = ButtonView::of(ButtonKind::Secondary, "All of it").key("F9");
            if button_ui(ui, theme, &view).clicked() {
                local.slips = true;
            }
            ui.min_rect().height() + 2.0 * spacing::S3
        })
    });
    if (drawn.inner - height).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, drawn.inner));
        ui.ctx().request_discard("the slip was measured");
    }
}

/// Draws the whole list.
pub(super) fn list_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local) {
    let theme = shown.theme;
    let palette = &theme.palette;
    shapes::plane(ui.painter(), ui.max_rect(), palette.low);
    let rect = overlay_rect(ui.max_rect(), 1100.0);
    shapes::plane(ui.painter(), rect, palette.sheet);
    shapes::frame(ui.painter(), rect, theme.frame());
    let mut close = any_pressed(ui, &[Key::Escape]);
    within(ui, rect.shrink(spacing::S6), |ui| {
        let head = headline(shown.slips);
        text::text_ui(ui, theme, Type::Heading, palette.ink, &head);
        let about = "The last good version plays on. This list changes as the files are saved, and goes away when they are mended.";
        text::text_ui(ui, theme, Type::SansSmall, palette.soft, about);
        ui.add_space(spacing::S3);
        let view = ButtonView::of(ButtonKind::Primary, "Close").key("Esc");
        close |= button_ui(ui, theme, &view).clicked();
        ui.add_space(spacing::S3);
        let scrolled = ScrollArea::vertical()
            .id_salt("slips")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                beside_the_bar(ui, |ui| {
                    text::text_ui(ui, theme, Type::WireSmall, palette.ink, shown.problems);
                });
            });
        cue_ui(ui, theme, &scrolled, palette.sheet);
    });
    if close {
        local.slips = false;
        ui.ctx().request_repaint();
    }
}
