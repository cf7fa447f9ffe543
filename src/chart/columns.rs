//! Which stations there are, what leads where, and in which column each one stands.
//!
//! Chapters follow each other from left to right. Inside a chapter a scene stands one
//! column behind the last of those of the chapter that lead to it. An ending stands one
//! behind the last scene that comes to it.

use std::collections::BTreeMap;

use super::points::{Points, Thing};
use super::{Chart, Columns, Station, Stop, Track, Via};
use crate::model::{Next, RoleId, Scenario, SceneId};

/// Stations in columns and tracks between them, without lanes.
pub(super) struct Bare {
    pub(super) chapters: Vec<Columns>,
    /// Scenes in the order of the files, then endings; the lanes are all 0.
    pub(super) stations: Vec<Station>,
    /// By the station they leave, then by choice.
    pub(super) tracks: Vec<Track>,
    at: BTreeMap<Stop, usize>,
    /// The positions of tracks by what they join.
    ways: BTreeMap<(usize, usize, usize), usize>,
}

/// Stations and tracks of a role.
pub(super) fn bare(scenario: &Scenario, role: RoleId) -> Bare {
    let mut bare = Bare {
        chapters: Vec::new(),
        stations: Vec::new(),
        tracks: Vec::new(),
        at: BTreeMap::new(),
        ways: BTreeMap::new(),
    };
    for (chapter, item) in scenario[role].chapters.iter().enumerate() {
        for scene in &item.scenes {
            bare.add(Stop::Scene(*scene), chapter);
        }
    }
    for ending in 0..scenario[role].endings.len() {
        bare.add(Stop::End(ending), 0);
    }
    for from in 0..bare.stations.len() {
        bare.add_tracks(scenario, from);
    }
    bare.set_columns(scenario[role].chapters.len());
    bare
}

impl Bare {
    fn add(&mut self, stop: Stop, chapter: usize) {
        // A scene that a damaged scenario lists twice has one station.
        if self.at.contains_key(&stop) {
            return;
        }
        self.at.insert(stop, self.stations.len());
        self.stations.push(Station {
            stop,
            chapter,
            column: 0,
            lane: 0,
        });
    }

    fn add_tracks(&mut self, scenario: &Scenario, from: usize) {
        let Some(Stop::Scene(scene)) = self.stations.get(from).map(|station| station.stop) else {
            return;
        };
        for (choice, item) in scenario[scene].choices.iter().enumerate() {
            for (outcome, made) in item.outcomes.iter().enumerate() {
                let Some(to) = self.at.get(&made.then.into()).copied() else {
                    continue;
                };
                let next = self.tracks.len();
                let track = *self.ways.entry((from, choice, to)).or_insert(next);
                if track == next {
                    self.tracks.push(Track {
                        from,
                        choice,
                        to,
                        outcomes: Vec::new(),
                        via: Vec::new(),
                    });
                }
                if let Some(track) = self.tracks.get_mut(track) {
                    track.outcomes.push(outcome);
                }
            }
        }
    }

    /// The track of a step.
    pub(super) fn track(&self, scene: SceneId, choice: usize, then: Next) -> Option<usize> {
        let from = *self.at.get(&Stop::Scene(scene))?;
        let to = *self.at.get(&then.into())?;
        self.ways.get(&(from, choice, to)).copied()
    }

    /// The column of a station.
    pub(super) fn column(&self, station: usize) -> usize {
        self.stations
            .get(station)
            .map_or(0, |station| station.column)
    }

    fn set_columns(&mut self, n_chapters: usize) {
        self.set_chapters_of_endings();
        let mut first = 0;
        for chapter in 0..n_chapters.max(1) {
            let behind_scenes = self.set_chapter(chapter, first);
            self.set_endings(chapter);
            let stations = self.stations.iter();
            let last = stations
                .filter(|station| station.chapter == chapter)
                .map(|station| station.column + 1)
                .max();
            let end = last.unwrap_or(0).max(behind_scenes).max(first + 1);
            self.chapters.push(Columns {
                first,
                count: end - first,
            });
            first = end;
        }
    }

    /// Puts a chapter's scenes into columns from `first` on; gives the first column behind
    /// them. Kahn's algorithm: what leads back to itself keeps the column it has so far.
    fn set_chapter(&mut self, chapter: usize, first: usize) -> usize {
        let inside = |bare: &Self, station: usize| {
            bare.stations.get(station).is_some_and(|station| {
                station.chapter == chapter && matches!(station.stop, Stop::Scene(_))
            })
        };
        let mut after: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut waiting: BTreeMap<usize, usize> = BTreeMap::new();
        for station in (0..self.stations.len()).filter(|station| inside(self, *station)) {
            waiting.insert(station, 0);
        }
        for track in &self.tracks {
            if inside(self, track.from) && inside(self, track.to) {
                after.entry(track.from).or_default().push(track.to);
                *waiting.entry(track.to).or_default() += 1;
            }
        }
        let mut ready: Vec<usize> = waiting
            .iter()
            .filter(|(_, count)| **count == 0)
            .map(|(station, _)| *station)
            .collect();
        let mut columns: BTreeMap<usize, usize> =
            waiting.keys().map(|station| (*station, first)).collect();
        while let Some(station) = ready.pop() {
            let next_column = columns.get(&station).map_or(first, |column| column + 1);
            for next in after.get(&station).into_iter().flatten() {
                if let Some(column) = columns.get_mut(next) {
                    *column = (*column).max(next_column);
                }
                if let Some(count) = waiting.get_mut(next) {
                    *count -= 1;
                    if *count == 0 {
                        ready.push(*next);
                    }
                }
            }
        }
        let end = columns.values().max().map_or(first, |last| last + 1);
        for (station, column) in columns {
            if let Some(station) = self.stations.get_mut(station) {
                station.column = column;
            }
        }
        end
    }

    /// An ending belongs to the last chapter that comes to it.
    fn set_chapters_of_endings(&mut self) {
        for track in &self.tracks {
            let from = self.stations.get(track.from).map(|station| station.chapter);
            if let (Some(from), Some(to)) = (from, self.stations.get_mut(track.to))
                && matches!(to.stop, Stop::End(_))
            {
                to.chapter = to.chapter.max(from);
            }
        }
    }

    /// Puts a chapter's endings one column behind the last scene that comes to each.
    fn set_endings(&mut self, chapter: usize) {
        for track in &self.tracks {
            let column = self.column(track.from) + 1;
            if let Some(ending) = self.stations.get_mut(track.to)
                && ending.chapter == chapter
                && matches!(ending.stop, Stop::End(_))
            {
                ending.column = ending.column.max(column);
            }
        }
    }

    /// The chart, once every point has its lane: stations are put in order of place.
    pub(super) fn placed(
        self,
        role: RoleId,
        history: Vec<usize>,
        points: &Points,
        lanes: &[i64],
    ) -> Chart {
        let top = lanes.iter().copied().min().unwrap_or(0).min(0);
        let bottom = lanes.iter().copied().max().unwrap_or(0).max(0);
        let from_top = |lane: i64| usize::try_from(lane - top).unwrap_or(0);
        let lane_of = |point: usize| from_top(lanes.get(point).copied().unwrap_or(0));

        let mut stations = self.stations;
        for (point, item) in points.all.iter().enumerate() {
            if let Thing::Station(station) = item.thing
                && let Some(station) = stations.get_mut(station)
            {
                station.lane = lane_of(point);
            }
        }
        let mut order: Vec<usize> = (0..stations.len()).collect();
        order.sort_by_key(|old| {
            stations
                .get(*old)
                .map(|station| (station.column, station.lane, *old))
        });
        let mut new_of = vec![0; stations.len()];
        for (new, old) in order.iter().enumerate() {
            if let Some(place) = new_of.get_mut(*old) {
                *place = new;
            }
        }
        let renamed = |old: usize| new_of.get(old).copied().unwrap_or(0);

        let mut tracks: Vec<(usize, Track)> = Vec::with_capacity(self.tracks.len());
        for (old, mut track) in self.tracks.into_iter().enumerate() {
            let chain = points.chains.get(old).map_or(&[][..], Vec::as_slice);
            track.via = chain
                .iter()
                .filter_map(|point| {
                    let half_column = points.all.get(*point)?.half_column;
                    let lane = lane_of(*point);
                    Some(Via { half_column, lane })
                })
                .collect();
            track.from = renamed(track.from);
            track.to = renamed(track.to);
            tracks.push((old, track));
        }
        tracks.sort_by_key(|(old, track)| (track.from, track.choice, *old));
        let history = history
            .into_iter()
            .filter_map(|wanted| tracks.iter().position(|(old, _)| *old == wanted))
            .collect();
        Chart {
            role,
            chapters: self.chapters,
            n_columns: stations
                .iter()
                .map(|station| station.column + 1)
                .max()
                .unwrap_or(1),
            stations: order
                .iter()
                .filter_map(|old| stations.get(*old).copied())
                .collect(),
            tracks: tracks.into_iter().map(|(_, track)| track).collect(),
            history,
            n_lanes: from_top(bottom) + 1,
            middle: from_top(0),
        }
    }
}
