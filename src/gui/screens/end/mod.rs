//! The end of a run: one tab for each way of looking at it.
//!
//! A tab is an entry of [`TABS`] and one function in a file of its own. A tab with nothing
//! to show is not there at all. What only one tab remembers stands in [`EndLocal`].

mod chart;
mod code;
mod compare;
mod debates;
mod epilogue;
mod foot;
mod maps;
mod odds;
mod picker;
mod record;
mod rows;
mod tabs;
mod timeline;

use bevy_egui::egui;
use egui::{Key, Rect, Ui, pos2};

use super::{Local, Overlay, Shown, pressed, report, within};
use crate::compare::Comparison;
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::theme::spacing;
use crate::gui::widgets::shapes;
use crate::playthrough::EndView;

/// What a tab may read.
pub(super) struct Page<'a> {
    shown: &'a Shown<'a>,
    end: &'a EndView,
}

impl Page<'_> {
    /// The rows: beside another run if one was chosen.
    fn comparison(&self) -> &Comparison {
        match self.shown.beside {
            Some(beside) => &beside.spread.comparison,
            None => &self.end.comparison,
        }
    }

    /// Whether there is another run to choose.
    fn can_choose(&self) -> bool {
        let beside = self.shown.beside;
        beside.is_some_and(|beside| !beside.candidates.is_empty())
    }
}

/// One way of looking at a finished run.
struct Tab {
    /// The word on it, by which it is also remembered.
    name: &'static str,
    /// Whether there is anything to show.
    is_there: fn(&Page<'_>) -> bool,
    /// Draws it into the room between the tabs and the foot.
    draw: fn(&mut Ui, &Page<'_>, &mut Local, &mut Asked),
}

/// The tabs, in order.
const TABS: &[Tab] = &[
    Tab {
        name: "Epilogue",
        is_there: |_| true,
        draw: epilogue::epilogue_ui,
    },
    Tab {
        name: "Compare",
        is_there: |_| true,
        draw: compare::compare_ui,
    },
    Tab {
        name: "Timeline",
        is_there: |page| page.shown.beside.is_some(),
        draw: timeline::timelines_ui,
    },
    Tab {
        name: "Maps",
        is_there: |page| page.shown.beside.is_some(),
        draw: maps::maps_ui,
    },
    Tab {
        name: "Odds",
        is_there: |_| true,
        draw: odds::odds_ui,
    },
    Tab {
        name: "Chart",
        is_there: |_| true,
        draw: chart::chart_ui,
    },
    Tab {
        name: "Debates",
        is_there: debates::is_there,
        draw: debates::debates_ui,
    },
    Tab {
        name: "The record",
        is_there: |page| !page.end.records.is_empty(),
        draw: record::record_ui,
    },
];

/// What the end remembers that is purely visual.
#[derive(Default)]
pub(super) struct EndLocal {
    /// The open tab's name; the first tab if it names none.
    tab: &'static str,
    compare: compare::CompareLocal,
    maps: maps::MapsLocal,
    /// Whether another run is being chosen, and whether the list has just been opened.
    picking: bool,
    pick_now: bool,
    odds: odds::OddsLocal,
}

/// The name of the tab that is open.
pub(super) fn open_tab(local: &Local) -> &'static str {
    match local.end.tab {
        "" => TABS.first().map_or("", |tab| tab.name),
        tab => tab,
    }
}

/// The height of the foot.
const FOOT: f32 = 64.0;

/// Draws the open tab.
pub(super) fn end_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    end: &EndView,
    local: &mut Local,
    out: &mut Asked,
) {
    let page = Page { shown, end };
    let whole = ui.max_rect();
    let there: Vec<&Tab> = TABS.iter().filter(|tab| (tab.is_there)(&page)).collect();
    let open = there.get(tabs::position(&there, local.end.tab));
    let on_picture = open.is_some_and(|tab| tab.name == "Epilogue")
        && epilogue::lies_on_picture(shown.theme, whole);
    let floor = whole.bottom() - FOOT;
    let ground = if on_picture {
        whole.with_min_y(floor)
    } else {
        whole
    };
    shapes::plane(ui.painter(), ground, shown.theme.palette.sheet);
    keys(ui, shown, local, out);
    let before = local.end.tab;
    let head = tabs::tabs_ui(ui, &page, &there, whole, &mut local.end.tab);
    if before != local.end.tab {
        // The ground was painted for the tab that was open.
        ui.ctx().request_repaint();
    }
    let inner = Rect::from_min_max(
        pos2(whole.left() + spacing::MARGIN, head + 12.0),
        pos2(whole.right() - spacing::MARGIN, floor),
    );
    if let Some(tab) = there.get(tabs::position(&there, local.end.tab)) {
        within(ui, inner, |ui| {
            ui.push_id(tab.name, |ui| (tab.draw)(ui, &page, local, out));
        });
    }
    let foot = Rect::from_min_max(
        pos2(inner.left(), whole.bottom() - 56.0),
        pos2(inner.right(), whole.bottom() - 12.0),
    );
    within(ui, foot, |ui| foot::foot_ui(ui, &page, &there, local, out));
}

/// The keys that mean the same on every tab.
fn keys(ui: &Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    if pressed(ui, Key::L) {
        local.overlay = Overlay::Log;
    }
    if pressed(ui, Key::S) {
        report::open(shown, local);
    }
    if pressed(ui, Key::M) {
        local.overlay = Overlay::Map;
    }
    if pressed(ui, Key::X) {
        out.push(UiAction::Open(Screen::Codex));
    }
    if pressed(ui, Key::Escape) && !std::mem::take(&mut local.end.picking) {
        out.push(UiAction::Open(Screen::Title));
    }
}
