//! The command line as a process: exit codes, standard output, standard error.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Output, Stdio};

use assert_cmd::Command;

use crate::fixtures;
use crate::support::copy_folder;

/// `october` in the root of the project, with no display and a home of its own.
pub(crate) fn october(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("october"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("HOME", home)
        .env("XDG_DATA_HOME", home)
        .args(args);
    for name in [
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "WAYLAND_SOCKET",
        "CLICOLOR_FORCE",
    ] {
        command.env_remove(name);
    }
    command
}

/// What came of a command that was typed these lines.
pub(crate) fn run(args: &[&str], typed: &str) -> (i32, String, String) {
    let home = tempfile::tempdir().unwrap();
    let output = october(home.path(), args)
        .write_stdin(typed)
        .output()
        .unwrap();
    parts(&output)
}

pub(crate) fn parts(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let code = output.status.code().unwrap();
    (code, text(&output.stdout), text(&output.stderr))
}

pub(crate) fn path_text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The petition with one file changed.
pub(crate) fn spoilt(file: &str, change: impl FnOnce(String) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_folder(&fixtures::path("petition"), folder.path());
    let path = folder.path().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, change(text)).unwrap();
    folder
}

#[test]
fn version_and_help_are_answers() {
    let (code, out, err) = run(&["--version"], "");
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (0, "october 0.1.0\n", "")
    );
    let (code, out, _) = run(&["--help"], "");
    assert_eq!(code, 0);
    for word in ["play", "list", "check", "--role", "--seed", "--width"] {
        assert!(out.contains(word), "{word} is not in the help");
    }
    assert!(!out.contains('\u{1b}'), "no colour into a pipe");
}

#[test]
fn without_a_command_it_plays() {
    let (code, out, err) = run(&[], "");
    assert_eq!(code, 0);
    assert!(out.contains("Who are you in this story?\n1. "));
    let expected = if cfg!(feature = "gui") {
        "no display here: playing in the terminal\n"
    } else {
        ""
    };
    assert_eq!(err, expected);
}

#[test]
fn the_end_of_input_leaves_the_run_on_disk() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let args = [
        "play",
        "--role",
        "red_guard",
        "--seed",
        "1",
        "--data-dir",
        path_text(&data),
    ];
    let output = october(home.path(), &args)
        .write_stdin("1\n\n2\n")
        .output()
        .unwrap();
    let (code, out, _) = parts(&output);
    assert_eq!(code, 0);
    assert!(out.ends_with("This run is kept as red_guard-001, with 2 decisions.\n"));
    let saved = std::fs::read_to_string(data.join("runs/red_guard-001.ron")).unwrap();
    assert!(saved.contains("women_at_the_gate"));
}

#[test]
fn a_seed_decides_all_luck() {
    let typed = "1\n\n1\n\n1\n\n1\n\n1\n\n1\n\n";
    let args = ["play", "--role", "red_guard", "--seed", "42"];
    assert_eq!(run(&args, typed), run(&args, typed));
}

#[test]
fn other_luck_is_not_the_luck_that_was_asked_for() {
    let args = [
        "play",
        "--front-end",
        "terminal",
        "--role",
        "red_guard",
        "--seed",
        "5",
    ];
    let (code, out, _) = run(&args, "1\n\nluck\n");
    assert_eq!(code, 0);
    assert!(out.contains("Other luck, number "), "{out}");
    assert!(!out.contains("Other luck, number 5:"), "{out}");
}

#[test]
fn an_unknown_role_names_those_there_are() {
    let (code, out, err) = run(&["play", "--front-end", "terminal", "--role", "tsar"], "");
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(
        err,
        "error: there is no role `tsar`; the roles are: red_guard, minister\n"
    );
}

#[test]
fn a_reading_is_taken_from_the_command_line() {
    let folder = fixtures::path("petition");
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let args = [
        "play",
        "--scenes",
        path_text(&folder),
        "--role",
        "clerk",
        "--seed",
        "7",
        "--reading",
        "petition=square",
        "--data-dir",
        path_text(&data),
    ];
    let output = october(home.path(), &args)
        .write_stdin("1\n")
        .output()
        .unwrap();
    let (code, out, _) = parts(&output);
    assert_eq!(code, 0);
    assert!(
        out.contains("\nThe petition is read as “The square carried it”.\n"),
        "{out}"
    );
    let saved = std::fs::read_to_string(data.join("runs/clerk-001.ron")).unwrap();
    assert!(saved.contains(r#"("petition", "square")"#), "{saved}");
}

#[test]
fn a_reading_that_is_none_is_refused() {
    let folder = fixtures::path("petition");
    let play = [
        "play",
        "--front-end",
        "terminal",
        "--scenes",
        path_text(&folder),
    ];
    for (given, expected) in [
        (
            vec!["petition=tower"],
            "error: `petition` has no reading `tower`; its readings are `reading_out`, `square`\n",
        ),
        (
            vec!["river=square"],
            "error: `river` is no question that is read in more than one way; those are `petition`\n",
        ),
        (
            vec!["petition=square", "petition=reading_out"],
            "error: `petition` is given two readings; give one\n",
        ),
    ] {
        let mut args = play.to_vec();
        args.extend(given.iter().flat_map(|pair| ["--reading", pair]));
        assert_eq!(run(&args, ""), (2, String::new(), expected.to_owned()));
    }
    let (code, _, err) = run(&["--reading", "petition"], "");
    assert_eq!(code, 2);
    assert!(
        err.contains("write a turning point and its reading, as in kornilov=plot"),
        "{err}"
    );
}

#[test]
fn numbers_that_are_none_are_refused() {
    let (code, _, err) = run(&["--seed", "luck"], "");
    assert_eq!(code, 2);
    assert!(
        err.contains("a seed is a whole number from 0 to 18446744073709551615"),
        "{err}"
    );
    let (code, _, err) = run(&["--width", "3"], "");
    assert_eq!(code, 2);
    assert!(err.contains("from 20 to 10000"), "{err}");
}

#[test]
fn an_unknown_command_or_folder_is_a_usage_error() {
    let (code, _, err) = run(&["storm"], "");
    assert_eq!(code, 2);
    assert!(err.contains("storm"), "{err}");
    for command in ["play", "list", "check"] {
        let (code, out, err) = run(&[command, "--scenes", "no/such/folder"], "");
        assert_eq!((code, out.as_str()), (2, ""), "{command}");
        assert!(err.ends_with("the file is no/such/folder\n"), "{err}");
    }
}

#[test]
fn an_empty_folder_has_no_scenario() {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, err) = run(&["list", "--scenes", path_text(folder.path())], "");
    assert_eq!(code, 2);
    assert!(err.starts_with("error: there is no scenario here"), "{err}");
}

#[test]
fn a_folder_names_itself_or_what_is_in_it() {
    let inner = fixtures::path("petition");
    let outer = fixtures::path("");
    for folder in [&inner, &outer] {
        let (code, out, _) = run(&["list", "--scenes", path_text(folder)], "");
        assert_eq!(code, 0);
        assert!(
            out.starts_with("The Petition. Lipa, 1848\n\nclerk: The clerk\n"),
            "{out}"
        );
        let (code, out, _) = run(&["play", "--scenes", path_text(folder)], "");
        assert_eq!(code, 0);
        assert!(out.starts_with("The Petition\nLipa, 1848\n"), "{out}");
    }
}

#[test]
fn a_scenario_that_cannot_be_played_says_where() {
    let folder = spoilt("clerk/eve.ron", |text| {
        text.replacen("Go(\"ferry_stair\")", "Go(\"fery_stair\")", 1)
    });
    for command in ["play", "list"] {
        let (code, out, err) = run(&[command, "--scenes", path_text(folder.path())], "");
        assert_eq!((code, out.as_str()), (1, ""), "{command}");
        assert!(err.contains("error[R002]"), "{err}");
        assert!(err.contains("--> clerk/eve.ron:"), "{err}");
        assert!(err.contains("cannot be played: 1 error to mend"), "{err}");
        assert!(!err.contains('\u{1b}'));
    }
}

#[test]
fn list_tells_how_long_each_role_is() {
    let (code, out, err) = run(&["list"], "");
    assert_eq!((code, err.as_str()), (0, ""));
    for part in [
        "red_guard: Red Guard",
        " scenes, ",
        " words of story",
        "at 200 words a minute",
    ] {
        assert!(out.contains(part), "{part:?} is not in:\n{out}");
    }
    let (code, out, _) = run(&["list", "--format", "json"], "");
    assert_eq!(code, 0);
    let roles: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(roles[0]["role"], "red_guard");
    assert!(roles[0]["average_minutes"].as_u64().unwrap() > 20);
}

#[test]
fn check_proves_the_embedded_scenes() {
    let (code, out, err) = run(&["check"], "");
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("all reachable, no dead end"), "{out}");
    assert!(
        out.contains("history's answer at 17 of 17 turning points"),
        "{out}"
    );
}

#[test]
fn check_fails_on_errors_and_on_warnings_if_denied() {
    let broken = spoilt("places.ron", |text| {
        text.replacen("holds: \"council\"", "holds: \"counsil\"", 1)
    });
    let (code, out, err) = run(&["check", path_text(broken.path())], "");
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(
        out.contains("error[R002]") && out.contains("did you mean `council`?"),
        "{out}"
    );

    let unfinished = spoilt("clerk/role.ron", |text| {
        text.replacen(
            "remembers: [",
            "remembers: [ Memory(id: \"never_used\"),",
            1,
        )
    });
    let folder = path_text(unfinished.path());
    let (code, out, _) = run(&["check", folder], "");
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("warning["), "{out}");
    let (code, _, _) = run(&["check", "--deny", "warnings", folder], "");
    assert_eq!(code, 1);
    let (code, _, _) = run(&["check", "--deny", "warnings", "--scenes", folder], "");
    assert_eq!(code, 1);
}

#[test]
fn check_says_what_an_unfinished_folder_lacks() {
    let folder = spoilt("scenario.ron", |text| text);
    std::fs::remove_file(folder.path().join("scenario.ron")).unwrap();
    let (code, out, _) = run(&["check", path_text(folder.path())], "");
    assert_eq!(code, 1);
    assert!(out.contains("error[S008]"), "{out}");
}

#[test]
fn check_writes_a_line_of_json_for_each_problem_and_role() {
    let broken = spoilt("places.ron", |text| {
        text.replacen("holds: \"council\"", "holds: \"x\"", 1)
    });
    let (code, out, _) = run(&["check", "--format", "json", path_text(broken.path())], "");
    assert_eq!(code, 1);
    let line: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!(line["kind"], "diagnostic");
    assert_eq!(
        (&line["code"], &line["severity"]),
        (&"R002".into(), &"error".into())
    );
    assert_eq!(line["file"], "places.ron");
    let (_, out, _) = run(&["check", "--format", "json"], "");
    let lines: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let proofs: Vec<_> = lines
        .iter()
        .filter(|line| line["kind"] == "proof")
        .collect();
    assert_eq!(proofs.len(), 2);
    assert!(proofs.iter().all(|line| line["dead_ends"] == 0));
    let of_kind = |kind: &str| -> Vec<&serde_json::Value> {
        lines.iter().filter(|line| line["kind"] == kind).collect()
    };
    let agreement = of_kind("agreement");
    assert_eq!(agreement.len(), 1);
    assert_eq!(agreement[0]["differences"], 0);
    let readings = of_kind("reading");
    assert_eq!(readings.len(), 7);
    for reading in readings {
        assert_eq!(reading["differences"], 0, "{reading}");
        let roles = reading["roles"].as_array().unwrap();
        assert!(!roles.is_empty());
        assert!(
            roles.iter().all(|role| role["historical"] == true),
            "{reading}"
        );
    }
}

#[cfg(not(feature = "gui"))]
#[test]
fn a_window_that_was_not_built_is_a_usage_error() {
    let (code, _, err) = run(&["play", "--front-end", "window"], "");
    assert_eq!(code, 2);
    assert!(
        err.contains("built without its window; use --front-end terminal"),
        "{err}"
    );
}

#[test]
fn nobody_reading_is_a_clean_end() {
    let home = tempfile::tempdir().unwrap();
    for args in [
        &["play", "--front-end", "terminal", "--seed", "1"][..],
        &["list"],
        &["check", "--format", "json"],
    ] {
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("october"))
            .args(args)
            .env("HOME", home.path())
            .env("XDG_DATA_HOME", home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        // The child may leave before it has read all; that is no failure of the test.
        let _ = child
            .stdin
            .take()
            .unwrap()
            .write_all(&b"1\n\nmap\n".repeat(200));
        let mut err = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        assert_eq!(
            (child.wait().unwrap().code(), err.as_str()),
            (Some(0), ""),
            "{args:?}"
        );
    }
}

/// A command of the README and what the README says it prints.
struct Example {
    command: String,
    expected: Vec<String>,
}

/// Every line `$ october …` of the blocks marked `console`, with the lines under it.
fn examples(readme: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut open = false;
    for line in readme.lines() {
        if let Some(kind) = line.strip_prefix("```") {
            open = !open && kind.trim() == "console";
        } else if let (true, Some(command)) = (open, line.strip_prefix("$ ")) {
            examples.push(Example {
                command: command.to_owned(),
                expected: Vec::new(),
            });
        } else if let (true, Some(example)) = (open, examples.last_mut()) {
            example.expected.push(line.to_owned());
        }
    }
    examples.retain(|example| example.command.starts_with("october"));
    examples
}

/// Whether the lines are there in this order; a line of dots stands for any others.
fn fits(expected: &[String], printed: &str) -> bool {
    let mut lines = printed.lines();
    let mut skips = false;
    for line in expected {
        if matches!(line.trim(), "..." | "…") {
            skips = true;
        } else if skips {
            if !lines.by_ref().any(|found| found == line) {
                return false;
            }
            skips = false;
        } else if lines.next() != Some(line) {
            return false;
        }
    }
    expected.is_empty() || skips || lines.all(|line| line.trim().is_empty())
}

/// Commands are run with nothing to read, without a display. One that is meant to find
/// problems ends in `# exit 1`.
#[test]
fn the_examples_of_the_readme_do_what_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let Ok(readme) = std::fs::read_to_string(path) else {
        return;
    };
    for Example { command, expected } in examples(&readme) {
        let (typed, wanted) = command.split_once("# exit ").unwrap_or((&command, "0"));
        let args: Vec<&str> = typed.split_whitespace().skip(1).collect();
        let (code, out, err) = run(&args, "");
        assert_eq!(code.to_string(), wanted.trim(), "$ {command}\n{out}{err}");
        let expected: Vec<String> = expected
            .iter()
            .map(|line| line.trim_end().to_owned())
            .collect();
        let printed = format!("{out}{err}");
        assert!(fits(&expected, &printed), "$ {command}\nprints:\n{printed}");
    }
}

#[test]
fn examples_are_found_and_compared() {
    let readme =
        "```console\n$ october list\na\n...\nc\n$ cargo run\n```\n```\n$ october no\n```\n";
    let found = examples(readme);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].command, "october list");
    assert!(fits(&found[0].expected, "a\nb\nb\nc\n"));
    assert!(!fits(&found[0].expected, "a\nb\n"));
    assert!(!fits(&found[0].expected, "b\nc\n"));
}
