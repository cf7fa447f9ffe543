//! The text of a page on its way in, at the pace the reader set.
//!
//! The page is laid out whole from the first; only what is painted of it grows. While it does,
//! any key and any click show all of it and do nothing else. A text that has been read once
//! does not arrive again. Assistive technology has the whole text from the first, and what it
//! asks for is done at once.

use std::collections::BTreeSet;

use bevy_egui::egui;
use egui::{Event, FocusDirection, Id, Sense, Ui};

use crate::gui::screens::Shown;
use crate::gui::theme::{Motion, spacing};
use crate::gui::widgets::motion;
use crate::gui::widgets::prose::{Arrived, n_words};
use crate::model::Prose;
use crate::rules::fnv1a;
use crate::store::Pace;

/// The longest a page may take, in seconds.
const LONGEST: f32 = 40.0;

/// Words a second; `None` if they come all at once.
fn rate(pace: Pace) -> Option<f32> {
    match pace {
        Pace::Still | Pace::AtOnce => None,
        Pace::Fast => Some(28.0),
        Pace::Slow => Some(6.5),
    }
}

/// What has been read, and how far the open page has come.
#[derive(Debug, Default)]
pub(in crate::gui::screens) struct Arriving {
    /// The open page's text, by its hash.
    text: u64,
    /// When it began to arrive.
    since: f64,
    /// How much of it is there.
    arrived: Arrived,
    /// The texts that were there whole, by their hashes.
    read: BTreeSet<u64>,
}

/// What is known of a page before it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Page {
    /// It follows on another, or begins a run.
    Turned,
    /// A run was opened where it had been left.
    Returned,
}

impl Arriving {
    /// How much of the open page is there.
    pub(in crate::gui::screens) fn arrived(&self) -> Arrived {
        self.arrived
    }

    /// Whether all of the open page is there.
    pub(in crate::gui::screens) fn is_whole(&self) -> bool {
        self.arrived == Arrived::Whole
    }

    /// Brings the open page as far as it has come by now.
    pub(super) fn go_on(&mut self, ui: &Ui, shown: &Shown<'_>, prose: &Prose, page: Page) {
        let now = ui.input(|input| input.time);
        let text = hash(prose);
        if self.text != text {
            self.text = text;
            self.since = now;
            self.arrived = match page {
                Page::Returned => Arrived::Whole,
                Page::Turned if self.read.contains(&text) => Arrived::Whole,
                Page::Turned => Arrived::Words(0.0),
            };
        }
        if let Arrived::Words(_) = self.arrived {
            let since = (now - self.since) as f32;
            self.arrived = arrived_since(ui, shown, prose, Some(since));
        }
        if self.is_whole() {
            self.read.insert(text);
        }
    }

    /// While the text arrives, takes every key and click for showing the whole of it.
    pub(super) fn take_keys(&mut self, ui: &Ui) {
        if self.is_whole() || !pressed(ui) {
            return;
        }
        self.arrived = Arrived::Whole;
        self.read.insert(self.text);
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        ui.ctx().request_repaint();
    }

    /// Lies over the page while the text arrives, so that a click means nothing else. To be
    /// called last, before whatever may be clicked all the same.
    pub(super) fn cover(&self, ui: &Ui) {
        if !self.is_whole() {
            // No stop for the keyboard and no part of the tree.
            ui.interact(ui.max_rect(), Id::new("arriving"), Sense::CLICK);
        }
    }

    /// How far what waits for the text has come, 0 to 1: the choices, and the way on.
    pub(in crate::gui::screens) fn rest(&self, ui: &Ui, shown: &Shown<'_>) -> f32 {
        if !self.is_whole() {
            return 0.0;
        }
        if rate(shown.settings.pace).is_none() {
            return 1.0;
        }
        let id = Id::new(("rest", self.text));
        motion::arrival(ui.ctx(), shown.theme, id, spacing::PAGE_SECONDS)
    }
}

/// How much of a text is there after so many seconds, at the reader's pace; asks for the next
/// frame as long as something is to come. Without seconds all of it is there.
pub(in crate::gui::screens) fn arrived_since(
    ui: &Ui,
    shown: &Shown<'_>,
    prose: &Prose,
    since: Option<f32>,
) -> Arrived {
    let rate = rate(shown.settings.pace).filter(|_| shown.theme.motion == Motion::On);
    let n_words = n_words(prose);
    match (since, rate) {
        (Some(since), Some(rate)) if since * rate.max(n_words / LONGEST) < n_words => {
            ui.ctx().request_repaint();
            Arrived::Words(since * rate.max(n_words / LONGEST))
        }
        _ => Arrived::Whole,
    }
}

/// Takes the keys of this frame away; tells whether one of them, or the pointer, was pressed.
fn pressed(ui: &Ui) -> bool {
    ui.input_mut(|input| {
        let mut pressed = false;
        input.events.retain(|event| match event {
            // The keys of the window, such as for the zoom, stay its own.
            Event::Key { modifiers, .. } if modifiers.any() && !modifiers.shift_only() => true,
            Event::Key {
                pressed: down,
                repeat,
                ..
            } => {
                pressed |= *down && !*repeat;
                false
            }
            Event::Text(_) => false,
            Event::PointerButton { pressed: down, .. } => {
                pressed |= *down;
                true
            }
            _ => true,
        });
        pressed
    })
}

fn hash(prose: &Prose) -> u64 {
    fnv1a(&[prose.plain().as_bytes()])
}
