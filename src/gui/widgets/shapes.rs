//! What everything is cut from: bars, wedges, hatching, dashes, squares, marks, arrows.
//!
//! Every diagonal has the one slope of the design. Nothing here allocates room or reacts;
//! these are shapes for the other widgets' painters.

use bevy_egui::egui;
use egui::{
    Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2,
};

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
    polygon(painter, &cut_points(rect), fill);
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

/// A horizontal line that hangs from `y`. A line of one and a half pixels is one full and one
/// half covered, not two grey ones.
pub fn rule(painter: &Painter, left: f32, right: f32, y: f32, stroke: Stroke) {
    let pixels = painter.pixels_per_point();
    let top = (y * pixels).round();
    let width = stroke.width * pixels;
    let full = width.floor();
    let row = |from: f32, to: f32| {
        Rect::from_min_max(pos2(left, from / pixels), pos2(right, to / pixels))
    };
    plane(painter, row(top, top + full), stroke.color);
    let part = width - full;
    if part > 0.05 {
        let color = covered(stroke.color, part);
        plane(painter, row(top + full, top + full + 1.0), color);
    }
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
    let points = [tip, tip + vec2(-11.0, 12.0), tip + vec2(-11.0, -12.0)];
    polygon(painter, &points, theme.palette.red);
}

/// A right triangle in the upper left corner: what differs, what is chosen.
pub fn corner(painter: &Painter, at: Pos2, size: f32, fill: Color32) {
    polygon(
        painter,
        &[at, at + vec2(size, 0.0), at + vec2(0.0, size)],
        fill,
    );
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
    around(painter, center, &points, fill);
}

/// How sure a claim is, as a square.
pub fn certainty(painter: &Painter, rect: Rect, certainty: Certainty, ink: Color32) {
    let line = Stroke::new(spacing::FRAME, ink);
    match certainty {
        Certainty::Documented => plane(painter, rect, ink),
        Certainty::Probable => {
            frame(painter, rect, line);
            plane(
                painter,
                Rect::from_min_max(rect.left_center(), rect.max),
                ink,
            );
        }
        Certainty::Disputed => {
            frame(painter, rect, line);
            let points = [rect.right_top(), rect.right_bottom(), rect.left_bottom()];
            polygon(painter, &points, ink);
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
            disc(painter, center, grown, ink.ground);
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
            around(painter, center, &points, ink.red);
        }
        Mark::Square => {
            let rect = Rect::from_center_size(center, Vec2::splat(r * 2.0));
            plane(painter, rect, ink.ink);
            let bar = Rect::from_center_size(center, vec2(r * 1.2, r * 0.45));
            plane(painter, bar, ink.ground);
        }
        Mark::Lozenge => {
            let out = r * 1.35;
            let points = [
                vec2(0.0, -out),
                vec2(out, 0.0),
                vec2(0.0, out),
                vec2(-out, 0.0),
            ];
            around(painter, center, &points, ink.ink);
            upright_cross(painter, center, r * 0.6, r * 0.4, ink.ground);
        }
        Mark::Ring => {
            disc(painter, center, r, ink.ink);
            disc(painter, center, r - (r * 0.3).max(1.5), ink.ground);
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
            around(painter, center, &points, ink.ink);
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
                around(painter, center, &points, ink.ink);
            }
        }
        Mark::HalfDisc => {
            let middle = center + vec2(0.0, r * 0.4);
            let half: Vec<Pos2> = circle(middle, r * 1.1)
                .into_iter()
                .filter(|point| point.y <= middle.y + 0.01)
                .collect();
            polygon(painter, &half, ink.ink);
        }
        Mark::Cross => upright_cross(painter, center, r, r * 0.6, ink.ink),
    }
}

/// Where the player is: a ring with a dot and four ticks.
pub fn here(painter: &Painter, center: Pos2, radius: f32, ink: Ink) {
    let line = (radius * 0.22).max(1.5);
    disc(painter, center, radius + 2.5, ink.ground);
    upright_cross(painter, center, radius * 1.5, line, ink.ink);
    disc(painter, center, radius + line / 2.0, ink.ink);
    disc(painter, center, radius - line / 2.0, ink.ground);
    disc(painter, center, radius * 0.36, ink.ink);
}

/// A ship, for water only: hull and three funnels, `width` long.
pub fn ship(painter: &Painter, center: Pos2, width: f32, fill: Color32) {
    let unit = width / 28.0;
    let at = |x: f32, y: f32| vec2(x * unit, y * unit);
    let hull = [at(-14.0, 0.0), at(14.0, 0.0), at(11.0, 5.5), at(-11.0, 5.5)];
    around(painter, center, &hull, fill);
    for x in [-8.0, -2.0, 4.0] {
        let funnel = Rect::from_min_size(center + at(x, -6.5), at(3.0, 7.0));
        plane(painter, funnel, fill);
    }
}

fn split(painter: &Painter, center: Pos2, r: f32, ink: Ink) {
    let rect = Rect::from_center_size(center, Vec2::splat(r * 2.0));
    plane(painter, rect, ink.ground);
    let gap = r * 0.28;
    let upper = [
        rect.left_top(),
        rect.right_top() - vec2(gap, 0.0),
        rect.left_bottom() - vec2(0.0, gap),
    ];
    let lower = [
        rect.right_bottom(),
        rect.left_bottom() + vec2(gap, 0.0),
        rect.right_top() + vec2(0.0, gap),
    ];
    polygon(painter, &upper, ink.ink);
    polygon(painter, &lower, ink.red);
}

fn upright_cross(painter: &Painter, center: Pos2, reach: f32, width: f32, fill: Color32) {
    for size in [vec2(reach * 2.0, width), vec2(width, reach * 2.0)] {
        plane(painter, Rect::from_center_size(center, size), fill);
    }
}

fn around(painter: &Painter, center: Pos2, offsets: &[Vec2], fill: Color32) {
    let points: Vec<Pos2> = offsets.iter().map(|offset| center + *offset).collect();
    polygon(painter, &points, fill);
}

/// A filled circle.
pub fn disc(painter: &Painter, center: Pos2, radius: f32, fill: Color32) {
    polygon(painter, &circle(center, radius), fill);
}

fn circle(center: Pos2, radius: f32) -> Vec<Pos2> {
    const CORNERS: u8 = 40;
    (0..CORNERS)
        .map(|corner| {
            let turn = f32::from(corner) / f32::from(CORNERS) * std::f32::consts::TAU;
            center + Vec2::angled(turn) * radius
        })
        .collect()
}

/// A convex polygon with soft edges.
///
/// egui softens edges by fading colours to nothing in gamma space, but the window is blended in
/// linear light: a light shape on a light ground would get a dark seam. Here the edge, one
/// pixel wide, fades in steps whose colours are right for linear light.
pub fn polygon(painter: &Painter, points: &[Pos2], fill: Color32) {
    const COVERAGE: [f32; 5] = [1.0, 0.75, 0.5, 0.25, 0.0];
    let Ok(count) = u32::try_from(points.len()) else {
        return;
    };
    if count < 3 {
        return;
    }
    let outward = outward(points);
    let pixel = 1.0 / painter.pixels_per_point();
    let mut mesh = Mesh::default();
    for coverage in COVERAGE {
        let color = covered(fill, coverage);
        for (point, way) in points.iter().zip(&outward) {
            mesh.colored_vertex(*point + *way * (0.5 - coverage) * pixel, color);
        }
    }
    for corner in 1..count - 1 {
        mesh.add_triangle(0, corner, corner + 1);
    }
    for ring in 0..4 {
        let (inner, outer) = (ring * count, (ring + 1) * count);
        for corner in 0..count {
            let next = (corner + 1) % count;
            mesh.add_triangle(inner + corner, outer + corner, inner + next);
            mesh.add_triangle(inner + next, outer + corner, outer + next);
        }
    }
    painter.add(mesh);
}

/// A band of even width along a line, with soft edges and round ends.
pub fn ribbon(painter: &Painter, line: &[Pos2], width: f32, fill: Color32) {
    const STEPS: [f32; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        return;
    };
    let pixel = 1.0 / painter.pixels_per_point();
    let half = width / 2.0;
    // From one edge to the other: coverage rises, stays, and falls.
    let rise = STEPS.map(|coverage| (-half + (coverage - 0.5) * pixel, coverage));
    let fall = STEPS.map(|coverage| (half + (coverage - 0.5) * pixel, 1.0 - coverage));
    let columns: Vec<(f32, f32)> = rise.into_iter().chain(fall).collect();
    let mut mesh = Mesh::default();
    for (point, across) in line.iter().zip(across(line)) {
        for (offset, coverage) in &columns {
            mesh.colored_vertex(*point + across * *offset, covered(fill, *coverage));
        }
    }
    let Ok(rows) = u32::try_from(line.len()) else {
        return;
    };
    for row in 1..rows {
        let (before, here) = ((row - 1) * 10, row * 10);
        for column in 0..9 {
            mesh.add_triangle(before + column, before + column + 1, here + column);
            mesh.add_triangle(here + column, before + column + 1, here + column + 1);
        }
    }
    painter.add(mesh);
    for end in [first, last] {
        disc(painter, *end, half, fill);
    }
}

/// At each point of a line, the way across it.
fn across(line: &[Pos2]) -> Vec<Vec2> {
    let before = line.first().into_iter().chain(line);
    let after = line.iter().skip(1).chain(line.last());
    before
        .zip(after)
        .map(|(before, after)| (*after - *before).normalized().rot90())
        .collect()
}

/// For each corner, how it moves when every edge moves outward by one.
fn outward(points: &[Pos2]) -> Vec<Vec2> {
    let next = || points.iter().cycle().skip(1);
    let area: f32 = points
        .iter()
        .zip(next())
        .map(|(a, b)| a.x * b.y - b.x * a.y)
        .sum();
    let side = if area > 0.0 { 1.0 } else { -1.0 };
    let normals: Vec<Vec2> = points
        .iter()
        .zip(next())
        .map(|(a, b)| {
            let along = (*b - *a).normalized();
            vec2(along.y, -along.x) * side
        })
        .collect();
    let before = normals.iter().cycle().skip(normals.len() - 1);
    normals
        .iter()
        .zip(before)
        .map(|(here, before)| {
            // A very sharp corner would shoot out; it may move four times as far at most.
            (*here + *before) / (1.0 + here.dot(*before)).max(0.25)
        })
        .collect()
}

/// A colour that covers a pixel only in part, premultiplied in linear light.
fn covered(color: Color32, coverage: f32) -> Color32 {
    let part = |channel: u8| {
        let linear = egui::ecolor::linear_f32_from_gamma_u8(channel) * coverage;
        egui::ecolor::gamma_u8_from_linear_f32(linear)
    };
    // Coverage is 0 to 1, so the product fits a byte.
    let alpha = (f32::from(color.a()) * coverage).round() as u8;
    Color32::from_rgba_premultiplied(part(color.r()), part(color.g()), part(color.b()), alpha)
}
