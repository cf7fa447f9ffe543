//! From degrees to points on the screen.

use bevy_egui::egui;
use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::MapView;
use crate::model::Point;

/// Latitude and longitude to points of the screen, keeping distances true both ways.
#[derive(Clone, Copy, Debug)]
pub(super) struct Projection {
    /// Degrees in the middle of the map.
    middle: Vec2,
    /// Points per degree of longitude and latitude.
    scale: Vec2,
    /// The middle of the map on the screen.
    center: Pos2,
    /// Points per metre.
    pub(super) metre: f32,
}

pub(super) const METRES_PER_DEGREE: f32 = 111_320.0;

impl Projection {
    /// Shows the city's middle, where most places are, and where the player is.
    pub(super) fn of(view: &MapView<'_>, rect: Rect, pad: f32) -> Self {
        let on_map = || view.places.iter().filter(|place| !place.place.off_map);
        let points: Vec<Pos2> = on_map().map(|place| degrees(place.place.at)).collect();
        let room = (rect.size() - Vec2::splat(2.0 * pad)).max(Vec2::splat(10.0));
        let narrow = points.first().map_or(1.0, narrowing);
        let mut bounds = middle_of(&points, narrow, room);
        for place in on_map() {
            if Some(place.id) == view.here {
                bounds.extend_with(degrees(place.place.at));
            }
        }
        if points.len() <= FEW {
            bounds = with_near_water(bounds, view);
        }
        if !bounds.is_positive() {
            // No places, or one: a few kilometres round it.
            let center = if bounds.is_finite() {
                bounds.center()
            } else {
                Pos2::ZERO
            };
            bounds = Rect::from_center_size(center, vec2(0.05, 0.03));
        }
        let middle = bounds.center().to_vec2();
        let narrow = narrowing(&bounds.center());
        let per_degree = (room.x / (bounds.width() * narrow)).min(room.y / bounds.height());
        Self {
            middle,
            scale: vec2(per_degree * narrow, per_degree),
            center: rect.center(),
            metre: per_degree / METRES_PER_DEGREE,
        }
    }

    pub(super) fn at(&self, point: Point) -> Pos2 {
        let away = degrees(point).to_vec2() - self.middle;
        self.center + vec2(away.x * self.scale.x, -away.y * self.scale.y)
    }

    /// A line through these points, rounded where it bends.
    pub(super) fn line(&self, points: &[Point]) -> Vec<Pos2> {
        let points: Vec<Pos2> = points.iter().map(|point| self.at(*point)).collect();
        smooth(&points)
    }

    pub(super) fn width(&self, metres: u16, least: f32) -> f32 {
        (f32::from(metres) * self.metre).max(least)
    }
}

/// So few places leave room for the water they lie by.
const FEW: usize = 8;

/// The bounds with the water that is no further from them than they are wide or high.
fn with_near_water(bounds: Rect, view: &MapView<'_>) -> Rect {
    let near = bounds.expand2(bounds.size());
    let lines = view.water.iter().flat_map(|water| &water.line);
    lines
        .map(|point| degrees(*point))
        .filter(|point| bounds.is_positive() && near.contains(*point))
        .fold(bounds, |mut bounds, point| {
            bounds.extend_with(point);
            bounds
        })
}

/// The bounds of most points: of those furthest out, up to one in fourteen is let go, each
/// time the one without which the rest can be drawn largest in room of this size.
pub(super) fn middle_of(points: &[Pos2], narrow: f32, room: Vec2) -> Rect {
    let mut points = points.to_vec();
    let bounds = |points: &[Pos2], left_out: usize| {
        let mut bounds = Rect::NOTHING;
        for (_, point) in points.iter().enumerate().filter(|(at, _)| *at != left_out) {
            bounds.extend_with(*point);
        }
        bounds
    };
    let largest = |bounds: Rect| {
        let wide = room.x / (bounds.width() * narrow).max(1e-6);
        wide.min(room.y / bounds.height().max(1e-6))
    };
    for _ in 0..points.len() / 14 {
        let without = (0..points.len()).map(|at| (at, largest(bounds(&points, at))));
        let Some((at, _)) = without.max_by(|(_, one), (_, other)| one.total_cmp(other)) else {
            break;
        };
        points.swap_remove(at);
    }
    bounds(&points, usize::MAX)
}

/// How much narrower a degree of longitude is than one of latitude, there.
fn narrowing(point: &Pos2) -> f32 {
    point.y.to_radians().cos().max(0.1)
}

/// Longitude and latitude as x and y. Millionths of a degree keep five digits in an f32: a metre.
pub(super) fn degrees(point: Point) -> Pos2 {
    let degree = |millionths: i32| (f64::from(millionths) / 1_000_000.0) as f32;
    pos2(degree(point.lon), degree(point.lat))
}

/// A Catmull-Rom curve through the points.
pub(super) fn smooth(points: &[Pos2]) -> Vec<Pos2> {
    const STEPS: u8 = 6;
    let mut curve = Vec::with_capacity(points.len() * usize::from(STEPS));
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return curve;
    };
    let padded: Vec<Pos2> = std::iter::once(first)
        .chain(points)
        .chain(std::iter::once(last))
        .copied()
        .collect();
    for window in padded.windows(4) {
        let [a, b, c, d] = *window else { continue };
        for step in 0..STEPS {
            let t = f32::from(step) / f32::from(STEPS);
            let (a, b, c, d) = (a.to_vec2(), b.to_vec2(), c.to_vec2(), d.to_vec2());
            let value = b * 2.0
                + (c - a) * t
                + (a * 2.0 - b * 5.0 + c * 4.0 - d) * (t * t)
                + (b * 3.0 - a - c * 3.0 + d) * (t * t * t);
            curve.push((value * 0.5).to_pos2());
        }
    }
    curve.push(*last);
    curve
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_few_furthest_out_are_let_go_where_that_helps_most() {
        let mut points: Vec<Pos2> = (0..28_u8)
            .map(|index| pos2(f32::from(index % 7), f32::from(index / 7)))
            .collect();
        points.push(pos2(3.0, -9.0));
        points.push(pos2(3.0, 12.0));
        let bounds = middle_of(&points, 1.0, vec2(60.0, 30.0));
        assert_eq!(bounds, Rect::from_min_max(pos2(0.0, 0.0), pos2(6.0, 3.0)));
    }

    #[test]
    fn few_points_are_all_kept() {
        let points = [pos2(0.0, 0.0), pos2(40.0, 1.0)];
        let bounds = middle_of(&points, 1.0, vec2(10.0, 10.0));
        assert_eq!(bounds, Rect::from_min_max(pos2(0.0, 0.0), pos2(40.0, 1.0)));
    }
}
