//! What the walk finds, on a story small enough to work out by hand.

use super::small;
use super::{By, Limit, Shown, TextAt, Walk, WalkError, cycle, texts, unread, walk};
use crate::model::{Readings, RoleId, Scenario};

const DAY: &str = "miller/day.ron";

#[track_caller]
fn walked(scenario: &Scenario) -> Walk {
    walk(
        scenario,
        RoleId::at(0),
        &Readings::default(),
        &Limit::default(),
    )
    .unwrap()
}

/// Key of the scene and number of states, in the order of the walk.
fn sizes(scenario: &Scenario) -> Vec<(String, usize)> {
    let walk = walked(scenario);
    let sizes = walk.scenes.iter();
    sizes
        .map(|scene| (scenario[scene.size.scene].key.clone(), scene.size.n_states))
        .collect()
}

#[test]
fn states_that_nothing_can_tell_apart_are_one() {
    // Worked out by hand as (crowd, nerve, gate, who holds it). The bell is no state, as
    // only a text asks what came of it; the key is none after ten o'clock.
    // lane: 3 2; 2 2 with the key; 2 1; 4 2.
    // cellar: 3 2 shut, 3 2 open, 1 2 open, 2 2 open, 2 1 shut, 1 2 broken, 4 2 open.
    // hall, from the lane: 2 2 shut, 1 2 open, 1 1 shut, 3 2 shut; asleep: six more;
    // climbing: three that hold the gate, seven that slipped.
    let found = sizes(&small::scenario(&[]));
    let expected = [("square", 1), ("lane", 4), ("cellar", 7), ("hall", 20)];
    let expected: Vec<(String, usize)> = expected
        .iter()
        .map(|(key, size)| ((*key).to_owned(), *size))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn everything_that_is_reached_is_found() {
    let walk = walked(&small::scenario(&[]));
    assert!(walk.scenes.iter().all(|scene| scene.is_reached()));
    assert!(
        walk.scenes
            .iter()
            .flat_map(|scene| &scene.choices)
            .all(|choice| choice.open)
    );
    let outcomes = walk.scenes.iter().flat_map(|scene| &scene.choices);
    assert!(
        outcomes
            .flat_map(|choice| &choice.outcomes)
            .all(|reached| *reached)
    );
    assert_eq!(walk.endings, [true, true]);
    assert_eq!(walk.dead_ends, []);
    let locked: Vec<(usize, usize)> = walk
        .scenes
        .iter()
        .enumerate()
        .flat_map(|(scene, item)| {
            item.choices
                .iter()
                .enumerate()
                .map(move |item| (scene, item))
        })
        .filter(|(_, (_, choice))| choice.locked)
        .map(|(scene, (choice, _))| (scene, choice))
        .collect();
    assert_eq!(locked, [(1, 2), (3, 1)]);
}

#[test]
fn levers_and_what_they_need_are_found() {
    let walk = walked(&small::scenario(&[]));
    let levers = |id: usize| -> Vec<(u8, By, usize)> {
        let levers = walk.turning_points[id].levers.iter();
        levers
            .map(|lever| (lever.answer.0, lever.by, lever.needs.len()))
            .collect()
    };
    assert_eq!(
        levers(0),
        [
            (0, By::Rule(2), 0),
            (1, By::Rule(0), 1),
            (1, By::Settled, 1),
            (2, By::Rule(1), 2),
        ]
    );
    assert_eq!(levers(1), [(0, By::Rule(1), 0), (1, By::Rule(0), 0)]);
    assert_eq!(walk.turning_points[0].answers, [true, true, true]);
}

#[test]
fn a_dead_end_comes_with_a_way_there() {
    let edits = [(
        DAY,
        r#"Outcome(text: "You slip.""#,
        r#"Outcome(if: Flag("took_key"), text: "You slip.""#,
    )];
    let scenario = small::scenario(&[
        edits[0],
        (
            DAY,
            r#"Choice(id: "stay", text: "Stay", record: Historical"#,
            r#"Choice(id: "stay", requires: AtMost("nerve", 1), locked: "No.", text: "Stay", record: Historical"#,
        ),
    ]);
    let walk = walked(&scenario);
    let found: Vec<(&str, Option<usize>, Vec<(usize, usize)>)> = walk
        .dead_ends
        .iter()
        .map(|dead_end| {
            let path = dead_end
                .path
                .iter()
                .map(|step| (step.choice, step.outcome))
                .collect();
            (scenario[dead_end.scene].key.as_str(), dead_end.choice, path)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("cellar", Some(1), vec![(1, 1), (1, 0)]),
            ("hall", None, vec![(0, 0), (0, 0)]),
        ]
    );
}

#[test]
fn what_is_never_shown_is_told_from_what_is() {
    let scenario = small::scenario(&[(
        DAY,
        r#"All([Flag("slept"), Answered("gate", "open")])"#,
        r#"All([Flag("slept"), Holds("mill_gate", "guild")])"#,
    )]);
    let found = texts(
        &scenario,
        RoleId::at(0),
        &Readings::default(),
        &Limit::default(),
    )
    .unwrap();
    let shown: Vec<(bool, Shown)> = found
        .iter()
        .map(|text| (matches!(text.text, TextAt::Also { .. }), text.shown))
        .collect();
    use Shown::{Never, Sometimes};
    // One cannot both sleep and climb, so neither is the first statement's first
    // variant out of reach: the council also flees from a crowd at a broken gate.
    assert_eq!(
        shown,
        [
            (true, Sometimes),
            (true, Never),
            (false, Sometimes),
            (false, Sometimes),
            (false, Sometimes),
        ]
    );
}

#[test]
fn scenes_that_lead_back_are_named() {
    let scenario = small::scenario(&[
        (
            DAY,
            r#"text: "You sleep.", effects: [Set("slept")], then: Go("hall")"#,
            r#"text: "You sleep.", effects: [Set("slept")], then: Go("lane")"#,
        ),
        (DAY, "1917-03-01 11:00", "1917-03-01 09:00"),
    ]);
    let keys: Vec<&str> = cycle(&scenario, RoleId::at(0))
        .unwrap()
        .into_iter()
        .map(|scene| scenario[scene].key.as_str())
        .collect();
    assert_eq!(keys, ["cellar", "lane"]);
    let error = walk(
        &scenario,
        RoleId::at(0),
        &Readings::default(),
        &Limit::default(),
    )
    .unwrap_err();
    assert!(matches!(error, WalkError::Cycle(_)), "{error}");
}

#[test]
fn too_many_states_say_how_far_it_came() {
    let error = walk(
        &small::scenario(&[]),
        RoleId::at(0),
        &Readings::default(),
        &Limit {
            n_states: 7,
            ..Limit::default()
        },
    )
    .unwrap_err();
    let WalkError::TooManyStates {
        n_states, largest, ..
    } = error
    else {
        panic!("{error}");
    };
    assert!(n_states >= 8);
    assert!(largest[0].n_states >= 4 && !largest[0].differing.is_empty());
}

#[test]
fn a_choice_nothing_can_tell_from_another_is_found() {
    let found = unread(&small::scenario(&[]), RoleId::at(0), &Readings::default()).unwrap();
    let found: Vec<(usize, usize)> = found
        .iter()
        .map(|unread| (unread.scene.index(), unread.choice))
        .collect();
    // Waiting changes nothing but leads elsewhere; the last choices only end the story.
    assert_eq!(found, [(1, 1), (3, 0), (3, 1)]);
}
