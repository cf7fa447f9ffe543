//! Help where it is needed: hints at the first time, the keys of each screen, and what is said
//! where there is nothing yet.

use bevy_egui::egui;
use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::kittest::Queryable as _;

use super::sizes::with_news;
use super::stage::{Play, Stage, asked, audit, click, press, says};
use crate::gui::action::UiAction;
use crate::gui::screen::Screen;
use crate::playthrough::{Action, PageView, View};
use crate::store::{Tip, Tips, TipsShown};

/// A stage on which only these hints are new.
fn new_to(mut stage: Stage, tips: &[Tip]) -> Stage {
    stage.settings.tips = Tips {
        shown: TipsShown::Once,
        seen: Tip::ALL
            .into_iter()
            .filter(|tip| !tips.contains(tip))
            .collect(),
    };
    stage
}

/// The hints that were asked to be kept as seen, beyond those before.
#[track_caller]
fn noted(harness: &mut Play) -> Vec<Tip> {
    let before = harness.state().settings.tips.seen.clone();
    let new = |action: &UiAction| match action {
        UiAction::Set(settings) => settings.tips.seen.difference(&before).copied().collect(),
        _ => Vec::new(),
    };
    let asked = asked(harness);
    let mut tips: Vec<Tip> = asked.iter().flat_map(new).collect();
    tips.dedup();
    tips
}

const CHOICES: &str = "Take a choice with 1 to 3, or with the arrows and Enter.";

#[test]
fn the_first_choice_comes_with_a_hint_that_goes_with_the_page() {
    let mut harness = new_to(Stage::playing(7), &[Tip::Choices]).open_page();
    harness.get_by_role_and_label(Role::Label, CHOICES);
    assert_eq!(noted(&mut harness), []);
    harness.state_mut().act(Action::Choose(0));
    harness.run();
    assert!(!says(&harness, CHOICES));
    assert_eq!(noted(&mut harness), [Tip::Choices]);
}

#[test]
fn a_hint_is_hidden_by_key_and_by_its_button_and_no_other_takes_its_place() {
    for by_key in [true, false] {
        let mut harness = new_to(Stage::playing(7), &Tip::ALL).open_page();
        assert!(says(&harness, CHOICES));
        let asked = match by_key {
            true => press(&mut harness, Key::H),
            false => click(&mut harness, "Hide this hint"),
        };
        assert!(!says(&harness, CHOICES));
        assert!(!says(&harness, "Hide this hint"));
        let Some(UiAction::Set(settings)) = asked.last() else {
            panic!("{asked:?}");
        };
        assert_eq!(settings.tips.seen, [Tip::Choices].into());
    }
}

#[test]
fn a_hint_that_was_seen_or_is_not_wanted_is_not_shown() {
    let harness = new_to(Stage::playing(7), &[]).open_page();
    assert!(!says(&harness, "Hide this hint"));
    let mut stage = new_to(Stage::playing(7), &Tip::ALL);
    stage.settings.tips.shown = TipsShown::Never;
    assert!(!says(&stage.open_page(), "Hide this hint"));
}

fn is_after(view: &View) -> bool {
    matches!(&view.page, PageView::After(_))
}

fn has_moved(view: &View) -> bool {
    matches!(view.page, PageView::Scene(_))
        && view.top.gauges.iter().any(|gauge| gauge.before.is_some())
}

#[test]
fn each_thing_met_for_the_first_time_has_its_hint() {
    let pages = [
        (
            Tip::News,
            Stage::where_page(with_news),
            None,
            "News has come",
        ),
        (
            Tip::Gauges,
            Stage::where_page(has_moved),
            None,
            "a red cell, an arrow",
        ),
        (
            Tip::Record,
            Stage::where_page(is_after),
            None,
            "stands apart, on newsprint",
        ),
        (Tip::Names, Stage::playing(7), None, "can be asked about"),
        (
            Tip::Map,
            Stage::playing(7),
            Some(Key::M),
            "Point at a place",
        ),
        (
            Tip::Log,
            Stage::where_page(is_after),
            Some(Key::L),
            "begins another run",
        ),
        (
            Tip::Chart,
            Stage::playing(7),
            Some(Key::C),
            "from station to station",
        ),
    ];
    for (tip, stage, key, words) in pages {
        let mut harness = new_to(stage, &[tip]).open_page();
        if let Some(key) = key {
            press(&mut harness, key);
        }
        assert!(says(&harness, words), "{tip:?}");
        assert!(says(&harness, "Hide this hint"), "{tip:?}");
        assert_eq!(audit(&harness), [], "{tip:?}");
        press(&mut harness, Key::Escape);
        harness.state_mut().screen = Screen::Title;
        harness.run();
        harness.state_mut().screen = Screen::Play;
        harness.run();
        assert_eq!(noted(&mut harness), [tip], "{tip:?}");
    }
}

#[test]
fn a_text_that_arrives_says_how_to_have_it_all() {
    let mut stage = new_to(Stage::playing(7), &[Tip::Pace]);
    stage.settings.motion = true;
    stage.settings.pace = crate::store::Pace::Slow;
    let harness = stage.open_moving();
    assert!(says(&harness, "Any key shows the whole text."));
}

#[test]
fn hints_cover_nothing_in_narrow_windows_and_large_letters() {
    for (size, percent) in [(vec2(800.0, 600.0), 100), (vec2(1280.0, 720.0), 250)] {
        for key in [None, Some(Key::M), Some(Key::L)] {
            let mut stage = new_to(Stage::playing(7), &Tip::ALL);
            stage.settings.text_size = percent;
            let mut harness = stage.open_page_at(size);
            if let Some(key) = key {
                press(&mut harness, key);
            }
            assert!(says(&harness, "Hide this hint"));
            let covered: Vec<_> = audit(&harness)
                .into_iter()
                .filter(|it| it.text.contains("choice") || it.text == "hide")
                .collect();
            assert_eq!(covered, [], "{size} {percent} {key:?}");
        }
    }
}

#[test]
fn the_keys_are_those_of_the_screen_they_are_asked_for_on() {
    let settings = Stage::of(Screen::Settings);
    let runs = Stage::with_a_run(Screen::Runs);
    let places = [
        (Stage::of(Screen::Title), None, "from line to line"),
        (Stage::of(Screen::Role), None, "begin as this one"),
        (Stage::of(Screen::Role), Some(Key::R), "change a row"),
        (
            Stage::of(Screen::Role),
            Some(Key::W),
            "may want to know before",
        ),
        (settings, None, "open a section"),
        (runs, None, "copy the code of the run"),
        (Stage::where_page(is_after), None, "go on to the next page"),
        (
            Stage::where_page(is_after),
            Some(Key::M),
            "to the hour before and after",
        ),
        (Stage::where_page(is_after), Some(Key::L), "close the log"),
        (
            Stage::where_page(is_after),
            Some(Key::C),
            "with something untried",
        ),
    ];
    for (stage, key, words) in places {
        let mut harness = stage.open();
        if let Some(key) = key {
            press(&mut harness, key);
        }
        assert!(!says(&harness, "Everywhere"), "{words}");
        assert_eq!(press(&mut harness, Key::F1), []);
        assert!(says(&harness, words), "{words}");
        assert!(says(&harness, "Everywhere"), "{words}");
        assert_eq!(audit(&harness), [], "{words}");
        assert_eq!(press(&mut harness, Key::Escape), [], "{words}");
        assert!(!says(&harness, "Everywhere"), "{words}");
    }
}

#[test]
fn the_keys_of_the_end_are_those_of_the_open_tab() {
    let mut harness = Stage::at_end().open();
    for (key, words) in [
        (Key::Num1, "open a tab"),
        (Key::Num2, "only what differs"),
        (Key::Num4, "from change to change"),
        (Key::Num5, "from answer to answer"),
    ] {
        press(&mut harness, key);
        assert_eq!(press(&mut harness, Key::F1), []);
        assert!(says(&harness, words), "{words}");
        assert_eq!(audit(&harness), [], "{words}");
        assert_eq!(press(&mut harness, Key::Escape), [], "{words}");
    }
}

#[test]
fn the_keys_of_a_page_are_those_of_a_chapter_until_it_is_begun() {
    let mut harness = Stage::playing(7).open();
    press(&mut harness, Key::F1);
    assert!(says(&harness, "Enter: begin the chapter"));
    press(&mut harness, Key::F1);
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::F1);
    assert!(says(&harness, "1 – 9: take a choice"));
    press(&mut harness, Key::Enter);
    assert!(!says(&harness, "Everywhere"));
}

#[test]
fn where_there_is_nothing_yet_it_is_said_what_to_do() {
    let mut harness = Stage::playing(7).open_page();
    assert_eq!(press(&mut harness, Key::N), []);
    assert!(says(&harness, "No news has come with this page."));
    assert_eq!(press(&mut harness, Key::H), []);
    assert!(!says(&harness, "No news has come with this page."));
    press(&mut harness, Key::L);
    assert!(says(
        &harness,
        "Nothing is decided yet. Close this and take a choice"
    ));
    let mut harness = Stage::at_end().open();
    press(&mut harness, Key::Num2);
    assert!(says(
        &harness,
        "Play this role again, or take in somebody’s run"
    ));
}
