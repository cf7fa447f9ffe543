//! Hints for what is met for the first time: one line, one at a time, each once.
//!
//! A hint stands on a strip of its own and covers nothing. It goes with the page it was shown
//! on, or when it is hidden, and is not shown again unless the settings say so.

use std::collections::BTreeSet;

use bevy_egui::egui;
use egui::{Key, Rect, Ui};

use super::{Local, Overlay, Shown, pressed, within};
use crate::gui::action::{Asked, UiAction};
use crate::gui::widgets::hint::{hint_height, hint_ui};
use crate::model::Prose;
use crate::playthrough::{PageView, View};
use crate::store::{Settings, Tip, Tips, TipsShown};

/// What is remembered of hints that is purely visual.
#[derive(Debug, Default)]
pub(super) struct TipsLocal {
    /// The page, and what lies over it, that the hint belongs to.
    place: Option<(u64, Overlay)>,
    /// The hint that is shown there.
    shown: Option<Tip>,
    /// What was asked for there and cannot be had.
    told: Option<&'static str>,
    /// Whether one was hidden there; no other takes its place.
    hidden: bool,
    /// Those that were shown and are not noted in the settings yet.
    passed: BTreeSet<Tip>,
}

impl TipsLocal {
    /// Comes to a place where some hints fit; the first that was not shown yet is shown.
    pub(super) fn come_to(&mut self, place: (u64, Overlay), fits: &[Tip], tips: &Tips) {
        self.passed.retain(|tip| tips.wants(*tip));
        if self.place != Some(place) {
            self.passed.extend(self.shown.take());
            self.place = Some(place);
            self.hidden = false;
            self.told = None;
        }
        if tips.shown == TipsShown::Never {
            self.shown = None;
        } else if self.shown.is_none() && !self.hidden {
            let is_new = |tip: &Tip| tips.wants(*tip) && !self.passed.contains(tip);
            self.shown = fits.iter().copied().find(is_new);
        }
    }

    /// Says where the hint would stand why nothing came of a key, until the page is turned.
    pub(super) fn tell(&mut self, words: &'static str) {
        self.told = Some(words);
    }

    /// Takes the hint away; it counts as shown.
    fn hide(&mut self) {
        if self.told.take().is_none() {
            self.passed.extend(self.shown.take());
            self.hidden = true;
        }
    }

    /// What stands on the strip.
    fn words(&self, view: &View) -> Option<String> {
        let told = self.told.map(str::to_owned);
        told.or_else(|| Some(words(self.shown?, view)))
    }

    /// Asks to keep in mind what was shown.
    pub(super) fn note(&self, settings: &Settings, out: &mut Asked) {
        let new = self.passed.iter().filter(|tip| settings.tips.wants(**tip));
        let new: Vec<Tip> = new.copied().collect();
        if !new.is_empty() {
            let mut settings = settings.clone();
            settings.tips.seen.extend(new);
            out.push(UiAction::Set(settings));
        }
    }
}

/// Comes to the open page of a run, or to what lies over it.
pub(super) fn on_page(
    ui: &Ui,
    shown: &Shown<'_>,
    view: &View,
    opening: bool,
    local: &mut Local,
    out: &mut Asked,
) {
    let place = (local.n_turned, local.overlay);
    let fits = match local.overlay {
        Overlay::Map => vec![Tip::Map],
        Overlay::Log => vec![Tip::Log],
        Overlay::Chart => vec![Tip::Chart],
        Overlay::None if !local.arriving.is_whole() => vec![Tip::Pace],
        Overlay::None if !opening => on_bare_page(view),
        _ => Vec::new(),
    };
    local.tips.come_to(place, &fits, &shown.settings.tips);
    if (local.tips.shown.is_some() || local.tips.told.is_some()) && pressed(ui, Key::H) {
        local.tips.hide();
    }
    local.tips.note(shown.settings, out);
}

/// What can be met for the first time on a page, in the order it is told.
fn on_bare_page(view: &View) -> Vec<Tip> {
    let names = |prose: &Prose| {
        let mut spans = prose.paragraphs.iter().flat_map(|it| &it.spans);
        spans.any(|span| span.link.is_some())
    };
    let has_moved = view.top.gauges.iter().any(|gauge| gauge.before.is_some());
    let fits: [(Tip, bool); 5] = match &view.page {
        PageView::Scene(scene) => [
            (Tip::Choices, true),
            (Tip::News, !view.top.dispatches.is_empty()),
            (Tip::Gauges, has_moved),
            (Tip::Names, names(&scene.text)),
            (Tip::Record, false),
        ],
        PageView::After(after) => [
            (Tip::Record, !after.records.is_empty()),
            (Tip::Gauges, has_moved),
            (Tip::Names, names(&after.text)),
            (Tip::Choices, false),
            (Tip::News, false),
        ],
        PageView::End(_) => return Vec::new(),
    };
    let met = fits.into_iter().filter(|(_, is_met)| *is_met);
    met.map(|(tip, _)| tip).collect()
}

/// The hint that is shown, in words.
fn words(tip: Tip, view: &View) -> String {
    let fixed = match tip {
        Tip::Choices => {
            let n = match &view.page {
                PageView::Scene(scene) => scene.choices.len(),
                PageView::After(_) | PageView::End(_) => 0,
            };
            return format!("Take a choice with 1 to {n}, or with the arrows and Enter.");
        }
        Tip::News if view.top.dispatches.len() > 1 => {
            "News has come: N turns to the next piece and puts the last away; the log, L, keeps it all."
        }
        Tip::News => "News has come: N puts it away, and the log, L, keeps it.",
        Tip::Names => "Underlined names can be asked about: click one, or press Tab and Enter.",
        Tip::Gauges => "What moved has a red cell, an arrow, and the word for what it was.",
        Tip::Record => {
            "What is recorded of this hour stands apart, on newsprint, with how sure it is."
        }
        Tip::Pace => "Any key shows the whole text. The settings say how fast it comes.",
        Tip::Map => "Point at a place, or press Tab, for who holds it; Enter tells more of it.",
        Tip::Log => "“Go back here” begins another run at that decision. This one is kept.",
        Tip::Chart => "The arrows go from station to station; Enter goes back to a decision.",
    };
    fixed.to_owned()
}

/// How high the strip of the hint is at a width; nothing without a hint.
pub(super) fn height(ui: &Ui, shown: &Shown<'_>, view: &View, local: &Local, width: f32) -> f32 {
    let words = local.tips.words(view);
    words.map_or(0.0, |words| hint_height(ui, shown.theme, &words, width))
}

/// Draws the hint, if there is one, on its strip.
pub(super) fn strip_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    strip: Rect,
    local: &mut Local,
) {
    let Some(words) = local.tips.words(view) else {
        return;
    };
    let hidden = within(ui, strip, |ui| hint_ui(ui, shown.theme, &words, strip));
    if hidden {
        local.tips.hide();
        ui.ctx().request_repaint();
    }
}

/// Draws a screen above the strip of the hint along the foot of the window.
pub(super) fn above_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    local: &mut Local,
    draw: impl FnOnce(&mut Ui, &mut Local),
) {
    let whole = ui.max_rect();
    let height = height(ui, shown, view, local, whole.width());
    let foot = whole.bottom() - height;
    within(ui, whole.with_max_y(foot), |ui| draw(ui, local));
    strip_ui(ui, shown, view, whole.with_min_y(foot), local);
}
