//! Runs laid on a chart: who went where, what has been seen, what is untried.

use std::collections::{BTreeMap, BTreeSet};

use super::{Chart, Stop};
use crate::journal::{Position, Replay};
use crate::model::Scenario;
use crate::rules;

/// A run to lay on the chart.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its decisions.
    pub replay: &'a Replay,
    /// How many outcomes have been read to the end: where the last has not, nobody has
    /// seen yet where it leads.
    pub n_read: usize,
}

/// How much of the recorded path the chart shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum HistoryOnChart {
    /// All of it.
    #[default]
    All,
    /// What is recorded of scenes in which some run has decided.
    WhereDecided,
    /// Nothing.
    Hidden,
}

/// A run's way over the chart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ride {
    /// What the run is called.
    pub name: String,
    /// Where it was, in order: one for each decision, and the place where it stands now,
    /// if that has been seen.
    pub visits: Vec<Visit>,
}

/// A run at a station.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visit {
    /// Where.
    pub station: usize,
    /// What was decided, by position; `None` where nothing is decided yet, or any more.
    pub choice: Option<usize>,
    /// The track it left by.
    pub track: Option<usize>,
    /// The choices that could be taken, by position.
    pub open: Vec<usize>,
}

/// Runs on a chart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Overlay {
    /// The run in hand.
    pub mine: Option<Ride>,
    /// Other runs of the role.
    pub others: Vec<Ride>,
    /// How much of the recorded path is shown.
    pub history: HistoryOnChart,
    seen: BTreeSet<usize>,
    taken: BTreeSet<(usize, usize)>,
}

/// A decision of the run in hand that could still be made in a way nobody has tried.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Untried {
    /// How many decisions were made before it: where to go back to.
    pub n_decisions: usize,
    /// Where it was made.
    pub station: usize,
    /// The choices that were open there and that no run has ever taken, by position.
    pub choices: Vec<usize>,
}

impl Overlay {
    /// Lays runs on the chart of their role; runs of other roles are left out.
    #[must_use]
    pub fn of(
        scenario: &Scenario,
        chart: &Chart,
        mine: Option<Run<'_>>,
        others: &[Run<'_>],
        history: HistoryOnChart,
    ) -> Self {
        let places: BTreeMap<Stop, usize> = (0..)
            .zip(&chart.stations)
            .map(|(index, station)| (station.stop, index))
            .collect();
        let ride = |run: &Run<'_>| {
            (run.replay.role == chart.role).then(|| ride(scenario, chart, &places, run))
        };
        let mine = mine.as_ref().and_then(ride);
        let others: Vec<Ride> = others.iter().filter_map(ride).collect();
        let mut seen = BTreeSet::new();
        let mut taken = BTreeSet::new();
        for visit in mine.iter().chain(&others).flat_map(|ride| &ride.visits) {
            seen.insert(visit.station);
            taken.extend(visit.choice.map(|choice| (visit.station, choice)));
        }
        Self {
            mine,
            others,
            history,
            seen,
            taken,
        }
    }

    /// Whether any run has been at a station.
    #[must_use]
    pub fn has_seen(&self, station: usize) -> bool {
        self.seen.contains(&station)
    }

    /// How many stations have been seen.
    #[must_use]
    pub fn n_seen(&self) -> usize {
        self.seen.len()
    }

    /// Whether any run has ever taken a choice.
    #[must_use]
    pub fn has_taken(&self, station: usize, choice: usize) -> bool {
        self.taken.contains(&(station, choice))
    }

    /// After how many of its decisions the run in hand was at a station.
    #[must_use]
    pub fn mine_at(&self, station: usize) -> Option<usize> {
        let visits = &self.mine.as_ref()?.visits;
        visits.iter().position(|visit| visit.station == station)
    }

    /// The recorded path as far as it is shown, as positions of tracks.
    #[must_use]
    pub fn history_shown(&self, chart: &Chart) -> Vec<usize> {
        let shown = |track: &usize| match self.history {
            HistoryOnChart::All => true,
            HistoryOnChart::Hidden => false,
            HistoryOnChart::WhereDecided => chart
                .tracks
                .get(*track)
                .is_some_and(|track| self.is_decided(track.from)),
        };
        chart.history.iter().copied().filter(shown).collect()
    }

    /// The recorded choice of a station, if it may be shown.
    #[must_use]
    pub fn recorded(&self, chart: &Chart, station: usize) -> Option<usize> {
        let track = self.history_shown(chart).into_iter().find(|track| {
            chart
                .tracks
                .get(*track)
                .is_some_and(|track| track.from == station)
        })?;
        chart.tracks.get(track).map(|track| track.choice)
    }

    fn is_decided(&self, station: usize) -> bool {
        self.taken
            .range((station, 0)..=(station, usize::MAX))
            .next()
            .is_some()
    }

    /// The first decision of the run in hand, from that after `n_decisions` on and then
    /// from its beginning, at which a choice was open that neither it nor any other run has
    /// ever taken. `None` if there is no such decision; one that is not made yet is none.
    #[must_use]
    pub fn next_untried(&self, n_decisions: usize) -> Option<Untried> {
        let visits = &self.mine.as_ref()?.visits;
        let made = visits.iter().take_while(|visit| visit.choice.is_some());
        let n_made = made.count();
        let first = n_decisions.min(n_made);
        (first..n_made)
            .chain(0..first)
            .find_map(|index| self.untried_at(index))
    }

    /// What is untried at one decision of the run in hand.
    fn untried_at(&self, n_decisions: usize) -> Option<Untried> {
        let visit = self.mine.as_ref()?.visits.get(n_decisions)?;
        visit.choice?;
        let is_new = |choice: &usize| !self.has_taken(visit.station, *choice);
        let choices: Vec<usize> = visit.open.iter().copied().filter(is_new).collect();
        (!choices.is_empty()).then_some(Untried {
            n_decisions,
            station: visit.station,
            choices,
        })
    }
}

fn ride(scenario: &Scenario, chart: &Chart, places: &BTreeMap<Stop, usize>, run: &Run<'_>) -> Ride {
    let replay = run.replay;
    let mut visits = Vec::with_capacity(replay.steps.len() + 1);
    for (index, step) in replay.steps.iter().enumerate() {
        let Some(station) = places.get(&Stop::Scene(step.scene)) else {
            break;
        };
        visits.push(Visit {
            station: *station,
            choice: Some(step.choice),
            track: chart.track_between(
                *station,
                step.choice,
                places.get(&step.then.into()).copied(),
            ),
            open: open(scenario, replay, index, Stop::Scene(step.scene)),
        });
    }
    let stop = match replay.position() {
        Position::Scene(scene) => Stop::Scene(scene),
        Position::End(ending) => Stop::End(ending),
    };
    if run.n_read >= replay.steps.len()
        && let Some(station) = places.get(&stop)
    {
        visits.push(Visit {
            station: *station,
            choice: None,
            track: None,
            open: open(scenario, replay, replay.steps.len(), stop),
        });
    }
    Ride {
        name: run.name.to_owned(),
        visits,
    }
}

/// The choices of a scene that are open after so many decisions.
fn open(scenario: &Scenario, replay: &Replay, n_decisions: usize, stop: Stop) -> Vec<usize> {
    let Stop::Scene(scene) = stop else {
        return Vec::new();
    };
    let state = replay.state_after(n_decisions);
    scenario[scene]
        .choices
        .iter()
        .enumerate()
        .filter(|(_, choice)| rules::is_open(state, choice))
        .map(|(index, _)| index)
        .collect()
}
