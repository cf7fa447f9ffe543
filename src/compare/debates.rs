//! Which debates of the historians a run speaks to: those that one of the turning points
//! bears on which were decided while it was played.
//!
//! It says where a run touches a debate and never what follows from that: a game proves
//! nothing about what happened. What was decided before the run began speaks to nothing.

use crate::journal::Replay;
use crate::model::{AnswerIdx, DebateId, Scenario, TurningPointId};

/// A debate, and what in a run bears on it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bearing {
    /// Which debate.
    pub debate: DebateId,
    /// The turning points of the run that bear on it, in order of time; never empty.
    pub points: Vec<BearingPoint>,
}

/// A turning point of a run that bears on a debate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BearingPoint {
    /// Which turning point.
    pub id: TurningPointId,
    /// How it came out in the run.
    pub answer: AnswerIdx,
    /// Whether otherwise than in history.
    pub turned: bool,
}

impl Bearing {
    /// Whether a turning point that bears on it came out otherwise than in history.
    #[must_use]
    pub fn is_turned(&self) -> bool {
        self.points.iter().any(|point| point.turned)
    }
}

/// The debates a run speaks to: those first on which a turning point bears that came out
/// otherwise than in history, and both parts in the order of the scenario.
#[must_use]
pub fn debates(scenario: &Scenario, run: &Replay) -> Vec<Bearing> {
    let mut bearings: Vec<Bearing> = (0..scenario.debates.len())
        .map(DebateId::at)
        .filter_map(|debate| {
            let points: Vec<BearingPoint> = scenario
                .turning_point_ids()
                .filter(|id| bears_on(scenario, *id, debate))
                .filter_map(|id| decided(scenario, run, id))
                .collect();
            (!points.is_empty()).then_some(Bearing { debate, points })
        })
        .collect();
    bearings.sort_by_key(|bearing| !bearing.is_turned());
    bearings
}

/// A turning point names the debate its own record belongs to; a debate names all that bear
/// on it.
fn bears_on(scenario: &Scenario, id: TurningPointId, debate: DebateId) -> bool {
    scenario[debate].turning_points.contains(&id) || scenario[id].debate == Some(debate)
}

fn decided(scenario: &Scenario, run: &Replay, id: TurningPointId) -> Option<BearingPoint> {
    if run.start.answer(id).is_some() {
        return None;
    }
    let answer = run.state().answer(id)?;
    Some(BearingPoint {
        id,
        answer,
        turned: answer != scenario[id].historical(),
    })
}

/// "Kornilov’s march: “It dissolves on the railways” (as in history)".
#[must_use]
pub fn bearing_words(scenario: &Scenario, point: &BearingPoint) -> String {
    let item = &scenario[point.id];
    let answer = item.answer(point.answer).map_or("", |answer| &answer.text);
    let as_was = if point.turned {
        "otherwise than in history"
    } else {
        "as in history"
    };
    format!("{}: “{answer}” ({as_was})", item.title)
}
