//! What must come out the same on every machine and in every later version.
//!
//! Everything here is somebody's saved game. A test that fails says that a change made
//! the past another one; the change is wrong then, not the expectation.

use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

use october::format::journal_file;
use october::journal::{Decision, Journal};
use october::model::Scenario;
use october::playthrough::{Action, Options, PageView, Playthrough};
use october::rules::{State, below};

use crate::fixtures;

#[test]
fn words_become_outcomes_by_multiplying_and_shifting() {
    for (word, bound, expected) in [
        (0, 1, 0),
        (u64::MAX, 1, 0),
        (0x5555_5555_5555_5555, 3, 0),
        (0x5555_5555_5555_5556, 3, 1),
        (0x8000_0000_0000_0000, 2, 1),
        (0xb585_f767_a79a_3b6c, 1000, 709),
    ] {
        assert_eq!(below(word, bound), expected, "{word:#x} below {bound}");
    }
}

/// Plays choices by their written ids and says what came of them.
#[track_caller]
fn check(seed: u64, choices: &[&str], expected: &str) {
    let scenario = fixtures::petition();
    let role = fixtures::clerk(&scenario);
    let mut run = Playthrough::begin(Arc::clone(&scenario), role, seed);
    for key in choices {
        let PageView::Scene(view) = run.view(&Options::default()).page else {
            panic!("nothing is to be decided any more before `{key}`");
        };
        let scene = &scenario[scenario.scene_by_key(&view.key).unwrap()];
        let index = scene.choices.iter().position(|choice| choice.key == *key);
        let index = index.unwrap_or_else(|| panic!("`{}` has no `{key}`", scene.key));
        run.act(Action::Choose(index)).unwrap();
        run.act(Action::Continue).unwrap();
    }
    assert_eq!(told(&scenario, &run), expected);
}

fn told(scenario: &Scenario, run: &Playthrough) -> String {
    let mut text = String::new();
    for step in &run.replay().steps {
        let scene = &scenario[step.scene];
        let choice = scene.choices.get(step.choice).unwrap();
        let luck = if step.drawn { ", drawn" } else { "" };
        let outcome = step.outcome + 1;
        writeln!(text, "{}: {} ({outcome}{luck})", scene.key, choice.key).unwrap();
    }
    if let PageView::End(end) = run.view(&Options::default()).page {
        writeln!(text, "end: {}", end.key).unwrap();
    }
    text + &state(scenario, run.replay().state())
}

fn state(scenario: &Scenario, state: &State) -> String {
    let mut parts: Vec<String> = Vec::new();
    for id in scenario.gauges_of(fixtures::clerk(scenario)) {
        parts.push(format!("{} {}", scenario[id].key, state.level(id)));
    }
    for flag in &scenario[fixtures::clerk(scenario)].flags {
        if state.has(*flag) {
            parts.push(scenario[*flag].key.clone());
        }
    }
    for id in scenario.turning_point_ids() {
        let answer = state
            .answer(id)
            .and_then(|answer| scenario[id].answer(answer));
        parts.push(format!(
            "{}={}",
            scenario[id].key,
            answer.map_or("?", |answer| &answer.key)
        ));
    }
    let toll_house = scenario
        .place_ids()
        .find(|id| scenario[*id].key == "toll_house")
        .unwrap();
    let side = &scenario[state.holder(toll_house).unwrap()];
    parts.push(format!("toll_house: {}", side.key));
    parts.join(", ")
}

#[test]
fn the_recorded_path() {
    check(
        0,
        &["copy_fair", "tell_the_hour", "read_aloud", "count_twice", "say_it"],
        "\
cold_hall: copy_fair (1)
ferry_stair: tell_the_hour (1, drawn)
council_hall: read_aloud (1)
the_vote: count_twice (1)
square_at_dusk: say_it (1)
end: petition_heard
square 3, council 4, nerve 4, fair_copy, read_out, river=collector, petition=heard, toll_house: nobody",
    );
}

#[test]
fn seed_six_opens_the_river_and_burns_the_paper() {
    check(
        6,
        &["light_stove", "tell_the_hour", "lift", "burn", "say_it"],
        "\
cold_hall: light_stove (1)
ferry_stair: tell_the_hour (2, drawn)
toll_chain: lift (3, drawn)
council_hall: burn (1)
square_at_dusk: say_it (3)
end: petition_lost
square 4, council 1, nerve 0, lit_stove, chain_talk, river=boatmen, petition=burnt, toll_house: boatmen",
    );
}

#[test]
fn seed_nine_wakes_the_collector() {
    check(
        9,
        &["leave_out_names", "tell_the_hour", "lift", "hand_over", "count_once", "side_door"],
        "\
cold_hall: leave_out_names (1)
ferry_stair: tell_the_hour (2, drawn)
toll_chain: lift (2, drawn)
council_hall: hand_over (1)
the_vote: count_once (1)
square_at_dusk: side_door (1)
end: side_door
square 4, council 0, nerve 1, names_left_out, chain_talk, counted_once, river=collector, petition=shelved, toll_house: council",
    );
}

#[test]
fn seed_one_stumbles_over_the_wine() {
    check(
        1,
        &["light_stove", "upper_lane", "read_aloud", "count_twice", "say_it"],
        "\
cold_hall: light_stove (1)
ferry_stair: upper_lane (1)
council_hall: read_aloud (2, drawn)
the_vote: count_twice (1)
square_at_dusk: say_it (1)
end: petition_heard
square 1, council 3, nerve 1, lit_stove, read_out, river=collector, petition=heard, toll_house: nobody",
    );
}

#[test]
fn an_unfinished_run() {
    check(
        u64::MAX,
        &["copy_fair", "tell_the_hour", "until_four"],
        "\
cold_hall: copy_fair (1)
ferry_stair: tell_the_hour (2, drawn)
toll_chain: until_four (1)
square 3, council 2, nerve 4, fair_copy, chain_talk, river=collector, petition=?, toll_house: council",
    );
}

fn read(name: &str) -> (String, Journal) {
    let text = fs::read_to_string(fixtures::path("journals").join(name)).unwrap();
    let journal = journal_file::read(text.as_bytes()).unwrap();
    (text, journal)
}

fn decision(scene: &str, choice: &str) -> Decision {
    Decision {
        scene: scene.to_owned(),
        choice: choice.to_owned(),
    }
}

#[test]
fn runs_of_format_1_open_for_ever() {
    let (text, journal) = read("format_1.ron");
    let expected = Journal {
        scenario: "petition".to_owned(),
        content: 0x00c0_ffee_00c0_ffee,
        role: "clerk".to_owned(),
        begins: None,
        readings: Vec::new(),
        starred: false,
        seed: u64::MAX,
        decisions: vec![
            decision("cold_hall", "light_stove"),
            decision("ferry_stair", "upper_lane"),
        ],
        pages_turned: 1,
        name: "The \u{201e}warm\" run".to_owned(),
        parent: Some(("clerk-001".to_owned(), 1)),
        votes: Vec::new(),
    };
    assert_eq!(journal, expected);
    // It is what is written today. Once a format 2 is, this line goes and the file stays.
    assert_eq!(journal_file::write(&journal), text);

    let scenario = fixtures::petition();
    let (run, stop) = Playthrough::resume(Arc::clone(&scenario), journal).unwrap();
    assert_eq!(stop, None);
    assert!(run.on_outcome());
    assert_eq!(run.replay().steps.len(), 2);
}

#[test]
fn a_run_that_has_just_begun_is_written_and_opens() {
    let (text, journal) = read("format_1_just_begun.ron");
    let scenario = fixtures::petition();
    let mut expected = Journal::of(&scenario, fixtures::clerk(&scenario), 0);
    expected.content = u64::MAX;
    assert_eq!(journal, expected);
    assert_eq!(journal_file::write(&journal), text);
}

#[test]
fn a_run_written_by_hand_opens() {
    let (_, journal) = read("format_1_by_hand.ron");
    let expected = Journal {
        scenario: "petition".to_owned(),
        content: 1,
        role: "clerk".to_owned(),
        begins: None,
        readings: Vec::new(),
        starred: false,
        seed: 7,
        decisions: vec![decision("cold_hall", "copy_fair")],
        // More pages than there are decisions cannot have been turned.
        pages_turned: 1,
        name: String::new(),
        parent: None,
        votes: Vec::new(),
    };
    assert_eq!(journal, expected);
}

#[test]
fn a_run_that_begins_in_the_middle_opens() {
    let (text, journal) = read("format_1_other_side.ron");
    assert_eq!(journal.begins.as_deref(), Some("council_hall"));
    assert_eq!(journal_file::write(&journal), text);
    let (run, stop) = Playthrough::resume(fixtures::petition(), journal).unwrap();
    assert_eq!(stop, None);
    // What lies before went as recorded; the seed has no part in it.
    assert_eq!(
        state(run.scenario(), run.replay().state()),
        "square 4, council 1, nerve 3, fair_copy, river=collector, petition=?, toll_house: council"
    );
}
