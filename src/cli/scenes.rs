//! Which scenario a command is about, and reading it.

use std::path::Path;

use super::error::CliError;
use crate::diagnostics::{self, Diagnostic, Style};
use crate::format::{self, Loaded, SourceFile};
use crate::model::{RoleId, Scenario};
use crate::store::{self, Origin};

/// A scenario as it was found.
pub(super) struct Found {
    /// Where.
    pub(super) origin: Origin,
    /// Its files.
    pub(super) files: Vec<SourceFile>,
    /// What came of reading them.
    pub(super) loaded: Loaded,
}

impl Found {
    /// The text of a file, for rendering.
    pub(super) fn text_of(&self, path: &str) -> Option<&str> {
        let file = self.files.iter().find(|file| file.path == path)?;
        file.text.as_deref().ok()
    }

    /// The name of its folder.
    pub(super) fn name(&self) -> String {
        match &self.origin {
            Origin::Embedded(name) => name.clone(),
            Origin::Folder(folder) => folder.file_name().map_or_else(
                || folder.display().to_string(),
                |name| name.display().to_string(),
            ),
        }
    }

    /// Diagnostics with their places, in colour; the stream they go to decides whether
    /// the colour stays.
    pub(super) fn render(&self, diagnostics: &[Diagnostic]) -> String {
        diagnostics::render_all(diagnostics, &|path| self.text_of(path), Style::Colour)
    }
}

/// Every scenario that `dir` names: itself, or those in it; without it those inside the
/// program. There is at least one.
pub(super) fn origins(dir: Option<&Path>) -> Result<Vec<Origin>, CliError> {
    let Some(dir) = dir else {
        let mut names = store::embedded_scenarios();
        names.sort();
        return Ok(names.into_iter().map(Origin::Embedded).collect());
    };
    let found = store::scenarios_in(dir)?;
    if found.is_empty() {
        return Err(CliError::NoScenario(dir.to_owned()));
    }
    Ok(found)
}

/// Reads a scenario.
pub(super) fn read(origin: Origin) -> Result<Found, CliError> {
    let files = store::read_scenario(&origin)?;
    let loaded = format::load(&files);
    Ok(Found {
        origin,
        files,
        loaded,
    })
}

/// The scenario to play: the first that `dir` names, if it can be played.
pub(super) fn playable(dir: Option<&Path>) -> Result<(Origin, Scenario), CliError> {
    let origin = first(dir)?;
    let mut found = read(origin)?;
    match found.loaded.scenario.take() {
        Some(scenario) => Ok((found.origin, scenario)),
        None => Err(broken(&found)),
    }
}

/// The first scenario that `dir` names.
pub(super) fn first(dir: Option<&Path>) -> Result<Origin, CliError> {
    let missing = || CliError::NoScenario(dir.unwrap_or(Path::new(".")).to_owned());
    origins(dir)?.into_iter().next().ok_or_else(missing)
}

/// The role of this id.
pub(super) fn role(scenario: &Scenario, key: &str) -> Result<RoleId, CliError> {
    scenario.role_by_key(key).ok_or_else(|| {
        let known: Vec<&str> = scenario
            .roles
            .iter()
            .map(|role| role.key.as_str())
            .collect();
        CliError::NoRole {
            wanted: key.to_owned(),
            known: known.join(", "),
        }
    })
}

/// Why a scenario cannot be played.
pub(super) fn broken(found: &Found) -> CliError {
    let errors: Vec<Diagnostic> = found
        .loaded
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .cloned()
        .collect();
    CliError::Broken {
        name: found.name(),
        rendered: found.render(&errors),
        n_errors: counted(errors.len(), "error", "errors"),
    }
}

/// "1 error", "2 errors".
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
