//! The parts screens are made of, one file each.
//!
//! A widget is a function ending in `_ui` that takes the `Ui`, the theme and plain data, and
//! returns egui's response or what was asked for. It keeps no game state, decides nothing and
//! holds no colour of its own; each tells assistive technology its role, name and state.
//! Start at [`text`] and [`shapes`], which all others are made of.

pub mod band;
pub mod button;
pub mod chart;
pub mod check;
pub mod choice;
pub mod field;
pub mod gauge;
pub mod hands;
pub mod hint;
pub mod line;
pub mod links;
pub mod map;
pub mod menu;
pub mod motion;
pub mod odds;
pub mod people;
pub mod portrait;
pub mod prose;
pub mod record;
pub mod roving;
pub mod segments;
pub mod shapes;
pub mod sheet;
pub mod slider;
pub mod slip;
pub mod strip;
pub mod tell;
pub mod text;
pub mod timeline;
pub mod year;
