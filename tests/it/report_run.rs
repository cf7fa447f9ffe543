//! `october report`: one run written down whole, as a page, as text and as JSON.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use october::compare::spread;
use october::model::Scenario;
use october::playthrough::{Action, Playthrough};
use october::report::{RunLabel, RunReport, RunSheet, Sheet, run_html, run_json, run_lines};

use crate::cli::{october, parts, path_text, spoilt};
use crate::fixtures;
use crate::report_page::read;
use crate::support::without_face;

/// A folder with two finished runs of the petition and one that has only begun.
fn kept(scenes: &Path) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for typed in ["1\n\n1\n\n1\n\n1\n\n", "2\n\n1\n\n1\n\n1\n\n", "1\n\n"] {
        let args = ["play", "--role", "clerk", "--seed", "7"];
        let output = october(home.path(), &args)
            .args(["--front-end", "terminal", "--new"])
            .args(["--scenes", path_text(scenes)])
            .args(["--data-dir", path_text(home.path())])
            .write_stdin(typed)
            .output()
            .unwrap();
        assert_eq!(parts(&output).0, 0);
    }
    home
}

fn report(home: &Path, scenes: &Path, args: &[&str]) -> (i32, String, String) {
    let output = october(home, &["report"])
        .args(args)
        .args(["--scenes", path_text(scenes)])
        .args(["--data-dir", path_text(home)])
        .output()
        .unwrap();
    parts(&output)
}

/// A run that takes these choices, again and again from the first.
fn played(scenario: &Arc<Scenario>, role: &str, seed: u64, choices: &[usize]) -> Playthrough {
    let role = scenario.role_by_key(role).unwrap();
    let mut run = Playthrough::begin(Arc::clone(scenario), role, seed);
    for choice in choices.iter().cycle().take(60) {
        // What is locked leaves the first that is open.
        for choice in [*choice, 0, 1, 2, 3] {
            if run.act(Action::Choose(choice)).is_ok() {
                break;
            }
        }
        let _ = run.act(Action::Continue);
    }
    run
}

/// The recorded path.
fn recorded(scenario: &Arc<Scenario>, role: &str, seed: u64) -> Playthrough {
    let role = scenario.role_by_key(role).unwrap();
    let mut run = Playthrough::begin(Arc::clone(scenario), role, seed);
    while let october::journal::Position::Scene(scene) = run.replay().position() {
        let (choice, _) = scenario[scene].historical().unwrap();
        if run.act(Action::Choose(choice)).is_err() {
            run.act(Action::Choose(0)).unwrap();
        }
        run.act(Action::Continue).unwrap();
    }
    run
}

/// What is made of a run: the page and the object.
fn made(scenario: &Scenario, run: &Playthrough, other: Option<&Playthrough>) -> (String, Value) {
    let label = |id: &str| RunLabel {
        id: id.to_owned(),
        name: String::new(),
        role: run.journal().role.clone(),
    };
    let (mine, its_other) = (label("mine"), label("other"));
    let spread = spread(scenario, run.replay(), other.map(Playthrough::replay));
    let report = RunReport::of(&RunSheet {
        sheet: Sheet {
            scenario,
            spread: &spread,
            mine: &mine,
            other: other.map(|_| &its_other),
        },
        run: run.replay(),
        seed: run.journal().seed,
        code: None,
    });
    assert!(!run_lines(&report).is_empty());
    (run_html(&report), run_json(&report))
}

fn texts(list: &Value, key: &str) -> Vec<String> {
    let list = list.as_array().unwrap().iter();
    list.map(|item| item[key].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_report_reads_like_this() {
    let scenes = fixtures::path("petition");
    let home = kept(&scenes);
    let args = ["clerk-002", "--format", "text"];
    let (code, out, err) = report(home.path(), &scenes, &args);
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!("report_of_a_run", out);
}

#[test]
fn the_page_is_whole_and_fetches_nothing() {
    let scenes = fixtures::path("petition");
    let home = kept(&scenes);
    for args in [
        &["clerk-001"][..],
        &["clerk-002", "clerk-001"],
        &["clerk-003"],
    ] {
        let (code, page, err) = report(home.path(), &scenes, args);
        assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
        let read = read(&page);
        read.leads_nowhere_else();
        read.can_be_heard();
        let words = without_face(&page);
        for outside in ["http:", "https:", "//", "url(", "@import", "javascript:"] {
            assert!(!words.contains(outside), "{outside}");
        }
        assert_eq!(report(home.path(), &scenes, args).1, page, "the same again");
    }
}

#[test]
fn every_turning_point_and_every_source_has_its_place() {
    let scenario = fixtures::petrograd();
    let run = played(&scenario, "red_guard", 7, &[1, 0, 2]);
    let (page, json) = made(&scenario, &run, None);
    let read = read(&page);
    read.leads_nowhere_else();
    read.can_be_heard();
    for item in &scenario.turning_points {
        let anchor = format!("turning-point-{}", item.key);
        assert!(read.ids.contains(&anchor), "{anchor}");
        assert!(json["comparison"]["rows"].to_string().contains(&item.key));
    }
    let sources = json["sources"].as_array().unwrap();
    assert!(sources.len() > 20);
    let used: BTreeSet<String> = read.values("href").into_iter().collect();
    for (number, source) in (1..).zip(sources) {
        assert_eq!(source["number"], number);
        assert!(
            used.contains(&format!("#source-{number}")),
            "{number} is never named"
        );
        assert!(read.ids.contains(&format!("source-{number}")));
        assert!(!source["uses"].as_array().unwrap().is_empty());
    }
    assert!(!read.ids.contains(&format!("source-{}", sources.len() + 1)));
    // The maps: two or three hours on different days or one day, in pairs.
    let maps = json["maps"].as_array().unwrap().len();
    assert!((1..=3).contains(&maps));
    assert!(read.ids.contains("map-1-mine-title") || read.ids.contains("map-1-title"));
}

#[test]
fn odds_are_always_said_to_be_the_models() {
    let scenario = fixtures::petrograd();
    let (page, json) = made(&scenario, &played(&scenario, "red_guard", 3, &[2, 1]), None);
    let whose = "They measure nothing about 1917.";
    assert!(page.contains(whose) && json["odds"]["whose"].as_str().unwrap().contains(whose));
    assert!(page.matches("in this model").count() >= 4);
    for question in json["questions"].as_array().unwrap() {
        let facts = question["facts"].as_str().unwrap();
        if facts.contains('%') {
            assert!(facts.contains("In this game’s model"), "{facts}");
        }
    }
}

#[test]
fn questions_follow_the_run() {
    let scenario = fixtures::petrograd();
    let first = made(
        &scenario,
        &played(&scenario, "red_guard", 7, &[1, 0, 2]),
        None,
    )
    .1;
    let second = made(
        &scenario,
        &played(&scenario, "red_guard", 8, &[2, 2, 0, 1]),
        None,
    )
    .1;
    for json in [&first, &second] {
        let questions = &json["questions"];
        assert_eq!(texts(questions, "facts").len(), 8);
        let kinds: BTreeSet<String> = texts(questions, "kind").into_iter().collect();
        assert_eq!(kinds.len(), 8, "one of each kind: {kinds:?}");
        assert!(
            texts(questions, "ask")
                .iter()
                .all(|ask| ask.contains(['?', '.']))
        );
    }
    let shared: BTreeSet<String> = texts(&first["questions"], "facts").into_iter().collect();
    let differs = texts(&second["questions"], "facts");
    let n_new = differs
        .iter()
        .filter(|facts| !shared.contains(*facts))
        .count();
    assert!(n_new >= 5, "only {n_new} are new: {differs:?}");
}

#[test]
fn there_are_more_than_twelve_kinds_of_question() {
    let petition = fixtures::petition();
    let petrograd = fixtures::petrograd();
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    let mut add = |json: &Value| kinds.extend(texts(&json["questions"], "kind"));
    for seed in 0..8 {
        for choices in [[0, 0], [1, 0], [0, 1], [1, 1]] {
            let run = played(&petition, "clerk", seed, &choices);
            add(&made(&petition, &run, None).1);
        }
    }
    let recorded = recorded(&petrograd, "red_guard", 1);
    add(&made(&petrograd, &recorded, None).1);
    for (seed, choices) in [(1, [0, 1, 2]), (2, [2, 0, 0]), (3, [1, 1, 0])] {
        let run = played(&petrograd, "red_guard", seed, &choices);
        add(&made(&petrograd, &run, Some(&recorded)).1);
        add(&made(&petrograd, &run, None).1);
    }
    assert!(kinds.len() >= 14, "{} kinds: {kinds:?}", kinds.len());
}

#[test]
fn a_run_as_recorded_has_one_map_and_is_asked_why() {
    let scenario = fixtures::petrograd();
    // The seed of the play script whose luck follows the record in every draw.
    let (page, json) = made(&scenario, &recorded(&scenario, "red_guard", 3), None);
    let counts = &json["comparison"]["counts"];
    assert_eq!(
        (&counts["turned"], &counts["decided_otherwise"]),
        (&0.into(), &0.into())
    );
    assert_eq!(json["maps"].as_array().unwrap().len(), 1);
    assert!(page.contains("Every place was held as in history at every hour."));
    let read = read(&page);
    assert!(read.ids.contains("map-1-title") && !read.ids.contains("map-1-mine-title"));
    read.leads_nowhere_else();
    let questions = &json["questions"];
    assert_eq!(texts(questions, "kind")[0], "all_as_recorded");
    assert_eq!(texts(questions, "kind").len(), 8);
    let debates = json["debates"].as_array().unwrap();
    assert_eq!(
        debates
            .iter()
            .filter(|debate| debate["in_full"] == true)
            .count(),
        3
    );
}

#[test]
fn debates_are_told_without_an_answer() {
    let scenario = fixtures::petrograd();
    let (page, json) = made(
        &scenario,
        &played(&scenario, "red_guard", 7, &[1, 0, 2]),
        None,
    );
    let debates = json["debates"].as_array().unwrap();
    assert!(debates.len() > 5);
    for debate in debates {
        let item = scenario
            .debates
            .iter()
            .find(|item| item.key == debate["id"])
            .unwrap();
        assert_eq!(
            debate["positions"].as_array().unwrap().len(),
            item.positions.len()
        );
        for point in debate["points"].as_array().unwrap() {
            let id = point["id"].as_str().unwrap();
            let point = scenario
                .turning_points
                .iter()
                .find(|item| item.key == id)
                .unwrap();
            let named = item
                .turning_points
                .iter()
                .any(|id| scenario[*id].key == point.key);
            let names = point
                .debate
                .is_some_and(|debate| scenario[debate].key == item.key);
            assert!(named || names, "{id} does not bear on {}", item.key);
        }
        let in_full = debate["in_full"].as_bool().unwrap();
        assert_eq!(
            page.contains(&format!("id=\"debate-{}\"", item.key)),
            in_full
        );
    }
    assert!(debates.iter().any(|debate| debate["in_full"] == true));
}

#[test]
fn what_lies_ahead_of_a_run_is_not_told() {
    let scenes = fixtures::path("petition");
    let home = kept(&scenes);
    for format in ["html", "text", "json"] {
        let (code, out, _) = report(home.path(), &scenes, &["clerk-003", "--format", format]);
        assert_eq!(code, 0);
        for ahead in [
            "What becomes of the petition?",
            "It is heard, and the river",
        ] {
            assert!(!out.contains(ahead), "{ahead} in {format}: {out}");
        }
        assert!(out.contains("not finished"), "{format}");
    }
}

#[test]
fn json_has_the_keys_it_promises() {
    let scenes = fixtures::path("petition");
    let home = kept(&scenes);
    let args = ["clerk-001", "--format", "json"];
    let (_, out, _) = report(home.path(), &scenes, &args);
    let json: Value = serde_json::from_str(&out).unwrap();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "comparison",
            "debates",
            "end",
            "kind",
            "maps",
            "odds",
            "questions",
            "run",
            "scenario",
            "sources",
            "version"
        ]
    );
    assert_eq!(
        (&json["kind"], &json["version"]),
        (&"report".into(), &1.into())
    );
    assert_eq!(json["run"]["seed"], 7);
    assert!(json["run"]["code"].as_str().unwrap().len() > 10);
    assert_eq!(json["comparison"]["kind"], "comparison");
    assert_eq!(json["maps"][0]["places"].as_array().unwrap().len(), 5);
}

#[test]
fn what_a_stranger_writes_stays_text() {
    let folder = spoilt("turning_points.ron", |text| {
        text.replace(
            "What becomes of the petition?",
            "<script>alert(1)</script> & \\\"it\\\"?",
        )
    });
    let home = kept(folder.path());
    let (code, page, _) = report(home.path(), folder.path(), &["clerk-002"]);
    assert_eq!(code, 0);
    read(&page).leads_nowhere_else();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;it&quot;?"));
}

#[test]
fn a_place_at_the_end_of_the_world_is_drawn_without_a_word() {
    let folder = spoilt("places.ron", |text| {
        text.replace(
            "lat: 44.8155,\n            lon: 20.4075",
            "lat: -89.9,\n            lon: -179.9",
        )
        .replace("width: 90", "width: 65535")
    });
    let home = kept(folder.path());
    let (code, page, _) = report(home.path(), folder.path(), &["clerk-002"]);
    assert_eq!(code, 0);
    read(&page).leads_nowhere_else();
}

#[test]
fn what_cannot_be_reported_is_said() {
    let scenes = fixtures::path("petition");
    let home = kept(&scenes);
    let refused = |args: &[&str]| {
        let (code, out, err) = report(home.path(), &scenes, args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        err
    };
    assert!(refused(&["clerk-009"]).contains("there is no run `clerk-009`"));
    assert!(refused(&["clerk-001", "clerk-009"]).contains("there is no run `clerk-009`"));
    let foreign = home.path().join("runs/foreign-001.ron");
    let text = std::fs::read_to_string(home.path().join("runs/clerk-001.ron")).unwrap();
    let text = text.replace("scenario: \"petition\"", "scenario: \"other\"");
    std::fs::write(&foreign, text).unwrap();
    assert!(refused(&["foreign-001"]).contains("belongs to the scenario `other`"));
    let lost = home.path().join("mistyped/page.html");
    let err = refused(&["clerk-001", "--out", path_text(&lost)]);
    assert!(err.contains("there is no folder for this file"), "{err}");
    let there = home.path().join("there.html");
    std::fs::write(&there, "a letter").unwrap();
    let err = refused(&["clerk-001", "--out", path_text(&there)]);
    assert!(err.contains("there is a file already"), "{err}");
    assert_eq!(std::fs::read_to_string(&there).unwrap(), "a letter");
    let args = ["clerk-001", "--out", path_text(&there), "--force"];
    assert_eq!(report(home.path(), &scenes, &args).0, 0);
    read(&std::fs::read_to_string(&there).unwrap());
    let folder = refused(&["clerk-001", "--out", path_text(home.path()), "--force"]);
    assert!(folder.starts_with("error: "), "{folder}");
}
