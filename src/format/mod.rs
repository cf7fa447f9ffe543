//! The on-disk form of scenarios and journals, and the way from text to model.
//!
//! No file is opened here: callers hand in paths and bytes, and the same code serves
//! the embedded scenes, a folder, the window's assets and the tests. Loading never
//! stops at the first problem: [`load`] reports everything it finds, and gives a
//! scenario only if nothing it found is an error.
//!
//! Start at [`load`]; [`journal_file`] is the format of saved runs, [`run_code`] the same on
//! paper.

pub mod journal_file;
mod locate;
mod locator;
mod parse;
mod raw;
mod resolve;
pub mod run_code;

pub use locate::Step;
pub use locator::Locator;

use crate::diagnostics::{Code, Diagnostic, sort_and_cap};
use crate::model::Scenario;

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 4 * 1024 * 1024;

/// The largest scenario that is read, all files together, in bytes.
pub const LARGEST_SCENARIO: usize = 16 * 1024 * 1024;

/// The most files a scenario may have.
pub const MOST_FILES: usize = 1000;

/// The most scenes a scenario may have, in all roles together.
pub const MOST_SCENES: usize = 2000;

/// The most turning points a scenario may have.
pub const MOST_TURNING_POINTS: usize = 200;

/// The most events a scenario may have.
pub const MOST_EVENTS: usize = 2000;

/// The most places a scenario may have.
pub const MOST_PLACES: usize = 500;

/// The most there may be of anything else that is listed by id: sources, entries, debates,
/// memories, statements at the end.
pub const MOST_ITEMS: usize = 5000;

/// A file of a scenario as it was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceFile {
    /// Relative to the scenario's folder, with forward slashes.
    pub path: String,
    /// The text, or why there is none.
    pub text: Result<String, Unreadable>,
}

/// Why a file has no text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unreadable {
    /// Larger than [`LARGEST_FILE`]; its size in bytes.
    TooLarge(u64),
    /// Not UTF-8; the first bad byte.
    NotText(usize),
    /// The system's reason.
    Io(String),
}

impl SourceFile {
    /// A file from its bytes. A byte order mark is dropped.
    #[must_use]
    pub fn of_bytes(path: impl Into<String>, bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = if bytes.len() > LARGEST_FILE {
            Err(Unreadable::TooLarge(bytes.len() as u64))
        } else {
            std::str::from_utf8(bytes)
                .map(str::to_owned)
                .map_err(|error| Unreadable::NotText(error.valid_up_to()))
        };
        Self {
            path: path.into(),
            text,
        }
    }
}

/// What came of loading.
#[derive(Debug)]
pub struct Loaded {
    /// The scenario, if there was no error.
    pub scenario: Option<Scenario>,
    /// Every problem found, sorted and capped.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a scenario from its files. Only `.ron` files count, in any order.
///
/// ```
/// let loaded = october::format::load(&[]);
/// assert!(loaded.scenario.is_none());
/// assert_eq!(loaded.diagnostics[0].code.id(), "S008");
/// ```
#[must_use]
pub fn load(files: &[SourceFile]) -> Loaded {
    let mut diagnostics = Vec::new();
    let scenario = if within_bounds(files, &mut diagnostics) {
        resolve::resolve(files, &mut diagnostics)
    } else {
        None
    };
    sort_and_cap(&mut diagnostics);
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    Loaded {
        scenario: scenario.filter(|_| !failed),
        diagnostics,
    }
}

fn within_bounds(files: &[SourceFile], diagnostics: &mut Vec<Diagnostic>) -> bool {
    let n_files = files
        .iter()
        .filter(|file| file.path.ends_with(".ron"))
        .count();
    let total: usize = files
        .iter()
        .filter(|file| file.path.ends_with(".ron"))
        .filter_map(|file| Some(file.text.as_ref().ok()?.len()))
        .sum();
    if n_files > MOST_FILES {
        diagnostics.push(Diagnostic::of(
            Code::TooLarge,
            format!("{n_files} files; at most {MOST_FILES} are read"),
        ));
        return false;
    }
    if total > LARGEST_SCENARIO {
        diagnostics.push(Diagnostic::of(
            Code::TooLarge,
            format!("{total} bytes in all; at most {LARGEST_SCENARIO} are read"),
        ));
        return false;
    }
    true
}

/// 64-bit FNV-1a, written out because stored hashes must never change with a library.
#[must_use]
pub(crate) fn fnv1a(parts: &[&[u8]]) -> u64 {
    crate::rules::fnv1a(parts)
}
