//! The odds against every playing of a small story, and against playing at random.

use std::collections::BTreeMap;

use super::*;
use crate::explore::small;
use crate::journal::historical;
use crate::model::{Next, Readings};
use crate::rules::{self, Luck};

/// A fraction, as exact as `u128` goes.
#[derive(Clone, Copy, Debug)]
struct Ratio(u128, u128);

impl Ratio {
    fn times(self, part: u128, whole: u128) -> Self {
        Self(self.0 * part, self.1 * whole)
    }
}

/// Every playing by the rules, with its probability if all choices are alike.
fn every_playing(
    scenario: &Scenario,
    run: &Replay,
    share: Ratio,
    visit: &mut dyn FnMut(&Replay, Ratio),
) {
    let Position::Scene(id) = run.position() else {
        visit(run, share);
        return;
    };
    let open: Vec<usize> = (0..scenario[id].choices.len())
        .filter(|choice| rules::is_open(run.state(), &scenario[id].choices[*choice]))
        .collect();
    for choice in &open {
        let item = &scenario[id].choices[*choice];
        let possible = rules::possible_outcomes(run.state(), item);
        let weight = |outcome: usize| u128::from(item.outcomes[outcome].weight);
        let total: u128 = possible.iter().map(|outcome| weight(*outcome)).sum();
        for outcome in possible {
            let mut next = run.clone();
            next.decide(scenario, *choice, Luck::Outcome(outcome))
                .unwrap();
            let share = share.times(1, open.len() as u128);
            let share = share.times(weight(outcome), total);
            every_playing(scenario, &next, share, visit);
        }
    }
}

fn targets_of(run: &Replay, scenario: &Scenario) -> Vec<Target> {
    let answers = scenario
        .turning_point_ids()
        .filter_map(|id| Some(Target::Answer(id, run.state().answer(id)?)));
    let ending = match run.steps.last().map(|step| step.then) {
        Some(Next::End(ending)) => Some(Target::Ending(ending)),
        _ => None,
    };
    answers.chain(ending).collect()
}

#[test]
fn the_odds_are_those_of_every_playing_added_up() {
    let scenario = small::scenario(&[]);
    let start = Replay::of(&scenario, RoleId::at(0), &Readings::default());
    let mut sums: BTreeMap<Target, u128> = BTreeMap::new();
    let mut n_playings = 0;
    every_playing(&scenario, &start, Ratio(1, 1), &mut |run, share| {
        n_playings += 1;
        for target in targets_of(run, &scenario) {
            *sums.entry(target).or_default() += (share.0 << 60) / share.1;
        }
    });
    assert!(n_playings > 15, "{n_playings}");
    let space = Space::of(&scenario, &start, &LIMIT).unwrap();
    let odds = space.odds(&Policy::Alike);
    for (target, share) in space.targets().iter().zip(&odds.here) {
        let exact = sums.get(target).copied().unwrap_or(0);
        let found = u128::from(share.units());
        assert!(
            exact.abs_diff(found) <= u128::from(space.error()) + n_playings,
            "{target:?}: {exact} and {found}"
        );
    }
}

/// The answers of each turning point, and the endings, add up to one.
fn adds_up(space: &Space<'_>, row: &[Share]) {
    let mut sums: BTreeMap<Option<TurningPointId>, u64> = BTreeMap::new();
    for (target, share) in space.targets().iter().zip(row) {
        let group = match target {
            Target::Answer(id, _) => Some(*id),
            Target::Ending(_) => None,
        };
        *sums.entry(group).or_default() += share.units();
    }
    let n_most = space.targets().len() as u64;
    for (group, sum) in sums {
        let missing = Share::ALWAYS.units() - sum;
        assert!(missing <= space.error() * n_most, "{group:?}: {missing}");
    }
}

#[test]
fn the_error_is_far_below_a_millionth_of_a_millionth() {
    let scenario = small::petrograd();
    for role in scenario.role_ids() {
        let start = Replay::of(&scenario, role, &Readings::default());
        let space = Space::of(&scenario, &start, &LIMIT).unwrap();
        assert!(u128::from(space.error()) * 10_u128.pow(15) < 1 << 60);
        let run = historical(&scenario, role, &Readings::default());
        for policy in [Policy::Alike, Policy::Recorded] {
            let moments = space.along(&run, &policy);
            assert_eq!(moments.len(), run.steps.len());
            for moment in &moments {
                adds_up(&space, &moment.here);
            }
        }
        adds_up(&space, &space.odds(&Policy::Decided(Vec::new())).here);
        let alike = space.odds(&Policy::Alike);
        assert_eq!(
            alike.here,
            space.odds(&Policy::Decided(Vec::new())).here,
            "no decision given is every choice alike"
        );
        let (low, high) = (space.odds(&Policy::Lowest), space.odds(&Policy::Highest));
        for ((low, here), high) in low.here.iter().zip(&alike.here).zip(&high.here) {
            assert!(low <= here && here <= high, "{low:?} {here:?} {high:?}");
        }
    }
}

#[test]
fn the_same_moment_has_the_same_odds_from_any_beginning() {
    let scenario = small::petrograd();
    let role = RoleId::at(0);
    let run = historical(&scenario, role, &Readings::default());
    let whole = Space::of(&scenario, &run, &LIMIT).unwrap();
    let along = whole.along(&run, &Policy::Alike);
    for n_decisions in [1, 7, 19, run.steps.len() - 1] {
        let mut part = run.clone();
        part.steps.truncate(n_decisions);
        let rest = Space::after(&scenario, &part, &LIMIT).unwrap().unwrap();
        assert!(rest.n_states() < whole.n_states());
        let here = rest.odds(&Policy::Alike);
        for (target, share) in rest.targets().iter().zip(&here.here) {
            let column = whole.column(*target).unwrap();
            assert_eq!(along[n_decisions].here[column], *share, "{target:?}");
        }
    }
    assert!(Space::after(&scenario, &run, &LIMIT).unwrap().is_none());
}

/// Playing at random comes as near as it should: within five standard deviations, which
/// none of some hundred shares should leave once in ten thousand tests.
fn sampled(scenario: &Scenario, role: RoleId, n_runs: u64) {
    let start = Replay::of(scenario, role, &Readings::default());
    let space = Space::of(scenario, &start, &LIMIT).unwrap();
    let odds = space.odds(&Policy::Alike);
    let found = sample(&space, n_runs, 1917);
    assert!(found.n_decisions >= 3 * n_runs);
    for ((target, share), times) in space.targets().iter().zip(&odds.here).zip(&found.n_times) {
        let p = share.units() as f64 / Share::ALWAYS.units() as f64;
        let n = n_runs as f64;
        let deviation = (n * p * (1.0 - p)).sqrt();
        assert!(
            (*times as f64 - n * p).abs() <= 5.0 * deviation + 1e-6,
            "{target:?}: {times} of {n_runs}, expected {}",
            n * p
        );
    }
}

#[test]
fn a_million_playings_at_random_agree() {
    sampled(&small::scenario(&[]), RoleId::at(0), 1_000_000);
}

/// A million of the shipped roles too, where the program is optimised; without that they
/// would take minutes.
#[test]
fn the_shipped_roles_played_at_random_agree() {
    let n_runs = if cfg!(debug_assertions) {
        20_000
    } else {
        1_000_000
    };
    let scenario = small::petrograd();
    for role in scenario.role_ids() {
        sampled(&scenario, role, n_runs);
    }
}

#[test]
fn the_moves_add_up_to_last_less_first() {
    let scenario = small::petrograd();
    for role in scenario.role_ids() {
        let run = historical(&scenario, role, &Readings::default());
        let space = Space::of(&scenario, &run, &LIMIT).unwrap();
        let targets = targets_of(&run, &scenario);
        let whys = space.why(&run, &Policy::Alike, &targets);
        assert!(whys.len() >= 10);
        for why in whys {
            let moved: i64 = why.hinges.iter().map(Hinge::moved).sum();
            assert_eq!(moved, why.last.over(why.first), "{:?}", why.target);
            // What happened is certain in the end, within the error.
            assert!(Share::ALWAYS.units() - why.last.units() <= space.error());
            let ranked = why.ranked();
            assert!(ranked.is_sorted_by_key(|hinge| u64::MAX - hinge.moved().unsigned_abs()));
        }
    }
}

#[test]
fn what_a_decision_moved_is_ranked_and_true() {
    let scenario = small::petrograd();
    let run = historical(&scenario, RoleId::at(0), &Readings::default());
    let space = Space::of(&scenario, &run, &LIMIT).unwrap();
    let moved = view::moved(&space, &run, 3);
    assert_eq!(moved.len(), run.steps.len());
    assert!(moved.iter().flatten().count() > 30);
    for of_step in &moved {
        assert!(of_step.len() <= 3);
        let far = |item: &view::MovedView| item.after.over(item.before).unsigned_abs();
        assert!(of_step.is_sorted_by_key(|item| u64::MAX - far(item)));
        assert!(of_step.iter().all(|item| far(item) > space.error()));
    }
}

/// Every set of at most two changes by brute force, against the search.
#[test]
fn the_smallest_changes_are_the_smallest() {
    let scenario = small::scenario(&[]);
    let start = Replay::of(&scenario, RoleId::at(0), &Readings::default());
    let space = Space::of(&scenario, &start, &LIMIT).unwrap();
    let mut n_turned = 0;
    for seed in 0..20 {
        let run = super::turn::play_changed(&scenario, &start, seed, &[]);
        for target in space.targets() {
            let found = space.turns(&run, seed, *target);
            let least = found.sets.first().map(|turn| turn.changes.len());
            let mut sets: Vec<Turn> = Vec::new();
            let mut smallest = None;
            for size in 0..=4 {
                sets = changes_of(&scenario, size)
                    .into_iter()
                    .filter(|changes| makes_sense(&scenario, &run, seed, changes, *target))
                    .map(|changes| Turn { changes })
                    .collect();
                if !sets.is_empty() {
                    smallest = Some(size);
                    break;
                }
            }
            assert_eq!(least, smallest, "{target:?} with seed {seed}");
            let mut known = found.sets.clone();
            known.sort();
            sets.sort();
            assert_eq!(known, sets, "{target:?} with seed {seed}");
            n_turned += usize::from(smallest.is_some_and(|size| size > 0));
        }
    }
    assert!(n_turned > 20, "{n_turned}");
}

/// All lists of so many changes, one at a scene, in the order of the story.
fn changes_of(scenario: &Scenario, size: usize) -> Vec<Vec<Change>> {
    let mut lists = vec![Vec::new()];
    for (index, scene) in scenario.scenes.iter().enumerate() {
        for list in lists.clone() {
            for choice in 0..scene.choices.len() {
                let mut longer: Vec<Change> = list.clone();
                longer.push(Change {
                    scene: SceneId::at(index),
                    choice,
                });
                lists.push(longer);
            }
        }
    }
    lists.retain(|list| list.len() == size);
    lists
}

/// Whether the changes are all made, are all changes, and bring the target about.
fn makes_sense(
    scenario: &Scenario,
    run: &Replay,
    seed: u64,
    changes: &[Change],
    target: Target,
) -> bool {
    let changed = super::turn::play_changed(scenario, run, seed, changes);
    let decided_at = match target {
        // Changes after the answer is given turn nothing.
        Target::Answer(id, answer) => changed
            .steps
            .iter()
            .position(|step| step.after.answer(id).is_some() && decided_by_now(scenario, step, id))
            .filter(|_| changed.state().answer(id) == Some(answer)),
        Target::Ending(ending) => (changed.position() == Position::End(ending))
            .then(|| changed.steps.len().saturating_sub(1)),
    };
    let Some(last) = decided_at else {
        return false;
    };
    changes.iter().all(|change| {
        let step = changed
            .steps
            .iter()
            .position(|step| (step.scene, step.choice) == (change.scene, change.choice));
        let without: Vec<Change> = changes
            .iter()
            .copied()
            .filter(|other| other != change)
            .collect();
        let usual = super::turn::play_changed(scenario, run, seed, &without);
        let is_change = usual
            .steps
            .iter()
            .all(|step| (step.scene, step.choice) != (change.scene, change.choice));
        step.is_some_and(|step| step <= last) && is_change
    })
}

/// Whether the clock has passed the turning point once this step is done.
fn decided_by_now(scenario: &Scenario, step: &rules::Step, id: TurningPointId) -> bool {
    match step.then {
        Next::Go(scene) => scenario[id].when.has_come(scenario[scene].when),
        Next::End(_) => true,
    }
}

#[test]
fn too_much_is_refused_with_its_reason() {
    let scenario = small::petrograd();
    let start = Replay::of(&scenario, RoleId::at(1), &Readings::default());
    for limit in [
        Limit {
            n_states: 1000,
            ..LIMIT
        },
        Limit {
            n_ways: 5000,
            ..LIMIT
        },
    ] {
        let Err(error) = Space::of(&scenario, &start, &limit) else {
            panic!("that is not enough: {limit:?}");
        };
        let WalkError::TooManyStates {
            n_states,
            n_ways,
            largest,
        } = &error
        else {
            panic!("{error}");
        };
        assert!(*n_states > limit.n_states || *n_ways > limit.n_ways);
        assert!(*n_ways < limit.n_ways + 100);
        assert!(largest.iter().any(|size| !size.differing.is_empty()));
    }
}
