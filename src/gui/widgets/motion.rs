//! Finite movements.
//!
//! Everything here ends: once a movement is over, nothing asks for another frame.

use bevy_egui::egui;
use egui::{Context, Id};

use crate::gui::theme::Theme;

/// How far something has arrived since it was first shown under this id: 0 to 1, easing out.
/// A new id starts anew; with motion off it is there at once.
#[must_use]
pub fn arrival(ctx: &Context, theme: &Theme, id: Id, seconds: f32) -> f32 {
    let seconds = theme.seconds(seconds);
    if seconds <= 0.0 {
        return 1.0;
    }
    let id = id.with("arrival");
    let known =
        ctx.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<bool>(id), true));
    let ease = egui::emath::easing::cubic_out;
    if !known {
        // egui starts a new animation at its goal; this makes it start at nothing.
        ctx.animate_bool_with_time_and_easing(id, false, seconds, ease);
    }
    ctx.animate_bool_with_time_and_easing(id, true, seconds, ease)
}
