//! Every screen in every window, text size and theme.

use bevy_egui::egui;
use egui::{Key, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;

use super::stage::{DESIGN, Play, Stage, press};
use crate::gui::screen::Screen;
use crate::playthrough::{HintLevel, HistoryShown, PageView, View};
use crate::store::{Face, Spacing, ThemeName};

fn is_after(view: &View) -> bool {
    matches!(view.page, PageView::After(_))
}

fn with_news(view: &View) -> bool {
    matches!(view.page, PageView::Scene(_)) && !view.top.dispatches.is_empty()
}

/// One of everything that can be looked at: screens, pages, and what lies over them.
pub(super) fn scenes() -> Vec<(&'static str, Play)> {
    scenes_at(DESIGN)
}

fn scenes_at(size: Vec2) -> Vec<(&'static str, Play)> {
    let mut problems = Stage::of(Screen::Problems);
    problems.problems = "error[R002]: `tail` is not a scene\n".repeat(60);
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
        ("notice", notice.open_at(size)),
        ("role", Stage::of(Screen::Role).open_at(size)),
        ("readings", with(Stage::of(Screen::Role), &[Key::R])),
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
        ("settings", Stage::of(Screen::Settings).open_at(size)),
    ];
    let mut records = Stage::at_end();
    records.settings.options.history = HistoryShown::AtEnd;
    let options = records.settings.options;
    records.view = Some(records.session.as_ref().unwrap().run().view(&options));
    scenes.push(("record", tab(records, "The record")));
    scenes
}

#[test]
fn every_screen_draws_in_every_size_and_theme() {
    for size in [vec2(640.0, 480.0), DESIGN, vec2(2560.0, 1440.0)] {
        for (scene, mut harness) in scenes_at(size) {
            for text_size in [80, 100, 150, 250] {
                for theme in [ThemeName::Paper, ThemeName::Night, ThemeName::HighContrast] {
                    let settings = &mut harness.state_mut().settings;
                    settings.text_size = text_size;
                    settings.theme = theme;
                    assert!(
                        harness.try_run().is_ok(),
                        "{scene} at {size} with {text_size} % in {theme:?} never rests"
                    );
                }
            }
        }
    }
}

#[test]
fn every_screen_draws_in_every_face_and_line_spacing() {
    for (scene, mut harness) in scenes() {
        for face in [Face::Serif, Face::Sans, Face::Easy] {
            for spacing in [Spacing::Close, Spacing::Wide] {
                let settings = &mut harness.state_mut().settings;
                settings.face = face;
                settings.spacing = spacing;
                settings.motion = true;
                settings.options.hints = HintLevel::Numbers;
                assert!(harness.try_run().is_ok(), "{scene} in {face:?} never rests");
            }
        }
    }
}
