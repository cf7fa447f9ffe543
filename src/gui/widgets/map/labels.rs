//! The places’ names, set where they cover nothing.

use bevy_egui::egui;
use egui::{Align2, Painter, Pos2, Rect, Stroke, Ui, Vec2, vec2};

use super::projection::Projection;
use super::spots::Spot;
use super::{MIDDLE_BELOW, MapView, Scale};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::shapes;
use crate::gui::widgets::text::{self, Laid};
use crate::model::PlaceId;

/// What the labels have to keep clear of, and which place is looked at.
pub(super) struct Seen<'a> {
    pub(super) spots: &'a [Spot<'a>],
    pub(super) looked_at: Option<PlaceId>,
    /// Names of rivers and streets that are painted already.
    pub(super) names: Vec<Rect>,
    pub(super) scale: Scale,
}

/// Names where there is room for them, the important ones first; always the one looked at.
pub(super) fn paint_labels(
    ui: &Ui,
    painter: &Painter,
    theme: &Theme,
    view: &MapView<'_>,
    projection: &Projection,
    seen: Seen<'_>,
) {
    let Seen {
        spots,
        looked_at,
        names: mut taken,
        scale,
    } = seen;
    let is_wide = painter.clip_rect().width() >= MIDDLE_BELOW;
    let palette = &theme.palette;
    let marks: Vec<(PlaceId, Rect)> = spots
        .iter()
        .map(|spot| {
            let size = Vec2::splat(scale.mark * 2.0 + 2.0);
            (spot.place.id, Rect::from_center_size(spot.at, size))
        })
        .collect();
    let rivers: Vec<(Pos2, f32)> = view
        .water
        .iter()
        .flat_map(|water| {
            let half = projection.width(water.width, scale.least_water) / 2.0;
            projection
                .line(&water.line)
                .into_iter()
                .map(move |point| (point, half))
        })
        .filter(|(point, half)| painter.clip_rect().expand(*half).contains(*point))
        .collect();
    let mut order: Vec<&Spot<'_>> = spots.iter().collect();
    order.sort_by_key(|spot| {
        let id = Some(spot.place.id);
        match () {
            () if id == looked_at || id == view.chosen => 0,
            () if id == view.here => 1,
            () if spot.place.changed || spot.place.differs => 2,
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
        let around = label_places(spot.at, laid.size(), scale.mark);
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
        let led = || {
            let near: Vec<Rect> = further(spot.at, laid.size()).collect();
            let free: Vec<Rect> = near.into_iter().filter(|rect| free(rect)).collect();
            let dry = free.iter().find(|rect| dry(rect));
            dry.or(free.first()).copied()
        };
        match (place, fallback) {
            (Some(rect), _) | (None, Some(rect)) => {
                label(painter, theme, &laid, rect.min);
                taken.push(rect);
            }
            (None, None) => {
                let rect = if is_wide || spot.place.differs {
                    led()
                } else {
                    None
                };
                if let Some(rect) = rect {
                    leader(painter, theme, spot.at, rect, scale.mark);
                    label(painter, theme, &laid, rect.min);
                    taken.push(rect);
                }
            }
        }
    }
    let marks = marks.into_iter().map(|(_, mark)| mark);
    taken.extend(marks);
    paint_quarters(ui, painter, theme, view, projection, &taken);
}

/// The names of the city's parts, where nothing else stands.
fn paint_quarters(
    ui: &Ui,
    painter: &Painter,
    theme: &Theme,
    view: &MapView<'_>,
    projection: &Projection,
    taken: &[Rect],
) {
    for quarter in view.quarters {
        let name = text::lay_line(ui, theme, Type::Label, theme.palette.soft, &quarter.name);
        let middle = projection.at(quarter.at);
        // The names stand for an area, so a little to one side is as true.
        let free = [0.0, -22.0, 22.0, -44.0, 44.0]
            .into_iter()
            .find_map(|down| {
                let at = Align2::CENTER_CENTER.anchor_size(middle + vec2(0.0, down), name.size());
                let clear = !taken.iter().any(|other| other.intersects(at.expand(3.0)));
                (painter.clip_rect().contains_rect(at) && clear).then_some(at)
            });
        if let Some(at) = free {
            label(painter, theme, &name, at.min);
        }
    }
}

/// Right, left, above, below.
pub(super) fn label_places(at: Pos2, size: Vec2, mark: f32) -> [Rect; 4] {
    let away = mark + 6.0;
    [
        Align2::LEFT_CENTER.anchor_size(at + vec2(away, 0.0), size),
        Align2::RIGHT_CENTER.anchor_size(at - vec2(away, 0.0), size),
        Align2::CENTER_BOTTOM.anchor_size(at - vec2(0.0, away - 2.0), size),
        Align2::CENTER_TOP.anchor_size(at + vec2(0.0, away - 2.0), size),
    ]
}

/// Round about in two widening rings, for names that a line leads to.
fn further(at: Pos2, size: Vec2) -> impl Iterator<Item = Rect> {
    [30.0_f32, 52.0].into_iter().flat_map(move |away| {
        [
            Align2::LEFT_CENTER.anchor_size(at + vec2(away, 0.0), size),
            Align2::LEFT_BOTTOM.anchor_size(at + vec2(away * 0.7, -away * 0.7), size),
            Align2::LEFT_TOP.anchor_size(at + vec2(away * 0.7, away * 0.7), size),
            Align2::RIGHT_BOTTOM.anchor_size(at + vec2(-away * 0.7, -away * 0.7), size),
            Align2::RIGHT_CENTER.anchor_size(at - vec2(away, 0.0), size),
            Align2::RIGHT_TOP.anchor_size(at + vec2(-away * 0.7, away * 0.7), size),
        ]
    })
}

/// A thin line from a mark to its name.
fn leader(painter: &Painter, theme: &Theme, at: Pos2, name: Rect, mark: f32) {
    let end = name.clamp(at);
    let start = at + (end - at).normalized() * (mark + 2.0);
    let line = Stroke::new(spacing::HAIR, theme.palette.ink);
    painter.line_segment([start, end], line);
}

/// Words on a strip of land, readable on water and streets. A halo of shifted letters would
/// leave a grey seam: the window's blending darkens the soft edges of light letters.
pub(super) fn label(painter: &Painter, theme: &Theme, laid: &Laid, at: Pos2) {
    let strip = Rect::from_min_size(at, laid.size()).expand2(vec2(2.0, -2.0));
    shapes::plane(painter, strip, theme.palette.land);
    laid.paint(painter, at);
}
