//! The keys of the screen that is open, over it.

mod rows;

use bevy_egui::egui;
use egui::{Key, Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::overlay::{overlay_rect, part_head_ui, title_row_ui};
use super::scrolled::cue_ui;
use super::{
    Local, Overlay, Shown, any_pressed, beside_the_bar, end, pressed, scroll_by_keys, within,
};
use crate::gui::screen::Screen;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::ButtonKind;
use crate::gui::widgets::{button, shapes, text};
use crate::playthrough::PageView;
use rows::{
    AFTER, AT_THE_END, BROWSER, CHAPTERS, CHART, CLASSROOM, CODEX, COMPARE, COUNTING, END,
    EVERYWHERE, EXPECT, Help, LOG, MAP, MAPS, ODDS, OPENING, PROBLEMS, READINGS, RECAP, REPORT,
    ROLE, ROOM, RUNS, Row, SCENE, SETTINGS, TITLE, WAITING,
};

/// What can be done where one is.
fn of(shown: &Shown<'_>, local: &Local) -> &'static Help {
    match (shown.screen, local.overlay) {
        (Screen::Play | Screen::Role, Overlay::Map) => &MAP,
        (Screen::Play | Screen::Role, Overlay::Log) => &LOG,
        (Screen::Play | Screen::Role, Overlay::Chart) => &CHART,
        (Screen::Play | Screen::Role, Overlay::Codex(_)) => &CODEX,
        (Screen::Play | Screen::Role, Overlay::Expect) => &EXPECT,
        (Screen::Role, Overlay::Readings) => &READINGS,
        (Screen::Play, Overlay::Report) => &REPORT,
        (Screen::Role, Overlay::Chapters) => &CHAPTERS,
        (Screen::Play, _) if shown.recap.is_some() => &RECAP,
        (Screen::Loading, _) => &WAITING,
        (Screen::Problems, _) => &PROBLEMS,
        (Screen::Title, _) => &TITLE,
        (Screen::Role, _) => &ROLE,
        (Screen::Runs, _) => &RUNS,
        (Screen::Classroom, _) => &CLASSROOM,
        (Screen::Settings, _) => &SETTINGS,
        (Screen::Codex, _) => &BROWSER,
        (Screen::Play, _) => on_page(shown, local),
    }
}

fn on_page(shown: &Shown<'_>, local: &Local) -> &'static Help {
    let Some(view) = shown.view else {
        return &WAITING;
    };
    if local.room.is_on() {
        return if local.room.is_counting() {
            &COUNTING
        } else {
            &ROOM
        };
    }
    match &view.page {
        PageView::Scene(_) if local.before_opening(view) => &OPENING,
        PageView::Scene(_) => &SCENE,
        PageView::After(_) => &AFTER,
        PageView::End(_) => match end::open_tab(local) {
            "Compare" | "Timeline" => &COMPARE,
            "Maps" => &MAPS,
            "Odds" => &ODDS,
            "Chart" => &CHART,
            _ => &END,
        },
    }
}

fn is_end(shown: &Shown<'_>, local: &Local) -> bool {
    let page = shown.view.map(|view| &view.page);
    shown.screen == Screen::Play
        && !local.room.is_on()
        && local.overlay == Overlay::None
        && matches!(page, Some(PageView::End(_)))
}

/// Opens the keys where they are asked for; tells whether they are open. They are not while a
/// text arrives, for then any key shows it.
pub(super) fn is_open(ui: &Ui, shown: &Shown<'_>, local: &mut Local) -> bool {
    let is_free = shown.screen != Screen::Play || local.arriving.is_whole();
    if !local.help && is_free && pressed(ui, Key::F1) {
        local.help = true;
        local.help_now = true;
    }
    local.help
}

/// Draws the keys.
pub(super) fn help_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local) {
    let theme = shown.theme;
    let rect = overlay_rect(ui.max_rect(), 1040.0);
    if shown.screen != Screen::Play && shown.screen != Screen::Title {
        shapes::plane(ui.painter(), ui.max_rect(), theme.palette.low);
    }
    shapes::plane(ui.painter(), rect, theme.palette.sheet);
    shapes::frame(ui.painter(), rect, theme.frame());
    // The press that opened it does not close it.
    let just_opened = std::mem::take(&mut local.help_now);
    let mut close = !just_opened && any_pressed(ui, &[Key::Escape, Key::F1, Key::Enter]);
    within(ui, rect.shrink(spacing::S6), |ui| {
        close |= title_row_ui(ui, theme, "Keys", ButtonKind::Primary, |_| {});
        let scrolled = ScrollArea::vertical()
            .id_salt("help")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                beside_the_bar(ui, |ui| list_ui(ui, shown, local));
            });
        cue_ui(ui, theme, &scrolled, theme.palette.sheet);
    });
    if close {
        local.help = false;
        ui.ctx().request_repaint();
    }
}

fn list_ui(ui: &mut Ui, shown: &Shown<'_>, local: &Local) {
    let theme = shown.theme;
    let help = of(shown, local);
    text::text_ui(ui, theme, Type::Sans, theme.palette.soft, help.about);
    ui.add_space(spacing::S3);
    let tabs = if is_end(shown, local) {
        AT_THE_END
    } else {
        &[]
    };
    let here: Vec<&Row> = help.rows.iter().chain(tabs).collect();
    let everywhere: Vec<&Row> = EVERYWHERE.iter().collect();
    let parts = [("Here", here), ("Everywhere", everywhere)];
    let parts = parts.iter().filter(|(_, rows)| !rows.is_empty());
    let whole = ui.available_rect_before_wrap();
    let half = (whole.width() - spacing::S6) / 2.0;
    if half < COLUMN * theme.growth(Type::Sans) {
        for (head, rows) in parts {
            part_ui(ui, theme, head, rows);
        }
        return;
    }
    // Side by side, so that nothing has to be scrolled.
    let (mut left, mut bottom) = (whole.left(), whole.top());
    for (head, rows) in parts {
        let column = Rect::from_min_size(pos2(left, whole.top()), vec2(half, whole.height()));
        let ended = within(ui, column, |ui| {
            part_ui(ui, theme, head, rows);
            ui.min_rect().bottom()
        });
        bottom = ended.max(bottom);
        left += half + spacing::S6;
    }
    ui.advance_cursor_after_rect(Rect::from_min_max(whole.min, pos2(whole.right(), bottom)));
}

/// The least width of a column where there are two.
const COLUMN: f32 = 400.0;
/// From a column's edge to the words.
const KEYS: f32 = 124.0;

fn part_ui(ui: &mut Ui, theme: &Theme, head: &str, rows: &[&Row]) {
    part_head_ui(ui, theme, theme.palette.red, head);
    for row in rows {
        row_ui(ui, theme, row);
    }
    ui.add_space(spacing::S3);
}

/// Keys side by side, and what they do.
fn row_ui(ui: &mut Ui, theme: &Theme, (keys, what): &Row) {
    let ink = theme.palette.ink;
    let needed: f32 = keys
        .iter()
        .map(|key| button::key_cap_size(ui, theme, key).x + spacing::S1)
        .sum();
    let column = (KEYS * theme.growth(Type::LabelSmall)).max(needed + spacing::S2);
    let width = ui.available_width();
    let laid = text::lay(ui, theme, Type::Sans, ink, what, width - column);
    let size = vec2(width, laid.size().y + spacing::S1);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = format!("{}: {what}", keys.join(" "));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &name));
    let middle = rect.top() + theme.line(Type::Sans) / 2.0;
    let mut left = rect.left();
    for key in *keys {
        // A dash between two keys is no key.
        if *key == "–" {
            let dash = text::lay_line(ui, theme, Type::Sans, ink, key);
            dash.paint(ui.painter(), pos2(left, middle - dash.size().y / 2.0));
            left += dash.size().x + spacing::S1;
            continue;
        }
        let cap = button::key_cap_size(ui, theme, key);
        let at = Rect::from_min_size(pos2(left, middle - cap.y / 2.0), cap);
        button::paint_key_cap(ui, theme, key, at, ink);
        left += cap.x + spacing::S1;
    }
    laid.paint(ui.painter(), pos2(rect.left() + column, rect.top()));
}
