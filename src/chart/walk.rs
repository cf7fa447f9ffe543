//! From one station to the next, as arrow keys go over the chart.

use super::{Chart, Overlay};

/// A direction on the chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// Back along the way one came.
    Left,
    /// On.
    Right,
    /// To the lanes above.
    Up,
    /// To the lanes below.
    Down,
}

impl Chart {
    /// The station that lies next to one in a direction; `None` at the chart's edge.
    ///
    /// Left and right go along the path of the run in hand where it came through, then
    /// along history's, then along whatever track there is. Up and down go to the nearest
    /// column, and in it to the nearest lane, that lies on that side.
    #[must_use]
    pub fn neighbour(&self, overlay: &Overlay, station: usize, way: Way) -> Option<usize> {
        match way {
            Way::Left | Way::Right => self.along(overlay, station, way),
            Way::Up | Way::Down => self.across(station, way),
        }
    }

    fn along(&self, overlay: &Overlay, station: usize, way: Way) -> Option<usize> {
        let ride = overlay.mine.as_ref();
        let ridden = overlay.mine_at(station).and_then(|at| {
            let next = match way {
                Way::Left => at.checked_sub(1)?,
                _ => at + 1,
            };
            ride?.visits.get(next).map(|visit| visit.station)
        });
        if ridden.is_some() {
            return ridden;
        }
        let ends = |index: usize| {
            let track = self.tracks.get(index)?;
            let (here, there) = match way {
                Way::Left => (track.to, track.from),
                _ => (track.from, track.to),
            };
            (here == station).then_some(there)
        };
        let recorded = self.history.iter().find_map(|index| ends(*index));
        let any = || (0..self.tracks.len()).filter_map(ends);
        // Of several ways the one that some run has gone is the better known.
        recorded
            .or_else(|| any().find(|there| overlay.has_seen(*there)))
            .or_else(|| any().next())
    }

    fn across(&self, station: usize, way: Way) -> Option<usize> {
        let here = self.stations.get(station)?;
        let lies_there = |lane: usize| match way {
            Way::Up => lane < here.lane,
            _ => lane > here.lane,
        };
        (0..)
            .zip(&self.stations)
            .filter(|(_, other)| lies_there(other.lane))
            .min_by_key(|(index, other): &(usize, _)| {
                (
                    other.column.abs_diff(here.column),
                    other.lane.abs_diff(here.lane),
                    *index,
                )
            })
            .map(|(index, _)| index)
    }
}
