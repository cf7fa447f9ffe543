//! What lies under the places: land, streets, water, bridges, and the waters’ names.

use super::labels::label;
use super::*;

pub(super) fn paint_ground(
    painter: &Painter,
    theme: &Theme,
    view: &MapView<'_>,
    projection: &Projection,
    scale: Scale,
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
        shapes::ribbon(painter, &projection.line(&water.line), width, palette.water);
    }
    for place in view.places {
        if place.place.kind == PlaceKind::Bridge && !place.place.off_map {
            paint_bridge(painter, theme, view, projection, place.place, scale);
        }
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

pub(super) fn paint_water_names(
    ui: &Ui,
    theme: &Theme,
    view: &MapView<'_>,
    projection: &Projection,
) {
    let painter = ui.painter();
    let ink = on_water(theme);
    let taken = spots(view, projection, painter.clip_rect());
    for water in view.water {
        let format = theme.italic(Type::ProseSmall, ink);
        let name = text::lay_runs(ui, &[(&water.name, format)], f32::INFINITY);
        if projection.width(water.width, 0.0) < name.size().y * 0.9 {
            continue;
        }
        // Where the river runs level, the name fits into it.
        let line = projection.line(&water.line);
        let level = line
            .windows(7)
            .filter_map(|window| Some((*window.first()?, *window.get(3)?, *window.last()?)))
            .filter(|(_, middle, _)| painter.clip_rect().shrink(40.0).contains(*middle))
            .filter(|(from, _, to)| (to.x - from.x).abs() > 5.0 * (to.y - from.y).abs())
            .map(|(_, middle, _)| Align2::CENTER_CENTER.anchor_size(middle, name.size()));
        let free = |at: &Rect| !taken.iter().any(|spot| at.expand(14.0).contains(spot.at));
        if let Some(at) = level.rev().find(free) {
            name.paint(painter, at.min);
        }
    }
    for street in view
        .streets
        .iter()
        .filter(|street| street.name.starts_with("Nevsky"))
    {
        let Some(middle) = street.line.get(street.line.len() / 2) else {
            continue;
        };
        let soft = theme.palette.soft;
        let name = text::lay_line(ui, theme, Type::LabelSmall, soft, "Nevsky");
        let at = projection.at(*middle) - name.size() / 2.0;
        label(painter, theme, &name, at);
    }
}

/// What can be read on water: land is light where water is dark, but not at night.
pub(super) fn on_water(theme: &Theme) -> egui::Color32 {
    let palette = &theme.palette;
    let land = contrast(palette.land, palette.water);
    if land > contrast(palette.soft, palette.water) {
        palette.land
    } else {
        palette.soft
    }
}
