//! A comparison as lines: columns become labelled lines, because columns of wrapped text
//! cannot be read aloud. What is as in history takes one line; what differs has a line each.

use super::{Line, Sheet};
use crate::compare::{Comparison, Entry, Filter, Mark, MarkKind, Row, Subject};
use crate::journal::counts_in_words;
use crate::model::Stamp;

/// How much of the comparison is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rows {
    /// Every turning point, and the decisions that differ.
    Telling,
    /// Everything.
    All,
    /// What differs: between the runs if there are two, from history if there is one.
    Differences,
}

impl Rows {
    fn show(self, row: &Row, has_other: bool) -> bool {
        let differs = if has_other {
            Filter::BetweenRuns
        } else {
            Filter::FromHistory
        };
        match self {
            // What no run has come to would tell what lies ahead.
            _ if row.is_turning_point() && !row.is_reached() => false,
            Self::All => true,
            Self::Differences => row.passes(differs),
            Self::Telling => {
                row.is_turning_point()
                    || row.passes(Filter::FromHistory)
                    || row.passes(Filter::BetweenRuns)
            }
        }
    }
}

/// The rows, in order of time, after what has to be known to read them.
#[must_use]
pub fn comparison_lines(sheet: &Sheet<'_>, rows: Rows) -> Vec<Line> {
    let comparison = &sheet.spread.comparison;
    let mut lines = vec![
        Line::Gap,
        Line::Text("This year beside history".to_owned()),
        Line::Gap,
        Line::Text(summary(comparison)),
        Line::Text(comparison.history_in_words()),
    ];
    if let Some(other) = sheet.other {
        lines.push(Line::Text(format!("The other run is {}.", other.words())));
    }
    lines.extend(comparison.runs_in_words().map(Line::Text));
    lines.extend(comparison.notes.iter().cloned().map(Line::Text));
    let shown: Vec<&Row> = comparison
        .rows
        .iter()
        .filter(|row| rows.show(row, comparison.has_other))
        .collect();
    for row in &shown {
        lines.extend(row_lines(row, comparison.has_other));
    }
    lines.push(Line::Gap);
    let n_open = comparison
        .turning_points()
        .filter(|row| !row.is_reached())
        .count();
    if n_open > 0 {
        let open = counted(n_open, "turning point is", "turning points are");
        lines.push(Line::Text(format!("{open} still open.")));
    }
    lines.push(Line::Text(comparison.no_right_answer().to_owned()));
    lines
}

fn summary(comparison: &Comparison) -> String {
    let none_or = |number: usize| match number {
        0 => "none".to_owned(),
        _ => number.to_string(),
    };
    let n_otherwise = comparison.n_decided_otherwise();
    let differ = if n_otherwise == 1 {
        "differs"
    } else {
        "differ"
    };
    format!(
        "Of {}, {} went another way than in history. Of {}, {} {differ} from the record.",
        counted(comparison.n_answered(), "turning point", "turning points"),
        none_or(comparison.n_turned()),
        counted(comparison.n_decided(), "decision", "decisions"),
        none_or(n_otherwise),
    )
}

fn row_lines(row: &Row, has_other: bool) -> Vec<Line> {
    let mut head = format!(
        "{}. {}: {}",
        capital(&row.day),
        capital(row.kind()),
        sentence(&row.question)
    );
    if row.first_from_history {
        head.push_str(" Here this run first parts from history.");
    }
    if row.first_between {
        head.push_str(" Here the two runs first part.");
    }
    let mut lines = vec![Line::Gap, Line::Text(head)];
    let same = |entry: &Entry| entry.cell().is_some_and(|cell| cell.as_in_history());
    let all_same = same(&row.mine) && (!has_other || same(&row.other));
    if let (true, Some(history)) = (all_same, &row.history) {
        let both = if has_other { ", in both runs" } else { "" };
        let line = format!("As in history{both}: {history}{}", standing(row));
        lines.push(Line::Entry(line));
        lines.extend(votes(&row.mine, "In the room"));
        lines.extend(votes(&row.other, "In the other run’s room"));
        return lines;
    }
    let mine = words(&row.mine, &row.remark_on_mine());
    lines.push(Line::Entry(format!("This run: {mine}")));
    lines.extend(votes(&row.mine, "In the room"));
    if has_other {
        let other = words(&row.other, &row.remark_on_other());
        lines.push(Line::Entry(format!("Other run: {other}")));
        lines.extend(votes(&row.other, "In the other run’s room"));
    }
    lines.push(Line::Entry(match &row.history {
        Some(history) => format!("History: {history}{}", standing(row)),
        None => "History: nothing is recorded".to_owned(),
    }));
    lines
}

/// "In the room: 14 / 9 / 5, after talking 11 / 12 / 5".
fn votes(entry: &Entry, whose: &str) -> Option<Line> {
    let votes = entry.cell()?.votes.as_ref()?;
    let words = counts_in_words(&votes.counts)?;
    Some(Line::Entry(format!("{whose}: {words}")))
}

fn words(entry: &Entry, remark: &str) -> String {
    let as_recorded = entry.cell().is_some_and(|cell| cell.as_in_history());
    match (as_recorded, remark) {
        (true, "") => format!("{} (as in history)", entry.words()),
        (true, remark) => format!("{} (as in history; {remark})", entry.words()),
        (false, "") => entry.words().to_owned(),
        (false, remark) => format!("{} ({remark})", entry.words()),
    }
}

fn standing(row: &Row) -> String {
    match row.standing {
        "" => String::new(),
        word => format!(" ({word})"),
    }
}

/// When each question was answered, in every column; with [`Rows::All`] the decisions too.
#[must_use]
pub fn timeline_lines(sheet: &Sheet<'_>, rows: Rows) -> Vec<Line> {
    let timeline = &sheet.spread.timeline;
    let mut lines = vec![
        Line::Gap,
        Line::Text("The year, hour by hour".to_owned()),
        Line::Gap,
    ];
    let other = timeline.other.as_deref().unwrap_or(&[]);
    let find = |marks: &[Mark], subject: Subject| -> Option<Mark> {
        marks.iter().find(|mark| mark.subject == subject).cloned()
    };
    let wanted = |mark: &&Mark| mark.kind == MarkKind::TurningPoint || rows == Rows::All;
    let mut n_shown = 0;
    for mark in timeline.mine.iter().filter(wanted) {
        n_shown += 1;
        let mut line = format!(
            "{}. {}: {}",
            mark.when.day_and_clock(),
            mark.title,
            mark.text
        );
        let history = find(&timeline.history, mark.subject);
        line.push_str(&match history {
            _ if !mark.turned => ", as in history".to_owned(),
            Some(history) => format!("; in history: {}", beside(mark, &history)),
            None => "; history did not come to it".to_owned(),
        });
        if let Some(other) = find(other, mark.subject).filter(|other| other.text != mark.text) {
            line.push_str(&format!("; in the other run: {}", beside(mark, &other)));
        }
        lines.push(Line::Entry(format!("{line}.")));
    }
    if n_shown == 0 {
        lines.push(Line::Text("Nothing has been answered yet.".to_owned()));
    }
    lines
}

/// The other answer, with its hour where that is another.
fn beside(mark: &Mark, other: &Mark) -> String {
    if mark.when.cmp_on_clock(other.when).is_eq() {
        other.text.clone()
    } else {
        format!("{}, {}", other.when.day_and_clock(), other.text)
    }
}

/// Who holds what at an hour, where the columns differ.
#[must_use]
pub fn city_lines(sheet: &Sheet<'_>, hour: Stamp) -> Vec<Line> {
    let (scenario, city) = (sheet.scenario, &sheet.spread.city);
    let differing = city.differing(scenario, hour);
    let mut lines = vec![
        Line::Gap,
        Line::Text(format!("Who held what, {}", scenario.calendar.long(hour))),
        Line::Gap,
    ];
    let n_places = scenario.places.len();
    if differing.is_empty() {
        lines.push(Line::Text(format!(
            "All {n_places} places are held as in history at this hour."
        )));
        return lines;
    }
    lines.push(Line::Text(format!(
        "{} of {n_places} places are held otherwise than in history.",
        differing.len()
    )));
    lines.extend(
        differing
            .iter()
            .map(|held| Line::Entry(held.in_words(scenario))),
    );
    lines
}

/// Which places were held otherwise than in history, from hour to hour.
#[must_use]
pub fn places_lines(sheet: &Sheet<'_>) -> Vec<Line> {
    let scenario = sheet.scenario;
    let mut lines = vec![
        Line::Gap,
        Line::Text("Places held otherwise".to_owned()),
        Line::Gap,
    ];
    let turns = sheet.spread.city.turns(scenario);
    if turns.is_empty() {
        lines.push(Line::Text(
            "Every place was held as in history at every hour.".to_owned(),
        ));
    }
    for (when, differing) in turns {
        if differing.is_empty() {
            let again = format!("From {}: all as in history again.", when.day_and_clock());
            lines.push(Line::Text(again));
            continue;
        }
        lines.push(Line::Text(format!("From {}:", when.day_and_clock())));
        let held = differing.iter();
        lines.extend(held.map(|held| Line::Entry(held.in_words(scenario))));
    }
    lines
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…', '”']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
