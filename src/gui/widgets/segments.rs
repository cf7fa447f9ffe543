//! Settings: joined frames of which one is chosen, and a slider.

use bevy_egui::egui;
use egui::{
    Color32, CursorIcon, EventFilter, Id, Key, Rect, Response, Sense, Shape, Stroke, Ui,
    WidgetInfo, WidgetType, pos2, vec2,
};

use super::shapes;
use super::text;
use crate::gui::theme::{Theme, Type, spacing};

/// A row of joined frames as shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SegmentsView<'a> {
    /// The setting's name.
    pub label: &'a str,
    /// A remark beside it; may be empty.
    pub note: &'a str,
    /// What can be chosen.
    pub options: &'a [&'a str],
    /// Position of the chosen one.
    pub chosen: usize,
}

/// The outcome of a settings row.
pub struct Changed<T> {
    /// The whole row; it has the keyboard.
    pub response: Response,
    /// What was chosen instead, if anything was.
    pub to: Option<T>,
}

/// A setting with a few values. Left and right change it while it has the keyboard.
pub fn segments_ui(ui: &mut Ui, theme: &Theme, view: &SegmentsView<'_>) -> Changed<usize> {
    heading_ui(ui, theme, view.label, view.note);
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
    Changed {
        response,
        to: to.filter(|to| *to != view.chosen),
    }
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

/// A slider as shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SliderView<'a> {
    /// The setting's name.
    pub label: &'a str,
    /// The least, the most, and the distance between two stops.
    pub range: (u16, u16, u16),
    /// Where it stands.
    pub value: u16,
    /// What follows the number: " %".
    pub unit: &'a str,
}

/// A setting with many values. Left and right change it while it has the keyboard.
pub fn slider_ui(ui: &mut Ui, theme: &Theme, view: &SliderView<'_>) -> Changed<u16> {
    let (least, most, stop) = view.range;
    let stop = stop.max(1);
    let now = format!("{}{}", view.value, view.unit);
    heading_ui(ui, theme, view.label, &now);
    let size = vec2(ui.available_width(), 34.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::slider(true, f64::from(view.value), view.label));
    let span = f32::from(most.saturating_sub(least)).max(1.0);
    let rail = rect.shrink2(vec2(1.0, 0.0));
    let at =
        |value: u16| rail.left() + f32::from(value.saturating_sub(least)) / span * rail.width();
    let mut to = match step(ui, &response) {
        Step::Less => Some(view.value.saturating_sub(stop)),
        Step::More => Some(view.value.saturating_add(stop)),
        Step::None => None,
    };
    if let Some(pointer) = response.interact_pointer_pos() {
        let share = ((pointer.x - rail.left()) / rail.width()).clamp(0.0, 1.0);
        let stops = (share * span / f32::from(stop)).round();
        // Between 0 and the range's length, so the conversion keeps the value.
        to = Some(least.saturating_add((stops * f32::from(stop)) as u16));
        response.request_focus();
    }
    let to = to
        .map(|to| to.clamp(least, most))
        .filter(|to| *to != view.value);
    let painter = ui.painter();
    let ink = theme.palette.ink;
    let middle = rect.center().y;
    shapes::plane(
        painter,
        Rect::from_min_max(
            pos2(rail.left(), middle - 2.0),
            pos2(rail.right(), middle + 2.0),
        ),
        ink,
    );
    let mut tick = least;
    while tick <= most {
        let line = Rect::from_center_size(pos2(at(tick), middle), vec2(2.0, 14.0));
        shapes::plane(painter, line, ink);
        tick = tick.saturating_add(stop);
    }
    handle(ui, theme, pos2(at(view.value), middle));
    show_focus(ui, theme, &response, rect);
    ends_ui(ui, theme, view);
    Changed { response, to }
}

fn handle(ui: &Ui, theme: &Theme, center: egui::Pos2) {
    let points = vec![
        center + vec2(-7.0, -13.0),
        center + vec2(11.0, -13.0),
        center + vec2(7.0, 13.0),
        center + vec2(-11.0, 13.0),
    ];
    let outline = Stroke::new(spacing::FRAME, theme.palette.ink);
    shapes::polygon(ui.painter(), &points, theme.palette.red_fill);
    ui.painter().add(Shape::closed_line(points, outline));
}

fn ends_ui(ui: &mut Ui, theme: &Theme, view: &SliderView<'_>) {
    let soft = theme.palette.soft;
    let (least, most, _) = view.range;
    let left = text::lay_line(
        ui,
        theme,
        Type::Note,
        soft,
        &format!("{least}{}", view.unit),
    );
    let right = text::lay_line(ui, theme, Type::Note, soft, &format!("{most}{}", view.unit));
    let size = vec2(ui.available_width(), left.size().y);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    left.paint(ui.painter(), rect.min);
    right.paint(
        ui.painter(),
        pos2(rect.right() - right.size().x, rect.top()),
    );
}

fn heading_ui(ui: &mut Ui, theme: &Theme, label: &str, note: &str) {
    let palette = &theme.palette;
    let words = text::lay_line(ui, theme, Type::Label, palette.ink, label);
    let remark = text::lay_line(ui, theme, Type::SansSmall, palette.soft, note);
    let height = words.size().y.max(remark.size().y);
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response
        .widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{label} {note}")));
    words.paint(
        ui.painter(),
        pos2(rect.left(), rect.bottom() - words.size().y),
    );
    let left = rect.left() + words.size().x + spacing::S2;
    remark.paint(ui.painter(), pos2(left, rect.bottom() - remark.size().y));
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
