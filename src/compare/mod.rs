//! A run beside the real year, and beside another run: every turning point, every
//! decision, every place held.
//!
//! Nothing is graded. A cell that is the same as history says so and steps back; a cell
//! that differs stands out; the first that differs is marked, because everything after it
//! may follow from it. Decisions and turning points stand in one order of time, so that
//! "first" means what came first. This module works everything out and writes it in plain
//! words and numbers; it draws nothing and does no IO.
//!
//! Start at [`spread`], or at [`compare`] for the rows alone. `track` is a run seen whole,
//! with what lay before its first scene; `rows`, `timeline` and `city` are made from it.

mod city;
mod debates;
mod readings;
mod rows;
mod timeline;
mod track;
mod votes;
mod words;

pub use city::{City, Course, Held};
pub use debates::{Bearing, BearingPoint, bearing_words, debates};
pub use readings::{readings_in_words, readings_lines};
pub use timeline::{AXIS, Axis, Day, Mark, MarkKind, Timeline, lanes};
pub use votes::RoomVotes;

use crate::journal::Replay;
use crate::model::{Certainty, RoleId, Scenario, SceneId, Stamp, TurningPointId};
use track::Track;

/// Everything there is to lay beside one another.
#[derive(Clone, PartialEq, Debug)]
pub struct Spread {
    /// Row by row.
    pub comparison: Comparison,
    /// On one axis of time.
    pub timeline: Timeline,
    /// Who held what at any hour.
    pub city: City,
}

/// Two or three columns, row by row.
#[derive(Clone, PartialEq, Debug)]
pub struct Comparison {
    /// Every turning point, and every scene that a run or history came to, in order of time.
    pub rows: Vec<Row>,
    /// Whether there is another run in the middle column.
    pub has_other: bool,
    /// Whether the runs are of two roles, which have no decision in common.
    pub two_roles: bool,
    /// What has to be known to read the columns: other roles, other readings, other
    /// beginnings. Whole sentences.
    pub notes: Vec<String>,
}

/// One question and its answers.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// What the row is about.
    pub subject: Subject,
    /// The question, or the scene's title.
    pub question: String,
    /// The day, as shown.
    pub day: String,
    /// When it was to be answered.
    pub when: Stamp,
    /// What happened in this run.
    pub mine: Entry,
    /// What happened in the other run.
    pub other: Entry,
    /// What is recorded; `None` where nothing is.
    pub history: Option<String>,
    /// How sure the record is, in a word.
    pub standing: &'static str,
    /// The sign that is drawn for it: a choice that was argued for has that of the probable.
    pub sign: Option<Certainty>,
    /// How the two runs compare here; `None` if there is nothing to compare.
    pub between: Option<Likeness>,
    /// Whether this is the first row in which this run parts from history.
    pub first_from_history: bool,
    /// Whether this is the first row in which the two runs part.
    pub first_between: bool,
}

/// What a row is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum Subject {
    TurningPoint(TurningPointId),
    Scene(SceneId),
}

/// A run's place in a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entry {
    /// It came to it.
    Made(Cell),
    /// It did not.
    Absent(Absence),
}

/// Why a run has nothing in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Absence {
    /// There is no such run.
    NoRun,
    /// It has not come so far.
    NotYet,
    /// It went another way.
    Never,
    /// The decision is another role's.
    OtherRole,
}

/// One run's answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The written id of the answer or choice.
    pub key: String,
    /// In words.
    pub text: String,
    /// What came of a decision, in its first sentence; empty for a turning point.
    pub outcome: String,
    /// How it compares with history.
    pub likeness: Likeness,
    /// Whether it lies before the run's first scene, where all went as recorded.
    pub given: bool,
    /// How likely it was, in words of the model's own; `None` if that is not worked out.
    pub odds: Option<String>,
    /// How a room voted on a decision, once that is noted; `None` if it did not.
    pub votes: Option<RoomVotes>,
}

/// How one answer compares with another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Likeness {
    /// The same.
    Same,
    /// The same decision, and luck made something else of it.
    OtherLuck,
    /// The same decision, and what went before made something else of it.
    OtherOutcome,
    /// Another answer.
    Other,
}

/// Which rows are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Filter {
    /// All.
    #[default]
    Everything,
    /// Those in which this run parts from history.
    FromHistory,
    /// Those in which the two runs part.
    BetweenRuns,
}

impl Entry {
    /// The answer, if the run came to it.
    #[must_use]
    pub fn cell(&self) -> Option<&Cell> {
        match self {
            Self::Made(cell) => Some(cell),
            Self::Absent(_) => None,
        }
    }

    /// Whether the run came to it and parted from history.
    #[must_use]
    pub fn parts_from_history(&self) -> bool {
        self.cell().is_some_and(|cell| !cell.as_in_history())
    }
}

impl Cell {
    /// Whether it is history's answer, with history's luck.
    #[must_use]
    pub fn as_in_history(&self) -> bool {
        self.likeness == Likeness::Same
    }
}

impl Row {
    /// Whether a turning point is asked about, and not a decision.
    #[must_use]
    pub fn is_turning_point(&self) -> bool {
        matches!(self.subject, Subject::TurningPoint(_))
    }

    /// Whether this run parts from history here, or history came here without it.
    #[must_use]
    pub fn parts_from_history(&self) -> bool {
        self.mine.parts_from_history() || self.mine == Entry::Absent(Absence::Never)
    }

    /// Whether the two runs part here.
    #[must_use]
    pub fn runs_part(&self) -> bool {
        self.between
            .is_some_and(|likeness| likeness != Likeness::Same)
    }

    /// Whether one run alone could decide here, the other being of another role, and parted
    /// from history. Two roles have no decision in common by which they could part.
    fn parts_alone(&self) -> bool {
        let foreign = Entry::Absent(Absence::OtherRole);
        (self.mine == foreign && self.other.parts_from_history())
            || (self.other == foreign && self.mine.parts_from_history())
    }

    /// Whether a filter lets it through.
    #[must_use]
    pub fn passes(&self, filter: Filter) -> bool {
        match filter {
            Filter::Everything => true,
            Filter::FromHistory => self.parts_from_history(),
            Filter::BetweenRuns => self.runs_part() || self.parts_alone(),
        }
    }

    /// Whether any run has come to it.
    #[must_use]
    pub fn is_reached(&self) -> bool {
        self.mine.cell().is_some() || self.other.cell().is_some()
    }
}

impl Comparison {
    /// The rows about turning points, in order of time.
    pub fn turning_points(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.is_turning_point())
    }

    /// The rows about decisions, in order of time.
    pub fn decisions(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.is_turning_point())
    }

    /// How many turning points this run has come to.
    #[must_use]
    pub fn n_answered(&self) -> usize {
        let came = |row: &&Row| row.mine.cell().is_some();
        self.turning_points().filter(came).count()
    }

    /// How many turning points this run turned away from history's answer.
    #[must_use]
    pub fn n_turned(&self) -> usize {
        let turned = |row: &&Row| row.mine.parts_from_history();
        self.turning_points().filter(turned).count()
    }

    /// How many decisions were made in this run.
    #[must_use]
    pub fn n_decided(&self) -> usize {
        let made = |row: &&Row| row.mine.cell().is_some_and(|cell| !cell.given);
        self.decisions().filter(made).count()
    }

    /// How many decisions of this run are not the recorded ones. The recorded one with
    /// other luck is the recorded one.
    #[must_use]
    pub fn n_decided_otherwise(&self) -> usize {
        let otherwise = |row: &&Row| {
            row.mine
                .cell()
                .is_some_and(|cell| cell.likeness == Likeness::Other)
        };
        self.decisions().filter(otherwise).count()
    }

    /// The first row in which this run parts from history.
    #[must_use]
    pub fn first_from_history(&self) -> Option<&Row> {
        self.rows.iter().find(|row| row.first_from_history)
    }

    /// The first row in which the two runs part.
    #[must_use]
    pub fn first_between(&self) -> Option<&Row> {
        self.rows.iter().find(|row| row.first_between)
    }
}

/// Sets a run beside history, and beside another run of the scenario if there is one:
/// rows, timelines, places held.
#[must_use]
pub fn spread(scenario: &Scenario, mine: &Replay, other: Option<&Replay>) -> Spread {
    let tracks = Tracks::of(scenario, mine, other);
    Spread {
        comparison: rows::comparison(scenario, &tracks),
        timeline: timeline::timeline(scenario, &tracks),
        city: city::city(scenario, &tracks),
    }
}

/// The rows of [`spread`] alone.
#[must_use]
pub fn compare(scenario: &Scenario, mine: &Replay, other: Option<&Replay>) -> Comparison {
    rows::comparison(scenario, &Tracks::of(scenario, mine, other))
}

/// The runs of a comparison.
struct Tracks<'a> {
    mine: Track<'a>,
    other: Option<Track<'a>>,
    /// The recorded path of this run's role, read as history decided.
    history: Track<'a>,
}

impl<'a> Tracks<'a> {
    fn of(scenario: &'a Scenario, mine: &'a Replay, other: Option<&'a Replay>) -> Self {
        Self {
            mine: Track::of(scenario, mine),
            other: other.map(|replay| Track::of(scenario, replay)),
            history: Track::of_history(scenario, mine.role),
        }
    }

    /// The role of the other run, if it is not this run's.
    fn other_role(&self) -> Option<RoleId> {
        let role = self.other.as_ref()?.role();
        (role != self.mine.role()).then_some(role)
    }
}
