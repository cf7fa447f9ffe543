//! The odds of every target in every state, worked out from the end backwards.
//!
//! A state's row is what the policy makes of the rows of its choices; a choice's row is
//! the average over its possible outcomes by their weights; an outcome's row is that of
//! the state it leads to, with what is decided on the way filled in. Rows of a scene are
//! dropped as soon as no earlier scene leads there.

use std::ops::Range;

use super::Share;
use super::columns::Columns;
use crate::explore::program::{OutcomeCode, Program, Then};
use crate::explore::states::{Edge, States};
use crate::model::{AnswerIdx, TurningPointId};

const ONE: u64 = Share::ALWAYS.0;

/// Values are weighed in halves of this many bits.
const HALF: u32 = 30;
const LOW: u64 = (1 << HALF) - 1;

/// How a state's choices are put together.
#[derive(Clone, Debug)]
pub(super) enum Rule {
    /// The average over all that are open.
    Alike,
    /// For each target the least of them.
    Lowest,
    /// For each target the greatest of them.
    Highest,
    /// At each scene, in the program's order, this one; the average where none is named or
    /// it is not open.
    Fixed(Vec<Option<usize>>),
}

/// The rows of one state that was asked for.
#[derive(Clone, Default, Debug)]
pub(super) struct Rows {
    /// The state's own.
    pub(super) here: Vec<u64>,
    /// Each choice's; none for a choice that is not open.
    pub(super) choices: Vec<Option<Vec<u64>>>,
    /// Each possible outcome's: choice, outcome's number, row.
    pub(super) outcomes: Vec<(usize, usize, Vec<u64>)>,
}

/// Space, program and columns, and what has been worked out so far.
struct Backwards<'a> {
    program: &'a Program,
    outcomes: Vec<&'a OutcomeCode>,
    states: &'a States,
    columns: &'a Columns,
    block: Range<usize>,
    /// The columns, counted from the block's first, that each way decides.
    decided: Vec<Vec<usize>>,
    /// The rows of each scene's states, one after the other.
    rows: Vec<Vec<u64>>,
}

/// The rows of the watched states (scene, place), in their order, for a block of columns.
pub(super) fn rows(
    program: &Program,
    states: &States,
    columns: &Columns,
    block: Range<usize>,
    rule: &Rule,
    watched: &[(usize, usize)],
) -> Vec<Rows> {
    let outcomes = program
        .scenes
        .iter()
        .flat_map(|scene| &scene.choices)
        .flat_map(|choice| &choice.outcomes);
    let in_block = |way: &Vec<(TurningPointId, AnswerIdx)>| -> Vec<usize> {
        way.iter()
            .filter_map(|(id, answer)| columns.answer(*id, *answer))
            .filter(|column| block.contains(column))
            .map(|column| column - block.start)
            .collect()
    };
    let mut backwards = Backwards {
        decided: states.ways().iter().map(in_block).collect(),
        program,
        outcomes: outcomes.collect(),
        states,
        columns,
        block,
        rows: vec![Vec::new(); program.scenes.len()],
    };
    let needed = needed_until(program);
    let mut found = vec![Rows::default(); watched.len()];
    for scene in (0..program.scenes.len()).rev() {
        let rows = backwards.scene(scene, rule);
        for (found, (_, place)) in found
            .iter_mut()
            .zip(watched)
            .filter(|(_, (watched, _))| *watched == scene)
        {
            *found = backwards.look(scene, *place, &rows);
        }
        if let Some(slot) = backwards.rows.get_mut(scene) {
            *slot = rows;
        }
        for (later, until) in needed.iter().enumerate().skip(scene + 1) {
            if *until == scene
                && let Some(slot) = backwards.rows.get_mut(later)
            {
                *slot = Vec::new();
            }
        }
    }
    found
}

/// For each scene the first that leads to it.
fn needed_until(program: &Program) -> Vec<usize> {
    let mut until = vec![usize::MAX; program.scenes.len()];
    for (index, scene) in program.scenes.iter().enumerate() {
        for outcome in scene.choices.iter().flat_map(|choice| &choice.outcomes) {
            if let Then::Scene(next) = outcome.then
                && let Some(slot) = until.get_mut(next)
            {
                *slot = index.min(*slot);
            }
        }
    }
    until
}

/// An outcome's row: what the next state has, then only zeros, but for these columns.
struct Outcome<'a> {
    weight: u64,
    next: &'a [u64],
    decided: &'a [usize],
    ending: Option<usize>,
}

impl Backwards<'_> {
    fn scene(&self, scene: usize, rule: &Rule) -> Vec<u64> {
        let width = self.columns.open(Some(scene), &self.block);
        let Some(states) = self.states.scenes.get(scene) else {
            return Vec::new();
        };
        let mut rows = vec![0; states.len() * width];
        if width == 0 {
            return rows;
        }
        let mut scratch = vec![0; width];
        let mut share = vec![0; width];
        for (place, row) in rows.chunks_exact_mut(width).enumerate() {
            let edges = states.edges(place);
            let wanted = match rule {
                Rule::Fixed(choices) => choices.get(scene).copied().flatten(),
                _ => None,
            };
            let has_wanted =
                wanted.is_some_and(|wanted| edges.iter().any(|edge| self.choice(*edge) == wanted));
            let mut n_choices = 0;
            for edges in edges.chunk_by(|a, b| self.choice(*a) == self.choice(*b)) {
                let choice = edges.first().map(|edge| self.choice(*edge));
                if has_wanted && choice != wanted {
                    continue;
                }
                let of_choice = self.choice_row(edges, &mut scratch, &mut share);
                n_choices += 1;
                match rule {
                    Rule::Lowest if n_choices > 1 => each(row, of_choice, u64::min),
                    Rule::Highest if n_choices > 1 => each(row, of_choice, u64::max),
                    _ => each(row, of_choice, |sum, more| sum + more),
                }
            }
            if matches!(rule, Rule::Alike | Rule::Fixed(_)) {
                divide(row, n_choices);
            }
        }
        rows
    }

    fn choice(&self, edge: Edge) -> usize {
        self.outcomes
            .get(edge.outcome as usize)
            .map_or(usize::MAX, |outcome| outcome.choice)
    }

    /// The row of a choice with these edges.
    fn choice_row<'s>(
        &self,
        edges: &[Edge],
        scratch: &'s mut [u64],
        share: &mut [u64],
    ) -> &'s [u64] {
        if let [edge] = edges {
            self.outcome(*edge).write(scratch);
            return scratch;
        }
        let total: u64 = edges.iter().map(|edge| self.outcome(*edge).weight).sum();
        scratch.fill(0);
        // The halves of each value are weighed by themselves, so that nothing overflows:
        // `share` has the high halves, `scratch` the low ones.
        share.fill(0);
        for edge in edges {
            let outcome = self.outcome(*edge);
            for ((high, low), value) in share.iter_mut().zip(&mut *scratch).zip(outcome.next) {
                *high += (value >> HALF) * outcome.weight;
                *low += (value & LOW) * outcome.weight;
            }
            for column in outcome.certain() {
                if let Some(high) = share.get_mut(column) {
                    *high += (ONE >> HALF) * outcome.weight;
                }
            }
        }
        for (high, low) in share.iter().zip(&mut *scratch) {
            let (whole, rest) = (high / total.max(1), high % total.max(1));
            *low = (whole << HALF) + ((rest << HALF) + *low) / total.max(1);
        }
        scratch
    }

    fn outcome(&self, edge: Edge) -> Outcome<'_> {
        let code = self.outcomes.get(edge.outcome as usize);
        let (mut next, mut ending) = (&[][..], None);
        match code.map(|code| code.then) {
            Some(Then::Scene(scene)) => {
                let width = self.columns.open(Some(scene), &self.block);
                let begin = edge.next as usize * width;
                let rows = self.rows.get(scene);
                next = rows
                    .and_then(|rows| rows.get(begin..begin + width))
                    .unwrap_or(&[]);
            }
            Some(Then::End(column)) => ending = column.checked_sub(self.block.start),
            None => {}
        }
        Outcome {
            weight: code.map_or(0, |code| u64::from(code.weight)),
            next,
            decided: self
                .decided
                .get(edge.way as usize)
                .map_or(&[], Vec::as_slice),
            ending,
        }
    }

    /// The rows of one state.
    fn look(&self, scene: usize, place: usize, rows: &[u64]) -> Rows {
        let width = self.columns.open(Some(scene), &self.block);
        let edges = self
            .states
            .scenes
            .get(scene)
            .map_or(&[][..], |states| states.edges(place));
        let n_choices = self
            .program
            .scenes
            .get(scene)
            .map_or(0, |scene| scene.choices.len());
        let mut found = Rows {
            here: rows
                .get(place * width..(place + 1) * width)
                .unwrap_or(&[])
                .to_vec(),
            choices: vec![None; n_choices],
            outcomes: Vec::new(),
        };
        let (mut scratch, mut share) = (vec![0; width], vec![0; width]);
        for edges in edges.chunk_by(|a, b| self.choice(*a) == self.choice(*b)) {
            let Some(choice) = edges.first().map(|edge| self.choice(*edge)) else {
                continue;
            };
            let row = self.choice_row(edges, &mut scratch, &mut share).to_vec();
            if let Some(slot) = found.choices.get_mut(choice) {
                *slot = Some(row);
            }
            for edge in edges {
                let mut row = vec![0; width];
                self.outcome(*edge).write(&mut row);
                found.outcomes.push((choice, edge.outcome as usize, row));
            }
        }
        found
    }
}

impl Outcome<'_> {
    fn certain(&self) -> impl Iterator<Item = usize> + '_ {
        self.decided.iter().copied().chain(self.ending)
    }

    fn write(&self, row: &mut [u64]) {
        let (open, decided) = row.split_at_mut(self.next.len().min(row.len()));
        for (slot, value) in open.iter_mut().zip(self.next) {
            *slot = *value;
        }
        decided.fill(0);
        for column in self.certain() {
            if let Some(slot) = row.get_mut(column) {
                *slot = ONE;
            }
        }
    }
}

fn each(row: &mut [u64], more: &[u64], join: impl Fn(u64, u64) -> u64) {
    for (slot, more) in row.iter_mut().zip(more) {
        *slot = join(*slot, *more);
    }
}

/// Divides a row by the number of choices, at most nine; a known divisor is a multiplication.
fn divide(row: &mut [u64], by: usize) {
    fn by_known<const BY: u64>(row: &mut [u64]) {
        for slot in row {
            *slot /= BY;
        }
    }
    match by {
        0 | 1 => {}
        2 => by_known::<2>(row),
        3 => by_known::<3>(row),
        4 => by_known::<4>(row),
        5 => by_known::<5>(row),
        6 => by_known::<6>(row),
        7 => by_known::<7>(row),
        8 => by_known::<8>(row),
        _ => by_known::<9>(row),
    }
}
