//! The codex: search, list, entries, the way back, what lies ahead of a run, the year, and
//! the debates of a finished run.

use bevy_egui::egui;
use egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::sizes::{go_to, type_in};
use super::stage::{Play, Stage, click, press, says};
use crate::gui::action::UiAction;
use crate::gui::screen::Screen;

fn codex() -> Play {
    Stage::of(Screen::Codex).open()
}

/// The codex while the first page of a run is open.
fn codex_in_a_run() -> Play {
    let mut harness = Stage::playing(7).open_page();
    assert_eq!(press(&mut harness, Key::X), [UiAction::Open(Screen::Codex)]);
    harness.state_mut().screen = Screen::Codex;
    harness.run();
    harness
}

fn focused(harness: &Play) -> String {
    harness
        .root()
        .children_recursive()
        .find(|node| node.is_focused())
        .map(|node| super::stage::name(&node))
        .unwrap_or_default()
}

/// Whether an entry of this name is open: what kind it is stands over its name.
fn is_open(harness: &Play, name: &str) -> bool {
    harness.query_all_by_label(name).count() > 0
}

fn alt(harness: &mut Play, key: Key) {
    harness.key_press_modifiers(Modifiers::ALT, key);
    harness.run();
}

#[test]
fn what_is_typed_is_looked_for_at_once() {
    let mut harness = codex();
    type_in(&mut harness, "Lenin");
    press(&mut harness, Key::Enter);
    assert!(says(&harness, "Vladimir Ulyanov"));
    assert!(says(&harness, "said LYE-nin"));
    assert!(says(&harness, "Владимир Ленин"));
    assert!(says(&harness, "Named in"));
    // The field keeps the keyboard, so that one goes on typing.
    assert_eq!(press(&mut harness, Key::Escape), []);
    type_in(&mut harness, "троцкий");
    press(&mut harness, Key::Enter);
    assert!(is_open(&harness, "Leon Trotsky"));
}

#[test]
fn nothing_found_says_what_to_try() {
    let mut harness = codex();
    type_in(&mut harness, "kernsky");
    assert!(says(
        &harness,
        "Nothing has “kernsky” in its name or its text."
    ));
    click(&mut harness, "Try “kerensky”");
    assert!(says(&harness, "Kerensky, Alexander, Person"));
    assert_eq!(press(&mut harness, Key::Escape), []);
    click(&mut harness, "Places");
    harness.get_by_label("Search").focus();
    harness.run();
    type_in(&mut harness, "Zheleznyakov");
    assert!(says(&harness, "Look in every kind"));
    press(&mut harness, Key::Escape);
    type_in(&mut harness, "qqqq");
    assert!(says(&harness, "Try fewer letters"));
}

#[test]
fn strange_text_is_only_text() {
    for typed in [
        "   ",
        "\u{202e}\u{0}\u{1b}[2J",
        "🂡",
        "(((",
        &"x".repeat(10_000),
    ] {
        let mut harness = codex();
        type_in(&mut harness, typed);
        press(&mut harness, Key::Enter);
        press(&mut harness, Key::Escape);
    }
}

#[test]
fn the_keyboard_goes_from_the_field_down_the_list_and_back() {
    let mut harness = codex();
    click(&mut harness, "People");
    harness.get_by_label("Search").focus();
    harness.run();
    press(&mut harness, Key::ArrowDown);
    assert_eq!(focused(&harness), "Alekseev, Mikhail");
    press(&mut harness, Key::ArrowDown);
    assert_ne!(focused(&harness), "Alekseev, Mikhail");
    type_in(&mut harness, "k");
    assert_eq!(focused(&harness), "Kamenev, Lev");
    type_in(&mut harness, "k");
    assert_eq!(focused(&harness), "Kamkov, Boris");
    press(&mut harness, Key::Enter);
    assert!(is_open(&harness, "Boris Kamkov"));
    press(&mut harness, Key::Home);
    press(&mut harness, Key::ArrowUp);
    assert_eq!(focused(&harness), "Search");
}

#[test]
fn one_goes_back_and_on_through_what_was_read() {
    let mut harness = codex();
    for name in ["Lenin", "Trotsky", "Kamenev"] {
        type_in(&mut harness, name);
        press(&mut harness, Key::Enter);
        press(&mut harness, Key::Escape);
    }
    assert!(is_open(&harness, "Lev Kamenev"));
    alt(&mut harness, Key::ArrowLeft);
    assert!(is_open(&harness, "Leon Trotsky"));
    alt(&mut harness, Key::ArrowLeft);
    assert!(is_open(&harness, "Vladimir Lenin"));
    alt(&mut harness, Key::ArrowRight);
    assert!(is_open(&harness, "Leon Trotsky"));
    for pressed in [true, false] {
        harness.event(Event::PointerMoved(egui::pos2(900.0, 500.0)));
        harness.event(Event::PointerButton {
            pos: egui::pos2(900.0, 500.0),
            button: PointerButton::Extra1,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.run();
    }
    assert!(is_open(&harness, "Vladimir Lenin"));
    click(&mut harness, "Forward");
    assert!(is_open(&harness, "Leon Trotsky"));
}

#[test]
fn one_comes_back_to_the_place_one_left() {
    let mut harness = codex_in_a_run();
    click(&mut harness, "People");
    go_to(&mut harness, "Martov, Yuly");
    assert_eq!(
        press(&mut harness, Key::Escape),
        [UiAction::Open(Screen::Play)]
    );
    harness.state_mut().screen = Screen::Play;
    harness.run();
    assert!(harness.query_by_label("Begin the chapter").is_none());
    press(&mut harness, Key::X);
    harness.state_mut().screen = Screen::Codex;
    harness.run();
    assert!(is_open(&harness, "Yuly Martov"));
    assert!(is_open(&harness, "Martov, Yuly"));
}

#[test]
fn a_name_on_the_page_opens_over_it_and_then_in_the_codex() {
    let mut harness = Stage::playing(7).open();
    harness.get_by_label("tail").click();
    harness.run();
    assert!(says(&harness, "said HVOST"));
    assert_eq!(press(&mut harness, Key::X), [UiAction::Open(Screen::Codex)]);
    harness.state_mut().screen = Screen::Codex;
    harness.run();
    assert!(is_open(&harness, "Tail (queue)"));
    assert_eq!(
        press(&mut harness, Key::Escape),
        [UiAction::Open(Screen::Play)]
    );
}

#[test]
fn what_lies_ahead_of_a_run_is_told_only_if_asked_for() {
    let mut harness = codex_in_a_run();
    click(&mut harness, "Events");
    assert!(says(&harness, "more lie ahead of your run."));
    assert!(!says(&harness, "October 1917"));
    click(&mut harness, "1917–18");
    assert!(!says(&harness, "25 October"));
    click(&mut harness, "Tell the whole year");
    assert!(says(
        &harness,
        "Wednesday 25 October 1917, 7 November, New Style"
    ));
    click(&mut harness, "Only up to this hour");
    assert!(!says(&harness, "25 October"));
    // Without a run there is nothing to spoil.
    let mut harness = codex();
    click(&mut harness, "Events");
    assert!(says(&harness, "October 1917"));
    assert!(!says(&harness, "lie ahead"));
}

#[test]
fn the_year_has_both_styles_and_the_runs_own_turning_points() {
    let mut stage = Stage::at_end();
    stage.screen = Screen::Codex;
    let mut harness = stage.open();
    click(&mut harness, "1917–18");
    assert!(says(&harness, "Turning point. History: "));
    assert!(says(&harness, "Yours, "));
    let lines: Vec<String> = harness
        .root()
        .children_recursive()
        .map(|node| super::stage::name(&node))
        .filter(|name| name.contains("Yours, "))
        .collect();
    assert!(lines.iter().all(|line| line.contains("History: ")));
    let palace = lines.iter().find(|line| line.contains("The July Days"));
    let palace = palace.unwrap().clone();
    go_to(&mut harness, &palace);
    assert!(says(
        &harness,
        "Does the Soviet take power when the streets demand it?"
    ));
    assert!(says(&harness, "Yours"));
}

#[test]
fn a_debate_shows_its_positions_and_what_bears_on_it() {
    let mut harness = codex();
    type_in(&mut harness, "coup or a popular");
    press(&mut harness, Key::Enter);
    for words in [
        "It rests on: ",
        "Argued in: ",
        "What in the game bears on it",
        "To think about",
    ] {
        assert!(says(&harness, words), "{words}");
    }
}

#[test]
fn a_finished_run_names_the_debates_it_touches() {
    let mut harness = Stage::at_end().open();
    click(&mut harness, "Debates");
    assert!(says(&harness, "A run proves nothing about what happened."));
    let block = harness
        .root()
        .children_recursive()
        .map(|node| super::stage::name(&node))
        .find(|name| name.contains("Kornilov") && name.contains("history)"))
        .unwrap();
    assert_eq!(go_to(&mut harness, &block), [UiAction::Open(Screen::Codex)]);
    harness.state_mut().screen = Screen::Codex;
    harness.run();
    assert!(says(&harness, "in your run: "));
    assert!(says(&harness, "It rests on: "));
}
