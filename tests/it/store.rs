//! Runs and settings on disk: written after every decision, found again, never mixed up.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use october::chart::UnseenNames;
use october::playthrough::{Action, HintLevel, HistoryShown, Options, Playthrough};
use october::session::Session;
use october::store::{
    Face, Letters, Pace, RunId, Settings, Spacing, ThemeName, Tip, Tips, TipsShown,
};

use crate::fixtures;
use crate::folder::{Folder, decisions, three_decisions};

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
fn a_reader_never_finds_half_a_run() {
    let folder = Folder::new();
    let mut session = folder.begin(&fixtures::petition());
    three_decisions(&mut session);
    let id = session.id().unwrap().clone();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for _ in 0..200 {
                assert!(session.save());
            }
        });
        while !writer.is_finished() {
            let found = folder.store().run(&id);
            assert_eq!(found.unwrap().journal.decisions.len(), 3);
        }
    });
    let (runs, problems) = folder.store().runs();
    assert_eq!((runs.len(), problems), (1, Vec::new()));
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
        letters: Letters::Wide,
        pace: Pace::Slow,
        motion: false,
        motion_chosen: true,
        options: Options {
            hints: HintLevel::Numbers,
            history: HistoryShown::AtEnd,
        },
        unseen_names: UnseenNames::Shown,
        tips: Tips {
            shown: TipsShown::Never,
            seen: Tip::ALL.into(),
        },
        full_screen: true,
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
        letters: Letters::Normal,
        pace: Pace::AtOnce,
        motion: false,
        motion_chosen: true,
        options: Options {
            hints: HintLevel::None,
            history: HistoryShown::AtEnd,
        },
        unseen_names: UnseenNames::Hidden,
        tips: Tips::default(),
        full_screen: false,
    };
    assert_eq!(folder.store().settings(), (expected, None));
}

#[test]
fn what_was_never_decided_about_motion_is_not_written() {
    let folder = Folder::new();
    let store = folder.store();
    let undecided = Settings {
        motion: false,
        ..Settings::default()
    };
    store.save_settings(&undecided).unwrap();
    assert_eq!(store.settings(), (Settings::default(), None));
    let text = fs::read_to_string(folder.path("settings.ron")).unwrap();
    assert!(!text.contains("motion"), "{text}");
}

#[test]
fn a_hint_of_another_version_is_passed_over() {
    let folder = Folder::new();
    let text = r#"Settings(tips_seen: ["map", "cinema"])"#;
    fs::write(folder.path("settings.ron"), text).unwrap();
    let (settings, message) = folder.store().settings();
    assert_eq!(settings.tips.seen, [Tip::Map].into());
    assert!(!settings.tips.wants(Tip::Map) && settings.tips.wants(Tip::Log));
    assert_eq!(message, None);
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
        "the edited scenes take you back: decision 3: the scene `council_hall` has no choice `read_aloud` any more; you stand in “Item five” now"
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
