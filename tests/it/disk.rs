//! A disk that does not play along: full, in the way, gone. The game goes on and nothing
//! is lost.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use october::model::Readings;
use october::playthrough::Action;
use october::session::Session;
use october::store::{Settings, Store};

use crate::fixtures;
use crate::folder::{Folder, THREE, decisions, skipped, three_decisions};

/// Plays three decisions where nothing can be written, then makes room, then plays on.
#[track_caller]
fn the_game_goes_on_without(store: Store, mut make_room: impl FnMut()) {
    let scenario = fixtures::petition();
    let role = fixtures::clerk(&scenario);
    let mut session = Session::begin(
        store.clone(),
        Arc::clone(&scenario),
        role,
        7,
        &Readings::default(),
    );
    session.act(Action::Choose(1)).unwrap();
    let notice = session.take_notice().unwrap();
    assert!(
        notice.starts_with("this run is not saved: saving failed: "),
        "{notice}"
    );
    let place = store.root().display().to_string();
    assert!(
        notice.contains(&format!("; the file is {place}")),
        "{notice}"
    );
    session.act(Action::Continue).unwrap();
    session.act(Action::Choose(2)).unwrap();
    assert!(session.take_notice().is_some());
    assert_eq!(session.id(), None);

    make_room();
    session.act(Action::Continue).unwrap();
    assert_eq!(session.take_notice(), None);
    session.act(Action::Choose(0)).unwrap();
    let (runs, problems) = store.runs();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(runs.len(), 1);
    assert_eq!(decisions(runs.first().unwrap()), THREE);
}

#[test]
fn a_file_in_place_of_the_data_folder_is_a_notice() {
    let folder = Folder::new();
    let data = folder.path("data");
    fs::write(&data, "in the way").unwrap();
    let store = Store::open(Some(&data)).unwrap();
    the_game_goes_on_without(store, || fs::remove_file(&data).unwrap());
}

#[test]
fn a_file_in_place_of_the_runs_is_a_notice_that_names_it() {
    let folder = Folder::new();
    let runs = folder.path("runs");
    fs::write(&runs, "in the way").unwrap();
    let mut session = folder.begin(&fixtures::petition());
    session.act(Action::Choose(0)).unwrap();
    let notice = session.take_notice().unwrap();
    assert!(!notice.contains("too many runs"), "{notice}");
    the_game_goes_on_without(folder.store(), || fs::remove_file(&runs).unwrap());
}

#[test]
fn a_folder_that_takes_no_files_is_a_notice() {
    if !Path::new("/proc/self").is_dir() {
        return skipped("there is no /proc to refuse files");
    }
    let store = Store::open(Some(Path::new("/proc/self/october"))).unwrap();
    let scenario = fixtures::petition();
    let role = fixtures::clerk(&scenario);
    let mut session = Session::begin(store, scenario, role, 7, &Readings::default());
    three_decisions(&mut session);
    let notice = session.take_notice().unwrap();
    assert!(
        notice.starts_with("this run is not saved: saving failed: "),
        "{notice}"
    );
    assert_eq!(session.run().journal().decisions.len(), 3);
}

/// Names the folder to the copy of this program that runs where the disk is small.
const SMALL_DISK: &str = "OCTOBER_TEST_SMALL_DISK";

#[test]
fn a_full_disk_is_a_notice_and_nothing_is_lost() {
    if let Some(folder) = std::env::var_os(SMALL_DISK) {
        return play_on_a_small_disk(Path::new(&folder));
    }
    // A mount of our own, seen by one child and gone with it.
    let folder = Folder::new();
    let script = r#"mount -t tmpfs -o size=64k none "$1" && echo mounted && exec "$2" --exact disk::a_full_disk_is_a_notice_and_nothing_is_lost --nocapture"#;
    let output = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script, "sh"])
        .arg(folder.temp.path())
        .arg(std::env::current_exe().unwrap())
        .env(SMALL_DISK, folder.temp.path())
        .output();
    let Ok(output) = output else {
        return skipped("there is no `unshare` to make a small disk with");
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !said.starts_with("mounted") {
        return skipped("no small disk can be mounted here");
    }
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn play_on_a_small_disk(folder: &Path) {
    let store = Store::open(Some(folder)).unwrap();
    let scenario = fixtures::petition();
    let role = fixtures::clerk(&scenario);
    let mut session = Session::begin(
        store.clone(),
        Arc::clone(&scenario),
        role,
        7,
        &Readings::default(),
    );
    session.act(Action::Choose(1)).unwrap();
    assert_eq!(session.take_notice(), None);
    let path = folder.join("runs/clerk-001.ron");
    let before = fs::read(&path).unwrap();

    let filler = folder.join("filler");
    assert!(
        fs::write(&filler, vec![0; 128 * 1024]).is_err(),
        "the disk should be full"
    );
    for action in [Action::Continue, Action::Choose(2), Action::Continue] {
        session.act(action).unwrap();
        let notice = session.take_notice().unwrap();
        assert!(
            notice.starts_with("this run is not saved: saving failed: "),
            "{notice}"
        );
        assert_eq!(fs::read(&path).unwrap(), before, "the last good file stays");
    }
    assert!(store.save_settings(&Settings::default()).is_err());

    fs::remove_file(filler).unwrap();
    session.act(Action::Choose(0)).unwrap();
    assert_eq!(session.take_notice(), None);
    let (runs, problems) = store.runs();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(decisions(runs.first().unwrap()), THREE);
}

#[test]
fn what_could_not_be_saved_is_tried_once_more_before_it_is_left() {
    let folder = Folder::new();
    let runs = folder.path("runs");
    fs::write(&runs, "in the way").unwrap();
    let mut session = folder.begin(&fixtures::petition());
    three_decisions(&mut session);
    assert!(session.take_notice().is_some());
    fs::remove_file(&runs).unwrap();
    session.go_back(1);
    assert_eq!(decisions(&folder.the_run()), THREE);
    session.act(Action::Choose(0)).unwrap();
    assert_eq!(
        session.run().journal().parent,
        Some(("clerk-001".to_owned(), 1))
    );
}

#[test]
fn a_vanished_folder_is_made_again_with_the_whole_run() {
    let folder = Folder::new();
    let scenario = fixtures::petition();
    let mut session = folder.begin(&scenario);
    session.act(Action::Choose(1)).unwrap();
    fs::remove_dir_all(folder.path("runs")).unwrap();
    // Another game takes the number that has become free.
    let mut other = folder.begin(&scenario);
    other.act(Action::Choose(0)).unwrap();
    assert_eq!(other.id(), session.id());

    session.act(Action::Continue).unwrap();
    session.act(Action::Choose(2)).unwrap();
    session.act(Action::Continue).unwrap();
    session.act(Action::Choose(0)).unwrap();
    let (runs, problems) = folder.store().runs();
    assert!(problems.is_empty(), "{problems:?}");
    let mut found: Vec<_> = runs
        .iter()
        .map(|run| (run.id.as_str(), decisions(run)))
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            ("clerk-001", vec![("cold_hall", "copy_fair")]),
            ("clerk-002", THREE.to_vec()),
        ]
    );
}

#[test]
fn what_a_killed_game_left_half_written_goes_and_nothing_else() {
    let folder = Folder::new();
    let mut session = folder.begin(&fixtures::petition());
    three_decisions(&mut session);
    let store = folder.store();
    let put = |name: &str| {
        fs::write(folder.path(name), "half").unwrap();
        folder.path(name)
    };
    let left_behind = [
        put(".october-writing-aB3xYz"),
        put("runs/.october-writing-aB3xYz"),
    ];
    let written_now = put("runs/.october-writing-qqqqqq");
    let not_ours = [
        put("runs/.october-writing-notes.txt"),
        put("runs/.october-writing-"),
        put("runs/.writing-novels"),
        put("runs/notes.txt"),
        put(".writing-about-1917"),
    ];
    fs::create_dir(folder.path("runs/.october-writing-abcdef")).unwrap();
    let writer = fs::File::open(&written_now).unwrap();
    writer.lock().unwrap();

    let (runs, problems) = store.runs();
    assert_eq!((runs.len(), problems.len()), (1, 0));
    let _ = store.settings();
    for path in &left_behind {
        assert!(!path.exists(), "{}", path.display());
    }
    assert!(written_now.exists(), "another game is writing it");
    for path in &not_ours {
        assert!(path.exists(), "{}", path.display());
    }
    assert!(folder.path("runs/.october-writing-abcdef").is_dir());

    // Once that game has died too, a new run clears up after it.
    drop(writer);
    folder
        .begin(&fixtures::petition())
        .act(Action::Choose(0))
        .unwrap();
    assert!(!written_now.exists());
}
