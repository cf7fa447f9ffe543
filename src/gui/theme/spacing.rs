//! Distances, line widths and durations: points at 100 % text size, seconds.

use bevy_egui::egui::{Vec2, vec2};

/// The screen everything is drawn for.
pub const DESIGN: Vec2 = vec2(1280.0, 720.0);

/// The steps of distance between parts.
pub const S1: f32 = 4.0;
/// See [`S1`].
pub const S2: f32 = 8.0;
/// See [`S1`].
pub const S3: f32 = 12.0;
/// See [`S1`].
pub const S4: f32 = 16.0;
/// See [`S1`].
pub const S5: f32 = 24.0;
/// See [`S1`].
pub const S6: f32 = 36.0;
/// See [`S1`].
pub const S7: f32 = 56.0;

/// From the window's edge to the page.
pub const MARGIN: f32 = 40.0;
/// From the sheet's edge to its text.
pub const SHEET_PAD: f32 = 36.0;
/// The sheet's width.
pub const SHEET: f32 = 600.0;
/// Between paragraphs.
pub const PARAGRAPH: f32 = 10.0;

/// The date band's height.
pub const BAND: f32 = 44.0;
/// The height of the gauges' band at the foot of the picture.
pub const GAUGE_BAND: f32 = 64.0;
/// How far a reversed bar reaches beyond the text on both sides.
pub const OVERHANG: f32 = 12.0;
/// The width of the red wedge at its top.
pub const WEDGE: f32 = 46.0;
/// From the row's left edge to a choice's text.
pub const NUMERAL_COLUMN: f32 = 56.0;
/// A button's height.
pub const BUTTON: f32 = 40.0;
/// The height of a button that is only underlined words.
pub const QUIET: f32 = 28.0;
/// A key cap's height.
pub const KEY: f32 = 20.0;
/// A standing square's side.
pub const STANDING: f32 = 14.0;
/// A side's mark on the large map, as a radius.
pub const MARK: f32 = 8.0;
/// A side's mark on the small map, as a radius.
pub const MARK_SMALL: f32 = 4.6;
/// A scroll bar's width.
pub const SCROLL_BAR: f32 = 6.0;

/// Decoration only.
pub const HAIR: f32 = 1.0;
/// Between rows.
pub const RULE: f32 = 1.5;
/// Frames.
pub const FRAME: f32 = 2.0;
/// Under headings and round what has the keyboard.
pub const HEAVY: f32 = 3.0;
/// Every diagonal rises this much for a run of one.
pub const SLOPE: f32 = 4.0;

/// The focus bar's growth.
pub const FOCUS_SECONDS: f32 = 0.09;
/// A page's arrival.
pub const PAGE_SECONDS: f32 = 0.12;
/// How far below its place a page begins.
pub const PAGE_RISE: f32 = 12.0;
/// A dispatch's arrival.
pub const SLIP_SECONDS: f32 = 0.16;
/// How far right of its place a dispatch begins.
pub const SLIP_WAY: f32 = 24.0;
/// From one line of what moved to the next.
pub const MOVED_BEAT: f32 = 0.12;
/// All cells of a gauge that moved.
pub const GAUGE_SECONDS: f32 = 0.3;
/// A place changing hands.
pub const PLACE_SECONDS: f32 = 0.4;
