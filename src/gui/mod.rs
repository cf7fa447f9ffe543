//! The window: Bevy runs it, egui draws the page, a playthrough is what it shows.
//!
//! Screens are Bevy states ([`screen`]); the scenes come through the asset server with a
//! loader of our own ([`assets`]); the one game in progress lives in one resource
//! ([`bridge`]); the place behind the page is drawn by Bevy ([`backdrop`]). The drawing of
//! each screen is a plain egui function in [`screens`] that reads a view, keeps what is
//! purely visual, and pushes what the player asked for; only [`acting`] acts on it.
//!
//! What draws the window is found by [`renderer`], and whatever keeps it from opening is told
//! by [`opening`].
//!
//! Only `acting`, `app`, `assets`, `backdrop`, `bridge`, `inspect`, `opening`, `renderer`, `screen` and
//! `watching` name Bevy; `screens`, `widgets`, `theme` and `audit` know egui alone.

mod acting;
mod action;
mod app;
mod assets;
mod audit;
mod backdrop;
mod beside;
mod bridge;
mod classroom;
mod inspect;
mod keeping;
mod lessons;
mod odds;
mod opening;
mod reading;
mod renderer;
mod reporting;
mod screen;
mod screens;
#[cfg(test)]
mod tests;
mod theme;
mod watching;
mod widgets;

pub use app::run;
