//! The finished run laid beside history and beside another run: which one, and which could be.
//!
//! Replaying and comparing happen here, when the run, the choice or the runs kept change,
//! and never while drawing.

use crate::compare::{Entry, Spread, Subject, spread};
use crate::explore::odds::Share;
use crate::explore::odds::view::OddsView;
use crate::journal::{self, Journal};
use crate::model::Scenario;
use crate::report::{self, Line, Rows, RunLabel, Sheet};
use crate::session::{self, Session};
use crate::store::{RunFile, RunId};

/// Which run is to stand in the middle.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum Wanted {
    /// The run it left, or else the latest other one of its role.
    #[default]
    Fitting,
    /// None.
    Nobody,
    /// This one.
    Run(RunId),
}

/// The columns, and what may stand in the middle one.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Everything there is to show.
    pub spread: Spread,
    /// The run in the middle, if there is one.
    pub other: Option<Candidate>,
    /// Every run that could stand there, the latest first.
    pub candidates: Vec<Candidate>,
    /// The timelines in words.
    pub timeline_lines: Vec<Line>,
    /// Whether any place is held otherwise at each of the city's hours.
    pub stops: Vec<bool>,
    /// The hour to look at first: where places first differ, or else the last.
    pub first_stop: usize,
    /// What all this was made for.
    of: (Option<RunId>, u64, Journal, Wanted),
}

/// A run that could stand in the middle.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// Its file.
    pub id: RunId,
    /// The player's name for it; empty if none.
    pub name: String,
    /// Whose run it is, and how long.
    pub about: String,
}

impl Candidate {
    fn of(scenario: &Scenario, file: &RunFile) -> Option<Self> {
        let role = scenario.role_by_key(&file.journal.role)?;
        let n_made = file.journal.decisions.len();
        let decisions = if n_made == 1 { "decision" } else { "decisions" };
        Some(Self {
            id: file.id.clone(),
            name: file.journal.name.clone(),
            about: format!("{}, {n_made} {decisions}", scenario[role].name),
        })
    }

    /// "red_guard-002 “we waited”".
    #[must_use]
    pub fn words(&self) -> String {
        match self.name.as_str() {
            "" => self.id.to_string(),
            name => format!("{} “{name}”", self.id),
        }
    }
}

impl Beside {
    /// Lays the run of a session beside the one that is wanted.
    #[must_use]
    pub fn of(session: &Session, runs: &[RunFile], wanted: &Wanted) -> Self {
        let run = session.run();
        let scenario = run.scenario();
        let others: Vec<&RunFile> = runs
            .iter()
            .filter(|file| Some(&file.id) != session.id())
            .filter(|file| file.journal.scenario == scenario.key)
            .collect();
        let chosen = choose(run.journal(), &others, wanted);
        let replayed =
            chosen.and_then(|file| Some((file, journal::replay(scenario, &file.journal).ok()?)));
        let replay = replayed.as_ref().map(|(_, replay)| replay);
        let mut spread = spread(scenario, run.replay(), replay);
        let its_journal = replayed.as_ref().map(|(file, _)| &file.journal);
        let rows = &mut spread.comparison;
        rows.note_votes(scenario, run.journal(), its_journal);
        let other = replayed
            .as_ref()
            .and_then(|(file, _)| Candidate::of(scenario, file));
        let by_hour = spread.city.differing_by_hour(scenario);
        let stops: Vec<bool> = by_hour.iter().map(|held| !held.is_empty()).collect();
        let first = stops.iter().position(|differs| *differs);
        Self {
            timeline_lines: words(session, &spread, other.as_ref()),
            first_stop: first.unwrap_or(stops.len().saturating_sub(1)),
            stops,
            spread,
            other,
            candidates: others
                .into_iter()
                .filter_map(|file| Candidate::of(scenario, file))
                .collect(),
            of: made_for(session, wanted),
        }
    }

    /// Writes beside each answer of this run how likely it was, every open choice taken
    /// alike. What could not have been otherwise says nothing.
    pub fn note_odds(&mut self, odds: &OddsView) {
        for row in &mut self.spread.comparison.rows {
            let (Subject::TurningPoint(id), Entry::Made(cell)) = (row.subject, &mut row.mine)
            else {
                continue;
            };
            let groups = odds.groups.iter();
            let found = groups
                .filter(|group| group.turning_point == Some(id))
                .flat_map(|group| &group.rows)
                .find(|row| row.key == cell.key);
            cell.odds = found
                .and_then(|row| row.shares.first())
                .filter(|share| **share != Share::ALWAYS)
                .map(|share| format!("{} in this model", share.words()));
        }
    }

    /// Whether it still shows this session and this wish.
    #[must_use]
    pub fn is_of(&self, session: &Session, wanted: &Wanted) -> bool {
        self.of == made_for(session, wanted)
    }

    /// What the run in the middle is called; empty if there is none.
    #[must_use]
    pub fn other_name(&self) -> String {
        self.other.as_ref().map_or(String::new(), Candidate::words)
    }
}

fn words(session: &Session, spread: &Spread, other: Option<&Candidate>) -> Vec<Line> {
    let run = session.run();
    let label = |id: String, name: &str| RunLabel {
        id,
        name: name.to_owned(),
        role: run.journal().role.clone(),
    };
    let other = other.map(|other| label(other.id.to_string(), &other.name));
    let sheet = Sheet {
        scenario: run.scenario(),
        spread,
        mine: &label(String::new(), &run.journal().name),
        other: other.as_ref(),
    };
    report::timeline_lines(&sheet, Rows::All)
}

fn made_for(session: &Session, wanted: &Wanted) -> (Option<RunId>, u64, Journal, Wanted) {
    let run = session.run();
    let journal = run.journal().clone();
    let content = run.scenario().content;
    (session.id().cloned(), content, journal, wanted.clone())
}

fn choose<'a>(mine: &Journal, others: &[&'a RunFile], wanted: &Wanted) -> Option<&'a RunFile> {
    let named = |id: &str| others.iter().find(|file| file.id.as_str() == id).copied();
    let fitting = || {
        // The open run itself is not among the others.
        let parent = session::parent_of(None, mine, others.iter().copied());
        let of_role = || others.iter().find(|file| file.journal.role == mine.role);
        parent.or_else(|| of_role().copied())
    };
    match wanted {
        Wanted::Nobody => None,
        Wanted::Fitting => fitting(),
        // It may have been deleted, or be the run that is open now.
        Wanted::Run(id) => named(id.as_str()).or_else(fitting),
    }
}
