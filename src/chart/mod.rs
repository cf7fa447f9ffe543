//! The chart of a role's story: every scene, every choice and where it leads, drawn like
//! a railway, with the runs that went along it.
//!
//! A [`Chart`] belongs to the scenario alone: stations (scenes and endings) in columns,
//! chapter by chapter, and tracks between them, one for each choice and place it can lead
//! to, with history's path straight in the middle lane. Places are columns and lanes,
//! whole numbers; how far apart they stand is for whoever draws. An [`Overlay`] lays runs
//! on it: which tracks were ridden by whom, what has been seen, what is still untried.
//!
//! Nothing here draws, reads a file or asks for odds. A chart is worked out once and kept;
//! any scenario has one, also one that leads back to itself or has hundreds of scenes.
//!
//! Start at [`Chart::of`] and [`Overlay::of`]; [`outline()`] says the same in words, and
//! [`dot`] and [`mermaid`] write it for other programs.

mod columns;
mod export;
mod lanes;
mod order;
mod outline;
mod overlay;
mod points;
mod tell;
mod walk;

#[cfg(test)]
mod tests;

use crate::journal;
use crate::model::{Next, Readings, RoleId, Scenario, SceneId};

pub use export::{dot, mermaid};
pub use outline::{OutlineChapter, OutlineStation, outline};
pub use overlay::{HistoryOnChart, Overlay, Ride, Run, Untried, Visit};
pub use tell::{ChoiceTold, StationTold, tell};
pub use walk::Way;

/// Whether scenes that no run has come to are named.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum UnseenNames {
    /// They are closed: nothing is told of them but that they are there.
    #[default]
    Hidden,
    /// They are named like the others, for those who teach with it.
    Shown,
}

/// A role's story as stations and tracks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chart {
    /// Whose.
    pub role: RoleId,
    /// The columns of each chapter, in the order of the role's chapters.
    pub chapters: Vec<Columns>,
    /// By column, then by lane: a station's number in the outline is its place here plus one.
    pub stations: Vec<Station>,
    /// By the station they leave, then by choice, then in the order of the outcomes.
    pub tracks: Vec<Track>,
    /// The recorded path, as positions in `tracks`.
    pub history: Vec<usize>,
    /// How many columns there are.
    pub n_columns: usize,
    /// How many lanes there are, at least one.
    pub n_lanes: usize,
    /// The lane in which history runs.
    pub middle: usize,
}

/// The columns of a chapter: from the first, as many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Columns {
    /// The first.
    pub first: usize,
    /// How many; at least one.
    pub count: usize,
}

/// A scene or an ending.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Station {
    /// Which.
    pub stop: Stop,
    /// The position of its chapter in the role; an ending's is that of the scene before it.
    pub chapter: usize,
    /// From the left.
    pub column: usize,
    /// From the top.
    pub lane: usize,
}

/// What a station stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stop {
    /// Something is decided there.
    Scene(SceneId),
    /// The role's story closes there: the ending's position in the role.
    End(usize),
}

impl From<Next> for Stop {
    fn from(next: Next) -> Self {
        match next {
            Next::Go(scene) => Self::Scene(scene),
            Next::End(ending) => Self::End(ending),
        }
    }
}

/// A choice and one place it can lead to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Track {
    /// The station it leaves, by position.
    pub from: usize,
    /// The choice, by position in the scene.
    pub choice: usize,
    /// The station it comes to, by position.
    pub to: usize,
    /// The outcomes of the choice that lead there, by position.
    pub outcomes: Vec<usize>,
    /// What it passes on the way, from the left: first the point of its choice, which is
    /// shared by all tracks of the choice. From the last of them on the way is straight.
    pub via: Vec<Via>,
}

/// A point between stations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Via {
    /// In half columns: `2 * column` stands under a column's stations, one more between it
    /// and the next.
    pub half_column: usize,
    /// From the top.
    pub lane: usize,
}

impl Chart {
    /// The chart of a role.
    #[must_use]
    pub fn of(scenario: &Scenario, role: RoleId) -> Self {
        let bare = columns::bare(scenario, role);
        let recorded = journal::historical(scenario, role, &Readings::default());
        let history: Vec<usize> = recorded
            .steps
            .iter()
            .filter_map(|step| bare.track(step.scene, step.choice, step.then))
            .collect();
        let mut points = points::of(scenario, &bare, &history);
        order::arrange(&mut points);
        let lanes = lanes::assign(&points);
        bare.placed(role, history, &points, &lanes)
    }

    /// The position of a scene's or an ending's station.
    #[must_use]
    pub fn station_of(&self, stop: Stop) -> Option<usize> {
        self.stations
            .iter()
            .position(|station| station.stop == stop)
    }

    /// The track of a step, by position.
    #[must_use]
    pub fn track_of(&self, scene: SceneId, choice: usize, then: Next) -> Option<usize> {
        let from = self.station_of(Stop::Scene(scene))?;
        self.track_between(from, choice, self.station_of(then.into()))
    }

    fn track_between(&self, from: usize, choice: usize, to: Option<usize>) -> Option<usize> {
        let to = to?;
        self.tracks_from(from)
            .find(|(_, track)| track.choice == choice && track.to == to)
            .map(|(index, _)| index)
    }

    /// The tracks that leave a station, with their positions.
    pub fn tracks_from(&self, station: usize) -> impl Iterator<Item = (usize, &Track)> {
        let first = self.tracks.partition_point(|track| track.from < station);
        self.tracks
            .iter()
            .enumerate()
            .skip(first)
            .take_while(move |(_, track)| track.from == station)
    }

    /// The stations that a choice can lead to, by position, in order.
    #[must_use]
    pub fn leads_to(&self, station: usize, choice: usize) -> Vec<usize> {
        let mut reached: Vec<usize> = self
            .tracks_from(station)
            .filter(|(_, track)| track.choice == choice)
            .map(|(_, track)| track.to)
            .collect();
        reached.sort_unstable();
        reached.dedup();
        reached
    }
}
