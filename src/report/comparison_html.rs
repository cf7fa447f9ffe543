//! A comparison as a page for the browser and for print: three columns, the timelines, the
//! places that were held otherwise.

use maud::{Markup, html};

use super::page::page;
use super::timeline_svg::timeline_svg;
use super::{RunLabel, Sheet};
use crate::compare::{Cell, Entry, Held, Likeness, Row};
use crate::model::{SideId, Stamp};

/// The page, with the rows that are wanted.
#[must_use]
pub fn comparison_html(sheet: &Sheet<'_>, wanted: &dyn Fn(&Row) -> bool) -> String {
    let comparison = &sheet.spread.comparison;
    let rows: Vec<&Row> = comparison.rows.iter().filter(|row| wanted(row)).collect();
    let title = match sheet.other {
        Some(other) => format!(
            "{}: {} beside {} and history",
            sheet.scenario.title, sheet.mine.id, other.id
        ),
        None => format!("{}: {} beside history", sheet.scenario.title, sheet.mine.id),
    };
    let head = html! {
        h1 { (comparison.heading()) }
        p { (sheet.scenario.title) " · " (sheet.mine.words())
            @if let Some(other) = sheet.other { " beside " (other.words()) }
        }
    };
    let body = html! {
        (findings(sheet))
        h2 { "Mine, another run, history" }
        @if rows.is_empty() { p.soft { "Nothing differs." } } @else { (table(sheet, &rows)) }
        p.note { (comparison.no_right_answer()) }
        @if !rows.is_empty() {
            h2 { "Two timelines" }
            p.note { "Mine above the line, history below. What went another way leans and is red." }
            (timeline_svg(&sheet.spread.timeline))
            h2 { "Places held" }
            (places(sheet))
        }
        footer { p.note { "Made by October, from the run alone; nothing here was sent anywhere." } }
    };
    page(&title, head, body)
}

/// What is said in sentences, before the columns.
fn findings(sheet: &Sheet<'_>) -> Markup {
    let comparison = &sheet.spread.comparison;
    html! {
        p { (comparison.summary()) "." }
        p { (comparison.history_in_words())
            @if let Some(line) = comparison.runs_in_words() { " " (line) }
        }
        @if !comparison.notes.is_empty() {
            ul.notes { @for note in &comparison.notes { li { (note) } } }
        }
    }
}

fn table(sheet: &Sheet<'_>, rows: &[&Row]) -> Markup {
    html! {
        table {
            caption { "Turning points and decisions, in order of time" }
            thead { tr {
                th scope="col" { span { "Question" } }
                th.mine scope="col" { "Mine " (called(sheet.mine)) }
                @if let Some(other) = sheet.other {
                    th.other scope="col" { "Other run " (called(other)) }
                }
                th.history scope="col" { b { "History" } }
            } }
            tbody { @for row in rows { (row_html(row, sheet.other.is_some())) } }
        }
    }
}

pub(super) fn called(label: &RunLabel) -> Markup {
    html! { span { (label.words()) } }
}

fn row_html(row: &Row, has_other: bool) -> Markup {
    html! {
        tr {
            th scope="row" { (row.question) small { (row.day) " · " (row.kind()) } }
            (cell(&row.mine, "Mine", &row.remark_on_mine(), row.first_from_history.then_some("First difference")))
            @if has_other {
                (cell(&row.other, "Other run", &row.remark_on_other(), row.first_between.then_some("The runs part here")))
            }
            td data-column="History" {
                (row.history.as_deref().unwrap_or("nothing is recorded"))
                @if !row.standing.is_empty() { small { (row.standing) } }
            }
        }
    }
}

pub(super) fn cell(entry: &Entry, column: &str, remark: &str, first: Option<&str>) -> Markup {
    let (class, spoken) = match entry {
        Entry::Made(cell) if cell.likeness == Likeness::Same => ("same", "As in history: "),
        Entry::Made(_) => ("differs", "Differs: "),
        Entry::Absent(_) => ("none", ""),
    };
    html! {
        td class=(class) data-column=(column) {
            @if let Some(first) = first { span.first { (first) } br; }
            span.hidden { (spoken) }
            (entry.words())
            @if !remark.is_empty() { small { (remark) } }
            @if let Some(votes) = entry.cell().and_then(Cell::votes_in_words) { small.votes { (votes) } }
            @if let Some(odds) = entry.cell().and_then(|cell| cell.odds.as_deref()) { small { (odds) } }
        }
    }
}

/// The places held otherwise, from hour to hour.
fn places(sheet: &Sheet<'_>) -> Markup {
    let turns = sheet.spread.city.turns(sheet.scenario);
    if turns.is_empty() {
        return html! { p.soft { "Every place was held as in history at every hour." } };
    }
    html! {
        table.places {
            caption { "Places not held by the same side in every column, from the hour given on" }
            thead { tr {
                th scope="col" { span { "From" } }
                th scope="col" { span { "Place" } }
                th.mine scope="col" { "Mine" }
                @if sheet.other.is_some() { th.other scope="col" { "Other run" } }
                th.history scope="col" { b { "History" } }
            } }
            tbody { @for (when, held) in &turns { (turn(sheet, *when, held)) } }
        }
    }
}

fn turn(sheet: &Sheet<'_>, when: Stamp, held: &[Held]) -> Markup {
    let n_columns = 4 + usize::from(sheet.other.is_some());
    html! {
        @if held.is_empty() {
            tr { th scope="row" { (when.day_and_clock()) } td.none colspan=(n_columns - 1) { "All as in history again." } }
        }
        @for (index, held) in held.iter().enumerate() {
            tr {
                th scope="row" {
                    @if index == 0 { (when.day_and_clock()) } @else { span.hidden { (when.day_and_clock()) } }
                }
                td { (sheet.scenario[held.place].name) }
                (side(sheet, Some(held.mine), held.history, "Mine"))
                @if sheet.other.is_some() { (side(sheet, held.other, held.history, "Other run")) }
                (side(sheet, Some(held.history), held.history, "History"))
            }
        }
    }
}

fn side(sheet: &Sheet<'_>, side: Option<SideId>, history: SideId, column: &str) -> Markup {
    let class = match side {
        Some(side) if side != history => "differs",
        _ => "none",
    };
    let words = side.map_or("not come so far", |side| {
        sheet.scenario[side].short.as_str()
    });
    html! { td class=(class) data-column=(column) { (words) } }
}
