//! The end of a run: its tabs, the three columns, and the filter.

use bevy_egui::egui;
use egui::Key;
use egui::accesskit::{Role, Toggled};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::stage::{Stage, asked, click, name, press, says};
use crate::compare::{Row, Subject};
use crate::gui::action::UiAction;
use crate::gui::beside::Wanted;
use crate::gui::screen::Screen;
use crate::playthrough::{EndView, HistoryShown, PageView};
use crate::store::RunId;

fn end(stage: &Stage) -> EndView {
    match stage.page() {
        PageView::End(end) => end.clone(),
        other => panic!("{other:?}"),
    }
}

/// A finished run that another one of the same role is kept beside.
fn with_two_runs() -> Stage {
    let mut stage = Stage::at_end();
    let journal = stage.session.as_ref().unwrap().run().journal().clone();
    let mut changed = journal.clone();
    changed.decisions.truncate(3);
    changed.name = "we waited".to_owned();
    for journal in [&journal, &changed] {
        stage.store().save_new_run(journal).unwrap();
    }
    let (mut runs, problems) = stage.store().runs();
    assert!(problems.is_empty());
    let open = stage.session.as_ref().unwrap().id();
    runs.retain(|run| Some(&run.id) != open);
    stage.runs = runs;
    stage.lay_beside(&Wanted::Nobody);
    stage
}

fn beside(stage: &mut Stage, id: &RunId) {
    stage.lay_beside(&Wanted::Run(id.clone()));
}

#[test]
fn the_tabs_are_turned_by_arrows_digits_and_tabs() {
    let mut harness = Stage::at_end().open();
    let end = end(harness.state());
    assert!(says(&harness, &end.title));
    assert!(says(&harness, &end.statements[0].paragraphs[0].plain()));
    assert_eq!(press(&mut harness, Key::ArrowRight), []);
    assert!(says(&harness, "turning points differ"));
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
    assert_eq!(click(&mut harness, "The record"), []);
    assert!(says(&harness, "Your choices here"));
}

#[test]
fn mine_another_run_and_history_stand_side_by_side() {
    let mut harness = with_two_runs().open();
    press(&mut harness, Key::Num2);
    harness.get_by_label("Columns: mine, another run, history");
    let end = end(harness.state());
    for row in &end.comparison.rows {
        assert!(says(&harness, &row.question), "{}", row.question);
    }
    assert!(says(&harness, "No column is the right answer."));
    assert!(says(&harness, "First difference. "));
    let first = end.comparison.first_from_history().unwrap();
    let spoken = format!("First difference. {}", first.question);
    assert!(says(&harness, &spoken), "{spoken}");
}

#[test]
fn another_run_is_chosen_by_key_and_by_pointer() {
    let stage = with_two_runs();
    let ids: Vec<RunId> = stage.runs.iter().map(|run| run.id.clone()).collect();
    let names: Vec<String> = stage
        .runs
        .iter()
        .map(|run| match run.journal.name.as_str() {
            "" => run.id.to_string(),
            name => format!("{} “{name}”", run.id),
        })
        .collect();
    let mut harness = stage.open();
    press(&mut harness, Key::Num2);
    assert_eq!(press(&mut harness, Key::B), []);
    assert!(says(&harness, "Which run is to stand beside this one?"));
    // Escape closes the list and not the end.
    assert_eq!(press(&mut harness, Key::Escape), []);
    assert!(!says(&harness, "Which run is to stand"));
    assert_eq!(click(&mut harness, "Choose another run"), []);
    for (id, name) in ids.iter().zip(&names) {
        let picked = [UiAction::SetBeside(Some(id.clone()))];
        assert_eq!(click(&mut harness, name), picked);
        beside(harness.state_mut(), id);
        harness.run();
        let head = format!("Other run: {name}. Choose another");
        assert_eq!(click(&mut harness, &head), []);
    }
    let nobody = [UiAction::SetBeside(None)];
    assert_eq!(click(&mut harness, "No other run"), nobody);
}

#[test]
fn a_run_beside_itself_leaves_nothing_between_them() {
    let mut stage = with_two_runs();
    let same = stage.runs.iter().find(|run| run.journal.name.is_empty());
    let id = same.unwrap().id.clone();
    beside(&mut stage, &id);
    let mut harness = stage.open();
    press(&mut harness, Key::Num2);
    assert!(says(&harness, "The two runs are the same."));
    let rows = end(harness.state()).comparison.rows;
    assert!(says(&harness, &rows[0].question));
    assert_eq!(press(&mut harness, Key::P), []);
    assert!(
        rows.iter()
            .all(|row| !says(&harness, &format!("{} {}", row.question, row.day)))
    );
    assert_eq!(press(&mut harness, Key::P), []);
    assert!(says(&harness, &rows[0].question));
}

#[test]
fn d_leaves_only_what_differs() {
    let mut harness = Stage::at_end().open();
    press(&mut harness, Key::Num2);
    let rows = end(harness.state()).comparison.rows;
    let (other, same): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| row.parts_from_history());
    assert!(!same.is_empty() && !other.is_empty());
    let shows = |harness: &super::stage::Play, row: &Row| {
        says(
            harness,
            &format!("{} {}, {}. Mine", row.question, row.day, row.kind()),
        )
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
fn the_timeline_names_every_answer() {
    let mut harness = Stage::at_end().open();
    assert_eq!(click(&mut harness, "Timeline"), []);
    let end = end(harness.state());
    let scenario = Stage::scenario();
    for row in end.comparison.turning_points() {
        let Subject::TurningPoint(id) = row.subject else {
            panic!("{row:?}");
        };
        let (title, answer) = (&scenario[id].title, row.mine.words());
        let how = if row.mine.parts_from_history() {
            "another way than in history"
        } else {
            "as in history"
        };
        let flag = format!("{title}: {answer}, {how}");
        let mut flags = harness
            .get_all_by_role(Role::Button)
            .filter(|node| name(node).starts_with("Mine, ") && name(node).ends_with(&flag));
        assert!(flags.next().is_some(), "{flag}");
        assert!(says(&harness, &format!("{title}: {answer}")));
    }
    // A flag that has the keyboard shows its question.
    let row = end.comparison.turning_points().next().unwrap();
    harness
        .get_all_by_role(Role::Button)
        .find(|node| name(node).starts_with("Mine, "))
        .unwrap()
        .focus();
    harness.run();
    assert!(says(&harness, &format!("{} {}", row.day, row.question)));
}

#[test]
fn the_hours_of_the_maps_are_moved_by_keys_and_slider() {
    let mut harness = with_two_runs().open();
    assert_eq!(click(&mut harness, "Maps"), []);
    let beside = harness.state().beside.clone().unwrap();
    let scenario = Stage::scenario();
    let hours: Vec<String> = beside
        .spread
        .city
        .hours
        .iter()
        .map(|hour| scenario.calendar.long(*hour))
        .collect();
    let last = hours.len() - 1;
    assert!(last > 10 && beside.first_stop < last);
    let mut at = beside.first_stop;
    let check = |harness: &super::stage::Play, at: usize| {
        assert!(says(harness, &hours[at]), "{}", hours[at]);
        let differing = beside
            .spread
            .city
            .differing(scenario, beside.spread.city.hours[at]);
        for held in &differing {
            assert!(says(harness, &held.in_words(scenario)));
        }
        if differing.is_empty() {
            assert!(says(harness, "are held as in history at this hour."));
        }
    };
    check(&harness, at);
    for (key, to) in [(Key::CloseBracket, at + 1), (Key::OpenBracket, at)] {
        assert_eq!(press(&mut harness, key), []);
        check(&harness, to);
    }
    harness.get_by_role(Role::Slider).focus();
    harness.run();
    assert_eq!(press(&mut harness, Key::ArrowRight), []);
    at += 1;
    check(&harness, at);
    // The arrows are the slider's now, and turn no tab.
    harness.get_by_role(Role::Slider);
    press(&mut harness, Key::Home);
    check(&harness, 0);
    press(&mut harness, Key::End);
    check(&harness, last);
    press(&mut harness, Key::CloseBracket);
    check(&harness, last);
}

#[test]
fn the_other_city_can_stand_beside_mine() {
    let mut stage = with_two_runs();
    let same = stage.runs.iter().find(|run| run.journal.name.is_empty());
    let id = same.unwrap().id.clone();
    beside(&mut stage, &id);
    let mut harness = stage.open();
    click(&mut harness, "Maps");
    let ringed = |harness: &super::stage::Play| {
        let buttons = harness.get_all_by_role(Role::Button);
        buttons
            .filter(|node| name(node).contains("held otherwise beside it"))
            .count()
    };
    assert!(ringed(&harness) > 0);
    harness
        .get_by_role_and_label(Role::RadioButton, id.as_str())
        .click();
    harness.run();
    // The same run holds the same places.
    assert_eq!(ringed(&harness), 0);
}

#[test]
fn the_end_leads_back_to_a_decision_and_to_the_title() {
    let mut harness = Stage::at_end().open();
    assert_eq!(click(&mut harness, "Go back, or change sides"), []);
    assert!(says(&harness, "The log"));
    assert_eq!(press(&mut harness, Key::Escape), []);
    for (key, words) in [(Key::F1, "open a tab"), (Key::M, "You are here: ")] {
        assert_eq!(press(&mut harness, key), []);
        assert!(says(&harness, words), "{words}");
        assert_eq!(press(&mut harness, Key::Escape), []);
    }
    let title = [UiAction::Open(Screen::Title)];
    assert_eq!(click(&mut harness, "Title"), title);
    assert_eq!(press(&mut harness, Key::Escape), title);
}
