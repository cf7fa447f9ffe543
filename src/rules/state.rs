//! The state of a story: gauges, flags, answers, and who holds what.

use std::sync::Arc;

use super::Change;
use crate::model::{
    AnswerIdx, Condition, Effect, FlagId, GaugeId, PlaceId, Readings, Scenario, SideId, TOP_LEVEL,
    TurningPointId,
};

/// Everything a condition can ask about, and how far the clock has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct State {
    gauges: Vec<u8>,
    flags: Vec<bool>,
    answers: Vec<Option<AnswerIdx>>,
    holders: Vec<SideId>,
    /// How many entries of the timeline the clock has passed.
    passed: usize,
    /// How disputed turning points are read; the same for the whole run.
    readings: Arc<Readings>,
}

impl State {
    /// The state when the scenario begins.
    #[must_use]
    pub fn of(scenario: &Scenario, readings: &Readings) -> Self {
        Self {
            gauges: scenario.gauges.iter().map(|gauge| gauge.start).collect(),
            flags: vec![false; scenario.flags.len()],
            answers: vec![None; scenario.turning_points.len()],
            holders: scenario.places.iter().map(|place| place.start).collect(),
            passed: 0,
            readings: Arc::new(readings.clone()),
        }
    }

    /// A gauge's level, 0 to [`TOP_LEVEL`].
    #[must_use]
    pub fn level(&self, gauge: GaugeId) -> u8 {
        self.gauges.get(gauge.index()).copied().unwrap_or(0)
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn has(&self, flag: FlagId) -> bool {
        self.flags.get(flag.index()).copied().unwrap_or(false)
    }

    /// A turning point's answer, once it is decided.
    #[must_use]
    pub fn answer(&self, id: TurningPointId) -> Option<AnswerIdx> {
        self.answers.get(id.index()).copied().flatten()
    }

    /// Who holds a place; `None` only for a place of another scenario.
    #[must_use]
    pub fn holder(&self, place: PlaceId) -> Option<SideId> {
        self.holders.get(place.index()).copied()
    }

    /// How disputed turning points are read.
    #[must_use]
    pub fn readings(&self) -> &Readings {
        &self.readings
    }

    /// Whether a condition holds now.
    #[must_use]
    pub fn meets(&self, condition: &Condition) -> bool {
        match condition {
            Condition::AtLeast(gauge, level) => self.level(*gauge) >= *level,
            Condition::AtMost(gauge, level) => self.level(*gauge) <= *level,
            Condition::Flag(flag) => self.has(*flag),
            Condition::Answered(id, answer) => self.answer(*id) == Some(*answer),
            Condition::Holds(place, side) => self.holder(*place) == Some(*side),
            Condition::All(parts) => parts.iter().all(|part| self.meets(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.meets(part)),
            Condition::Not(part) => !self.meets(part),
        }
    }

    pub(super) fn passed(&self) -> usize {
        self.passed
    }

    pub(super) fn pass_one(&mut self) {
        self.passed += 1;
    }

    pub(super) fn settle(&mut self, id: TurningPointId, answer: AnswerIdx) {
        if let Some(slot) = self.answers.get_mut(id.index()) {
            *slot = Some(answer);
        }
    }

    /// Applies an effect; `None` if nothing changed by it.
    pub(super) fn apply(&mut self, effect: &Effect) -> Option<Change> {
        match effect {
            Effect::Add(gauge, by) => {
                let level = self.level(*gauge).saturating_add_signed(*by);
                self.put(*gauge, level.min(TOP_LEVEL))
            }
            Effect::Level(gauge, level) => self.put(*gauge, *level),
            Effect::Set(flag) => {
                let slot = self.flags.get_mut(flag.index())?;
                let new = !std::mem::replace(slot, true);
                new.then_some(Change::Remembered(*flag))
            }
            Effect::Clear(flag) => {
                *self.flags.get_mut(flag.index())? = false;
                None
            }
            Effect::Hold(place, side) => {
                let slot = self.holders.get_mut(place.index())?;
                let before = std::mem::replace(slot, *side);
                (before != *side).then_some(Change::Taken(*place, before, *side))
            }
            Effect::Settle(id, answer) => {
                let new = self.answer(*id).is_none();
                if new {
                    self.settle(*id, *answer);
                }
                new.then_some(Change::Settled(*id, *answer))
            }
        }
    }

    fn put(&mut self, gauge: GaugeId, level: u8) -> Option<Change> {
        let slot = self.gauges.get_mut(gauge.index())?;
        let before = std::mem::replace(slot, level);
        (before != level).then_some(Change::Moved(gauge, before, level))
    }
}
