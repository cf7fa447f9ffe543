//! The lines: what nobody has taken is thin, history is three lines, another run is dashed,
//! and mine is heavy.

use std::collections::BTreeSet;

use bevy_egui::egui;
use egui::{Painter, Pos2, Shape, Stroke, vec2};

use super::ChartView;
use super::plan::{Plan, hop, line};
use crate::chart::Ride;
use crate::gui::theme::Theme;
use crate::gui::widgets::shapes;

/// The width of my way.
pub(super) const MINE: f32 = 5.0;
/// The width of history's three lines together.
pub(super) const HISTORY: f32 = 7.0;
/// How far another run moves aside where it shares a way.
const ASIDE: f32 = 6.5;

pub(super) fn paint(painter: &Painter, theme: &Theme, view: &ChartView<'_>, plan: &Plan) {
    let mine: BTreeSet<usize> = view.overlay.mine.iter().flat_map(ridden).collect();
    let others: BTreeSet<usize> = view.overlay.others.iter().flat_map(ridden).collect();
    let history: BTreeSet<usize> = view.overlay.history_shown(view.chart).into_iter().collect();
    let unseen = Stroke::new(1.5, theme.palette.faint);
    let mut drawn: BTreeSet<[i32; 4]> = BTreeSet::new();
    for (index, track) in view.chart.tracks.iter().enumerate() {
        if mine.contains(&index) || others.contains(&index) || history.contains(&index) {
            continue;
        }
        let stops = plan.stops(view.chart, track);
        for (from, to) in stops.iter().zip(stops.iter().skip(1)) {
            // Tracks share ways; a thin line drawn twice would be a thicker one.
            if drawn.insert(key(*from, *to)) {
                painter.add(Shape::line(hop(*from, *to).to_vec(), unseen));
            }
        }
    }
    let lines = |tracks: &BTreeSet<usize>| -> Vec<Vec<Pos2>> {
        tracks
            .iter()
            .filter_map(|index| view.chart.tracks.get(*index))
            .map(|track| line(&plan.stops(view.chart, track)))
            .collect()
    };
    let (mine_lines, history_lines) = (lines(&mine), lines(&history));
    for (width, color) in three_lines(theme) {
        for line in &history_lines {
            shapes::ribbon(painter, line, width, color);
        }
    }
    for line in &mine_lines {
        shapes::ribbon(painter, line, MINE, theme.palette.ink);
    }
    for index in &others {
        let Some(track) = view.chart.tracks.get(*index) else {
            continue;
        };
        let shared = mine.contains(index) || history.contains(index);
        let aside = vec2(0.0, if shared { ASIDE } else { 0.0 });
        let stops: Vec<Pos2> = plan.stops(view.chart, track);
        let moved: Vec<Pos2> = line(&stops).iter().map(|point| *point + aside).collect();
        dashed(painter, theme, &moved);
    }
}

/// Another run's line.
pub(super) fn dashed(painter: &Painter, theme: &Theme, line: &[Pos2]) {
    let stroke = Stroke::new(2.0, theme.palette.soft);
    painter.extend(Shape::dashed_line(line, stroke, 6.0, 4.0));
}

/// Widths and colours that, painted one over the other, make history's three lines.
pub(super) fn three_lines(theme: &Theme) -> [(f32, egui::Color32); 3] {
    let palette = &theme.palette;
    [
        (HISTORY, palette.ink),
        (HISTORY - 2.8, palette.sheet),
        (1.4, palette.ink),
    ]
}

fn ridden(ride: &Ride) -> impl Iterator<Item = usize> + '_ {
    ride.visits.iter().filter_map(|visit| visit.track)
}

/// Two points as whole points of the screen.
fn key(from: Pos2, to: Pos2) -> [i32; 4] {
    [from.x, from.y, to.x, to.y].map(|part| part.round() as i32)
}
