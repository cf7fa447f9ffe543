//! Scenes as they were read, at first and whenever they were edited: what they make is played, and
//! a run that lies open goes on in it.

use std::sync::Arc;

use super::bridge::Current;
use crate::codex::Codex;
use crate::diagnostics::{Diagnostic, Style, brief, render_all};
use crate::format::{self, SourceFile};
use crate::model::{Readings, Scenario};
use crate::playthrough::{Playthrough, choose_reading};
use crate::session::Session;
use crate::store::embedded_scenarios;

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
    current.slips = errors.iter().map(|error| brief(error, &text_of)).collect();
    if let Some(scenario) = loaded.scenario.map(Arc::new) {
        current.play_in(scenario);
    }
}

impl Current {
    /// Plays these scenes from now on; a run that lies open goes on in them, or is closed if
    /// it has no place in them.
    fn play_in(&mut self, scenario: Arc<Scenario>) {
        if let Some(session) = &mut self.session
            && let Err(error) = session.reload(Arc::clone(&scenario))
        {
            self.session = None;
            self.notice = Some(format!(
                "the edited scenes cannot take your run over, so it is closed, and kept as far as it was decided: {error}"
            ));
        }
        self.odds.forget();
        self.class.read_again(&scenario);
        let first = self.scenario.is_none();
        self.readings = self.carry_readings(&scenario);
        self.has_poster = embedded_scenarios().contains(&scenario.key);
        self.codex = Some(Codex::of(Arc::clone(&scenario)));
        self.scenario = Some(scenario);
        self.find_unfinished();
        if first {
            self.begin_as_requested();
        }
        if self.recap.is_some() {
            let run = self.session.as_ref().map(Session::run);
            self.recap = run.and_then(Playthrough::recap);
        }
        self.show();
    }

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
