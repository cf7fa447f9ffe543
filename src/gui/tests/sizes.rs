//! Every screen in every window, text size and theme.

use bevy_egui::egui;
use egui::{Key, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;

use super::classroom::class;
use super::picture::picture;
use super::stage::{DESIGN, Play, Stage, audit, click, press};
use crate::diagnostics::Brief;
use crate::gui::action::Asked;
use crate::gui::screen::Screen;
use crate::playthrough::{HintLevel, HistoryShown, OddsQuestion, PageView, View};
use crate::store::{Face, Spacing, ThemeName};

fn is_after(view: &View) -> bool {
    matches!(view.page, PageView::After(_))
}

pub(super) fn with_news(view: &View) -> bool {
    matches!(view.page, PageView::Scene(_)) && !view.top.dispatches.is_empty()
}

pub(super) fn closes_chapter(view: &View) -> bool {
    matches!(&view.page, PageView::After(after) if after.closing.is_some())
}

/// One of everything that can be looked at: screens, pages, and what lies over them.
pub(super) fn scenes() -> Vec<(&'static str, Play)> {
    scenes_at(DESIGN)
}

/// Gives the keyboard to what is called so, wherever in a list it stands, and presses Enter.
pub(super) fn go_to(harness: &mut Play, name: &str) -> Asked {
    harness.get_by_label(name).focus();
    harness.run();
    press(harness, Key::Enter)
}

/// Types into what has the keyboard.
pub(super) fn type_in(harness: &mut Play, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

fn scenes_at(size: Vec2) -> Vec<(&'static str, Play)> {
    let mut problems = Stage::of(Screen::Problems);
    problems.problems = "error[R002]: `tail` is not a scene\n".repeat(60);
    let mut edited = Stage::playing(7);
    edited.problems.clone_from(&problems.problems);
    edited.slips = vec![
        Brief {
            place: "red_guard/february.ron, line 24".to_owned(),
            message: "`tail` is not a scene of this role".to_owned(),
            help: "did you mean `tail_at_dawn`?".to_owned(),
        };
        3
    ];
    let mut own = Stage::with_a_run(Screen::Title);
    own.has_poster = false;
    let mut notice = Stage::of(Screen::Title);
    notice.notice = Some("this run is not saved: the disk is full".to_owned());
    let with = |stage: Stage, keys: &[Key]| {
        let mut harness = stage.open_page_at(size);
        for key in keys {
            press(&mut harness, *key);
        }
        harness
    };
    let tab = |stage: Stage, name: &str| {
        let mut harness = stage.open_at(size);
        harness.get_by_label(name).click();
        harness.run();
        harness
    };
    let mut scenes = vec![
        ("loading", Stage::of(Screen::Loading).open_at(size)),
        ("problems", problems.open_at(size)),
        ("title", Stage::with_a_run(Screen::Title).open_at(size)),
        ("title of another", own.open_at(size)),
        ("notice", notice.open_at(size)),
        ("edited", edited.open_page_at(size)),
        ("role", Stage::of(Screen::Role).open_at(size)),
        ("readings", with(Stage::of(Screen::Role), &[Key::R])),
        ("chapters", with(Stage::of(Screen::Role), &[Key::C])),
        ("recap", Stage::playing_on(7, 30).recalled().open_at(size)),
        (
            "before",
            Stage::beginning_with("october").recalled().open_at(size),
        ),
        (
            "chapter end",
            Stage::where_page(closes_chapter).open_at(size),
        ),
        ("expect", with(Stage::of(Screen::Role), &[Key::W])),
        ("opening", Stage::playing(7).open_at(size)),
        ("scene", Stage::playing(7).open_page_at(size)),
        ("news", Stage::where_page(with_news).open_page_at(size)),
        ("after", Stage::where_page(is_after).open_at(size)),
        ("map", with(Stage::playing(7), &[Key::M])),
        ("help", with(Stage::playing(7), &[Key::F1])),
        ("log", with(Stage::where_page(is_after), &[Key::L])),
        ("end", Stage::at_end().open_at(size)),
        ("columns", with(Stage::at_end(), &[Key::Num2])),
        ("timeline", with(Stage::at_end(), &[Key::Num3])),
        ("maps", with(Stage::at_end(), &[Key::Num4])),
        ("chart", tab(Stage::at_end(), "Chart")),
        ("chart over a page", with(Stage::playing(7), &[Key::C])),
        ("runs", Stage::with_a_run(Screen::Runs).open_at(size)),
        ("hand in", Stage::of(Screen::Classroom).open_at(size)),
        ("class", with(class(), &[])),
        ("class, a question", with(class(), &[Key::ArrowRight; 8])),
        ("class, ways", with(class(), &[Key::ArrowLeft])),
        ("class, more", with(class(), &[Key::A])),
        ("class, not read", with(class(), &[Key::E])),
        ("class, save", with(class(), &[Key::S])),
        ("settings", Stage::of(Screen::Settings).open_at(size)),
        ("look", with(Stage::of(Screen::Settings), &[Key::Num2])),
        ("told", with(Stage::of(Screen::Settings), &[Key::Num3])),
        ("title help", with(Stage::of(Screen::Title), &[Key::F1])),
        ("codex", tab(Stage::playing(7), "tail")),
        ("naming", tab(Stage::with_a_run(Screen::Runs), "Name…")),
        ("deleting", tab(Stage::with_a_run(Screen::Runs), "Delete…")),
        ("saving", with(Stage::at_end(), &[Key::S])),
        ("reporting", tab(Stage::with_a_run(Screen::Runs), "Report…")),
        ("no runs", Stage::of(Screen::Runs).open_at(size)),
        ("codex list", Stage::of(Screen::Codex).open_at(size)),
        ("year", tab(Stage::of(Screen::Codex), "1917–18")),
        ("debates", tab(Stage::at_end(), "Debates")),
    ];
    scenes.extend(super::room::scenes_at(size));
    for (name, kind, entry) in [
        ("person", "People", "Lenin, Vladimir"),
        (
            "debate",
            "Debates",
            "Was October a coup or a popular uprising?",
        ),
        ("turning point", "Turning points", "The July Days"),
        (
            "source",
            "Sources",
            "John Reed, Ten Days That Shook the World",
        ),
    ] {
        let mut harness = Stage::of(Screen::Codex).open_at(size);
        click(&mut harness, kind);
        go_to(&mut harness, entry);
        scenes.push((name, harness));
    }
    let mut nothing = Stage::of(Screen::Codex).open_at(size);
    type_in(&mut nothing, "kernsky");
    scenes.push(("nothing found", nothing));
    let mut year = Stage::at_end();
    year.screen = Screen::Codex;
    scenes.push(("own year", tab(year, "1917–18")));
    let mut odds = Stage::at_end();
    odds.ask_model(OddsQuestion::Table);
    scenes.push(("odds", tab(odds, "Odds")));
    let mut ahead = Stage::playing(7);
    ahead.settings.options.hints = HintLevel::Odds;
    ahead.ask_model(OddsQuestion::Ahead);
    scenes.push(("odds ahead", ahead.open_page_at(size)));
    let mut records = Stage::at_end();
    records.settings.options.history = HistoryShown::AtEnd;
    let options = records.settings.options;
    records.view = Some(records.session.as_ref().unwrap().run().view(&options));
    scenes.push(("record", tab(records, "The record")));
    scenes
}

/// The least there is, an old screen, the design, a wide one and a sharp one.
const SIZES: [Vec2; 5] = [
    vec2(640.0, 480.0),
    vec2(1024.0, 768.0),
    DESIGN,
    vec2(2560.0, 1080.0),
    vec2(2560.0, 1440.0),
];

/// Where no text may be cut off, covered or faint.
fn is_demanded(size: Vec2, text_size: u16) -> bool {
    size.x >= DESIGN.x && text_size <= 100
}

#[test]
fn every_screen_can_be_read_in_every_size_and_theme() {
    let mut faults = Vec::new();
    for size in SIZES {
        for (scene, mut harness) in scenes_at(size) {
            for text_size in [80, 100, 150, 250] {
                for theme in [ThemeName::Paper, ThemeName::Night, ThemeName::HighContrast] {
                    let settings = &mut harness.state_mut().settings;
                    settings.text_size = text_size;
                    settings.theme = theme;
                    let case = format!("{scene} at {size} with {text_size} % in {theme:?}");
                    assert!(harness.try_run().is_ok(), "{case} never rests");
                    let found = audit(&harness);
                    if !found.is_empty() && is_demanded(size, text_size) {
                        keep_picture(&harness, &case);
                        faults.extend(found.iter().map(|finding| format!("{case}: {finding}")));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_screen_can_be_read_in_every_face_and_line_spacing() {
    let mut faults = Vec::new();
    for (scene, mut harness) in scenes() {
        for face in [Face::Serif, Face::Sans, Face::Easy] {
            for spacing in [Spacing::Close, Spacing::Wide] {
                let settings = &mut harness.state_mut().settings;
                settings.face = face;
                settings.spacing = spacing;
                settings.motion = true;
                settings.options.hints = HintLevel::Numbers;
                let case = format!("{scene} in {face:?} with {spacing:?} lines");
                assert!(harness.try_run().is_ok(), "{case} never rests");
                let found = audit(&harness);
                if !found.is_empty() {
                    keep_picture(&harness, &case);
                    faults.extend(found.iter().map(|finding| format!("{case}: {finding}")));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Writes a picture of a case at fault into the folder that `OCTOBER_PICTURES` names.
fn keep_picture(harness: &Play, case: &str) {
    let Some(folder) = std::env::var_os("OCTOBER_PICTURES") else {
        return;
    };
    let ground = egui::Color32::from_rgb(0x5A, 0x69, 0x72);
    let name = case.replace([' ', '[', ']', '%'], "_");
    let path = std::path::Path::new(&folder).join(name + ".png");
    picture(harness, ground).save(&path);
}
