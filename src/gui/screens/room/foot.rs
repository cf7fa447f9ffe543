//! The foot of a room's screen, for whoever leads the room: the steps, the clock, the counts,
//! and the way out.

use bevy_egui::egui;
use egui::{Id, Ui, vec2};

use super::steps::Step;
use super::{Room, go_back, go_on, leave};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screens::{Local, within};
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::{shapes, text};
use crate::playthrough::{Action, PageView, SceneView};

/// What the keys do on the question.
const COUNTING: &str = "A digit puts a hand up, Shift and a digit takes one down. The arrows go to a choice: a number typed there is its count, Enter is what we do.";
const TYPING: &str = "A number typed now is the count of this choice. Enter is what we do.";
const TYPED: &str = "Enter ends the number and goes on to the next choice.";

fn id(room: &Room<'_>, step: &Step<'_>) -> Id {
    let asks = matches!(step, Step::Question(_));
    Id::new(("foot", asks, room.tools.text_percent, room.tools.face))
}

/// How high the foot of any step is as a rule. Texts are cut into parts by it, so it must not
/// change from one step to the next.
pub(super) fn usual_height(room: &Room<'_>, width: f32) -> f32 {
    let line = spacing::BUTTON * room.tools.growth(Type::Button).max(1.0);
    let n_lines = if width < 1000.0 { 2.0 } else { 1.0 };
    n_lines * (line + spacing::S2) + 2.0 * spacing::S3 - spacing::S2
}

/// How high the foot of such a step was when it was drawn last.
pub(super) fn height(ui: &Ui, room: &Room<'_>, step: &Step<'_>) -> f32 {
    let known = ui.data(|data| data.get_temp(id(room, step)));
    known.unwrap_or_else(|| usual_height(room, ui.max_rect().width()))
}

/// Draws the foot.
pub(super) fn foot_ui(
    ui: &mut Ui,
    room: &Room<'_>,
    step: &Step<'_>,
    last: usize,
    local: &mut Local,
    out: &mut Asked,
) {
    let rect = ui.max_rect();
    let theme = &room.tools;
    shapes::plane(ui.painter(), rect, theme.palette.sheet);
    let (left, right) = (rect.left(), rect.right());
    shapes::rule(ui.painter(), left, right, rect.top(), theme.rule());
    let inner = rect.shrink2(vec2(spacing::MARGIN, 0.0));
    let inner = inner.with_min_y(rect.top() + spacing::S3);
    let bottom = within(ui, inner, |ui| {
        ui.spacing_mut().item_spacing = vec2(spacing::S3, spacing::S2);
        if let Step::Question(_) = step {
            let line = match (local.room.typed, local.room.on_row) {
                (Some(_), _) => TYPED,
                (None, true) => TYPING,
                (None, false) => COUNTING,
            };
            text::text_ui(ui, theme, Type::SansSmall, theme.palette.soft, line);
        }
        ui.horizontal_wrapped(|ui| {
            steps_ui(ui, room, last, local, out);
            if let Step::Question(scene) = step {
                count_ui(ui, room, scene, out);
            }
            if matches!(step, Step::Question(_) | Step::Done(_)) || local.room.talk.is_on() {
                clock_ui(ui, room, local);
            }
            if button(ui, room, ButtonKind::Secondary, "Leave this view", "Esc") {
                leave(ui, local);
            }
        });
        ui.min_rect().bottom()
    });
    let measured = bottom + spacing::S3 - rect.top();
    let id = id(room, step);
    let known = height(ui, room, step);
    if (measured - known).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, measured));
        ui.ctx().request_discard("the foot was measured");
    }
}

fn button(ui: &mut Ui, room: &Room<'_>, kind: ButtonKind, label: &str, key: &str) -> bool {
    let view = ButtonView::of(kind, label).key(key);
    button_ui(ui, &room.tools, &view).clicked()
}

fn steps_ui(ui: &mut Ui, room: &Room<'_>, last: usize, local: &mut Local, out: &mut Asked) {
    if local.room.step > 0 && button(ui, room, ButtonKind::Secondary, "Back", "Page Up") {
        go_back(ui, local);
    }
    let words = match (&room.view.page, local.room.step < last) {
        (_, true) => "Next",
        (PageView::Scene(_), false) if room.opening => "Begin the chapter",
        (PageView::After(_), false) => "Continue",
        (PageView::Scene(_) | PageView::End(_), false) => return,
    };
    if button(ui, room, ButtonKind::Primary, words, "Page Down") {
        match local.room.more {
            true => local.room.scroll = true,
            false => go_on(ui, room, last, local, out),
        }
    }
}

/// Another count, or one given up in which no hand is up.
fn count_ui(ui: &mut Ui, room: &Room<'_>, scene: &SceneView, out: &mut Asked) {
    let last = scene.counts.last().map_or(0, |count| count.total());
    if last > 0 {
        if scene.counts.len() < crate::journal::MOST_ROUNDS
            && button(ui, room, ButtonKind::Secondary, "Again after talking", "A")
        {
            out.push(UiAction::Play(Action::CountAgain));
        }
    } else if scene.counts.len() > 1
        && button(
            ui,
            room,
            ButtonKind::Secondary,
            "No second count",
            "Backspace",
        )
    {
        out.push(UiAction::Play(Action::CountBack));
    }
}

/// The clock: how long, start and hold, and put back.
fn clock_ui(ui: &mut Ui, room: &Room<'_>, local: &mut Local) {
    let now = ui.input(|input| input.time);
    let talk = &mut local.room.talk;
    let minutes = match talk.minutes() {
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    };
    if !talk.is_on() && button(ui, room, ButtonKind::Secondary, &minutes, "D") {
        talk.next_minutes();
    }
    if button(ui, room, ButtonKind::Secondary, talk.next_step(now), "T") {
        talk.start_or_hold(now);
        ui.ctx().request_repaint();
    }
    if talk.is_on() && button(ui, room, ButtonKind::Secondary, "Put it back", "Z") {
        talk.put_back();
        ui.ctx().request_repaint();
    }
}
