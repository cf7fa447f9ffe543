//! The end of a run: its tabs, the three columns, and the filter.

use bevy_egui::egui;
use egui::Key;
use egui::accesskit::{Role, Toggled};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::stage::{Stage, asked, click, press, says};
use crate::compare::{Comparison, Row, compare};
use crate::gui::action::UiAction;
use crate::gui::screen::Screen;
use crate::playthrough::{EndView, HistoryShown, PageView};

fn end(stage: &Stage) -> EndView {
    match stage.page() {
        PageView::End(end) => end.clone(),
        other => panic!("{other:?}"),
    }
}

/// The finished run beside itself, as if another had gone the same way.
fn beside(stage: &Stage) -> (Comparison, String) {
    let run = stage.session.as_ref().unwrap().run();
    let comparison = compare(run.scenario(), run.replay(), Some(run.replay()));
    (comparison, "red_guard-001".to_owned())
}

#[test]
fn the_tabs_are_turned_by_arrows_digits_and_tabs() {
    let mut harness = Stage::at_end().open();
    let end = end(harness.state());
    assert!(says(&harness, &end.title));
    assert!(says(&harness, &end.statements[0].paragraphs[0].plain()));
    assert_eq!(press(&mut harness, Key::ArrowRight), []);
    assert!(says(&harness, "turning points differ"));
    assert!(says(&harness, "Decisions"));
    assert_eq!(press(&mut harness, Key::ArrowLeft), []);
    assert!(says(&harness, &end.title));
    assert_eq!(press(&mut harness, Key::Num2), []);
    assert!(says(&harness, "turning points differ"));
    assert_eq!(click(&mut harness, "Epilogue"), []);
    assert!(says(&harness, &end.title));
    assert!(!says(&harness, "The record"));
}

#[test]
fn the_record_has_a_tab_if_it_was_kept_for_the_end() {
    let mut stage = Stage::at_end();
    stage.settings.options.history = HistoryShown::AtEnd;
    let options = stage.settings.options;
    stage.view = Some(stage.session.as_ref().unwrap().run().view(&options));
    let mut harness = stage.open();
    assert_eq!(press(&mut harness, Key::Num3), []);
    assert!(says(&harness, "Your choices here"));
}

#[test]
fn mine_another_run_and_history_stand_side_by_side() {
    let mut stage = Stage::at_end();
    stage.beside = Some(beside(&stage));
    let mut harness = stage.open();
    press(&mut harness, Key::Num2);
    harness.get_by_label("Columns: mine, another run, history");
    let end = end(harness.state());
    for row in &end.comparison.turning_points {
        assert!(says(&harness, &row.question), "{}", row.question);
    }
}

#[test]
fn d_leaves_only_what_differs() {
    let mut harness = Stage::at_end().open();
    press(&mut harness, Key::Num2);
    let rows = end(harness.state()).comparison.decisions;
    let same: Vec<&Row> = rows.iter().filter(|row| !row.differs()).collect();
    let other: Vec<&Row> = rows.iter().filter(|row| row.differs()).collect();
    assert!(!same.is_empty() && !other.is_empty());
    let shows = |harness: &super::stage::Play, row: &Row| {
        says(harness, &format!("{} {}. Mine", row.question, row.day))
    };
    for by_key in [true, false] {
        if by_key {
            assert_eq!(press(&mut harness, Key::D), []);
        } else {
            harness.get_by_role(Role::CheckBox).click();
            harness.run();
            assert_eq!(asked(&mut harness), []);
        }
        let only = harness
            .get_by_role(Role::CheckBox)
            .accesskit_node()
            .toggled();
        assert_eq!(only == Some(Toggled::True), by_key);
        assert!(other.iter().all(|row| shows(&harness, row)));
        assert!(same.iter().all(|row| shows(&harness, row) != by_key));
    }
}

#[test]
fn the_end_leads_back_to_a_decision_and_to_the_title() {
    let mut harness = Stage::at_end().open();
    assert_eq!(click(&mut harness, "Go back, or change sides"), []);
    assert!(says(&harness, "The log"));
    assert_eq!(press(&mut harness, Key::Escape), []);
    for (key, words) in [(Key::F1, "the next dispatch"), (Key::M, "You are here: ")] {
        assert_eq!(press(&mut harness, key), []);
        assert!(says(&harness, words), "{words}");
        assert_eq!(press(&mut harness, Key::Escape), []);
    }
    let title = [UiAction::Open(Screen::Title)];
    assert_eq!(click(&mut harness, "Title"), title);
    assert_eq!(press(&mut harness, Key::Escape), title);
}
