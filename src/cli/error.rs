//! Why a command could not do what was asked, in words that say what to do next.

use std::io;
use std::path::PathBuf;

use super::exit::Exit;
use crate::format::run_code::WriteError;
use crate::journal::ForeignJournal;
use crate::playthrough::{NoChapter, NoReading};
use crate::session::{FindError, HandInError};
use crate::store::{BeginError, StoreError};

/// Why a command could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// A file or folder.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A scenario that could not be begun.
    #[error(transparent)]
    Begin(#[from] BeginError),
    /// The output or the input.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// There is nothing to play in the folder.
    #[error(
        "there is no scenario here: neither the folder nor a folder in it has a scenario.ron; the folder is {}",
        .0.display()
    )]
    NoScenario(PathBuf),
    /// The scenario cannot be played.
    #[error("the scenario `{name}` cannot be played: {n_errors} to mend")]
    Broken {
        /// The scenario's folder.
        name: String,
        /// The diagnostics, which are shown before the message.
        rendered: String,
        /// How many are errors, in words.
        n_errors: String,
    },
    /// No such role.
    #[error("there is no role `{wanted}`; the roles are: {known}")]
    NoRole {
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: String,
    },
    /// A kept run that cannot be read or does not belong here; the message says why.
    #[error("{0}")]
    Run(String),
    /// No such run, or one that cannot be read.
    #[error(transparent)]
    FindRun(#[from] FindError),
    /// Something of a class that cannot be taken in.
    #[error(transparent)]
    HandIn(#[from] HandInError),
    /// A run that has no code.
    #[error("{0}, so it has no code")]
    NoCode(#[from] WriteError),
    /// A run that would have to be kept for this.
    #[error("this run is not kept here; `october runs import` keeps it")]
    NotKept,
    /// Something that is not done without asking.
    #[error("nobody can be asked here whether the run may be deleted; --yes deletes it")]
    NobodyToAsk,
    /// No such question, or no such reading of it.
    #[error(transparent)]
    NoReading(#[from] NoReading),
    /// No such chapter, or one that cannot be begun on its own.
    #[error(transparent)]
    NoChapter(#[from] NoChapter),
    /// One question was given two readings.
    #[error("`{0}` is given two readings; give one")]
    ReadTwice(String),
    /// A run of other scenes.
    #[error("{0}")]
    Foreign(#[from] ForeignJournal),
    /// A moment the run does not have.
    #[error(
        "there are no odds after {after} decisions of this run; give a number from 0 to {most}"
    )]
    NoSuchMoment {
        /// What was asked for.
        after: usize,
        /// The last moment there is.
        most: usize,
    },
    /// A question the run did not come to, or that was settled before it began.
    #[error("`{wanted}` was not decided in this run; {known}")]
    NotDecided {
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: String,
    },
    /// No such page of the manual.
    #[error("there is no page on `{wanted}`; the pages are: {known}")]
    NoPage {
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: String,
    },
    /// A window was asked for that this program does not have.
    #[error("this program was built without its window; use --front-end terminal")]
    NoWindow,
}

impl CliError {
    /// The number it ends with.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            // Whoever read our output has read enough.
            Self::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Ok,
            Self::Broken { .. } => Exit::Problems,
            _ => Exit::Usage,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_no_failure() {
        let closed = CliError::Io(io::ErrorKind::BrokenPipe.into());
        assert_eq!(closed.exit(), Exit::Ok);
        let full = CliError::Io(io::ErrorKind::StorageFull.into());
        assert_eq!(full.exit(), Exit::Usage);
    }
}
