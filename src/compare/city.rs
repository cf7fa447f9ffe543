//! Who holds each place at any hour, in this run, in another, and in history.

use super::Tracks;
use super::track::Track;
use crate::journal::Replay;
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
    /// How places went from hand to hand in one run.
    #[must_use]
    pub fn of(scenario: &Scenario, run: &Replay) -> Self {
        course(scenario, &Track::of(scenario, run))
    }

    /// The hours at which places changed hands, in order; one may come more than once.
    pub fn hours(&self) -> impl Iterator<Item = Stamp> {
        self.changes.iter().map(|(when, _, _)| *when)
    }

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

/// A course being followed hour by hour, each change passed once.
struct Walk<'a> {
    course: &'a Course,
    holders: Vec<SideId>,
    n_passed: usize,
}

impl<'a> Walk<'a> {
    fn of(course: &'a Course) -> Self {
        Self {
            course,
            holders: course.start.clone(),
            n_passed: 0,
        }
    }

    /// Who holds each place at an hour that is no earlier than the one before.
    fn to(&mut self, hour: Stamp) -> &[SideId] {
        while let Some((when, place, side)) = self.course.changes.get(self.n_passed) {
            if !when.has_come(hour) {
                break;
            }
            if let Some(holder) = self.holders.get_mut(place.index()) {
                *holder = *side;
            }
            self.n_passed += 1;
        }
        &self.holders
    }
}

impl City {
    /// The places that columns differ about at an hour.
    #[must_use]
    pub fn differing(&self, scenario: &Scenario, hour: Stamp) -> Vec<Held> {
        let other = self.other.as_ref().filter(|course| course.reaches(hour));
        differing(
            scenario,
            &self.mine.holders_at(hour),
            other.map(|course| course.holders_at(hour)).as_deref(),
            &self.history.holders_at(hour),
        )
    }

    /// The places that columns differ about at each of the hours.
    #[must_use]
    pub fn differing_by_hour(&self, scenario: &Scenario) -> Vec<Vec<Held>> {
        let (mut mine, mut history) = (Walk::of(&self.mine), Walk::of(&self.history));
        let mut other = self.other.as_ref().map(|course| (course, Walk::of(course)));
        self.hours
            .iter()
            .map(|hour| {
                let other = other
                    .as_mut()
                    .filter(|(course, _)| course.reaches(*hour))
                    .map(|(_, walk)| walk.to(*hour));
                differing(scenario, mine.to(*hour), other, history.to(*hour))
            })
            .collect()
    }

    /// The hours at which the set of places that columns differ about changes, each with
    /// that set; nothing if they never differ.
    #[must_use]
    pub fn turns(&self, scenario: &Scenario) -> Vec<(Stamp, Vec<Held>)> {
        let mut turns: Vec<(Stamp, Vec<Held>)> = Vec::new();
        for (hour, differing) in self.hours.iter().zip(self.differing_by_hour(scenario)) {
            let before = turns.last().map_or(&[][..], |(_, held)| held.as_slice());
            if differing != before {
                turns.push((*hour, differing));
            }
        }
        turns
    }
}

fn differing(
    scenario: &Scenario,
    mine: &[SideId],
    other: Option<&[SideId]>,
    history: &[SideId],
) -> Vec<Held> {
    scenario
        .place_ids()
        .filter_map(|place| {
            let at = |holders: &[SideId]| holders.get(place.index()).copied();
            let held = Held {
                place,
                mine: at(mine)?,
                other: other.and_then(at),
                history: at(history)?,
            };
            let other_parts = held.other.is_some_and(|other| other != held.history);
            (held.mine != held.history || other_parts).then_some(held)
        })
        .collect()
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
