//! Random stories, small enough to be played out by the rules in every way, against what
//! the walk finds of them.

use std::collections::BTreeSet;

use super::agreement::play;
use super::plan::{Keep, Plan};
use super::program::Program;
use super::{Limit, Shown, TextAt, small, texts, unread, walk};
use crate::model::{
    AnswerIdx, Condition, Effect, FlagId, GaugeId, Next, PlaceId, Prose, Reading, Readings, RoleId,
    Rule, Scenario, SceneId, SideId, TurningPoint, TurningPointId, Variant,
};
use crate::rules::{self, Luck, State};

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        rules::below(rules::word(self.0, 0), n as u64) as usize
    }

    fn condition(&mut self, depth: usize) -> Condition {
        let gauge = GaugeId::at(self.below(2));
        let level = self.below(6) as u8;
        match self.below(if depth == 0 { 5 } else { 8 }) {
            0 => Condition::AtLeast(gauge, level),
            1 => Condition::AtMost(gauge, level),
            2 => Condition::Flag(FlagId::at(self.below(3))),
            3 => {
                let id = self.below(2);
                let answer = self.below(3 - id) as u8;
                Condition::Answered(TurningPointId::at(id), AnswerIdx(answer))
            }
            4 => Condition::Holds(PlaceId::at(self.below(2)), SideId::at(self.below(2))),
            5 => Condition::All(
                (0..self.below(3))
                    .map(|_| self.condition(depth - 1))
                    .collect(),
            ),
            6 => Condition::Any(
                (0..self.below(3))
                    .map(|_| self.condition(depth - 1))
                    .collect(),
            ),
            _ => Condition::Not(Box::new(self.condition(depth - 1))),
        }
    }

    fn maybe(&mut self) -> Option<Condition> {
        (self.below(2) == 0).then(|| self.condition(2))
    }

    fn effects(&mut self) -> Vec<Effect> {
        (0..self.below(4)).map(|_| self.effect()).collect()
    }

    fn effect(&mut self) -> Effect {
        let gauge = GaugeId::at(self.below(2));
        match self.below(7) {
            0 => Effect::Add(gauge, 1),
            1 => Effect::Add(gauge, -2),
            2 => Effect::Level(gauge, self.below(6) as u8),
            3 => Effect::Set(FlagId::at(self.below(3))),
            4 => Effect::Clear(FlagId::at(self.below(3))),
            5 => Effect::Hold(PlaceId::at(self.below(2)), SideId::at(self.below(2))),
            _ => {
                let id = self.below(2);
                let answer = self.below(3 - id) as u8;
                Effect::Settle(TurningPointId::at(id), AnswerIdx(answer))
            }
        }
    }
}

/// The small story with all its conditions and effects thrown again.
fn story(seed: u64) -> Scenario {
    let mut dice = Dice(seed);
    let mut scenario = small::scenario(&[]);
    let also = scenario.scenes[1].also[0].clone();
    for scene in &mut scenario.scenes {
        let count = dice.below(3);
        scene.also = vec![also.clone(); count];
        redo(&mut dice, &mut scene.also);
        for (index, choice) in scene.choices.iter_mut().enumerate() {
            choice.requires = dice.maybe().filter(|_| index > 0);
            for (index, outcome) in choice.outcomes.iter_mut().enumerate() {
                outcome.condition = dice.maybe().filter(|_| index > 0);
                outcome.effects = dice.effects();
            }
        }
    }
    for statement in &mut scenario.roles[0].epilogue {
        redo(&mut dice, &mut statement.variants);
    }
    for event in &mut scenario.events {
        event.condition = dice.maybe();
        event.effects = dice.effects();
    }
    for turning_point in &mut scenario.turning_points {
        for rule in &mut turning_point.rules {
            rule.condition = rule.condition.as_ref().map(|_| dice.condition(2));
        }
        for answer in &mut turning_point.answers {
            answer.effects = dice.effects();
        }
    }
    for turning_point in &mut scenario.turning_points {
        add_readings(&mut dice, turning_point);
    }
    scenario
}

/// A second and a third reading by whose rules anything may come out.
fn add_readings(dice: &mut Dice, turning_point: &mut TurningPoint) {
    let n_answers = turning_point.answers.len();
    for number in 0..3 {
        let mut rules: Vec<Rule> = (0..dice.below(3))
            .map(|_| Rule {
                condition: Some(dice.condition(2)),
                answer: AnswerIdx(dice.below(n_answers) as u8),
            })
            .collect();
        rules.push(Rule {
            condition: None,
            answer: AnswerIdx(dice.below(n_answers) as u8),
        });
        turning_point.readings.push(Reading {
            key: format!("reading_{number}"),
            name: String::new(),
            text: Prose::default(),
            rules: if number == 0 { Vec::new() } else { rules },
            sources: Vec::new(),
        });
    }
}

/// Every turning point read in a way of its own.
fn readings(seed: u64, scenario: &Scenario) -> Readings {
    let mut dice = Dice(seed);
    let mut readings = Readings::default();
    for id in scenario.turning_point_ids() {
        let reading = dice.below(scenario[id].readings.len());
        assert!(readings.choose(scenario, id, reading));
    }
    readings
}

fn redo(dice: &mut Dice, variants: &mut [Variant]) {
    for variant in variants {
        variant.condition = dice.maybe();
    }
}

/// All that the rules can play: each state of each scene, and each state at the end.
struct Played {
    scenes: Vec<(SceneId, State)>,
    ends: Vec<State>,
    outcomes: BTreeSet<(SceneId, usize, usize)>,
}

fn play_all(scenario: &Scenario, plan: &Plan<'_>) -> Played {
    let mut played = Played {
        scenes: vec![(plan.order[0], plan.start.clone())],
        ends: Vec::new(),
        outcomes: BTreeSet::new(),
    };
    let mut next = 0;
    while let Some((scene, state)) = played.scenes.get(next).cloned() {
        next += 1;
        for (choice, item) in scenario[scene].choices.iter().enumerate() {
            for outcome in 0..item.outcomes.len() {
                let luck = Luck::Outcome(outcome);
                let Ok(step) = rules::step(scenario, &state, scene, choice, luck) else {
                    continue;
                };
                played.outcomes.insert((scene, choice, outcome));
                match step.then {
                    Next::Go(scene) if !played.scenes.contains(&(scene, step.after.clone())) => {
                        played.scenes.push((scene, step.after));
                    }
                    Next::Go(_) => {}
                    Next::End(_) => played.ends.push(step.after),
                }
            }
        }
    }
    played
}

/// The texts with a condition that some playing shows.
fn texts_of(scenario: &Scenario, role: RoleId, played: &Played) -> BTreeSet<TextAt> {
    let mut shown = BTreeSet::new();
    for (scene, state) in &played.scenes {
        for (index, also) in scenario[*scene].also.iter().enumerate() {
            if also
                .condition
                .as_ref()
                .is_some_and(|condition| state.meets(condition))
            {
                shown.insert(TextAt::Also {
                    scene: *scene,
                    index,
                });
            }
        }
    }
    for (statement, item) in scenario[role].epilogue.iter().enumerate() {
        let first = |state: &State| {
            let mut variants = item.variants.iter();
            variants.position(|variant| rules::holds(state, variant.condition.as_ref()))
        };
        shown.extend(
            played
                .ends
                .iter()
                .filter_map(first)
                .filter(|variant| *variant > 0 || item.variants[0].condition.is_some())
                .map(|variant| TextAt::Epilogue { statement, variant }),
        );
    }
    shown
}

#[test]
fn what_the_walk_finds_is_what_the_rules_play() {
    let role = RoleId::at(0);
    for seed in 0..400 {
        let scenario = story(seed);
        let readings = readings(seed, &scenario);
        let plan = Plan::of(&scenario, role, &readings).unwrap();
        let played = play_all(&scenario, &plan);
        let program = Program::of(&plan, Keep::Rules).unwrap();
        let found = walk(&scenario, role, &readings, &Limit::default()).unwrap();
        for (code, walked) in program.scenes.iter().zip(&found.scenes) {
            let words: BTreeSet<u128> = played
                .scenes
                .iter()
                .filter(|(scene, _)| *scene == code.id)
                .map(|(_, state)| program.layout.word(state) & code.live)
                .collect();
            assert_eq!(words.len(), walked.size.n_states, "story {seed}");
            for (choice, seen) in walked.choices.iter().enumerate() {
                for (outcome, reached) in seen.outcomes.iter().enumerate() {
                    let met = played.outcomes.contains(&(code.id, choice, outcome));
                    assert_eq!(met, *reached, "story {seed}");
                }
            }
        }
        let texts = texts(&scenario, role, &readings, &Limit::default()).unwrap();
        assert!(texts.iter().all(|text| text.shown != Shown::Unknown));
        let shown: BTreeSet<TextAt> = texts
            .iter()
            .filter(|text| text.shown == Shown::Sometimes)
            .map(|text| text.text)
            .collect();
        assert_eq!(shown, texts_of(&scenario, role, &played), "story {seed}");
        for seed in 0..10 {
            play(&scenario, &plan, &program, seed);
        }
    }
}

#[test]
fn taking_away_what_is_never_read_changes_no_playing() {
    let role = RoleId::at(0);
    for seed in 0..200 {
        let scenario = story(seed);
        let readings = readings(seed, &scenario);
        let mut without = scenario.clone();
        for unread in unread(&scenario, role, &readings).unwrap() {
            let scene = &mut without.scenes[unread.scene.index()];
            for outcome in &mut scene.choices[unread.choice].outcomes {
                outcome.effects.clear();
            }
        }
        let what = |scenario: &Scenario| {
            let plan = Plan::of(scenario, role, &readings).unwrap();
            let played = play_all(scenario, &plan);
            let texts = texts_of(scenario, role, &played);
            (played.outcomes, texts)
        };
        assert_eq!(what(&scenario), what(&without), "story {seed}");
    }
}

#[test]
fn a_reading_changes_what_comes_out() {
    let role = RoleId::at(0);
    let differing = (0..100).filter(|seed| {
        let scenario = story(*seed);
        let answers = |readings: &Readings| {
            let found = walk(&scenario, role, readings, &Limit::default()).unwrap();
            let turning_points = found.turning_points.into_iter();
            turning_points.map(|item| item.answers).collect::<Vec<_>>()
        };
        answers(&Readings::default()) != answers(&readings(*seed, &scenario))
    });
    assert!(differing.count() > 20);
}
