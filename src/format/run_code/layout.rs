//! What is written in a code, and in which order.
//!
//! The last is pushed first, so that reading pops the first: the format and what is in
//! the code, the scenario, the content, the role, readings and beginning where there are
//! any, the seed, a mark of all decisions by their written ids, then the decisions. A
//! decision is a slot of 1 to 11; after the last one nothing but zeros is left, which is
//! how a code ends.

use std::cell::OnceCell;

use super::number::Number;
use super::slots::{at_slot, slot_of, slots};
use super::{
    CodeError, CodeStop, Decisions, MadeWith, ReadCode, SHORT_SEEDS, StopReason, WriteError,
};
use crate::journal::{Decision, Journal, Position, Replay, historical};
use crate::model::{Readings, RoleId, Scenario, SceneId, TurningPointId};
use crate::rules::{Luck, StepError, fnv1a};

/// The format written today; 0 is never used.
const FORMAT: u64 = 1;

/// None of these may ever change: everybody's codes hang on them.
mod radix {
    pub(super) const FORMAT: u64 = 8;
    pub(super) const PARTS: u64 = 8;
    pub(super) const SCENARIO: u64 = 61;
    pub(super) const VERSION: u64 = 16;
    pub(super) const CONTENT: u64 = 64;
    pub(super) const ROLE: u64 = 32;
    pub(super) const QUESTION: u64 = 32;
    pub(super) const READING: u64 = 8;
    pub(super) const BEGINNING: u64 = 256;
    pub(super) const HALF_SEED: u64 = 1 << 32;
    pub(super) const DECISIONS: u64 = 256;
    pub(super) const DECISION: u64 = 12;
}

/// What a code has beside what every code has: a bit each.
const READINGS: u64 = 1;
const BEGINNING: u64 = 2;
const LONG_SEED: u64 = 4;

/// The run as the digits of a number.
pub(super) fn pack(
    scenario: &Scenario,
    journal: &Journal,
    run: &Replay,
) -> Result<Vec<u64>, WriteError> {
    let mut number = Number::default();
    for step in run.steps.iter().rev() {
        let slot = choice_slot(scenario, step.scene, step.choice);
        number.push(
            radix::DECISION,
            slot.ok_or(WriteError::NoRoom("choices in a scene"))?,
        );
    }
    number.push(radix::DECISIONS, decisions_mark(&journal.decisions));
    let mut parts = 0;
    if journal.seed < SHORT_SEEDS {
        number.push(SHORT_SEEDS, journal.seed);
    } else {
        parts |= LONG_SEED;
        number.push(radix::HALF_SEED, journal.seed >> 32);
        number.push(radix::HALF_SEED, journal.seed % radix::HALF_SEED);
    }
    let readings = run.start.readings();
    if journal.begins.is_some() {
        parts |= BEGINNING;
        let slot = beginning_slot(scenario, run.role, readings, run.begin);
        number.push(
            radix::BEGINNING,
            slot.ok_or(WriteError::NoRoom("scenes on the recorded path"))?,
        );
    }
    if !readings.is_default() {
        parts |= READINGS;
        push_readings(scenario, readings, &mut number)?;
    }
    let role = slot_of(
        &["role"],
        &role_ids(scenario),
        radix::ROLE - 1,
        run.role.index(),
    );
    number.push(radix::ROLE, role.ok_or(WriteError::NoRoom("roles"))?);
    number.push(radix::CONTENT, content_mark(scenario));
    number.push(radix::VERSION, version_mark(scenario));
    number.push(radix::SCENARIO, scenario_mark(scenario));
    number.push(radix::PARTS, parts);
    number.push(radix::FORMAT, FORMAT);
    Ok(number.digits())
}

/// The run that the digits of a number say, as far as it can be played here.
pub(super) fn unpack(
    slots: &ChoiceSlots<'_>,
    digits: &[u64],
) -> Result<(ReadCode, Replay), CodeError> {
    let scenario = slots.scenario;
    let title = || scenario.title.clone();
    let mut number = Number::of_digits(digits);
    let format = number.pop(radix::FORMAT);
    if format != FORMAT {
        return Err(CodeError::Newer(format));
    }
    let parts = number.pop(radix::PARTS);
    if number.pop(radix::SCENARIO) != scenario_mark(scenario) {
        return Err(CodeError::OtherScenario(title()));
    }
    let (version, content) = (number.pop(radix::VERSION), number.pop(radix::CONTENT));
    let role = number.pop(radix::ROLE);
    let role = at_slot(&["role"], &role_ids(scenario), radix::ROLE - 1, role)
        .and_then(|index| scenario.role_ids().nth(index))
        .ok_or_else(|| CodeError::NoSuchRole(title()))?;
    let readings = if parts & READINGS == 0 {
        Readings::default()
    } else {
        pop_readings(scenario, &mut number).ok_or_else(|| CodeError::NoSuchReading(title()))?
    };
    let mut journal = Journal::of(scenario, role, 0);
    journal.readings = readings.keys(scenario);
    let mut run = Replay::of(scenario, role, &readings);
    if parts & BEGINNING != 0 {
        let slot = number.pop(radix::BEGINNING);
        let beginning = scene_at(scenario, role, &readings, slot).and_then(|scene| {
            Some((
                scene,
                Replay::beginning_at(scenario, role, scene, &readings)?,
            ))
        });
        let (scene, later) = beginning.ok_or_else(|| CodeError::NoSuchBeginning(title()))?;
        journal.begins = Some(scenario[scene].key.clone());
        run = later;
    }
    journal.seed = if parts & LONG_SEED == 0 {
        number.pop(SHORT_SEEDS)
    } else {
        let low = number.pop(radix::HALF_SEED);
        number.pop(radix::HALF_SEED) << 32 | low
    };
    let mark = number.pop(radix::DECISIONS);
    let stop = play(slots, &mut number, &mut run, &mut journal);
    journal.pages_turned = journal.decisions.len();
    let same = stop.is_some() || mark == decisions_mark(&journal.decisions);
    let mut made_with = made_with(scenario, version, content);
    // Decisions that are not what they were prove what the few bits of the content missed.
    if !same && made_with == MadeWith::ThisContent {
        let version = scenario.version;
        made_with = MadeWith::AnotherDraft { version };
    }
    let read = ReadCode {
        journal,
        made_with,
        stop,
        decisions: if same {
            Decisions::Same
        } else {
            Decisions::NotAllTheSame
        },
    };
    Ok((read, run))
}

/// Plays the decisions that are left in the number; says why not all, if so.
fn play(
    slots: &ChoiceSlots<'_>,
    number: &mut Number,
    run: &mut Replay,
    journal: &mut Journal,
) -> Option<CodeStop> {
    let scenario = slots.scenario;
    while !number.is_zero() {
        let slot = number.pop(radix::DECISION);
        let stop = |scene: Option<SceneId>, why: StopReason, rest: &mut Number| {
            let n_before = journal.decisions.len();
            CodeStop {
                number: n_before + 1,
                n_decisions: n_before + 1 + n_left(rest),
                scene: scene.map(|id| scenario[id].title.clone()),
                why,
            }
        };
        let Position::Scene(id) = run.position() else {
            return Some(stop(None, StopReason::AfterTheEnd, number));
        };
        let Some(choice) = slots.choice_at(id, slot) else {
            return Some(stop(Some(id), StopReason::NoSuchChoice, number));
        };
        if let Err(error) = run.decide(scenario, choice, Luck::Seed(journal.seed)) {
            let why = match error {
                StepError::Locked => StopReason::Locked,
                StepError::NoSuchChoice | StepError::NoOutcome => StopReason::NoSuchChoice,
            };
            return Some(stop(Some(id), why, number));
        }
        let scene = &scenario[id];
        let choice = scene.choices.get(choice).map(|choice| choice.key.clone());
        journal.decisions.push(Decision {
            scene: scene.key.clone(),
            choice: choice.unwrap_or_default(),
        });
    }
    None
}

/// How many decisions are left in a number.
fn n_left(number: &mut Number) -> usize {
    let mut n_left = 0;
    while !number.is_zero() {
        number.pop(radix::DECISION);
        n_left += 1;
    }
    n_left
}

fn choice_ids(scenario: &Scenario, scene: SceneId) -> Vec<&str> {
    let choices = scenario[scene].choices.iter();
    choices.map(|choice| choice.key.as_str()).collect()
}

/// The slots of a scenario's choices, each scene's worked out when a code first comes to it:
/// whoever reads many codes comes to the same scenes again and again.
#[derive(Debug)]
pub(super) struct ChoiceSlots<'a> {
    pub(super) scenario: &'a Scenario,
    of_scenes: Vec<OnceCell<Vec<Option<u64>>>>,
}

impl<'a> ChoiceSlots<'a> {
    pub(super) fn of(scenario: &'a Scenario) -> Self {
        Self {
            scenario,
            of_scenes: vec![OnceCell::new(); scenario.scenes.len()],
        }
    }

    fn choice_at(&self, scene: SceneId, slot: u64) -> Option<usize> {
        let given = self.of_scenes.get(scene.index())?.get_or_init(|| {
            let kind = ["choice", &self.scenario[scene].key];
            slots(
                &kind,
                &choice_ids(self.scenario, scene),
                radix::DECISION - 1,
            )
        });
        given.iter().position(|given| *given == Some(slot))
    }
}

/// The scene is part of a choice's identity, so that a code that has slid into another
/// scene finds few choices there.
fn choice_slot(scenario: &Scenario, scene: SceneId, choice: usize) -> Option<u64> {
    let kind = ["choice", &scenario[scene].key];
    slot_of(
        &kind,
        &choice_ids(scenario, scene),
        radix::DECISION - 1,
        choice,
    )
}

fn role_ids(scenario: &Scenario) -> Vec<&str> {
    scenario
        .roles
        .iter()
        .map(|role| role.key.as_str())
        .collect()
}

/// The scenes a run of the role may begin in.
fn beginnings(scenario: &Scenario, role: RoleId, readings: &Readings) -> Vec<SceneId> {
    let recorded = historical(scenario, role, readings);
    recorded.steps.iter().map(|step| step.scene).collect()
}

fn beginning_slot(
    scenario: &Scenario,
    role: RoleId,
    readings: &Readings,
    scene: SceneId,
) -> Option<u64> {
    let scenes = beginnings(scenario, role, readings);
    let ids: Vec<&str> = scenes.iter().map(|id| scenario[*id].key.as_str()).collect();
    let index = scenes.iter().position(|id| *id == scene)?;
    slot_of(&["beginning"], &ids, radix::BEGINNING - 1, index)
}

fn scene_at(scenario: &Scenario, role: RoleId, readings: &Readings, slot: u64) -> Option<SceneId> {
    let scenes = beginnings(scenario, role, readings);
    let ids: Vec<&str> = scenes.iter().map(|id| scenario[*id].key.as_str()).collect();
    let index = at_slot(&["beginning"], &ids, radix::BEGINNING - 1, slot)?;
    scenes.get(index).copied()
}

/// The turning points with more than one reading, and their written ids.
fn questions(scenario: &Scenario) -> (Vec<TurningPointId>, Vec<&str>) {
    scenario
        .turning_point_ids()
        .filter(|id| scenario[*id].readings.len() > 1)
        .map(|id| (id, scenario[id].key.as_str()))
        .unzip()
}

fn reading_ids(scenario: &Scenario, id: TurningPointId) -> Vec<&str> {
    let readings = scenario[id].readings.iter();
    readings.map(|reading| reading.key.as_str()).collect()
}

/// Pairs of question and reading, and a zero after the last.
fn push_readings(
    scenario: &Scenario,
    readings: &Readings,
    number: &mut Number,
) -> Result<(), WriteError> {
    let (ids, keys) = questions(scenario);
    number.push(radix::QUESTION, 0);
    for (id, reading) in readings.chosen() {
        let question = ids
            .iter()
            .position(|known| *known == id)
            .and_then(|index| slot_of(&["turning point"], &keys, radix::QUESTION - 1, index));
        let kind = ["reading", &scenario[id].key];
        let reading = slot_of(
            &kind,
            &reading_ids(scenario, id),
            radix::READING - 1,
            reading,
        );
        number.push(
            radix::READING,
            reading.ok_or(WriteError::NoRoom("readings"))?,
        );
        number.push(
            radix::QUESTION,
            question.ok_or(WriteError::NoRoom("disputed turning points"))?,
        );
    }
    Ok(())
}

fn pop_readings(scenario: &Scenario, number: &mut Number) -> Option<Readings> {
    let (ids, keys) = questions(scenario);
    let mut readings = Readings::default();
    loop {
        let question = number.pop(radix::QUESTION);
        if question == 0 {
            return Some(readings);
        }
        let index = at_slot(&["turning point"], &keys, radix::QUESTION - 1, question)?;
        let id = *ids.get(index)?;
        let slot = number.pop(radix::READING);
        let kind = ["reading", &scenario[id].key];
        let reading = at_slot(&kind, &reading_ids(scenario, id), radix::READING - 1, slot)?;
        readings.choose(scenario, id, reading);
    }
}

/// A slot that became free may have been taken by another choice; this finds it out.
fn decisions_mark(decisions: &[Decision]) -> u64 {
    let ids: Vec<&[u8]> = decisions
        .iter()
        .flat_map(|decision| [decision.scene.as_bytes(), decision.choice.as_bytes()])
        .collect();
    (fnv1a(&ids) >> 32) % radix::DECISIONS
}

fn scenario_mark(scenario: &Scenario) -> u64 {
    fnv1a(&[b"scenario", scenario.key.as_bytes()]) % radix::SCENARIO
}

fn version_mark(scenario: &Scenario) -> u64 {
    u64::from(scenario.version) % radix::VERSION
}

fn content_mark(scenario: &Scenario) -> u64 {
    scenario.content % radix::CONTENT
}

/// Few bits of the version are in the code; it is taken for the latest version here or
/// before that has these bits, since codes are rarely older than that.
fn made_with(scenario: &Scenario, version: u64, content: u64) -> MadeWith {
    let here = scenario.version;
    if version == version_mark(scenario) {
        return if content == content_mark(scenario) {
            MadeWith::ThisContent
        } else {
            MadeWith::AnotherDraft { version: here }
        };
    }
    let radix = u32::try_from(radix::VERSION).unwrap_or(u32::MAX);
    let version = u32::try_from(version).unwrap_or(0);
    let back = (here % radix + radix - version % radix) % radix;
    let version = here.checked_sub(back).unwrap_or(version);
    MadeWith::OtherVersion { version, here }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::small;
    use crate::format::run_code::signs::{GROUP, N_CHECKS};
    use crate::model::Next;

    /// The most decisions from a scene on, open or not.
    fn longest(scenario: &Scenario, scene: SceneId, known: &mut Vec<Option<usize>>) -> usize {
        if let Some(Some(known)) = known.get(scene.index()) {
            return *known;
        }
        let outcomes = scenario[scene]
            .choices
            .iter()
            .flat_map(|choice| &choice.outcomes);
        let rest = outcomes.map(|outcome| match outcome.then {
            Next::Go(next) => longest(scenario, next, known),
            Next::End(_) => 0,
        });
        let length = 1 + rest.max().unwrap_or(0);
        known[scene.index()] = Some(length);
        length
    }

    #[test]
    fn no_run_of_the_shipped_scenario_takes_more_than_forty_signs() {
        let scenario = small::petrograd();
        for role in scenario.role_ids() {
            let mut known = vec![None; scenario.scenes.len()];
            let n_decisions = longest(&scenario, scenario[role].start, &mut known);
            assert!(n_decisions > 25, "{}: {n_decisions}", scenario[role].key);
            // The largest number that a code of so many decisions can be.
            let mut number = Number::default();
            for _ in 0..n_decisions {
                number.push(radix::DECISION, radix::DECISION - 1);
            }
            for radix in [
                radix::DECISIONS,
                SHORT_SEEDS,
                radix::ROLE,
                radix::CONTENT,
                radix::VERSION,
                radix::SCENARIO,
                radix::PARTS,
                radix::FORMAT,
            ] {
                number.push(radix, radix - 1);
            }
            let n_signs = (number.digits().len() + N_CHECKS).next_multiple_of(GROUP);
            assert!(n_signs <= 40, "{}: {n_signs}", scenario[role].key);
        }
    }
}
