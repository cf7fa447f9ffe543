//! The questions that are read in more than one way: a quiet line on the card of a role,
//! and the sheet it opens, where the readings of the next run are chosen.

use bevy_egui::egui;
use egui::{Key, Rect, ScrollArea, Ui, pos2};

use super::overlay::{overlay_rect, title_row_ui};
use super::{Local, Overlay, Shown, pressed, within};
use crate::gui::action::{Asked, UiAction};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::ButtonKind;
use crate::gui::widgets::prose::{Setting, prose_ui};
use crate::gui::widgets::segments::{SegmentsView, segments_ui};
use crate::gui::widgets::{line, shapes, text};
use crate::model::{Link, Scenario};
use crate::playthrough::{QuestionView, ReadingView, questions};

/// The line that opens the sheet, at the right end of `rect`; nothing if every question
/// is read in one way. The key R does the same.
pub(super) fn line_ui(ui: &mut Ui, shown: &Shown<'_>, rect: Rect, local: &mut Local) {
    let theme = shown.theme;
    let Some(words) = shown.scenario.and_then(|scenario| told(scenario, shown)) else {
        return;
    };
    let laid = line::lay_line(ui, theme, &words, rect.width());
    let at = pos2(rect.right() - laid.size().x, rect.top());
    let response = line::line_ui(ui, theme, &words, &laid, at);
    if response.clicked() || pressed(ui, Key::R) {
        local.overlay = Overlay::Readings;
    }
}

/// "6 questions are read in more than one way, 1 of them otherwise than at first".
fn told(scenario: &Scenario, shown: &Shown<'_>) -> Option<String> {
    let n_questions = questions(scenario, shown.readings).len();
    let n_other = shown.readings.chosen().count();
    let mut line = match n_questions {
        0 => return None,
        1 => "One question is read in more than one way".to_owned(),
        n => format!("{n} questions are read in more than one way"),
    };
    if n_other > 0 {
        line.push_str(&format!(", {n_other} of them otherwise than at first"));
    }
    Some(line)
}

/// Draws the sheet over the roles.
pub(super) fn readings_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    let Some(scenario) = shown.scenario else {
        local.overlay = Overlay::None;
        return;
    };
    let theme = shown.theme;
    let rect = overlay_rect(ui.max_rect(), 900.0);
    shapes::plane(ui.painter(), rect, theme.palette.sheet);
    shapes::frame(ui.painter(), rect, theme.frame());
    let mut close = pressed(ui, Key::Escape) || pressed(ui, Key::R);
    let mut asked = None;
    within(ui, rect.shrink(spacing::S6), |ui| {
        close |= title_row_ui(
            ui,
            theme,
            "Read in more than one way",
            ButtonKind::Secondary,
            |_| {},
        );
        ScrollArea::vertical()
            .id_salt("readings")
            .auto_shrink(false)
            .show(ui, |ui| {
                // Clear of the scroll bar.
                ui.set_max_width(ui.available_width() - spacing::S4);
                let about = "These questions are read in more than one way: by historians, by people who were there, by official histories. The reading you choose decides by which rules the city answers in the next run you begin; what follows “in this game” is the game’s rule and not theirs. The one that stands first is no verdict, and history’s own decisions come to history’s answers under every one.";
                text::text_ui(ui, theme, Type::Sans, theme.palette.soft, about);
                for question in questions(scenario, shown.readings) {
                    ui.add_space(spacing::S5);
                    asked = asked.or(question_ui(ui, theme, &question, out));
                }
            });
    });
    if let Some(link) = asked {
        local.overlay = Overlay::Codex(link.into());
    } else if close {
        local.overlay = Overlay::None;
    }
}

/// One question, its readings beside one another and then in words. Gives the link that
/// was asked for.
fn question_ui(
    ui: &mut Ui,
    theme: &Theme,
    question: &QuestionView,
    out: &mut Asked,
) -> Option<Link> {
    let mut asked = None;
    ui.push_id(&question.key, |ui| {
        let names: Vec<&str> = question
            .readings
            .iter()
            .map(|reading| reading.name.as_str())
            .collect();
        text::text_ui(
            ui,
            theme,
            Type::Label,
            theme.palette.red,
            &format!("{} · {}", question.title, question.day),
        );
        let view = SegmentsView {
            label: &question.question,
            note: "",
            options: &names,
            chosen: question.chosen,
        };
        if let Some(reading) = segments_ui(ui, theme, &view) {
            out.push(UiAction::Read(question.id, reading));
        }
        for (index, reading) in question.readings.iter().enumerate() {
            ui.add_space(spacing::S3);
            asked = asked.or(reading_ui(ui, theme, reading, index == question.chosen));
        }
    });
    asked
}

fn reading_ui(ui: &mut Ui, theme: &Theme, reading: &ReadingView, holds: bool) -> Option<Link> {
    let palette = &theme.palette;
    let head = match holds {
        true => format!("{}. Your next run goes by this one.", reading.name),
        false => format!("{}.", reading.name),
    };
    let ink = if holds { palette.red } else { palette.ink };
    text::text_ui(ui, theme, Type::Label, ink, &head);
    let asked = prose_ui(ui, theme, &reading.text, Setting::record(theme));
    let argued = format!("See: {}.", reading.sources.join("; "));
    text::text_ui(ui, theme, Type::Note, palette.soft, &argued);
    asked
}
