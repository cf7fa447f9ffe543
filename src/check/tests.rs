//! Each lint on the small story, with one thing spoilt.

mod readings;

use super::{Tally, check};
use crate::diagnostics::{Code, Diagnostic};
use crate::explore::By;
use crate::explore::small;
use crate::format::load;

type Edit<'a> = (&'a str, &'a str, &'a str);

const DAY: &str = "miller/day.ron";
const ROLE: &str = "miller/role.ron";
const POINTS: &str = "turning_points.ron";

/// All that is reported but lengths, as "code message", and the text each points at.
fn reported(edits: &[Edit<'_>]) -> Vec<(String, String)> {
    let files = small::files(edits);
    let scenario = load(&files).scenario.unwrap();
    let shown = |diagnostic: &Diagnostic| {
        let label = diagnostic.primary.as_ref().unwrap();
        let file = files.iter().find(|file| file.path == label.file).unwrap();
        let text = file
            .text
            .as_ref()
            .unwrap()
            .get(label.range.clone().unwrap())
            .unwrap();
        (
            format!("{} {}", diagnostic.code, diagnostic.message),
            text.to_owned(),
        )
    };
    let report = check(&scenario, &files);
    let found = report.diagnostics.iter();
    found
        .filter(|diagnostic| diagnostic.code != Code::Length)
        .map(shown)
        .collect()
}

#[track_caller]
fn assert_reported(edits: &[Edit<'_>], expected: &[(&str, &str)]) {
    let found = reported(edits);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(message, text)| (message.as_str(), text.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_sound_story_is_proved() {
    assert_reported(&[], &[]);
    let files = small::files(&[]);
    let report = check(&load(&files).scenario.unwrap(), &files);
    let [proof] = report.proof.as_slice() else {
        panic!("one role");
    };
    assert_eq!(proof.n_states, 32);
    assert_eq!(proof.n_scenes, Tally { reached: 4, all: 4 });
    assert_eq!(
        proof.n_choices,
        Tally {
            reached: 10,
            all: 10
        }
    );
    assert_eq!(
        proof.n_outcomes,
        Tally {
            reached: 12,
            all: 12
        }
    );
    assert_eq!(proof.n_endings, Tally { reached: 2, all: 2 });
    assert_eq!(proof.n_texts, Tally { reached: 5, all: 5 });
    assert!(proof.historical);
    assert_eq!(proof.n_dead_ends, 0);
    let routes: Vec<(usize, usize, bool)> = proof
        .turned
        .iter()
        .map(|routes| {
            (
                routes.levers.len(),
                routes.n_routes,
                routes.needed.is_empty(),
            )
        })
        .collect();
    // The council is turned by one rule, in ways that have no outcome in common.
    assert_eq!(routes, [(3, 3, true), (1, 2, true)]);
    assert_eq!(proof.turned[1].levers[0].0, By::Rule(0));
}

#[test]
fn scenes_that_lead_back_stop_the_proof() {
    assert_reported(
        &[
            (
                DAY,
                r#"effects: [Set("slept")], then: Go("hall")"#,
                r#"effects: [Set("slept")], then: Go("lane")"#,
            ),
            (DAY, "1917-03-01 11:00", "1917-03-01 09:00"),
        ],
        &[(
            "P001 scenes lead back to themselves: `cellar` to `lane` to `cellar`",
            "\"cellar\"",
        )],
    );
}

#[test]
fn dead_ends_are_reported() {
    assert_reported(
        &[(
            DAY,
            r#"Outcome(text: "You slip.""#,
            r#"Outcome(if: Flag("took_key"), text: "You slip.""#,
        )],
        &[("P002 nothing may come of `climb` in `cellar`", "\"climb\"")],
    );
}

#[test]
fn what_no_playing_comes_to_is_reported() {
    assert_reported(
        &[
            (
                DAY,
                r#"requires: AtMost("nerve", 1)"#,
                r#"requires: AtLeast("nerve", 4)"#,
            ),
            (
                POINTS,
                r#"(if: AtLeast("crowd", 4)"#,
                r#"(if: AtLeast("crowd", 5)"#,
            ),
        ],
        &[
            (
                "P003 the choice `leave` in `hall` is never open",
                "AtLeast(\"nerve\", 4)",
            ),
            (
                "P007 `miller` can turn `council` by one route only",
                "\"council\"",
            ),
            ("P003 no playing ends with `away`", "\"away\""),
            (
                "P004 variant 1 of statement 1 of the epilogue is never shown",
                "All([Flag(\"slept\"), Answered(\"council\", \"flees\")])",
            ),
            (
                "P003 rule 2 of `gate` never decides",
                "(if: AtLeast(\"crowd\", 5), answer: \"broken\")",
            ),
        ],
    );
}

#[test]
fn texts_never_shown_are_reported() {
    assert_reported(
        &[(
            DAY,
            r#"Answered("gate", "open")]), text"#,
            r#"Holds("mill_gate", "guild")]), text"#,
        )],
        &[(
            "P004 paragraph 1 of `also` in `hall` is never shown",
            "All([Flag(\"slept\"), Holds(\"mill_gate\", \"guild\")])",
        )],
    );
}

#[test]
fn choices_that_come_to_the_same_are_reported() {
    assert_reported(
        &[(
            DAY,
            r#"effects: [Settle("gate", "open")], then: Go("cellar")"#,
            r#"then: Go("cellar")"#,
        )],
        &[(
            "P005 nothing can tell `wait` and `unbar` in `lane` apart afterwards",
            "\"wait\"",
        )],
    );
}

#[test]
fn a_record_that_gives_another_answer_is_reported() {
    assert_reported(
        &[
            (
                POINTS,
                r#"(if: AtLeast("crowd", 4)"#,
                r#"(if: AtLeast("crowd", 2)"#,
            ),
            (
                POINTS,
                r#"Not(AtMost("crowd", 1))"#,
                r#"AtLeast("nerve", 0), AtMost("nerve", 1)"#,
            ),
        ],
        &[(
            "P006 the recorded path of `miller` answers `gate` with `broken`, by rule 2; history answered `shut`",
            "(if: AtLeast(\"crowd\", 2), answer: \"broken\")",
        )],
    );
}

#[test]
fn a_record_that_is_locked_is_reported() {
    assert_reported(
        &[(
            DAY,
            r#"Choice(id: "push", "#,
            r#"Choice(id: "push", requires: AtMost("nerve", 1), locked: "No.", "#,
        )],
        &[(
            "P006 the recorded path ends in `lane`: it is locked there",
            "AtMost(\"nerve\", 1)",
        )],
    );
}

#[test]
fn the_reach_of_a_role_is_what_it_turns() {
    assert_reported(
        &[(ROLE, r#"["gate", "council"]"#, r#"["gate"]"#)],
        &[(
            "P007 `miller` can turn `council`, which is not in its reach",
            "[\"gate\"]",
        )],
    );
    assert_reported(
        &[
            (
                POINTS,
                r#"Any([Holds("mill_gate", "guild"), All([Answered("gate", "broken"), Not(AtMost("crowd", 1))])])"#,
                r#"Holds("mill_gate", "guild")"#,
            ),
            (
                ROLE,
                r#"Flag("slept"), Answered("council", "flees")"#,
                r#"Flag("slept"), Answered("council", "meets")"#,
            ),
        ],
        &[(
            "P007 `miller` can turn `council` by one route only",
            "\"council\"",
        )],
    );
}

#[test]
fn flags_are_set_and_read() {
    assert_reported(
        &[
            (
                DAY,
                r#"(if: Flag("rang_bell"), text"#,
                r#"(if: Holds("tower", "town"), text"#,
            ),
            ("events.ron", r#"if: Flag("rang_bell"), "#, ""),
            (DAY, r#"Set("slept")"#, r#"Set("rang_bell")"#),
            (
                ROLE,
                r#"(if: Holds("tower", "guild"), text: "The tower is the guild's."),"#,
                "",
            ),
        ],
        &[
            (
                "P004 paragraph 1 of `also` in `hall` is never shown",
                "All([Flag(\"slept\"), Answered(\"gate\", \"open\")])",
            ),
            (
                "W003 nothing ever asks for the flag `rang_bell`",
                "\"rang_bell\"",
            ),
            ("W004 nothing ever sets the flag `slept`", "\"slept\""),
            (
                "P004 variant 1 of statement 1 of the epilogue is never shown",
                "All([Flag(\"slept\"), Answered(\"council\", \"flees\")])",
            ),
        ],
    );
}

#[test]
fn records_and_sources_are_asked_for() {
    assert_reported(
        &[
            (
                DAY,
                r#"Outcome(historical: true, text: "You sleep.""#,
                r#"Outcome(text: "You sleep.""#,
            ),
            (
                DAY,
                r#"id: "stay", text: "Stay", record: Historical, sources: ["annals"]"#,
                r#"id: "stay", text: "Stay", record: Considered"#,
            ),
        ],
        &[
            ("H001 `cellar` marks 0 outcomes as historical", "\"cellar\""),
            (
                "H001 `stay` in `hall` is on the recorded path and is not `Historical`",
                "Considered",
            ),
            (
                "H002 the choice `stay` in `hall` has no source",
                "Considered",
            ),
        ],
    );
}

#[test]
fn lengths_are_measured() {
    let files = small::files(&[]);
    let report = check(&load(&files).scenario.unwrap(), &files);
    let found: Vec<&str> = report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::Length)
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert!(
        found.contains(&"the text of `square` has 2 words"),
        "{found:#?}"
    );
    assert!(found.contains(&"the outcome `key` (outcome 2) in `square` has 3 words"));
    assert!(found.contains(&"the opening of `day` has 3 words"));
    assert!(
        !found
            .iter()
            .any(|message| message.starts_with("the choice"))
    );
}

#[test]
fn the_shipped_scenario_is_proved() {
    let files = crate::store::embedded_files("petrograd_1917");
    let scenario = load(&files).scenario.unwrap();
    let report = check(&scenario, &files);
    let errors: Vec<&str> = report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert_eq!(errors, [] as [&str; 0]);
    assert_eq!(report.proof.len(), scenario.roles.len());
    for proof in &report.proof {
        let key = &scenario[proof.role].key;
        for tally in [
            proof.n_scenes,
            proof.n_choices,
            proof.n_outcomes,
            proof.n_endings,
            proof.n_texts,
        ] {
            assert_eq!(tally.reached, tally.all, "{key}");
        }
        assert!(proof.historical && proof.n_dead_ends == 0, "{key}");
    }
    let n_others: usize = scenario
        .turning_points
        .iter()
        .map(|item| item.readings.len().saturating_sub(1))
        .sum();
    assert_eq!(report.readings.len(), n_others);
    for proof in &report.readings {
        let key = &scenario[proof.id].key;
        assert_eq!(proof.agreement.unwrap().n_differences, 0, "{key}");
        assert!(!proof.roles.is_empty(), "{key}");
        for role in &proof.roles {
            assert!(role.historical && role.n_dead_ends == 0, "{key}");
            assert_eq!(role.n_endings.reached, role.n_endings.all, "{key}");
        }
        let turned = proof.roles.iter().any(|role| role.routes.n_routes > 0);
        assert!(turned, "{key}");
    }
}
