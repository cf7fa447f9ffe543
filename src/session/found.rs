//! A run that somebody names: by its id, by a file, or by its code.
//!
//! Every command and every field in which a run can be named comes here, so that all of
//! them take the same and answer the same. Nothing is written; [`import`] is what keeps
//! a run that was found.
//!
//! Start at [`find_run`].

use std::path::{Path, PathBuf};

use crate::format::run_code::{self, CodeError};
use crate::journal::{self, ForeignJournal, Journal, Replay};
use crate::model::Scenario;
use crate::store::{self, Imported, RunFile, RunId, Store, StoreError};

/// A run that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct FoundRun {
    /// What was decided. It belongs to the scenario; its decisions may not all exist there.
    pub journal: Journal,
    /// The run, as far as it can be played here.
    pub replay: Replay,
    /// Where it was found.
    pub from: FoundIn,
    /// What the reader should know of it, if anything.
    pub note: Option<String>,
    /// Why not even its first decision can be made here, if so.
    pub unplayable: Option<String>,
}

/// Where a run was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FoundIn {
    /// Among the runs kept.
    Kept(RunId),
    /// In a file of the player's.
    File(PathBuf),
    /// In its code.
    Code,
}

impl FoundRun {
    /// What to call it: its name, else where it was found.
    #[must_use]
    pub fn label(&self) -> String {
        if !self.journal.name.is_empty() {
            return self.journal.name.clone();
        }
        match &self.from {
            FoundIn::Kept(id) => id.to_string(),
            FoundIn::File(path) => path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.display().to_string(),
            ),
            FoundIn::Code => "the run of the code".to_owned(),
        }
    }
}

/// Why a run was not found.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// It is neither a run that is kept, nor a file, nor anything like a code.
    #[error(
        "there is no run `{0}`: it is neither the id of a run that is kept, nor a file, nor a run code"
    )]
    NoSuchRun(String),
    /// It is a code, and cannot be read.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// It is a run or a file, and cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It is a run that cannot be played here.
    #[error(transparent)]
    Foreign(#[from] ForeignJournal),
    /// It has decisions, and not even the first of them can be made here.
    #[error("nothing of this run can be played here: {0}")]
    Unplayable(String),
}

/// The run that is meant: a kept one of this id, else a file of this path, else the run
/// of this code.
///
/// # Errors
///
/// If there is none, it cannot be read, or it belongs to another scenario. Nothing has
/// changed then, but that a damaged file among the runs kept is set aside.
pub fn find_run(store: &Store, scenario: &Scenario, text: &str) -> Result<FoundRun, FindError> {
    let text = text.trim();
    if let Some(id) = RunId::parse(text).filter(|id| store.has_run(id)) {
        let file = store
            .run(&id)
            .map_err(|problem| StoreError::Run(problem.message))?;
        return found(scenario, file.journal, FoundIn::Kept(file.id));
    }
    if let Some(journal) = store::read_run_file(Path::new(text))? {
        return found(scenario, journal, FoundIn::File(text.into()));
    }
    match run_code::read(scenario, text) {
        Ok(read) => {
            let note = read.note();
            // What cannot be made is no longer in the journal of a code.
            let stop = read.stop.filter(|_| read.journal.decisions.is_empty());
            let run = found(scenario, read.journal, FoundIn::Code)?;
            Ok(FoundRun {
                note: note.or(run.note),
                unplayable: stop.map(|stop| stop.to_string()).or(run.unplayable),
                ..run
            })
        }
        Err(error) if looks_like_a_code(text) => Err(error.into()),
        Err(_) => {
            let mut shown: String = text.chars().take(80).collect();
            if shown.len() < text.len() {
                shown.push('…');
            }
            Err(FindError::NoSuchRun(shown))
        }
    }
}

fn found(scenario: &Scenario, journal: Journal, from: FoundIn) -> Result<FoundRun, FindError> {
    let replay = journal::replay(scenario, &journal)?;
    let changed = |stop| format!("the scenes have changed since this run was played: {stop}");
    let stop = replay.stop.as_ref();
    let nothing = stop.filter(|_| replay.steps.is_empty());
    Ok(FoundRun {
        note: stop.map(changed),
        unplayable: nothing.map(ToString::to_string),
        journal,
        replay,
        from,
    })
}

/// Whether somebody who typed this meant a code: the name of a run or a file is shorter,
/// or has signs that nobody puts into a code.
fn looks_like_a_code(text: &str) -> bool {
    let n_signs = text.chars().filter(|sign| sign.is_alphanumeric()).count();
    let in_groups = text
        .split(|sign: char| sign == '-' || sign.is_whitespace())
        .filter(|group| !group.is_empty())
        .all(|group| (3..=5).contains(&group.chars().count()));
    let numbered = text.rsplit_once('-').is_some_and(|(name, number)| {
        number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()) && name.len() < 12
    });
    let as_a_path = text.contains(['/', '\\', '.', '_']);
    n_signs >= 7 && !as_a_path && !numbered && (in_groups || n_signs >= 16)
}

/// What became of a run that was taken in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportedRun {
    /// Its name here, and whether it is new.
    pub run: Imported,
    /// What the player should know of it, if anything.
    pub note: Option<String>,
}

impl ImportedRun {
    /// What happened, for the player.
    #[must_use]
    pub fn told(&self) -> String {
        let what = match &self.run {
            Imported::New(id) => format!("the run is kept as {id}"),
            Imported::AlreadyKept(id) => format!("this very run is kept already, as {id}"),
        };
        match &self.note {
            Some(note) => format!("{what}; {note}"),
            None => what,
        }
    }
}

/// Takes a run in from a file or a code, as a run of its own, unless the very run is
/// kept already.
///
/// # Errors
///
/// If there is none, nothing of it can be played, or it cannot be kept; nothing has
/// changed then.
pub fn import(store: &Store, scenario: &Scenario, text: &str) -> Result<ImportedRun, FindError> {
    let found = find_run(store, scenario, text)?;
    if let Some(why) = found.unplayable
        && !matches!(found.from, FoundIn::Kept(_))
    {
        return Err(FindError::Unplayable(why));
    }
    let run = match found.from {
        FoundIn::Kept(id) => Imported::AlreadyKept(id),
        FoundIn::File(_) | FoundIn::Code => store.import_run(&found.journal)?,
    };
    Ok(ImportedRun {
        run,
        note: found.note,
    })
}

/// The run that another one left, if it is kept and still the one that was left.
#[must_use]
pub fn parent<'a>(run: &RunFile, runs: &'a [RunFile]) -> Option<&'a RunFile> {
    parent_of(Some(&run.id), &run.journal, runs)
}

/// Like [`parent`], for a run that may not be kept itself yet.
#[must_use]
pub fn parent_of<'a>(
    own: Option<&RunId>,
    journal: &Journal,
    runs: impl IntoIterator<Item = &'a RunFile>,
) -> Option<&'a RunFile> {
    let (id, n_decisions) = journal.parent.as_ref()?;
    // A deleted run's name may have gone to another one since.
    runs.into_iter().find(|other| {
        other.id.as_str() == id
            && Some(&other.id) != own
            && other.journal.has_same_start(journal)
            && other.journal.decisions.get(..*n_decisions).is_some()
            && other.journal.decisions.get(..*n_decisions) == journal.decisions.get(..*n_decisions)
    })
}

/// Which run another one left, and where, in words; `None` if it left none.
#[must_use]
pub fn lineage(run: &RunFile, runs: &[RunFile]) -> Option<String> {
    let (_, n_decisions) = run.journal.parent.as_ref()?;
    let after = match n_decisions {
        0 => "before its first decision".to_owned(),
        1 => "after 1 decision".to_owned(),
        n => format!("after {n} decisions"),
    };
    Some(match parent(run, runs) {
        None => format!("left a run that is no longer kept, {after}"),
        Some(parent) if parent.journal.seed == run.journal.seed => {
            format!("left {} {after}", parent.id)
        }
        Some(parent) => format!("left {} {after}, with other luck", parent.id),
    })
}
