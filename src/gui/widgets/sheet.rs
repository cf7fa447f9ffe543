//! The ground text stands on: the page, and the line under its headings.

use bevy_egui::egui;
use egui::layers::ShapeIdx;
use egui::{Color32, CornerRadius, Painter, Rect, Shape, Stroke, StrokeKind};

use super::shapes;
use crate::gui::theme::{Theme, spacing};

/// The page. Opaque; in high contrast a white line parts it from what lies beside it.
pub fn paint_sheet(painter: &Painter, theme: &Theme, rect: Rect) {
    shapes::plane(painter, rect, theme.palette.sheet);
    if theme.is_high_contrast() {
        let line = Rect::from_min_max(rect.right_top(), rect.right_bottom())
            .with_max_x(rect.right() + spacing::HEAVY);
        shapes::plane(painter, line, theme.palette.ink);
    }
}

/// The heavy line under a heading.
pub fn paint_heavy_rule(painter: &Painter, theme: &Theme, left: f32, right: f32, y: f32) {
    let line = Stroke::new(spacing::HEAVY, theme.palette.ink);
    shapes::rule(painter, left, right, y, line);
}

/// A framed card whose height is known only once what stands on it is laid out.
pub struct Card {
    ground: ShapeIdx,
    frame: ShapeIdx,
}

impl Card {
    /// Keeps its place behind what is painted from here on.
    #[must_use]
    pub fn behind(painter: &Painter) -> Self {
        Self {
            ground: painter.add(Shape::Noop),
            frame: painter.add(Shape::Noop),
        }
    }

    /// Paints it there.
    pub fn paint(self, painter: &Painter, rect: Rect, fill: Color32, line: Stroke) {
        let square = CornerRadius::ZERO;
        painter.set(self.ground, Shape::rect_filled(rect, square, fill));
        let frame = Shape::rect_stroke(rect, square, line, StrokeKind::Inside);
        painter.set(self.frame, frame);
    }
}
