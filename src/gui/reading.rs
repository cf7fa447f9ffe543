//! Scenes as they were read, at first and whenever they were edited: what they make is played, and
//! a run that lies open goes on in it.

use std::sync::Arc;

use super::bridge::Current;
use crate::diagnostics::{Diagnostic, Style, render_all};
use crate::format::{self, SourceFile};
use crate::model::{Readings, Scenario};
use crate::playthrough::choose_reading;

/// Takes files that were read: plays the scenario they make, or keeps the last good one.
pub(super) fn scenario_read(current: &mut Current, files: Vec<SourceFile>) {
    let loaded = format::load(&files);
    let errors: Vec<Diagnostic> = loaded
        .diagnostics
        .into_iter()
        .filter(Diagnostic::is_error)
        .collect();
    let text_of = |path: &str| {
        files
            .iter()
            .find(|file| file.path == path)
            .and_then(|file| file.text.as_deref().ok())
    };
    current.problems = render_all(&errors, &text_of, Style::Plain);
    let Some(scenario) = loaded.scenario.map(Arc::new) else {
        if current.scenario.is_some() {
            current.notice = Some(format!(
                "the edited scenes have {} problems; the last good version plays on",
                errors.len()
            ));
        }
        return;
    };
    if let Some(session) = &mut current.session
        && let Err(error) = session.reload(Arc::clone(&scenario))
    {
        current.notice = Some(format!(
            "the edited scenes cannot take this run over: {error}"
        ));
        return;
    }
    current.odds.forget();
    current.class.read_again(&scenario);
    let first = current.scenario.is_none();
    current.readings = current.carry_readings(&scenario);
    current.scenario = Some(scenario);
    current.find_unfinished();
    if first {
        current.begin_as_requested();
    }
    current.show();
}

impl Current {
    /// The readings chosen so far, as far as edited scenes still have them.
    fn carry_readings(&self, scenario: &Scenario) -> Readings {
        let keys = match &self.scenario {
            Some(before) => self.readings.keys(before),
            None => self.request.readings.clone(),
        };
        let mut readings = Readings::default();
        for (question, reading) in keys {
            // What is gone is read in the first way again.
            let _ = choose_reading(scenario, &mut readings, &question, &reading);
        }
        readings
    }
}
