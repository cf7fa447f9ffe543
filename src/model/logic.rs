//! Conditions and effects: the only things a scenario can ask of the state and do to it.

use super::id::{FlagId, GaugeId, PlaceId, SideId, TurningPointId};

/// The highest level of a gauge; the lowest is 0.
pub const TOP_LEVEL: u8 = 5;

/// A question about the state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Condition {
    /// The gauge stands at this level or above.
    AtLeast(GaugeId, u8),
    /// The gauge stands at this level or below.
    AtMost(GaugeId, u8),
    /// The flag is set.
    Flag(FlagId),
    /// The turning point is decided and has this answer.
    Answered(TurningPointId, AnswerIdx),
    /// The place is held by this side.
    Holds(PlaceId, SideId),
    /// Every one of these; true if there are none.
    All(Vec<Condition>),
    /// At least one of these; false if there are none.
    Any(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
}

/// The position of an answer in its turning point.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AnswerIdx(pub u8);

/// A change to the state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Moves a gauge by so many levels, stopping at its ends.
    Add(GaugeId, i8),
    /// Puts a gauge at a level.
    Level(GaugeId, u8),
    /// Sets a flag.
    Set(FlagId),
    /// Clears a flag.
    Clear(FlagId),
    /// Gives a place to a side.
    Hold(PlaceId, SideId),
    /// Decides a turning point now, whatever its rules would say later.
    Settle(TurningPointId, AnswerIdx),
}

/// One thing a condition can depend on or an effect can change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Variable {
    /// A gauge's level.
    Gauge(GaugeId),
    /// Whether a flag is set.
    Flag(FlagId),
    /// A turning point's answer.
    Answer(TurningPointId),
    /// Who holds a place.
    Holder(PlaceId),
}

impl Condition {
    /// Calls `visit` with every variable the condition reads, repeats included.
    pub fn variables(&self, visit: &mut dyn FnMut(Variable)) {
        match self {
            Self::AtLeast(gauge, _) | Self::AtMost(gauge, _) => visit(Variable::Gauge(*gauge)),
            Self::Flag(flag) => visit(Variable::Flag(*flag)),
            Self::Answered(turning_point, _) => visit(Variable::Answer(*turning_point)),
            Self::Holds(place, _) => visit(Variable::Holder(*place)),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.variables(visit);
                }
            }
            Self::Not(part) => part.variables(visit),
        }
    }
}

impl Effect {
    /// What the effect changes.
    #[must_use]
    pub fn variable(&self) -> Variable {
        match self {
            Self::Add(gauge, _) | Self::Level(gauge, _) => Variable::Gauge(*gauge),
            Self::Set(flag) | Self::Clear(flag) => Variable::Flag(*flag),
            Self::Hold(place, _) => Variable::Holder(*place),
            Self::Settle(turning_point, _) => Variable::Answer(*turning_point),
        }
    }
}
