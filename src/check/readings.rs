//! Readings: what can be judged by looking at them, and the proof under each of them.
//!
//! H003: a disputed turning point that is read in one way only. P005: a reading by
//! whose rules the city decides just as under another. Then every reading but the first
//! is taken alone, all others staying the first, and every role that passes its turning
//! point is walked again: history's path must still give history's answers, nobody may
//! be stuck, and every rule must decide in some playing. What the first reading does
//! wrong already is not reported again.

use super::place::Places;
use super::{Agreement, RoleProof, Routes, Tally, agreement, history, reach, stuck, unreached};
use crate::diagnostics::{Code, Diagnostic};
use crate::explore::{Limit, SceneWalk, Walk, WalkError, walk};
use crate::format::Step::{Field, Item};
use crate::model::{Certainty, Readings, RoleId, Scenario, TurningPointId};

/// What holds for every playing under one reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadingProof {
    /// Whose reading.
    pub id: TurningPointId,
    /// Its position among the readings; never the first.
    pub reading: usize,
    /// The roles that decide the turning point in play, in order.
    pub roles: Vec<RoleUnder>,
    /// Whether the recorded paths of all roles still tell one story; `None` for a single
    /// role, or if something else is wrong.
    pub agreement: Option<Agreement>,
}

/// What holds for every playing of a role under one reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoleUnder {
    /// Whose.
    pub role: RoleId,
    /// All states, each counted at the scene it was met.
    pub n_states: usize,
    /// Outcomes that some playing has.
    pub n_outcomes: Tally,
    /// Endings that some playing has.
    pub n_endings: Tally,
    /// Moments at which a playing would be stuck.
    pub n_dead_ends: usize,
    /// Whether the recorded path gives history's answer at every turning point.
    pub historical: bool,
    /// How the role can turn the turning point under this reading.
    pub routes: Routes,
}

/// Under which readings something is judged, and how messages say so.
pub(super) struct Under {
    pub(super) readings: Readings,
    /// Begins a message; empty under the first readings.
    pub(super) words: String,
}

impl Under {
    /// Every turning point is read in the first way.
    pub(super) fn first() -> Self {
        Self {
            readings: Readings::default(),
            words: String::new(),
        }
    }
}

/// One reading that is not the first, all others being the first.
struct Other {
    id: TurningPointId,
    reading: usize,
    under: Under,
}

impl Other {
    fn of(scenario: &Scenario, id: TurningPointId, reading: usize) -> Self {
        let mut readings = Readings::default();
        readings.choose(scenario, id, reading);
        let words = format!("under {}, ", name(scenario, id, reading));
        Self {
            id,
            reading,
            under: Under { readings, words },
        }
    }

    /// Whether the role's story decides the turning point: if it lies before, how it is
    /// read makes no difference.
    fn is_in(&self, walk: &Walk) -> bool {
        let mut turning_points = walk.turning_points.iter();
        turning_points.any(|item| item.id == self.id && !item.levers.is_empty())
    }
}

/// "the reading `plot` of `kornilov`".
pub(super) fn name(scenario: &Scenario, id: TurningPointId, reading: usize) -> String {
    let item = &scenario[id];
    let key = item.readings.get(reading).map_or("", |item| &item.key);
    format!("the reading `{key}` of `{}`", item.key)
}

/// What can be seen without walking.
pub(super) fn check(scenario: &Scenario, places: &Places<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for id in scenario.turning_point_ids() {
        let item = &scenario[id];
        if item.standing == Certainty::Disputed && item.readings.is_empty() {
            let spot = places.turning_point(id, &[Field("standing")]);
            diagnostics.push(
                spot.report(
                    Code::OneReading,
                    format!("`{}` is disputed and is read in one way only", item.key),
                    "historians differ",
                )
                .help(
                    "write both `readings` with their rules, or give the answer another standing",
                ),
            );
        }
        for reading in 1..item.readings.len() {
            let rules = item.rules_under(reading);
            let Some(same) = (0..reading).find(|other| item.rules_under(*other) == rules) else {
                continue;
            };
            let other = item.readings.get(same).map_or("", |item| &item.key);
            let path = [Field("readings"), Item(reading), Field("rules")];
            diagnostics.push(
                places
                    .turning_point(id, &path)
                    .report(
                        Code::NoWeight,
                        format!(
                            "{} decides by the same rules as `{other}`",
                            name(scenario, id, reading)
                        ),
                        "the same rules",
                    )
                    .help("say by what else the city decides if this is how it was"),
            );
        }
    }
}

/// Walks every role under every reading but the first, one reading at a time; `first` are
/// the walks of all roles under the first readings, and what they prove; `agreed` is
/// whether their recorded paths tell one story.
pub(super) fn prove(
    scenario: &Scenario,
    places: &Places<'_>,
    first: &[(Walk, RoleProof)],
    agreed: Agreed,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ReadingProof> {
    let others: Vec<Other> = scenario
        .turning_point_ids()
        .flat_map(|id| (1..scenario[id].readings.len()).map(move |reading| (id, reading)))
        .map(|(id, reading)| Other::of(scenario, id, reading))
        .collect();
    let mut found = Vec::new();
    // All of them together may take as long as one role alone.
    let mut limit = Limit::default();
    for other in others.iter().take(MOST_PROVED) {
        match walk_all(scenario, first, other, &mut limit) {
            Ok(walks) => {
                let known = (first, walks.as_slice());
                found.push(judge(scenario, places, known, other, agreed, diagnostics));
            }
            Err((role, error)) => {
                let reason = format!("`{}` cannot be proved: {error}", scenario[role].key);
                diagnostics.push(unproved(places, other, &reason));
                if matches!(error, WalkError::TooManyStates { .. }) {
                    return found;
                }
            }
        }
    }
    if let Some(next) = others.get(MOST_PROVED) {
        let reason = format!("nothing is proved: at most {MOST_PROVED} readings are");
        diagnostics.push(unproved(places, next, &reason));
    }
    found
}

/// Readings that are walked: a hostile scenario has thousands of them.
const MOST_PROVED: usize = 100;

/// Whether the recorded paths of the roles tell one story under the first readings; if
/// they do not, that is not reported again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreed {
    Yes,
    No,
}

/// The walks of the roles that pass the turning point in play; the limit shrinks by what
/// they take.
fn walk_all(
    scenario: &Scenario,
    first: &[(Walk, RoleProof)],
    other: &Other,
    limit: &mut Limit,
) -> Result<Vec<Walk>, (RoleId, WalkError)> {
    let mut walks = Vec::new();
    for (known, _) in first.iter().filter(|(walk, _)| other.is_in(walk)) {
        let found = walk(scenario, known.role, &other.under.readings, limit);
        let found = found.map_err(|error| (known.role, error))?;
        limit.n_states = limit.n_states.saturating_sub(found.n_states);
        walks.push(found);
    }
    Ok(walks)
}

fn judge(
    scenario: &Scenario,
    places: &Places<'_>,
    (first, walks): (&[(Walk, RoleProof)], &[Walk]),
    other: &Other,
    agreed: Agreed,
    diagnostics: &mut Vec<Diagnostic>,
) -> ReadingProof {
    let under = &other.under;
    let before = diagnostics.len();
    let mut roles = Vec::new();
    let known = first.iter().filter(|(walk, _)| other.is_in(walk));
    for (walk, (known, proof)) in walks.iter().zip(known) {
        stuck::check(scenario, walk, under, places, &mut |at, diagnostic| {
            let is_known = known
                .dead_ends
                .iter()
                .any(|known| (known.scene, known.choice) == (at.scene, at.choice));
            if !is_known {
                diagnostics.push(diagnostic);
            }
        });
        let historical =
            proof.historical && history::check(scenario, walk.role, under, places, diagnostics);
        let turned = walk.turning_points.iter();
        let routes = turned
            .filter(|item| item.id == other.id)
            .map(|item| reach::routes(scenario, walk.role, item));
        roles.extend(routes.map(|routes| RoleUnder {
            role: walk.role,
            n_states: walk.n_states,
            n_outcomes: tally(walk.scenes.iter().flat_map(outcomes)),
            n_endings: tally(walk.endings.iter()),
            n_dead_ends: walk.dead_ends.len(),
            historical,
            routes,
        }));
    }
    let all: Vec<&Walk> = walks.iter().collect();
    unreached::check_rules(scenario, under, places, &all, diagnostics);
    // Paths that part from history part from one another too.
    let agreement = if agreed == Agreed::Yes && diagnostics.len() == before {
        agreement::check(scenario, under, places, diagnostics)
    } else {
        None
    };
    ReadingProof {
        id: other.id,
        reading: other.reading,
        roles,
        agreement,
    }
}

fn outcomes(scene: &SceneWalk) -> impl Iterator<Item = &bool> {
    scene.choices.iter().flat_map(|choice| &choice.outcomes)
}

fn tally<'a>(reached: impl Iterator<Item = &'a bool>) -> Tally {
    reached.fold(Tally::default(), |tally, reached| Tally {
        reached: tally.reached + usize::from(*reached),
        all: tally.all + 1,
    })
}

fn unproved(places: &Places<'_>, other: &Other, reason: &str) -> Diagnostic {
    let path = [Field("readings"), Item(other.reading), Field("id")];
    let help = "write fewer readings, or rules that ask for less at once; the readings after this one are not proved either";
    places
        .turning_point(other.id, &path)
        .report(
            Code::TooManyStates,
            format!("{}{reason}", other.under.words),
            "not walked to the end",
        )
        .help(help)
}
