//! What the game knows, written down: lines for a terminal, a page for the browser and for
//! print, JSON for programs.
//!
//! Everything here turns values into text and returns it; where the text goes is the
//! caller's part. It holds no rule of the game and works nothing out that the core has not
//! worked out already. Texts of a scenario come from strangers: the page escapes all of
//! them, and the lines are printed by a front end that drops what a terminal would obey.
//!
//! Start at [`Sheet`], at [`RunReport`] for the report of a run, or at [`ClassSheet`] for a
//! class. `page` is what every page of the browser shares.

mod class;
mod comparison_html;
mod comparison_json;
mod comparison_text;
mod pack;
mod page;
mod run;
mod timeline_svg;

pub use class::{
    ClassForm, ClassSheet, class_csv, class_html, class_json, class_lines, class_statements,
    class_written, json_lines,
};
pub use comparison_html::comparison_html;
pub use comparison_json::comparison_json;
pub use comparison_text::{Rows, city_lines, comparison_lines, places_lines, timeline_lines};
pub use pack::{pack_html, pack_lines};
pub use run::{RunReport, RunSheet, run_html, run_json, run_lines};

use crate::compare::Spread;
use crate::model::Scenario;

/// Runs laid beside history, and what they are called.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What there is to show.
    pub spread: &'a Spread,
    /// This run.
    pub mine: &'a RunLabel,
    /// The other run, if there is one.
    pub other: Option<&'a RunLabel>,
}

/// What a run is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RunLabel {
    /// Its file, or whatever it was named by.
    pub id: String,
    /// The name the player gave it; empty if none.
    pub name: String,
    /// The role's written id.
    pub role: String,
}

/// A line for a terminal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// An empty line, unless there is one already.
    Gap,
    /// A paragraph.
    Text(String),
    /// A line of a list.
    Entry(String),
}

impl RunLabel {
    /// "red_guard-001", "“we waited” (red_guard-001)".
    #[must_use]
    pub fn words(&self) -> String {
        match self.name.as_str() {
            "" => self.id.clone(),
            name => format!("“{name}” ({})", self.id),
        }
    }
}
