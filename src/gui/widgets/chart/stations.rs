//! The stations: squares for scenes, pennants for endings, each with its own place in the
//! keyboard's order and its words.

use bevy_egui::egui;
use egui::{CursorIcon, Painter, Pos2, Rect, Stroke, Ui, Vec2, WidgetInfo, WidgetType, vec2};

use super::plan::Plan;
use super::{ChartView, station_id};
use crate::chart::StationTold;
use crate::gui::theme::{Theme, spacing};
use crate::gui::widgets::roving::{keep_arrows, part_sense, tell_part};
use crate::gui::widgets::shapes;

/// How a station stands to the runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// The run in hand was there.
    Mine,
    /// Only others were.
    Seen,
    /// Nobody was.
    Closed,
}

impl Mark {
    pub(super) fn of(told: &StationTold) -> Self {
        match (told.mine, told.seen) {
            (Some(_), _) => Self::Mine,
            (None, true) => Self::Seen,
            (None, false) => Self::Closed,
        }
    }
}

/// Draws the stations; gives the one under the pointer, and into `turned_to` the one the
/// player turned to.
pub(super) fn stations_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &ChartView<'_>,
    plan: &Plan,
    turned_to: &mut Option<usize>,
) -> Option<usize> {
    let mut hovered = None;
    for (index, (station, told)) in view.chart.stations.iter().zip(view.told).enumerate() {
        let center = plan.station(station);
        let is_looked = index == view.looked;
        let reach = (plan.pitch - 2.0).min(28.0);
        let rect = Rect::from_center_size(center, Vec2::splat(reach));
        let id = station_id(index);
        let response = ui
            .interact(rect, id, part_sense(ui, id, is_looked))
            .on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| {
            let words = format!("{}. {}. {}", told.number, told.name(), told.about());
            WidgetInfo::selected(WidgetType::SelectableLabel, true, is_looked, words)
        });
        tell_part(&response, index, view.told.len());
        if response.has_focus() {
            keep_arrows(ui, id);
        }
        if (response.clicked() || response.gained_focus()) && !is_looked {
            *turned_to = Some(index);
        }
        if response.clicked() {
            response.request_focus();
        }
        if response.hovered() {
            hovered = Some(index);
        }
        let half = plan.half_square();
        if is_looked {
            paint_looked(
                ui.painter(),
                theme,
                told,
                center,
                half,
                response.has_focus(),
            );
        } else {
            let mark = Mark::of(told);
            paint_station(ui.painter(), theme, mark, told.is_ending, center, half);
        }
    }
    hovered
}

/// A station as it stands.
pub(super) fn paint_station(
    painter: &Painter,
    theme: &Theme,
    mark: Mark,
    is_ending: bool,
    center: Pos2,
    half: f32,
) {
    let palette = &theme.palette;
    let (half, line, ink, fill) = match mark {
        Mark::Mine => (half, 0.0, palette.ink, palette.ink),
        Mark::Seen => (half * 0.9, 2.5, palette.ink, palette.sheet),
        Mark::Closed => (half * 0.66, 1.5, palette.faint, palette.low),
    };
    if is_ending {
        pennant(painter, center, half.max(5.5), ink);
        if line > 0.0 {
            pennant(painter, center, half.max(5.5) - line, fill);
        }
        return;
    }
    let rect = Rect::from_center_size(center, Vec2::splat(half * 2.0));
    shapes::plane(painter, rect, fill);
    shapes::frame(painter, rect, Stroke::new(line, ink));
}

/// The station looked at: red, in a heavy frame, on a ground of its own.
fn paint_looked(
    painter: &Painter,
    theme: &Theme,
    told: &StationTold,
    center: Pos2,
    half: f32,
    has_focus: bool,
) {
    let palette = &theme.palette;
    let wide = if told.is_ending { half * 0.4 } else { 0.0 };
    let frame = Rect::from_center_size(
        center,
        vec2(2.0 * wide, 0.0) + Vec2::splat(half * 2.0 + 14.0),
    );
    shapes::plane(painter, frame, palette.sheet);
    let line = Stroke::new(spacing::HEAVY, palette.ink);
    shapes::frame(painter, frame, if has_focus { theme.focus() } else { line });
    if told.is_ending {
        pennant(painter, center, half, palette.red);
    } else {
        let rect = Rect::from_center_size(center, Vec2::splat(half * 2.0));
        shapes::plane(painter, rect, palette.red);
    }
    if has_focus {
        let tip = frame.center_top() - vec2(0.0, 3.0);
        let points = [tip, tip + vec2(-8.0, -9.0), tip + vec2(8.0, -9.0)];
        shapes::polygon(painter, &points, palette.red);
    }
}

/// A flag that points on.
pub(super) fn pennant(painter: &Painter, center: Pos2, half: f32, fill: egui::Color32) {
    let (back, neck, tip) = (half * 1.3, half * 0.75, half * 1.4);
    let points = [
        center + vec2(-back, -half),
        center + vec2(neck, -half),
        center + vec2(tip, 0.0),
        center + vec2(neck, half),
        center + vec2(-back, half),
    ];
    shapes::polygon(painter, &points, fill);
}
