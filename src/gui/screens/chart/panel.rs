//! Beside the chart: the station looked at, its choices and who took them, and the way back
//! to it.

use bevy_egui::egui;
use egui::{Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::moved::moved_ui;
use super::{ChartLocal, go_back, next_untried};
use crate::chart::{ChoiceTold, StationTold};
use crate::gui::action::Asked;
use crate::gui::screens::{Shown, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::sheet::paint_heavy_rule;
use crate::gui::widgets::{shapes, text};
use crate::session::Charted;

/// From the row's left edge to a choice's text.
const NUMERAL: f32 = 42.0;
/// The room for what can be done, at the foot, with two buttons and with one.
const FOOT: (f32, f32) = (158.0, 108.0);
/// The scroll bar's own room, so that it covers nothing.
const BAR: f32 = 10.0;

pub(super) fn panel_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    charted: &Charted,
    here: &StationTold,
    rect: Rect,
    local: &mut ChartLocal,
    out: &mut Asked,
) {
    let theme = shown.theme;
    shapes::plane(ui.painter(), rect, theme.palette.low);
    let edge = rect.with_max_x(rect.left() + spacing::HEAVY);
    shapes::plane(ui.painter(), edge, theme.palette.ink);
    let inner = rect.shrink2(vec2(spacing::S5, spacing::S4));
    let foot = if here.decided { FOOT.0 } else { FOOT.1 };
    let foot = foot * theme.growth(Type::Note).max(1.0);
    within(ui, inner.with_max_y(inner.bottom() - foot), |ui| {
        ScrollArea::vertical()
            .id_salt("station")
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.set_max_width(ui.available_width() - BAR);
                ui.add_space(spacing::S1);
                station_ui(ui, theme, here);
                moved_ui(ui, shown, here);
            });
    });
    let at = Rect::from_min_max(pos2(inner.left(), inner.bottom() - foot), inner.max);
    paint_heavy_rule(ui.painter(), theme, at.left(), at.right(), at.top());
    within(ui, at.with_min_y(at.top() + spacing::S3), |ui| {
        do_ui(ui, shown, charted, here, local, out);
    });
}

/// What the station is.
pub(super) fn station_ui(ui: &mut Ui, theme: &Theme, here: &StationTold) {
    let palette = &theme.palette;
    let chapter = format!("Chapter {}", here.chapter);
    let head = match here.hour() {
        Some(hour) => format!("{chapter} · {hour}"),
        None => chapter,
    };
    text::text_ui(ui, theme, Type::Label, palette.red, &head);
    ui.add_space(spacing::S1);
    let closed = match here.is_ending {
        true => "An ending not seen yet",
        false => "Not seen yet",
    };
    let title = here.title.as_deref().unwrap_or(closed);
    text::text_ui(ui, theme, Type::Heading, palette.ink, title);
    ui.add_space(spacing::S3);
    if let Some(line) = remark(here) {
        text::text_ui(ui, theme, Type::SansSmall, palette.soft, line);
        ui.add_space(spacing::S3);
    }
    for choice in &here.choices {
        choice_ui(ui, theme, choice);
    }
}

/// What is to be said of a station before its choices.
fn remark(here: &StationTold) -> Option<&'static str> {
    match (here.is_ending, here.mine, here.seen) {
        (_, None, false) => Some("No run that is kept has come here."),
        (true, Some(_), _) => Some("This is how this run ended."),
        (true, None, true) => Some("Another run ended here."),
        (false, Some(_), _) if !here.decided => Some("This run stands here."),
        (false, None, true) => Some("Another run came here; this one did not."),
        _ => None,
    }
}

/// A choice, who took it, and why it was closed.
fn choice_ui(ui: &mut Ui, theme: &Theme, choice: &ChoiceTold) {
    let palette = &theme.palette;
    let (ink, soft) = match choice.mine {
        true => (palette.on_select, palette.select_soft),
        false => (palette.ink, palette.soft),
    };
    let width = ui.available_width() - NUMERAL - spacing::S2;
    let words = text::lay(ui, theme, Type::Choice, ink, &choice.text, width);
    let marks = choice.marks();
    let note = text::lay(ui, theme, Type::Note, soft, &marks, width);
    let height = words.size().y + note.size().y + 14.0;
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let spoken = format!("{}. {}: {marks}", choice.number, choice.text);
        WidgetInfo::labeled(WidgetType::Label, true, spoken)
    });
    let painter = ui.painter();
    if choice.mine {
        let bar = rect.expand2(vec2(spacing::S2, 0.0));
        shapes::plane(painter, bar, palette.select);
        shapes::wedge(painter, bar, NUMERAL, palette.red_fill);
    } else {
        shapes::rule(painter, rect.left(), rect.right(), rect.top(), theme.rule());
    }
    let numeral = match choice.mine {
        true => palette.on_red,
        false => ink,
    };
    let number = choice.number.to_string();
    let number = text::lay_line(ui, theme, Type::Subheading, numeral, &number);
    number.paint(ui.painter(), pos2(rect.left() + 4.0, rect.top() + 6.0));
    let at = pos2(rect.left() + NUMERAL, rect.top() + 6.0);
    words.paint(ui.painter(), at);
    note.paint(ui.painter(), at + vec2(0.0, words.size().y + 2.0));
}

/// What can be done: go back, or turn to what is untried.
pub(super) fn do_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    charted: &Charted,
    here: &StationTold,
    local: &mut ChartLocal,
    out: &mut Asked,
) {
    let theme = shown.theme;
    let palette = &theme.palette;
    if here.decided {
        let back = ButtonView::of(ButtonKind::Primary, "Go back to here").key("Enter");
        if button_ui(ui, theme, &back).clicked() {
            go_back(here, out);
        }
        ui.add_space(spacing::S2);
    }
    let next = ButtonView::of(ButtonKind::Secondary, "Next not yet seen").key("N");
    if button_ui(ui, theme, &next).clicked() {
        next_untried(ui, charted, here.number - 1, local);
    }
    ui.add_space(spacing::S2);
    let line = match (local.all_tried, here.decided) {
        (true, _) => {
            "At every decision of this run each choice that was open has been taken in some run."
        }
        (false, true) => {
            "Your run is kept. The new one starts from here, and its luck stays the same everywhere else."
        }
        (false, false) => "You can go back to any decision that this run has made.",
    };
    text::text_ui(ui, theme, Type::Note, palette.soft, line);
}
