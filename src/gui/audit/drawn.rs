//! Shapes as a reader sees them: words with their ink, and planes that hide what is below.

use std::sync::Arc;

use bevy_egui::egui;
use egui::epaint::{ClippedShape, PathShape, TextShape};
use egui::{Color32, Mesh, Pos2, Rect, Shape, TextureId, Vec2, pos2};

/// All that was painted, in the order it was painted in.
pub(super) struct Drawing {
    pub(super) texts: Vec<Text>,
    planes: Vec<Plane>,
}

/// One painted text.
pub(super) struct Text {
    /// Its place in the order.
    pub(super) order: usize,
    pub(super) clip: Rect,
    pub(super) body: String,
    pub(super) words: Vec<Word>,
    /// Round all its ink.
    pub(super) bounds: Rect,
    /// Large as WCAG means it: 24 points, or 18.66 if bold.
    pub(super) is_large: bool,
    pub(super) is_shortened: bool,
}

/// Letters without a gap.
pub(super) struct Word {
    pub(super) letters: String,
    pub(super) ink: Rect,
    pub(super) color: Color32,
}

/// A filled shape.
struct Plane {
    order: usize,
    clip: Rect,
    bounds: Rect,
    form: Form,
    /// `None` for a picture.
    color: Option<Color32>,
}

enum Form {
    Rectangle,
    Disc,
    Polygon(Vec<Pos2>),
    Triangles(Arc<Mesh>),
}

impl Drawing {
    pub(super) fn of(shapes: &[ClippedShape]) -> Self {
        let mut drawing = Self {
            texts: Vec::new(),
            planes: Vec::new(),
        };
        let mut order = 0;
        for shape in shapes {
            drawing.take(&shape.shape, shape.clip_rect, &mut order);
        }
        drawing
    }

    fn take(&mut self, shape: &Shape, clip: Rect, order: &mut usize) {
        *order += 1;
        let mut plane = |bounds: Rect, form: Form, color: Option<Color32>| {
            // Lines and marks hide nothing that is read.
            if color != Some(Color32::TRANSPARENT) && bounds.size().min_elem() >= 3.0 {
                self.planes.push(Plane {
                    order: *order,
                    clip,
                    bounds,
                    form,
                    color,
                });
            }
        };
        match shape {
            Shape::Vec(shapes) => {
                for shape in shapes {
                    self.take(shape, clip, order);
                }
            }
            Shape::Rect(rect) => {
                let color = rect.brush.is_none().then_some(rect.fill);
                plane(rect.rect, Form::Rectangle, color);
            }
            Shape::Circle(circle) => {
                let bounds =
                    Rect::from_center_size(circle.center, Vec2::splat(2.0 * circle.radius));
                plane(bounds, Form::Disc, Some(circle.fill));
            }
            Shape::Path(path) if path.closed => {
                let PathShape { points, fill, .. } = path;
                let bounds = Rect::from_points(points);
                plane(bounds, Form::Polygon(points.clone()), Some(*fill));
            }
            Shape::Mesh(mesh) => {
                let colors = mesh.vertices.iter().map(|vertex| vertex.color);
                let color = colors.max_by_key(|it| it.a()).unwrap_or_default();
                let color = (mesh.texture_id == TextureId::default()).then_some(color);
                plane(mesh.calc_bounds(), Form::Triangles(Arc::clone(mesh)), color);
            }
            Shape::Text(text) => self.texts.extend(Text::of(text, clip, *order)),
            _ => {}
        }
    }

    /// Whether something opaque was painted over a point after this.
    pub(super) fn is_hidden(&self, after: usize, point: Pos2) -> bool {
        self.is_hidden_between(after, usize::MAX, point)
    }

    /// Whether something opaque was painted over a point between the two.
    pub(super) fn is_hidden_between(&self, after: usize, before: usize, point: Pos2) -> bool {
        let first = self.planes.partition_point(|plane| plane.order <= after);
        self.planes
            .iter()
            .skip(first)
            .take_while(|plane| plane.order < before)
            .any(|plane| plane.is_opaque() && plane.covers(point))
    }

    /// What a text stands on at a point.
    pub(super) fn ground(
        &self,
        text: &Text,
        point: Pos2,
        last: Option<Color32>,
    ) -> Option<Color32> {
        let end = self
            .planes
            .partition_point(|plane| plane.order < text.order);
        let mut seen = Color32::TRANSPARENT;
        for plane in self.planes.iter().take(end).rev() {
            if plane.covers(point) {
                seen = plane.color?.blend(seen);
                if seen.a() == u8::MAX {
                    return Some(seen);
                }
            }
        }
        last.map(|last| last.blend(seen))
    }
}

impl Text {
    fn of(shape: &TextShape, clip: Rect, order: usize) -> Option<Self> {
        let galley = &shape.galley;
        let words: Vec<Word> = galley
            .rows
            .iter()
            .flat_map(|row| words_of(shape, row))
            .collect();
        let bounds = words
            .iter()
            .map(|word| word.ink)
            .reduce(|all, ink| all.union(ink))?;
        let is_large = galley.job.sections.iter().all(|section| {
            let font = &section.format.font_id;
            let name = font.family.to_string();
            let bold = name.contains("bold") || name.contains("head");
            font.size >= 24.0 || bold && font.size >= 18.66
        });
        Some(Self {
            order,
            clip,
            body: galley.text().to_owned(),
            words,
            bounds,
            is_large,
            is_shortened: galley.elided,
        })
    }
}

fn words_of(shape: &TextShape, row: &egui::epaint::text::PlacedRow) -> Vec<Word> {
    let origin = shape.pos.to_vec2() + row.pos.to_vec2();
    let vertices = &row.row.visuals.mesh.vertices;
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for glyph in &row.row.glyphs {
        let first = usize::try_from(glyph.first_vertex).unwrap_or(usize::MAX);
        // The corners of its ink, clockwise or not.
        let corners: Vec<_> = vertices.iter().skip(first).take(4).collect();
        let color = corners.first().map(|corner| corner.color);
        let (Some(color), false) = (color, glyph.uv_rect.is_nothing()) else {
            open = open && !glyph.chr.is_whitespace();
            continue;
        };
        let mut ink = Rect::NOTHING;
        for corner in corners {
            ink.extend_with(corner.pos + origin);
        }
        match words.last_mut() {
            Some(word) if open => {
                word.letters.push(glyph.chr);
                word.ink = word.ink.union(ink);
            }
            _ => words.push(Word {
                letters: glyph.chr.to_string(),
                ink,
                color: color_of(shape, color),
            }),
        }
        open = true;
    }
    words
}

fn color_of(shape: &TextShape, laid_out: Color32) -> Color32 {
    match shape.override_text_color {
        Some(color) => color,
        None if laid_out == Color32::PLACEHOLDER => shape.fallback_color,
        None => laid_out,
    }
}

impl Plane {
    fn is_opaque(&self) -> bool {
        self.color.is_some_and(|color| color.a() == u8::MAX)
    }

    fn covers(&self, point: Pos2) -> bool {
        self.bounds.contains(point) && self.clip.contains(point) && self.form.covers(self, point)
    }
}

impl Form {
    fn covers(&self, plane: &Plane, point: Pos2) -> bool {
        match self {
            Self::Rectangle => true,
            Self::Disc => point.distance(plane.bounds.center()) <= plane.bounds.width() / 2.0,
            Self::Polygon(points) => is_inside(points, point),
            Self::Triangles(mesh) => mesh.indices.chunks_exact(3).any(|triangle| {
                let corners: Vec<Pos2> = triangle
                    .iter()
                    .filter_map(|index| mesh.vertices.get(usize::try_from(*index).ok()?))
                    // A fading edge covers nothing.
                    .filter(|vertex| plane.color.is_none_or(|it| it.a() == vertex.color.a()))
                    .map(|vertex| vertex.pos)
                    .collect();
                corners.len() == 3 && is_inside(&corners, point)
            }),
        }
    }
}

/// Counts how often a line to the left of the point crosses the outline.
fn is_inside(points: &[Pos2], point: Pos2) -> bool {
    let next = points.iter().cycle().skip(1);
    let crossings = points.iter().zip(next).filter(|(a, b)| {
        if (a.y > point.y) == (b.y > point.y) {
            return false;
        }
        let share = (point.y - a.y) / (b.y - a.y);
        pos2(egui::lerp(a.x..=b.x, share), point.y).x < point.x
    });
    crossings.count() % 2 == 1
}
