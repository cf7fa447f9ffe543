//! How the role's own story closes, in statements.
//!
//! Where there is room it is the last page of the story, a sheet on the picture, with a second
//! sheet for what became of people and things; elsewhere one column.

use bevy_egui::egui;
use egui::{Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::Page;
use crate::compare::readings_lines;
use crate::gui::action::Asked;
use crate::gui::screens::{Local, Overlay, beside_the_bar, scroll_by_keys, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::prose::{Setting, prose_ui};
use crate::gui::widgets::{shapes, text};
use crate::model::Link;
use crate::session::Session;

/// Narrower windows, in points at zoom 1, have one column and no picture.
const LEAST: f32 = 1000.0;
/// The second sheet's width.
const SECOND: f32 = 540.0;

/// Whether the epilogue lies on the picture instead of covering it.
pub(super) fn lies_on_picture(theme: &Theme, whole: Rect) -> bool {
    !theme.is_high_contrast() && theme.text_percent <= 150 && whole.width() >= LEAST
}

/// The ending and the epilogue's statements.
pub(super) fn epilogue_ui(ui: &mut Ui, page: &Page<'_>, local: &mut Local, _: &mut Asked) {
    let theme = page.shown.theme;
    let inner = ui.available_rect_before_wrap();
    let mut asked = None;
    if lies_on_picture(theme, inner.expand(spacing::MARGIN)) {
        // The page begins under the tabs, without the gap that other tabs have there.
        let top = inner.top() - spacing::S3;
        let first = Rect::from_min_max(
            pos2(inner.left(), top),
            pos2(inner.left() + spacing::SHEET, inner.bottom()),
        );
        shapes::plane(ui.painter(), first, theme.palette.sheet);
        column_ui(
            ui,
            first.shrink2(vec2(spacing::SHEET_PAD, 0.0)),
            "ending",
            |ui| {
                ending_ui(ui, page, &mut asked);
            },
        );
        let room = Rect::from_min_max(
            pos2(first.right(), top + spacing::S5),
            pos2(
                inner.right() + spacing::MARGIN,
                inner.bottom() - spacing::S5,
            ),
        );
        let width = SECOND.min(room.width() - 2.0 * spacing::S5);
        let second = Rect::from_center_size(room.center(), vec2(width, room.height()));
        shapes::plane(ui.painter(), second, theme.palette.sheet);
        shapes::frame(ui.painter(), second, theme.frame());
        let inside = second.shrink2(vec2(spacing::S5, spacing::S2));
        column_ui(ui, inside, "statements", |ui| {
            text::text_ui(ui, theme, Type::Label, theme.palette.red, "Afterwards");
            ui.add_space(spacing::S2);
            statements_ui(ui, page, &mut asked);
        });
    } else {
        ScrollArea::vertical()
            .id_salt("epilogue")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                beside_the_bar(ui, |ui| {
                    // No line is longer here than on a page of the story.
                    let measure = spacing::SHEET * theme.growth(Type::Prose).max(1.0);
                    ui.set_max_width(ui.available_width().min(measure));
                    ending_ui(ui, page, &mut asked);
                    ui.add_space(spacing::S5);
                    statements_ui(ui, page, &mut asked);
                });
            });
    }
    if let Some(link) = asked {
        local.overlay = Overlay::Codex(link.into());
    }
}

/// A sheet's text, scrolled if it is longer than the sheet.
fn column_ui(ui: &mut Ui, rect: Rect, name: &str, add: impl FnOnce(&mut Ui)) {
    within(ui, rect, |ui| {
        ScrollArea::vertical()
            .id_salt(name)
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                beside_the_bar(ui, |ui| {
                    ui.add_space(spacing::S4);
                    add(ui);
                    ui.add_space(spacing::S5);
                });
            });
    });
}

fn ending_ui(ui: &mut Ui, page: &Page<'_>, asked: &mut Option<Link>) {
    let (theme, end) = (page.shown.theme, page.end);
    text::text_ui(ui, theme, Type::Display, theme.palette.ink, &end.title);
    if let Some(run) = page.shown.session.map(Session::run) {
        for line in readings_lines(run.scenario(), run.replay(), None) {
            text::text_ui(ui, theme, Type::Note, theme.palette.soft, &line);
        }
    }
    ui.add_space(spacing::S3);
    *asked = asked.or(prose_ui(ui, theme, &end.text, Setting::fiction(theme)));
}

/// What became of people and things, under rules.
fn statements_ui(ui: &mut Ui, page: &Page<'_>, asked: &mut Option<Link>) {
    let theme = page.shown.theme;
    let smaller = Theme {
        text_percent: theme.text_percent * 9 / 10,
        ..*theme
    };
    for statement in &page.end.statements {
        let size = vec2(ui.available_width(), 10.0);
        let (line, _) = ui.allocate_exact_size(size, Sense::hover());
        let (left, right) = (line.left(), line.right());
        shapes::rule(ui.painter(), left, right, line.top(), theme.rule());
        let setting = Setting::fiction(&smaller);
        *asked = asked.or(prose_ui(ui, &smaller, statement, setting));
        ui.add_space(spacing::S3);
    }
}
