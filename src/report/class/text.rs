//! A class as lines: a question, then its answers, history's first, each with its count.

use super::ClassSheet;
use crate::class::{Class, EMPTY, NOT_THE_RIGHT_ANSWER, PRIVACY, Question, Tally, counted};
use crate::model::SceneId;
use crate::report::Line;

/// The most ways through a role's story that are told one by one.
const MOST_ROUTES: usize = 8;

/// The most things that are told one by one of what could not be read.
const MOST_UNREAD: usize = 200;

/// Everything, and at the end where something stands that could not be read.
#[must_use]
pub fn class_lines(sheet: &ClassSheet<'_>) -> Vec<Line> {
    let ClassSheet {
        scenario, class, ..
    } = sheet;
    let mut lines = vec![Line::Text(format!("{}. {}", sheet.title, scenario.title))];
    if class.n_runs == 0 {
        lines.push(Line::Gap);
        lines.push(Line::Text(EMPTY.to_owned()));
        lines.extend(sheet.remarks().into_iter().map(Line::Text));
        lines.extend(handed_in(sheet));
        return lines;
    }
    lines.push(Line::Gap);
    lines.push(Line::Text(class.summary(scenario)));
    lines.extend(sheet.remarks().into_iter().map(Line::Text));
    lines.extend(class.where_to_begin().map(Line::Text));
    lines.push(Line::Text(PRIVACY.to_owned()));
    lines.extend(heading("Turning points"));
    lines.push(Line::Text(NOT_THE_RIGHT_ANSWER.to_owned()));
    for question in &class.turning_points {
        lines.extend(question_lines(class, question));
        if let Some(talk) = question.to_talk_about() {
            lines.push(Line::Entry(format!("To talk about: {talk}")));
        }
    }
    for of_role in &class.routes {
        lines.extend(heading(&format!(
            "Decisions: {}",
            scenario[of_role.role].name
        )));
        let own = class.decisions.iter();
        let own = own.filter(|question| question.role == Some(of_role.role));
        let mut chapter = "";
        for question in own.filter(|question| question.n_answered > 0) {
            if question.chapter != chapter {
                chapter = &question.chapter;
                lines.push(Line::Gap);
                lines.push(Line::Text(format!("{chapter}.")));
            }
            lines.extend(question_lines(class, question));
        }
        lines.extend(found(sheet, of_role.role));
    }
    lines.extend(handed_in(sheet));
    lines
}

fn heading(text: &str) -> [Line; 3] {
    [Line::Gap, Line::Text(text.to_owned()), Line::Gap]
}

fn question_lines(class: &Class, question: &Question) -> Vec<Line> {
    let day = capital(&question.day);
    let asked = match question.is_turning_point() {
        true => question.question.clone(),
        false => format!("{}.", question.question.trim_end_matches('.')),
    };
    let mut lines = vec![Line::Gap, Line::Text(format!("{day}. {asked}"))];
    if question.n_answered == 0 {
        lines.push(Line::Entry("There is no answer to count.".to_owned()));
    } else {
        let told = question.answers.iter();
        lines.extend(told.map(|tally| Line::Entry(tally_line(class, question, tally))));
    }
    let absences = question.absences();
    if !absences.is_empty() && question.n_answered > 0 {
        lines.push(Line::Entry(capital(&absences)));
    }
    lines
}

/// "11: A commissar (history, documented). Red Guard 6, Minister 2. By 4 ways.".
fn tally_line(class: &Class, question: &Question, tally: &Tally) -> String {
    let n = match tally.n_runs {
        0 => "Nobody".to_owned(),
        n => n.to_string(),
    };
    let history = match (tally.historical, question.standing) {
        (false, _) => String::new(),
        (true, "") => " (history)".to_owned(),
        (true, standing) => format!(" (history, {standing})"),
    };
    let mut line = format!("{n}: {}{history}", tally.text.trim_end_matches('.'));
    line.push('.');
    let groups = class.groups_in_words(tally);
    if !groups.is_empty() && question.is_turning_point() {
        line.push_str(&format!(" {groups}."));
    }
    line
}

/// Endings, ways through the story, and what nobody found.
fn found(sheet: &ClassSheet<'_>, role: crate::model::RoleId) -> Vec<Line> {
    let ClassSheet {
        scenario, class, ..
    } = sheet;
    let title = |scene: &SceneId| format!("“{}”", scenario[*scene].title);
    let mut lines = Vec::new();
    for item in class.endings.iter().filter(|item| item.role == role) {
        lines.extend(heading(&format!("Endings: {}", scenario[role].name)));
        for tally in &item.endings {
            let n = match tally.n_runs {
                0 => "Nobody".to_owned(),
                n => n.to_string(),
            };
            let recorded = match tally.historical {
                true => " (the recorded path’s)",
                false => "",
            };
            lines.push(Line::Entry(format!("{n}: {}{recorded}.", tally.text)));
        }
        if item.n_open > 0 {
            let open = counted(item.n_open, "run goes", "runs go");
            lines.push(Line::Entry(format!("{open} on.")));
        }
    }
    for item in class.routes.iter().filter(|item| item.role == role) {
        lines.extend(heading(&format!("Ways: {}", scenario[role].name)));
        let ways = counted(item.routes.len(), "way", "different ways");
        lines.push(Line::Text(format!(
            "Whole runs went through the scenes in {ways}."
        )));
        for route in item.routes.iter().take(MOST_ROUTES) {
            let apart: Vec<String> = route.apart.iter().map(title).collect();
            let runs = counted(route.n_runs, "run", "runs");
            match apart.as_slice() {
                [] if item.routes.len() == 1 => {}
                [] => lines.push(Line::Entry(format!("{runs} by none of these."))),
                apart => lines.push(Line::Entry(format!("{runs} by {}.", apart.join(", ")))),
            }
        }
        if let Some(more) = item.routes.len().checked_sub(MOST_ROUTES + 1) {
            lines.push(Line::Entry(format!("And {} more.", more + 1)));
        }
        let unseen: Vec<String> = item.unseen.iter().map(title).collect();
        lines.push(Line::Text(match unseen.as_slice() {
            [] => "Every scene was found by somebody.".to_owned(),
            unseen => format!("Nobody found {}.", unseen.join(", ")),
        }));
        if item.n_choices_untaken > 0 {
            let choices = counted(item.n_choices_untaken, "choice", "choices");
            lines.push(Line::Text(format!(
                "In the scenes that were found, {choices} nobody took."
            )));
        }
    }
    lines
}

/// What was noted as it was read, and what could not be read, with the places.
fn handed_in(sheet: &ClassSheet<'_>) -> Vec<Line> {
    let reading = sheet.reading;
    let mut lines = Vec::new();
    if !reading.notes.is_empty() {
        lines.extend(heading("Read, with a note"));
        let notes = reading.notes.iter().take(MOST_UNREAD);
        lines.extend(notes.map(|note| Line::Entry(format!("{}: {}", note.place, note.text))));
        lines.extend(more(reading.notes.len()));
    }
    if !reading.unread.is_empty() {
        lines.extend(heading("Not read, and not counted"));
        let unread = reading.unread.iter().take(MOST_UNREAD);
        lines.extend(unread.map(|unread| Line::Entry(ended(&unread.told()))));
        lines.extend(more(reading.unread.len()));
    }
    lines
}

fn more(n: usize) -> Option<Line> {
    let more = n.checked_sub(MOST_UNREAD).filter(|more| *more > 0)?;
    Some(Line::Entry(format!("And {more} more.")))
}

fn ended(text: &str) -> String {
    match text.ends_with(['.', '!', '?', '…']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
