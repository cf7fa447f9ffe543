//! What to do about a story that cannot be walked, in words.

use super::{SceneSize, WalkError};
use crate::model::{Scenario, Variable};

/// What makes the story too large and what would make it smaller; empty for scenes that
/// lead back to themselves, which are named by themselves.
#[must_use]
pub fn advice(scenario: &Scenario, error: &WalkError) -> String {
    match error {
        WalkError::Cycle(_) => String::new(),
        WalkError::TooManyVariables { variables, .. } => format!(
            "let rules ask for fewer of {}; what only texts ask for is free",
            names(scenario, variables)
        ),
        WalkError::TooLong { .. } => "set the scenes closer together in time".to_owned(),
        WalkError::TooManyStates { largest, .. } => largest
            .first()
            .map(|size| remembered(scenario, size))
            .unwrap_or_default(),
    }
}

/// Where most states are, and what is remembered there.
#[must_use]
pub fn remembered(scenario: &Scenario, size: &SceneSize) -> String {
    format!(
        "most are in `{}`, where rules may still ask for {}; ask sooner, or for fewer",
        scenario[size.scene].key,
        names(scenario, &size.differing)
    )
}

/// The first few by name; a hostile scenario has hundreds.
fn names(scenario: &Scenario, variables: &[Variable]) -> String {
    const MOST_NAMED: usize = 8;
    let mut names: Vec<String> = variables
        .iter()
        .take(MOST_NAMED)
        .map(|variable| super::name(scenario, *variable))
        .collect();
    if let Some(more) = variables
        .len()
        .checked_sub(MOST_NAMED)
        .filter(|more| *more > 0)
    {
        names.push(format!("{more} more"));
    }
    names.join(", ")
}
