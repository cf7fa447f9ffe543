//! The places’ names, set where they cover nothing.

use super::*;

/// Names where there is room for them, the important ones first; always the one looked at.
pub(super) fn paint_labels(
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
pub(super) fn label_places(at: Pos2, size: Vec2) -> [Rect; 4] {
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
pub(super) fn label(painter: &Painter, theme: &Theme, laid: &Laid, at: Pos2) {
    let strip = Rect::from_min_size(at, laid.size()).expand2(vec2(2.0, -2.0));
    shapes::plane(painter, strip, theme.palette.land);
    laid.paint(painter, at);
}
