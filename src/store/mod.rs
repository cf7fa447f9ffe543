//! All access to files: scenes, runs, settings.
//!
//! Writing is whole-file: a new file beside the old, synced, then put in its place, so
//! that a killed process leaves either the old file or the new one. Reading is bounded:
//! no file larger than its kind can be is taken in. What cannot be read is reported and
//! left alone or set aside, never deleted.
//!
//! Start at [`Store`] for runs and settings, at [`read_scenario`] for scenes,
//! at [`begin_scenario`] for a new one.

mod begin;
mod files;
mod handed;
mod places;
mod runs;
mod scenes;
mod settings;
mod tips;
mod transfer;

use std::path::{Path, PathBuf};

pub use begin::{BeginError, Begun, begin_scenario};
pub use files::{Existing, write_whole};
pub use handed::handed_in;
pub use places::{own_documents, typed_path};
pub(crate) use runs::There;
pub use runs::{RunFile, RunId, RunProblem};
pub use scenes::{
    Origin, embedded_files, embedded_scenarios, folder_files, guide, read_scenario, scenarios_in,
};
pub use settings::{Face, Letters, Pace, Settings, SettingsError, Spacing, ThemeName};
pub use tips::{Tip, Tips, TipsShown};
pub use transfer::{Imported, export_run, hand_out, read_run_file};

/// The player's data folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Store {
    root: PathBuf,
}

/// Why something could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system said no.
    #[error("{doing} failed: {reason}; the file is {}", path.display())]
    Io {
        /// What was being done.
        doing: &'static str,
        /// The system's reason.
        reason: std::io::Error,
        /// Where.
        path: PathBuf,
    },
    /// There is no folder for data on this system.
    #[error("this system names no folder for a program's data; use --data-dir DIR")]
    NoFolder,
    /// A run id that could lead out of the folder.
    #[error("`{0}` is no run")]
    BadRunId(String),
    /// A run that cannot be opened; what is wrong and what was done.
    #[error("{0}")]
    Run(String),
    /// A file that is not to be replaced.
    #[error("there is a file already, and it was left as it is; the file is {}", .0.display())]
    Exists(PathBuf),
    /// A folder with far more in it than a scenario has.
    #[error(
        "there are too many files and folders in this folder for a scenario; name the scenario's own; the folder is {}", .0.display()
    )]
    TooManyFiles(PathBuf),
    /// A folder where a file was to be.
    #[error(
        "this is a folder; give the name of a file in it too, such as {}", .0.join("run.ron").display()
    )]
    IsFolder(PathBuf),
    /// There is no folder for a file.
    #[error("there is no folder for this file; the file is {}", .0.display())]
    NoSuchFolder(PathBuf),
    /// A file of the player's that is no run.
    #[error("{reason}; the file is {}", path.display())]
    NotARun {
        /// Why.
        reason: crate::format::journal_file::JournalFileError,
        /// Which.
        path: PathBuf,
    },
}

impl StoreError {
    /// What the player can do about it, to stand behind the message; empty where that
    /// depends.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        use std::io::ErrorKind;
        let Self::Io { reason, .. } = self else {
            return "";
        };
        match reason.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ". Make room on that disk",
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
                ". Allow writing there, or start with --data-dir and another folder"
            }
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists | ErrorKind::IsADirectory => {
                ". A file stands where a folder should be, or the other way round: move it away, or start with --data-dir and another folder"
            }
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
                ". Start with --data-dir and a folder with a shorter name"
            }
            _ => "",
        }
    }
}

impl Store {
    /// The store in a folder of the player's choice, or in the platform's own.
    ///
    /// # Errors
    ///
    /// If the platform names none. The folder itself is made when first written to.
    pub fn open(data_dir: Option<&Path>) -> Result<Self, StoreError> {
        let root = match data_dir {
            Some(dir) => dir.to_owned(),
            None => directories::ProjectDirs::from("", "", "october")
                .ok_or(StoreError::NoFolder)?
                .data_dir()
                .to_owned(),
        };
        Ok(Self { root })
    }

    /// The folder reports are written into, if the player says nothing else: the documents,
    /// where people look for what they print, or else one beside the runs.
    #[must_use]
    pub fn report_folder(&self) -> PathBuf {
        let documents = directories::UserDirs::new()
            .and_then(|folders| folders.document_dir().map(Path::to_owned))
            .filter(|folder| self.is_the_platforms_own() && folder.is_dir());
        documents.unwrap_or_else(|| self.root.join("reports"))
    }

    /// Whether nobody chose another folder, as for a lesson on a stick.
    fn is_the_platforms_own(&self) -> bool {
        Self::open(None).is_ok_and(|own| own.root == self.root)
    }

    /// Writes a report to a path of the player's choice; gives the whole path. The folder of
    /// reports beside the runs is made when it is first needed.
    ///
    /// # Errors
    ///
    /// If there is a file already, which stays as it is, or it cannot be written.
    pub fn save_report(&self, path: &str, page: &str) -> Result<PathBuf, StoreError> {
        // A path as it is typed; what surrounds it is a slip of the hand.
        let path = Path::new(path.trim());
        let whole =
            std::path::absolute(path).map_err(|reason| files::failed("writing", path, reason))?;
        let reports = self.root.join("reports");
        let reports = std::path::absolute(&reports).unwrap_or(reports);
        if whole.parent() == Some(reports.as_path()) {
            std::fs::create_dir_all(&reports)
                .map_err(|reason| files::failed("making the folder", &reports, reason))?;
        }
        hand_out(&whole, page, Existing::Keep)?;
        Ok(whole)
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }
}
