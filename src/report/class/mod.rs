//! A class written down: lines for the teacher, a page for the projector and for print,
//! lists and JSON for programs, statements for a learning record store.
//!
//! Only the lines, which the teacher reads, tell where something stands that could not be
//! read; everything that is handed on has counts alone, and no label that was not shown
//! with at least three runs. Start at [`ClassSheet`].

mod form;
mod html;
mod json;
mod list;
mod text;
mod xapi;

pub use form::{ClassForm, class_written};
pub use html::class_html;
pub use json::{class_json, json_lines};
pub use list::class_csv;
pub use text::class_lines;
pub use xapi::class_statements;

use crate::class::{Class, Collected, Question, Tally};
use crate::model::Scenario;

/// A class, how it was read, and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct ClassSheet<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What there is to show.
    pub class: &'a Class,
    /// What it was counted from.
    pub reading: &'a Collected,
    /// "Class 11 B".
    pub title: &'a str,
}

impl ClassSheet<'_> {
    /// What has to be known of the figures, in whole sentences, without anything that was
    /// handed in.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        remarks.extend(self.class.left_out());
        remarks.extend(self.reading.unread_in_words());
        remarks.extend(self.reading.notes_in_words());
        remarks.extend(self.class.on_groups());
        remarks
    }

    /// The questions with what each kind of them is called.
    fn questions(&self) -> impl Iterator<Item = (&'static str, &Question)> {
        let points = self.class.turning_points.iter();
        let decisions = self.class.decisions.iter();
        points
            .map(|question| ("turning_point", question))
            .chain(decisions.map(|question| ("decision", question)))
    }
}

/// Those without an answer, by reason: a word for programs, words, and how many.
fn absences(question: &Question) -> [(&'static str, &'static str, usize); 3] {
    [
        ("not_yet", "has not come to it", question.n_open),
        ("before", "begins after it", question.n_before),
        ("elsewhere", "went another way", question.n_elsewhere),
    ]
}

/// The most there is of any answer.
fn most(tallies: &[Tally]) -> usize {
    tallies.iter().map(|tally| tally.n_runs).max().unwrap_or(0)
}
