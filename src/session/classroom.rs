//! What a class has handed in so far, and what is counted of it.
//!
//! The window adds to a [`Classroom`] bit by bit; the command line takes in everything at
//! once with [`named_handed`], which finds the same things: kept runs, files, folders. All of
//! it lies in memory only, is read again from the beginning when something comes to it, and
//! is gone with the classroom. Nothing here draws.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::class::{
    self, Class, Collected, GroupBy, Handed, LARGEST_FOLDER, MOST_FILES, NotRead, RoleRoutes,
    Wanted, Way, Why,
};
use crate::format::journal_file;
use crate::model::{Scenario, SceneId};
use crate::report::{ClassForm, ClassSheet, class_written};
use crate::store::{self, RunFile, RunId, Store, StoreError};

/// Something to take in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HandIn {
    /// A text that was typed or pasted.
    Pasted(String),
    /// A file, a folder, a kept run or a code, as it was typed.
    Named(String),
    /// Every run kept on this machine.
    Kept,
}

/// Why something was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum HandInError {
    /// An empty field.
    #[error("nothing is typed or pasted here yet")]
    Nothing,
    /// Neither a file nor a folder nor a code.
    #[error("there is no such file or folder, and it is no run code: {0}")]
    NotThere(String),
    /// A folder without files.
    #[error("there is no file in this folder: {}", .0.display())]
    EmptyFolder(PathBuf),
    /// No kept runs.
    #[error("no run is kept on this machine yet")]
    NothingKept,
    /// The same bytes from the same place.
    #[error("this was handed in before, and is counted already")]
    Again,
    /// More than is held in memory.
    #[error(
        "too much was handed in for one class (more than {MOST_FILES} files or {} MiB); start again, or split it",
        LARGEST_FOLDER / 1024 / 1024
    )]
    TooMuch,
    /// A kept run that cannot be read; the message says why.
    #[error("{0}")]
    Run(String),
    /// The system said no.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What stands for the paste, in places.
const PASTED: &str = "what was pasted";

/// What a class has handed in so far.
#[derive(Debug, Default)]
pub struct Classroom {
    handed: Vec<Handed>,
    n_pasted: usize,
    label_column: String,
    by: GroupBy,
    /// What was read of it, until something changes.
    reading: Option<Arc<Collected>>,
}

impl Classroom {
    /// Takes in more. If that fails, nothing has changed.
    ///
    /// # Errors
    ///
    /// If there is nothing to take in, or it was taken in before.
    pub fn hand_in(
        &mut self,
        scenario: &Scenario,
        store: Option<&Store>,
        what: &HandIn,
    ) -> Result<(), HandInError> {
        let found = match what {
            HandIn::Pasted(text) => self.pasted(text)?,
            HandIn::Named(text) => named(scenario, store, text)?,
            HandIn::Kept => match kept_handed(store) {
                kept if kept.is_empty() => return Err(HandInError::NothingKept),
                kept => kept,
            },
        };
        let is_new = |item: &Handed| {
            let mut before = self.handed.iter();
            !before.any(|other| other.content == item.content && is_same_place(other, item))
        };
        let new: Vec<Handed> = found.into_iter().filter(is_new).collect();
        if new.is_empty() {
            return Err(HandInError::Again);
        }
        let all = || self.handed.iter().chain(&new);
        let n_bytes: usize = all()
            .filter_map(|item| item.content.as_ref().ok().map(Vec::len))
            .sum();
        if n_bytes > LARGEST_FOLDER || all().count() > 2 * MOST_FILES {
            return Err(HandInError::TooMuch);
        }
        self.n_pasted += usize::from(matches!(what, HandIn::Pasted(_)));
        self.handed.extend(new);
        self.reading = None;
        Ok(())
    }

    fn pasted(&self, text: &str) -> Result<Vec<Handed>, HandInError> {
        if text.trim().is_empty() {
            return Err(HandInError::Nothing);
        }
        let mut item = Handed::pasted(text);
        item.name = match self.n_pasted {
            0 => PASTED.to_owned(),
            n => format!("{PASTED}, {}", n + 1),
        };
        Ok(vec![item])
    }

    /// From which column of lists labels are taken: by heading or number; the one that says so
    /// itself if this is empty.
    pub fn label_by(&mut self, column: &str) {
        let column = column.trim();
        if self.label_column != column {
            column.clone_into(&mut self.label_column);
            self.reading = None;
        }
    }

    /// How the runs are put into groups.
    pub fn group_by(&mut self, by: GroupBy) {
        self.by = by;
    }

    /// The scenes have changed: what was read of them no longer holds.
    pub fn read_again(&mut self) {
        self.reading = None;
    }

    /// Whether nothing was handed in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.handed.is_empty()
    }

    /// Reads what is new, and counts.
    #[must_use]
    pub fn counted(&mut self, scenario: &Arc<Scenario>) -> ClassCounted {
        let column = Some(self.label_column.as_str()).filter(|column| !column.is_empty());
        let handed = &self.handed;
        let reading = self
            .reading
            .get_or_insert_with(|| Arc::new(class::read(scenario, handed, column)));
        let wanted = Wanted {
            role: None,
            by: self.by,
        };
        ClassCounted {
            class: Class::of(scenario, reading, wanted),
            reading: Arc::clone(reading),
            scenario: Arc::clone(scenario),
        }
    }
}

/// Two pastes of the same text are the same, whatever number they were given.
fn is_same_place(a: &Handed, b: &Handed) -> bool {
    a.way == b.way && a.label == b.label && (a.name == b.name || a.way == Way::Pasted)
}

/// What a class decided, with the scenes it was counted in.
#[derive(Clone, Debug)]
pub struct ClassCounted {
    /// The scenes.
    pub scenario: Arc<Scenario>,
    /// What was read, and what could not be.
    pub reading: Arc<Collected>,
    /// The counts.
    pub class: Class,
}

impl ClassCounted {
    /// What it is written from, under a title.
    #[must_use]
    pub fn sheet<'a>(&'a self, title: &'a str) -> ClassSheet<'a> {
        ClassSheet {
            scenario: &self.scenario,
            class: &self.class,
            reading: &self.reading,
            title,
        }
    }

    /// The titles of scenes: “a”, “b”.
    #[must_use]
    pub fn titles(&self, scenes: &[SceneId]) -> String {
        let title = |scene: &SceneId| format!("“{}”", self.scenario[*scene].title);
        scenes.iter().map(title).collect::<Vec<_>>().join(", ")
    }

    /// Which scenes of a role nobody found, and how many choices nobody took.
    #[must_use]
    pub fn found_in_words(&self, of_role: &RoleRoutes) -> String {
        of_role.found_in_words(&self.titles(&of_role.unseen))
    }

    /// It in a form to be handed on.
    #[must_use]
    pub fn written(&self, title: &str, form: ClassForm) -> String {
        class_written(&self.sheet(title), form, None)
    }
}

/// What a name stands for: a kept run, a file, or everything in a folder; `None` if for none
/// of them.
///
/// # Errors
///
/// If it is there and cannot be read.
pub fn named_handed(store: Option<&Store>, name: &str) -> Result<Option<Vec<Handed>>, HandInError> {
    let kept = RunId::parse(name)
        .zip(store)
        .filter(|(id, store)| store.has_run(id));
    if let Some((id, store)) = kept {
        let run = store
            .run(&id)
            .map_err(|problem| HandInError::Run(problem.message))?;
        return Ok(Some(vec![kept_run(&run)]));
    }
    Ok(store::handed_in(Path::new(name))?)
}

fn named(
    scenario: &Scenario,
    store: Option<&Store>,
    typed: &str,
) -> Result<Vec<Handed>, HandInError> {
    if typed.trim().is_empty() {
        return Err(HandInError::Nothing);
    }
    let path = store::typed_path(typed);
    match named_handed(store, &path.to_string_lossy())? {
        Some(found) if found.is_empty() => return Err(HandInError::EmptyFolder(path)),
        Some(found) => return Ok(found),
        None => {}
    }
    let item = Handed {
        name: "the code that was typed".to_owned(),
        ..Handed::alone(typed.trim())
    };
    let reading = class::read(scenario, std::slice::from_ref(&item), None);
    let is_nothing = |why: &Why| matches!(why, Why::File(NotRead::NotThere));
    match reading.unread.iter().any(|unread| is_nothing(&unread.why)) {
        true => Err(HandInError::NotThere(path.display().to_string())),
        false => Ok(vec![item]),
    }
}

/// Every run kept on this machine.
#[must_use]
pub fn kept_handed(store: Option<&Store>) -> Vec<Handed> {
    let runs = store.map(|store| store.runs().0).unwrap_or_default();
    let mut handed: Vec<Handed> = runs.iter().map(kept_run).collect();
    handed.sort_by(|a, b| a.name.cmp(&b.name));
    handed
}

fn kept_run(run: &RunFile) -> Handed {
    let file = journal_file::write(&run.journal);
    Handed::file(&format!("{}.ron", run.id), file.into_bytes())
}
