//! The chart, over a page and as a tab: what it says, and the way back from it.

use bevy_egui::egui;
use egui::accesskit::{Role, Toggled};
use egui::{Key, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::stage::{Play, Stage, asked, click, name, press, says};
use crate::chart::{Stop, UnseenNames};
use crate::gui::action::UiAction;
use crate::playthrough::Action;
use crate::session::Charted;

/// The words of the station looked at.
#[track_caller]
fn looked(harness: &Play) -> String {
    let mut found = harness
        .root()
        .children_recursive()
        .filter(|node| {
            let node = node.accesskit_node();
            node.is_selected() == Some(true) || node.toggled() == Some(Toggled::True)
        })
        .map(|node| name(&node))
        .filter(|name| name.starts_with(|first: char| first.is_ascii_digit()));
    let one = found.next().unwrap_or_default();
    assert_eq!(found.next(), None, "two stations are looked at");
    one
}

/// The number of the station that has the keyboard.
fn focused(harness: &Play) -> Option<String> {
    let node = harness
        .root()
        .children_recursive()
        .find(|node| node.is_focused())?;
    name(&node).split('.').next().map(str::to_owned)
}

/// A page after the first decision's outcome, and the chart over it.
fn over_page() -> Play {
    let mut stage = Stage::playing(7);
    stage.act(Action::Choose(0));
    stage.act(Action::Continue);
    let mut harness = stage.open_page();
    assert_eq!(press(&mut harness, Key::C), []);
    harness
}

fn on_tab() -> Play {
    let mut harness = Stage::at_end().open();
    assert_eq!(click_tab(&mut harness), []);
    harness
}

fn click_tab(harness: &mut Play) -> Vec<UiAction> {
    harness.get_by_label("Chart").click();
    harness.run();
    asked(harness)
}

fn charted(harness: &Play) -> Charted {
    harness.state().charted.clone().unwrap()
}

#[test]
fn c_lays_the_chart_over_the_page_and_takes_it_away() {
    for close in [Key::C, Key::Escape] {
        let mut harness = over_page();
        assert!(says(&harness, "The chart · Red Guard"));
        assert_eq!(press(&mut harness, close), []);
        assert!(!says(&harness, "The chart · Red Guard"));
    }
    let mut harness = over_page();
    assert_eq!(click(&mut harness, "Close"), []);
    assert!(!says(&harness, "The chart · Red Guard"));
}

#[test]
fn every_station_has_its_words_and_what_is_not_seen_has_no_name() {
    let harness = over_page();
    let scenario = Stage::scenario();
    let chart = charted(&harness).chart;
    assert!(looked(&harness).starts_with("2. The ice, 24 February, 10:00. You are here."));
    for (number, station) in (1..).zip(&chart.stations) {
        let node = harness.get_by(|node| {
            let said = node.label().or_else(|| node.value()).unwrap_or_default();
            said.starts_with(&format!("{number}. "))
                && node.data().supports_action(egui::accesskit::Action::Focus)
        });
        let said = name(&node);
        let title = match station.stop {
            Stop::Scene(scene) => &scenario[scene].title,
            Stop::End(ending) => &scenario[chart.role].endings[ending].title,
        };
        assert_eq!(said.contains(title.as_str()), number <= 2, "{said}");
        assert_eq!(
            said.contains("not seen yet") || said.contains("Not seen yet"),
            number > 2
        );
    }
    assert!(says(&harness, "Chapter 1 · February"));
    assert!(!says(&harness, "Two nights"));
}

#[test]
fn names_can_be_shown_to_those_who_teach() {
    let mut harness = over_page();
    harness.state_mut().settings.unseen_names = UnseenNames::Shown;
    harness.run();
    assert!(says(&harness, "Two nights"));
    assert!(says(&harness, "20. Ladies’ Class-room No. 4"));
}

#[test]
fn arrows_go_along_the_run_and_enter_goes_back() {
    let mut harness = over_page();
    // Nothing is decided at the second scene yet, so there is nothing to go back to.
    assert_eq!(press(&mut harness, Key::Enter), []);
    assert!(harness.query_by_label("Go back to here").is_none());
    assert_eq!(press(&mut harness, Key::ArrowLeft), []);
    assert_eq!(focused(&harness).as_deref(), Some("1"));
    // At the edge an arrow stays where it is.
    assert_eq!(press(&mut harness, Key::ArrowLeft), []);
    assert_eq!(focused(&harness).as_deref(), Some("1"));
    assert!(looked(&harness).starts_with("1. Women at the gate"));
    assert!(says(&harness, "1. ") && says(&harness, "your choice · history’s choice"));
    assert_eq!(press(&mut harness, Key::Enter), [UiAction::GoBack(0)]);
    assert!(!says(&harness, "The chart · Red Guard"));
}

#[test]
fn the_button_goes_back_too_and_says_what_stays() {
    let mut harness = over_page();
    press(&mut harness, Key::N);
    assert!(looked(&harness).starts_with("1. Women at the gate"));
    assert!(says(
        &harness,
        "Your run is kept. The new one starts from here"
    ));
    let back = click(&mut harness, "Go back to here");
    assert_eq!(back, [UiAction::GoBack(0)]);
}

#[test]
fn n_turns_from_one_untried_decision_to_the_next_and_round() {
    let mut harness = on_tab();
    let Charted { overlay, .. } = charted(&harness);
    let first = overlay.next_untried(0).unwrap();
    assert_eq!(click(&mut harness, "Next not yet seen"), []);
    // From the last decision on, it begins anew.
    let title = format!("{}. ", first.station + 1);
    assert!(looked(&harness).starts_with(&title), "{}", looked(&harness));
    let second = overlay.next_untried(first.n_decisions + 1).unwrap();
    assert_eq!(press(&mut harness, Key::N), []);
    let title = format!("{}. ", second.station + 1);
    assert!(looked(&harness).starts_with(&title), "{}", looked(&harness));
}

#[test]
fn where_all_is_tried_it_says_so() {
    let mut harness = Stage::playing(7).open_page();
    press(&mut harness, Key::C);
    assert_eq!(press(&mut harness, Key::N), []);
    assert!(says(&harness, "each choice that was open has been taken"));
}

#[test]
fn a_click_looks_at_a_station_and_asks_for_nothing() {
    let mut harness = on_tab();
    let last = charted(&harness).chart.stations.len();
    let station = harness.get_by(|node| {
        let said = node.label().or_else(|| node.value()).unwrap_or_default();
        said.starts_with(&format!("{last}. ")) && node.role() != Role::Label
    });
    station.click();
    harness.run();
    assert_eq!(asked(&mut harness), []);
    assert!(looked(&harness).starts_with(&format!("{last}. ")));
    assert!(harness.query_by_label("Go back to here").is_none());
}

#[test]
fn on_the_tab_left_and_right_turn_tabs_until_the_chart_has_the_keyboard() {
    let mut harness = on_tab();
    assert_eq!(press(&mut harness, Key::ArrowDown), []);
    let here = focused(&harness).unwrap();
    assert_eq!(press(&mut harness, Key::ArrowLeft), []);
    let before = focused(&harness).unwrap();
    assert_ne!(here, before);
    assert!(
        says(&harness, "Next not yet seen"),
        "the chart is still open"
    );
    // Clicking the tab gave it the keyboard; from there left turns on.
    let mut harness = on_tab();
    assert!(says(&harness, "Next not yet seen"));
    press(&mut harness, Key::ArrowLeft);
    assert!(!says(&harness, "Next not yet seen"));
}

#[test]
fn a_narrow_window_has_the_outline() {
    let mut stage = Stage::playing(7);
    stage.act(Action::Choose(0));
    stage.act(Action::Continue);
    let mut harness = stage.open_page_at(vec2(700.0, 600.0));
    press(&mut harness, Key::C);
    assert!(says(&harness, "Chapter 1: Bread"));
    assert!(says(&harness, "Chapter 5") && !says(&harness, "The guard"));
    // Up and down go from line to line.
    assert_eq!(press(&mut harness, Key::ArrowDown), []);
    assert!(looked(&harness).starts_with("3. Not seen yet"));
    press(&mut harness, Key::ArrowUp);
    assert_eq!(press(&mut harness, Key::ArrowUp), []);
    assert!(looked(&harness).starts_with("1. Women at the gate"));
    assert_eq!(press(&mut harness, Key::Enter), [UiAction::GoBack(0)]);
}

#[test]
fn a_chart_that_is_not_made_yet_is_asked_for() {
    let mut harness = over_page();
    harness.state_mut().charted = None;
    harness.run_steps(2);
    let wanted = asked(&mut harness);
    assert!(!wanted.is_empty() && wanted.iter().all(|it| *it == UiAction::Chart));
}
