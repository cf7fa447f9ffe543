//! How the role's own story closes, in statements.

use bevy_egui::egui;
use egui::{Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::Page;
use crate::compare::readings_lines;
use crate::gui::action::Asked;
use crate::gui::screens::{Local, Overlay, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::prose::{Setting, prose_ui};
use crate::gui::widgets::{shapes, text};
use crate::session::Session;

/// The ending beside the epilogue's statements; below one another where there is no room.
pub(super) fn epilogue_ui(ui: &mut Ui, page: &Page<'_>, local: &mut Local, _: &mut Asked) {
    let (theme, end) = (page.shown.theme, page.end);
    ScrollArea::vertical()
        .id_salt("epilogue")
        .auto_shrink(false)
        .show(ui, |ui| {
            let mut asked = None;
            let smaller = Theme {
                text_percent: theme.text_percent * 9 / 10,
                ..*theme
            };
            let gap = spacing::S7;
            // Nothing is read through the scroll bar.
            let room = ui.available_width() - spacing::SCROLL_BAR - spacing::S3;
            let half = ((room - gap) / 2.0).max(280.0);
            let two = room >= 2.0 * 280.0 + gap && theme.text_percent <= 150;
            text::text_ui(ui, theme, Type::Display, theme.palette.ink, &end.title);
            if let Some(run) = page.shown.session.map(Session::run) {
                for line in readings_lines(run.scenario(), run.replay(), None) {
                    text::text_ui(ui, theme, Type::Note, theme.palette.soft, &line);
                }
            }
            ui.add_space(spacing::S3);
            let width = if two { half } else { room };
            let column = Rect::from_min_size(ui.cursor().min, vec2(width, 4000.0));
            let left = within(ui, column, |ui| {
                asked = asked.or(prose_ui(ui, theme, &end.text, Setting::fiction(theme)));
                ui.min_rect()
            });
            let right_at = if two {
                pos2(column.right() + gap, column.top())
            } else {
                pos2(column.left(), left.bottom() + spacing::S5)
            };
            let column = Rect::from_min_size(right_at, vec2(width, 6000.0));
            let right = within(ui, column, |ui| {
                for statement in &end.statements {
                    let (line, _) =
                        ui.allocate_exact_size(vec2(ui.available_width(), 10.0), Sense::hover());
                    shapes::rule(
                        ui.painter(),
                        line.left(),
                        line.right(),
                        line.top(),
                        theme.rule(),
                    );
                    asked = asked.or(prose_ui(
                        ui,
                        &smaller,
                        statement,
                        Setting::fiction(&smaller),
                    ));
                    ui.add_space(spacing::S3);
                }
                ui.min_rect()
            });
            ui.advance_cursor_after_rect(left.union(right));
            ui.add_space(spacing::S5);
            if let Some(link) = asked {
                local.overlay = Overlay::Codex(link);
            }
        });
}
