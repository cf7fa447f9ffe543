//! Odds as marks on a line from never to always.
//!
//! A mark never speaks alone: the words stand beside it.

use bevy_egui::egui;
use egui::{Painter, Rect, pos2, vec2};

use super::shapes::{self, Direction};
use crate::explore::odds::Share;
use crate::gui::theme::Theme;

/// How far along the line a share stands. Tenths of a percent are finer than a pixel.
fn along(rect: Rect, share: Share) -> f32 {
    let fraction = share.per_mille() as f32 / 1000.0;
    (rect.left() + fraction * rect.width()).round()
}

/// What decisions can reach as a heavy bar, an open square for all choices alike, and a
/// red arrow above for the decisions of the run.
pub fn paint_reach(
    painter: &Painter,
    theme: &Theme,
    rect: Rect,
    (lowest, highest): (Share, Share),
    alike: Share,
    decided: Option<Share>,
) {
    let palette = &theme.palette;
    let y = rect.center().y;
    let line = |from: f32, to: f32, half: f32| {
        Rect::from_min_max(pos2(from, y - half), pos2(to.max(from + 2.0), y + half))
    };
    shapes::plane(painter, line(rect.left(), rect.right(), 1.0), palette.hair);
    let reach = line(along(rect, lowest), along(rect, highest), 2.5);
    shapes::plane(painter, reach, palette.ink);
    let square = Rect::from_center_size(pos2(along(rect, alike), y), vec2(11.0, 11.0));
    shapes::plane(painter, square, palette.sheet);
    shapes::frame(painter, square, theme.frame());
    if let Some(decided) = decided {
        let tip = pos2(along(rect, decided), y - 9.0);
        shapes::arrow(painter, tip, 9.0, Direction::Down, palette.red);
    }
}

/// A move from one share to another: a heavy bar, and a red arrow where it ends.
pub fn paint_move(painter: &Painter, theme: &Theme, rect: Rect, before: Share, after: Share) {
    let palette = &theme.palette;
    let y = rect.center().y;
    let (from, to) = (along(rect, before), along(rect, after));
    let line = Rect::from_min_max(pos2(rect.left(), y - 1.0), pos2(rect.right(), y + 1.0));
    shapes::plane(painter, line, palette.hair);
    let moved = Rect::from_min_max(
        pos2(from.min(to), y - 3.0),
        pos2(from.max(to).max(from.min(to) + 2.0), y + 3.0),
    );
    shapes::plane(painter, moved, palette.ink);
    let direction = if after >= before {
        Direction::Right
    } else {
        Direction::Left
    };
    shapes::arrow(painter, pos2(to, y), 12.0, direction, palette.red);
}
