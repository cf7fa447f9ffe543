//! A year from top to bottom: an ink rail with the days in it, history at its right, and what
//! a run made of the turning points at its left, or under history's where there is no room.
//! Turning points stand in frames, the run's own are reversed, and what went another way
//! leans and is red.

use bevy_egui::egui;
use egui::{
    Color32, CursorIcon, Id, Painter, Pos2, Rect, Response, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, WidgetType, pos2, vec2,
};

use super::roving::{Enter, Roving};
use super::shapes;
use super::text::{self, Laid};
use crate::codex::{Day, Moment, Own, Topic, Year};
use crate::gui::theme::{Theme, Type, spacing};

/// From the rail to what stands beside it.
const POLE: f32 = 18.0;
/// The rail's width, at 100 % text size.
const RAIL: f32 = 118.0;
/// The least width for what stands at both sides of the rail.
const BOTH: f32 = 900.0;

/// Where everything stands.
struct Plan {
    /// The width at the rail's left; none where a run's own stands under history's.
    left: f32,
    rail: f32,
    right: f32,
}

/// A moment, laid out where it stands.
struct Placed<'a> {
    moment: &'a Moment,
    day: &'a Day,
    clock: Option<Laid>,
    title: Laid,
    answer: Option<Laid>,
    own: Option<(&'a Own, Laid)>,
    rect: Rect,
}

/// A day in the rail.
struct Cut {
    day: Laid,
    other: Laid,
    name: String,
    top: f32,
    bottom: f32,
}

/// Draws the year; gives what was asked for.
pub fn year_ui(ui: &mut Ui, theme: &Theme, year: &Year) -> Option<Topic> {
    let width = ui.available_width();
    let has_own = year
        .days
        .iter()
        .any(|day| day.moments.iter().any(|moment| moment.own.is_some()));
    let plan = plan(theme, width, has_own);
    let start = ui.available_rect_before_wrap().min;
    let (placed, cuts) = place(ui, theme, year, &plan, start);
    let height = cuts.last().map_or(0.0, |cut| cut.bottom - start.y);
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("year"));
    let rail = Rect::from_min_size(
        pos2(rect.left() + plan.left, rect.top()),
        vec2(plan.rail, height),
    );
    shapes::plane(
        ui.painter(),
        rail.intersect(ui.clip_rect()),
        theme.palette.select,
    );
    for cut in &cuts {
        cut_ui(&mut ui, theme, cut, rail);
    }
    let group = ui.id();
    let parts: Vec<(Id, Pos2)> = placed
        .iter()
        .map(|placed| (group.with(placed.moment.topic), placed.rect.center()))
        .collect();
    let roving = Roving::of(&ui, group, Enter::ByArrows, &parts);
    let mut asked = None;
    for placed in &placed {
        let response = moment_ui(&mut ui, theme, placed, &plan, rail, &roving, group);
        if response.clicked() {
            asked = Some(placed.moment.topic);
        }
    }
    asked
}

fn plan(theme: &Theme, width: f32, has_own: bool) -> Plan {
    let grown = theme.growth(Type::SansSmall).max(1.0);
    let rail = (RAIL * theme.growth(Type::LabelSmall).max(1.0)).round();
    let left = if has_own && width >= BOTH * grown {
        (width * 0.36).round()
    } else {
        0.0
    };
    Plan {
        left,
        rail,
        right: width - left - rail - POLE - spacing::S3,
    }
}

fn place<'a>(
    ui: &Ui,
    theme: &Theme,
    year: &'a Year,
    plan: &Plan,
    start: Pos2,
) -> (Vec<Placed<'a>>, Vec<Cut>) {
    let mut placed = Vec::new();
    let mut cuts = Vec::new();
    let mut top = start.y;
    let mut in_year = None;
    for day in &year.days {
        let this = Some(day.when.year());
        let label = match std::mem::replace(&mut in_year, this) == this {
            true => day.when.day_and_month(),
            false => day.when.day(),
        };
        let cut = cut_of(ui, theme, day, &label, plan, top);
        let mut at = top + spacing::S2;
        for moment in &day.moments {
            let mut laid = lay(ui, theme, day, moment, plan);
            let height = laid.height(plan);
            laid.rect = Rect::from_min_size(
                pos2(start.x + plan.left + plan.rail, at),
                vec2(plan.right + POLE, height),
            );
            at += height + spacing::S2;
            placed.push(laid);
        }
        top = at.max(cut.bottom);
        cuts.push(Cut { bottom: top, ..cut });
    }
    (placed, cuts)
}

fn cut_of(ui: &Ui, theme: &Theme, day: &Day, label: &str, plan: &Plan, top: f32) -> Cut {
    let palette = &theme.palette;
    let width = plan.rail - spacing::S3;
    let other = short(&day.other);
    let laid = text::lay(ui, theme, Type::Label, palette.on_select, label, width);
    let under = text::lay(ui, theme, Type::Note, palette.select_soft, &other, width);
    let height = laid.size().y + under.size().y + spacing::S3;
    Cut {
        name: format!("{}, {}", day.label, day.other),
        day: laid,
        other: under,
        top,
        bottom: top + height,
    }
}

/// "7 November" of "7 November, New Style".
fn short(other: &str) -> String {
    let day = other.split(',').next().unwrap_or(other);
    format!("({day})")
}

fn lay<'a>(ui: &Ui, theme: &Theme, day: &'a Day, moment: &'a Moment, plan: &Plan) -> Placed<'a> {
    let palette = &theme.palette;
    let ink = palette.ink;
    let clock = moment
        .clock
        .as_ref()
        .map(|clock| text::lay_line(ui, theme, Type::LabelSmall, palette.soft, clock));
    let column = clock_column(theme);
    let is_point = moment.answer.is_some();
    let pad = if is_point { 2.0 * spacing::S3 } else { 0.0 };
    let style = if is_point {
        Type::Label
    } else {
        Type::SansSmall
    };
    let width = plan.right - column - pad;
    let title = text::lay(ui, theme, style, ink, &moment.title, width);
    let answer = moment.answer.as_ref().map(|answer| {
        let words = format!("History: {answer}");
        text::lay(ui, theme, Type::SansSmall, ink, &words, width)
    });
    let own = moment.own.as_ref().map(|own| {
        let words = own_words(own);
        let width = if plan.left > 0.0 {
            plan.left - POLE - 5.0 * spacing::S3
        } else {
            width - 2.0 * spacing::S3
        };
        let laid = text::lay(
            ui,
            theme,
            Type::SansSmall,
            own_ink(theme, own),
            &words,
            width,
        );
        (own, laid)
    });
    Placed {
        moment,
        day,
        clock,
        title,
        answer,
        own,
        rect: Rect::NOTHING,
    }
}

fn own_words(own: &Own) -> String {
    if own.turned {
        format!("Yours, another way: {}", own.answer)
    } else {
        format!("Yours, the same: {}", own.answer)
    }
}

fn own_ink(theme: &Theme, own: &Own) -> Color32 {
    if own.turned {
        theme.palette.on_red
    } else {
        theme.palette.on_select
    }
}

fn clock_column(theme: &Theme) -> f32 {
    (52.0 * theme.growth(Type::LabelSmall).max(1.0)).round()
}

impl Placed<'_> {
    /// The frame of a turning point, or the line of an event.
    fn history_height(&self) -> f32 {
        match &self.answer {
            Some(answer) => self.title.size().y + answer.size().y + 2.0 * spacing::S2,
            None => self.title.size().y,
        }
    }

    fn own_height(&self) -> f32 {
        self.own
            .as_ref()
            .map_or(0.0, |(_, laid)| laid.size().y + 2.0 * spacing::S2)
    }

    fn height(&self, plan: &Plan) -> f32 {
        if plan.left > 0.0 {
            self.history_height().max(self.own_height())
        } else if self.own.is_some() {
            self.history_height() + spacing::S1 + self.own_height()
        } else {
            self.history_height()
        }
    }

    /// Everything that is drawn of it, to be heard.
    fn told(&self) -> String {
        let moment = self.moment;
        let clock = moment.clock.as_ref();
        let clock = clock.map_or(String::new(), |clock| format!(", {clock}"));
        let mut told = format!("{}{clock}. {}", self.day.label, moment.title);
        if let Some(answer) = &moment.answer {
            told = format!("{told}. Turning point. History: {answer}");
        }
        if let Some(own) = &moment.own {
            told = format!("{told}. {}", own_words(own));
        }
        told
    }
}

/// A day in the rail, parted from the one before.
fn cut_ui(ui: &mut Ui, theme: &Theme, cut: &Cut, rail: Rect) {
    let rect = Rect::from_min_max(pos2(rail.left(), cut.top), pos2(rail.right(), cut.bottom));
    let response = ui.interact(rect, ui.id().with(&cut.name), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &cut.name));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    let line = Stroke::new(spacing::FRAME, theme.palette.sheet);
    shapes::rule(painter, rail.left(), rail.right(), cut.top, line);
    let at = pos2(rail.left() + spacing::S2, cut.top + 6.0);
    cut.day.paint(painter, at);
    cut.other.paint(painter, at + vec2(0.0, cut.day.size().y));
}

fn moment_ui(
    ui: &mut Ui,
    theme: &Theme,
    placed: &Placed<'_>,
    plan: &Plan,
    rail: Rect,
    roving: &Roving,
    group: Id,
) -> Response {
    let id = group.with(placed.moment.topic);
    let response = ui
        .interact(placed.rect, id, roving.sense(ui, id))
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, placed.told()));
    roving.drawn(ui, &response);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let reach = placed.rect.with_min_x(rail.left() - plan.left);
    if !ui.is_rect_visible(reach) {
        return response;
    }
    let painter = ui.painter();
    let frame = history(painter, theme, placed, response.hovered());
    if let Some((own, laid)) = &placed.own {
        let bar = own_bar(placed, plan, rail, frame, laid);
        own_ui(
            painter,
            theme,
            own,
            laid,
            bar,
            (plan.left > 0.0).then_some(rail),
        );
    }
    if response.has_focus() {
        shapes::frame(painter, frame.expand(4.0), theme.focus());
        let tip = frame.left_center() - vec2(4.0, 0.0);
        let points = [tip, tip + vec2(-11.0, 9.0), tip + vec2(-11.0, -9.0)];
        shapes::polygon(painter, &points, theme.palette.red);
    }
    response
}

/// History's part; gives where it stands.
fn history(painter: &Painter, theme: &Theme, placed: &Placed<'_>, hovered: bool) -> Rect {
    let palette = &theme.palette;
    let column = clock_column(theme);
    let left = placed.rect.left() + POLE;
    let top = placed.rect.top();
    let is_point = placed.answer.is_some();
    let pad = if is_point { spacing::S2 } else { 0.0 };
    let line = theme.line(Type::SansSmall);
    let frame = Rect::from_min_size(
        pos2(left + column, top),
        vec2(placed.rect.right() - left - column, placed.history_height()),
    );
    let middle = top + pad + line / 2.0;
    let stroke = if is_point {
        spacing::FRAME
    } else {
        spacing::HAIR
    };
    let pole_end = if is_point { frame.left() } else { left - 4.0 };
    painter.line_segment(
        [pos2(placed.rect.left(), middle), pos2(pole_end, middle)],
        Stroke::new(stroke, palette.ink),
    );
    if let Some(clock) = &placed.clock {
        let at = pos2(left, middle - clock.size().y / 2.0);
        let ground = Rect::from_min_size(at, clock.size()).expand2(vec2(3.0, -2.0));
        shapes::plane(painter, ground, palette.sheet);
        clock.paint(painter, at);
    }
    if is_point {
        let ground = if hovered { palette.low } else { palette.sheet };
        shapes::plane(painter, frame, ground);
        shapes::frame(painter, frame, theme.frame());
    } else if hovered {
        shapes::plane(painter, frame.expand2(vec2(4.0, 1.0)), palette.low);
    }
    let indent = if is_point { spacing::S3 } else { 0.0 };
    let at = frame.min + vec2(indent, pad);
    placed.title.paint(painter, at);
    if let Some(answer) = &placed.answer {
        answer.paint(painter, at + vec2(0.0, placed.title.size().y));
    }
    frame
}

/// Where the run's own stands: at the rail's left, or under history's.
fn own_bar(placed: &Placed<'_>, plan: &Plan, rail: Rect, frame: Rect, laid: &Laid) -> Rect {
    let size = laid.size() + vec2(4.0 * spacing::S3, 2.0 * spacing::S2);
    if plan.left > 0.0 {
        let right = rail.left() - POLE;
        Rect::from_min_size(pos2(right - size.x, placed.rect.top()), size)
    } else {
        Rect::from_min_size(pos2(frame.left(), frame.bottom() + spacing::S1), size)
    }
}

fn own_ui(painter: &Painter, theme: &Theme, own: &Own, laid: &Laid, bar: Rect, rail: Option<Rect>) {
    let palette = &theme.palette;
    let (fill, line) = if own.turned {
        (palette.red_fill, palette.red)
    } else {
        (palette.select, palette.ink)
    };
    shapes::cut_bar(painter, bar, fill);
    if let Some(rail) = rail {
        // What went another way leans by the one slope there is.
        let lean = if own.turned {
            bar.height() / 2.0 / spacing::SLOPE
        } else {
            0.0
        };
        let middle = bar.top() + bar.height() / 2.0;
        let from = pos2(
            bar.right() - bar.height() / 2.0 / spacing::SLOPE,
            middle - lean,
        );
        let to = pos2(rail.left(), middle + lean);
        painter.line_segment([from, to], Stroke::new(spacing::FRAME, line));
    }
    let at = bar.min + vec2(spacing::S3, spacing::S2);
    laid.paint(painter, at);
}
