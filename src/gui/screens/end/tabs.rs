//! The strip of tabs: which there are, which is open, and how they are turned.
//!
//! Digits open one. Left and right turn them while nothing inside a tab has the keyboard,
//! because a slider or a chart needs the arrows for itself.

use bevy_egui::egui;
use egui::{Color32, CursorIcon, EventFilter, Id, Key, Rect, Sense, Shape, Stroke, Ui};
use egui::{WidgetInfo, WidgetType, pos2, vec2};

use super::{Page, Tab};
use crate::gui::screens::{digit, nothing_focused, pressed};
use crate::gui::theme::palette::contrast;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::text::{self, Laid};
use crate::gui::widgets::{shapes, tell};

/// The height of one row of tabs.
const HEAD: f32 = 52.0;
/// How far a tab's slanted edge runs.
const CUT: f32 = HEAD / spacing::SLOPE;

/// Which of the tabs that are there is open.
pub(super) fn position(tabs: &[&Tab], open: &str) -> usize {
    tabs.iter().position(|tab| tab.name == open).unwrap_or(0)
}

/// Draws the strip and turns the tabs; gives where the strip ends.
pub(super) fn tabs_ui(
    ui: &mut Ui,
    page: &Page<'_>,
    tabs: &[&Tab],
    whole: Rect,
    open: &mut &'static str,
) -> f32 {
    let theme = page.shown.theme;
    let id = ui.id().with("tabs");
    turn(ui, tabs, id, open);
    let chosen = position(tabs, open);
    let words: Vec<Laid> = (0..)
        .zip(tabs)
        .map(|(index, tab): (usize, _)| {
            let ink = if index == chosen {
                open_tab(theme).1
            } else {
                theme.palette.on_band
            };
            text::lay_line(ui, theme, Type::Button, ink, tab.name)
        })
        .collect();
    let (places, bottom) = places(&words, whole);
    let head = whole.with_max_y(bottom);
    shapes::plane(ui.painter(), head, theme.palette.band);
    if theme.is_high_contrast() {
        let line = Stroke::new(spacing::HEAVY, theme.palette.ink);
        shapes::rule(ui.painter(), head.left(), head.right(), bottom, line);
    }
    for ((index, tab), (rect, laid)) in (0..).zip(tabs).zip(places.iter().zip(&words)) {
        if tab_ui(ui, theme, tab.name, id, *rect, laid, index == chosen) {
            *open = tab.name;
        }
    }
    let last = places.last().map_or(head.left(), |rect| rect.right());
    run_ui(ui, page, head, last);
    bottom
}

/// Left and right, and digits.
fn turn(ui: &Ui, tabs: &[&Tab], id: Id, open: &mut &'static str) {
    let at = position(tabs, open);
    let in_strip = ui.memory(|memory| {
        let focused = memory.focused();
        tabs.iter().any(|tab| focused == Some(id.with(tab.name)))
    });
    let mut to = digit(ui).filter(|index| *index < tabs.len());
    if in_strip || nothing_focused(ui) {
        if pressed(ui, Key::ArrowRight) {
            to = Some((at + 1) % tabs.len().max(1));
        } else if pressed(ui, Key::ArrowLeft) {
            to = Some((at + tabs.len().saturating_sub(1)) % tabs.len().max(1));
        }
    }
    if let Some(tab) = to.and_then(|index| tabs.get(index)) {
        *open = tab.name;
        if in_strip {
            ui.memory_mut(|memory| memory.request_focus(id.with(tab.name)));
        }
    }
}

/// Where each tab stands; a narrow window gets further rows. Also where the strip ends.
fn places(words: &[Laid], whole: Rect) -> (Vec<Rect>, f32) {
    let start = whole.left() + spacing::MARGIN - CUT;
    let mut at = pos2(start, whole.top());
    let mut places = Vec::new();
    for laid in words {
        let width = laid.size().x + 2.0 * CUT + 4.0;
        if at.x + width > whole.right() && at.x > start {
            at = pos2(start, at.y + HEAD);
        }
        places.push(Rect::from_min_size(at, vec2(width, HEAD)));
        at.x += width + 2.0;
    }
    (places, at.y + HEAD)
}

/// One tab; tells whether it was pressed.
fn tab_ui(
    ui: &Ui,
    theme: &Theme,
    name: &'static str,
    strip: Id,
    rect: Rect,
    words: &Laid,
    is_open: bool,
) -> bool {
    let response = ui
        .interact(rect, strip.with(name), Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_open, name));
    tell::tab(&response, is_open);
    if is_open {
        let tab = vec![
            pos2(rect.left() + CUT, rect.top()),
            rect.right_top(),
            pos2(rect.right() - CUT, rect.bottom()),
            rect.left_bottom(),
        ];
        let plane = Shape::convex_polygon(tab, open_tab(theme).0, Stroke::NONE);
        ui.painter().add(plane);
    }
    let at = pos2(
        rect.left() + CUT + 2.0,
        rect.center().y - words.size().y / 2.0,
    );
    words.paint(ui.painter(), at);
    if response.has_focus() {
        // The arrows turn the tabs; without this they would also move the focus away.
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        shapes::focus_frame(ui.painter(), rect.shrink(6.0), theme);
    }
    response.clicked()
}

/// The open tab's plane and letters: the page's own where it stands out from the band, and
/// reversed where page and band are nearly one.
fn open_tab(theme: &Theme) -> (Color32, Color32) {
    let palette = &theme.palette;
    if contrast(palette.sheet, palette.band) >= 3.0 {
        (palette.sheet, palette.ink)
    } else {
        (palette.select, palette.on_select)
    }
}

/// Whose run it is, at the right end if there is room.
fn run_ui(ui: &Ui, page: &Page<'_>, head: Rect, from: f32) {
    let theme = page.shown.theme;
    let line = page.shown.view.map_or(String::new(), |view| {
        format!("{} · {} decisions", view.top.role, view.top.n_decisions)
    });
    let laid = text::lay_line(ui, theme, Type::SansSmall, theme.palette.band_soft, &line);
    let at = pos2(
        head.right() - spacing::MARGIN - laid.size().x,
        head.bottom() - HEAD / 2.0 - laid.size().y / 2.0,
    );
    if at.x > from + spacing::S4 {
        let rect = Rect::from_min_size(at, laid.size());
        let response = ui.interact(rect, ui.id().with("whose"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &line));
        laid.paint(ui.painter(), at);
    }
}
