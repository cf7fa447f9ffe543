//! The eight drawn people.
//!
//! Portraits are SVG on a transparent ground; they are rasterised at the size shown and kept
//! as textures by egui for as long as the context lives.

use bevy_egui::egui;
use egui::{
    Color32, ColorImage, Context, Id, Pos2, Rect, TextureHandle, TextureOptions, Ui, pos2, vec2,
};
use resvg::{tiny_skia, usvg};

macro_rules! portraits {
    ($($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../../../assets/art/portraits/", $name, ".svg"))),)*]
    };
}

/// Name and drawing, by the name roles use.
static PORTRAITS: &[(&str, &str)] = portraits! {
    "cc_member",
    "delegate",
    "left_sr",
    "minister",
    "red_guard",
    "sailor",
    "telephonist",
    "volunteer",
};

/// Somebody nobody has drawn: a head and shoulders without a face.
const UNDRAWN: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 400"><path d="M20 400 L52 288 L118 252 L182 252 L248 288 L280 400 Z" fill="#17130F"/><path d="M128 210 L172 210 L178 268 L150 286 L122 268 Z" fill="#4A4034"/><path d="M100 128 L116 84 L150 66 L184 84 L200 128 L192 190 L168 226 L132 226 L108 190 Z" fill="#17130F"/><path d="M150 66 L184 84 L200 128 L192 190 L168 226 L150 226 Z" fill="#4A4034"/></svg>"##;

/// A portrait's height for a width of one.
pub const TALL: f32 = 400.0 / 300.0;

/// The drawing of a portrait; `None` if there is none of that name.
#[must_use]
pub fn drawing(name: &str) -> Option<&'static str> {
    PORTRAITS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, svg)| *svg)
}

/// Rasterises an SVG so many pixels wide, as high as it is drawn. `None` if it is no SVG or
/// the width is nothing.
#[must_use]
pub fn rasterise(svg: &str, width: u32) -> Option<ColorImage> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).ok()?;
    let size = tree.size().to_int_size().scale_to_width(width)?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())?;
    let scale = width as f32 / tree.size().width();
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    let size = [
        usize::try_from(size.width()).ok()?,
        usize::try_from(size.height()).ok()?,
    ];
    Some(ColorImage::from_rgba_premultiplied(size, pixels.data()))
}

/// Paints a portrait with its upper left corner at `at`, so many points wide, cut at `clip`.
/// A name nobody has drawn has a head without a face.
pub fn paint_portrait(ui: &Ui, name: &str, at: Pos2, width: f32, clip: Rect) {
    let pixels = (width * ui.pixels_per_point()).round().max(1.0);
    // A width on screen fits a u32 with room to spare.
    let Some(texture) = texture(ui.ctx(), name, pixels as u32) else {
        return;
    };
    let rect = Rect::from_min_size(at, vec2(width, width * TALL));
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    ui.painter()
        .with_clip_rect(clip.intersect(ui.clip_rect()))
        .image(texture.id(), rect, whole, Color32::WHITE);
}

/// The texture of a portrait at a width in pixels, made when first asked for.
#[must_use]
pub fn texture(ctx: &Context, name: &str, width: u32) -> Option<TextureHandle> {
    let id = Id::new(("portrait", name, width));
    if let Some(known) = ctx.data(|data| data.get_temp::<TextureHandle>(id)) {
        return Some(known);
    }
    let image = rasterise(drawing(name).unwrap_or(UNDRAWN), width)?;
    let texture = ctx.load_texture(format!("portrait {name}"), image, TextureOptions::LINEAR);
    ctx.data_mut(|data| data.insert_temp(id, texture.clone()));
    Some(texture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_portrait_can_be_drawn() {
        for (name, svg) in PORTRAITS {
            let image = rasterise(svg, 60).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(image.size, [60, 80], "{name}");
            assert!(image.pixels.iter().any(|pixel| pixel.a() == 255), "{name}");
        }
    }

    #[test]
    fn what_is_no_portrait_is_none() {
        assert!(drawing("napoleon").is_none());
        assert!(rasterise(UNDRAWN, 60).is_some());
        assert!(rasterise("not an svg", 60).is_none());
        assert!(rasterise(PORTRAITS[0].1, 0).is_none());
    }
}
