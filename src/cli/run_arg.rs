//! RUN on the command line: a kept run's id, the path of a run file, or a run code.

use std::io::Write as _;

use super::error::CliError;
use crate::model::Scenario;
use crate::session::{self, FoundIn, FoundRun};
use crate::store::{RunId, Store};

/// The run that was named. What the reader should know of it goes to standard error.
pub(super) fn find(store: &Store, scenario: &Scenario, text: &str) -> Result<FoundRun, CliError> {
    let found = session::find_run(store, scenario, text)?;
    if let Some(note) = &found.note {
        writeln!(anstream::stderr(), "note: {note}")?;
    }
    Ok(found)
}

/// The id of the run that was named, which has to be kept: by its id, or as the very run
/// that the file or code has.
pub(super) fn find_kept(store: &Store, scenario: &Scenario, text: &str) -> Result<RunId, CliError> {
    let found = session::find_run(store, scenario, text)?;
    if let FoundIn::Kept(id) = found.from {
        return Ok(id);
    }
    let (runs, _) = store.runs();
    runs.into_iter()
        .find(|kept| kept.journal.is_same_run(&found.journal))
        .map(|kept| kept.id)
        .ok_or(CliError::NotKept)
}
