//! A class as a list for a spreadsheet: one row for each answer, and for each group of it.
//!
//! The columns are stable: a later version may add some at the end, and takes none away.

use csv::WriterBuilder;

use super::{ClassSheet, absences};
use crate::class::{Question, Tally};

const COLUMNS: [&str; 11] = [
    "kind",
    "role",
    "chapter",
    "when",
    "id",
    "question",
    "answer_id",
    "answer",
    "history",
    "group",
    "runs",
];

/// Without a mark in front spreadsheets take UTF-8 for something else.
const UTF8_MARK: &str = "\u{feff}";

/// The list.
#[must_use]
pub fn class_csv(sheet: &ClassSheet<'_>) -> String {
    let mut rows: Vec<[String; 11]> = vec![COLUMNS.map(str::to_owned)];
    for (kind, question) in sheet.questions() {
        let about = about(sheet, kind, question);
        for tally in &question.answers {
            tally_rows(sheet, &about, tally, &mut rows);
        }
        for (_, words, n_runs) in absences(question) {
            if n_runs > 0 {
                rows.push(row(&about, ("", words), "", "all", n_runs));
            }
        }
    }
    for item in &sheet.class.endings {
        let role = &sheet.scenario[item.role].key;
        let about = ["ending", role, "", "", "ending", "How does it end?"].map(str::to_owned);
        for tally in &item.endings {
            tally_rows(sheet, &about, tally, &mut rows);
        }
        if item.n_open > 0 {
            rows.push(row(&about, ("", "goes on"), "", "all", item.n_open));
        }
    }
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    for row in &rows {
        // Writing into memory does not fail.
        let _ = writer.write_record(row.iter().map(|cell| guarded(cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("{UTF8_MARK}{}", String::from_utf8_lossy(&bytes))
}

/// What all rows of a question begin with.
type About = [String; 6];

fn about(sheet: &ClassSheet<'_>, kind: &str, question: &Question) -> About {
    let role = question.role.map_or("", |role| &sheet.scenario[role].key);
    let when = question.when.to_string();
    [
        kind,
        role,
        &question.chapter,
        &when,
        &question.key,
        &question.question,
    ]
    .map(str::to_owned)
}

fn tally_rows(sheet: &ClassSheet<'_>, about: &About, tally: &Tally, rows: &mut Vec<[String; 11]>) {
    let history = if tally.historical { "yes" } else { "no" };
    let answer = (tally.key.as_str(), tally.text.as_str());
    rows.push(row(about, answer, history, "all", tally.n_runs));
    let groups = &sheet.class.groups;
    if groups.len() > 1 {
        for (group, n_runs) in groups.iter().zip(&tally.by_group) {
            rows.push(row(about, answer, history, &group.name, *n_runs));
        }
    }
}

fn row(
    about: &About,
    (key, text): (&str, &str),
    history: &str,
    group: &str,
    n_runs: usize,
) -> [String; 11] {
    let [kind, role, chapter, when, id, question] = about.clone();
    let n_runs = n_runs.to_string();
    let [key, text, history, group] = [key, text, history, group].map(str::to_owned);
    [
        kind, role, chapter, when, id, question, key, text, history, group, n_runs,
    ]
}

/// A text that a spreadsheet would take for a formula is marked as a text: labels and
/// scenes come from strangers.
fn guarded(cell: &str) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("@sum"), "'@sum");
        assert_eq!(guarded("12"), "12");
    }
}
