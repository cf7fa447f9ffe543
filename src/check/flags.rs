//! W003 and W004: flags that nothing reads, and flags that are read and never set.

use std::collections::BTreeSet;

use super::place::{self, Places};
use crate::diagnostics::{Code, Diagnostic};
use crate::format::Step::{Field, Item};
use crate::model::{Condition, Effect, FlagId, Scenario, Variable};

pub(super) fn check(scenario: &Scenario, places: &Places<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (read, set) = (read(scenario), set(scenario));
    for role in scenario.role_ids() {
        for (index, flag) in scenario[role].flags.iter().enumerate() {
            let key = &scenario[*flag].key;
            let spot = || places.role(role, &[Field("remembers"), Item(index), Field("id")]);
            if !read.contains(flag) {
                diagnostics.push(
                    spot()
                        .report(
                            Code::NeverRead,
                            format!("nothing ever asks for the flag `{key}`"),
                            "never read",
                        )
                        .help("let a rule or a text ask for it, or take it away"),
                );
            } else if !set.contains(flag) {
                diagnostics.push(
                    spot()
                        .report(
                            Code::NeverSet,
                            format!("nothing ever sets the flag `{key}`"),
                            "read and never set",
                        )
                        .help(format!("set it in an outcome with `Set(\"{key}\")`")),
                );
            }
        }
    }
}

/// The flags that some condition of the scenario reads.
fn read(scenario: &Scenario) -> BTreeSet<FlagId> {
    let mut read = BTreeSet::new();
    let mut note = |condition: &Condition| {
        condition.variables(&mut |variable| {
            if let Variable::Flag(flag) = variable {
                read.insert(flag);
            }
        });
    };
    for (_, scene) in place::scenes(scenario) {
        scene
            .also
            .iter()
            .filter_map(|item| item.condition.as_ref())
            .for_each(&mut note);
        for choice in &scene.choices {
            choice.requires.iter().for_each(&mut note);
            choice
                .outcomes
                .iter()
                .filter_map(|item| item.condition.as_ref())
                .for_each(&mut note);
        }
    }
    let epilogues = scenario.roles.iter().flat_map(|role| &role.epilogue);
    let variants = epilogues.flat_map(|statement| &statement.variants);
    variants
        .filter_map(|item| item.condition.as_ref())
        .for_each(&mut note);
    let rules = scenario.turning_points.iter().flat_map(|item| {
        let readings = item.readings.iter().flat_map(|reading| &reading.rules);
        item.rules.iter().chain(readings)
    });
    rules
        .filter_map(|item| item.condition.as_ref())
        .for_each(&mut note);
    scenario
        .events
        .iter()
        .filter_map(|item| item.condition.as_ref())
        .for_each(&mut note);
    read
}

/// The flags that some effect of the scenario sets.
fn set(scenario: &Scenario) -> BTreeSet<FlagId> {
    let outcomes = place::scenes(scenario)
        .flat_map(|(_, scene)| &scene.choices)
        .flat_map(|choice| &choice.outcomes)
        .flat_map(|outcome| &outcome.effects);
    let answers = scenario
        .turning_points
        .iter()
        .flat_map(|item| &item.answers)
        .flat_map(|answer| &answer.effects);
    let events = scenario.events.iter().flat_map(|event| &event.effects);
    outcomes
        .chain(answers)
        .chain(events)
        .filter_map(|effect| match effect {
            Effect::Set(flag) => Some(*flag),
            _ => None,
        })
        .collect()
}
