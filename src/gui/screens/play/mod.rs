//! A run: the sheet with the page on it, and the picture with what lies there.
//!
//! Wide windows have the sheet at the left and the picture at the right; narrow ones, and
//! very large text, give the sheet the whole width and make one strip of the rest.

mod after;
mod arriving;
mod aside;
mod moved;
mod narrow;
mod news;
mod odds;
mod pages;
mod picture;
mod scene;

pub(super) use arriving::{Arriving, arrived_since};
pub(super) use aside::record_card_ui;
pub(super) use moved::list_ui as moved_list_ui;
pub(super) use picture::picture_ui;

use bevy_egui::egui;
use egui::{Id, Key, Rect, Ui, pos2};

use super::{
    Local, Overlay, Shown, chart, codex, digit, end, expect, log, map, opening_key, pressed,
    report, room, tips,
};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::theme::spacing;
use crate::gui::widgets::{motion, shapes};
use crate::model::Prose;
use crate::playthrough::{Action, PageView, View};
use crate::session::Session;
use crate::store::Pace;

/// Draws the open page of the run.
pub(super) fn play_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    local: &mut Local,
    out: &mut Asked,
) {
    let opening = local.before_opening(view);
    // What is typed into what lies over a page is not meant for the page.
    if !is_overlaid(local) {
        room::key(ui, local);
    }
    if local.room.is_on() {
        to_room_ui(ui, shown, view, opening, local, out);
        return;
    }
    let page = match local.page.starts_with("play/") || view.top.n_decisions == 0 {
        true => arriving::Page::Turned,
        false => arriving::Page::Returned,
    };
    local.on_page(ui, &page_key(view, opening));
    let still = Prose::default();
    let prose = prose_of(view, opening).unwrap_or(&still);
    local.arriving.go_on(ui, shown, prose, page);
    local.arriving.take_keys(ui);
    tips::on_page(ui, shown, view, opening, local, out);
    if is_overlaid(local) {
        tips::above_ui(ui, shown, view, local, |ui, local| {
            overlay_ui(ui, shown, view, local, out);
        });
        return;
    }
    if let PageView::End(end) = &view.page {
        end::end_ui(ui, shown, end, local, out);
        return;
    }
    keys(ui, shown, view, opening, local, out);
    let whole = ui.max_rect();
    if is_wide(shown, whole) {
        let sheet = Rect::from_min_max(
            pos2(whole.left() + spacing::MARGIN, whole.top()),
            pos2(
                whole.left() + spacing::MARGIN + spacing::SHEET,
                whole.bottom(),
            ),
        );
        let picture = whole.with_min_x(sheet.right());
        if shown.theme.is_high_contrast() {
            shapes::plane(ui.painter(), picture, shown.theme.palette.sheet);
        } else {
            picture::picture_ui(ui, &view.top, picture);
        }
        // The page comes first, to the keyboard and to those who hear it.
        pages::sheet_ui(ui, shown, view, opening, sheet, local, out);
        aside::aside_ui(ui, shown, view, opening, picture, local);
    } else {
        tips::above_ui(ui, shown, view, local, |ui, local| {
            narrow::narrow_ui(ui, shown, view, opening, local, out);
        });
    }
    local.arriving.cover(ui);
}

/// The open page as it is shown to a room: whole at once, and without hints.
fn to_room_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    opening: bool,
    local: &mut Local,
    out: &mut Asked,
) {
    let page = room::page_key(&page_key(view, opening), local);
    local.on_page(ui, &page);
    let still = Prose::default();
    let prose = prose_of(view, opening).unwrap_or(&still);
    local
        .arriving
        .go_on(ui, shown, prose, arriving::Page::Returned);
    if is_overlaid(local) {
        overlay_ui(ui, shown, view, local, out);
        return;
    }
    overlay_keys(ui, local);
    room::room_ui(ui, shown, view, opening, local, out);
}

/// How far the page has come in, 0 to 1.
fn turned(ui: &Ui, shown: &Shown<'_>, local: &Local) -> f32 {
    if shown.settings.pace == Pace::Still {
        return 1.0;
    }
    let id = Id::new(("page", local.n_turned));
    motion::arrival(ui.ctx(), shown.theme, id, spacing::PAGE_SECONDS)
}

/// The text that arrives on a page; the end has its own ways.
fn prose_of(view: &View, opening: bool) -> Option<&Prose> {
    match &view.page {
        PageView::Scene(scene) => match (&scene.opening, opening) {
            (Some(chapter), true) => Some(&chapter.text),
            _ => Some(&scene.text),
        },
        PageView::After(after) => Some(&after.text),
        PageView::End(_) => None,
    }
}

/// Whether sheet and picture stand side by side.
fn is_wide(shown: &Shown<'_>, whole: Rect) -> bool {
    whole.width() >= 1000.0 && shown.theme.text_percent <= 150
}

/// Tells one page from another, so that the keyboard starts anew on each.
fn page_key(view: &View, opening: bool) -> String {
    let kind = match &view.page {
        PageView::Scene(_) if opening => "opening",
        PageView::Scene(_) => "scene",
        PageView::After(_) => "after",
        PageView::End(_) => "end",
    };
    format!("play/{kind}/{}", view.top.n_decisions)
}

/// Whether something lies over the page. Readings and chapters are chosen before a run.
fn is_overlaid(local: &Local) -> bool {
    !matches!(
        local.overlay,
        Overlay::None | Overlay::Readings | Overlay::Chapters
    )
}

fn overlay_ui(ui: &mut Ui, shown: &Shown<'_>, view: &View, local: &mut Local, out: &mut Asked) {
    match local.overlay {
        Overlay::None | Overlay::Readings | Overlay::Chapters => {}
        Overlay::Report => report::report_ui(ui, shown, local, out),
        Overlay::Map => map::map_ui(ui, shown, view, local),
        Overlay::Log => log::log_ui(ui, shown, local, out),
        Overlay::Chart => chart::overlay_ui(ui, shown, local, out),
        Overlay::Codex(topic) => codex::card_ui(ui, shown, topic, local, out),
        Overlay::Expect => {
            let run = shown.session.map(Session::run);
            let role = run.map(|run| &run.scenario()[run.replay().role]);
            expect::expect_ui(ui, shown, role, local);
        }
    }
}

/// The keys that lay something over a page.
fn overlay_keys(ui: &Ui, local: &mut Local) {
    for (key, overlay) in [
        (Key::M, Overlay::Map),
        (Key::L, Overlay::Log),
        (Key::C, Overlay::Chart),
        (Key::W, Overlay::Expect),
    ] {
        if pressed(ui, key) {
            local.overlay = overlay;
        }
    }
}

const NO_NEWS: &str = "No news has come with this page. The log, L, keeps what came before.";

/// The keys of a page. Enter is the page's own only while nothing else has it.
fn keys(
    ui: &Ui,
    shown: &Shown<'_>,
    view: &View,
    opening: bool,
    local: &mut Local,
    out: &mut Asked,
) {
    if pressed(ui, Key::Escape) {
        out.push(UiAction::Open(Screen::Title));
    }
    overlay_keys(ui, local);
    if pressed(ui, Key::X) {
        out.push(UiAction::Open(Screen::Codex));
    }
    let n_slips = view.top.dispatches.len();
    if pressed(ui, Key::N) {
        match n_slips {
            0 => local.tips.tell(NO_NEWS),
            // In a narrow window the rows of the news take the key.
            _ if is_wide(shown, ui.max_rect()) => local.slip = (local.slip + 1) % (n_slips + 1),
            _ => {}
        }
    }
    let enter = pressed(ui, Key::Enter) && super::nothing_focused(ui);
    match &view.page {
        PageView::Scene(scene) if opening => {
            if enter || (pressed(ui, Key::Space) && super::nothing_focused(ui)) {
                local.opened = opening_key(view, &scene.key);
                ui.request_repaint();
            }
        }
        PageView::Scene(scene) => {
            if let Some(index) = digit(ui)
                && let Some(choice) = scene.choices.get(index)
            {
                choose(index, choice.locked.is_some(), local, out);
            }
        }
        PageView::After(_) => {
            if enter {
                out.push(UiAction::Play(Action::Continue));
            }
        }
        PageView::End(_) => {}
    }
}

/// Takes a choice, or says why it is closed.
fn choose(index: usize, locked: bool, local: &mut Local, out: &mut Asked) {
    if locked {
        local.asked_why = Some(index);
    } else {
        out.push(UiAction::Play(Action::Choose(index)));
    }
}
