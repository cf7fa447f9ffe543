//! What came of a choice: the bar that was taken, the text, and what moved.

use bevy_egui::egui;
use egui::{Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::super::scrolled::{more_ui, page_ui};
use super::super::{Local, Shown, within};
use super::moved;
use super::pages::{body_ui, rest_ui};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{self, ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::sheet::paint_heavy_rule;
use crate::gui::widgets::{shapes, text};
use crate::playthrough::{Action, AfterView, ClosingView};

pub(super) fn after_page_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    after: &AfterView,
    page: Rect,
    local: &mut Local,
    out: &mut Asked,
) {
    let closing = closing_height(ui, shown, after, page.width());
    let foot = spacing::BUTTON + 16.0 + closing;
    let room = page.with_max_y(page.bottom() - foot);
    let more = page_ui(ui, room, ("after", local.page.clone()), |ui| {
        after_body_ui(ui, shown, after, local);
    });
    if more {
        let at = pos2(page.right(), page.bottom() - foot + 4.0);
        more_ui(ui, shown.theme, at, shown.theme.palette.sheet);
    }
    let at = Rect::from_min_max(pos2(page.left(), page.bottom() - foot + 16.0), page.max);
    within(ui, at, |ui| {
        rest_ui(ui, shown, local, |ui, _| continue_ui(ui, shown, after, out));
    });
}

/// The words at the end of a chapter.
fn closing_words(after: &AfterView) -> Option<String> {
    let ClosingView { closed, ahead } = after.closing.as_ref()?;
    Some(format!(
        "{closed}: a good place to stop. Your run is kept. {ahead}"
    ))
}

/// How much room they need above the buttons.
fn closing_height(ui: &Ui, shown: &Shown<'_>, after: &AfterView, width: f32) -> f32 {
    let ink = shown.theme.palette.ink;
    closing_words(after).map_or(0.0, |words| {
        let laid = text::lay(ui, shown.theme, Type::SansSmall, ink, &words, width);
        laid.size().y + spacing::S3
    })
}

/// On to the next page; at the end of a chapter also the way to stop here.
pub(super) fn continue_ui(ui: &mut Ui, shown: &Shown<'_>, after: &AfterView, out: &mut Asked) {
    let theme = shown.theme;
    let closing = closing_words(after);
    if let Some(words) = &closing {
        text::text_ui(ui, theme, Type::SansSmall, theme.palette.ink, words);
        ui.add_space(spacing::S3);
    }
    ui.horizontal(|ui| {
        let view = ButtonView::of(ButtonKind::Primary, "Continue").key("Enter");
        if button_ui(ui, theme, &view).clicked() {
            out.push(UiAction::Play(Action::Continue));
        }
        ui.add_space(spacing::S5);
        if closing.is_some() {
            let view = ButtonView::of(ButtonKind::Secondary, "Stop here").key("Esc");
            if button_ui(ui, theme, &view).clicked() {
                out.push(UiAction::Open(Screen::Title));
            }
        } else {
            button::keys_ui(ui, theme, &[("L", "log"), ("M", "map")], theme.palette.soft);
        }
    });
}

pub(super) fn after_body_ui(ui: &mut Ui, shown: &Shown<'_>, after: &AfterView, local: &mut Local) {
    let theme = shown.theme;
    text::text_ui(ui, theme, Type::Label, theme.palette.soft, "You chose");
    ui.add_space(spacing::S1);
    chosen_ui(ui, theme, after);
    ui.add_space(spacing::S4);
    body_ui(ui, theme, &after.text, local);
    ui.add_space(spacing::S5);
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), spacing::S3), Sense::hover());
    paint_heavy_rule(ui.painter(), theme, line.left(), line.right(), line.top());
    rest_ui(ui, shown, local, |ui, local| {
        moved::list_ui(ui, shown, after, local);
    });
}

/// The choice that was taken, as a reversed bar with the wedge and its digit.
fn chosen_ui(ui: &mut Ui, theme: &Theme, after: &AfterView) {
    let palette = &theme.palette;
    let column = spacing::NUMERAL_COLUMN;
    let width = ui.available_width();
    let words = text::lay(
        ui,
        theme,
        Type::Choice,
        palette.on_select,
        &after.chosen,
        width - column - 16.0,
    );
    let height = words.size().y + 18.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| {
        let words = format!("{}. {}", after.number, after.chosen);
        WidgetInfo::labeled(WidgetType::Label, true, words)
    });
    let bar = rect.expand2(vec2(spacing::OVERHANG, 0.0));
    let painter = ui.painter().with_clip_rect(bar.expand(2.0));
    shapes::cut_bar(&painter, bar, palette.select);
    shapes::wedge(&painter, bar, spacing::WEDGE, palette.red_fill);
    let number = text::lay_line(
        ui,
        theme,
        Type::Numeral,
        palette.on_red,
        &after.number.to_string(),
    );
    let middle = rect.center().y;
    number.paint(&painter, pos2(rect.left(), middle - number.size().y / 2.0));
    words.paint(
        &painter,
        pos2(rect.left() + column, middle - words.size().y / 2.0),
    );
}
