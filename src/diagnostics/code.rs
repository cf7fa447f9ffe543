//! The stable codes of diagnostics: the one list that tests, documents and authors refer to.

use std::fmt;

/// Whether a problem stops play.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// The scenario cannot be played.
    Error,
    /// It can be played, but is not finished.
    Warning,
}

macro_rules! codes {
    ($($name:ident $code:literal $severity:ident $meaning:literal;)*) => {
        /// What kind of problem: `S` syntax, `R` reference, `V` value, `W` writing,
        /// `H` historical record, `P` proof.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code {
            $(#[doc = $meaning] $name,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// "R002".
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Whether it stops play.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// One line on what it means.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning,)* }
            }
        }
    };
}

codes! {
    Syntax "S001" Error "the file is not well-formed RON";
    UnknownField "S002" Error "a field that the format does not have";
    MissingField "S003" Error "a field that must be there is missing";
    UnknownVariant "S004" Error "a word the format does not have at this place";
    WrongType "S005" Error "a value of the wrong kind";
    TooLarge "S006" Error "a file or a scenario larger than is read";
    NotText "S007" Error "a file that is not UTF-8 text";
    MissingFile "S008" Error "a file the scenario needs is not there";
    EmptyFile "S009" Error "a file with nothing in it";
    TooDeep "S010" Error "values nested deeper than is read";
    DuplicateId "R001" Error "an id used twice";
    UnknownId "R002" Error "a name that nothing has";
    BadId "R003" Error "an id that is badly written, or not its folder's name";
    UnknownLink "R004" Error "a link in the prose that leads nowhere";
    BadDate "V001" Error "a date that is not one";
    OutOfRange "V002" Error "a number outside its range";
    WrongCount "V003" Error "too few or too many of something";
    ClockGoesBack "V004" Error "a moment earlier than the one it follows";
    NeverTrue "V005" Error "a list of rules or outcomes with no general case";
    Cycle "P001" Error "scenes that lead back to themselves";
    DeadEnd "P002" Error "a moment with no open choice or no possible outcome";
    Unreachable "P003" Warning "a scene, choice, outcome or ending that no playing reaches";
    NeverShown "P004" Warning "a text whose condition is never true";
    NoWeight "P005" Warning "a choice that changes nothing that is ever read";
    HistoryDiffers "P006" Error "the historical path does not give history's answer";
    OutOfReach "P007" Warning "a turning point a role cannot turn as it says";
    TooManyStates "P008" Warning "more states than can be walked";
    Markup "W001" Error "markup that prose does not have";
    Length "W002" Warning "a text longer or shorter than is good to read";
    NeverRead "W003" Warning "a flag that nothing ever reads";
    NeverSet "W004" Warning "a flag that is read and never set";
    NoRecord "H001" Warning "a scene that does not mark one historical outcome";
    NoSource "H002" Warning "a claim without a source";
    OneReading "H003" Warning "a disputed turning point that is read in one way only";
    AndMore "S099" Error "more problems than are listed";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
