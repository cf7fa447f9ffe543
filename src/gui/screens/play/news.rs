//! The row that stands for a piece of news while it is put away.

use bevy_egui::egui;
use egui::{CursorIcon, Rect, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::{button, shapes, text};
use crate::playthrough::DispatchView;

/// Whether the piece lies open below its row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Opened {
    Yes,
    No,
}

/// What has come, and from where.
pub(super) fn news_row_ui(
    ui: &mut Ui,
    theme: &Theme,
    dispatch: &DispatchView,
    opened: Opened,
    key: Option<&str>,
) -> Response {
    let palette = &theme.palette;
    let width = ui.available_width();
    let label = text::lay_line(ui, theme, Type::Label, palette.red, "News");
    let words = format!("{}, {}", dispatch.kind.word(), dispatch.from);
    let cap = button::key_cap_size(ui, theme, "N");
    let left = spacing::S3 + label.size().x + spacing::S3;
    let room = width - left - cap.x - 2.0 * spacing::S3;
    let laid = text::lay(ui, theme, Type::SansSmall, palette.ink, &words, room);
    let high = laid.size().y.max(label.size().y) + spacing::S4;
    let (rect, response) = ui.allocate_exact_size(vec2(width, high.round()), Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        let does = match opened {
            Opened::Yes => "Put away",
            Opened::No => "Read",
        };
        WidgetInfo::labeled(
            WidgetType::Button,
            true,
            format!("{does} the news: {words}"),
        )
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let painter = ui.painter();
    shapes::plane(painter, rect, palette.low);
    shapes::frame(painter, rect, theme.plane_frame());
    let middle = rect.center().y;
    let at = |laid: &text::Laid, x: f32| pos2(rect.left() + x, middle - laid.size().y / 2.0);
    label.paint(painter, at(&label, spacing::S3));
    laid.paint(painter, at(&laid, left));
    if let Some(key) = key {
        let at = pos2(rect.right() - spacing::S3 - cap.x, middle - cap.y / 2.0);
        let at = Rect::from_min_size(at, cap);
        button::paint_key_cap(ui, theme, key, at, palette.ink);
    }
    if response.has_focus() || response.hovered() {
        let line = if response.has_focus() {
            theme.focus()
        } else {
            theme.frame()
        };
        shapes::frame(painter, rect, line);
    }
    response
}
