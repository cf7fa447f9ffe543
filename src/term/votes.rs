//! A room's votes, typed by whoever leads it: a plain counterpart of the window's screen.

use std::io;

use super::Game;
use super::print::{Printer, counted, sentence};
use crate::journal::{Count, counts_in_words};
use crate::playthrough::{Action, PageView, View};
use crate::session::Session;

/// How a count is typed.
pub(super) const HOW: &str = "Type votes and how many hands are up for each open choice, in order: votes 14 9 5. Typed again, it is the count after talking.";

/// How a room voted on the decision of this page.
pub(super) fn tell(out: &mut Printer<'_>, view: &View) -> io::Result<()> {
    let (counts, is_open): (&[Count], bool) = match &view.page {
        PageView::Scene(scene) => (&scene.counts, true),
        PageView::After(after) => (&after.room.counts, false),
        PageView::End(_) => {
            return out.line("The log and the report have how a room voted on each decision.");
        }
    };
    let is_counted = counts.iter().any(|count| count.total() > 0);
    match counts_in_words(counts).filter(|_| is_counted) {
        Some(words) => out.line(&format!("In the room: {words}.")),
        None if is_open => out.line(&format!("No hands were counted yet. {HOW}")),
        None => out.line("No hands were counted on this decision."),
    }
}

impl Game<'_> {
    /// Notes a count of the room. It decides nothing.
    pub(super) fn count(
        &mut self,
        session: &mut Session,
        view: &View,
        hands: &[u16],
    ) -> io::Result<()> {
        let PageView::Scene(scene) = &view.page else {
            return self.out.line("There is nothing to vote on on this page.");
        };
        let choices = scene.choices.iter().enumerate();
        let open = choices.filter(|(_, choice)| choice.locked.is_none());
        let open: Vec<usize> = open.map(|(index, _)| index).collect();
        if open.len() != hands.len() {
            let n_open = counted(open.len(), "choice is", "choices are");
            return self.out.line(&format!("{n_open} open here. {HOW}"));
        }
        let is_counted = scene.counts.last().is_some_and(|count| count.total() > 0);
        let again = is_counted.then_some(Action::CountAgain);
        let counts = open.into_iter().zip(hands);
        let counts = counts.map(|(index, hands)| Action::Hands(index, *hands));
        for action in again.into_iter().chain(counts) {
            if let Err(error) = session.act(action) {
                return self.out.line(&sentence(&error.to_string()));
            }
        }
        let view = session.run().view(&self.settings.options);
        tell(&mut self.out, &view)
    }
}
