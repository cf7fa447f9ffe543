//! Where a picture lies in a window.

use bevy::math::{Vec2, vec2};
use bevy_egui::egui;

use super::Picture;
use super::stage::SLIDE;
use crate::gui::theme::{spacing, zoom_for};

/// How the picture lies in the window: screen = picture * scale - offset, in logical pixels.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Fit {
    pub(super) scale: f32,
    pub(super) offset: Vec2,
}

impl Fit {
    /// The same, with the picture's corner on a whole pixel.
    pub(super) fn on_pixels(self, factor: f32) -> Self {
        Self {
            offset: (self.offset * factor).round() / factor,
            ..self
        }
    }

    /// How far the nearest layer can be pushed this way without baring the window's edge.
    pub(super) fn room(self, picture: Picture, window: Vec2, way: f32) -> f32 {
        let spare = picture.spare() * self.scale;
        let whole = spacing::DESIGN.x * self.scale;
        let room = if way > 0.0 {
            self.offset.x + spare
        } else {
            whole + spare - self.offset.x - window.x
        };
        room.clamp(0.0, SLIDE * self.scale)
    }
}

/// Covers the window. Wider windows show more of the picture; its subject stays in the middle
/// of what the page leaves free.
pub(super) fn fit(picture: Picture, window: Vec2) -> Fit {
    let design = vec2(spacing::DESIGN.x, spacing::DESIGN.y);
    let spare = picture.spare();
    let scale = (window.y / design.y).max(window.x / (design.x + 2.0 * spare));
    let (free, subject) = match picture {
        // The poster's word reaches its right edge.
        Picture::Title | Picture::None => (window.x, design.x),
        Picture::Drawn(_) => {
            let zoom = zoom_for(egui::vec2(window.x, window.y));
            let page = (spacing::MARGIN + spacing::SHEET) * zoom;
            let page = if window.x < 1000.0 { 0.0 } else { page };
            ((page + window.x) / 2.0, 960.0)
        }
    };
    let x = (subject * scale - free).clamp(
        -spare * scale,
        ((design.x + spare) * scale - window.x).max(-spare * scale),
    );
    // Of what a very wide window cuts off, more is cut from the foot, where there is water.
    let y = (design.y * scale - window.y).max(0.0) * 0.4;
    Fit {
        scale,
        offset: vec2(x, y),
    }
}

#[cfg(test)]
mod tests {
    use super::super::art;
    use super::*;

    #[test]
    fn the_picture_covers_every_window() {
        for picture in [Picture::Title, Picture::Drawn(art::find(None))] {
            for (x, y) in [
                (1280.0, 720.0),
                (800.0, 1000.0),
                (2560.0, 1080.0),
                (1920.0, 1200.0),
            ] {
                let window = vec2(x, y);
                let fit = fit(picture, window);
                let spare = picture.spare();
                let left = -spare * fit.scale - fit.offset.x;
                let right = (1280.0 + spare) * fit.scale - fit.offset.x;
                let bottom = 720.0 * fit.scale - fit.offset.y;
                assert!(left <= 0.01 && right >= x - 0.01, "{picture:?} {x}x{y}");
                assert!(
                    fit.offset.y >= 0.0 && bottom >= y - 0.01,
                    "{picture:?} {x}x{y}"
                );
            }
        }
    }

    #[test]
    fn at_the_design_size_nothing_is_moved() {
        let picture = Picture::Drawn(art::find(None));
        let fit = fit(picture, vec2(1280.0, 720.0));
        assert_eq!(fit.scale, 1.0);
        assert_eq!(fit.offset, Vec2::ZERO);
        assert_eq!(fit.room(picture, vec2(1280.0, 720.0), 1.0), 80.0);
    }
}
