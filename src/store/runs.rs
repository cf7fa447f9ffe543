//! Saved runs: one file each.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use super::files::{
    clear_unfinished, failed, lock, read_bounded, sync_folder, write_new, write_whole,
};
use super::{Store, StoreError};
use crate::format::journal_file::{self, JournalFileError};
use crate::journal::{Decision, Journal};
use crate::model::Stamp;

/// The name of a run's file without its ending.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RunId(String);

impl RunId {
    /// A run by name. Only letters, digits, `-` and `_`, so that no name leads elsewhere.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let fits = !name.is_empty()
            && name.len() <= 100
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        fits.then(|| Self(name.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A run that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RunFile {
    /// Its name.
    pub id: RunId,
    /// What was decided.
    pub journal: Journal,
    /// When it was last saved.
    pub saved: SystemTime,
}

/// What the file of a run holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum There {
    /// There is none.
    Nothing,
    /// The run itself, as it was or as it is.
    This(Box<Journal>),
    /// Something else.
    Another,
}

impl RunFile {
    /// When it was last saved, to the minute, in UTC; the system's clock may be wrong.
    #[must_use]
    pub fn saved_at(&self) -> Option<Stamp> {
        let since = self.saved.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Stamp::of_unix_minutes(i64::try_from(since.as_secs() / 60).ok()?)
    }
}

/// A file among the runs that could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RunProblem {
    /// The file's name.
    pub file: String,
    /// What is wrong and what was done, for the player.
    pub message: String,
}

/// More runs than this are not looked for.
const MOST_RUNS: usize = 10_000;

/// No more than this is read of all runs together, in bytes: twice what as many as are
/// looked for have.
const LARGEST_RUNS: u64 = 64 * 1024 * 1024;

/// Runs are numbered on from the highest number up to this.
const HIGHEST_NUMBER: u32 = 1_000_000;

impl Store {
    pub(super) fn runs_folder(&self) -> PathBuf {
        self.root.join("runs")
    }

    fn run_path(&self, id: &RunId) -> PathBuf {
        self.runs_folder().join(format!("{id}.ron"))
    }

    /// Every run, the latest saved first, and the files that are none. A damaged file is
    /// moved into the folder `damaged` beside the others; one of a newer version stays.
    #[must_use]
    pub fn runs(&self) -> (Vec<RunFile>, Vec<RunProblem>) {
        let mut runs = Vec::new();
        let mut problems = Vec::new();
        clear_unfinished(&self.runs_folder());
        if let Err(error) = self.runs_can_be_listed() {
            problems.push(RunProblem {
                file: "runs".to_owned(),
                message: format!("{error}{}", error.advice()),
            });
        }
        let entries = fs::read_dir(self.runs_folder()).into_iter().flatten();
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            // One more, so that it can be said that there are more.
            .take(MOST_RUNS + 1)
            .collect();
        if names.len() > MOST_RUNS {
            names.truncate(MOST_RUNS);
            problems.push(self.too_many());
        }
        names.sort();
        let mut left = LARGEST_RUNS;
        for name in names {
            let Some(stem) = name.strip_suffix(".ron") else {
                continue;
            };
            let Some(id) = RunId::parse(stem) else {
                let message = format!(
                    "the file {name:?} was left as it is: the name of a run has only the letters A to Z, digits, - and _"
                );
                problems.push(RunProblem {
                    file: name,
                    message,
                });
                continue;
            };
            // Of a larger file only the beginning is read before it is refused.
            let size = fs::metadata(self.run_path(&id)).map_or(0, |about| about.len());
            let size = size.min(journal_file::LARGEST as u64 + 1);
            let Some(rest) = left.checked_sub(size) else {
                problems.push(self.too_much(name, &id));
                continue;
            };
            left = rest;
            match self.run(&id) {
                Ok(run) => runs.push(run),
                Err(problem) => problems.push(problem),
            }
        }
        runs.sort_by(|a, b| b.saved.cmp(&a.saved).then_with(|| b.id.cmp(&a.id)));
        (runs, problems)
    }

    /// Whether the folder of runs can be looked into. One that is not there yet simply holds
    /// no runs.
    ///
    /// # Errors
    ///
    /// If there is something else in its place, or the system says no.
    pub fn runs_can_be_listed(&self) -> Result<(), StoreError> {
        match fs::read_dir(self.runs_folder()) {
            Err(reason) if reason.kind() != std::io::ErrorKind::NotFound => {
                Err(failed("listing the runs", &self.runs_folder(), reason))
            }
            _ => Ok(()),
        }
    }

    fn too_many(&self) -> RunProblem {
        RunProblem {
            file: "runs".to_owned(),
            message: format!(
                "there are more than {MOST_RUNS} files among the runs, and not all of them are listed; move some elsewhere; the folder is {}",
                self.runs_folder().display()
            ),
        }
    }

    fn too_much(&self, file: String, id: &RunId) -> RunProblem {
        let message = format!(
            "the run {id} was left as it is: the runs before it have {} MiB together, and no more is read; move the largest files elsewhere; the folder is {}",
            LARGEST_RUNS / 1024 / 1024,
            self.runs_folder().display()
        );
        RunProblem { file, message }
    }

    /// One run.
    ///
    /// # Errors
    ///
    /// A message for the player, after setting a damaged file aside.
    pub fn run(&self, id: &RunId) -> Result<RunFile, RunProblem> {
        let path = self.run_path(id);
        let problem = |message: String| RunProblem {
            file: format!("{id}.ron"),
            message,
        };
        let bytes = read_bounded(&path, journal_file::LARGEST)
            .map_err(|error| problem(format!("the run {id} cannot be read: {error}")))?;
        let saved = fs::metadata(&path)
            .and_then(|data| data.modified())
            .unwrap_or(SystemTime::UNIX_EPOCH);
        match journal_file::read(&bytes) {
            Ok(journal) => Ok(RunFile {
                id: id.clone(),
                journal,
                saved,
            }),
            Err(error @ JournalFileError::Newer(_)) => {
                Err(problem(format!("the run {id} was left as it is: {error}")))
            }
            Err(error) => Err(problem(self.set_aside(id, &error))),
        }
    }

    /// Moves a damaged file out of the way, and says so.
    fn set_aside(&self, id: &RunId, error: &JournalFileError) -> String {
        let folder = self.runs_folder().join("damaged");
        let target = (0..1000)
            .map(|number| match number {
                0 => folder.join(format!("{id}.ron")),
                _ => folder.join(format!("{id}-{number}.ron")),
            })
            .find(|path| !path.exists());
        let moved = target.filter(|target| {
            fs::create_dir_all(&folder).is_ok() && fs::rename(self.run_path(id), target).is_ok()
        });
        match moved {
            Some(target) => format!(
                "the run {id} was set aside: {error}; it is kept in {}",
                target.display()
            ),
            None => format!("the run {id} cannot be opened and was left where it is: {error}"),
        }
    }

    /// Saves a run under its name.
    ///
    /// # Errors
    ///
    /// If it cannot be written; what was saved before stays.
    pub fn save_run(&self, id: &RunId, journal: &Journal) -> Result<(), StoreError> {
        write_whole(&self.run_path(id), &journal_file::write(journal))
    }

    /// What the file of a run holds now. It may be replaced only if that is `before`, or
    /// what is to be saved already: another game may have gone on with the same run.
    pub(crate) fn there(&self, id: &RunId, before: &[Decision], journal: &Journal) -> There {
        match read_bounded(&self.run_path(id), journal_file::LARGEST) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => There::Nothing,
            Err(_) => There::Another,
            Ok(bytes) => match journal_file::read(&bytes) {
                Ok(there)
                    if there.has_same_start(journal)
                        && there.seed == journal.seed
                        && (there.decisions == before || there.decisions == journal.decisions) =>
                {
                    There::This(Box::new(there))
                }
                _ => There::Another,
            },
        }
    }

    /// While this is held, no other game replaces what a run's file holds between a look at
    /// it and its replacement. `None` if it cannot be had; then there is no such protection.
    pub(crate) fn lock_runs(&self) -> Option<fs::File> {
        lock(&self.root)
    }

    /// Whether there is a file of this name among the runs.
    #[must_use]
    pub fn has_run(&self, id: &RunId) -> bool {
        self.run_path(id).is_file()
    }

    /// Changes what is noted of a run: its name, its star. When it was played stays.
    ///
    /// # Errors
    ///
    /// If the run cannot be opened or written.
    pub fn change_run(
        &self,
        id: &RunId,
        change: impl FnOnce(&mut Journal),
    ) -> Result<Journal, StoreError> {
        // Or a game that goes on with the run meanwhile would lose its decision.
        let _lock = self.lock_runs();
        let file = self
            .run(id)
            .map_err(|problem| StoreError::Run(problem.message))?;
        let mut journal = file.journal;
        change(&mut journal);
        self.save_run(id, &journal)?;
        // Without it the run would only move up in the list.
        let _ = fs::File::options()
            .write(true)
            .open(self.run_path(id))
            .and_then(|written| written.set_modified(file.saved));
        Ok(journal)
    }

    /// Saves a run under a new name, which it gives back.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn save_new_run(&self, journal: &Journal) -> Result<RunId, StoreError> {
        let text = journal_file::write(journal);
        let role = RunId::parse(&journal.role)
            .ok_or_else(|| StoreError::BadRunId(journal.role.clone()))?;
        let parent = journal.parent.as_ref().map(|(id, _)| id.as_str());
        clear_unfinished(&self.runs_folder());
        let mut number = self.highest_number(&role).saturating_add(1);
        // Another game on the same folder may take a number first; then the next is tried.
        for _ in 0..MOST_RUNS {
            let id = RunId(format!("{role}-{number:03}"));
            // The run that this one left may be deleted; it would seem to have left itself.
            let is_parent = parent == Some(id.as_str());
            if !is_parent && write_new(&self.run_path(&id), &text)? {
                return Ok(id);
            }
            number = number.saturating_add(1);
        }
        let full = std::io::Error::other("there are too many runs");
        Err(failed("saving", &self.runs_folder(), full))
    }

    fn highest_number(&self, role: &RunId) -> u32 {
        let entries = fs::read_dir(self.runs_folder()).into_iter().flatten();
        entries
            .filter_map(|entry| {
                let name = entry.ok()?.file_name().into_string().ok()?;
                let number = name.strip_prefix(role.as_str())?.strip_prefix('-')?;
                number.strip_suffix(".ron")?.parse().ok()
            })
            // A file that somebody named with a huge number does not use up all others.
            .filter(|number| *number <= HIGHEST_NUMBER)
            .max()
            .unwrap_or(0)
    }

    /// Deletes a run. Asking first is the front end's part.
    ///
    /// # Errors
    ///
    /// If the file cannot be removed.
    pub fn delete_run(&self, id: &RunId) -> Result<(), StoreError> {
        let path = self.run_path(id);
        fs::remove_file(&path).map_err(|reason| failed("deleting", &path, reason))?;
        // What was deleted must not come back after a power cut.
        sync_folder(&self.runs_folder());
        Ok(())
    }
}
