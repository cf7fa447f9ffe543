//! The report as one page for the browser and for print, with nothing to fetch.
//!
//! Every part has a heading and an id; numbers in small print lead to the sources at the
//! end. Drawings have their words beside them, tables repeat their heads on every sheet, and
//! no row, question or source is cut by the end of one.

mod city;
mod columns;
mod talk;

use maud::{Markup, html};

use super::{Close, RunReport};
use crate::model::SourceId;
use crate::report::page::page_with;
use crate::report::timeline_svg::timeline_svg;

/// What this page has beside what all pages share.
const STYLE: &str = include_str!("run.css");

/// The page.
#[must_use]
pub fn run_html(report: &RunReport<'_>) -> String {
    let (scenario, sheet) = (report.scenario, &report.sheet);
    let comparison = &sheet.spread.comparison;
    let title = match sheet.other {
        Some(other) => format!(
            "{}: report of {} beside {}",
            scenario.title, sheet.mine.id, other.id
        ),
        None => format!("{}: report of {}", scenario.title, sheet.mine.id),
    };
    let head = html! {
        h1 { (comparison.heading()) }
        p { (scenario.title) ", " (scenario.subtitle) " · " (report.head.role) " · " (sheet.mine.words())
            @if let Some(other) = sheet.other { " beside " (other.words()) }
        }
    };
    let body = html! {
        (contents(report))
        (section("run", "The run", &run(report)))
        @if let Some(close) = &report.close { (section("end", "How it ended", &end(close))) }
        (section("columns", columns::heading(report), &columns::columns(report)))
        (section("timeline", "Two timelines", &timelines(report)))
        (section("maps", "Who held what", &city::maps(report)))
        (section("odds", "What the model says", &talk::odds(report)))
        (section("debates", "What historians dispute", &talk::debates(report)))
        (section("questions", "To talk about", &talk::questions(report)))
        (section("sources", "Sources", &talk::sources(report)))
        footer { p.note { "Made by October, from the run alone; nothing here was sent anywhere." } }
    };
    page_with(&title, STYLE, head, body)
}

fn section(id: &str, heading: &str, body: &Markup) -> Markup {
    html! {
        section aria-labelledby={ (id) "-heading" } id=(id) {
            h2 id={ (id) "-heading" } { (heading) }
            (body)
        }
    }
}

fn contents(report: &RunReport<'_>) -> Markup {
    let parts = [
        ("run", "The run"),
        ("end", "How it ended"),
        ("columns", "Side by side"),
        ("timeline", "Timelines"),
        ("maps", "Maps"),
        ("odds", "Odds"),
        ("debates", "Debates"),
        ("questions", "Questions"),
        ("sources", "Sources"),
    ];
    let is_there = |id: &str| id != "end" || report.close.is_some();
    html! {
        nav aria-label="In this report" {
            ul { @for (id, name) in parts { @if is_there(id) { li { a href={ "#" (id) } { (name) } } } } }
        }
    }
}

fn run(report: &RunReport<'_>) -> Markup {
    let (head, comparison) = (&report.head, &report.sheet.spread.comparison);
    html! {
        dl.facts {
            div { dt { "Role" } dd { (head.role) ", " (head.tagline) } }
            div { dt { "From" } dd { (head.from) } }
            div { dt { "To" } dd { (head.to) } }
            div { dt { "It is" } dd { (head.stands) } }
            div { dt { "Luck" } dd { (report.seed) } }
            @if let Some(code) = report.code { div { dt { "Run code" } dd { code { (code) } } } }
            @if !head.readings.is_empty() {
                div id="readings" { dt { "Readings" } dd { @for line in &head.readings { (line) "; " } "all others as the game reads them first." } }
            }
        }
        p.finding { (comparison.summary()) ". " (comparison.history_in_words())
            @if let Some(line) = comparison.runs_in_words() { " " (line) }
        }
        @if !comparison.notes.is_empty() {
            ul.notes { @for note in &comparison.notes { li { (note) } } }
        }
    }
}

fn end(close: &Close) -> Markup {
    html! {
        h3 { (close.title) }
        p.prose { (close.text) }
        ul.statements { @for line in &close.statements { li { (line) } } }
    }
}

fn timelines(report: &RunReport<'_>) -> Markup {
    html! {
        p.note { "Mine above the line, history below. What went another way leans and is red. The table above says the same in words." }
        (timeline_svg(&report.sheet.spread.timeline))
    }
}

/// The numbers of sources, each leading to its place at the end.
fn refs(report: &RunReport<'_>, sources: &[SourceId]) -> Markup {
    let numbers = report.notes.numbers(sources);
    html! {
        @if !numbers.is_empty() {
            span.refs {
                @for (index, number) in numbers.iter().enumerate() {
                    @if index > 0 { ", " }
                    a href={ "#source-" (number) } { span.hidden { "source " } (number) }
                }
            }
        }
    }
}
