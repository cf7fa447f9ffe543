//! Who holds each place at any hour, in this run, in another, and in history.

use super::Tracks;
use super::track::Track;
use crate::model::{PlaceId, Scenario, SideId, Stamp};
use crate::rules::Change;

/// The places of two or three columns through the hours.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct City {
    /// The hour of this run's first scene, and every later hour at which a place changes
    /// hands in any column; as far as this run has come. Never empty.
    pub hours: Vec<Stamp>,
    /// This run.
    pub mine: Course,
    /// The other run, if there is one.
    pub other: Option<Course>,
    /// The recorded path of this run's role.
    pub history: Course,
}

/// How places went from hand to hand in one column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Course {
    /// Who held each place when the scenario began, by the place's position.
    start: Vec<SideId>,
    /// In order of time.
    changes: Vec<(Stamp, PlaceId, SideId)>,
    /// How far the run has come; `None` if it is over.
    present: Option<Stamp>,
}

/// A place that is not held by the same side in every column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Held {
    /// Which place.
    pub place: PlaceId,
    /// Who holds it in this run.
    pub mine: SideId,
    /// In the other run, if there is one and it has come so far.
    pub other: Option<SideId>,
    /// In history.
    pub history: SideId,
}

impl Course {
    /// Whether the run has come to an hour.
    #[must_use]
    pub fn reaches(&self, hour: Stamp) -> bool {
        self.present.is_none_or(|present| hour.has_come(present))
    }

    /// Who holds each place, by its position, after all that happened up to an hour and at
    /// that hour.
    #[must_use]
    pub fn holders_at(&self, hour: Stamp) -> Vec<SideId> {
        let mut holders = self.start.clone();
        let so_far = self
            .changes
            .iter()
            .take_while(|(when, _, _)| when.has_come(hour));
        for (_, place, side) in so_far {
            if let Some(holder) = holders.get_mut(place.index()) {
                *holder = *side;
            }
        }
        holders
    }
}

impl City {
    /// The places that columns differ about at an hour.
    #[must_use]
    pub fn differing(&self, scenario: &Scenario, hour: Stamp) -> Vec<Held> {
        let mine = self.mine.holders_at(hour);
        let other = self.other.as_ref().filter(|course| course.reaches(hour));
        let other = other.map(|course| course.holders_at(hour));
        let history = self.history.holders_at(hour);
        scenario
            .place_ids()
            .filter_map(|place| {
                let at = |holders: &Vec<SideId>| holders.get(place.index()).copied();
                let held = Held {
                    place,
                    mine: at(&mine)?,
                    other: other.as_ref().and_then(at),
                    history: at(&history)?,
                };
                let other_parts = held.other.is_some_and(|other| other != held.history);
                (held.mine != held.history || other_parts).then_some(held)
            })
            .collect()
    }

    /// The hours at which the set of places that columns differ about changes, each with
    /// that set; nothing if they never differ.
    #[must_use]
    pub fn turns(&self, scenario: &Scenario) -> Vec<(Stamp, Vec<Held>)> {
        let mut turns: Vec<(Stamp, Vec<Held>)> = Vec::new();
        for hour in &self.hours {
            let differing = self.differing(scenario, *hour);
            let before = turns.last().map_or(&[][..], |(_, held)| held.as_slice());
            if differing != before {
                turns.push((*hour, differing));
            }
        }
        turns
    }

    /// The hour after which the columns first differ; `None` if they never do.
    #[must_use]
    pub fn first_difference(&self, scenario: &Scenario) -> Option<Stamp> {
        let differs = |hour: &&Stamp| !self.differing(scenario, **hour).is_empty();
        self.hours.iter().find(differs).copied()
    }

    /// The last of the hours that has come at a moment; the first if none has.
    #[must_use]
    pub fn hour_at(&self, moment: Stamp) -> usize {
        self.hours
            .iter()
            .rposition(|hour| hour.has_come(moment))
            .unwrap_or(0)
    }
}

/// The city through the hours of the runs.
pub(super) fn city(scenario: &Scenario, tracks: &Tracks<'_>) -> City {
    let mine = course(scenario, &tracks.mine);
    let other = tracks.other.as_ref().map(|track| course(scenario, track));
    let history = course(scenario, &tracks.history);
    let first = tracks
        .mine
        .moments()
        .next()
        .map_or(scenario[tracks.mine.run().begin].when, |moment| moment.hour);
    let present = tracks.mine.present(scenario);
    let mut hours: Vec<Stamp> = [Some(&mine), other.as_ref(), Some(&history)]
        .into_iter()
        .flatten()
        .flat_map(|course| course.changes.iter().map(|(when, _, _)| *when))
        .filter(|when| first.has_come(*when))
        .filter(|when| present.is_none_or(|present| when.has_come(present)))
        .chain([first])
        .collect();
    hours.sort_by(|a, b| a.cmp_on_clock(*b));
    hours.dedup_by(|later, earlier| earlier.cmp_on_clock(*later).is_eq());
    City {
        hours,
        mine,
        other,
        history,
    }
}

fn course(scenario: &Scenario, track: &Track<'_>) -> Course {
    let mut changes = Vec::new();
    let mut add = |when: Stamp, list: &[Change]| {
        changes.extend(list.iter().filter_map(|change| match change {
            Change::Taken(place, _, side) => Some((when, *place, *side)),
            Change::Moved(..) | Change::Remembered(_) | Change::Settled(..) => None,
        }));
    };
    for passed in track.before() {
        add(passed.when, &passed.changes);
    }
    for moment in track.moments() {
        add(moment.hour, &moment.step.changes);
        for passed in &moment.step.passed {
            add(moment.hour.max(passed.when), &passed.changes);
        }
    }
    Course {
        start: scenario.places.iter().map(|place| place.start).collect(),
        changes,
        present: track.present(scenario),
    }
}
