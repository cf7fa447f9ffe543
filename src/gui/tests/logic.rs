//! The Bevy side without egui or a renderer: scenes, states, actions, reload.

use std::fs;
use std::path::{Path, PathBuf};

use bevy::asset::{AssetMetaCheck, AssetPlugin};
use bevy::prelude::*;
use bevy::state::app::StatesPlugin;

use crate::gui::acting::Ask;
use crate::gui::action::UiAction;
use crate::gui::app::logic_plugin;
use crate::gui::assets;
use crate::gui::bridge::Current;
use crate::gui::screen::Screen;
use crate::launch::WindowRequest;
use crate::playthrough::{Action, PageView};
use crate::store::Origin;

/// A game without a window, and the folder of its runs.
pub(super) struct Game {
    pub(super) app: App,
    folder: tempfile::TempDir,
}

impl Game {
    pub(super) fn of(origin: Origin) -> Self {
        Self::with_role(origin, None)
    }

    pub(super) fn with_role(origin: Origin, role: Option<&str>) -> Self {
        Self::in_folder(origin, role, None, tempfile::tempdir().unwrap())
    }

    fn in_folder(
        origin: Origin,
        role: Option<&str>,
        chapter: Option<&str>,
        folder: tempfile::TempDir,
    ) -> Self {
        let mut app = App::new();
        assets::source_plugin(&mut app, &origin);
        app.add_plugins((
            MinimalPlugins,
            StatesPlugin,
            AssetPlugin {
                meta_check: AssetMetaCheck::Never,
                watch_for_changes_override: Some(false),
                ..default()
            },
        ));
        app.insert_resource(Current::of(WindowRequest {
            origin,
            data_dir: Some(folder.path().to_owned()),
            role: role.map(str::to_owned),
            chapter: chapter.map(str::to_owned),
            seed: Some(1917),
            readings: Vec::new(),
            fresh: false,
            audit: None,
        }));
        app.add_plugins(logic_plugin);
        Self { app, folder }
    }

    pub(super) fn embedded() -> Self {
        Self::of(Origin::Embedded("petrograd_1917".to_owned()))
    }

    pub(super) fn screen(&self) -> Screen {
        *self.app.world().resource::<State<Screen>>().get()
    }

    pub(super) fn current(&self) -> &Current {
        self.app.world().resource::<Current>()
    }

    pub(super) fn page(&self) -> &PageView {
        &self.current().view.as_ref().unwrap().page
    }

    #[track_caller]
    pub(super) fn until(&mut self, what: &str, ready: impl Fn(&Self) -> bool) {
        for _ in 0..200_000 {
            self.app.update();
            if ready(self) {
                return;
            }
            // Files are read by other threads.
            std::thread::yield_now();
        }
        panic!("never came to: {what}; {:?}", self.current().problems);
    }

    #[track_caller]
    pub(super) fn opens(&mut self, screen: Screen) {
        self.until(&format!("{screen:?}"), |game| game.screen() == screen);
    }

    /// Asks as a screen would.
    pub(super) fn ask(&mut self, action: UiAction) {
        self.app.world_mut().write_message(Ask(action));
        // The state changes at the beginning of the next frame.
        self.app.update();
        self.app.update();
    }

    /// Takes the first open choice until the story is over.
    #[track_caller]
    fn plays_to_the_end(&mut self) {
        for _ in 0..200 {
            let action = match self.page() {
                PageView::Scene(scene) => {
                    let mut choices = scene.choices.iter();
                    let open = choices.position(|choice| choice.locked.is_none());
                    Action::Choose(open.unwrap())
                }
                PageView::After(_) => Action::Continue,
                PageView::End(_) => return,
            };
            self.ask(UiAction::Play(action));
        }
        panic!("the story has no end");
    }
}

pub(super) fn petition() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/petition")
}

pub(super) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn a_run_is_begun_under_the_readings_that_were_chosen() {
    let mut game = Game::of(Origin::Folder(petition()));
    game.opens(Screen::Title);
    let scenario = game.current().scenario.clone().unwrap();
    let id = scenario
        .turning_point_ids()
        .find(|id| !scenario[*id].readings.is_empty())
        .unwrap();
    let role = scenario.role_ids().next().unwrap();
    let keys = [("petition".to_owned(), "square".to_owned())];
    game.ask(UiAction::Read(id, 1));
    game.ask(UiAction::Read(id, 7));
    assert_eq!(game.current().readings.keys(&scenario), keys);
    game.ask(UiAction::Begin(role));
    let run = game.current().session.as_ref().unwrap().run().clone();
    assert_eq!(run.journal().readings, keys);
    // The next run may be read otherwise; this one keeps what it has.
    game.ask(UiAction::Read(id, 0));
    assert!(game.current().readings.is_default());
    let run = game.current().session.as_ref().unwrap().run();
    assert_eq!(run.journal().readings, keys);
}

#[test]
fn the_scenes_in_the_binary_are_read() {
    let mut game = Game::embedded();
    game.app.update();
    assert_eq!(game.screen(), Screen::Loading);
    game.opens(Screen::Title);
    let current = game.current();
    assert_eq!(current.scenario.as_ref().unwrap().key, "petrograd_1917");
    assert_eq!((current.problems.as_str(), &current.notice), ("", &None));
    assert_eq!(current.loading.0, current.loading.1);
}

#[test]
fn the_scenes_of_a_folder_are_read_whatever_else_lies_in_it() {
    let scenes = tempfile::tempdir().unwrap();
    let folder = scenes.path().join("petition");
    copy_folder(&petition(), &folder);
    fs::write(folder.join("README.md"), "notes").unwrap();
    fs::write(folder.join("LICENSE"), "notes").unwrap();
    let mut game = Game::of(Origin::Folder(folder));
    game.opens(Screen::Title);
    assert_eq!(game.current().scenario.as_ref().unwrap().key, "petition");
}

#[test]
fn broken_scenes_are_shown_with_their_problems() {
    let scenes = tempfile::tempdir().unwrap();
    let folder = scenes.path().join("petition");
    copy_folder(&petition(), &folder);
    let path = folder.join("clerk/role.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("start: \"", "start: \"no_such_", 1)).unwrap();
    let mut game = Game::of(Origin::Folder(folder));
    game.opens(Screen::Problems);
    let current = game.current();
    assert!(current.scenario.is_none());
    assert!(
        current.problems.contains("error[R002]"),
        "{}",
        current.problems
    );
    assert!(current.problems.contains("clerk/role.ron"));
}

#[test]
fn a_folder_that_is_not_there_is_a_problem_and_no_endless_wait() {
    let scenes = tempfile::tempdir().unwrap();
    let mut game = Game::of(Origin::Folder(scenes.path().join("nothing")));
    game.opens(Screen::Problems);
    assert!(!game.current().problems.is_empty());
}

#[test]
fn a_role_from_the_command_line_begins_at_once() {
    let origin = Origin::Folder(petition());
    let mut game = Game::with_role(origin.clone(), Some("clerk"));
    game.opens(Screen::Play);
    assert!(matches!(game.page(), PageView::Scene(_)));
    let mut game = Game::with_role(origin, Some("tsar"));
    game.opens(Screen::Title);
    assert!(game.current().notice.as_ref().unwrap().contains("`tsar`"));
}

#[test]
fn a_run_is_begun_played_kept_left_resumed_and_deleted() {
    let mut game = Game::embedded();
    game.opens(Screen::Title);
    let role = game
        .current()
        .scenario
        .as_ref()
        .unwrap()
        .role_by_key("red_guard");
    game.ask(UiAction::Begin(role.unwrap()));
    assert_eq!(game.screen(), Screen::Play);
    let runs = game.folder.path().join("runs");
    assert!(!runs.exists());
    game.ask(UiAction::Play(Action::Choose(0)));
    assert!(matches!(game.page(), PageView::After(_)));
    assert_eq!(fs::read_dir(&runs).unwrap().count(), 1);
    game.ask(UiAction::Play(Action::Continue));
    assert!(matches!(game.page(), PageView::Scene(_)));
    game.ask(UiAction::Play(Action::Continue));
    let notice = game.current().notice.clone();
    assert_eq!(notice.as_deref(), Some("this page waits for a choice"));
    game.ask(UiAction::Dismiss);
    assert_eq!(game.current().notice, None);
    game.ask(UiAction::Open(Screen::Title));
    assert_eq!(game.screen(), Screen::Title);
    let id = game.current().unfinished.as_ref().unwrap().id.clone();
    game.ask(UiAction::Resume(id.clone()));
    assert_eq!(game.screen(), Screen::Play);
    game.ask(UiAction::GoBack(0));
    game.ask(UiAction::Play(Action::Choose(1)));
    assert_eq!(fs::read_dir(&runs).unwrap().count(), 2);
    game.ask(UiAction::Delete(id));
    assert_eq!(game.current().runs.len(), 1);
}

#[test]
fn what_lies_behind_is_told_another_day_and_not_in_the_same_sitting() {
    let origin = Origin::Folder(petition());
    let mut game = Game::with_role(origin.clone(), Some("clerk"));
    game.opens(Screen::Play);
    assert_eq!(game.current().recap, None);
    game.ask(UiAction::Play(Action::Choose(0)));
    game.ask(UiAction::Open(Screen::Title));
    let id = game.current().unfinished.as_ref().unwrap().id.clone();
    game.ask(UiAction::Resume(id.clone()));
    assert_eq!(game.current().recap, None, "it was just left");
    // The same player's folder, the window opened anew.
    let Game { app, folder } = game;
    drop(app);
    let mut game = Game::in_folder(origin, None, None, folder);
    game.opens(Screen::Title);
    game.ask(UiAction::Resume(id));
    assert!(game.current().recap.is_some());
    game.ask(UiAction::Recalled);
    assert_eq!(game.current().recap, None);
    game.ask(UiAction::Play(Action::Continue));
    game.ask(UiAction::GoBack(0));
    assert_eq!(game.current().recap, None);
}

#[test]
fn the_report_of_a_run_is_written_once_and_never_over_another_file() {
    let mut game = Game::with_role(Origin::Folder(petition()), Some("clerk"));
    game.opens(Screen::Play);
    game.plays_to_the_end();
    let id = game.current().session.as_ref().unwrap().id().cloned();
    let folder = game.folder.path().to_owned();
    // The folder beside the runs is made, another is not.
    let beside = game.current().report_folder.clone();
    assert_eq!(beside, folder.join("reports"));
    let path = |name: &str| beside.join(name).display().to_string();
    let (mine, again) = (path("mine.html"), path("again.html"));
    let elsewhere = folder.join("no/such/x.html").display().to_string();
    for (id, path, told) in [
        (None, format!("  {mine} "), "the report is written to "),
        (
            None,
            mine.clone(),
            "there is a file already, and it was left as it is",
        ),
        (id, again.clone(), "the report is written to "),
        (None, elsewhere, "there is no folder for this file"),
        (None, beside.display().to_string(), "this is a folder"),
    ] {
        game.ask(UiAction::SaveReport(id, path));
        game.until("a report", |game| {
            let notice = game.current().notice.as_deref();
            notice.is_some_and(|notice| notice != "the report is being written")
        });
        let notice = game.current().notice.clone().unwrap();
        assert!(notice.starts_with(told), "{notice}");
        game.ask(UiAction::Dismiss);
    }
    let read = |path: &str| fs::read_to_string(path).unwrap();
    assert!(read(&mine).starts_with("<!DOCTYPE html>"));
    assert_eq!(read(&mine), read(&again));
}

#[test]
fn a_chapter_from_the_command_line_begins_at_once() {
    let origin = Origin::Folder(petition());
    let folder = || tempfile::tempdir().unwrap();
    let mut game = Game::in_folder(origin.clone(), Some("clerk"), Some("2"), folder());
    game.opens(Screen::Play);
    let current = game.current();
    assert_eq!(
        current.recap.as_ref().unwrap().title,
        "What has gone before"
    );
    let journal = current.session.as_ref().unwrap().run().journal();
    assert_eq!(journal.begins.as_deref(), Some("council_hall"));
    // The scenes may have changed between the terminal and the window.
    let mut game = Game::in_folder(origin, Some("clerk"), Some("siting"), folder());
    game.opens(Screen::Title);
    let notice = game.current().notice.clone().unwrap();
    assert!(notice.contains("did you mean `sitting`?"), "{notice}");
}

#[test]
fn a_finished_run_is_laid_beside_the_one_it_left_or_the_one_chosen() {
    let mut game = Game::with_role(Origin::Folder(petition()), Some("clerk"));
    game.opens(Screen::Play);
    game.plays_to_the_end();
    let first = game.current().session.as_ref().unwrap().id().cloned();
    let beside = game.current().beside.as_ref().unwrap();
    assert_eq!((beside.other.is_none(), beside.candidates.len()), (true, 0));
    game.ask(UiAction::GoBack(0));
    assert!(game.current().beside.is_none());
    game.ask(UiAction::Play(Action::Choose(1)));
    game.ask(UiAction::Play(Action::Continue));
    game.plays_to_the_end();
    let other = |game: &Game| {
        let beside = game.current().beside.as_ref().unwrap();
        beside.other.as_ref().map(|it| it.id.clone())
    };
    assert_eq!(other(&game), first);
    let comparison = &game.current().beside.as_ref().unwrap().spread.comparison;
    assert!(comparison.first_between().is_some());
    // Whatever else is asked for, what lies there is not laid again.
    let before = std::ptr::from_ref(&comparison.rows[0]);
    let settings = game.current().settings.clone();
    game.ask(UiAction::Set(settings));
    let rows = &game
        .current()
        .beside
        .as_ref()
        .unwrap()
        .spread
        .comparison
        .rows;
    assert_eq!(before, std::ptr::from_ref(&rows[0]));
    game.ask(UiAction::SetBeside(None));
    assert_eq!(other(&game), None);
    game.ask(UiAction::SetBeside(first.clone()));
    assert_eq!(other(&game), first);
}

#[test]
fn runs_are_named_marked_handed_on_and_taken_in() {
    let mut game = Game::with_role(Origin::Folder(petition()), Some("clerk"));
    game.opens(Screen::Play);
    game.ask(UiAction::Play(Action::Choose(0)));
    game.ask(UiAction::Open(Screen::Runs));
    let id = game.current().runs[0].id.clone();
    game.ask(UiAction::Rename(id.clone(), " The cold  hall ".to_owned()));
    game.ask(UiAction::Star(id.clone()));
    let kept = &game.current().kept[0];
    assert_eq!((kept.name.as_str(), kept.starred), ("The cold hall", true));
    let code = kept.code.clone().unwrap();
    // The run that lies open has it too, and keeps it with the next decision.
    game.ask(UiAction::Play(Action::Continue));
    game.ask(UiAction::Play(Action::Choose(0)));
    game.ask(UiAction::Open(Screen::Runs));
    assert_eq!(game.current().kept[0].name, "The cold hall");
    game.ask(UiAction::Star(id.clone()));
    assert!(!game.current().kept[0].starred);

    let path = game.folder.path().join("mine.ron");
    let path = path.to_str().unwrap().to_owned();
    for expected in ["the run is written to ", "there is a file already, "] {
        game.ask(UiAction::Export(id.clone(), path.clone()));
        let notice = game.current().notice.clone().unwrap();
        assert!(notice.starts_with(expected), "{notice}");
    }
    let wrong = format!("{}0", &code[..code.len() - 1]);
    for (text, expected, n_runs) in [
        (
            path.as_str(),
            "this very run is kept already, as clerk-001",
            1,
        ),
        (
            wrong.as_str(),
            "this run code is mistyped: sign 4 of group ",
            1,
        ),
        (code.as_str(), "the run is kept as clerk-002", 2),
    ] {
        game.ask(UiAction::Import(text.to_owned()));
        let notice = game.current().notice.clone().unwrap();
        assert!(notice.starts_with(expected), "{notice}");
        assert_eq!(game.current().kept.len(), n_runs);
    }
}

#[test]
fn other_luck_is_a_run_of_its_own() {
    let mut game = Game::with_role(Origin::Folder(petition()), Some("clerk"));
    game.opens(Screen::Play);
    game.ask(UiAction::Play(Action::Choose(0)));
    game.ask(UiAction::NewLuck(1));
    assert!(matches!(game.page(), PageView::Scene(_)));
    let session = game.current().session.as_ref().unwrap();
    assert_eq!(session.id().unwrap().as_str(), "clerk-002");
    assert_eq!(
        session.run().journal().parent,
        Some(("clerk-001".to_owned(), 1))
    );
    assert!(session.run().journal().seed < 100_000_000);
}

#[test]
fn the_open_run_is_closed_when_it_is_deleted() {
    let mut game = Game::with_role(Origin::Folder(petition()), Some("clerk"));
    game.opens(Screen::Play);
    game.ask(UiAction::Play(Action::Choose(0)));
    game.ask(UiAction::Open(Screen::Runs));
    let id = game.current().runs[0].id.clone();
    game.ask(UiAction::Delete(id));
    assert!(game.current().session.is_none() && game.current().view.is_none());
    assert_eq!(
        fs::read_dir(game.folder.path().join("runs"))
            .unwrap()
            .count(),
        0
    );
}

#[test]
fn settings_are_used_and_kept() {
    let mut game = Game::embedded();
    game.opens(Screen::Title);
    let mut settings = game.current().settings.clone();
    settings.text_size = 150;
    game.ask(UiAction::Set(settings.clone()));
    assert_eq!(game.current().settings, settings);
    let kept = game.current().store.as_ref().unwrap().settings();
    assert_eq!(kept, (settings, None));
}

#[test]
fn quit_ends_the_app() {
    let mut game = Game::embedded();
    game.opens(Screen::Title);
    assert_eq!(game.app.should_exit(), None);
    game.app.world_mut().write_message(Ask(UiAction::Quit));
    game.app.update();
    assert_eq!(game.app.should_exit(), Some(AppExit::Success));
}

#[test]
fn the_end_learns_from_the_model_how_likely_each_answer_was() {
    let mut game = Game::with_role(Origin::Folder(petition()), Some("clerk"));
    game.opens(Screen::Play);
    for _ in 0..40 {
        if matches!(game.page(), PageView::End(_)) {
            break;
        }
        game.ask(UiAction::Play(Action::Choose(0)));
        game.ask(UiAction::Play(Action::Continue));
    }
    let odds = |game: &Game| -> Vec<Option<String>> {
        let rows = &game
            .current()
            .beside
            .as_ref()
            .unwrap()
            .spread
            .comparison
            .rows;
        rows.iter()
            .filter(|row| row.is_turning_point())
            .filter_map(|row| row.mine.cell().map(|cell| cell.odds.clone()))
            .collect()
    };
    game.until("the odds are there", |game| {
        odds(game).iter().all(Option::is_some)
    });
    let odds = odds(&game);
    assert_eq!(odds.len(), 2);
    assert!(
        odds.iter()
            .flatten()
            .all(|words| words.ends_with(" in this model"))
    );
    // An answer that came late for another page is not shown for this one.
    game.ask(UiAction::GoBack(0));
    assert!(game.current().beside.is_none());
}
