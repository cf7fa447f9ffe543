//! P008: more states than are good, or than can be walked.

use super::place::Places;
use crate::diagnostics::{Code, Diagnostic};
use crate::explore::{self, Walk, WalkError};
use crate::format::Step::Field;
use crate::model::{RoleId, Scenario};

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
                .help(explore::remembered(scenario, largest)),
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
    if matches!(error, WalkError::Cycle(_)) {
        return;
    }
    let message = format!("`{}` cannot be proved: {error}", scenario[role].key);
    diagnostics.push(
        places
            .role(role, &[Field("id")])
            .report(Code::TooManyStates, message, "too much is remembered")
            .help(explore::advice(scenario, error)),
    );
}
