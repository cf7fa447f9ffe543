//! What is longer than its room: keys that scroll it, room for its bar, and a cue that it goes
//! on.

use bevy_egui::egui;
use egui::scroll_area::ScrollAreaOutput;
use egui::{Color32, Key, Pos2, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::{pressed, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::{button, shapes};

/// The key that scrolls on, and the word beside it.
const MORE: (&str, &str) = ("Page Down", "more");

/// Leaves room for the scroll bar at the right.
pub(super) fn beside_the_bar(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let room = room.with_max_x(room.right() - spacing::SCROLL_BAR - spacing::S3);
    ui.scope_builder(UiBuilder::new().max_rect(room), draw);
}

/// Page Up and Page Down scroll what is around the cursor.
pub(super) fn scroll_by_keys(ui: &mut Ui) {
    let page = ui.clip_rect().height() * 0.8;
    if pressed(ui, Key::PageDown) {
        ui.scroll_with_delta(vec2(0.0, -page));
    }
    if pressed(ui, Key::PageUp) {
        ui.scroll_with_delta(vec2(0.0, page));
    }
}

/// Whether there is more below what is in sight.
pub(super) fn goes_on<R>(scrolled: &ScrollAreaOutput<R>) -> bool {
    let shown = scrolled.state.offset.y + scrolled.inner_rect.height();
    scrolled.content_size.y > shown + 4.0
}

/// How far beyond the text of a page its scroll bar stands, in the sheet's padding.
const BAR: f32 = 20.0;

/// A page that scrolls within `room` as far as it has to. Gives whether there is more below.
pub(super) fn page_ui(
    ui: &mut Ui,
    room: Rect,
    id: impl egui::AsIdSalt,
    draw: impl FnOnce(&mut Ui),
) -> bool {
    within(ui, room.expand2(vec2(BAR, 0.0)), |ui| {
        let scrolled = ScrollArea::vertical()
            .id_salt(id)
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                let column = ui.max_rect().shrink2(vec2(BAR, 0.0));
                ui.scope_builder(UiBuilder::new().max_rect(column), draw);
            });
        goes_on(&scrolled)
    })
}

/// How high the cue is.
pub(super) fn more_height(theme: &Theme) -> f32 {
    let cap = 22.0 * theme.growth(Type::LabelSmall);
    cap.max(theme.line(Type::SansSmall)).round()
}

/// Says so below what is scrolled, in the padding of the sheet it lies on.
pub(super) fn cue_ui<R>(
    ui: &mut Ui,
    theme: &Theme,
    scrolled: &ScrollAreaOutput<R>,
    ground: Color32,
) {
    if goes_on(scrolled) {
        let edge = scrolled.inner_rect;
        let line = egui::Stroke::new(spacing::RULE, theme.palette.hair);
        shapes::rule(ui.painter(), edge.left(), edge.right(), edge.bottom(), line);
        let at = scrolled.inner_rect.right_bottom() + vec2(0.0, spacing::S6 / 2.0);
        more_ui(ui, theme, at, ground);
    }
}

/// Says that there is more below; its right end and middle at `at`, on a ground of its own.
pub(super) fn more_ui(ui: &mut Ui, theme: &Theme, at: Pos2, ground: Color32) {
    let width = button::keys_width(ui, theme, &[MORE]);
    let height = more_height(theme);
    let corner = pos2(at.x - width, at.y - height / 2.0);
    let rect = Rect::from_min_size(corner, vec2(width, height));
    let plane = rect.expand2(vec2(spacing::S2, 0.0));
    shapes::plane(ui.painter(), plane, ground);
    within(ui, rect, |ui| {
        button::keys_ui(ui, theme, &[MORE], theme.palette.soft)
    });
}
