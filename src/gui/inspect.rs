//! The developers' switch `--audit FILE`: after each pass the file says which screen is open,
//! how large it is, and what the audit finds wrong with its text.
//!
//! The first line is the screen, the second its size in points, and each further line is one
//! finding. The file is replaced whole when any of it changed, so that a script that drives the
//! window by keys can wait for a screen and read it. Without the switch nothing here runs.

use std::fmt::Write as _;

use bevy::prelude::*;
use bevy_egui::{EguiContext, EguiFullOutput, EguiPostUpdateSet, PrimaryEguiContext, egui};
use egui::accesskit::Role;
use egui::{Rect, pos2};

use super::app::LocalState;
use super::audit::{Pass, findings};
use super::bridge::Current;
use super::screen::Screen;
use super::screens;
use super::theme::Theme;
use crate::store::write_whole;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        PostUpdate,
        write_findings
            .after(EguiPostUpdateSet::EndPass)
            .before(EguiPostUpdateSet::ProcessOutput)
            .run_if(|current: Res<Current>| current.audit().is_some()),
    );
}

fn write_findings(
    mut window: Single<(&mut EguiContext, &EguiFullOutput), With<PrimaryEguiContext>>,
    current: Res<Current>,
    screen: Res<State<Screen>>,
    local: Res<LocalState>,
    mut written: Local<String>,
) {
    let (context, output) = &mut *window;
    let (Some(output), Some(path)) = (&output.0, current.audit()) else {
        return;
    };
    let ctx = context.get_mut();
    // The tree says where scroll bars are.
    ctx.enable_accesskit();
    let window = ctx.viewport_rect();
    let found = findings(&Pass {
        shapes: &output.shapes,
        screen: window,
        scrolled: &scrolled(&output.platform_output),
        ground: screens::bare_ground(*screen.get(), &Theme::set(&current.settings)),
    });
    let name = screens::told(*screen.get(), &local.0);
    let (width, height) = (window.width().round(), window.height().round());
    let mut lines = format!("{name}\n{width} x {height}\n");
    for finding in found {
        let _ = writeln!(lines, "{finding}");
    }
    if *written != lines {
        if let Err(error) = write_whole(path, &lines) {
            error!("the audit is not written: {error}");
        }
        *written = lines;
    }
}

fn scrolled(output: &egui::PlatformOutput) -> Vec<Rect> {
    let nodes = output.accesskit_update.iter().flat_map(|it| &it.nodes);
    nodes
        .filter(|(_, node)| matches!(node.role(), Role::ScrollBar | Role::TextInput))
        .filter_map(|(_, node)| node.bounds())
        .map(|at| {
            // Points on a screen fit an f32.
            let corner = |x: f64, y: f64| pos2(x as f32, y as f32);
            Rect::from_min_max(corner(at.x0, at.y0), corner(at.x1, at.y1))
        })
        .collect()
}
