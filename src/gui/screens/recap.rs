//! What lies behind the page that comes next, on a sheet of its own: before the first page of
//! a run that begins in the middle of the story, and of one that is gone on with another day.

use bevy_egui::egui;
use egui::{Key, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::scrolled::cue_ui;
use super::{
    Local, Overlay, Shown, any_pressed, beside_the_bar, nothing_focused, pressed, scroll_by_keys,
    within,
};
use crate::gui::action::{Asked, UiAction};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::band::{BandView, band_height, band_ui};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::sheet::{paint_heavy_rule, paint_sheet};
use crate::gui::widgets::{shapes, text};
use crate::playthrough::{Recap, RecapChapter, RecapDecision, View};

/// The widest the sheet is, in points.
const WIDEST: f32 = 760.0;

/// Draws it; whatever key is pressed to go on goes on.
pub(super) fn recap_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    local: &mut Local,
    out: &mut Asked,
) {
    local.on_page(ui, &format!("recap/{}", view.top.n_decisions));
    local.overlay = Overlay::None;
    let Some(recap) = shown.recap else { return };
    let theme = shown.theme;
    let whole = ui.max_rect();
    if theme.is_high_contrast() {
        shapes::plane(ui.painter(), whole, theme.palette.sheet);
    }
    let width = WIDEST * theme.growth(Type::Sans).clamp(1.0, 1.5);
    let left = whole.left() + spacing::MARGIN.min((whole.width() - width).max(0.0));
    let sheet = Rect::from_min_max(
        pos2(left, whole.top()),
        pos2((left + width).min(whole.right()), whole.bottom()),
    );
    paint_sheet(ui.painter(), theme, sheet);
    within(ui, sheet, |ui| {
        let band = BandView {
            date: &view.top.date,
            other: &view.top.other_date,
        };
        band_ui(ui, theme, &band);
    });
    let page = Rect::from_min_max(
        pos2(
            sheet.left() + spacing::SHEET_PAD,
            sheet.top() + band_height(theme) + 16.0,
        ),
        pos2(sheet.right() - spacing::SHEET_PAD, sheet.bottom() - 20.0),
    );
    let turns = any_pressed(ui, &[Key::Enter, Key::Space]) && nothing_focused(ui);
    let mut goes_on = turns || pressed(ui, Key::Escape);
    let foot = (spacing::BUTTON * theme.growth(Type::Button).max(1.0)).round() + 16.0;
    within(ui, page.with_max_y(page.bottom() - foot), |ui| {
        let scrolled = ScrollArea::vertical()
            .id_salt("recap")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                beside_the_bar(ui, |ui| body_ui(ui, theme, view, recap));
            });
        cue_ui(ui, theme, &scrolled, theme.palette.sheet);
    });
    within(ui, page.with_min_y(page.bottom() - foot + 16.0), |ui| {
        let view = ButtonView::of(ButtonKind::Primary, "Go on").key("Enter");
        goes_on |= button_ui(ui, theme, &view).clicked();
    });
    if goes_on {
        out.push(UiAction::Recalled);
    }
}

fn body_ui(ui: &mut Ui, theme: &Theme, view: &View, recap: &Recap) {
    let palette = &theme.palette;
    text::text_ui(ui, theme, Type::Label, palette.red, &view.top.role);
    text::text_ui(ui, theme, Type::Title, palette.ink, &recap.title);
    ui.add_space(spacing::S2);
    if !recap.lead.is_empty() {
        text::text_ui(ui, theme, Type::Prose, palette.ink, &recap.lead);
        ui.add_space(spacing::S4);
    }
    for chapter in &recap.chapters {
        chapter_ui(ui, theme, chapter);
        ui.add_space(spacing::S4);
    }
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), spacing::S3), Sense::hover());
    paint_heavy_rule(ui.painter(), theme, line.left(), line.right(), line.top());
    text::text_ui(ui, theme, Type::Label, palette.red, "Where you stand");
    for line in &recap.stands {
        text::text_ui(ui, theme, Type::Sans, palette.ink, line);
        ui.add_space(spacing::S1);
    }
}

fn chapter_ui(ui: &mut Ui, theme: &Theme, chapter: &RecapChapter) {
    let palette = &theme.palette;
    let size = vec2(ui.available_width(), spacing::S2);
    let (line, _) = ui.allocate_exact_size(size, Sense::hover());
    shapes::rule(
        ui.painter(),
        line.left(),
        line.right(),
        line.top(),
        theme.rule(),
    );
    let head = format!("{} · {}", chapter.head, chapter.span);
    text::text_ui(ui, theme, Type::Label, palette.soft, &head);
    ui.add_space(spacing::S1);
    if !chapter.told.is_empty() {
        text::text_ui(ui, theme, Type::ProseSmall, palette.ink, &chapter.told);
    }
    for decision in &chapter.decisions {
        decision_ui(ui, theme, decision);
    }
    if !chapter.city.is_empty() {
        ui.add_space(spacing::S2);
        text::text_ui(ui, theme, Type::LabelSmall, palette.soft, "In the city");
        for line in &chapter.city {
            text::text_ui(ui, theme, Type::SansSmall, palette.ink, line);
        }
    }
}

/// What was chosen, as it stood there, and below it what came of it.
fn decision_ui(ui: &mut Ui, theme: &Theme, decision: &RecapDecision) {
    let palette = &theme.palette;
    let head = format!("{} · {}", decision.day, decision.scene);
    text::text_ui(ui, theme, Type::Note, palette.soft, &head);
    text::text_ui(ui, theme, Type::Choice, palette.ink, &decision.chose);
    text::text_ui(ui, theme, Type::ProseSmall, palette.ink, &decision.came);
    ui.add_space(spacing::S3);
}
