//! Roles, chapters, scenes, choices and outcomes: the part of a scenario that is played.

use super::calendar::Stamp;
use super::id::{
    DebateId, EventId, FlagId, GaugeId, PlaceId, RoleId, SceneId, SourceId, TurningPointId,
};
use super::logic::{Condition, Effect};
use super::prose::Prose;

/// A person to play.
#[derive(Clone, PartialEq, Debug)]
pub struct Role {
    /// The id as written in the files.
    pub key: String,
    /// "Red Guard".
    pub name: String,
    /// One line: trade and place.
    pub tagline: String,
    /// The months the role lives through.
    pub span: String,
    /// Which drawing shows the person.
    pub portrait: String,
    /// Whether the person is invented.
    pub invented: bool,
    /// Who you are.
    pub you_are: String,
    /// What you want.
    pub you_want: String,
    /// What you cannot know.
    pub you_cannot_know: String,
    /// Content notes.
    pub before_you_begin: String,
    /// How long one playing takes.
    pub minutes: u16,
    /// The role's own gauge.
    pub gauge: GaugeId,
    /// Where it begins.
    pub start: SceneId,
    /// In order.
    pub chapters: Vec<Chapter>,
    /// Flags the role can set, in the order declared.
    pub flags: Vec<FlagId>,
    /// The turning points the role has levers on.
    pub reach: Vec<TurningPointId>,
    /// How the role's own story can close.
    pub endings: Vec<Ending>,
    /// Statements put together after the ending.
    pub epilogue: Vec<Statement>,
}

/// A part of a role's story: 10 to 20 minutes.
#[derive(Clone, PartialEq, Debug)]
pub struct Chapter {
    /// The id as written in the files; also the file's name.
    pub key: String,
    /// The title.
    pub title: String,
    /// The days it covers.
    pub span: String,
    /// What it contains that a reader may want to know before, a sentence each.
    pub notes: Vec<String>,
    /// What carries the reader into it.
    pub opening: Prose,
    /// Its scenes in the order of the file.
    pub scenes: Vec<SceneId>,
}

/// One moment: one place, one hour, one thing to decide.
#[derive(Clone, PartialEq, Debug)]
pub struct Scene {
    /// The id as written in the files.
    pub key: String,
    /// Whose scene it is.
    pub role: RoleId,
    /// Position of its chapter in the role.
    pub chapter: usize,
    /// The hour.
    pub when: Stamp,
    /// The place.
    pub place: PlaceId,
    /// Which drawing shows it, if not the place’s own.
    pub picture: Option<String>,
    /// Parts of the drawing that only this hour shows: a ship, the flash of a gun.
    pub with: Vec<String>,
    /// The title.
    pub title: String,
    /// What is read.
    pub text: Prose,
    /// Paragraphs added when their condition holds.
    pub also: Vec<Variant>,
    /// What can be decided, at most nine so that a digit chooses.
    pub choices: Vec<Choice>,
    /// What is recorded of this hour.
    pub history: Record,
}

/// Something to decide for.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// The id as written in the files, unique in the scene.
    pub key: String,
    /// The words on the button.
    pub text: String,
    /// What is known of it.
    pub record: Standing,
    /// Where that is known from.
    pub sources: Vec<SourceId>,
    /// What it takes.
    pub requires: Option<Condition>,
    /// Why it is closed, in the fiction; empty if nothing is required.
    pub locked: String,
    /// What can come of it; the choice's luck decides among those whose condition holds.
    pub outcomes: Vec<Outcome>,
}

/// What came of a choice.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// Its share of the luck, at least 1.
    pub weight: u32,
    /// When it can come about at all.
    pub condition: Option<Condition>,
    /// Whether this is what is recorded.
    pub historical: bool,
    /// What is read.
    pub text: Prose,
    /// What changes.
    pub effects: Vec<Effect>,
    /// Where the story goes.
    pub then: Next,
}

/// Where an outcome leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
    /// To a scene.
    Go(SceneId),
    /// To an ending of the role, by position.
    End(usize),
}

/// A text that is shown when its condition holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Variant {
    /// `None`: always.
    pub condition: Option<Condition>,
    /// What is read.
    pub text: Prose,
}

/// How a role's own story closes.
#[derive(Clone, PartialEq, Debug)]
pub struct Ending {
    /// The id as written in the files.
    pub key: String,
    /// The title.
    pub title: String,
    /// What is read.
    pub text: Prose,
}

/// Part of the epilogue: the first variant whose condition holds is shown, or none.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// In order of preference.
    pub variants: Vec<Variant>,
}

/// What is known of an hour.
#[derive(Clone, PartialEq, Debug)]
pub struct Record {
    /// Two or three sentences.
    pub text: Prose,
    /// The dated events it rests on.
    pub events: Vec<EventId>,
    /// How sure it is.
    pub standing: Certainty,
    /// Where it is known from.
    pub sources: Vec<SourceId>,
    /// The dispute it belongs to.
    pub debate: Option<DebateId>,
}

/// What is known of a choice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// It was done.
    Historical,
    /// It was argued for at the time.
    Considered,
    /// It is invented here.
    Invented,
}

/// How sure a claim is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Certainty {
    /// Good sources agree.
    Documented,
    /// Plausible, thinly supported.
    Probable,
    /// Good sources differ; both readings are given.
    Disputed,
    /// Made up for play.
    Invented,
}

impl Standing {
    /// "done at the time", "argued for", "invented here".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Historical => "done at the time",
            Self::Considered => "argued for",
            Self::Invented => "invented here",
        }
    }
}

impl Certainty {
    /// One word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Probable => "probable",
            Self::Disputed => "disputed",
            Self::Invented => "invented",
        }
    }
}

impl Scene {
    /// The choice and outcome that are recorded for this hour, if the scene marks one.
    #[must_use]
    pub fn historical(&self) -> Option<(usize, usize)> {
        self.choices.iter().enumerate().find_map(|(choice, item)| {
            let outcome = item
                .outcomes
                .iter()
                .position(|outcome| outcome.historical)?;
            Some((choice, outcome))
        })
    }
}
