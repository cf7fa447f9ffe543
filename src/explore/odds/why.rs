//! What an answer or an ending of a run hung on.
//!
//! The odds of what happened are followed through the run: before each decision, after
//! it, and after luck had its say. Each move belongs to that decision or that draw, and
//! the moves add up to the last odds, certainty, less the first.

use super::{Moment, Policy, Share, Space, Target};
use crate::journal::Replay;
use crate::model::SceneId;

/// The odds of one target through a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Why {
    /// What is asked about.
    pub target: Target,
    /// Its odds when the run began.
    pub first: Share,
    /// Its odds when it was decided, or now if it still is open.
    pub last: Share,
    /// Each decision and draw up to there, in the order they were made.
    pub hinges: Vec<Hinge>,
}

/// A decision or a draw, and where it moved the odds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hinge {
    /// The decision's number in the run, from 0.
    pub step: usize,
    /// Where it was made.
    pub scene: SceneId,
    /// The choice taken.
    pub choice: usize,
    /// Whether this is the decision or the luck of it.
    pub kind: HingeKind,
    /// The odds before.
    pub before: Share,
    /// The odds after.
    pub after: Share,
}

/// What moved the odds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HingeKind {
    /// What was decided.
    Decision,
    /// How luck fell.
    Draw,
}

impl Hinge {
    /// How far it moved the odds, in units of 2⁻⁶⁰.
    #[must_use]
    pub fn moved(&self) -> i64 {
        self.after.over(self.before)
    }
}

impl Why {
    /// Those that moved the odds at all, the one that moved them furthest first.
    #[must_use]
    pub fn ranked(&self) -> Vec<Hinge> {
        let mut ranked: Vec<Hinge> = self
            .hinges
            .iter()
            .copied()
            .filter(|hinge| hinge.moved() != 0)
            .collect();
        ranked.sort_by_key(|hinge| std::cmp::Reverse(hinge.moved().unsigned_abs()));
        ranked
    }
}

impl Space<'_> {
    /// What each of the targets hung on in a run, if the rest of the decisions went by the
    /// policy. Targets that were decided before the run began are left out.
    #[must_use]
    pub fn why(&self, run: &Replay, policy: &Policy, targets: &[Target]) -> Vec<Why> {
        let moments = self.along(run, policy);
        targets
            .iter()
            .filter_map(|target| self.why_one(run, &moments, *target))
            .collect()
    }

    fn why_one(&self, run: &Replay, moments: &[Moment], target: Target) -> Option<Why> {
        let column = self.column(target)?;
        let at = |row: &[Share]| row.get(column).copied().unwrap_or(Share::NEVER);
        let first = at(&moments.first()?.here);
        let mut why = Why {
            target,
            first,
            last: first,
            hinges: Vec::new(),
        };
        for (index, (moment, step)) in moments.iter().zip(&run.steps).enumerate() {
            let decided = moment.choices.get(step.choice)?.as_deref().map(at)?;
            let drawn = moment
                .outcomes
                .iter()
                .find(|(choice, outcome, _)| (*choice, *outcome) == (step.choice, step.outcome))
                .map(|(.., row)| at(row))?;
            let mut hinge = |kind, before: Share, after: Share| {
                why.hinges.push(Hinge {
                    step: index,
                    scene: moment.scene,
                    choice: step.choice,
                    kind,
                    before,
                    after,
                });
            };
            hinge(HingeKind::Decision, why.last, decided);
            if step.drawn {
                hinge(HingeKind::Draw, decided, drawn);
            }
            why.last = drawn;
            if let Target::Answer(id, _) = target
                && step.after.answer(id).is_some()
                && matches!(drawn, Share::NEVER | Share::ALWAYS)
            {
                break;
            }
        }
        Some(why)
    }
}
