//! The odds, the debates, the questions and the sources of the report.

use maud::{Markup, html};

use super::super::notes::{Note, kind_of_source};
use super::super::odds::{Odds, OddsRow, SAID};
use super::super::{RunReport, in_full, titles};
use super::refs;
use crate::compare::{Bearing, BearingPoint};

pub(super) fn odds(report: &RunReport<'_>) -> Markup {
    match &report.odds {
        Ok(odds) if odds.rows.is_empty() && odds.settled.is_empty() => {
            html! { p.soft { "Nothing has been answered yet." } }
        }
        Ok(odds) => html! {
            p { (SAID) }
            @if !odds.rows.is_empty() { (odds_table(odds)) }
            @if let Some(line) = odds.settled_in_words(&report.head.role) { p.note { (line) } }
        },
        Err(why) => html! { p.soft { (why) } },
    }
}

fn odds_table(odds: &Odds) -> Markup {
    html! {
        table.odds {
            caption { "How likely each answer was when the run began, in this game’s model" }
            thead { tr {
                th scope="col" { span { "What came about" } }
                th scope="col" { span { b { "All alike" } " every open choice taken alike, in this model" } }
                th scope="col" { span { b { "As recorded" } " decided as in history, in this model" } }
                th scope="col" { span { b { "As in this run" } " so that only luck is left, in this model" } }
                th scope="col" { span { b { "Moved furthest by" } " in this model" } }
            } }
            tbody { @for row in &odds.rows { (odds_row(row)) } }
        }
    }
}

fn odds_row(row: &OddsRow) -> Markup {
    html! {
        tr {
            th scope="row" { (row.question) small { (row.answer) @if row.turned { " (otherwise than in history)" } } }
            td data-column="All alike" { (row.alike.words()) }
            td data-column="As recorded" { (row.recorded.words()) }
            td data-column="As in this run" { (row.decided.words()) }
            td data-column="Moved furthest by" {
                @match &row.hinge {
                    Some(hung) => { (hung.words()) }
                    None => { "nothing that was decided, and no luck" }
                }
            }
        }
    }
}

pub(super) fn debates(report: &RunReport<'_>) -> Markup {
    let (full, named) = in_full(&report.debates);
    html! {
        @if full.is_empty() {
            p.soft { "No turning point that historians dispute was decided in this run." }
        } @else {
            p.note { "A run proves nothing about what happened. These are the disputes that its turning points touch, each with the positions in words their holders could accept. The game favours none." }
        }
        @for bearing in full { (debate(report, bearing)) }
        @if !named.is_empty() {
            h3 { "Also touched, all of it as in history" }
            ul.named { @for bearing in named {
                li { (report.scenario[bearing.debate].question) " " small { (titles(report.scenario, bearing)) } }
            } }
        }
    }
}

fn debate(report: &RunReport<'_>, bearing: &Bearing) -> Markup {
    let debate = &report.scenario[bearing.debate];
    let name = format!("debate-{}", debate.key);
    html! {
        article.debate id=(name) aria-labelledby={ (name) "-heading" } {
            div.opening {
                h3 id={ (name) "-heading" } { (debate.question) }
                p { (debate.text.plain()) }
                p.bears { b { "In this run: " } (points(report, &bearing.points)) }
            }
            table.positions {
                caption { "The positions on “" (debate.question) "”" }
                thead { tr {
                    th scope="col" { span { "Position" } }
                    th scope="col" { span { "What it says" } }
                    th scope="col" { span { "What it rests on" } }
                } }
                tbody { @for position in &debate.positions {
                    tr {
                        th scope="row" { (position.name) small { (position.who) } }
                        td data-column="What it says" { (position.claim) }
                        td data-column="What it rests on" { (position.evidence) " " small { (refs(report, &position.sources)) } }
                    }
                } }
            }
        }
    }
}

/// "Kornilov’s march: It dissolves on the railways (as in history); …".
fn points(report: &RunReport<'_>, points: &[BearingPoint]) -> String {
    let words: Vec<String> = points
        .iter()
        .map(|point| crate::compare::bearing_words(report.scenario, point))
        .collect();
    format!("{}.", words.join("; "))
}

pub(super) fn questions(report: &RunReport<'_>) -> Markup {
    html! {
        @if report.questions.is_empty() { p.soft { "There is nothing to ask yet." } }
        ol.questions {
            @for (number, question) in (1..).zip(&report.questions) {
                li id={ "question-" (number) } {
                    h3 { (question.title) }
                    p.what { (question.facts) " " small { (refs(report, &question.sources)) } }
                    p.ask { (question.ask) }
                    div.write aria-hidden="true" { div {} div {} }
                }
            }
        }
        @if !report.questions.is_empty() {
            p.note { "Chosen from what happened in this run. No answer is expected." }
        }
    }
}

pub(super) fn sources(report: &RunReport<'_>) -> Markup {
    html! {
        p.note { "Each with what it is named for above, and how sure that is." }
        ol.sources { @for (number, note) in (1..).zip(&report.notes.list) { (source(report, number, note)) } }
    }
}

fn source(report: &RunReport<'_>, number: usize, note: &Note) -> Markup {
    let source = &report.scenario[note.source];
    html! {
        li id={ "source-" (number) } {
            (source.author) ", " cite { (source.title) } " (" (source.year) "), " (kind_of_source(source.kind)) ". "
            (source.note)
            @for (standing, uses) in note.by_standing() {
                small {
                    @if standing.is_empty() { "Read for: " } @else { b { (standing) } ": " }
                    @for (index, used) in uses.iter().enumerate() {
                        @if index > 0 { "; " }
                        a href={ "#" (used.anchor) } { (used.what) }
                    }
                }
            }
        }
    }
}
