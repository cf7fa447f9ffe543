//! The sheet on which readings are chosen, and what shows under which a run is played.

use std::sync::Arc;

use bevy_egui::egui;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use super::stage::{Play, Stage, asked, click, press, says};
use crate::gui::action::UiAction;
use crate::gui::screen::Screen;
use crate::model::{RoleId, TurningPointId};
use crate::playthrough::{Action, QuestionView, questions};
use crate::session::Session;

const LINE: &str = "6 questions are read in more than one way";

fn open() -> Play {
    let mut harness = Stage::of(Screen::Role).open();
    assert_eq!(press(&mut harness, Key::R), []);
    harness
}

fn kornilov() -> QuestionView {
    let all = questions(Stage::scenario(), &Stage::of(Screen::Role).readings);
    all.into_iter().find(|item| item.key == "kornilov").unwrap()
}

#[test]
fn a_quiet_line_on_the_card_opens_the_readings() {
    let mut harness = Stage::of(Screen::Role).open();
    assert!(!says(&harness, "Read in more than one way"));
    assert_eq!(click(&mut harness, LINE), []);
    assert!(says(&harness, "Read in more than one way"));
    assert_eq!(click(&mut harness, "Close"), []);
    assert!(!says(&harness, "Read in more than one way"));
    press(&mut harness, Key::R);
    assert!(says(&harness, "Read in more than one way"));
    // Escape closes the sheet and stays with the roles.
    assert_eq!(press(&mut harness, Key::Escape), []);
    assert!(says(&harness, LINE));
}

#[test]
fn every_reading_is_there_with_its_text_and_who_argues_it() {
    let harness = open();
    for question in questions(Stage::scenario(), &harness.state().readings) {
        assert!(says(&harness, &question.question), "{}", question.key);
        for reading in &question.readings {
            harness.get_by_role_and_label(Role::RadioButton, &reading.name);
            assert!(says(&harness, &reading.text.paragraphs[0].plain()));
            assert!(says(&harness, &reading.sources[0]), "{}", reading.key);
        }
    }
    assert!(says(
        &harness,
        "Plotters, and a muddle. Your next run goes by this one."
    ));
}

#[test]
fn a_reading_is_chosen_by_pointer_and_by_keys() {
    let mut harness = open();
    let question = kornilov();
    let name = question.readings[2].name.as_str();
    harness
        .get_by_role_and_label(Role::RadioButton, name)
        .scroll_to_me();
    harness.run();
    harness
        .get_by_role_and_label(Role::RadioButton, name)
        .click();
    harness.run();
    assert_eq!(asked(&mut harness), [UiAction::Read(question.id, 2)]);
    let row = format!("{}: {}", question.question, question.readings[0].name);
    harness
        .get_by_role_and_label(Role::RadioGroup, &row)
        .focus();
    harness.run();
    assert_eq!(
        press(&mut harness, Key::ArrowRight),
        [UiAction::Read(question.id, 1)]
    );
    // Nothing begins while the sheet lies over the roles.
    let begun = press(&mut harness, Key::Enter);
    assert!(
        !begun
            .iter()
            .any(|action| matches!(action, UiAction::Begin(_)))
    );
}

#[test]
fn what_is_chosen_is_said_on_the_card_and_on_the_sheet() {
    let mut harness = open();
    let question = kornilov();
    harness
        .state_mut()
        .readings
        .choose(Stage::scenario(), question.id, 1);
    harness.run();
    assert!(says(
        &harness,
        "A conspiracy of generals. Your next run goes by this one."
    ));
    press(&mut harness, Key::Escape);
    assert!(says(
        &harness,
        &format!("{LINE}, 1 of them otherwise than at first")
    ));
}

#[test]
fn a_name_in_a_reading_is_looked_up_and_leads_back() {
    let mut harness = open();
    let links = harness.query_all_by_role(Role::Link);
    let link = links.into_iter().next().unwrap();
    link.scroll_to_me();
    harness.run();
    let links = harness.query_all_by_role(Role::Link);
    links.into_iter().next().unwrap().click();
    harness.run();
    assert!(!says(&harness, "Read in more than one way"));
    press(&mut harness, Key::Escape);
    assert!(says(&harness, "Read in more than one way"));
}

/// A red guard's run in which Kornilov is read as a plotter.
fn playing() -> Stage {
    let mut stage = Stage::playing(7);
    let mut readings = stage.readings.clone();
    let id: TurningPointId = kornilov().id;
    readings.choose(Stage::scenario(), id, 1);
    let run = stage.session.as_ref().unwrap().run();
    let role: RoleId = run.replay().role;
    let scenario = Arc::clone(run.scenario());
    stage.session = Some(Session::begin(stage.store(), scenario, role, 7, &readings));
    stage.act(Action::Choose(0));
    stage.act(Action::Continue);
    stage
}

#[test]
fn a_run_says_in_its_log_how_it_is_read() {
    let mut harness = playing().open_page();
    press(&mut harness, Key::L);
    let line = "This run: Kornilov’s march is read as “A conspiracy of generals”.";
    assert!(says(&harness, line));
    let mut harness = Stage::playing(7).open_page();
    press(&mut harness, Key::L);
    assert!(!says(&harness, "is read as"));
}
