//! Runs and settings on disk, and what becomes of them when the disk does not play along.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use october::format::{LARGEST_FILE, LARGEST_SCENARIO};
use october::model::Scenario;
use october::playthrough::{Action, HintLevel, HistoryShown, Options, Playthrough};
use october::session::Session;
use october::store::{self, Face, RunFile, RunId, Settings, Spacing, Store, ThemeName};

use crate::fixtures;

/// A data folder that is gone when the test is over.
struct Folder {
    temp: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        Self {
            temp: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    fn run_path(&self, id: &str) -> PathBuf {
        self.path("runs").join(format!("{id}.ron"))
    }

    fn store(&self) -> Store {
        Store::open(Some(self.temp.path())).unwrap()
    }

    fn begin(&self, scenario: &Arc<Scenario>) -> Session {
        Session::begin(
            self.store(),
            Arc::clone(scenario),
            fixtures::clerk(scenario),
            7,
        )
    }

    /// The only run.
    #[track_caller]
    fn the_run(&self) -> RunFile {
        let (mut runs, problems) = self.store().runs();
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(runs.len(), 1);
        runs.remove(0)
    }

    /// Puts a file among the runs.
    fn put(&self, name: &str, bytes: &[u8]) {
        fs::create_dir_all(self.path("runs")).unwrap();
        fs::write(self.path("runs").join(name), bytes).unwrap();
    }

    /// What is said about the files that are no runs.
    fn messages(&self) -> Vec<String> {
        let (_, problems) = self.store().runs();
        problems
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    }
}

/// A run of three decisions, on the page after the third.
fn three_decisions(session: &mut Session) {
    for action in [
        Action::Choose(1),
        Action::Continue,
        Action::Choose(2),
        Action::Continue,
        Action::Choose(0),
    ] {
        session.act(action).unwrap();
    }
}

fn decisions(run: &RunFile) -> Vec<(&str, &str)> {
    run.journal
        .decisions
        .iter()
        .map(|decision| (decision.scene.as_str(), decision.choice.as_str()))
        .collect()
}

const THREE: [(&str, &str); 3] = [
    ("cold_hall", "light_stove"),
    ("ferry_stair", "upper_lane"),
    ("council_hall", "read_aloud"),
];

#[test]
fn nothing_is_written_before_the_first_decision() {
    let folder = Folder::new();
    let mut session = folder.begin(&fixtures::petition());
    assert_eq!(session.id(), None);
    assert!(session.act(Action::Continue).is_err());
    assert!(!folder.path("runs").exists());
}

#[test]
fn every_page_is_on_disk_before_it_is_shown() {
    let folder = Folder::new();
    let mut session = folder.begin(&fixtures::petition());
    for (action, n_decisions, pages_turned) in [
        (Action::Choose(1), 1, 0),
        (Action::Continue, 1, 1),
        (Action::Choose(2), 2, 1),
        (Action::Continue, 2, 2),
    ] {
        session.act(action).unwrap();
        let saved = folder.the_run();
        assert_eq!(saved.id.as_str(), "clerk-001");
        assert_eq!(saved.journal.decisions.len(), n_decisions);
        assert_eq!(saved.journal.pages_turned, pages_turned);
        assert_eq!(&saved.journal, session.run().journal());
    }
    assert_eq!(session.take_notice(), None);
}

#[test]
fn a_run_goes_on_at_the_very_page_that_was_left() {
    let folder = Folder::new();
    let scenario = fixtures::petition();
    let mut session = folder.begin(&scenario);
    three_decisions(&mut session);
    for _ in 0..2 {
        let resumed =
            Session::resume(folder.store(), Arc::clone(&scenario), folder.the_run()).unwrap();
        let options = Options::default();
        assert_eq!(resumed.run().view(&options), session.run().view(&options));
        assert_eq!(resumed.run().log(), session.run().log());
        assert_eq!(resumed.id(), session.id());
        // Once on the page after the decision, once on the next scene.
        if session.run().on_outcome() {
            session.act(Action::Continue).unwrap();
        }
    }
}

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
fn a_run_of_a_newer_version_is_left_alone() {
    let folder = Folder::new();
    let text = r#"Run(format: 2, role: "clerk", weather: [Snow], decisions: {})"#;
    folder.put("clerk-001.ron", text.as_bytes());
    assert_eq!(
        folder.messages(),
        [
            "the run clerk-001 was left as it is: the run was saved by a newer version of the program (format 2; this one reads up to 1)"
        ]
    );
    assert_eq!(
        fs::read_to_string(folder.run_path("clerk-001")).unwrap(),
        text
    );
    // And its number is not used again.
    three_decisions(&mut folder.begin(&fixtures::petition()));
    assert!(folder.run_path("clerk-002").exists());
}

#[test]
fn a_run_of_another_scenario_or_role_is_refused_and_left_alone() {
    let folder = Folder::new();
    let scenario = fixtures::petition();
    three_decisions(&mut folder.begin(&scenario));
    let text = fs::read_to_string(folder.run_path("clerk-001")).unwrap();
    for (old, new, reason) in [
        (
            "scenario: \"petition\"",
            "scenario: \"somewhere\"",
            "this run belongs to the scenario `somewhere`",
        ),
        (
            "role: \"clerk\"",
            "role: \"mayor\"",
            "this run's role `mayor` is not in the scenario",
        ),
    ] {
        let changed = text.replace(old, new);
        assert_ne!(changed, text);
        folder.put("clerk-001.ron", changed.as_bytes());
        let refused =
            Session::resume(folder.store(), Arc::clone(&scenario), folder.the_run()).unwrap_err();
        assert_eq!(refused.to_string(), reason);
        assert_eq!(
            fs::read_to_string(folder.run_path("clerk-001")).unwrap(),
            changed
        );
    }
}

#[test]
fn a_run_over_changed_scenes_goes_on_as_a_run_of_its_own() {
    let folder = Folder::new();
    let scenario = fixtures::petition();
    three_decisions(&mut folder.begin(&scenario));
    let before = fs::read(folder.run_path("clerk-001")).unwrap();

    let mut files = fixtures::petition_files();
    for file in &mut files {
        let text = file.text.as_mut().unwrap();
        *text = text.replace("id: \"upper_lane\"", "id: \"lower_lane\"");
    }
    let changed = fixtures::loaded(&files);
    let mut session = Session::resume(folder.store(), changed, folder.the_run()).unwrap();
    assert_eq!(
        session.take_notice().unwrap(),
        "the scenes have changed since this run was played: decision 2: the scene `ferry_stair` has no choice `upper_lane` any more. It goes on from the decision before; the old run is kept as clerk-001"
    );
    assert_eq!(session.id(), None);
    session.act(Action::Choose(0)).unwrap();
    assert_eq!(session.id().map(RunId::as_str), Some("clerk-002"));
    assert_eq!(
        session.run().journal().parent,
        Some(("clerk-001".to_owned(), 1))
    );
    assert_eq!(fs::read(folder.run_path("clerk-001")).unwrap(), before);
}

#[test]
fn going_back_leaves_the_run_as_it_was() {
    let folder = Folder::new();
    let mut session = folder.begin(&fixtures::petition());
    three_decisions(&mut session);
    let before = fs::read(folder.run_path("clerk-001")).unwrap();
    session.go_back(1);
    assert_eq!(session.id(), None);
    session.act(Action::Choose(0)).unwrap();
    assert_eq!(session.id().map(RunId::as_str), Some("clerk-002"));
    assert_eq!(fs::read(folder.run_path("clerk-001")).unwrap(), before);
    let (runs, _) = folder.store().runs();
    let branch = runs
        .iter()
        .find(|run| run.id.as_str() == "clerk-002")
        .unwrap();
    assert_eq!(
        decisions(branch),
        [
            ("cold_hall", "light_stove"),
            ("ferry_stair", "tell_the_hour")
        ]
    );
    assert_eq!(branch.journal.parent, Some(("clerk-001".to_owned(), 1)));
}

/// Plays three decisions where nothing can be written, then makes room, then plays on.
#[track_caller]
fn the_game_goes_on_without(store: Store, mut make_room: impl FnMut()) {
    let scenario = fixtures::petition();
    let role = fixtures::clerk(&scenario);
    let mut session = Session::begin(store.clone(), Arc::clone(&scenario), role, 7);
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
    let mut session = Session::begin(store, scenario, role, 7);
    three_decisions(&mut session);
    let notice = session.take_notice().unwrap();
    assert!(
        notice.starts_with("this run is not saved: saving failed: "),
        "{notice}"
    );
    assert_eq!(session.run().journal().decisions.len(), 3);
}

/// A silent skip would look like a pass.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn skipped(why: &str) {
    eprintln!("skipped: {why}");
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
    let script = r#"mount -t tmpfs -o size=64k none "$1" && echo mounted && exec "$2" --exact store::a_full_disk_is_a_notice_and_nothing_is_lost --nocapture"#;
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
    let mut session = Session::begin(store.clone(), Arc::clone(&scenario), role, 7);
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
fn two_games_on_one_folder_keep_their_own_runs() {
    let folder = Folder::new();
    let scenario = fixtures::petition();
    let mut first = folder.begin(&scenario);
    let mut second = folder.begin(&scenario);
    first.act(Action::Choose(0)).unwrap();
    second.act(Action::Choose(1)).unwrap();
    first.act(Action::Continue).unwrap();
    second.act(Action::Continue).unwrap();
    let id = |session: &Session| session.id().unwrap().clone();
    assert_eq!(id(&first).as_str(), "clerk-001");
    assert_eq!(id(&second).as_str(), "clerk-002");
    for session in [&first, &second] {
        let saved = folder.store().run(session.id().unwrap()).unwrap();
        assert_eq!(&saved.journal, session.run().journal());
    }
}

#[test]
fn many_games_at_once_never_take_the_same_name() {
    let folder = Folder::new();
    let scenario = fixtures::petition();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..10 {
                    let mut session = folder.begin(&scenario);
                    session.act(Action::Choose(0)).unwrap();
                    assert_eq!(session.take_notice(), None);
                }
            });
        }
    });
    let (runs, problems) = folder.store().runs();
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(runs.len(), 40);
}

#[test]
fn a_run_that_is_open_twice_becomes_two_runs() {
    let folder = Folder::new();
    let scenario = fixtures::petition();
    folder.begin(&scenario).act(Action::Choose(1)).unwrap();
    let open = || Session::resume(folder.store(), Arc::clone(&scenario), folder.the_run()).unwrap();
    let (mut first, mut second) = (open(), open());
    // Both turn the page: the same run still.
    first.act(Action::Continue).unwrap();
    second.act(Action::Continue).unwrap();
    first.act(Action::Choose(0)).unwrap();
    second.act(Action::Choose(2)).unwrap();
    assert_eq!(
        second.take_notice().unwrap(),
        "another game has gone on with the run clerk-001; this one is kept as a run of its own"
    );
    let store = folder.store();
    let saved = |name: &str| store.run(&RunId::parse(name).unwrap()).unwrap();
    assert_eq!(
        decisions(&saved("clerk-001")).last(),
        Some(&("ferry_stair", "tell_the_hour"))
    );
    assert_eq!(
        decisions(&saved("clerk-002")).last(),
        Some(&("ferry_stair", "upper_lane"))
    );
    // From here on each keeps to its own.
    first.act(Action::Continue).unwrap();
    second.act(Action::Continue).unwrap();
    assert_eq!(first.take_notice(), None);
    assert_eq!(second.take_notice(), None);
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
fn the_latest_run_comes_first_and_a_deleted_one_is_gone() {
    let folder = Folder::new();
    let scenario = fixtures::petition();
    let mut sessions = [folder.begin(&scenario), folder.begin(&scenario)];
    for session in &mut sessions {
        session.act(Action::Choose(0)).unwrap();
    }
    let path = folder.run_path("clerk-001");
    let later = fs::metadata(&path).unwrap().modified().unwrap() + Duration::from_secs(60);
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(later)
        .unwrap();
    let names = || -> Vec<String> {
        let (runs, _) = folder.store().runs();
        runs.iter().map(|run| run.id.to_string()).collect()
    };
    assert_eq!(names(), ["clerk-001", "clerk-002"]);
    folder
        .store()
        .delete_run(&RunId::parse("clerk-001").unwrap())
        .unwrap();
    assert_eq!(names(), ["clerk-002"]);
}

#[test]
fn settings_come_back_as_they_were_set() {
    let folder = Folder::new();
    let store = folder.store();
    assert_eq!(store.settings(), (Settings::default(), None));
    let settings = Settings {
        text_size: 150,
        theme: ThemeName::HighContrast,
        face: Face::Easy,
        spacing: Spacing::Wide,
        motion: false,
        options: Options {
            hints: HintLevel::Numbers,
            history: HistoryShown::AtEnd,
        },
    };
    store.save_settings(&settings).unwrap();
    assert_eq!(store.settings(), (settings, None));
}

#[test]
fn settings_saved_before_a_setting_existed_still_open() {
    let folder = Folder::new();
    let older = "Settings(text_size: 125, theme: Night, face: Sans, motion: false, hints: None, history: AtEnd)";
    fs::write(folder.path("settings.ron"), older).unwrap();
    let expected = Settings {
        text_size: 125,
        theme: ThemeName::Night,
        face: Face::Sans,
        spacing: Spacing::Normal,
        motion: false,
        options: Options {
            hints: HintLevel::None,
            history: HistoryShown::AtEnd,
        },
    };
    assert_eq!(folder.store().settings(), (expected, None));
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

#[test]
fn settings_outside_their_range_are_moved_into_it() {
    let folder = Folder::new();
    fs::write(folder.path("settings.ron"), "Settings(text_size: 9)").unwrap();
    let (settings, message) = folder.store().settings();
    assert_eq!((settings.text_size, message), (80, None));
}

#[test]
fn a_session_over_edited_scenes_keeps_the_old_run() {
    let folder = Folder::new();
    let scenario = fixtures::petition();
    let mut session = folder.begin(&scenario);
    three_decisions(&mut session);
    let before = fs::read(folder.run_path("clerk-001")).unwrap();
    let mut files = fixtures::petition_files();
    for file in &mut files {
        let text = file.text.as_mut().unwrap();
        *text = text.replace("id: \"read_aloud\"", "id: \"declaim\"");
    }
    session.reload(fixtures::loaded(&files)).unwrap();
    assert_eq!(
        session.take_notice().unwrap(),
        "the edited scenes take you back: decision 3: the scene `council_hall` has no choice `read_aloud` any more"
    );
    assert_eq!(session.run().journal().decisions.len(), 2);
    session.act(Action::Choose(0)).unwrap();
    assert_eq!(session.id().map(RunId::as_str), Some("clerk-002"));
    assert_eq!(fs::read(folder.run_path("clerk-001")).unwrap(), before);

    // Another scenario is refused, and the session goes on as it was.
    for file in &mut files {
        let text = file.text.as_mut().unwrap();
        *text = text.replace(
            "id: \"petition\",\n    title: \"The Petition\"",
            "id: \"another\",\n    title: \"Another\"",
        );
    }
    assert!(session.reload(fixtures::loaded(&files)).is_err());
    session.act(Action::Continue).unwrap();
    assert_eq!(session.run().journal().scenario, "petition");
}

#[test]
fn a_playthrough_of_a_journal_knows_where_it_came_from() {
    let scenario = fixtures::petition();
    let mut run = Playthrough::begin(Arc::clone(&scenario), fixtures::clerk(&scenario), 7);
    run.rename("  The clerk\u{2019}s evening  ");
    assert_eq!(run.journal().name, "The clerk\u{2019}s evening");
    run.rename(&"x".repeat(500));
    assert_eq!(run.journal().name.len(), 60);
}
