//! The window, tested without one: screens by role and label, and the logic without egui.
//!
//! Screens are drawn on a [`stage`], with the embedded scenes and a session on a folder
//! that is gone afterwards; nothing acts on what they ask for, so that each test sees it.
//! [`logic`] runs the Bevy side alone.

mod access;
mod arriving;
mod audit;
mod chart;
mod classroom;
mod codex;
mod end;
mod hints;
mod lessons;
mod logic;
mod menus;
mod odds;
mod picture;
mod play;
mod reader;
mod readings;
mod room;
mod runs;
mod scenery;
mod sizes;
mod snapshots;
mod stage;
mod walk;
mod watching;
