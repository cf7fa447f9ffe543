//! The compiled form plays as the rules do: random plays of both, side by side.

use std::collections::BTreeSet;

use super::layout::value;
use super::plan::{Keep, Plan};
use super::program::{Program, Then, Trail};
use super::small;
use super::{By, Decided, Limit, Shown, TextAt};
use crate::journal::{Position, Replay};
use crate::model::{Next, RoleId, Scenario, SceneId};
use crate::rules::{self, Happening, Luck, State};

/// Plays once at random; the number of decisions made.
fn play(scenario: &Scenario, plan: &Plan<'_>, program: &Program, seed: u64) -> usize {
    let (mut state, mut word, mut at) = (plan.start.clone(), program.start, 0);
    let mut trail = Trail::default();
    for turn in 0.. {
        let code = &program.scenes[at];
        let scene = &scenario[code.id];
        agree(program, &state, word, code.live);
        let pick = |what: u64, n: usize| {
            rules::below(rules::word(seed, turn * 2 + what), n as u64) as usize
        };
        let mut open = Vec::new();
        for (index, (choice, compiled)) in scene.choices.iter().zip(&code.choices).enumerate() {
            assert_eq!(rules::is_open(&state, choice), compiled.requires.holds(word));
            let possible: Vec<usize> = (0..compiled.outcomes.len())
                .filter(|outcome| compiled.outcomes[*outcome].condition.holds(word))
                .collect();
            assert_eq!(rules::possible_outcomes(&state, choice), possible);
            if compiled.requires.holds(word) {
                open.push((index, possible));
            }
        }
        let (choice, possible) = &open[pick(0, open.len())];
        let outcome = possible[pick(1, possible.len())];
        let step = rules::step(scenario, &state, code.id, *choice, Luck::Outcome(outcome)).unwrap();
        let compiled = &code.choices[*choice].outcomes[outcome];
        trail.clear();
        word = program.take(word, compiled, &mut trail);
        same_decided(&step, &trail);
        state = step.after;
        match (step.then, compiled.then) {
            (Next::Go(scene), Then::Scene(next)) => {
                assert_eq!(program.scenes[next].id, scene);
                word &= program.scenes[next].live;
                at = next;
            }
            (Next::End(ending), Then::End(same)) => {
                assert_eq!(ending, same);
                return turn as usize + 1;
            }
            (rules, compiled) => panic!("{rules:?} is not {compiled:?}"),
        }
    }
    0
}

/// What can still be read is the same in both.
fn agree(program: &Program, state: &State, word: u128, live: u128) {
    for variable in program.layout.variables(live) {
        let field = program.layout.field(variable).unwrap();
        assert_eq!(word & field.mask(), field.put(value(state, variable)), "{variable:?}");
    }
    assert_eq!(word & !live, 0);
}

/// The same turning points were decided, in the same order.
fn same_decided(step: &rules::Step, trail: &Trail) {
    let decided: Vec<_> = step
        .passed
        .iter()
        .filter_map(|passed| match passed.what {
            Happening::Decided(id, answer) => Some((id, answer)),
            Happening::Event(_) => None,
        })
        .collect();
    let compiled: Vec<_> = trail
        .decided
        .iter()
        .filter(|decided| decided.by != By::Settled)
        .map(|Decided { id, answer, .. }| (*id, *answer))
        .collect();
    assert_eq!(decided, compiled);
}

fn play_often(scenario: &Scenario, n_plays: u64) {
    for role in scenario.role_ids() {
        let plan = Plan::of(scenario, role).unwrap();
        for keep in [Keep::Rules, Keep::Texts] {
            let program = Program::of(&plan, keep).unwrap();
            let n_decisions: usize =
                (0..n_plays).map(|seed| play(scenario, &plan, &program, seed)).sum();
            assert!(n_decisions as u64 >= 3 * n_plays);
        }
    }
}

#[test]
fn a_small_story_plays_alike_in_both() {
    play_often(&small::scenario(&[]), 500);
}

#[test]
fn the_shipped_story_plays_alike_in_both() {
    play_often(&small::petrograd(), 1000);
}

/// All that the rules can play, one state for each that they tell apart.
fn all_states(scenario: &Scenario, plan: &Plan<'_>) -> Vec<(SceneId, State)> {
    let mut known = vec![(scenario[plan.role].start, plan.start.clone())];
    let mut next = 0;
    while let Some((scene, state)) = known.get(next).cloned() {
        next += 1;
        for (choice, item) in scenario[scene].choices.iter().enumerate() {
            for outcome in 0..item.outcomes.len() {
                let luck = Luck::Outcome(outcome);
                let Ok(step) = rules::step(scenario, &state, scene, choice, luck) else {
                    continue;
                };
                if let Next::Go(scene) = step.then
                    && !known.contains(&(scene, step.after.clone()))
                {
                    known.push((scene, step.after));
                }
            }
        }
    }
    known
}

#[test]
fn the_walk_meets_what_the_rules_meet_and_nothing_else() {
    let scenario = small::scenario(&[]);
    let plan = Plan::of(&scenario, RoleId::at(0)).unwrap();
    let program = Program::of(&plan, Keep::Rules).unwrap();
    let walk = super::walk(&scenario, RoleId::at(0), &Limit::default()).unwrap();
    let met = all_states(&scenario, &plan);
    for (code, walked) in program.scenes.iter().zip(&walk.scenes) {
        let words: BTreeSet<u128> = met
            .iter()
            .filter(|(scene, _)| *scene == code.id)
            .map(|(_, state)| program.layout.word(state) & code.live)
            .collect();
        assert_eq!(words.len(), walked.size.n_states, "{}", scenario[code.id].key);
    }
    assert!(met.len() > walk.n_states);
}

/// The texts some playing of many shows.
fn texts_met(scenario: &Scenario, role: RoleId, n_plays: u64) -> BTreeSet<TextAt> {
    let mut met = BTreeSet::new();
    for seed in 0..n_plays {
        let mut replay = Replay::of(scenario, role);
        let mut turn = 0;
        while let Position::Scene(scene) = replay.position(scenario) {
            let state = replay.state();
            for (index, also) in scenario[scene].also.iter().enumerate() {
                if also.condition.as_ref().is_some_and(|condition| state.meets(condition)) {
                    met.insert(TextAt::Also { scene, index });
                }
            }
            turn += 1;
            let n_choices = scenario[scene].choices.len() as u64;
            let choice = rules::below(rules::word(seed, turn), n_choices) as usize;
            let _ = replay.decide(scenario, choice, Luck::Seed(seed));
        }
        for (statement, item) in scenario[role].epilogue.iter().enumerate() {
            let shown = item
                .variants
                .iter()
                .position(|variant| rules::holds(replay.state(), variant.condition.as_ref()));
            met.extend(shown.map(|variant| TextAt::Epilogue { statement, variant }));
        }
    }
    met
}

fn texts_shown(scenario: &Scenario, role: RoleId) -> BTreeSet<TextAt> {
    let texts = super::texts(scenario, role, &Limit::default()).unwrap();
    let shown = texts.iter().filter(|text| text.shown == Shown::Sometimes);
    shown.map(|text| text.text).collect()
}

#[test]
fn the_texts_shown_are_those_that_playings_show() {
    let small = small::scenario(&[(
        "miller/day.ron",
        r#"All([Flag("slept"), Answered("gate", "open")])"#,
        r#"All([Flag("slept"), AtLeast("crowd", 5)])"#,
    )]);
    let role = RoleId::at(0);
    assert_eq!(texts_met(&small, role, 2000), texts_shown(&small, role));
    let petrograd = small::petrograd();
    for role in petrograd.role_ids() {
        let met = texts_met(&petrograd, role, 300);
        let shown = texts_shown(&petrograd, role);
        let first_variants = |text: &&TextAt| !matches!(text, TextAt::Epilogue { variant: 0, .. });
        assert!(met.iter().filter(first_variants).all(|text| shown.contains(text)));
        assert!(met.len() > 10);
    }
}

#[test]
fn following_the_record_gives_historys_answers_and_says_why() {
    let scenario = small::scenario(&[]);
    let decided = super::follow(&scenario, RoleId::at(0), &[(0, 0), (0, 0), (0, 0)]).unwrap();
    let found: Vec<(usize, u8, By)> = decided
        .iter()
        .map(|decided| (decided.id.index(), decided.answer.0, decided.by))
        .collect();
    assert_eq!(found, [(0, 0, By::Rule(2)), (1, 0, By::Rule(1))]);
}
