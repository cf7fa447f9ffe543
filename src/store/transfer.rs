//! Runs that go to a file of the player's own, and come back from one.
//!
//! The file is the same as a kept one. Nothing that is there is replaced unless the
//! player said so, and what comes in never touches the runs that are kept.

use std::path::Path;

use super::files::{
    Existing, clear_unfinished, failed, folder_of, make_folder, read_bounded, write_for_others,
};
use super::{RunId, Store, StoreError};
use crate::format::journal_file;
use crate::journal::Journal;

/// What became of a run that came in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Imported {
    /// It is kept now, under this name.
    New(RunId),
    /// The very run was kept already, under this name.
    AlreadyKept(RunId),
}

impl Imported {
    /// The run's name here.
    #[must_use]
    pub fn id(&self) -> &RunId {
        match self {
            Self::New(id) | Self::AlreadyKept(id) => id,
        }
    }
}

/// Writes a run into a file that the player named.
///
/// # Errors
///
/// If it is a folder, if there is such a file and it is to be kept, if there is no such
/// folder, or if the file cannot be written.
pub fn export_run(path: &Path, journal: &Journal, existing: Existing) -> Result<(), StoreError> {
    hand_out(path, &journal_file::write(journal), existing)
}

/// Writes a text into a file that the player named and means to hand on: others may read
/// it.
///
/// # Errors
///
/// If it is a folder, if there is such a file and it is to be kept, if there is no such
/// folder, or if the file cannot be written.
pub fn hand_out(path: &Path, text: &str, existing: Existing) -> Result<(), StoreError> {
    if path.is_dir() {
        return Err(StoreError::IsFolder(path.to_owned()));
    }
    if let Some(folder) = path.parent()
        && folder != Path::new("")
        && !folder.is_dir()
    {
        // A folder is more likely mistyped than meant to be made.
        return Err(StoreError::NoSuchFolder(path.to_owned()));
    }
    clear_unfinished(folder_of(path));
    match write_for_others(path, text, existing) {
        Ok(true) => Ok(()),
        Ok(false) => Err(StoreError::Exists(path.to_owned())),
        Err(reason) => Err(failed("writing", path, reason)),
    }
}

/// Reads a run from a file that the player named; `None` if there is no such file.
///
/// # Errors
///
/// If it cannot be read or is no run. It is left as it is.
pub fn read_run_file(path: &Path) -> Result<Option<Journal>, StoreError> {
    let bytes = match read_bounded(path, journal_file::LARGEST) {
        Ok(bytes) => bytes,
        // What no file can be called is no file either.
        Err(reason) if is_absent(&reason) => return Ok(None),
        Err(reason) => return Err(failed("reading", path, reason)),
    };
    match journal_file::read(&bytes) {
        Ok(journal) => Ok(Some(journal)),
        Err(reason) => Err(StoreError::NotARun {
            reason,
            path: path.to_owned(),
        }),
    }
}

fn is_absent(reason: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(
        reason.kind(),
        ErrorKind::NotFound
            | ErrorKind::NotADirectory
            | ErrorKind::InvalidInput
            | ErrorKind::InvalidFilename
    )
}

impl Store {
    /// Keeps a run that came from elsewhere, unless the very run is kept already. It
    /// keeps its name; the run that it left stayed where it came from.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn import_run(&self, journal: &Journal) -> Result<Imported, StoreError> {
        // Or two games that take in the same run would keep it twice. What keeps the folder
        // from being made is told when the run is saved.
        let _ = make_folder(&self.runs_folder());
        let _lock = self.lock_runs();
        let (runs, _) = self.runs();
        if let Some(kept) = runs.iter().find(|kept| kept.journal.is_same_run(journal)) {
            return Ok(Imported::AlreadyKept(kept.id.clone()));
        }
        let mut journal = journal.clone();
        journal.parent = None;
        journal.starred = false;
        let name = journal.name.clone();
        journal.rename(&name);
        self.save_new_run(&journal).map(Imported::New)
    }
}
