//! A run on one screen for a room: large text, one thing at a time, and hands that are counted.
//!
//! It is a way of showing the open page of the same run, and begins and ends on any page. The
//! page is laid out in steps (`steps`): its hour and place, the news, the text in as many parts
//! as it needs (`paging`), then the question with its counts (`question`); after a decision
//! what came of it, what moved, and what the room, the run and the record did (`after`). Keys
//! of a presenter go from step to step. Nothing here decides: hands are counted and shown, the
//! clock for talking (`talk`) only runs down, and a choice is taken by whoever leads the room.

mod after;
mod foot;
mod paging;
mod question;
mod reading;
mod steps;
mod talk;

use std::time::Duration;

use bevy_egui::egui;
use egui::{FocusDirection, Key, Rect, Ui, pos2, vec2};

use super::{Local, Shown, any_pressed, nothing_focused, opening_key, pressed, within};
use crate::gui::action::{Asked, UiAction};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{self, ButtonKind, ButtonView};
use crate::gui::widgets::{shapes, text};
use crate::playthrough::{Action, PageView, View};
use steps::Step;
use talk::Talk;

/// The words that begin it wherever it can be begun, and the key.
pub(super) const OPEN: (&str, &str) = ("Show it to a room", "F5");

/// The words where there is little room for them.
pub(super) const OPEN_SHORT: &str = "For a room";

/// How much larger than set a room's text is, in per cent of what was set.
const LARGER: u16 = 200;
/// No text is larger than this, in per cent.
const LARGEST: u16 = 250;
/// What only whoever leads the room reads is never larger than this, in per cent.
const LARGEST_TOOLS: u16 = 130;

/// What is remembered of a room that is purely visual.
#[derive(Default)]
pub(super) struct RoomLocal {
    /// Whether the run is shown to a room.
    on: bool,
    /// The page the step belongs to.
    page: String,
    /// Which step of it.
    step: usize,
    /// Whether the open step shows the picture, and whether it asks the question.
    on_picture: bool,
    counts: bool,
    /// Whether there is more below what is in sight, and whether it is to be scrolled to.
    more: bool,
    scroll: bool,
    /// Whether a choice has the keyboard, and the one whose number is being typed.
    on_row: bool,
    typed: Option<usize>,
    /// The row that takes the keyboard next.
    focus_row: Option<usize>,
    talk: Talk,
    /// When the clock has to be looked at again.
    wakes_in: Option<Duration>,
}

impl RoomLocal {
    /// Whether the run is shown to a room.
    pub(super) fn is_on(&self) -> bool {
        self.on
    }

    /// Shows it to a room from here on.
    pub(super) fn begin(&mut self) {
        *self = Self {
            on: true,
            ..Self::default()
        };
    }

    /// Whether the picture is what is looked at.
    pub(super) fn shows_picture(&self) -> bool {
        self.on_picture
    }

    /// Whether hands are being counted on the open step.
    pub(super) fn is_counting(&self) -> bool {
        self.counts
    }

    /// When the window has to be drawn again though nothing happens, if it has.
    pub(super) fn wakes_in(&self) -> Option<Duration> {
        self.wakes_in
    }

    /// To be called before anything is drawn: a clock that is not seen wakes nobody.
    pub(super) fn rest(&mut self) {
        self.wakes_in = None;
    }
}

/// Begins it with its key.
pub(super) fn key(ui: &Ui, local: &mut Local) {
    if !local.room.on && pressed(ui, Key::F5) {
        local.room.begin();
        ui.ctx().request_repaint();
    }
}

/// The button that begins it.
pub(super) fn button_ui(ui: &mut Ui, theme: &Theme, local: &mut Local) {
    let (words, key) = OPEN;
    let view = ButtonView::of(ButtonKind::Secondary, words).key(key);
    if button::button_ui(ui, theme, &view).clicked() {
        local.room.begin();
        ui.ctx().request_repaint();
    }
}

/// The theme of what the room reads: larger, as far as the window has room for it.
fn large(theme: &Theme, whole: Rect) -> Theme {
    let fit = (whole.width() / spacing::DESIGN.x).min(whole.height() / spacing::DESIGN.y);
    let wanted = f32::from(theme.text_percent) * f32::from(LARGER) / 100.0 * fit.min(1.0);
    Theme {
        text_percent: (wanted.round() as u16).clamp(80, LARGEST),
        ..*theme
    }
}

/// The theme of what only whoever leads the room reads.
fn tools(theme: &Theme) -> Theme {
    Theme {
        text_percent: theme.text_percent.min(LARGEST_TOOLS),
        ..*theme
    }
}

/// What every part of the room is given.
struct Room<'a> {
    shown: &'a Shown<'a>,
    view: &'a View,
    opening: bool,
    /// For the room.
    large: Theme,
    /// For whoever leads it.
    tools: Theme,
}

/// Draws the open step of the page.
pub(super) fn room_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    opening: bool,
    local: &mut Local,
    out: &mut Asked,
) {
    let whole = ui.max_rect();
    let room = Room {
        shown,
        view,
        opening,
        large: large(shown.theme, whole),
        tools: tools(shown.theme),
    };
    let now = ui.input(|input| input.time);
    let band = whole.with_max_y(whole.top() + band_height(&room.large));
    let above = |foot: f32| {
        let least = band.bottom() + 120.0;
        let bottom = (whole.bottom() - foot).max(least);
        Rect::from_min_max(
            pos2(whole.left(), band.bottom()),
            pos2(whole.right(), bottom),
        )
    };
    let usual = above(foot::usual_height(&room, whole.width()));
    let steps = steps::steps(ui, &room, column(usual, &room.large));
    let last = steps.len().saturating_sub(1);
    local.room.step = local.room.step.min(last);
    let Some(step) = steps.get(local.room.step) else {
        return;
    };
    let body = above(foot::height(ui, &room, step));
    keys(ui, &room, step, last, local, out);
    if !local.room.on {
        return;
    }
    local.room.on_picture = matches!(step, Step::Card(_)) && !shown.theme.is_high_contrast();
    local.room.counts = matches!(step, Step::Question(_));
    local.room.more = false;
    if !local.room.on_picture {
        shapes::plane(ui.painter(), whole, room.large.palette.sheet);
    }
    let progress = (local.room.step + 1, steps.len());
    band_ui(ui, &room, band, progress, local, now);
    within(ui, body, |ui| {
        step_ui(ui, &room, step, body, local, out);
    });
    let at = whole.with_min_y(body.bottom());
    within(ui, at, |ui| {
        foot::foot_ui(ui, &room, step, last, local, out);
    });
    if let Some(wakes_in) = local.room.talk.wakes_in(now) {
        local.room.wakes_in = Some(wakes_in);
    }
}

/// Where a room's text stands: in lines that are not too long to read.
fn column(body: Rect, large: &Theme) -> Rect {
    let inner = body.shrink2(vec2(spacing::MARGIN, spacing::S4));
    let measure = (spacing::SHEET - 2.0 * spacing::SHEET_PAD) * large.growth(Type::Prose) * 1.06;
    let width = inner.width().min(measure.max(480.0));
    Rect::from_center_size(inner.center(), vec2(width, inner.height()))
}

fn step_ui(
    ui: &mut Ui,
    room: &Room<'_>,
    step: &Step<'_>,
    body: Rect,
    local: &mut Local,
    out: &mut Asked,
) {
    let column = column(body, &room.large);
    match step {
        Step::Card(card) => reading::card_ui(ui, room, card, body, local),
        Step::Part(part) => reading::part_ui(ui, room, part, column, local),
        Step::Question(scene) => question::question_ui(ui, room, scene, body, local, out),
        Step::Moved(after) => after::moved_ui(ui, room, after, column, local),
        Step::Done(after) => after::done_ui(ui, room, after, body, local),
        Step::Close(end) => after::close_ui(ui, room, end, body, local),
    }
}

/// What a key means on every step.
fn keys(
    ui: &Ui,
    room: &Room<'_>,
    step: &Step<'_>,
    last: usize,
    local: &mut Local,
    out: &mut Asked,
) {
    if pressed(ui, Key::Escape) {
        leave(ui, local);
        return;
    }
    clock_keys(ui, local);
    let free = nothing_focused(ui);
    let asks = matches!(step, Step::Question(_));
    let forth = pressed(ui, Key::PageDown)
        || (free && any_pressed(ui, &[Key::Space, Key::ArrowRight]))
        || (free && !asks && pressed(ui, Key::Enter));
    let back = pressed(ui, Key::PageUp) || (free && pressed(ui, Key::ArrowLeft));
    if forth || back {
        // Or egui would look for something to the left or right with the same press.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    if forth && local.room.more {
        local.room.scroll = true;
    } else if forth {
        go_on(ui, room, last, local, out);
    } else if back {
        go_back(ui, local);
    }
}

fn clock_keys(ui: &Ui, local: &mut Local) {
    let now = ui.input(|input| input.time);
    let talk = &mut local.room.talk;
    if pressed(ui, Key::T) {
        talk.start_or_hold(now);
    }
    if pressed(ui, Key::Z) {
        talk.put_back();
    }
    if pressed(ui, Key::D) {
        talk.next_minutes();
    }
}

/// Leaves the room; the run stays as it is.
fn leave(ui: &Ui, local: &mut Local) {
    local.room = RoomLocal::default();
    turn(ui);
}

/// What was drawn so far is of the step before: it is drawn anew before anybody sees it.
fn turn(ui: &Ui) {
    ui.ctx().request_discard("another step");
    ui.ctx().request_repaint();
}

/// To the next step, or on to what follows the page. The question waits for a decision.
fn go_on(ui: &Ui, room: &Room<'_>, last: usize, local: &mut Local, out: &mut Asked) {
    turn(ui);
    if local.room.step < last {
        local.room.step += 1;
        return;
    }
    match &room.view.page {
        PageView::Scene(scene) if room.opening => {
            local.opened = opening_key(room.view, &scene.key);
        }
        PageView::After(_) => out.push(UiAction::Play(Action::Continue)),
        PageView::Scene(_) | PageView::End(_) => {}
    }
}

fn go_back(ui: &Ui, local: &mut Local) {
    turn(ui);
    local.room.step = local.room.step.saturating_sub(1);
}

/// Tells one step from another, so that the keyboard starts anew on each.
pub(super) fn page_key(page: &str, local: &mut Local) -> String {
    if local.room.page != page {
        page.clone_into(&mut local.room.page);
        local.room.step = 0;
        local.room.typed = None;
    }
    format!("{page}/room/{}", local.room.step)
}

fn band_height(large: &Theme) -> f32 {
    (large.line(Type::Heading) + spacing::S4).round()
}

/// When and where, how far the page has come, and the clock if it was started.
fn band_ui(
    ui: &mut Ui,
    room: &Room<'_>,
    band: Rect,
    (at, of): (usize, usize),
    local: &Local,
    now: f64,
) {
    let (theme, palette) = (&room.large, &room.large.palette);
    shapes::plane(ui.painter(), band, palette.band);
    if theme.is_high_contrast() {
        let line = egui::Stroke::new(spacing::HEAVY, palette.ink);
        shapes::rule(ui.painter(), band.left(), band.right(), band.bottom(), line);
    }
    let inner = band.shrink2(vec2(spacing::MARGIN, 0.0));
    let middle = band.center().y;
    let clock = local.room.talk.shows(now);
    let (words, style) = match &clock {
        Some(clock) if clock.over => (talk::OVER.to_owned(), Type::Subheading),
        Some(clock) if clock.held => (format!("held at {}", clock.words), Type::Subheading),
        Some(clock) => (clock.words.clone(), Type::Heading),
        None => (format!("{at} of {of}"), Type::Label),
    };
    let ink = match clock {
        Some(_) => palette.on_band,
        None => palette.band_soft,
    };
    let right = text::lay_line(ui, theme, style, ink, &words);
    let room_left = inner.width() - right.size().x - spacing::S5;
    let ink = palette.on_band;
    let date = text::lay_short(ui, theme, Type::Button, ink, &room.view.top.date, room_left);
    let corner = pos2(inner.left(), middle - date.size().y / 2.0);
    within(ui, Rect::from_min_size(corner, date.size()), |ui| {
        text::place(ui, &date, &room.view.top.date);
    });
    let corner = pos2(
        inner.right() - right.size().x,
        middle - right.size().y / 2.0,
    );
    within(ui, Rect::from_min_size(corner, right.size()), |ui| {
        text::place(ui, &right, &words);
    });
    if let Some(clock) = clock {
        let bar = Rect::from_min_max(
            pos2(inner.left(), band.bottom() - 10.0),
            pos2(corner.x - spacing::S5, band.bottom()),
        );
        let left = bar.with_max_x(bar.left() + bar.width() * clock.share);
        shapes::plane(
            ui.painter(),
            left.with_max_y(band.bottom() - 5.0),
            palette.on_band,
        );
    }
}
