//! P007: a role turns what is in its reach by two routes at least, and nothing else.

use super::Routes;
use super::place::{self, Places};
use crate::diagnostics::{Code, Diagnostic};
use crate::explore::{By, Lever, OutcomeAt, TurningPointWalk, Walk};
use crate::format::Step::{Field, Item};
use crate::model::{AnswerIdx, RoleId, Scenario};

/// The routes of all turning points that are in reach or turned.
pub(super) fn check(
    scenario: &Scenario,
    walk: &Walk,
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Routes> {
    let role = &scenario[walk.role];
    let mut all = Vec::new();
    for turning_point in &walk.turning_points {
        let place = role.reach.iter().position(|id| *id == turning_point.id);
        let routes = routes(scenario, walk.role, turning_point);
        if place.is_none() && routes.n_routes == 0 {
            continue;
        }
        if let Some((message, help)) = fault(scenario, walk, &routes) {
            let spot = match place {
                Some(place) => places.role(walk.role, &[Field("reach"), Item(place)]),
                None => places.role(walk.role, &[Field("reach")]),
            };
            let label = if place.is_some() {
                "in reach"
            } else {
                "not named here"
            };
            diagnostics.push(spot.report(Code::OutOfReach, message, label).help(help));
        }
        all.push(routes);
    }
    all
}

/// In how many ways the role turns a turning point, and whether it is meant to.
pub(super) fn routes(scenario: &Scenario, role: RoleId, walk: &TurningPointWalk) -> Routes {
    let history = scenario[walk.id].historical();
    let turned: Vec<&Lever> = walk
        .levers
        .iter()
        .filter(|lever| lever.answer != history)
        .collect();
    let levers: Vec<(By, AnswerIdx)> = turned
        .iter()
        .map(|lever| (lever.by, lever.answer))
        .collect();
    let needed: Vec<_> = turned.first().map_or(Vec::new(), |first| {
        let needs = first
            .needs
            .iter()
            .copied()
            .filter(|need| !is_historical(scenario, *need));
        needs
            .filter(|need| turned.iter().all(|lever| lever.needs.contains(need)))
            .collect()
    });
    let n_routes = match levers.len() {
        1 if needed.is_empty() => 2,
        n_levers => n_levers,
    };
    Routes {
        id: walk.id,
        in_reach: scenario[role].reach.contains(&walk.id),
        levers,
        needed,
        n_routes,
    }
}

/// To do what was done turns nothing, though a turn may need it to be done first.
fn is_historical(scenario: &Scenario, at: OutcomeAt) -> bool {
    let choice = scenario[at.scene].choices.get(at.choice);
    choice
        .and_then(|choice| choice.outcomes.get(at.outcome))
        .is_some_and(|outcome| outcome.historical)
}

/// What is wrong, and what to do.
fn fault(scenario: &Scenario, walk: &Walk, routes: &Routes) -> Option<(String, String)> {
    let role = &scenario[walk.role].key;
    let key = &scenario[routes.id].key;
    match (routes.in_reach, routes.n_routes) {
        (true, 0) => Some((
            format!("`{role}` cannot turn `{key}`"),
            "give it a rule that the role can bring about, or take it out of `reach`".to_owned(),
        )),
        (true, 1) => Some((
            format!("`{role}` can turn `{key}` by one route only"),
            format!(
                "every way needs {}; add another rule, or another way to the same",
                place::path(scenario, &routes.needed)
            ),
        )),
        (true, _) => None,
        (false, _) => {
            let by: Vec<String> = routes.levers.iter().map(|(by, _)| words(*by)).collect();
            Some((
                format!("`{role}` can turn `{key}`, which is not in its reach"),
                format!("by {}; put it into `reach` or ask for more", by.join(", ")),
            ))
        }
    }
}

fn words(by: By) -> String {
    match by {
        By::Rule(rule) => format!("rule {}", rule + 1),
        By::Settled => "a `Settle`".to_owned(),
        By::Default => "no rule".to_owned(),
    }
}
