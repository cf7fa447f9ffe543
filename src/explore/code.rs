//! Conditions and effects as operations on a state's word.

use super::layout::{Field, Layout, answer_value, side_value};
use super::plan::Plan;
use crate::model::{Condition, Effect, TOP_LEVEL, TurningPointId, Variable};

/// A compiled condition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Test {
    /// True.
    Always,
    /// False.
    Never,
    /// The masked bits have this value.
    Bits { mask: u128, value: u128 },
    /// The gauge stands from `least` to `most`.
    Level { shift: u32, least: u8, most: u8 },
    /// Every one.
    All(Box<[Test]>),
    /// At least one.
    Any(Box<[Test]>),
    /// The opposite.
    Not(Box<Test>),
}

/// A compiled effect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Op {
    /// Clears bits, then sets bits.
    Put { clear: u128, value: u128 },
    /// Moves a gauge.
    Add { shift: u32, by: i8 },
    /// Sets bits if all of the mask are clear.
    Settle { mask: u128, value: u128 },
}

/// The level of the gauge at `shift`.
fn level(word: u128, shift: u32) -> u8 {
    let [low, ..] = (word >> shift).to_le_bytes();
    low & 7
}

impl Test {
    /// What a condition asks of the words of this layout. What is not in the layout is
    /// as at the start.
    pub(super) fn of(plan: &Plan<'_>, layout: &Layout, condition: &Condition) -> Self {
        let equal = |variable: Variable, value: u8| {
            layout.field(variable).map(|field| Self::Bits {
                mask: field.mask(),
                value: field.put(value),
            })
        };
        let within = |field: Field, least: u8, most: u8| Self::Level {
            shift: field.shift(),
            least,
            most,
        };
        let test = match condition {
            Condition::AtLeast(id, least) => layout
                .field(Variable::Gauge(*id))
                .map(|field| within(field, *least, TOP_LEVEL)),
            Condition::AtMost(id, most) => layout
                .field(Variable::Gauge(*id))
                .map(|field| within(field, 0, *most)),
            Condition::Flag(id) => equal(Variable::Flag(*id), 1),
            Condition::Answered(id, answer) => equal(Variable::Answer(*id), answer_value(*answer)),
            Condition::Holds(id, side) => equal(Variable::Holder(*id), side_value(*side)),
            Condition::All(parts) => Some(Self::all(
                parts.iter().map(|part| Self::of(plan, layout, part)),
            )),
            Condition::Any(parts) => Some(Self::any(
                parts.iter().map(|part| Self::of(plan, layout, part)),
            )),
            Condition::Not(part) => Some(Self::not(Self::of(plan, layout, part))),
        };
        match test {
            Some(test) => test.simple(),
            None if plan.start.meets(condition) => Self::Always,
            None => Self::Never,
        }
    }

    fn all(parts: impl Iterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        let (mut mask, mut value) = (0, 0);
        for part in parts {
            match part {
                Self::Always => {}
                Self::Never => return Self::Never,
                Self::Bits {
                    mask: more,
                    value: wanted,
                } => {
                    if value & mask & more != wanted & mask & more {
                        return Self::Never;
                    }
                    mask |= more;
                    value |= wanted;
                }
                other => kept.push(other),
            }
        }
        if mask != 0 {
            kept.insert(0, Self::Bits { mask, value });
        }
        match kept.len() {
            0 => Self::Always,
            1 => kept.pop().unwrap_or(Self::Always),
            _ => Self::All(kept.into()),
        }
    }

    fn any(parts: impl Iterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::Always => return Self::Always,
                Self::Never => {}
                other => kept.push(other),
            }
        }
        match kept.len() {
            0 => Self::Never,
            1 => kept.pop().unwrap_or(Self::Never),
            _ => Self::Any(kept.into()),
        }
    }

    fn not(part: Self) -> Self {
        match part {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::Not(inner) => *inner,
            Self::Bits { mask, value } if mask.count_ones() == 1 => Self::Bits {
                mask,
                value: value ^ mask,
            },
            other => Self::Not(Box::new(other)),
        }
    }

    /// A level test that every level meets is none.
    fn simple(self) -> Self {
        match self {
            Self::Level { least: 0, most, .. } if most >= TOP_LEVEL => Self::Always,
            other => other,
        }
    }

    /// Whether it holds in a state.
    pub(super) fn holds(&self, word: u128) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Bits { mask, value } => word & mask == *value,
            Self::Level { shift, least, most } => {
                let level = level(word, *shift);
                *least <= level && level <= *most
            }
            Self::All(parts) => parts.iter().all(|part| part.holds(word)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(word)),
            Self::Not(part) => !part.holds(word),
        }
    }
}

impl Op {
    /// Effects on variables of the layout, in order; all others do nothing that is followed.
    pub(super) fn list(layout: &Layout, effects: &[Effect]) -> Vec<Self> {
        let mut ops = Vec::new();
        for effect in effects {
            if let Some(op) = Self::of(layout, effect) {
                Self::push(&mut ops, op);
            }
        }
        ops
    }

    /// The deciding of a turning point, if its answer is followed.
    pub(super) fn decide(layout: &Layout, id: TurningPointId, value: u8) -> Option<Self> {
        layout.field(Variable::Answer(id)).map(|field| Self::Put {
            clear: field.mask(),
            value: field.put(value),
        })
    }

    fn of(layout: &Layout, effect: &Effect) -> Option<Self> {
        let field = layout.field(effect.variable())?;
        let put = |value: u8| Self::Put {
            clear: field.mask(),
            value: field.put(value),
        };
        Some(match effect {
            Effect::Add(_, by) => Self::Add {
                shift: field.shift(),
                by: *by,
            },
            Effect::Level(_, level) => put(*level),
            Effect::Set(_) => put(1),
            Effect::Clear(_) => put(0),
            Effect::Hold(_, side) => put(side_value(*side)),
            Effect::Settle(_, answer) => Self::Settle {
                mask: field.mask(),
                value: field.put(answer_value(*answer)),
            },
        })
    }

    /// Two neighbouring puts are one.
    fn push(ops: &mut Vec<Self>, op: Self) {
        if let (
            Self::Put { clear, value },
            Some(Self::Put {
                clear: all,
                value: values,
            }),
        ) = (op, ops.last_mut())
        {
            *values = *values & !clear | value;
            *all |= clear;
        } else {
            ops.push(op);
        }
    }

    /// The state after it.
    pub(super) fn run(self, word: u128) -> u128 {
        match self {
            Self::Put { clear, value } => word & !clear | value,
            Self::Add { shift, by } => {
                let to = level(word, shift).saturating_add_signed(by).min(TOP_LEVEL);
                word & !(7 << shift) | u128::from(to) << shift
            }
            Self::Settle { mask, value } if word & mask == 0 => word | value,
            Self::Settle { .. } => word,
        }
    }
}
