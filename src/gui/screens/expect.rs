//! What to expect: what the story contains that a reader may want to know before, as a list to
//! be read, from the role's card and from any page.

use bevy_egui::egui;
use egui::{Key, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::overlay::{overlay_rect, part_head_ui, title_row_ui};
use super::scrolled::cue_ui;
use super::{Local, Overlay, Shown, any_pressed, beside_the_bar, scroll_by_keys, within};
use crate::gui::screen::Screen;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::ButtonKind;
use crate::gui::widgets::{shapes, text};
use crate::model::{Role, Scenario};
use crate::session::Session;

/// The words that open the list wherever it can be opened, and the key.
pub(super) const OPEN: (&str, &str) = ("What to expect", "W");

/// Draws the list over the screen.
pub(super) fn expect_ui(ui: &mut Ui, shown: &Shown<'_>, role: Option<&Role>, local: &mut Local) {
    let theme = shown.theme;
    let Some(scenario) = shown.scenario else {
        local.overlay = Overlay::None;
        return;
    };
    // A run that begins in the middle of the story does not come to what lies before.
    let run = shown
        .session
        .map(Session::run)
        .filter(|_| shown.screen == Screen::Play);
    let from = run.map_or(0, |run| scenario[run.replay().begin].chapter);
    let rect = overlay_rect(ui.max_rect(), 820.0);
    shapes::plane(ui.painter(), rect, theme.palette.low);
    shapes::frame(ui.painter(), rect, theme.frame());
    let mut close = any_pressed(ui, &[Key::Escape, Key::W]);
    within(ui, rect.shrink(spacing::S6), |ui| {
        close |= title_row_ui(ui, theme, OPEN.0, ButtonKind::Primary, |_| {});
        let scrolled = ScrollArea::vertical()
            .id_salt("expect")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                beside_the_bar(ui, |ui| list_ui(ui, theme, scenario, role, from));
            });
        cue_ui(ui, theme, &scrolled, theme.palette.low);
    });
    if close {
        local.overlay = Overlay::None;
    }
}

fn list_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, role: Option<&Role>, from: usize) {
    let about = "This tells what is in the story, and not how it goes.";
    text::text_ui(ui, theme, Type::SansSmall, theme.palette.soft, about);
    ui.add_space(spacing::S3);
    part_head_ui(ui, theme, theme.palette.ink, "Wherever you are in it");
    for note in &scenario.notes {
        note_ui(ui, theme, note);
    }
    let Some(role) = role else { return };
    for (number, chapter) in (1..).zip(&role.chapters).skip(from) {
        if chapter.notes.is_empty() {
            continue;
        }
        ui.add_space(spacing::S3);
        part_head_ui(
            ui,
            theme,
            theme.palette.ink,
            &format!("Chapter {number} · {}", chapter.title),
        );
        for note in &chapter.notes {
            note_ui(ui, theme, note);
        }
    }
}

/// A sentence behind a small square.
pub(super) fn note_ui(ui: &mut Ui, theme: &Theme, note: &str) {
    let indent = spacing::S5;
    let width = ui.available_width();
    let laid = text::lay(
        ui,
        theme,
        Type::Sans,
        theme.palette.ink,
        note,
        width - indent,
    );
    let size = vec2(width, laid.size().y + spacing::S1);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, note));
    let middle = rect.top() + theme.line(Type::Sans) / 2.0;
    let mark = egui::Rect::from_center_size(pos2(rect.left() + 6.0, middle), vec2(6.0, 6.0));
    shapes::plane(ui.painter(), mark, theme.palette.ink);
    laid.paint(ui.painter(), pos2(rect.left() + indent, rect.top()));
}
