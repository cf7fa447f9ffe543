//! The sheet: a chapter's opening, a scene with its choices, or what came of one.

use bevy_egui::egui;
use egui::{Key, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::super::{Local, Overlay, Shown, expect, opening_key, pressed, room, within};
use super::after::after_page_ui;
use super::scene::scene_page_ui;
use super::{choose, turned};
use crate::gui::action::Asked;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::band::{BandView, band_height, band_ui};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::choice::{ChoiceState, ChoiceView, choice_ui};
use crate::gui::widgets::prose::{Setting, prose_ui};
use crate::gui::widgets::sheet::{paint_heavy_rule, paint_sheet};
use crate::gui::widgets::text;
use crate::playthrough::{ChapterView, HintView, PageView, SceneView, View};

/// Draws the sheet of a wide window.
pub(super) fn sheet_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    opening: bool,
    sheet: Rect,
    local: &mut Local,
    out: &mut Asked,
) {
    let theme = shown.theme;
    paint_sheet(ui.painter(), theme, sheet);
    within(ui, sheet, |ui| date_ui(ui, theme, view));
    let turned = turned(ui, shown, local);
    let page = Rect::from_min_max(
        pos2(
            sheet.left() + spacing::SHEET_PAD,
            sheet.top() + band_height(theme) + 16.0,
        ),
        pos2(sheet.right() - spacing::SHEET_PAD, sheet.bottom() - 20.0),
    )
    .translate(vec2(0.0, risen(turned)));
    within(ui, sheet, |ui| {
        ui.multiply_opacity(turned);
        match &view.page {
            PageView::Scene(scene) => match (&scene.opening, opening) {
                (Some(chapter), true) => opening_ui(ui, shown, view, chapter, page, local),
                _ => scene_page_ui(ui, shown, view, scene, page, local, out),
            },
            PageView::After(after) => after_page_ui(ui, shown, after, page, local, out),
            PageView::End(_) => {}
        }
    });
}

/// How far below its place a page stands that has come in so far.
pub(super) fn risen(turned: f32) -> f32 {
    (spacing::PAGE_RISE * (1.0 - turned)).round()
}

/// Draws what waits until the text of the page is there; its room is kept.
pub(super) fn rest_ui<R>(
    ui: &mut Ui,
    shown: &Shown<'_>,
    local: &mut Local,
    draw: impl FnOnce(&mut Ui, &mut Local) -> R,
) -> R {
    let rest = local.arriving.rest(ui, shown);
    ui.scope(|ui| {
        ui.multiply_opacity(rest);
        draw(ui, local)
    })
    .inner
}

pub(super) fn date_ui(ui: &mut Ui, theme: &Theme, view: &View) {
    let band = BandView {
        date: &view.top.date,
        other: &view.top.other_date,
    };
    band_ui(ui, theme, &band);
}

pub(super) fn heading_ui(ui: &mut Ui, theme: &Theme, place: &str, title: &str) {
    text::text_ui(ui, theme, Type::Label, theme.palette.red, place);
    text::text_ui(ui, theme, Type::Title, theme.palette.ink, title);
    ui.add_space(spacing::S2);
}

pub(super) fn body_ui(ui: &mut Ui, theme: &Theme, prose: &crate::model::Prose, local: &mut Local) {
    let setting = Setting::fiction(theme).arrived(local.arriving.arrived());
    if let Some(link) = prose_ui(ui, theme, prose, setting) {
        local.overlay = Overlay::Codex(link.into());
    }
}

fn opening_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    chapter: &ChapterView,
    page: Rect,
    local: &mut Local,
) {
    within(ui, page, |ui| {
        ui.add_space(spacing::S6);
        ScrollArea::vertical()
            .id_salt("opening")
            .auto_shrink(false)
            .show(ui, |ui| {
                opening_body_ui(ui, shown, view, chapter, local);
            });
    });
}

pub(super) fn opening_body_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    chapter: &ChapterView,
    local: &mut Local,
) {
    let theme = shown.theme;
    let head = format!("{} · {}", chapter.number, chapter.span);
    text::text_ui(ui, theme, Type::Label, theme.palette.red, &head);
    text::text_ui(ui, theme, Type::Display, theme.palette.ink, &chapter.title);
    ui.add_space(spacing::S2);
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), spacing::S4), Sense::hover());
    paint_heavy_rule(ui.painter(), theme, line.left(), line.right(), line.top());
    body_ui(ui, theme, &chapter.text, local);
    ui.add_space(spacing::S6);
    rest_ui(ui, shown, local, |ui, local| {
        ui.horizontal_wrapped(|ui| {
            let button = ButtonView::of(ButtonKind::Primary, "Begin the chapter").key("Enter");
            if button_ui(ui, theme, &button).clicked()
                && let PageView::Scene(scene) = &view.page
            {
                local.opened = opening_key(view, &scene.key);
            }
            ui.add_space(spacing::S4);
            let (words, key) = expect::OPEN;
            let button = ButtonView::of(ButtonKind::Secondary, words).key(key);
            if button_ui(ui, theme, &button).clicked() {
                local.overlay = Overlay::Expect;
            }
            ui.add_space(spacing::S4);
            room::button_ui(ui, theme, local);
        });
    });
}

pub(super) fn choices_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    scene: &SceneView,
    local: &mut Local,
    out: &mut Asked,
) {
    let mut first = None;
    for (index, choice) in scene.choices.iter().enumerate() {
        let hint = hint_line(&choice.hints);
        let view = ChoiceView {
            number: choice.number,
            text: &choice.text,
            hint: &hint,
            state: match &choice.locked {
                Some(reason) => ChoiceState::Locked(reason),
                None => ChoiceState::Open,
            },
            taken_elsewhere: false,
            history: false,
        };
        let response = ui
            .push_id((&scene.key, index), |ui| choice_ui(ui, shown.theme, &view))
            .inner;
        first.get_or_insert_with(|| response.clone());
        // The keyboard goes to a closed choice that was asked for, and its reason is read out.
        if local.asked_why == Some(index) {
            response.request_focus();
            response.scroll_to_me(None);
            local.asked_why = None;
        }
        if response.clicked() {
            choose(index, choice.locked.is_some(), local, out);
        }
    }
    // The first press of an arrow finds the choices, wherever the keyboard was.
    let arrows = pressed(ui, Key::ArrowDown) || pressed(ui, Key::ArrowUp);
    if arrows
        && super::super::nothing_focused(ui)
        && let Some(first) = first
    {
        first.request_focus();
        first.scroll_to_me(None);
        // Or egui would move on from there with the same press.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
}

/// "nerve ▼   streets ▲": what a choice moves; a question mark where luck decides.
fn hint_line(hints: &[HintView]) -> String {
    let words: Vec<String> = hints
        .iter()
        .map(|hint| {
            let arrow = if hint.up { '▲' } else { '▼' };
            let by = hint.by.map_or(String::new(), |by| by.to_string());
            let luck = if hint.certain { "" } else { " perhaps" };
            format!("{} {arrow}{by}{luck}", hint.gauge)
        })
        .collect();
    words.join("   ")
}
