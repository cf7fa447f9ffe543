//! What odds are asked for, in an order that suits working backwards.
//!
//! Endings come first, then the answers of turning points from the last on the timeline
//! to the first. So what is still open at a scene are always the first columns, and a
//! state's row is the beginning of the rows of all states before it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Target;
use crate::explore::plan::Plan;
use crate::model::{AnswerIdx, Dated, TurningPointId};

/// The columns of a space.
pub(super) struct Columns {
    pub(super) targets: Vec<Target>,
    /// How many columns are open at each scene, in the program's order.
    widths: Vec<usize>,
    /// The first column of each turning point.
    first: BTreeMap<TurningPointId, usize>,
    n_endings: usize,
}

impl Columns {
    pub(super) fn of(plan: &Plan<'_>) -> Self {
        let n_endings = plan.scenario[plan.role].endings.len();
        let mut targets: Vec<Target> = (0..n_endings).map(Target::Ending).collect();
        let timeline = &plan.scenario.timeline;
        // The columns open behind each position of the timeline.
        let mut open_from = vec![n_endings; timeline.len() + 1];
        let mut first = BTreeMap::new();
        for (position, (_, dated)) in timeline.iter().enumerate().skip(plan.first()).rev() {
            if let Dated::TurningPoint(id) = dated {
                first.insert(*id, targets.len());
                let answers = (0..).zip(&plan.scenario[*id].answers);
                targets.extend(answers.map(|(index, _)| Target::Answer(*id, AnswerIdx(index))));
            }
            if let Some(open) = open_from.get_mut(position) {
                *open = targets.len();
            }
        }
        let open_at = |position: usize| open_from.get(position).copied().unwrap_or(n_endings);
        let scenes = plan.order.iter();
        Self {
            widths: scenes.map(|scene| open_at(plan.position(*scene))).collect(),
            targets,
            first,
            n_endings,
        }
    }

    /// The columns of a block that are open at a scene; at an ending none but the endings'.
    pub(super) fn open(&self, scene: Option<usize>, block: &Range<usize>) -> usize {
        let open = scene
            .and_then(|scene| self.widths.get(scene))
            .copied()
            .unwrap_or(self.n_endings);
        open.clamp(block.start, block.end) - block.start
    }

    /// An answer's column.
    pub(super) fn answer(&self, id: TurningPointId, answer: AnswerIdx) -> Option<usize> {
        self.first
            .get(&id)
            .map(|first| first + usize::from(answer.0))
    }

    /// The column of a target, if it was still open where the space begins.
    pub(super) fn of_target(&self, target: Target) -> Option<usize> {
        match target {
            Target::Ending(ending) => (ending < self.n_endings).then_some(ending),
            Target::Answer(id, answer) => self.answer(id, answer),
        }
    }
}
