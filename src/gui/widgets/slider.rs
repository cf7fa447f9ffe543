//! A slider that goes from stop to stop: hours at which something changed.

use bevy_egui::egui;
use egui::accesskit::{Action, ActionData};
use egui::{
    CursorIcon, EventFilter, Key, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::shapes;
use super::tell;
use crate::gui::theme::{Theme, spacing};

/// What a slider lies on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ground {
    /// The page.
    #[default]
    Sheet,
    /// A band.
    Band,
}

/// A slider as shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SliderView<'a> {
    /// What it sets.
    pub label: &'a str,
    /// Its stops, and whether each is one to look at.
    pub stops: &'a [bool],
    /// The stop it stands at.
    pub at: usize,
    /// That stop in words.
    pub words: &'a str,
    /// What it lies on.
    pub ground: Ground,
}

const HEIGHT: f32 = 44.0;
/// Half the handle's width, and the room at both ends.
const HANDLE: f32 = 8.0;

/// A slider as wide as there is room. Left and right, Home and End move it while it has the
/// keyboard. Returns the stop that was asked for instead, if one was.
pub fn slider_ui(ui: &mut Ui, theme: &Theme, view: &SliderView<'_>) -> Option<usize> {
    let size = vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let last = view.stops.len().saturating_sub(1);
    response.widget_info(|| {
        let stop = u32::try_from(view.at + 1).unwrap_or(u32::MAX);
        let mut info = WidgetInfo::slider(true, f64::from(stop), view.label);
        info.current_text_value = Some(view.words.to_owned());
        info
    });
    tell::range(
        &response,
        1.0,
        f64::from(u32::try_from(last + 1).unwrap_or(u32::MAX)),
    );
    paint(ui, theme, view, rect);
    if response.has_focus() {
        shapes::focus_frame(ui.painter(), rect, theme);
    }
    let to = by_pointer(&response, rect, last)
        .or_else(|| by_key(ui, &response, view.at, last))
        .or_else(|| by_reader(ui, &response, view.at, last));
    response.on_hover_cursor(CursorIcon::PointingHand);
    to.filter(|to| *to != view.at)
}

fn share(index: usize, last: usize) -> f32 {
    let count = |number: usize| f32::from(u16::try_from(number).unwrap_or(u16::MAX));
    count(index) / count(last.max(1))
}

fn x_of(rect: Rect, index: usize, last: usize) -> f32 {
    let (left, right) = (rect.left() + HANDLE, rect.right() - HANDLE);
    egui::lerp(left..=right, share(index, last))
}

fn paint(ui: &Ui, theme: &Theme, view: &SliderView<'_>, rect: Rect) {
    let palette = &theme.palette;
    let painter = ui.painter();
    let (line, marked) = match view.ground {
        Ground::Sheet => (palette.ink, palette.red),
        Ground::Band => (palette.on_band, palette.band_red),
    };
    let last = view.stops.len().saturating_sub(1);
    let middle = rect.center().y;
    let rail = Rect::from_min_max(
        pos2(rect.left(), middle - 2.0),
        pos2(rect.right(), middle + 2.0),
    );
    shapes::plane(painter, rail, line);
    for (index, to_look_at) in view.stops.iter().enumerate() {
        let x = x_of(rect, index, last);
        let (top, ink) = if *to_look_at {
            (middle - 18.0, marked)
        } else {
            (middle - 9.0, line)
        };
        let tick = Stroke::new(spacing::RULE, ink);
        painter.line_segment([pos2(x, top), pos2(x, middle)], tick);
    }
    let (x, half) = (x_of(rect, view.at, last), 14.0);
    let lean = half / spacing::SLOPE;
    let handle = vec![
        pos2(x - HANDLE + lean, middle - half),
        pos2(x + HANDLE + lean, middle - half),
        pos2(x + HANDLE - lean, middle + half),
        pos2(x - HANDLE - lean, middle + half),
    ];
    let edge = Stroke::new(spacing::FRAME, line);
    painter.add(Shape::convex_polygon(handle, palette.red_fill, edge));
}

fn by_pointer(response: &Response, rect: Rect, last: usize) -> Option<usize> {
    if !response.clicked() && !response.dragged() {
        return None;
    }
    let x = response.interact_pointer_pos()?.x;
    let away = |index: &usize| (x_of(rect, *index, last) - x).abs();
    (0..=last).min_by(|a, b| away(a).total_cmp(&away(b)))
}

/// What a screen reader asked for: the stop of a number, the next or the one before.
fn by_reader(ui: &Ui, response: &Response, at: usize, last: usize) -> Option<usize> {
    ui.input(|input| {
        let set = input.accesskit_action_requests(response.id, Action::SetValue);
        let number = set.filter_map(|request| match request.data {
            // As a stop's number a float saturates, and there are never so many.
            Some(ActionData::NumericValue(value)) => Some(value.round().max(1.0) as usize - 1),
            _ => None,
        });
        let steps = |action| input.num_accesskit_action_requests(response.id, action);
        match (
            number.last(),
            steps(Action::Increment),
            steps(Action::Decrement),
        ) {
            (Some(stop), ..) => Some(stop.min(last)),
            (None, 0, 0) => None,
            (None, more, less) => Some((at + more).saturating_sub(less).min(last)),
        }
    })
}

/// The arrows belong to the slider while it has the keyboard.
fn by_key(ui: &Ui, response: &Response, at: usize, last: usize) -> Option<usize> {
    if !response.has_focus() {
        return None;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    ui.input(|input| match () {
        () if input.key_pressed(Key::ArrowLeft) => at.checked_sub(1),
        () if input.key_pressed(Key::ArrowRight) => Some((at + 1).min(last)),
        () if input.key_pressed(Key::Home) => Some(0),
        () if input.key_pressed(Key::End) => Some(last),
        () => None,
    })
}
