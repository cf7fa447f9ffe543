//! Which hours the maps show: those at which this run's city and history's differ most.

use crate::compare::{City, Held};
use crate::model::{Scenario, Stamp};

/// More maps than these are looked at by nobody.
const MOST: usize = 3;

/// At most three hours, in order: those at which the most places are held otherwise than in
/// history, on different days if that can be. If nothing ever is, the last hour alone.
pub(super) fn hours(scenario: &Scenario, city: &City) -> Vec<Stamp> {
    let mut candidates: Vec<(usize, Stamp)> = city
        .turns(scenario)
        .into_iter()
        .map(|(when, held)| (n_otherwise(&held), when))
        .filter(|(n_otherwise, _)| *n_otherwise > 0)
        .collect();
    // The order of time is kept among equals.
    candidates.sort_by_key(|(n_otherwise, _)| std::cmp::Reverse(*n_otherwise));
    let mut chosen: Vec<Stamp> = Vec::new();
    for (_, when) in &candidates {
        if chosen.len() < MOST && !chosen.iter().any(|other| other.day() == when.day()) {
            chosen.push(*when);
        }
    }
    if chosen.len() < 2 {
        let more = candidates.iter().map(|(_, when)| *when);
        let more = more
            .filter(|when| !chosen.contains(when))
            .take(2 - chosen.len());
        let more: Vec<Stamp> = more.collect();
        chosen.extend(more);
    }
    if chosen.is_empty() {
        chosen.extend(city.hours.last());
    }
    chosen.sort_by(|a, b| a.cmp_on_clock(*b));
    chosen
}

/// How many places this run has otherwise than history; another run does not count.
fn n_otherwise(held: &[Held]) -> usize {
    held.iter().filter(|held| held.mine != held.history).count()
}
