//! What could not be read, each with its place and the reason, and what has to be known of
//! what was read. Only the teacher sees this: it names files and lines.

use bevy_egui::egui;
use egui::{Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::class::{Note, Unread};
use crate::gui::screens::scrolled::cue_ui;
use crate::gui::screens::{Shown, beside_the_bar, scroll_by_keys, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::{shapes, text};

/// The most of a kind that are told one by one: all that anybody will go through.
const MOST: usize = 200;

/// Whether there is anything to tell.
pub(super) fn is_there(shown: &Shown<'_>) -> bool {
    let counted = shown.class.counted.as_ref();
    has_unread(shown) || counted.is_some_and(|counted| !counted.reading.notes.is_empty())
}

/// Whether something could not be read.
pub(super) fn has_unread(shown: &Shown<'_>) -> bool {
    let counted = shown.class.counted.as_ref();
    counted.is_some_and(|counted| !counted.reading.unread.is_empty())
}

/// Draws both lists.
pub(super) fn unread_ui(ui: &mut Ui, shown: &Shown<'_>, room: Rect) {
    let Some(counted) = &shown.class.counted else {
        return;
    };
    let theme = shown.theme;
    let soft = theme.palette.soft;
    let reading = &counted.reading;
    within(ui, room, |ui| {
        let scrolled = ScrollArea::vertical()
            .id_salt("unread")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                beside_the_bar(ui, |ui| {
                    if reading.unread.is_empty() {
                        heading_ui(ui, theme, "Everything could be read");
                    } else {
                        heading_ui(ui, theme, "Could not be read, and is not counted");
                        let kinds = reading.unread_in_words().unwrap_or_default();
                        text::text_ui(ui, theme, Type::Sans, soft, &kinds);
                        ui.add_space(spacing::S3);
                    }
                    for unread in reading.unread.iter().take(MOST) {
                        unread_row_ui(ui, theme, unread);
                    }
                    more_ui(ui, theme, reading.unread.len());
                    if !reading.notes.is_empty() {
                        ui.add_space(spacing::S5);
                        heading_ui(ui, theme, "Was read, and has to be known");
                    }
                    for note in reading.notes.iter().take(MOST) {
                        note_row_ui(ui, theme, note);
                    }
                    more_ui(ui, theme, reading.notes.len());
                });
            });
        cue_ui(ui, theme, &scrolled, theme.palette.sheet);
    });
}

fn heading_ui(ui: &mut Ui, theme: &Theme, words: &str) {
    text::text_ui(ui, theme, Type::Heading, theme.palette.ink, words);
    ui.add_space(spacing::S2);
}

fn more_ui(ui: &mut Ui, theme: &Theme, number: usize) {
    if let Some(more) = number.checked_sub(MOST).filter(|more| *more > 0) {
        ui.add_space(spacing::S2);
        let words = format!("And {more} more; `october class` in a terminal tells all of them.");
        text::text_ui(ui, theme, Type::Sans, theme.palette.soft, &words);
    }
}

fn unread_row_ui(ui: &mut Ui, theme: &Theme, unread: &Unread) {
    let why = unread.why.to_string();
    row_ui(
        ui,
        theme,
        &unread.place.to_string(),
        &unread.text,
        &why,
        &unread.told(),
    );
}

fn note_row_ui(ui: &mut Ui, theme: &Theme, note: &Note) {
    let name = format!("{}: {}", note.place, note.text);
    row_ui(ui, theme, &note.place.to_string(), "", &note.text, &name);
}

/// Where; what stands there, if anything does; and why, or what of it.
fn row_ui(ui: &mut Ui, theme: &Theme, place: &str, written: &str, why: &str, name: &str) {
    let palette = &theme.palette;
    let width = ui.available_width();
    let column = (width * 0.32).min(420.0);
    let place = text::lay(
        ui,
        theme,
        Type::SansSmall,
        palette.soft,
        place,
        column - spacing::S4,
    );
    let rest = width - column;
    let written = match written {
        "" => None,
        written => Some(text::lay(
            ui,
            theme,
            Type::WireSmall,
            palette.ink,
            written,
            rest,
        )),
    };
    let why = text::lay(ui, theme, Type::Sans, palette.ink, why, rest);
    let above = written.as_ref().map_or(0.0, |written| written.size().y);
    let high = place.size().y.max(above + why.size().y) + spacing::S4;
    let (rect, response) = ui.allocate_exact_size(vec2(width, high), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, name));
    shapes::rule(
        ui.painter(),
        rect.left(),
        rect.right(),
        rect.top(),
        theme.rule(),
    );
    let top = rect.top() + spacing::S2;
    place.paint(ui.painter(), pos2(rect.left(), top));
    let left = rect.left() + column;
    if let Some(written) = &written {
        written.paint(ui.painter(), pos2(left, top));
    }
    why.paint(ui.painter(), pos2(left, top + above));
}
