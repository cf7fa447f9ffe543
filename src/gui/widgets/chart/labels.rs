//! The names of stations: as many as fit without covering a track or each other, the
//! weightier ones first.
//!
//! A name stands above or below its station, as near as there is room, with a hair line
//! to it where it stands further off. One that finds no room is shown when its station is
//! pointed at or has the keyboard.

use bevy_egui::egui;
use egui::{Rect, Stroke, Ui, pos2, vec2};

use super::ChartView;
use super::plan::{HEAD, Plan, line};
use crate::chart::StationTold;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::shapes;
use crate::gui::widgets::text::{self, Laid};

/// No name stands further from its station than this.
const FURTHEST: f32 = 150.0;
/// How finely room is looked for.
const STEP: f32 = 5.0;

pub(super) fn paint(
    ui: &Ui,
    theme: &Theme,
    view: &ChartView<'_>,
    plan: &Plan,
    hovered: Option<usize>,
) {
    let within = plan.rect.with_min_y(plan.rect.top() + HEAD);
    let tracks = obstacles(view, plan);
    let mut names: Vec<Rect> = Vec::new();
    let mut order: Vec<usize> = (0..view.told.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(weight(view, *index, hovered)));
    for index in order {
        let (Some(told), Some(station)) = (view.told.get(index), view.chart.stations.get(index))
        else {
            continue;
        };
        let Some(title) = &told.title else {
            continue;
        };
        let must = index == view.looked || hovered == Some(index);
        let style = if must { Type::SansSmall } else { Type::Note };
        let laid = text::lay_line(ui, theme, style, theme.palette.ink, title);
        let at = plan.station(station);
        let keep = plan.half_square() + if index == view.looked { 9.0 } else { 3.0 };
        let spot = Spot {
            x: at.x,
            above: at.y - keep,
            below: at.y + keep,
        };
        match place(&laid, spot, within, &tracks, &names) {
            Some(rect) => {
                let stroke = Stroke::new(spacing::HAIR, theme.palette.hair);
                if let Some(line) = spot.leader(rect) {
                    ui.painter().vline(spot.x, line.y_range(), stroke);
                    names.push(line);
                }
                names.push(rect.expand2(vec2(7.0, 1.0)));
                if theme.is_high_contrast() {
                    // There the chapters have frames, which would run through the letters.
                    shapes::plane(
                        ui.painter(),
                        rect.expand2(vec2(2.0, 0.0)),
                        theme.palette.sheet,
                    );
                }
                laid.paint(ui.painter(), rect.min);
            }
            None if must => over(ui, theme, &laid, spot, within),
            None => {}
        }
    }
}

/// Where a name belongs: over or under its station.
#[derive(Clone, Copy)]
struct Spot {
    x: f32,
    above: f32,
    below: f32,
}

impl Spot {
    /// The hair line to a name that stands off.
    fn leader(self, name: Rect) -> Option<Rect> {
        let (from, to) = if name.bottom() <= self.above {
            (name.bottom(), self.above)
        } else {
            (self.below, name.top())
        };
        let line = Rect::from_min_max(pos2(self.x - 2.0, from), pos2(self.x + 2.0, to));
        (to - from > 6.0).then_some(line)
    }
}

/// What no name may cover: tracks and stations.
fn obstacles(view: &ChartView<'_>, plan: &Plan) -> Vec<Rect> {
    let mut taken: Vec<Rect> = Vec::new();
    for track in &view.chart.tracks {
        let line = line(&plan.stops(view.chart, track));
        let parts = line.iter().zip(line.iter().skip(1));
        taken.extend(parts.map(|(from, to)| Rect::from_two_pos(*from, *to).expand(3.0)));
    }
    let square = vec2(2.0, 2.0) * (plan.half_square() + 2.0);
    taken.extend(
        view.chart
            .stations
            .iter()
            .map(|station| Rect::from_center_size(plan.station(station), square)),
    );
    taken
}

/// How much a name matters.
fn weight(view: &ChartView<'_>, index: usize, hovered: Option<usize>) -> u8 {
    let Some(told) = view.told.get(index) else {
        return 0;
    };
    if index == view.looked || hovered == Some(index) {
        return 9;
    }
    let here = told.mine.is_some() && !told.decided;
    let apart = told
        .choices
        .iter()
        .any(|choice| choice.mine != choice.in_history && (choice.mine || choice.in_history));
    match told {
        _ if here => 8,
        StationTold {
            is_ending: true,
            seen: true,
            ..
        } => 7,
        StationTold {
            mine: None,
            seen: true,
            ..
        } => 6,
        StationTold { mine: Some(_), .. } if apart => 5,
        StationTold { mine: Some(_), .. } => 4,
        StationTold {
            is_ending: true, ..
        } => 3,
        _ => 2,
    }
}

/// The nearest place above or below where a name covers nothing and its line crosses no
/// other name.
fn place(laid: &Laid, spot: Spot, within: Rect, tracks: &[Rect], names: &[Rect]) -> Option<Rect> {
    let size = laid.size();
    let is_free = |rect: Rect| {
        let line = spot.leader(rect);
        within.contains_rect(rect)
            && !tracks.iter().any(|it| it.intersects(rect))
            && !names
                .iter()
                .any(|name| name.intersects(rect) || line.is_some_and(|line| name.intersects(line)))
    };
    let mut away = 0.0;
    while away <= FURTHEST {
        for top in [spot.above - away - size.y, spot.below + away] {
            // A little to either side is as good, as long as the line still meets it.
            for aside in [0.0, -0.25, 0.25, -0.45, 0.45] {
                let left = inside(spot.x + (aside - 0.5) * size.x, size.x, within);
                let rect = Rect::from_min_size(pos2(left, top), size);
                if is_free(rect) {
                    return Some(rect);
                }
            }
        }
        away += STEP;
    }
    None
}

/// The left edge of something so wide, moved so that it lies within.
fn inside(left: f32, width: f32, within: Rect) -> f32 {
    left.clamp(within.left(), (within.right() - width).max(within.left()))
}

/// A name that must be read stands over whatever there is, on a ground of its own.
fn over(ui: &Ui, theme: &Theme, laid: &Laid, spot: Spot, within: Rect) {
    let size = laid.size();
    let left = inside(spot.x - size.x / 2.0, size.x, within);
    let rect = Rect::from_min_size(pos2(left, spot.above - size.y), size);
    let ground = rect.expand2(vec2(6.0, 2.0));
    shapes::plane(ui.painter(), ground, theme.palette.sheet);
    shapes::frame(ui.painter(), ground, theme.rule());
    laid.paint(ui.painter(), rect.min);
}
