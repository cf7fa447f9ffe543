//! An item of the title menu: capitals on the poster, a cut bar when open.

use bevy_egui::egui;
use egui::{Color32, CursorIcon, Rect, Response, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::shapes;
use super::text;
use crate::gui::theme::palette::poster;
use crate::gui::theme::{Theme, Type, spacing};

/// An item as shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MenuItem<'a> {
    /// The word; shown in capitals.
    pub label: &'a str,
    /// What it would do now, in a few words; may be empty. Below the word when open, beside
    /// it otherwise.
    pub note: &'a str,
}

struct Inks {
    bar: Color32,
    wedge: Color32,
    open: Color32,
    open_note: Color32,
    closed: Color32,
    closed_note: Color32,
}

impl Inks {
    fn of(theme: &Theme) -> Self {
        let palette = &theme.palette;
        if theme.is_high_contrast() {
            return Self {
                bar: palette.select,
                wedge: palette.red_fill,
                open: palette.on_select,
                open_note: palette.select_soft,
                closed: palette.ink,
                closed_note: palette.soft,
            };
        }
        Self {
            bar: poster::CREAM,
            wedge: poster::RED,
            open: poster::INK,
            open_note: poster::INK_SOFT,
            closed: poster::CREAM,
            closed_note: poster::CREAM_SOFT,
        }
    }
}

/// The open item's width.
const WIDTH: f32 = 372.0;
/// From the bar's left edge to the word.
const INDENT: f32 = 32.0;

/// An item, open while it has the keyboard. Place the first at x 40.
pub fn menu_item_ui(ui: &mut Ui, theme: &Theme, item: &MenuItem<'_>) -> Response {
    let id = ui.next_auto_id();
    // The size depends on the focus, which egui knows from the last frame.
    let open = ui.memory(|memory| memory.has_focus(id));
    let inks = Inks::of(theme);
    let ink = if open { inks.open } else { inks.closed };
    let note_ink = if open {
        inks.open_note
    } else {
        inks.closed_note
    };
    let word = text::lay_line(ui, theme, Type::Menu, ink, item.label);
    let note = text::lay_line(ui, theme, Type::SansSmall, note_ink, item.note);
    let below = open && !item.note.is_empty();
    let closed_height = (word.size().y).max(40.0);
    let height = if below {
        closed_height + note.size().y + 1.0
    } else {
        closed_height
    };
    let height = if open { height + spacing::S3 } else { height };
    let width = (INDENT + word.size().x.max(note.size().x) + 60.0).max(WIDTH);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| {
        let name = match item.note {
            "" => item.label.to_owned(),
            note => format!("{}, {note}", item.label),
        };
        WidgetInfo::labeled(WidgetType::Button, true, name)
    });
    let bar = if open {
        rect.with_max_y(rect.bottom() - spacing::S3)
    } else {
        rect
    };
    let painter = ui.painter();
    if open {
        // It stays open in a window that has not the focus, so its bar has to stay too.
        let seconds = theme.seconds(spacing::FOCUS_SECONDS);
        let grown = ui.ctx().animate_bool_with_time(response.id, open, seconds);
        let reach = egui::lerp(bar.left() + spacing::WEDGE..=bar.right(), grown);
        shapes::cut_bar(painter, bar.with_max_x(reach), inks.bar);
        shapes::wedge(painter, bar, 18.0, inks.wedge);
    } else {
        ui.ctx().animate_bool_with_time(response.id, false, 0.0);
    }
    let left = rect.left() + INDENT;
    let top = if below {
        bar.top() + 1.0
    } else {
        bar.center().y - word.size().y / 2.0
    };
    word.paint(painter, pos2(left, top));
    if below {
        note.paint(painter, pos2(left, bar.bottom() - note.size().y - 6.0));
    } else {
        let at = pos2(
            left + word.size().x + spacing::S3,
            top + (word.size().y - note.size().y) / 2.0 + 5.0,
        );
        note.paint(painter, at);
    }
    if response.hovered() && !open {
        let line = Rect::from_min_size(
            pos2(left, top + word.size().y - 2.0),
            vec2(word.size().x, spacing::HEAVY),
        );
        shapes::plane(painter, line, ink);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}
