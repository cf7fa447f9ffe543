//! The codex: a browser of everything the scenario tells outside its scenes, and one entry
//! over the page it was asked for on.
//!
//! What is found, listed and linked is [`crate::codex`]'s; this shows it. `browse` is the
//! search and the list, `entry` one entry, `debate` what only debates and turning points
//! have, `year` everything in order of time.

mod browse;
mod debate;
mod entry;
mod year;

use bevy_egui::egui;
use egui::{Event, Key, PointerButton, Rect, ScrollArea, Ui, pos2, vec2};

use super::overlay::overlay_rect;
use super::scrolled::cue_ui;
use super::{
    Local, Overlay, Shown, any_pressed, beside_the_bar, pressed, scroll_by_keys, sheet_ui, within,
};
use crate::codex::{Codex, Kind, Told, Topic, Within};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::strip::strip_ui;
use crate::gui::widgets::{shapes, text};
use crate::journal::Replay;
use crate::playthrough::PageView;

/// What the codex remembers, so that one comes back to where one was.
#[derive(Default)]
pub(super) struct CodexLocal {
    /// What is typed into the search.
    typed: String,
    at: Visit,
    back: Vec<Visit>,
    forward: Vec<Visit>,
    ahead: Ahead,
    /// Where one came from.
    from: Option<Screen>,
    /// The entry whose row has still to come into sight.
    reveal: Option<Topic>,
    /// Whether the search is to have the keyboard.
    begin: bool,
}

/// A place in the codex.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Visit {
    tab: Tab,
    open: Option<Topic>,
}

/// What the strip opens.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
enum Tab {
    /// Every kind.
    #[default]
    All,
    Kind(Kind),
    /// Everything dated, in order of time.
    Year,
}

/// What lies ahead of the run that is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Ahead {
    #[default]
    Hidden,
    /// The player asked for it.
    Shown,
}

/// The most places that are remembered.
const MOST_VISITS: usize = 100;

impl CodexLocal {
    /// Turns to a place, and remembers where one was.
    fn visit(&mut self, to: Visit) {
        if to == self.at {
            return;
        }
        self.back.push(std::mem::replace(&mut self.at, to));
        if self.back.len() > MOST_VISITS {
            self.back.remove(0);
        }
        self.forward.clear();
        self.reveal = to.open;
    }

    /// Opens an entry, in the list that it stands in.
    pub(super) fn open(&mut self, codex: &Codex, topic: Topic) {
        let tab = match self.at.tab {
            // What was searched for stays beside what was found.
            Tab::All => Tab::All,
            tab if !self.typed.trim().is_empty() && tab != Tab::Year => tab,
            Tab::Kind(_) | Tab::Year => codex.kind(topic).map_or(Tab::All, Tab::Kind),
        };
        self.visit(Visit {
            tab,
            open: Some(topic),
        });
    }

    fn go_back(&mut self) {
        if let Some(to) = self.back.pop() {
            self.forward.push(std::mem::replace(&mut self.at, to));
            self.reveal = to.open;
        }
    }

    fn go_forward(&mut self) {
        if let Some(to) = self.forward.pop() {
            self.back.push(std::mem::replace(&mut self.at, to));
            self.reveal = to.open;
        }
    }

    /// Forgets what edited scenes no longer have.
    fn keep(&mut self, codex: &Codex) {
        let is_there = |visit: &Visit| visit.open.is_none_or(|open| codex.kind(open).is_some());
        self.back.retain(is_there);
        self.forward.retain(is_there);
        if !is_there(&self.at) {
            self.at.open = None;
        }
    }
}

/// What every part of the codex reads.
struct Desk<'a> {
    theme: &'a Theme,
    codex: &'a Codex,
    told: Told,
    /// The hour of the story; all of it where no run is open.
    now: Told,
    /// The run that is open, and whether it is over.
    run: Option<&'a Replay>,
    is_over: bool,
}

impl<'a> Desk<'a> {
    fn of(shown: &Shown<'a>, local: &Local) -> Option<Self> {
        let is_over = matches!(shown.view.map(|view| &view.page), Some(PageView::End(_)));
        let now = match shown.view {
            Some(view) if !is_over => Told::UpTo(view.top.when),
            _ => Told::All,
        };
        Some(Self {
            theme: shown.theme,
            codex: shown.codex?,
            told: match local.codex.ahead {
                Ahead::Hidden => now,
                Ahead::Shown => Told::All,
            },
            now,
            run: shown.session.map(|session| session.run().replay()),
            is_over,
        })
    }

    /// The run for what stands beside history: what is told of it has come in it as well.
    fn run_so_far(&self) -> Option<&Replay> {
        self.run.filter(|_| self.told == self.now)
    }

    /// Whether there is a run whose hours ahead can be hidden or shown.
    fn is_running(&self) -> bool {
        self.run.is_some() && !self.is_over
    }

    fn within(&self, tab: Tab) -> Within {
        let kind = match tab {
            Tab::Kind(kind) => Some(kind),
            Tab::All | Tab::Year => None,
        };
        Within {
            kind,
            told: self.told,
        }
    }
}

/// Whether an entry stands beside the list, or in its place.
fn is_wide(theme: &Theme, room: Rect) -> bool {
    room.width() >= 900.0 && theme.text_percent <= 150
}

/// Opens the codex at an entry.
pub(super) fn show(shown: &Shown<'_>, topic: Topic, local: &mut Local, out: &mut Asked) {
    if let Some(codex) = shown.codex {
        local.codex.open(codex, topic);
        local.overlay = Overlay::None;
        out.push(UiAction::Open(Screen::Codex));
    }
}

/// Draws the browser.
pub(super) fn codex_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    let before = local.page.clone();
    local.on_page(ui, "codex");
    if before != "codex" {
        local.codex.begin = true;
        local.codex.from = Some(match before.as_str() {
            page if page.starts_with("play/") => Screen::Play,
            _ => Screen::Title,
        });
    }
    let keys = [("Alt", ""), ("←", "back"), ("F1", "help"), ("Esc", "leave")];
    let inner = sheet_ui(ui, shown.theme, "Codex", &keys);
    let Some(desk) = Desk::of(shown, local) else {
        within(ui, inner, |ui| {
            let line = "The scenes are still being read.";
            text::text_ui(ui, shown.theme, Type::Sans, shown.theme.palette.soft, line);
        });
        return;
    };
    local.codex.keep(desk.codex);
    let leave = keys_of(ui, &desk, local, inner);
    if leave {
        out.push(UiAction::Open(local.codex.from.unwrap_or(Screen::Title)));
    }
    within(ui, inner, |ui| {
        tabs_ui(ui, &desk, &mut local.codex);
        ui.add_space(spacing::S4);
        let room = ui.available_rect_before_wrap();
        match local.codex.at.tab {
            Tab::Year => year::year_ui(ui, &desk, &mut local.codex, room),
            Tab::All | Tab::Kind(_) => pages_ui(ui, &desk, &mut local.codex, room),
        }
    });
}

/// The keys of the codex; tells whether one leaves it.
fn keys_of(ui: &Ui, desk: &Desk<'_>, local: &mut Local, inner: Rect) -> bool {
    let codex = &mut local.codex;
    if turned(ui, Key::ArrowLeft, PointerButton::Extra1) {
        codex.go_back();
    }
    if turned(ui, Key::ArrowRight, PointerButton::Extra2) {
        codex.go_forward();
    }
    if !pressed(ui, Key::Escape) {
        return false;
    }
    // Escape takes back first what was typed, then what was opened in the list's place.
    if !codex.typed.is_empty() {
        codex.typed.clear();
        codex.begin = true;
        false
    } else if codex.at.open.is_some() && !is_wide(desk.theme, inner) && codex.at.tab != Tab::Year {
        let tab = codex.at.tab;
        codex.visit(Visit { tab, open: None });
        codex.begin = true;
        false
    } else {
        true
    }
}

/// Whether one turned back or on through what was read: Alt and an arrow, or the mouse.
fn turned(ui: &Ui, arrow: Key, button: PointerButton) -> bool {
    ui.input(|input| {
        let by_key = input.events.iter().any(|event| {
            matches!(event, Event::Key { key, pressed: true, repeat: false, modifiers, .. }
                if *key == arrow && modifiers.alt)
        });
        by_key || input.pointer.button_pressed(button)
    })
}

/// The kinds there are, and the year.
fn tabs_ui(ui: &mut Ui, desk: &Desk<'_>, local: &mut CodexLocal) {
    let mut tabs = vec![Tab::All];
    tabs.extend(desk.codex.kinds().map(Tab::Kind));
    let span = desk.codex.span();
    if !span.is_empty() {
        tabs.push(Tab::Year);
    }
    let names: Vec<&str> = tabs
        .iter()
        .map(|tab| match tab {
            Tab::All => "All",
            Tab::Kind(kind) => kind.words(),
            Tab::Year => span.as_str(),
        })
        .collect();
    let open = tabs.iter().position(|tab| *tab == local.at.tab);
    let to = strip_ui(ui, desk.theme, &names, open.unwrap_or_default());
    if let Some(tab) = to.and_then(|index| tabs.get(index)) {
        local.visit(Visit {
            tab: *tab,
            open: local.at.open,
        });
    }
}

/// The list, and the entry beside it or in its place.
fn pages_ui(ui: &mut Ui, desk: &Desk<'_>, local: &mut CodexLocal, room: Rect) {
    let wide = is_wide(desk.theme, room);
    if !wide && local.at.open.is_some() {
        sheet_of_ui(ui, desk, local, room, true);
        return;
    }
    let side = (380.0 * desk.theme.growth(Type::Sans).max(1.0)).min(room.width());
    let list = if wide {
        room.with_max_x(room.left() + side)
    } else {
        room
    };
    browse::browse_ui(ui, desk, local, list);
    if wide {
        let sheet = Rect::from_min_max(
            pos2(list.right() + spacing::S5, room.top()),
            room.right_bottom(),
        );
        sheet_of_ui(ui, desk, local, sheet, false);
    }
}

/// The width of the hatched spine that marks the record.
const SPINE: f32 = 20.0;

/// Newsprint with an entry on it, or with what to do.
fn sheet_of_ui(ui: &mut Ui, desk: &Desk<'_>, local: &mut CodexLocal, rect: Rect, alone: bool) {
    let theme = desk.theme;
    let topic = local.at.open;
    let rect = rect.with_max_y(rect.bottom() - spacing::S2);
    shapes::plane(ui.painter(), rect, theme.palette.low);
    shapes::frame(ui.painter(), rect, theme.frame());
    let spine = Rect::from_min_max(
        rect.min + vec2(2.0, 2.0),
        pos2(rect.left() + 2.0 + SPINE, rect.bottom() - 2.0),
    );
    shapes::plane(ui.painter(), spine, theme.palette.sheet);
    shapes::hatch(ui.painter(), spine, 6.0, theme.palette.ink);
    let edge = Rect::from_min_max(spine.right_top(), spine.right_bottom() + vec2(2.0, 0.0));
    shapes::plane(ui.painter(), edge, theme.palette.ink);
    let inside = Rect::from_min_max(
        pos2(edge.right() + spacing::S5, rect.top() + spacing::S3),
        rect.right_bottom() - vec2(spacing::S4, spacing::S6),
    );
    within(ui, inside, |ui| {
        ways_ui(ui, theme, local, alone);
        let card = topic.and_then(|topic| desk.codex.card(topic, desk.told));
        let Some(card) = card else {
            hint_ui(ui, theme);
            return;
        };
        let scrolled = ScrollArea::vertical()
            .id_salt(("entry", card.topic))
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                let mut asked = None;
                beside_the_bar(ui, |ui| asked = entry::entry_ui(ui, desk, &card));
                asked
            });
        cue_ui(ui, theme, &scrolled, theme.palette.low);
        if let Some(topic) = scrolled.inner {
            local.open(desk.codex, topic);
        }
    });
}

/// Back, on, and where there is no room for both, to the list.
fn ways_ui(ui: &mut Ui, theme: &Theme, local: &mut CodexLocal, alone: bool) {
    if local.back.is_empty() && local.forward.is_empty() && !alone {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(spacing::S3, 0.0);
        let quiet = |label| ButtonView::of(ButtonKind::Quiet, label);
        if alone && button_ui(ui, theme, &quiet("The list").key("Esc")).clicked() {
            let tab = local.at.tab;
            local.visit(Visit { tab, open: None });
        }
        if !local.back.is_empty() && button_ui(ui, theme, &quiet("Back").key("Alt ←")).clicked() {
            local.go_back();
        }
        let on = !local.forward.is_empty();
        if on && button_ui(ui, theme, &quiet("Forward").key("Alt →")).clicked() {
            local.go_forward();
        }
    });
    ui.add_space(spacing::S2);
}

const HINT: &str = "Type a name or a part of one, in Latin letters or in Russian ones. Or go down the list and press Enter. Underlined names lead on to other entries; at the foot of each stands what leads to it.";

fn hint_ui(ui: &mut Ui, theme: &Theme) {
    text::text_ui(
        ui,
        theme,
        Type::Heading,
        theme.palette.ink,
        "Look something up",
    );
    ui.add_space(spacing::S2);
    text::text_ui(ui, theme, Type::Sans, theme.palette.soft, HINT);
}

/// Draws an entry over the page it was asked for on.
pub(super) fn card_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    topic: Topic,
    local: &mut Local,
    out: &mut Asked,
) {
    let desk = Desk::of(shown, local);
    let card = desk
        .as_ref()
        .and_then(|desk| desk.codex.card(topic, desk.told));
    let (Some(desk), Some(card)) = (&desk, card) else {
        local.overlay = std::mem::take(&mut local.under);
        return;
    };
    let theme = desk.theme;
    let rect = overlay_rect(ui.max_rect(), 680.0);
    shapes::plane(ui.painter(), rect, theme.palette.low);
    shapes::frame(ui.painter(), rect, theme.frame());
    let mut close = any_pressed(ui, &[Key::Escape]);
    let mut open = pressed(ui, Key::X);
    let mut next = None;
    let inside = rect.shrink(spacing::S6);
    // The buttons stand below what is scrolled, so that they are always in sight.
    let high = (spacing::BUTTON * theme.growth(Type::Button).max(1.0)).round();
    let foot = inside.with_min_y(inside.bottom() - high + spacing::S3);
    within(ui, inside.with_max_y(foot.top() - spacing::S6), |ui| {
        let scrolled = ScrollArea::vertical()
            .id_salt(("codex", topic))
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                beside_the_bar(ui, |ui| next = entry::entry_ui(ui, desk, &card));
            });
        cue_ui(ui, theme, &scrolled, theme.palette.low);
    });
    within(ui, foot, |ui| {
        ui.horizontal(|ui| {
            let view = ButtonView::of(ButtonKind::Primary, "Close").key("Esc");
            close |= button_ui(ui, theme, &view).clicked();
            ui.add_space(spacing::S4);
            let view = ButtonView::of(ButtonKind::Secondary, "In the codex").key("X");
            open |= button_ui(ui, theme, &view).clicked();
        });
    });
    if let Some(next) = next {
        local.overlay = Overlay::Codex(next);
    } else if open {
        show(shown, topic, local, out);
    } else if close {
        local.overlay = std::mem::take(&mut local.under);
    }
}
