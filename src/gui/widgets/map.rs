//! The map of the city: land, streets, water, bridges, and who holds what.
//!
//! The large map is a set of places that can be pointed at and tabbed through; the small one is
//! a single button. Both describe themselves in words for those who do not see them. Text is
//! never turned.

use std::collections::BTreeMap;

use bevy_egui::egui;
use egui::{
    Align2, CursorIcon, Id, Painter, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo,
    WidgetType, pos2, vec2,
};

use super::motion;
use super::shapes::{self, Ink};
use super::text::{self, Laid};
use crate::gui::theme::palette::contrast;
use crate::gui::theme::{Theme, Type, spacing};
use crate::model::{Place, PlaceId, PlaceKind, Point, Side, Street, Water};

/// The map as shown.
#[derive(Clone, Copy, Debug)]
pub struct MapView<'a> {
    /// Every place with its holder; those off the map are only described.
    pub places: &'a [MapPlace<'a>],
    /// Rivers and canals.
    pub water: &'a [Water],
    /// Streets.
    pub streets: &'a [Street],
    /// Where the player is.
    pub here: Option<PlaceId>,
    /// Which place is looked at.
    pub chosen: Option<PlaceId>,
}

/// A place and who holds it.
#[derive(Clone, Copy, Debug)]
pub struct MapPlace<'a> {
    /// Which place.
    pub id: PlaceId,
    /// The place.
    pub place: &'a Place,
    /// Who holds it.
    pub side: &'a Side,
    /// Whether that changed with the last decision.
    pub changed: bool,
}

/// Measures of a map by its size.
#[derive(Clone, Copy)]
struct Scale {
    mark: f32,
    here: f32,
    street: f32,
    bridge: f32,
    least_water: f32,
    /// Between the outermost places and the frame.
    pad: f32,
}

const LARGE: Scale = Scale {
    mark: spacing::MARK,
    here: 10.0,
    street: 2.4,
    bridge: 4.8,
    least_water: 4.0,
    pad: 48.0,
};
const SMALL: Scale = Scale {
    mark: spacing::MARK_SMALL,
    here: 7.0,
    street: 1.2,
    bridge: 2.4,
    least_water: 1.6,
    pad: 14.0,
};

/// The large map, filling the available room. Returns the place that was pressed.
pub fn map_ui(ui: &mut Ui, theme: &Theme, view: &MapView<'_>) -> Option<PlaceId> {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, description(view)));
    let painter = ui.painter_at(rect);
    let projection = Projection::of(view, rect, LARGE.pad);
    paint_ground(&painter, theme, view, &projection, LARGE);
    paint_water_names(ui, theme, view, &projection);
    let spots = spots(view, &projection, rect);
    let mut pressed = None;
    let mut looked_at = view.chosen;
    for spot in &spots {
        let response = spot_ui(ui, spot, response.id);
        if response.clicked() {
            pressed = Some(spot.place.id);
        }
        if response.hovered() || response.has_focus() {
            looked_at = Some(spot.place.id);
        }
        paint_spot(&painter, theme, view, spot, LARGE, &response);
    }
    paint_here(&painter, theme, view, &projection, LARGE);
    paint_labels(ui, &painter, theme, view, &projection, (&spots, looked_at));
    pressed
}

/// The small map: one button with a tab that names it and its key.
pub fn small_map_ui(ui: &mut Ui, theme: &Theme, view: &MapView<'_>, key: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    response.widget_info(|| {
        let name = format!("Map. {}", description(view));
        WidgetInfo::labeled(WidgetType::Button, true, name)
    });
    let palette = &theme.palette;
    let painter = ui.painter_at(rect.intersect(ui.clip_rect()));
    let projection = Projection::of(view, rect, SMALL.pad);
    paint_ground(&painter, theme, view, &projection, SMALL);
    let mut taken: Vec<Pos2> = Vec::new();
    for spot in important_first(view, spots(view, &projection, rect)) {
        // Where marks would cover one another, one stands for all.
        if taken
            .iter()
            .any(|other| other.distance(spot.at) < SMALL.mark * 2.2)
        {
            continue;
        }
        taken.push(spot.at);
        shapes::mark_with_halo(
            &painter,
            spot.at,
            SMALL.mark,
            spot.place.side.mark,
            Ink::land(theme),
        );
    }
    paint_here(&painter, theme, view, &projection, SMALL);
    let frame = if response.hovered() {
        spacing::HEAVY
    } else {
        spacing::FRAME
    };
    let edge = if theme.is_high_contrast() {
        palette.ink
    } else {
        palette.band
    };
    let name = text::lay_line(
        ui,
        theme,
        Type::LabelSmall,
        palette.on_band,
        &format!("Map  {key}"),
    );
    let size = vec2(name.size().x + 24.0, name.size().y + 4.0);
    let tab = Rect::from_min_size(rect.left_bottom() - vec2(0.0, size.y), size);
    shapes::plane(&painter, tab, palette.band);
    name.paint(&painter, tab.min + vec2(10.0, 3.0));
    shapes::frame(&painter, rect, Stroke::new(frame, edge));
    if response.has_focus() {
        shapes::focus_frame(ui.painter(), rect, theme);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Who holds what, in words.
#[must_use]
pub fn description(view: &MapView<'_>) -> String {
    let mut held: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut here = None;
    for place in view.places {
        held.entry(&place.side.name)
            .or_default()
            .push(&place.place.name);
        if Some(place.id) == view.here {
            here = Some(place.place.name.as_str());
        }
    }
    let mut parts: Vec<String> = here
        .map(|here| format!("You are at {here}."))
        .into_iter()
        .collect();
    parts.extend(
        held.iter()
            .map(|(side, places)| format!("{side}: {}.", places.join(", "))),
    );
    parts.join(" ")
}

/// Latitude and longitude to points of the screen, keeping distances true both ways.
#[derive(Clone, Copy, Debug)]
struct Projection {
    /// Degrees in the middle of the map.
    middle: Vec2,
    /// Points per degree of longitude and latitude.
    scale: Vec2,
    /// The middle of the map on the screen.
    center: Pos2,
    /// Points per metre.
    metre: f32,
}

const METRES_PER_DEGREE: f32 = 111_320.0;

impl Projection {
    /// Shows the city's middle, where most places are, and where the player is.
    fn of(view: &MapView<'_>, rect: Rect, pad: f32) -> Self {
        let on_map = || view.places.iter().filter(|place| !place.place.off_map);
        let points: Vec<Pos2> = on_map().map(|place| degrees(place.place.at)).collect();
        let mut bounds = middle_of(&points);
        for place in on_map() {
            if Some(place.id) == view.here || Some(place.id) == view.chosen {
                bounds.extend_with(degrees(place.place.at));
            }
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
        let narrow = middle.y.to_radians().cos().max(0.1);
        let room = (rect.size() - Vec2::splat(2.0 * pad)).max(Vec2::splat(10.0));
        let per_degree = (room.x / (bounds.width() * narrow)).min(room.y / bounds.height());
        Self {
            middle,
            scale: vec2(per_degree * narrow, per_degree),
            center: rect.center(),
            metre: per_degree / METRES_PER_DEGREE,
        }
    }

    fn at(&self, point: Point) -> Pos2 {
        let away = degrees(point).to_vec2() - self.middle;
        self.center + vec2(away.x * self.scale.x, -away.y * self.scale.y)
    }

    /// A line through these points, rounded where it bends.
    fn line(&self, points: &[Point]) -> Vec<Pos2> {
        let points: Vec<Pos2> = points.iter().map(|point| self.at(*point)).collect();
        smooth(&points)
    }

    fn width(&self, metres: u16, least: f32) -> f32 {
        (f32::from(metres) * self.metre).max(least)
    }
}

/// Bounds of all but the outermost points: a few far away must not make the rest tiny.
fn middle_of(points: &[Pos2]) -> Rect {
    let range = |mut values: Vec<f32>| {
        values.sort_by(f32::total_cmp);
        let out = values.len() / 14;
        let last = values.len().saturating_sub(1 + out);
        Some((*values.get(out)?, *values.get(last)?))
    };
    let across = range(points.iter().map(|point| point.x).collect());
    let along = range(points.iter().map(|point| point.y).collect());
    match (across, along) {
        (Some((left, right)), Some((low, high))) => {
            Rect::from_min_max(pos2(left, low), pos2(right, high))
        }
        _ => Rect::NOTHING,
    }
}

/// Longitude and latitude as x and y. Millionths of a degree keep five digits in an f32: a metre.
fn degrees(point: Point) -> Pos2 {
    let degree = |millionths: i32| (f64::from(millionths) / 1_000_000.0) as f32;
    pos2(degree(point.lon), degree(point.lat))
}

/// A Catmull-Rom curve through the points.
fn smooth(points: &[Pos2]) -> Vec<Pos2> {
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

/// A place and where it lies on the screen.
struct Spot<'a> {
    place: &'a MapPlace<'a>,
    at: Pos2,
}

fn spots<'a>(view: &MapView<'a>, projection: &Projection, rect: Rect) -> Vec<Spot<'a>> {
    view.places
        .iter()
        .filter(|place| !place.place.off_map)
        .map(|place| Spot {
            place,
            at: projection.at(place.place.at),
        })
        .filter(|spot| rect.contains(spot.at))
        .collect()
}

fn important_first<'a>(view: &MapView<'_>, mut spots: Vec<Spot<'a>>) -> Vec<Spot<'a>> {
    spots.sort_by_key(|spot| {
        let place = spot.place;
        match () {
            () if Some(place.id) == view.chosen => 0,
            () if Some(place.id) == view.here => 1,
            () if place.changed => 2,
            () => 3,
        }
    });
    spots
}

fn paint_ground(
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
fn paint_bridge(
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
fn to_segment(point: Pos2, from: Pos2, to: Pos2) -> (f32, Pos2) {
    let along = to - from;
    let share = ((point - from).dot(along) / along.length_sq().max(1e-6)).clamp(0.0, 1.0);
    let foot = from + along * share;
    (foot.distance(point), foot)
}

fn paint_water_names(ui: &Ui, theme: &Theme, view: &MapView<'_>, projection: &Projection) {
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
fn on_water(theme: &Theme) -> egui::Color32 {
    let palette = &theme.palette;
    let land = contrast(palette.land, palette.water);
    if land > contrast(palette.soft, palette.water) {
        palette.land
    } else {
        palette.soft
    }
}

fn spot_ui(ui: &Ui, spot: &Spot<'_>, map: Id) -> Response {
    let rect = Rect::from_center_size(spot.at, Vec2::splat(24.0));
    let id = map.with(&spot.place.place.key);
    let response = ui
        .interact(rect, id, Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        let place = spot.place;
        let mut name = format!("{}, held by {}", place.place.name, place.side.name);
        if place.changed {
            name.push_str(", changed");
        }
        WidgetInfo::labeled(WidgetType::Button, true, name)
    });
    response
}

fn paint_spot(
    painter: &Painter,
    theme: &Theme,
    view: &MapView<'_>,
    spot: &Spot<'_>,
    scale: Scale,
    response: &Response,
) {
    let ink = Ink::land(theme);
    let place = spot.place;
    let mut at = spot.at;
    if place.place.kind == PlaceKind::Ship {
        shapes::ship(painter, at, scale.mark * 4.5, on_water(theme));
        at -= vec2(0.0, scale.mark * 2.2);
    }
    if place.changed {
        closing_ring(painter, theme, spot, scale);
    }
    if Some(place.id) == view.chosen || response.has_focus() {
        let line = if response.has_focus() {
            theme.palette.focus
        } else {
            ink.ink
        };
        ring(
            painter,
            at,
            scale.mark * 2.1,
            spacing::HEAVY,
            line,
            ink.ground,
        );
    } else if response.hovered() {
        ring(
            painter,
            at,
            scale.mark * 1.9,
            spacing::RULE,
            ink.ink,
            ink.ground,
        );
    }
    shapes::mark_with_halo(painter, at, scale.mark, place.side.mark, ink);
}

/// A place that changed hands: a ring closes on it, once.
fn closing_ring(painter: &Painter, theme: &Theme, spot: &Spot<'_>, scale: Scale) {
    let id = Id::new((&spot.place.place.key, &spot.place.side.key));
    let arrived = motion::arrival(painter.ctx(), theme, id, spacing::PLACE_SECONDS);
    if arrived < 1.0 {
        let radius = egui::lerp(scale.mark * 4.0..=scale.mark * 1.6, arrived);
        ring(
            painter,
            spot.at,
            radius,
            spacing::HEAVY,
            theme.palette.red,
            theme.palette.land,
        );
    }
}

fn ring(
    painter: &Painter,
    at: Pos2,
    radius: f32,
    width: f32,
    ink: egui::Color32,
    ground: egui::Color32,
) {
    painter.circle_stroke(at, radius, Stroke::new(width + 3.0, ground));
    painter.circle_stroke(at, radius, Stroke::new(width, ink));
}

fn paint_here(
    painter: &Painter,
    theme: &Theme,
    view: &MapView<'_>,
    projection: &Projection,
    scale: Scale,
) {
    let here = view.places.iter().find(|place| Some(place.id) == view.here);
    if let Some(here) = here.filter(|here| !here.place.off_map) {
        shapes::here(
            painter,
            projection.at(here.place.at),
            scale.here,
            Ink::land(theme),
        );
    }
}

/// Names where there is room for them, the important ones first; always the one looked at.
fn paint_labels(
    ui: &Ui,
    painter: &Painter,
    theme: &Theme,
    view: &MapView<'_>,
    projection: &Projection,
    (spots, looked_at): (&[Spot<'_>], Option<PlaceId>),
) {
    let palette = &theme.palette;
    let marks: Vec<(PlaceId, Rect)> = spots
        .iter()
        .map(|spot| {
            let size = Vec2::splat(spacing::MARK * 2.0 + 2.0);
            (spot.place.id, Rect::from_center_size(spot.at, size))
        })
        .collect();
    let rivers: Vec<(Pos2, f32)> = view
        .water
        .iter()
        .flat_map(|water| {
            let half = projection.width(water.width, LARGE.least_water) / 2.0;
            projection
                .line(&water.line)
                .into_iter()
                .map(move |point| (point, half))
        })
        .filter(|(point, half)| painter.clip_rect().expand(*half).contains(*point))
        .collect();
    let mut taken: Vec<Rect> = Vec::new();
    let mut order: Vec<&Spot<'_>> = spots.iter().collect();
    order.sort_by_key(|spot| {
        let id = Some(spot.place.id);
        match () {
            () if id == looked_at || id == view.chosen => 0,
            () if id == view.here => 1,
            () if spot.place.changed => 2,
            () => 3,
        }
    });
    for spot in order {
        let id = spot.place.id;
        let must = [looked_at, view.here, view.chosen].contains(&Some(id));
        let format = if must {
            theme.bold(Type::SansSmall, palette.ink)
        } else {
            theme.format(Type::SansSmall, palette.ink)
        };
        let name = if Some(id) == view.here {
            "You"
        } else {
            spot.place.place.name.as_str()
        };
        let laid = text::lay_runs(ui, &[(name, format)], f32::INFINITY);
        let free = |rect: &Rect| {
            painter.clip_rect().contains_rect(*rect)
                && !taken.iter().any(|other| other.intersects(*rect))
                && !marks
                    .iter()
                    .any(|(other, mark)| *other != id && mark.intersects(*rect))
        };
        let around = label_places(spot.at, laid.size());
        let dry = |rect: &&Rect| {
            !rivers
                .iter()
                .any(|(point, half)| rect.expand(*half).contains(*point))
        };
        let place = around
            .iter()
            .filter(|rect| free(rect))
            .find(dry)
            .or_else(|| around.iter().find(|rect| free(rect)))
            .copied();
        let fallback = around.first().copied().filter(|_| must);
        if let Some(rect) = place.or(fallback) {
            label(painter, theme, &laid, rect.min);
            taken.push(rect);
        }
    }
}

/// Right, left, above, below.
fn label_places(at: Pos2, size: Vec2) -> [Rect; 4] {
    let away = spacing::MARK + 6.0;
    [
        Align2::LEFT_CENTER.anchor_size(at + vec2(away, 0.0), size),
        Align2::RIGHT_CENTER.anchor_size(at - vec2(away, 0.0), size),
        Align2::CENTER_BOTTOM.anchor_size(at - vec2(0.0, away - 2.0), size),
        Align2::CENTER_TOP.anchor_size(at + vec2(0.0, away - 2.0), size),
    ]
}

/// Words on a strip of land, readable on water and streets. A halo of shifted letters would
/// leave a grey seam: the window's blending darkens the soft edges of light letters.
fn label(painter: &Painter, theme: &Theme, laid: &Laid, at: Pos2) {
    let strip = Rect::from_min_size(at, laid.size()).expand2(vec2(2.0, -2.0));
    shapes::plane(painter, strip, theme.palette.land);
    laid.paint(painter, at);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Mark, Prose, SideId};

    fn place(name: &str, lat: i32, lon: i32) -> Place {
        Place {
            key: name.to_owned(),
            name: name.to_owned(),
            today: None,
            at: Point { lat, lon },
            kind: PlaceKind::Building,
            text: Prose::default(),
            start: SideId::at(0),
            off_map: false,
            sources: Vec::new(),
        }
    }

    fn side(name: &str) -> Side {
        Side {
            key: name.to_owned(),
            name: name.to_owned(),
            short: name.to_owned(),
            mark: Mark::Square,
        }
    }

    fn view<'a>(places: &'a [MapPlace<'a>]) -> MapView<'a> {
        MapView {
            places,
            water: &[],
            streets: &[],
            here: None,
            chosen: None,
        }
    }

    #[test]
    fn a_kilometre_is_as_long_both_ways_and_north_is_up() {
        let (palace, smolny) = (
            place("Palace", 59_940_000, 30_310_000),
            place("Smolny", 59_946_000, 30_396_000),
        );
        let government = side("Government");
        let places = [(0, &palace), (1, &smolny)].map(|(id, place)| MapPlace {
            id: PlaceId::at(id),
            place,
            side: &government,
            changed: false,
        });
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(960.0, 656.0));
        let projection = Projection::of(&view(&places), rect, 40.0);
        let origin = Point {
            lat: 59_940_000,
            lon: 30_350_000,
        };
        // At 60 degrees north a degree of longitude is half as long as one of latitude.
        let north = Point {
            lat: 59_950_000,
            ..origin
        };
        let east = Point {
            lon: 30_370_000,
            ..origin
        };
        let up = projection.at(origin) - projection.at(north);
        let right = projection.at(east) - projection.at(origin);
        assert!(up.y > 0.0 && up.x.abs() < 0.01);
        assert!((up.y - right.x).abs() / up.y < 0.01, "{up:?} {right:?}");
        assert!(rect.contains(projection.at(palace.at)));
        assert!(rect.contains(projection.at(smolny.at)));
    }

    #[test]
    fn the_map_describes_itself() {
        let (palace, smolny) = (place("Palace", 0, 0), place("Smolny", 1, 1));
        let (government, soviet) = (side("Government"), side("Soviet"));
        let places = [
            MapPlace {
                id: PlaceId::at(0),
                place: &palace,
                side: &government,
                changed: false,
            },
            MapPlace {
                id: PlaceId::at(1),
                place: &smolny,
                side: &soviet,
                changed: true,
            },
        ];
        let mut view = view(&places);
        view.here = Some(PlaceId::at(1));
        assert_eq!(
            description(&view),
            "You are at Smolny. Government: Palace. Soviet: Smolny."
        );
    }

    #[test]
    fn a_map_without_places_does_not_fail() {
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(100.0, 100.0));
        let projection = Projection::of(&view(&[]), rect, 10.0);
        assert!(projection.metre.is_finite());
        assert!(smooth(&[]).is_empty());
    }
}
