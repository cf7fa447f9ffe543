//! The city through the hours of a run: what the map steps through while it is played.

use super::Playthrough;
use crate::compare::Course;
use crate::model::{PlaceId, SideId, Stamp};

/// The city at an hour of this run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CityStop {
    /// The hour.
    pub when: Stamp,
    /// "Wednesday 25 October 1917 · 03:30".
    pub date: String,
    /// Where the role was then.
    pub here: PlaceId,
    /// Who held each place, by its position.
    pub holders: Vec<SideId>,
    /// What had changed hands since the stop before.
    pub taken: Vec<PlaceId>,
}

impl Playthrough {
    /// The hours at which places changed hands in this run, from its first scene to the open
    /// page; the last stop is the page's own hour. It tells nothing of what is still to come.
    #[must_use]
    pub fn city(&self) -> Vec<CityStop> {
        let scenario = &*self.scenario;
        let top = self.top_view();
        let course = Course::of(scenario, &self.replay);
        let scenes: Vec<(Stamp, PlaceId)> = self
            .replay
            .steps
            .iter()
            .map(|step| (scenario[step.scene].when, scenario[step.scene].place))
            .collect();
        let begin = scenario[self.replay.begin].when;
        let mut hours: Vec<Stamp> = course
            .hours()
            .filter(|when| begin.has_come(*when) && when.has_come(top.when))
            .chain([begin])
            .filter(|when| !top.when.has_come(*when))
            .collect();
        hours.sort_by(|a, b| a.cmp_on_clock(*b));
        hours.dedup_by(|later, earlier| earlier.cmp_on_clock(*later).is_eq());
        let start = &scenario[self.replay.begin];
        let mut stops: Vec<CityStop> = hours
            .into_iter()
            .map(|when| CityStop {
                when,
                date: scenario.calendar.long(when),
                here: scenes
                    .iter()
                    .rev()
                    .find(|(hour, _)| hour.has_come(when))
                    .map_or(start.place, |(_, place)| *place),
                holders: course.holders_at(when),
                taken: Vec::new(),
            })
            .collect();
        stops.push(CityStop {
            when: top.when,
            date: top.date,
            here: top.place,
            // What the open page shows, which may be the hour before its news arrived.
            holders: top
                .holders
                .iter()
                .zip(&scenario.places)
                .map(|(holder, place)| holder.unwrap_or(place.start))
                .collect(),
            taken: top.taken,
        });
        mark_changes(&mut stops);
        stops
    }
}

/// What each stop has otherwise than the one before it.
fn mark_changes(stops: &mut [CityStop]) {
    let mut before: Option<Vec<SideId>> = None;
    for stop in stops {
        if let Some(before) = &before {
            stop.taken = (0..stop.holders.len())
                .filter(|index| stop.holders.get(*index) != before.get(*index))
                .map(PlaceId::at)
                .collect();
        }
        before = Some(stop.holders.clone());
    }
}
