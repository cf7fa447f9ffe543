//! The report of a run: what was decided, how it came out beside history, where that is
//! known from, and what to talk about afterwards.
//!
//! Everything is put together here once, as values, and written down three times: a page
//! for the browser and for print, lines, and JSON. Nothing is graded, what lies ahead of a
//! run that is still played is not told, and every number of the odds is said to be the
//! model's. The same run gives the same report, byte for byte.
//!
//! Start at [`RunReport::of`]. `questions` chooses what to ask, `notes` numbers the sources,
//! `hours` chooses the hours the maps show, `odds` asks the model; `html`, `lines` and
//! `json` write it all down.

mod ground;
mod hours;
mod html;
mod json;
mod lines;
mod map_svg;
mod marks;
mod notes;
mod odds;
mod questions;

pub use html::run_html;
pub use json::run_json;
pub use lines::run_lines;

use super::Sheet;
use crate::compare::{Absence, Bearing, Entry, Row, debates};
use crate::journal::{Position, Replay};
use crate::model::{Prose, Scenario, Stamp};
use crate::rules::holds;
use notes::Notes;
use odds::Odds;
use questions::Question;

/// A run to report on.
#[derive(Clone, Copy, Debug)]
pub struct RunSheet<'a> {
    /// The run beside history, and beside another if there is one.
    pub sheet: Sheet<'a>,
    /// The run itself.
    pub run: &'a Replay,
    /// All luck of the run.
    pub seed: u64,
    /// The code it can be rebuilt from, if it has one.
    pub code: Option<&'a str>,
}

/// All that is reported of a run.
#[derive(Clone, Debug)]
pub struct RunReport<'a> {
    scenario: &'a Scenario,
    sheet: Sheet<'a>,
    seed: u64,
    code: Option<&'a str>,
    head: Head,
    close: Option<Close>,
    /// The hours the maps show, in order; never empty.
    hours: Vec<Stamp>,
    odds: Result<Odds, String>,
    debates: Vec<Bearing>,
    questions: Vec<Question>,
    notes: Notes,
}

/// What stands at the top.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Head {
    /// "Red Guard".
    role: String,
    /// Trade and place.
    tagline: String,
    /// The first hour of the run and the last it came to, as shown.
    from: String,
    to: String,
    /// How far it has come.
    stands: String,
    /// Readings that are not the first, in words.
    readings: Vec<String>,
}

/// How the role's own story closed.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Close {
    title: String,
    /// The first paragraph of the ending.
    text: String,
    /// The first sentence of each statement of the epilogue.
    statements: Vec<String>,
}

impl<'a> RunReport<'a> {
    /// Puts a report together.
    #[must_use]
    pub fn of(told: &RunSheet<'a>) -> Self {
        let (scenario, run) = (told.sheet.scenario, told.run);
        let spread = told.sheet.spread;
        let odds = odds::odds(scenario, run);
        let debates = debates(scenario, run);
        let questions = questions::questions(&questions::Facts {
            scenario,
            run,
            spread,
            odds: odds.as_ref().ok(),
            debates: &debates,
        });
        let rows: Vec<&Row> = told_rows(&spread.comparison.rows).collect();
        let (in_full, _) = in_full(&debates);
        let notes = Notes::of(scenario, run, &rows, in_full, &questions);
        Self {
            scenario,
            sheet: told.sheet,
            seed: told.seed,
            code: told.code,
            head: head(scenario, run),
            close: close(scenario, run),
            hours: hours::hours(scenario, &spread.city),
            odds,
            debates,
            questions,
            notes,
        }
    }

    /// The rows that are told, in order of time.
    fn rows(&self) -> impl Iterator<Item = &'a Row> + use<'a> {
        told_rows(&self.sheet.spread.comparison.rows)
    }
}

/// The debates that are told in full: those that a turned turning point bears on, or the
/// first few if none is. The others are named.
fn in_full(debates: &[Bearing]) -> (&[Bearing], &[Bearing]) {
    const AT_LEAST: usize = 3;
    let n_turned = debates.iter().filter(|it| it.is_turned()).count();
    let n_full = match n_turned {
        0 => AT_LEAST.min(debates.len()),
        n_turned => n_turned,
    };
    debates.split_at_checked(n_full).unwrap_or_default()
}

/// "Kornilov’s march; The elections".
fn titles(scenario: &Scenario, bearing: &Bearing) -> String {
    let points = bearing.points.iter();
    let titles: Vec<&str> = points
        .map(|point| scenario[point.id].title.as_str())
        .collect();
    titles.join("; ")
}

/// What no run has come to would tell what lies ahead.
fn told_rows(rows: &[Row]) -> impl Iterator<Item = &Row> {
    let is_ahead = |row: &Row| row.mine == Entry::Absent(Absence::NotYet);
    rows.iter()
        .filter(move |row| row.is_reached() || !(row.is_turning_point() || is_ahead(row)))
}

fn head(scenario: &Scenario, run: &Replay) -> Head {
    let role = &scenario[run.role];
    let when = |stamp: Stamp| {
        let (here, there) = (
            scenario.calendar.long(stamp),
            scenario.calendar.other_long(stamp),
        );
        format!("{here} ({there})")
    };
    let last = run.steps.last().map(|step| step.scene);
    let (stands, now) = match run.position() {
        Position::End(ending) => {
            let title = role.endings.get(ending).map(|ending| ending.title.as_str());
            let stands = format!("finished: “{}”", title.unwrap_or_default());
            (stands, last.unwrap_or(run.begin))
        }
        Position::Scene(scene) => {
            let decisions = counted(run.steps.len(), "decision", "decisions");
            let title = &scenario[scene].title;
            (
                format!("not finished: after {decisions} it stands at “{title}”"),
                scene,
            )
        }
    };
    Head {
        role: role.name.clone(),
        tagline: role.tagline.clone(),
        from: when(scenario[run.begin].when),
        to: when(scenario[run.begin].when.max(scenario[now].when)),
        stands,
        readings: crate::compare::readings_in_words(scenario, run.start.readings()),
    }
}

fn close(scenario: &Scenario, run: &Replay) -> Option<Close> {
    let Position::End(ending) = run.position() else {
        return None;
    };
    let role = &scenario[run.role];
    let ending = role.endings.get(ending)?;
    let statement = |statement: &crate::model::Statement| {
        let mut variants = statement.variants.iter();
        let shown = variants.find(|it| holds(run.state(), it.condition.as_ref()))?;
        Some(first_sentence(&first_paragraph(&shown.text)))
    };
    Some(Close {
        title: ending.title.clone(),
        text: first_paragraph(&ending.text),
        statements: role.epilogue.iter().filter_map(statement).collect(),
    })
}

fn first_paragraph(prose: &Prose) -> String {
    prose
        .paragraphs
        .first()
        .map_or(String::new(), |paragraph| paragraph.plain())
}

/// The first sentence of a text.
fn first_sentence(text: &str) -> String {
    let end = text
        .char_indices()
        .zip(text.chars().skip(1).chain([' ']))
        .find(|((_, letter), next)| matches!(letter, '.' | '!' | '?' | '…') && next.is_whitespace())
        .map_or(text.len(), |((index, letter), _)| index + letter.len_utf8());
    text.get(..end).unwrap_or(text).to_owned()
}

/// "1 decision", "2 decisions".
fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
