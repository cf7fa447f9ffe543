//! Everything that needs a lane: stations, the points of choices between two columns, and
//! where a long track passes a column without stopping.
//!
//! With these a track is a chain of short ways, each from one half column to the next,
//! which is what ordering and lanes are worked out on.

use std::collections::BTreeMap;

use super::Stop;
use super::columns::Bare;
use crate::model::Scenario;

/// What a point is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Thing {
    /// A station, by position.
    Station(usize),
    /// A choice: how far it lies from the one in the middle of its scene's choices.
    Choice(i64),
    /// A track that passes by.
    Pass,
}

/// Something that needs a lane.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) thing: Thing,
    pub(super) half_column: usize,
    /// The points it is joined with in the half column before.
    pub(super) before: Vec<usize>,
    /// The same in the half column behind.
    pub(super) after: Vec<usize>,
}

/// All points of a role.
#[derive(Clone, Debug)]
pub(super) struct Points {
    pub(super) all: Vec<Point>,
    /// By half column, from the top.
    pub(super) layers: Vec<Vec<usize>>,
    /// For each track what it passes between its stations.
    pub(super) chains: Vec<Vec<usize>>,
    /// The points of the recorded path.
    pub(super) history: Vec<usize>,
}

/// A story with more passing tracks than this has its longest ones drawn straight, so that
/// a scenario made to be slow is not.
const MOST_PASSES: usize = 20_000;

/// The points of a role's tracks; `history` is its recorded path.
pub(super) fn of(scenario: &Scenario, bare: &Bare, history: &[usize]) -> Points {
    let mut points = Points {
        all: Vec::new(),
        layers: Vec::new(),
        chains: vec![Vec::new(); bare.tracks.len()],
        history: Vec::new(),
    };
    for (station, item) in bare.stations.iter().enumerate() {
        points.add(Thing::Station(station), 2 * item.column);
    }
    for station in 0..bare.stations.len() {
        points.add_choices(scenario, bare, station);
    }
    points.add_passes(bare);
    for track in history {
        let Some(item) = bare.tracks.get(*track) else {
            continue;
        };
        points.history.push(item.from);
        let chain = points.chains.get(*track).cloned().unwrap_or_default();
        points.history.extend(chain);
        points.history.push(item.to);
    }
    points.history.dedup();
    points
}

impl Points {
    fn add(&mut self, thing: Thing, half_column: usize) -> usize {
        let point = self.all.len();
        self.all.push(Point {
            thing,
            half_column,
            before: Vec::new(),
            after: Vec::new(),
        });
        if self.layers.len() <= half_column {
            self.layers.resize(half_column + 1, Vec::new());
        }
        if let Some(layer) = self.layers.get_mut(half_column) {
            layer.push(point);
        }
        point
    }

    /// Two points are joined once, however many tracks run there.
    fn join(&mut self, before: usize, after: usize) {
        if let Some(point) = self.all.get_mut(before) {
            if point.after.contains(&after) {
                return;
            }
            point.after.push(after);
        }
        if let Some(point) = self.all.get_mut(after) {
            point.before.push(before);
        }
    }

    /// One point for each choice of a scene, the recorded one in the middle.
    fn add_choices(&mut self, scenario: &Scenario, bare: &Bare, station: usize) {
        let Some(Stop::Scene(scene)) = bare.stations.get(station).map(|item| item.stop) else {
            return;
        };
        let first = bare.tracks.partition_point(|track| track.from < station);
        let tracks: Vec<(usize, usize)> = bare
            .tracks
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, track)| track.from == station)
            .map(|(index, track)| (index, track.choice))
            .collect();
        let mut choices: Vec<usize> = tracks.iter().map(|(_, choice)| *choice).collect();
        choices.dedup();
        let recorded = scenario[scene].historical().map(|(choice, _)| choice);
        let half_column = 2 * bare.column(station) + 1;
        for (offset, choice) in fan(&choices, recorded) {
            let point = self.add(Thing::Choice(offset), half_column);
            self.join(station, point);
            for (track, _) in tracks.iter().filter(|(_, of)| *of == choice) {
                if let Some(chain) = self.chains.get_mut(*track) {
                    chain.push(point);
                }
            }
        }
    }

    /// Joins each track's choice with the station it comes to, over a pass in every half
    /// column between. Tracks between the same two stations share them. The shortest are
    /// first, so that what is left out is long.
    fn add_passes(&mut self, bare: &Bare) {
        let reach = |track: usize| {
            let track = bare.tracks.get(track)?;
            let (from, to) = (bare.column(track.from), bare.column(track.to));
            let length = to.checked_sub(from).filter(|length| *length > 0)?;
            Some((length, from, track))
        };
        let mut forward: Vec<usize> = (0..bare.tracks.len())
            .filter(|track| reach(*track).is_some())
            .collect();
        forward.sort_by_key(|track| reach(*track).map(|(length, ..)| (length, *track)));
        let mut shared: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        let mut n_left = MOST_PASSES;
        for index in forward {
            let Some((length, from, track)) = reach(index) else {
                continue;
            };
            let key = (track.from, track.to);
            let passes = match shared.get(&key) {
                Some(passes) => passes.clone(),
                None => {
                    let n_passes = 2 * (length - 1);
                    if n_passes > n_left {
                        continue;
                    }
                    n_left -= n_passes;
                    let first = 2 * from + 2;
                    let passes: Vec<usize> = (first..first + n_passes)
                        .map(|half_column| self.add(Thing::Pass, half_column))
                        .collect();
                    shared.insert(key, passes.clone());
                    passes
                }
            };
            let Some(chain) = self.chains.get_mut(index) else {
                continue;
            };
            chain.extend(passes);
            let whole: Vec<usize> = chain.iter().copied().chain([track.to]).collect();
            for (before, after) in whole.iter().zip(whole.iter().skip(1)) {
                self.join(*before, *after);
            }
        }
    }
}

/// Choices from top to bottom, each with how far it lies from the middle: the recorded one
/// in the middle, half of the others above it, in the order of their numbers.
fn fan(choices: &[usize], recorded: Option<usize>) -> Vec<(i64, usize)> {
    let mut order: Vec<usize> = choices.to_vec();
    let middle = order.len().saturating_sub(1) / 2;
    if let Some(at) = order.iter().position(|choice| Some(*choice) == recorded) {
        let choice = order.remove(at);
        order.insert(middle.min(order.len()), choice);
    }
    let middle = i64::try_from(middle).unwrap_or(0);
    (0..).map(|row: i64| row - middle).zip(order).collect()
}

#[cfg(test)]
mod tests {
    use super::fan;

    #[test]
    fn the_recorded_choice_is_in_the_middle() {
        assert_eq!(fan(&[0, 1, 2], Some(0)), [(-1, 1), (0, 0), (1, 2)]);
        assert_eq!(fan(&[0, 1, 2], Some(2)), [(-1, 0), (0, 2), (1, 1)]);
        assert_eq!(
            fan(&[0, 1, 2, 3], Some(3)),
            [(-1, 0), (0, 3), (1, 1), (2, 2)]
        );
        assert_eq!(fan(&[0, 1], None), [(0, 0), (1, 1)]);
        assert_eq!(fan(&[4], Some(4)), [(0, 4)]);
        assert!(fan(&[], None).is_empty());
    }
}
