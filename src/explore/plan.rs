//! What a role can pass: its scenes in order, the part of the timeline that is decided
//! in play, and which variables that makes matter.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::WORD_BITS;
use super::{WalkError, graph};
use crate::model::{
    Condition, Dated, Effect, Next, Readings, RoleId, Rule, Scenario, Scene, SceneId, Stamp,
    TurningPointId, Variable,
};
use crate::rules::{self, State};

/// What the compiled form has to follow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Keep {
    /// What changes what happens.
    Rules,
    /// Also which events happen, where they change something a text asks about.
    Texts,
}

/// Entries of the timeline that all ways together may pass. Stories take some thousands;
/// the bound is there for scenarios made to take for ever.
const MOST_ENTRIES: usize = 5_000_000;

/// A role's story, ready to be compiled.
pub(super) struct Plan<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) role: RoleId,
    /// The scenes that edges lead to, each behind all that lead to it. Edges lead to
    /// later scenes alone, so the first is where it begins.
    pub(super) order: Vec<SceneId>,
    /// The state at the first scene.
    pub(super) start: State,
    /// Turning points that may be settled before the clock comes to them.
    pub(super) settled: BTreeSet<TurningPointId>,
    /// What some effect in play changes; all else is as at the start for ever.
    written: BTreeSet<Variable>,
}

/// The variables that have to be followed.
pub(super) struct Relevant {
    /// What happens can hang on these.
    pub(super) core: BTreeSet<Variable>,
    /// Texts hang on these.
    pub(super) told: BTreeSet<Variable>,
}

impl<'a> Plan<'a> {
    /// # Errors
    ///
    /// If scenes lead back to themselves or there is too much between them.
    pub(super) fn of(
        scenario: &'a Scenario,
        role: RoleId,
        readings: &Readings,
    ) -> Result<Self, WalkError> {
        let (start, _) = rules::start(scenario, role, readings);
        Self::at(scenario, role, scenario[role].start, start)
    }

    /// What can be passed from a moment of a run on: a scene, and the state in which it is
    /// entered.
    ///
    /// # Errors
    ///
    /// As [`of`](Self::of).
    pub(super) fn at(
        scenario: &'a Scenario,
        role: RoleId,
        scene: SceneId,
        start: State,
    ) -> Result<Self, WalkError> {
        let order = graph::order(scenario, scene).map_err(WalkError::Cycle)?;
        let mut plan = Self {
            scenario,
            role,
            order,
            start,
            settled: BTreeSet::new(),
            written: BTreeSet::new(),
        };
        let n_entries = plan.n_entries();
        if n_entries > MOST_ENTRIES {
            return Err(WalkError::TooLong { n_entries });
        }
        let (mut settled, mut written) = (BTreeSet::new(), BTreeSet::new());
        plan.each_effect(&mut |effect| {
            written.insert(effect.variable());
            if let Effect::Settle(id, _) = effect {
                settled.insert(*id);
            }
        });
        for dated in plan.in_play() {
            if let Dated::TurningPoint(id) = dated {
                written.insert(Variable::Answer(id));
                if plan.start.answer(id).is_some() {
                    settled.insert(id);
                }
            }
        }
        plan.settled = settled;
        plan.written = written;
        Ok(plan)
    }

    pub(super) fn scenes(&self) -> impl Iterator<Item = (SceneId, &'a Scene)> {
        let scenario = self.scenario;
        self.order.iter().map(move |id| (*id, &scenario[*id]))
    }

    /// How many entries of the timeline have come when a scene begins.
    pub(super) fn position(&self, scene: SceneId) -> usize {
        let now = self.scenario[scene].when;
        self.scenario
            .timeline
            .partition_point(|(when, _)| when.has_come(now))
    }

    /// What the clock passes on the way from a scene.
    pub(super) fn way(&self, from: SceneId, then: Next) -> &'a [(Stamp, Dated)] {
        let end = match then {
            Next::Go(scene) => self.position(scene),
            Next::End(_) => self.scenario.timeline.len(),
        };
        self.scenario
            .timeline
            .get(self.position(from)..end)
            .unwrap_or(&[])
    }

    /// What decides a turning point, under the reading that holds.
    pub(super) fn rules(&self, id: TurningPointId) -> &'a [Rule] {
        self.scenario[id].rules_under(self.start.readings().of(id))
    }

    /// How many variables something in play changes.
    pub(super) fn n_written(&self) -> usize {
        self.written.len()
    }

    /// How many entries of the timeline all ways together pass.
    pub(super) fn n_entries(&self) -> usize {
        let length = |from, then| self.way(from, then).len();
        self.scenes()
            .flat_map(|(id, scene)| scene.choices.iter().map(move |choice| (id, choice)))
            .flat_map(|(id, choice)| choice.outcomes.iter().map(move |outcome| (id, outcome)))
            .map(|(id, outcome)| length(id, outcome.then))
            .sum()
    }

    /// The position of what the clock passes first in play.
    pub(super) fn first(&self) -> usize {
        self.order.first().map_or(0, |scene| self.position(*scene))
    }

    fn in_play(&self) -> impl Iterator<Item = Dated> + use<'a> {
        let timeline = self.scenario.timeline.get(self.first()..).unwrap_or(&[]);
        timeline.iter().map(|(_, dated)| *dated)
    }

    fn each_effect(&self, visit: &mut dyn FnMut(&Effect)) {
        let outcomes = self
            .scenes()
            .flat_map(|(_, scene)| &scene.choices)
            .flat_map(|choice| &choice.outcomes);
        outcomes
            .flat_map(|outcome| &outcome.effects)
            .for_each(&mut *visit);
        for dated in self.in_play() {
            match dated {
                Dated::TurningPoint(id) => self.scenario[id]
                    .answers
                    .iter()
                    .flat_map(|answer| &answer.effects)
                    .for_each(&mut *visit),
                Dated::Event(id) => self.scenario[id].effects.iter().for_each(&mut *visit),
            }
        }
    }

    /// Whether anything in play can change it.
    pub(super) fn is_written(&self, variable: Variable) -> bool {
        self.written.contains(&variable)
    }

    /// The conditions that decide what happens, but for those of events.
    fn each_rule(&self, visit: &mut dyn FnMut(&Condition)) {
        for choice in self.scenes().flat_map(|(_, scene)| &scene.choices) {
            choice.requires.iter().for_each(&mut *visit);
            let conditions = choice
                .outcomes
                .iter()
                .filter_map(|item| item.condition.as_ref());
            conditions.for_each(&mut *visit);
        }
        for dated in self.in_play() {
            if let Dated::TurningPoint(id) = dated {
                self.rules(id)
                    .iter()
                    .filter_map(|rule| rule.condition.as_ref())
                    .for_each(&mut *visit);
            }
        }
    }

    /// The conditions of texts.
    fn each_text(&self, visit: &mut dyn FnMut(&Condition)) {
        let also = self.scenes().flat_map(|(_, scene)| &scene.also);
        let epilogue = &self.scenario[self.role].epilogue;
        also.chain(epilogue.iter().flat_map(|statement| &statement.variants))
            .filter_map(|variant| variant.condition.as_ref())
            .for_each(visit);
    }

    /// The variables a condition reads that are not the same in every playing.
    pub(super) fn reads(&self, condition: &Condition) -> BTreeSet<Variable> {
        let mut reads = BTreeSet::new();
        condition.variables(&mut |variable| {
            if self.is_written(variable) {
                reads.insert(variable);
            }
        });
        reads
    }

    /// Which variables matter: those that rules read, and those that conditions of
    /// events read whose effects change something that matters.
    pub(super) fn relevant(&self, keep: Keep) -> Relevant {
        let mut core: BTreeSet<Variable> =
            self.settled.iter().copied().map(Variable::Answer).collect();
        self.each_rule(&mut |condition| core.extend(self.reads(condition)));
        let mut told = BTreeSet::new();
        if keep == Keep::Texts {
            self.each_text(&mut |condition| told.extend(self.reads(condition)));
        }
        // What an event's condition reads may be written by another event: until nothing is new.
        let mut events: BTreeMap<usize, (&Condition, &[Effect])> = self
            .in_play()
            .enumerate()
            .filter_map(|(index, dated)| {
                let Dated::Event(id) = dated else {
                    return None;
                };
                let event = &self.scenario[id];
                Some((index, (event.condition.as_ref()?, event.effects.as_slice())))
            })
            .collect();
        loop {
            let before = events.len();
            events.retain(|_, (condition, effects)| {
                let matters = effects
                    .iter()
                    .map(Effect::variable)
                    .any(|variable| core.contains(&variable) || told.contains(&variable));
                if matters {
                    core.extend(self.reads(condition));
                }
                !matters
            });
            if events.len() == before || core.len() > WORD_BITS as usize {
                return Relevant { core, told };
            }
        }
    }
}
