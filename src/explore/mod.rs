//! The walk of a role's whole state space.
//!
//! The number of states a story can be in is finite, so what holds for every playing
//! is not sampled but counted: which scenes, choices, outcomes, endings and answers
//! are reached, where a playing would be stuck, which texts are ever shown, and by
//! which rules a turning point can be turned.
//!
//! What keeps it small: only variables that can change what happens are kept, each
//! only as long as something can still read it, and equal states are merged. Memory
//! that only changes words is no state; [`texts()`] carries it beside the states as the
//! set of what it can be, which is exact because nothing that happens hangs on it.
//!
//! Nothing here plays by other rules than [`rules`](crate::rules): a test plays both
//! side by side. There is no luck, no clock and no fraction; equal scenarios give
//! equal results in equal order.
//!
//! Start at [`walk`]. Inside, in order of reading: `plan` (what the role can pass),
//! `live` (what can still be read), `program` (the compact form), `flow` (the walk
//! itself, with whatever is carried along: needs, paths, texts), `states` (all of them kept
//! at once) and [`odds`] (how likely each answer and ending is).

mod code;
mod flow;
mod graph;
mod layout;
mod live;
pub mod odds;
mod paths;
mod plan;
mod pool;
mod program;
mod refusal;
mod states;
mod survey;
mod texts;

#[cfg(test)]
mod agreement;
#[cfg(test)]
pub(crate) mod small;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod tests;

use crate::model::{
    AnswerIdx, Next, Readings, RoleId, Scenario, SceneId, TurningPointId, Variable,
};

pub use graph::cycle;
pub use live::{Unread, unread};
pub use refusal::{advice, remembered};
pub use survey::{ChoiceWalk, DeadEnd, Lever, SceneWalk, TurningPointWalk, Walk, walk};
pub use texts::{Shown, TextAt, TextWalk, texts};

use plan::{Keep, Plan};
use program::{Program, Then, Trail};

/// How far a walk goes before it gives up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limit {
    /// The most states, all scenes together.
    pub n_states: usize,
    /// The most ways on from them: outcomes that can come about in each.
    pub n_ways: usize,
}

impl Default for Limit {
    fn default() -> Self {
        Self {
            n_states: 20_000_000,
            n_ways: 400_000_000,
        }
    }
}

/// Why a role cannot be walked.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WalkError {
    /// Scenes that lead back to themselves, in order; the last leads to the first.
    #[error("the scenes lead back to themselves")]
    Cycle(Vec<SceneId>),
    /// What happens hangs on more than a state's word holds.
    #[error("what happens hangs on {} variables, {n_bits} bits in all; at most 128 fit", variables.len())]
    TooManyVariables {
        /// What they would take.
        n_bits: u32,
        /// All of them.
        variables: Vec<Variable>,
    },
    /// Ways that pass more of the timeline than is worked through.
    #[error("the ways between the scenes pass {n_entries} entries of the timeline")]
    TooLong {
        /// All ways together.
        n_entries: usize,
    },
    /// More states than the limit.
    #[error("{n_states} states were reached with {n_ways} ways on from them, and there are more")]
    TooManyStates {
        /// How many were reached.
        n_states: usize,
        /// How many outcomes came about in them.
        n_ways: usize,
        /// The scenes with the most states so far, and what is remembered there.
        largest: Vec<SceneSize>,
    },
}

/// How many states a scene has, and what makes them different.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SceneSize {
    /// The scene.
    pub scene: SceneId,
    /// States found there.
    pub n_states: usize,
    /// What something can still ask for there and is not the same in all of them.
    pub differing: Vec<Variable>,
    /// What that takes in a state's word.
    pub n_bits: u32,
}

/// One outcome of a role's story, by positions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct OutcomeAt {
    /// The scene.
    pub scene: SceneId,
    /// The choice in the scene.
    pub choice: usize,
    /// The outcome of the choice.
    pub outcome: usize,
}

/// What gave a turning point its answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum By {
    /// The rule at this position was the first whose condition held.
    Rule(usize),
    /// An effect settled it before the clock came to it.
    Settled,
    /// No rule's condition held.
    Default,
}

/// A turning point as the clock passed it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decided {
    /// Which.
    pub id: TurningPointId,
    /// Its answer.
    pub answer: AnswerIdx,
    /// Why.
    pub by: By,
}

/// What a list of decisions (choice and outcome, by position) decided on its way.
///
/// It stops where a decision does not exist or the story ends; whether the choices
/// are open is not asked.
///
/// # Errors
///
/// If the role cannot be compiled; never [`WalkError::TooManyStates`].
pub fn follow(
    scenario: &Scenario,
    role: RoleId,
    readings: &Readings,
    decisions: &[(usize, usize)],
) -> Result<Vec<Decided>, WalkError> {
    let program = Program::of(&Plan::of(scenario, role, readings)?, Keep::Rules)?;
    let mut trail = Trail::default();
    let (mut word, mut at) = (program.start, 0);
    for (choice, outcome) in decisions {
        let Some(code) = program
            .scenes
            .get(at)
            .and_then(|scene| scene.choices.get(*choice))
            .and_then(|choice| choice.outcomes.get(*outcome))
        else {
            break;
        };
        word = program.take(word, code, &mut trail);
        match code.then {
            Then::Scene(next) => at = next,
            Then::End(_) => break,
        }
    }
    Ok(trail.decided)
}

/// A variable by kind and written id: "flag `cable_cut`".
#[must_use]
pub fn name(scenario: &Scenario, variable: Variable) -> String {
    let (kind, key) = match variable {
        Variable::Gauge(id) => ("gauge", &scenario[id].key),
        Variable::Flag(id) => ("flag", &scenario[id].key),
        Variable::Answer(id) => ("answer of", &scenario[id].key),
        Variable::Holder(id) => ("holder of", &scenario[id].key),
    };
    format!("{kind} `{key}`")
}

/// The scenes an outcome of this scene can lead to, repeats included.
fn leads_to(scenario: &Scenario, scene: SceneId) -> impl Iterator<Item = SceneId> + '_ {
    scenario[scene]
        .choices
        .iter()
        .flat_map(|choice| &choice.outcomes)
        .filter_map(|outcome| match outcome.then {
            Next::Go(next) => Some(next),
            Next::End(_) => None,
        })
}
