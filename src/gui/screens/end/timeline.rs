//! When each question was answered: this run above the line, history below, and the same
//! in words.

use bevy_egui::egui;
use egui::{ScrollArea, Ui};

use super::{Page, picker};
use crate::compare::{Row, Subject};
use crate::gui::action::Asked;
use crate::gui::screens::Local;
use crate::gui::screens::scroll_by_keys;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::text;
use crate::gui::widgets::timeline::timeline_ui;
use crate::report::Line;

/// Flags narrower windows than this cannot hold.
const LEAST: f32 = 620.0;

/// The drawing, what is looked at in it, and the list.
pub(super) fn timelines_ui(ui: &mut Ui, page: &Page<'_>, local: &mut Local, out: &mut Asked) {
    let Some(beside) = page.shown.beside else {
        return;
    };
    if picker::picker_ui(ui, page, local, out) {
        return;
    }
    let theme = page.shown.theme;
    let palette = &theme.palette;
    ScrollArea::vertical()
        .id_salt("timeline")
        .auto_shrink(false)
        .show(ui, |ui| {
            scroll_by_keys(ui);
            // The scroll bar lies over what it scrolls.
            ui.set_max_width(ui.available_width() - spacing::S4);
            let other = match beside.other_name().as_str() {
                "" => String::new(),
                name => format!(" {name} is dashed, where it went another way than mine."),
            };
            let how = format!(
                "Mine above the line, history below; what went another way leans and is red.{other}"
            );
            text::text_ui(ui, theme, Type::SansSmall, palette.soft, &how);
            if ui.available_width() >= LEAST * theme.growth(Type::LabelSmall) {
                let looked_at = timeline_ui(ui, theme, &beside.spread.timeline);
                let row = looked_at.and_then(|subject| row_of(page, subject));
                looked_ui(ui, theme, row);
            }
            ui.add_space(spacing::S3);
            for line in &beside.timeline_lines {
                match line {
                    Line::Gap => {
                        ui.add_space(spacing::S1);
                    }
                    Line::Text(words) => {
                        text::text_ui(ui, theme, Type::Label, palette.ink, words);
                    }
                    Line::Entry(words) => {
                        text::text_ui(ui, theme, Type::SansSmall, palette.ink, words);
                        ui.add_space(spacing::S1);
                    }
                }
            }
        });
}

fn row_of<'a>(page: &'a Page<'_>, subject: Subject) -> Option<&'a Row> {
    let mut rows = page.comparison().rows.iter();
    rows.find(|row| row.subject == subject)
}

/// What the flag that is looked at stands for; the room is kept free for it.
fn looked_ui(ui: &mut Ui, theme: &Theme, row: Option<&Row>) {
    let palette = &theme.palette;
    let line = match row {
        Some(row) => format!(
            "{} {} Mine: {}. History: {}.",
            row.day,
            row.question,
            row.mine.words(),
            row.history.as_deref().unwrap_or("nothing is recorded")
        ),
        None => "Point at a flag, or move to one with Tab, to read its question.".to_owned(),
    };
    let ink = if row.is_some() {
        palette.ink
    } else {
        palette.soft
    };
    text::text_ui(ui, theme, Type::SansSmall, ink, &line);
}
