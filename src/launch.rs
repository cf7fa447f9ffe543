//! What the command line and the window both need in order to start.
//!
//! Nothing here reads arguments or draws: the command line fills in a [`WindowRequest`],
//! the program hands it to the window, and neither front end has to know the other.
//! [`random_seed`] is the only place that asks the system for chance; the core never does.
//! A window that could not be opened says why as a [`NoWindow`], and [`start_again`] starts
//! the program another way.

mod again;
mod refusal;

use std::path::PathBuf;
use std::time::SystemTime;

use rand::TryRng as _;
use rand::rngs::SysRng;

pub use again::{Differently, looked_before, start_again};
pub use refusal::{Missing, NoWindow};

use crate::format::run_code::SHORT_SEEDS;
use crate::store::Origin;

/// What the window is asked to open with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WindowRequest {
    /// Where the scenes are read from.
    pub origin: Origin,
    /// The player's folder, if not the platform's own.
    pub data_dir: Option<PathBuf>,
    /// The written id of the role to begin with; it is one of the scenario's.
    pub role: Option<String>,
    /// The written id or number of the chapter to begin with; it is one of the role's.
    pub chapter: Option<String>,
    /// The seed of a new run, if not a random one.
    pub seed: Option<u64>,
    /// The readings of a new run that are not the first, as written ids of turning point
    /// and reading; they are the scenario's.
    pub readings: Vec<(String, String)>,
    /// Whether to begin anew instead of offering to go on with an unfinished run.
    pub fresh: bool,
    /// Where to write which screen is open and what is wrong with its text, for developers.
    pub audit: Option<PathBuf>,
}

/// Whether a window can be opened: the same test that winit makes on Unix.
///
/// A set variable does not prove that the display answers; an unset one proves that none
/// would, and that has to be known before the engine is built.
#[must_use]
pub fn display_available() -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The seed of a new run, of at most eight digits so that it can be told and its code is
/// short. If the system's own source fails, the time has to do: a run needs luck that
/// nobody chose, not luck that nobody could guess.
#[must_use]
pub fn random_seed() -> u64 {
    let word = SysRng.try_next_u64().unwrap_or_else(|_| {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let nanos = since.map_or(0, |time| time.as_nanos());
        crate::rules::fnv1a(&[&nanos.to_le_bytes()])
    });
    crate::rules::below(word, SHORT_SEEDS)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_random_seed_makes_a_short_code() {
        let seeds: Vec<u64> = (0..100).map(|_| super::random_seed()).collect();
        assert!(seeds.iter().all(|seed| *seed <= 99_999_999), "{seeds:?}");
        assert!(seeds.iter().any(|seed| *seed > 9_999_999), "{seeds:?}");
    }
}
