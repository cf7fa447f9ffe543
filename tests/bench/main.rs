//! How fast the core is: `cargo bench --no-default-features`.
//!
//! One core, release build. Rates are items (decisions, states) a second.

#![expect(clippy::expect_used, reason = "a benchmark that cannot run says why")]

use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use october::class::{self, Class, Handed, Wanted};
use october::explore::odds::{self, Policy, Space};
use october::explore::{Limit, walk};
use october::format::{self, SourceFile, run_code};
use october::journal::Replay;
use october::model::{Readings, RoleId, Scenario};
use october::playthrough::{Action, Options, PageView, Playthrough};
use october::report::{self, ClassSheet};
use october::rules;
use october::store;

static FILES: LazyLock<Vec<SourceFile>> = LazyLock::new(|| store::embedded_files("petrograd_1917"));
static SCENARIO: LazyLock<Scenario> = LazyLock::new(|| {
    format::load(&FILES)
        .scenario
        .expect("the shipped scenes load")
});

const ROLES: [&str; 2] = ["red_guard", "minister"];

fn main() {
    divan::main();
}

fn role(key: &str) -> RoleId {
    SCENARIO.role_by_key(key).expect("the role is shipped")
}

fn start(key: &str) -> Replay {
    Replay::of(&SCENARIO, role(key), &Readings::default())
}

/// All files of the scenario, from text to what is played.
#[divan::bench]
fn load(bencher: Bencher<'_, '_>) {
    let n_bytes: usize = FILES
        .iter()
        .filter_map(|file| file.text.as_deref().ok())
        .map(str::len)
        .sum();
    bencher
        .counter(BytesCount::new(n_bytes))
        .bench(|| format::load(&FILES));
}

/// Decisions in random play by the compiled rules.
#[divan::bench(args = ROLES)]
fn decisions_by_the_rules(bencher: Bencher<'_, '_>, key: &str) {
    const N_RUNS: u64 = 10_000;
    let start = start(key);
    let space = Space::of(&SCENARIO, &start, &odds::LIMIT).expect("it can be walked");
    let n_decisions = odds::sample(&space, N_RUNS, 1917).n_decisions;
    bencher
        .counter(ItemsCount::new(n_decisions))
        .bench(|| odds::sample(&space, N_RUNS, 1917));
}

/// Decisions of whole runs as they are played, with every page as it would be shown.
#[divan::bench(args = ROLES)]
fn decisions_with_text(bencher: Bencher<'_, '_>, key: &str) {
    let scenario = std::sync::Arc::new(SCENARIO.clone());
    let play = |seed: u64| {
        let mut run = Playthrough::begin(scenario.clone(), role(key), seed);
        while !run.is_over() {
            match run.view(&Options::default()).page {
                PageView::Scene(scene) => {
                    let open = scene.choices.iter().position(|item| item.locked.is_none());
                    run.act(Action::Choose(open.unwrap_or(0)))
                        .expect("it is open");
                }
                PageView::After(_) | PageView::End(_) => {
                    run.act(Action::Continue).expect("there is a page to turn");
                }
            }
        }
        run.replay().steps.len()
    };
    bencher.counter(ItemsCount::new(play(7))).bench(|| play(7));
}

/// Every state once, with the proof of what is reached.
#[divan::bench(args = ROLES)]
fn states(bencher: Bencher<'_, '_>, key: &str) {
    let walked = || {
        walk(
            &SCENARIO,
            role(key),
            &Readings::default(),
            &Limit::default(),
        )
    };
    let n_states = walked().expect("it can be walked").n_states;
    bencher.counter(ItemsCount::new(n_states)).bench(walked);
}

/// Every state, and from each the exact odds of every answer and ending: all choices
/// alike, as recorded, the lowest and the highest.
#[divan::bench(args = ROLES)]
fn exact_odds(bencher: Bencher<'_, '_>, key: &str) {
    let start = start(key);
    let all = || {
        let space = Space::of(&SCENARIO, &start, &odds::LIMIT).expect("it can be walked");
        let policies = [
            Policy::Alike,
            Policy::Recorded,
            Policy::Lowest,
            Policy::Highest,
        ];
        let odds = policies.map(|policy| space.odds(&policy));
        (space.n_states(), odds)
    };
    bencher.counter(ItemsCount::new(all().0)).bench(all);
}

/// The codes of so many runs of all roles, one a line, by a player whose choices follow from
/// a number.
fn codes(n_runs: u64) -> String {
    let scenario = std::sync::Arc::new(SCENARIO.clone());
    let code = |(number, key): (u64, &str)| {
        let role = role(key);
        let seed = rules::word(number, 1) % run_code::SHORT_SEEDS;
        let mut run = Playthrough::begin(scenario.clone(), role, seed);
        for step in 2.. {
            if run.is_over() {
                break;
            }
            let first = usize::try_from(rules::word(number, step) % 4).unwrap_or(0);
            let taken = (0..4).any(|more| run.act(Action::Choose((first + more) % 4)).is_ok());
            assert!(taken && run.act(Action::Continue).is_ok(), "it can go on");
        }
        run_code::write(&scenario, run.journal()).expect("it has a code")
    };
    let played = (0..n_runs).zip(ROLES.into_iter().cycle());
    played.map(|played| code(played) + "\n").collect()
}

/// A class from its codes to the page for the projector.
#[divan::bench(args = [30, 200, 10_000], sample_count = 10)]
fn class_from_codes_to_page(bencher: Bencher<'_, '_>, n_runs: u64) {
    let handed = [Handed::pasted(&codes(n_runs))];
    bencher.counter(ItemsCount::new(n_runs)).bench_local(|| {
        let reading = class::read(&SCENARIO, &handed, None);
        let class = Class::of(&SCENARIO, &reading, Wanted::default());
        report::class_html(&ClassSheet {
            scenario: &SCENARIO,
            class: &class,
            reading: &reading,
            title: "The class",
        })
    });
}
