//! P001: scenes that lead back to themselves.

use super::place::Places;
use crate::diagnostics::{Code, Diagnostic};
use crate::explore;
use crate::format::Step::Field;
use crate::model::{RoleId, Scenario};

/// Whether there are such scenes; then nothing else can be said about the role.
pub(super) fn check(
    scenario: &Scenario,
    role: RoleId,
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let Some(cycle) = explore::cycle(scenario, role) else {
        return false;
    };
    let around = cycle.iter().chain(cycle.first());
    let keys: Vec<String> = around
        .map(|scene| format!("`{}`", scenario[*scene].key))
        .collect();
    let mut spots = cycle
        .iter()
        .map(|scene| places.scene(*scene, &[Field("id")]));
    if let Some(first) = spots.next() {
        let message = format!("scenes lead back to themselves: {}", keys.join(" to "));
        let diagnostic = first
            .report(
                Code::Cycle,
                message,
                "the story can come here again and again",
            )
            .help("a story goes forward only; let one of these lead on");
        let diagnostic = spots.fold(diagnostic, |diagnostic, spot| {
            diagnostic.also(spot.label("by way of this"))
        });
        diagnostics.push(diagnostic);
    }
    true
}
