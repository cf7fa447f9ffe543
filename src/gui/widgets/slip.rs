//! The four dispatches: printed matter that arrives and lies on the picture.
//!
//! A telegram is pasted strips, a newspaper a torn sheet in two columns, an order a typed form
//! with a stamp, a rumour words without paper of their own. Each says where and when.

use bevy_egui::egui;
use egui::{
    Color32, CursorIcon, Painter, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, WidgetType,
    pos2, vec2,
};

use super::button;
use super::shapes;
use super::tell;
use super::text::{self, Laid};
use crate::gui::theme::{Theme, Type, spacing};
use crate::model::{Dispatch, DispatchKind, Prose};

const TELEGRAM: &str = "ТЕЛЕГРАММА";

/// A dispatch as shown.
#[derive(Clone, Copy, Debug)]
pub struct SlipView<'a> {
    /// What arrived.
    pub dispatch: &'a Dispatch,
    /// The key that opens it again and what it does, for the foot: `("L", "again")`.
    pub key: Option<(&'a str, &'a str)>,
}

/// A dispatch as wide as there is room. Clicked by pointer, Enter or Space.
pub fn slip_ui(ui: &mut Ui, theme: &Theme, view: &SlipView<'_>) -> Response {
    match view.dispatch.kind {
        DispatchKind::Telegram => telegram_ui(ui, theme, view),
        DispatchKind::Newspaper => newspaper_ui(ui, theme, view),
        DispatchKind::Order => order_ui(ui, theme, view),
        DispatchKind::Rumour => rumour_ui(ui, theme, view),
    }
}

fn allocate(ui: &mut Ui, theme: &Theme, view: &SlipView<'_>, height: f32) -> (Rect, Response) {
    let size = vec2(ui.available_width(), height.round());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let dispatch = view.dispatch;
    response.widget_info(|| {
        let head = dispatch.head.as_deref().unwrap_or_default();
        let name = format!(
            "{}. {}. {head} {}",
            dispatch.kind.word(),
            dispatch.from,
            dispatch.text.plain()
        );
        WidgetInfo::labeled(WidgetType::Button, true, name)
    });
    let what = view.key.map_or("", |(_, what)| what);
    tell::description(&response, format!("{} {what}", ornament(dispatch)).trim());
    if let Some((key, _)) = view.key {
        tell::key(&response, key);
    }
    if response.has_focus() {
        shapes::focus_frame(ui.painter(), rect, theme);
    }
    (rect, response.on_hover_cursor(CursorIcon::PointingHand))
}

/// Where and when, in as many lines as it needs.
fn lay_from(ui: &Ui, theme: &Theme, view: &SlipView<'_>, width: f32, ink: Color32) -> Laid {
    text::lay(ui, theme, Type::Note, ink, &view.dispatch.from, width)
}

/// The room of the key that turns to another dispatch, and what it does.
fn key_size(ui: &Ui, theme: &Theme, view: &SlipView<'_>) -> egui::Vec2 {
    let Some((key, what)) = view.key else {
        return egui::Vec2::ZERO;
    };
    let cap = button::key_cap_size(ui, theme, key);
    let what = text::lay_line(ui, theme, Type::Note, Color32::PLACEHOLDER, what);
    vec2(
        cap.x + spacing::S1 + what.size().x,
        cap.y.max(what.size().y),
    )
}

/// The key, its left upper corner at `at`.
fn paint_key(ui: &Ui, theme: &Theme, view: &SlipView<'_>, at: egui::Pos2, ink: Color32) {
    let Some((key, what)) = view.key else { return };
    let middle = at.y + key_size(ui, theme, view).y / 2.0;
    let cap = button::key_cap_size(ui, theme, key);
    let cap = Rect::from_min_size(pos2(at.x, middle - cap.y / 2.0), cap);
    button::paint_key_cap(ui, theme, key, cap, ink);
    let what = text::lay_line(ui, theme, Type::Note, ink, what);
    let words = pos2(cap.right() + spacing::S1, middle - what.size().y / 2.0);
    what.paint(ui.painter(), words);
}

// Telegram.

/// How far each strip is pasted from the margin; nobody pastes straight.
const SHIFTS: [f32; 4] = [0.0, 6.0, 2.0, 4.0];
const TELEGRAM_HEAD: f32 = 38.0;

fn telegram_ui(ui: &mut Ui, theme: &Theme, view: &SlipView<'_>) -> Response {
    let palette = &theme.palette;
    let gap = 7.0;
    let line = theme.line(Type::Wire);
    let whole = ui.available_width() - 2.0 * 14.0;
    let from = lay_from(ui, theme, view, whole, palette.slip_soft);
    let key = key_size(ui, theme, view);
    // The key stands behind the words, or below them where they are long.
    let beside = from.rows() == 1 && from.size().x + spacing::S2 + key.x <= whole;
    let below = if beside { 0.0 } else { key.y };
    let foot_room = from.size().y + below + 10.0;
    let head = TELEGRAM_HEAD * theme.growth(Type::Label).max(1.0);
    let width = whole - 8.0 - 22.0;
    let strips = strips(ui, theme, &wired(&view.dispatch.text), width);
    let count = u16::try_from(strips.len()).map_or(0.0, f32::from);
    let height = head + 8.0 + count * (line + gap) + 12.0 + foot_room;
    let (rect, response) = allocate(ui, theme, view, height);
    let painter = ui.painter();
    shapes::plane(painter, rect, palette.slip);
    shapes::frame(
        painter,
        rect,
        Stroke::new(spacing::FRAME, slip_frame(theme)),
    );
    let inner = rect.shrink2(vec2(14.0, 0.0));
    slip_head(ui, theme, inner, head, "Telegram", TELEGRAM);
    let mut top = rect.top() + head + 8.0;
    for (strip, shift) in strips.iter().zip(SHIFTS.iter().cycle()) {
        let left = inner.left() + shift;
        let size = vec2((strip.size().x + 40.0).min(inner.right() - left), line);
        let paper = Rect::from_min_size(pos2(left, top), size);
        shapes::cut_bar(painter, paper, palette.strip);
        strip.paint(painter, paper.min + vec2(8.0, 0.0));
        top += line + gap;
    }
    let line = Stroke::new(spacing::RULE, palette.slip_ink);
    shapes::rule(
        painter,
        rect.left() + 12.0,
        rect.right() - 12.0,
        top + 3.0,
        line,
    );
    let at = pos2(inner.left(), rect.bottom() - foot_room);
    from.paint(painter, at);
    let key_at = match beside {
        true => at + vec2(from.size().x + spacing::S2, (from.size().y - key.y) / 2.0),
        false => at + vec2(0.0, from.size().y),
    };
    paint_key(ui, theme, view, key_at, palette.slip_soft);
    response
}

fn slip_head(ui: &Ui, theme: &Theme, inner: Rect, head: f32, word: &str, russian: &str) {
    let ink = theme.palette.slip_ink;
    let painter = ui.painter();
    let word = text::lay_line(ui, theme, Type::Label, ink, word);
    let middle = (inner.top() + head / 2.0 + 1.0).round();
    word.paint(painter, pos2(inner.left(), middle - word.size().y / 2.0));
    let russian = text::lay_line(ui, theme, Type::News, ink, russian);
    let at = pos2(
        inner.right() - russian.size().x,
        middle - russian.size().y / 2.0 - 1.0,
    );
    russian.paint(painter, at);
    let line = Stroke::new(spacing::RULE, ink);
    shapes::rule(
        painter,
        inner.left() - 2.0,
        inner.right() + 2.0,
        inner.top() + head - 2.0,
        line,
    );
}

/// Capitals, with " = " as the stop, as the wire sends them.
fn wired(text: &Prose) -> String {
    let plain = text.plain().replace("\n\n", " ").to_uppercase();
    let stopped = plain.replace(". ", " = ");
    stopped.trim_end_matches('.').to_owned()
}

/// The text's lines, each to be pasted on a strip of its own.
fn strips(ui: &Ui, theme: &Theme, words: &str, width: f32) -> Vec<Laid> {
    let ink = theme.palette.slip_ink;
    let whole = text::lay(ui, theme, Type::Wire, ink, words, width);
    let lines = whole.galley().rows.iter().map(|row| row.text());
    lines
        .map(|line| text::lay_line(ui, theme, Type::Wire, ink, line.trim_end()))
        .collect()
}

// Newspaper.

const TEETH: f32 = 40.0;
const TOOTH: f32 = 10.0;

fn newspaper_ui(ui: &mut Ui, theme: &Theme, view: &SlipView<'_>) -> Response {
    let palette = &theme.palette;
    let ink = palette.slip_ink;
    let dispatch = view.dispatch;
    let width = ui.available_width();
    let inner = width - 24.0;
    let air = 4.0;
    let name = nameplate(&dispatch.from).to_uppercase();
    let name = text::lay_line(ui, theme, Type::NewsName, ink, &name);
    let head = dispatch.head.as_deref().unwrap_or_default();
    let head = text::lay(ui, theme, Type::NewsHead, ink, head, inner);
    let from = text::lay(ui, theme, Type::NewsLine, ink, &dispatch.from, inner);
    let above = 4.0 + name.size().y + 10.0 + head.size().y + from.size().y + 4.0 + 3.0 * air;
    let words = dispatch.text.plain().replace("\n\n", " ");
    let column = (inner - 20.0) / 2.0;
    let [left, right] = columns(ui, theme, &words, column);
    let key = key_size(ui, theme, view);
    let height = above + left.size().y + key.y + TOOTH + 6.0 + air;
    let (rect, response) = allocate(ui, theme, view, height);
    let painter = ui.painter();
    torn_sheet(painter, theme, rect);
    let center = |laid: &Laid| rect.center().x - laid.size().x / 2.0;
    let mut y = rect.top() + 4.0 + air;
    name.paint(painter, pos2(center(&name), y));
    y += name.size().y;
    let (start, end) = (rect.left() + 12.0, rect.right() - 12.0);
    shapes::rule(painter, start, end, y, Stroke::new(3.0, ink));
    shapes::rule(painter, start, end, y + 5.0, Stroke::new(1.0, ink));
    y += 10.0 + air;
    head.paint(painter, pos2(center(&head), y));
    y += head.size().y;
    from.paint(painter, pos2(center(&from), y));
    y += from.size().y + 4.0 + air;
    left.paint(painter, pos2(start + 2.0, y));
    right.paint(painter, pos2(rect.center().x + 8.0, y));
    let between = Rect::from_center_size(
        pos2(rect.center().x, y + left.size().y / 2.0),
        vec2(1.0, left.size().y),
    );
    shapes::plane(painter, between, ink);
    let key_at = pos2(end - key.x, y + left.size().y + 2.0);
    paint_key(ui, theme, view, key_at, palette.slip_soft);
    response
}

/// The text in two columns of equal height.
fn columns(ui: &Ui, theme: &Theme, words: &str, width: f32) -> [Laid; 2] {
    let ink = theme.palette.slip_ink;
    let whole = text::lay(ui, theme, Type::News, ink, words, width);
    let first_rows = whole.rows().div_ceil(2);
    let mut first: String = String::new();
    let mut rest: String = String::new();
    for (index, row) in whole.galley().rows.iter().enumerate() {
        let side = if index < first_rows {
            &mut first
        } else {
            &mut rest
        };
        side.push_str(&row.text());
        if row.ends_with_newline {
            side.push(' ');
        }
    }
    let mut job = egui::text::LayoutJob::single_section(rest, theme.format(Type::News, ink));
    job.wrap = egui::text::TextWrapping {
        max_rows: first_rows,
        ..egui::text::TextWrapping::wrap_at_width(width)
    };
    [
        text::lay(ui, theme, Type::News, ink, first.trim_end(), width),
        text::lay_job(ui, job),
    ]
}

/// Paper without a frame whose foot was torn off along a ruler's edge.
fn torn_sheet(painter: &Painter, theme: &Theme, rect: Rect) {
    let palette = &theme.palette;
    let body = rect.with_max_y(rect.bottom() - TOOTH);
    shapes::plane(painter, body, palette.strip);
    let mut x = rect.left();
    let mut edge = vec![body.left_bottom()];
    while x + 1.0 < rect.right() {
        let end = (x + TEETH).min(rect.right());
        let points = [
            pos2(x, body.bottom()),
            pos2(end, body.bottom()),
            pos2((x + end) / 2.0, rect.bottom()),
        ];
        edge.extend([
            pos2((x + end) / 2.0, rect.bottom()),
            pos2(end, body.bottom()),
        ]);
        shapes::polygon(painter, &points, palette.strip);
        x = end;
    }
    if theme.is_high_contrast() {
        let mut outline = vec![rect.left_top()];
        outline.extend(edge);
        outline.push(rect.right_top());
        painter.add(Shape::closed_line(outline, theme.frame()));
    }
}

/// The Russian words on a dispatch that only adorn it; its name tells the rest.
fn ornament(dispatch: &Dispatch) -> &str {
    match dispatch.kind {
        DispatchKind::Telegram => TELEGRAM,
        DispatchKind::Newspaper => nameplate(&dispatch.from),
        DispatchKind::Order | DispatchKind::Rumour => "",
    }
}

/// The paper's own name in the spelling of 1917, or as written where we do not know it.
fn nameplate(from: &str) -> &str {
    const NAMES: [(&str, &str); 11] = [
        ("Izvestia", "ИЗВѢСТІЯ"),
        ("Rabochii put", "РАБОЧІЙ ПУТЬ"),
        ("Pravda", "ПРАВДА"),
        ("Rech", "РѢЧЬ"),
        ("Novaya Zhizn", "НОВАЯ ЖИЗНЬ"),
        ("Novaia zhizn", "НОВАЯ ЖИЗНЬ"),
        ("Delo Naroda", "ДѢЛО НАРОДА"),
        ("Delo naroda", "ДѢЛО НАРОДА"),
        ("Rabochaya gazeta", "РАБОЧАЯ ГАЗЕТА"),
        ("Den", "ДЕНЬ"),
        ("Birzhevye", "БИРЖЕВЫЯ ВѢДОМОСТИ"),
    ];
    let paper = from.split(',').next().unwrap_or(from).trim();
    NAMES
        .iter()
        .find(|(latin, _)| {
            paper == *latin
                || paper.starts_with(&format!("{latin}’"))
                || paper.starts_with(&format!("{latin} "))
        })
        .map_or(paper, |(_, russian)| russian)
}

// Order.

const ORDER_SPINE: f32 = 10.0;

fn order_ui(ui: &mut Ui, theme: &Theme, view: &SlipView<'_>) -> Response {
    let palette = &theme.palette;
    let dispatch = view.dispatch;
    let ink = palette.slip_ink;
    let width = ui.available_width();
    let inner = width - ORDER_SPINE - 18.0 - 14.0;
    let head = dispatch.head.as_deref().unwrap_or("Order");
    let head = text::lay(ui, theme, Type::Heading, ink, head, inner - 60.0);
    let from = lay_from(ui, theme, view, inner, palette.slip_soft);
    let above = 12.0 + head.size().y + from.size().y + 8.0;
    let mut body = prose_job(theme, &dispatch.text, Type::Order, ink, ["", ""]);
    body.wrap = egui::text::TextWrapping::wrap_at_width(inner);
    let body = text::lay_job(ui, body);
    let (rect, response) = allocate(ui, theme, view, above + body.size().y + 12.0 + 52.0);
    let painter = ui.painter();
    shapes::plane(painter, rect, palette.strip);
    shapes::frame(painter, rect, Stroke::new(spacing::RULE, slip_frame(theme)));
    let spine = rect.with_max_x(rect.left() + ORDER_SPINE);
    shapes::plane(painter, spine, slip_frame(theme));
    stamp(ui, theme, rect.max - vec2(46.0, 42.0), &dispatch.from);
    let left = rect.left() + ORDER_SPINE + 18.0;
    let mut y = rect.top() + 10.0;
    head.paint(painter, pos2(left, y));
    y += head.size().y;
    from.paint(painter, pos2(left, y));
    body.paint(painter, pos2(left, y + from.size().y + 8.0));
    let key_at = pos2(left, rect.bottom() - 12.0 - key_size(ui, theme, view).y);
    paint_key(ui, theme, view, key_at, palette.slip_soft);
    response
}

/// One red double ring; the committee's own letters where the committee signs.
fn stamp(ui: &Ui, theme: &Theme, center: egui::Pos2, from: &str) {
    let radius = 30.0;
    let red = theme.palette.slip_red;
    let painter = ui.painter();
    painter.circle_stroke(center, radius, Stroke::new(3.0, red));
    painter.circle_stroke(center, radius * 0.8, Stroke::new(1.5, red));
    if from.contains("MRC") || from.contains("Revolutionary Committee") {
        let letters = text::lay_line(ui, theme, Type::Label, red, "В.Р.К.");
        if letters.size().x < radius * 1.45 {
            letters.paint(painter, center - letters.size() / 2.0);
        }
    }
}

// Rumour.

fn rumour_ui(ui: &mut Ui, theme: &Theme, view: &SlipView<'_>) -> Response {
    let palette = &theme.palette;
    let dispatch = view.dispatch;
    let width = ui.available_width();
    let inner = width - 36.0 - 14.0;
    let word = text::lay_line(ui, theme, Type::Label, palette.ink, "Rumour");
    let from = lay_from(ui, theme, view, inner, palette.soft);
    let doubt = "nobody has confirmed it";
    let doubt = text::lay(ui, theme, Type::Note, palette.soft, doubt, inner);
    let key = key_size(ui, theme, view);
    let beside = doubt.rows() == 1 && doubt.size().x + spacing::S3 + key.x <= inner;
    let below = if beside { 0.0 } else { key.y };
    let above = 12.0 + word.size().y + from.size().y + 8.0;
    let mut body = prose_job(theme, &dispatch.text, Type::Prose, palette.ink, ["“", "”"]);
    for section in &mut body.sections {
        let italic = theme.italic(Type::Prose, palette.ink);
        section.format = italic;
    }
    body.wrap = egui::text::TextWrapping::wrap_at_width(inner);
    let body = text::lay_job(ui, body);
    let height = above + body.size().y + doubt.size().y + below + 20.0;
    let (rect, response) = allocate(ui, theme, view, height);
    let painter = ui.painter();
    shapes::plane(painter, rect, palette.sheet);
    let line = Stroke::new(spacing::FRAME, palette.ink);
    shapes::dashed_frame(painter, rect.shrink(0.5), line, 9.0, 6.0);
    let strip = Rect::from_min_size(rect.min + vec2(3.0, 3.0), vec2(16.0, rect.height() - 6.0));
    shapes::hatch(painter, strip, 9.0, palette.hair);
    let left = rect.left() + 36.0;
    let mut y = rect.top() + 12.0;
    word.paint(painter, pos2(left, y));
    y += word.size().y;
    from.paint(painter, pos2(left, y));
    y += from.size().y + 8.0;
    body.paint(painter, pos2(left, y));
    y += body.size().y + 6.0;
    doubt.paint(painter, pos2(left, y));
    let key_at = match beside {
        true => pos2(
            rect.right() - 14.0 - key.x,
            y + (doubt.size().y - key.y) / 2.0,
        ),
        false => pos2(left, y + doubt.size().y),
    };
    paint_key(ui, theme, view, key_at, palette.soft);
    response
}

fn slip_frame(theme: &Theme) -> Color32 {
    theme.palette.slip_ink
}

/// Prose as one job, with something before and after it.
fn prose_job(
    theme: &Theme,
    prose: &Prose,
    style: Type,
    ink: Color32,
    around: [&str; 2],
) -> egui::text::LayoutJob {
    let [before, after] = around;
    let plain = theme.format(style, ink);
    let mut job = egui::text::LayoutJob::default();
    job.append(before, 0.0, plain.clone());
    for (index, paragraph) in prose.paragraphs.iter().enumerate() {
        if index > 0 {
            job.append("\n", 0.0, plain.clone());
        }
        for span in &paragraph.spans {
            job.append(&span.text, 0.0, theme.span(style, span, ink));
        }
    }
    job.append(after, 0.0, plain);
    job
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Paragraph, Span};

    fn prose(text: &str) -> Prose {
        Prose {
            paragraphs: vec![Paragraph {
                spans: vec![Span {
                    text: text.to_owned(),
                    ..Span::default()
                }],
            }],
        }
    }

    #[test]
    fn a_telegram_stops_with_an_equals_sign() {
        let text = prose("Station ours since two. Hold the bridges.");
        assert_eq!(wired(&text), "STATION OURS SINCE TWO = HOLD THE BRIDGES");
    }

    #[test]
    fn a_paper_has_its_own_name() {
        assert_eq!(nameplate("Izvestia, 6 July"), "ИЗВѢСТІЯ");
        assert_eq!(nameplate("Rabochii put’, 24 October"), "РАБОЧІЙ ПУТЬ");
        assert_eq!(nameplate("The Times, 8 November"), "The Times");
    }
}
