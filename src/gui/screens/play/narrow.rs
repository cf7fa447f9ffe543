//! Everything on one scrolling sheet: narrow windows and very large text.

use bevy_egui::egui;
use egui::{Key, Rect, Ui, pos2, vec2};

use super::super::scrolled::{more_height, more_ui, page_ui};
use super::super::{Local, Overlay, Shown, pressed, room, within};
use super::after::{after_body_ui, continue_ui};
use super::news::{Opened, news_row_ui};
use super::pages::{body_ui, choices_ui, date_ui, heading_ui, opening_body_ui, rest_ui, risen};
use super::{aside, odds, turned};
use crate::gui::action::Asked;
use crate::gui::theme::spacing;
use crate::gui::widgets::band::band_height;
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::gauge::gauge_ui;
use crate::gui::widgets::shapes;
use crate::gui::widgets::sheet::paint_sheet;
use crate::gui::widgets::slip::{SlipView, slip_ui};
use crate::playthrough::{PageView, SceneView, View};

/// Draws everything on one scrolling sheet: narrow windows and very large text.
pub(super) fn narrow_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    opening: bool,
    local: &mut Local,
    out: &mut Asked,
) {
    let theme = shown.theme;
    let whole = ui.max_rect();
    paint_sheet(ui.painter(), theme, whole);
    within(ui, whole, |ui| date_ui(ui, theme, view));
    let page = Rect::from_min_max(
        pos2(
            whole.left() + spacing::SHEET_PAD,
            whole.top() + band_height(theme) + 12.0,
        ),
        pos2(whole.right() - spacing::SHEET_PAD, whole.bottom()),
    );
    let turned = turned(ui, shown, local);
    let cue = more_height(theme);
    let page = page
        .with_max_y(page.bottom() - cue)
        .translate(vec2(0.0, risen(turned)));
    let more = page_ui(ui, page, ("narrow", local.page.clone()), |ui| {
        ui.multiply_opacity(turned);
        tools_ui(ui, shown, local);
        story_ui(ui, shown, view, opening, local, out);
        ui.add_space(spacing::S6);
    });
    if more {
        let line = egui::Stroke::new(spacing::RULE, theme.palette.hair);
        let edge = page.bottom();
        shapes::rule(ui.painter(), page.left(), page.right(), edge, line);
        let at = pos2(page.right(), edge + cue / 2.0);
        more_ui(ui, theme, at, theme.palette.sheet);
    }
}

/// What stands on the open page.
fn story_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    opening: bool,
    local: &mut Local,
    out: &mut Asked,
) {
    let theme = shown.theme;
    match &view.page {
        PageView::Scene(scene) => match (&scene.opening, opening) {
            (Some(chapter), true) => opening_body_ui(ui, shown, view, chapter, local),
            _ => scene_ui(ui, shown, view, scene, local, out),
        },
        PageView::After(after) => {
            after_body_ui(ui, shown, after, local);
            ui.add_space(spacing::S4);
            rest_ui(ui, shown, local, |ui, _| continue_ui(ui, shown, after, out));
            ui.add_space(spacing::S5);
            let n = after.records.len();
            for (index, record) in after.records.iter().enumerate() {
                ui.push_id(index, |ui| {
                    aside::record_card_ui(ui, theme, record, n, local);
                });
                ui.add_space(spacing::S4);
            }
        }
        PageView::End(_) => {}
    }
}

fn scene_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    scene: &SceneView,
    local: &mut Local,
    out: &mut Asked,
) {
    let theme = shown.theme;
    narrow_news_ui(ui, shown, view, local);
    heading_ui(ui, theme, &view.top.place_name, &scene.title);
    body_ui(ui, theme, &scene.text, local);
    ui.add_space(spacing::S4);
    if let Some(ahead) = odds::ahead(shown) {
        odds::lines_ui(ui, theme, ahead);
        ui.add_space(spacing::S2);
    }
    rest_ui(ui, shown, local, |ui, local| {
        choices_ui(ui, shown, scene, local, out);
    });
    gauges_ui(ui, shown, view, local);
}

/// The strip of buttons that stands for map and log where there is no picture.
fn tools_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local) {
    ui.horizontal_wrapped(|ui| {
        for (label, key, overlay) in [("Map", "M", Overlay::Map), ("Log", "L", Overlay::Log)] {
            let view = ButtonView::of(ButtonKind::Secondary, label).key(key);
            if button_ui(ui, shown.theme, &view).clicked() {
                local.overlay = overlay;
            }
            ui.add_space(spacing::S3);
        }
        room::button_ui(ui, shown.theme, local);
    });
    ui.add_space(spacing::S4);
}

/// News as one row each, and the piece that was opened below its row.
fn narrow_news_ui(ui: &mut Ui, shown: &Shown<'_>, view: &View, local: &mut Local) {
    let n = view.top.dispatches.len();
    if pressed(ui, Key::N) {
        // The newest first, then the older ones, then none.
        local.news = match local.news {
            None => n.checked_sub(1),
            Some(open) => open.checked_sub(1),
        };
    }
    let next = match local.news {
        None => n.checked_sub(1),
        Some(open) => open.checked_sub(1).or(Some(open)),
    };
    for (index, dispatch) in view.top.dispatches.iter().enumerate().rev() {
        let is_open = local.news == Some(index);
        let key = (next == Some(index)).then_some("N");
        ui.push_id(index, |ui| {
            let opened = if is_open { Opened::Yes } else { Opened::No };
            if news_row_ui(ui, shown.theme, dispatch, opened, key).clicked() {
                local.news = (!is_open).then_some(index);
            }
            if is_open {
                ui.add_space(spacing::S2);
                let dispatch = aside::printed(dispatch);
                let slip = SlipView {
                    dispatch: &dispatch,
                    key: None,
                };
                slip_ui(ui, shown.theme, &slip);
            }
        });
        ui.add_space(spacing::S3);
    }
}

fn gauges_ui(ui: &mut Ui, shown: &Shown<'_>, view: &View, local: &Local) {
    ui.add_space(spacing::S5);
    for gauge in aside::gauge_views(shown, view, local) {
        gauge_ui(ui, shown.theme, &gauge);
        ui.add_space(spacing::S3);
    }
}
