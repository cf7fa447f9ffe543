//! What a teacher is given with a scenario: plans for lessons, work on sources, questions.
//!
//! None of it is played, and a run does not know of it.
//!
//! Start at [`Teaching`].

use super::id::{DebateId, SourceId};
use super::prose::Prose;

/// A teacher's part of a scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Teaching {
    /// Who it is for, and what they have to know before.
    pub class: Prose,
    /// What the game shows of its subject.
    pub covers: Vec<Prose>,
    /// What it does not show.
    pub leaves_out: Vec<Prose>,
    /// Plans, shortest first.
    pub lessons: Vec<Lesson>,
    /// Work on sources.
    pub exercises: Vec<Exercise>,
    /// Questions to talk about.
    pub questions: Vec<Question>,
    /// Where it fits into courses of study.
    pub hooks: Vec<Hook>,
    /// How to play this with care.
    pub ethics: Vec<Prose>,
}

/// A plan for a lesson or a row of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lesson {
    /// The id as written in the files.
    pub key: String,
    /// The title.
    pub title: String,
    /// How long, in words.
    pub time: String,
    /// How long; its steps add up to it.
    pub minutes: u16,
    /// What pupils can do afterwards.
    pub aim: Prose,
    /// What to have ready.
    pub need: Vec<Prose>,
    /// In order.
    pub steps: Vec<Step>,
    /// What comes next.
    pub after: Option<Prose>,
}

/// A step of a lesson.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// How long.
    pub minutes: u16,
    /// A heading before it.
    pub part: Option<String>,
    /// What happens.
    pub text: Prose,
}

/// Work on a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exercise {
    /// The id as written in the files.
    pub key: String,
    /// The title.
    pub title: String,
    /// What the source is.
    pub text: Prose,
    /// What pupils do.
    pub tasks: Vec<Prose>,
    /// What a good answer notices.
    pub look_for: Prose,
    /// Where to find it; at least one.
    pub sources: Vec<SourceId>,
}

/// A question to talk about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// The question.
    pub text: Prose,
    /// The dispute it belongs to.
    pub debate: Option<DebateId>,
}

/// A place in a course of study.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hook {
    /// The course.
    pub course: String,
    /// What in it this serves.
    pub text: Prose,
    /// What was read to say so, and what was not.
    pub checked: String,
}
