//! The pages of a run: a chapter's opening, a scene, what came of it, and what lies over them.

use bevy_egui::egui;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::stage::{Stage, asked, choice, click, hold, name, press, says};
use crate::gui::action::UiAction;
use crate::gui::screen::Screen;
use crate::playthrough::{Action, PageView, View};

fn choose(index: usize) -> UiAction {
    UiAction::Play(Action::Choose(index))
}

fn is_after(view: &View) -> bool {
    matches!(view.page, PageView::After(_))
}

fn has_locked(view: &View) -> bool {
    match &view.page {
        PageView::Scene(scene) => {
            scene.opening.is_none() && scene.choices.iter().any(|choice| choice.locked.is_some())
        }
        _ => false,
    }
}

#[test]
fn a_chapter_opens_with_its_card() {
    let mut harness = Stage::playing(7).open();
    let opening = harness.state().scene().opening.clone().unwrap();
    assert!(says(&harness, &opening.title));
    assert!(says(&harness, &opening.text.paragraphs[0].plain()));
    assert_eq!(press(&mut harness, Key::Num1), []);
    assert_eq!(click(&mut harness, "Begin the chapter"), []);
    assert!(!says(&harness, "Begin the chapter"));
    choice(&harness, 0);
}

#[test]
fn what_to_expect_is_at_hand_before_a_chapter_and_on_its_pages() {
    let note = &Stage::scenario().roles[0].chapters[0].notes[0];
    let mut harness = Stage::playing(7).open();
    assert_eq!(click(&mut harness, "What to expect"), []);
    assert!(says(&harness, note));
    assert_eq!(click(&mut harness, "Close"), []);
    assert!(says(&harness, "Begin the chapter"));
    press(&mut harness, Key::Enter);
    assert_eq!(press(&mut harness, Key::W), []);
    assert!(says(&harness, note));
    assert_eq!(press(&mut harness, Key::W), []);
    choice(&harness, 0);
}

#[test]
fn space_on_a_link_of_the_card_opens_the_link_and_not_the_chapter() {
    let mut harness = Stage::playing(7).open();
    harness.get_by_role_and_label(Role::Link, "tail").focus();
    harness.run();
    assert_eq!(press(&mut harness, Key::Space), []);
    assert_eq!(click(&mut harness, "Close"), []);
    assert!(says(&harness, "Begin the chapter"));
}

#[test]
fn a_scene_shows_date_title_prose_and_choices() {
    let harness = Stage::playing(7).open_page();
    let stage = harness.state();
    let top = &stage.view.as_ref().unwrap().top;
    let scene = stage.scene();
    assert!(says(&harness, &top.date));
    assert!(says(&harness, &top.place_name));
    harness.get_by_role_and_label(Role::Label, &scene.title);
    for paragraph in &scene.text.paragraphs {
        harness.get_by_role_and_label(Role::Label, &paragraph.plain());
    }
    for index in 0..scene.choices.len() {
        assert!(!choice(&harness, index).accesskit_node().is_disabled());
    }
    for gauge in &top.gauges {
        let spoken = format!("{}: {}, {} of 5", gauge.name, gauge.word, gauge.level);
        harness.get_by_role_and_label(Role::ProgressIndicator, &spoken);
    }
}

#[test]
fn a_digit_or_a_click_asks_for_a_choice() {
    let mut harness = Stage::playing(7).open_page();
    assert_eq!(press(&mut harness, Key::Num2), [choose(1)]);
    assert_eq!(press(&mut harness, Key::Num9), []);
    assert_eq!(hold(&mut harness, Key::Num1, 6), [choose(0)]);
    choice(&harness, 1).click();
    harness.run();
    assert_eq!(asked(&mut harness), [choose(1)]);
}

#[test]
fn arrows_and_enter_take_a_choice() {
    let mut harness = Stage::playing(7).open_page();
    assert_eq!(press(&mut harness, Key::ArrowDown), []);
    assert!(choice(&harness, 0).is_focused());
    assert_eq!(press(&mut harness, Key::ArrowDown), []);
    assert!(choice(&harness, 1).is_focused());
    assert_eq!(press(&mut harness, Key::ArrowUp), []);
    assert!(choice(&harness, 0).is_focused());
    assert_eq!(press(&mut harness, Key::Enter), [choose(0)]);
}

#[test]
fn in_large_letters_the_choices_come_last_and_an_arrow_finds_them() {
    for percent in [125, 150, 250] {
        let mut stage = Stage::playing(7);
        stage.settings.text_size = percent;
        let mut harness = stage.open_page();
        let seen = |harness: &super::stage::Play| choice(harness, 0).rect().bottom();
        assert!(seen(&harness) > 720.0, "{percent}: {}", seen(&harness));
        assert_eq!(press(&mut harness, Key::ArrowDown), []);
        assert!(choice(&harness, 0).is_focused(), "{percent}");
        assert!(seen(&harness) < 720.0, "{percent}: {}", seen(&harness));
        assert_eq!(press(&mut harness, Key::Enter), [choose(0)]);
    }
}

#[test]
fn news_is_a_row_in_a_narrow_window_and_opens_there() {
    let stage = Stage::where_page(super::sizes::with_news);
    let dispatch = stage.view.as_ref().unwrap().top.dispatches[0].clone();
    let words = format!("{}, {}", dispatch.kind.word(), dispatch.from);
    let mut harness = stage.open_page_at(egui::vec2(800.0, 600.0));
    let text = dispatch.text.plain();
    assert!(!says(&harness, &text));
    assert_eq!(press(&mut harness, Key::N), []);
    assert!(says(&harness, &text));
    assert_eq!(
        click(&mut harness, &format!("Put away the news: {words}")),
        []
    );
    assert!(!says(&harness, &text));
    assert_eq!(click(&mut harness, &format!("Read the news: {words}")), []);
    assert!(says(&harness, &text));
}

#[test]
fn news_is_put_away_from_the_picture_and_brought_back() {
    let stage = Stage::where_page(super::sizes::with_news);
    let dispatches = stage.view.as_ref().unwrap().top.dispatches.clone();
    let texts: Vec<String> = dispatches.iter().rev().map(|it| it.text.plain()).collect();
    let mut harness = stage.open_page();
    for text in &texts {
        assert!(says(&harness, text));
        assert_eq!(press(&mut harness, Key::N), []);
        assert!(!says(&harness, text));
    }
    assert!(says(&harness, "Read the news: "));
    assert_eq!(press(&mut harness, Key::N), []);
    assert!(says(&harness, &texts[0]));
}

#[test]
fn enter_alone_takes_no_choice() {
    let mut harness = Stage::playing(7).open_page();
    assert_eq!(press(&mut harness, Key::Enter), []);
}

#[test]
fn a_locked_choice_says_why_and_asks_nothing() {
    let mut harness = Stage::where_page(has_locked).open_page();
    let choices = harness.state().scene().choices.clone();
    let index = choices.iter().position(|c| c.locked.is_some()).unwrap();
    let reason = choices[index].locked.clone().unwrap();
    let row = choice(&harness, index);
    assert!(row.accesskit_node().is_disabled());
    assert!(name(&row).ends_with(&format!("Locked: {reason}")));
    row.click();
    harness.run();
    assert_eq!(asked(&mut harness), []);
    let digit = [Key::Num1, Key::Num2, Key::Num3, Key::Num4][index];
    assert_eq!(press(&mut harness, digit), []);
    // The keyboard goes there, so that the reason is read out.
    assert!(choice(&harness, index).is_focused());
    assert_eq!(press(&mut harness, Key::Enter), []);
}

#[test]
fn what_came_of_a_choice_is_read_and_left_by_enter() {
    let mut harness = Stage::where_page(is_after).open();
    let PageView::After(after) = harness.state().page().clone() else {
        panic!("this is no outcome");
    };
    assert!(says(&harness, &after.chosen));
    assert!(says(&harness, &after.text.paragraphs[0].plain()));
    assert!(says(&harness, "What is recorded of this hour"));
    let go_on = [UiAction::Play(Action::Continue)];
    assert_eq!(hold(&mut harness, Key::Enter, 10), go_on);
    assert_eq!(click(&mut harness, "Continue"), go_on);
}

#[test]
fn a_key_that_is_still_held_takes_nothing_on_the_next_page() {
    let mut harness = Stage::where_page(is_after).open();
    harness.get_by_label("Continue").focus();
    harness.run();
    let enter = |repeat| egui::Event::Key {
        key: Key::Enter,
        physical_key: None,
        pressed: true,
        repeat,
        modifiers: egui::Modifiers::NONE,
    };
    harness.event(enter(false));
    harness.run();
    assert_eq!(asked(&mut harness), [UiAction::Play(Action::Continue)]);
    harness.state_mut().act(Action::Continue);
    for _ in 0..6 {
        harness.event(enter(true));
    }
    harness.run();
    assert_eq!(asked(&mut harness), []);
}

#[test]
fn m_opens_the_map_and_closes_it() {
    let mut harness = Stage::playing(7).open_page();
    for close in [Key::M, Key::Escape] {
        assert_eq!(press(&mut harness, Key::M), []);
        assert!(says(&harness, "You are here: "));
        assert_eq!(press(&mut harness, close), []);
        assert!(!says(&harness, "You are here: "));
    }
    let map = harness.get_by(|node| {
        node.role() == Role::Button && node.label().is_some_and(|name| name.starts_with("Map. "))
    });
    map.click();
    harness.run();
    assert!(says(&harness, "You are here: "));
    assert_eq!(click(&mut harness, "Close"), []);
    choice(&harness, 0);
}

#[test]
fn the_map_is_stepped_through_the_hours_of_the_run() {
    let mut harness = Stage::where_page(|view| view.top.n_decisions == 24).open();
    press(&mut harness, Key::M);
    let stops = harness.state().session.as_ref().unwrap().run().city();
    assert!(stops.len() > 10, "{}", stops.len());
    let last = stops.last().unwrap();
    assert!(says(&harness, &last.date));
    press(&mut harness, Key::OpenBracket);
    press(&mut harness, Key::OpenBracket);
    let earlier = &stops[stops.len() - 3];
    assert!(says(&harness, &earlier.date));
    let scenario = Stage::scenario();
    for place in &earlier.taken {
        assert!(says(&harness, &scenario[*place].name));
    }
    press(&mut harness, Key::CloseBracket);
    assert!(says(&harness, &stops[stops.len() - 2].date));
    // Opened anew, it shows the page's own hour.
    press(&mut harness, Key::M);
    press(&mut harness, Key::M);
    assert!(says(&harness, &last.date));
}

#[test]
fn an_entry_opened_from_the_map_closes_onto_the_map() {
    let mut harness = Stage::playing(7).open_page();
    press(&mut harness, Key::M);
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Enter);
    assert!(!says(&harness, "Who holds what"));
    press(&mut harness, Key::Escape);
    assert!(says(&harness, "Who holds what"));
}

#[test]
fn a_place_on_the_map_is_told_about() {
    let mut harness = Stage::playing(7).open_page();
    press(&mut harness, Key::M);
    let place = harness
        .get_all(
            egui_kittest::kittest::by()
                .role(Role::Button)
                .label_contains(", held by "),
        )
        .next()
        .unwrap();
    let wanted = name(&place).split(", held by ").next().unwrap().to_owned();
    place.click_accesskit();
    harness.run();
    assert!(says(&harness, "Place"));
    assert!(says(&harness, &wanted));
}

#[test]
fn l_opens_the_log_and_a_decision_in_it_is_gone_back_to() {
    let mut harness = Stage::playing(7).open_page();
    assert_eq!(press(&mut harness, Key::L), []);
    assert!(says(&harness, "Nothing is decided yet."));
    assert_eq!(press(&mut harness, Key::L), []);
    let mut harness = Stage::where_page(is_after).open();
    assert_eq!(press(&mut harness, Key::L), []);
    let PageView::After(after) = harness.state().page().clone() else {
        panic!("this is no outcome");
    };
    assert!(says(&harness, &after.chosen));
    assert_eq!(click(&mut harness, "Go back here"), [UiAction::GoBack(0)]);
    assert!(!says(&harness, "The log"));
}

#[test]
fn n_turns_the_dispatches() {
    let several = |view: &View| match &view.page {
        PageView::Scene(scene) => scene.opening.is_none() && view.top.dispatches.len() > 1,
        _ => false,
    };
    let mut harness = Stage::where_page(several).open_page();
    let dispatches = harness
        .state()
        .view
        .as_ref()
        .unwrap()
        .top
        .dispatches
        .clone();
    for dispatch in dispatches.iter().rev() {
        let words = dispatch.text.plain();
        assert!(says(&harness, &words), "{words}");
        assert_eq!(press(&mut harness, Key::N), []);
    }
}

#[test]
fn f1_shows_the_keys_and_escape_leads_to_the_title() {
    let mut harness = Stage::playing(7).open_page();
    assert_eq!(press(&mut harness, Key::F1), []);
    assert!(says(&harness, "take a choice"));
    assert_eq!(press(&mut harness, Key::Escape), []);
    assert!(!says(&harness, "take a choice"));
    assert_eq!(
        press(&mut harness, Key::Escape),
        [UiAction::Open(Screen::Title)]
    );
}

#[test]
fn a_link_opens_what_is_known_and_escape_closes_it() {
    let linked = |view: &View| match &view.page {
        PageView::Scene(scene) => {
            let spans = || scene.text.paragraphs.iter().flat_map(|p| &p.spans);
            scene.opening.is_none() && spans().any(|span| span.link.is_some())
        }
        _ => false,
    };
    let mut harness = Stage::where_page(linked).open_page();
    for by_key in [false, true] {
        let link = harness.get_all_by_role(Role::Link).next().unwrap();
        if by_key {
            link.focus();
            harness.run();
            assert_eq!(press(&mut harness, Key::Enter), []);
        } else {
            link.click_accesskit();
            harness.run();
        }
        harness.get_by_role_and_label(Role::Button, "Close");
        let scene = &harness.state().scene().title;
        assert!(!says(&harness, scene));
        assert_eq!(press(&mut harness, Key::Escape), []);
        choice(&harness, 0);
    }
}
