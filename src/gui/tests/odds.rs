//! What the model says, on the page and at the end.

use bevy_egui::egui::Key;

use super::stage::{DESIGN, Stage, click, press, says};
use crate::gui::action::UiAction;
use crate::playthrough::{HintLevel, OddsAnswer, OddsQuestion, TableView, View};

fn table(stage: &Stage) -> TableView {
    let run = stage.session.as_ref().unwrap().run();
    match stage.odds.answer(run, OddsQuestion::Table) {
        Some(OddsAnswer::Table(table)) => table.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_page_tells_odds_only_to_those_who_ask() {
    let in_scene = |view: &View| matches!(view.page, crate::playthrough::PageView::Scene(_));
    for (hints, told) in [(HintLevel::Numbers, false), (HintLevel::Odds, true)] {
        for size in [DESIGN, bevy_egui::egui::vec2(800.0, 900.0)] {
            let mut stage = Stage::where_page(in_scene);
            stage.settings.options.hints = hints;
            stage.ask_model(OddsQuestion::Ahead);
            let mut harness = stage.open_at(size);
            press(&mut harness, Key::Enter);
            assert_eq!(says(&harness, "In this game’s model"), told, "{hints:?}");
            assert_eq!(says(&harness, "from here; if 1, "), told, "{hints:?}");
        }
    }
}

#[test]
fn the_end_says_that_it_is_still_being_worked_out() {
    let mut harness = Stage::at_end().open();
    click(&mut harness, "Odds");
    assert!(says(&harness, "The model is being worked out…"));
}

#[test]
fn the_end_tells_how_likely_it_was_and_asks_why() {
    let mut stage = Stage::at_end();
    stage.ask_model(OddsQuestion::Table);
    let table = table(&stage);
    let mut harness = stage.open();
    let asked = click(&mut harness, "Odds");
    assert!(says(&harness, "They measure nothing about 1917"));
    let open = |group: &&crate::explore::odds::view::OddsGroup| {
        group.settled().is_none_or(|row| !row.historical)
    };
    let groups: Vec<_> = table.odds.groups.iter().filter(open).collect();
    assert!(groups.len() > 5);
    for group in &groups {
        assert!(says(&harness, &group.question), "{}", group.question);
    }
    // The reasons of the first row are asked for by themselves.
    let first = groups[0]
        .rows
        .iter()
        .find(|row| table.happened.contains(&row.target))
        .unwrap();
    let question = OddsQuestion::Why(first.target);
    assert!(asked.contains(&UiAction::AskModel(question)), "{asked:?}");
    harness.state_mut().ask_model(question);
    harness.run();
    assert!(says(&harness, "What it hung on"));
    assert!(says(&harness, "What would have turned it"));
    // Arrows go down the rows, and each row has its reasons.
    let mut wanted = Vec::new();
    for _ in 0..3 {
        wanted.extend(press(&mut harness, Key::ArrowDown));
    }
    let other = |asked: &UiAction| matches!(asked, UiAction::AskModel(OddsQuestion::Why(target)) if *target != first.target);
    assert!(wanted.iter().any(other), "{wanted:?}");
    assert!(says(&harness, "Working out what it hung on…"));
}
