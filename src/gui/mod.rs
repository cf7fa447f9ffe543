//! The window: Bevy runs it, egui draws the page, a playthrough is what it shows.
//!
//! Screens are Bevy states ([`screen`]); the scenes come through the asset server with a
//! loader of our own ([`assets`]); the one game in progress lives in one resource
//! ([`bridge`]); the place behind the page is drawn by Bevy ([`backdrop`]). The drawing of
//! each screen is a plain egui function in [`screens`] that reads a view, keeps what is
//! purely visual, and pushes what the player asked for; only [`bridge`] acts on it.
//!
//! Only `app`, `assets`, `backdrop`, `bridge` and `screen` name Bevy; `screens`, `widgets`
//! and `theme` know egui alone.

mod action;
mod app;
mod assets;
mod backdrop;
mod beside;
mod bridge;
mod keeping;
mod odds;
mod screen;
mod screens;
#[cfg(test)]
mod tests;
mod theme;
mod widgets;

pub use app::run;
