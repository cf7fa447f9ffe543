//! The chart of the role, with this run on it.

use bevy_egui::egui;
use egui::{Rect, Ui, pos2};

use super::Page;
use crate::gui::action::Asked;
use crate::gui::screens::Local;
use crate::gui::screens::chart::{Place, body_ui};
use crate::gui::theme::spacing;

/// The chart takes the margins too: its panel stands at the window's edge.
pub(super) fn chart_ui(ui: &mut Ui, page: &Page<'_>, local: &mut Local, out: &mut Asked) {
    let inner = ui.max_rect();
    let room = Rect::from_min_max(
        pos2(inner.left() - spacing::MARGIN, inner.top() - spacing::S3),
        pos2(inner.right() + spacing::MARGIN, inner.bottom()),
    );
    body_ui(ui, page.shown, room, Place::OnTab, &mut local.chart, out);
}
