//! Files that no game wrote, among the player's own: damaged, huge, misnamed, no files at all.

use std::fs;
use std::process::Command;
use std::time::Duration;

use october::format::{LARGEST_FILE, LARGEST_SCENARIO};
use october::playthrough::Action;
use october::store::{self, RunId, Settings};

use crate::fixtures;
use crate::folder::{Folder, THREE, decisions, skipped, three_decisions};

#[test]
fn damaged_runs_are_set_aside_by_name_and_the_others_open() {
    let folder = Folder::new();
    three_decisions(&mut folder.begin(&fixtures::petition()));
    let whole = fs::read(folder.run_path("clerk-001")).unwrap();
    let half = &whole[..whole.len() / 2];
    folder.put("clerk-002.ron", half);
    folder.put("clerk-003.ron", b"");
    folder.put("clerk-004.ron", &[0xff, 0xfe, 0, 1]);
    folder.put("clerk-005.ron", &vec![b' '; 3 * 1024 * 1024]);

    let (runs, problems) = folder.store().runs();
    assert_eq!(runs.len(), 1);
    assert_eq!(decisions(runs.first().unwrap()), THREE);
    let files: Vec<&str> = problems
        .iter()
        .map(|problem| problem.file.as_str())
        .collect();
    assert_eq!(
        files,
        [
            "clerk-002.ron",
            "clerk-003.ron",
            "clerk-004.ron",
            "clerk-005.ron"
        ]
    );
    for (problem, reason) in problems.iter().zip([
        "the run clerk-002 was set aside: the file is damaged or not a run: ",
        "the run clerk-003 was set aside: the file is damaged or not a run: ",
        "the run clerk-004 was set aside: the file is not text; ",
        "the run clerk-005 was set aside: the file is too large to be a run (more than 1048576 bytes); ",
    ]) {
        assert!(problem.message.starts_with(reason), "{}", problem.message);
        let kept = folder.path("runs").join("damaged").join(&problem.file);
        assert!(problem.message.ends_with(&format!("; it is kept in {}", kept.display())));
        assert!(kept.exists());
    }
    assert_eq!(
        fs::read(folder.path("runs/damaged/clerk-002.ron")).unwrap(),
        half
    );

    // They are told about once, and a second of the same name does not replace the first.
    assert_eq!(folder.messages(), [""; 0]);
    folder.put("clerk-002.ron", b"something else");
    assert_eq!(folder.messages().len(), 1);
    assert_eq!(
        fs::read(folder.path("runs/damaged/clerk-002.ron")).unwrap(),
        half
    );
    assert_eq!(
        fs::read(folder.path("runs/damaged/clerk-002-1.ron")).unwrap(),
        b"something else"
    );
}

#[test]
fn hostile_names_lead_nowhere() {
    for name in [
        "",
        ".",
        "..",
        "../clerk-001",
        "a/b",
        "a\\b",
        "C:",
        "a b",
        "a.ron",
        "clerk\0",
        "ключ",
        &"a".repeat(101),
    ] {
        assert_eq!(RunId::parse(name), None, "{name:?}");
    }
    assert!(RunId::parse(&"a".repeat(100)).is_some());
}

#[test]
fn strange_files_among_the_runs_do_no_harm() {
    let folder = Folder::new();
    let scenario = fixtures::petition();
    three_decisions(&mut folder.begin(&scenario));
    let whole = fs::read(folder.run_path("clerk-001")).unwrap();
    folder.put("clerk-4294967295.ron", &whole);
    folder.put("clerk-18446744073709551615.ron", &whole);
    folder.put("clerk-99999999999999999999999.ron", &whole);
    folder.put("clerk-001 (copy).ron", &whole);
    folder.put("notes.txt", b"not a run, and not meant to be");
    folder.put(".ron", &whole);
    fs::create_dir(folder.path("runs/clerk-002.ron")).unwrap();

    let (runs, problems) = folder.store().runs();
    assert_eq!(runs.len(), 4);
    let messages: Vec<&str> = problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "the file \".ron\" was left as it is: the name of a run has only the letters A to Z, digits, - and _",
            "the file \"clerk-001 (copy).ron\" was left as it is: the name of a run has only the letters A to Z, digits, - and _",
            "the run clerk-002 cannot be read: this is not a file",
        ]
    );
    // The next run takes a sensible number; the folder's name is not free.
    let mut session = folder.begin(&scenario);
    session.act(Action::Choose(0)).unwrap();
    assert_eq!(session.take_notice(), None);
    assert_eq!(session.id().map(RunId::as_str), Some("clerk-003"));
}

#[test]
fn a_pipe_among_the_files_is_not_waited_for() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path("runs")).unwrap();
    for name in ["runs/clerk-001.ron", "settings.ron", "pipe.ron"] {
        let made = Command::new("mkfifo").arg(folder.path(name)).status();
        if !made.is_ok_and(|status| status.success()) {
            return skipped("there is no `mkfifo`");
        }
    }
    // On a thread of its own, so that a wait would be a failure and not a hang.
    let (store, root) = (folder.store(), folder.temp.path().to_owned());
    let (send, receive) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runs = store.runs().1;
        let settings = store.settings().1;
        let files = store::folder_files(&root).unwrap();
        let _ = send.send((runs, settings, files));
    });
    let (problems, settings, files) = receive
        .recv_timeout(Duration::from_secs(20))
        .expect("reading waits for the pipe");
    assert_eq!(problems.len(), 1);
    assert!(settings.unwrap().contains("this is not a file"));
    assert!(files.is_empty());
}

#[test]
fn a_folder_of_huge_files_is_not_taken_in_whole() {
    let folder = Folder::new();
    let n_files = LARGEST_SCENARIO / LARGEST_FILE + 8;
    for number in 0..n_files {
        let file = fs::File::create(folder.path(&format!("{number}.ron"))).unwrap();
        file.set_len(LARGEST_FILE as u64).unwrap();
    }
    let files = store::folder_files(folder.temp.path()).unwrap();
    let size: usize = files
        .iter()
        .map(|file| file.text.as_ref().unwrap().len())
        .sum();
    assert!(size > LARGEST_SCENARIO);
    assert!(size <= LARGEST_SCENARIO + LARGEST_FILE);
}

#[test]
fn damaged_settings_give_the_defaults_and_stay_as_they_are() {
    for bytes in [
        b"Settings(text_size: )".as_slice(),
        b"Settings(text_size: 99999999)",
        b"Settings(theme: Pink)",
        b"",
        &[0xff, 0x00],
        &[b' '; 65 * 1024],
    ] {
        let folder = Folder::new();
        let path = folder.path("settings.ron");
        fs::write(&path, bytes).unwrap();
        let (settings, message) = folder.store().settings();
        assert_eq!(settings, Settings::default());
        let message = message.unwrap();
        assert!(
            message.starts_with("the settings could not be read and stand at their defaults: "),
            "{message}"
        );
        assert!(
            message.ends_with(&format!("; the file is {}", path.display())),
            "{message}"
        );
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
}
