//! The chapters of a role: a quiet line on its card, and the list it opens, from which a run
//! begins with any of them.

use bevy_egui::egui;
use egui::{Key, Rect, ScrollArea, Ui, pos2};

use super::expect::note_ui;
use super::overlay::{overlay_rect, part_head_ui, title_row_ui};
use super::scrolled::cue_ui;
use super::{
    Local, Overlay, Shown, any_pressed, beside_the_bar, digit, nothing_focused, pressed,
    scroll_by_keys, within,
};
use crate::gui::action::{Asked, UiAction};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::ButtonKind;
use crate::gui::widgets::choice::{ChoiceState, ChoiceView, choice_ui};
use crate::gui::widgets::{line, shapes, text};
use crate::model::{Role, RoleId};
use crate::playthrough::{ChapterStart, chapters};

/// The words that open the list, and those over it.
const OPEN: &str = "Chapters";
const TITLE: &str = "Begin with a chapter";
const ABOUT: &str = "What lies before the chapter goes as it is recorded, and the page that opens tells it. From there on you decide.";

/// The line that opens the list; gives where it stands. The key C does the same. A role of
/// one chapter needs none.
pub(super) fn line_ui(
    ui: &Ui,
    theme: &Theme,
    role: &Role,
    at: egui::Pos2,
    local: &mut Local,
) -> Rect {
    if role.chapters.len() < 2 {
        return Rect::from_min_size(at, egui::Vec2::ZERO);
    }
    let laid = line::lay_line(ui, theme, OPEN, f32::INFINITY);
    let response = line::line_ui(ui, theme, OPEN, &laid, at);
    if response.clicked() || pressed(ui, Key::C) {
        local.overlay = Overlay::Chapters;
        local.chapter = 0;
    }
    response.rect
}

/// The same with its right end at a place.
pub(super) fn line_left_of_ui(
    ui: &Ui,
    theme: &Theme,
    role: &Role,
    right: egui::Pos2,
    local: &mut Local,
) {
    let laid = line::lay_line(ui, theme, OPEN, f32::INFINITY);
    let at = pos2(right.x - laid.size().x, right.y);
    line_ui(ui, theme, role, at, local);
}

/// Draws the list over the roles.
pub(super) fn chapters_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    let theme = shown.theme;
    let found = shown.scenario.and_then(|scenario| {
        let role = scenario.role_ids().nth(local.role)?;
        Some((role, chapters(scenario, role, shown.readings)))
    });
    let Some((role, list)) = found else {
        local.overlay = Overlay::None;
        return;
    };
    let rect = overlay_rect(ui.max_rect(), 820.0);
    shapes::plane(ui.painter(), rect, theme.palette.sheet);
    shapes::frame(ui.painter(), rect, theme.frame());
    let mut close = any_pressed(ui, &[Key::Escape, Key::C]);
    within(ui, rect.shrink(spacing::S6), |ui| {
        close |= title_row_ui(ui, theme, TITLE, ButtonKind::Secondary, |_| {});
        let scrolled = ScrollArea::vertical()
            .id_salt("chapters")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                beside_the_bar(ui, |ui| list_ui(ui, theme, (role, &list), local, out));
            });
        cue_ui(ui, theme, &scrolled, theme.palette.sheet);
    });
    if close || !out.is_empty() {
        local.overlay = Overlay::None;
    }
}

fn list_ui(
    ui: &mut Ui,
    theme: &Theme,
    (role, list): (RoleId, &[ChapterStart]),
    local: &mut Local,
    out: &mut Asked,
) {
    text::text_ui(ui, theme, Type::SansSmall, theme.palette.soft, ABOUT);
    ui.add_space(spacing::S3);
    // The bar of a row reaches beyond its words.
    let room = ui.available_rect_before_wrap();
    let room = room.shrink2(egui::vec2(spacing::OVERHANG, 0.0));
    let room = Rect::from_min_max(room.min, pos2(room.max.x, f32::INFINITY));
    let (first, bottom) = within(ui, room, |ui| {
        let first = rows_ui(ui, theme, (role, list), local, out);
        (first, ui.min_rect().bottom())
    });
    ui.advance_cursor_after_rect(room.with_max_y(bottom));
    if let Some(first) = first.filter(|_| nothing_focused(ui)) {
        let down = pressed(ui, Key::ArrowDown) || pressed(ui, Key::ArrowUp);
        if down {
            ui.memory_mut(|memory| {
                memory.request_focus(first);
                // Or egui would move on from there with the same press.
                memory.move_focus(egui::FocusDirection::None);
            });
        }
    }
    ui.add_space(spacing::S4);
    let (looked_at, follow) = list.split_at((local.chapter + 1).min(list.len()));
    if let Some(chapter) = looked_at.last() {
        notes_ui(ui, theme, chapter);
    }
    for chapter in follow {
        notes_ui(ui, theme, chapter);
    }
}

/// The chapters as rows; gives the first.
fn rows_ui(
    ui: &mut Ui,
    theme: &Theme,
    (role, list): (RoleId, &[ChapterStart]),
    local: &mut Local,
    out: &mut Asked,
) -> Option<egui::Id> {
    let mut first = None;
    let wanted = digit(ui);
    for (index, chapter) in list.iter().enumerate() {
        let hint = about(chapter);
        let reason = chapter.entry.as_ref().err().map(ToString::to_string);
        let view = ChoiceView {
            number: chapter.number,
            text: &chapter.title,
            hint: &hint,
            state: match &reason {
                Some(reason) => ChoiceState::Locked(reason),
                None => ChoiceState::Open,
            },
            taken_elsewhere: false,
            history: false,
        };
        let response = ui
            .push_id(&chapter.key, |ui| choice_ui(ui, theme, &view))
            .inner;
        first.get_or_insert(response.id);
        if response.has_focus() || response.hovered() && ui.input(|it| it.pointer.is_moving()) {
            local.chapter = index;
        }
        if let Ok(scene) = chapter.entry
            && (response.clicked() || wanted == Some(index))
        {
            out.push(UiAction::BeginAt(role, scene));
        } else if wanted == Some(index) {
            response.request_focus();
        }
    }
    first
}

/// "18 June – 8 July 1917 · 5 decisions, about 10 minutes".
fn about(chapter: &ChapterStart) -> String {
    let decisions = match chapter.n_decisions {
        1 => "1 decision".to_owned(),
        n => format!("{n} decisions"),
    };
    match chapter.minutes {
        None => chapter.span.clone(),
        Some(1) => format!("{}  ·  {decisions}, about a minute", chapter.span),
        Some(n) => format!("{}  ·  {decisions}, about {n} minutes", chapter.span),
    }
}

/// What a reader may want to know before.
fn notes_ui(ui: &mut Ui, theme: &Theme, chapter: &ChapterStart) {
    if chapter.notes.is_empty() {
        return;
    }
    ui.add_space(spacing::S2);
    let head = format!("What to expect in chapter {}", chapter.number);
    part_head_ui(ui, theme, theme.palette.ink, &head);
    for note in &chapter.notes {
        note_ui(ui, theme, note);
    }
}
