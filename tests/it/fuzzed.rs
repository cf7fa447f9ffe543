//! The fuzz targets without a fuzzer: every seed, and every input that once broke something.
//!
//! `tests/fixtures/fuzzed/<target>` has what was found, each input named after what was
//! wrong with it. `.ci/fuzz` goes on from the same seeds with libFuzzer.

#[path = "../../fuzz/src/lib.rs"]
pub(crate) mod targets;

use std::fs;
use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::prelude::{any, proptest};

use crate::fixtures;
use crate::properties::config;
use targets::{TARGETS, run, seeds};

/// Names the folder that `.ci/fuzz` wants the seeds in.
const SEEDS: &str = "OCTOBER_FUZZ_SEEDS";

fn found(target: &str) -> Vec<PathBuf> {
    let folder = fixtures::path("fuzzed").join(target);
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_seed_holds() {
    for (name, target) in TARGETS {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name} has no seeds");
        for (seed, bytes) in seeds {
            eprintln!("{name} {seed}");
            target(&bytes);
        }
    }
}

#[test]
fn what_once_broke_something_does_so_no_more() {
    for (name, target) in TARGETS {
        for path in found(name) {
            eprintln!("{name} {}", path.display());
            target(&fs::read(path).unwrap());
        }
    }
}

#[test]
fn every_target_can_be_fuzzed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let mut files: Vec<String> = fs::read_dir(folder.join("fuzz_targets"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(files, names);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for name in names {
        let text = fs::read_to_string(folder.join(format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(text.contains(&format!("run(\"{name}\", bytes)")), "{name}");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
    }
}

/// Writes the seeds where `.ci/fuzz` looks for them; without its folder, somewhere else.
#[test]
fn the_seeds_are_written_as_files() {
    let own = tempfile::tempdir().unwrap();
    let folder = std::env::var_os(SEEDS).map_or(own.path().to_owned(), PathBuf::from);
    for (name, _) in TARGETS {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).unwrap();
        for (seed, bytes) in seeds(name) {
            fs::write(folder.join(seed), bytes).unwrap();
        }
        for path in found(name) {
            fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
        }
        assert!(fs::read_dir(&folder).unwrap().count() > 0);
    }
}

/// The generator makes stories and not refusals: what is fuzzed are the rules.
#[test]
fn most_bytes_make_a_story() {
    let seeds = seeds("story");
    let refused: Vec<String> = seeds
        .iter()
        .filter_map(|(_, bytes)| targets::story_refused(bytes))
        .collect();
    assert!(refused.len() * 4 <= seeds.len(), "{refused:#?}");
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn any_bytes_make_a_story_that_holds(bytes in vec(any::<u8>(), 0..300)) {
        run("story", &bytes);
    }

    #[test]
    fn any_short_input_holds_everywhere(bytes in vec(any::<u8>(), 0..60), which: usize) {
        let (_, target) = TARGETS[which % TARGETS.len()];
        target(&bytes);
    }
}
