//! What the walk finds: what is reached, what is turned and by what, where it is stuck.

use super::flow::{Flow, Moment, flow};
use super::paths;
use super::plan::{Keep, Plan};
use super::program::{OutcomeCode, Program, Trail};
use super::{By, Limit, OutcomeAt, SceneSize, WalkError};
use crate::model::{AnswerIdx, Readings, RoleId, Scenario, SceneId, TurningPointId};

/// Everything that can happen to a role.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Walk {
    /// Whose.
    pub role: RoleId,
    /// All states, each counted at the scene it was met.
    pub n_states: usize,
    /// The scenes that edges lead to, each behind all that lead to it.
    pub scenes: Vec<SceneWalk>,
    /// Whether each of the role's endings is reached.
    pub endings: Vec<bool>,
    /// All of the scenario's, in order.
    pub turning_points: Vec<TurningPointWalk>,
    /// Where a playing can be stuck; one for each scene and each choice.
    pub dead_ends: Vec<DeadEnd>,
}

/// What can happen at a scene.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SceneWalk {
    /// Which, and in how many states it is met; none if it is not reached.
    pub size: SceneSize,
    /// Its choices.
    pub choices: Vec<ChoiceWalk>,
}

/// What can happen to a choice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChoiceWalk {
    /// In some state it is open.
    pub open: bool,
    /// In some state it is locked.
    pub locked: bool,
    /// Which of its outcomes come about in some playing.
    pub outcomes: Vec<bool>,
}

/// How a turning point can come out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TurningPointWalk {
    /// Which.
    pub id: TurningPointId,
    /// Which of its answers some playing has. One that lies before the role's story has
    /// history's.
    pub answers: Vec<bool>,
    /// The ways it is decided in play, by answer; none if it lies before the story.
    pub levers: Vec<Lever>,
}

/// A way in which a turning point gets an answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lever {
    /// The answer.
    pub answer: AnswerIdx,
    /// What gave it.
    pub by: By,
    /// Outcomes without which it never happens so, though the turning point can be
    /// passed without them.
    pub needs: Vec<OutcomeAt>,
}

/// A moment with no way on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeadEnd {
    /// Where.
    pub scene: SceneId,
    /// An open choice nothing can come of; `None` if no choice is open.
    pub choice: Option<usize>,
    /// In how many states.
    pub n_states: usize,
    /// The decisions of one playing that gets there.
    pub path: Vec<OutcomeAt>,
}

/// Walks everything a role can do.
///
/// # Errors
///
/// If the scenes lead back to themselves, or there is more than can be followed.
pub fn walk(
    scenario: &Scenario,
    role: RoleId,
    readings: &Readings,
    limit: &Limit,
) -> Result<Walk, WalkError> {
    let plan = Plan::of(scenario, role, readings)?;
    let program = Program::of(&plan, Keep::Rules)?;
    let mut survey = Survey::of(&plan, &program);
    let sizes = flow(&program, limit, &mut survey)?;
    let mut dead_ends = survey.dead_ends(&program);
    if !dead_ends.is_empty() {
        paths::find(&program, limit, &mut dead_ends)?;
    }
    Ok(Walk {
        role,
        n_states: sizes.iter().map(|size| size.n_states).sum(),
        scenes: survey.scene_walks(&plan, sizes),
        turning_points: survey.turning_points(&plan, &program),
        endings: survey.endings,
        dead_ends,
    })
}

/// Marks: the outcomes that every way to the state has passed, a bit each.
struct Survey {
    n_words: usize,
    scenes: Vec<SceneSeen>,
    /// By number.
    outcomes: Vec<bool>,
    endings: Vec<bool>,
    turning_points: Vec<TurningPointSeen>,
}

#[derive(Clone, Default)]
struct SceneSeen {
    open: u16,
    locked: u16,
    n_stuck: usize,
    /// For each choice, how often it was open and nothing could come of it.
    n_void: Vec<usize>,
}

#[derive(Clone, Default)]
struct TurningPointSeen {
    /// Outcomes that every way past it has passed.
    needed: Option<Vec<u64>>,
    levers: Vec<(AnswerIdx, By, Vec<u64>)>,
}

impl Survey {
    fn of(plan: &Plan<'_>, program: &Program) -> Self {
        let scenes = program.scenes.iter().map(|scene| SceneSeen {
            n_void: vec![0; scene.choices.len()],
            ..SceneSeen::default()
        });
        Self {
            n_words: program.outcomes.len().div_ceil(64),
            scenes: scenes.collect(),
            outcomes: vec![false; program.outcomes.len()],
            endings: vec![false; plan.scenario[plan.role].endings.len()],
            turning_points: vec![TurningPointSeen::default(); plan.scenario.turning_points.len()],
        }
    }

    fn scene_walks(&self, plan: &Plan<'_>, sizes: Vec<SceneSize>) -> Vec<SceneWalk> {
        let mut outcomes = self.outcomes.iter().copied();
        plan.scenes()
            .zip(&self.scenes)
            .zip(sizes)
            .map(|(((_, scene), seen), size)| SceneWalk {
                size,
                choices: scene
                    .choices
                    .iter()
                    .enumerate()
                    .map(|(index, choice)| ChoiceWalk {
                        open: seen.open & 1 << index != 0,
                        locked: seen.locked & 1 << index != 0,
                        outcomes: outcomes.by_ref().take(choice.outcomes.len()).collect(),
                    })
                    .collect(),
            })
            .collect()
    }

    fn dead_ends(&self, program: &Program) -> Vec<DeadEnd> {
        let mut found = Vec::new();
        for (scene, seen) in program.scenes.iter().zip(&self.scenes) {
            let void = (0..).map(Some).zip(&seen.n_void);
            for (choice, n_states) in std::iter::once((None, &seen.n_stuck)).chain(void) {
                if *n_states > 0 {
                    found.push(DeadEnd {
                        scene: scene.id,
                        choice,
                        n_states: *n_states,
                        path: Vec::new(),
                    });
                }
            }
        }
        found
    }

    fn turning_points(&self, plan: &Plan<'_>, program: &Program) -> Vec<TurningPointWalk> {
        let scenario = plan.scenario;
        scenario
            .turning_point_ids()
            .zip(&self.turning_points)
            .map(|(id, seen)| {
                let before = plan.start.answer(id);
                let needed = seen.needed.as_deref().unwrap_or(&[]);
                let mut levers: Vec<Lever> = seen
                    .levers
                    .iter()
                    .map(|(answer, by, needs)| Lever {
                        answer: *answer,
                        by: *by,
                        needs: outcomes_of(program, needs, needed),
                    })
                    .collect();
                levers.sort_by_key(|lever| (lever.answer, lever.by));
                let has = |answer| {
                    before == Some(answer) || levers.iter().any(|lever| lever.answer == answer)
                };
                TurningPointWalk {
                    id,
                    answers: (0..)
                        .zip(&scenario[id].answers)
                        .map(|(index, _)| has(AnswerIdx(index)))
                        .collect(),
                    levers,
                }
            })
            .collect()
    }
}

/// The outcomes whose bits are in `needs` and not in `but`.
fn outcomes_of(program: &Program, needs: &[u64], but: &[u64]) -> Vec<OutcomeAt> {
    let has = |bits: &[u64], number: usize| {
        bits.get(number / 64)
            .is_some_and(|bits| bits & 1 << (number % 64) != 0)
    };
    let outcomes = program.outcomes.iter().enumerate();
    outcomes
        .filter(|(number, _)| has(needs, *number) && !has(but, *number))
        .map(|(_, outcome)| *outcome)
        .collect()
}

fn intersect(known: &mut [u64], more: &[u64]) {
    for (known, more) in known.iter_mut().zip(more) {
        *known &= more;
    }
}

impl SceneWalk {
    /// Whether some playing comes to it.
    #[must_use]
    pub fn is_reached(&self) -> bool {
        self.size.n_states > 0
    }
}

impl Flow for Survey {
    type Mark = u64;

    fn width(&self) -> usize {
        self.n_words
    }

    fn visit(&mut self, moment: &Moment<'_, '_>, _: &[u64]) {
        let Some(seen) = self.scenes.get_mut(moment.scene) else {
            return;
        };
        seen.open |= moment.open;
        seen.locked |= !moment.open;
        if moment.open == 0 {
            seen.n_stuck += 1;
        }
        let void = moment.open & !moment.possible;
        if void != 0 {
            for (index, count) in seen.n_void.iter_mut().enumerate() {
                *count += usize::from(void & 1 << index != 0);
            }
        }
    }

    fn take(&mut self, outcome: &OutcomeCode, trail: &Trail, marks: &mut [u64]) {
        if let Some(seen) = self.outcomes.get_mut(outcome.number) {
            *seen = true;
        }
        if let Some(bits) = marks.get_mut(outcome.number / 64) {
            *bits |= 1 << (outcome.number % 64);
        }
        for decided in &trail.decided {
            let Some(seen) = self.turning_points.get_mut(decided.id.index()) else {
                continue;
            };
            match &mut seen.needed {
                Some(needed) => intersect(needed, marks),
                needed @ None => *needed = Some(marks.to_vec()),
            }
            let lever = seen
                .levers
                .iter_mut()
                .find(|(answer, by, _)| *answer == decided.answer && *by == decided.by);
            match lever {
                Some((_, _, needs)) => intersect(needs, marks),
                None => seen
                    .levers
                    .push((decided.answer, decided.by, marks.to_vec())),
            }
        }
    }

    fn join(&mut self, known: &mut [u64], more: &[u64]) {
        intersect(known, more);
    }

    fn end(&mut self, ending: usize, _: &[u64]) {
        if let Some(reached) = self.endings.get_mut(ending) {
            *reached = true;
        }
    }
}
