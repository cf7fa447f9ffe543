//! What the game's model says of a run: how likely, and why.
//!
//! An answer can take a second for a large story, so front ends ask for it by itself and
//! beside their other work; it is no part of a page.

use super::Playthrough;
use crate::explore::odds::view::{self, AheadView, MovedView, OddsView, WhyView};
use crate::explore::odds::{LIMIT, Policy, Space, Target};
use crate::explore::{self, WalkError};

/// What can be asked of the model.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OddsQuestion {
    /// What is decided next, and what each open choice does to its odds.
    Ahead,
    /// How likely everything still open is; once the story is over, how likely everything
    /// was when it began.
    Table,
    /// What an answer or ending of the run hung on.
    Why(Target),
}

/// What it answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OddsAnswer {
    /// To [`OddsQuestion::Ahead`]; `None` if nothing is open.
    Ahead(Option<AheadView>),
    /// To [`OddsQuestion::Table`].
    Table(TableView),
    /// To [`OddsQuestion::Why`]; `None` if it was decided before the run began.
    Why(Option<WhyView>),
    /// The story is too large; in words, with what would help.
    Refused(String),
}

/// The odds of a run, and what came about in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableView {
    /// After the end: all alike, as decided, lowest, highest. Before: all alike, lowest,
    /// highest.
    pub odds: OddsView,
    /// What came about, in order of time; empty before the end.
    pub happened: Vec<Target>,
    /// What each decision moved furthest, in order; empty before the end.
    pub moved: Vec<Vec<MovedView>>,
}

/// Of each decision, so many answers are named.
const MOST_MOVED: usize = 3;

impl Playthrough {
    /// Asks the model.
    #[must_use]
    pub fn odds(&self, question: OddsQuestion) -> OddsAnswer {
        self.ask_model(question)
            .unwrap_or_else(|error| OddsAnswer::Refused(self.refusal(&error)))
    }

    fn ask_model(&self, question: OddsQuestion) -> Result<OddsAnswer, WalkError> {
        let (scenario, run) = (&self.scenario, &self.replay);
        Ok(match question {
            OddsQuestion::Ahead => {
                let space = Space::after(scenario, run, &LIMIT)?;
                OddsAnswer::Ahead(space.and_then(|space| view::ahead(&space)))
            }
            OddsQuestion::Table => OddsAnswer::Table(self.table()?),
            OddsQuestion::Why(target) => {
                let space = Space::of(scenario, run, &LIMIT)?;
                OddsAnswer::Why(view::why(&space, run, self.journal.seed, target))
            }
        })
    }

    fn table(&self) -> Result<TableView, WalkError> {
        let (scenario, run) = (&self.scenario, &self.replay);
        if let Some(space) = Space::after(scenario, run, &LIMIT)? {
            let policies = [Policy::Alike, Policy::Lowest, Policy::Highest];
            return Ok(TableView {
                odds: view::table(&space, &policies),
                happened: Vec::new(),
                moved: Vec::new(),
            });
        }
        let space = Space::of(scenario, run, &LIMIT)?;
        let decided = run.steps.iter().map(|step| (step.scene, step.choice));
        let policies = [
            Policy::Alike,
            Policy::Decided(decided.collect()),
            Policy::Lowest,
            Policy::Highest,
        ];
        Ok(TableView {
            odds: view::table(&space, &policies),
            happened: view::outcomes(&space, run),
            moved: view::moved(&space, run, MOST_MOVED),
        })
    }

    fn refusal(&self, error: &WalkError) -> String {
        let advice = explore::advice(&self.scenario, error);
        match advice.as_str() {
            "" => format!("there are no odds for this story: {error}"),
            advice => format!("there are no odds for this story: {error}; {advice}"),
        }
    }
}
