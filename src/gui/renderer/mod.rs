//! Finds what draws the window, and hands it to the engine.
//!
//! The engine's own way ends in a panic where there is no driver, and starts every driver
//! there is. Here the families of drivers are tried in turn, each adapter of a family until
//! one gives a device, and what came of it is kept for the player to read. Nothing is started
//! twice: the engine goes on with the very device that was found. Which adapter is tried
//! first is [`choice`]'s. Start at [`Renderer`].

mod choice;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::error_handler::{RenderError, RenderErrorHandler, RenderErrorPolicy};
use bevy::render::renderer::{
    RenderAdapter, RenderAdapterInfo, RenderDevice, RenderInstance, RenderQueue, WgpuWrapper,
};
use bevy::render::settings::{RenderCreation, RenderResources, WgpuSettings};
use bevy::tasks::block_on;
use bevy::winit::DisplayHandleWrapper;
use wgpu::wgt::WgpuHasDisplayHandle;
use wgpu::{
    BackendOptions, Backends, DeviceDescriptor, ExperimentalFeatures, Features, Instance,
    InstanceDescriptor, InstanceFlags, MemoryBudgetThresholds, MemoryHints, Trace,
};
use winit::event_loop::OwnedDisplayHandle;

use super::opening;
use choice::{Adapter, Asked};

/// Stands in the place of the engine's own plugin for rendering, and adds it.
pub(super) struct Renderer;

/// Put into the world where nothing was found: what was looked for, and what came of it.
#[derive(Resource)]
pub(super) struct NoDriver(pub(super) Vec<String>);

impl Plugin for Renderer {
    fn build(&self, app: &mut App) {
        let display = app.world().get_resource::<DisplayHandleWrapper>();
        let display = display.map(|display| display.0.clone());
        let asked = Asked::from_env();
        let mut looked = Vec::new();
        let creation = match find(&asked, display.as_ref(), &mut looked) {
            Some(found) => {
                opening::draws_with(found.2.backend, asked.backends.is_some());
                RenderCreation::Manual(found)
            }
            None => {
                app.insert_resource(NoDriver(looked));
                // Without a backend the engine leaves out everything that draws.
                WgpuSettings {
                    backends: None,
                    ..default()
                }
                .into()
            }
        };
        app.add_plugins(RenderPlugin {
            render_creation: creation,
            ..default()
        })
        .insert_resource(RenderErrorHandler(give_up));
    }
}

/// What cannot be drawn any more ends the window; every decision is kept already.
fn give_up(error: &RenderError, main: &mut World, _: &mut World) -> RenderErrorPolicy {
    opening::note(format!("{:?}: {}", error.ty, error.description));
    main.write_message(AppExit::error());
    RenderErrorPolicy::StopRendering
}

/// The first adapter that gives a device, family by family.
fn find(
    asked: &Asked,
    display: Option<&OwnedDisplayHandle>,
    looked: &mut Vec<String>,
) -> Option<RenderResources> {
    let mut in_software = None;
    for family in asked.families() {
        let Some((adapter, found)) = find_in(family, asked, display, looked) else {
            continue;
        };
        if !choice::is_software(&adapter) {
            return Some(found);
        }
        let found = in_software.unwrap_or(found);
        if !asked.looks_on(&adapter, has_card()) {
            return Some(found);
        }
        in_software = Some(found);
    }
    in_software
}

/// The best adapter of one family that gives a device.
fn find_in(
    family: Backends,
    asked: &Asked,
    display: Option<&OwnedDisplayHandle>,
    looked: &mut Vec<String>,
) -> Option<(Adapter, RenderResources)> {
    let name = choice::names(family, std::env::consts::OS);
    let instance = Instance::new(InstanceDescriptor {
        backends: family,
        // What the engine draws is checked by its own makers; WGPU_VALIDATION=1 checks it here.
        flags: InstanceFlags::empty().with_env(),
        memory_budget_thresholds: MemoryBudgetThresholds::default(),
        backend_options: BackendOptions::from_env_or_default(),
        // OpenGL on Wayland draws on the very connection that the window was made with.
        display: display
            .map(|display| -> Box<dyn WgpuHasDisplayHandle> { Box::new(display.clone()) }),
    });
    let found = block_on(instance.enumerate_adapters(family));
    let adapters: Vec<Adapter> = found.iter().map(described).collect();
    if found.is_empty() {
        looked.push(format!("{name}: no driver was found"));
    }
    for adapter in &adapters {
        if let Some(lacking) = choice::lacks(adapter) {
            looked.push(format!("{name}: {} {lacking}", adapter.name));
        }
    }
    for index in asked.ranked(&adapters) {
        let (Some(adapter), Some(described)) = (found.get(index), adapters.get(index)) else {
            continue;
        };
        match block_on(adapter.request_device(&wanted(adapter))) {
            Ok((device, queue)) => {
                let resources = RenderResources(
                    RenderDevice::from(device),
                    RenderQueue(Arc::new(WgpuWrapper::new(queue))),
                    RenderAdapterInfo(WgpuWrapper::new(adapter.get_info())),
                    RenderAdapter(Arc::new(WgpuWrapper::new(adapter.clone()))),
                    RenderInstance(Arc::new(WgpuWrapper::new(instance))),
                );
                return Some((described.clone(), resources));
            }
            Err(error) => looked.push(format!("{name}: {} refused: {error}", described.name)),
        }
    }
    None
}

fn described(adapter: &wgpu::Adapter) -> Adapter {
    let info = adapter.get_info();
    Adapter {
        name: info.name,
        backend: info.backend,
        kind: info.device_type,
        limits: adapter.limits(),
    }
}

/// Memory is taken from the graphics driver in blocks of so many bytes: small ones, so that the
/// pixels of a picture have one of their own that goes back when the picture does. With the
/// usual blocks of up to 256 MiB, a software driver keeps all that was ever in them.
const GRAPHICS_BLOCK: Range<u64> = 4 * 1024 * 1024..8 * 1024 * 1024;

/// What is asked of an adapter: all its limits, and of its features only what the engine
/// cannot do without, so that every machine draws in the same way.
fn wanted(adapter: &wgpu::Adapter) -> DeviceDescriptor<'static> {
    DeviceDescriptor {
        label: None,
        required_features: adapter.features() & Features::TEXTURE_ADAPTER_SPECIFIC_FORMAT_FEATURES,
        required_limits: adapter.limits(),
        experimental_features: ExperimentalFeatures::disabled(),
        memory_hints: MemoryHints::Manual {
            suballocated_device_memory_block_size: GRAPHICS_BLOCK,
        },
        trace: Trace::Off,
    }
}

/// Whether this machine may have a graphics card, so that a Vulkan of software need not be the
/// best there is.
fn has_card() -> bool {
    /// Of the kernel's own drivers, of NVIDIA's, and of Windows around this Linux.
    const NODES: [&str; 4] = [
        "/dev/dri/renderD128",
        "/dev/dri/card0",
        "/dev/nvidiactl",
        "/dev/dxg",
    ];
    cfg!(windows) || NODES.iter().any(|node| Path::new(node).exists())
}
