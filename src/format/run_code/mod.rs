//! Run codes: a whole run in letters and digits that survive handwriting.
//!
//! A code holds the scenario, the content's version, the role, the readings, where the
//! run begins, its seed and all its decisions, with two signs that check the rest; so it
//! is enough to rebuild the run, and no name, star or parent is in it. A run of thirty
//! decisions takes 40 signs. Reading is lenient in how a code is written (small letters,
//! spaces, line ends) and strict in what it says: a mistyped code is never read as
//! another run and never mended without asking.
//!
//! Decisions are kept by identity, not position (`slots`), so that codes survive edits of
//! the scenes: what was only reworded, put in another order or added to reads as before;
//! where a choice is gone the reading stops and says so. Only decisions are written, not
//! scenes: the scenes follow by playing. A code made with other content may in rare cases
//! read as other decisions than were made; a mark of them all finds that out, and
//! [`ReadCode::note`] says it. What a code means never changes: tests pin some of everybody's.
//!
//! Nothing here looks anything up outside the scenario it is given. Start at [`write()`]
//! and [`read`]. Inside: `signs` (the alphabet and its check), `number` (packing),
//! `slots` (identity), `layout` (what is written in which order), `mend` (where a code
//! is mistyped).

mod error;
mod layout;
mod mend;
mod number;
mod signs;
mod slots;

pub use error::{CodeError, Fault, Guess, Mistyped, Slip, UnknownSign, WriteError};

use std::fmt;

use crate::journal::{Journal, Replay, replay};
use crate::model::Scenario;
use layout::ChoiceSlots;
use signs::{GROUP, N_CHECKS};

/// More characters than this are no code, with all spaces and hyphens.
pub const LONGEST: usize = 400;

/// Fewer signs than this are no code; a run that has not begun takes as many.
const SHORTEST: usize = 12;

/// Seeds below this make the short codes.
pub const SHORT_SEEDS: u64 = 100_000_000;

/// What a code says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadCode {
    /// The run, as far as its decisions exist here, with every outcome read.
    pub journal: Journal,
    /// Which state of the scenes it was made with.
    pub made_with: MadeWith,
    /// Why not all decisions are in the journal, if so.
    pub stop: Option<CodeStop>,
    /// Whether those in the journal are those that were made, as far as can be known.
    pub decisions: Decisions,
}

/// Whether decisions that can all be made are those that were made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decisions {
    /// Their ids are, or the code stops before that can be known.
    Same,
    /// Another choice stands where one of them was; the code does not say where.
    NotAllTheSame,
}

/// Which state of the scenes a code was made with, as far as its few bits tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MadeWith {
    /// This one.
    ThisContent,
    /// Another one of the same version.
    AnotherDraft {
        /// The authors' number.
        version: u32,
    },
    /// One of another version.
    OtherVersion {
        /// Theirs.
        version: u32,
        /// Ours.
        here: u32,
    },
}

/// Where a code stops making sense in these scenes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodeStop {
    /// The decision that does not exist, from 1.
    pub number: usize,
    /// How many decisions the code holds.
    pub n_decisions: usize,
    /// The title of the scene in which it was to be made; `None` if the story is over there.
    pub scene: Option<String>,
    /// What is wrong.
    pub why: StopReason,
}

/// Why a decision of a code cannot be made here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StopReason {
    /// The scene has no such choice.
    NoSuchChoice,
    /// The choice is locked on this way.
    Locked,
    /// The story has ended before it.
    AfterTheEnd,
}

impl fmt::Display for CodeStop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            number,
            n_decisions,
            ..
        } = self;
        write!(f, "decision {number} of {n_decisions} ")?;
        let scene = self.scene.as_deref().unwrap_or_default();
        match self.why {
            StopReason::NoSuchChoice => {
                write!(f, "no longer exists: “{scene}” has no such choice any more")
            }
            StopReason::Locked => {
                write!(f, "cannot be made: its choice in “{scene}” is locked now")
            }
            StopReason::AfterTheEnd => write!(f, "no longer exists: the story is over before it"),
        }
    }
}

impl ReadCode {
    /// What the reader of the code should know, if anything: that it comes from other
    /// scenes, and what of it is lost.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let mut said = Vec::new();
        match self.made_with {
            MadeWith::ThisContent => {}
            MadeWith::AnotherDraft { version } => said.push(format!(
                "the code was made with another draft of version {version} of these scenes"
            )),
            MadeWith::OtherVersion { version, here } => said.push(format!(
                "the code was made with version {version} of these scenes, and here is version {here}"
            )),
        }
        match &self.stop {
            Some(stop) => {
                said.push(stop.to_string());
                said.push(match stop.number {
                    0 | 1 => "nothing before it can be played".to_owned(),
                    2 => "the decision before it can still be played".to_owned(),
                    number => format!("the {} decisions before it can still be played", number - 1),
                });
            }
            None if said.is_empty() => return None,
            None if self.decisions == Decisions::NotAllTheSame => said.push(
                "at least one decision stands for another choice now, and the code does not say which"
                    .to_owned(),
            ),
            None => said.push("all its decisions can still be made".to_owned()),
        }
        Some(said.join("; "))
    }
}

/// The code of a run: groups of four with hyphens between.
///
/// ```
/// use october::{format::{self, run_code}, journal::Journal, store};
/// let scenario = format::load(&store::embedded_files("petrograd_1917")).scenario.unwrap();
/// let role = scenario.role_by_key("red_guard").unwrap();
/// let journal = Journal::of(&scenario, role, 1917);
/// let code = run_code::write(&scenario, &journal).unwrap();
/// assert_eq!(run_code::read(&scenario, &code.to_lowercase()).unwrap().journal, journal);
/// ```
///
/// # Errors
///
/// If the run cannot be played to its end with these scenes, or has more in it than a
/// code can hold.
pub fn write(scenario: &Scenario, journal: &Journal) -> Result<String, WriteError> {
    let run = replay(scenario, journal)?;
    if let Some(stop) = run.stop {
        return Err(stop.into());
    }
    let values = signs::checked(&layout::pack(scenario, journal, &run)?);
    let code = signs::written(&values);
    if code.len() > LONGEST {
        return Err(WriteError::TooLong);
    }
    Ok(code)
}

/// Reads a code. What it says of the run is in the journal; what these scenes no longer
/// have, or have otherwise, is said beside it.
///
/// # Errors
///
/// If it is no code, is mistyped, or belongs to another scenario, role or reading than
/// there are here.
pub fn read(scenario: &Scenario, text: &str) -> Result<ReadCode, CodeError> {
    Reader::of(scenario).read(text).map(|(read, _)| read)
}

/// Reads many codes of one scenario, and works out only once what they have in common.
#[derive(Debug)]
pub struct Reader<'a> {
    slots: ChoiceSlots<'a>,
}

impl<'a> Reader<'a> {
    /// A reader that has read nothing yet.
    #[must_use]
    pub fn of(scenario: &'a Scenario) -> Self {
        Self {
            slots: ChoiceSlots::of(scenario),
        }
    }

    /// Reads a code like [`read`], and gives the run too, played as far as its decisions
    /// exist here, which reading does anyway.
    ///
    /// # Errors
    ///
    /// As [`read`].
    pub fn read(&self, text: &str) -> Result<(ReadCode, Replay), CodeError> {
        let n_characters = text.trim().chars().take(LONGEST + 1).count();
        if n_characters > LONGEST {
            return Err(CodeError::TooLong);
        }
        let typed = signs::typed(text);
        if typed.is_empty() {
            return Err(CodeError::Empty);
        }
        let values: Option<Vec<u64>> = typed.iter().map(|typed| typed.value).collect();
        match values {
            Some(values) if values.len().is_multiple_of(GROUP) && signs::fits(&values) => {
                let data = values.len().saturating_sub(N_CHECKS);
                layout::unpack(&self.slots, values.get(..data).unwrap_or_default())
                    .map_err(|error| mend::goes_on(&self.slots, &typed).unwrap_or(error))
            }
            _ => Err(mend::explain(&self.slots, &typed)),
        }
    }
}

/// Whether a text is long enough for a code and its last two signs fit the others, whatever
/// scenario it is of. One text in about a thousand fits by chance.
#[must_use]
pub fn checks_out(text: &str) -> bool {
    if text.len() < SHORTEST || text.trim().chars().take(LONGEST + 1).count() > LONGEST {
        return false;
    }
    let values: Option<Vec<u64>> = signs::typed(text).iter().map(|typed| typed.value).collect();
    values.is_some_and(|values| {
        values.len() >= SHORTEST && values.len().is_multiple_of(GROUP) && signs::fits(&values)
    })
}
