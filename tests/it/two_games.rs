//! Several games on one data folder in the same instant: nobody takes what is another's,
//! nothing that was decided is lost, and nobody is kept waiting by a game that hangs.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use october::playthrough::Action;
use october::session::Session;
use october::store::{Imported, RunId};

use crate::fixtures;
use crate::folder::{Folder, THREE, decisions, three_decisions};

fn clerk_001() -> RunId {
    RunId::parse("clerk-001").unwrap()
}

#[test]
fn a_thousand_runs_begun_in_the_same_instants_have_a_thousand_names() {
    const GAMES: usize = 8;
    const EACH: usize = 125;
    let folder = Folder::new();
    let scenario = fixtures::petition();
    let start = Barrier::new(GAMES);
    let names: Vec<(RunId, usize)> = thread::scope(|scope| {
        let games: Vec<_> = (0..GAMES)
            .map(|game| {
                let (folder, scenario, start) = (&folder, &scenario, &start);
                scope.spawn(move || {
                    let mut names = Vec::new();
                    for number in 0..EACH {
                        let mut session = folder.begin(scenario);
                        session.rename(&format!("{game} {number}"));
                        start.wait();
                        session.act(Action::Choose(0)).unwrap();
                        assert_eq!(session.take_notice(), None);
                        names.push((session.id().unwrap().clone(), game));
                    }
                    names
                })
            })
            .collect();
        games
            .into_iter()
            .flat_map(|game| game.join().unwrap())
            .collect()
    });
    let owners: BTreeMap<RunId, usize> = names.into_iter().collect();
    assert_eq!(owners.len(), GAMES * EACH, "two games took one name");
    let (runs, problems) = folder.store().runs();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(runs.len(), GAMES * EACH);
    for run in runs {
        let owner = format!("{} ", owners[&run.id]);
        assert!(run.journal.name.starts_with(&owner), "{}", run.id);
    }
}

#[test]
fn two_games_that_go_on_with_one_run_in_the_same_instant_both_keep_what_they_decide() {
    let scenario = fixtures::petition();
    for _ in 0..100 {
        let folder = Folder::new();
        let mut first = folder.begin(&scenario);
        first.act(Action::Choose(1)).unwrap();
        first.act(Action::Continue).unwrap();
        let file = folder.the_run();
        let start = Barrier::new(2);
        thread::scope(|scope| {
            for choice in [0, 2] {
                let (start, scenario) = (&start, &scenario);
                let (store, file) = (folder.store(), file.clone());
                scope.spawn(move || {
                    let mut game = Session::resume(store, Arc::clone(scenario), file).unwrap();
                    start.wait();
                    // And then it is closed for good.
                    game.act(Action::Choose(choice)).unwrap();
                });
            }
        });
        let (runs, problems) = folder.store().runs();
        assert!(problems.is_empty(), "{problems:?}");
        let mut second: Vec<&str> = runs.iter().map(|run| decisions(run)[1].1).collect();
        second.sort_unstable();
        assert_eq!(second, ["tell_the_hour", "upper_lane"]);
    }
}

#[test]
fn a_name_given_in_the_instant_of_a_decision_costs_neither() {
    let scenario = fixtures::petition();
    for number in 0..100 {
        let folder = Folder::new();
        let mut game = folder.begin(&scenario);
        game.act(Action::Choose(1)).unwrap();
        game.act(Action::Continue).unwrap();
        let start = Barrier::new(2);
        let name = format!("The {number}th winter");
        thread::scope(|scope| {
            scope.spawn(|| {
                start.wait();
                let store = folder.store();
                store.change_run(&clerk_001(), |journal| journal.rename(&name))
            });
            start.wait();
            game.act(Action::Choose(2)).unwrap();
        });
        let run = folder.the_run();
        assert_eq!(decisions(&run), THREE[..2]);
        assert_eq!(run.journal.name, name);
    }
}

#[test]
fn a_run_taken_in_twice_in_the_same_instant_is_kept_once() {
    let theirs = Folder::new();
    let mut session = theirs.begin(&fixtures::petition());
    three_decisions(&mut session);
    for _ in 0..50 {
        let folder = Folder::new();
        let start = Barrier::new(2);
        let import = || {
            start.wait();
            folder.store().import_run(session.run().journal()).unwrap()
        };
        let (first, second) = thread::scope(|scope| {
            let first = scope.spawn(import);
            (import(), first.join().unwrap())
        });
        assert_eq!(first.id(), second.id());
        assert!(matches!(
            (&first, &second),
            (Imported::New(_), Imported::AlreadyKept(_))
                | (Imported::AlreadyKept(_), Imported::New(_))
        ));
    }
}

#[test]
fn a_run_deleted_while_it_is_played_comes_back_whole() {
    let folder = Folder::new();
    let mut game = folder.begin(&fixtures::petition());
    three_decisions(&mut game);
    let other = folder.store();
    other.delete_run(&clerk_001()).unwrap();
    assert_eq!(other.runs().0.len(), 0);
    game.act(Action::Continue).unwrap();
    assert_eq!(game.take_notice(), None);
    assert_eq!(decisions(&folder.the_run()), THREE);
    // A second time there is nothing to delete, and that is said with the file's name.
    other.delete_run(&clerk_001()).unwrap();
    let error = other.delete_run(&clerk_001()).unwrap_err().to_string();
    assert!(error.starts_with("deleting failed: "), "{error}");
    assert!(error.ends_with("clerk-001.ron"), "{error}");
}

#[test]
fn a_game_that_hangs_shuts_nobody_out() {
    let folder = Folder::new();
    let mut game = folder.begin(&fixtures::petition());
    game.act(Action::Choose(1)).unwrap();
    let hanging = fs::File::open(folder.path(".lock"));
    let hanging = hanging.or_else(|_| fs::File::create(folder.path(".lock")));
    let hanging = hanging.unwrap();
    hanging.lock().unwrap();
    let begun = Instant::now();
    game.act(Action::Continue).unwrap();
    game.act(Action::Choose(2)).unwrap();
    assert_eq!(game.take_notice(), None);
    assert_eq!(decisions(&folder.the_run()), THREE[..2]);
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "it waited too long"
    );
}

#[test]
fn a_clock_that_was_set_back_changes_nothing_but_the_order() {
    let folder = Folder::new();
    let scenario = fixtures::petition();
    for _ in 0..2 {
        three_decisions(&mut folder.begin(&scenario));
    }
    // Saved in a year to come, before the clock was put right.
    let years = Duration::from_secs(20 * 365 * 24 * 60 * 60);
    let future = std::time::SystemTime::now() + years;
    let path = folder.run_path("clerk-001");
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(future).unwrap();
    // And one from before there were computers.
    let past = std::time::SystemTime::UNIX_EPOCH - Duration::from_secs(1_000_000_000);
    let path = folder.run_path("clerk-002");
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_modified(past).unwrap();

    let store = folder.store();
    let (runs, problems) = store.runs();
    assert!(problems.is_empty(), "{problems:?}");
    let ids: Vec<&str> = runs.iter().map(|run| run.id.as_str()).collect();
    assert_eq!(ids, ["clerk-001", "clerk-002"]);
    assert_eq!(runs[1].saved_at(), None, "no hour rather than a wrong one");
    for run in runs {
        assert_eq!(decisions(&run), THREE);
        let id = run.id.clone();
        let mut game = Session::resume(store.clone(), Arc::clone(&scenario), run).unwrap();
        game.act(Action::Continue).unwrap();
        assert_eq!(game.take_notice(), None);
        assert_eq!(game.id(), Some(&id));
    }
    // What is played now stands where the clock says.
    let (runs, _) = store.runs();
    assert!(runs.iter().all(|run| run.saved < future - years / 2));
}
