//! `october runs` and `october code` as processes.

use std::fs;
use std::sync::Arc;

use october::playthrough::Action;

use crate::cli::{october, parts, path_text};
use crate::fixtures;
use crate::folder::{Folder, three_decisions};

/// `october` on the petition's runs in a folder.
#[track_caller]
fn types(folder: &Folder, args: &[&str]) -> (i32, String, String) {
    let scenes = fixtures::path("petition");
    let home = tempfile::tempdir().unwrap();
    let data = folder.temp.path();
    let mut all = args.to_vec();
    all.extend([
        "--scenes",
        path_text(&scenes),
        "--data-dir",
        path_text(data),
    ]);
    let output = october(home.path(), &all)
        .write_stdin("y\n")
        .output()
        .unwrap();
    parts(&output)
}

#[track_caller]
fn says(folder: &Folder, args: &[&str], expected: &str) {
    let (code, out, err) = types(folder, args);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (0, expected, ""),
        "{args:?}"
    );
}

#[track_caller]
fn refuses(folder: &Folder, args: &[&str], expected: &str) {
    let (code, out, err) = types(folder, args);
    assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
    assert!(err.starts_with(expected), "{args:?}: {err}");
}

/// One run of three decisions, and one that left it after two.
fn two_runs() -> Folder {
    let folder = Folder::new();
    let mut session = folder.begin(&Arc::clone(&fixtures::petition()));
    three_decisions(&mut session);
    session.go_back(2);
    session.act(Action::Choose(1)).unwrap();
    folder
}

#[test]
fn no_runs_are_an_answer() {
    let folder = Folder::new();
    says(&folder, &["runs"], "no run is kept yet\n");
    says(&folder, &["runs", "list", "--format", "json"], "");
}

#[test]
fn runs_are_listed_with_all_that_is_known() {
    let folder = two_runs();
    says(
        &folder,
        &["runs", "name", "clerk-001", "The", "stove"],
        "clerk-001 is called “The stove” now\n",
    );
    says(
        &folder,
        &["runs", "star", "clerk-001"],
        "clerk-001 has a star now\n",
    );
    let (code, out, err) = types(&folder, &["runs"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 10, "{out}");
    assert_eq!(lines[0], "clerk-002");
    assert!(
        lines[1].starts_with("  The clerk, 3 decisions, Tuesday 2 March 1848"),
        "{out}"
    );
    assert!(
        lines[2].starts_with("  saved 2") && lines[2].ends_with(" UTC"),
        "{out}"
    );
    assert_eq!(lines[3], "  left clerk-001 after 2 decisions");
    assert_eq!(lines[5..7], ["", "clerk-001 “The stove”, starred"]);
    let (_, out, _) = types(&folder, &["runs", "--format", "json"]);
    let runs: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(runs.len(), 2);
    assert_eq!(
        runs[0]["parent"],
        serde_json::json!({"id": "clerk-001", "after": 2})
    );
    assert_eq!(runs[1]["name"], "The stove");
    assert_eq!(runs[1]["starred"], true);
    assert_eq!(runs[1]["n_decisions"], 3);
    assert_eq!(runs[1]["over"], false);
    assert_eq!(runs[1]["seed"], 7);
    assert_eq!(runs[1]["code"], lines[9].trim());
    says(
        &folder,
        &["runs", "unstar", "clerk-001"],
        "clerk-001 has no star now\n",
    );
    says(
        &folder,
        &["runs", "name", "clerk-001"],
        "clerk-001 has no name now\n",
    );
}

#[test]
fn a_run_is_shown_by_id_file_and_code() {
    let folder = two_runs();
    let (_, code, _) = types(&folder, &["code", "clerk-001"]);
    let code = code.trim();
    let file = folder.path("mine.ron");
    let file = path_text(&file);
    says(
        &folder,
        &["runs", "export", "clerk-001", file],
        &format!("the run is written to {file}\n"),
    );
    for name in ["clerk-001", file, code] {
        let (status, out, err) = types(&folder, &["runs", "show", name]);
        assert_eq!((status, err.as_str()), (0, ""), "{name}");
        for words in [
            code,
            "\n   1. 1 March, 17:00, Ninety-one names: Break up the old bench and light the stove first\n",
            "\n   3. ",
        ] {
            assert!(out.contains(words), "{out}");
        }
        says(&folder, &["code", name], &format!("{code}\n"));
        let (_, out, _) = types(&folder, &["runs", "show", name, "--format", "json"]);
        let run: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(run["decisions"][1]["choice"], "upper_lane");
        assert_eq!(run["code"], code);
    }
}

#[test]
fn a_run_is_handed_on_and_taken_in() {
    let folder = two_runs();
    let file = folder.path("mine.ron");
    let file = path_text(&file);
    let (_, code, _) = types(&folder, &["code", "clerk-002"]);
    fs::write(file, "mine").unwrap();
    refuses(
        &folder,
        &["runs", "export", "clerk-001", file],
        "error: there is a file already, and it was left as it is; the file is ",
    );
    assert_eq!(fs::read_to_string(file).unwrap(), "mine");
    let (status, ..) = types(&folder, &["runs", "export", "clerk-001", file, "--force"]);
    assert_eq!(status, 0);
    let other = Folder::new();
    says(
        &other,
        &["runs", "import", file],
        "the run is kept as clerk-001\n",
    );
    says(
        &other,
        &["runs", "import", file],
        "this very run is kept already, as clerk-001\n",
    );
    let mut words = vec!["runs", "import"];
    words.extend(code.trim().split('-'));
    says(&other, &words, "the run is kept as clerk-002\n");
    let there = folder.temp.path();
    for force in [&[][..], &["--force"]] {
        let to_folder = ["runs", "export", "clerk-001", path_text(there)];
        refuses(
            &folder,
            &[&to_folder[..], force].concat(),
            &format!(
                "error: this is a folder; give the name of a file in it too, such as {}\n",
                there.join("run.ron").display()
            ),
        );
    }
    refuses(
        &other,
        &["runs", "import", "Cargo.toml"],
        "error: the file is damaged or not a run: ",
    );
    refuses(
        &other,
        &["runs", "show", "clerk-007"],
        "error: there is no run `clerk-007`: it is neither the id of a run that is kept, nor a file, nor a run code",
    );
}

#[test]
fn a_run_is_deleted_only_after_asking() {
    let folder = two_runs();
    refuses(
        &folder,
        &["runs", "delete", "clerk-001"],
        "error: nobody can be asked here whether the run may be deleted; --yes deletes it",
    );
    assert!(folder.run_path("clerk-001").exists());
    let (_, code, _) = types(&folder, &["code", "clerk-001"]);
    says(
        &folder,
        &["runs", "delete", code.trim(), "--yes"],
        "clerk-001 is deleted\n",
    );
    assert!(!folder.run_path("clerk-001").exists());
    refuses(
        &folder,
        &["runs", "delete", code.trim(), "--yes"],
        "error: this run is not kept here; `october runs import` keeps it",
    );
    let (_, out, _) = types(&folder, &["runs"]);
    assert!(
        out.contains("  left a run that is no longer kept, after 2 decisions\n"),
        "{out}"
    );
}

#[test]
fn a_mistyped_code_is_answered_and_never_mended() {
    let folder = two_runs();
    let (_, code, _) = types(&folder, &["code", "clerk-001"]);
    let code = code.trim();
    let last = if code.ends_with('2') { "3" } else { "2" };
    let wrong = format!("{}{last}", &code[..code.len() - 1]);
    refuses(
        &folder,
        &["code", &wrong],
        &format!(
            "error: this run code is mistyped: its signs do not fit each other; sign 4 of group {}, `{last}`, looks wrong. Did you mean {code}?\n",
            code.len() / 5 + 1
        ),
    );
}
