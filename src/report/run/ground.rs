//! From degrees to the units of a drawing, in whole numbers: the same bytes on every machine.
//!
//! The drawing's unit is small (a tenth of what a stroke is wide), so nothing is lost by it.

use crate::model::{Point, Scenario};

/// A point of the drawing.
pub(super) type At = (i64, i64);

/// A degree of latitude in metres, and in the millionths that points are given in.
const METRES: i64 = 111_320;
const MILLION: i64 = 1_000_000;
/// No map shows less than so many millionths of a degree, some 550 metres; nothing of the
/// earth is then further off than the numbers here reach.
const LEAST: i64 = 5_000;

/// Where a point of the city stands on the drawing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Ground {
    /// The middle, in millionths; longitude narrowed.
    middle: At,
    /// Millionths of a degree of longitude that are as wide as a million of latitude.
    narrow: i64,
    /// Units for so many millionths.
    units: i64,
    of: i64,
    /// How large the drawing is.
    size: At,
}

impl Ground {
    /// Shows the middle of the city, where most places are, in a drawing of this size.
    pub(super) fn of(scenario: &Scenario, size: At, pad: i64) -> Self {
        let on_map = scenario.places.iter().filter(|place| !place.off_map);
        let points: Vec<Point> = on_map.map(|place| place.at).collect();
        let narrow = narrowing(points.first().map_or(0, |point| point.lat));
        let points: Vec<At> = points.iter().map(|point| flat(*point, narrow)).collect();
        let room = ((size.0 - 2 * pad).max(1), (size.1 - 2 * pad).max(1));
        let (low, high) = middle_of(points, room).unwrap_or_default();
        // No places, or one, or all in one yard: at least a few streets round it.
        let (wide, tall) = ((high.0 - low.0).max(LEAST), (high.1 - low.1).max(LEAST));
        let (units, of) = if room.0 * tall <= room.1 * wide {
            (room.0, wide)
        } else {
            (room.1, tall)
        };
        Self {
            middle: ((low.0 + high.0) / 2, (low.1 + high.1) / 2),
            narrow,
            units,
            of,
            size,
        }
    }

    /// Where a point stands.
    pub(super) fn at(&self, point: Point) -> At {
        let (x, y) = flat(point, self.narrow);
        (
            self.size.0 / 2 + (x - self.middle.0) * self.units / self.of,
            self.size.1 / 2 - (y - self.middle.1) * self.units / self.of,
        )
    }

    /// So many metres.
    pub(super) fn metres(&self, metres: i64) -> i64 {
        metres * MILLION / METRES * self.units / self.of
    }

    /// Whether a point lies in the drawing, this far from its edge.
    pub(super) fn shows(&self, at: At, margin: i64) -> bool {
        (margin..=self.size.0 - margin).contains(&at.0)
            && (margin..=self.size.1 - margin).contains(&at.1)
    }
}

/// Degrees with longitude narrowed to the width of latitude.
fn flat(point: Point, narrow: i64) -> At {
    (
        i64::from(point.lon) * narrow / MILLION,
        i64::from(point.lat),
    )
}

/// How much narrower a degree of longitude is than one of latitude, in millionths: the
/// cosine by Bhaskara's formula, which is true to a fiftieth of a percent at 60°.
fn narrowing(lat: i32) -> i64 {
    let thousandths = i64::from(lat.unsigned_abs()) / 1000;
    let square = thousandths * thousandths;
    let right = 32_400 * MILLION;
    ((right - 4 * square).max(0) * MILLION / (right + square)).max(MILLION / 10)
}

/// The corners of most points: of those furthest out up to one in fourteen is let go, each
/// time the one without which the rest can be drawn largest in room of this size.
fn middle_of(mut points: Vec<At>, room: At) -> Option<(At, At)> {
    for _ in 0..points.len() / 14 {
        // Only a point at the edge changes the corners.
        let edges = [
            (0..points.len()).min_by_key(|at| points.get(*at).map(|point| point.0)),
            (0..points.len()).max_by_key(|at| points.get(*at).map(|point| point.0)),
            (0..points.len()).min_by_key(|at| points.get(*at).map(|point| point.1)),
            (0..points.len()).max_by_key(|at| points.get(*at).map(|point| point.1)),
        ];
        let size_without = |at: &usize| {
            let rest = points.iter().enumerate().filter(|(index, _)| index != at);
            let corners = corners(rest.map(|(_, point)| *point));
            corners.map(|(low, high)| {
                // What decides how large the rest can be drawn.
                ((high.0 - low.0) * room.1).max((high.1 - low.1) * room.0)
            })
        };
        let Some(at) = edges.into_iter().flatten().min_by_key(size_without) else {
            break;
        };
        points.swap_remove(at);
    }
    corners(points.into_iter())
}

fn corners(points: impl Iterator<Item = At>) -> Option<(At, At)> {
    points.fold(None, |corners, point| {
        let (low, high) = corners.unwrap_or((point, point));
        Some((
            (low.0.min(point.0), low.1.min(point.1)),
            (high.0.max(point.0), high.1.max(point.1)),
        ))
    })
}

/// The place of a stretch of line nearest to a point.
pub(super) fn foot(point: At, from: At, to: At) -> At {
    let along = (i128::from(to.0 - from.0), i128::from(to.1 - from.1));
    let away = (i128::from(point.0 - from.0), i128::from(point.1 - from.1));
    let square = (along.0 * along.0 + along.1 * along.1).max(1);
    let share = (along.0 * away.0 + along.1 * away.1).clamp(0, square);
    let step = |way: i128| i64::try_from(way * share / square).unwrap_or(0);
    (from.0 + step(along.0), from.1 + step(along.1))
}

/// How far two points are from one another.
pub(super) fn distance(a: At, b: At) -> i64 {
    let (wide, tall) = (a.0.abs_diff(b.0), a.1.abs_diff(b.1));
    let square = u128::from(wide) * u128::from(wide) + u128::from(tall) * u128::from(tall);
    i64::try_from(square.isqrt()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_longitude_is_half_as_wide_at_sixty_degrees() {
        assert_eq!(narrowing(0), 1_000_000);
        assert!(narrowing(60_000_000).abs_diff(500_000) < 1_000);
        assert!(narrowing(-59_900_000).abs_diff(501_511) < 100);
        assert_eq!(narrowing(90_000_000), 100_000);
    }

    #[test]
    fn the_few_furthest_out_are_let_go() {
        let mut points: Vec<At> = (0..28).map(|index| (index % 7, index / 7)).collect();
        points.push((3, -9));
        points.push((3, 12));
        assert_eq!(middle_of(points, (60, 30)), Some(((0, 0), (6, 3))));
        assert_eq!(middle_of(Vec::new(), (60, 30)), None);
    }

    #[test]
    fn the_nearest_place_of_a_line_is_on_it() {
        assert_eq!(foot((5, 7), (0, 0), (10, 0)), (5, 0));
        assert_eq!(foot((-5, 7), (0, 0), (10, 0)), (0, 0));
        assert_eq!(foot((5, 7), (3, 3), (3, 3)), (3, 3));
        assert_eq!(distance((0, 0), (3, 4)), 5);
    }
}
