//! The picture behind the page: which one, and in words for those who cannot see it.

use bevy_egui::egui::accesskit::Role;
use bevy_egui::egui::vec2;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::stage::{Play, Stage, name};
use crate::gui::backdrop::{Picture, Scenery};
use crate::gui::bridge::Current;
use crate::gui::screen::Screen;
use crate::gui::screens::{self, Local};
use crate::launch::WindowRequest;
use crate::model::{Air, Light};
use crate::playthrough::{Action, PageView, View};
use crate::store::{Origin, Settings, ThemeName};

/// What the picture is called, if there is one.
fn picture(harness: &Play) -> Option<String> {
    harness.query_by_role(Role::Image).map(|node| name(&node))
}

fn scene_of(view: &View, key: &str) -> bool {
    matches!(&view.page, PageView::Scene(scene) if scene.key == key)
}

#[test]
fn the_picture_is_in_the_tree_with_light_and_weather_and_nowhere_else() {
    let harness = Stage::playing(7).open_page();
    let words = picture(&harness).unwrap();
    assert!(words.starts_with("The Vulkan"), "{words}");
    let end = "It is midday. The sky is clear. Snow lies on the ground.";
    assert!(words.ends_with(end), "{words}");
    let nodes = harness.root().children_recursive();
    let saying = nodes.filter(|node| name(node).contains("Snow lies on the ground"));
    assert_eq!(saying.count(), 1);
}

#[test]
fn wet_snow_is_told_at_the_woodpiles() {
    let harness = Stage::where_page(|view| scene_of(view, "woodpiles")).open_page();
    let words = picture(&harness).unwrap();
    assert!(
        words.ends_with("It is half light. Wet snow falls."),
        "{words}"
    );
}

#[test]
fn a_ship_is_told_only_where_she_lies() {
    let harness = Stage::where_page(|view| scene_of(view, "the_gun")).open_page();
    let words = picture(&harness).unwrap();
    assert!(
        words.contains("A cruiser with three thin funnels"),
        "{words}"
    );
    assert!(words.contains("Her bow gun fires."), "{words}");
    let harness = Stage::where_page(|view| scene_of(view, "woodpiles")).open_page();
    assert!(!picture(&harness).unwrap().contains("cruiser"));
}

#[test]
fn where_no_picture_shows_none_is_told() {
    let narrow = Stage::playing(7).open_page_at(vec2(900.0, 720.0));
    assert_eq!(picture(&narrow), None);
    let mut stage = Stage::playing(7);
    stage.settings.theme = ThemeName::HighContrast;
    assert_eq!(picture(&stage.open_page()), None);
}

/// A window's game, with a run that stands where `found` says.
fn current(folder: &std::path::Path, found: impl Fn(&View) -> bool) -> Current {
    let mut current = Current::of(WindowRequest {
        origin: Origin::Embedded("petrograd_1917".to_owned()),
        data_dir: Some(folder.to_owned()),
        role: None,
        chapter: None,
        seed: Some(1917),
        readings: Vec::new(),
        fresh: false,
        audit: None,
    });
    current.view = Stage::where_page(found).view.clone();
    current
}

fn scenery(current: &Current) -> Scenery {
    screens::scenery(Screen::Play, current, &Local::default())
}

#[test]
fn the_page_decides_what_stands_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut game = current(folder.path(), |view| scene_of(view, "the_gun"));
    let shown = scenery(&game);
    assert!(matches!(shown.picture, Picture::Drawn(_)));
    assert_eq!((shown.light, shown.air), (Light::Night, Air::WetSnow));
    assert!(!shown.snow_lies && !shown.dim && !shown.still);
    assert!(shown.fires && shown.with == ["aurora", "flash"]);
    game.settings.theme = ThemeName::HighContrast;
    assert_eq!(scenery(&game).picture, Picture::None);
    assert_eq!(
        screens::scenery(Screen::Title, &game, &Local::default()).picture,
        Picture::Title
    );
}

#[test]
fn what_came_of_a_choice_has_the_same_picture_and_no_second_shot() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = Stage::where_page(|view| scene_of(view, "the_gun"));
    let mut game = current(folder.path(), |_| true);
    game.view = stage.view.clone();
    let before = scenery(&game);
    stage.act(Action::Choose(0));
    game.view = stage.view.clone();
    let after = scenery(&game);
    assert!(after.dim && !after.fires);
    assert_eq!(
        (after.picture, after.visit, &after.with),
        (before.picture, before.visit, &before.with)
    );
    stage.act(Action::Continue);
    game.view = stage.view.clone();
    assert_eq!(scenery(&game).visit, before.visit + 1);
}

#[test]
fn a_software_renderer_holds_still_until_motion_is_switched_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = current(folder.path(), |_| true);
    assert!(first.settings.motion);
    first.hold_still_at_first();
    assert!(!first.settings.motion);
    assert!(scenery(&first).still);
    // Once the player has set it, it is the player's.
    let moving = Settings {
        motion_chosen: true,
        ..Settings::default()
    };
    first
        .store
        .as_ref()
        .unwrap()
        .save_settings(&moving)
        .unwrap();
    let mut second = current(folder.path(), |_| true);
    second.hold_still_at_first();
    assert!(second.settings.motion);
}
