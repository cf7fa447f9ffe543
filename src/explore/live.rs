//! What can still be read before it is overwritten, worked out backwards.
//!
//! A variable that nothing can read any more need not be remembered, so states that
//! differ in nothing else are one. Sets and levels end a variable's life, moves do not;
//! what happens only under a condition ends nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::WalkError;
use super::plan::Plan;
use crate::model::{
    AnswerIdx, Condition, Dated, Effect, Next, Readings, RoleId, Rule, Scenario, SceneId,
    TurningPoint, TurningPointId, Variable,
};

/// Whose reading keeps a variable alive.
pub(super) enum Readers<'a> {
    /// The rules'. Events that change one of these variables count as read too.
    Rules(&'a BTreeSet<Variable>),
    /// The rules' and the texts'.
    RulesAndTexts,
}

/// What is alive at each scene of a plan.
pub(super) struct Live<'a> {
    plan: &'a Plan<'a>,
    readers: Readers<'a>,
    at: BTreeMap<SceneId, BTreeSet<Variable>>,
}

/// A choice whose outcomes change nothing that a rule or a text can read afterwards.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Unread {
    /// The scene.
    pub scene: SceneId,
    /// The choice in the scene.
    pub choice: usize,
}

/// What is alive, times what is passed: more is not worked through.
const MOST_WORK: usize = 1_000_000_000;

/// The choices of a role's story that nothing afterwards can tell from doing nothing,
/// but for where they lead.
///
/// # Errors
///
/// [`WalkError::Cycle`] or [`WalkError::TooLong`].
pub fn unread(
    scenario: &Scenario,
    role: RoleId,
    readings: &Readings,
) -> Result<Vec<Unread>, WalkError> {
    let plan = Plan::of(scenario, role, readings)?;
    let n_entries = plan.n_entries();
    if n_entries.saturating_mul(plan.n_written()) > MOST_WORK {
        return Err(WalkError::TooLong { n_entries });
    }
    let live = Live::of(&plan, Readers::RulesAndTexts);
    let mut found = Vec::new();
    for (id, scene) in plan.scenes() {
        for (number, choice) in scene.choices.iter().enumerate() {
            let read = choice
                .outcomes
                .iter()
                .any(|outcome| reads_any(live.after_effects(id, outcome.then), &outcome.effects));
            if !read {
                found.push(Unread {
                    scene: id,
                    choice: number,
                });
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether any of the effects changes something alive behind it.
fn reads_any(mut live: BTreeSet<Variable>, effects: &[Effect]) -> bool {
    effects.iter().rev().any(|effect| {
        let read = live.contains(&effect.variable());
        kill(&mut live, effect);
        read
    })
}

impl<'a> Live<'a> {
    pub(super) fn of(plan: &'a Plan<'a>, readers: Readers<'a>) -> Self {
        let mut live = Self {
            plan,
            readers,
            at: BTreeMap::new(),
        };
        for scene in plan.order.iter().rev() {
            let here = live.before_scene(*scene);
            live.at.insert(*scene, here);
        }
        live
    }

    /// What is alive when the scene begins.
    pub(super) fn at(&self, scene: SceneId) -> BTreeSet<Variable> {
        self.at.get(&scene).cloned().unwrap_or_default()
    }

    fn before_scene(&self, id: SceneId) -> BTreeSet<Variable> {
        let scene = &self.plan.scenario[id];
        let mut here = BTreeSet::new();
        if matches!(self.readers, Readers::RulesAndTexts) {
            let also = scene.also.iter().map(|variant| variant.condition.as_ref());
            self.read_all(&mut here, also);
        }
        for choice in &scene.choices {
            self.read_all(&mut here, std::iter::once(choice.requires.as_ref()));
            for outcome in &choice.outcomes {
                self.read_all(&mut here, std::iter::once(outcome.condition.as_ref()));
                let mut live = self.after_effects(id, outcome.then);
                kill_all(&mut live, &outcome.effects);
                here.append(&mut live);
            }
        }
        here
    }

    /// What is alive behind an outcome's effects, before the clock moves on.
    fn after_effects(&self, from: SceneId, then: Next) -> BTreeSet<Variable> {
        let mut live = match then {
            Next::Go(scene) => self.at(scene),
            Next::End(_) => self.at_the_end(),
        };
        for (_, dated) in self.plan.way(from, then).iter().rev() {
            match dated {
                Dated::TurningPoint(id) => self.before_turning_point(*id, &mut live),
                Dated::Event(id) => {
                    let event = &self.plan.scenario[*id];
                    self.before_event(event.condition.as_ref(), &event.effects, &mut live);
                }
            }
        }
        live
    }

    fn at_the_end(&self) -> BTreeSet<Variable> {
        let mut live = BTreeSet::new();
        if matches!(self.readers, Readers::RulesAndTexts) {
            let epilogue = self.plan.scenario[self.plan.role].epilogue.iter();
            let variants = epilogue.flat_map(|statement| &statement.variants);
            self.read_all(
                &mut live,
                variants.map(|variant| variant.condition.as_ref()),
            );
        }
        live
    }

    fn before_turning_point(&self, id: TurningPointId, live: &mut BTreeSet<Variable>) {
        let turning_point = &self.plan.scenario[id];
        let rules = self.plan.rules(id);
        let own = Variable::Answer(id);
        let is_settled = self.plan.settled.contains(&id);
        let mut before = BTreeSet::new();
        for answer in possible_answers(turning_point, rules) {
            let mut behind = live.clone();
            if let Some(answer) = turning_point.answer(answer) {
                kill_all(&mut behind, &answer.effects);
            }
            before.append(&mut behind);
        }
        if is_settled {
            before.append(live);
            before.insert(own);
        } else {
            before.remove(&own);
        }
        let rules = rules.iter().map(|rule| rule.condition.as_ref());
        self.read_all(&mut before, rules);
        *live = before;
    }

    fn before_event(
        &self,
        condition: Option<&Condition>,
        effects: &[Effect],
        live: &mut BTreeSet<Variable>,
    ) {
        let matters = effects.iter().map(Effect::variable).any(|variable| {
            live.contains(&variable)
                || matches!(self.readers, Readers::Rules(told) if told.contains(&variable))
        });
        if condition.is_none() {
            kill_all(live, effects);
        } else if matters {
            self.read_all(live, std::iter::once(condition));
        }
    }

    fn read_all<'c>(
        &self,
        live: &mut BTreeSet<Variable>,
        conditions: impl Iterator<Item = Option<&'c Condition>>,
    ) {
        for condition in conditions.flatten() {
            live.append(&mut self.plan.reads(condition));
        }
    }
}

/// The answers that rules can give; history's if there is none.
fn possible_answers(turning_point: &TurningPoint, rules: &[Rule]) -> BTreeSet<AnswerIdx> {
    let mut answers: BTreeSet<AnswerIdx> = rules.iter().map(|rule| rule.answer).collect();
    if rules.iter().all(|rule| rule.condition.is_some()) {
        answers.insert(turning_point.historical());
    }
    answers
}

fn kill_all(live: &mut BTreeSet<Variable>, effects: &[Effect]) {
    for effect in effects.iter().rev() {
        kill(live, effect);
    }
}

/// What an effect overwrites whatever it was is not alive before it.
fn kill(live: &mut BTreeSet<Variable>, effect: &Effect) {
    match effect {
        Effect::Level(..) | Effect::Set(_) | Effect::Clear(_) | Effect::Hold(..) => {
            live.remove(&effect.variable());
        }
        Effect::Add(..) | Effect::Settle(..) => {}
    }
}
