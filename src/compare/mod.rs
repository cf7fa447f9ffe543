//! A run beside the real year, and beside another run: every turning point, every decision.
//!
//! Nothing is graded. A cell that is the same as history says so and steps back; a cell
//! that differs stands out; the first that differs is marked, because everything after
//! it may follow from it.

mod readings;

pub use readings::{readings_in_words, readings_lines};

use crate::journal::{self, Replay};
use crate::model::{AnswerIdx, Certainty, Scenario, SceneId, Standing, TurningPointId};

/// Two or three columns, row by row.
#[derive(Clone, PartialEq, Debug)]
pub struct Comparison {
    /// Every turning point, in order of time.
    pub turning_points: Vec<Row>,
    /// Every scene either run came to, in order of time.
    pub decisions: Vec<Row>,
    /// Whether there is another run in the middle column.
    pub has_other: bool,
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
    /// What happened in this run; `None` if it never came to it.
    pub mine: Option<Cell>,
    /// What happened in the other run.
    pub other: Option<Cell>,
    /// What is recorded; `None` where nothing is.
    pub history: Option<String>,
    /// How sure the record is, in a word.
    pub standing: &'static str,
    /// Whether this is the first row in which this run parts from history.
    pub first_difference: bool,
}

/// What a row is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum Subject {
    TurningPoint(TurningPointId),
    Scene(SceneId),
}

/// One run's answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// In words.
    pub text: String,
    /// Whether it is history's.
    pub as_in_history: bool,
}

impl Row {
    /// Whether any run in the row parts from history, or the two runs from each other.
    #[must_use]
    pub fn differs(&self) -> bool {
        let parts = |cell: &Option<Cell>| cell.as_ref().is_some_and(|cell| !cell.as_in_history);
        parts(&self.mine) || parts(&self.other)
    }
}

impl Comparison {
    /// How many turning points this run turned away from history's answer.
    #[must_use]
    pub fn n_turned(&self) -> usize {
        count_mine(&self.turning_points)
    }

    /// How many decisions of this run are not the recorded ones.
    #[must_use]
    pub fn n_decided_otherwise(&self) -> usize {
        count_mine(&self.decisions)
    }
}

fn count_mine(rows: &[Row]) -> usize {
    rows.iter()
        .filter(|row| row.mine.as_ref().is_some_and(|cell| !cell.as_in_history))
        .count()
}

/// Sets a run beside history, and beside another run of the scenario if there is one.
#[must_use]
pub fn compare(scenario: &Scenario, mine: &Replay, other: Option<&Replay>) -> Comparison {
    let mut turning_points: Vec<Row> = scenario
        .turning_point_ids()
        .map(|id| turning_point_row(scenario, id, mine, other))
        .collect();
    let mut decisions = decision_rows(scenario, mine, other);
    mark_first(&mut turning_points);
    mark_first(&mut decisions);
    Comparison {
        turning_points,
        decisions,
        has_other: other.is_some(),
    }
}

fn mark_first(rows: &mut [Row]) {
    let first = rows
        .iter_mut()
        .find(|row| row.mine.as_ref().is_some_and(|cell| !cell.as_in_history));
    if let Some(row) = first {
        row.first_difference = true;
    }
}

fn turning_point_row(
    scenario: &Scenario,
    id: TurningPointId,
    mine: &Replay,
    other: Option<&Replay>,
) -> Row {
    let item = &scenario[id];
    let cell = |answer: AnswerIdx| {
        let answer = item.answer(answer)?;
        Some(Cell {
            text: answer.text.clone(),
            as_in_history: answer.historical,
        })
    };
    Row {
        subject: Subject::TurningPoint(id),
        question: item.question.clone(),
        day: item.day.clone(),
        mine: mine.state().answer(id).and_then(cell),
        other: other
            .and_then(|replay| replay.state().answer(id))
            .and_then(cell),
        history: item
            .answer(item.historical())
            .map(|answer| answer.text.clone()),
        standing: item.standing.word(),
        first_difference: false,
    }
}

fn decision_rows(scenario: &Scenario, mine: &Replay, other: Option<&Replay>) -> Vec<Row> {
    let visited =
        |replay: &Replay| -> Vec<SceneId> { replay.steps.iter().map(|step| step.scene).collect() };
    let mut scenes = visited(mine);
    if let Some(other) = other {
        scenes.extend(visited(other));
    }
    scenes.sort_by(|a, b| {
        let (a_when, b_when) = (scenario[*a].when, scenario[*b].when);
        a_when.cmp_on_clock(b_when).then(a.cmp(b))
    });
    scenes.dedup();
    scenes
        .into_iter()
        .map(|scene| decision_row(scenario, scene, mine, other))
        .collect()
}

fn decision_row(scenario: &Scenario, scene: SceneId, mine: &Replay, other: Option<&Replay>) -> Row {
    let item = &scenario[scene];
    let recorded = item.historical().map(|(choice, _)| choice);
    let cell = |replay: &Replay| {
        let step = replay.steps.iter().find(|step| step.scene == scene)?;
        let choice = item.choices.get(step.choice)?;
        Some(Cell {
            text: choice.text.clone(),
            as_in_history: recorded == Some(step.choice),
        })
    };
    Row {
        subject: Subject::Scene(scene),
        question: item.title.clone(),
        day: item.when.day_and_month(),
        mine: cell(mine),
        other: other.and_then(cell),
        history: recorded
            .and_then(|choice| item.choices.get(choice))
            .map(|choice| choice.text.clone()),
        standing: match recorded.and_then(|choice| item.choices.get(choice)) {
            Some(choice) if choice.record == Standing::Historical => {
                Certainty::word(item.history.standing)
            }
            Some(choice) => choice.record.words(),
            None => "",
        },
        first_difference: false,
    }
}

/// The run of history itself, for the same role.
#[must_use]
pub fn history_of(scenario: &Scenario, replay: &Replay) -> Replay {
    journal::historical(scenario, replay.role, replay.start.readings())
}
