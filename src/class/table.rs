//! Lists as spreadsheets save them: which sign parts the columns, which column has the
//! codes, and which one the labels.
//!
//! Nobody has to name the column of codes: it is the one with the most of them. A column
//! is taken for labels only if its heading says so or the teacher named it, because the
//! other columns of such lists are names and mail addresses, and those are never read.
//!
//! Start at [`table`].

use csv::ReaderBuilder;

use super::collected::MOST_CODES;
use super::scan::{Attempt, attempts};

/// A column that is asked for as labels: by its heading, or by its number from 1.
pub(super) type Wanted<'a> = Option<&'a str>;

/// Headings that say what they are.
const LABEL_HEADINGS: &[&str] = &[
    "label",
    "labels",
    "group",
    "groups",
    "class",
    "form",
    "team",
    "table",
    "set",
    "period",
    "course",
    "gruppe",
    "klasse",
    "kurs",
    "groupe",
    "classe",
    "grupo",
    "clase",
    "группа",
    "класс",
    "команда",
];

/// The longest label, in characters.
const LONGEST_LABEL: usize = 60;

/// Rows that are looked at to find out what parts the columns.
const FIRST_ROWS: usize = 200;

/// A text as rows and columns.
pub(super) struct Table {
    /// In order, without the headings and without empty ones.
    pub(super) rows: Vec<Row>,
    /// If labels were asked for from a column that is not there: the columns there are.
    pub(super) no_such_column: Option<Vec<String>>,
}

/// What a row says.
pub(super) struct Row {
    /// The line it begins on, from 0.
    pub(super) line: usize,
    /// What is in its cells; lines counted from the row's own.
    pub(super) attempts: Vec<Attempt>,
    /// What stands where the code should, if there is no attempt in the row.
    pub(super) instead: String,
    /// Its label.
    pub(super) label: Option<String>,
}

/// Whether a text is a table because its name says so.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// `.csv` or `.tsv`.
    Table,
    /// Any other, or none.
    Other,
}

/// The table that a text is; `None` if it is none.
pub(super) fn table(text: &str, ending: Ending, wanted: Wanted<'_>) -> Option<Table> {
    let mut best: Option<(usize, Vec<Record>)> = None;
    for delimiter in *b"\t;," {
        let records = records(text, delimiter);
        let n_codes = records
            .iter()
            .take(FIRST_ROWS)
            .filter(|record| {
                record.cells.len() > 1 && record.cells.iter().any(|cell| is_code(cell))
            })
            .count();
        let fits = ending == Ending::Table || is_even(&records);
        if fits && n_codes > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((n_codes, records));
        }
    }
    best.map(|(_, records)| read(records, wanted))
}

struct Record {
    line: usize,
    cells: Vec<String>,
}

fn records(text: &str, delimiter: u8) -> Vec<Record> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    reader
        .records()
        // Only bytes that are no UTF-8 could fail here.
        .filter_map(Result::ok)
        .filter(|record| record.iter().any(|cell| !cell.trim().is_empty()))
        // The headings, and one more than is read, so that it can be said that there are more.
        .take(MOST_CODES + 2)
        .map(|record| {
            let at = record
                .position()
                .map_or((1, 0), |at| (at.line(), at.byte()));
            Record {
                line: line_of(text, at),
                cells: record.iter().map(str::to_owned).collect(),
            }
        })
        .collect()
}

/// The line a record begins on, from 0. The reader counts from the end of the record before,
/// so that empty lines between them have to be passed.
fn line_of(text: &str, (line, byte): (u64, u64)) -> usize {
    let line = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    let rest = usize::try_from(byte).ok().and_then(|byte| text.get(byte..));
    let empty = rest.map_or(0, |rest| {
        rest.bytes().take_while(|byte| *byte == b'\n').count()
    });
    line + empty
}

fn is_code(cell: &str) -> bool {
    matches!(attempts(cell).as_slice(), [attempt] if attempt.alone)
}

/// Whether nearly all rows have as many columns as the first that is not empty: prose with
/// commas in it has not.
fn is_even(records: &[Record]) -> bool {
    let widths: Vec<usize> = records.iter().map(|record| record.cells.len()).collect();
    let Some(first) = widths.first().filter(|width| **width > 1) else {
        return false;
    };
    let n_even = widths.iter().filter(|width| *width == first).count();
    records.len() > 1 && n_even * 5 >= records.len() * 4
}

fn read(records: Vec<Record>, wanted: Wanted<'_>) -> Table {
    let found: Vec<Vec<Vec<Attempt>>> = records
        .iter()
        .map(|record| record.cells.iter().map(|cell| attempts(cell)).collect())
        .collect();
    let codes = column_of_codes(&found);
    let has_codes = |row: &[Vec<Attempt>]| row.iter().any(|cell| !cell.is_empty());
    let heading = records
        .first()
        .zip(found.first())
        .filter(|(_, row)| !has_codes(row))
        .map(|(record, _)| record.cells.clone());
    let n_headings = usize::from(heading.is_some());
    let n_columns = records.iter().map(|record| record.cells.len()).max();
    let labels = column_of_labels(heading.as_deref(), n_columns.unwrap_or(0), wanted);
    let rows = records
        .into_iter()
        .zip(found)
        .skip(n_headings)
        .map(|(record, row)| Row {
            line: record.line,
            attempts: row.into_iter().flatten().collect(),
            instead: record.cells.get(codes).cloned().unwrap_or_default(),
            label: labels
                .and_then(|column| record.cells.get(column))
                .and_then(|cell| label(cell)),
        })
        .collect();
    let missing = wanted.is_some() && labels.is_none();
    Table {
        rows,
        no_such_column: missing.then(|| heading.unwrap_or_default()),
    }
}

/// The first of those with the most codes.
fn column_of_codes(found: &[Vec<Vec<Attempt>>]) -> usize {
    let mut counts: Vec<usize> = Vec::new();
    for row in found {
        counts.resize(counts.len().max(row.len()), 0);
        for (count, cell) in counts.iter_mut().zip(row) {
            *count += usize::from(!cell.is_empty());
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    counts.iter().position(|count| *count == most).unwrap_or(0)
}

fn column_of_labels(
    heading: Option<&[String]>,
    n_columns: usize,
    wanted: Wanted<'_>,
) -> Option<usize> {
    let named = |matches: &dyn Fn(&str) -> bool| {
        heading?
            .iter()
            .position(|cell| matches(&cell.trim().to_lowercase()))
    };
    let Some(wanted) = wanted else {
        return named(&|cell| LABEL_HEADINGS.contains(&cell));
    };
    let lower = wanted.trim().to_lowercase();
    named(&|cell| cell == lower).or_else(|| {
        let number: usize = lower.parse().ok()?;
        number.checked_sub(1).filter(|index| *index < n_columns)
    })
}

/// A label as it is shown: one line, not too long; `None` if it is empty.
pub(super) fn label(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|sign: char| sign.is_whitespace() || sign.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let label: String = words.join(" ").chars().take(LONGEST_LABEL).collect();
    (!label.is_empty()).then(|| label.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "22RU-AC8G-NVHM-K9VG-5J58-CXVQ-KQ8F-SQZK-E32J-EGT8";

    /// Line, whether a code is there, label.
    #[track_caller]
    fn rows(text: &str, wanted: Wanted<'_>) -> Vec<(usize, usize, Option<String>)> {
        let table = table(text, Ending::Table, wanted).unwrap();
        let told = |row: &Row| (row.line, row.attempts.len(), row.label.clone());
        table.rows.iter().map(told).collect()
    }

    #[test]
    fn columns_are_found_whatever_parts_them() {
        for sign in [",", ";", "\t"] {
            let text = format!("When,Group,Code\n1,11 b,{A}\n\n2,,half\n").replace(',', sign);
            let b = Some("11 b".to_owned());
            assert_eq!(rows(&text, None), [(1, 1, b), (3, 0, None)], "{sign:?}");
        }
    }

    #[test]
    fn names_are_labels_only_if_the_teacher_says_so() {
        let text = format!("Name,Code\nAnna,{A}\n");
        assert_eq!(rows(&text, None), [(1, 1, None)]);
        let anna = Some("Anna".to_owned());
        assert_eq!(rows(&text, Some("name")), [(1, 1, anna.clone())]);
        assert_eq!(rows(&text, Some("1")), [(1, 1, anna)]);
        let missing = table(&text, Ending::Table, Some("form")).unwrap();
        assert_eq!(missing.no_such_column.unwrap(), ["Name", "Code"]);
        assert_eq!(missing.rows[0].label, None);
    }

    #[test]
    fn cells_may_hold_commas_quotes_and_lines() {
        let text = format!("group,note,code\n\"a, \"\"b\"\"\",\"two\nlines\",{A}\nc,,{A}\n");
        let first = Some("a, \"b\"".to_owned());
        assert_eq!(
            rows(&text, None),
            [(1, 1, first), (3, 1, Some("c".to_owned()))]
        );
    }

    #[test]
    fn a_quote_that_never_ends_hides_no_code() {
        let text = format!("group,code\na,{A}\n\"b,{A}\nc,{A}\n");
        let table = table(&text, Ending::Table, None).unwrap();
        let n_codes: usize = table.rows.iter().map(|row| row.attempts.len()).sum();
        assert_eq!(n_codes, 3);
    }

    #[test]
    fn prose_is_no_table() {
        let text = format!("Dear Ms Hall, this, at last, is it:\nmine, {A}\nbye\n");
        assert!(table(&text, Ending::Other, None).is_none());
        assert!(table(A, Ending::Table, None).is_none());
    }
}
