//! What a room reads: titles on the picture, and parts of a text.

use bevy_egui::egui;
use egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::Room;
use super::steps::{Card, Kind, Part, head_height, setting};
use crate::gui::screens::play::picture_ui;
use crate::gui::screens::scrolled::goes_on;
use crate::gui::screens::{Local, Overlay, expect, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::prose::prose_ui;
use crate::gui::widgets::record::standing_ui;
use crate::gui::widgets::sheet::paint_heavy_rule;
use crate::gui::widgets::{shapes, text};

/// The hatched spine left of what is recorded, with the room beside it.
pub(super) const SPINE: f32 = 44.0;

/// The widest a title is set.
const WIDEST: f32 = 900.0;

/// A title on the picture, on a sheet of its own.
pub(super) fn card_ui(
    ui: &mut Ui,
    room: &Room<'_>,
    card: &Card<'_>,
    body: Rect,
    local: &mut Local,
) {
    let theme = &room.large;
    let palette = &theme.palette;
    if !theme.is_high_contrast() {
        picture_ui(ui, &room.view.top, body);
    }
    let width = WIDEST.min(body.width() - 2.0 * spacing::MARGIN - spacing::S6);
    let label = text::lay(ui, theme, Type::Label, palette.red, card.label, width);
    let style = match card.chapter {
        true => Type::Display,
        false => Type::Title,
    };
    let title = text::lay(ui, theme, style, palette.ink, card.title, width);
    let tools = &room.tools;
    let more = match card.chapter {
        true => spacing::BUTTON * tools.growth(Type::Button).max(1.0) + spacing::S5,
        false => 0.0,
    };
    let wide = label.size().x.max(title.size().x).max(320.0) + 2.0 * spacing::S6;
    let high = label.size().y + title.size().y + more + 2.0 * spacing::S5;
    let top = match theme.is_high_contrast() {
        true => body.center().y - high / 2.0,
        false => body.bottom() - high - spacing::S6,
    };
    let corner = pos2(body.left(), top);
    let sheet = Rect::from_min_size(corner.max(body.min), vec2(wide, high));
    shapes::cut_bar(
        ui.painter(),
        sheet.with_max_x(sheet.right() + high / 4.0),
        palette.sheet,
    );
    let inner = sheet.shrink2(vec2(0.0, spacing::S5));
    let inner = inner.with_min_x(sheet.left() + spacing::MARGIN);
    within(ui, inner, |ui| {
        text::place(ui, &label, card.label);
        text::place(ui, &title, card.title);
        if card.chapter {
            ui.add_space(spacing::S5);
            let (words, key) = expect::OPEN;
            let view = ButtonView::of(ButtonKind::Secondary, words).key(key);
            if button_ui(ui, tools, &view).clicked() {
                local.overlay = Overlay::Expect;
            }
        }
    });
}

/// A part of a text below its head.
pub(super) fn part_ui(
    ui: &mut Ui,
    room: &Room<'_>,
    part: &Part<'_>,
    column: Rect,
    local: &mut Local,
) {
    let theme = &room.large;
    let mut inner = column;
    if let Kind::Record(_) = part.kind {
        paint_newsprint(ui, theme, column);
        inner = inner.with_min_x(inner.left() + SPINE);
    }
    let head = head_height(ui, theme, part.kind, part.head, inner.width());
    let top = inner.with_max_y(inner.top() + head);
    within(ui, top, |ui| head_ui(ui, theme, part));
    let rest = inner.with_min_y(inner.top() + head);
    scrolled_ui(ui, local, rest, |ui, local| {
        if let Some(link) = prose_ui(ui, theme, &part.text, setting(theme, part.kind)) {
            local.overlay = Overlay::Codex(link.into());
        }
        if let (Kind::Record(record), true) = (part.kind, part.last) {
            ui.add_space(spacing::S4);
            let sources = format!("From: {}", record.sources.join("; "));
            text::text_ui(
                ui,
                &room.tools,
                Type::SansSmall,
                theme.palette.soft,
                &sources,
            );
        }
    });
}

/// Draws what should fit, and can be scrolled if it does not.
pub(super) fn scrolled_ui(
    ui: &mut Ui,
    local: &mut Local,
    rect: Rect,
    draw: impl FnOnce(&mut Ui, &mut Local),
) {
    // Room for what stands out beside the text: bars, and the frame of what has the keyboard.
    let beyond = vec2(spacing::OVERHANG + 6.0, 0.0);
    let scrolls = std::mem::take(&mut local.room.scroll);
    let more = within(ui, rect.expand2(beyond), |ui| {
        let scrolled = ScrollArea::vertical()
            .id_salt(("room", &local.page.clone()))
            .auto_shrink(false)
            .show(ui, |ui| {
                if scrolls {
                    let page = ui.clip_rect().height() * 0.8;
                    ui.scroll_with_delta(vec2(0.0, -page));
                }
                let inside = ui.max_rect().shrink2(beyond);
                ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| draw(ui, local));
            });
        goes_on(&scrolled)
    });
    local.room.more = more;
}

fn head_ui(ui: &mut Ui, theme: &Theme, part: &Part<'_>) {
    let palette = &theme.palette;
    match part.kind {
        Kind::Story if part.head.is_empty() => {}
        Kind::Story => {
            text::text_ui(ui, theme, Type::Choice, palette.soft, part.head);
            rule_ui(ui, theme);
        }
        Kind::News(kind) => {
            text::text_ui(ui, theme, Type::Label, palette.red, kind);
            let width = ui.available_width();
            let ink = palette.ink;
            let laid = text::lay_short(ui, theme, Type::Heading, ink, part.head, width);
            text::place(ui, &laid, part.head);
            rule_ui(ui, theme);
        }
        Kind::Record(record) => {
            let label = match part.first {
                true => "What is recorded of this hour",
                false => "What is recorded, continued",
            };
            text::text_ui(ui, theme, Type::Label, palette.ink, label);
            standing_ui(ui, theme, &record.when, record.standing);
        }
    }
}

fn rule_ui(ui: &mut Ui, theme: &Theme) {
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), spacing::S2), Sense::hover());
    paint_heavy_rule(
        ui.painter(),
        theme,
        line.left(),
        line.right(),
        line.center().y,
    );
}

/// What is recorded stands on newsprint with a hatched spine, like everywhere.
fn paint_newsprint(ui: &Ui, theme: &Theme, column: Rect) {
    let plane = column.expand2(vec2(spacing::S5, spacing::S3));
    shapes::plane(ui.painter(), plane, theme.palette.low);
    shapes::frame(ui.painter(), plane, theme.plane_frame());
    let spine = plane.with_max_x(plane.left() + 20.0);
    shapes::hatch(ui.painter(), spine, 6.0, theme.palette.ink);
}
