//! A screen reader's actions from end to end: Bevy's message in, egui's widget pressed, the
//! game changed, the tree out. The window and the renderer are left out, the rest is the app's.

use std::collections::BTreeMap;

use bevy::a11y::ActionRequest;
use bevy::prelude::*;
use bevy_egui::{
    EguiContext, EguiFullOutput, EguiInput, EguiPostUpdateSet, EguiPreUpdateSet, EguiUserTextures,
    PrimaryEguiContext, egui, run_egui_context_pass_loop_system,
};
use egui::accesskit::{self, Action, ActionData, NodeId, TreeId, TreeUpdate};

use super::logic::Game;
use super::stage::DESIGN;
use crate::gui::app::page_plugin;
use crate::gui::screen::Screen;
use crate::playthrough::PageView;
use crate::store::ThemeName;

/// The tree as a screen reader keeps it.
#[derive(Resource, Default)]
struct Tree {
    nodes: BTreeMap<NodeId, accesskit::Node>,
    focus: Option<NodeId>,
}

impl Tree {
    fn take(&mut self, update: TreeUpdate) {
        self.focus = Some(update.focus);
        self.nodes = update.nodes.into_iter().collect();
    }
}

fn size_window(mut input: Single<&mut EguiInput>) {
    input.screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, DESIGN));
}

/// Takes egui's output as the renderer and the system's bridge would.
fn take_output(mut output: Single<&mut EguiFullOutput>, mut tree: ResMut<Tree>) {
    let mut output = output.0.take().unwrap();
    output.textures_delta.clear();
    if let Some(update) = output.platform_output.accesskit_update.take() {
        tree.take(update);
    }
}

fn reader() -> Game {
    let mut game = Game::embedded();
    let app = &mut game.app;
    app.init_resource::<EguiUserTextures>()
        .init_resource::<Tree>()
        .add_message::<ActionRequest>()
        .configure_sets(
            PreUpdate,
            (EguiPreUpdateSet::ProcessInput, EguiPreUpdateSet::BeginPass).chain(),
        )
        .configure_sets(
            PostUpdate,
            (EguiPostUpdateSet::EndPass, EguiPostUpdateSet::ProcessOutput).chain(),
        )
        .add_systems(
            PreUpdate,
            size_window.in_set(EguiPreUpdateSet::ProcessInput),
        )
        .add_systems(
            PostUpdate,
            run_egui_context_pass_loop_system.in_set(EguiPostUpdateSet::EndPass),
        )
        .add_systems(
            PostUpdate,
            take_output.in_set(EguiPostUpdateSet::ProcessOutput),
        );
    app.add_plugins(page_plugin);
    let mut context = EguiContext::default();
    context.get_mut().enable_accesskit();
    app.world_mut().spawn((context, PrimaryEguiContext));
    game.opens(Screen::Title);
    settle(&mut game);
    game
}

fn settle(game: &mut Game) {
    for _ in 0..6 {
        game.app.update();
    }
}

fn tree(game: &Game) -> &Tree {
    game.app.world().resource::<Tree>()
}

/// The first control whose name begins so.
#[track_caller]
fn control(game: &Game, name: &str) -> NodeId {
    let named = |node: &accesskit::Node| node.label().is_some_and(|it| it.starts_with(name));
    let mut found = tree(game).nodes.iter().filter(|(_, node)| named(node));
    let found = found.find(|(_, node)| node.supports_action(Action::Click));
    *found.unwrap_or_else(|| panic!("no `{name}`")).0
}

fn asks(game: &mut Game, action: Action, target_node: NodeId, data: Option<ActionData>) {
    let request = accesskit::ActionRequest {
        action,
        target_tree: TreeId::ROOT,
        target_node,
        data,
    };
    game.app.world_mut().write_message(ActionRequest(request));
    settle(game);
}

#[track_caller]
fn clicks(game: &mut Game, name: &str) {
    let target = control(game, name);
    asks(game, Action::Click, target, None);
}

#[test]
fn a_run_is_begun_and_decided_by_a_screen_readers_actions_alone() {
    let mut game = reader();
    clicks(&mut game, "New run");
    assert_eq!(game.screen(), Screen::Role);
    clicks(&mut game, "Begin");
    assert_eq!(game.screen(), Screen::Play);
    clicks(&mut game, "Begin the chapter");
    assert!(matches!(game.page(), PageView::Scene(_)));
    clicks(&mut game, "1. ");
    assert!(matches!(game.page(), PageView::After(_)));
    clicks(&mut game, "Continue");
    assert!(matches!(game.page(), PageView::Scene(_)));
}

#[test]
fn the_keyboard_goes_where_a_screen_reader_puts_it() {
    let mut game = reader();
    let settings = control(&game, "Settings");
    assert_ne!(tree(&game).focus, Some(settings));
    asks(&mut game, Action::Focus, settings, None);
    assert_eq!(tree(&game).focus, Some(settings));
}

#[test]
fn a_setting_is_chosen_by_a_screen_reader() {
    let mut game = reader();
    clicks(&mut game, "Settings");
    assert_eq!(game.screen(), Screen::Settings);
    clicks(&mut game, "Look");
    clicks(&mut game, "Night");
    assert_eq!(game.current().settings.theme, ThemeName::Night);
    let kept = game.current().store.as_ref().unwrap().settings().0;
    assert_eq!(kept.theme, ThemeName::Night);
}

#[test]
fn what_is_out_of_sight_is_scrolled_to() {
    let mut game = reader();
    clicks(&mut game, "New run");
    clicks(&mut game, "6 questions");
    let window = 10_000.0;
    let bottom = |game: &Game, id: NodeId| tree(game).nodes[&id].bounds().map(|at| at.y1);
    let last = control(&game, "It had votes and no force");
    let before = bottom(&game, last).unwrap_or(window);
    asks(&mut game, Action::ScrollIntoView, last, None);
    let after = bottom(&game, last).unwrap();
    assert!(after < before, "{before} {after}");
}
