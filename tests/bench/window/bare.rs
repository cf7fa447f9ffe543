//! The least that Bevy and egui can be: a window of the same size with one line of text.

use std::process::ExitCode;
use std::time::Duration;

use bevy::prelude::*;
use bevy::window::WindowResolution;
use bevy::winit::{UpdateMode, WinitSettings};
use bevy_egui::{
    EguiContext, EguiContexts, EguiInput, EguiPlugin, EguiPreUpdateSet, EguiPrimaryContextPass,
    EguiStartupSet, egui,
};

/// Opens the window and keeps it until it is closed.
pub fn run() -> ExitCode {
    let rest = UpdateMode::reactive_low_power(Duration::from_secs(600));
    let window = Window {
        title: "Bare".to_owned(),
        resolution: WindowResolution::new(1280, 720),
        ..default()
    };
    App::new()
        .add_plugins(DefaultPlugins.set(WindowPlugin {
            primary_window: Some(window),
            ..default()
        }))
        .add_plugins(EguiPlugin::default())
        .insert_resource(WinitSettings {
            focused_mode: rest,
            unfocused_mode: rest,
        })
        .add_systems(
            PreStartup,
            spawn_camera.before(EguiStartupSet::InitContexts),
        )
        .add_systems(
            PreUpdate,
            drop_unchanged_modifiers
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(EguiPrimaryContextPass, draw)
        .run();
    ExitCode::SUCCESS
}

fn spawn_camera(mut commands: Commands) {
    commands.spawn(Camera2d);
}

/// Without this, bevy_egui 0.42 never rests; the game has the same.
fn drop_unchanged_modifiers(mut contexts: Query<(&mut EguiContext, &mut EguiInput)>) {
    for (mut context, mut input) in &mut contexts {
        let current = context.get_mut().input(|input| input.modifiers);
        input.events.retain(|event| {
            !matches!(event, egui::Event::ModifiersChanged(modifiers) if *modifiers == current)
        });
    }
}

fn draw(mut contexts: EguiContexts) -> Result {
    egui::Area::new("line".into()).show(contexts.ctx_mut()?, |ui| {
        ui.heading("A bare window of Bevy and egui");
    });
    Ok(())
}
