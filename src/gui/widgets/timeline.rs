//! Two or three timelines on one ink rail: this run's flags above it, history's outlined
//! below, the other run's dashed where it went another way. What went another way leans.

use bevy_egui::egui;
use egui::{
    Color32, CursorIcon, Id, Painter, Pos2, Rect, Response, Sense, Stroke, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};

use super::roving::{Enter, Roving};
use super::shapes;
use super::text::{self, Laid};
use crate::compare::{AXIS, Mark, MarkKind, Subject, Timeline, lanes};
use crate::gui::theme::{Theme, Type, spacing};

const RAIL: f32 = 20.0;
const FLAG: f32 = 26.0;
const LANE: f32 = 33.0;

/// Whose flag it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Column {
    Mine,
    Other,
    History,
}

impl Column {
    fn name(self) -> &'static str {
        match self {
            Self::Mine => "Mine",
            Self::Other => "Other run",
            Self::History => "History",
        }
    }
}

/// A flag and where it stands.
struct Flag<'a> {
    column: Column,
    mark: &'a Mark,
    words: Laid,
    rect: Rect,
    /// Where its pole stands on the rail.
    foot: f32,
}

/// Draws the timelines as wide as there is room; gives what is pointed at or has the
/// keyboard.
pub fn timeline_ui(ui: &mut Ui, theme: &Theme, timeline: &Timeline) -> Option<Subject> {
    let width = ui.available_width();
    let (mine, n_mine) = row(ui, theme, width, Column::Mine, timeline.mine.iter());
    let parted = |mark: &&Mark| {
        let mut mine = timeline.mine.iter();
        !mine.any(|mine| mine.subject == mark.subject && mine.text == mark.text)
    };
    let others = timeline.other.iter().flatten().filter(parted);
    let (other, n_other) = row(ui, theme, width, Column::Other, others);
    let (history, n_history) = row(ui, theme, width, Column::History, timeline.history.iter());
    let above = (n_mine + n_other) * LANE + 6.0;
    let height = above + RAIL + n_history * LANE + 12.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| {
        let days: Vec<&str> = timeline.axis.days.iter().map(|it| &*it.label).collect();
        let words = format!(
            "Timelines: mine above the line, history below it; {}",
            days.join(", ")
        );
        WidgetInfo::labeled(WidgetType::Label, true, words)
    });
    let rail = Rect::from_min_size(pos2(rect.left(), rect.top() + above), vec2(width, RAIL));
    let mut flags = mine;
    flags.extend(other);
    flags.extend(history);
    for flag in &mut flags {
        let lane = flag.rect.top();
        let top = match flag.column {
            Column::Mine => rail.top() - (lane + 1.0) * LANE,
            Column::Other => rail.top() - (n_mine + lane + 1.0) * LANE,
            Column::History => rail.bottom() + lane * LANE + (LANE - FLAG),
        };
        let at = pos2(rect.left() + flag.rect.left(), top);
        flag.rect = Rect::from_min_size(at, flag.rect.size());
        flag.foot += rect.left();
    }
    ticks(ui.painter(), theme, timeline, rail);
    for flag in &flags {
        pole(ui.painter(), theme, flag, rail);
    }
    rail_ui(ui, theme, timeline, rail);
    let mut looked_at = None;
    let parts: Vec<(Id, Pos2)> = flags
        .iter()
        .map(|flag| (flag_id(response.id, flag), flag.rect.left_center()))
        .collect();
    let roving = Roving::of(ui, response.id, Enter::ByTab, &parts);
    for flag in &flags {
        let response = flag_ui(ui, theme, flag, response.id, &roving);
        if response.hovered() || response.has_focus() {
            looked_at = Some(flag.mark.subject);
        }
    }
    looked_at
}

fn on_axis(at: u32, width: f32) -> f32 {
    let thousandths = u16::try_from(u64::from(at) * 60_000 / u64::from(AXIS)).unwrap_or(60_000);
    f32::from(thousandths) / 60_000.0 * width
}

/// The flags of one column, each in its lane, and how many lanes they take. A flag's rect
/// holds its left edge and its lane until the drawing's own place is known.
fn row<'a>(
    ui: &Ui,
    theme: &Theme,
    width: f32,
    column: Column,
    marks: impl Iterator<Item = &'a Mark>,
) -> (Vec<Flag<'a>>, f32) {
    let mut format = theme.format(Type::LabelSmall, Color32::PLACEHOLDER);
    format.extra_letter_spacing = 0.0;
    let laid: Vec<(&Mark, Laid)> = marks
        .filter(|mark| mark.kind == MarkKind::TurningPoint)
        .map(|mark| {
            let runs = [(mark.title.as_str(), format.clone())];
            (mark, text::lay_runs(ui, &runs, f32::INFINITY))
        })
        .collect();
    let size = |words: &Laid| vec2(words.size().x + 24.0, FLAG);
    let spans: Vec<(u32, u32)> = laid
        .iter()
        .map(|(mark, words)| (mark.at, in_axis(size(words).x + 6.0, width)))
        .collect();
    let mut n_lanes = 0.0_f32;
    let flags = laid
        .into_iter()
        .zip(lanes(&spans))
        .map(|((mark, words), (from, lane))| {
            let lane = f32::from(u16::try_from(lane).unwrap_or(u16::MAX));
            n_lanes = n_lanes.max(lane + 1.0);
            let at = pos2(on_axis(from, width), lane);
            Flag {
                column,
                mark,
                rect: Rect::from_min_size(at, size(&words)),
                words,
                foot: on_axis(mark.at, width),
            }
        })
        .collect();
    (flags, n_lanes)
}

/// A width in points as a part of the axis.
fn in_axis(points: f32, width: f32) -> u32 {
    let parts = f64::from(points) / f64::from(width.max(1.0)) * f64::from(AXIS);
    // A float as an integer saturates; the axis is far smaller than either.
    parts.ceil() as u32
}

/// Red where this run went another way.
fn line(theme: &Theme, flag: &Flag<'_>) -> Color32 {
    if flag.mark.turned && flag.column == Column::Mine {
        theme.palette.red
    } else {
        theme.palette.ink
    }
}

fn pole(painter: &Painter, theme: &Theme, flag: &Flag<'_>, rail: Rect) {
    let (near, far) = match flag.column {
        Column::Mine | Column::Other => (flag.rect.bottom(), rail.top()),
        Column::History => (flag.rect.top(), rail.bottom()),
    };
    // What went another way leans by the one slope there is.
    let lean = if flag.mark.turned && flag.column != Column::History {
        ((far - near) / spacing::SLOPE).min(flag.rect.width() / 2.0)
    } else {
        0.0
    };
    let top = flag.foot.max(flag.rect.left() + 1.0) + lean;
    let stroke = Stroke::new(spacing::FRAME, line(theme, flag));
    painter.line_segment([pos2(top, near), pos2(flag.foot + 1.0, far)], stroke);
}

fn flag_id(parent: Id, flag: &Flag<'_>) -> Id {
    let key = match flag.mark.subject {
        Subject::TurningPoint(id) => id.index(),
        Subject::Scene(id) => id.index(),
    };
    parent.with((flag.column, key))
}

fn flag_ui(ui: &Ui, theme: &Theme, flag: &Flag<'_>, parent: Id, roving: &Roving) -> Response {
    let palette = &theme.palette;
    let id = flag_id(parent, flag);
    let response = ui
        .interact(flag.rect, id, roving.sense(ui, id))
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        let mark = flag.mark;
        let how = match (flag.column, mark.turned) {
            (Column::History, _) => "",
            (_, true) => ", another way than in history",
            (_, false) => ", as in history",
        };
        let words = format!(
            "{}, {}. {}: {}{how}",
            flag.column.name(),
            mark.when.day_and_clock(),
            mark.title,
            mark.text
        );
        WidgetInfo::labeled(WidgetType::Button, true, words)
    });
    roving.drawn(ui, &response);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let painter = ui.painter();
    let line = line(theme, flag);
    let ink = match flag.column {
        Column::Mine if flag.mark.turned => {
            shapes::cut_bar(painter, flag.rect, palette.red_fill);
            palette.on_red
        }
        Column::Mine => {
            shapes::cut_bar(painter, flag.rect, palette.select);
            palette.on_select
        }
        Column::Other => {
            shapes::cut_bar(painter, flag.rect, palette.sheet);
            shapes::dashed_frame(
                painter,
                flag.rect,
                Stroke::new(spacing::FRAME, line),
                4.0,
                4.0,
            );
            palette.ink
        }
        Column::History => {
            shapes::plane(painter, flag.rect, palette.sheet);
            shapes::frame(painter, flag.rect, Stroke::new(spacing::FRAME, line));
            palette.ink
        }
    };
    let at = pos2(
        flag.rect.left() + 9.0,
        flag.rect.center().y - flag.words.size().y / 2.0,
    );
    flag.words.paint_in(painter, at, ink);
    if response.has_focus() || response.hovered() {
        shapes::focus_frame(painter, flag.rect, theme);
    }
    response
}

/// The days in the rail.
fn rail_ui(ui: &Ui, theme: &Theme, timeline: &Timeline, rail: Rect) {
    let palette = &theme.palette;
    let painter = ui.painter();
    shapes::plane(painter, rail, palette.select);
    for day in &timeline.axis.days {
        let left = rail.left() + on_axis(day.from, rail.width());
        let right = rail.left() + on_axis(day.to, rail.width());
        let cut = Stroke::new(spacing::FRAME, palette.sheet);
        painter.line_segment([pos2(left, rail.top()), pos2(left, rail.bottom())], cut);
        let words = text::lay_line(ui, theme, Type::Note, palette.on_select, &day.label);
        if left + 4.0 + words.size().x <= right {
            words.paint(
                painter,
                pos2(left + 4.0, rail.center().y - words.size().y / 2.0),
            );
        }
    }
}

/// Decisions: ticks above the rail for this run, below it for history.
fn ticks(painter: &Painter, theme: &Theme, timeline: &Timeline, rail: Rect) {
    let decisions = |marks: &[Mark]| -> Vec<(f32, bool)> {
        marks
            .iter()
            .filter(|mark| mark.kind == MarkKind::Decision)
            .map(|mark| {
                (
                    rail.left() + on_axis(mark.at, rail.width()) + 3.0,
                    mark.turned,
                )
            })
            .collect()
    };
    for (x, turned) in decisions(&timeline.mine) {
        let (ink, high, lean) = if turned {
            (theme.palette.red, 12.0, 3.0)
        } else {
            (theme.palette.ink, 7.0, 0.0)
        };
        let tick = Stroke::new(spacing::FRAME, ink);
        let top = pos2(x + lean, rail.top() - high);
        painter.line_segment([top, pos2(x, rail.top())], tick);
    }
    for (x, _) in decisions(&timeline.history) {
        let tick = Stroke::new(spacing::FRAME, theme.palette.ink);
        let foot = pos2(x, rail.bottom() + 7.0);
        painter.line_segment([pos2(x, rail.bottom()), foot], tick);
    }
}
