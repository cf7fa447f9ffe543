//! A folder to begin a scenario of one's own in: a small, whole example, and the guide.
//!
//! The folder appears as a whole or not at all, and nothing that is there is replaced.
//!
//! Start at [`begin_scenario`].

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::scenes::{embedded_scenarios, guide};

static EXAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/new_scenario");

/// How the example calls itself; the new scenario is called after its folder.
const EXAMPLE_ID: &str = "id: \"bread_in_sarn\"";

/// The longest id a scenario may have.
const LONGEST: usize = 64;

/// What was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Begun {
    /// The scenario's id.
    pub id: String,
    /// How many files there are, the guide among them.
    pub n_files: usize,
}

/// Why no scenario was begun.
#[derive(Debug, thiserror::Error)]
pub enum BeginError {
    /// A name that no scenario can have.
    #[error(
        "{name:?} cannot be the name of a scenario: use at most {LONGEST} lower-case letters, digits and underscores, starting with a letter, as in {instead:?}"
    )]
    BadName {
        /// The folder's name.
        name: String,
        /// One that would do.
        instead: String,
    },
    /// A name inside the program.
    #[error(
        "`{0}` is a scenario inside the program, and runs of the two could not be told apart; use another name"
    )]
    Taken(String),
    /// There is something where the folder was to be.
    #[error("there is something in this folder already, and it was left as it is; give the name of a new or empty one; the folder is {}", .0.display())]
    NotEmpty(PathBuf),
    /// A file where the folder was to be.
    #[error("this is a file, and it was left as it is; give the name of a new folder; the file is {}", .0.display())]
    IsFile(PathBuf),
    /// The folder around it is not there.
    #[error("there is no folder {} to make this one in; make it first, or correct the name", .0.display())]
    NoSuchFolder(PathBuf),
    /// The system said no.
    #[error("nothing was made: {reason}; the folder is {}", path.display())]
    Io {
        /// The system's reason.
        reason: io::Error,
        /// Which.
        path: PathBuf,
    },
}

/// Makes a scenario that can be played, in a folder that is new or empty. It is called
/// after the folder.
///
/// # Errors
///
/// If the folder's name cannot be a scenario's, if something is there already, or if it
/// cannot be written. Then nothing is left behind.
pub fn begin_scenario(folder: &Path) -> Result<Begun, BeginError> {
    let failed = |reason: io::Error| BeginError::Io {
        reason,
        path: folder.to_owned(),
    };
    // `.` and `town/..` have a name only once they are followed.
    let whole = match fs::symlink_metadata(folder) {
        Ok(_) => fs::canonicalize(folder).map_err(failed)?,
        Err(_) => std::path::absolute(folder).map_err(failed)?,
    };
    let id = name_of(&whole)?;
    let parent = match whole.parent() {
        Some(parent) if parent.is_dir() => parent,
        Some(parent) => return Err(BeginError::NoSuchFolder(parent.to_owned())),
        None => return Err(BeginError::NotEmpty(folder.to_owned())),
    };
    let exists = is_there(&whole, folder)?;
    let made = tempfile::Builder::new()
        .prefix(".new-scenario-")
        .tempdir_in(parent)
        .map_err(failed)?;
    let n_files = fill(made.path(), &id).map_err(failed)?;
    open_to_others(made.path()).map_err(failed)?;
    if exists {
        // Fails if something has come into it meanwhile.
        fs::remove_dir(&whole).map_err(failed)?;
    }
    if let Err(reason) = fs::rename(made.path(), &whole) {
        if exists {
            // As it was; if that fails too, the reason told is still the first one.
            let _ = fs::create_dir(&whole);
        }
        return Err(failed(reason));
    }
    // It has moved away: there is nothing left to clear up.
    let _ = made.keep();
    Ok(Begun { id, n_files })
}

/// The folder's name, if a scenario can be called so.
fn name_of(folder: &Path) -> Result<String, BeginError> {
    let name = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let instead = instead_of(&name);
    if name != instead {
        return Err(BeginError::BadName { name, instead });
    }
    if embedded_scenarios().contains(&name) {
        return Err(BeginError::Taken(name));
    }
    Ok(name)
}

/// The same name as an id can be written; itself if it is one.
fn instead_of(name: &str) -> String {
    let mut id = String::new();
    for letter in name.trim().to_lowercase().chars() {
        if letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_' {
            id.push(letter);
        } else if !id.ends_with('_') {
            id.push('_');
        }
    }
    let id = id.trim_start_matches(|first: char| !first.is_ascii_lowercase());
    let id: String = id.chars().take(LONGEST).collect();
    // Only a name that was changed loses what its end was changed to.
    let id = if id == name {
        &id
    } else {
        id.trim_end_matches('_')
    };
    if id.is_empty() { "my_town" } else { id }.to_owned()
}

/// Whether there is an empty folder; an error if there is anything else.
fn is_there(whole: &Path, named: &Path) -> Result<bool, BeginError> {
    match fs::read_dir(whole) {
        Ok(mut entries) => match entries.next() {
            None => Ok(true),
            Some(_) => Err(BeginError::NotEmpty(named.to_owned())),
        },
        Err(reason) if reason.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(reason) if reason.kind() == io::ErrorKind::NotADirectory => {
            Err(BeginError::IsFile(named.to_owned()))
        }
        Err(reason) => Err(BeginError::Io {
            reason,
            path: named.to_owned(),
        }),
    }
}

/// Writes the example and the guide; tells how many files.
fn fill(folder: &Path, id: &str) -> io::Result<usize> {
    let mut n_files = 0;
    let mut folders = vec![&EXAMPLE];
    while let Some(current) = folders.pop() {
        for inner in current.dirs() {
            fs::create_dir_all(folder.join(inner.path()))?;
            folders.push(inner);
        }
        for file in current.files() {
            let text = file.contents_utf8().unwrap_or_default();
            let text = text.replace(EXAMPLE_ID, &format!("id: \"{id}\""));
            fs::write(folder.join(file.path()), text)?;
            n_files += 1;
        }
    }
    fs::write(folder.join("README.md"), guide())?;
    Ok(n_files + 1)
}

/// The folder was made for its maker alone; a scenario is to be handed on.
#[cfg(unix)]
fn open_to_others(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    // What the system would have given a new folder: that of one made inside.
    let inner = folder.join(".mode");
    fs::create_dir(&inner)?;
    let mode = fs::metadata(&inner)?.permissions().mode();
    fs::remove_dir(&inner)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn open_to_others(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_one_that_can_be_used() {
        for (name, instead) in [
            ("paris_1789", "paris_1789"),
            ("Paris 1789", "paris_1789"),
            ("1789 Paris!", "paris"),
            ("Революция", "my_town"),
            ("", "my_town"),
            ("a__b_", "a__b_"),
        ] {
            assert_eq!(instead_of(name), instead, "{name}");
        }
    }

    proptest::proptest! {
        /// Whoever takes the name that is proposed is not sent away again.
        #[test]
        fn what_is_proposed_would_do(name in "\\PC{0,90}|[a-zA-Z0-9_ .é-]{0,90}") {
            let instead = instead_of(&name);
            assert_eq!(instead_of(&instead), instead, "{name:?}");
            assert!(instead.len() <= LONGEST);
            assert!(instead.starts_with(|first: char| first.is_ascii_lowercase()));
            let fits = |sign: char| {
                sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_'
            };
            assert!(instead.chars().all(fits), "{instead:?}");
        }
    }

    #[test]
    fn the_example_says_its_name_once() {
        let file = EXAMPLE.get_file("scenario.ron").unwrap();
        let text = file.contents_utf8().unwrap();
        assert_eq!(text.matches(EXAMPLE_ID).count(), 1);
    }
}
