//! What the fuzz targets do with bytes from a stranger, as plain functions.
//!
//! Each target takes any bytes at all, hands them to one place where the game takes bytes
//! from outside, and asserts what must hold whatever they are. Nothing here needs
//! libFuzzer: the targets in `fuzz_targets` call these functions, and so does `cargo test`
//! (`tests/it/fuzzed.rs`), with every seed and every input that once failed.
//!
//! Start at [`TARGETS`]. `scenes` and `story` are the scenario, `runs` what is saved and
//! copied by hand, `class` what pupils hand in, `typed` what is typed; `look` and `play` are
//! what all of them do with a scenario that was read, `seeds` where each begins.

mod class;
mod dice;
mod fixtures;
pub mod look;
mod play;
mod runs;
mod scenes;
mod seeds;
mod story;
mod typed;

pub use seeds::seeds;
pub use story::refused as story_refused;

/// A target: its name, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target. The file `fuzz_targets/<name>.rs` runs it under libFuzzer.
pub const TARGETS: &[Target] = &[
    ("class_file", class::file),
    ("class_folder", class::folder),
    ("commands", typed::commands),
    ("prose", scenes::prose),
    ("run_code", runs::code),
    ("run_file", runs::file),
    ("scenario", scenes::folder),
    ("scene_file", scenes::file),
    ("settings", typed::settings),
    ("story", story::story),
    ("words", typed::words),
];

/// Runs the target of this name.
///
/// # Panics
///
/// If something does not hold that must, or there is no such target.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name);
    let (_, target) = target.unwrap_or_else(|| panic!("there is no target {name}"));
    target(bytes);
}
