//! Scenes that are edited while they are played, through real files in a real folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::logic::{Game, copy_folder, petition};
use crate::gui::action::UiAction;
use crate::gui::screen::Screen;
use crate::playthrough::{Action, PageView};
use crate::store::Origin;

/// A game in a folder of its own.
struct Edited {
    game: Game,
    scenes: tempfile::TempDir,
}

impl Edited {
    fn of(role: Option<&str>) -> Self {
        let scenes = tempfile::tempdir().unwrap();
        let folder = scenes.path().join("petition");
        copy_folder(&petition(), &folder);
        let game = Game::with_role(Origin::Folder(folder), role);
        Self { game, scenes }
    }

    /// After one decision, in the next scene.
    fn playing() -> Self {
        let mut edited = Self::of(Some("clerk"));
        edited.game.opens(Screen::Play);
        edited.game.ask(UiAction::Play(Action::Choose(0)));
        edited.game.ask(UiAction::Play(Action::Continue));
        assert_eq!(edited.scene(), ("ferry_stair", "Nineteen steps"));
        edited
    }

    fn folder(&self) -> PathBuf {
        self.scenes.path().join("petition")
    }

    /// Replaces words in a file, as an editor would.
    #[track_caller]
    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.folder().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    #[track_caller]
    fn until(&mut self, what: &str, ready: impl Fn(&Game) -> bool) {
        self.game.until(what, ready);
    }

    #[track_caller]
    fn until_told(&mut self, words: &str) {
        self.until(words, |game| {
            let notice = game.current().notice.as_ref();
            notice.is_some_and(|notice| notice.contains(words))
        });
    }

    /// The id and title of the open scene.
    #[track_caller]
    fn scene(&self) -> (&str, &str) {
        match self.game.page() {
            PageView::Scene(scene) => (&scene.key, &scene.title),
            other => panic!("{other:?}"),
        }
    }
}

fn slips(game: &Game) -> usize {
    game.current().slips.len()
}

#[test]
fn edited_scenes_are_taken_over_where_the_player_is() {
    let mut edited = Edited::playing();
    edited.edit("clerk/eve.ron", "Nineteen steps", "A wet stair");
    edited.until(
        "the new title",
        |game| matches!(game.page(), PageView::Scene(scene) if scene.title == "A wet stair"),
    );
    assert_eq!(edited.game.screen(), Screen::Play);
    assert_eq!(edited.game.current().notice, None);
    // A mistake keeps the last good version, and says where it is.
    edited.edit("clerk/eve.ron", "title: \"A wet stair\"", "tilte: \"Typo\"");
    edited.until("a slip", |game| slips(game) > 0);
    assert_eq!(edited.scene().1, "A wet stair");
    let slip = edited.game.current().slips[0].clone();
    assert!(slip.place.starts_with("clerk/eve.ron, line "), "{slip:?}");
    assert!(slip.message.contains("tilte"), "{slip:?}");
    assert!(edited.game.current().problems.contains("tilte"));
    // The run can be played on meanwhile.
    edited.game.ask(UiAction::Play(Action::Choose(0)));
    assert!(matches!(edited.game.page(), PageView::After(_)));
    edited.edit("clerk/eve.ron", "tilte: \"Typo\"", "title: \"A dry stair\"");
    edited.until("no slip", |game| slips(game) == 0);
    assert_eq!(edited.game.current().problems, "");
    assert!(matches!(edited.game.page(), PageView::After(_)));
}

#[test]
fn the_readings_that_were_chosen_hold_in_edited_scenes() {
    let mut edited = Edited::of(None);
    edited.game.opens(Screen::Title);
    let scenario = edited.game.current().scenario.clone().unwrap();
    let mut ids = scenario.turning_point_ids();
    let id = ids.find(|id| !scenario[*id].readings.is_empty()).unwrap();
    edited.game.ask(UiAction::Read(id, 1));
    edited.edit("clerk/role.ron", "The clerk", "The scribe");
    edited.until("the new name", |game| {
        let scenario = game.current().scenario.as_ref();
        scenario.is_some_and(|scenario| scenario.roles[0].name == "The scribe")
    });
    let current = edited.game.current();
    let keys = current.readings.keys(current.scenario.as_ref().unwrap());
    assert_eq!(keys, [("petition".to_owned(), "square".to_owned())]);
}

#[test]
fn mended_scenes_open_the_title() {
    let mut edited = Edited::of(None);
    edited.edit("clerk/role.ron", "start: \"", "start: \"no_such_");
    edited.game.opens(Screen::Problems);
    edited.edit("clerk/role.ron", "start: \"no_such_", "start: \"");
    edited.game.opens(Screen::Title);
    assert_eq!(slips(&edited.game), 0);
}

#[test]
fn a_decision_that_is_edited_away_takes_back_and_one_that_returns_brings_back() {
    let mut edited = Edited::playing();
    let journal = |game: &Game| {
        let session = game.current().session.as_ref().unwrap();
        session.run().journal().decisions.len()
    };
    edited.edit("clerk/eve.ron", "\"copy_fair\"", "\"copy_twice\"");
    edited.until_told("the edited scenes take you back: decision 1");
    assert_eq!(edited.scene().0, "cold_hall");
    assert_eq!(journal(&edited.game), 0);
    let notice = edited.game.current().notice.clone().unwrap();
    assert!(
        notice.ends_with("you stand in “Ninety-one names” now"),
        "{notice}"
    );
    edited.edit("clerk/eve.ron", "\"copy_twice\"", "\"copy_fair\"");
    edited.until_told("the edited scenes bring you back to your place");
    assert_eq!(edited.scene().0, "ferry_stair");
    // It is the same run still, and is kept as such.
    edited.game.ask(UiAction::Play(Action::Choose(0)));
    edited.game.ask(UiAction::Open(Screen::Runs));
    let current = edited.game.current();
    let kept: Vec<usize> = current.kept.iter().map(|run| run.n_decisions).collect();
    assert_eq!(kept, [2]);
}

#[test]
fn what_is_decided_meanwhile_is_a_run_of_its_own() {
    let mut edited = Edited::playing();
    edited.edit("clerk/eve.ron", "\"copy_fair\"", "\"copy_twice\"");
    edited.until_told("the edited scenes take you back");
    edited.game.ask(UiAction::Play(Action::Choose(1)));
    edited.edit("clerk/eve.ron", "\"copy_twice\"", "\"copy_fair\"");
    edited.edit("clerk/eve.ron", "Nineteen steps", "A wet stair");
    edited.until("the new title", |game| {
        let scenario = game.current().scenario.as_ref().unwrap();
        scenario
            .scenes
            .iter()
            .any(|scene| scene.title == "A wet stair")
    });
    assert!(matches!(edited.game.page(), PageView::After(_)));
    edited.game.ask(UiAction::Open(Screen::Runs));
    assert_eq!(edited.game.current().kept.len(), 2);
}

#[test]
fn a_scene_that_vanishes_under_the_player_is_named() {
    let mut edited = Edited::playing();
    edited.edit(
        "clerk/eve.ron",
        "then: Go(\"ferry_stair\")",
        "then: Go(\"toll_chain\")",
    );
    edited.until_told("do not lead to “Nineteen steps” any more; you stand in “");
    assert_eq!(edited.scene().0, "toll_chain");
}

#[test]
fn a_role_that_is_gone_closes_its_run_and_keeps_it() {
    let mut edited = Edited::playing();
    edited.edit("clerk/role.ron", "id: \"clerk\"", "id: \"scribe\"");
    fs::rename(
        edited.folder().join("clerk"),
        edited.folder().join("scribe"),
    )
    .unwrap();
    edited.edit("scenario.ron", "\"clerk\"", "\"scribe\"");
    edited.until_told("so it is closed, and kept as far as it was decided");
    edited.game.opens(Screen::Title);
    assert!(edited.game.current().session.is_none());
    edited.game.ask(UiAction::Open(Screen::Runs));
    assert_eq!(edited.game.current().kept.len(), 1);
}

#[test]
fn files_that_come_and_go_are_noticed() {
    let mut edited = Edited::playing();
    let path = edited.folder().join("clerk/sitting.ron");
    let aside = edited.scenes.path().join("sitting.ron");
    fs::rename(&path, &aside).unwrap();
    edited.until("a file is missing", |game| slips(game) > 0);
    assert_eq!(
        edited.scene().0,
        "ferry_stair",
        "the last good version plays on"
    );
    // As most editors save: a new file is put in the place of the old one.
    fs::rename(&aside, &path).unwrap();
    edited.until("it is back", |game| slips(game) == 0);
    fs::write(edited.folder().join("clerk/stray.ron"), [0xff, 0xfe, 0x00]).unwrap();
    edited.until("a stray file", |game| slips(game) > 0);
    fs::remove_file(edited.folder().join("clerk/stray.ron")).unwrap();
    edited.until("it is gone", |game| slips(game) == 0);
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_are_no_scenes() {
    let mut edited = Edited::playing();
    // As some editors lock a file that is being edited.
    let lock = edited.folder().join("clerk/.#eve.ron");
    std::os::unix::fs::symlink("anna@host.1917:1", &lock).unwrap();
    let around = edited.folder().join("clerk/around.ron");
    std::os::unix::fs::symlink("around.ron", &around).unwrap();
    edited.edit("clerk/eve.ron", "Nineteen steps", "A wet stair");
    edited.until(
        "the new title",
        |game| matches!(game.page(), PageView::Scene(scene) if scene.title == "A wet stair"),
    );
    assert_eq!(
        (slips(&edited.game), &edited.game.current().notice),
        (0, &None)
    );
}

#[test]
fn a_folder_that_is_taken_away_and_put_back_plays_on() {
    let mut edited = Edited::playing();
    let aside = edited.scenes.path().join("aside");
    fs::rename(edited.folder(), &aside).unwrap();
    edited.until_told("cannot be read any more, and the last good version plays on");
    edited.game.ask(UiAction::Dismiss);
    assert_eq!(edited.scene().0, "ferry_stair");
    fs::create_dir(edited.folder()).unwrap();
    copy_folder(&aside, &edited.folder());
    edited.edit("clerk/eve.ron", "Nineteen steps", "A wet stair");
    edited.until(
        "the new title",
        |game| matches!(game.page(), PageView::Scene(scene) if scene.title == "A wet stair"),
    );
    assert_eq!(edited.game.current().notice, None);
}

#[test]
fn a_burst_of_writing_ends_in_what_was_written_last() {
    let mut edited = Edited::playing();
    let path = edited.folder().join("clerk/eve.ron");
    let text = fs::read_to_string(&path).unwrap();
    for n in 0..200 {
        // Every other one is only half written.
        let title = format!("title: \"Stair {n}\"");
        let made = text.replace("title: \"Nineteen steps\"", &title);
        let half = &made.as_bytes()[..made.len() / 2];
        fs::write(&path, if n % 2 == 0 { half } else { made.as_bytes() }).unwrap();
    }
    edited.until(
        "the last title",
        |game| matches!(game.page(), PageView::Scene(scene) if scene.title == "Stair 199"),
    );
    assert_eq!(slips(&edited.game), 0);
}

#[test]
fn the_scenes_inside_the_program_are_not_watched() {
    let mut game = Game::embedded();
    game.opens(Screen::Title);
    assert!(game.current().notice.is_none() && Path::new("scenes").exists());
}
