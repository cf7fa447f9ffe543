//! The report as lines for a terminal: the same parts in the same order, with maps and
//! timelines in words.

use super::notes::{Note, kind_of_source};
use super::odds::{OddsRow, SAID};
use super::{RunReport, in_full, titles};
use crate::compare::{Bearing, bearing_words};
use crate::model::SourceId;
use crate::report::{Line, Rows, comparison_lines, places_lines, timeline_lines};

/// The lines.
#[must_use]
pub fn run_lines(report: &RunReport<'_>) -> Vec<Line> {
    let mut lines = head(report);
    lines.extend(end(report));
    lines.extend(comparison_lines(&report.sheet, Rows::All));
    lines.extend(timeline_lines(&report.sheet, Rows::Telling));
    lines.extend(places_lines(&report.sheet));
    lines.extend(odds(report));
    lines.extend(debates(report));
    lines.extend(questions(report));
    lines.extend(sources(report));
    lines
}

fn heading(text: &str) -> [Line; 3] {
    [Line::Gap, Line::Text(text.to_owned()), Line::Gap]
}

fn head(report: &RunReport<'_>) -> Vec<Line> {
    let (scenario, head) = (report.scenario, &report.head);
    let mut lines = vec![
        Line::Text(format!("Report of {}", report.sheet.mine.words())),
        Line::Gap,
        Line::Text(format!("{}, {}", scenario.title, scenario.subtitle)),
        Line::Entry(format!("Role: {}, {}", head.role, head.tagline)),
        Line::Entry(format!("From {}", head.from)),
        Line::Entry(format!("To {}", head.to)),
        Line::Entry(format!("It is {}", head.stands)),
        Line::Entry(format!("Luck: {}", report.seed)),
    ];
    lines.extend(
        report
            .code
            .map(|code| Line::Entry(format!("Run code: {code}"))),
    );
    let readings = head.readings.iter();
    lines.extend(readings.map(|line| Line::Entry(format!("{line}."))));
    lines
}

fn end(report: &RunReport<'_>) -> Vec<Line> {
    let Some(close) = &report.close else {
        return Vec::new();
    };
    let mut lines = heading("How it ended").to_vec();
    lines.push(Line::Text(close.title.clone()));
    lines.push(Line::Text(close.text.clone()));
    lines.extend(close.statements.iter().cloned().map(Line::Entry));
    lines
}

fn odds(report: &RunReport<'_>) -> Vec<Line> {
    let mut lines = heading("What the model says").to_vec();
    match &report.odds {
        Ok(odds) if odds.rows.is_empty() && odds.settled.is_empty() => {
            lines.push(Line::Text("Nothing has been answered yet.".to_owned()));
        }
        Ok(odds) => {
            lines.push(Line::Text(SAID.to_owned()));
            lines.extend(odds.rows.iter().map(|row| Line::Entry(odds_line(row))));
            let settled = odds.settled_in_words(&report.head.role);
            lines.extend(settled.map(Line::Text));
        }
        Err(why) => lines.push(Line::Text(why.clone())),
    }
    lines
}

fn odds_line(row: &OddsRow) -> String {
    let hinge = match &row.hinge {
        Some(hung) => format!("Moved furthest by {}.", hung.words()),
        None => "Nothing that was decided and no luck moved it.".to_owned(),
    };
    format!(
        "{} “{}”{}. In this model, when the run began: {} (every open choice taken alike), {} \
         (decided as recorded), {} (decided as in this run, luck alone left). {hinge}",
        row.question,
        row.answer,
        if row.turned {
            ", otherwise than in history"
        } else {
            ""
        },
        row.alike.words(),
        row.recorded.words(),
        row.decided.words(),
    )
}

fn debates(report: &RunReport<'_>) -> Vec<Line> {
    let (full, named) = in_full(&report.debates);
    let mut lines = heading("What historians dispute").to_vec();
    if full.is_empty() {
        lines.push(Line::Text(
            "No turning point that historians dispute was decided in this run.".to_owned(),
        ));
    } else {
        lines.push(Line::Text("A run proves nothing about what happened. These are the disputes that its turning points touch; the game favours no position.".to_owned()));
    }
    for bearing in full {
        let debate = &report.scenario[bearing.debate];
        lines.push(Line::Gap);
        lines.push(Line::Text(format!(
            "{} {}",
            debate.question,
            debate.text.plain()
        )));
        lines.push(Line::Text(format!(
            "In this run: {}.",
            points(report, bearing)
        )));
        lines.extend(debate.positions.iter().map(|position| {
            Line::Entry(format!(
                "{} ({}): {} It rests on this: {}{}",
                position.name,
                position.who,
                position.claim,
                position.evidence,
                refs(report, &position.sources)
            ))
        }));
    }
    if !named.is_empty() {
        lines.push(Line::Gap);
        lines.push(Line::Text(
            "Also touched, all of it as in history:".to_owned(),
        ));
    }
    lines.extend(named.iter().map(|bearing| {
        let question = &report.scenario[bearing.debate].question;
        Line::Entry(format!("{question} {}", titles(report.scenario, bearing)))
    }));
    lines
}

fn points(report: &RunReport<'_>, bearing: &Bearing) -> String {
    let points = bearing.points.iter();
    let words: Vec<String> = points
        .map(|point| bearing_words(report.scenario, point))
        .collect();
    words.join("; ")
}

fn questions(report: &RunReport<'_>) -> Vec<Line> {
    let mut lines = heading("To talk about").to_vec();
    for (number, question) in (1..).zip(&report.questions) {
        lines.push(Line::Gap);
        lines.push(Line::Text(format!(
            "{number}. {}{} {}{}",
            question.title,
            if question.title.ends_with('?') {
                ""
            } else {
                "."
            },
            question.facts,
            refs(report, &question.sources)
        )));
        lines.push(Line::Entry(question.ask.clone()));
    }
    if report.questions.is_empty() {
        lines.push(Line::Text("There is nothing to ask yet.".to_owned()));
    }
    lines
}

fn sources(report: &RunReport<'_>) -> Vec<Line> {
    let mut lines = heading("Sources").to_vec();
    let notes = (1..).zip(&report.notes.list);
    lines.extend(notes.map(|(number, note)| Line::Entry(source(report, number, note))));
    lines
}

fn source(report: &RunReport<'_>, number: usize, note: &Note) -> String {
    let source = &report.scenario[note.source];
    let uses: Vec<String> = note
        .by_standing()
        .into_iter()
        .map(|(standing, uses)| {
            let uses: Vec<&str> = uses.iter().map(|used| used.what.as_str()).collect();
            let head = match standing {
                "" => "read for",
                standing => standing,
            };
            format!("{head}: {}", uses.join("; "))
        })
        .collect();
    format!(
        "[{number}] {}, “{}” ({}), {}. {} ({})",
        source.author,
        source.title,
        source.year,
        kind_of_source(source.kind),
        source.note,
        uses.join(". ")
    )
}

/// The numbers of the sources as they stand in a line: `" [3] [12]"`.
fn refs(report: &RunReport<'_>, sources: &[SourceId]) -> String {
    let numbers = report.notes.numbers(sources).into_iter();
    numbers.map(|number| format!(" [{number}]")).collect()
}
