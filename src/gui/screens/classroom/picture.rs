//! The picture for the room: the pages at the left, the open one at the right. Where there is
//! no room for both, the list takes the place of the page while it is asked for.

use bevy_egui::egui;
use egui::{Key, Rect, ScrollArea, Ui, pos2, vec2};

use super::list::{self, Came, Entry, Page, entries, has, list_ui, turned};
use super::pages::page_ui;
use super::{ClassroomLocal, is_narrow};
use crate::gui::action::Asked;
use crate::gui::screens::scrolled::cue_ui;
use crate::gui::screens::{
    Shown, beside_the_bar, nothing_focused, pressed, scroll_by_keys, within,
};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::people::{Ground, Share, shares};
use crate::gui::widgets::{shapes, text};
use crate::session::ClassCounted;

/// What the picture remembers.
#[derive(Default)]
pub(super) struct PictureLocal {
    list: list::ListLocal,
    /// Whether the list takes the place of the page.
    listed: bool,
}

impl PictureLocal {
    /// Puts the list away; tells whether it was there.
    pub(super) fn close_list(&mut self) -> bool {
        std::mem::take(&mut self.listed)
    }

    /// Opens or closes the list where it takes the place of the page.
    pub(super) fn turn_list(&mut self) {
        self.listed = !self.listed;
    }
}

/// Turns to the page before or after.
pub(super) fn turn(shown: &Shown<'_>, local: &mut ClassroomLocal, back: bool) {
    if let Some(counted) = &shown.class.counted {
        local.page = turned(&entries(counted), local.page, back);
    }
}

/// Draws the picture into the room.
pub(super) fn picture_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    room: Rect,
    local: &mut ClassroomLocal,
    _out: &mut Asked,
) {
    let Some(counted) = &shown.class.counted else {
        return;
    };
    let theme = shown.theme;
    let entries = entries(counted);
    if !has(&entries, local.page) {
        local.page = Page::Overview;
    }
    if local.picture.list.has_keys() || nothing_focused(ui) {
        if pressed(ui, Key::ArrowRight) {
            local.page = turned(&entries, local.page, false);
        } else if pressed(ui, Key::ArrowLeft) {
            local.page = turned(&entries, local.page, true);
        }
    }
    if is_narrow(theme, ui.max_rect()) {
        if pressed(ui, Key::Q) {
            local.picture.turn_list();
        }
        if local.picture.listed {
            list_within(ui, theme, &entries, room, local);
        } else {
            panel_ui(ui, shown, counted, room, local);
        }
        return;
    }
    local.picture.listed = false;
    let width = (300.0 * theme.growth(Type::Sans).max(1.0)).min(room.width() * 0.36);
    let column = room.with_max_x(room.left() + width);
    list_within(ui, theme, &entries, column, local);
    let rule = Rect::from_min_max(
        pos2(column.right() + 20.0, room.top()),
        pos2(column.right() + 20.0 + spacing::HEAVY, room.bottom()),
    );
    shapes::plane(ui.painter(), rule, theme.palette.ink);
    let panel = room.with_min_x(rule.right() + spacing::S5);
    panel_ui(ui, shown, counted, panel, local);
}

fn list_within(
    ui: &mut Ui,
    theme: &Theme,
    entries: &[Entry],
    room: Rect,
    local: &mut ClassroomLocal,
) {
    let key = key_laid(ui, theme, room.width());
    let floor = room.bottom() - key.size().y - spacing::S2;
    // The bars of the open page and the frame round it reach beyond the words.
    let place = Rect::from_min_max(
        pos2(room.left() - spacing::S5, room.top() - 6.0),
        pos2(room.right() + 17.0, floor),
    );
    let came = within(ui, place, |ui| {
        list_ui(ui, theme, entries, local.page, &mut local.picture.list)
    });
    match came {
        Came::None => {}
        Came::Looked(page) => {
            local.page = page;
            ui.ctx().request_repaint();
        }
        Came::Took(page) => {
            local.page = page;
            local.picture.listed = false;
            ui.ctx().request_repaint();
        }
    }
    key_ui(ui, theme, pos2(room.left(), floor + spacing::S2), &key);
}

const KEY: &str = "history’s answer. Counts only, no names.";

fn key_laid(ui: &Ui, theme: &Theme, width: f32) -> text::Laid {
    text::lay(ui, theme, Type::Note, theme.palette.soft, KEY, width - 40.0)
}

/// What the hatching means.
fn key_ui(ui: &mut Ui, theme: &Theme, at: egui::Pos2, words: &text::Laid) {
    let all = Rect::from_min_size(at, words.size() + vec2(38.0, 0.0));
    within(ui, all, |ui| {
        let (rect, response) = ui.allocate_exact_size(all.size(), egui::Sense::hover());
        let name = format!("Hatched: {KEY}");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, &name));
        let first = theme.line(Type::Note) / 2.0;
        let sample = Rect::from_min_size(
            pos2(rect.left(), rect.top() + first - 7.0),
            vec2(30.0, 14.0),
        );
        let one = [Share {
            number: 1,
            historical: true,
        }];
        shares(ui.painter(), theme, sample, &one, Ground::Sheet);
        words.paint(ui.painter(), rect.min + vec2(36.0, 0.0));
    });
}

fn panel_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    counted: &ClassCounted,
    room: Rect,
    local: &mut ClassroomLocal,
) {
    let page = local.page;
    let asked = within(ui, room, |ui| {
        let mut asked = None;
        let scrolled = ScrollArea::vertical()
            .id_salt(("page", page))
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                beside_the_bar(ui, |ui| {
                    let title = shown.class.name();
                    asked = page_ui(ui, shown.theme, counted, title, page, room.height());
                    ui.add_space(spacing::S1);
                });
            });
        cue_ui(ui, shown.theme, &scrolled, shown.theme.palette.sheet);
        asked
    });
    if let Some(page) = asked {
        local.page = page;
        ui.ctx().request_repaint();
    }
}
