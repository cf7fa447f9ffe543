//! P006: the recorded paths of all roles must tell one story, hour by hour.
//!
//! At every hour at which anything happens on either path, both must give the same answer
//! to every turning point that is decided and the same side for every place.

use std::collections::BTreeSet;

use super::Agreement;
use super::place::Places;
use super::readings::Under;
use crate::diagnostics::{Code, Diagnostic};
use crate::format::Step::Field;
use crate::journal::{self, Replay};
use crate::model::{PlaceId, RoleId, Scenario, Stamp, TurningPointId};
use crate::rules::{self, State};

/// Compares every two roles.
pub(super) fn check(
    scenario: &Scenario,
    under: &Under,
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Agreement> {
    let paths: Vec<(RoleId, Replay)> = scenario
        .role_ids()
        .map(|role| (role, journal::historical(scenario, role, &under.readings)))
        .collect();
    if paths.len() < 2 {
        return None;
    }
    let mut agreement = Agreement {
        n_roles: paths.len(),
        n_moments: 0,
        n_differences: 0,
    };
    for (index, one) in paths.iter().enumerate() {
        for other in paths.iter().skip(index + 1) {
            let hours = hours(scenario, &one.1, &other.1);
            agreement.n_moments += hours.len();
            for difference in differences(scenario, &one.1, &other.1, &hours) {
                agreement.n_differences += 1;
                diagnostics.push(report(
                    scenario,
                    (one.0, other.0),
                    difference,
                    under,
                    places,
                ));
            }
        }
    }
    Some(agreement)
}

/// Every hour from the later beginning on at which something happens.
fn hours(scenario: &Scenario, one: &Replay, other: &Replay) -> BTreeSet<Stamp> {
    let begin = scenario[one.begin].when.max(scenario[other.begin].when);
    let scenes = one.steps.iter().chain(&other.steps);
    scenes
        .map(|step| scenario[step.scene].when)
        .chain(scenario.timeline.iter().map(|(when, _)| *when))
        .filter(|when| begin.has_come(*when))
        .collect()
}

/// The state of a path at an hour: decisions of earlier hours, and all the clock brought.
fn state_at(scenario: &Scenario, path: &Replay, hour: Stamp) -> State {
    let earlier = |when: Stamp| when.cmp_on_clock(hour).is_lt();
    let last = path
        .steps
        .iter()
        .rfind(|step| earlier(scenario[step.scene].when));
    let state = last.map_or(&path.start, |step| &step.at_once);
    rules::at_hour(scenario, state, hour)
}

/// Where two paths differ for the first time.
#[derive(Clone, Copy)]
enum Difference {
    Answer(TurningPointId, Stamp),
    Holder(PlaceId, Stamp),
}

fn differences(
    scenario: &Scenario,
    one: &Replay,
    other: &Replay,
    hours: &BTreeSet<Stamp>,
) -> Vec<Difference> {
    let mut seen_answers = BTreeSet::new();
    let mut seen_places = BTreeSet::new();
    let mut found = Vec::new();
    for hour in hours {
        let (a, b) = (
            state_at(scenario, one, *hour),
            state_at(scenario, other, *hour),
        );
        for id in scenario.turning_point_ids() {
            if a.answer(id) != b.answer(id) && seen_answers.insert(id) {
                found.push(Difference::Answer(id, *hour));
            }
        }
        for id in scenario.place_ids() {
            if a.holder(id) != b.holder(id) && seen_places.insert(id) {
                found.push(Difference::Holder(id, *hour));
            }
        }
    }
    found
}

fn report(
    scenario: &Scenario,
    (one, other): (RoleId, RoleId),
    difference: Difference,
    under: &Under,
    places: &Places<'_>,
) -> Diagnostic {
    let words = &under.words;
    let roles = format!("`{}` and `{}`", scenario[one].key, scenario[other].key);
    let help = "let an event or an answer change it for both, at the hour of the outcome";
    match difference {
        Difference::Answer(id, hour) => places
            .turning_point(id, &[Field("id")])
            .report(
                Code::HistoryDiffers,
                format!(
                    "{words}at {hour} the recorded paths of {roles} do not agree on `{}`",
                    scenario[id].key
                ),
                "answered in two ways",
            )
            .help(help),
        Difference::Holder(id, hour) => Diagnostic::of(
            Code::HistoryDiffers,
            format!(
                "{words}at {hour} the recorded paths of {roles} do not agree on who holds `{}`",
                scenario[id].key
            ),
        )
        .at("places.ron", None, "")
        .help(help),
    }
}
