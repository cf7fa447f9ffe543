//! Chapters begun on their own, what lies behind a page, and where a chapter ends.

use bevy_egui::egui::Key;
use egui_kittest::kittest::Queryable as _;

use super::sizes::closes_chapter;
use super::stage::{DESIGN, Stage, press};
use crate::gui::action::UiAction;
use crate::gui::screen::Screen;
use crate::model::Readings;
use crate::playthrough::{Action, chapters};
use crate::store::ThemeName;

/// The scene in which a chapter of the Red Guard begins.
fn entry(number: usize) -> UiAction {
    let scenario = Stage::scenario();
    let role = scenario.role_by_key("red_guard").unwrap();
    let list = chapters(scenario, role, &Readings::default());
    UiAction::BeginAt(role, list[number - 1].entry.clone().unwrap())
}

#[test]
fn a_run_begins_with_a_chapter_by_digit_by_arrows_and_by_pointer() {
    let mut harness = Stage::of(Screen::Role).open();
    assert_eq!(press(&mut harness, Key::C), []);
    assert_eq!(press(&mut harness, Key::Num4), [entry(4)]);
    assert!(harness.query_by_label("Begin with a chapter").is_none());
    assert!(harness.query_by_label("Chapters").is_some());

    press(&mut harness, Key::C);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    assert_eq!(press(&mut harness, Key::Enter), [entry(2)]);

    press(&mut harness, Key::C);
    let row = harness.get_all_by_role(bevy_egui::egui::accesskit::Role::Button);
    let mut row = row.filter(|node| {
        use egui_kittest::kittest::NodeT as _;
        let label = node.accesskit_node().label().unwrap_or_default();
        label.contains("The general")
    });
    row.next_back().unwrap().click();
    drop(row);
    harness.run();
    let asked = std::mem::take(&mut harness.state_mut().asked);
    assert_eq!(asked, [entry(3)]);
}

#[test]
fn the_list_tells_what_to_expect_from_the_chapter_on() {
    let mut harness = Stage::of(Screen::Role).open();
    press(&mut harness, Key::C);
    for _ in 0..3 {
        press(&mut harness, Key::ArrowDown);
    }
    assert!(
        harness
            .query_by_label("What to expect in chapter 2")
            .is_none()
    );
    for number in 3..=5 {
        let head = format!("What to expect in chapter {number}");
        assert!(harness.query_by_label(&head).is_some(), "{head}");
    }
    assert_eq!(press(&mut harness, Key::Escape), []);
    assert!(
        harness
            .query_by_label("What to expect in chapter 3")
            .is_none()
    );
}

#[test]
fn what_lies_behind_is_read_before_the_page_and_any_key_goes_on() {
    for key in [Key::Enter, Key::Space, Key::Escape] {
        let mut harness = Stage::playing_on(7, 30).recalled().open();
        assert!(harness.query_by_label("What has happened so far").is_some());
        assert!(harness.query_by_label("Where you stand").is_some());
        assert_eq!(press(&mut harness, key), [UiAction::Recalled], "{key:?}");
    }
    let mut harness = Stage::beginning_with("october").recalled().open();
    assert!(harness.query_by_label("What has gone before").is_some());
    harness.get_by_label("Go on").click();
    harness.run();
    assert_eq!(harness.state().asked, [UiAction::Recalled]);
    harness.state_mut().recap = None;
    harness.run();
    assert!(harness.query_by_label("Begin the chapter").is_some());
}

#[test]
fn the_end_of_a_chapter_is_a_place_to_stop() {
    for theme in [ThemeName::Paper, ThemeName::HighContrast] {
        for text_size in [100, 200] {
            let mut stage = Stage::where_page(closes_chapter);
            stage.settings.theme = theme;
            stage.settings.text_size = text_size;
            let mut harness = stage.open_at(DESIGN);
            // Large letters push it below the edge of the window.
            harness.get_by_label("Stop here").focus();
            harness.run();
            let asked = press(&mut harness, Key::Enter);
            assert_eq!(asked, [UiAction::Open(Screen::Title)]);
            harness.ctx.memory_mut(|memory| {
                let id = memory.focused().unwrap();
                memory.surrender_focus(id);
            });
            harness.run();
            let asked = press(&mut harness, Key::Enter);
            assert_eq!(asked, [UiAction::Play(Action::Continue)]);
        }
    }
    let harness = Stage::playing(7).open();
    assert!(harness.query_by_label("Stop here").is_none());
}
