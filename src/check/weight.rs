//! P005: choices that change nothing that is ever read.
//!
//! One such choice beside others that do change something is a position like any other.
//! Two that also lead to the same place are the same choice in other words.

use std::collections::{BTreeMap, BTreeSet};

use super::place::Places;
use crate::diagnostics::{Code, Diagnostic};
use crate::explore::{self, Unread};
use crate::model::{Choice, Next, Readings, RoleId, Scenario, SceneId};

pub(super) fn check(
    scenario: &Scenario,
    role: RoleId,
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut alike: BTreeMap<Place, Vec<(usize, &Choice)>> = BTreeMap::new();
    for Unread { scene, choice } in
        explore::unread(scenario, role, &Readings::default()).unwrap_or_default()
    {
        if let Some(item) = scenario[scene].choices.get(choice) {
            alike
                .entry((scene, targets(item)))
                .or_default()
                .push((choice, item));
        }
    }
    for ((scene, _), choices) in alike {
        let [(first, item), others @ ..] = choices.as_slice() else {
            continue;
        };
        if others.is_empty() {
            continue;
        }
        let keys: Vec<String> = std::iter::once(item)
            .chain(others.iter().map(|(_, item)| item))
            .map(|item| format!("`{}`", item.key))
            .collect();
        let diagnostic = places
            .choice(scene, *first, "id")
            .report(
                Code::NoWeight,
                format!(
                    "nothing can tell {} in `{}` apart afterwards",
                    keys.join(" and "),
                    scenario[scene].key
                ),
                "what this changes is never read",
            )
            .help("let a rule or a later text ask for something one of them changes");
        diagnostics.push(others.iter().fold(diagnostic, |diagnostic, (other, _)| {
            diagnostic.also(
                places
                    .choice(scene, *other, "id")
                    .label("nor what this changes"),
            )
        }));
    }
}

/// A scene, and where some of its choices lead.
type Place = (SceneId, BTreeSet<Target>);

/// Where a choice can lead.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Scene(SceneId),
    Ending(usize),
}

fn targets(choice: &Choice) -> BTreeSet<Target> {
    let outcomes = choice.outcomes.iter();
    outcomes
        .map(|outcome| match outcome.then {
            Next::Go(scene) => Target::Scene(scene),
            Next::End(ending) => Target::Ending(ending),
        })
        .collect()
}
