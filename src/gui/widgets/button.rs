//! Buttons and key caps.

use bevy_egui::egui;
use egui::{
    Color32, CursorIcon, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType, pos2,
    vec2,
};

use super::shapes;
use super::tell;
use super::text;
use crate::gui::theme::{Theme, Type, spacing};

/// What pressing a button would do, which decides its shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ButtonKind {
    /// The screen's next step: a cut bar. One per screen.
    Primary,
    /// Anything else: a frame.
    Secondary,
    /// Takes something away: a hatched red frame. The caller asks before it acts.
    Destructive,
    /// One of several small things that can be done with a row: underlined words.
    Quiet,
}

/// A button as shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ButtonView<'a> {
    /// What it does.
    pub kind: ButtonKind,
    /// The words; shown in capitals.
    pub label: &'a str,
    /// The key that does the same.
    pub key: Option<&'a str>,
}

impl<'a> ButtonView<'a> {
    /// A button without a key.
    #[must_use]
    pub fn of(kind: ButtonKind, label: &'a str) -> Self {
        Self {
            kind,
            label,
            key: None,
        }
    }

    /// Also shows the key that does the same.
    #[must_use]
    pub fn key(self, key: &'a str) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }
}

/// A button as wide as its words.
pub fn button_ui(ui: &mut Ui, theme: &Theme, view: &ButtonView<'_>) -> Response {
    let ink = label_ink(theme, view);
    let style = match view.kind {
        ButtonKind::Quiet => Type::Label,
        _ => Type::Button,
    };
    let label = text::lay_line(ui, theme, style, ink, view.label);
    let key_size = view
        .key
        .map_or(Vec2::ZERO, |key| key_cap_size(ui, theme, key));
    let tall = match view.kind {
        ButtonKind::Quiet => spacing::QUIET,
        _ => spacing::BUTTON,
    };
    let height = (tall * theme.growth(style).max(1.0)).round();
    let left = left_pad(view);
    let gap = if view.key.is_some() { 10.0 } else { 0.0 };
    let cut = if view.kind == ButtonKind::Primary {
        shapes::run(height)
    } else {
        0.0
    };
    let right = match view.kind {
        ButtonKind::Quiet => left,
        _ => 16.0,
    };
    let width = left + label.size().x + gap + key_size.x + right + cut;
    let size = vec2(width.ceil(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, view.label));
    if let Some(key) = view.key {
        tell::key(&response, key);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let pressed = response.is_pointer_button_down_on();
    let body = rect.translate(vec2(0.0, if pressed { 1.0 } else { 0.0 }));
    paint_body(ui, theme, view, body, &response);
    let middle = body.center().y;
    let at = pos2(body.left() + left, middle - label.size().y / 2.0);
    label.paint(ui.painter(), at);
    if let Some(key) = view.key {
        let at = pos2(at.x + label.size().x + gap, middle - key_size.y / 2.0);
        paint_key_cap(ui, theme, key, Rect::from_min_size(at, key_size), ink);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

fn left_pad(view: &ButtonView<'_>) -> f32 {
    match view.kind {
        ButtonKind::Primary => 18.0,
        ButtonKind::Secondary => 16.0,
        ButtonKind::Destructive => 20.0,
        ButtonKind::Quiet => 4.0,
    }
}

fn label_ink(theme: &Theme, view: &ButtonView<'_>) -> Color32 {
    let palette = &theme.palette;
    match view.kind {
        ButtonKind::Primary if theme.is_high_contrast() => palette.on_select,
        ButtonKind::Primary => palette.on_band,
        ButtonKind::Secondary | ButtonKind::Quiet => palette.ink,
        ButtonKind::Destructive => palette.red,
    }
}

fn paint_body(ui: &Ui, theme: &Theme, view: &ButtonView<'_>, rect: Rect, response: &Response) {
    let palette = &theme.palette;
    let painter = ui.painter();
    let hovered = response.hovered();
    match view.kind {
        ButtonKind::Primary => {
            let fill = match (theme.is_high_contrast(), hovered) {
                // A black bar on black would be no button: it is white there.
                (true, _) => palette.select,
                (false, true) => palette.band_hover,
                (false, false) => palette.band,
            };
            shapes::cut_bar(painter, rect, fill);
            if hovered && theme.is_high_contrast() {
                shapes::cut_frame(painter, rect, 3.5, theme.frame());
            }
        }
        ButtonKind::Quiet => {
            if hovered {
                shapes::plane(painter, rect, palette.low);
            }
            let width = if hovered {
                spacing::FRAME
            } else {
                spacing::HAIR
            };
            let line = Stroke::new(width, palette.ink);
            let y = rect.bottom() - 3.0;
            shapes::rule(painter, rect.left() + 4.0, rect.right() - 4.0, y, line);
        }
        ButtonKind::Secondary | ButtonKind::Destructive => {
            if hovered {
                shapes::plane(painter, rect, palette.low);
            }
            let line = if view.kind == ButtonKind::Secondary {
                palette.ink
            } else {
                palette.red
            };
            if view.kind == ButtonKind::Destructive {
                shapes::hatch(painter, rect.with_max_x(rect.left() + 10.0), 5.0, line);
            }
            let width = if hovered && theme.is_high_contrast() {
                spacing::HEAVY
            } else {
                spacing::FRAME
            };
            shapes::frame(painter, rect, Stroke::new(width, line));
        }
    }
    if response.has_focus() {
        match view.kind {
            ButtonKind::Primary => shapes::cut_focus_frame(painter, rect, theme),
            ButtonKind::Secondary | ButtonKind::Destructive | ButtonKind::Quiet => {
                shapes::focus_frame(painter, rect, theme);
            }
        }
    }
}

/// Keys and what they do, on one line: `[("↑", ""), ("↓", "row"), ("Enter", "open")]`.
/// A key without words stands close to the next.
pub fn keys_ui(ui: &mut Ui, theme: &Theme, keys: &[(&str, &str)], ink: Color32) -> Response {
    let name = keys
        .iter()
        .map(|(key, what)| format!("{key} {what}"))
        .collect::<Vec<_>>()
        .join(", ");
    // As high as its highest part from the start, so that all stand on one middle line.
    let high = keys_height(ui, theme, keys);
    let response = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        ui.set_min_height(high);
        for (key, what) in keys {
            let size = key_cap_size(ui, theme, key);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            paint_key_cap(ui, theme, key, rect, ink);
            ui.add_space(spacing::S1);
            if !what.is_empty() {
                let words = text::lay_line(ui, theme, Type::SansSmall, ink, what);
                let (rect, _) = ui.allocate_exact_size(words.size(), Sense::hover());
                words.paint(ui.painter(), rect.min);
                ui.add_space(spacing::S3);
            }
        }
    });
    let response = response.response;
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &name));
    response
}

/// The height [`keys_ui`] needs.
pub fn keys_height(ui: &Ui, theme: &Theme, keys: &[(&str, &str)]) -> f32 {
    let heights = keys.iter().map(|(key, what)| {
        let ink = Color32::PLACEHOLDER;
        let words = text::lay_line(ui, theme, Type::SansSmall, ink, what);
        key_cap_size(ui, theme, key).y.max(words.size().y)
    });
    heights.fold(theme.line(Type::SansSmall), f32::max)
}

/// The width [`keys_ui`] needs.
#[must_use]
pub fn keys_width(ui: &Ui, theme: &Theme, keys: &[(&str, &str)]) -> f32 {
    let ink = theme.palette.ink;
    let width = |(key, what): &(&str, &str)| {
        let words = match *what {
            "" => 0.0,
            what => {
                text::lay_line(ui, theme, Type::SansSmall, ink, what)
                    .size()
                    .x
                    + spacing::S3
            }
        };
        key_cap_size(ui, theme, key).x + spacing::S1 + words
    };
    keys.iter().map(width).sum()
}

/// The room a key cap takes.
#[must_use]
pub fn key_cap_size(ui: &Ui, theme: &Theme, key: &str) -> Vec2 {
    let letters = key_letters(ui, theme, key, theme.palette.ink);
    let height = (spacing::KEY * theme.growth(Type::LabelSmall)).round();
    vec2((letters.size().x + 12.0).max(height).ceil(), height)
}

/// Paints a key cap, for widgets that place it themselves.
pub fn paint_key_cap(ui: &Ui, theme: &Theme, key: &str, rect: Rect, ink: Color32) {
    let painter = ui.painter();
    shapes::frame(painter, rect, Stroke::new(spacing::RULE, ink));
    let way = match key {
        "↑" => Some(shapes::Direction::Up),
        "↓" => Some(shapes::Direction::Down),
        "←" => Some(shapes::Direction::Left),
        "→" => Some(shapes::Direction::Right),
        _ => None,
    };
    if let Some(way) = way {
        shapes::arrow(painter, rect.center(), 8.0, way, ink);
        return;
    }
    let letters = key_letters(ui, theme, key, ink);
    letters.paint(painter, rect.center() - letters.size() / 2.0);
}

/// Keys keep the case they are written in: `Enter`, `L`.
fn key_letters(ui: &Ui, theme: &Theme, key: &str, ink: Color32) -> text::Laid {
    let mut format = theme.format(Type::LabelSmall, ink);
    format.extra_letter_spacing = 0.0;
    text::lay_runs(ui, &[(key, format)], f32::INFINITY)
}
