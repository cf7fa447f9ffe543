//! The scenarios that tests play: the petition of `tests/fixtures`, and the embedded one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use october::diagnostics::{Diagnostic, Style, render_all};
use october::format::{self, SourceFile};
use october::model::{RoleId, Scenario};
use october::store;

/// `tests/fixtures/<name>`.
pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

/// The files of the petition.
pub(crate) fn petition_files() -> Vec<SourceFile> {
    store::folder_files(&path("petition")).unwrap()
}

/// The petition, loaded.
#[track_caller]
pub(crate) fn petition() -> Arc<Scenario> {
    loaded(&petition_files())
}

/// The scenario inside the program.
#[track_caller]
pub(crate) fn petrograd() -> Arc<Scenario> {
    loaded(&store::embedded_files("petrograd_1917"))
}

/// The clerk, the petition's only role.
pub(crate) fn clerk(scenario: &Scenario) -> RoleId {
    scenario.role_by_key("clerk").unwrap()
}

/// A scenario from files that must have nothing wrong with them.
#[track_caller]
pub(crate) fn loaded(files: &[SourceFile]) -> Arc<Scenario> {
    let loaded = format::load(files);
    assert!(
        loaded.diagnostics.is_empty(),
        "the scenario should load without a word:\n{}",
        rendered(files, &loaded.diagnostics)
    );
    Arc::new(loaded.scenario.unwrap())
}

/// Diagnostics as they are printed.
pub(crate) fn rendered(files: &[SourceFile], diagnostics: &[Diagnostic]) -> String {
    let text_of = |path: &str| {
        let file = files.iter().find(|file| file.path == path)?;
        file.text.as_deref().ok()
    };
    render_all(diagnostics, &text_of, Style::Plain)
}

/// Files under `folder` of the fixtures with this ending, in order of name.
pub(crate) fn list(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(path(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no .{ending} file in {folder}");
    paths
}
