//! Who to be: one card, and the others below it.

use bevy_egui::egui;
use egui::{CursorIcon, Key, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{
    Local, Overlay, Shown, chapters, codex, expect, pressed, readings, room, sheet_ui, within,
};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::portrait::{TALL, paint_portrait};
use crate::gui::widgets::{line, shapes, text};
use crate::model::{Role, Scenario};
use crate::playthrough::questions;

const THUMB: egui::Vec2 = vec2(142.0, 108.0);
/// Above this text size, in per cent, and below this width the card has no portrait.
const LARGE: u16 = 150;
const LEAST: f32 = 860.0;

/// Draws the roles.
pub(super) fn role_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    local.on_page(ui, "role");
    let theme = shown.theme;
    let Some(scenario) = shown.scenario else {
        return;
    };
    if overlay_ui(ui, shown, local, out) {
        return;
    }
    let n = scenario.roles.len().max(1);
    let has_chapters = scenario
        .roles
        .get(local.role)
        .is_some_and(|role| role.chapters.len() > 1);
    let keys = [
        (n > 1, ("←", "")),
        (n > 1, ("→", "look")),
        (
            !questions(scenario, shown.readings).is_empty(),
            ("R", "readings"),
        ),
        (has_chapters, ("C", "chapters")),
        (true, ("W", "what to expect")),
        (true, ("F5", "for a room")),
        (true, ("Enter", "begin")),
        (true, ("Esc", "back")),
    ];
    let keys: Vec<(&str, &str)> = keys
        .into_iter()
        .filter_map(|(is_there, key)| is_there.then_some(key))
        .collect();
    let inner = sheet_ui(ui, theme, &question(scenario), &keys);
    if pressed(ui, Key::ArrowRight) {
        local.role = (local.role + 1) % n;
    }
    if pressed(ui, Key::ArrowLeft) {
        local.role = (local.role + n - 1) % n;
    }
    if pressed(ui, Key::Escape) {
        out.push(UiAction::Open(Screen::Title));
    }
    let Some((id, role)) = scenario.role_ids().zip(&scenario.roles).nth(local.role) else {
        return;
    };
    // A choice of one needs no row of others, and gets its room.
    let thumbs = if n > 1 { THUMB.y + 52.0 } else { 0.0 };
    let card = inner.with_max_y(inner.bottom() - thumbs);
    let was_on = local.room.is_on();
    let begins = card_ui(ui, shown, role, card, local);
    room::key(ui, local);
    let for_room = local.room.is_on() && !was_on;
    if begins || enter(ui) || for_room {
        out.push(UiAction::Begin(id));
    }
    if n > 1 {
        thumbs_ui(
            ui,
            theme,
            scenario,
            inner.with_min_y(card.bottom() + 16.0),
            local,
        );
    }
}

/// What lies over the roles; tells whether anything does.
fn overlay_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) -> bool {
    match local.overlay {
        Overlay::Readings => {
            paint_ground(ui, shown.theme);
            readings::readings_ui(ui, shown, local, out);
        }
        Overlay::Expect => {
            paint_ground(ui, shown.theme);
            let roles = shown.scenario.map(|scenario| &scenario.roles);
            let role = roles.and_then(|roles| roles.get(local.role));
            expect::expect_ui(ui, shown, role, local);
        }
        Overlay::Chapters => {
            paint_ground(ui, shown.theme);
            chapters::chapters_ui(ui, shown, local, out);
        }
        Overlay::Codex(topic) => {
            paint_ground(ui, shown.theme);
            codex::card_ui(ui, shown, topic, local, out);
            // Names are asked about from the readings only.
            if local.overlay == Overlay::None {
                local.overlay = Overlay::Readings;
            }
        }
        _ => return false,
    }
    true
}

fn paint_ground(ui: &Ui, theme: &Theme) {
    shapes::plane(ui.painter(), ui.max_rect(), theme.palette.low);
}

fn enter(ui: &Ui) -> bool {
    pressed(ui, Key::Enter) && super::nothing_focused(ui)
}

/// The card of the role looked at; tells whether to begin.
fn card_ui(ui: &mut Ui, shown: &Shown<'_>, role: &Role, card: Rect, local: &mut Local) -> bool {
    let theme = shown.theme;
    let palette = &theme.palette;
    // Large letters need the room of the portrait, and one column for everything.
    let is_large = theme.text_percent > LARGE || card.width() < LEAST;
    shapes::plane(ui.painter(), card, palette.low);
    shapes::frame(ui.painter(), card, theme.plane_frame());
    let left = if is_large {
        card.left() + spacing::S5
    } else {
        portrait_ui(ui, theme, role, card);
        card.left() + card.height() * 0.25 + 290.0
    };
    let body = Rect::from_min_max(
        pos2(left, card.top() + 16.0),
        pos2(card.right() - 44.0 + spacing::S4, card.bottom()),
    );
    let about = about(role);
    within(ui, body.with_max_y(card.bottom() - 44.0), |ui| {
        egui::ScrollArea::vertical()
            .id_salt("card")
            .auto_shrink(false)
            .show(ui, |ui| {
                if is_large {
                    super::scroll_by_keys(ui);
                }
                super::beside_the_bar(ui, |ui| {
                    text::text_ui(ui, theme, Type::Label, palette.red, &role.span);
                    text::text_ui(ui, theme, Type::Display, palette.ink, &role.name);
                    ui.add_space(spacing::S1);
                    text::text_ui(ui, theme, Type::Aside, palette.ink, &role.tagline);
                    ui.add_space(spacing::S3);
                    fields_ui(ui, theme, role);
                    if is_large {
                        text::text_ui(ui, theme, Type::SansSmall, palette.ink, &about);
                        ui.add_space(spacing::S3);
                        let at = ui.cursor().min;
                        let size = vec2(ui.available_width(), theme.line(Type::SansSmall) + 8.0);
                        let line = Rect::from_min_size(at, size);
                        readings::line_ui(ui, shown, line, local);
                        ui.advance_cursor_after_rect(line);
                        let at = ui.cursor().min + vec2(0.0, spacing::S2);
                        let line = expect_line_ui(ui, theme, at, local);
                        ui.advance_cursor_after_rect(line);
                        let at = ui.cursor().min + vec2(0.0, spacing::S2);
                        let line = room_line_ui(ui, theme, at, local);
                        ui.advance_cursor_after_rect(line);
                        let at = ui.cursor().min + vec2(0.0, spacing::S2);
                        let line = chapters::line_ui(ui, theme, role, at, local);
                        ui.advance_cursor_after_rect(line);
                    }
                });
            });
    });
    if !is_large {
        let at = pos2(body.left(), card.bottom() - 36.0);
        within(ui, Rect::from_min_max(at, body.max), |ui| {
            let laid = text::lay_line(ui, theme, Type::SansSmall, palette.ink, &about);
            let right = text::place(ui, &laid, &about).rect.right();
            let line = expect_line_ui(ui, theme, pos2(right + spacing::S4, at.y), local);
            room_line_ui(ui, theme, pos2(line.right() + spacing::S4, at.y), local);
        });
        let at = pos2(card.left() + card.width() / 2.0, card.top() + 16.0);
        let line = Rect::from_min_max(at, pos2(card.right() - 44.0, card.bottom()));
        readings::line_ui(ui, shown, line, local);
        let below = pos2(
            line.right(),
            line.top() + theme.line(Type::SansSmall) + 10.0,
        );
        chapters::line_left_of_ui(ui, theme, role, below, local);
    }
    let wide = (190.0 * theme.growth(Type::Button)).max(190.0);
    let high = (spacing::BUTTON * theme.growth(Type::Button)).max(spacing::BUTTON);
    let button = Rect::from_min_max(card.max - vec2(wide, high.round()), card.max);
    within(ui, button, |ui| {
        let view = ButtonView::of(ButtonKind::Primary, "Begin").key("Enter");
        button_ui(ui, theme, &view).clicked()
    })
}

/// The line that opens what to expect; gives where it stands. The key does the same.
fn expect_line_ui(ui: &Ui, theme: &Theme, at: egui::Pos2, local: &mut Local) -> Rect {
    let (words, _) = expect::OPEN;
    let laid = line::lay_line(ui, theme, words, f32::INFINITY);
    let response = line::line_ui(ui, theme, words, &laid, at);
    if response.clicked() || pressed(ui, Key::W) {
        local.overlay = Overlay::Expect;
    }
    response.rect
}

/// The line that begins the run on one screen for a room; gives where it stands.
fn room_line_ui(ui: &Ui, theme: &Theme, at: egui::Pos2, local: &mut Local) -> Rect {
    let words = room::OPEN_SHORT;
    let laid = line::lay_line(ui, theme, words, f32::INFINITY);
    let response = line::line_ui(ui, theme, words, &laid, at);
    if response.clicked() {
        local.room.begin();
    }
    response.rect
}

/// "Who are you in 1917?", with the year of the first role's first scene.
fn question(scenario: &Scenario) -> String {
    let first = scenario.roles.first().map(|role| &scenario[role.start]);
    match first {
        Some(scene) => format!("Who are you in {}?", scene.when.year()),
        None => "Who are you?".to_owned(),
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// How long the role is.
fn about(role: &Role) -> String {
    let n_scenes = role
        .chapters
        .iter()
        .map(|chapter| chapter.scenes.len())
        .sum::<usize>();
    format!(
        "{}, {}, about {} · {}",
        counted(role.chapters.len(), "chapter", "chapters"),
        counted(n_scenes, "scene", "scenes"),
        counted(usize::from(role.minutes), "minute", "minutes"),
        counted(role.endings.len(), "ending", "endings"),
    )
}

/// The red plane with the portrait, its edge on the slope.
fn portrait_ui(ui: &mut Ui, theme: &Theme, role: &Role, card: Rect) {
    const EDGE: f32 = 12.0;
    let cut = card.height() / spacing::SLOPE;
    let right = card.left() + 267.0 + cut;
    let plane = Rect::from_min_max(card.min, pos2(right, card.bottom()));
    shapes::plane(ui.painter(), plane, theme.palette.red_fill);
    let width = (plane.height() * 0.84).min(plane.width() - cut * 0.4);
    let at = pos2(plane.left() - 4.0, plane.bottom() - width * TALL);
    paint_portrait(ui, &role.portrait, at, width, plane);
    // The edge cuts the shoulder as well: the card's ground lies over what is beyond it.
    let slanted = |from: f32, to: f32| {
        [
            pos2(right + from, card.top()),
            pos2(right + to, card.top()),
            pos2(right + to - cut, card.bottom()),
            pos2(right + from - cut, card.bottom()),
        ]
    };
    shapes::polygon(ui.painter(), &slanted(0.0, cut + EDGE), theme.palette.low);
    shapes::polygon(ui.painter(), &slanted(0.0, EDGE), theme.palette.ink);
    shapes::frame(ui.painter(), card, theme.plane_frame());
}

/// Four short texts under heavy rules.
fn fields_ui(ui: &mut Ui, theme: &Theme, role: &Role) {
    let fields = [
        ("You are", &role.you_are),
        ("You want", &role.you_want),
        ("You cannot know", &role.you_cannot_know),
        ("Before you begin", &role.before_you_begin),
    ];
    let gap = 28.0;
    let two = theme.text_percent <= 125;
    let width = if two {
        (ui.available_width() - gap) / 2.0
    } else {
        ui.available_width()
    };
    for pair in fields.chunks(if two { 2 } else { 1 }) {
        let top = ui.cursor().min;
        let mut bottom = top.y;
        let mut left = top.x;
        for (label, words) in pair {
            let column = Rect::from_min_size(pos2(left, top.y), vec2(width, 2000.0));
            bottom = within(ui, column, |ui| {
                let (line, _) = ui.allocate_exact_size(vec2(width, spacing::S2), Sense::hover());
                let heavy = egui::Stroke::new(spacing::HEAVY, theme.palette.ink);
                shapes::rule(ui.painter(), line.left(), line.right(), line.top(), heavy);
                text::text_ui(ui, theme, Type::Label, theme.palette.ink, label);
                ui.add_space(spacing::S1);
                text::text_ui(ui, theme, Type::ProseSmall, theme.palette.ink, words);
                ui.min_rect().bottom()
            })
            .max(bottom);
            left += width + gap;
        }
        ui.advance_cursor_after_rect(Rect::from_min_max(top, pos2(left, bottom)));
        ui.add_space(spacing::S2);
    }
}

fn thumbs_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, rect: Rect, local: &mut Local) {
    let palette = &theme.palette;
    let mut left = rect.left();
    for (index, role) in scenario.roles.iter().enumerate() {
        let chosen = index == local.role;
        let frame = Rect::from_min_size(pos2(left, rect.top()), vec2(THUMB.x, THUMB.y + 36.0));
        let response = ui
            .interact(frame, ui.id().with(&role.key), Sense::click())
            .on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| {
            WidgetInfo::selected(WidgetType::SelectableLabel, true, chosen, &role.name)
        });
        let picture = frame.with_max_y(frame.top() + THUMB.y);
        let ground = if chosen {
            palette.red_fill
        } else {
            palette.low
        };
        shapes::plane(ui.painter(), picture, ground);
        shapes::frame(ui.painter(), picture, theme.plane_frame());
        let width = 84.0;
        let at = pos2(
            picture.center().x - width / 2.0,
            picture.bottom() - width * 4.0 / 3.0 + 6.0,
        );
        paint_portrait(ui, &role.portrait, at, width, picture);
        let name = frame.with_min_y(picture.bottom());
        let ink = if chosen {
            palette.on_select
        } else {
            palette.ink
        };
        if chosen {
            shapes::cut_bar(ui.painter(), name, palette.select);
        }
        let words = text::lay_short(ui, theme, Type::Label, ink, &role.name, THUMB.x - 16.0);
        words.paint(
            ui.painter(),
            pos2(name.left() + 8.0, name.center().y - words.size().y / 2.0),
        );
        if response.has_focus() {
            shapes::focus_frame(ui.painter(), frame, theme);
        }
        if response.clicked() {
            local.role = index;
        }
        left += THUMB.x + 9.0;
    }
}
