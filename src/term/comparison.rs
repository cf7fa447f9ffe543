//! A run beside the real year, row by row in words.
//!
//! The three columns become labelled lines, because columns of wrapped text cannot be
//! read aloud. What is as in history is said in one line; what differs has a line each.

use std::io;

use super::print::{Printer, counted, sentence};
use crate::compare::{Cell, Comparison, Row};

/// How much of the comparison is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rows {
    /// Every turning point, and the decisions that differ.
    Telling,
    /// Everything.
    All,
}

/// The comparison; `other` is what the middle column is called, if there is one. What
/// neither run has come to yet is left out, so as not to tell what lies ahead.
pub(super) fn show(
    out: &mut Printer<'_>,
    comparison: &Comparison,
    other: Option<&str>,
    readings: &[String],
    rows: Rows,
) -> io::Result<()> {
    out.gap()?;
    out.line("This year beside history")?;
    out.gap()?;
    out.line(&summary(comparison))?;
    if let Some(other) = other {
        out.line(&format!("The other run is {other}."))?;
    }
    for line in readings {
        out.line(line)?;
    }
    out.gap()?;
    out.line("Turning points")?;
    let came_to = |row: &&Row| row.mine.is_some() || row.other.is_some();
    let decided: Vec<&Row> = comparison.turning_points.iter().filter(came_to).collect();
    for row in &decided {
        show_row(out, row, other.is_some())?;
    }
    match comparison.turning_points.len() - decided.len() {
        0 => {}
        n_open => {
            out.gap()?;
            let open = counted(n_open, "turning point is", "turning points are");
            out.line(&format!("{open} still open."))?;
        }
    }
    let decisions: Vec<&Row> = comparison
        .decisions
        .iter()
        .filter(|row| rows == Rows::All || row.differs() || runs_part(row, other.is_some()))
        .collect();
    out.gap()?;
    out.line(match (rows, decisions.is_empty()) {
        (Rows::All, _) => "Decisions",
        (Rows::Telling, false) => "Decisions that differ",
        (Rows::Telling, true) => "Every decision so far was the recorded one.",
    })?;
    for row in &decisions {
        show_row(out, row, other.is_some())?;
    }
    out.gap()?;
    if decisions.len() < comparison.decisions.len() {
        out.line("Type compare all for the decisions that are the same.")?;
    }
    out.line("No column is the right answer. History’s is the one that happened.")
}

/// Whether the two runs part in this row.
fn runs_part(row: &Row, has_other: bool) -> bool {
    has_other && row.mine.is_some() && row.other.is_some() && row.mine != row.other
}

fn summary(comparison: &Comparison) -> String {
    let decided = comparison
        .decisions
        .iter()
        .filter(|row| row.mine.is_some())
        .count();
    let passed = comparison
        .turning_points
        .iter()
        .filter(|row| row.mine.is_some())
        .count();
    let none_or = |number: usize| match number {
        0 => "none".to_owned(),
        _ => number.to_string(),
    };
    format!(
        "Of {}, {} went another way than in history. Of {}, {} differ from the record.",
        counted(passed, "turning point", "turning points"),
        none_or(comparison.n_turned()),
        counted(decided, "decision", "decisions"),
        none_or(comparison.n_decided_otherwise()),
    )
}

fn show_row(out: &mut Printer<'_>, row: &Row, has_other: bool) -> io::Result<()> {
    out.gap()?;
    let first = if row.first_difference {
        " Here this run first parts from history."
    } else {
        ""
    };
    let (day, question) = (sentence(&row.day), sentence(&row.question));
    out.line(&format!("{day} {question}{first}"))?;
    let same = |cell: &Option<Cell>| cell.as_ref().is_some_and(|cell| cell.as_in_history);
    let all_same = same(&row.mine) && (!has_other || same(&row.other));
    if let (true, Some(history)) = (all_same, &row.history) {
        let both = if has_other { ", in both runs" } else { "" };
        return out.entry(&format!("As in history{both}: {history}{}", standing(row)));
    }
    out.entry(&format!("This run: {}", words(row.mine.as_ref())))?;
    if has_other {
        out.entry(&format!("Other run: {}", words(row.other.as_ref())))?;
    }
    match &row.history {
        Some(history) => out.entry(&format!("History: {history}{}", standing(row))),
        None => out.entry("History: nothing is recorded"),
    }
}

fn words(cell: Option<&Cell>) -> String {
    match cell {
        Some(cell) if cell.as_in_history => format!("{} (as in history)", cell.text),
        Some(cell) => cell.text.clone(),
        None => "did not come to it".to_owned(),
    }
}

fn standing(row: &Row) -> String {
    match row.standing {
        "" => String::new(),
        word => format!(" ({word})"),
    }
}
