//! Drawings to pixels, layer by layer.

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

/// One layer's pixels and where they belong, in pixels from the picture's left upper corner.
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

/// The layers of a picture; none if it cannot be read.
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
    let plates = group
        .children()
        .iter()
        .filter_map(|node| {
            let kind = PlateKind::of(node.id(), about);
            plate(node, kind, group.abs_transform(), canvas, scale)
        })
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

/// One layer, cut to its own bounds.
fn plate(
    node: &usvg::Node,
    kind: PlateKind,
    outer: tiny_skia::Transform,
    (width, height): (f32, f32),
    scale: f32,
) -> Option<Plate> {
    let bounds = node.abs_layer_bounding_box()?;
    let left = (bounds.left().max(0.0) * scale).floor();
    let top = (bounds.top().max(0.0) * scale).floor();
    let right = (bounds.right().min(width) * scale).ceil();
    let bottom = (bounds.bottom().min(height) * scale).ceil();
    if right <= left || bottom <= top {
        return None;
    }
    // Both are whole, positive and below `stage::WIDEST`.
    let size = ((right - left) as u32, (bottom - top) as u32);
    let mut pixels = tiny_skia::Pixmap::new(size.0, size.1)?;
    // `render_node` moves the node's bounds to the origin; this moves them back.
    let transform = tiny_skia::Transform::from_translate(-left, -top)
        .pre_scale(scale, scale)
        .pre_concat(outer)
        .pre_translate(bounds.x(), bounds.y());
    resvg::render_node(node, transform, &mut pixels.as_mut())?;
    Some(Plate {
        kind,
        left,
        top,
        width: size.0,
        height: size.1,
        pixels: straight_alpha(pixels),
    })
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
