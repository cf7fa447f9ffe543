//! Where each variable stands in a state's word.

use std::collections::{BTreeMap, BTreeSet};

use super::WalkError;
use crate::model::{AnswerIdx, SideId, Variable};
use crate::rules::State;

/// The bits of a state's word.
pub(super) const WORD_BITS: u32 = 128;

/// A range of bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Field {
    shift: u32,
    bits: u32,
}

impl Field {
    /// Its bits, all set.
    pub(super) fn mask(self) -> u128 {
        ((1 << self.bits) - 1) << self.shift
    }

    /// A value in its place.
    pub(super) fn put(self, value: u8) -> u128 {
        (u128::from(value) << self.shift) & self.mask()
    }

    /// How far its lowest bit stands from the word's.
    pub(super) fn shift(self) -> u32 {
        self.shift
    }
}

/// The fields of all variables that are followed.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    fields: BTreeMap<Variable, Field>,
}

impl Layout {
    /// # Errors
    ///
    /// If they do not fit.
    pub(super) fn of(variables: &BTreeSet<Variable>) -> Result<Self, WalkError> {
        let n_bits = variables.iter().map(|variable| width(*variable)).sum();
        if n_bits > WORD_BITS {
            return Err(WalkError::TooManyVariables {
                n_bits,
                variables: variables.iter().copied().collect(),
            });
        }
        let mut shift = 0;
        let fields = variables
            .iter()
            .map(|variable| {
                let bits = width(*variable);
                let field = Field { shift, bits };
                shift += bits;
                (*variable, field)
            })
            .collect();
        Ok(Self { fields })
    }

    /// The variable's field; `None` if it is not followed.
    pub(super) fn field(&self, variable: Variable) -> Option<Field> {
        self.fields.get(&variable).copied()
    }

    /// The bits of these variables.
    pub(super) fn mask(&self, variables: &BTreeSet<Variable>) -> u128 {
        variables
            .iter()
            .filter_map(|variable| self.field(*variable))
            .fold(0, |mask, field| mask | field.mask())
    }

    /// The variables that have bits in a mask.
    pub(super) fn variables(&self, mask: u128) -> Vec<Variable> {
        self.fields
            .iter()
            .filter(|(_, field)| field.mask() & mask != 0)
            .map(|(variable, _)| *variable)
            .collect()
    }

    /// The word of a state.
    pub(super) fn word(&self, state: &State) -> u128 {
        self.fields.iter().fold(0, |word, (variable, field)| {
            word | field.put(value(state, *variable))
        })
    }
}

/// What a variable takes: gauges have six levels, turning points five answers and
/// "undecided", and there are at most sixteen sides; `format` sees to that.
pub(super) fn width(variable: Variable) -> u32 {
    match variable {
        Variable::Flag(_) => 1,
        Variable::Gauge(_) | Variable::Answer(_) => 3,
        Variable::Holder(_) => 4,
    }
}

/// A variable's value as a number, as it stands in its field.
pub(super) fn value(state: &State, variable: Variable) -> u8 {
    match variable {
        Variable::Gauge(id) => state.level(id),
        Variable::Flag(id) => u8::from(state.has(id)),
        Variable::Answer(id) => state.answer(id).map_or(0, answer_value),
        Variable::Holder(id) => state.holder(id).map_or(0, side_value),
    }
}

/// An answer's value in a field; 0 is "undecided".
pub(super) fn answer_value(answer: AnswerIdx) -> u8 {
    answer.0 + 1
}

/// A side's value in a field.
pub(super) fn side_value(side: SideId) -> u8 {
    u8::try_from(side.index()).unwrap_or(u8::MAX)
}
