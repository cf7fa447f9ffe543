//! The checked form of a scenario: what the rules play and every front end reads.
//!
//! Nothing here knows how a file looks, and no type here can be read from one:
//! `format::resolve` is the only maker. After it, every id finds its item, every
//! gauge has its levels, and every date is a real one.
//!
//! Start at [`Scenario`]; the story is in [`story`], the city around it in [`world`],
//! what can be asked and changed in [`logic`].

pub mod calendar;
mod id;
pub mod logic;
pub mod prose;
mod readings;
pub mod sky;
pub mod story;
pub mod teaching;
pub mod world;

use std::ops::Index;

pub use calendar::{Calendar, Stamp};
pub use id::{
    DebateId, EntryId, EventId, FlagId, GaugeId, PlaceId, RoleId, SceneId, SideId, SourceId,
    TurningPointId,
};
pub use logic::{AnswerIdx, Condition, Effect, TOP_LEVEL, Variable};
pub use prose::{Link, Paragraph, Prose, Span};
pub use readings::Readings;
pub use sky::{Air, Light, Sky, Weather};
pub use story::{
    Certainty, Chapter, Choice, Ending, Next, Outcome, Record, Role, Scene, Standing, Statement,
    Variant,
};
pub use teaching::Teaching;
pub use world::{
    Answer, Dated, Debate, Dispatch, DispatchKind, Entry, EntryKind, Event, Flag, Gauge, Mark,
    Place, PlaceKind, Point, Position, Quarter, Reading, Rule, Side, Source, SourceKind, Street,
    TurningPoint, Water,
};

/// One scenario: a city, its year, and the people who can be played in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Scenario {
    /// The id as written in the files.
    pub key: String,
    /// The title.
    pub title: String,
    /// The line under it.
    pub subtitle: String,
    /// The authors' number for this state of the content.
    pub version: u32,
    /// A hash of the text of every file that is played (64-bit FNV-1a); journals record it.
    pub content: u64,
    /// How dates are written.
    pub calendar: Calendar,
    /// What it is about.
    pub summary: String,
    /// Content notes.
    pub notes: Vec<String>,
    /// The city's gauges first, then one for each role.
    pub gauges: Vec<Gauge>,
    /// What can be remembered.
    pub flags: Vec<Flag>,
    /// Who can hold a place.
    pub sides: Vec<Side>,
    /// The gazetteer.
    pub places: Vec<Place>,
    /// Rivers and canals.
    pub water: Vec<Water>,
    /// Streets.
    pub streets: Vec<Street>,
    /// The parts of the city.
    pub quarters: Vec<Quarter>,
    /// What the map is headed with.
    pub city: String,
    /// The same as it was written there at the time, beside it.
    pub city_there: String,
    /// In order of time.
    pub turning_points: Vec<TurningPoint>,
    /// In order of time.
    pub events: Vec<Event>,
    /// What facts rest on.
    pub sources: Vec<Source>,
    /// People, terms, misconceptions.
    pub entries: Vec<Entry>,
    /// What historians dispute.
    pub debates: Vec<Debate>,
    /// What a teacher is given with it; not played.
    pub teaching: Option<Teaching>,
    /// In the order offered.
    pub roles: Vec<Role>,
    /// Of all roles, a role's scenes together.
    pub scenes: Vec<Scene>,
    /// Light and weather.
    pub sky: Sky,
    /// Turning points and events in the order the clock passes them; at one minute
    /// turning points come first, so that events can ask for their answers.
    pub timeline: Vec<(Stamp, Dated)>,
}

impl Scenario {
    /// The role with this written id.
    #[must_use]
    pub fn role_by_key(&self, key: &str) -> Option<RoleId> {
        self.roles
            .iter()
            .position(|role| role.key == key)
            .map(RoleId::at)
    }

    /// The scene with this written id.
    #[must_use]
    pub fn scene_by_key(&self, key: &str) -> Option<SceneId> {
        self.scenes
            .iter()
            .position(|scene| scene.key == key)
            .map(SceneId::at)
    }

    /// The ids of all roles, in the order offered.
    pub fn role_ids(&self) -> impl Iterator<Item = RoleId> + use<> {
        (0..self.roles.len()).map(RoleId::at)
    }

    /// The ids of all turning points, in order of time.
    pub fn turning_point_ids(&self) -> impl Iterator<Item = TurningPointId> + use<> {
        (0..self.turning_points.len()).map(TurningPointId::at)
    }

    /// The ids of all sides.
    pub fn side_ids(&self) -> impl Iterator<Item = SideId> + use<> {
        (0..self.sides.len()).map(SideId::at)
    }

    /// The ids of all places.
    pub fn place_ids(&self) -> impl Iterator<Item = PlaceId> + use<> {
        (0..self.places.len()).map(PlaceId::at)
    }

    /// The city's gauges and the role's own, in the order shown.
    pub fn gauges_of(&self, role: RoleId) -> impl Iterator<Item = GaugeId> + '_ {
        self.gauges
            .iter()
            .enumerate()
            .filter(move |(_, gauge)| gauge.role.is_none_or(|owner| owner == role))
            .map(|(index, _)| GaugeId::at(index))
    }
}

macro_rules! lookups {
    ($($id:ident => $table:ident: $item:ty;)*) => {$(
        impl Index<$id> for Scenario {
            type Output = $item;

            #[expect(
                clippy::indexing_slicing,
                reason = "ids are made by `resolve` for this scenario's own tables"
            )]
            fn index(&self, id: $id) -> &$item {
                &self.$table[id.index()]
            }
        }
    )*};
}

lookups! {
    GaugeId => gauges: Gauge;
    FlagId => flags: Flag;
    SideId => sides: Side;
    PlaceId => places: Place;
    EventId => events: Event;
    SourceId => sources: Source;
    EntryId => entries: Entry;
    DebateId => debates: Debate;
    TurningPointId => turning_points: TurningPoint;
    RoleId => roles: Role;
    SceneId => scenes: Scene;
}
