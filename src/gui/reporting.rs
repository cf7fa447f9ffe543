//! Saving the report of a run: worked out on a thread of its own, since the odds in it can take
//! a second, and told when it is written.

use std::sync::{Arc, Mutex};
use std::thread;

use super::bridge::Current;
use super::odds::Waker;
use crate::journal::Journal;
use crate::session::{Session, report_page};
use crate::store::RunId;

/// What is said while the report is worked out.
const WRITING: &str = "the report is being written";

/// Reports on their way to their files.
#[derive(Default)]
pub struct Reporting {
    /// What came of the latest.
    told: Arc<Mutex<Option<String>>>,
    waker: Option<Waker>,
}

impl Reporting {
    /// How the window is woken when a report is written.
    pub fn wake_with(&mut self, waker: Waker) {
        self.waker = Some(waker);
    }

    /// What came of a report, once.
    pub fn take_in(&mut self) -> Option<String> {
        self.told.lock().ok().and_then(|mut told| told.take())
    }

    fn start(&self, work: impl FnOnce() -> String + Send + 'static) {
        let told = Arc::clone(&self.told);
        let waker = self.waker.clone();
        thread::spawn(move || {
            let came = work();
            if let Ok(mut slot) = told.lock() {
                *slot = Some(came);
            }
            if let Some(wake) = waker {
                wake();
            }
        });
    }
}

impl Current {
    /// Writes the report of a kept run, or of the one that lies open.
    pub(super) fn save_report(&mut self, id: Option<&RunId>, path: &str) {
        let (Some(store), Some(scenario)) = (self.store.clone(), self.scenario.clone()) else {
            return;
        };
        let open = self.session.as_ref();
        let (journal, called): (Option<Journal>, String) = match id {
            Some(id) => {
                let kept = self.runs.iter().find(|file| file.id == *id);
                (kept.map(|file| file.journal.clone()), id.to_string())
            }
            None => {
                let id = open.and_then(Session::id);
                let called = id.map_or("this run".to_owned(), RunId::to_string);
                (open.map(|open| open.run().journal().clone()), called)
            }
        };
        let Some(journal) = journal else {
            return;
        };
        let path = path.to_owned();
        self.notice = Some(WRITING.to_owned());
        self.reporting.start(move || {
            let page = match report_page(&scenario, &journal, &called) {
                Ok(page) => page,
                Err(error) => return error.to_string(),
            };
            match store.save_report(&path, &page) {
                Ok(whole) => format!("the report is written to {}", whole.display()),
                Err(error) => error.to_string(),
            }
        });
    }
}
