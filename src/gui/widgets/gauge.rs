//! A gauge: its name, its level in a word, five cells, and what changed.

use bevy_egui::egui;
use egui::{Color32, Id, Painter, Rect, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::motion;
use super::shapes::{self, Direction};
use super::text::{self, Laid};
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
    /// Tells one page from another: a change moves once on each.
    pub page: u64,
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

impl Inks {
    fn sheet(theme: &Theme) -> Self {
        let palette = &theme.palette;
        Self {
            name: palette.ink,
            word: palette.ink,
            full: palette.ink,
            empty: palette.soft,
            moved: palette.red,
        }
    }

    fn band(theme: &Theme) -> Self {
        let palette = &theme.palette;
        Self {
            name: palette.band_soft,
            word: palette.on_band,
            full: palette.on_band,
            empty: palette.band_soft,
            // Text red would not be readable on a band in paper; shape and arrow say it too.
            moved: if theme.is_high_contrast() {
                palette.red
            } else {
                palette.red_fill
            },
        }
    }
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

    fn info(&self) -> WidgetInfo {
        let mut info = WidgetInfo::labeled(WidgetType::ProgressIndicator, true, self.spoken());
        info.value = Some(f64::from(self.level));
        info
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
    let inks = Inks::sheet(theme);
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
    response.widget_info(|| view.info());
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
    cells(painter, view, at, inks, come(ui, theme, view));
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
    let laid: Vec<BandGauge> = gauges
        .iter()
        .map(|gauge| BandGauge::lay(ui, theme, gauge))
        .collect();
    let width = rect.width() - 2.0 * spacing::S5;
    let per_row = per_row(&laid, width);
    let height = row_height(theme);
    let mut top = rect.top();
    for (gauges, laid) in gauges.chunks(per_row).zip(laid.chunks(per_row)) {
        let with_was: Vec<f32> = laid.iter().map(BandGauge::width).collect();
        let (mut stands, was) = places(&with_was, width);
        if was == Was::Left {
            let bare: Vec<f32> = laid.iter().map(BandGauge::bare_width).collect();
            (stands, _) = places(&bare, width);
        }
        for ((gauge, laid), (left, width)) in gauges.iter().zip(laid).zip(stands) {
            let at = pos2(rect.left() + spacing::S5 + left, top);
            let cell = Rect::from_min_size(at, vec2(width, height));
            band_gauge(ui, theme, gauge, laid, cell, was);
        }
        top += height;
    }
}

/// The height of the gauges' band: a row, or more where letters are large.
#[must_use]
pub fn gauge_band_height(ui: &Ui, theme: &Theme, gauges: &[GaugeView<'_>], width: f32) -> f32 {
    let laid: Vec<BandGauge> = gauges
        .iter()
        .map(|gauge| BandGauge::lay(ui, theme, gauge))
        .collect();
    let per_row = per_row(&laid, width - 2.0 * spacing::S5);
    let n_rows = u16::try_from(laid.len().div_ceil(per_row)).map_or(1.0, f32::from);
    row_height(theme) * n_rows.max(1.0)
}

fn row_height(theme: &Theme) -> f32 {
    let lines = theme.line(Type::LabelSmall) + theme.line(Type::SansSmall) - 4.0;
    (lines + 29.0).max(spacing::GAUGE_BAND)
}

/// How many gauges stand in a row, so that no word is cut.
fn per_row(laid: &[BandGauge], width: f32) -> usize {
    let fits = |row: &[BandGauge]| {
        let total: f32 = row.iter().map(|it| it.bare_width() + spacing::S4).sum();
        total - spacing::S4 <= width
    };
    let n = laid.len().max(1);
    (1..=n)
        .map(|n_rows| n.div_ceil(n_rows))
        .find(|per_row| laid.chunks(*per_row).all(fits))
        .unwrap_or(1)
}

/// Whether the words of what was stand in the band.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Was {
    Shown,
    Left,
}

/// Where each gauge of so many points stands in a band, and how much room it has: in equal
/// columns, moved aside only as far as a longer neighbour needs. If there is not room for
/// all, the columns are equal and the words of what was are left out.
fn places(needed: &[f32], width: f32) -> (Vec<(f32, f32)>, Was) {
    let count = u16::try_from(needed.len().max(1)).map_or(1.0, f32::from);
    let column = width / count;
    let gap = spacing::S4;
    let total: f32 = needed.iter().map(|needed| needed + gap).sum();
    let equal = (0_u16..).map(|index| f32::from(index) * column);
    if total - gap > width {
        let places = equal
            .zip(needed)
            .map(|(left, _)| (left, column - spacing::S3));
        return (places.collect(), Was::Left);
    }
    let mut lefts: Vec<f32> = Vec::new();
    let mut end = 0.0_f32;
    for (left, needed) in equal.zip(needed) {
        let left = left.max(end);
        end = left + needed + gap;
        lefts.push(left);
    }
    // Whoever was pushed over the edge pushes back.
    let mut start = width + gap;
    for (left, needed) in lefts.iter_mut().zip(needed).rev() {
        *left = left.min(start - gap - needed);
        start = *left;
    }
    let ends = lefts.iter().skip(1).copied().chain([width + gap]);
    let places = lefts
        .iter()
        .zip(ends)
        .map(|(left, end)| (*left, end - gap - left));
    (places.collect(), Was::Shown)
}

/// A gauge's words, laid out for the band.
struct BandGauge {
    name: Laid,
    word: Laid,
    was: Option<Laid>,
}

/// The width of a gauge's cells in the band.
const BAND_CELLS: f32 = 86.0;
/// The room of the arrow behind a word.
const ARROW: f32 = 22.0;

impl BandGauge {
    fn lay(ui: &Ui, theme: &Theme, view: &GaugeView<'_>) -> Self {
        let inks = Inks::band(theme);
        let was = view.way().and(view.change).map(|change| {
            let words = format!("was {}", change.word);
            text::lay_line(ui, theme, Type::Note, inks.name, &words)
        });
        Self {
            name: text::lay_line(ui, theme, Type::LabelSmall, inks.name, view.name),
            word: text::lay_line(ui, theme, Type::SansSmall, inks.word, &view.words()),
            was,
        }
    }

    fn width(&self) -> f32 {
        let was = self.was.as_ref().map_or(0.0, |was| ARROW + was.size().x);
        self.least(was)
    }

    /// The same without the words of what was.
    fn bare_width(&self) -> f32 {
        self.least(self.was.as_ref().map_or(0.0, |_| ARROW - spacing::S1))
    }

    fn least(&self, behind: f32) -> f32 {
        let word = self.word.size().x + behind;
        word.max(self.name.size().x).max(BAND_CELLS)
    }
}

fn band_gauge(
    ui: &Ui,
    theme: &Theme,
    view: &GaugeView<'_>,
    laid: &BandGauge,
    rect: Rect,
    was: Was,
) {
    let inks = Inks::band(theme);
    let id = ui.id().with(("gauge", view.name));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| view.info());
    let painter = ui.painter();
    let way = view.way();
    let (name, word) = (&laid.name, &laid.word);
    let mut y = rect.top() + 12.0;
    name.paint(painter, pos2(rect.left(), y));
    y += name.size().y - 4.0;
    word.paint(painter, pos2(rect.left(), y));
    if let Some(way) = way {
        let middle = y + word.size().y / 2.0;
        let right = rect.left() + word.size().x;
        shapes::arrow(painter, pos2(right + 10.0, middle), 10.0, way, inks.word);
        if let (Some(was), Was::Shown) = (&laid.was, was) {
            was.paint(
                painter,
                pos2(right + ARROW, middle - was.size().y / 2.0 + 1.0),
            );
        }
    }
    y += word.size().y - 1.0;
    let at = Rect::from_min_size(
        pos2(rect.left(), y),
        vec2(rect.width().min(BAND_CELLS), 5.0),
    );
    cells(painter, view, at, inks, come(ui, theme, view));
}

/// How far the change of a gauge has come, 0 to 1.
fn come(ui: &Ui, theme: &Theme, view: &GaugeView<'_>) -> f32 {
    if view.way().is_none() {
        return 1.0;
    }
    let id = Id::new(("cells", view.name, view.page));
    motion::arrival(ui.ctx(), theme, id, spacing::GAUGE_SECONDS)
}

/// A gauge's cells alone, on the sheet, so far on their way from what they were.
pub fn paint_cells(painter: &Painter, theme: &Theme, view: &GaugeView<'_>, at: Rect, come: f32) {
    cells(painter, view, at, Inks::sheet(theme), come);
}

/// Five cells; those that moved are red, and they go one after another.
fn cells(painter: &Painter, view: &GaugeView<'_>, at: Rect, inks: Inks, come: f32) {
    let step = (at.width() + 4.0) / f32::from(TOP_LEVEL);
    let size = vec2(step - 4.0, at.height());
    let level = view.level.min(TOP_LEVEL);
    let before = view.change.map_or(level, |change| change.level);
    let shown = egui::lerp(f32::from(before)..=f32::from(level), come);
    let moved = |cell: u8| (cell >= before && cell < level) || (cell < before && cell >= level);
    for cell in 0..TOP_LEVEL {
        let left = at.left() + f32::from(cell) * step;
        let full = Rect::from_min_size(pos2(left, at.top()), size);
        let line = Rect::from_center_size(full.center(), vec2(size.x, 2.0));
        let (filled, rest) = match moved(cell) {
            true => (inks.moved, inks.moved),
            false => (inks.full, inks.empty),
        };
        shapes::plane(painter, line, rest);
        let share = (shown - f32::from(cell)).clamp(0.0, 1.0);
        if share > 0.0 {
            let part = full.with_max_x(full.left() + full.width() * share);
            shapes::plane(painter, part, filled);
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
            page: 0,
        }
    }

    #[test]
    fn gauges_stand_in_equal_columns_and_give_way_to_a_longer_one() {
        let (even, was) = places(&[80.0; 4], 592.0);
        assert_eq!(was, Was::Shown);
        assert_eq!(even[1].0, 148.0);
        let (moved, was) = places(&[80.0, 200.0, 80.0, 80.0], 592.0);
        assert_eq!(was, Was::Shown);
        assert_eq!((moved[0].0, moved[1].0, moved[2].0), (0.0, 148.0, 364.0));
        let (last, _) = places(&[80.0, 80.0, 80.0, 250.0], 592.0);
        assert_eq!(last[3].0, 342.0);
        assert_eq!(last[2].0, 246.0);
        let (all, was) = places(&[200.0; 4], 592.0);
        assert_eq!((all[1].0, was), (148.0, Was::Left));
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
