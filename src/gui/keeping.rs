//! What is asked for with runs as a whole: named, marked, deleted, handed on, taken in, and
//! played again with other luck. What came of it is a notice.

use std::path::Path;

use super::bridge::Current;
use crate::journal::Journal;
use crate::launch::random_seed;
use crate::session::{self, Session};
use crate::store::{Existing, RunId, export_run};

impl Current {
    pub(super) fn delete(&mut self, id: &RunId) {
        match self.store.as_ref().map(|store| store.delete_run(id)) {
            Some(Err(error)) => self.notice = Some(error.to_string()),
            // The run that lies open would come back with its next decision.
            Some(Ok(())) if self.is_open(id) => self.session = None,
            _ => {}
        }
        self.show();
        self.list_runs();
    }

    fn is_open(&self, id: &RunId) -> bool {
        self.session.as_ref().and_then(Session::id) == Some(id)
    }

    /// Changes what is noted of a kept run, in its file and in the run that lies open.
    pub(super) fn note(&mut self, id: &RunId, change: impl Fn(&mut Journal)) {
        let Some(store) = &self.store else {
            return;
        };
        match store.change_run(id, change) {
            Ok(journal) if self.is_open(id) => {
                if let Some(session) = &mut self.session {
                    session.note_as(&journal);
                }
            }
            Ok(_) => {}
            Err(error) => self.notice = Some(error.to_string()),
        }
        self.list_runs();
    }

    pub(super) fn export(&mut self, id: &RunId, path: &str) {
        let Some(file) = self.runs.iter().find(|file| file.id == *id) else {
            return;
        };
        // A path as it is typed; what surrounds it is a slip of the hand.
        let path = path.trim();
        let written = export_run(Path::new(path), &file.journal, Existing::Keep);
        self.notice = Some(match written {
            Ok(()) => {
                let whole = std::path::absolute(path).unwrap_or_else(|_| path.into());
                format!("the run is written to {}", whole.display())
            }
            Err(error) => error.to_string(),
        });
    }

    pub(super) fn import(&mut self, text: &str) {
        let (Some(store), Some(scenario)) = (&self.store, &self.scenario) else {
            return;
        };
        self.notice = Some(match session::import(store, scenario, text) {
            Ok(imported) => imported.told(),
            Err(error) => error.to_string(),
        });
        self.list_runs();
    }

    pub(super) fn new_luck(&mut self, n_decisions: usize) {
        if let Some(session) = &mut self.session {
            session.new_luck(n_decisions, random_seed());
        }
        self.show();
    }
}
