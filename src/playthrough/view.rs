//! What a front end shows: plain words and numbers, nothing left to work out.

use super::RoomView;
use super::chapters::ClosingView;
use crate::compare::Comparison;
use crate::journal::Count;
use crate::model::{
    Air, Certainty, DispatchKind, Light, PlaceId, Prose, SideId, Stamp, Standing, TurningPointId,
};

/// What the player set about what is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// How much a choice tells beforehand.
    pub hints: HintLevel,
    /// When the record is shown.
    pub history: HistoryShown,
}

/// How much a choice tells of what it moves.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum HintLevel {
    /// Nothing.
    None,
    /// Which gauges, and up or down.
    #[default]
    Direction,
    /// By how much as well, and the levels of gauges as numbers.
    Numbers,
    /// The model's odds of what is decided next as well, if a choice is taken.
    Odds,
}

/// When what is recorded of an hour is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum HistoryShown {
    /// After each decision.
    #[default]
    AfterEach,
    /// At the end of each chapter.
    AtChapterEnd,
    /// At the end of the run.
    AtEnd,
}

/// Everything on show.
#[derive(Clone, PartialEq, Debug)]
pub struct View {
    /// What stands around the page.
    pub top: TopView,
    /// The page.
    pub page: PageView,
}

/// What stands around the page: hour, place, city.
#[derive(Clone, PartialEq, Debug)]
pub struct TopView {
    /// The role's name.
    pub role: String,
    /// Which drawing shows the person.
    pub portrait: String,
    /// "Chapter 4 · Two nights".
    pub chapter: String,
    /// The moment.
    pub when: Stamp,
    /// "Wednesday 25 October 1917 · 03:30".
    pub date: String,
    /// "7 November, New Style".
    pub other_date: String,
    /// Where you are.
    pub place: PlaceId,
    /// Its name.
    pub place_name: String,
    /// Which drawing shows it, and what of it only this hour shows.
    pub picture: PictureView,
    /// Light and weather.
    pub sky: SkyView,
    /// The city's gauges, then your own.
    pub gauges: Vec<GaugeView>,
    /// Who holds each place, by the place's position in the gazetteer.
    pub holders: Vec<Option<SideId>>,
    /// Places that changed hands since the last page.
    pub taken: Vec<PlaceId>,
    /// News that arrived with this page, oldest first.
    pub dispatches: Vec<DispatchView>,
    /// How many decisions have been made.
    pub n_decisions: usize,
}

/// The drawing of the open page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PictureView {
    /// Its name; `None` if nothing is drawn of this place.
    pub name: Option<String>,
    /// Parts of it that are shown now and not always.
    pub with: Vec<String>,
}

/// The sky over the open page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SkyView {
    /// How light it is.
    pub light: Light,
    /// What is in the air.
    pub air: Air,
    /// Whether snow lies on the ground.
    pub snow_lies: bool,
    /// The weather in a few words, if it is recorded.
    pub recorded: Option<String>,
}

/// One gauge.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GaugeView {
    /// "Garrison".
    pub name: String,
    /// What it answers.
    pub question: String,
    /// 0 to 5.
    pub level: u8,
    /// The level in a word.
    pub word: String,
    /// The level and word of the last page, if it moved since.
    pub before: Option<(u8, String)>,
    /// Whether it is the role's own.
    pub own: bool,
}

/// News.
#[derive(Clone, PartialEq, Debug)]
pub struct DispatchView {
    /// What it is printed on.
    pub kind: DispatchKind,
    /// Where and when it comes from.
    pub from: String,
    /// Headline or nameplate.
    pub head: Option<String>,
    /// The words.
    pub text: Prose,
    /// What it answers.
    pub turning_point: TurningPointId,
    /// The question in words.
    pub question: String,
    /// The answer in words.
    pub answer: String,
}

/// The page itself.
#[derive(Clone, PartialEq, Debug)]
pub enum PageView {
    /// A decision is due.
    Scene(SceneView),
    /// What came of it.
    After(AfterView),
    /// The story is over.
    End(EndView),
}

/// A scene to decide in.
#[derive(Clone, PartialEq, Debug)]
pub struct SceneView {
    /// The scene's written id.
    pub key: String,
    /// The title.
    pub title: String,
    /// What is read.
    pub text: Prose,
    /// The chapter's opening, on its first page.
    pub opening: Option<ChapterView>,
    /// What can be decided.
    pub choices: Vec<ChoiceView>,
    /// How a room voted so far: at least one count, in which no hand may be up yet.
    pub counts: Vec<Count>,
}

/// The opening of a chapter.
#[derive(Clone, PartialEq, Debug)]
pub struct ChapterView {
    /// "Chapter 4".
    pub number: String,
    /// The title.
    pub title: String,
    /// The days it covers.
    pub span: String,
    /// What is read.
    pub text: Prose,
}

/// A choice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChoiceView {
    /// The digit that takes it.
    pub number: usize,
    /// The words.
    pub text: String,
    /// What it moves, as far as the hint level tells.
    pub hints: Vec<HintView>,
    /// Why it is closed.
    pub locked: Option<String>,
}

/// What a choice may move.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HintView {
    /// The gauge.
    pub gauge: String,
    /// Up or down.
    pub up: bool,
    /// By how much, at the level of numbers.
    pub by: Option<u8>,
    /// Whether every outcome moves it so, or only some.
    pub certain: bool,
}

/// What came of a choice.
#[derive(Clone, PartialEq, Debug)]
pub struct AfterView {
    /// The digit that was pressed.
    pub number: usize,
    /// The words that were chosen.
    pub chosen: String,
    /// What is read.
    pub text: Prose,
    /// What moved, one line each.
    pub moved: Vec<MovedView>,
    /// What is recorded, if it is shown now.
    pub records: Vec<RecordView>,
    /// Whether this closes a chapter.
    pub closes_chapter: bool,
    /// The choices there were, and how a room voted on them.
    pub room: RoomView,
    /// What is said of that, if another chapter follows.
    pub closing: Option<ClosingView>,
}

/// One line of what moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MovedView {
    /// The sign before it.
    pub sign: MovedSign,
    /// What moved.
    pub subject: String,
    /// To what.
    pub text: String,
    /// From what; empty if that says nothing.
    pub was: String,
}

/// The sign of a line of what moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MovedSign {
    /// A gauge rose.
    Up,
    /// A gauge fell.
    Down,
    /// A place is held by this side now.
    Side(SideId),
    /// Something will be remembered.
    Memory,
}

/// What is recorded of an hour.
#[derive(Clone, PartialEq, Debug)]
pub struct RecordView {
    /// The scene's title.
    pub title: String,
    /// "25 October, about 03:30".
    pub when: String,
    /// How sure it is.
    pub standing: Certainty,
    /// Two or three sentences.
    pub text: Prose,
    /// The choices of the scene, the one taken first.
    pub choices: Vec<RecordedChoice>,
    /// Where it is known from, one work each.
    pub sources: Vec<String>,
    /// The dispute it belongs to.
    pub debate: Option<String>,
    /// Whether the recorded choice was taken.
    pub as_in_history: bool,
}

/// A choice beside the record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordedChoice {
    /// Its digit.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// What is known of it.
    pub record: Standing,
    /// Whether it was taken.
    pub taken: bool,
}

/// The end of a run.
#[derive(Clone, PartialEq, Debug)]
pub struct EndView {
    /// The ending's written id.
    pub key: String,
    /// The ending's title.
    pub title: String,
    /// What is read.
    pub text: Prose,
    /// The statements of the epilogue.
    pub statements: Vec<Prose>,
    /// The run beside history.
    pub comparison: Comparison,
    /// What is recorded of each hour, if it was not shown before.
    pub records: Vec<RecordView>,
}
