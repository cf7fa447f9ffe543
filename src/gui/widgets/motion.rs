//! Finite movements: everything that moves on the page goes through here.
//!
//! Each ends: once it is over, nothing asks for another frame. With motion off, which it also
//! is in a window without the keyboard's focus, everything stands where it was going at once,
//! and what has come that way does not move later. `app` holds all of it to thirty frames a
//! second.

use bevy_egui::egui;
use egui::{Context, Id};

use crate::gui::theme::{Motion, Theme};

/// How far something has arrived since it was first shown under this id: 0 to 1, easing out.
/// A new id starts anew; with motion off it is there at once.
#[must_use]
pub fn arrival(ctx: &Context, theme: &Theme, id: Id, seconds: f32) -> f32 {
    arrival_after(ctx, theme, id, 0.0, seconds)
}

/// The same for something that sets out a little later, after others of its kind.
#[must_use]
pub fn arrival_after(ctx: &Context, theme: &Theme, id: Id, delay: f32, seconds: f32) -> f32 {
    let gone = since(ctx, theme, id);
    let Some(gone) = gone.filter(|gone| *gone < delay + seconds) else {
        return 1.0;
    };
    ctx.request_repaint();
    let share = ((gone - delay) / seconds).clamp(0.0, 1.0);
    egui::emath::easing::cubic_out(share)
}

/// Seconds since something was first shown under this id; `None` if it came without moving.
/// Asking asks for no frame.
#[must_use]
pub fn since(ctx: &Context, theme: &Theme, id: Id) -> Option<f32> {
    let now = ctx.input(|input| input.time);
    let id = id.with("since");
    let start = ctx.data_mut(|data| {
        let start = data.get_temp_mut_or_insert_with(id, || match theme.motion {
            Motion::On => now,
            Motion::Off => f64::NEG_INFINITY,
        });
        if theme.motion == Motion::Off {
            *start = f64::NEG_INFINITY;
        }
        *start
    });
    let gone = now - start;
    // Movements last seconds, which this is precise enough for.
    gone.is_finite().then_some(gone as f32)
}

/// Where something that is either here or there is on its way, 0 to 1, easing out.
#[must_use]
pub fn toward(ctx: &Context, theme: &Theme, id: Id, there: Place, seconds: f32) -> f32 {
    let ease = egui::emath::easing::cubic_out;
    let seconds = theme.seconds(seconds);
    ctx.animate_bool_with_time_and_easing(id, there == Place::There, seconds, ease)
}

/// The two ends of a way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// At 0.
    Here,
    /// At 1.
    There,
}

impl Place {
    /// There if it has the keyboard.
    #[must_use]
    pub fn of_focus(response: &egui::Response) -> Self {
        if response.has_focus() {
            Self::There
        } else {
            Self::Here
        }
    }
}
