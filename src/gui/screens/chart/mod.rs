//! The chart of the role: over the page of a run, and as a tab at its end.
//!
//! The drawing is `widgets::chart`; here is what stands beside it and what the keys do.
//! Arrows go from station to station, Enter goes back to the one looked at, N turns to the
//! next decision with something untried. Narrow windows and very large text have the
//! outline instead of the drawing.

mod moved;
mod outline;
mod panel;

use bevy_egui::egui;
use egui::{Align, FocusDirection, Key, Layout, Rect, Ui, pos2, vec2};

use super::{Local, Overlay, Shown, any_pressed, nothing_focused, pressed, within};
use crate::chart::{StationTold, Stop, UnseenNames, Way, tell};
use crate::gui::action::{Asked, UiAction};
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::chart::{ChapterHead, ChartView, chart_ui, legend_ui, station_id};
use crate::gui::widgets::{shapes, text};
use crate::model::Scenario;
use crate::session::Charted;

/// The height of the band over the chart.
const BAND: f32 = 52.0;
/// The width of what stands beside the chart.
const PANEL: f32 = 336.0;
/// The legend's height.
const LEGEND: f32 = 40.0;

/// What the chart remembers that is purely visual.
#[derive(Default)]
pub(super) struct ChartLocal {
    /// The station looked at; where the run stands if none is.
    looked: Option<usize>,
    /// Whether the next untried decision was asked for and there is none.
    all_tried: bool,
}

/// Where the chart is, which decides what the arrows mean while nothing has the keyboard.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Over a page: all arrows are the chart's.
    OverPage,
    /// On a tab, which left and right would turn.
    OnTab,
}

/// How the chart is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Stations and tracks.
    Drawing,
    /// One station under the other.
    Outline,
}

/// Draws the chart over the page.
pub(super) fn overlay_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    let theme = shown.theme;
    let palette = &theme.palette;
    let whole = ui.max_rect();
    shapes::plane(ui.painter(), whole, palette.sheet);
    let height = BAND.max(spacing::BUTTON * theme.growth(Type::Button) + spacing::S3);
    let band = whole.with_max_y(whole.top() + height.round());
    shapes::plane(ui.painter(), band, palette.band);
    let mut close = any_pressed(ui, &[Key::Escape, Key::C]);
    within(ui, band.shrink2(vec2(spacing::MARGIN, 6.0)), |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let back = ButtonView::of(ButtonKind::Primary, "Close").key("Esc");
            close |= button_ui(ui, theme, &back).clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = shown.view.map_or("", |view| view.top.role.as_str());
                let words = format!("The chart · {name}");
                let width = ui.available_width();
                let laid =
                    text::lay_short(ui, theme, Type::Subheading, palette.on_band, &words, width);
                text::place(ui, &laid, &words);
            });
        });
    });
    let room = whole.with_min_y(band.bottom());
    body_ui(ui, shown, room, Place::OverPage, &mut local.chart, out);
    if theme.is_high_contrast() {
        let line = egui::Stroke::new(spacing::HEAVY, palette.ink);
        shapes::rule(ui.painter(), band.left(), band.right(), band.bottom(), line);
    }
    let went_back = out.iter().any(|asked| matches!(asked, UiAction::GoBack(_)));
    if close || went_back {
        local.overlay = Overlay::None;
        local.chart = ChartLocal::default();
    }
}

/// Draws the chart and what stands beside it.
pub(super) fn body_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    room: Rect,
    place: Place,
    local: &mut ChartLocal,
    out: &mut Asked,
) {
    let (Some(charted), Some(scenario)) = (shown.charted, shown.scenario) else {
        out.push(UiAction::Chart);
        return;
    };
    let looked = local
        .looked
        .filter(|station| *station < charted.chart.stations.len())
        .unwrap_or_else(|| where_it_stands(charted));
    local.looked = Some(looked);
    let shape = match room.width() < 1000.0 || shown.theme.text_percent > 150 {
        true => Shape::Outline,
        false => Shape::Drawing,
    };
    keys(ui, charted, (place, shape), looked, local);
    let names = shown.settings.unseen_names;
    let told: Vec<StationTold> = (0..charted.chart.stations.len())
        .filter_map(|it| tell(scenario, &charted.chart, &charted.overlay, names, it))
        .collect();
    let Some(here) = told.get(looked) else {
        return;
    };
    if enter(ui, &charted.chart) && here.decided {
        go_back(here, out);
    }
    if shape == Shape::Outline {
        outline::outline_ui(ui, shown, charted, here, room, local, out);
        return;
    }
    let heads = heads(scenario, charted, names, &told);
    let view = ChartView {
        chart: &charted.chart,
        overlay: &charted.overlay,
        told: &told,
        heads: &heads,
        looked,
    };
    let side = room.with_min_x(room.right() - PANEL);
    let left = Rect::from_min_max(
        pos2(room.left() + spacing::MARGIN, room.top() + spacing::S4),
        pos2(side.left() - spacing::S5, room.bottom()),
    );
    let drawn = left.with_max_y(left.bottom() - LEGEND);
    let turned_to = within(ui, drawn, |ui| chart_ui(ui, shown.theme, &view));
    if let Some(station) = turned_to {
        turn_to(ui, station, local);
    }
    let legend = Rect::from_min_max(pos2(left.left(), drawn.bottom() + spacing::S2), left.max);
    within(ui, legend, |ui| legend_ui(ui, shown.theme, &view));
    panel::panel_ui(ui, shown, charted, here, side, local, out);
}

/// Where the run stands, or its last decision if it is over.
fn where_it_stands(charted: &Charted) -> usize {
    let is_scene = |station: &usize| {
        let item = charted.chart.stations.get(*station);
        item.is_some_and(|item| matches!(item.stop, Stop::Scene(_)))
    };
    let visits = charted.overlay.mine.iter().flat_map(|ride| &ride.visits);
    visits
        .map(|visit| visit.station)
        .rfind(is_scene)
        .unwrap_or(0)
}

fn turn_to(ui: &Ui, station: usize, local: &mut ChartLocal) {
    local.looked = Some(station);
    local.all_tried = false;
    ui.request_repaint();
}

fn go_back(here: &StationTold, out: &mut Asked) {
    out.extend(here.mine.map(UiAction::GoBack));
}

/// Turns to the next decision with something untried, from the one looked at on.
fn next_untried(ui: &Ui, charted: &Charted, looked: usize, local: &mut ChartLocal) {
    let from = charted.overlay.mine_at(looked).map_or(0, |at| at + 1);
    match charted.overlay.next_untried(from) {
        Some(untried) => {
            turn_to(ui, untried.station, local);
            if on_chart(ui, charted) {
                ui.memory_mut(|memory| memory.request_focus(station_id(untried.station)));
            }
        }
        None => local.all_tried = true,
    }
}

/// Whether a station has the keyboard.
fn on_chart(ui: &Ui, charted: &Charted) -> bool {
    let focused = ui.memory(|memory| memory.focused());
    focused.is_some_and(|id| (0..charted.chart.stations.len()).any(|it| id == station_id(it)))
}

fn enter(ui: &Ui, chart: &crate::chart::Chart) -> bool {
    let focused = ui.memory(|memory| memory.focused());
    let free =
        focused.is_none_or(|id| (0..chart.stations.len()).any(|station| id == station_id(station)));
    free && pressed(ui, Key::Enter)
}

fn keys(
    ui: &Ui,
    charted: &Charted,
    (place, shape): (Place, Shape),
    looked: usize,
    local: &mut ChartLocal,
) {
    if pressed(ui, Key::N) {
        next_untried(ui, charted, looked, local);
        return;
    }
    let on_chart = on_chart(ui, charted);
    let all = on_chart || (place == Place::OverPage && nothing_focused(ui));
    let some = on_chart || nothing_focused(ui);
    for (key, way, free) in [
        (Key::ArrowLeft, Way::Left, all),
        (Key::ArrowRight, Way::Right, all),
        (Key::ArrowUp, Way::Up, some),
        (Key::ArrowDown, Way::Down, some),
    ] {
        if !free || !pressed(ui, key) {
            continue;
        }
        // On a tab the first arrow only enters the chart, where it is looked at.
        let to = match on_chart || place == Place::OverPage {
            true => next_to(charted, shape, looked, way),
            false => Some(looked),
        };
        let station = to.unwrap_or(looked);
        turn_to(ui, station, local);
        ui.memory_mut(|memory| {
            memory.request_focus(station_id(station));
            // The arrow is used up; egui would move on to a neighbour of its own choice.
            memory.move_focus(FocusDirection::None);
        });
    }
}

/// The station that an arrow leads to: on the drawing where it points, in the outline the
/// line above or below.
fn next_to(charted: &Charted, shape: Shape, looked: usize, way: Way) -> Option<usize> {
    let last = charted.chart.stations.len().checked_sub(1)?;
    match (shape, way) {
        (Shape::Outline, Way::Up) => looked.checked_sub(1),
        (Shape::Outline, Way::Down) => Some((looked + 1).min(last)),
        _ => charted.chart.neighbour(&charted.overlay, looked, way),
    }
}

/// A head for each chapter; closed while nothing of it has been seen.
fn heads(
    scenario: &Scenario,
    charted: &Charted,
    names: UnseenNames,
    told: &[StationTold],
) -> Vec<ChapterHead> {
    (1..)
        .zip(&scenario[charted.chart.role].chapters)
        .map(|(number, chapter)| {
            let seen = told.iter().any(|it| it.chapter == number && it.seen);
            if !seen && names == UnseenNames::Hidden {
                return ChapterHead {
                    when: number.to_string(),
                    title: String::new(),
                };
            }
            let months: Vec<&str> = chapter.span.split(' ').filter(|it| is_month(it)).collect();
            let when = match months.as_slice() {
                [] => number.to_string(),
                [first, .., last] if first != last => format!("{number} · {first} – {last}"),
                [only, ..] => format!("{number} · {only}"),
            };
            ChapterHead {
                when,
                title: chapter.title.clone(),
            }
        })
        .collect()
}

/// A word of a span of days that is no number, dash or year.
fn is_month(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_alphabetic)
}
