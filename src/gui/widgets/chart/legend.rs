//! What the lines and squares mean, in one row.

use bevy_egui::egui;
use egui::{Painter, Pos2, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::ChartView;
use super::stations::{Mark, paint_station};
use super::tracks::{MINE, dashed, three_lines};
use crate::chart::HistoryOnChart;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::{shapes, text};

/// The length of a sample.
const SAMPLE: f32 = 36.0;

/// Draws the row; what is not on the chart is left out.
pub fn legend_ui(ui: &mut Ui, theme: &Theme, view: &ChartView<'_>) {
    let others = match view.overlay.others.as_slice() {
        [] => None,
        [only] => Some(only.name.clone()),
        more => Some(format!("{} other runs", more.len())),
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = spacing::S5;
        part_ui(ui, theme, "your path", |painter, line, middle| {
            shapes::ribbon(painter, line, MINE, theme.palette.ink);
            paint_station(painter, theme, Mark::Mine, false, middle, 6.5);
        });
        if let Some(others) = &others {
            part_ui(ui, theme, others, |painter, line, middle| {
                dashed(painter, theme, line);
                paint_station(painter, theme, Mark::Seen, false, middle, 6.5);
            });
        }
        if view.overlay.history != HistoryOnChart::Hidden {
            part_ui(ui, theme, "history", |painter, line, _| {
                for (width, color) in three_lines(theme) {
                    shapes::ribbon(painter, line, width, color);
                }
            });
        }
        part_ui(ui, theme, "not seen yet", |painter, _, middle| {
            paint_station(painter, theme, Mark::Closed, false, middle, 7.0);
        });
        part_ui(ui, theme, "an ending", |painter, _, middle| {
            paint_station(painter, theme, Mark::Seen, true, middle, 7.0);
        });
    });
}

fn part_ui(ui: &mut Ui, theme: &Theme, words: &str, paint: impl FnOnce(&Painter, &[Pos2], Pos2)) {
    let laid = text::lay_line(ui, theme, Type::SansSmall, theme.palette.ink, words);
    let size = vec2(
        SAMPLE + spacing::S2 + laid.size().x,
        laid.size().y.max(20.0),
    );
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, words));
    let sample = Rect::from_min_size(rect.min, vec2(SAMPLE, rect.height()));
    paint(
        ui.painter(),
        &[sample.left_center(), sample.right_center()],
        sample.center(),
    );
    let at = pos2(
        sample.right() + spacing::S2,
        rect.center().y - laid.size().y / 2.0,
    );
    laid.paint(ui.painter(), at);
}
