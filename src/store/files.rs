//! Whole-file writing and bounded reading.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::StoreError;

/// Puts `text` at `path` as a whole: either all of it is there afterwards, or the old file.
///
/// # Errors
///
/// If the folder cannot be made or written to, or the disk is full; the old file stays.
pub fn write_whole(path: &Path, text: &str) -> Result<(), StoreError> {
    write(path, text, Existing::Replace, &mut private())
        .map(|_| ())
        .map_err(|reason| failed("saving", path, reason))
}

/// Like [`write_whole`], but never replaces a file: tells whether it was written.
pub(super) fn write_new(path: &Path, text: &str) -> Result<bool, StoreError> {
    write(path, text, Existing::Keep, &mut private())
        .map_err(|reason| failed("saving", path, reason))
}

/// Puts `text` into a file that the player named and means to hand on: others may read it
/// as the system has it for new files. Tells whether it was written.
pub(super) fn write_for_others(path: &Path, text: &str, existing: Existing) -> io::Result<bool> {
    write(path, text, existing, &mut shared())
}

/// A file for the player alone.
fn private() -> tempfile::Builder<'static, 'static> {
    tempfile::Builder::new()
}

#[cfg(unix)]
fn shared() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut builder = tempfile::Builder::new();
    // The system takes away what its own settings forbid.
    builder.permissions(fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn shared() -> tempfile::Builder<'static, 'static> {
    tempfile::Builder::new()
}

/// What to do about a file that is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing {
    /// The new one takes its place.
    Replace,
    /// It stays, and nothing is written.
    Keep,
}

/// Tells whether the text was written: not if there is a file that is to be kept.
fn write(
    path: &Path,
    text: &str,
    existing: Existing,
    beside: &mut tempfile::Builder<'_, '_>,
) -> io::Result<bool> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut file = beside.prefix(".writing-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    // `persist` renames without syncing; the bytes must be on the disk before that.
    file.as_file().sync_all()?;
    let put = match existing {
        Existing::Replace => file.persist(path),
        Existing::Keep => file.persist_noclobber(path),
    };
    match put {
        Ok(_) => {
            sync_folder(folder);
            Ok(true)
        }
        Err(taken)
            if existing == Existing::Keep && taken.error.kind() == io::ErrorKind::AlreadyExists =>
        {
            Ok(false)
        }
        Err(refused) => Err(refused.error),
    }
}

/// Makes the rename itself last. Not every system can sync a folder; the file is safe
/// without it, so a refusal is no error.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Reads at most `most` bytes and one more, so that the caller can tell a larger file.
pub(super) fn read_bounded(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // Opening a pipe would wait for somebody to write into it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("this is not a file"));
    }
    let file = File::open(path)?;
    file.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// An error with what was being done and where.
pub(super) fn failed(doing: &'static str, path: &Path, reason: io::Error) -> StoreError {
    StoreError::Io {
        doing,
        reason,
        path: path.to_owned(),
    }
}
