//! A class: many runs beside history, as counts.
//!
//! Pupils hand in run codes or run files, however they come: pasted, in a text, in a
//! spreadsheet's list, in a folder with photos in it. [`read()`] makes runs of them and keeps
//! what it cannot read, with the place and the reason; [`Class::of`] counts who decided
//! what, beside what is recorded. There are no names anywhere: who took what exists only as
//! a number. The same runs give the same figures in whatever order they were handed in.
//!
//! Nothing here opens a file, draws, or grades: history's answer stands first because it
//! happened, not because it is right.
//!
//! Start at [`read()`] and [`Class::of`]. `handed` is what comes in and its text; `scan`,
//! `tokens` and `table` find the codes in it; `collected` is what came of it; `groups` keeps
//! labels from naming anybody; `count` and `tally` count; `words` says it in sentences.

mod collected;
mod count;
mod groups;
mod handed;
mod read;
mod scan;
mod table;
mod tally;
mod tokens;
mod words;

pub use collected::{
    Answered, ClassRun, Collected, MOST_CODES, Move, Note, NoteKind, Place, Unread, Why,
};
pub use count::{Class, Endings, Question, RoleRoutes, Route, Tally, Wanted};
pub use groups::{Group, GroupBy, GroupKind, SMALLEST_GROUP};
pub use handed::{
    Handed, LARGEST_FILE, LARGEST_FOLDER, MOST_FILES, NotRead, NotText, Way, picture_or_the_like,
};
pub use read::read;
pub use words::{EMPTY, NOT_THE_RIGHT_ANSWER, PRIVACY, counted};
