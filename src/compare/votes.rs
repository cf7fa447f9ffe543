//! How a room voted, beside the decisions of the comparison.
//!
//! Votes are noted of a run and no part of it, so they are written into the rows after these
//! are made.

use super::{Cell, Comparison, Entry, Subject};
use crate::journal::{Count, Journal, counts_in_words};
use crate::model::Scenario;

/// How a room voted on a decision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoomVotes {
    /// The written ids of the scene's choices, in the order of the page.
    pub choices: Vec<String>,
    /// The counts, in order, each with the hands for every choice.
    pub counts: Vec<Count>,
}

impl Comparison {
    /// Notes beside the decisions of both runs how a room voted on them.
    pub fn note_votes(&mut self, scenario: &Scenario, mine: &Journal, other: Option<&Journal>) {
        for row in &mut self.rows {
            let Subject::Scene(id) = row.subject else {
                continue;
            };
            let scene = &scenario[id];
            let noted = |journal: &Journal| {
                let votes = journal.votes_in(&scene.key)?;
                votes.is_counted().then(|| RoomVotes {
                    choices: scene.choices.iter().map(|it| it.key.clone()).collect(),
                    counts: votes.counts(scene),
                })
            };
            if let Entry::Made(cell) = &mut row.mine {
                cell.votes = noted(mine);
            }
            if let (Entry::Made(cell), Some(other)) = (&mut row.other, other) {
                cell.votes = noted(other);
            }
        }
    }
}

impl Cell {
    /// "in the room: 14 / 9 / 5, after talking 11 / 12 / 5", if a room voted: the hands for
    /// each choice, in the order of the page.
    #[must_use]
    pub fn votes_in_words(&self) -> Option<String> {
        let words = counts_in_words(&self.votes.as_ref()?.counts)?;
        Some(format!("in the room: {words}"))
    }
}
