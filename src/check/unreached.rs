//! P003: scenes, choices, outcomes, endings and rules that no playing comes to.
//!
//! What lies behind something unreached is not reported again.

use std::collections::BTreeSet;

use super::place::{self, Places};
use super::readings::{self, Under};
use crate::diagnostics::{Code, Diagnostic};
use crate::explore::{By, OutcomeAt, SceneWalk, Walk};
use crate::format::Step::{Field, Id};
use crate::model::{Next, Scenario, SceneId};

pub(super) fn check(
    scenario: &Scenario,
    walk: &Walk,
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    check_scenes(scenario, walk, places, diagnostics);
    for scene in walk.scenes.iter().filter(|scene| scene.is_reached()) {
        check_choices(scenario, scene, places, diagnostics);
    }
    let role = &scenario[walk.role];
    for (ending, reached) in role.endings.iter().zip(&walk.endings) {
        if !reached {
            let path = [Field("endings"), Id(&ending.key), Field("id")];
            diagnostics.push(
                places
                    .role(walk.role, &path)
                    .report(
                        Code::Unreachable,
                        format!("no playing ends with `{}`", ending.key),
                        "never reached",
                    )
                    .help("let an outcome that comes about lead here with `End`"),
            );
        }
    }
}

fn check_scenes(
    scenario: &Scenario,
    walk: &Walk,
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let reached: BTreeSet<SceneId> = walk
        .scenes
        .iter()
        .filter(|scene| scene.is_reached())
        .map(|scene| scene.size.scene)
        .collect();
    let of_role = || place::scenes(scenario).filter(|(_, scene)| scene.role == walk.role);
    let behind_another: BTreeSet<SceneId> = of_role()
        .filter(|(id, _)| !reached.contains(id))
        .flat_map(|(_, scene)| &scene.choices)
        .flat_map(|choice| &choice.outcomes)
        .filter_map(|outcome| match outcome.then {
            Next::Go(next) => Some(next),
            Next::End(_) => None,
        })
        .collect();
    for (id, scene) in of_role() {
        if !reached.contains(&id) && !behind_another.contains(&id) {
            diagnostics.push(
                places
                    .scene(id, &[Field("id")])
                    .report(
                        Code::Unreachable,
                        format!("no playing comes to the scene `{}`", scene.key),
                        "never reached",
                    )
                    .help("let an outcome that comes about lead here with `Go`"),
            );
        }
    }
}

fn check_choices(
    scenario: &Scenario,
    walk: &SceneWalk,
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let scene = &scenario[walk.size.scene];
    for (index, (choice, seen)) in scene.choices.iter().zip(&walk.choices).enumerate() {
        if !seen.open {
            diagnostics.push(
                places
                    .choice(walk.size.scene, index, "requires")
                    .report(
                        Code::Unreachable,
                        format!(
                            "the choice `{}` in `{}` is never open",
                            choice.key, scene.key
                        ),
                        "never holds here",
                    )
                    .help("ask for less, or let something before bring it about"),
            );
            continue;
        }
        for (outcome, reached) in seen.outcomes.iter().enumerate() {
            if !reached {
                let at = OutcomeAt {
                    scene: walk.size.scene,
                    choice: index,
                    outcome,
                };
                let message = format!("{} never comes about", place::name(scenario, at));
                let spot = places.outcome(at, "if");
                diagnostics.push(
                    spot.report(Code::Unreachable, message, "never holds here")
                        .help("ask for less, or take the outcome away"),
                );
            }
        }
    }
}

/// Rules with a condition that decide in no role's story, though the turning point is
/// decided in some. `walks` are those of all roles that decide it. Under another reading
/// only the turning point that is read so is judged.
pub(super) fn check_rules(
    scenario: &Scenario,
    under: &Under,
    places: &Places<'_>,
    walks: &[&Walk],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for id in scenario.turning_point_ids() {
        let reading = under.readings.of(id);
        if reading == 0 && !under.readings.is_default() {
            continue;
        }
        let fired: BTreeSet<By> = walks
            .iter()
            .flat_map(|walk| &walk.turning_points)
            .filter(|turning_point| turning_point.id == id)
            .flat_map(|turning_point| &turning_point.levers)
            .map(|lever| lever.by)
            .collect();
        if fired.is_empty() {
            continue;
        }
        let whose = match reading {
            0 => format!("`{}`", scenario[id].key),
            _ => readings::name(scenario, id, reading),
        };
        let rules = scenario[id].rules_under(reading);
        for (index, rule) in rules.iter().enumerate() {
            if rule.condition.is_some() && !fired.contains(&By::Rule(index)) {
                diagnostics.push(
                    places
                        .rule(id, reading, index)
                        .report(
                            Code::Unreachable,
                            format!("rule {} of {whose} never decides", index + 1),
                            "no playing comes to this",
                        )
                        .help("ask for less, move it up, or let something bring it about"),
                );
            }
        }
    }
}
