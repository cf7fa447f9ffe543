//! What came of everything that was handed in: runs without names, what could not be read,
//! and what has to be known.

use std::fmt;

use super::handed::NotRead;
use crate::format::journal_file::JournalFileError;
use crate::format::run_code::CodeError;
use crate::journal::ForeignJournal;
use crate::model::{AnswerIdx, Readings, RoleId, SceneId};

/// More codes than this are not read.
pub const MOST_CODES: usize = 100_000;

/// What came of everything that was handed in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Collected {
    /// The runs, in an order of their own that is not the one they were handed in.
    pub runs: Vec<ClassRun>,
    /// What could not be read, in the order handed in.
    pub unread: Vec<Unread>,
    /// What was read and has to be known, in the order handed in.
    pub notes: Vec<Note>,
}

/// A run that was handed in. It has no name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ClassRun {
    /// Whose run.
    pub role: RoleId,
    /// Its first scene.
    pub begin: SceneId,
    /// How disputed turning points are read in it.
    pub readings: Readings,
    /// Its luck.
    pub seed: u64,
    /// Its decisions.
    pub moves: Vec<Move>,
    /// By the turning point's position.
    pub answers: Vec<Answered>,
    /// The ending it came to, by position; `None` while it goes on.
    pub ending: Option<usize>,
    /// The labels it was handed in under, each once; none if it was under none.
    pub labels: Vec<String>,
}

/// A decision and what came of it, by position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Move {
    /// Where it was made.
    pub scene: SceneId,
    /// Which choice.
    pub choice: usize,
    /// Which outcome.
    pub outcome: usize,
}

/// How a turning point stands in a run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Answered {
    /// It was settled before the run begins, as recorded.
    Before,
    /// The run has not come to it.
    Open,
    /// In the run.
    In(AnswerIdx),
}

impl ClassRun {
    /// For how many pupils it counts: one, or one for each label.
    #[must_use]
    pub fn n_pupils(&self) -> usize {
        self.labels.len().max(1)
    }
}

/// Where something stands in what was handed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// What was handed in: the name of a file, or "what was pasted".
    pub name: String,
    /// The line, from 1; `None` for the whole of it.
    pub line: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        match self.line {
            Some(line) => write!(f, ", line {line}"),
            None => Ok(()),
        }
    }
}

/// Something that could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unread {
    /// Where.
    pub place: Place,
    /// As it was written, cut where it is long; empty for a whole file.
    pub text: String,
    /// Why.
    pub why: Why,
}

/// Why something could not be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Why {
    /// It is no text, or could not be opened.
    #[error(transparent)]
    File(#[from] NotRead),
    /// A text in which nothing looks like a code.
    #[error("there is no run code in it")]
    NoCode,
    /// A row of a list without a code.
    #[error("this row has no run code")]
    EmptyRow,
    /// A code.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// A code from other scenes of which not even the first decision can be made.
    #[error("nothing of this run can be played here: {0}")]
    Unplayable(String),
    /// A code from other scenes whose decisions may stand for others.
    #[error("{0}; so it is not counted")]
    OtherDecisions(String),
    /// A run file.
    #[error(transparent)]
    RunFile(#[from] JournalFileError),
    /// A run of other scenes.
    #[error(transparent)]
    Foreign(#[from] ForeignJournal),
    /// There were too many.
    #[error(
        "more than {MOST_CODES} codes, rows and run files were handed in, and the rest of them are not read"
    )]
    TooMany,
}

/// Something that was read and has to be known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// Where.
    pub place: Place,
    /// A whole sentence.
    pub text: String,
    /// What kind it is.
    pub kind: NoteKind,
}

/// Kinds of note.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NoteKind {
    /// The run was made with other scenes, and all or part of it is counted.
    OtherScenes,
    /// The same run again.
    Again,
    /// The beginning of another run.
    BeginningOfAnother,
    /// How a list was read.
    List,
}
