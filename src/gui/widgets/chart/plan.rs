//! Where columns and lanes lie in points.

use bevy_egui::egui;
use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::chart::{Chart, Station, Track};
use crate::gui::theme::spacing;

/// Above the chart: the chapters' heads.
pub(super) const HEAD: f32 = 58.0;
/// Columns stand at least and at most so far apart.
const PITCH: (f32, f32) = (24.0, 58.0);
/// Lanes, at least and at most.
const LANE: (f32, f32) = (18.0, 44.0);
/// Lanes stand so many columns apart at most: on the slope a track still comes to its lane
/// within half a column.
const LANE_TO_PITCH: f32 = 1.6;

/// Points of a chart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub(super) rect: Rect,
    pub(super) pitch: f32,
    lane: f32,
    n_columns: f32,
    n_lanes: f32,
}

impl Plan {
    /// As large as there is room for.
    pub(super) fn of(chart: &Chart, room: Vec2) -> Self {
        let (n_columns, n_lanes) = (count(chart.n_columns), count(chart.n_lanes));
        let pitch = (room.x / n_columns).clamp(PITCH.0, PITCH.1);
        let high = (room.y - HEAD) / (n_lanes + 1.0);
        let lane = high.min(pitch * LANE_TO_PITCH).clamp(LANE.0, LANE.1);
        Self {
            rect: Rect::ZERO,
            pitch,
            lane,
            n_columns,
            n_lanes,
        }
    }

    /// The room it needs.
    pub(super) fn size(&self) -> Vec2 {
        vec2(
            self.n_columns * self.pitch,
            HEAD + (self.n_lanes + 1.0) * self.lane,
        )
    }

    /// The same in this rectangle.
    pub(super) fn at(self, rect: Rect) -> Self {
        Self { rect, ..self }
    }

    /// The left edge of a column.
    pub(super) fn left_of(&self, column: usize) -> f32 {
        self.rect.left() + count(column) * self.pitch
    }

    fn point(&self, half_column: usize, lane: usize) -> Pos2 {
        let body = self.rect.with_min_y(self.rect.top() + HEAD);
        let first = body.center().y - (self.n_lanes - 1.0) / 2.0 * self.lane;
        pos2(
            self.rect.left() + (count(half_column) + 1.0) / 2.0 * self.pitch,
            first + count(lane) * self.lane,
        )
    }

    /// The middle of a station.
    pub(super) fn station(&self, station: &Station) -> Pos2 {
        self.point(2 * station.column, station.lane)
    }

    /// The points a track passes, stations included.
    pub(super) fn stops(&self, chart: &Chart, track: &Track) -> Vec<Pos2> {
        let end = |station: usize| chart.stations.get(station).map(|it| self.station(it));
        let via = track
            .via
            .iter()
            .map(|via| self.point(via.half_column, via.lane));
        end(track.from)
            .into_iter()
            .chain(via)
            .chain(end(track.to))
            .collect()
    }

    /// Half the side of a station's square.
    pub(super) fn half_square(&self) -> f32 {
        (self.pitch * 0.27).clamp(5.0, 8.0)
    }
}

/// The way from one point to the next: level, then on the slope, then level.
pub(super) fn hop(from: Pos2, to: Pos2) -> [Pos2; 4] {
    let run = ((to.y - from.y).abs() / spacing::SLOPE).min((to.x - from.x).abs());
    let level = (to.x - from.x - run * (to.x - from.x).signum()) / 2.0;
    [
        from,
        pos2(from.x + level, from.y),
        pos2(to.x - level, to.y),
        to,
    ]
}

/// The whole way through several points.
pub(super) fn line(stops: &[Pos2]) -> Vec<Pos2> {
    let mut line: Vec<Pos2> = Vec::new();
    for (from, to) in stops.iter().zip(stops.iter().skip(1)) {
        for point in hop(*from, *to) {
            if line.last().is_none_or(|last| last.distance(point) > 0.5) {
                line.push(point);
            }
        }
    }
    line
}

/// A number of columns or lanes in points; both are far below what a float counts exactly.
fn count(number: usize) -> f32 {
    number as f32
}
