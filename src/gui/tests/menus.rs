//! Loading, problems, title, role, runs, settings, and the notice over any of them.

use bevy_egui::egui;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::stage::{Play, Stage, asked, audit, click, hold, name, press, says};
use crate::gui::action::UiAction;
use crate::gui::screen::Screen;
use crate::model::RoleId;
use crate::playthrough::{HintLevel, HistoryShown, PageView, View};
use crate::store::{Face, Settings, Spacing, ThemeName};

#[test]
fn loading_shows_how_many_files_have_arrived() {
    let mut stage = Stage::of(Screen::Loading);
    let harness = Stage::of(Screen::Loading).open();
    harness.get_by_role_and_label(Role::ProgressIndicator, "Opening the scenes");
    stage.loading = (3, 12);
    let mut harness = stage.open();
    harness.get_by_role_and_label(Role::ProgressIndicator, "Reading the scenes, 3 of 12");
    harness.state_mut().loading = (12, 12);
    harness.run();
    assert!(says(&harness, "12 of 12"));
}

#[test]
fn problems_are_shown_as_they_are_rendered_and_the_game_is_left() {
    let mut stage = Stage::of(Screen::Problems);
    stage.problems = "error[R002]: `tail` is not a scene\n --> red_guard/july.ron:3:9".to_owned();
    let mut harness = stage.open();
    assert!(says(&harness, "error[R002]: `tail` is not a scene"));
    assert!(says(&harness, "red_guard/july.ron:3:9"));
    assert_eq!(click(&mut harness, "Quit"), [UiAction::Quit]);
    assert_eq!(press(&mut harness, Key::Escape), [UiAction::Quit]);
}

/// The names of the buttons in reading order.
fn buttons(harness: &Play) -> Vec<String> {
    let nodes = harness.query_all_by_role(Role::Button);
    nodes.map(|node| name(&node)).collect()
}

#[test]
fn a_new_player_cannot_continue() {
    let mut harness = Stage::of(Screen::Title).open();
    assert_eq!(
        buttons(&harness),
        [
            "New run",
            "Runs",
            "Codex",
            "Classroom, what a class decided",
            "Settings",
            "Quit"
        ]
    );
    assert!(harness.get_by_label("New run").is_focused());
    let role = [UiAction::Open(Screen::Role)];
    assert_eq!(press(&mut harness, Key::Enter), role);
    assert_eq!(click(&mut harness, "New run"), role);
    let runs = UiAction::Open(Screen::Runs);
    assert_eq!(click(&mut harness, "Runs"), [runs]);
    assert_eq!(click(&mut harness, "Quit"), [UiAction::Quit]);
}

#[test]
fn an_unfinished_run_is_the_first_thing_on_the_title() {
    let mut harness = Stage::with_a_run(Screen::Title).open();
    let names = buttons(&harness);
    assert!(
        names[0] == "Continue, Red Guard, 23 February, 1 decision",
        "{names:?}"
    );
    assert_eq!(
        names[1..],
        [
            "New run",
            "Runs, 1 kept",
            "Codex",
            "Classroom, what a class decided",
            "Settings",
            "Quit"
        ]
        .map(str::to_owned)
    );
    let id = harness.state().runs[0].id.clone();
    assert_eq!(press(&mut harness, Key::Enter), [UiAction::Resume(id)]);
}

#[test]
fn arrows_move_through_the_title() {
    let mut harness = Stage::of(Screen::Title).open();
    for _ in 0..4 {
        assert_eq!(press(&mut harness, Key::ArrowDown), []);
    }
    assert!(harness.get_by_label("Settings").is_focused());
    assert_eq!(press(&mut harness, Key::ArrowUp), []);
    let classroom = UiAction::Open(Screen::Classroom);
    assert_eq!(press(&mut harness, Key::Enter), [classroom]);
}

#[test]
fn the_title_is_whole_in_the_largest_letters() {
    for theme in [ThemeName::Paper, ThemeName::HighContrast] {
        let mut stage = Stage::with_a_run(Screen::Title);
        stage.settings.text_size = 250;
        stage.settings.theme = theme;
        let harness = stage.open();
        assert_eq!(audit(&harness), []);
        let quit = harness.get_by_label("Quit").rect();
        assert!(quit.bottom() < 720.0, "{quit:?}");
    }
}

#[test]
fn the_title_can_be_read_in_a_window_without_the_focus() {
    let mut harness = Stage::of(Screen::Title).open();
    harness.input_mut().focused = false;
    harness.run();
    assert_eq!(audit(&harness), []);
}

#[test]
fn the_title_goes_round_at_its_ends() {
    let mut harness = Stage::of(Screen::Title).open();
    assert_eq!(press(&mut harness, Key::ArrowUp), []);
    assert!(harness.get_by_label("Quit").is_focused());
    assert_eq!(press(&mut harness, Key::ArrowUp), []);
    assert!(harness.get_by_label("Settings").is_focused());
    assert_eq!(press(&mut harness, Key::ArrowDown), []);
    assert!(harness.get_by_label("Quit").is_focused());
    assert_eq!(press(&mut harness, Key::ArrowDown), []);
    assert!(harness.get_by_label("New run").is_focused());
}

#[test]
fn the_keys_are_shown_over_the_title_and_closed() {
    let mut harness = Stage::of(Screen::Title).open();
    assert_eq!(press(&mut harness, Key::F1), []);
    assert!(says(&harness, "from line to line"));
    assert_eq!(click(&mut harness, "Close"), []);
    assert!(!says(&harness, "from line to line"));
    press(&mut harness, Key::F1);
    assert_eq!(press(&mut harness, Key::Escape), []);
    assert!(!says(&harness, "from line to line"));
}

#[test]
fn a_role_says_who_one_is_and_begins() {
    let first: RoleId = Stage::scenario().role_ids().next().unwrap();
    let begin = [UiAction::Begin(first)];
    let mut harness = Stage::of(Screen::Role).open();
    let role = &Stage::scenario()[first];
    for field in ["You are", "You want", "You cannot know", "Before you begin"] {
        harness.get_by_role_and_label(Role::Label, field);
    }
    for words in [&role.name, &role.tagline, &role.you_are, &role.you_want] {
        assert!(says(&harness, words), "{words}");
    }
    assert_eq!(click(&mut harness, "Begin"), begin);
    assert_eq!(
        press(&mut harness, Key::Escape),
        [UiAction::Open(Screen::Title)]
    );
    let mut harness = Stage::of(Screen::Role).open();
    assert_eq!(hold(&mut harness, Key::Enter, 5), begin);
}

#[test]
fn what_to_expect_is_read_before_a_role_begins() {
    let mut harness = Stage::of(Screen::Role).open();
    for open in [Key::W, Key::Enter] {
        if open == Key::Enter {
            harness.get_by_label("What to expect").focus();
            harness.run();
        }
        assert_eq!(press(&mut harness, open), []);
        let role = &Stage::scenario().roles[0];
        let general = Stage::scenario().notes.iter();
        for note in general.chain(role.chapters.iter().flat_map(|chapter| &chapter.notes)) {
            harness.get_by_role_and_label(Role::Label, note);
        }
        assert!(says(&harness, "Chapter 1 · Bread"));
        assert_eq!(press(&mut harness, Key::Escape), []);
        assert!(says(&harness, "You cannot know"));
    }
}

#[test]
fn a_run_is_opened_again() {
    let mut harness = Stage::with_a_run(Screen::Runs).open();
    let id = harness.state().runs[0].id.clone();
    assert!(says(&harness, id.as_str()));
    assert_eq!(click(&mut harness, "Open"), [UiAction::Resume(id)]);
    assert_eq!(
        press(&mut harness, Key::Escape),
        [UiAction::Open(Screen::Title)]
    );
}

#[test]
fn a_run_is_deleted_only_when_the_player_says_so() {
    let mut harness = Stage::with_a_run(Screen::Runs).open();
    let id = harness.state().runs[0].id.clone();
    assert_eq!(click(&mut harness, "Delete…"), []);
    assert!(says(&harness, "Delete this run for good?"));
    assert_eq!(press(&mut harness, Key::Escape), []);
    assert!(!says(&harness, "Delete this run for good?"));
    assert_eq!(click(&mut harness, "Delete…"), []);
    assert_eq!(click(&mut harness, "Keep it"), []);
    assert_eq!(click(&mut harness, "Delete…"), []);
    assert_eq!(click(&mut harness, "Delete it"), [UiAction::Delete(id)]);
}

#[test]
fn holding_enter_on_delete_deletes_nothing() {
    let mut harness = Stage::with_a_run(Screen::Runs).open();
    harness.get_by_label("Delete…").focus();
    harness.run();
    assert_eq!(hold(&mut harness, Key::Enter, 8), []);
}

#[test]
fn without_runs_a_new_one_is_offered() {
    let mut harness = Stage::of(Screen::Runs).open();
    assert!(says(&harness, "No run is kept yet."));
    let role = UiAction::Open(Screen::Role);
    assert_eq!(click(&mut harness, "New run"), [role]);
}

/// Clicks one cell of a row of the settings.
#[track_caller]
fn set(harness: &mut Play, option: &str) -> Settings {
    harness
        .get_by_role_and_label(Role::RadioButton, option)
        .click();
    harness.run();
    match asked(harness).as_slice() {
        [UiAction::Set(settings)] => settings.clone(),
        other => panic!("{option}: {other:?}"),
    }
}

#[test]
fn every_row_of_the_settings_sets_one_thing() {
    use crate::store::{Letters, Pace, TipsShown};
    let mut harness = Stage::of(Screen::Settings).open();
    let before = harness.state().settings.clone();
    let mut expected = before.clone();
    expected.text_size = 150;
    assert_eq!(set(&mut harness, "150 %"), expected);
    expected = before.clone();
    expected.face = Face::Easy;
    assert_eq!(set(&mut harness, "Easier reading"), expected);
    expected = before.clone();
    expected.spacing = Spacing::Wide;
    assert_eq!(set(&mut harness, "Wide"), expected);
    expected = before.clone();
    expected.letters = Letters::Wide;
    assert_eq!(set(&mut harness, "Further apart"), expected);
    expected = before.clone();
    expected.pace = Pace::Slow;
    assert_eq!(set(&mut harness, "Slow"), expected);
    press(&mut harness, Key::Num2);
    expected = before.clone();
    expected.theme = ThemeName::Night;
    assert_eq!(set(&mut harness, "Night"), expected);
    expected = before.clone();
    (expected.motion, expected.motion_chosen) = (true, true);
    assert_eq!(set(&mut harness, "On"), expected);
    press(&mut harness, Key::Num3);
    expected = before.clone();
    expected.options.hints = HintLevel::Numbers;
    assert_eq!(set(&mut harness, "Numbers"), expected);
    expected = before.clone();
    expected.options.history = HistoryShown::AtEnd;
    assert_eq!(set(&mut harness, "At the end"), expected);
    expected = before.clone();
    expected.tips.shown = TipsShown::Never;
    assert_eq!(set(&mut harness, "Never"), expected);
    expected = before.clone();
    expected.tips.seen.clear();
    let again = UiAction::Set(expected);
    assert_eq!(click(&mut harness, "Show them again"), [again]);
}

#[test]
fn the_sections_of_the_settings_are_turned_by_digit_and_by_click() {
    let mut harness = Stage::of(Screen::Settings).open();
    assert!(says(&harness, "Text size: 100 %") && !says(&harness, "Theme: Paper"));
    assert_eq!(press(&mut harness, Key::Num2), []);
    assert!(says(&harness, "Theme: Paper") && !says(&harness, "Text size: 100 %"));
    harness.get_by_label("What is told").click();
    harness.run();
    assert!(says(&harness, "When the record is shown: Each decision"));
    let open = harness.get_by_label("What is told").accesskit_node();
    assert_eq!(open.is_selected(), Some(true));
}

#[test]
fn very_large_text_has_every_section_below_the_other() {
    let mut stage = Stage::of(Screen::Settings);
    stage.settings.text_size = 250;
    let harness = stage.open();
    for row in ["Text size: 250 %", "Theme: Paper", "Hints: Each once"] {
        assert!(says(&harness, row), "{row}");
    }
}

#[test]
fn a_row_of_the_settings_is_changed_by_keys() {
    let mut harness = Stage::of(Screen::Settings).open();
    let row = harness.get_by_role_and_label(Role::RadioGroup, "Text size: 100 %");
    row.focus();
    harness.run();
    let mut expected = harness.state().settings.clone();
    expected.text_size = 125;
    assert_eq!(
        press(&mut harness, Key::ArrowRight),
        [UiAction::Set(expected.clone())]
    );
    expected.text_size = 80;
    assert_eq!(
        press(&mut harness, Key::ArrowLeft),
        [UiAction::Set(expected)]
    );
    assert_eq!(
        press(&mut harness, Key::Escape),
        [UiAction::Open(Screen::Title)]
    );
    assert_eq!(click(&mut harness, "Back"), [UiAction::Open(Screen::Title)]);
}

#[test]
fn the_settings_lead_back_to_where_they_were_opened() {
    for screen in [Screen::Play, Screen::Title, Screen::Runs] {
        let mut stage = Stage::playing(7);
        stage.screen = screen;
        let mut harness = stage.open();
        let settings = [UiAction::Open(Screen::Settings)];
        assert_eq!(press(&mut harness, Key::F2), settings);
        harness.state_mut().screen = Screen::Settings;
        harness.run();
        let back = [UiAction::Open(screen)];
        assert_eq!(click(&mut harness, "Back"), back);
        assert_eq!(press(&mut harness, Key::Escape), back);
    }
}

#[test]
fn f11_fills_the_screen_from_anywhere_and_goes_back() {
    for screen in [Screen::Title, Screen::Play, Screen::Settings] {
        let mut stage = Stage::playing(7);
        stage.screen = screen;
        let mut harness = stage.open();
        for full_screen in [true, false] {
            let wanted = Settings {
                full_screen,
                ..harness.state().settings.clone()
            };
            let asked = press(&mut harness, Key::F11);
            assert_eq!(asked, [UiAction::Set(wanted.clone())]);
            harness.state_mut().settings = wanted;
        }
    }
}

#[test]
fn a_look_at_the_settings_does_not_begin_the_chapter_again() {
    let opens = |view: &View| match &view.page {
        PageView::Scene(scene) => scene.opening.is_some(),
        _ => false,
    };
    let mut harness = Stage::where_page(opens).open();
    assert_eq!(click(&mut harness, "Begin the chapter"), []);
    assert!(harness.query_by_label("Begin the chapter").is_none());
    harness.state_mut().screen = Screen::Settings;
    harness.run();
    harness.state_mut().screen = Screen::Play;
    harness.run();
    assert!(harness.query_by_label("Begin the chapter").is_none());
}

#[test]
fn a_notice_stays_until_it_is_dismissed() {
    let mut stage = Stage::of(Screen::Title);
    stage.notice = Some("this run is not saved".to_owned());
    let mut harness = stage.open();
    assert!(says(&harness, "this run is not saved"));
    assert_eq!(click(&mut harness, "Understood"), [UiAction::Dismiss]);
    assert_eq!(press(&mut harness, Key::F8), [UiAction::Dismiss]);
    harness.state_mut().notice = None;
    harness.run();
    assert!(harness.query_by_label("Understood").is_none());
}
