//! Where scenarios come from: the binary itself, or a folder.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::files::read_bounded;
use super::{StoreError, files::failed};
use crate::format::{LARGEST_FILE, LARGEST_SCENARIO, MOST_FILES, SourceFile, Unreadable};

/// The most files and folders that are looked at to find those of a scenario: a folder that
/// somebody named by mistake may hold any number.
const MOST_ENTRIES: usize = 100_000;

static SCENES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/scenes");

/// Where a scenario is read from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The binary's own, by folder name.
    Embedded(String),
    /// A folder.
    Folder(PathBuf),
}

/// The names of the scenarios inside the binary.
#[must_use]
pub fn embedded_scenarios() -> Vec<String> {
    SCENES
        .dirs()
        .filter(|dir| dir.get_file(dir.path().join("scenario.ron")).is_some())
        .filter_map(|dir| Some(dir.path().file_name()?.to_str()?.to_owned()))
        .collect()
}

/// The guide for authors of scenes.
#[must_use]
pub fn guide() -> &'static str {
    let file = SCENES.get_file("README.md");
    file.and_then(include_dir::File::contents_utf8)
        .unwrap_or_default()
}

/// The files of a scenario inside the binary; none if there is no such scenario.
#[must_use]
pub fn embedded_files(name: &str) -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut folders: Vec<&Dir<'_>> = SCENES.get_dir(name).into_iter().collect();
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let relative = file.path().strip_prefix(name).unwrap_or(file.path());
            let Some(path) = slashed(relative).filter(|path| path.ends_with(".ron")) else {
                continue;
            };
            files.push(SourceFile::of_bytes(path, file.contents()));
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The files of a scenario in a folder. Links are not followed, so that a scenario cannot
/// reach outside its folder; files that cannot be read are among the result with the reason.
///
/// # Errors
///
/// If the folder itself cannot be read, or there is so much in it that it is no scenario's.
pub fn folder_files(folder: &Path) -> Result<Vec<SourceFile>, StoreError> {
    let mut files: Vec<SourceFile> = Vec::new();
    let (mut size, mut n_entries) = (0, 0);
    let mut folders = VecDeque::from([(folder.to_owned(), 0_usize)]);
    while let Some((current, depth)) = folders.pop_front() {
        let entries = match fs::read_dir(&current) {
            Ok(entries) => entries,
            Err(reason) if depth == 0 => return Err(failed("reading", folder, reason)),
            Err(_) => continue,
        };
        for entry in entries.filter_map(Result::ok) {
            n_entries += 1;
            if n_entries > MOST_ENTRIES {
                return Err(StoreError::TooManyFiles(folder.to_owned()));
            }
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            let path = entry.path();
            // Scenarios are two levels deep; one file or byte over the limit is enough to refuse.
            if kind.is_dir() && depth < 3 && folders.len() <= MOST_FILES {
                folders.push_back((path, depth + 1));
            } else if kind.is_file()
                && path.extension().is_some_and(|ending| ending == "ron")
                && files.len() <= MOST_FILES
                && size <= LARGEST_SCENARIO
            {
                let file = read_one(folder, &path);
                size += file
                    .iter()
                    .filter_map(|file| Some(file.text.as_ref().ok()?.len()))
                    .sum::<usize>();
                files.extend(file);
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn read_one(folder: &Path, path: &Path) -> Option<SourceFile> {
    let name = slashed(path.strip_prefix(folder).ok()?)?;
    let file = match read_bounded(path, LARGEST_FILE) {
        Ok(bytes) if bytes.len() > LARGEST_FILE => {
            let size = fs::metadata(path).map_or(bytes.len() as u64, |data| data.len());
            SourceFile {
                path: name,
                text: Err(Unreadable::TooLarge(size)),
            }
        }
        Ok(bytes) => SourceFile::of_bytes(name, &bytes),
        Err(error) => SourceFile {
            path: name,
            text: Err(Unreadable::Io(error.to_string())),
        },
    };
    Some(file)
}

/// A relative path with forward slashes; `None` if it is not text.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(std::ffi::OsStr::to_str).collect();
    Some(parts?.join("/"))
}

/// Every scenario that a folder names: itself, or those in it, in order of name. A folder
/// with scene files and no `scenario.ron` is a scenario that is not finished; reading it
/// says what is missing.
///
/// # Errors
///
/// If the folder cannot be read. It may hold no scenario at all.
pub fn scenarios_in(folder: &Path) -> Result<Vec<Origin>, StoreError> {
    let has_scenario = |folder: &Path| folder.join("scenario.ron").is_file();
    let reading = |reason| failed("reading", folder, reason);
    let entries = fs::read_dir(folder).map_err(reading)?;
    if has_scenario(folder) {
        return Ok(vec![Origin::Folder(folder.to_owned())]);
    }
    let mut inner: Vec<PathBuf> = entries
        .take(MOST_ENTRIES)
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|folder| has_scenario(folder))
        .take(MOST_FILES)
        .collect();
    inner.sort();
    if inner.is_empty() && !folder_files(folder)?.is_empty() {
        inner.push(folder.to_owned());
    }
    Ok(inner.into_iter().map(Origin::Folder).collect())
}

/// The files of a scenario, wherever it comes from.
///
/// # Errors
///
/// If a folder cannot be read.
pub fn read_scenario(origin: &Origin) -> Result<Vec<SourceFile>, StoreError> {
    match origin {
        Origin::Embedded(name) => Ok(embedded_files(name)),
        Origin::Folder(folder) => folder_files(folder),
    }
}
