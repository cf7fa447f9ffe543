//! `october new`: the example passes `check`, is played to every ending, and the guide
//! knows every field of the format and every code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use october::diagnostics::Code;
use october::store;

use crate::cli::{october, parts, path_text};
use crate::fixtures;
use crate::support::Terminal;

const GUIDE: &str = include_str!("../../scenes/README.md");
const FORMAT: &str = include_str!("../../src/format/raw.rs");

fn new(home: &Path, dir: &Path) -> (i32, String, String) {
    let output = october(home, &["new", path_text(dir)]).output().unwrap();
    parts(&output)
}

/// A new scenario in a folder of its own.
fn begun() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("my_town");
    let (code, out, err) = new(home.path(), &dir);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    (home, dir)
}

fn check(home: &Path, dir: &Path) -> (i32, String) {
    let output = october(home, &["check", path_text(dir), "--deny", "warnings"])
        .output()
        .unwrap();
    let (code, out, _) = parts(&output);
    (code, out)
}

#[test]
fn it_passes_check_and_is_called_after_its_folder() {
    let (home, dir) = begun();
    let (code, out) = check(home.path(), &dir);
    assert_eq!(code, 0, "{out}");
    assert!(out.starts_with("my_town: no problems\n"), "{out}");
    assert!(out.contains("3 endings"), "{out}");
    assert!(out.contains("history's answer at 2 of 2 turning points"));
    let scenario = fixtures::loaded(&store::folder_files(&dir).unwrap());
    assert_eq!(scenario.key, "my_town");
    assert_eq!(fs::read_to_string(dir.join("README.md")).unwrap(), GUIDE);
}

#[test]
fn it_shows_each_kind_of_thing_once() {
    let (_home, dir) = begun();
    let scenario = fixtures::loaded(&store::folder_files(&dir).unwrap());
    assert!((4..=6).contains(&scenario.scenes.len()));
    assert_eq!(scenario.turning_points.len(), 2);
    let read: Vec<usize> = scenario
        .turning_points
        .iter()
        .map(|item| item.readings.len())
        .collect();
    assert_eq!(read, [0, 2]);
    assert!(!scenario.debates.is_empty() && !scenario.places.is_empty());
    let kinds: BTreeSet<_> = scenario.entries.iter().map(|item| item.kind).collect();
    assert_eq!(kinds.len(), 3, "a person, a term and a misconception");
}

#[test]
fn every_ending_can_be_played() {
    let (_home, dir) = begun();
    let scenario = fixtures::loaded(&store::folder_files(&dir).unwrap());
    for (choices, ending) in [
        (["1", "1", "1", "1", "1"], "Bells"),
        (["2", "3", "2", "3", "1"], "Shutters"),
        (["1", "2", "3", "1", "2"], "The forme"),
        (["3", "3", "1", "1", "3"], "The forme"),
    ] {
        let mut game = Terminal::of(scenario.clone()).role("printer");
        // Luck by which the keeper opens to whoever asks, as he did.
        game.seed = 5;
        let lines: Vec<&str> = choices.iter().flat_map(|choice| [*choice, ""]).collect();
        let text = game.types(&lines);
        assert!(
            text.to_lowercase().contains(&ending.to_lowercase()),
            "{choices:?} {ending}\n{text}"
        );
    }
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let (home, dir) = begun();
    fs::write(dir.join("codex.ron"), "mine").unwrap();
    let (code, out, err) = new(home.path(), &dir);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("there is something in this folder already"),
        "{err}"
    );
    assert_eq!(fs::read_to_string(dir.join("codex.ron")).unwrap(), "mine");
    let file = home.path().join("letter");
    fs::write(&file, "dear").unwrap();
    let (code, _, err) = new(home.path(), &file);
    assert_eq!(code, 2);
    assert!(err.contains("this is a file"), "{err}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "dear");
}

#[test]
fn an_empty_folder_is_filled() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("lyon");
    fs::create_dir(&dir).unwrap();
    let output = october(home.path(), &["new", "."])
        .current_dir(&dir)
        .output()
        .unwrap();
    assert_eq!(parts(&output).0, 0, "{output:?}");
    assert_eq!(check(home.path(), &dir).0, 0);
}

#[test]
fn odd_names_are_refused_with_one_that_would_do() {
    let home = tempfile::tempdir().unwrap();
    for (name, said) in [
        ("Paris 1789", "\"paris_1789\""),
        ("1848", "\"my_town\""),
        ("Революция", "\"my_town\""),
        ("a\u{1b}[31m", "\"a_31m\""),
        ("petrograd_1917", "inside the program"),
        ("not/there/at_all", "there is no folder"),
    ] {
        let dir = home.path().join(name);
        let (code, out, err) = new(home.path(), &dir);
        assert_eq!((code, out.as_str()), (2, ""), "{name}");
        assert!(err.contains(said), "{name}: {err}");
        assert!(!err.contains('\u{1b}'), "{err:?}");
        assert!(!dir.exists());
    }
    let long = home.path().join("a".repeat(65));
    assert_eq!(new(home.path(), &long).0, 2);
    let (code, _, _) = new(home.path(), Path::new("/"));
    assert_eq!(code, 2);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_place_that_cannot_be_written_says_so_and_nothing_is_left() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let shut = home.path().join("shut");
    fs::create_dir(&shut).unwrap();
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may do everything may write here too.
    let may = fs::write(shut.join("probe"), "").is_ok();
    if !may {
        let (code, _, err) = new(home.path(), &shut.join("town"));
        assert_eq!(code, 2);
        assert!(err.contains("nothing was made"), "{err}");
        assert_eq!(fs::read_dir(&shut).unwrap().count(), 0);
    }
    // A folder that no folder can be made in, whoever asks.
    let (code, _, err) = new(home.path(), Path::new("/proc/town"));
    assert_eq!(code, 2, "{err}");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn others_may_read_it_as_any_new_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    let (home, dir) = begun();
    let plain = home.path().join("plain");
    fs::create_dir(&plain).unwrap();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&dir), mode(&plain));
}

/// One struct of the format: its name in files, and its fields with whether they may be
/// left out.
fn structs() -> Vec<(String, Vec<(String, bool)>)> {
    let mut all: Vec<(String, Vec<(String, bool)>)> = Vec::new();
    let (mut may_lack, mut renamed) = (false, None);
    for line in FORMAT.lines().map(str::trim) {
        if line.starts_with('"') && line.ends_with('{') {
            let name = line.split('"').nth(1).unwrap();
            all.push((name.to_owned(), Vec::new()));
        } else if line.starts_with("#[serde(") {
            may_lack = line.contains("default");
            renamed = line.split("rename = \"").nth(1).map(|rest| {
                let name: &str = rest.split('"').next().unwrap();
                name.to_owned()
            });
        } else if let Some(field) = line.strip_prefix("pub(super) ")
            && let Some((name, _)) = field.split_once(':')
            && let Some((_, fields)) = all.last_mut()
        {
            fields.push((renamed.take().unwrap_or(name.to_owned()), may_lack));
            may_lack = false;
        }
    }
    all
}

/// The part of the guide under a heading of the third level.
fn section(name: &str) -> &'static str {
    let heading = format!("\n### {name}");
    let mut parts = GUIDE
        .match_indices(&heading)
        .map(|(at, _)| &GUIDE[at + heading.len()..])
        .filter(|rest| rest.starts_with([' ', '\n', ':']));
    let rest = parts.next().unwrap_or_else(|| panic!("no part on {name}"));
    rest.split("\n### ").next().unwrap()
}

#[test]
fn the_guide_explains_every_field_of_the_format() {
    let structs = structs();
    assert!(structs.len() >= 30, "{structs:?}");
    let mut missing = Vec::new();
    for (name, fields) in &structs {
        assert!(!fields.is_empty(), "{name}");
        let section = section(name);
        for (field, may_lack) in fields {
            let must = if *may_lack { "may" } else { "must" };
            if !section.contains(&format!("\n| `{field}` | {must} | ")) {
                missing.push(format!("{name}: `{field}` | {must}"));
            }
        }
        let n_rows = section.matches("\n| `").count();
        if n_rows != fields.len() {
            missing.push(format!("{name}: {n_rows} rows, {} fields", fields.len()));
        }
    }
    assert_eq!(missing, [""; 0]);
}

#[test]
fn the_guide_names_every_word_of_the_format() {
    let mut open = false;
    let mut words = Vec::new();
    for line in FORMAT.lines().map(str::trim) {
        if line.contains("enum Raw") || line.starts_with("Raw") && line.contains("=> crate::") {
            open = true;
        }
        let inside = line.rsplit('{').next().unwrap().trim_end_matches('}');
        if open && !line.starts_with("pub(super)") && !line.starts_with("///") {
            for word in inside.split(',') {
                let word = word.trim().split('(').next().unwrap();
                if word.starts_with(|first: char| first.is_ascii_uppercase())
                    && word.chars().all(char::is_alphanumeric)
                    && !["String", "Box", "Vec"].contains(&word)
                {
                    words.push(word.to_owned());
                }
            }
        }
        if line.contains('}') {
            open = false;
        }
    }
    assert!(words.len() > 50, "{words:?}");
    let missing: Vec<&String> = words
        .iter()
        .filter(|word| {
            !GUIDE.contains(&format!("`{word}`")) && !GUIDE.contains(&format!("`{word}("))
        })
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn the_guide_lists_every_code() {
    for code in Code::ALL {
        let row = format!("\n| {} | {} | ", code.id(), code.meaning());
        assert!(GUIDE.contains(&row), "{row}");
    }
}

/// Every change the guide has its reader make, with what `check` says then.
#[test]
fn what_the_guide_has_one_type_is_answered_as_it_says() {
    let (home, dir) = begun();
    let mut n_steps = 0;
    for step in GUIDE.split("```ron change ").skip(1) {
        let (file, rest) = step.split_once('\n').unwrap();
        let (old, rest) = rest.split_once("\n// becomes\n").unwrap();
        let (new, rest) = rest.split_once("\n```").unwrap();
        let said = rest.split("```text\n").nth(1).unwrap();
        let said = said.split("\n```").next().unwrap();
        let path = dir.join(file);
        let before = fs::read_to_string(&path).unwrap();
        assert!(before.contains(old.trim()), "{file} has no\n{old}");
        fs::write(&path, before.replacen(old.trim(), new.trim(), 1)).unwrap();
        let (_, out) = check(home.path(), &dir);
        for line in said.lines().filter(|line| *line != "...") {
            assert!(out.contains(line.trim()), "{line}\nis not in\n{out}");
        }
        fs::write(&path, before).unwrap();
        n_steps += 1;
    }
    assert!(n_steps >= 4, "{n_steps}");
}
