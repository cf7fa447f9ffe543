//! What the tests of the terminal and of the command line share.

use std::path::Path;
use std::sync::Arc;

use october::model::{Readings, Scenario};
use october::store::Store;
use october::term;

/// A page without the letters it carries within itself, in which any word may stand by chance.
#[track_caller]
pub(crate) fn without_face(page: &str) -> String {
    let start = "src: url(data:font/ttf;base64,";
    let (before, rest) = page.split_once(start).expect("a page brings its face");
    let (face, after) = rest.split_once(')').unwrap();
    let is_base64 = |letter: u8| letter.is_ascii_alphanumeric() || b"+/=".contains(&letter);
    assert!(face.len() > 10_000 && face.bytes().all(is_base64));
    assert!(!after.contains(start), "one face is enough");
    format!("{before}{after}")
}

/// A game in the terminal, fed from a script.
pub(crate) struct Terminal {
    pub(crate) scenario: Arc<Scenario>,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) role: Option<&'static str>,
    pub(crate) width: Option<usize>,
    pub(crate) seed: u64,
}

impl Terminal {
    /// A new player before the petition.
    pub(crate) fn of(scenario: Arc<Scenario>) -> Self {
        Self {
            scenario,
            folder: tempfile::tempdir().unwrap(),
            role: None,
            width: Some(78),
            seed: 7,
        }
    }

    /// The same with a role already chosen.
    pub(crate) fn role(mut self, role: &'static str) -> Self {
        self.role = Some(role);
        self
    }

    pub(crate) fn store(&self) -> Store {
        Store::open(Some(self.folder.path())).unwrap()
    }

    /// The names of the runs on disk, in order.
    pub(crate) fn runs(&self) -> Vec<String> {
        let (runs, problems) = self.store().runs();
        assert!(problems.is_empty(), "{problems:?}");
        let mut names: Vec<String> = runs.iter().map(|run| run.id.to_string()).collect();
        names.sort();
        names
    }

    pub(crate) fn setup(&self) -> term::Setup {
        term::Setup {
            scenario: Arc::clone(&self.scenario),
            store: self.store(),
            role: self.role.map(|key| self.scenario.role_by_key(key).unwrap()),
            begin: None,
            readings: Readings::default(),
            fresh: false,
            width: self.width,
        }
    }

    /// What is read on the screen after these lines are typed.
    pub(crate) fn types(&self, lines: &[&str]) -> String {
        let mut script = lines.join("\n");
        if !lines.is_empty() {
            script.push('\n');
        }
        self.reads(script.as_bytes())
    }

    /// The same for any bytes.
    pub(crate) fn reads(&self, mut script: &[u8]) -> String {
        let mut output = Vec::new();
        let mut seeds = || self.seed;
        term::play(self.setup(), &mut seeds, &mut script, &mut output).unwrap();
        String::from_utf8(output).unwrap()
    }
}

/// Copies a scenario, so that a test can spoil it.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}
