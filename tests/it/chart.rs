//! The chart as players and teachers meet it: in the terminal, and as a graph.

use std::path::Path;

use assert_cmd::Command;

use crate::fixtures::{self, petition};
use crate::support::{Terminal, copy_folder};

#[track_caller]
fn says(transcript: &str, text: &str) {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (all, wanted) = (words(transcript), words(text));
    assert!(all.contains(&wanted), "no {text:?} in:\n{transcript}");
}

/// Exit code, standard output and standard error of `october graph`.
fn graph(args: &[&str]) -> (i32, String, String) {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("october"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("graph")
        .args(args)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn scenes() -> String {
    fixtures::path("petition").to_str().unwrap().to_owned()
}

#[test]
fn a_chart_in_words_reads_like_this() {
    let game = Terminal::of(petition()).role("clerk");
    let script = ["2", "", "3", "", "chart", "chart 2", "chart 6", "chart 99"];
    insta::assert_snapshot!("petition_chart", game.types(&script));
}

#[test]
fn next_goes_back_to_what_is_untried_and_keeps_the_run() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&[
        "1",
        "",
        "3",
        "",
        "chart next",
        "2",
        "",
        "3",
        "",
        "chart next",
    ]);
    says(
        &text,
        "Back at decision 1. The run so far is kept as clerk-001",
    );
    says(&text, "Never taken here: 2 and 3.");
    // The second run has taken 2; 3 is still untried at the same scene.
    says(&text, "The run so far is kept as clerk-002");
    says(&text, "Never taken here: 3.");
    assert_eq!(game.runs(), ["clerk-001", "clerk-002"]);
}

#[test]
fn without_a_decision_there_is_nothing_untried_to_go_back_to() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&["chart next"]);
    says(
        &text,
        "At every decision of this run each choice that was open",
    );
}

#[test]
fn a_chart_of_a_run_tells_no_history_before_it_is_shown() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&["record end", "1", "", "chart"]);
    assert!(!text.contains("History:"), "{text}");
    let text = game.types(&["1", "record each", "chart"]);
    assert!(text.contains("History:"), "{text}");
}

#[test]
fn names_of_what_is_not_seen_are_a_setting_that_is_kept() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&["1", "chart"]);
    assert!(text.contains("Not seen yet") && !text.contains("Item five"));
    let text = game.types(&["1", "names shown", "", "chart"]);
    says(&text, "Item five, 2 March");
    // Another day it is still set.
    let text = game.types(&["1", "chart"]);
    says(&text, "Item five, 2 March");
}

#[test]
fn a_graph_of_the_petition_is_written_like_this() {
    let folder = scenes();
    let dot = graph(&["--role", "clerk", "--scenes", &folder]);
    assert_eq!((dot.0, dot.2.as_str()), (0, ""));
    insta::assert_snapshot!("petition_dot", dot.1);
    let mermaid = graph(&[
        "--role", "clerk", "--format", "mermaid", "--scenes", &folder,
    ]);
    insta::assert_snapshot!("petition_mermaid", mermaid.1);
    let text = graph(&["--role", "clerk", "--format", "text", "--scenes", &folder]);
    insta::assert_snapshot!("petition_outline", text.1);
}

#[test]
fn a_graph_marks_the_way_of_a_run() {
    let game = Terminal::of(petition()).role("clerk");
    game.types(&["3", "", "3", ""]);
    let folder = scenes();
    let data = game.folder.path().to_str().unwrap();
    let args = ["--role", "clerk", "--scenes", &folder, "--data-dir", data];
    let with = |more: &[&str]| graph(&[&args[..], more].concat());
    let (code, dot, err) = with(&["--run", "clerk-001"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let red = dot
        .lines()
        .filter(|line| line.contains("color=\"#AE1F1A\""));
    assert_eq!(red.count(), 2);
    let (_, mermaid, _) = with(&["--run", "clerk-001", "--format", "mermaid"]);
    assert!(
        mermaid.ends_with("  linkStyle 0,1 stroke:#AE1F1A\n"),
        "{mermaid}"
    );
    let (_, text, _) = with(&["--run", "clerk-001", "--format", "text"]);
    says(&text, "1. Ninety-one names, 1 March, 17:00. You took 3.");

    let (code, out, err) = with(&["--run", "clerk-007"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("there is no run `clerk-007`"), "{err}");
    let (code, _, err) = with(&["--run", "../clerk-001"]);
    assert_eq!(code, 2);
    assert!(err.contains("there is no run `../clerk-001`"), "{err}");
}

#[test]
fn a_graph_needs_a_role_that_is_there() {
    let (code, _, err) = graph(&["--role", "clerck", "--scenes", &scenes()]);
    assert_eq!(code, 2);
    assert!(
        err.contains("no role `clerck`") && err.contains("clerk"),
        "{err}"
    );
    assert_eq!(graph(&[]).0, 2);
}

/// Titles that would end a label, add a line or close a block if they could.
const HOSTILE: [&str; 5] = [
    r#"end\"];\n} digraph x {"#,
    r"back\\slash \\",
    r"<b>&lt;i&gt; #quot; `code` end",
    r#"]:::class; click a href \"x\" %% %%{init}%%"#,
    r"subgraph\u{202e}\u{7}\u{2028}graph",
];

fn hostile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_folder(&fixtures::path("petition"), folder.path());
    let titles = [
        "Ninety-one names",
        "Nineteen steps",
        "Only a hook",
        "Item five",
        "Hands",
    ];
    for path in files(folder.path()) {
        let mut text = std::fs::read_to_string(&path).unwrap();
        for (title, hostile) in titles.iter().zip(HOSTILE) {
            text = text.replace(&format!("\"{title}\""), &format!("\"{hostile}\""));
        }
        std::fs::write(&path, text).unwrap();
    }
    folder
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| match path.is_dir() {
            true => files(&path),
            false => vec![path],
        })
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .collect()
}

#[test]
fn hostile_titles_stay_inside_their_labels() {
    let plain = scenes();
    let hostile = hostile();
    let folder = hostile.path().to_str().unwrap();
    for format in ["dot", "mermaid"] {
        let args = |folder| ["--role", "clerk", "--format", format, "--scenes", folder];
        let (_, tame, _) = graph(&args(&plain));
        let (code, wild, err) = graph(&args(folder));
        assert_eq!((code, err.as_str()), (0, ""), "{format}");
        assert_eq!(
            wild.lines().count(),
            tame.lines().count(),
            "{format}: a title made a line:\n{wild}"
        );
        for (wild, tame) in wild.lines().zip(tame.lines()) {
            let outside = |line: &str| outside_of_quotes(line, format == "dot");
            assert_eq!(outside(wild), outside(tame), "{format}: {wild}");
        }
        let odd = wild
            .chars()
            .find(|letter| matches!(letter, '\u{202e}' | '\u{7}' | '\u{2028}' | '\u{1b}'));
        assert_eq!(odd, None, "{format}");
    }
}

/// What is left of a line without its quoted texts.
fn outside_of_quotes(line: &str, has_escapes: bool) -> String {
    let mut left = String::new();
    let (mut inside, mut escaped) = (false, false);
    for letter in line.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if inside && has_escapes => escaped = true,
            '"' => inside = !inside,
            other if !inside => left.push(other),
            _ => {}
        }
    }
    assert!(!inside, "a quotation mark is left open: {line}");
    left
}

#[test]
fn both_shipped_roles_have_graphs() {
    for role in ["red_guard", "minister"] {
        let (code, dot, err) = graph(&["--role", role]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert_eq!(dot.matches("subgraph cluster_").count(), 5);
        assert!(dot.matches("scene_").count() > 72, "{role}");
        let (_, mermaid, _) = graph(&["--role", role, "--format", "mermaid"]);
        assert!(mermaid.starts_with("flowchart LR\n"));
        assert_eq!(mermaid.matches("\n  end\n").count(), 5);
    }
}
