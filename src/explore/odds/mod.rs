//! Exact odds: how likely each answer and ending is, in this model.
//!
//! A [`Space`] is every state that can follow a moment of a run. Over it the odds are
//! worked out from the end backwards, in whole numbers, under a named [`Policy`] for the
//! decisions; luck is averaged by its weights. Nothing is sampled and nothing is cut off:
//! a story with too many states is refused with the reason.
//!
//! The odds are properties of this game's model, made by its authors. They measure
//! nothing about 1917, and every place that shows them says so.
//!
//! Start at [`Space::of`]. [`Space::why`] asks what an answer hung on, [`Space::turns`]
//! what would have turned it, and [`sample()`] plays at random to hold all of it to account.

mod columns;
mod sample;
mod share;
mod turn;
mod values;
pub mod view;
mod why;

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::plan::{Keep, Plan};
use super::program::{OutcomeCode, Program};
use super::states::{Edge, States};
use super::{Limit, WalkError};
use crate::journal::{Position, Replay};
use crate::model::{AnswerIdx, RoleId, Scenario, SceneId, TurningPointId};
use crate::rules::State;
use columns::Columns;
pub use sample::{Sample, sample};
pub use share::Share;
pub use turn::{Change, Turn, Turns};
use values::{Rows, Rule};
pub use why::{Hinge, HingeKind, Why};

/// States and the ways between them are kept all at once for odds, so fewer are taken on
/// than by a walk: at most some 400 MB.
pub const LIMIT: Limit = Limit {
    n_states: 4_000_000,
    n_ways: 24_000_000,
};

/// Rows are worked out in blocks of columns, so that those of all states together stay
/// below this many numbers: a scene's rows may be needed until the first scene is done.
const MOST_NUMBERS: usize = 1 << 25;

/// What odds are asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Target {
    /// The turning point gets this answer.
    Answer(TurningPointId, AnswerIdx),
    /// The role's story closes with the ending at this position.
    Ending(usize),
}

/// How decisions are made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Policy {
    /// Every open choice alike.
    Alike,
    /// As recorded; where nothing is, or it is not open, every open choice alike.
    Recorded,
    /// As in these decisions (scene and choice), so that only luck is left; at other
    /// scenes, and where they are not open, every open choice alike.
    Decided(Vec<(SceneId, usize)>),
    /// For each target by itself, what makes it least likely.
    Lowest,
    /// For each target by itself, what makes it most likely.
    Highest,
}

/// All that can follow a moment of a run.
pub struct Space<'a> {
    scenario: &'a Scenario,
    role: RoleId,
    pub(super) program: Program,
    pub(super) states: States,
    columns: Columns,
}

/// The odds at one moment of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moment {
    /// The scene.
    pub scene: SceneId,
    /// Of every target, in the order of [`Space::targets`].
    pub here: Vec<Share>,
    /// The same if a choice is taken; none for choices that are not open.
    pub choices: Vec<Option<Vec<Share>>>,
    /// The same once luck has decided as well: choice, outcome, odds.
    pub outcomes: Vec<(usize, usize, Vec<Share>)>,
}

impl<'a> Space<'a> {
    /// All that can follow the moment a run stands at; `None` if its story is over.
    ///
    /// # Errors
    ///
    /// If there is more than can be followed.
    pub fn after(
        scenario: &'a Scenario,
        run: &Replay,
        limit: &Limit,
    ) -> Result<Option<Self>, WalkError> {
        match run.position() {
            Position::Scene(scene) => {
                let state = run.state().clone();
                Self::at(Plan::at(scenario, run.role, scene, state)?, limit).map(Some)
            }
            Position::End(_) => Ok(None),
        }
    }

    /// All that could have happened since a run began.
    ///
    /// # Errors
    ///
    /// If there is more than can be followed.
    pub fn of(scenario: &'a Scenario, run: &Replay, limit: &Limit) -> Result<Self, WalkError> {
        let start = run.start.clone();
        Self::at(Plan::at(scenario, run.role, run.begin, start)?, limit)
    }

    fn at(plan: Plan<'a>, limit: &Limit) -> Result<Self, WalkError> {
        let program = Program::of(&plan, Keep::Rules)?;
        let states = States::of(&program, limit)?;
        Ok(Self {
            columns: Columns::of(&plan),
            scenario: plan.scenario,
            role: plan.role,
            program,
            states,
        })
    }

    /// The role.
    #[must_use]
    pub fn role(&self) -> RoleId {
        self.role
    }

    /// How many states there are, each counted at the scene it is met.
    #[must_use]
    pub fn n_states(&self) -> usize {
        self.states.len()
    }

    /// What is still open: endings first, then answers, the last turning point first.
    #[must_use]
    pub fn targets(&self) -> &[Target] {
        &self.columns.targets
    }

    /// Where a target stands among [`targets`](Self::targets); `None` if it was decided
    /// before.
    #[must_use]
    pub fn column(&self, target: Target) -> Option<usize> {
        self.columns.of_target(target)
    }

    /// By how many units of 2⁻⁶⁰ any of the odds may at most be too small: at each scene
    /// of a playing there are at most two averages, over choices and over luck.
    #[must_use]
    pub fn error(&self) -> u64 {
        u64::try_from(self.program.scenes.len() * 2).unwrap_or(u64::MAX)
    }

    /// The odds where the space begins.
    #[must_use]
    pub fn odds(&self, policy: &Policy) -> Moment {
        let mut moments = self.moments(policy, &[(0, 0)]);
        moments.pop().unwrap_or(Moment {
            scene: self.scenario[self.role].start,
            here: Vec::new(),
            choices: Vec::new(),
            outcomes: Vec::new(),
        })
    }

    /// The odds at each decision of a run that lies in the space.
    #[must_use]
    pub fn along(&self, run: &Replay, policy: &Policy) -> Vec<Moment> {
        let places = self.places(run);
        let mut moments = self.moments(policy, &places);
        for (index, (moment, (scene, _))) in moments.iter_mut().zip(places).enumerate() {
            self.fill_in_decided(moment, scene, run.state_after(index));
        }
        moments
    }

    /// What was decided before the moment is certain by now.
    fn fill_in_decided(&self, moment: &mut Moment, scene: usize, state: &State) {
        let all = 0..self.columns.targets.len();
        let open = self.columns.open(Some(scene), &all);
        let rows = std::iter::once(&mut moment.here)
            .chain(moment.choices.iter_mut().flatten())
            .chain(moment.outcomes.iter_mut().map(|(.., row)| row));
        for row in rows {
            for (share, target) in row.iter_mut().zip(&self.columns.targets).skip(open) {
                if let Target::Answer(id, answer) = target
                    && state.answer(*id) == Some(*answer)
                {
                    *share = Share::ALWAYS;
                }
            }
        }
    }

    /// Where each decision of a run was made: scene and state, by position. It ends where
    /// the run leaves the space.
    pub(super) fn places(&self, run: &Replay) -> Vec<(usize, usize)> {
        let mut places = Vec::with_capacity(run.steps.len());
        for (index, step) in run.steps.iter().enumerate() {
            let scene = self
                .program
                .scenes
                .iter()
                .position(|code| code.id == step.scene);
            let Some((scene, code)) = scene.and_then(|at| Some((at, self.program.scenes.get(at)?)))
            else {
                break;
            };
            let word = self.program.layout.word(run.state_after(index)) & code.live;
            let Some(place) = self
                .states
                .scenes
                .get(scene)
                .and_then(|states| states.place(word))
            else {
                break;
            };
            places.push((scene, place));
        }
        places
    }

    fn moments(&self, policy: &Policy, watched: &[(usize, usize)]) -> Vec<Moment> {
        let rule = self.rule(policy);
        let n_columns = self.columns.targets.len();
        let n_together = (MOST_NUMBERS / self.n_states().max(1)).clamp(1, n_columns.max(1));
        let mut moments: Vec<Moment> = watched
            .iter()
            .filter_map(|(scene, _)| self.program.scenes.get(*scene))
            .map(|code| Moment {
                scene: code.id,
                here: vec![Share::NEVER; n_columns],
                choices: vec![None; code.choices.len()],
                outcomes: Vec::new(),
            })
            .collect();
        for begin in (0..n_columns).step_by(n_together) {
            let block = begin..(begin + n_together).min(n_columns);
            let rows = values::rows(
                &self.program,
                &self.states,
                &self.columns,
                block.clone(),
                &rule,
                watched,
            );
            for (moment, rows) in moments.iter_mut().zip(rows) {
                self.add(moment, &rows, &block);
            }
        }
        moments
    }

    /// Puts a block's rows into their columns. What was decided before the moment is in
    /// no row and stays at zero.
    fn add(&self, moment: &mut Moment, rows: &Rows, block: &Range<usize>) {
        let n_columns = self.columns.targets.len();
        let put = |into: &mut Vec<Share>, row: &[u64]| {
            for (slot, value) in into.iter_mut().skip(block.start).zip(row) {
                *slot = Share(*value);
            }
        };
        let empty = || vec![Share::NEVER; n_columns];
        put(&mut moment.here, &rows.here);
        for (into, row) in moment.choices.iter_mut().zip(&rows.choices) {
            if let Some(row) = row {
                put(into.get_or_insert_with(empty), row);
            }
        }
        for (index, (choice, number, row)) in rows.outcomes.iter().enumerate() {
            let outcome = self.program.outcomes.get(*number).map(|at| at.outcome);
            if moment.outcomes.len() <= index {
                moment
                    .outcomes
                    .push((*choice, outcome.unwrap_or(0), empty()));
            }
            if let Some((.., into)) = moment.outcomes.get_mut(index) {
                put(into, row);
            }
        }
    }

    /// The compiled outcome of an edge.
    fn code(&self, edge: Edge) -> Option<&OutcomeCode> {
        self.program.code(edge.outcome as usize)
    }

    fn rule(&self, policy: &Policy) -> Rule {
        let scenes = self.program.scenes.iter();
        match policy {
            Policy::Alike => Rule::Alike,
            Policy::Lowest => Rule::Lowest,
            Policy::Highest => Rule::Highest,
            Policy::Recorded => Rule::Fixed(
                scenes
                    .map(|code| self.scenario[code.id].historical())
                    .map(|recorded| recorded.map(|(choice, _)| choice))
                    .collect(),
            ),
            Policy::Decided(decisions) => Rule::Fixed(
                scenes
                    .map(|code| decisions.iter().find(|(scene, _)| *scene == code.id))
                    .map(|decision| decision.map(|(_, choice)| *choice))
                    .collect(),
            ),
        }
    }
}
