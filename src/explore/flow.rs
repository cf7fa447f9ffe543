//! The walk itself: scene by scene, every state once.
//!
//! A [`Flow`] carries something along beside the states and is told of everything that
//! is passed. What it carries must not change where the story goes; where two ways meet
//! in one state, it is joined. Each flow of this module is small: what was needed to
//! get here (`survey`), one way to get here (`paths`), what words could be remembered
//! here (`texts`). The mass of probability that arrives here is another.

use super::layout::width;
use super::pool::Pool;
use super::program::{OutcomeCode, Program, Then, Trail};
use super::{Limit, SceneSize, WalkError};

/// How many of the largest scenes are named if there are too many states.
const N_LARGEST: usize = 5;

/// For each state of the limit so many steps are walked. Stories take about ten; the
/// bound is there for scenarios made to take for ever.
const STEPS_A_STATE: usize = 64;

/// Something carried along.
pub(super) trait Flow {
    /// What it is made of.
    type Mark: Copy + Default;

    /// How many marks a state has.
    fn width(&self) -> usize;

    /// The marks at the start; they come as defaults.
    fn begin(&mut self, _marks: &mut [Self::Mark]) {}

    /// A state whose marks are complete; its outcomes follow.
    fn visit(&mut self, moment: &Moment<'_, '_>, marks: &[Self::Mark]);

    /// An outcome of the state just visited; the marks come as those of the state.
    fn take(&mut self, outcome: &OutcomeCode, trail: &Trail, marks: &mut [Self::Mark]);

    /// Two ways meet in one state.
    fn join(&mut self, known: &mut [Self::Mark], more: &[Self::Mark]);

    /// The outcome just taken led to this state of its scene, by its place there.
    fn arrive(&mut self, _place: usize) {}

    /// The outcome just taken ended the story.
    fn end(&mut self, ending: usize, marks: &[Self::Mark]);
}

/// What can be done in a state.
pub(super) struct Moment<'m, 'p> {
    /// The scene, by position in the program.
    pub(super) scene: usize,
    /// The state.
    pub(super) word: u128,
    /// The open choices, a bit each.
    pub(super) open: u16,
    /// The open choices that have a possible outcome, a bit each.
    pub(super) possible: u16,
    /// The possible outcomes of the open choices; luck decides among those of one choice.
    pub(super) outcomes: &'m [&'p OutcomeCode],
}

/// Carries a flow through all states; gives the size of each scene, in order.
///
/// # Errors
///
/// Only [`WalkError::TooManyStates`].
pub(super) fn flow<F: Flow>(
    program: &Program,
    limit: &Limit,
    flow: &mut F,
) -> Result<Vec<SceneSize>, WalkError> {
    let n_marks = flow.width();
    let mut pools: Vec<Pool<F::Mark>> = program.scenes.iter().map(|_| Pool::of(n_marks)).collect();
    let mut marks = vec![F::Mark::default(); n_marks];
    flow.begin(&mut marks);
    if let Some(pool) = pools.first_mut() {
        pool.enter(program.start, &marks);
    }
    let (mut n_states, mut n_ways, mut n_steps) = (1, 0, 0);
    let most_steps = limit.n_states.saturating_mul(STEPS_A_STATE);
    let mut sizes = Vec::with_capacity(program.scenes.len());
    let mut outcomes = Vec::new();
    let mut trail = Trail::default();
    for scene in 0..program.scenes.len() {
        let Some(pool) = pools.get_mut(scene) else {
            break;
        };
        let pool = std::mem::replace(pool, Pool::of(n_marks));
        sizes.extend(size(program, scene, &pool));
        let mut place = 0;
        while let Some((word, here)) = pool.get(place) {
            place += 1;
            let moment = look(program, scene, word, &mut outcomes);
            flow.visit(&moment, here);
            for outcome in moment.outcomes {
                trail.clear();
                n_ways += 1;
                n_steps += outcome.n_steps();
                let after = program.take(word, outcome, &mut trail);
                marks.copy_from_slice(here);
                flow.take(outcome, &trail, &mut marks);
                match outcome.then {
                    Then::End(ending) => flow.end(ending, &marks),
                    Then::Scene(next) => {
                        n_states +=
                            usize::from(arrive(program, &mut pools, flow, next, after, &marks));
                    }
                }
            }
            if n_states > limit.n_states || n_ways > limit.n_ways || n_steps > most_steps {
                let pending = pools.iter().enumerate().skip(scene + 1);
                sizes.extend(pending.filter_map(|(scene, pool)| size(program, scene, pool)));
                sizes.sort_by_key(|size| std::cmp::Reverse(size.n_states));
                sizes.truncate(N_LARGEST);
                let largest = sizes;
                return Err(WalkError::TooManyStates {
                    n_states,
                    n_ways,
                    largest,
                });
            }
        }
    }
    Ok(sizes)
}

/// How many states were found at a scene, and what makes them different.
fn size<M: Copy>(program: &Program, scene: usize, pool: &Pool<M>) -> Option<SceneSize> {
    let differing = program.layout.variables(pool.differing());
    Some(SceneSize {
        scene: program.scenes.get(scene)?.id,
        n_states: pool.len(),
        n_bits: differing.iter().map(|variable| width(*variable)).sum(),
        differing,
    })
}

/// Enters a state; whether it is new.
fn arrive<F: Flow>(
    program: &Program,
    pools: &mut [Pool<F::Mark>],
    flow: &mut F,
    scene: usize,
    word: u128,
    marks: &[F::Mark],
) -> bool {
    let live = program.scenes.get(scene).map_or(0, |scene| scene.live);
    let Some(pool) = pools.get_mut(scene) else {
        return false;
    };
    let (place, known) = pool.enter(word & live, marks);
    let is_new = known.is_none();
    if let Some(known) = known {
        flow.join(known, marks);
    }
    flow.arrive(place);
    is_new
}

/// What can be done in a state; the outcomes are put into `outcomes`.
fn look<'m, 'p>(
    program: &'p Program,
    scene: usize,
    word: u128,
    outcomes: &'m mut Vec<&'p OutcomeCode>,
) -> Moment<'m, 'p> {
    outcomes.clear();
    let (mut open, mut possible) = (0, 0);
    let choices = program
        .scenes
        .get(scene)
        .map_or(&[][..], |scene| &scene.choices);
    for (index, choice) in choices.iter().enumerate() {
        if !choice.requires.holds(word) {
            continue;
        }
        open |= 1 << index;
        let before = outcomes.len();
        outcomes.extend(
            choice
                .outcomes
                .iter()
                .filter(|outcome| outcome.condition.holds(word)),
        );
        if outcomes.len() > before {
            possible |= 1 << index;
        }
    }
    Moment {
        scene,
        word,
        open,
        possible,
        outcomes,
    }
}
