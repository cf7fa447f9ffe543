//! What everything is cut from: bars, wedges, hatching, dashes, squares, marks, arrows.
//!
//! Every diagonal has the one slope of the design. Nothing here allocates room or reacts;
//! these are shapes for the other widgets' painters.

use bevy_egui::egui;
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

use crate::gui::theme::{Theme, spacing};
use crate::model::{Certainty, Mark, Standing};

/// The colours a mark or square is drawn in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ink {
    /// The shape.
    pub ink: Color32,
    /// What is red in it.
    pub red: Color32,
    /// What shows through it.
    pub ground: Color32,
}

impl Ink {
    /// On the sheet.
    #[must_use]
    pub fn sheet(theme: &Theme) -> Self {
        let palette = &theme.palette;
        Self {
            ink: palette.ink,
            red: palette.red,
            ground: palette.sheet,
        }
    }

    /// On newsprint.
    #[must_use]
    pub fn low(theme: &Theme) -> Self {
        Self {
            ground: theme.palette.low,
            ..Self::sheet(theme)
        }
    }

    /// On the map's land.
    #[must_use]
    pub fn land(theme: &Theme) -> Self {
        Self {
            ground: theme.palette.land,
            ..Self::sheet(theme)
        }
    }
}

/// Where an arrow points.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names are the directions")]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
}

/// How far a diagonal of this height runs.
#[must_use]
pub fn run(height: f32) -> f32 {
    height / spacing::SLOPE
}

/// The corners of a bar whose right end is cut.
#[must_use]
pub fn cut_points(rect: Rect) -> Vec<Pos2> {
    vec![
        rect.left_top(),
        rect.right_top(),
        pos2(rect.right() - run(rect.height()), rect.bottom()),
        rect.left_bottom(),
    ]
}

/// A bar whose right end is cut.
pub fn cut_bar(painter: &Painter, rect: Rect, fill: Color32) {
    painter.add(Shape::convex_polygon(cut_points(rect), fill, Stroke::NONE));
}

/// A line round a cut bar, so many points outside it.
pub fn cut_frame(painter: &Painter, rect: Rect, outside: f32, stroke: Stroke) {
    let rect = rect.expand(outside);
    painter.add(Shape::closed_line(cut_points(rect), stroke));
}

/// The red wedge at the left end of a bar.
pub fn wedge(painter: &Painter, bar: Rect, width: f32, fill: Color32) {
    let rect = Rect::from_min_size(bar.min, vec2(width, bar.height()));
    cut_bar(painter, rect, fill);
}

/// A rectangle with square corners.
pub fn plane(painter: &Painter, rect: Rect, fill: Color32) {
    painter.rect_filled(rect, CornerRadius::ZERO, fill);
}

/// A frame inside a rectangle.
pub fn frame(painter: &Painter, rect: Rect, stroke: Stroke) {
    painter.rect_stroke(rect, CornerRadius::ZERO, stroke, StrokeKind::Inside);
}

/// A horizontal line that hangs from `y`.
pub fn rule(painter: &Painter, left: f32, right: f32, y: f32, stroke: Stroke) {
    let rect = Rect::from_min_max(pos2(left, y), pos2(right, y + stroke.width));
    plane(painter, rect, stroke.color);
}

/// A dashed horizontal line that hangs from `y`.
pub fn dashed_rule(painter: &Painter, left: f32, right: f32, y: f32, stroke: Stroke) {
    let middle = y + stroke.width / 2.0;
    let line = [pos2(left, middle), pos2(right, middle)];
    painter.extend(Shape::dashed_line(&line, stroke, 4.0, 4.0));
}

/// A dashed frame inside a rectangle.
pub fn dashed_frame(painter: &Painter, rect: Rect, stroke: Stroke, dash: f32, gap: f32) {
    let rect = rect.shrink(stroke.width / 2.0);
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    painter.extend(Shape::dashed_line(&corners, stroke, dash, gap));
}

/// Parallel strokes on the slope, `step` points apart.
pub fn hatch(painter: &Painter, rect: Rect, step: f32, color: Color32) {
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let lean = run(rect.height());
    let stroke = Stroke::new(1.4, color);
    let count = ((rect.width() + lean) / step).ceil().max(0.0);
    let mut index = 0.0;
    while index <= count {
        let x = rect.left() + index * step;
        painter.line_segment([pos2(x, rect.top()), pos2(x - lean, rect.bottom())], stroke);
        index += 1.0;
    }
}

/// The line round a part that has the keyboard, with the wedge that points at it.
pub fn focus_frame(painter: &Painter, rect: Rect, theme: &Theme) {
    let outer = rect.expand(6.5);
    painter.rect_stroke(outer, CornerRadius::ZERO, theme.focus(), StrokeKind::Inside);
    focus_pointer(painter, outer, theme);
}

/// The same for a part with a cut end.
pub fn cut_focus_frame(painter: &Painter, rect: Rect, theme: &Theme) {
    let outer = rect.expand(5.0);
    let mut points = cut_points(outer);
    if let Some(corner) = points.get_mut(1) {
        // Keeps the line parallel to the cut.
        corner.x += 1.5;
    }
    painter.add(Shape::closed_line(points, theme.focus()));
    focus_pointer(painter, outer, theme);
}

fn focus_pointer(painter: &Painter, outer: Rect, theme: &Theme) {
    let tip = pos2(outer.left() - 5.0, outer.center().y);
    let points = vec![tip, tip + vec2(-11.0, 12.0), tip + vec2(-11.0, -12.0)];
    painter.add(Shape::convex_polygon(points, theme.palette.red, Stroke::NONE));
}

/// A right triangle in the upper left corner: what differs, what is chosen.
pub fn corner(painter: &Painter, at: Pos2, size: f32, fill: Color32) {
    let points = vec![at, at + vec2(size, 0.0), at + vec2(0.0, size)];
    painter.add(Shape::convex_polygon(points, fill, Stroke::NONE));
}

/// A solid triangle, `size` wide.
pub fn arrow(painter: &Painter, center: Pos2, size: f32, direction: Direction, fill: Color32) {
    let half = size / 2.0;
    let rise = size * 0.43;
    let points = match direction {
        Direction::Up => [vec2(0.0, -rise), vec2(half, rise), vec2(-half, rise)],
        Direction::Down => [vec2(0.0, rise), vec2(-half, -rise), vec2(half, -rise)],
        Direction::Left => [vec2(-rise, 0.0), vec2(rise, -half), vec2(rise, half)],
        Direction::Right => [vec2(rise, 0.0), vec2(-rise, half), vec2(-rise, -half)],
    };
    polygon(painter, center, &points, fill);
}

/// How sure a claim is, as a square.
pub fn certainty(painter: &Painter, rect: Rect, certainty: Certainty, ink: Color32) {
    let line = Stroke::new(spacing::FRAME, ink);
    match certainty {
        Certainty::Documented => plane(painter, rect, ink),
        Certainty::Probable => {
            frame(painter, rect, line);
            plane(painter, Rect::from_min_max(rect.left_center(), rect.max), ink);
        }
        Certainty::Disputed => {
            frame(painter, rect, line);
            let points = vec![rect.right_top(), rect.right_bottom(), rect.left_bottom()];
            painter.add(Shape::convex_polygon(points, ink, Stroke::NONE));
        }
        Certainty::Invented => dashed_frame(painter, rect, line, 3.0, 3.0),
    }
}

/// What is known of a choice, as a square.
pub fn standing(painter: &Painter, rect: Rect, standing: Standing, ink: Color32) {
    let shape = match standing {
        Standing::Historical => Certainty::Documented,
        Standing::Considered => Certainty::Probable,
        Standing::Invented => Certainty::Invented,
    };
    certainty(painter, rect, shape, ink);
}

/// A side's mark, with the halo that parts it from what lies under it.
pub fn mark_with_halo(painter: &Painter, center: Pos2, radius: f32, mark_: Mark, ink: Ink) {
    let halo = Ink {
        ink: ink.ground,
        red: ink.ground,
        ground: ink.ground,
    };
    let grown = radius + 2.0;
    match mark_ {
        Mark::Ring => {
            painter.circle_filled(center, grown, ink.ground);
        }
        // A triangle's corners lie further out than its sides, so its halo grows more.
        Mark::Triangle | Mark::Chevron => mark(painter, center, radius + 3.5, mark_, halo),
        _ => mark(painter, center, grown, mark_, halo),
    }
    mark(painter, center, radius, mark_, ink);
}

/// A side's mark.
pub fn mark(painter: &Painter, center: Pos2, radius: f32, mark: Mark, ink: Ink) {
    let r = radius;
    match mark {
        Mark::Triangle => {
            let points = [vec2(0.0, -r), vec2(r, r * 0.75), vec2(-r, r * 0.75)];
            polygon(painter, center, &points, ink.red);
        }
        Mark::Square => {
            let rect = Rect::from_center_size(center, Vec2::splat(r * 2.0));
            plane(painter, rect, ink.ink);
            let bar = Rect::from_center_size(center, vec2(r * 1.2, r * 0.45));
            plane(painter, bar, ink.ground);
        }
        Mark::Lozenge => {
            let out = r * 1.35;
            let points = [vec2(0.0, -out), vec2(out, 0.0), vec2(0.0, out), vec2(-out, 0.0)];
            polygon(painter, center, &points, ink.ink);
            upright_cross(painter, center, r * 0.6, r * 0.4, ink.ground);
        }
        Mark::Ring => {
            let width = (r * 0.3).max(1.5);
            painter.circle(center, r - width / 2.0, ink.ground, Stroke::new(width, ink.ink));
        }
        Mark::Split => split(painter, center, r, ink),
        Mark::Hexagon => {
            let (half, out) = (r * 0.58, r * 1.1);
            let points = [
                vec2(-half, -r),
                vec2(half, -r),
                vec2(out, 0.0),
                vec2(half, r),
                vec2(-half, r),
                vec2(-out, 0.0),
            ];
            polygon(painter, center, &points, ink.ink);
        }
        Mark::Chevron => {
            let thick = r * 0.75;
            for side in [-1.0, 1.0] {
                let points = [
                    vec2(0.0, -r * 0.8),
                    vec2(side * r, r * 0.3),
                    vec2(side * r, r * 0.3 + thick),
                    vec2(0.0, -r * 0.8 + thick),
                ];
                polygon(painter, center, &points, ink.ink);
            }
        }
        Mark::HalfDisc => {
            let upper = Rect::from_center_size(center, Vec2::splat(r * 4.0));
            let upper = upper.with_max_y(center.y + r * 0.4);
            painter
                .with_clip_rect(upper.intersect(painter.clip_rect()))
                .circle_filled(center + vec2(0.0, r * 0.4), r * 1.1, ink.ink);
        }
        Mark::Cross => upright_cross(painter, center, r, r * 0.6, ink.ink),
    }
}

/// Where the player is: a ring with a dot and four ticks.
pub fn here(painter: &Painter, center: Pos2, radius: f32, ink: Ink) {
    painter.circle_filled(center, radius + 2.5, ink.ground);
    painter.circle_stroke(center, radius, Stroke::new(radius * 0.22, ink.ink));
    painter.circle_filled(center, radius * 0.36, ink.ink);
    let stroke = Stroke::new(radius * 0.22, ink.ink);
    for way in [vec2(1.0, 0.0), vec2(-1.0, 0.0), vec2(0.0, 1.0), vec2(0.0, -1.0)] {
        painter.line_segment([center + way * radius, center + way * radius * 1.5], stroke);
    }
}

/// A ship, for water only: hull and three funnels, `width` long.
pub fn ship(painter: &Painter, center: Pos2, width: f32, fill: Color32) {
    let unit = width / 28.0;
    let at = |x: f32, y: f32| vec2(x * unit, y * unit);
    let hull = [at(-14.0, 0.0), at(14.0, 0.0), at(11.0, 5.5), at(-11.0, 5.5)];
    polygon(painter, center, &hull, fill);
    for x in [-8.0, -2.0, 4.0] {
        let funnel = Rect::from_min_size(center + at(x, -6.5), at(3.0, 7.0));
        plane(painter, funnel, fill);
    }
}

fn split(painter: &Painter, center: Pos2, r: f32, ink: Ink) {
    let rect = Rect::from_center_size(center, Vec2::splat(r * 2.0));
    plane(painter, rect, ink.ground);
    let gap = r * 0.28;
    let upper = vec![
        rect.left_top(),
        rect.right_top() - vec2(gap, 0.0),
        rect.left_bottom() - vec2(0.0, gap),
    ];
    let lower = vec![
        rect.right_bottom(),
        rect.left_bottom() + vec2(gap, 0.0),
        rect.right_top() + vec2(0.0, gap),
    ];
    painter.add(Shape::convex_polygon(upper, ink.ink, Stroke::NONE));
    painter.add(Shape::convex_polygon(lower, ink.red, Stroke::NONE));
}

fn upright_cross(painter: &Painter, center: Pos2, reach: f32, width: f32, fill: Color32) {
    for size in [vec2(reach * 2.0, width), vec2(width, reach * 2.0)] {
        plane(painter, Rect::from_center_size(center, size), fill);
    }
}

fn polygon(painter: &Painter, center: Pos2, offsets: &[Vec2], fill: Color32) {
    let points = offsets.iter().map(|offset| center + *offset).collect();
    painter.add(Shape::convex_polygon(points, fill, Stroke::NONE));
}
