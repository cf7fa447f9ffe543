//! A run shown to a room: steps, hands, the clock, and what is said of them.

use std::time::Duration;

use bevy_egui::egui;
use egui::accesskit::{Action as Wish, ActionRequest, Role, TreeId};
use egui::{Key, Modifiers, PointerButton, Vec2};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::stage::{Play, Stage, asked, audit, click, name, press, says};
use crate::gui::action::UiAction;
use crate::gui::screen::Screen;
use crate::playthrough::{Action, HistoryShown, PageView, View};

/// Goes on until the question is asked, or to the page's last step.
fn to_last(harness: &mut Play) {
    for _ in 0..20 {
        if is_asking(harness) || harness.query_by_label("Next").is_none() {
            return;
        }
        assert_eq!(press(harness, Key::PageDown), []);
    }
    panic!("the page has no end");
}

#[test]
fn the_first_sight_of_every_step_is_whole() {
    let mut harness = in_room(Stage::playing(7), super::stage::DESIGN);
    for _ in 0..6 {
        // One frame and no other, as a slow machine shows it.
        for pressed in [true, false] {
            harness.input_mut().events.push(egui::Event::Key {
                key: Key::PageDown,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers: Modifiers::NONE,
            });
        }
        harness.step();
        assert_eq!(audit(&harness), []);
        harness.run();
    }
    assert!(is_asking(&harness));
}

fn is_asking(harness: &Play) -> bool {
    says(harness, "What would you have done?")
}

/// The first page of a run in a room, with its chapter's opening read.
fn in_room(stage: Stage, size: Vec2) -> Play {
    let mut harness = stage.open_page_at(size);
    assert_eq!(press(&mut harness, Key::F5), []);
    harness
}

/// The question of the first page.
fn question_at(size: Vec2) -> Play {
    let mut harness = in_room(Stage::playing(7), size);
    to_last(&mut harness);
    assert!(is_asking(&harness));
    harness
}

fn question() -> Play {
    question_at(super::stage::DESIGN)
}

/// Does what was asked for, as `bridge` would.
fn obey(harness: &mut Play) {
    for action in asked(harness) {
        match action {
            UiAction::Play(action) => harness.state_mut().act(action),
            other => panic!("{other:?}"),
        }
    }
    harness.run();
}

fn type_key(harness: &mut Play, key: Key) {
    harness.key_press(key);
    harness.run();
    obey(harness);
}

/// The hands of the open count.
fn hands(harness: &Play) -> Vec<u16> {
    let counts = &harness.state().scene().counts;
    let hands = counts.last().unwrap().hands.iter();
    hands.map(|hands| hands.unwrap_or(0)).collect()
}

/// The row of a choice.
fn row(harness: &Play, index: usize) -> Node<'_> {
    let choice = &harness.state().scene().choices[index];
    let name = format!("{}. {}", choice.number, choice.text);
    harness.get_by(move |node| {
        node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with(&name))
    })
}

fn counted(stage: Stage, size: Vec2) -> Play {
    let mut harness = in_room(stage, size);
    to_last(&mut harness);
    for (index, hands) in [(0, 14), (1, 9), (2, 14)] {
        let _ = harness
            .state_mut()
            .session
            .as_mut()
            .unwrap()
            .act(Action::Hands(index, hands));
    }
    harness.state_mut().act(Action::CountAgain);
    harness.state_mut().act(Action::Hands(0, 12));
    harness.run();
    harness
}

/// The page after a decision that a room voted on.
fn decided(history: HistoryShown) -> Stage {
    let mut stage = Stage::playing(7);
    stage.settings.options.history = history;
    for action in [
        Action::Hands(0, 14),
        Action::Hands(1, 9),
        Action::CountAgain,
    ] {
        stage.act(action);
    }
    stage.act(Action::Hands(1, 12));
    stage.act(Action::Choose(0));
    stage
}

fn is_locked(view: &View) -> bool {
    match &view.page {
        PageView::Scene(scene) => scene.choices.iter().any(|it| it.locked.is_some()),
        _ => false,
    }
}

/// One of every step, for the tests that look at all screens.
pub(super) fn scenes_at(size: Vec2) -> Vec<(&'static str, Play)> {
    let mut text = in_room(Stage::playing(7), size);
    press(&mut text, Key::PageDown);
    let mut talking = question_at(size);
    press(&mut talking, Key::T);
    let mut locked = in_room(Stage::where_page(is_locked), size);
    to_last(&mut locked);
    let mut done = in_room(decided(HistoryShown::AtEnd), size);
    to_last(&mut done);
    let mut record = in_room(decided(HistoryShown::AfterEach), size);
    to_last(&mut record);
    let mut opening = Stage::playing(7).open_at(size);
    press(&mut opening, Key::F5);
    vec![
        ("room opening", opening),
        ("room card", in_room(Stage::playing(7), size)),
        ("room text", text),
        ("room talking", talking),
        ("room locked", locked),
        ("room counted", counted(Stage::playing(7), size)),
        ("room done", done),
        ("room record", record),
    ]
}

#[test]
fn a_room_is_entered_from_a_role_and_from_a_page_and_left() {
    let mut role = Stage::of(Screen::Role).open();
    let begun = press(&mut role, Key::F5);
    assert!(matches!(begun[..], [UiAction::Begin(_)]), "{begun:?}");
    let mut role = Stage::of(Screen::Role).open();
    let begun = click(&mut role, "For a room");
    assert!(matches!(begun[..], [UiAction::Begin(_)]), "{begun:?}");
    let mut page = Stage::playing(7).open();
    assert_eq!(click(&mut page, "Show it to a room"), []);
    assert!(says(&page, "1 of "));
    assert_eq!(press(&mut page, Key::Escape), []);
    assert!(page.query_by_label("Begin the chapter").is_some());
    press(&mut page, Key::F5);
    assert_eq!(click(&mut page, "Leave this view"), []);
    assert!(page.query_by_label("Begin the chapter").is_some());
}

#[test]
fn a_presenters_keys_go_through_the_page_one_thing_at_a_time() {
    let mut harness = Stage::playing(7).open();
    press(&mut harness, Key::F5);
    assert!(harness.query_by_label("What to expect").is_some());
    to_last(&mut harness);
    assert!(harness.query_by_label("Begin the chapter").is_some());
    press(&mut harness, Key::PageUp);
    press(&mut harness, Key::PageDown);
    // The last step of the opening begins the chapter; then come title, text and question.
    assert_eq!(press(&mut harness, Key::PageDown), []);
    let title = harness.state().scene().title.clone();
    assert!(says(&harness, &title));
    let whole: String = harness.state().scene().text.plain();
    let mut read = String::new();
    while !is_asking(&harness) {
        assert_eq!(press(&mut harness, Key::Space), []);
        let nodes = harness.root().children_recursive();
        let parts = nodes
            .map(|node| name(&node))
            .filter(|it| whole.contains(it));
        read.push_str(&parts.collect::<Vec<_>>().join(" "));
    }
    for word in whole.split_whitespace() {
        assert!(read.contains(word), "{word}");
    }
    // Nothing a presenter presses decides.
    for key in [Key::PageDown, Key::Space, Key::Enter, Key::ArrowRight] {
        assert_eq!(press(&mut harness, key), [], "{key:?}");
        assert!(is_asking(&harness), "{key:?}");
    }
    press(&mut harness, Key::PageUp);
    assert!(!is_asking(&harness));
}

#[test]
fn digits_put_hands_up_and_down() {
    let mut harness = question();
    for key in [Key::Num1, Key::Num1, Key::Num2, Key::Num9] {
        type_key(&mut harness, key);
    }
    assert_eq!(hands(&harness), [2, 1, 0]);
    // Also while a button has the keyboard.
    harness.get_by_label("Start talking").focus();
    harness.run();
    type_key(&mut harness, Key::Num3);
    assert_eq!(hands(&harness), [2, 1, 1]);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Num3);
    harness.run();
    obey(&mut harness);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Num1);
    harness.run();
    obey(&mut harness);
    assert_eq!(hands(&harness), [1, 1, 0]);
    assert!(says(&harness, "A tie between choices 1 and 2: 1 each."));
    // As it comes from a keyboard on which Shift and 1 is a sign of its own.
    for physical in [Key::Num1, Key::Num3] {
        harness.event(egui::Event::Key {
            key: Key::Exclamationmark,
            physical_key: Some(physical),
            pressed: true,
            repeat: false,
            modifiers: Modifiers::SHIFT,
        });
        harness.run();
        obey(&mut harness);
    }
    assert_eq!(hands(&harness), [0, 1, 0]);
    assert!(says(&harness, "1 hand. Most for choice 2: 1 of them."));
}

#[test]
fn the_pointer_counts_and_a_button_decides() {
    let mut harness = question();
    row(&harness, 1).click();
    harness.run();
    obey(&mut harness);
    row(&harness, 1).click();
    harness.run();
    obey(&mut harness);
    assert_eq!(hands(&harness), [0, 2, 0]);
    row(&harness, 1).click_button(PointerButton::Secondary);
    harness.run();
    obey(&mut harness);
    assert_eq!(hands(&harness), [0, 1, 0]);
    let name = |what: &str| {
        let choice = &harness.state().scene().choices[1];
        format!("{what}: {}. {}", choice.number, choice.text)
    };
    let (less, decide) = (name("One hand less"), name("Do this"));
    harness.get_by_label(&less).click();
    harness.run();
    obey(&mut harness);
    assert_eq!(hands(&harness), [0, 0, 0]);
    assert_eq!(
        click(&mut harness, &decide),
        [UiAction::Play(Action::Choose(1))]
    );
}

#[test]
fn a_number_typed_on_a_choice_is_its_count_and_enter_decides_only_then() {
    let mut harness = question();
    press(&mut harness, Key::ArrowDown);
    assert!(row(&harness, 0).is_focused());
    for key in [Key::Num1, Key::Num4, Key::Num9, Key::Num9, Key::Backspace] {
        type_key(&mut harness, key);
    }
    // 149, then no fourth digit, then one taken away.
    assert_eq!(hands(&harness), [14, 0, 0]);
    assert_eq!(press(&mut harness, Key::Enter), []);
    assert!(row(&harness, 1).is_focused());
    type_key(&mut harness, Key::Num9);
    assert_eq!(hands(&harness), [14, 9, 0]);
    for key in [Key::Plus, Key::Plus, Key::Minus] {
        type_key(&mut harness, key);
    }
    assert_eq!(hands(&harness), [14, 10, 0]);
    press(&mut harness, Key::ArrowUp);
    assert!(row(&harness, 0).is_focused());
    // Space is a hand, Enter is what is done.
    assert_eq!(
        press(&mut harness, Key::Space),
        [UiAction::Play(Action::Hands(0, 15))]
    );
    assert_eq!(
        press(&mut harness, Key::Enter),
        [UiAction::Play(Action::Choose(0))]
    );
}

#[test]
fn the_count_after_talking_stands_beside_the_first() {
    let mut harness = question();
    assert!(harness.query_by_label("Again after talking").is_none());
    for key in [Key::Num1, Key::A] {
        type_key(&mut harness, key);
    }
    assert_eq!(harness.state().scene().counts.len(), 2);
    assert!(says(&harness, "Counts: First, Now"));
    assert!(harness.query_by_label("Again after talking").is_none());
    type_key(&mut harness, Key::Backspace);
    assert_eq!(harness.state().scene().counts.len(), 1);
    click(&mut harness, "Again after talking");
    harness.state_mut().act(Action::CountAgain);
    harness.run();
    type_key(&mut harness, Key::Num2);
    let told = row(&harness, 1).accesskit_node().label().unwrap();
    assert!(told.ends_with(". 1 hand, most. Before: 0"), "{told}");
}

#[test]
fn what_is_locked_says_why_and_takes_no_hands() {
    let mut harness = in_room(Stage::where_page(is_locked), super::stage::DESIGN);
    to_last(&mut harness);
    let scene = harness.state().scene().clone();
    let index = scene
        .choices
        .iter()
        .position(|it| it.locked.is_some())
        .unwrap();
    let reason = scene.choices[index].locked.clone().unwrap();
    assert!(says(&harness, &format!("Locked: {reason}")));
    assert!(row(&harness, index).accesskit_node().is_disabled());
    let key = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5][index];
    assert_eq!(press(&mut harness, key), []);
    row(&harness, index).focus();
    harness.run();
    for key in [Key::Num7, Key::Space, Key::Enter] {
        assert_eq!(press(&mut harness, key), [], "{key:?}");
    }
    row(&harness, index).click();
    harness.run();
    assert_eq!(asked(&mut harness), []);
}

#[test]
fn a_screen_reader_reads_and_sets_the_hands() {
    let mut harness = question();
    let name = {
        let choice = &harness.state().scene().choices[2];
        format!("Hands for {}. {}", choice.number, choice.text)
    };
    let ask = |harness: &mut Play, action, data| {
        let node = harness.get_by_role_and_label(Role::Slider, &name);
        let target_node = node.accesskit_node().locate().0;
        harness.event(egui::Event::AccessKitActionRequest(ActionRequest {
            action,
            target_tree: TreeId::ROOT,
            target_node,
            data,
        }));
        harness.run();
        obey(harness);
    };
    let value = egui::accesskit::ActionData::NumericValue(17.0);
    ask(&mut harness, Wish::SetValue, Some(value));
    assert_eq!(hands(&harness), [0, 0, 17]);
    ask(&mut harness, Wish::Decrement, None);
    assert_eq!(hands(&harness), [0, 0, 16]);
    let node = harness.get_by_role_and_label(Role::Slider, &name);
    assert_eq!(node.accesskit_node().numeric_value(), Some(16.0));
}

#[test]
fn after_a_decision_room_run_and_record_stand_beside_one_another() {
    let mut harness = decided(HistoryShown::AfterEach).open();
    press(&mut harness, Key::F5);
    let mut seen = Vec::new();
    for _ in 0..12 {
        let nodes = harness.root().children_recursive();
        seen.extend(nodes.map(|node| name(&node)));
        if harness.query_by_label("Continue").is_some() {
            break;
        }
        press(&mut harness, Key::PageDown);
    }
    let says = |words: &str| seen.iter().any(|it| it.contains(words));
    assert!(
        says("12 hands: 14 / 9 / 0, after talking 0 / 12 / 0"),
        "{seen:?}"
    );
    assert!(says("In this room: 2. "));
    assert!(says("In the run: 1. "));
    assert!(says("Recorded: "));
    assert!(says("What is recorded of this hour"));
    assert_eq!(
        press(&mut harness, Key::PageDown),
        [UiAction::Play(Action::Continue)]
    );
}

#[test]
fn the_record_keeps_to_its_setting() {
    for (history, words) in [
        (
            HistoryShown::AtEnd,
            "Recorded: It is shown at the end of the run.",
        ),
        (
            HistoryShown::AtChapterEnd,
            "Recorded: It is shown at the end of the chapter.",
        ),
    ] {
        let mut harness = in_room(decided(history), super::stage::DESIGN);
        to_last(&mut harness);
        assert!(says(&harness, words), "{history:?}");
        assert!(!says(&harness, "What is recorded of this hour"));
    }
}

#[test]
fn the_end_is_shown_to_a_room_too() {
    let mut harness = Stage::at_end().open();
    press(&mut harness, Key::F5);
    to_last(&mut harness);
    assert!(says(&harness, "No hands were counted in this run."));
    assert_eq!(press(&mut harness, Key::PageDown), []);
    press(&mut harness, Key::Escape);
    assert!(
        harness
            .query_by_role_and_label(Role::Tab, "Compare")
            .is_some()
    );
}

#[test]
fn what_lies_over_a_page_lies_over_the_room() {
    let mut harness = question();
    press(&mut harness, Key::M);
    assert!(!is_asking(&harness));
    press(&mut harness, Key::Escape);
    assert!(is_asking(&harness));
    press(&mut harness, Key::F1);
    assert!(says(&harness, "put a hand up for a choice"));
    press(&mut harness, Key::Escape);
    assert!(is_asking(&harness));
}

/// What the window is told of when to draw again.
fn wakes_in(harness: &Play) -> Option<Duration> {
    harness.state().wakes_in()
}

/// Whether no further frame is asked for.
fn rests(harness: &Play) -> bool {
    let views = &harness.output().viewport_output;
    views
        .values()
        .all(|view| view.repaint_delay == Duration::MAX)
}

#[test]
fn a_clock_asks_for_no_frames_and_wakes_once_a_second_only_while_it_runs() {
    let mut harness = question();
    assert_eq!(wakes_in(&harness), None);
    press(&mut harness, Key::T);
    assert!(says(&harness, "2:00") || says(&harness, "1:59"));
    assert_eq!(wakes_in(&harness), Some(Duration::from_secs(1)));
    assert!(rests(&harness));
    // A step of the harness is a quarter of a second.
    harness.run_steps(40);
    assert!(rests(&harness));
    assert!(says(&harness, "1:49") || says(&harness, "1:50"));
    press(&mut harness, Key::T);
    assert_eq!(wakes_in(&harness), None);
    assert!(says(&harness, "held at 1:4"));
    press(&mut harness, Key::T);
    assert_eq!(wakes_in(&harness), Some(Duration::from_secs(1)));
    // What is not seen wakes nobody.
    press(&mut harness, Key::L);
    assert_eq!(wakes_in(&harness), None);
    press(&mut harness, Key::Escape);
    assert_eq!(wakes_in(&harness), Some(Duration::from_secs(1)));
    harness.run_steps(4 * 130);
    assert!(says(&harness, "time to hear from somebody"));
    assert_eq!(wakes_in(&harness), None);
    assert!(rests(&harness) && is_asking(&harness));
    press(&mut harness, Key::Z);
    assert!(!says(&harness, "time to hear from somebody"));
    assert_eq!(harness.state().scene().counts.len(), 1);
}

#[test]
fn the_clock_goes_when_the_room_is_left() {
    let mut harness = question();
    press(&mut harness, Key::D);
    press(&mut harness, Key::T);
    assert!(says(&harness, "3:00") || says(&harness, "2:59"));
    press(&mut harness, Key::Escape);
    assert_eq!(wakes_in(&harness), None);
    press(&mut harness, Key::F5);
    assert_eq!(wakes_in(&harness), None);
}
