//! Scenes, runs and settings of any bytes at all, and real ones spoilt a little: each is read
//! or explained, and nothing panics.

use std::sync::{Arc, LazyLock};

use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

use october::check::check;
use october::format::{self, SourceFile, journal_file};
use october::playthrough::{Options, Playthrough};
use october::store::{self, Store};

use crate::fixtures;
use crate::fuzzed::targets::look::load_and_look;
use crate::properties::{any_journal, choices, config, play_on};

static PETITION_FILES: LazyLock<Vec<SourceFile>> = LazyLock::new(fixtures::petition_files);
static PETROGRAD_FILES: LazyLock<Vec<SourceFile>> =
    LazyLock::new(|| store::embedded_files("petrograd_1917"));

/// One way to spoil a file.
#[derive(Clone, Debug)]
enum Edit {
    Cut {
        at: usize,
        length: usize,
    },
    Insert {
        at: usize,
        what: &'static str,
    },
    Replace {
        at: usize,
        byte: u8,
    },
    Repeat {
        at: usize,
        length: usize,
        times: usize,
    },
    Truncate {
        at: usize,
    },
}

/// What means something in a scene file.
const SIGNS: [&str; 42] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "r#\"",
    "\"#",
    "'",
    ",",
    ":",
    "//",
    "/*",
    "*/",
    "\\",
    "#!",
    "#![enable(unwrap_newtypes)]",
    "#![enable(unwrap_variant_newtypes)]",
    "Some(",
    "None",
    "()",
    "true",
    "-1",
    "300",
    "1e999",
    "nan",
    "0x",
    "raft",
    "cold_hall",
    "Not(",
    "All([",
    "\u{201c}",
    "\0",
    "\u{202e}",
    "e\u{301}",
    "\u{1f4dc}",
    "[x](place:y)",
    "\n\n# ",
    "\n* ",
    "\t",
    "\r\n",
];

impl Edit {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let place = |at: usize| at % (bytes.len() + 1);
        match *self {
            Self::Cut { at, length } => {
                let at = place(at);
                let end = bytes.len().min(at + length);
                bytes.drain(at..end);
            }
            Self::Insert { at, what } => {
                let at = place(at);
                bytes.splice(at..at, what.bytes());
            }
            Self::Replace { at, byte } => {
                let at = place(at);
                if let Some(slot) = bytes.get_mut(at) {
                    *slot = byte;
                }
            }
            Self::Repeat { at, length, times } => {
                let at = place(at);
                let end = bytes.len().min(at + length);
                let part = bytes.get(at..end).unwrap().repeat(times);
                bytes.splice(at..at, part);
            }
            Self::Truncate { at } => bytes.truncate(place(at)),
        }
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<usize>;
    prop_oneof![
        (at(), 1_usize..40).prop_map(|(at, length)| Edit::Cut { at, length }),
        (at(), proptest::sample::select(SIGNS.as_slice()))
            .prop_map(|(at, what)| Edit::Insert { at, what }),
        (at(), any::<u8>()).prop_map(|(at, byte)| Edit::Replace { at, byte }),
        (at(), 1_usize..200, 1_usize..4).prop_map(|(at, length, times)| Edit::Repeat {
            at,
            length,
            times
        }),
        at().prop_map(|at| Edit::Truncate { at }),
    ]
}

fn spoilt(files: &[SourceFile], which: usize, edits: &[Edit]) -> Vec<SourceFile> {
    let mut files = files.to_vec();
    let which = which % files.len();
    let file = files.get_mut(which).unwrap();
    let mut bytes = file.text.clone().unwrap().into_bytes();
    for edit in edits {
        edit.apply(&mut bytes);
    }
    *file = SourceFile::of_bytes(file.path.clone(), &bytes);
    files
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn a_spoilt_scenario_is_played_or_explained(
        which: usize,
        edits in vec(edit(), 1..4),
        seed: u64,
        choices in choices(),
    ) {
        let files = spoilt(&PETITION_FILES, which, &edits);
        load_and_look(&files);
        if let Some(scenario) = format::load(&files).scenario {
            let _ = check(&scenario, &files);
            let scenario = Arc::new(scenario);
            for role in scenario.role_ids() {
                let mut run = Playthrough::begin(Arc::clone(&scenario), role, seed);
                play_on(&mut run, &choices);
                let _ = run.view(&Options::default());
                let _ = run.log();
            }
        }
    }

    #[test]
    fn a_file_of_any_bytes_is_explained(which: usize, bytes: Vec<u8>) {
        let mut files = PETITION_FILES.clone();
        let which = which % files.len();
        let file = files.get_mut(which).unwrap();
        *file = SourceFile::of_bytes(file.path.clone(), &bytes);
        let diagnostics = load_and_look(&files).diagnostics;
        prop_assert!(!diagnostics.is_empty());
    }

    #[test]
    fn a_file_of_any_signs_is_explained(
        which: usize,
        signs in vec(proptest::sample::select(SIGNS.as_slice()), 0..60),
    ) {
        let mut files = PETITION_FILES.clone();
        let which = which % files.len();
        let file = files.get_mut(which).unwrap();
        *file = SourceFile::of_bytes(file.path.clone(), signs.concat().as_bytes());
        load_and_look(&files);
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn the_spoilt_shipped_scenario_is_played_or_explained(
        which: usize,
        edits in vec(edit(), 1..4),
    ) {
        load_and_look(&spoilt(&PETROGRAD_FILES, which, &edits));
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn bytes_that_are_no_run_are_refused(bytes: Vec<u8>) {
        prop_assert!(journal_file::read(&bytes).is_err());
    }

    #[test]
    fn a_spoilt_run_is_read_or_refused(journal in any_journal(), edits in vec(edit(), 1..4)) {
        let mut bytes = journal_file::write(&journal).into_bytes();
        for edit in &edits {
            edit.apply(&mut bytes);
        }
        if let Ok(read) = journal_file::read(&bytes) {
            // What could be read can be written and read again.
            let text = journal_file::write(&read);
            prop_assert_eq!(journal_file::read(text.as_bytes()).unwrap(), read);
        }
    }

    #[test]
    fn settings_of_any_bytes_are_read_or_reported(bytes: Vec<u8>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        std::fs::write(&path, &bytes).unwrap();
        let (settings, message) = Store::open(Some(folder.path())).unwrap().settings();
        prop_assert_eq!(settings, store::Settings::default());
        prop_assert!(message.is_some());
        prop_assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}
