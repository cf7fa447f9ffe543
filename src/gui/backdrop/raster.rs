//! Drawings to pixels, layer by layer, in the inks of the hour.

use super::*;

pub(super) fn rasterise(order: &Order) -> Vec<Plate> {
    let Some(svg) = order.picture.svg() else {
        return Vec::new();
    };
    let svg = match (order.picture.key(), order.ramp) {
        (Some(key), Some(ramp)) => recoloured(svg, key.drawn(), ramp),
        _ => svg.to_owned(),
    };
    let tree = match usvg::Tree::from_str(&svg, &usvg::Options::default()) {
        Ok(tree) => tree,
        Err(error) => {
            warn!("{:?} cannot be read as SVG: {error}", order.picture);
            return Vec::new();
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
    group
        .children()
        .iter()
        .filter_map(|node| plate(node, group.abs_transform(), canvas, order))
        .collect()
}

/// One layer, cut to its own bounds.
pub(super) fn plate(
    node: &usvg::Node,
    outer: tiny_skia::Transform,
    (width, height): (f32, f32),
    order: &Order,
) -> Option<Plate> {
    let bounds = node.abs_layer_bounding_box()?;
    let scale = order.scale;
    let left = (bounds.left().max(0.0) * scale).floor();
    let top = (bounds.top().max(0.0) * scale).floor();
    let right = (bounds.right().min(width) * scale).ceil();
    let bottom = (bounds.bottom().min(height) * scale).ceil();
    if right <= left || bottom <= top {
        return None;
    }
    // Both are whole, positive and below `WIDEST`.
    let size = ((right - left) as u32, (bottom - top) as u32);
    let mut pixels = tiny_skia::Pixmap::new(size.0, size.1)?;
    // `render_node` moves the node's bounds to the origin; this moves them back.
    let transform = tiny_skia::Transform::from_translate(-left, -top)
        .pre_scale(scale, scale)
        .pre_concat(outer)
        .pre_translate(bounds.x(), bounds.y());
    resvg::render_node(node, transform, &mut pixels.as_mut())?;
    Some(Plate {
        share: share(node.id()),
        left,
        top,
        width: size.0,
        height: size.1,
        pixels: straight_alpha(&pixels),
    })
}

/// How much of a slide a layer takes part in: what is far moves little.
pub(super) fn share(layer: &str) -> f32 {
    match layer {
        "sky" => 0.05,
        "smoke" => 0.1,
        "far" => 0.15,
        "beam" | "mid" => 0.35,
        "near" => 1.0,
        _ => 0.0,
    }
}

/// Sprites are blended with straight alpha; the rasteriser's is premultiplied.
pub(super) fn straight_alpha(pixels: &tiny_skia::Pixmap) -> Vec<u8> {
    pixels
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let color = pixel.demultiply();
            [color.red(), color.green(), color.blue(), color.alpha()]
        })
        .collect()
}

/// Replaces every ink of one ramp by the same ink of another. All in one go, because a ramp
/// may hold a colour of the other's.
pub(super) fn recoloured(svg: &str, from: &Ramp, to: &Ramp) -> String {
    let mut result = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(at) = rest.find('#') {
        let (before, found) = rest.split_at(at);
        result.push_str(before);
        // Anything shorter or not a colour stays as it is.
        let color = found.get(..7).unwrap_or("#");
        let ink = from.iter().position(|ink| ink.eq_ignore_ascii_case(color));
        let new = ink.and_then(|ink| to.get(ink)).copied().unwrap_or(color);
        result.push_str(new);
        rest = found.get(color.len()..).unwrap_or_default();
    }
    result.push_str(rest);
    result
}
