//! The chart of a role, drawn like a railway: chapters as tints, scenes as stations, every
//! choice a track.
//!
//! Each station can be pointed at and tabbed to, and says in words what it stands for and
//! who was there, so that the chart read aloud is its own outline. What lies where comes
//! from [`crate::chart`]; here it becomes points (`plan`), lines (`tracks`), squares and
//! pennants (`stations`) and names (`labels`).

mod heads;
mod labels;
mod legend;
mod plan;
mod stations;
mod tracks;

use bevy_egui::egui;
use egui::{Id, Rect, ScrollArea, Sense, Ui, vec2};

pub use heads::ChapterHead;
pub use legend::legend_ui;

use crate::chart::{Chart, Overlay, StationTold};
use crate::gui::theme::{Theme, spacing};
use plan::Plan;

/// The chart as shown.
#[derive(Clone, Copy, Debug)]
pub struct ChartView<'a> {
    /// Stations and tracks.
    pub chart: &'a Chart,
    /// The runs on it.
    pub overlay: &'a Overlay,
    /// What each station tells, in the chart's order.
    pub told: &'a [StationTold],
    /// One for each chapter, in order.
    pub heads: &'a [ChapterHead],
    /// The station that is looked at.
    pub looked: usize,
}

/// What is remembered of a station from frame to frame: its place in the keyboard's order.
#[must_use]
pub fn station_id(station: usize) -> Id {
    Id::new("chart station").with(station)
}

/// Draws the chart into the available room, to be scrolled if it is larger. Gives the
/// station that the player turned to, if it is another one.
pub fn chart_ui(ui: &mut Ui, theme: &Theme, view: &ChartView<'_>) -> Option<usize> {
    let room = ui.available_size();
    let plan = Plan::of(view.chart, room);
    let mut turned_to = None;
    ScrollArea::both()
        .id_salt("chart")
        .auto_shrink(false)
        .show(ui, |ui| {
            let size = plan.size().max(room - vec2(0.0, 1.0));
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            let plan = plan.at(rect);
            heads::heads_ui(ui, theme, view, &plan);
            tracks::paint(ui.painter(), theme, view, &plan);
            let hovered = stations::stations_ui(ui, theme, view, &plan, &mut turned_to);
            labels::paint(ui, theme, view, &plan, hovered);
            keep_in_sight(ui, view, &plan);
        });
    turned_to
}

/// Brings the station looked at into sight when it has just become another one.
fn keep_in_sight(ui: &Ui, view: &ChartView<'_>, plan: &Plan) {
    let id = Id::new("chart in sight");
    let before: Option<usize> = ui.data(|data| data.get_temp(id));
    if before != Some(view.looked) {
        ui.data_mut(|data| data.insert_temp(id, view.looked));
        if let Some(station) = view.chart.stations.get(view.looked) {
            let around = vec2(6.0 * spacing::S7, 2.0 * spacing::S7);
            ui.scroll_to_rect(Rect::from_center_size(plan.station(station), around), None);
        }
    }
}
