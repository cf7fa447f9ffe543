//! `october compare` as a process: text, page and JSON, and what it says of bad input.

use std::path::Path;

use serde_json::Value;

use crate::cli::{october, parts, path_text, spoilt};
use crate::fixtures;
use crate::support::{Terminal, without_face};

/// A folder with two finished runs of the petition and one that has only begun.
fn kept(scenes: &Path) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for typed in ["1\n\n1\n\n1\n\n1\n\n", "2\n\n1\n\n1\n\n1\n\n", "1\n\n"] {
        let args = [
            "play",
            "--role",
            "clerk",
            "--seed",
            "7",
            "--front-end",
            "terminal",
        ];
        let output = october(home.path(), &args)
            .args(["--scenes", path_text(scenes)])
            .args(["--data-dir", path_text(home.path())])
            .write_stdin(typed)
            .output()
            .unwrap();
        assert_eq!(parts(&output).0, 0);
    }
    home
}

fn compare(home: &Path, scenes: &Path, args: &[&str]) -> (i32, String, String) {
    let output = october(home, &["compare"])
        .args(args)
        .args(["--scenes", path_text(scenes)])
        .args(["--data-dir", path_text(home)])
        .output()
        .unwrap();
    parts(&output)
}

#[test]
fn a_run_beside_another_and_history_reads_like_this() {
    let scenes = fixtures::path("petition");
    let home = kept(&scenes);
    let (code, out, err) = compare(home.path(), &scenes, &["clerk-001", "clerk-002"]);
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!("compare_two_runs", out);
}

#[test]
fn only_differences_of_a_run_with_itself_are_none() {
    let scenes = fixtures::path("petition");
    let home = kept(&scenes);
    let args = ["clerk-002", "clerk-002", "--only-differences"];
    let (code, out, _) = compare(home.path(), &scenes, &args);
    assert_eq!(code, 0);
    assert!(
        out.contains("The two runs are the same.\n\nNo column"),
        "{out}"
    );
    let (_, out, _) = compare(
        home.path(),
        &scenes,
        &[&args[..], &["--format", "json"]].concat(),
    );
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["rows"], serde_json::json!([]));
    let (_, out, _) = compare(
        home.path(),
        &scenes,
        &[&args[..], &["--format", "html"]].concat(),
    );
    assert!(out.contains("Nothing differs."));
    assert!(!out.contains("<table") && !out.contains("<svg"), "{out}");
}

#[test]
fn json_has_the_keys_it_promises() {
    let scenes = fixtures::path("petition");
    let home = kept(&scenes);
    let args = ["clerk-001", "clerk-002", "--format", "json"];
    let (code, out, _) = compare(home.path(), &scenes, &args);
    assert_eq!(code, 0);
    let json: Value = serde_json::from_str(&out).unwrap();
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(
        keys(&json),
        [
            "counts",
            "first_between_runs",
            "first_from_history",
            "kind",
            "mine",
            "notes",
            "other",
            "places",
            "rows",
            "scenario",
            "timeline",
            "version"
        ]
    );
    assert_eq!(json["first_between_runs"], 0);
    let row = &json["rows"][0];
    assert_eq!(row["id"], "cold_hall");
    assert_eq!(row["mine"]["id"], "copy_fair");
    assert_eq!(row["mine"]["likeness"], "same");
    assert_eq!(row["other"]["id"], "light_stove");
    assert_eq!(row["between_runs"], "other");
    assert_eq!(json["timeline"]["mine"][0]["id"], "cold_hall");
    assert_eq!(json["mine"]["run"], "clerk-001");
    let (_, out, _) = compare(home.path(), &scenes, &["clerk-001", "--format", "json"]);
    let alone: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(alone["other"], Value::Null);
    assert_eq!(alone["rows"][0]["other"], Value::Null);
    assert_eq!(alone["rows"][0]["between_runs"], Value::Null);
}

#[test]
fn the_page_needs_nothing_from_outside_and_names_its_parts() {
    let scenes = fixtures::path("petition");
    let home = kept(&scenes);
    let file = home.path().join("page.html");
    let args = [
        "clerk-001",
        "clerk-002",
        "--format",
        "html",
        "--out",
        path_text(&file),
    ];
    let (code, out, err) = compare(home.path(), &scenes, &args);
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
    let page = std::fs::read_to_string(file).unwrap();
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    for part in [
        "<title>",
        "<caption>",
        "<th class=\"mine\" scope=\"col\">",
        "<th class=\"other\" scope=\"col\">",
        "<th scope=\"row\">",
        "<svg class=\"timeline\"",
        "role=\"img\" aria-label=",
        "The runs part here",
        "No column is the right answer.",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let words = without_face(&page);
    for outside in [
        "http:", "https:", "src=", "href=", "url(", "@import", "<script",
    ] {
        assert!(!words.contains(outside), "{outside}");
    }
}

#[test]
fn a_page_replaces_nothing_and_can_be_read_by_others() {
    let scenes = fixtures::path("petition");
    let home = kept(&scenes);
    let file = home.path().join("page.html");
    let to = |path: &Path, more: &[&str]| {
        let args = [&["clerk-001", "--out", path_text(path)][..], more].concat();
        compare(home.path(), &scenes, &args)
    };
    assert_eq!(to(&file, &[]).0, 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let plain = home.path().join("plain.txt");
        std::fs::write(&plain, "").unwrap();
        assert_eq!(mode(&file), mode(&plain));
    }
    std::fs::write(&file, "a letter").unwrap();
    let (code, _, err) = to(&file, &[]);
    assert_ne!(code, 0);
    assert!(err.contains("there is a file already"), "{err}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "a letter");
    assert_eq!(to(&file, &["--force"]).0, 0);
    let written = std::fs::read_to_string(&file).unwrap();
    assert!(written.contains("This year beside history"), "{written}");
    let lost = home.path().join("mistyped/page.html");
    let (code, _, err) = to(&lost, &["--force"]);
    assert_ne!(code, 0);
    assert!(err.contains("there is no folder for this file"), "{err}");
    assert!(!home.path().join("mistyped").exists());
}

#[test]
fn what_a_stranger_writes_stays_text() {
    let folder = spoilt("clerk/eve.ron", |text| {
        text.replace(
            "Ninety-one names",
            "<script>alert(1)</script> & \\\"names\\\"",
        )
    });
    let home = kept(folder.path());
    let args = ["clerk-001", "clerk-002", "--format", "html"];
    let (code, page, _) = compare(home.path(), folder.path(), &args);
    assert_eq!(code, 0);
    assert!(!page.contains("<script"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;names&quot;"));
}

#[test]
fn a_run_is_an_id_or_a_file() {
    let scenes = fixtures::path("petition");
    let home = kept(&scenes);
    let path = home.path().join("runs/clerk-002.ron");
    let (code, out, _) = compare(home.path(), &scenes, &["clerk-001", path_text(&path)]);
    assert_eq!(code, 0);
    assert!(out.contains("The two runs first part at the decision “Ninety-one names”"));
    let (code, out, _) = compare(home.path(), &scenes, &["clerk-003", "clerk-001"]);
    assert_eq!(code, 0);
    assert!(out.contains("The two runs are the same as far as both go."));
    let (code, out, _) = compare(home.path(), &scenes, &["clerk-003"]);
    assert_eq!(code, 0);
    assert!(out.contains("still open."));
    assert!(!out.contains("What becomes of the petition?"), "{out}");
}

#[test]
fn what_is_no_run_is_refused() {
    let scenes = fixtures::path("petition");
    let home = kept(&scenes);
    let damaged = home.path().join("damaged.ron");
    std::fs::write(&damaged, "Run(format: 1, scenario: \"pet").unwrap();
    let foreign = home.path().join("runs/foreign-001.ron");
    let text = std::fs::read_to_string(home.path().join("runs/clerk-001.ron")).unwrap();
    std::fs::write(
        &foreign,
        text.replace("scenario: \"petition\"", "scenario: \"other\""),
    )
    .unwrap();
    let refused = |run: &str| {
        let (code, out, err) = compare(home.path(), &scenes, &["clerk-001", run]);
        assert_eq!((code, out.as_str()), (2, ""), "{run}");
        err
    };
    assert!(refused("clerk-009").starts_with("error: there is no run `clerk-009`: it is neither"));
    // Neither may hang on what lies beside the checkout.
    let nowhere = home.path().join("../no_such_folder/passwd");
    assert!(refused(path_text(&nowhere)).contains("there is no run"));
    assert!(refused("").contains("there is no run"));
    let err = refused(path_text(&damaged));
    assert!(err.contains("damaged or not a run"), "{err}");
    assert!(damaged.exists(), "a file elsewhere is left where it is");
    let err = refused("foreign-001");
    assert!(
        err.contains("this run belongs to the scenario `other`"),
        "{err}"
    );
}

#[test]
fn the_terminal_tells_differences_times_and_places() {
    let game = Terminal::of(fixtures::petition()).role("clerk");
    game.types(&["1", "", "1", "", "1", "", "1", ""]);
    // Back to the first decision, and another way to the end.
    let lines = [
        "1",
        "",
        "back 1",
        "2",
        "",
        "1",
        "",
        "1",
        "",
        "1",
        "",
        "compare differences",
        "timeline",
        "timeline all",
        "city",
        "city 1",
        "city 2 March",
        "city 30 May",
        "city then",
    ];
    let text = game
        .types(&lines)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let compared = text.split("This year beside history").nth(1).unwrap();
    assert!(compared.contains("Here the two runs first part. This run: Break up the old bench"));
    assert!(
        !compared.contains("Decision: Nineteen steps."),
        "{compared}"
    );
    for said in [
        "The year, hour by hour 2 March, 09:00. The chain: The collector",
        "1 March, 17:00. Ninety-one names: Break up the old bench and light the stove first; in history: Copy all four sheets fair, names and all",
        "Hours at which places changed hands 1. Monday 1 March 1848, 17:00: as in history",
        "Who held what, Monday 1 March 1848, 17:00 All 5 places are held as in history",
        // The run has come to 19:00, and what lies ahead of it is not told.
        "Who held what, Tuesday 2 March 1848, 18:00 All 5 places",
        "“then” is none of the hours.",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let help = game.types(&["1", "help"]);
    assert!(help.contains("timeline: tells when") && help.contains("city HOUR: tells who"));
}
