//! The compiled form plays as the rules do: random plays of both, side by side.

use super::layout::value;
use super::plan::{Keep, Plan};
use super::program::{Program, Then, Trail};
use super::small;
use super::{By, Decided};
use crate::model::{Next, Readings, RoleId, Scenario};
use crate::rules::{self, Happening, Luck, State};

/// Plays once at random; the number of decisions made.
pub(super) fn play(scenario: &Scenario, plan: &Plan<'_>, program: &Program, seed: u64) -> usize {
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
            assert_eq!(
                rules::is_open(&state, choice),
                compiled.requires.holds(word)
            );
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
        assert_eq!(
            word & field.mask(),
            field.put(value(state, variable)),
            "{variable:?}"
        );
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
        let plan = Plan::of(scenario, role, &Readings::default()).unwrap();
        for keep in [Keep::Rules, Keep::Texts] {
            let program = Program::of(&plan, keep).unwrap();
            let n_decisions: usize = (0..n_plays)
                .map(|seed| play(scenario, &plan, &program, seed))
                .sum();
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

#[test]
fn following_the_record_gives_historys_answers_and_says_why() {
    let scenario = small::scenario(&[]);
    let decided = super::follow(
        &scenario,
        RoleId::at(0),
        &Readings::default(),
        &[(0, 0), (0, 0), (0, 0)],
    )
    .unwrap();
    let found: Vec<(usize, u8, By)> = decided
        .iter()
        .map(|decided| (decided.id.index(), decided.answer.0, decided.by))
        .collect();
    assert_eq!(found, [(0, 0, By::Rule(2)), (1, 0, By::Rule(1))]);
}
