//! A gauge: its name, its level in a word, five cells, and what changed.

use bevy_egui::egui;
use egui::{Color32, Rect, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::shapes::{self, Direction};
use super::text;
use crate::gui::theme::{Theme, Type, spacing};
use crate::model::TOP_LEVEL;

/// A gauge as shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GaugeView<'a> {
    /// "Garrison".
    pub name: &'a str,
    /// The level in a word.
    pub word: &'a str,
    /// 0 to 5.
    pub level: u8,
    /// What it was before the last decision, if it moved.
    pub change: Option<GaugeChange<'a>>,
    /// Whether to show the level as a number too.
    pub numbers: bool,
}

/// What a gauge was before it moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GaugeChange<'a> {
    /// The level then.
    pub level: u8,
    /// The word then.
    pub word: &'a str,
}

/// The colours of a gauge by what it stands on.
#[derive(Clone, Copy)]
struct Inks {
    name: Color32,
    word: Color32,
    full: Color32,
    empty: Color32,
    moved: Color32,
}

impl GaugeView<'_> {
    fn way(&self) -> Option<Direction> {
        let before = self.change?.level;
        match self.level.cmp(&before) {
            std::cmp::Ordering::Greater => Some(Direction::Up),
            std::cmp::Ordering::Less => Some(Direction::Down),
            std::cmp::Ordering::Equal => None,
        }
    }

    fn words(&self) -> String {
        if self.numbers {
            format!("{} {} of {TOP_LEVEL}", self.word, self.level)
        } else {
            self.word.to_owned()
        }
    }

    /// Everything the gauge shows, as a sentence.
    #[must_use]
    pub fn spoken(&self) -> String {
        let level = format!(
            "{}: {}, {} of {TOP_LEVEL}",
            self.name, self.word, self.level
        );
        match (self.way(), self.change) {
            (Some(Direction::Up), Some(change)) => format!("{level}, up from {}", change.word),
            (Some(_), Some(change)) => format!("{level}, down from {}", change.word),
            _ => level,
        }
    }
}

/// A gauge on the sheet: name and word on one line, cells below.
pub fn gauge_ui(ui: &mut Ui, theme: &Theme, view: &GaugeView<'_>) -> Response {
    let palette = &theme.palette;
    let inks = Inks {
        name: palette.ink,
        word: palette.ink,
        full: palette.ink,
        empty: palette.soft,
        moved: palette.red,
    };
    let name = text::lay_line(ui, theme, Type::Label, inks.name, view.name);
    let word = text::lay_line(ui, theme, Type::SansSmall, inks.word, &view.words());
    let was = view.way().and(view.change).map(|change| {
        let words = format!("was {}", change.word);
        text::lay_line(ui, theme, Type::SansSmall, inks.word, &words)
    });
    let line = name.size().y.max(word.size().y);
    let cells_top = line + 4.0;
    let (rect, response) = ui.allocate_exact_size(
        vec2(ui.available_width().max(150.0), cells_top + 10.0),
        Sense::hover(),
    );
    response
        .widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, view.spoken()));
    let painter = ui.painter();
    name.paint(painter, rect.min);
    let mut x = rect.left() + name.size().x + spacing::S3;
    word.paint(painter, pos2(x, rect.top()));
    x += word.size().x + spacing::S2;
    if let (Some(way), Some(was)) = (view.way(), was) {
        let middle = pos2(x + 5.0, rect.top() + line / 2.0);
        shapes::arrow(painter, middle, 10.0, way, inks.word);
        was.paint(painter, pos2(x + 14.0, rect.top()));
    }
    let at = Rect::from_min_size(pos2(rect.left(), rect.top() + cells_top), vec2(145.0, 7.0));
    cells(ui, theme, view, at, inks, response.id);
    response
}

/// The gauges of the play screen on one band at the foot of the picture.
pub fn gauge_band_ui(ui: &mut Ui, theme: &Theme, rect: Rect, gauges: &[GaugeView<'_>]) {
    let palette = &theme.palette;
    shapes::plane(ui.painter(), rect, palette.band);
    if theme.is_high_contrast() {
        let line = egui::Stroke::new(spacing::HEAVY, palette.ink);
        shapes::rule(ui.painter(), rect.left(), rect.right(), rect.top(), line);
    }
    let count = gauges.len().max(1);
    let inner = rect.shrink2(vec2(spacing::S5, 0.0));
    // Counts are tiny, so the conversion is exact.
    let column = inner.width() / u16::try_from(count).map_or(1.0, f32::from);
    let mut left = inner.left();
    for gauge in gauges {
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(column, rect.height()));
        band_gauge(ui, theme, gauge, cell);
        left += column;
    }
}

/// The height of the gauges' band at the current text size.
#[must_use]
pub fn gauge_band_height(theme: &Theme) -> f32 {
    let lines = theme.line(Type::LabelSmall) + theme.line(Type::SansSmall) - 4.0;
    (lines + 29.0).max(spacing::GAUGE_BAND)
}

fn band_gauge(ui: &Ui, theme: &Theme, view: &GaugeView<'_>, rect: Rect) {
    let palette = &theme.palette;
    // Text red would not be readable on a band in paper; shape and arrow say it as well.
    let moved = if theme.is_high_contrast() {
        palette.red
    } else {
        palette.red_fill
    };
    let inks = Inks {
        name: palette.band_soft,
        word: palette.on_band,
        full: palette.on_band,
        empty: palette.band_soft,
        moved,
    };
    let id = ui.id().with(("gauge", view.name));
    let response = ui.interact(rect, id, Sense::hover());
    response
        .widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, view.spoken()));
    let painter = ui.painter();
    let room = rect.width() - spacing::S3;
    let name = text::lay_short(ui, theme, Type::LabelSmall, inks.name, view.name, room);
    let way = view.way();
    let word_room = if way.is_some() { room - 16.0 } else { room };
    let word = text::lay_short(
        ui,
        theme,
        Type::SansSmall,
        inks.word,
        &view.words(),
        word_room,
    );
    let mut y = rect.top() + 12.0;
    name.paint(painter, pos2(rect.left(), y));
    y += name.size().y - 4.0;
    word.paint(painter, pos2(rect.left(), y));
    if let Some(way) = way {
        let middle = pos2(rect.left() + word.size().x + 10.0, y + word.size().y / 2.0);
        shapes::arrow(painter, middle, 10.0, way, inks.word);
    }
    y += word.size().y - 1.0;
    let at = Rect::from_min_size(pos2(rect.left(), y), vec2(room.min(86.0), 5.0));
    cells(ui, theme, view, at, inks, id);
}

/// Five cells; the one that moved last is red, and they arrive one after another.
fn cells(ui: &Ui, theme: &Theme, view: &GaugeView<'_>, at: Rect, inks: Inks, id: egui::Id) {
    let top = f32::from(TOP_LEVEL);
    let step = (at.width() + 4.0) / top;
    let size = vec2(step - 4.0, at.height());
    let shown = ui.ctx().animate_value_with_time(
        id.with("cells"),
        f32::from(view.level.min(TOP_LEVEL)),
        theme.seconds(spacing::GAUGE_SECONDS),
    );
    let before = view.change.map_or(view.level, |change| change.level);
    let moved =
        |cell: u8| (cell >= before && cell < view.level) || (cell < before && cell >= view.level);
    let painter = ui.painter();
    for cell in 0..TOP_LEVEL {
        let left = at.left() + f32::from(cell) * step;
        let full = Rect::from_min_size(pos2(left, at.top()), size);
        let line = Rect::from_center_size(full.center(), vec2(size.x, 2.0));
        let is_full = f32::from(cell) + 0.5 < shown;
        match (is_full, moved(cell)) {
            (true, true) => shapes::plane(painter, full, inks.moved),
            (true, false) => shapes::plane(painter, full, inks.full),
            (false, true) => shapes::plane(painter, line, inks.moved),
            (false, false) => shapes::plane(painter, line, inks.empty),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gauge(level: u8, before: Option<u8>) -> GaugeView<'static> {
        GaugeView {
            name: "Streets",
            word: "restless",
            level,
            change: before.map(|level| GaugeChange {
                level,
                word: "quiet",
            }),
            numbers: false,
        }
    }

    #[test]
    fn a_gauge_says_what_its_cells_show() {
        assert_eq!(gauge(2, None).spoken(), "Streets: restless, 2 of 5");
        assert_eq!(
            gauge(2, Some(1)).spoken(),
            "Streets: restless, 2 of 5, up from quiet"
        );
        assert_eq!(
            gauge(2, Some(3)).spoken(),
            "Streets: restless, 2 of 5, down from quiet"
        );
        assert_eq!(gauge(2, Some(2)).spoken(), "Streets: restless, 2 of 5");
    }
}
