//! The scenarios that bytes are set against: the petition of the tests, the town that
//! `october new` makes, and the shipped one.

use std::sync::{Arc, LazyLock};

use october::format::{self, SourceFile};
use october::model::Scenario;
use october::store;

macro_rules! files {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../", $folder, "/", $name)))),*]
    };
}

/// The petition, by path and text.
pub const PETITION: &[(&str, &str)] = files!("tests/fixtures/petition":
    "clerk/eve.ron", "clerk/role.ron", "clerk/sitting.ron", "codex.ron", "debates.ron",
    "events.ron", "places.ron", "scenario.ron", "sources.ron", "turning_points.ron",
);

/// What `october new` writes, by path and text: it has a sky and lessons too.
pub const EXAMPLE: &[(&str, &str)] = files!("assets/new_scenario":
    "codex.ron", "debates.ron", "events.ron", "places.ron", "printer/role.ron",
    "printer/two_days.ron", "scenario.ron", "sky.ron", "sources.ron", "teaching.ron",
    "turning_points.ron",
);

/// The petition, loaded.
pub static LIPA: LazyLock<Arc<Scenario>> = LazyLock::new(|| loaded(&files(PETITION)));

/// The scenario inside the program.
pub static PETROGRAD: LazyLock<Arc<Scenario>> =
    LazyLock::new(|| loaded(&store::embedded_files("petrograd_1917")));

/// These texts as files of a scenario.
pub fn files(texts: &[(&str, &str)]) -> Vec<SourceFile> {
    texts
        .iter()
        .map(|(path, text)| SourceFile::of_bytes(*path, text.as_bytes()))
        .collect()
}

fn loaded(files: &[SourceFile]) -> Arc<Scenario> {
    Arc::new(format::load(files).scenario.expect("a fixture is whole"))
}
