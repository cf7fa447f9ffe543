//! Asking the model beside the window: one question at a time, on a thread of its own.
//!
//! A story can take a second; the window goes on drawing meanwhile and is woken when the
//! answer is there. An answer belongs to the very decisions it was asked about, so one that
//! comes late is kept for when they come back and never shown for others.

use std::sync::{Arc, Mutex};
use std::thread;

use crate::journal::Journal;
use crate::playthrough::{OddsAnswer, OddsQuestion, Playthrough};

/// Wakes the window.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Answers kept: a whole run's pages, and the whys looked at after it.
const MOST_KNOWN: usize = 64;

/// What was asked and what is known.
#[derive(Default)]
pub struct Odds {
    known: Vec<(Asking, OddsAnswer)>,
    working: Option<Asking>,
    /// Asked for meanwhile; the latest question counts.
    waiting: Option<(Asking, Playthrough)>,
    finished: Arc<Mutex<Option<OddsAnswer>>>,
    waker: Option<Waker>,
}

/// A question about the decisions of a run.
struct Asking {
    journal: Journal,
    question: OddsQuestion,
}

impl Asking {
    fn of(run: &Playthrough, question: OddsQuestion) -> Self {
        Self {
            journal: run.journal().clone(),
            question,
        }
    }

    /// The same decisions have the same odds, whatever the run is called.
    fn is_about(&self, run: &Playthrough, question: OddsQuestion) -> bool {
        self.question == question && self.journal.is_same_run(run.journal())
    }
}

impl Odds {
    /// How the window is woken when an answer is there.
    pub fn wake_with(&mut self, waker: Waker) {
        self.waker = Some(waker);
    }

    /// Asks, unless the answer is known or on its way.
    pub fn ask(&mut self, run: &Playthrough, question: OddsQuestion) {
        let is_coming = self
            .working
            .as_ref()
            .is_some_and(|working| working.is_about(run, question));
        if is_coming || self.answer(run, question).is_some() {
            return;
        }
        let asking = Asking::of(run, question);
        if self.working.is_some() {
            self.waiting = Some((asking, run.clone()));
        } else {
            self.start(asking, run.clone());
        }
    }

    /// The answer, once it is known.
    #[must_use]
    pub fn answer(&self, run: &Playthrough, question: OddsQuestion) -> Option<&OddsAnswer> {
        let mut known = self.known.iter();
        let known = known.find(|(known, _)| known.is_about(run, question));
        known.map(|(_, answer)| answer)
    }

    /// Takes in what was worked out; whether there is something new.
    pub fn take_in(&mut self) -> bool {
        let answer = self.finished.lock().ok().and_then(|mut slot| slot.take());
        let Some(answer) = answer else {
            return false;
        };
        let Some(asking) = self.working.take() else {
            return false;
        };
        if self.known.len() >= MOST_KNOWN {
            self.known.remove(0);
        }
        self.known.push((asking, answer));
        if let Some((asking, run)) = self.waiting.take() {
            self.start(asking, run);
        }
        true
    }

    /// The scenes have changed: nothing that is known holds any more.
    pub fn forget(&mut self) {
        self.known.clear();
        self.waiting = None;
        // What is being worked out still comes, to a slot nobody reads.
        if self.working.take().is_some() {
            self.finished = Arc::default();
        }
    }

    fn start(&mut self, asking: Asking, run: Playthrough) {
        let question = asking.question;
        self.working = Some(asking);
        let finished = Arc::clone(&self.finished);
        let waker = self.waker.clone();
        thread::spawn(move || {
            let answer = run.odds(question);
            if let Ok(mut slot) = finished.lock() {
                *slot = Some(answer);
            }
            if let Some(wake) = waker {
                wake();
            }
        });
    }
}
