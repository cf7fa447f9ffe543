//! The search and the list under it: one stop of the Tab key, arrows from name to name, a
//! letter to the next name that begins so, Enter to open.

use bevy_egui::egui;
use egui::{
    Align, CursorIcon, Event, Id, Key, Modifiers, Pos2, Rect, Response, ScrollArea, Sense, Ui,
    UiBuilder, WidgetInfo, WidgetType, pos2, vec2,
};

use super::{Ahead, CodexLocal, Desk, Tab};
use crate::codex::{Kind, Told, Topic, Within, fold};
use crate::gui::screens::{beside_the_bar, nothing_focused, scroll_by_keys, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::field::{FieldView, entered, field_ui};
use crate::gui::widgets::roving::{Enter, Roving};
use crate::gui::widgets::shapes;
use crate::gui::widgets::text::{self, Laid};

/// The longest text that is taken for a search.
const LONGEST: usize = 200;

/// From the list's edge to its names: room for the wedge that points at one.
const INDENT: f32 = 22.0;

/// A line of the list.
enum Line {
    Head(String),
    Topic(Topic),
}

/// Draws both.
pub(super) fn browse_ui(ui: &mut Ui, desk: &Desk<'_>, local: &mut CodexLocal, rect: Rect) {
    within(ui, rect, |ui| {
        let view = FieldView {
            label: "Search",
            hint: "a name, a word, a Russian name",
            // The frame round it reaches over its edge.
            width: ui.available_width() + spacing::S4,
            longest: LONGEST,
        };
        let field = field_ui(ui, desk.theme, &view, &mut local.typed);
        if std::mem::take(&mut local.begin) {
            field.request_focus();
        }
        let lines = lines(desk, local);
        let first = lines.iter().find_map(|line| match line {
            Line::Topic(topic) => Some(*topic),
            Line::Head(_) => None,
        });
        if entered(ui, &field) {
            field.request_focus();
            if let Some(topic) = first.filter(|_| !local.typed.trim().is_empty()) {
                local.open(desk.codex, topic);
            }
        }
        ui.add_space(spacing::S3);
        let list = ScrollArea::vertical()
            .id_salt(("list", local.at.tab))
            .auto_shrink(false);
        list.show(ui, |ui| {
            if nothing_focused(ui) || field.has_focus() {
                scroll_by_keys(ui);
            }
            beside_the_bar(ui, |ui| {
                if first.is_none() {
                    nothing_ui(ui, desk, local);
                } else {
                    list_ui(ui, desk, local, &lines, &field);
                }
                ahead_ui(ui, desk, local);
            });
        });
    });
}

/// What is listed: everything under its headings, or what was found, the best first.
fn lines(desk: &Desk<'_>, local: &CodexLocal) -> Vec<Line> {
    let within = desk.within(local.at.tab);
    if local.typed.trim().is_empty() {
        let groups = desk.codex.list(within).into_iter();
        return groups
            .flat_map(|group| {
                let head = (!group.head.is_empty()).then_some(Line::Head(group.head));
                head.into_iter()
                    .chain(group.topics.into_iter().map(Line::Topic))
            })
            .collect();
    }
    let found = desk.codex.find(&local.typed, within);
    found.iter().map(|hit| Line::Topic(hit.topic)).collect()
}

/// A line, laid out where it stands.
struct Placed<'a> {
    line: &'a Line,
    laid: Laid,
    /// What kind it is, where kinds stand mixed.
    note: Option<(Laid, &'static str)>,
    rect: Rect,
}

fn list_ui(ui: &mut Ui, desk: &Desk<'_>, local: &mut CodexLocal, lines: &[Line], field: &Response) {
    let mixed = local.at.tab == Tab::All && !local.typed.trim().is_empty();
    let start = ui.available_rect_before_wrap();
    let placed = place(ui, desk, lines, local.at.open, mixed, start);
    let height = placed
        .last()
        .map_or(0.0, |last| last.rect.bottom() - start.top());
    let size = vec2(start.width(), height);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("names"));
    let group = ui.id();
    let names: Vec<(Topic, Id, Pos2)> = placed
        .iter()
        .filter_map(|placed| match placed.line {
            Line::Topic(topic) => Some((*topic, group.with(topic), placed.rect.center())),
            Line::Head(_) => None,
        })
        .collect();
    keys(&ui, desk, &names, field);
    let parts: Vec<(Id, Pos2)> = names.iter().map(|(_, id, at)| (*id, *at)).collect();
    let roving = Roving::of(&ui, group, Enter::ByTab, &parts);
    let mut asked = None;
    for placed in &placed {
        match placed.line {
            Line::Head(head) => head_ui(&mut ui, desk.theme, placed, head),
            Line::Topic(topic) => {
                let is_open = local.at.open == Some(*topic);
                let id = group.with(topic);
                let response = name_ui(&mut ui, desk, placed, *topic, &roving, (id, is_open));
                if response.clicked() {
                    asked = Some(*topic);
                }
                if local.reveal == Some(*topic) {
                    local.reveal = None;
                    response.scroll_to_me(Some(Align::Center));
                }
            }
        }
    }
    if let Some(topic) = asked {
        local.open(desk.codex, topic);
        // It stands under the pointer or has the keyboard, so it is in sight.
        local.reveal = None;
    }
}

fn place<'a>(
    ui: &Ui,
    desk: &Desk<'_>,
    lines: &'a [Line],
    open: Option<Topic>,
    mixed: bool,
    start: Rect,
) -> Vec<Placed<'a>> {
    let theme = desk.theme;
    let palette = &theme.palette;
    let width = start.width() - INDENT - spacing::S3;
    let mut top = start.top() + spacing::S2;
    let mut placed = Vec::with_capacity(lines.len());
    for line in lines {
        let (laid, note, pad) = match line {
            Line::Head(head) => {
                let laid = text::lay(ui, theme, Type::Label, palette.red, head, width);
                (laid, None, spacing::S3)
            }
            Line::Topic(topic) => {
                let (ink, soft) = match open == Some(*topic) {
                    true => (palette.on_select, palette.select_soft),
                    false => (palette.ink, palette.soft),
                };
                let name = desk.codex.listed(*topic);
                let laid = text::lay(ui, theme, Type::SansSmall, ink, name, width);
                let kind = desk.codex.kind(*topic).filter(|_| mixed).map(Kind::word);
                let note = kind.map(|kind| {
                    let laid = text::lay(ui, theme, Type::Note, soft, kind, width);
                    (laid, kind)
                });
                (laid, note, 6.0)
            }
        };
        let more = note.as_ref().map_or(0.0, |(laid, _)| laid.size().y);
        let size = vec2(start.width(), laid.size().y + more + pad);
        let rect = Rect::from_min_size(pos2(start.left(), top), size);
        top = rect.bottom();
        placed.push(Placed {
            line,
            laid,
            note,
            rect,
        });
    }
    placed
}

/// Down from the search, up to it again, and letters.
fn keys(ui: &Ui, desk: &Desk<'_>, names: &[(Topic, Id, Pos2)], field: &Response) {
    let focused = ui.memory(|memory| memory.focused());
    let at = names.iter().position(|(_, id, _)| focused == Some(*id));
    let focus = |id: Id| ui.memory_mut(|memory| memory.request_focus(id));
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    if field.has_focus() {
        let down = || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
        if let Some((_, id, _)) = names.first()
            && down()
        {
            focus(*id);
        }
        return;
    }
    let Some(at) = at else {
        return;
    };
    if at == 0 && pressed(Key::ArrowUp) {
        focus(field.id);
        return;
    }
    let typed = ui.input(|input| {
        input.events.iter().find_map(|event| match event {
            Event::Text(text) => Some(fold(text)),
            _ => None,
        })
    });
    let Some(letter) = typed.filter(|typed| !typed.is_empty()) else {
        return;
    };
    let (before, after) = names.split_at((at + 1).min(names.len()));
    let found = after.iter().chain(before).find(|(topic, _, _)| {
        let name = fold(desk.codex.listed(*topic));
        name.trim_start_matches("the ").starts_with(&letter)
    });
    if let Some((_, id, _)) = found {
        focus(*id);
    }
}

fn head_ui(ui: &mut Ui, theme: &Theme, placed: &Placed<'_>, head: &str) {
    let response = ui.interact(placed.rect, ui.id().with(head), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, head));
    if ui.is_rect_visible(placed.rect) {
        let at = pos2(
            placed.rect.left() + INDENT,
            placed.rect.bottom() - placed.laid.size().y - 2.0,
        );
        placed.laid.paint(ui.painter(), at);
        let line = egui::Stroke::new(spacing::HAIR, theme.palette.hair);
        let left = at.x + placed.laid.size().x + spacing::S2;
        let y = at.y + placed.laid.size().y / 2.0;
        shapes::rule(ui.painter(), left, placed.rect.right(), y, line);
    }
}

fn name_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    placed: &Placed<'_>,
    topic: Topic,
    roving: &Roving,
    (id, is_open): (Id, bool),
) -> Response {
    let theme = desk.theme;
    let response = ui
        .interact(placed.rect, id, roving.sense(ui, id))
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        let name = desk.codex.listed(topic);
        let name = match &placed.note {
            Some((_, kind)) => format!("{name}, {kind}"),
            None => name.to_owned(),
        };
        WidgetInfo::selected(WidgetType::Button, true, is_open, name)
    });
    roving.drawn(ui, &response);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if !ui.is_rect_visible(placed.rect) {
        return response;
    }
    let painter = ui.painter();
    let bar = placed
        .rect
        .with_min_x(placed.rect.left() + INDENT - spacing::S2);
    if is_open {
        shapes::plane(painter, bar, theme.palette.select);
    } else if response.hovered() {
        shapes::plane(painter, bar, theme.palette.low);
    }
    let at = pos2(placed.rect.left() + INDENT, placed.rect.top() + 3.0);
    placed.laid.paint(painter, at);
    if let Some((note, _)) = &placed.note {
        note.paint(painter, at + vec2(0.0, placed.laid.size().y));
    }
    if response.has_focus() {
        shapes::frame(painter, bar.expand(1.0), theme.focus());
        let tip = bar.left_center() - vec2(3.0, 0.0);
        let points = [tip, tip + vec2(-11.0, 9.0), tip + vec2(-11.0, -9.0)];
        shapes::polygon(painter, &points, theme.palette.red);
    }
    response
}

/// Nothing fits: what was looked for, and what to do.
fn nothing_ui(ui: &mut Ui, desk: &Desk<'_>, local: &mut CodexLocal) {
    let theme = desk.theme;
    let palette = &theme.palette;
    let typed: String = local.typed.trim().chars().take(40).collect();
    let shown: String = typed
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    let quiet = |label| ButtonView::of(ButtonKind::Quiet, label);
    if shown.is_empty() {
        let line = match local.at.tab {
            Tab::Kind(kind) => format!("{}: none is told of yet.", kind.words()),
            Tab::All | Tab::Year => "The scenario tells nothing outside its scenes.".to_owned(),
        };
        text::text_ui(ui, theme, Type::Sans, palette.soft, &line);
        return;
    }
    let line = format!("Nothing has “{shown}” in its name or its text.");
    text::text_ui(ui, theme, Type::Sans, palette.ink, &line);
    ui.add_space(spacing::S2);
    let anywhere = Within {
        kind: None,
        told: desk.told,
    };
    let n_found = desk.codex.find(&local.typed, anywhere).len();
    if n_found > 0 {
        let label = format!("Look in every kind: {n_found} found");
        if button_ui(ui, theme, &quiet(&label)).clicked() {
            local.at.tab = Tab::All;
            local.begin = true;
        }
        return;
    }
    if let Some(word) = desk.codex.meant(&local.typed, desk.told).map(str::to_owned) {
        let label = format!("Try “{word}”");
        if button_ui(ui, theme, &quiet(&label)).clicked() {
            local.typed = word;
            local.begin = true;
        }
        return;
    }
    let line = "Try fewer letters, or another spelling: Cyrillic letters do as well.";
    text::text_ui(ui, theme, Type::Sans, palette.soft, line);
}

/// What lies ahead of the run, and whether it is told.
pub(super) fn ahead_ui(ui: &mut Ui, desk: &Desk<'_>, local: &mut CodexLocal) {
    if !desk.is_running() {
        return;
    }
    let theme = desk.theme;
    let within = desk.within(local.at.tab);
    let up_to = match desk.told {
        Told::All => None,
        Told::UpTo(_) => Some(desk.codex.n_held_back(within)),
    };
    if up_to == Some(0) {
        return;
    }
    ui.add_space(spacing::S3);
    let (line, label) = match up_to {
        Some(1) => (
            "One more lies ahead of your run.".to_owned(),
            "Tell the whole year",
        ),
        Some(n) => (
            format!("{n} more lie ahead of your run."),
            "Tell the whole year",
        ),
        None => (
            "The whole year is told, with what lies ahead of your run.".to_owned(),
            "Only up to this hour",
        ),
    };
    text::text_ui(ui, theme, Type::Note, theme.palette.soft, &line);
    let view = ButtonView::of(ButtonKind::Quiet, label);
    if button_ui(ui, theme, &view).clicked() {
        local.ahead = match local.ahead {
            Ahead::Hidden => Ahead::Shown,
            Ahead::Shown => Ahead::Hidden,
        };
    }
    ui.add_space(spacing::S3);
}
