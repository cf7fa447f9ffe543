//! Readings: the same decisions under another reading, and the run that remembers it.

use std::sync::Arc;

use october::compare::{compare, readings_lines};
use october::explore::odds::{LIMIT, Policy, Space, Target};
use october::format::journal_file;
use october::journal::{self, ForeignJournal, Replay};
use october::model::{AnswerIdx, Readings, Scenario, SceneId, TurningPointId};
use october::playthrough::{Action, NoReading, Playthrough, choose_reading, questions};
use october::session::Session;
use october::store;

use crate::fixtures::{self, clerk, petition};
use crate::folder::Folder;
use crate::support::Terminal;

/// A turning point by its written id.
fn named(scenario: &Scenario, key: &str) -> TurningPointId {
    let mut ids = scenario.turning_point_ids();
    ids.find(|id| scenario[*id].key == key).unwrap()
}

/// The only question of the petition that is read in two ways.
fn the_petition(scenario: &Scenario) -> TurningPointId {
    named(scenario, "petition")
}

fn square(scenario: &Scenario) -> Readings {
    let mut readings = Readings::default();
    choose_reading(scenario, &mut readings, "petition", "square").unwrap();
    readings
}

/// Reads the petition out before a crowd, and counts the hands only once.
fn counted_once(scenario: &Arc<Scenario>, readings: &Readings) -> Playthrough {
    let mut run = Playthrough::begin_under(Arc::clone(scenario), clerk(scenario), 7, readings);
    for choice in [0, 0, 0, 1] {
        run.act(Action::Choose(choice)).unwrap();
        run.act(Action::Continue).unwrap();
    }
    run
}

/// What became of the petition.
fn answer(run: &Playthrough) -> String {
    let scenario = run.scenario();
    let id = the_petition(scenario);
    let answer = run.replay().state().answer(id).unwrap();
    scenario[id].answer(answer).unwrap().key.clone()
}

#[test]
fn a_reading_is_chosen_among_those_there_are() {
    let scenario = petition();
    let (id, river) = (the_petition(&scenario), named(&scenario, "river"));
    let mut readings = Readings::default();
    assert!(!readings.choose(&scenario, id, 2));
    assert!(!readings.choose(&scenario, river, 0), "read in one way");
    assert!(readings.is_default());
    assert!(readings.choose(&scenario, id, 1));
    assert_eq!(readings.of(id), 1);
    let keys = vec![("petition".to_owned(), "square".to_owned())];
    assert_eq!(readings.keys(&scenario), keys);
    assert_eq!(Readings::of_keys(&scenario, &keys), Ok(readings.clone()));
    assert!(readings.choose(&scenario, id, 0));
    assert_eq!(readings, Readings::default());
    let no_such = ("petition".to_owned(), "river".to_owned());
    assert_eq!(
        Readings::of_keys(&scenario, std::slice::from_ref(&no_such)),
        Err(no_such)
    );
}

#[test]
fn what_cannot_be_chosen_says_what_can() {
    let scenario = petition();
    let mut readings = Readings::default();
    let mut choose = |question, reading| {
        choose_reading(&scenario, &mut readings, question, reading).unwrap_err()
    };
    assert_eq!(
        choose("river", "square").to_string(),
        "`river` is no question that is read in more than one way; those are `petition`"
    );
    assert_eq!(
        choose("petition", "tower"),
        NoReading::NoSuchReading {
            question: "petition".to_owned(),
            wanted: "tower".to_owned(),
            known: vec!["reading_out".to_owned(), "square".to_owned()],
        }
    );
    let all = questions(&scenario, &square(&scenario));
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].key.as_str(), all[0].chosen), ("petition", 1));
    assert_eq!(
        all[0].readings[1].sources,
        ["Anonymous, Song of the Dyers, 1861"]
    );
}

#[test]
fn the_same_decisions_come_to_another_answer_under_another_reading() {
    let scenario = petition();
    let by_the_book = counted_once(&scenario, &Readings::default());
    let by_the_song = counted_once(&scenario, &square(&scenario));
    assert_eq!(answer(&by_the_book), "shelved");
    assert_eq!(answer(&by_the_song), "heard");
    let decisions = |run: &Playthrough| run.journal().decisions.clone();
    assert_eq!(decisions(&by_the_book), decisions(&by_the_song));
}

#[test]
fn the_exact_odds_follow_the_reading() {
    let scenario = petition();
    let decided: Vec<(SceneId, usize)> = [
        ("cold_hall", 0),
        ("ferry_stair", 0),
        ("toll_chain", 0),
        ("council_hall", 0),
        ("the_vote", 1),
    ]
    .map(|(scene, choice)| (scenario.scene_by_key(scene).unwrap(), choice))
    .to_vec();
    let heard = |readings: &Readings| {
        let start = Replay::of(&scenario, clerk(&scenario), readings);
        let space = Space::of(&scenario, &start, &LIMIT).unwrap();
        let target = Target::Answer(the_petition(&scenario), AnswerIdx(0));
        let column = space.column(target).unwrap();
        space.odds(&Policy::Decided(decided.clone())).here[column].decimal()
    };
    // The hands are counted once, so the book’s council does not hear it; before the
    // song’s crowd it cannot help hearing it.
    assert!(heard(&Readings::default()).starts_with("0.000000000000"));
    assert!(heard(&square(&scenario)).starts_with("1.000000000000"));
}

#[test]
fn history_is_the_same_under_every_reading() {
    let scenario = petition();
    let under = |readings: &Readings| {
        let path = journal::historical(&scenario, clerk(&scenario), readings);
        compare(&scenario, &path, None).n_turned()
    };
    assert_eq!(under(&Readings::default()), 0);
    assert_eq!(under(&square(&scenario)), 0);
}

#[test]
fn a_run_keeps_its_reading_on_disk_and_in_branches() {
    let folder = Folder::new();
    let scenario = petition();
    let readings = square(&scenario);
    let store = folder.store();
    let role = clerk(&scenario);
    let mut session = Session::begin(store, Arc::clone(&scenario), role, 7, &readings);
    for choice in [0, 0, 0, 1] {
        session.act(Action::Choose(choice)).unwrap();
        session.act(Action::Continue).unwrap();
    }
    let file = folder.the_run();
    assert_eq!(file.journal.readings, readings.keys(&scenario));
    let text = journal_file::write(&file.journal);
    assert!(text.contains(r#"("petition", "square")"#), "{text}");
    assert_eq!(journal_file::read(text.as_bytes()).unwrap(), file.journal);

    let mut again = Session::resume(folder.store(), Arc::clone(&scenario), file).unwrap();
    assert_eq!(again.run().readings(), &readings);
    assert_eq!(answer(again.run()), "heard");
    again.go_back(1);
    assert_eq!(again.run().readings(), &readings);
    assert_eq!(again.run().journal().readings, readings.keys(&scenario));
    assert!(
        again.reread(&Readings::default()).is_none(),
        "a branch keeps them"
    );
}

#[test]
fn a_run_under_a_reading_that_is_gone_is_refused() {
    let scenario = petition();
    let mut journal = counted_once(&scenario, &square(&scenario))
        .journal()
        .clone();
    journal.readings = vec![("petition".to_owned(), "weather".to_owned())];
    let refused = journal::replay(&scenario, &journal).unwrap_err();
    assert!(matches!(refused, ForeignJournal::NoSuchReading { .. }));
    assert_eq!(
        refused.to_string(),
        "this run is played under the reading `weather` of `petition`, which is not in the scenario"
    );
}

#[test]
fn the_other_side_is_entered_under_the_same_reading() {
    let scenario = fixtures::loaded(&store::embedded_files("petrograd_1917"));
    let mut readings = Readings::default();
    let first = &questions(&scenario, &readings)[0];
    let (id, key) = (first.id, first.readings[1].key.clone());
    readings.choose(&scenario, id, 1);
    let role = scenario.role_by_key("minister").unwrap();
    let folder = Folder::new();
    let mut session = Session::begin(folder.store(), Arc::clone(&scenario), role, 1, &readings);
    while !session.run().is_over() {
        let done = session.act(Action::Choose(0));
        assert!(done.is_ok());
        session.act(Action::Continue).unwrap();
    }
    let n_decisions = session.run().journal().decisions.len();
    let side = (0..n_decisions)
        .find_map(|decision| session.run().other_sides(decision).into_iter().next())
        .unwrap();
    let other = session.other_side(side.role, side.scene).unwrap();
    assert_eq!(other.run().readings(), &readings);
    assert_eq!(other.run().journal().readings[0].1, key);
}

#[test]
fn two_runs_under_two_readings_are_compared_and_it_is_said() {
    let scenario = petition();
    let by_the_book = counted_once(&scenario, &Readings::default());
    let by_the_song = counted_once(&scenario, &square(&scenario));
    let lines = |mine: &Playthrough, other: Option<&Playthrough>| {
        readings_lines(&scenario, mine.replay(), other.map(Playthrough::replay))
    };
    assert_eq!(lines(&by_the_book, Some(&by_the_book)), [""; 0]);
    assert_eq!(
        lines(&by_the_song, Some(&by_the_song)),
        [
            "This run: The petition is read as “The square carried it”.",
            "The other run: The petition is read as “The square carried it”.",
        ]
    );
    assert_eq!(
        lines(&by_the_book, Some(&by_the_song)),
        [
            "The other run: The petition is read as “The square carried it”.",
            "The two runs are read differently: the same decisions may come to other answers.",
        ]
    );
    let rows = compare(&scenario, by_the_book.replay(), Some(by_the_song.replay()));
    let row = rows.turning_points().nth(1).unwrap();
    assert_ne!(row.mine, row.other);
    assert!(rows.decisions().all(|row| row.mine == row.other));
}

#[track_caller]
fn says(transcript: &str, text: &str) {
    // Wrapping is not what is looked for here.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (all, wanted) = (words(transcript), words(text));
    assert!(all.contains(&wanted), "no {text:?} in:\n{transcript}");
}

#[test]
fn the_terminal_lists_the_readings_and_takes_one() {
    let game = Terminal::of(petition());
    let text = game.types(&["readings", "reading petition square", "1", "", "readings"]);
    says(
        &text,
        "The petition [petition]. What becomes of the petition?",
    );
    says(
        &text,
        "The reading carried it [reading_out]. Your next run goes by this one.",
    );
    says(&text, "See: Anonymous, Song of the Dyers, 1861.");
    says(
        &text,
        "For the next run that is begun: The petition is read as “The square carried it”.",
    );
    says(
        &text,
        "One question is read in more than one way; type readings for it.",
    );
    says(
        &text,
        "The square carried it [square]. Your next run goes by this one.",
    );
}

#[test]
fn a_reading_can_be_chosen_until_the_first_decision() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&[
        "reading petition square",
        "1",
        "",
        "reading petition reading_out",
        "1",
        "",
        "1",
        "",
        "2",
        "",
        "compare",
    ]);
    says(
        &text,
        "This run begins again. The petition is read as “The square carried it”.",
    );
    says(&text, "This run keeps the readings it was begun under.");
    says(&text, "Type new to begin one.");
    says(
        &text,
        "This run: The petition is read as “The square carried it”.",
    );
    says(
        &text,
        "As in history: It is heard, and the river is open on two days",
    );
}

#[test]
fn a_reading_that_is_none_changes_nothing() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&[
        "reading river square",
        "reading petition tower",
        "reading",
        "1",
    ]);
    says(
        &text,
        "`river` is no question that is read in more than one way",
    );
    says(
        &text,
        "`petition` has no reading `tower`; its readings are `reading_out`, `square`.",
    );
    let (runs, _) = game.store().runs();
    assert!(runs[0].journal.readings.is_empty());
}
