//! Everything on one scrolling sheet: narrow windows and very large text.

use bevy_egui::egui;
use egui::{Rect, ScrollArea, Ui, pos2, vec2};

use super::super::{Local, Overlay, Shown, scroll_by_keys, within};
use super::after::{after_body_ui, continue_ui};
use super::aside;
use super::odds;
use super::pages::{body_ui, choices_ui, date_ui, heading_ui, opening_body_ui, rest_ui, risen};
use super::turned;
use crate::gui::action::Asked;
use crate::gui::theme::spacing;
use crate::gui::widgets::band::band_height;
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::gauge::gauge_ui;
use crate::gui::widgets::sheet::paint_sheet;
use crate::gui::widgets::slip::{SlipView, slip_ui};
use crate::playthrough::{PageView, View};

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
    let page = page.translate(vec2(0.0, risen(turned)));
    within(ui, page, |ui| {
        ui.multiply_opacity(turned);
        ScrollArea::vertical()
            .id_salt(("narrow", &local.page.clone()))
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                tools_ui(ui, shown, local);
                match &view.page {
                    PageView::Scene(scene) => match (&scene.opening, opening) {
                        (Some(chapter), true) => {
                            opening_body_ui(ui, shown, view, chapter, local);
                        }
                        _ => {
                            narrow_news_ui(ui, shown, view);
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
                    },
                    PageView::After(after) => {
                        after_body_ui(ui, shown, after, local);
                        rest_ui(ui, shown, local, |ui, _| continue_ui(ui, shown, out));
                        ui.add_space(spacing::S5);
                        for (index, record) in after.records.iter().enumerate() {
                            ui.push_id(index, |ui| {
                                aside::record_card_ui(
                                    ui,
                                    theme,
                                    record,
                                    after.records.len(),
                                    local,
                                );
                            });
                        }
                    }
                    PageView::End(_) => {}
                }
                ui.add_space(spacing::S6);
            });
    });
}

/// The strip of buttons that stands for map and log where there is no picture.
fn tools_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local) {
    ui.horizontal(|ui| {
        for (label, key, overlay) in [("Map", "M", Overlay::Map), ("Log", "L", Overlay::Log)] {
            let view = ButtonView::of(ButtonKind::Secondary, label).key(key);
            if button_ui(ui, shown.theme, &view).clicked() {
                local.overlay = overlay;
            }
            ui.add_space(spacing::S3);
        }
    });
    ui.add_space(spacing::S4);
}

fn narrow_news_ui(ui: &mut Ui, shown: &Shown<'_>, view: &View) {
    for (index, dispatch) in view.top.dispatches.iter().enumerate() {
        let dispatch = aside::printed(dispatch);
        ui.push_id(index, |ui| {
            let slip = SlipView {
                dispatch: &dispatch,
                key: None,
            };
            slip_ui(ui, shown.theme, &slip);
        });
        ui.add_space(spacing::S4);
    }
}

fn gauges_ui(ui: &mut Ui, shown: &Shown<'_>, view: &View, local: &Local) {
    ui.add_space(spacing::S5);
    for gauge in aside::gauge_views(shown, view, local) {
        gauge_ui(ui, shown.theme, &gauge);
        ui.add_space(spacing::S3);
    }
}
