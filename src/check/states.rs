//! P008: more states than are good, or than can be walked.

use super::place::Places;
use crate::diagnostics::{Code, Diagnostic};
use crate::explore::{self, SceneSize, Walk, WalkError};
use crate::format::Step::Field;
use crate::model::{RoleId, Scenario, Variable};

/// Above this the odds take longer than a player waits.
const GOOD: usize = 2_000_000;

/// Warns of a role that has more states than are good.
pub(super) fn check(
    scenario: &Scenario,
    walk: &Walk,
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let largest = walk
        .scenes
        .iter()
        .map(|scene| &scene.size)
        .max_by_key(|size| size.n_states);
    if let Some(largest) = largest.filter(|_| walk.n_states > GOOD) {
        let message = format!(
            "`{}` has {} states; up to {GOOD} are quick to walk",
            scenario[walk.role].key, walk.n_states
        );
        diagnostics.push(
            places
                .role(walk.role, &[Field("id")])
                .report(Code::TooManyStates, message, "too much is remembered")
                .help(remembered(scenario, largest)),
        );
    }
}

/// Says why a role cannot be walked.
pub(super) fn report(
    scenario: &Scenario,
    role: RoleId,
    error: &WalkError,
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let help = match error {
        WalkError::Cycle(_) => return,
        WalkError::TooManyVariables { variables, .. } => format!(
            "let rules ask for fewer of {}; what only texts ask for is free",
            names(scenario, variables)
        ),
        WalkError::TooLong { .. } => "set the scenes closer together in time".to_owned(),
        WalkError::TooManyStates { largest, .. } => match largest.first() {
            Some(size) => remembered(scenario, size),
            None => String::new(),
        },
    };
    let message = format!("`{}` cannot be proved: {error}", scenario[role].key);
    diagnostics.push(
        places
            .role(role, &[Field("id")])
            .report(Code::TooManyStates, message, "too much is remembered")
            .help(help),
    );
}

fn remembered(scenario: &Scenario, size: &SceneSize) -> String {
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
        .map(|variable| explore::name(scenario, *variable))
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
