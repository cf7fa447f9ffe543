//! Odds as they are read: on the command line and in the terminal.

use std::collections::BTreeMap;

use crate::cli::{october, parts, path_text, run};
use crate::fixtures::{self, petition};
use crate::support::Terminal;

/// How long it took is the machine's affair.
fn untimed(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once(" in ") {
        Some((head, tail)) if tail.contains(" seconds; ") => {
            let (_, tail) = tail.split_once(" seconds; ").unwrap();
            format!("{head} in … seconds; {tail}\n")
        }
        _ => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn the_table_of_a_small_role() {
    let scenes = fixtures::path("petition");
    let (code, out, err) = run(&["explore", "--scenes", path_text(&scenes)], "");
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!("explore_petition", untimed(&out));
}

#[test]
fn a_line_of_json_for_each_answer_and_they_add_up() {
    let args = ["explore", "--role", "red_guard", "--format", "json"];
    let (code, out, err) = run(&args, "");
    assert_eq!((code, err.as_str()), (0, ""));
    let lines: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["kind"], "space");
    assert_eq!(lines[0]["states"], 18_729);
    let mut sums: BTreeMap<String, u128> = BTreeMap::new();
    for line in &lines[1..] {
        let share = line["odds"]["alike"].as_str().unwrap();
        let digits: u128 = share.replace('.', "").parse().unwrap();
        *sums.entry(line["turning_point"].to_string()).or_default() += digits;
    }
    assert_eq!(sums.len(), 18, "seventeen turning points and the ending");
    for (question, sum) in sums {
        let missing = 10_u128.pow(15).abs_diff(sum);
        // Cut off after fifteen digits, at most six answers.
        assert!(missing <= 12, "{question}: {missing}");
    }
}

#[test]
fn playing_at_random_stands_beside_it() {
    let scenes = fixtures::path("petition");
    let args = [
        "explore",
        "--scenes",
        path_text(&scenes),
        "--simulate",
        "1000",
    ];
    let (code, out, _) = run(&args, "");
    assert_eq!(code, 0);
    assert!(out.contains("sampled: 1,000 playings at random"), "{out}");
}

#[test]
fn too_many_states_are_refused_with_what_makes_them_many() {
    let args = ["explore", "--role", "minister", "--most-states", "1000"];
    let (code, out, err) = run(&args, "");
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(
        out.contains("no odds: 1001 states were reached with"),
        "{out}"
    );
    assert!(out.contains("rules may still ask for gauge"), "{out}");
}

/// A run of the petition along the first choices, kept in a folder.
fn kept() -> (tempfile::TempDir, Vec<String>) {
    let home = tempfile::tempdir().unwrap();
    let scenes = fixtures::path("petition");
    let place = [
        "--scenes".to_owned(),
        path_text(&scenes).to_owned(),
        "--data-dir".to_owned(),
        path_text(home.path()).to_owned(),
    ];
    let mut args = vec!["play", "--front-end", "terminal", "--seed", "7"];
    args.extend(place.iter().map(String::as_str));
    let script = "1\n\n".repeat(8) + "quit\n";
    let output = october(home.path(), &args)
        .write_stdin(script)
        .output()
        .unwrap();
    assert!(output.status.success());
    (home, place.to_vec())
}

/// `october explore --run clerk-001` and more, on the kept run.
fn of_run(more: &[&str]) -> (i32, String, String) {
    let (home, place) = kept();
    let mut args = vec!["explore", "--run", "clerk-001"];
    args.extend(more);
    args.extend(place.iter().map(String::as_str));
    parts(&october(home.path(), &args).output().unwrap())
}

#[test]
fn a_run_is_explored_from_any_of_its_moments() {
    let (code, out, _) = of_run(&[]);
    assert_eq!(code, 0);
    assert!(out.contains("as decided"), "{out}");
    let (code, later, _) = of_run(&["--after", "3"]);
    assert_eq!(code, 0);
    assert!(later.len() < out.len(), "{later}");
    let (code, _, err) = of_run(&["--after", "99"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("there are no odds after 99 decisions"),
        "{err}"
    );
    let (code, _, err) = run(&["explore", "--run", "nothing-here"], "");
    assert_eq!(code, 2);
    assert!(err.contains("nothing-here"), "{err}");
}

#[test]
fn what_an_answer_hung_on_is_told() {
    let (code, out, _) = of_run(&["--why", "petition"]);
    assert_eq!(code, 0, "{out}");
    insta::assert_snapshot!("why_petition", out);
    let (code, out, _) = of_run(&["--why", "ending", "--format", "json"]);
    assert_eq!(code, 0);
    let why: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(why["kind"], "why");
    assert_eq!(why["last"], "1.000000000000000");
    let (code, _, err) = of_run(&["--why", "the moon"]);
    assert_eq!(code, 2);
    assert!(err.contains("`the moon` was not decided"), "{err}");
}

#[test]
fn the_terminal_tells_odds_before_and_after_the_end() {
    let game = Terminal::of(petition());
    let mut script = vec!["hints odds", "1", "odds", "why 1", "1", ""];
    script.extend(["1", ""].repeat(8));
    script.extend(["odds", "why 2", "why harbour", "why 99", "quit"]);
    insta::assert_snapshot!("term_odds", {
        let said = game.types(&script);
        // Only what the model says; the story has its own snapshots.
        said.split("\n\n")
            .filter(|part| {
                [
                    "model",
                    "likely",
                    "moved",
                    "brought",
                    "% ",
                    "hung on",
                    "number “",
                ]
                .iter()
                .any(|word| part.contains(word))
            })
            .map(|part| format!("{part}\n\n"))
            .collect::<String>()
    });
}

#[test]
fn the_terminal_does_not_tell_what_lies_ahead_unasked() {
    let game = Terminal::of(petition());
    let said = game.types(&["1", "", "odds", "quit"]);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("type hints odds first"), "{said}");
    assert!(!said.contains("What becomes of the petition?"), "{said}");
}
