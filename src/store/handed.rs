//! What pupils hand in, read from files and folders.
//!
//! A folder is read with its sub-folders, one level deep, in order of name; a photo in it
//! is recognised by its first bytes and not read further. What cannot be read is handed on
//! with the reason, and nothing is changed. Start at [`handed_in`].

use std::fs::{self, DirEntry, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::StoreError;
use super::files::failed;
use crate::class::{
    Handed, LARGEST_FILE, LARGEST_FOLDER, MOST_FILES, NotRead, Way, picture_or_the_like,
};

/// So many bytes tell a picture from a text.
const HEAD: u64 = 512;

/// What the file is, or everything in the folder; `None` if there is neither.
///
/// # Errors
///
/// If the folder itself cannot be read.
pub fn handed_in(path: &Path) -> Result<Option<Vec<Handed>>, StoreError> {
    let Ok(about) = fs::metadata(path) else {
        return Ok(None);
    };
    if !about.is_dir() {
        return Ok(Some(vec![one(path, None)]));
    }
    let mut folder = Folder::default();
    for entry in entries(path).map_err(|reason| failed("reading", path, reason))? {
        if !is_folder(&entry) {
            folder.add(&entry.path(), None);
            continue;
        }
        let inner = entry.path();
        let label = entry.file_name().to_string_lossy().into_owned();
        match entries(&inner) {
            Err(reason) => folder.refuse(&inner, NotRead::Io(reason.to_string())),
            Ok(entries) => {
                for entry in entries {
                    if is_folder(&entry) {
                        folder.refuse(&entry.path(), NotRead::TooDeep);
                    } else {
                        folder.add(&entry.path(), Some(&label));
                    }
                }
            }
        }
    }
    Ok(Some(folder.found))
}

/// A folder being read.
#[derive(Default)]
struct Folder {
    found: Vec<Handed>,
    n_bytes: usize,
    full: bool,
}

impl Folder {
    fn add(&mut self, path: &Path, label: Option<&str>) {
        if self.full {
            return;
        }
        if self.found.len() >= MOST_FILES || self.n_bytes >= LARGEST_FOLDER {
            self.full = true;
            return self.refuse(path, NotRead::TooMuch);
        }
        let item = one(path, label);
        self.n_bytes += item.content.as_ref().map_or(0, Vec::len);
        self.found.push(item);
    }

    fn refuse(&mut self, path: &Path, reason: NotRead) {
        self.found.push(Handed {
            name: path.display().to_string(),
            way: Way::File,
            label: None,
            content: Err(reason),
        });
    }
}

/// The entries of a folder in order of name, without those that systems put there.
fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let mut entries: Vec<(PathBuf, DirEntry)> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .filter(|entry| !is_of_the_system(&entry.file_name().to_string_lossy()))
        // One more than is read, so that it can be said that there are more.
        .take(MOST_FILES + 1)
        .map(|entry| (entry.path(), entry))
        .collect();
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

fn is_of_the_system(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini" | "__macosx")
}

/// A link to a folder is none, so that nothing leads round in a circle.
fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_ok_and(|kind| kind.is_dir())
}

fn one(path: &Path, label: Option<&str>) -> Handed {
    Handed {
        name: path.display().to_string(),
        way: Way::File,
        label: label.map(str::to_owned),
        content: content(path),
    }
}

fn content(path: &Path) -> Result<Vec<u8>, NotRead> {
    let refused = |reason: io::Error| NotRead::Io(reason.to_string());
    // Opening a pipe would wait for somebody to write into it.
    if !fs::metadata(path).map_err(refused)?.is_file() {
        return Err(NotRead::NotAFile);
    }
    let mut file = File::open(path).map_err(refused)?;
    let mut bytes = Vec::new();
    let head = file.by_ref().take(HEAD).read_to_end(&mut bytes);
    head.map_err(refused)?;
    if let Some(kind) = picture_or_the_like(&bytes) {
        return Err(NotRead::NotText(kind));
    }
    let rest = (LARGEST_FILE as u64 + 1).saturating_sub(HEAD);
    file.take(rest).read_to_end(&mut bytes).map_err(refused)?;
    if bytes.len() > LARGEST_FILE {
        return Err(NotRead::TooLarge);
    }
    Ok(bytes)
}
