//! What a station tells when it is looked at.
//!
//! A scene that no run has been to tells nothing but where it stands, unless names are to
//! be shown. One that some run has been to tells all of its choices: they were read there.

use super::{Chart, Overlay, Stop, UnseenNames};
use crate::model::{Scenario, Stamp};

/// A station in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StationTold {
    /// Its number in the outline, from 1.
    pub number: usize,
    /// The chapter's number, from 1.
    pub chapter: usize,
    /// The title; `None` if it is closed.
    pub title: Option<String>,
    /// The hour; `None` at an ending, or if it is closed.
    pub when: Option<Stamp>,
    /// Whether it is an ending.
    pub is_ending: bool,
    /// Whether any run has been there.
    pub seen: bool,
    /// Whether the recorded path is shown to come here.
    pub in_history: bool,
    /// After how many of its decisions the run in hand was there.
    pub mine: Option<usize>,
    /// Whether the run in hand decided there.
    pub decided: bool,
    /// The names of the other runs that were there.
    pub others: Vec<String>,
    /// What can be decided there; empty if it is closed.
    pub choices: Vec<ChoiceTold>,
    /// The numbers of the stations it leads to, if it is closed.
    pub leads_to: Vec<usize>,
}

/// A choice of a station in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChoiceTold {
    /// Its digit, from 1.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// Whether the run in hand took it.
    pub mine: bool,
    /// The names of the other runs that took it.
    pub others: Vec<String>,
    /// Whether it is recorded, and that may be shown.
    pub in_history: bool,
    /// Why the run in hand could not take it; `None` if it could or was never there.
    pub locked: Option<String>,
    /// The numbers of the stations it can lead to.
    pub leads_to: Vec<usize>,
}

impl ChoiceTold {
    /// Whether no run has ever taken it.
    #[must_use]
    pub fn is_untried(&self) -> bool {
        !self.mine && self.others.is_empty()
    }

    /// What is known of it in a few words: "your choice · taken in run 2 · history's choice".
    #[must_use]
    pub fn marks(&self) -> String {
        let mut marks: Vec<String> = Vec::new();
        if self.mine {
            marks.push("your choice".to_owned());
        }
        if !self.others.is_empty() {
            marks.push(format!("taken in {}", few(&self.others)));
        }
        if self.is_untried() {
            marks.push("never taken".to_owned());
        }
        if self.in_history {
            marks.push("history’s choice".to_owned());
        }
        if let Some(reason) = &self.locked {
            marks.push(format!("locked: {reason}"));
        }
        marks.join(" · ")
    }
}

/// Names in a row; many are counted.
fn few(names: &[String]) -> String {
    const MOST: usize = 3;
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] if names.len() <= MOST => format!("{} and {last}", rest.join(", ")),
        _ => format!("{} other runs", names.len()),
    }
}

/// What a station tells; `None` if the chart has no such station.
#[must_use]
pub fn tell(
    scenario: &Scenario,
    chart: &Chart,
    overlay: &Overlay,
    names: UnseenNames,
    station: usize,
) -> Option<StationTold> {
    let item = chart.stations.get(station)?;
    let seen = overlay.has_seen(station);
    let is_open = seen || names == UnseenNames::Shown;
    let mine = overlay.mine_at(station);
    let visit = mine.and_then(|at| overlay.mine.as_ref()?.visits.get(at));
    let at_all = |ride: &&super::Ride| ride.visits.iter().any(|visit| visit.station == station);
    let (title, when) = match item.stop {
        _ if !is_open => (None, None),
        Stop::Scene(scene) => (
            Some(scenario[scene].title.clone()),
            Some(scenario[scene].when),
        ),
        Stop::End(ending) => {
            let ending = scenario[chart.role].endings.get(ending);
            (ending.map(|ending| ending.title.clone()), None)
        }
    };
    let history = overlay.history_shown(chart);
    let touches = |track: &usize| {
        chart
            .tracks
            .get(*track)
            .is_some_and(|track| track.from == station || track.to == station)
    };
    Some(StationTold {
        number: station + 1,
        chapter: item.chapter + 1,
        title,
        when,
        is_ending: matches!(item.stop, Stop::End(_)),
        seen,
        in_history: history.iter().any(touches),
        mine,
        decided: visit.is_some_and(|visit| visit.choice.is_some()),
        others: overlay
            .others
            .iter()
            .filter(at_all)
            .map(|ride| ride.name.clone())
            .collect(),
        choices: match item.stop {
            Stop::Scene(_) if is_open => choices(scenario, chart, overlay, station),
            _ => Vec::new(),
        },
        leads_to: match is_open {
            true => Vec::new(),
            false => numbers(chart.tracks_from(station).map(|(_, track)| track.to)),
        },
    })
}

fn choices(
    scenario: &Scenario,
    chart: &Chart,
    overlay: &Overlay,
    station: usize,
) -> Vec<ChoiceTold> {
    let Some(Stop::Scene(scene)) = chart.stations.get(station).map(|item| item.stop) else {
        return Vec::new();
    };
    let recorded = overlay.recorded(chart, station);
    let visit = overlay
        .mine_at(station)
        .and_then(|at| overlay.mine.as_ref()?.visits.get(at));
    scenario[scene]
        .choices
        .iter()
        .enumerate()
        .map(|(index, choice)| {
            let took = |ride: &&super::Ride| {
                ride.visits
                    .iter()
                    .any(|visit| visit.station == station && visit.choice == Some(index))
            };
            let was_locked = visit.is_some_and(|visit| !visit.open.contains(&index));
            ChoiceTold {
                number: index + 1,
                text: choice.text.clone(),
                mine: visit.is_some_and(|visit| visit.choice == Some(index)),
                others: overlay
                    .others
                    .iter()
                    .filter(took)
                    .map(|ride| ride.name.clone())
                    .collect(),
                in_history: recorded == Some(index),
                locked: was_locked.then(|| choice.locked.clone()),
                leads_to: numbers(chart.leads_to(station, index).into_iter()),
            }
        })
        .collect()
}

/// The numbers of stations, each once, in order.
fn numbers(stations: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers: Vec<usize> = stations.map(|station| station + 1).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
