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
    /// What can be chosen.
    pub options: &'a [&'a str],
    /// Position of the chosen one.
    pub chosen: usize,
}

/// A setting with a few values. Left and right change it while it has the keyboard. Returns
/// what was chosen instead, if anything was.
pub fn segments_ui(ui: &mut Ui, theme: &Theme, view: &SegmentsView<'_>) -> Option<usize> {
    heading_ui(ui, theme, view.label);
    let height = (spacing::BUTTON * theme.growth(Type::Sans).max(1.0)).round();
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::focusable_noninteractive());
    name_row(&response, view);
    let last = view.options.len().saturating_sub(1);
    let mut to = match step(ui, &response) {
        Step::Less => view.chosen.checked_sub(1),
        Step::More => Some(view.chosen + 1).filter(|next| *next <= last),
        Step::None => None,
    };
    let edges = edges(ui, theme, view.options, rect.width());
    let mut left = rect.left();
    for (index, (option, width)) in view.options.iter().zip(edges).enumerate() {
        // Neighbours share one frame.
        let overlap = if index == last { 0.0 } else { spacing::FRAME };
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width + overlap, height));
        let place = Place {
            chosen: index == view.chosen,
            last: index == last,
        };
        if segment_ui(ui, theme, option, cell, place, response.id.with(index)) {
            to = Some(index);
            response.request_focus();
        }
        left += width;
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
    let words = text::lay_short(ui, theme, Type::Sans, ink, option, rect.width() - 12.0);
    words.paint(painter, rect.center() - words.size() / 2.0);
    response.clicked()
}

/// Widths in proportion to the words, each at least its equal share's three quarters.
fn edges(ui: &Ui, theme: &Theme, options: &[&str], width: f32) -> Vec<f32> {
    let natural: Vec<f32> = options
        .iter()
        .map(|option| {
            let ink = Color32::PLACEHOLDER;
            text::lay_line(ui, theme, Type::Sans, ink, option).size().x + 28.0
        })
        .collect();
    let count = u16::try_from(options.len().max(1)).map_or(1.0, f32::from);
    let equal = width / count;
    if natural.iter().all(|natural| *natural <= equal) {
        return vec![equal.round(); options.len()]
            .into_iter()
            .enumerate()
            .map(|(index, part)| {
                let is_last = index + 1 == options.len();
                if is_last {
                    width - equal.round() * (count - 1.0)
                } else {
                    part
                }
            })
            .collect();
    }
    let total: f32 = natural.iter().sum();
    natural
        .iter()
        .map(|natural| natural / total * width)
        .collect()
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

fn heading_ui(ui: &mut Ui, theme: &Theme, label: &str) {
    text::text_ui(ui, theme, Type::Label, theme.palette.ink, label);
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
