//! The real program where its data folder cannot be used: full, read-only, gone, a file, of
//! an impossible name. It says what is wrong, where, and what to do; it is played on; and
//! what is left unsaved is told as a code that brings it back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use october::format::run_code;
use october::journal::Journal;

use crate::cli::{october, parts, path_text};
use crate::fixtures;
use crate::folder::{Folder, THREE, skipped};

/// Plays the petition's clerk at the end of a pipe; gives what the program said.
#[track_caller]
fn plays(data: &Path, more: &[&str], lines: &str) -> String {
    let home = tempfile::tempdir().unwrap();
    let scenes = fixtures::path("petition");
    let mut args = vec!["play", "--front-end", "terminal", "--width", "0"];
    args.extend(["--scenes", path_text(&scenes), "--data-dir"]);
    args.push(data.to_str().unwrap());
    args.extend(more);
    let output = october(home.path(), &args).write_stdin(lines).output();
    let (code, said, errors) = parts(&output.unwrap());
    assert_eq!((code, errors.as_str()), (0, ""), "{said}");
    said
}

const NEW: [&str; 4] = ["--role", "clerk", "--seed", "7"];

/// The run that the code in a transcript brings back.
#[track_caller]
fn brought_back(said: &str) -> Journal {
    let lead = "note it, and later type import and the code: ";
    let (_, rest) = said
        .split_once(lead)
        .unwrap_or_else(|| panic!("no code in:\n{said}"));
    let code = rest.lines().next().unwrap();
    run_code::read(&fixtures::petition(), code).unwrap().journal
}

#[track_caller]
fn is_three_decisions(journal: &Journal) {
    let decisions = journal.decisions.iter();
    let made: Vec<_> = decisions
        .map(|it| (it.scene.as_str(), it.choice.as_str()))
        .collect();
    assert_eq!(made, THREE);
    assert_eq!(journal.seed, 7);
}

#[track_caller]
fn says(said: &str, text: &str) {
    assert!(said.contains(text), "no {text:?} in:\n{said}");
}

#[test]
fn a_file_in_place_of_the_data_folder_is_told_with_what_to_do_and_the_code() {
    let folder = Folder::new();
    let data = folder.path("data");
    fs::write(&data, "in the way").unwrap();
    let said = plays(&data, &NEW, "2\n\n3\n\n1\nhints none\nquit\n");
    says(
        &said,
        &format!(
            "This run is not saved: saving failed: Not a directory (os error 20); the file is {}/runs/clerk-001.ron. A file stands where a folder should be, or the other way round: move it away, or start with --data-dir and another folder. You can play on: every decision tries again.",
            data.display()
        ),
    );
    says(&said, "Note: This is not kept: saving failed: ");
    is_three_decisions(&brought_back(&said));
    assert_eq!(fs::read_to_string(&data).unwrap(), "in the way");
    // And the code is all it takes, once there is a folder.
    fs::remove_file(&data).unwrap();
    let lead = "type import and the code: ";
    let code = said.split_once(lead).unwrap().1.lines().next().unwrap();
    let said = plays(
        &data,
        &[],
        &format!("import {code}\nopen clerk-001\nquit\n"),
    );
    says(&said, "This run is kept as clerk-001, with 3 decisions.");
}

/// Plays where a script has changed what is mounted, for this one program and gone with it;
/// `None` where nothing can be mounted. The script finds the data folder in `$D`.
#[track_caller]
fn plays_where(prepare: &str, data: &Path, lines: &str) -> Option<String> {
    let scenes = fixtures::path("petition");
    let script = format!(
        "D=$1; shift; {{ {prepare}; }} >&2 && echo mounted && \"$@\" && echo '== the run' && cat \"$D/runs/clerk-001.ron\""
    );
    let output = assert_cmd::Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", &script, "sh"])
        .arg(data)
        .arg(assert_cmd::cargo::cargo_bin!("october"))
        .args(["play", "--front-end", "terminal", "--width", "0"])
        .args([
            "--scenes",
            path_text(&scenes),
            "--data-dir",
            path_text(data),
        ])
        .write_stdin(lines)
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = said.strip_prefix("mounted\n")?.to_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{errors}");
    Some(said)
}

const READ_ONLY: &str = r#"mount --bind "$D" "$D" && mount -o remount,ro,bind "$D""#;

/// A small disk with the same run on it, and no room for anything else.
const FULL: &str = r#"cp -r "$D/runs" "$D/../saved" && mount -t tmpfs -o size=64k none "$D" && mv "$D/../saved" "$D/runs" && { head -c 1M /dev/zero > "$D/filler" || true; }"#;

#[test]
fn what_was_not_saved_is_never_said_to_be_kept() {
    let tried = [
        (
            READ_ONLY,
            "Allow writing there, or start with --data-dir and another folder.",
        ),
        (FULL, "Make room on that disk."),
    ];
    for (prepare, advice) in tried {
        for leaving in [
            "quit\n",
            "",
            "new\nquit\n",
            "back 1\nquit\n",
            "luck\nquit\n",
        ] {
            let folder = Folder::new();
            let data = folder.path("data");
            // One decision is in the file, and no other gets there.
            plays(&data, &NEW, "2\n\nquit\n");
            let before = fs::read_to_string(data.join("runs/clerk-001.ron")).unwrap();
            let lines = format!("1\n3\n\n1\nname Winter\nhints none\n{leaving}");
            let Some(said) = plays_where(prepare, &data, &lines) else {
                return skipped("nothing can be mounted here");
            };
            let (said, after) = said.split_once("== the run\n").unwrap();
            assert_eq!(after, before, "what was saved stays");
            for claim in [
                "This run is kept as",
                "The run so far is kept",
                "Your run is kept",
            ] {
                assert!(
                    !said.contains(claim),
                    "{claim:?} after {leaving:?} in:\n{said}"
                );
            }
            says(said, "Note: This run is not saved: saving failed: ");
            says(
                said,
                &format!("; the file is {}/runs/clerk-001.ron", data.display()),
            );
            says(said, "Note: This is not kept: saving failed: ");
            says(said, advice);
            says(said, "You can play on: every decision tries again.");
            assert!(!said.contains("october-writing"), "{said}");
            is_three_decisions(&brought_back(said));
        }
    }
}

#[test]
fn runs_that_cannot_be_listed_are_not_told_as_none() {
    let folder = Folder::new();
    let (file, home) = (folder.path("file"), folder.path("home"));
    fs::write(&file, "in the way").unwrap();
    let listed = |data: &str| {
        parts(
            &october(&home, &["runs", "--data-dir", data])
                .output()
                .unwrap(),
        )
    };
    let (code, said, errors) = listed(path_text(&file));
    assert_eq!((code, said.as_str()), (2, ""), "{errors}");
    says(
        &errors,
        &format!(
            "listing the runs failed: Not a directory (os error 20); the file is {}/runs. A file stands where a folder should be",
            file.display()
        ),
    );
    let (code, said, errors) = listed(&format!("/{}", "x".repeat(300)));
    assert_eq!((code, said.as_str()), (2, ""), "{errors}");
    says(
        &errors,
        "Start with --data-dir and a folder with a shorter name",
    );
    // One that is not there yet simply holds none.
    let (code, said, errors) = listed(path_text(&folder.path("not there")));
    assert_eq!(
        (code, said.as_str(), errors.as_str()),
        (0, "no run is kept yet\n", "")
    );
    assert!(!folder.path("not there").exists());
}

#[test]
fn a_data_folder_may_be_called_anything() {
    let folder = Folder::new();
    let deep: PathBuf = std::iter::repeat_n("глубоко", 20).collect();
    for name in [
        "My Games & more",
        "Игры в 1917 году",
        "e\u{301}\u{200b} 🚂 'quoted' \"twice\"",
        "--data-dir",
        "new\nline",
        "percent %20 $HOME ~",
        path_text(&deep),
        &"l".repeat(255),
    ] {
        let data = folder.path(name);
        let said = plays(&data, &NEW, "2\n\n3\n\n1\nstar\nquit\n");
        says(&said, "This run is kept as clerk-001, with 3 decisions.");
        assert!(!said.contains("Note: "), "{said}");
        let said = plays(&data, &[], "1\nlog\nquit\n");
        says(&said, "1. Go on with the latest run, clerk-001: starred, ");
    }
    let too_long = folder.path(&"l".repeat(256));
    let said = plays(&too_long, &NEW, "2\n\n3\n\n1\nquit\n");
    says(
        &said,
        "Start with --data-dir and a folder with a shorter name.",
    );
    is_three_decisions(&brought_back(&said));
}

#[cfg(target_os = "linux")]
#[test]
fn a_data_folder_with_a_name_that_is_no_text_is_used_as_it_is() {
    use std::os::unix::ffi::OsStringExt as _;
    let folder = Folder::new();
    let name = std::ffi::OsString::from_vec(b"caf\xe9".to_vec());
    let data = folder.temp.path().join(name);
    let output = october(
        folder.temp.path(),
        &["play", "--front-end", "terminal", "--role", "red_guard"],
    )
    .arg("--data-dir")
    .arg(&data)
    .write_stdin("1\n\nquit\n")
    .output()
    .unwrap();
    let (code, said, errors) = parts(&output);
    assert_eq!((code, errors.as_str()), (0, ""), "{said}");
    assert!(data.join("runs/red_guard-001.ron").is_file());
}

#[test]
fn without_a_home_the_game_is_played_all_the_same() {
    for home in [None, Some(""), Some("/nonexistent/home"), Some("relative")] {
        let mut command = october(
            Path::new("/"),
            &["play", "--front-end", "terminal", "--role", "red_guard"],
        );
        command.env_remove("XDG_DATA_HOME");
        match home {
            Some(home) => command.env("HOME", home),
            None => command.env_remove("HOME"),
        };
        // Nothing is decided, so that nothing is written into the home of whoever runs this.
        let (code, said, errors) = parts(&command.write_stdin("quit\n").output().unwrap());
        assert_eq!((code, errors.as_str()), (0, ""), "{home:?}: {said}");
        says(&said, "Nothing was decided, so nothing is kept.");
    }
}

#[test]
fn a_folder_that_vanishes_while_the_game_is_played_is_made_again() {
    use std::io::{BufRead as _, BufReader, Write as _};
    let folder = Folder::new();
    let data = folder.path("data");
    let mut game = Command::new(assert_cmd::cargo::cargo_bin!("october"))
        .args([
            "play",
            "--front-end",
            "terminal",
            "--width",
            "0",
            "--data-dir",
            path_text(&data),
        ])
        .args(["--scenes", path_text(&fixtures::path("petition"))])
        .args(NEW)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = game.stdin.take().unwrap();
    let mut lines = BufReader::new(game.stdout.take().unwrap()).lines();
    let mut said = String::new();
    for (typed, answer) in [
        ("2\n", "Press Enter to go on."),
        ("\n", "Choose 1"),
        ("3\n", "Press Enter to go on."),
        ("\n", "Choose 1"),
        ("1\nquit\n", "This run is kept as "),
    ] {
        input.write_all(typed.as_bytes()).unwrap();
        let line = lines.by_ref().map(Result::unwrap).find(|line| {
            // The first page asks to choose, too.
            line.starts_with(answer) && !line.contains("At any time")
                || line.starts_with("Press Enter") && answer.starts_with("Press")
        });
        said.push_str(&line.unwrap());
        let _ = fs::remove_dir_all(&data);
    }
    assert!(game.wait().unwrap().success());
    says(&said, "This run is kept as clerk-001, with 3 decisions.");
}
