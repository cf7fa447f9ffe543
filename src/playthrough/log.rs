//! The run so far, as a list: what was decided, and what news came in between.

use super::{Playthrough, page};
use crate::journal::counts_in_words;
use crate::model::Stamp;
use crate::rules::Happening;

/// One line of the log.
#[derive(Clone, PartialEq, Debug)]
pub struct LogItem {
    /// When.
    pub when: Stamp,
    /// "25 October, 03:30".
    pub day: String,
    /// What.
    pub kind: LogKind,
}

/// What a line of the log tells.
#[derive(Clone, PartialEq, Debug)]
pub enum LogKind {
    /// A decision.
    Decision {
        /// How many decisions were made before it: where to go back to.
        number: usize,
        /// The scene's title.
        scene: String,
        /// The words chosen.
        choice: String,
        /// Whether it is the recorded one.
        as_in_history: bool,
        /// "14 / 9 / 5, after talking 11 / 12 / 5", if a room voted.
        votes: Option<String>,
    },
    /// A dispatch that came in.
    Dispatch(super::DispatchView),
    /// Something that happened in the city.
    Event(String),
}

impl Playthrough {
    /// Everything so far, oldest first.
    #[must_use]
    pub fn log(&self) -> Vec<LogItem> {
        let scenario = &self.scenario;
        let mut items = Vec::new();
        for (number, step) in self.replay.steps.iter().enumerate() {
            let scene = &scenario[step.scene];
            items.push(item(
                scene.when,
                LogKind::Decision {
                    number,
                    scene: scene.title.clone(),
                    choice: scene
                        .choices
                        .get(step.choice)
                        .map_or(String::new(), |choice| choice.text.clone()),
                    as_in_history: scene.historical().map(|(choice, _)| choice)
                        == Some(step.choice),
                    votes: counts_in_words(&self.counts_in(scene)),
                },
            ));
            if number + 1 == self.replay.steps.len() && self.on_outcome() {
                break;
            }
            let mut dispatches = page::dispatches_of(scenario, step).into_iter();
            for passed in &step.passed {
                match passed.what {
                    Happening::Decided(..) => items.extend(
                        dispatches
                            .next()
                            .map(|dispatch| item(passed.when, LogKind::Dispatch(dispatch))),
                    ),
                    Happening::Event(event) => items.push(item(
                        passed.when,
                        LogKind::Event(scenario[event].title.clone()),
                    )),
                }
            }
        }
        items
    }
}

fn item(when: Stamp, kind: LogKind) -> LogItem {
    let day = match when.clock() {
        Some(clock) => format!("{}, {clock}", when.day_and_month()),
        None => when.day_and_month(),
    };
    LogItem { when, day, kind }
}
