//! Pupils as busts side by side, and the shares of a class as one small bar.
//!
//! A bust stands for one run, or for several where a class is large; then the last of a row
//! may be a part of one. Who draws them says what one stands for.

use bevy_egui::egui;
use egui::{Color32, Painter, Pos2, Rect, Stroke, pos2, vec2};

use super::shapes;
use crate::gui::theme::{Theme, spacing};

/// How high a bust is drawn, and how far two stand apart, at full size.
pub const BUST: (f32, f32) = (56.0, 31.0);

/// How far busts of this height stand apart.
#[must_use]
pub fn pitch(height: f32) -> f32 {
    height * BUST.1 / BUST.0
}

/// So many busts in a row; the last only in part if the number has one.
pub fn busts(painter: &Painter, at: Pos2, height: f32, number: f32, fill: Color32) {
    let step = pitch(height);
    let mut index = 0.0;
    while index < number {
        let part = (number - index).min(1.0);
        let corner = at + vec2(index * step, 0.0);
        if part > 0.99 {
            bust(painter, corner, height, fill);
        } else {
            let seen = Rect::from_min_size(corner, vec2((step * part).max(2.0), height));
            let clipped = painter.with_clip_rect(painter.clip_rect().intersect(seen));
            bust(&clipped, corner, height, fill);
        }
        index += 1.0;
    }
}

/// Head, neck and shoulders.
fn bust(painter: &Painter, at: Pos2, height: f32, fill: Color32) {
    const NECK: [(f32, f32); 4] = [(10.6, 20.2), (17.4, 20.2), (18.6, 29.0), (9.4, 29.0)];
    const BODY: [(f32, f32); 8] = [
        (9.5, 28.0),
        (18.5, 28.0),
        (25.2, 30.8),
        (27.7, 35.8),
        (27.7, 56.0),
        (0.3, 56.0),
        (0.3, 35.8),
        (2.8, 30.8),
    ];
    let scale = height / BUST.0;
    let place = |(x, y): &(f32, f32)| at + vec2(*x, *y) * scale;
    let points = |part: &[(f32, f32)]| part.iter().map(place).collect::<Vec<_>>();
    shapes::polygon(painter, &points(&NECK), fill);
    shapes::polygon(painter, &points(&BODY), fill);
    shapes::disc(painter, place(&(14.0, 15.1)), 9.5 * scale, fill);
}

/// A part of a class.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share {
    /// How many.
    pub number: usize,
    /// Whether theirs is history's answer.
    pub historical: bool,
}

/// On what a bar lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// On the page.
    Sheet,
    /// On a reversed bar.
    Selected,
}

/// All answers as parts of one bar: history's hatched, then solid, faint, outlined.
pub fn shares(painter: &Painter, theme: &Theme, rect: Rect, shares: &[Share], ground: Ground) {
    let palette = &theme.palette;
    let (ink, faint) = match ground {
        Ground::Sheet => (palette.ink, palette.faint),
        Ground::Selected => (palette.on_select, palette.select_soft),
    };
    let line = Stroke::new(spacing::RULE, ink);
    let total = as_length(shares.iter().map(|share| share.number).sum());
    let (mut before, mut n_others) = (0, 0);
    for share in shares {
        let from = rect.left() + rect.width() * as_length(before) / total.max(1.0);
        before += share.number;
        let to = rect.left() + rect.width() * as_length(before) / total.max(1.0);
        if share.number > 0 {
            // Nobody is too few to be seen.
            let right = (to - 2.0).max(from + 2.0).min(rect.right());
            let part = Rect::from_min_max(pos2(from, rect.top()), pos2(right, rect.bottom()));
            match (share.historical, n_others) {
                (true, _) => {
                    shapes::hatch(painter, part, 5.0, ink);
                    shapes::frame(painter, part, line);
                }
                (false, 0) => shapes::plane(painter, part, ink),
                (false, 1) => shapes::plane(painter, part, faint),
                (false, _) => shapes::frame(painter, part, line),
            }
        }
        n_others += usize::from(!share.historical);
    }
}

/// A number of runs as a length; no class has so many that this matters.
#[must_use]
pub fn as_length(number: usize) -> f32 {
    u32::try_from(number).map_or(f32::MAX, |number| number as f32)
}
