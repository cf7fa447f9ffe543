//! The date band: black, with an end cut beyond the sheet.

use bevy_egui::egui;
use egui::{Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::shapes;
use super::text;
use crate::gui::theme::{Theme, Type, spacing};

/// The band's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BandView<'a> {
    /// "Wednesday 25 October 1917 · 03:30".
    pub date: &'a str,
    /// "7 November, New Style"; may be empty.
    pub other: &'a str,
}

/// How far the band's upper corner reaches beyond the sheet.
const BEYOND: f32 = 14.0;

/// The band's height at the current text size.
#[must_use]
pub fn band_height(theme: &Theme) -> f32 {
    (spacing::BAND * theme.growth(Type::Button).max(1.0)).round()
}

/// The date band along the top of a sheet. Takes [`band_height`] of the available room, and
/// is painted a little beyond its right edge.
pub fn band_ui(ui: &mut Ui, theme: &Theme, view: &BandView<'_>) -> Response {
    let palette = &theme.palette;
    let size = vec2(ui.available_width(), band_height(theme));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let name = match view.other {
            "" => view.date.to_owned(),
            other => format!("{}, {other}", view.date),
        };
        WidgetInfo::labeled(WidgetType::Label, true, name)
    });
    // The end lies on the picture, outside the sheet's own clip.
    let painter = ui.painter().with_clip_rect(Rect::from_min_max(
        rect.min,
        rect.max + vec2(BEYOND, spacing::HEAVY),
    ));
    if theme.is_high_contrast() {
        shapes::plane(&painter, rect, palette.band);
        let line = Stroke::new(spacing::HEAVY, palette.ink);
        shapes::rule(&painter, rect.left(), rect.right(), rect.bottom(), line);
    } else {
        let bar = Rect::from_min_max(rect.min, pos2(rect.right() + BEYOND, rect.bottom()));
        shapes::cut_bar(&painter, bar, palette.band);
    }
    let middle = rect.center().y;
    let other = text::lay_line(ui, theme, Type::SansSmall, palette.band_soft, view.other);
    let whole = rect.width() - spacing::SHEET_PAD - 22.0;
    let beside = whole - other.size().x - spacing::S4;
    let full = text::lay_line(ui, theme, Type::Button, palette.on_band, view.date);
    // Large text may leave room for one calendar only; the hour must not be what is cut.
    let fits = full.size().x <= beside;
    let room = if fits { beside } else { whole };
    let date = text::lay_short(ui, theme, Type::Button, palette.on_band, view.date, room);
    let left = rect.left() + spacing::SHEET_PAD;
    date.paint(ui.painter(), pos2(left, middle - date.size().y / 2.0));
    if fits {
        let right = rect.right() - 22.0 - other.size().x;
        other.paint(ui.painter(), pos2(right, middle - other.size().y / 2.0));
    }
    response
}
