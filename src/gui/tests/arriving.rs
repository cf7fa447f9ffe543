//! Text at the reader's pace, and pages that turn.

use bevy_egui::egui;
use egui::accesskit::Role;
use egui::{Key, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::stage::{Play, Stage, asked, choice, click, press, says};
use crate::gui::action::UiAction;
use crate::playthrough::{Action, PageView, View};
use crate::store::Pace;

fn at_pace(mut stage: Stage, pace: Pace) -> Play {
    stage.settings.motion = true;
    stage.settings.pace = pace;
    stage.open_moving()
}

/// Where every paragraph and choice stands.
fn places(harness: &Play) -> Vec<(String, Rect)> {
    let roles = [Role::Label, Role::Link, Role::Button];
    harness
        .root()
        .children_recursive()
        .filter(|node| roles.contains(&node.accesskit_node().role()))
        .map(|node| (super::stage::name(&node), node.rect()))
        .collect()
}

/// Whether no further frame is asked for.
fn rests(harness: &Play) -> bool {
    let views = &harness.output().viewport_output;
    views
        .values()
        .all(|view| view.repaint_delay == std::time::Duration::MAX)
}

/// Letters that can be seen: what is laid out and not transparent.
fn n_seen(harness: &Play) -> usize {
    let shapes = harness.output().shapes.iter();
    let texts = shapes.filter_map(|clipped| match &clipped.shape {
        egui::Shape::Text(text) if text.opacity_factor > 0.0 => Some(text),
        _ => None,
    });
    texts
        .flat_map(|text| text.galley.rows.iter())
        .flat_map(|row| row.visuals.mesh.vertices.iter())
        .filter(|vertex| vertex.color.a() > 0)
        .count()
}

#[test]
fn a_line_once_set_does_not_move_while_the_rest_arrives() {
    let mut harness = at_pace(Stage::playing(7), Pace::Fast);
    // The page itself has come in after this.
    harness.step();
    let first = places(&harness);
    let mut seen = n_seen(&harness);
    let whole = {
        let mut still = Stage::playing(7);
        still.settings.motion = false;
        let still = still.open();
        assert_eq!(places(&still), first);
        n_seen(&still)
    };
    assert!(seen < whole, "{seen} of {whole}");
    let mut n_steps = 0;
    while seen < whole {
        harness.step();
        assert_eq!(places(&harness), first);
        let now = n_seen(&harness);
        assert!(now >= seen, "{now} after {seen}");
        seen = now;
        n_steps += 1;
        assert!(n_steps < 200, "{seen} of {whole}");
    }
    assert!(n_steps > 3, "{n_steps}");
}

#[test]
fn a_text_ends_arriving_and_then_asks_for_nothing() {
    for pace in [Pace::Fast, Pace::Slow] {
        let mut harness = at_pace(Stage::playing(7), pace);
        harness.run_steps(45 * 4);
        assert!(rests(&harness), "{pace:?}");
    }
}

#[test]
fn any_key_shows_the_whole_text_and_does_nothing_else() {
    let keys = [
        Key::Enter,
        Key::Num1,
        Key::M,
        Key::Escape,
        Key::Tab,
        Key::F1,
        Key::Space,
    ];
    for key in keys {
        let mut harness = at_pace(Stage::playing(7), Pace::Slow);
        harness.step();
        let before = n_seen(&harness);
        harness.key_press(key);
        harness.run_steps(8);
        assert_eq!(asked(&mut harness), [], "{key:?}");
        assert!(n_seen(&harness) > before, "{key:?}");
        let focused = harness
            .root()
            .children_recursive()
            .any(|node| node.is_focused());
        assert!(!focused && says(&harness, "Begin the chapter"), "{key:?}");
        // The next press is the page's own.
        press(&mut harness, Key::Enter);
        harness.run_steps(8);
        assert!(!says(&harness, "Begin the chapter"), "{key:?}");
    }
}

#[test]
fn a_click_shows_the_whole_text_and_does_nothing_else() {
    let mut harness = at_pace(Stage::playing(7), Pace::Slow);
    harness.run_steps(2);
    let before = n_seen(&harness);
    harness
        .get_by_role_and_label(Role::Button, "Begin the chapter")
        .click();
    harness.run_steps(8);
    assert_eq!(asked(&mut harness), []);
    assert!(n_seen(&harness) > before);
    assert!(says(&harness, "Begin the chapter"));
    assert_eq!(click(&mut harness, "Begin the chapter"), []);
    assert!(!says(&harness, "Begin the chapter"));
}

#[test]
fn a_key_that_is_still_held_does_not_hurry_the_next_text() {
    let mut harness = at_pace(Stage::playing(7), Pace::Slow);
    press(&mut harness, Key::Enter);
    // Held down, it begins the chapter and then repeats itself.
    for _ in 0..4 {
        harness.event(egui::Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        });
        harness.step();
    }
    assert!(!says(&harness, "Begin the chapter"));
    let before = n_seen(&harness);
    harness.run_steps(200);
    assert!(n_seen(&harness) > before + 400);
    assert_eq!(asked(&mut harness), []);
}

#[test]
fn assistive_technology_has_all_of_it_and_waits_for_nothing() {
    let mut harness = at_pace(Stage::playing(7), Pace::Slow);
    let opening = harness.state().scene().opening.clone().unwrap();
    assert!(says(&harness, &opening.text.plain()));
    let button = harness.get_by_role_and_label(Role::Button, "Begin the chapter");
    button.click_accesskit();
    harness.run_steps(3);
    assert!(!says(&harness, "Begin the chapter"));
    choice(&harness, 1).click_accesskit();
    harness.run_steps(2);
    assert_eq!(asked(&mut harness), [UiAction::Play(Action::Choose(1))]);
}

#[test]
fn what_was_read_does_not_arrive_again() {
    let mut harness = at_pace(Stage::playing(7), Pace::Slow);
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Enter);
    harness.run_steps(2);
    // The scene arrives; a key shows it, and the map lies over it for a while.
    press(&mut harness, Key::Enter);
    harness.run_steps(4);
    let whole = n_seen(&harness);
    press(&mut harness, Key::M);
    harness.run_steps(4);
    press(&mut harness, Key::M);
    harness.run_steps(1);
    assert_eq!(n_seen(&harness), whole);
    assert_eq!(
        press(&mut harness, Key::Num1),
        [UiAction::Play(Action::Choose(0))]
    );
}

#[test]
fn a_run_that_is_gone_on_with_stands_where_it_was() {
    let mut stage = Stage::playing(7);
    stage.act(Action::Choose(0));
    stage.act(Action::Continue);
    let mut harness = at_pace(stage, Pace::Slow);
    harness.step();
    assert_eq!(
        press(&mut harness, Key::Num1),
        [UiAction::Play(Action::Choose(0))]
    );
}

#[test]
fn without_motion_or_focus_all_of_it_is_there() {
    let mut stage = Stage::playing(7);
    stage.settings.pace = Pace::Slow;
    let mut harness = stage.open();
    assert_eq!(press(&mut harness, Key::Enter), []);
    choice(&harness, 0);
    assert_eq!(
        press(&mut harness, Key::Num1),
        [UiAction::Play(Action::Choose(0))]
    );
    let mut away = at_pace(Stage::playing(7), Pace::Slow);
    away.input_mut().focused = false;
    away.run_steps(2);
    assert!(rests(&away));
}

fn has_moved(view: &View) -> bool {
    matches!(&view.page, PageView::After(after) if !after.moved.is_empty())
        && view.top.gauges.iter().any(|gauge| gauge.before.is_some())
}

#[test]
fn pages_and_what_moved_come_in_and_come_to_rest() {
    for pace in [Pace::Still, Pace::AtOnce, Pace::Fast] {
        let mut stage = Stage::where_page(has_moved);
        stage.settings.motion = true;
        stage.settings.pace = pace;
        let mut harness = stage.open_moving();
        harness.run_steps(120);
        let moved = harness.query_all_by_role(Role::Label).count();
        assert!(moved > 3);
        assert!(rests(&harness), "{pace:?}");
    }
}

#[test]
fn with_motion_off_a_page_rests_with_its_first_frame() {
    let mut harness = Stage::where_page(has_moved).open_moving();
    let first = places(&harness);
    let seen = n_seen(&harness);
    harness.run_steps(3);
    assert_eq!((places(&harness), n_seen(&harness)), (first, seen));
}

#[test]
fn the_page_of_the_settings_comes_at_the_pace_that_was_set() {
    let mut stage = Stage::of(crate::gui::screen::Screen::Settings);
    stage.settings.motion = true;
    let mut harness = stage.open();
    let rest = n_seen(&harness);
    harness
        .get_by_role_and_label(Role::RadioButton, "Slow")
        .click();
    harness.run_steps(1);
    let Some(UiAction::Set(settings)) = asked(&mut harness).pop() else {
        panic!("nothing was set");
    };
    assert_eq!(settings.pace, Pace::Slow);
    harness.state_mut().settings = settings;
    harness.run_steps(2);
    assert!(n_seen(&harness) < rest, "{} of {rest}", n_seen(&harness));
    harness.run_steps(60);
    assert!(n_seen(&harness) + 60 > rest);
}
