//! Which first-time hints have been shown, so that each is shown once.
//!
//! What a hint says and where it stands is the window's; only what was seen is kept here.

use std::collections::BTreeSet;

/// A hint for something met for the first time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tip {
    /// How a choice is taken.
    Choices,
    /// That underlined names can be asked about.
    Names,
    /// That news arrives, and how to turn it.
    News,
    /// What the red cell and the arrow of a gauge say.
    Gauges,
    /// What the record is.
    Record,
    /// That any key shows a text that is still arriving.
    Pace,
    /// What can be done on the map.
    Map,
    /// What can be done in the log.
    Log,
    /// What can be done on the chart.
    Chart,
}

impl Tip {
    /// Every hint, in the order they are offered where several fit.
    pub const ALL: [Self; 9] = [
        Self::Pace,
        Self::Choices,
        Self::Record,
        Self::News,
        Self::Gauges,
        Self::Names,
        Self::Map,
        Self::Log,
        Self::Chart,
    ];

    /// The word it is kept under. Never changes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Choices => "choices",
            Self::Names => "names",
            Self::News => "news",
            Self::Gauges => "gauges",
            Self::Record => "record",
            Self::Pace => "pace",
            Self::Map => "map",
            Self::Log => "log",
            Self::Chart => "chart",
        }
    }
}

/// Whether hints are shown, and which have been.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tips {
    /// Whether any is shown.
    pub shown: TipsShown,
    /// Those that have been shown.
    pub seen: BTreeSet<Tip>,
}

/// Whether hints are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TipsShown {
    /// Each at the first time.
    #[default]
    Once,
    /// None.
    Never,
}

impl Tips {
    /// Whether a hint is still to be shown.
    #[must_use]
    pub fn wants(&self, tip: Tip) -> bool {
        self.shown == TipsShown::Once && !self.seen.contains(&tip)
    }

    /// The words the seen ones are kept under.
    pub(super) fn keys(&self) -> Vec<String> {
        self.seen.iter().map(|tip| tip.key().to_owned()).collect()
    }

    /// What was kept. A word of another version is passed over.
    pub(super) fn of_keys(shown: TipsShown, keys: &[String]) -> Self {
        let is_kept = |tip: &Tip| keys.iter().any(|key| key == tip.key());
        Self {
            shown,
            seen: Tip::ALL.into_iter().filter(is_kept).collect(),
        }
    }
}
