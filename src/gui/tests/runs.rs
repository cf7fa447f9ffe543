//! The list of runs: names, stars, codes, files, and the code at the end of a run.

use bevy_egui::egui;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use super::stage::{Play, Stage, asked, click, press, says};
use crate::gui::action::UiAction;
use crate::gui::screen::Screen;
use crate::playthrough::Action;
use crate::store::RunId;

fn listed() -> (Play, RunId) {
    let harness = Stage::with_a_run(Screen::Runs).open();
    let id = harness.state().runs[0].id.clone();
    (harness, id)
}

/// Types into the field that has the keyboard.
#[track_caller]
fn types(harness: &mut Play, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

#[test]
fn a_run_tells_all_that_is_known_of_it() {
    let mut stage = Stage::with_a_run(Screen::Runs);
    stage.runs[0].journal.starred = true;
    stage.runs[0].journal.name = "We waited".to_owned();
    stage.runs[0].journal.parent = Some(("red_guard-009".to_owned(), 1));
    stage.list();
    let code = stage.kept[0].code.clone().unwrap();
    let harness = stage.open();
    for words in [
        "We waited, starred",
        "Red Guard. ",
        ", 1 decision. ",
        " UTC, as red_guard-001.",
        "Left a run that is no longer kept, after 1 decision.",
        code.as_str(),
    ] {
        assert!(says(&harness, words), "{words}");
    }
    harness.get_by_role_and_label(Role::Button, "Unstar");
}

#[test]
fn the_report_of_a_run_is_written_where_the_player_says() {
    let folder = std::path::Path::new("/home/anna/Documents");
    let mut harness = Stage::with_a_run(Screen::Runs).open();
    harness.get_by_label("Report…").click();
    harness.run();
    harness.get_by_label("Write it").click();
    harness.run();
    let asked = std::mem::take(&mut harness.state_mut().asked);
    let id = harness.state().runs[0].id.clone();
    let path = folder.join("red_guard-001.html").display().to_string();
    assert_eq!(asked, [UiAction::SaveReport(Some(id), path)]);

    let mut harness = Stage::at_end().open();
    assert_eq!(press(&mut harness, Key::S), []);
    harness
        .get_by_label("Write it into this file")
        .type_text("x");
    harness.run();
    let asked = press(&mut harness, Key::Enter);
    let path = folder.join("red_guard-001.htmlx").display().to_string();
    assert_eq!(asked, [UiAction::SaveReport(None, path)]);
    assert!(harness.query_by_label("Write it").is_none());
    press(&mut harness, Key::S);
    assert_eq!(
        press(&mut harness, Key::Escape),
        [],
        "leaves the question alone"
    );
    assert!(harness.query_by_label("Write it").is_none());
}

#[test]
fn a_run_is_marked() {
    let (mut harness, id) = listed();
    assert_eq!(click(&mut harness, "Star"), [UiAction::Star(id)]);
}

#[test]
fn a_run_is_named_with_the_keyboard_alone() {
    let (mut harness, id) = listed();
    harness.get_by_label("Name…").focus();
    harness.run();
    assert_eq!(press(&mut harness, Key::Enter), []);
    let field = harness.get_by_role_and_label(Role::TextInput, "Name of the run");
    assert!(field.is_focused());
    types(&mut harness, "We waited");
    let named = [UiAction::Rename(id, "We waited".to_owned())];
    assert_eq!(press(&mut harness, Key::Enter), named);
    assert!(harness.query_by_label("Name of the run").is_none());
}

#[test]
fn escape_leaves_the_field_before_the_screen() {
    let (mut harness, _) = listed();
    click(&mut harness, "Name…");
    types(&mut harness, "k");
    assert_eq!(press(&mut harness, Key::Escape), []);
    assert!(harness.query_by_label("Name of the run").is_none());
    let label = "Its code, or the path of its file";
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .focus();
    harness.run();
    assert_eq!(press(&mut harness, Key::Escape), []);
    let title = [UiAction::Open(Screen::Title)];
    assert_eq!(press(&mut harness, Key::Escape), title);
}

#[test]
fn a_code_is_copied_by_button_and_by_key() {
    let (mut harness, _) = listed();
    let code = harness.state().kept[0].code.clone().unwrap();
    let copy = [UiAction::Copy(code)];
    assert_eq!(press(&mut harness, Key::K), [], "no run has the keyboard");
    harness.get_by_label("Open").focus();
    harness.run();
    assert_eq!(press(&mut harness, Key::K), copy);
    harness.get_by_role_and_label(Role::Button, "Code copied");
    assert_eq!(click(&mut harness, "Code copied"), copy);
}

#[test]
fn a_run_is_written_to_the_file_that_is_typed() {
    let (mut harness, id) = listed();
    assert_eq!(click(&mut harness, "Export…"), []);
    let label = "Write the run into this file";
    let field = harness.get_by_role_and_label(Role::TextInput, label);
    assert!(field.is_focused());
    assert_eq!(field.value().as_deref(), Some("red_guard-001.ron"));
    let written = [UiAction::Export(id, "red_guard-001.ron".to_owned())];
    assert_eq!(click(&mut harness, "Write it"), written);
    click(&mut harness, "Export…");
    assert_eq!(click(&mut harness, "Leave it"), []);
    assert!(harness.query_by_label(label).is_none());
}

#[test]
fn a_code_is_taken_in_and_one_with_a_slip_stays_to_be_mended() {
    let (mut harness, _) = listed();
    let label = "Its code, or the path of its file";
    let value = |harness: &Play| {
        let field = harness.get_by_role_and_label(Role::TextInput, label);
        field.value().unwrap_or_default()
    };
    assert_eq!(
        click(&mut harness, "Take it in"),
        [],
        "nothing is typed yet"
    );
    harness
        .get_by_role_and_label(Role::TextInput, label)
        .focus();
    harness.run();
    types(&mut harness, "k7rw 3mpt");
    let import = [UiAction::Import("k7rw 3mpt".to_owned())];
    assert_eq!(press(&mut harness, Key::Enter), import);
    assert_eq!(value(&harness), "k7rw 3mpt");
    assert_eq!(click(&mut harness, "Take it in"), import);
    let stage = harness.state_mut();
    let mut another = stage.runs[0].clone();
    another.id = RunId::parse("red_guard-002").unwrap();
    stage.runs.push(another);
    stage.list();
    harness.run();
    assert_eq!(value(&harness), "");
    assert_eq!(asked(&mut harness), []);
}

#[test]
fn the_end_shows_the_code_and_copies_it() {
    let mut harness = Stage::at_end().open();
    let code = harness.state().code.clone().unwrap();
    assert!(says(&harness, &code));
    let copy = [UiAction::Copy(code)];
    assert_eq!(press(&mut harness, Key::K), copy);
    harness.get_by_role_and_label(Role::Button, "Code copied");
    assert_eq!(click(&mut harness, "Code copied"), copy);
}

#[test]
fn the_log_offers_other_luck() {
    let mut stage = Stage::playing(7);
    stage.act(Action::Choose(0));
    let mut harness = stage.open();
    press(&mut harness, Key::L);
    let label = "Go back here with other luck";
    assert_eq!(click(&mut harness, label), [UiAction::NewLuck(0)]);
    press(&mut harness, Key::L);
    let label = "All of it again with other luck";
    assert_eq!(click(&mut harness, label), [UiAction::NewLuck(1)]);
}
