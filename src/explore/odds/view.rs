//! The odds in words, as every front end shows them.

use super::{Change, Hinge, HingeKind, Moment, Policy, Share, Space, Target, Turns};
use crate::journal::Replay;
use crate::model::{Next, Scenario, TurningPointId};

/// Said wherever odds are shown.
pub const WHOSE: &str = "These are the odds of this game's model, made by its authors. They measure nothing about 1917.";

impl OddsGroup {
    /// The only answer that can come about, if decisions and luck leave but one.
    #[must_use]
    pub fn settled(&self) -> Option<&OddsRow> {
        let certain = |row: &&OddsRow| row.shares.iter().all(|share| *share == Share::ALWAYS);
        self.rows.iter().find(certain)
    }
}

/// A table of odds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OddsView {
    /// How many states were worked through.
    pub n_states: usize,
    /// The policies, a column each.
    pub columns: Vec<&'static str>,
    /// Turning points in order of time, then the role's own story.
    pub groups: Vec<OddsGroup>,
}

/// The answers to one question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OddsGroup {
    /// Which; `None` for the role's own ending.
    pub turning_point: Option<TurningPointId>,
    /// The question.
    pub question: String,
    /// The day as shown; empty for the ending.
    pub day: String,
    /// The answers, in the order of the files.
    pub rows: Vec<OddsRow>,
}

/// One answer or ending.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OddsRow {
    /// Which.
    pub target: Target,
    /// Its written id.
    pub key: String,
    /// In words.
    pub text: String,
    /// Whether it is history's.
    pub historical: bool,
    /// Its odds, in the order of the columns.
    pub shares: Vec<Share>,
}

/// What an answer or ending of a run hung on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WhyView {
    /// What is asked about.
    pub target: Target,
    /// The question.
    pub question: String,
    /// What happened.
    pub answer: String,
    /// Its odds when the run began.
    pub first: Share,
    /// Its odds when it was decided.
    pub last: Share,
    /// What moved them, furthest first.
    pub hinges: Vec<HingeView>,
    /// For each other answer, what would have brought it about.
    pub turns: Vec<TurnsView>,
}

/// A decision or draw that moved the odds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HingeView {
    /// The decision's number in the run, from 1.
    pub number: usize,
    /// "25 October".
    pub day: String,
    /// The scene's title.
    pub scene: String,
    /// The words of the choice.
    pub choice: String,
    /// Decision or luck.
    pub kind: HingeKind,
    /// The odds before.
    pub before: Share,
    /// The odds after.
    pub after: Share,
}

/// What would have brought another answer about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TurnsView {
    /// The other answer.
    pub answer: String,
    /// Whether it is history's.
    pub historical: bool,
    /// Sets of changed decisions, all of the least size; none if no decisions can.
    pub sets: Vec<Vec<ChangeView>>,
    /// Whether there are more.
    pub more: bool,
}

/// A changed decision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangeView {
    /// Which.
    pub change: Change,
    /// "25 October".
    pub day: String,
    /// The scene's title.
    pub scene: String,
    /// The words of the choice to take instead.
    pub choice: String,
}

/// What is decided next, and what the choices of a scene do to its odds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AheadView {
    /// The question.
    pub question: String,
    /// The day as shown.
    pub day: String,
    /// The answers that can still come about, and whether they are history's.
    pub answers: Vec<(String, bool)>,
    /// Their odds from here, every open choice taken alike.
    pub here: Vec<Share>,
    /// The same if a choice is taken; none for choices that are not open.
    pub choices: Vec<Option<Vec<Share>>>,
}

/// What is decided next: the first turning point whose odds the open choices of the scene
/// tell apart, else the first that is open at all; `None` if none is.
#[must_use]
pub fn ahead(space: &Space<'_>) -> Option<AheadView> {
    let moment = space.odds(&Policy::Alike);
    let mut ahead: Vec<(TurningPointId, Vec<usize>)> = Vec::new();
    for (column, target) in space.targets().iter().enumerate() {
        if let Target::Answer(id, _) = target {
            match ahead.last_mut() {
                Some((known, columns)) if known == id => columns.push(column),
                _ => ahead.push((*id, vec![column])),
            }
        }
    }
    ahead.reverse();
    let open: Vec<&Vec<Share>> = moment.choices.iter().flatten().collect();
    let told_apart = |columns: &[usize]| {
        columns.iter().any(|column| {
            let shares = open.iter().filter_map(|row| row.get(*column));
            let units = shares.map(|share| share.units());
            units.clone().max().unwrap_or(0) - units.min().unwrap_or(0) > space.error()
        })
    };
    let chosen = ahead
        .iter()
        .find(|(_, columns)| told_apart(columns))
        .or(ahead.first());
    chosen.map(|(id, columns)| ahead_view(space, &moment, *id, columns))
}

fn ahead_view(
    space: &Space<'_>,
    moment: &Moment,
    id: TurningPointId,
    columns: &[usize],
) -> AheadView {
    let item = &space.scenario[id];
    let share = |row: &[Share], column: usize| row.get(column).copied().unwrap_or_default();
    let possible: Vec<(usize, &crate::model::Answer)> = columns
        .iter()
        .copied()
        .zip(&item.answers)
        .filter(|(column, _)| share(&moment.here, *column) > Share::NEVER)
        .collect();
    let of_row = |row: &Vec<Share>| {
        let shares = possible.iter().map(|(column, _)| share(row, *column));
        shares.collect::<Vec<Share>>()
    };
    AheadView {
        question: item.question.clone(),
        day: item.day.clone(),
        answers: possible
            .iter()
            .map(|(_, answer)| (answer.text.clone(), answer.historical))
            .collect(),
        here: of_row(&moment.here),
        choices: moment
            .choices
            .iter()
            .map(|row| row.as_ref().map(of_row))
            .collect(),
    }
}

impl Policy {
    /// Its name in a heading.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Alike => "all alike",
            Self::Recorded => "as recorded",
            Self::Decided(_) => "as decided",
            Self::Lowest => "lowest",
            Self::Highest => "highest",
        }
    }

    /// What it means.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        match self {
            Self::Alike => "every open choice is taken alike, luck by its weights",
            Self::Recorded => {
                "decisions as recorded (every open choice alike where nothing is), luck by its weights"
            }
            Self::Decided(_) => "decisions as in the run, so that only luck is left",
            Self::Lowest => "the least that decisions can bring it to, luck by its weights",
            Self::Highest => "the most that decisions can bring it to, luck by its weights",
        }
    }
}

/// The odds where the space begins, a column for each policy.
#[must_use]
pub fn table(space: &Space<'_>, policies: &[Policy]) -> OddsView {
    let moments: Vec<Moment> = policies.iter().map(|policy| space.odds(policy)).collect();
    let scenario = space.scenario;
    let mut groups: Vec<OddsGroup> = Vec::new();
    for (column, target) in space.targets().iter().enumerate() {
        let shares = moments
            .iter()
            .map(|moment| moment.here.get(column).copied().unwrap_or_default());
        let row = row(space, *target, shares.collect());
        let turning_point = match target {
            Target::Answer(id, _) => Some(*id),
            Target::Ending(_) => None,
        };
        match groups.last_mut() {
            Some(group) if group.turning_point == turning_point => group.rows.push(row),
            _ => groups.push(OddsGroup {
                turning_point,
                question: question(scenario, *target),
                day: turning_point.map_or(String::new(), |id| scenario[id].day.clone()),
                rows: vec![row],
            }),
        }
    }
    groups.reverse();
    OddsView {
        n_states: space.n_states(),
        columns: policies.iter().map(Policy::name).collect(),
        groups,
    }
}

fn row(space: &Space<'_>, target: Target, shares: Vec<Share>) -> OddsRow {
    let scenario = space.scenario;
    let (key, historical) = match target {
        Target::Answer(id, answer) => scenario[id]
            .answer(answer)
            .map_or((String::new(), false), |item| {
                (item.key.clone(), item.historical)
            }),
        Target::Ending(ending) => {
            let ending = scenario[space.role].endings.get(ending);
            (ending.map_or(String::new(), |item| item.key.clone()), false)
        }
    };
    OddsRow {
        target,
        key,
        text: answer(space, target),
        historical,
        shares,
    }
}

/// The question a target answers.
fn question(scenario: &Scenario, target: Target) -> String {
    match target {
        Target::Answer(id, _) => scenario[id].question.clone(),
        Target::Ending(_) => "How does your own story close?".to_owned(),
    }
}

/// A target in words.
fn answer(space: &Space<'_>, target: Target) -> String {
    let scenario = space.scenario;
    match target {
        Target::Answer(id, answer) => scenario[id].answer(answer).map(|item| &item.text),
        Target::Ending(ending) => scenario[space.role]
            .endings
            .get(ending)
            .map(|item| &item.title),
    }
    .cloned()
    .unwrap_or_default()
}

/// An answer or ending whose odds a decision moved, its luck included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MovedView {
    /// The answer or ending in words.
    pub text: String,
    /// Its odds before the decision.
    pub before: Share,
    /// Its odds after it.
    pub after: Share,
}

/// For each decision of a run, what it moved furthest, at most so many; every open choice
/// taken alike for the rest. The space is that of the run's beginning.
#[must_use]
pub fn moved(space: &Space<'_>, run: &Replay, most: usize) -> Vec<Vec<MovedView>> {
    let moments = space.along(run, &Policy::Alike);
    let of_step = |moment: &Moment, step: &crate::rules::Step| {
        let outcome = moment
            .outcomes
            .iter()
            .find(|(choice, outcome, _)| (*choice, *outcome) == (step.choice, step.outcome));
        let after = outcome.map_or(&moment.here, |(.., after)| after);
        let shares = moment.here.iter().zip(after);
        let mut moved: Vec<(Target, Share, Share)> = space
            .targets()
            .iter()
            .zip(shares)
            .map(|(target, (before, after))| (*target, *before, *after))
            .filter(|(_, before, after)| after.over(*before).unsigned_abs() > space.error())
            .collect();
        moved.sort_by_key(|(_, before, after)| {
            std::cmp::Reverse(after.over(*before).unsigned_abs())
        });
        let view = |(target, before, after): (Target, Share, Share)| MovedView {
            text: answer(space, target),
            before,
            after,
        };
        moved.into_iter().take(most).map(view).collect()
    };
    moments
        .iter()
        .zip(&run.steps)
        .map(|(moment, step)| of_step(moment, step))
        .collect()
}

/// What came about in a run, as far as it has come: turning points in order of time, then
/// the ending. What was decided before the run began is left out.
#[must_use]
pub fn outcomes(space: &Space<'_>, run: &Replay) -> Vec<Target> {
    let answers = space.scenario.timeline.iter().filter_map(|(_, dated)| {
        let crate::model::Dated::TurningPoint(id) = dated else {
            return None;
        };
        Some(Target::Answer(*id, run.state().answer(*id)?))
    });
    let ending = match run.steps.last().map(|step| step.then) {
        Some(Next::End(ending)) => Some(Target::Ending(ending)),
        _ => None,
    };
    answers
        .chain(ending)
        .filter(|target| space.column(*target).is_some())
        .collect()
}

/// What one answer or ending of a run hung on, every open choice taken alike for the rest;
/// `None` if it was decided before the run began. The space is that of the run's beginning.
#[must_use]
pub fn why(space: &Space<'_>, run: &Replay, seed: u64, target: Target) -> Option<WhyView> {
    let found = space.why(run, &Policy::Alike, &[target]).pop()?;
    let others = space.targets().iter().copied().filter(|other| {
        *other != target
            && match (other, target) {
                (Target::Answer(a, _), Target::Answer(b, _)) => *a == b,
                (Target::Ending(_), Target::Ending(_)) => true,
                _ => false,
            }
    });
    let turns = others
        .map(|other| space.turns(run, seed, other))
        .map(|turns| turns_view(space, turns))
        .collect();
    Some(WhyView {
        target,
        question: question(space.scenario, target),
        answer: answer(space, target),
        first: found.first,
        last: found.last,
        hinges: found
            .ranked()
            .iter()
            .map(|hinge| hinge_view(space.scenario, hinge))
            .collect(),
        turns,
    })
}

fn hinge_view(scenario: &Scenario, hinge: &Hinge) -> HingeView {
    let scene = &scenario[hinge.scene];
    HingeView {
        number: hinge.step + 1,
        day: scene.when.day_and_month(),
        scene: scene.title.clone(),
        choice: scene
            .choices
            .get(hinge.choice)
            .map_or(String::new(), |choice| choice.text.clone()),
        kind: hinge.kind,
        before: hinge.before,
        after: hinge.after,
    }
}

fn turns_view(space: &Space<'_>, turns: Turns) -> TurnsView {
    let scenario = space.scenario;
    let change = |change: &Change| {
        let scene = &scenario[change.scene];
        ChangeView {
            change: *change,
            day: scene.when.day_and_month(),
            scene: scene.title.clone(),
            choice: scene
                .choices
                .get(change.choice)
                .map_or(String::new(), |choice| choice.text.clone()),
        }
    };
    let historical = match turns.target {
        Target::Answer(id, answer) => scenario[id]
            .answer(answer)
            .is_some_and(|item| item.historical),
        Target::Ending(_) => false,
    };
    TurnsView {
        answer: answer(space, turns.target),
        historical,
        more: turns.more,
        sets: turns
            .sets
            .iter()
            .map(|turn| turn.changes.iter().map(change).collect())
            .collect(),
    }
}

impl HingeView {
    /// "rose from 31 % to 62 %".
    #[must_use]
    pub fn moved(&self) -> String {
        let verb = if self.after > self.before {
            "rose"
        } else {
            "fell"
        };
        let (before, after) = (self.before.words(), self.after.words());
        if before == after {
            // Too little for whole percents.
            format!(
                "{verb} from {} to {}",
                self.before.finely(),
                self.after.finely()
            )
        } else {
            format!("{verb} from {before} to {after}")
        }
    }
}
