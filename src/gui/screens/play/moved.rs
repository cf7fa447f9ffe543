//! What moved: one line each, arriving one after another once the outcome is read, with the
//! cells of a gauge going from what they were to what they are.

use bevy_egui::egui;
use egui::{Id, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::super::{Local, Shown};
use super::aside;
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::gauge::{GaugeView, paint_cells};
use crate::gui::widgets::{motion, shapes, text};
use crate::playthrough::{AfterView, MovedSign, MovedView};

/// From the column's edge to the words.
const INDENT: f32 = 32.0;
/// The width of a gauge's cells.
const CELLS: f32 = 86.0;
/// The least width at which the cells stand beside the words.
const ROOMY: f32 = 420.0;

/// How far a line has come, 0 to 1: its words, then what they are about.
#[derive(Clone, Copy)]
struct Come {
    words: f32,
    sign: f32,
}

/// The heading and every line, or a word that there is none.
pub(in crate::gui::screens) fn list_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    after: &AfterView,
    local: &Local,
) {
    let theme = shown.theme;
    text::text_ui(ui, theme, Type::Label, theme.palette.ink, "What moved");
    ui.add_space(spacing::S1);
    if after.moved.is_empty() {
        let line = "Nothing in the city, yet.";
        text::text_ui(ui, theme, Type::Sans, theme.palette.soft, line);
    }
    let gauges = shown
        .view
        .map(|view| aside::gauge_views(shown, view, local));
    let gauges = gauges.unwrap_or_default();
    for (index, moved) in (0_u8..).zip(&after.moved) {
        let come = come(ui, shown, local, index);
        let gauge = gauges.iter().find(|gauge| {
            gauge.change.is_some() && gauge.name == moved.subject && is_way(moved.sign)
        });
        ui.scope(|ui| {
            ui.multiply_opacity(come.words);
            moved_ui(ui, shown, moved, gauge, come);
        });
    }
}

fn come(ui: &Ui, shown: &Shown<'_>, local: &Local, index: u8) -> Come {
    // Nothing sets out before the text above it is read.
    if !local.arriving.is_whole() {
        return Come {
            words: 0.0,
            sign: 0.0,
        };
    }
    let id = Id::new(("moved", local.n_turned, index));
    let delay = spacing::MOVED_BEAT * f32::from(index.min(8));
    let at = |after: f32, seconds| {
        motion::arrival_after(ui.ctx(), shown.theme, id, delay + after, seconds)
    };
    Come {
        words: at(0.0, spacing::SLIP_SECONDS),
        sign: at(spacing::SLIP_SECONDS, spacing::GAUGE_SECONDS),
    }
}

fn is_way(sign: MovedSign) -> bool {
    matches!(sign, MovedSign::Up | MovedSign::Down)
}

/// One line of what moved: the sign, what, to what, and what it was.
fn moved_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    moved: &MovedView,
    gauge: Option<&GaugeView<'_>>,
    come: Come,
) {
    let theme = shown.theme;
    let palette = &theme.palette;
    let width = ui.available_width();
    let gauge = gauge.filter(|_| width >= ROOMY * theme.growth(Type::Sans));
    let beside = gauge.map_or(0.0, |_| CELLS + spacing::S3);
    let mut runs = vec![
        (
            format!("{} ", moved.subject),
            theme.bold(Type::Sans, palette.ink),
        ),
        (moved.text.clone(), theme.format(Type::Sans, palette.ink)),
    ];
    if !moved.was.is_empty() {
        runs.push((", was ".to_owned(), theme.format(Type::Sans, palette.ink)));
        runs.push((moved.was.clone(), theme.italic(Type::Sans, palette.soft)));
    }
    let parts: Vec<(&str, egui::TextFormat)> = runs
        .iter()
        .map(|(words, format)| (words.as_str(), format.clone()))
        .collect();
    let laid = text::lay_runs(ui, &parts, width - INDENT - beside);
    let (rect, response) = ui.allocate_exact_size(vec2(width, laid.size().y + 4.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, spoken(moved)));
    let middle = rect.top() + theme.line(Type::Sans) / 2.0;
    sign_ui(ui, shown, moved.sign, pos2(rect.left() + 8.0, middle), come);
    laid.paint(ui.painter(), pos2(rect.left() + INDENT, rect.top()));
    if let Some(gauge) = gauge {
        let at = pos2(rect.right() - CELLS, middle - 3.0);
        let cells = Rect::from_min_size(at, vec2(CELLS, 7.0));
        paint_cells(ui.painter(), theme, gauge, cells, come.sign);
    }
}

/// An arrow comes from where the level was, a ring closes on what changed hands.
fn sign_ui(ui: &Ui, shown: &Shown<'_>, sign: MovedSign, center: egui::Pos2, come: Come) {
    let theme = shown.theme;
    let painter = ui.painter();
    let arrow = |way, from: f32| {
        let at = center + vec2(0.0, from * (1.0 - come.sign));
        shapes::arrow(painter, at, 14.0, way, theme.palette.ink);
    };
    match sign {
        MovedSign::Up => arrow(shapes::Direction::Up, 6.0),
        MovedSign::Down => arrow(shapes::Direction::Down, -6.0),
        MovedSign::Memory => {
            let ring = egui::Stroke::new(spacing::HEAVY, theme.palette.ink);
            painter.circle_stroke(center, 5.0, ring);
        }
        MovedSign::Side(side) => {
            if let Some(scenario) = shown.scenario {
                let ink = shapes::Ink::sheet(theme);
                shapes::mark(painter, center, 7.0, scenario[side].mark, ink);
            }
            if come.sign < 1.0 {
                let ring = egui::Stroke::new(spacing::FRAME, theme.palette.red);
                painter.circle_stroke(center, egui::lerp(18.0..=9.0, come.sign), ring);
            }
        }
    }
}

/// The line for a screen reader.
fn spoken(moved: &MovedView) -> String {
    let way = match moved.sign {
        MovedSign::Up => ", rising",
        MovedSign::Down => ", falling",
        MovedSign::Memory | MovedSign::Side(_) => "",
    };
    match moved.was.as_str() {
        "" => format!("{} {}", moved.subject, moved.text),
        was => format!("{} {}{way}, was {was}", moved.subject, moved.text),
    }
}
