//! Drawings to pixels: a plate for every layer that moves against the others, and one for all
//! that never do.

use bevy::log::warn;
use bevy::math::{Vec2, vec2};
use resvg::{tiny_skia, usvg};

use super::Picture;
use super::art::{self, FLASH, GroupName};
use super::stage::Order;

/// The most pixels of one picture, all layers together: 128 MiB of them.
const MOST_PIXELS: f32 = 32.0 * 1024.0 * 1024.0;

/// A picture in pixels.
#[derive(Default)]
pub(super) struct Print {
    pub(super) plates: Vec<Plate>,
    /// Pixels per point of the picture.
    pub(super) scale: f32,
}

/// The pixels of a layer, or of several that stand together, and where they belong, in pixels
/// from the picture's left upper corner.
pub(super) struct Plate {
    pub(super) kind: PlateKind,
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) pixels: Vec<u8>,
}

/// What a layer does when the picture moves.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct PlateKind {
    /// How much of a slide it takes part in: what is far moves little.
    pub(super) share: f32,
    /// Whether weather falls behind it.
    pub(super) near: bool,
    pub(super) part: Part,
}

/// What moves by itself.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Part {
    /// Nothing.
    Plain,
    /// Smoke drifts.
    Smoke,
    /// Lamps dim a step now and then.
    Lamps,
    /// A beam turns about a point of the picture.
    Beam(Vec2),
    /// What only the resting beam lights.
    Lit,
    /// The fire of a gun.
    Flash,
}

impl PlateKind {
    /// The same where nothing moves. A flash still comes and goes, and what falls still hangs
    /// behind what is near.
    fn at_rest(self) -> Self {
        let part = match self.part {
            Part::Flash => Part::Flash,
            _ => Part::Plain,
        };
        Self {
            share: 0.0,
            part,
            ..self
        }
    }

    pub(super) fn of(id: &str, about: Option<Vec2>) -> Self {
        let name = GroupName::of(id);
        let share = match name.layer {
            "sky" => 0.05,
            "smoke" => 0.1,
            "far" => 0.15,
            "beam" | "mid" => 0.35,
            "near" => 1.0,
            _ => 0.0,
        };
        let part = match (name.layer, name.part, about) {
            // There may be several: those of a street, and those in front of what hides them.
            (_, lamps, _) if lamps.starts_with("lamps") => Part::Lamps,
            (_, "smoke", _) | ("smoke", "", _) => Part::Smoke,
            (_, "lit", _) => Part::Lit,
            (_, FLASH, _) => Part::Flash,
            ("beam", "", Some(about)) => Part::Beam(about),
            _ => Part::Plain,
        };
        Self {
            share,
            near: name.layer == "near",
            part,
        }
    }
}

/// The plates of a picture; none if it cannot be read.
pub(super) fn rasterise(order: &Order) -> Print {
    let svg = match order.picture {
        Picture::None => None,
        Picture::Title => Some(art::poster().to_owned()),
        Picture::Drawn(drawing) => drawing.print(&order.hour),
    };
    let Some(svg) = svg else {
        return Print::default();
    };
    let tree = match usvg::Tree::from_str(&svg, &usvg::Options::default()) {
        Ok(tree) => tree,
        Err(error) => {
            warn!("{:?} cannot be read as SVG: {error}", order.picture);
            return Print::default();
        }
    };
    let canvas = (tree.size().width(), tree.size().height());
    let mut group = tree.root();
    // A view box that does not start at zero wraps everything in one nameless group.
    while let [usvg::Node::Group(only)] = group.children() {
        if !only.id().is_empty() {
            break;
        }
        group = only;
    }
    let scale = order.scale.min(largest_scale(group));
    let about = art::beam_turns_about(&svg).map(|(x, y)| vec2(x, y));
    let mut sheets: Vec<Sheet<'_>> = Vec::new();
    for node in group.children() {
        let kind = PlateKind::of(node.id(), about);
        let kind = if order.still { kind.at_rest() } else { kind };
        let Some(bounds) = Bounds::of(node, canvas, scale) else {
            continue;
        };
        match sheets.last_mut() {
            Some(last) if last.takes(kind, bounds) => last.add(node, bounds),
            _ => sheets.push(Sheet {
                kind,
                bounds,
                nodes: vec![node],
            }),
        }
    }
    let outer = group.abs_transform();
    let plates = sheets
        .iter()
        .filter_map(|sheet| sheet.plate(outer, scale))
        .collect();
    Print { plates, scale }
}

/// The scale at which all layers together have as many pixels as a picture may have.
fn largest_scale(group: &usvg::Group) -> f32 {
    let areas = group.children().iter().filter_map(|node| {
        let bounds = node.abs_layer_bounding_box()?;
        Some(bounds.width() * bounds.height())
    });
    let area: f32 = areas.sum();
    (MOST_PIXELS / area.max(1.0)).sqrt()
}

/// Where something is drawn, in pixels of the picture.
#[derive(Clone, Copy)]
struct Bounds {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Bounds {
    /// A layer's own, as far as they lie on the canvas; `None` if none of it does.
    fn of(node: &usvg::Node, (width, height): (f32, f32), scale: f32) -> Option<Self> {
        let bounds = node.abs_layer_bounding_box()?;
        let bounds = Self {
            left: (bounds.left().max(0.0) * scale).floor(),
            top: (bounds.top().max(0.0) * scale).floor(),
            right: (bounds.right().min(width) * scale).ceil(),
            bottom: (bounds.bottom().min(height) * scale).ceil(),
        };
        (bounds.right > bounds.left && bounds.bottom > bounds.top).then_some(bounds)
    }

    fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn area(self) -> f32 {
        (self.right - self.left) * (self.bottom - self.top)
    }
}

/// Layers that become one plate, from the farthest to the nearest.
struct Sheet<'a> {
    kind: PlateKind,
    bounds: Bounds,
    nodes: Vec<&'a usvg::Node>,
}

impl<'a> Sheet<'a> {
    /// Whether the next layer may lie on the same plate: only if it always stands as this does,
    /// and if one plate takes no more pixels than two.
    fn takes(&self, kind: PlateKind, bounds: Bounds) -> bool {
        self.kind == kind
            && kind.part == Part::Plain
            && self.bounds.with(bounds).area() <= self.bounds.area() + bounds.area()
    }

    fn add(&mut self, node: &'a usvg::Node, bounds: Bounds) {
        self.bounds = self.bounds.with(bounds);
        self.nodes.push(node);
    }

    /// Draws it, cut to its bounds.
    fn plate(&self, outer: tiny_skia::Transform, scale: f32) -> Option<Plate> {
        let Bounds {
            left,
            top,
            right,
            bottom,
        } = self.bounds;
        // Both are whole, positive and below `stage::WIDEST`.
        let size = ((right - left) as u32, (bottom - top) as u32);
        let mut pixels = tiny_skia::Pixmap::new(size.0, size.1)?;
        for node in &self.nodes {
            let own = node.abs_layer_bounding_box()?;
            // `render_node` moves the node's bounds to the origin; this moves them back.
            let transform = tiny_skia::Transform::from_translate(-left, -top)
                .pre_scale(scale, scale)
                .pre_concat(outer)
                .pre_translate(own.x(), own.y());
            resvg::render_node(node, transform, &mut pixels.as_mut())?;
        }
        Some(Plate {
            kind: self.kind,
            left,
            top,
            width: size.0,
            height: size.1,
            pixels: straight_alpha(pixels),
        })
    }
}

/// Sprites are blended with straight alpha; the rasteriser's is premultiplied. Only pixels on
/// an edge differ, so only those are touched.
fn straight_alpha(pixels: tiny_skia::Pixmap) -> Vec<u8> {
    let mut bytes = pixels.take();
    for pixel in bytes.chunks_exact_mut(4) {
        if let [red, green, blue, alpha] = pixel
            && !matches!(*alpha, 0 | 255)
        {
            for channel in [red, green, blue] {
                let straight = u16::from(*channel) * 255 / u16::from(*alpha);
                *channel = u8::try_from(straight).unwrap_or(255);
            }
        }
    }
    bytes
}

impl Plate {
    /// How much of the picture's 1280 x 720 it covers at most.
    pub(super) fn share_of_picture(&self, scale: f32) -> f32 {
        let size = vec2(self.width as f32, self.height as f32) / scale.max(0.001);
        size.x * size.y / (1280.0 * 720.0)
    }
}
