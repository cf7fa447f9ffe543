//! Why a code cannot be read or written, in words for the person who typed it.

use std::fmt;

use super::{LONGEST, signs};
use crate::journal::{ForeignJournal, ReplayStop};

/// Why a code cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CodeError {
    /// There is no sign in it.
    #[error("there is no run code here")]
    Empty,
    /// More than [`LONGEST`] characters.
    #[error("this is too long to be a run code (more than {LONGEST} characters)")]
    TooLong,
    /// Too much of it is no code for a slip of the pen.
    #[error(
        "this is not a run code: a code has only capital letters and digits, without 0, O, 1, I and L, in groups of four"
    )]
    NotACode,
    /// A slip of the pen or of the eye.
    #[error("{0}")]
    Mistyped(Mistyped),
    /// A later program wrote it.
    #[error(
        "this run code was made by a newer version of the program (format {0}), or several of its signs are wrong"
    )]
    Newer(u64),
    /// It belongs to another scenario.
    #[error(
        "this run code belongs to another scenario than “{0}”, or several of its signs are wrong"
    )]
    OtherScenario(String),
    /// It was made for a role that is not here.
    #[error("this run code is of a role that is not in “{0}” here")]
    NoSuchRole(String),
    /// It was made under a reading that is not here.
    #[error(
        "this run code was made under a reading of a disputed question that is not in “{0}” here"
    )]
    NoSuchReading(String),
    /// It begins where the role's recorded path does not come.
    #[error(
        "this run code begins in a scene that is not on the role's recorded path in “{0}” here"
    )]
    NoSuchBeginning(String),
}

/// What is wrong with a mistyped code, and what it may have been.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistyped {
    /// What is wrong.
    pub fault: Fault,
    /// The only code that is one slip away and a run of these scenes. Nothing is ever
    /// mended without asking.
    pub guess: Option<Guess>,
}

/// What is wrong with a mistyped code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It has signs that codes never use.
    UnknownSigns(Vec<UnknownSign>),
    /// It is not groups of four.
    WrongLength {
        /// How many signs there are.
        n_signs: usize,
        /// The first group that is not four signs, and how many it has; `None` if no
        /// groups were written.
        group: Option<(usize, usize)>,
    },
    /// The signs do not fit each other.
    DoesNotFit {
        /// How many groups there are.
        n_groups: usize,
    },
    /// It begins with a whole code and goes on.
    GoesOn {
        /// How many groups there are.
        n_groups: usize,
    },
}

/// A sign that codes never use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnknownSign {
    /// The sign.
    pub sign: char,
    /// Its group, from 1.
    pub group: usize,
    /// Its place in the group, from 1.
    pub place: usize,
}

/// A code that may have been meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guess {
    /// The whole code.
    pub code: String,
    /// How it became what was typed.
    pub slip: Slip,
}

/// A slip of the pen, with group and place from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "each has the group and place it speaks of")]
pub enum Slip {
    /// Signs that codes never use, in place of others.
    Unknown,
    /// One sign is another.
    Wrong {
        group: usize,
        place: usize,
        sign: char,
    },
    /// A sign and the next have changed places.
    Swapped { group: usize, place: usize },
    /// A sign is not there.
    Missing { group: usize },
    /// A sign is there once too often.
    Extra {
        group: usize,
        place: usize,
        sign: char,
    },
    /// So many groups at the end are too many.
    ExtraGroups { n_groups: usize },
    /// The whole code is there twice.
    Twice,
}

impl fmt::Display for UnknownSign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sign, group, place } = self;
        write!(
            f,
            "sign {place} of group {group} is `{}`, which run codes never use",
            sign.escape_debug()
        )?;
        match signs::may_be(*sign) {
            "" => Ok(()),
            meant => write!(f, " (it may be {meant})"),
        }
    }
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => Ok(()),
            Self::Wrong { group, place, sign } => {
                write!(f, "sign {place} of group {group}, `{sign}`, looks wrong")
            }
            Self::Swapped { group, place } => write!(
                f,
                "sign {place} of group {group} and the one after it seem to have changed places"
            ),
            Self::ExtraGroups { n_groups: 1 } => {
                write!(f, "the last one seems to be one too many")
            }
            Self::ExtraGroups { n_groups } => {
                write!(f, "the last {n_groups} seem to be too many")
            }
            Self::Twice => write!(f, "it seems to be there twice"),
            Self::Missing { group } => write!(f, "a sign seems to be missing in group {group}"),
            Self::Extra { group, place, sign } => {
                write!(
                    f,
                    "sign {place} of group {group}, `{sign}`, seems to be one too many"
                )
            }
        }
    }
}

impl fmt::Display for Mistyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this run code is mistyped: ")?;
        match &self.fault {
            Fault::UnknownSigns(unknown) => {
                for (number, sign) in unknown.iter().enumerate() {
                    let between = if number > 0 { "; " } else { "" };
                    write!(f, "{between}{sign}")?;
                }
            }
            Fault::WrongLength {
                group: Some((group, 1)),
                ..
            } => write!(f, "group {group} has 1 sign instead of 4")?,
            Fault::WrongLength {
                group: Some((group, n_signs)),
                ..
            } => write!(f, "group {group} has {n_signs} signs instead of 4")?,
            Fault::WrongLength {
                group: None,
                n_signs,
            } => write!(f, "{n_signs} signs are not whole groups of 4")?,
            Fault::DoesNotFit { .. } => write!(f, "its signs do not fit each other")?,
            Fault::GoesOn { n_groups } => write!(f, "it has {}", groups(*n_groups))?,
        }
        match &self.guess {
            Some(Guess { code, slip }) => {
                let between = if *slip == Slip::Unknown { "" } else { "; " };
                write!(f, "{between}{slip}. Did you mean {code}?")
            }
            None => {
                if let Fault::DoesNotFit { n_groups } = &self.fault {
                    let groups = groups(*n_groups);
                    write!(
                        f,
                        "; it has {groups}; one at the end or in between may be missing or too many"
                    )?;
                }
                write!(
                    f,
                    ". Compare it sign by sign with what was written; B and 8, S and 5, Z and 2, G and 6, U and V are easily taken for each other"
                )
            }
        }
    }
}

fn groups(n_groups: usize) -> String {
    match n_groups {
        1 => "1 group".to_owned(),
        n_groups => format!("{n_groups} groups"),
    }
}

/// Why a run has no code.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WriteError {
    /// It is no run of these scenes.
    #[error(transparent)]
    Foreign(#[from] ForeignJournal),
    /// Its decisions cannot all be made here.
    #[error("the scenes have changed since this run was played: {0}")]
    Stopped(#[from] ReplayStop),
    /// The scenario has more of something than a code can tell apart.
    #[error("the scenario has too many {0} for run codes to tell apart")]
    NoRoom(&'static str),
    /// It has too many decisions.
    #[error("this run is too long to be written as a code")]
    TooLong,
}
