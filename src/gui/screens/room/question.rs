//! The question: what can be decided, large, with the hands for each choice.
//!
//! A digit puts a hand up and with Shift takes it down; a click and a click with the other
//! button do the same. A number typed while a choice has the keyboard is its count. Most hands
//! are shown and a tie is called one; what is done is for whoever leads the room to say, with
//! Enter on a choice.

use bevy_egui::egui;
use egui::{Event, FocusDirection, Key, Rect, Ui};

use super::Room;
use super::reading::scrolled_ui;
use crate::gui::action::{Asked, UiAction};
use crate::gui::screens::{Local, nothing_focused, pressed};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::hands::{
    HandsAsked, HandsStanding, HandsView, hands_heads_ui, hands_height, hands_ui,
};
use crate::gui::widgets::text;
use crate::journal::{Ahead, Count, MOST_HANDS};
use crate::playthrough::{Action, SceneView};

/// What the room is asked.
const QUESTION: &str = "What would you have done?";

/// The sizes the question is tried in, in per cent of the room's, until it fits.
const SIZES: [u16; 8] = [100, 92, 84, 77, 70, 64, 58, 53];

/// No smaller than this, in per cent of what was designed: then it is scrolled.
const LEAST: u16 = 80;

/// Draws the question.
pub(super) fn question_ui(
    ui: &mut Ui,
    room: &Room<'_>,
    scene: &SceneView,
    body: Rect,
    local: &mut Local,
    out: &mut Asked,
) {
    let rect = body.shrink2(egui::vec2(spacing::MARGIN + spacing::S3, spacing::S3));
    let fresh = Count {
        hands: vec![Some(0); scene.choices.len()],
    };
    let (count, before) = match scene.counts.split_last() {
        Some((last, before)) => (last, before),
        None => (&fresh, [].as_slice()),
    };
    let rows = rows(scene, count, before);
    let theme = fitting(ui, room, &rows, rect);
    count_keys(ui, scene, count, local, out);
    scrolled_ui(ui, local, rect, |ui, local| {
        let palette = &theme.palette;
        text::text_ui(ui, &theme, Type::Heading, palette.ink, QUESTION);
        if before.is_empty() {
            ui.add_space(spacing::S2);
        } else {
            hands_heads_ui(ui, &theme, before.len());
        }
        rows_ui(ui, &theme, &rows, scene, count, local, out);
        ui.add_space(spacing::S2);
        let told = told(count);
        text::runs_ui(ui, &[(&told, theme.bold(Type::Sans, palette.ink))]);
    });
}

/// A row with the earlier counts it is shown beside.
struct RowOf<'a> {
    number: usize,
    words: &'a str,
    locked: Option<&'a str>,
    before: Vec<Option<u16>>,
    hands: u16,
    total: u32,
    standing: HandsStanding,
}

impl RowOf<'_> {
    fn view(&self) -> HandsView<'_> {
        HandsView {
            number: self.number,
            text: self.words,
            locked: self.locked,
            before: &self.before,
            hands: self.hands,
            most_hands: MOST_HANDS,
            total: self.total,
            standing: self.standing,
        }
    }
}

fn rows<'a>(scene: &'a SceneView, count: &Count, before: &[Count]) -> Vec<RowOf<'a>> {
    let ahead = count.ahead();
    let of = |count: &Count, index: usize| count.hands.get(index).copied().flatten();
    let choices = scene.choices.iter().enumerate();
    choices
        .map(|(index, choice)| RowOf {
            number: choice.number,
            words: &choice.text,
            locked: choice.locked.as_deref(),
            before: before.iter().map(|count| of(count, index)).collect(),
            hands: of(count, index).unwrap_or(0),
            total: count.total(),
            standing: match &ahead {
                Ahead::One(first) if *first == index => HandsStanding::Most,
                Ahead::Tie(all) if all.contains(&index) => HandsStanding::Tie,
                _ => HandsStanding::Behind,
            },
        })
        .collect()
}

/// The room's theme, or one as much smaller as everything needs to be in sight.
fn fitting(ui: &Ui, room: &Room<'_>, rows: &[RowOf<'_>], rect: Rect) -> Theme {
    let smaller = |percent: &u16| Theme {
        text_percent: (room.large.text_percent * percent / 100).max(LEAST),
        ..room.large
    };
    let fits = |theme: &Theme| {
        let heads = theme.line(Type::Heading) + theme.line(Type::LabelSmall);
        let foot = theme.line(Type::Sans) + 2.0 * spacing::S2;
        let rows = rows
            .iter()
            .map(|row| hands_height(ui, theme, &row.view(), rect.width()));
        heads + foot + rows.sum::<f32>() <= rect.height()
    };
    let mut themes = SIZES.iter().map(smaller);
    themes.find(fits).unwrap_or_else(|| smaller(&70))
}

fn rows_ui(
    ui: &mut Ui,
    theme: &Theme,
    rows: &[RowOf<'_>],
    scene: &SceneView,
    count: &Count,
    local: &mut Local,
    out: &mut Asked,
) {
    let mut ids = Vec::new();
    let mut focused = None;
    for (index, row) in rows.iter().enumerate() {
        let drawn = ui.push_id((&scene.key, index), |ui| hands_ui(ui, theme, &row.view()));
        let drawn = drawn.inner;
        ids.push(drawn.row.id);
        if drawn.row.has_focus() {
            focused = Some(index);
        }
        if local.room.focus_row == Some(index) {
            drawn.row.request_focus();
            local.room.focus_row = None;
        }
        match drawn.asked {
            // Enter ends a number that is being typed before it means anything else.
            Some(HandsAsked::Decide) if local.room.typed == Some(index) => {
                local.room.typed = None;
                match index + 1 < rows.len() {
                    true => local.room.focus_row = Some(index + 1),
                    false => drawn.row.surrender_focus(),
                }
                ui.ctx().request_repaint();
            }
            Some(asked) => act(index, asked, count, out),
            None => {}
        }
    }
    local.room.on_row = focused.is_some();
    if let Some(index) = focused {
        type_ui(ui, index, count, local, out);
    } else {
        local.room.typed = None;
        hand_keys(ui, scene, count, out);
    }
    // The first press of an arrow finds the choices, wherever the keyboard was.
    let arrows = pressed(ui, Key::ArrowDown) || pressed(ui, Key::ArrowUp);
    if arrows
        && nothing_focused(ui)
        && let Some(first) = ids.first()
    {
        ui.memory_mut(|memory| {
            memory.request_focus(*first);
            memory.move_focus(FocusDirection::None);
        });
    }
}

fn act(index: usize, asked: HandsAsked, count: &Count, out: &mut Asked) {
    let hands = count.hands.get(index).copied().flatten().unwrap_or(0);
    let action = match asked {
        HandsAsked::More => Action::Hands(index, hands.saturating_add(1).min(MOST_HANDS)),
        HandsAsked::Less => Action::Hands(index, hands.saturating_sub(1)),
        HandsAsked::Set(hands) => Action::Hands(index, hands),
        HandsAsked::Decide => Action::Choose(index),
    };
    out.push(UiAction::Play(action));
}

/// A further count, and a further count given up.
fn count_keys(ui: &Ui, scene: &SceneView, count: &Count, local: &mut Local, out: &mut Asked) {
    if pressed(ui, Key::A) {
        out.push(UiAction::Play(Action::CountAgain));
    }
    let is_empty = count.total() == 0 && scene.counts.len() > 1;
    if is_empty && pressed(ui, Key::Backspace) && local.room.typed.is_none() {
        out.push(UiAction::Play(Action::CountBack));
    }
}

/// Digits put hands up while no choice has the keyboard, and with Shift take them down.
fn hand_keys(ui: &Ui, scene: &SceneView, count: &Count, out: &mut Asked) {
    let mut by: Vec<i32> = vec![0; scene.choices.len()];
    for (digit, way) in digits(ui) {
        let index = usize::from(digit).checked_sub(1);
        if let Some(by) = index.and_then(|index| by.get_mut(index)) {
            *by += match way {
                Way::Up => 1,
                Way::Down => -1,
            };
        }
    }
    for (index, by) in by.into_iter().enumerate() {
        let is_open = scene
            .choices
            .get(index)
            .is_some_and(|it| it.locked.is_none());
        let hands = count.hands.get(index).copied().flatten().unwrap_or(0);
        let after = (i32::from(hands) + by).clamp(0, i32::from(MOST_HANDS));
        let after = u16::try_from(after).unwrap_or(hands);
        if is_open && after != hands {
            out.push(UiAction::Play(Action::Hands(index, after)));
        }
    }
}

/// A number typed while a choice has the keyboard is how many hands are up for it.
fn type_ui(ui: &Ui, index: usize, count: &Count, local: &mut Local, out: &mut Asked) {
    let Some(mut hands) = count.hands.get(index).copied().flatten() else {
        return;
    };
    let was = hands;
    let mut is_typing = local.room.typed == Some(index);
    for (digit, way) in digits(ui) {
        match way {
            Way::Up => {
                let longer = hands.saturating_mul(10).saturating_add(u16::from(digit));
                hands = match is_typing {
                    true if longer <= MOST_HANDS => longer,
                    true => hands,
                    false => u16::from(digit),
                };
                is_typing = true;
            }
            Way::Down => {}
        }
    }
    if pressed(ui, Key::Backspace) {
        hands /= 10;
        is_typing = true;
    }
    for (keys, by) in [
        ([Key::Plus, Key::Equals], 1),
        ([Key::Minus, Key::Minus], -1),
    ] {
        if keys.iter().any(|key| pressed(ui, *key)) {
            hands = hands.saturating_add_signed(by).min(MOST_HANDS);
        }
    }
    local.room.typed = is_typing.then_some(index);
    if hands != was {
        out.push(UiAction::Play(Action::Hands(index, hands)));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Up,
    Down,
}

/// The digits that went down just now, by the place of the key where the letter on it is none:
/// with Shift, or on keyboards that have digits only with it.
fn digits(ui: &Ui) -> Vec<(u8, Way)> {
    const DIGITS: [Key; 10] = [
        Key::Num0,
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    let place = |key: &Key| {
        (0_u8..)
            .zip(DIGITS)
            .find(|(_, it)| it == key)
            .map(|it| it.0)
    };
    ui.input(|input| {
        let events = input.events.iter().filter_map(|event| match event {
            Event::Key {
                key,
                physical_key,
                pressed: true,
                repeat: false,
                modifiers,
            } if !modifiers.ctrl && !modifiers.alt && !modifiers.command => {
                let digit = physical_key
                    .as_ref()
                    .and_then(place)
                    .or_else(|| place(key))?;
                let way = if modifiers.shift { Way::Down } else { Way::Up };
                Some((digit, way))
            }
            _ => None,
        });
        events.collect()
    })
}

/// "28 hands. Most for choice 1: 14 of them."
pub(super) fn told(count: &Count) -> String {
    let total = count.total();
    let counted = match total {
        0 => return "No hand is counted yet.".to_owned(),
        1 => "1 hand".to_owned(),
        total => format!("{total} hands"),
    };
    let hands = |index: &usize| count.hands.get(*index).copied().flatten().unwrap_or(0);
    match count.ahead() {
        Ahead::Nobody => format!("{counted}."),
        Ahead::One(index) => format!(
            "{counted}. Most for choice {}: {} of them.",
            index + 1,
            hands(&index)
        ),
        Ahead::Tie(all) => {
            let numbers: Vec<String> = all.iter().map(|index| (index + 1).to_string()).collect();
            let each = all.first().map_or(0, hands);
            format!(
                "{counted}. A tie between choices {}: {each} each.",
                numbers.join(" and ")
            )
        }
    }
}
