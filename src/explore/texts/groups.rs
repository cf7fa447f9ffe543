//! Variables that texts ask about together, as sets of the values they can have.

use std::collections::{BTreeMap, BTreeSet};

use super::Question;
use crate::explore::layout::{answer_value, side_value, value};
use crate::explore::plan::Plan;
use crate::explore::program::Source;
use crate::model::{Condition, Effect, Scenario, TOP_LEVEL, Variable};

/// More combinations than this are not followed.
const MOST_VALUES: usize = 1024;

/// How many words of marks one walk carries.
const MOST_WORDS: usize = 32;

/// More groups than this are not followed; a story has some dozens.
const MOST_GROUPS: usize = 1024;

/// Variables followed together.
pub(super) struct Group {
    /// Each with how many values it has.
    variables: Vec<(Variable, usize)>,
    /// All combinations.
    n_values: usize,
    /// The first of its bits.
    first: usize,
    /// The questions it answers.
    pub(super) questions: Vec<usize>,
}

/// The groups that answer all questions, in batches of what one walk carries. A question
/// that hangs on too much is in no group.
pub(super) fn batches(plan: &Plan<'_>, questions: &[Question<'_>]) -> Vec<Vec<Group>> {
    let mut by_size: Vec<(usize, &Question<'_>)> = questions.iter().enumerate().collect();
    by_size.sort_by_key(|(_, question)| std::cmp::Reverse(question.reads.len()));
    let mut sets: Vec<(&BTreeSet<Variable>, Vec<usize>)> = Vec::new();
    for (number, question) in by_size {
        let is_full = sets.len() >= MOST_GROUPS;
        // A group can answer every question that asks for less.
        match sets
            .iter_mut()
            .find(|(set, _)| set.is_superset(&question.reads))
        {
            Some((_, numbers)) => numbers.push(number),
            None if !is_full && n_values(plan, &question.reads) <= MOST_VALUES => {
                sets.push((&question.reads, vec![number]));
            }
            None => {}
        }
    }
    let mut batches: Vec<Vec<Group>> = Vec::new();
    for (set, questions) in sets {
        let mut group = Group {
            variables: set
                .iter()
                .map(|variable| (*variable, domain(plan, *variable)))
                .collect(),
            n_values: n_values(plan, set),
            first: 0,
            questions,
        };
        if let Some(batch) = batches.last_mut()
            && let Some(last) = batch.last()
        {
            group.place_behind(last);
            if group.end_word() <= MOST_WORDS {
                batch.push(group);
                continue;
            }
            group.first = 0;
        }
        batches.push(vec![group]);
    }
    batches
}

fn n_values(plan: &Plan<'_>, variables: &BTreeSet<Variable>) -> usize {
    variables.iter().fold(1, |product, variable| {
        product.saturating_mul(domain(plan, *variable))
    })
}

fn domain(plan: &Plan<'_>, variable: Variable) -> usize {
    match variable {
        Variable::Flag(_) => 2,
        Variable::Gauge(_) => usize::from(TOP_LEVEL) + 1,
        Variable::Answer(id) => plan.scenario[id].answers.len() + 1,
        Variable::Holder(_) => plan.scenario.sides.len(),
    }
}

/// Whether a condition holds when its variables have these values.
pub(super) fn meets(condition: &Condition, value: &dyn Fn(Variable) -> u8) -> bool {
    match condition {
        Condition::AtLeast(id, level) => value(Variable::Gauge(*id)) >= *level,
        Condition::AtMost(id, level) => value(Variable::Gauge(*id)) <= *level,
        Condition::Flag(id) => value(Variable::Flag(*id)) == 1,
        Condition::Answered(id, answer) => value(Variable::Answer(*id)) == answer_value(*answer),
        Condition::Holds(id, side) => value(Variable::Holder(*id)) == side_value(*side),
        Condition::All(parts) => parts.iter().all(|part| meets(part, value)),
        Condition::Any(parts) => parts.iter().any(|part| meets(part, value)),
        Condition::Not(part) => !meets(part, value),
    }
}

impl Group {
    /// A group never straddles a word unless it is larger than one.
    fn place_behind(&mut self, other: &Self) {
        let free = other.first + other.n_values;
        let fits = free % 64 + self.n_values <= 64;
        self.first = if fits { free } else { free.div_ceil(64) * 64 };
    }

    /// The number of words up to its last bit.
    pub(super) fn end_word(&self) -> usize {
        (self.first + self.n_values).div_ceil(64)
    }

    fn values(&self, mut number: usize) -> Vec<u8> {
        self.variables
            .iter()
            .map(|(_, n_values)| {
                let value = number % n_values;
                number /= n_values;
                u8::try_from(value).unwrap_or(u8::MAX)
            })
            .collect()
    }

    fn number(&self, values: &[u8]) -> usize {
        let digits = self.variables.iter().zip(values).rev();
        digits.fold(0, |number, ((_, n_values), value)| {
            number * n_values + usize::from(*value)
        })
    }

    fn bit(&self, number: usize) -> (usize, usize) {
        ((self.first + number) / 64, (self.first + number) % 64)
    }

    /// Sets the bit of the values at the start.
    pub(super) fn begin(&self, plan: &Plan<'_>, marks: &mut [u64]) {
        let values: Vec<u8> = self
            .variables
            .iter()
            .map(|(variable, _)| value(&plan.start, *variable))
            .collect();
        let (word, bit) = self.bit(self.number(&values));
        if let Some(bits) = marks.get_mut(word) {
            *bits |= 1 << bit;
        }
    }

    /// The bits of the values at which the question's text is shown.
    pub(super) fn shown(&self, plan: &Plan<'_>, question: &Question<'_>) -> Vec<(usize, u64)> {
        let mut shown: BTreeMap<usize, u64> = BTreeMap::new();
        for number in 0..self.n_values {
            let values = self.values(number);
            let value = |variable: Variable| {
                let own = self.variables.iter().zip(&values);
                own.into_iter()
                    .find(|((known, _), _)| *known == variable)
                    .map_or_else(|| value(&plan.start, variable), |(_, value)| *value)
            };
            if question.is_shown(&value) {
                let (word, bit) = self.bit(number);
                *shown.entry(word).or_default() |= 1 << bit;
            }
        }
        shown.into_iter().collect()
    }

    /// Changes the values as an effect does.
    fn apply(&self, values: &mut [u8], effect: &Effect) {
        let variable = effect.variable();
        let mut own = self.variables.iter().zip(values);
        let Some((_, value)) = own.find(|((known, _), _)| *known == variable) else {
            return;
        };
        *value = match effect {
            Effect::Add(_, by) => value.saturating_add_signed(*by).min(TOP_LEVEL),
            Effect::Level(_, level) => *level,
            Effect::Set(_) => 1,
            Effect::Clear(_) => 0,
            Effect::Hold(_, side) => side_value(*side),
            Effect::Settle(_, answer) if *value == 0 => answer_value(*answer),
            Effect::Settle(..) => *value,
        };
    }
}

/// Which of the groups follow each variable.
pub(super) fn by_variable(groups: &[Group]) -> BTreeMap<Variable, BTreeSet<usize>> {
    let mut by_variable: BTreeMap<Variable, BTreeSet<usize>> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        for (variable, _) in &group.variables {
            by_variable.entry(*variable).or_default().insert(number);
        }
    }
    by_variable
}

/// What a list of effects does to the marks.
#[derive(Default)]
pub(super) struct Moves {
    /// The bits that move, by word.
    leave: Vec<(usize, u64)>,
    /// From a word, the bits, to a word, and how far up; down if negative.
    moves: Vec<(usize, u64, usize, i32)>,
}

impl Moves {
    pub(super) fn of(
        scenario: &Scenario,
        source: Source,
        groups: &[Group],
        by_variable: &BTreeMap<Variable, BTreeSet<usize>>,
    ) -> Self {
        let (own, effects) = effects_of(scenario, source);
        let touched: BTreeSet<usize> = own
            .iter()
            .chain(effects)
            .filter_map(|effect| by_variable.get(&effect.variable()))
            .flatten()
            .copied()
            .collect();
        let mut leave: BTreeMap<usize, u64> = BTreeMap::new();
        let mut moves: BTreeMap<(usize, usize, i32), u64> = BTreeMap::new();
        for group in touched.into_iter().filter_map(|number| groups.get(number)) {
            for number in 0..group.n_values {
                let mut values = group.values(number);
                for effect in own.iter().chain(effects) {
                    group.apply(&mut values, effect);
                }
                let (from, low) = group.bit(number);
                let (to, high) = group.bit(group.number(&values));
                *leave.entry(from).or_default() |= 1 << low;
                let up = i32::try_from(high).unwrap_or(0) - i32::try_from(low).unwrap_or(0);
                *moves.entry((from, to, up)).or_default() |= 1 << low;
            }
        }
        Self {
            leave: leave.into_iter().collect(),
            moves: moves
                .into_iter()
                .map(|((from, to, up), mask)| (from, mask, to, up))
                .collect(),
        }
    }

    /// Moves the bits. `before` is room for a copy.
    pub(super) fn run(&self, marks: &mut [u64], before: &mut [u64]) {
        if self.moves.is_empty() {
            return;
        }
        before.copy_from_slice(marks);
        for (word, mask) in &self.leave {
            if let Some(bits) = marks.get_mut(*word) {
                *bits &= !mask;
            }
        }
        for (from, mask, to, up) in &self.moves {
            let bits = before.get(*from).map_or(0, |bits| bits & mask);
            let bits = if *up < 0 {
                bits >> up.unsigned_abs()
            } else {
                bits << up.unsigned_abs()
            };
            if let Some(word) = marks.get_mut(*to) {
                *word |= bits;
            }
        }
    }
}

/// A list's effects, and for an answer the settling that comes before them.
fn effects_of(scenario: &Scenario, source: Source) -> (Option<Effect>, &[Effect]) {
    match source {
        Source::Outcome(at) => {
            let choice = scenario[at.scene].choices.get(at.choice);
            let outcome = choice.and_then(|choice| choice.outcomes.get(at.outcome));
            (None, outcome.map_or(&[], |outcome| &outcome.effects))
        }
        Source::Answer(id, index) => {
            let effects = scenario[id]
                .answer(index)
                .map_or(&[][..], |answer| &answer.effects);
            (Some(Effect::Settle(id, index)), effects)
        }
        Source::Event(id) => (None, &scenario[id].effects),
    }
}
