//! Exactly the shape of the files. Names are strings here; `resolve` turns them into ids.
//!
//! This is the format: a field added, renamed or dropped here is a change every
//! author sees. `scenes/README.md` explains it for them.

use serde::Deserialize;

macro_rules! raw {
    ($($(#[$meta:meta])* $file:literal $name:ident { $($fields:tt)* })*) => {$(
        $(#[$meta])*
        #[derive(Deserialize, Debug)]
        #[serde(rename = $file, deny_unknown_fields)]
        pub(super) struct $name { $($fields)* }
    )*};
}

raw! {
    "Scenario" RawScenario {
        pub(super) id: String,
        pub(super) title: String,
        pub(super) subtitle: String,
        pub(super) version: u32,
        pub(super) calendar: RawCalendar,
        pub(super) summary: String,
        pub(super) gauges: Vec<RawGauge>,
        pub(super) sides: Vec<RawSide>,
        pub(super) roles: Vec<String>,
        #[serde(default)]
        pub(super) notes: Vec<String>,
    }
    "Calendar" RawCalendar {
        pub(super) name: String,
        pub(super) other: String,
        pub(super) days: i16,
    }
    "Gauge" RawGauge {
        pub(super) id: String,
        pub(super) name: String,
        pub(super) question: String,
        pub(super) levels: Vec<String>,
        pub(super) start: u8,
        #[serde(default)]
        pub(super) from: Option<String>,
    }
    "Side" RawSide {
        pub(super) id: String,
        pub(super) name: String,
        pub(super) short: String,
        pub(super) mark: RawMark,
    }
    "TurningPoint" RawTurningPoint {
        pub(super) id: String,
        pub(super) when: String,
        pub(super) day: String,
        pub(super) title: String,
        pub(super) question: String,
        pub(super) answers: Vec<RawAnswer>,
        pub(super) rules: Vec<RawRule>,
        #[serde(default)]
        pub(super) readings: Vec<RawReading>,
        #[serde(default)]
        pub(super) events: Vec<String>,
        pub(super) standing: RawCertainty,
        #[serde(default)]
        pub(super) sources: Vec<String>,
        #[serde(default)]
        pub(super) debate: Option<String>,
        pub(super) record: String,
    }
    "Answer" RawAnswer {
        pub(super) id: String,
        pub(super) text: String,
        #[serde(default)]
        pub(super) historical: bool,
        pub(super) dispatch: RawDispatch,
        #[serde(default)]
        pub(super) effects: Vec<RawEffect>,
    }
    "Rule" RawRule {
        #[serde(default, rename = "if")]
        pub(super) condition: Option<RawCondition>,
        pub(super) answer: String,
    }
    "Reading" RawReading {
        pub(super) id: String,
        pub(super) name: String,
        pub(super) text: String,
        #[serde(default)]
        pub(super) rules: Vec<RawRule>,
        #[serde(default)]
        pub(super) sources: Vec<String>,
    }
    "Dispatch" RawDispatch {
        pub(super) kind: RawDispatchKind,
        pub(super) from: String,
        #[serde(default)]
        pub(super) head: Option<String>,
        pub(super) text: String,
    }
    "Event" RawEvent {
        pub(super) id: String,
        pub(super) when: String,
        pub(super) title: String,
        pub(super) text: String,
        #[serde(default)]
        pub(super) place: Option<String>,
        pub(super) standing: RawCertainty,
        #[serde(default)]
        pub(super) sources: Vec<String>,
        #[serde(default, rename = "if")]
        pub(super) condition: Option<RawCondition>,
        #[serde(default)]
        pub(super) effects: Vec<RawEffect>,
    }
    "Places" RawPlaces {
        pub(super) places: Vec<RawPlace>,
        #[serde(default)]
        pub(super) water: Vec<RawWater>,
        #[serde(default)]
        pub(super) streets: Vec<RawStreet>,
        #[serde(default)]
        pub(super) quarters: Vec<RawQuarter>,
        #[serde(default)]
        pub(super) city: String,
        #[serde(default)]
        pub(super) city_there: String,
    }
    "Place" RawPlace {
        pub(super) id: String,
        pub(super) name: String,
        #[serde(default)]
        pub(super) today: Option<String>,
        #[serde(default)]
        pub(super) original: Option<String>,
        #[serde(default)]
        pub(super) say: Option<String>,
        pub(super) lat: f64,
        pub(super) lon: f64,
        pub(super) kind: RawPlaceKind,
        pub(super) text: String,
        pub(super) holds: String,
        #[serde(default)]
        pub(super) off_map: bool,
        #[serde(default)]
        pub(super) picture: Option<String>,
        #[serde(default)]
        pub(super) sources: Vec<String>,
    }
    #[derive(Default)]
    "Sky" RawSky {
        #[serde(default)]
        pub(super) sun: Vec<RawSun>,
        #[serde(default)]
        pub(super) weather: Vec<RawSpell>,
        #[serde(default)]
        pub(super) snow: Vec<RawLying>,
    }
    "Sun" RawSun {
        pub(super) day: String,
        pub(super) dawn: String,
        pub(super) rise: String,
        pub(super) set: String,
        pub(super) dusk: String,
    }
    "Weather" RawSpell {
        pub(super) from: String,
        pub(super) until: String,
        pub(super) air: RawAir,
        pub(super) standing: RawCertainty,
        #[serde(default)]
        pub(super) sources: Vec<String>,
    }
    "Snow" RawLying {
        pub(super) from: String,
        pub(super) until: String,
        pub(super) standing: RawCertainty,
        #[serde(default)]
        pub(super) sources: Vec<String>,
    }
    "Water" RawWater {
        pub(super) id: String,
        pub(super) name: String,
        pub(super) width: u16,
        pub(super) line: Vec<(f64, f64)>,
    }
    "Street" RawStreet {
        pub(super) name: String,
        pub(super) line: Vec<(f64, f64)>,
    }
    "Quarter" RawQuarter {
        pub(super) name: String,
        pub(super) lat: f64,
        pub(super) lon: f64,
    }
    "Source" RawSource {
        pub(super) id: String,
        pub(super) author: String,
        pub(super) title: String,
        pub(super) year: String,
        pub(super) kind: RawSourceKind,
        #[serde(default)]
        pub(super) note: String,
    }
    "Entry" RawEntry {
        pub(super) id: String,
        pub(super) kind: RawEntryKind,
        pub(super) name: String,
        #[serde(default)]
        pub(super) original: Option<String>,
        #[serde(default)]
        pub(super) say: Option<String>,
        pub(super) text: String,
        #[serde(default)]
        pub(super) see: Vec<String>,
        #[serde(default)]
        pub(super) sources: Vec<String>,
    }
    "Debate" RawDebate {
        pub(super) id: String,
        pub(super) question: String,
        pub(super) text: String,
        pub(super) positions: Vec<RawPosition>,
        #[serde(default)]
        pub(super) turning_points: Vec<String>,
        pub(super) ask: String,
    }
    "Position" RawPosition {
        pub(super) name: String,
        pub(super) who: String,
        pub(super) claim: String,
        pub(super) evidence: String,
        #[serde(default)]
        pub(super) sources: Vec<String>,
    }
    "Role" RawRole {
        pub(super) id: String,
        pub(super) name: String,
        pub(super) tagline: String,
        pub(super) span: String,
        pub(super) portrait: String,
        pub(super) invented: bool,
        pub(super) you_are: String,
        pub(super) you_want: String,
        pub(super) you_cannot_know: String,
        pub(super) before_you_begin: String,
        pub(super) minutes: u16,
        pub(super) gauge: RawGauge,
        pub(super) start: String,
        pub(super) chapters: Vec<RawChapter>,
        #[serde(default)]
        pub(super) remembers: Vec<RawMemory>,
        #[serde(default)]
        pub(super) reach: Vec<String>,
        pub(super) endings: Vec<RawEnding>,
        #[serde(default)]
        pub(super) epilogue: Vec<RawStatement>,
    }
    "Chapter" RawChapter {
        pub(super) id: String,
        pub(super) title: String,
        pub(super) span: String,
        pub(super) opening: String,
        #[serde(default)]
        pub(super) notes: Vec<String>,
    }
    "Memory" RawMemory {
        pub(super) id: String,
        #[serde(default)]
        pub(super) text: String,
    }
    "Ending" RawEnding {
        pub(super) id: String,
        pub(super) title: String,
        pub(super) text: String,
    }
    "Statement" RawStatement {
        pub(super) variants: Vec<RawVariant>,
    }
    "Variant" RawVariant {
        #[serde(default, rename = "if")]
        pub(super) condition: Option<RawCondition>,
        pub(super) text: String,
    }
    "Scene" RawScene {
        pub(super) id: String,
        pub(super) when: String,
        pub(super) place: String,
        #[serde(default)]
        pub(super) picture: Option<String>,
        #[serde(default)]
        pub(super) with: Vec<String>,
        pub(super) title: String,
        pub(super) text: String,
        #[serde(default)]
        pub(super) also: Vec<RawVariant>,
        pub(super) choices: Vec<RawChoice>,
        pub(super) history: RawRecord,
    }
    "Choice" RawChoice {
        pub(super) id: String,
        pub(super) text: String,
        pub(super) record: RawStanding,
        #[serde(default)]
        pub(super) sources: Vec<String>,
        #[serde(default)]
        pub(super) requires: Option<RawCondition>,
        #[serde(default)]
        pub(super) locked: String,
        pub(super) outcomes: Vec<RawOutcome>,
    }
    "Outcome" RawOutcome {
        #[serde(default = "one")]
        pub(super) weight: u32,
        #[serde(default, rename = "if")]
        pub(super) condition: Option<RawCondition>,
        #[serde(default)]
        pub(super) historical: bool,
        pub(super) text: String,
        #[serde(default)]
        pub(super) effects: Vec<RawEffect>,
        pub(super) then: RawNext,
    }
    "Teaching" RawTeaching {
        pub(super) class: String,
        pub(super) covers: Vec<String>,
        pub(super) leaves_out: Vec<String>,
        pub(super) lessons: Vec<RawLesson>,
        #[serde(default)]
        pub(super) exercises: Vec<RawExercise>,
        #[serde(default)]
        pub(super) questions: Vec<RawQuestion>,
        #[serde(default)]
        pub(super) hooks: Vec<RawHook>,
        #[serde(default)]
        pub(super) ethics: Vec<String>,
    }
    "Lesson" RawLesson {
        pub(super) id: String,
        pub(super) title: String,
        pub(super) time: String,
        pub(super) minutes: u16,
        pub(super) aim: String,
        #[serde(default)]
        pub(super) need: Vec<String>,
        pub(super) steps: Vec<RawStep>,
        #[serde(default)]
        pub(super) after: Option<String>,
    }
    "Step" RawStep {
        pub(super) minutes: u16,
        #[serde(default)]
        pub(super) part: Option<String>,
        pub(super) text: String,
    }
    "Exercise" RawExercise {
        pub(super) id: String,
        pub(super) title: String,
        pub(super) text: String,
        pub(super) tasks: Vec<String>,
        pub(super) look_for: String,
        pub(super) sources: Vec<String>,
    }
    "Question" RawQuestion {
        pub(super) text: String,
        #[serde(default)]
        pub(super) debate: Option<String>,
    }
    "Hook" RawHook {
        pub(super) course: String,
        pub(super) text: String,
        pub(super) checked: String,
    }
    "Record" RawRecord {
        pub(super) text: String,
        #[serde(default)]
        pub(super) events: Vec<String>,
        pub(super) standing: RawCertainty,
        #[serde(default)]
        pub(super) sources: Vec<String>,
        #[serde(default)]
        pub(super) debate: Option<String>,
    }
}

fn one() -> u32 {
    1
}

/// See [`crate::model::Condition`].
#[derive(Deserialize, Debug)]
pub(super) enum RawCondition {
    AtLeast(String, u8),
    AtMost(String, u8),
    Flag(String),
    Answered(String, String),
    Holds(String, String),
    All(Vec<RawCondition>),
    Any(Vec<RawCondition>),
    Not(Box<RawCondition>),
}

/// See [`crate::model::Effect`].
#[derive(Deserialize, Debug)]
pub(super) enum RawEffect {
    Add(String, i8),
    Level(String, u8),
    Set(String),
    Clear(String),
    Hold(String, String),
    Settle(String, String),
}

/// See [`crate::model::Next`].
#[derive(Deserialize, Debug)]
pub(super) enum RawNext {
    Go(String),
    End(String),
}

macro_rules! words {
    ($($raw:ident => $model:path { $($word:ident),* })*) => {$(
        #[derive(Deserialize, Clone, Copy, Debug)]
        pub(super) enum $raw { $($word,)* }

        impl From<$raw> for $model {
            fn from(raw: $raw) -> Self {
                match raw { $($raw::$word => Self::$word,)* }
            }
        }
    )*};
}

words! {
    RawMark => crate::model::Mark {
        Triangle, Square, Lozenge, Ring, Split, Hexagon, Chevron, HalfDisc, Cross
    }
    RawAir => crate::model::Air {
        Clear, Overcast, Drizzle, Rain, WetSnow, Snow, Frost
    }
    RawCertainty => crate::model::Certainty { Documented, Probable, Disputed, Invented }
    RawStanding => crate::model::Standing { Historical, Considered, Invented }
    RawDispatchKind => crate::model::DispatchKind { Telegram, Newspaper, Order, Rumour }
    RawPlaceKind => crate::model::PlaceKind {
        Building, Fortress, Bridge, Station, Barracks, Works, Ship, Square, Town
    }
    RawSourceKind => crate::model::SourceKind { Document, Press, Memoir, History, Reference }
    RawEntryKind => crate::model::EntryKind { Person, Term, Misconception }
}
