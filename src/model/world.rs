//! The city around the story: gauges, sides, places, events, turning points, and what is known.

use super::calendar::Stamp;
use super::id::{DebateId, EventId, PlaceId, RoleId, SideId, SourceId, TurningPointId};
use super::logic::{AnswerIdx, Condition, Effect};
use super::prose::{Link, Prose};
use super::story::Certainty;

/// A small integer with a name for each level.
#[derive(Clone, PartialEq, Debug)]
pub struct Gauge {
    /// The id as written in the files.
    pub key: String,
    /// "Garrison".
    pub name: String,
    /// What it answers.
    pub question: String,
    /// The levels in words, lowest first.
    pub levels: Vec<String>,
    /// The level at the beginning of the scenario.
    pub start: u8,
    /// Not shown before this moment: there is no Soviet to listen to before it meets.
    pub from: Option<Stamp>,
    /// The role it belongs to; `None` for the city's gauges.
    pub role: Option<RoleId>,
}

impl Gauge {
    /// The word for a level.
    #[must_use]
    pub fn word(&self, level: u8) -> &str {
        self.levels
            .get(usize::from(level))
            .map_or("", String::as_str)
    }
}

/// Something that happened and may be asked about later.
#[derive(Clone, PartialEq, Debug)]
pub struct Flag {
    /// The id as written in the files.
    pub key: String,
    /// Completes "Remembered: …"; empty if nothing is said about it.
    pub text: String,
}

/// Who can hold a place.
#[derive(Clone, PartialEq, Debug)]
pub struct Side {
    /// The id as written in the files.
    pub key: String,
    /// In full.
    pub name: String,
    /// For labels.
    pub short: String,
    /// Its sign on the map.
    pub mark: Mark,
}

/// The shapes sides have on the map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names are the shapes")]
pub enum Mark {
    Triangle,
    Square,
    Lozenge,
    Ring,
    Split,
    Hexagon,
    Chevron,
    HalfDisc,
    Cross,
}

/// A point in millionths of a degree, so that the core needs no fractions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point {
    /// North of the equator.
    pub lat: i32,
    /// East of Greenwich.
    pub lon: i32,
}

/// A place of the gazetteer.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    /// The id as written in the files.
    pub key: String,
    /// Its name then.
    pub name: String,
    /// Its name today, if another.
    pub today: Option<String>,
    /// Its name then in the original script.
    pub original: Option<String>,
    /// How that is said.
    pub say: Option<String>,
    /// Where it is.
    pub at: Point,
    /// What kind of place it is.
    pub kind: PlaceKind,
    /// What it was like.
    pub text: Prose,
    /// Who holds it when the scenario begins.
    pub start: SideId,
    /// Beyond the drawn map.
    pub off_map: bool,
    /// Which drawing shows it.
    pub picture: Option<String>,
    /// Where that is known from.
    pub sources: Vec<SourceId>,
}

/// Kinds of place; the map draws ships on water, and the walls of a fortress.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum PlaceKind {
    Building,
    Fortress,
    Bridge,
    Station,
    Barracks,
    Works,
    Ship,
    Square,
    Town,
}

/// A river or canal.
#[derive(Clone, PartialEq, Debug)]
pub struct Water {
    /// The id as written in the files.
    pub key: String,
    /// The name.
    pub name: String,
    /// How wide to draw it, in metres.
    pub width: u16,
    /// The centre line, downstream.
    pub line: Vec<Point>,
}

/// A part of the city, named on the map.
#[derive(Clone, PartialEq, Debug)]
pub struct Quarter {
    /// The name.
    pub name: String,
    /// The middle of it.
    pub at: Point,
}

/// A street.
#[derive(Clone, PartialEq, Debug)]
pub struct Street {
    /// The name.
    pub name: String,
    /// Its course.
    pub line: Vec<Point>,
}

/// A dated thing that really happened.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// The id as written in the files.
    pub key: String,
    /// When.
    pub when: Stamp,
    /// One line.
    pub title: String,
    /// What is known.
    pub text: Prose,
    /// Where.
    pub place: Option<PlaceId>,
    /// How sure it is.
    pub standing: Certainty,
    /// Where it is known from.
    pub sources: Vec<SourceId>,
    /// In the story it happens only if this holds.
    pub condition: Option<Condition>,
    /// What changes in the city when the story's clock passes it.
    pub effects: Vec<Effect>,
}

/// A dated question that history answered.
#[derive(Clone, PartialEq, Debug)]
pub struct TurningPoint {
    /// The id as written in the files.
    pub key: String,
    /// When the story's clock decides it.
    pub when: Stamp,
    /// The day as shown.
    pub day: String,
    /// A short title.
    pub title: String,
    /// The question.
    pub question: String,
    /// Two to five answers, one of them history's.
    pub answers: Vec<Answer>,
    /// The first whose condition holds decides; the last has none. They are those of the
    /// first reading.
    pub rules: Vec<Rule>,
    /// The ways historians read it, if they differ: none, or two and more. The first is
    /// the one played unless another is chosen.
    pub readings: Vec<Reading>,
    /// The events it is made of.
    pub events: Vec<EventId>,
    /// How sure history's answer is.
    pub standing: Certainty,
    /// Where it is known from.
    pub sources: Vec<SourceId>,
    /// The dispute it belongs to.
    pub debate: Option<DebateId>,
    /// What really happened.
    pub record: Prose,
}

impl TurningPoint {
    /// The real answer.
    #[must_use]
    pub fn historical(&self) -> AnswerIdx {
        let index = self
            .answers
            .iter()
            .position(|answer| answer.historical)
            .unwrap_or(0);
        AnswerIdx(u8::try_from(index).unwrap_or(0))
    }

    /// The rules under the reading at a position; its own if there is no such position.
    #[must_use]
    pub fn rules_under(&self, reading: usize) -> &[Rule] {
        match self.readings.get(reading) {
            Some(reading) if !reading.rules.is_empty() => &reading.rules,
            _ => &self.rules,
        }
    }

    /// The answer at a position; the first if there is no such position.
    #[must_use]
    pub fn answer(&self, index: AnswerIdx) -> Option<&Answer> {
        self.answers.get(usize::from(index.0))
    }
}

/// One way a question can be answered.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// The id as written in the files.
    pub key: String,
    /// In words.
    pub text: String,
    /// Whether it is the real one.
    pub historical: bool,
    /// How the news arrives.
    pub dispatch: Dispatch,
    /// What changes in the city.
    pub effects: Vec<Effect>,
}

/// A rule of a turning point.
#[derive(Clone, PartialEq, Debug)]
pub struct Rule {
    /// `None`: always.
    pub condition: Option<Condition>,
    /// The answer it gives.
    pub answer: AnswerIdx,
}

/// One way of reading a disputed turning point: what is held, and by what rules the city
/// then decides.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// The id as written in the files.
    pub key: String,
    /// A short name.
    pub name: String,
    /// What is held.
    pub text: Prose,
    /// Its rules; empty for the first reading, which has the turning point's own.
    pub rules: Vec<Rule>,
    /// Where it is argued.
    pub sources: Vec<SourceId>,
}

/// How news reaches the player.
#[derive(Clone, PartialEq, Debug)]
pub struct Dispatch {
    /// What it is printed on.
    pub kind: DispatchKind,
    /// Where and when it comes from.
    pub from: String,
    /// Headline or nameplate.
    pub head: Option<String>,
    /// The words.
    pub text: Prose,
}

/// Kinds of dispatch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum DispatchKind {
    Telegram,
    Newspaper,
    Order,
    Rumour,
}

impl DispatchKind {
    /// One word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Telegram => "Telegram",
            Self::Newspaper => "Newspaper",
            Self::Order => "Order",
            Self::Rumour => "Rumour",
        }
    }
}

/// A work or document that facts rest on.
#[derive(Clone, PartialEq, Debug)]
pub struct Source {
    /// The id as written in the files.
    pub key: String,
    /// Who wrote it.
    pub author: String,
    /// What it is called.
    pub title: String,
    /// When it appeared.
    pub year: String,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// How it was read for this scenario.
    pub note: String,
}

/// Kinds of source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum SourceKind {
    Document,
    Press,
    Memoir,
    History,
    Reference,
}

/// A person, a term or a misconception.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The id as written in the files.
    pub key: String,
    /// What kind of entry it is.
    pub kind: EntryKind,
    /// The headword.
    pub name: String,
    /// In the original script.
    pub original: Option<String>,
    /// How it is said.
    pub say: Option<String>,
    /// The entry.
    pub text: Prose,
    /// What to read next.
    pub see: Vec<Link>,
    /// Where it is known from.
    pub sources: Vec<SourceId>,
}

/// Kinds of codex entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum EntryKind {
    Person,
    Term,
    Misconception,
}

/// A question historians dispute.
#[derive(Clone, PartialEq, Debug)]
pub struct Debate {
    /// The id as written in the files.
    pub key: String,
    /// The question.
    pub question: String,
    /// What it is about.
    pub text: Prose,
    /// The positions held.
    pub positions: Vec<Position>,
    /// What in the game bears on it.
    pub turning_points: Vec<TurningPointId>,
    /// A question for the reader.
    pub ask: String,
}

/// A position in a debate.
#[derive(Clone, PartialEq, Debug)]
pub struct Position {
    /// What it is called.
    pub name: String,
    /// Who holds it.
    pub who: String,
    /// What it says.
    pub claim: String,
    /// What it rests on.
    pub evidence: String,
    /// Where it is argued.
    pub sources: Vec<SourceId>,
}

/// Something the story's clock passes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dated {
    /// A turning point is decided.
    TurningPoint(TurningPointId),
    /// An event happens.
    Event(EventId),
}
