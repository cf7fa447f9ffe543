//! What is wrong or unfinished in a scenario that loads, and the proof of what is right.
//!
//! `format` refuses what cannot be played; the lints here judge what can: first the
//! text (lengths, flags, records, sources), then, over the whole state space of every
//! role, what the [`walk`] finds. One lint is one file with one
//! function that pushes diagnostics. Nothing here prints, reads a file or changes anything.
//!
//! Start at [`check`].

mod agreement;
mod cycles;
mod flags;
mod history;
mod length;
mod place;
mod reach;
mod readings;
mod records;
mod shown;
mod sources;
mod states;
mod stuck;
mod unreached;
mod weight;

#[cfg(test)]
mod tests;

use crate::diagnostics::{Diagnostic, sort_and_cap};
use crate::explore::{By, Limit, OutcomeAt, Shown, TextWalk, Walk, texts, walk};
use crate::format::SourceFile;
use crate::model::{AnswerIdx, RoleId, Scenario, TurningPointId};

pub use readings::{ReadingProof, RoleUnder};

use place::Places;
use readings::{Agreed, Under};

/// What came of checking.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// Every problem found, sorted and capped.
    pub diagnostics: Vec<Diagnostic>,
    /// What holds for every playing of each role that could be walked, in order.
    pub proof: Vec<RoleProof>,
    /// Whether the recorded paths of all roles tell one story; `None` for a single role.
    pub agreement: Option<Agreement>,
    /// What holds under each reading but the first, all others being the first; only what
    /// could be proved, and nothing if a role could not be walked at all.
    pub readings: Vec<ReadingProof>,
}

/// How far the recorded paths of the roles agree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Agreement {
    /// Roles compared with one another.
    pub n_roles: usize,
    /// Moments at which two of them were compared: every hour at which anything happens.
    pub n_moments: usize,
    /// Answers and holders that differ at one of them.
    pub n_differences: usize,
}

/// What holds for every playing of a role.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoleProof {
    /// Whose.
    pub role: RoleId,
    /// All states, each counted at the scene it was met.
    pub n_states: usize,
    /// Scenes.
    pub n_scenes: Tally,
    /// Choices that are open in some playing.
    pub n_choices: Tally,
    /// Outcomes.
    pub n_outcomes: Tally,
    /// Endings.
    pub n_endings: Tally,
    /// Texts that hang on a condition.
    pub n_texts: Tally,
    /// Moments at which a playing would be stuck.
    pub n_dead_ends: usize,
    /// Whether the recorded decisions with the recorded luck lead to an ending and give
    /// history's answer at every turning point.
    pub historical: bool,
    /// The turning points in the role's reach and those it turns beside, in order.
    pub turned: Vec<Routes>,
}

/// How many of all are reached in some playing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Those that are.
    pub reached: usize,
    /// All there are.
    pub all: usize,
}

/// In how many ways a role can turn a turning point away from history's answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Routes {
    /// Which.
    pub id: TurningPointId,
    /// Whether it is meant to.
    pub in_reach: bool,
    /// What turns it, and where to.
    pub levers: Vec<(By, AnswerIdx)>,
    /// The outcomes that every playing has in which it is turned, and not every one in
    /// which it is passed, but for recorded ones: what turning it hangs on. None if no
    /// single outcome is needed.
    pub needed: Vec<OutcomeAt>,
    /// Different rules, or two if one rule can be brought about without any single
    /// outcome being needed.
    pub n_routes: usize,
}

/// Checks a scenario. `files` are those it was loaded from; they give the positions.
///
/// ```
/// let files = october::store::embedded_files("petrograd_1917");
/// let loaded = october::format::load(&files);
/// if let Some(scenario) = loaded.scenario {
///     let report = october::check::check(&scenario, &files);
///     assert_eq!(report.proof.len(), scenario.roles.len());
/// }
/// ```
#[must_use]
pub fn check(scenario: &Scenario, files: &[SourceFile]) -> Report {
    let places = Places::of(scenario, files);
    let mut diagnostics = Vec::new();
    length::check(scenario, &places, &mut diagnostics);
    flags::check(scenario, &places, &mut diagnostics);
    records::check(scenario, &places, &mut diagnostics);
    sources::check(scenario, &places, &mut diagnostics);
    readings::check(scenario, &places, &mut diagnostics);
    let mut proved = Vec::new();
    for role in scenario.role_ids() {
        proved.extend(prove(scenario, role, &places, &mut diagnostics));
    }
    let agreement = agreement::check(scenario, &Under::first(), &places, &mut diagnostics);
    let mut under_readings = Vec::new();
    if proved.len() == scenario.roles.len() {
        let walks: Vec<&Walk> = proved.iter().map(|(walk, _)| walk).collect();
        let first = Under::first();
        unreached::check_rules(scenario, &first, &places, &walks, &mut diagnostics);
        let agreed = match agreement {
            Some(agreement) if agreement.n_differences > 0 => Agreed::No,
            _ => Agreed::Yes,
        };
        under_readings = readings::prove(scenario, &places, &proved, agreed, &mut diagnostics);
    }
    sort_and_cap(&mut diagnostics);
    Report {
        diagnostics,
        proof: proved.into_iter().map(|(_, proof)| proof).collect(),
        agreement,
        readings: under_readings,
    }
}

/// Walks a role; `None` after reporting why it cannot be walked.
fn prove(
    scenario: &Scenario,
    role: RoleId,
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Walk, RoleProof)> {
    if cycles::check(scenario, role, places, diagnostics) {
        return None;
    }
    weight::check(scenario, role, places, diagnostics);
    let under = Under::first();
    let historical = history::check(scenario, role, &under, places, diagnostics);
    let limit = Limit::default();
    let readings = &under.readings;
    let found = walk(scenario, role, readings, &limit)
        .and_then(|walk| texts(scenario, role, readings, &limit).map(|texts| (walk, texts)));
    let (walk, texts) = match found {
        Ok(found) => found,
        Err(error) => {
            states::report(scenario, role, &error, places, diagnostics);
            return None;
        }
    };
    states::check(scenario, &walk, places, diagnostics);
    stuck::check(scenario, &walk, &under, places, &mut |_, diagnostic| {
        diagnostics.push(diagnostic);
    });
    unreached::check(scenario, &walk, places, diagnostics);
    shown::check(scenario, &walk, &texts, places, diagnostics);
    let turned = reach::check(scenario, &walk, places, diagnostics);
    let proof = role_proof(scenario, &walk, &texts, historical, turned);
    Some((walk, proof))
}

fn role_proof(
    scenario: &Scenario,
    walk: &Walk,
    texts: &[TextWalk],
    historical: bool,
    turned: Vec<Routes>,
) -> RoleProof {
    let scenes = scenario
        .scenes
        .iter()
        .filter(|scene| scene.role == walk.role);
    let choices = scenes.clone().flat_map(|scene| &scene.choices);
    let reached = walk.scenes.iter().flat_map(|scene| &scene.choices);
    RoleProof {
        role: walk.role,
        n_states: walk.n_states,
        n_scenes: Tally {
            reached: walk
                .scenes
                .iter()
                .filter(|scene| scene.is_reached())
                .count(),
            all: scenes.count(),
        },
        n_choices: Tally {
            reached: reached.clone().filter(|choice| choice.open).count(),
            all: choices.clone().count(),
        },
        n_outcomes: Tally {
            reached: reached
                .flat_map(|choice| &choice.outcomes)
                .filter(|seen| **seen)
                .count(),
            all: choices.map(|choice| choice.outcomes.len()).sum(),
        },
        n_endings: Tally {
            reached: walk.endings.iter().filter(|seen| **seen).count(),
            all: walk.endings.len(),
        },
        n_texts: Tally {
            reached: texts
                .iter()
                .filter(|text| text.shown == Shown::Sometimes)
                .count(),
            all: texts.len(),
        },
        n_dead_ends: walk.dead_ends.len(),
        historical,
        turned,
    }
}
