//! Builds the Bevy app: logic without a screen, then the view.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use bevy::a11y::ActionRequest;
use bevy::app::TerminalCtrlCHandlerPlugin;
use bevy::asset::{AssetEventSystems, AssetMetaCheck, AssetPlugin};
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::renderer::RenderAdapterInfo;
use bevy::window::{PrimaryWindow, RequestRedraw, WindowMode, WindowResolution};
use bevy::winit::{UpdateMode, WinitSettings};
use bevy_egui::{
    EguiContext, EguiContexts, EguiFullOutput, EguiInput, EguiPlugin, EguiPostUpdateSet,
    EguiPreUpdateSet, EguiPrimaryContextPass, PrimaryEguiContext, egui,
};

use wgpu::DeviceType;

use super::acting::{self, ActionSystems, Ask};
use super::action::UiAction;
use super::backdrop::{self, Scenery};
use super::bridge::{self, Current};
use super::renderer::{NoDriver, Renderer};
use super::screen::Screen;
use super::screens::{self, Local, Shown};
use super::theme::{self, Theme};
use super::{assets, inspect, opening, screen, watching};
use crate::launch::{Missing, NoWindow, WindowRequest};

/// Opens the window and plays until it is closed.
///
/// # Errors
///
/// If no desktop answers, no driver can draw the window, or its first picture fails.
pub fn run(request: WindowRequest) -> Result<ExitCode, NoWindow> {
    let left = opening::watched(|| Ok(open(request)?.run()))?;
    Ok(match left {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(code) => ExitCode::from(code.get()),
    })
}

fn open(request: WindowRequest) -> Result<App, NoWindow> {
    let mut app = App::new();
    // One system's mistake is a line in the log, never the end of somebody's run.
    app.set_error_handler(bevy::ecs::error::error);
    assets::source_plugin(&mut app, &request.origin);
    app.add_plugins(default_plugins());
    if let Some(NoDriver(looked)) = app.world_mut().remove_resource() {
        return Err(NoWindow {
            missing: Missing::Driver,
            looked,
        });
    }
    app.insert_resource(Current::of(request));
    app.add_plugins((logic_plugin, view_plugin, opening::plugin));
    Ok(app)
}

/// Everything but egui and the renderer; headless tests add only this.
pub(super) fn logic_plugin(app: &mut App) {
    app.add_message::<RequestRedraw>().add_plugins((
        screen::plugin,
        assets::plugin,
        bridge::plugin,
        acting::plugin,
        watching::plugin,
    ));
}

fn view_plugin(app: &mut App) {
    app.add_plugins((EguiPlugin::default(), backdrop::plugin, page_plugin))
        // An egui window needs to wake only for its own events. Anything that moves or
        // arrives by itself asks for its frames.
        .insert_resource(WinitSettings {
            focused_mode: UpdateMode::reactive_low_power(RESTING_TIME),
            unfocused_mode: UpdateMode::reactive_low_power(RESTING_TIME),
        })
        .add_systems(Startup, hold_still_in_software)
        .add_systems(PostUpdate, set_scenery.after(ActionSystems))
        .add_systems(Update, fill_the_screen)
        // New letters reach the graphics card with the frame that uses them, not one later,
        // or every new page would show for a moment with gaps in its words.
        .configure_sets(
            PostUpdate,
            AssetEventSystems.after(EguiPostUpdateSet::PostProcessOutput),
        )
        .add_plugins(inspect::plugin)
        .add_systems(Last, (keep_the_beat, rest_until_the_clock_moves));
}

/// What egui draws, and what it is told. Needs egui's own systems, but no window.
pub(super) fn page_plugin(app: &mut App) {
    app.init_resource::<LocalState>()
        .add_systems(Startup, install_faces)
        .add_systems(
            PreUpdate,
            (drop_unchanged_modifiers, forward_assistive_actions)
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(EguiPrimaryContextPass, draw)
        .configure_sets(PostUpdate, ActionSystems.after(EguiPostUpdateSet::EndPass))
        .add_systems(
            PostUpdate,
            settle_new_letters
                .after(EguiPostUpdateSet::EndPass)
                .before(EguiPostUpdateSet::ProcessOutput),
        )
        .add_systems(Update, redraw_after_a_change_of_screen);
}

/// From one frame of a movement to the next: thirty a second.
const BEAT: Duration = Duration::from_millis(33);

/// Holds whatever moves to the beat, whoever asked for the frames. At rest, and for the first
/// answer to a key, it does nothing.
fn keep_the_beat(
    mut redraw: MessageReader<RequestRedraw>,
    mut last: bevy::prelude::Local<Option<Instant>>,
) {
    if redraw.read().count() > 0
        && let Some(rest) = last.and_then(|last| BEAT.checked_sub(last.elapsed()))
    {
        std::thread::sleep(rest);
    }
    *last = Some(Instant::now());
}

/// How long the window rests if nothing happens: whatever comes from elsewhere wakes it.
const RESTING_TIME: Duration = Duration::from_secs(600);

/// A clock for talking moves once a second: while one runs, the rest is that long and no
/// longer. It is no request for frames, and in a window without the focus it does not count.
fn rest_until_the_clock_moves(local: Res<LocalState>, mut winit: ResMut<WinitSettings>) {
    let wait = local
        .0
        .wakes_in()
        .map_or(RESTING_TIME, |tick| tick.min(RESTING_TIME));
    let mode = UpdateMode::reactive_low_power(wait);
    // A change of mode costs a frame by itself.
    if winit.focused_mode != mode {
        winit.focused_mode = mode;
    }
}

/// What goes into the log. Not what `renderer` tells of itself, nor that nothing can draw arrays
/// of textures, which nothing here needs, nor that a desktop has not said whether it is dark.
const LOGGED: &str = "warn,wgpu=error,naga=error,bevy_egui::render=error,\
                      bevy_render::extract_resource=off,sctk_adwaita=off";

fn default_plugins() -> bevy::app::PluginGroupBuilder {
    DefaultPlugins
        .set(AssetPlugin {
            meta_check: AssetMetaCheck::Never,
            // A folder that is played is watched by `watching`.
            watch_for_changes_override: Some(false),
            ..default()
        })
        .set(LogPlugin {
            filter: LOGGED.to_owned(),
            ..default()
        })
        // The engine's own handler waits for the next frame, and a window at rest has none.
        // Every decision is kept already, so the system's own way to end is quicker and safe.
        .disable::<TerminalCtrlCHandlerPlugin>()
        .add_before::<RenderPlugin>(Renderer)
        .disable::<RenderPlugin>()
        .set(WindowPlugin {
            primary_window: Some(Window {
                title: "October".to_owned(),
                name: Some("october".to_owned()),
                resolution: WindowResolution::new(1280, 720),
                resize_constraints: WindowResizeConstraints {
                    min_width: 640.0,
                    min_height: 480.0,
                    ..default()
                },
                ..default()
            }),
            ..default()
        })
}

/// What screens remember that is purely visual.
#[derive(Resource, Default)]
pub(super) struct LocalState(pub(super) Local);

fn install_faces(mut contexts: EguiContexts) -> Result {
    theme::install(contexts.ctx_mut()?);
    Ok(())
}

/// A software renderer moves pictures at the cost of everything else, so there motion is off
/// until it is switched on.
fn hold_still_in_software(adapter: Option<Res<RenderAdapterInfo>>, mut current: ResMut<Current>) {
    if adapter.is_some_and(|adapter| adapter.device_type == DeviceType::Cpu) {
        current.hold_still_at_first();
    }
}

fn fill_the_screen(current: Res<Current>, mut window: Single<&mut Window, With<PrimaryWindow>>) {
    let wanted = if current.settings.full_screen {
        WindowMode::BorderlessFullscreen(MonitorSelection::Current)
    } else {
        WindowMode::Windowed
    };
    if window.mode != wanted {
        window.mode = wanted;
    }
}

/// Draws the open screen. egui may run this twice a frame, so it only reads, keeps what
/// is visual in its local state, and passes on what was asked.
fn draw(
    mut contexts: EguiContexts,
    current: Res<Current>,
    screen: Res<State<Screen>>,
    mut local: ResMut<LocalState>,
    mut asked: MessageWriter<Ask>,
) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    // egui refuses letters of a face that it has not taken in yet.
    if !theme::is_ready(&ctx) {
        return Ok(());
    }
    let mut theme = Theme::set(&current.settings);
    // Nobody watches a window that has not the focus.
    if !ctx.input(|input| input.focused) {
        theme = theme.still();
    }
    local.0.prepare(&ctx, &theme);
    let mut root = egui::Ui::new(
        ctx.clone(),
        egui::Id::new("root"),
        egui::UiBuilder::new()
            .layer_id(egui::LayerId::background())
            .max_rect(ctx.viewport_rect()),
    );
    let shown = Shown {
        theme: &theme,
        screen: *screen.get(),
        settings: &current.settings,
        scenario: current.scenario.as_deref(),
        has_poster: current.has_poster,
        codex: current.codex.as_ref(),
        session: current.session.as_ref(),
        view: current.view.as_ref(),
        recap: current.recap.as_ref(),
        beside: current.beside.as_ref(),
        charted: current.charted.as_ref(),
        unfinished: current.unfinished.as_ref(),
        readings: &current.readings,
        runs: &current.runs,
        kept: &current.kept,
        code: current.code.as_deref(),
        report_folder: &current.report_folder,
        problems: &current.problems,
        slips: &current.slips,
        loading: current.loading,
        odds: &current.odds,
        class: &current.class,
        notice: current.notice.as_deref(),
    };
    let mut out = Vec::new();
    screens::screen_ui(&mut root, &shown, &mut local.0, &mut out);
    for action in &out {
        // The clipboard is egui's; the game has no other use for it.
        if let UiAction::Copy(text) = action {
            ctx.copy_text(text.clone());
        }
    }
    asked.write_batch(out.into_iter().map(Ask));
    Ok(())
}

/// Puts the picture of the open screen behind the page.
fn set_scenery(
    current: Res<Current>,
    screen: Res<State<Screen>>,
    local: Res<LocalState>,
    mut scenery: ResMut<Scenery>,
) {
    let wanted = screens::scenery(*screen.get(), &current, &local.0);
    scenery.set_if_neq(wanted);
}

fn redraw_after_a_change_of_screen(
    screen: Res<State<Screen>>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    if screen.is_changed() {
        redraw.write(RequestRedraw);
    }
}

/// Letters that were drawn for the first time may still come late to the graphics card, and the
/// window must not come to rest with gaps in its words. Two more frames show them for certain.
fn settle_new_letters(
    outputs: Query<&EguiFullOutput>,
    mut left: bevy::ecs::system::Local<u8>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    let is_new = outputs.iter().any(|output| {
        let output = output.0.as_ref();
        output.is_some_and(|output| !output.textures_delta.is_empty())
    });
    *left = if is_new { 2 } else { left.saturating_sub(1) };
    if *left > 0 {
        redraw.write(RequestRedraw);
    }
}

/// bevy_egui 0.42 sends the modifier keys every frame, which keeps the window awake for
/// ever. Fixed in bevy_egui 0.43 (PR #505); this goes with it.
fn drop_unchanged_modifiers(mut contexts: Query<(&mut EguiContext, &mut EguiInput)>) {
    for (mut context, mut input) in &mut contexts {
        let current = context.get_mut().input(|input| input.modifiers);
        input.events.retain(|event| {
            !matches!(event, egui::Event::ModifiersChanged(modifiers) if *modifiers == current)
        });
    }
}

/// bevy_egui 0.42 shows screen readers the tree but does not hand their actions back.
fn forward_assistive_actions(
    mut requests: MessageReader<ActionRequest>,
    mut input: Single<&mut EguiInput, With<PrimaryEguiContext>>,
) {
    for request in requests.read() {
        input
            .events
            .push(egui::Event::AccessKitActionRequest(request.0.clone()));
    }
}
