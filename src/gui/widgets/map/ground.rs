//! What lies under the places: land, streets, water, bridges, and the waters’ names.

use bevy_egui::egui;
use egui::{Align2, Color32, Painter, Pos2, Rect, Ui, Vec2, vec2};

use super::labels::label;
use super::projection::Projection;
use super::spots::Spot;
use super::{MapView, Scale};
use crate::gui::theme::palette::contrast;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::{shapes, text};
use crate::model::{Place, PlaceKind, Street};

/// How much is drawn besides land, water and bridges.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Detail {
    /// Nothing.
    Plain,
    /// Walls and waves.
    Full,
}

pub(super) fn paint_ground(
    painter: &Painter,
    theme: &Theme,
    view: &MapView<'_>,
    projection: &Projection,
    scale: Scale,
    detail: Detail,
) {
    let palette = &theme.palette;
    shapes::plane(painter, painter.clip_rect(), palette.land);
    for street in view.streets {
        let line: Vec<Pos2> = street
            .line
            .iter()
            .map(|point| projection.at(*point))
            .collect();
        shapes::ribbon(painter, &line, scale.street, palette.street);
    }
    for water in view.water {
        let width = projection.width(water.width, scale.least_water);
        let line = projection.line(&water.line);
        shapes::ribbon(painter, &line, width, palette.water);
        if detail == Detail::Full && width > 4.0 * WAVE.y {
            paint_waves(painter, &line, width, palette.wave);
        }
    }
    for place in view.places {
        let place = place.place;
        if detail == Detail::Full && place.kind == PlaceKind::Fortress && !place.off_map {
            let reach = projection.metre * FORTRESS;
            paint_fortress(painter, projection.at(place.at), reach, palette.street);
        }
    }
    for place in view.places {
        if place.place.kind == PlaceKind::Bridge && !place.place.off_map {
            paint_bridge(painter, theme, view, projection, place.place, scale);
        }
    }
}

/// A stroke on the water: its length and thickness.
const WAVE: Vec2 = vec2(26.0, 3.0);
/// From the middle of a fortress to the point of a bastion, in metres.
const FORTRESS: f32 = 260.0;

/// Graver strokes along the stream, the same in every frame.
fn paint_waves(painter: &Painter, line: &[Pos2], width: f32, ink: Color32) {
    let seen = painter.clip_rect().expand(WAVE.x);
    let mut grain: u32 = 1;
    for pair in line.windows(2) {
        let [from, to] = *pair else { continue };
        let along = (to - from).normalized();
        let middle = from + (to - from) / 2.0;
        if !seen.contains(middle) || from.distance(to) < 0.5 {
            continue;
        }
        for _ in 0..2 {
            // Any spread that repeats will do; this is the classic congruential one.
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let share = |shift: u32| f32::from((grain >> shift) as u8) / 255.0 - 0.5;
            let across = along.rot90() * share(24) * (width - 4.0 * WAVE.y);
            let at = middle + across + along * share(16) * WAVE.x;
            let half = along * WAVE.x * (0.6 + share(8) * 0.5) / 2.0;
            let thick = along.rot90() * WAVE.y * 0.3;
            shapes::polygon(
                painter,
                &[at - half, at + thick, at + half, at - thick],
                ink,
            );
        }
    }
}

/// The walls of a fortress from above: a hexagon with a bastion at each corner, lying along
/// the river as the one in the Neva does.
fn paint_fortress(painter: &Painter, at: Pos2, reach: f32, ink: Color32) {
    const STRETCH: f32 = 0.72;
    let corner = |turn: f32, far: f32| {
        let angle = turn * std::f32::consts::TAU / 12.0;
        at + vec2(angle.cos() * far, angle.sin() * far * STRETCH)
    };
    for bastion in 0..6_u8 {
        let turn = f32::from(bastion) * 2.0;
        let point = [
            at,
            corner(turn - 0.62, reach * 0.82),
            corner(turn, reach),
            corner(turn + 0.62, reach * 0.82),
        ];
        shapes::polygon(painter, &point, ink);
        let curtain = [
            at,
            corner(turn + 0.5, reach * 0.7),
            corner(turn + 1.5, reach * 0.7),
        ];
        shapes::polygon(painter, &curtain, ink);
    }
}

/// A strip of land across the nearest water.
pub(super) fn paint_bridge(
    painter: &Painter,
    theme: &Theme,
    view: &MapView<'_>,
    projection: &Projection,
    place: &Place,
    scale: Scale,
) {
    let at = projection.at(place.at);
    let mut nearest: Option<(f32, Pos2, Vec2, f32)> = None;
    for water in view.water {
        let width = projection.width(water.width, scale.least_water);
        let line = projection.line(&water.line);
        for (from, to) in line.iter().zip(line.iter().skip(1)) {
            let (distance, foot) = to_segment(at, *from, *to);
            // Measured from the bank, or the widest river would never be nearest.
            let beyond = distance - width / 2.0;
            if nearest.is_none_or(|(known, ..)| beyond < known) {
                nearest = Some((beyond, foot, (*to - *from).normalized(), width));
            }
        }
    }
    let Some((beyond, foot, along, width)) = nearest else {
        return;
    };
    if beyond > 8.0 {
        return;
    }
    let reach = along.rot90() * (width / 2.0 + 2.0);
    shapes::ribbon(
        painter,
        &[foot - reach, foot + reach],
        scale.bridge,
        theme.palette.land,
    );
}

/// How far a point is from a stretch of line, and the nearest point of it.
pub(super) fn to_segment(point: Pos2, from: Pos2, to: Pos2) -> (f32, Pos2) {
    let along = to - from;
    let share = ((point - from).dot(along) / along.length_sq().max(1e-6)).clamp(0.0, 1.0);
    let foot = from + along * share;
    (foot.distance(point), foot)
}

/// The names of rivers and of the great street. Returns what they take up.
pub(super) fn paint_names(
    ui: &Ui,
    painter: &Painter,
    theme: &Theme,
    view: &MapView<'_>,
    projection: &Projection,
    taken: &[Spot<'_>],
) -> Vec<Rect> {
    let ink = on_water(theme);
    let mut painted = Vec::new();
    for water in view.water {
        let format = theme.italic(Type::ProseSmall, ink);
        let name = text::lay_runs(ui, &[(&water.name, format)], f32::INFINITY);
        let width = projection.width(water.width, 0.0);
        if width < name.size().y * 0.9 {
            continue;
        }
        // Where the river runs level, the name fits into it.
        let line = projection.line(&water.line);
        let in_water = |at: &Rect| {
            let letters = at.shrink2(vec2(0.0, at.height() * 0.25));
            [
                letters.left_top(),
                letters.right_top(),
                letters.left_bottom(),
                letters.right_bottom(),
            ]
            .into_iter()
            .all(|corner| distance(corner, &line) <= width / 2.0)
        };
        let level = line
            .windows(7)
            .filter_map(|window| Some((*window.first()?, *window.get(3)?, *window.last()?)))
            .filter(|(_, middle, _)| painter.clip_rect().shrink(40.0).contains(*middle))
            .filter(|(from, _, to)| (to.x - from.x).abs() > 5.0 * (to.y - from.y).abs())
            .map(|(_, middle, _)| Align2::CENTER_CENTER.anchor_size(middle, name.size()));
        let free = |at: &Rect| !taken.iter().any(|spot| at.expand(14.0).contains(spot.at));
        if let Some(at) = level.rev().find(|at| free(at) && in_water(at)) {
            name.paint(painter, at.min);
            painted.push(at);
        }
    }
    for street in view
        .streets
        .iter()
        .filter(|street| street.name.starts_with("Nevsky"))
    {
        let soft = theme.palette.soft;
        let name = text::lay_line(ui, theme, Type::LabelSmall, soft, "Nevsky");
        let reach = name.size() + Vec2::splat(2.0 * spacing::MARK + 6.0);
        let free = |at: &Pos2| {
            let room = Rect::from_center_size(*at, reach);
            painter.clip_rect().contains_rect(room)
                && !taken.iter().any(|spot| room.contains(spot.at))
        };
        if let Some(middle) = along(street, projection).find(free) {
            let at = middle - name.size() / 2.0;
            label(painter, theme, &name, at);
            painted.push(Rect::from_min_size(at, name.size()));
        }
    }
    painted
}

/// Points of a street, those near its middle first.
fn along(street: &Street, projection: &Projection) -> impl Iterator<Item = Pos2> {
    const SHARES: [f32; 9] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];
    let ends = street.line.first().zip(street.line.last());
    let ends = ends.map(|(from, to)| (projection.at(*from), projection.at(*to)));
    let line: Vec<Pos2> = street.line.iter().map(|at| projection.at(*at)).collect();
    SHARES.into_iter().filter_map(move |share| {
        let (from, to) = ends?;
        let straight = from.lerp(to, share);
        nearest(straight, &line)
    })
}

/// The point of a line that is nearest to another.
fn nearest(point: Pos2, line: &[Pos2]) -> Option<Pos2> {
    let stretches = line.iter().zip(line.iter().skip(1));
    stretches
        .map(|(from, to)| to_segment(point, *from, *to))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, foot)| foot)
}

/// How far a point is from a line.
fn distance(point: Pos2, line: &[Pos2]) -> f32 {
    nearest(point, line).map_or(f32::INFINITY, |foot| foot.distance(point))
}

/// What can be read on water: land is light where water is dark, but not at night.
pub(super) fn on_water(theme: &Theme) -> Color32 {
    let palette = &theme.palette;
    let land = contrast(palette.land, palette.water);
    if land > contrast(palette.soft, palette.water) {
        palette.land
    } else {
        palette.soft
    }
}
