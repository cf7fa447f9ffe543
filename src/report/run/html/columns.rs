//! The three columns of the report: mine, another run, history, with how sure history is and
//! where that is known from.

use maud::{Markup, html};

use super::super::RunReport;
use super::super::marks::standing_mark;
use super::super::notes::{row_anchor, row_sources};
use super::refs;
use crate::compare::Row;
use crate::model::Certainty;
use crate::report::comparison_html::{called, cell};

pub(super) fn heading(report: &RunReport<'_>) -> &'static str {
    match report.sheet.other {
        Some(_) => "Mine, another run, history",
        None => "Mine and history",
    }
}

pub(super) fn columns(report: &RunReport<'_>) -> Markup {
    let sheet = &report.sheet;
    html! {
        (standings())
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
            tbody { @for row in report.rows() { (row_html(report, row)) } }
        }
        p.note { (sheet.spread.comparison.no_right_answer()) }
    }
}

/// What the squares mean.
fn standings() -> Markup {
    const ALL: [(Certainty, &str); 4] = [
        (Certainty::Documented, "good sources agree"),
        (
            Certainty::Probable,
            "plausible, thinly supported; also what was argued for at the time",
        ),
        (Certainty::Disputed, "good sources differ"),
        (Certainty::Invented, "made up for play"),
    ];
    html! {
        ul.legend aria-label="How sure history is" {
            @for (standing, meaning) in ALL {
                li { (standing_mark(standing)) " " b { (standing.word()) } ": " (meaning) }
            }
        }
    }
}

fn row_html(report: &RunReport<'_>, row: &Row) -> Markup {
    let has_other = report.sheet.other.is_some();
    let first = row.first_from_history.then_some("First difference");
    let parting = row.first_between.then_some("The runs part here");
    html! {
        tr id=(row_anchor(report.scenario, row.subject)) .point[row.is_turning_point()] {
            th scope="row" { (row.question) small { (row.day) " · " (row.kind()) } }
            (cell(&row.mine, "Mine", &row.remark_on_mine(), first))
            @if has_other { (cell(&row.other, "Other run", &row.remark_on_other(), parting)) }
            td data-column="History" {
                (row.history.as_deref().unwrap_or("nothing is recorded"))
                small {
                    @if let Some(sign) = row.sign { (standing_mark(sign)) " " }
                    (row.standing) " "
                    (refs(report, &row_sources(report.scenario, row.subject)))
                }
            }
        }
    }
}
