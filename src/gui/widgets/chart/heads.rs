//! The chapters: a tint under every second one, and a head over each.

use bevy_egui::egui;
use egui::{Rect, Sense, Ui, WidgetInfo, WidgetType, pos2};

use super::ChartView;
use super::plan::{HEAD, Plan};
use crate::gui::theme::{Theme, Type};
use crate::gui::widgets::sheet::paint_heavy_rule;
use crate::gui::widgets::{shapes, text};

/// A chapter's head.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChapterHead {
    /// "4 · October".
    pub when: String,
    /// Its title; empty while nothing of it has been seen.
    pub title: String,
}

/// Between the heads of two chapters.
const GAP: f32 = 8.0;

pub(super) fn heads_ui(ui: &mut Ui, theme: &Theme, view: &ChartView<'_>, plan: &Plan) {
    let palette = &theme.palette;
    for (index, (head, columns)) in view.heads.iter().zip(&view.chart.chapters).enumerate() {
        let left = plan.left_of(columns.first);
        let right = plan.left_of(columns.first + columns.count);
        let body = Rect::from_min_max(
            pos2(left, plan.rect.top() + HEAD),
            pos2(right, plan.rect.bottom()),
        );
        if index % 2 == 1 {
            shapes::plane(ui.painter(), body, palette.low);
            shapes::frame(ui.painter(), body, theme.plane_frame());
        }
        let rect = Rect::from_min_max(
            pos2(left, plan.rect.top()),
            pos2(right - GAP, plan.rect.top() + HEAD),
        );
        paint_heavy_rule(ui.painter(), theme, rect.left(), rect.right(), rect.top());
        let width = rect.width();
        let when = text::lay_short(ui, theme, Type::LabelSmall, palette.soft, &head.when, width);
        when.paint(ui.painter(), pos2(rect.left(), rect.top() + 8.0));
        let below = rect.top() + 8.0 + when.size().y;
        let title = [Type::Subheading, Type::Label, Type::LabelSmall]
            .into_iter()
            .map(|style| text::lay_line(ui, theme, style, palette.ink, &head.title))
            .find(|laid| laid.size().x <= width)
            .unwrap_or_else(|| {
                text::lay_short(ui, theme, Type::LabelSmall, palette.ink, &head.title, width)
            });
        title.paint(ui.painter(), pos2(rect.left(), below));
        let words = format!("Chapter {}. {}", head.when, head.title);
        ui.interact(rect, ui.id().with(("chapter", index)), Sense::hover())
            .widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, words.clone()));
    }
}
