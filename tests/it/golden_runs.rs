//! The past of everybody who has played the shipped scenario: whole runs with what they came
//! to, decision by decision, in `tests/fixtures/golden`.
//!
//! A run is stored as role, seed and decisions, and everything else is worked out anew each
//! time it is opened; so whatever changes the working out changes what people remember having
//! lived. If a test here fails:
//!
//! * after a change of the program, the change is wrong. No refactoring may change a draw, an
//!   outcome, a level, a holder, an answer or an ending.
//! * after a change of the scenes, look at what was changed. Words, pictures, sources, dates
//!   that decide nothing, new scenes and new choices never come here. Ids of scenes, choices,
//!   turning points, answers and endings never change. What does come here is a change of
//!   weights, effects, conditions, rules or of where a choice leads: people's runs then open
//!   with other answers or stop on the way, and codes on paper with them. If that is really
//!   meant, it is another `version` in `scenario.ron`: count it up, say it in the changelog,
//!   and in the same commit take out of the fixture exactly the runs whose past it changes,
//!   after reading how each differs; add others with [`print_runs`]. The rest must hold as
//!   they are.
//!
//! How the program meets runs of other content: the run file notes a hash of the content it
//! was last played with, which decides nothing; a run is replayed by its ids as far as they
//! lead, and the first decision that cannot be made any more is named. A code carries the
//! version and a mark of the content, and says when they are others.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

use october::format::{journal_file, run_code};
use october::journal::{Decision, Journal, Position, replay};
use october::model::{Readings, RoleId, Scenario};
use october::playthrough::{Action, Options, PageView, Playthrough, chapter_entry};
use october::rules::fnv1a;

use crate::fixtures;

/// What a run came to, as the fixture has it. The first lines are what is stored of it.
pub(crate) fn told(scenario: &Scenario, journal: &Journal) -> String {
    let mut text = format!("{} seed {}", journal.role, journal.seed);
    for (question, reading) in &journal.readings {
        write!(text, " {question}={reading}").unwrap();
    }
    if let Some(scene) = &journal.begins {
        write!(text, " begins {scene}").unwrap();
    }
    text.push('\n');
    let run = replay(scenario, journal).unwrap();
    for step in &run.steps {
        let scene = &scenario[step.scene];
        let choice = &scene.choices[step.choice];
        let drawn = if step.drawn { " drawn" } else { "" };
        let outcome = step.outcome + 1;
        writeln!(text, "{} {} -> {outcome}{drawn}", scene.key, choice.key).unwrap();
    }
    if let Some(stop) = &run.stop {
        writeln!(text, "stops: {stop}").unwrap();
    }
    match run.position() {
        Position::End(ending) => {
            let ending = &scenario[run.role].endings[ending];
            writeln!(text, "end: {}", ending.key).unwrap();
        }
        Position::Scene(scene) => writeln!(text, "at: {}", scenario[scene].key).unwrap(),
    }
    let state = run.state();
    let mut list = |head: &str, items: Vec<String>| {
        writeln!(text, "{head}: {}", items.join(", ")).unwrap();
    };
    let gauges = scenario.gauges_of(run.role);
    let levels = gauges.map(|id| format!("{} {}", scenario[id].key, state.level(id)));
    list("gauges", levels.collect());
    let flags = scenario[run.role].flags.iter();
    let set = flags.filter(|flag| state.has(**flag));
    list(
        "remembered",
        set.map(|flag| scenario[*flag].key.clone()).collect(),
    );
    let answers = scenario.turning_point_ids().map(|id| {
        let answer = state
            .answer(id)
            .and_then(|answer| scenario[id].answer(answer));
        let answer = answer.map_or("?", |answer| &answer.key);
        format!("{}={answer}", scenario[id].key)
    });
    list("answers", answers.collect());
    let holders = scenario.place_ids().filter_map(|place| {
        let holder = state.holder(place)?;
        let changed = run.start.holder(place) != Some(holder);
        changed.then(|| format!("{} {}", scenario[place].key, scenario[holder].key))
    });
    list("changed hands", holders.collect());
    text
}

/// The run that the first lines of a block store.
fn stored(scenario: &Scenario, block: &str) -> Journal {
    let mut lines = block.lines();
    let mut head = lines.next().unwrap().split(' ');
    let role = scenario.role_by_key(head.next().unwrap()).unwrap();
    assert_eq!(head.next(), Some("seed"), "{block}");
    let seed = head.next().unwrap().parse().unwrap();
    let mut journal = Journal::of(scenario, role, seed);
    while let Some(word) = head.next() {
        match word.split_once('=') {
            Some((question, reading)) => {
                let pair = (question.to_owned(), reading.to_owned());
                journal.readings.push(pair);
            }
            None => journal.begins = Some(head.next().unwrap().to_owned()),
        }
    }
    for line in lines {
        let Some((made, _)) = line.split_once(" -> ") else {
            break;
        };
        let (scene, choice) = made.split_once(' ').unwrap();
        journal.decisions.push(Decision {
            scene: scene.to_owned(),
            choice: choice.to_owned(),
        });
    }
    journal.pages_turned = journal.decisions.len();
    journal
}

/// Every run of a role's fixture must come to what stands there.
#[track_caller]
fn check(role: &str, n_runs: usize) {
    let scenario = fixtures::petrograd();
    let path = fixtures::path("golden").join(format!("{role}.txt"));
    let text = fs::read_to_string(path).unwrap();
    let blocks: Vec<&str> = text
        .split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty() && !block.starts_with('#'))
        .collect();
    assert_eq!(blocks.len(), n_runs, "a run was lost from the fixture");
    let mut others = Vec::new();
    for block in blocks {
        let journal = stored(&scenario, block);
        assert_eq!(journal.role, role);
        let now = told(&scenario, &journal);
        if now.trim() != block {
            others.push(difference(block, now.trim()));
        }
        // What is kept of it, and what stands on paper, is this very run.
        let file = journal_file::write(&journal);
        assert_eq!(journal_file::read(file.as_bytes()).unwrap(), journal);
        if let Ok(code) = run_code::write(&scenario, &journal) {
            assert_eq!(run_code::read(&scenario, &code).unwrap().journal, journal);
        }
    }
    assert!(
        others.is_empty(),
        "{} of {n_runs} runs have another past now; see the head of this file for what to do:\n\n{}",
        others.len(),
        others.join("\n")
    );
}

/// The head of a run, and the first line that is another.
fn difference(then: &str, now: &str) -> String {
    let head = then.lines().next().unwrap_or_default();
    let mut now = now.lines();
    for line in then.lines() {
        let other = now.next().unwrap_or("nothing");
        if line != other {
            return format!("{head}\n  it was: {line}\n  now is: {other}\n");
        }
    }
    format!("{head}\n  more now: {}\n", now.next().unwrap_or_default())
}

#[test]
fn the_red_guards_past_stays_as_it_was() {
    check("red_guard", RED_GUARD);
}

#[test]
fn the_ministers_past_stays_as_it_was() {
    check("minister", MINISTER);
}

const RED_GUARD: usize = 31;
const MINISTER: usize = 33;

/// Every ending and every answer that can be come to is in somebody's past.
#[test]
fn the_golden_runs_come_to_every_ending() {
    let scenario = fixtures::petrograd();
    for role in scenario.role_ids() {
        let name = format!("{}.txt", scenario[role].key);
        let text = fs::read_to_string(fixtures::path("golden").join(name)).unwrap();
        for ending in &scenario[role].endings {
            let line = format!("\nend: {}\n", ending.key);
            assert!(text.contains(&line), "no golden run ends in {}", ending.key);
        }
    }
}

/// Plays to the end by choices that a number picks.
fn played(mut run: Playthrough, number: u64) -> Journal {
    let mut n_made = 0_u64;
    while !run.is_over() {
        if let PageView::Scene(page) = run.view(&Options::default()).page {
            let open: Vec<usize> = (0..page.choices.len())
                .filter(|index| page.choices[*index].locked.is_none())
                .collect();
            n_made += 1;
            let word = fnv1a(&[&number.to_le_bytes(), &n_made.to_le_bytes()]) >> 16;
            let index = usize::try_from(word % open.len() as u64).unwrap();
            run.act(Action::Choose(open[index])).unwrap();
        }
        run.act(Action::Continue).unwrap();
    }
    run.journal().clone()
}

/// Prints runs for a fixture that begins or grows: twenty of each role by chance, more until
/// every ending is there, one under each reading, and one from the beginning of each chapter.
#[test]
#[ignore = "writes nothing and checks nothing: it prints new runs for the fixture"]
fn print_runs() {
    let scenario = fixtures::petrograd();
    for role in scenario.role_ids() {
        for journal in new_runs(&scenario, role) {
            println!("{}", told(&scenario, &journal));
        }
    }
}

fn new_runs(scenario: &Arc<Scenario>, role: RoleId) -> Vec<Journal> {
    let begin = |seed| Playthrough::begin(Arc::clone(scenario), role, seed);
    let mut runs: Vec<Journal> = (0..20)
        .map(|number| played(begin(number * number * 7_919), number))
        .collect();
    let ending_of = |journal: &Journal| {
        let run = replay(scenario, journal).unwrap();
        match run.position() {
            Position::End(ending) => Some(ending),
            Position::Scene(_) => None,
        }
    };
    let mut found: BTreeSet<Option<usize>> = runs.iter().map(ending_of).collect();
    for number in 20..2_000 {
        if found.len() == scenario[role].endings.len() {
            break;
        }
        let journal = played(begin(number * number * 7_919), number);
        let ending = ending_of(&journal);
        if found.insert(ending) {
            runs.push(journal);
        }
    }
    let mut number = 100_000;
    for id in scenario.turning_point_ids() {
        for reading in &scenario[id].readings {
            let pair = (scenario[id].key.clone(), reading.key.clone());
            let readings = Readings::of_keys(scenario, &[pair]).unwrap();
            if readings.is_default() {
                continue;
            }
            number += 1;
            let run = Playthrough::begin_under(Arc::clone(scenario), role, number, &readings);
            runs.push(played(run, number));
        }
    }
    let readings = Readings::default();
    for chapter in 1..=scenario[role].chapters.len() {
        let entry = chapter_entry(scenario, role, &readings, &chapter.to_string());
        if let Ok(scene) = entry
            && scene != scenario[role].start
        {
            number += 1;
            let run = Playthrough::begin_at(Arc::clone(scenario), role, scene, number, &readings);
            runs.push(played(run.unwrap(), number));
        }
    }
    runs
}
