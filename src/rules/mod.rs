//! How the story moves: one decision, one step, one new state.
//!
//! Everything here is a pure function of the scenario, the state and the luck. The
//! story's clock stands at the hour of the scene; when a step leads to a later scene,
//! the clock passes turning points and events on the way, decides the ones and lets
//! the others happen. Nothing here reads a clock of the machine, a file, or chance.
//!
//! Start at [`start`] and [`step`].

mod chance;
mod state;

pub use chance::{Luck, below, draw, draw_key, fnv1a, word};
pub use state::State;

use crate::model::{
    AnswerIdx, Choice, Condition, Dated, Effect, GaugeId, Next, Outcome, PlaceId, Readings, RoleId,
    Scenario, SceneId, SideId, Stamp, TurningPointId,
};

/// What one decision did.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// Where it was made.
    pub scene: SceneId,
    /// Which choice, by position.
    pub choice: usize,
    /// Which of its outcomes, by position.
    pub outcome: usize,
    /// Whether luck had more than one outcome to pick from.
    pub drawn: bool,
    /// What the outcome itself changed.
    pub changes: Vec<Change>,
    /// What the clock passed on the way to the next scene, in order.
    pub passed: Vec<Passed>,
    /// Where the story goes.
    pub then: Next,
    /// The state right after the outcome, before the clock moves on.
    pub at_once: State,
    /// The state when the next scene begins.
    pub after: State,
}

/// Something that changed, as a reader would tell it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// A gauge went from one level to another.
    Moved(GaugeId, u8, u8),
    /// A flag was set.
    Remembered(crate::model::FlagId),
    /// A place went from one side to another.
    Taken(PlaceId, SideId, SideId),
    /// A turning point was settled on the spot.
    Settled(TurningPointId, AnswerIdx),
}

/// Something the clock passed.
#[derive(Clone, PartialEq, Debug)]
pub struct Passed {
    /// When.
    pub when: Stamp,
    /// What.
    pub what: Happening,
    /// What it changed in the city.
    pub changes: Vec<Change>,
}

/// What the clock can pass.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Happening {
    /// A turning point got its answer.
    Decided(TurningPointId, AnswerIdx),
    /// An event happened.
    Event(crate::model::EventId),
}

/// Why a step cannot be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StepError {
    /// The scene has no choice at this position.
    #[error("there is no such choice")]
    NoSuchChoice,
    /// The choice is locked.
    #[error("this choice is not open")]
    Locked,
    /// No outcome of the choice can come about.
    #[error("nothing can come of this choice: the scenario has a gap here")]
    NoOutcome,
}

/// The state at the role's first scene, and what the clock passed before it.
///
/// What lies before the first scene is decided as in history: the role was not there yet.
#[must_use]
pub fn start(scenario: &Scenario, role: RoleId, readings: &Readings) -> (State, Vec<Passed>) {
    let mut state = State::of(scenario, readings);
    let scene = scenario[role].start;
    let passed = pass(
        scenario,
        &mut state,
        Some(scenario[scene].when),
        Levers::None,
    );
    (state, passed)
}

/// What a decision leads to.
///
/// # Errors
///
/// If the choice does not exist, is locked, or has no possible outcome.
pub fn step(
    scenario: &Scenario,
    state: &State,
    scene: SceneId,
    choice: usize,
    luck: Luck,
) -> Result<Step, StepError> {
    let item = scenario[scene]
        .choices
        .get(choice)
        .ok_or(StepError::NoSuchChoice)?;
    if !is_open(state, item) {
        return Err(StepError::Locked);
    }
    let possible = possible_outcomes(state, item);
    let index = luck
        .pick(scenario, scene, item, &possible)
        .ok_or(StepError::NoOutcome)?;
    let outcome = item.outcomes.get(index).ok_or(StepError::NoOutcome)?;

    let mut after = state.clone();
    let changes = apply_all(&mut after, &outcome.effects);
    let at_once = after.clone();
    let passed = pass(
        scenario,
        &mut after,
        target_hour(scenario, outcome),
        Levers::All,
    );
    Ok(Step {
        scene,
        choice,
        outcome: index,
        drawn: possible.len() > 1,
        changes,
        passed,
        then: outcome.then,
        at_once,
        after,
    })
}

/// The state when the clock has run on to an hour and nothing was decided on the way.
#[must_use]
pub fn at_hour(scenario: &Scenario, state: &State, hour: Stamp) -> State {
    let mut state = state.clone();
    pass(scenario, &mut state, Some(hour), Levers::All);
    state
}

/// Whether a choice can be taken.
#[must_use]
pub fn is_open(state: &State, choice: &Choice) -> bool {
    choice
        .requires
        .as_ref()
        .is_none_or(|condition| state.meets(condition))
}

/// The outcomes whose condition holds, by position.
#[must_use]
pub fn possible_outcomes(state: &State, choice: &Choice) -> Vec<usize> {
    choice
        .outcomes
        .iter()
        .enumerate()
        .filter(|(_, outcome)| holds(state, outcome.condition.as_ref()))
        .map(|(index, _)| index)
        .collect()
}

/// Whether a condition holds; none always does.
#[must_use]
pub fn holds(state: &State, condition: Option<&Condition>) -> bool {
    condition.is_none_or(|condition| state.meets(condition))
}

/// The hour an outcome leads to; `None` at an ending, when all that is left passes.
fn target_hour(scenario: &Scenario, outcome: &Outcome) -> Option<Stamp> {
    match outcome.then {
        Next::Go(scene) => Some(scenario[scene].when),
        Next::End(_) => None,
    }
}

/// Whether rules may look at the state, or history decides.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Levers {
    All,
    None,
}

/// Lets the clock run to `until`, or to the end of the timeline.
fn pass(
    scenario: &Scenario,
    state: &mut State,
    until: Option<Stamp>,
    levers: Levers,
) -> Vec<Passed> {
    let mut passed = Vec::new();
    while let Some((when, dated)) = scenario.timeline.get(state.passed()).copied() {
        if until.is_some_and(|until| !when.has_come(until)) {
            break;
        }
        state.pass_one();
        let happening = match dated {
            Dated::TurningPoint(id) => {
                if state.answer(id).is_some() {
                    continue;
                }
                let answer = decide(scenario, state, id, levers);
                state.settle(id, answer);
                Happening::Decided(id, answer)
            }
            Dated::Event(id) => {
                if !holds(state, scenario[id].condition.as_ref()) {
                    continue;
                }
                Happening::Event(id)
            }
        };
        let changes = apply_all(state, effects_of(scenario, happening));
        passed.push(Passed {
            when,
            what: happening,
            changes,
        });
    }
    passed
}

fn decide(scenario: &Scenario, state: &State, id: TurningPointId, levers: Levers) -> AnswerIdx {
    let turning_point = &scenario[id];
    if levers == Levers::None {
        return turning_point.historical();
    }
    turning_point
        .rules_under(state.readings().of(id))
        .iter()
        .find(|rule| holds(state, rule.condition.as_ref()))
        .map_or(turning_point.historical(), |rule| rule.answer)
}

/// What a happening does to the city.
#[must_use]
pub fn effects_of(scenario: &Scenario, happening: Happening) -> &[Effect] {
    match happening {
        Happening::Decided(id, answer) => scenario[id]
            .answer(answer)
            .map_or(&[], |answer| answer.effects.as_slice()),
        Happening::Event(id) => &scenario[id].effects,
    }
}

fn apply_all(state: &mut State, effects: &[Effect]) -> Vec<Change> {
    effects
        .iter()
        .filter_map(|effect| state.apply(effect))
        .collect()
}
