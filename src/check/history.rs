//! P006: the recorded decisions with the recorded luck must give history's answers.

use super::place::{self, Places};
use super::readings::Under;
use crate::diagnostics::{Code, Diagnostic};
use crate::explore::{self, By, Decided, OutcomeAt};
use crate::format::Step::Field;
use crate::journal::{self, Position, Replay};
use crate::model::{RoleId, Scenario};

/// Whether they do.
pub(super) fn check(
    scenario: &Scenario,
    role: RoleId,
    under: &Under,
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let before = diagnostics.len();
    let replay = journal::historical(scenario, role, &under.readings);
    check_path(scenario, &replay, under, places, diagnostics);
    let decisions: Vec<(usize, usize)> = replay
        .steps
        .iter()
        .map(|step| (step.choice, step.outcome))
        .collect();
    // If the role cannot be followed, that is reported where it is walked.
    for decided in explore::follow(scenario, role, &under.readings, &decisions).unwrap_or_default()
    {
        if decided.answer != scenario[decided.id].historical() {
            diagnostics.push(differs(scenario, role, decided, under, places));
        }
    }
    diagnostics.len() == before
}

/// The path has to take the recorded outcomes, and to come to an ending.
fn check_path(
    scenario: &Scenario,
    replay: &Replay,
    under: &Under,
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let words = &under.words;
    for step in &replay.steps {
        let recorded = scenario[step.scene].historical();
        if let Some((choice, outcome)) = recorded
            && (choice, outcome) != (step.choice, step.outcome)
        {
            let at = OutcomeAt {
                scene: step.scene,
                choice,
                outcome,
            };
            let message = format!(
                "{words}the recorded outcome {} cannot come about on the recorded path",
                place::name(scenario, at)
            );
            diagnostics.push(
                places
                    .outcome(at, "if")
                    .report(Code::HistoryDiffers, message, "does not hold there")
                    .help("the record must be possible: change the condition or what is before"),
            );
        }
    }
    if let Position::Scene(scene) = replay.position() {
        let item = &scenario[scene];
        let (spot, why) = match item.historical() {
            Some((choice, _)) => (
                places.choice(scene, choice, "requires"),
                "it is locked there",
            ),
            None => (
                places.scene(scene, &[Field("id")]),
                "nothing is marked as recorded",
            ),
        };
        let message = format!("{words}the recorded path ends in `{}`: {why}", item.key);
        diagnostics.push(
            spot.report(Code::HistoryDiffers, message, "the path ends here")
                .help("the recorded decisions have to lead to an ending"),
        );
    }
}

fn differs(
    scenario: &Scenario,
    role: RoleId,
    decided: Decided,
    under: &Under,
    places: &Places<'_>,
) -> Diagnostic {
    let turning_point = &scenario[decided.id];
    let key = |answer| {
        turning_point
            .answer(answer)
            .map_or("", |answer| &answer.key)
    };
    let (spot, by) = match decided.by {
        By::Rule(rule) => (
            places.rule(decided.id, under.readings.of(decided.id), rule),
            format!("by rule {}", rule + 1),
        ),
        By::Settled => (
            places.turning_point(decided.id, &[Field("id")]),
            "by a `Settle` on the way".to_owned(),
        ),
        By::Default => (
            places.turning_point(decided.id, &[Field("id")]),
            "by no rule".to_owned(),
        ),
    };
    let message = format!(
        "{}the recorded path of `{}` answers `{}` with `{}`, {by}; history answered `{}`",
        under.words,
        scenario[role].key,
        turning_point.key,
        key(decided.answer),
        key(turning_point.historical()),
    );
    spot.report(
        Code::HistoryDiffers,
        message,
        "decides on the recorded path",
    )
    .help("change the rule, or the effects of the recorded outcomes before it")
}
