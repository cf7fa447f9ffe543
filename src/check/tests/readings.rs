//! The lints of readings, on the small story with a gate that is read in two ways.

use super::{DAY, Edit, POINTS, ROLE, assert_reported, reported};
use crate::check::check;
use crate::explore::{By, small};
use crate::format::load;

/// Two readings of the gate; `rules` are those of the second.
fn gate_read_as(rules: &str) -> String {
    format!(
        r#"(answer: "shut")],
        readings: [
            Reading(id: "key", name: "The key", text: "It hung on the key.", sources: ["annals"]),
            Reading(id: "crowd", name: "The crowd", text: "It hung on the crowd.", sources: ["annals"], rules: [{rules}]),
        ],"#
    )
}

#[track_caller]
fn assert_reported_of_reading(rules: &str, expected: &[(&str, &str)]) {
    let readings = gate_read_as(rules);
    let edits = [(POINTS, r#"(answer: "shut")],"#, readings.as_str())];
    assert_reported(&edits, expected);
}

#[test]
fn a_sound_reading_is_proved() {
    let rules = r#"(if: AtLeast("crowd", 4), answer: "open"), (answer: "shut")"#;
    assert_reported_of_reading(rules, &[]);
    let readings = gate_read_as(rules);
    let files = small::files(&[(POINTS, r#"(answer: "shut")],"#, &readings)]);
    let report = check(&load(&files).scenario.unwrap(), &files);
    let [proof] = report.readings.as_slice() else {
        panic!("one reading that is not the first");
    };
    let [role] = proof.roles.as_slice() else {
        panic!("one role");
    };
    assert_eq!((proof.id.index(), proof.reading), (0, 1));
    assert!(role.historical);
    assert_eq!(role.n_dead_ends, 0);
    assert_eq!(role.routes.levers[0].0, By::Rule(0));
    // Without the key only a crowd of four opens the gate, or somebody who unbars it.
    assert_eq!(role.routes.n_routes, 2);
    assert_eq!(proof.agreement, None);
}

#[test]
fn a_reading_must_leave_history_as_it_was() {
    assert_reported_of_reading(
        r#"(if: AtLeast("crowd", 2), answer: "open"), (answer: "shut")"#,
        &[(
            "P006 under the reading `crowd` of `gate`, the recorded path of `miller` answers `gate` with `open`, by rule 1; history answered `shut`",
            "(if: AtLeast(\"crowd\", 2), answer: \"open\")",
        )],
    );
}

#[test]
fn every_rule_of_a_reading_decides_in_some_playing() {
    assert_reported_of_reading(
        r#"(if: AtLeast("crowd", 4), answer: "open"), (if: AtLeast("crowd", 5), answer: "broken"), (answer: "shut")"#,
        &[(
            "P003 rule 2 of the reading `crowd` of `gate` never decides",
            "(if: AtLeast(\"crowd\", 5), answer: \"broken\")",
        )],
    );
}

#[test]
fn a_playing_stuck_under_a_reading_is_reported_once() {
    // Under the second reading nobody can have broken the gate, so the cellar is shut.
    let readings = gate_read_as(r#"(if: AtLeast("crowd", 4), answer: "open"), (answer: "shut")"#);
    let edits = [
        (POINTS, r#"(answer: "shut")],"#, readings.as_str()),
        (
            DAY,
            r#"Outcome(text: "You slip.""#,
            r#"Outcome(if: Not(All([Flag("took_key"), Answered("gate", "shut")])), text: "You slip.""#,
        ),
    ];
    assert_reported(
        &edits,
        &[(
            "P002 under the reading `crowd` of `gate`, nothing may come of `climb` in `cellar`",
            "\"climb\"",
        )],
    );
}

#[test]
fn what_only_a_reading_asks_for_is_read() {
    let edits = [
        (
            DAY,
            r#"(if: Flag("rang_bell"), text"#,
            r#"(if: Holds("tower", "town"), text"#,
        ),
        ("events.ron", r#"if: Flag("rang_bell"), "#, ""),
        (
            ROLE,
            r#"(if: Holds("tower", "guild"), text: "The tower is the guild's."),"#,
            "",
        ),
    ];
    let never_read = |edits: &[Edit<'_>]| {
        let found = reported(edits);
        found.iter().any(|(message, _)| message.starts_with("W003"))
    };
    assert!(never_read(&edits));
    let readings = gate_read_as(
        r#"(if: All([Flag("rang_bell"), AtLeast("crowd", 4)]), answer: "open"), (answer: "shut")"#,
    );
    let [one, two, three] = edits;
    let with = [
        one,
        two,
        three,
        (POINTS, r#"(answer: "shut")],"#, readings.as_str()),
    ];
    assert!(!never_read(&with));
}

#[test]
fn there_is_an_end_to_the_readings_that_are_proved() {
    let files = small::files(&[]);
    let mut scenario = load(&files).scenario.unwrap();
    let readings = gate_read_as(r#"(if: AtLeast("crowd", 4), answer: "open"), (answer: "shut")"#);
    let with = small::scenario(&[(POINTS, r#"(answer: "shut")],"#, &readings)]);
    let gate = with.turning_points[0].clone();
    let second = gate.readings[1].clone();
    scenario.turning_points[0] = gate;
    scenario.turning_points[0]
        .readings
        .extend(vec![second; 200]);
    let report = check(&scenario, &files);
    assert_eq!(report.readings.len(), 100);
    let unproved = report.diagnostics.iter().filter(|diagnostic| {
        diagnostic
            .message
            .ends_with("nothing is proved: at most 100 readings are")
    });
    assert_eq!(unproved.count(), 1);
}
