//! Settings: joined frames of which one is chosen.

use bevy_egui::egui;
use egui::{
    Color32, CursorIcon, EventFilter, Id, Key, Rect, Response, Sense, Ui, WidgetInfo, WidgetType,
    pos2, vec2,
};

use super::shapes;
use super::text;
use crate::gui::theme::{Theme, Type, spacing};

/// A row of joined frames as shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SegmentsView<'a> {
    /// The setting's name.
    pub label: &'a str,
    /// What else has to be known of it, in a few words; may be empty.
    pub note: &'a str,
    /// What can be chosen.
    pub options: &'a [&'a str],
    /// Position of the chosen one.
    pub chosen: usize,
}

/// A setting with a few values. Left and right change it while it has the keyboard. Returns
/// what was chosen instead, if anything was.
pub fn segments_ui(ui: &mut Ui, theme: &Theme, view: &SegmentsView<'_>) -> Option<usize> {
    heading_ui(ui, theme, view);
    let width = ui.available_width();
    let cells = cells(ui, theme, view.options, width);
    let height = cells.last().map_or(0.0, |cell| cell.bottom());
    let sense = Sense::focusable_noninteractive();
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    name_row(&response, view);
    let last = view.options.len().saturating_sub(1);
    let mut to = match step(ui, &response) {
        Step::Less => view.chosen.checked_sub(1),
        Step::More => Some(view.chosen + 1).filter(|next| *next <= last),
        Step::None => None,
    };
    for (index, (option, cell)) in view.options.iter().zip(cells).enumerate() {
        let cell = cell.translate(rect.min.to_vec2());
        let place = Place {
            chosen: index == view.chosen,
            last: index == last,
        };
        if segment_ui(ui, theme, option, cell, place, response.id.with(index)) {
            to = Some(index);
            response.request_focus();
        }
    }
    show_focus(ui, theme, &response, rect);
    to.filter(|to| *to != view.chosen)
}

#[derive(Clone, Copy)]
struct Place {
    chosen: bool,
    last: bool,
}

fn segment_ui(ui: &Ui, theme: &Theme, option: &str, rect: Rect, place: Place, id: Id) -> bool {
    let palette = &theme.palette;
    let response = ui
        .interact(rect, id, Sense::CLICK)
        .on_hover_cursor(CursorIcon::PointingHand);
    response
        .widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, place.chosen, option));
    let painter = ui.painter();
    let ink = if place.chosen {
        palette.on_select
    } else {
        palette.ink
    };
    if place.chosen {
        if place.last {
            shapes::cut_bar(painter, rect, palette.select);
        } else {
            shapes::plane(painter, rect, palette.select);
        }
        shapes::corner(painter, rect.min + vec2(4.0, 4.0), spacing::S3, ink);
    } else {
        if response.hovered() {
            shapes::plane(painter, rect, palette.low);
        }
        shapes::frame(painter, rect, theme.frame());
    }
    let words = text::lay(ui, theme, Type::Sans, ink, option, rect.width() - 2.0 * PAD);
    words.paint(painter, rect.center() - words.size() / 2.0);
    response.clicked()
}

/// At each side of a value's words, at the least.
const PAD: f32 = 10.0;

/// Where the values stand from the row's corner: side by side, in as many lines as they need,
/// each line as wide as the row. Neighbours share one frame.
fn cells(ui: &Ui, theme: &Theme, options: &[&str], width: f32) -> Vec<Rect> {
    let lay = |option: &str, width: f32| {
        text::lay(ui, theme, Type::Sans, Color32::PLACEHOLDER, option, width)
    };
    let natural: Vec<f32> = options
        .iter()
        .map(|option| lay(option, f32::INFINITY).size().x + 2.0 * PAD + spacing::S1)
        .collect();
    let least = (spacing::BUTTON * theme.growth(Type::Sans).max(1.0)).round();
    let mut cells = Vec::new();
    let mut top = 0.0;
    let mut options = options;
    for line in lines(&natural, width) {
        let (here, rest) = options.split_at(line.len().min(options.len()));
        options = rest;
        let words = here.iter().zip(&line);
        let high = words.map(|(option, width)| lay(option, width - 2.0 * PAD).size().y + 10.0);
        let height = high.fold(least, f32::max).round();
        let mut left = 0.0;
        for (index, part) in line.iter().enumerate() {
            let overlap = match index + 1 == line.len() {
                true => 0.0,
                false => spacing::FRAME,
            };
            let size = vec2(part + overlap, height);
            cells.push(Rect::from_min_size(pos2(left, top), size));
            left += part;
        }
        top += height - spacing::FRAME;
    }
    cells
}

/// The widths of the values, line by line: equal where the words let them, in proportion to
/// the words otherwise.
fn lines(natural: &[f32], width: f32) -> Vec<Vec<f32>> {
    let mut lines: Vec<Vec<f32>> = Vec::new();
    let mut sum = 0.0;
    for needed in natural {
        match lines.last_mut() {
            Some(line) if sum + needed <= width => line.push(*needed),
            _ => {
                sum = 0.0;
                lines.push(vec![*needed]);
            }
        }
        sum += needed;
    }
    for line in &mut lines {
        let count = u16::try_from(line.len()).map_or(1.0, f32::from);
        let equal = width / count;
        let total: f32 = line.iter().sum();
        let fits = line.iter().all(|needed| *needed <= equal);
        for part in line.iter_mut() {
            *part = if fits { equal } else { *part / total * width };
        }
    }
    lines
}

fn name_row(response: &Response, view: &SegmentsView<'_>) {
    response.widget_info(|| {
        let chosen = view.options.get(view.chosen).copied().unwrap_or_default();
        WidgetInfo::labeled(
            WidgetType::RadioGroup,
            true,
            format!("{}: {chosen}", view.label),
        )
    });
}

/// The setting's name, and beside it, or below where there is no room, what else is known.
fn heading_ui(ui: &mut Ui, theme: &Theme, view: &SegmentsView<'_>) {
    let palette = &theme.palette;
    let width = ui.available_width();
    let label = text::lay(ui, theme, Type::Label, palette.ink, view.label, width);
    if view.note.is_empty() {
        text::place(ui, &label, view.label);
    } else {
        let lay = |width| text::lay(ui, theme, Type::SansSmall, palette.soft, view.note, width);
        let beside = label.size().x + spacing::S2;
        let line = lay(f32::INFINITY);
        let fits = beside + line.size().x <= width;
        let (note, at) = match fits {
            true => (line, vec2(beside, 0.0)),
            false => (lay(width), vec2(0.0, label.size().y)),
        };
        let height = label.size().y.max(at.y + note.size().y);
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let name = format!("{}, {}", view.label, view.note);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &name));
        label.paint(ui.painter(), rect.min);
        note.paint(ui.painter(), rect.min + at);
    }
    ui.add_space(spacing::S1 + 2.0);
}

fn show_focus(ui: &Ui, theme: &Theme, response: &Response, rect: Rect) {
    if response.has_focus() {
        shapes::focus_frame(ui.painter(), rect, theme);
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
    }
}

enum Step {
    Less,
    More,
    None,
}

/// Left and right belong to the row while it has the keyboard; up and down move on.
fn step(ui: &Ui, response: &Response) -> Step {
    if !response.has_focus() {
        return Step::None;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    ui.input(|input| {
        if input.key_pressed(Key::ArrowLeft) {
            Step::Less
        } else if input.key_pressed(Key::ArrowRight) {
            Step::More
        } else {
            Step::None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_one_line_if_their_words_let_them() {
        assert_eq!(lines(&[60.0, 80.0, 70.0], 300.0), [[100.0; 3]]);
        assert_eq!(lines(&[50.0, 150.0], 200.0), [[50.0, 150.0]]);
    }

    #[test]
    fn values_that_are_too_long_together_take_another_line() {
        let two = lines(&[150.0, 100.0, 80.0], 250.0);
        assert_eq!(two, [vec![150.0, 100.0], vec![250.0]]);
        assert_eq!(lines(&[400.0], 250.0), [[250.0]]);
        assert!(lines(&[], 250.0).is_empty());
    }
}
