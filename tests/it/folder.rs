//! A data folder for one test, and a run to keep in it.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use october::model::{Readings, Scenario};
use october::playthrough::Action;
use october::session::Session;
use october::store::{RunFile, Store};

use crate::fixtures;

/// A data folder that is gone when the test is over.
pub(crate) struct Folder {
    pub(crate) temp: tempfile::TempDir,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self {
            temp: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    pub(crate) fn run_path(&self, id: &str) -> PathBuf {
        self.path("runs").join(format!("{id}.ron"))
    }

    pub(crate) fn store(&self) -> Store {
        Store::open(Some(self.temp.path())).unwrap()
    }

    pub(crate) fn begin(&self, scenario: &Arc<Scenario>) -> Session {
        Session::begin(
            self.store(),
            Arc::clone(scenario),
            fixtures::clerk(scenario),
            7,
            &Readings::default(),
        )
    }

    /// The only run.
    #[track_caller]
    pub(crate) fn the_run(&self) -> RunFile {
        let (mut runs, problems) = self.store().runs();
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(runs.len(), 1);
        runs.remove(0)
    }

    /// Puts a file among the runs.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        fs::create_dir_all(self.path("runs")).unwrap();
        fs::write(self.path("runs").join(name), bytes).unwrap();
    }

    /// What is said about the files that are no runs.
    pub(crate) fn messages(&self) -> Vec<String> {
        let (_, problems) = self.store().runs();
        problems
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    }
}

/// A run of three decisions, on the page after the third.
pub(crate) fn three_decisions(session: &mut Session) {
    for action in [
        Action::Choose(1),
        Action::Continue,
        Action::Choose(2),
        Action::Continue,
        Action::Choose(0),
    ] {
        session.act(action).unwrap();
    }
}

pub(crate) fn decisions(run: &RunFile) -> Vec<(&str, &str)> {
    run.journal
        .decisions
        .iter()
        .map(|decision| (decision.scene.as_str(), decision.choice.as_str()))
        .collect()
}

pub(crate) const THREE: [(&str, &str); 3] = [
    ("cold_hall", "light_stove"),
    ("ferry_stair", "upper_lane"),
    ("council_hall", "read_aloud"),
];

/// A silent skip would look like a pass.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub(crate) fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}
