//! Whole-file writing and bounded reading.
//!
//! A file being written lies beside the one it is to replace, under a name of its own and
//! locked. The system lets go of the lock when a game dies, so that [`clear_unfinished`]
//! tells what a killed game left from what another game is writing at this moment.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::time::{Duration, SystemTime};

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

/// What a file is called while it is written, with a few letters behind.
const UNFINISHED: &str = ".october-writing-";

/// Where the system locks no files, what is older than this is nobody's any more.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// So often a file is written anew that was gone before it stood in its place.
const MOST_TRIES: usize = 3;

/// Tells whether the text was written: not if there is a file that is to be kept.
fn write(
    path: &Path,
    text: &str,
    existing: Existing,
    beside: &mut tempfile::Builder<'_, '_>,
) -> io::Result<bool> {
    let folder = folder_of(path);
    let mut n_tries = 1;
    loop {
        make_folder(folder)?;
        match write_once(path, text, existing, beside) {
            // The folder went, or another game took the file for an abandoned one in the
            // moment before it was locked.
            Err(gone) if gone.kind() == io::ErrorKind::NotFound && n_tries < MOST_TRIES => {
                n_tries += 1;
            }
            done => return done,
        }
    }
}

pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Makes a folder and those around it, so that they outlast a power cut as the files do.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let missing: Vec<&Path> = folder
        .ancestors()
        .take_while(|folder| **folder != *Path::new("") && !folder.exists())
        .collect();
    fs::create_dir_all(folder)?;
    for made in missing {
        sync_folder(folder_of(made));
    }
    Ok(())
}

fn write_once(
    path: &Path,
    text: &str,
    existing: Existing,
    beside: &mut tempfile::Builder<'_, '_>,
) -> io::Result<bool> {
    let folder = folder_of(path);
    let mut file = beside.prefix(UNFINISHED).tempfile_in(folder)?;
    // Where files cannot be locked, age tells.
    let _ = file.as_file().try_lock();
    file.write_all(text.as_bytes())?;
    // `persist` renames without syncing; the bytes must be on the disk before that.
    file.as_file().sync_all()?;
    if cfg!(windows) {
        // There a lock would keep readers out once the file stands in its place.
        let _ = file.as_file().unlock();
    }
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
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Removes what killed games left half written in a folder, and nothing else: not what
/// another game is writing now. What cannot be removed does no harm.
pub(super) fn clear_unfinished(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && name.to_str().is_some_and(is_unfinished) {
            let path = entry.path();
            if is_abandoned(&path) {
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// Whether a file is called like one that is being written.
fn is_unfinished(name: &str) -> bool {
    let rest = name.strip_prefix(UNFINISHED);
    rest.is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|it| it.is_ascii_alphanumeric()))
}

fn is_abandoned(path: &Path) -> bool {
    let Ok(file) = File::open(path) else {
        return false;
    };
    match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => file
            .metadata()
            .and_then(|about| about.modified())
            .is_ok_and(|saved| {
                // A clock that was set back makes it a file of the future.
                let age = SystemTime::now().duration_since(saved);
                age.unwrap_or_else(|ahead| ahead.duration()) > ABANDONED
            }),
    }
}

/// So often, and so far apart, another game is waited for that holds a folder's lock.
const MOST_WAITS: usize = 100;
const WAIT: Duration = Duration::from_millis(5);

/// While this is held, no other game looks at what a run's file holds in order to replace
/// it. `None` where nothing can be locked, or where another game holds it and does not go
/// on: nobody is shut out by that, and the loss is only the protection from that game.
pub(super) fn lock(folder: &Path) -> Option<File> {
    let file = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join(".lock"))
        .ok()?;
    for _ in 0..MOST_WAITS {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(WAIT),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
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
    // The name of the file beside the one that is written tells nobody anything.
    let said = reason.to_string();
    let reason = match said.split_once(" at path \"") {
        Some((head, _)) => io::Error::new(reason.kind(), head.to_owned()),
        None => reason,
    };
    StoreError::Io {
        doing,
        reason,
        path: path.to_owned(),
    }
}
