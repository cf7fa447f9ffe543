//! What only debates and turning points have: positions side by side, answers with whose
//! they are, and what in the game bears on a debate.

use bevy_egui::egui;
use egui::{Rect, Sense, Ui, UiBuilder, WidgetInfo, WidgetType, pos2, vec2};

use super::Desk;
use super::entry::heading_ui;
use crate::codex::{Card, Topic, decided};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::links::{LinkLine, links_ui};
use crate::gui::widgets::prose::{Setting, prose_ui};
use crate::gui::widgets::{shapes, text};
use crate::model::{Debate, Link, Position, TurningPoint, TurningPointId};

/// The least width of a position, at 100 % text size; two stand side by side where there is
/// room for both.
const LEAST: f32 = 320.0;

/// A debate: what it is about, the positions, what in the game bears on it, and a question.
pub(super) fn debate_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    debate: &Debate,
    card: &Card<'_>,
) -> Option<Topic> {
    let theme = desk.theme;
    let mut asked = prose_ui(ui, theme, &debate.text, Setting::record(theme)).map(Topic::from);
    ui.add_space(spacing::S3);
    let whole = ui.available_width();
    let two = whole >= 2.0 * LEAST * theme.growth(Type::SansSmall) + spacing::S5;
    for pair in debate.positions.chunks(if two { 2 } else { 1 }) {
        pair_ui(ui, desk, pair);
    }
    asked = asked.or(bearing_ui(ui, desk, card));
    heading_ui(ui, theme, "To think about");
    text::text_ui(ui, theme, Type::Sans, theme.palette.ink, &debate.ask);
    asked
}

/// One position, or two side by side.
fn pair_ui(ui: &mut Ui, desk: &Desk<'_>, pair: &[Position]) {
    let room = ui.available_rect_before_wrap();
    let gap = spacing::S5;
    let width = match pair.len() {
        2 => (room.width() - gap) / 2.0,
        _ => room.width(),
    };
    let mut left = room.left();
    let mut drawn = Rect::from_min_size(room.min, vec2(room.width(), 0.0));
    for position in pair {
        let rect = Rect::from_min_max(pos2(left, room.top()), pos2(left + width, room.bottom()));
        let mut part = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(&position.name));
        position_ui(&mut part, desk, position);
        drawn = drawn.union(part.min_rect());
        left += width + gap;
    }
    ui.advance_cursor_after_rect(drawn);
    ui.add_space(spacing::S3);
}

fn position_ui(ui: &mut Ui, desk: &Desk<'_>, position: &Position) {
    let theme = desk.theme;
    let palette = &theme.palette;
    let size = vec2(ui.available_width(), spacing::S2);
    let (line, _) = ui.allocate_exact_size(size, Sense::hover());
    let heavy = egui::Stroke::new(spacing::HEAVY, palette.ink);
    shapes::rule(ui.painter(), line.left(), line.right(), line.top(), heavy);
    text::text_ui(ui, theme, Type::Choice, palette.ink, &position.name);
    text::text_ui(ui, theme, Type::Note, palette.soft, &position.who);
    ui.add_space(spacing::S1);
    text::text_ui(ui, theme, Type::Sans, palette.ink, &position.claim);
    ui.add_space(spacing::S2);
    let runs = [
        ("It rests on: ", theme.bold(Type::SansSmall, palette.ink)),
        (
            position.evidence.as_str(),
            theme.format(Type::SansSmall, palette.ink),
        ),
    ];
    text::runs_ui(ui, &runs);
    let scenario = desk.codex.scenario();
    let authors = position.sources.iter().map(|id| &*scenario[*id].author);
    let authors: Vec<&str> = authors.collect();
    if !authors.is_empty() {
        ui.add_space(spacing::S1);
        let line = format!("Argued in: {}.", authors.join("; "));
        text::text_ui(ui, theme, Type::Note, palette.soft, &line);
    }
}

/// What in the game bears on a debate, with what the run made of it once it is over.
fn bearing_ui(ui: &mut Ui, desk: &Desk<'_>, card: &Card<'_>) -> Option<Topic> {
    if card.see.is_empty() {
        return None;
    }
    let theme = desk.theme;
    heading_ui(ui, theme, "What in the game bears on it");
    let scenario = desk.codex.scenario();
    let lines: Vec<LinkLine> = card
        .see
        .iter()
        .map(|topic| LinkLine {
            name: desk.codex.name(*topic).to_owned(),
            note: match topic {
                Topic::TurningPoint(id) => match own(desk, *id) {
                    Some((index, how)) => {
                        let answer = scenario[*id].answers.get(index);
                        let words = answer.map_or("", |answer| &answer.text);
                        format!("in your run: {words} ({how})")
                    }
                    None => scenario[*id].question.clone(),
                },
                _ => String::new(),
            },
        })
        .collect();
    let asked = links_ui(ui, theme, "bearing", Type::SansSmall, &lines);
    let any = card.see.iter().any(|topic| match topic {
        Topic::TurningPoint(id) => own(desk, *id).is_some(),
        _ => false,
    });
    if any {
        ui.add_space(spacing::S1);
        let line = "A run proves nothing about what happened. It is something to argue with.";
        text::text_ui(ui, theme, Type::Note, theme.palette.soft, line);
    }
    asked.and_then(|index| card.see.get(index).copied())
}

/// How the run answered, by position, and how that stands to history. Nothing is told of an
/// hour that has not come.
fn own(desk: &Desk<'_>, id: TurningPointId) -> Option<(usize, &'static str)> {
    if !desk.codex.is_told(Topic::TurningPoint(id), desk.now) {
        return None;
    }
    let answer = decided(desk.run?, id)?;
    let how = if answer == desk.codex.scenario()[id].historical() {
        "as in history"
    } else {
        "otherwise than in history"
    };
    Some((usize::from(answer.0), how))
}

/// A turning point: the question, the answers with whose they are, what is recorded, and how
/// it is read.
pub(super) fn turning_point_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    point: &TurningPoint,
    card: &Card<'_>,
) -> Option<Link> {
    let theme = desk.theme;
    let palette = &theme.palette;
    text::text_ui(ui, theme, Type::Choice, palette.ink, &point.question);
    ui.add_space(spacing::S2);
    let mine = match card.topic {
        Topic::TurningPoint(id) => own(desk, id).map(|(index, _)| index),
        _ => None,
    };
    let history = usize::from(point.historical().0);
    for (index, answer) in point.answers.iter().enumerate() {
        let whose = Whose {
            mine: mine == Some(index),
            history: history == index,
        };
        answer_ui(ui, theme, &answer.text, whose);
    }
    ui.add_space(spacing::S3);
    let mut asked = prose_ui(ui, theme, &point.record, Setting::record(theme));
    if !point.readings.is_empty() {
        heading_ui(ui, theme, "Read in more than one way");
    }
    for reading in &point.readings {
        text::text_ui(ui, theme, Type::Choice, palette.ink, &reading.name);
        asked = asked.or(prose_ui(ui, theme, &reading.text, Setting::record(theme)));
        ui.add_space(spacing::S3);
    }
    asked
}

/// Whose answer it is.
#[derive(Clone, Copy)]
struct Whose {
    mine: bool,
    history: bool,
}

/// Mine reversed, history’s hatched, and the word in each.
fn answer_ui(ui: &mut Ui, theme: &Theme, words: &str, whose: Whose) {
    let palette = &theme.palette;
    let lay = |ink, word| text::lay_line(ui, theme, Type::LabelSmall, ink, word);
    let history = lay(palette.ink, "History");
    let mine = lay(palette.on_select, "Yours");
    let high = history.size().y + 6.0;
    let pad = spacing::S3;
    let column = history.size().x + mine.size().x + 4.0 * pad + spacing::S3;
    let left = if ui.available_width() > column * 3.0 {
        column
    } else {
        0.0
    };
    let style = Type::SansSmall;
    let room = ui.available_width() - left;
    let laid = text::lay(ui, theme, style, palette.ink, words, room);
    let tags = whose.mine || whose.history;
    let over = if left == 0.0 && tags { high + 2.0 } else { 0.0 };
    let height = (over + laid.size().y).max(high) + spacing::S1;
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let who = match (whose.mine, whose.history) {
            (true, true) => "Yours and History: ",
            (true, false) => "Yours: ",
            (false, true) => "History: ",
            (false, false) => "",
        };
        WidgetInfo::labeled(WidgetType::Label, true, format!("{who}{words}"))
    });
    let painter = ui.painter();
    let mut at = rect.min;
    if whose.mine {
        let tag = Rect::from_min_size(at, vec2(mine.size().x + 2.0 * pad, high));
        shapes::cut_bar(painter, tag, palette.select);
        mine.paint(painter, tag.min + vec2(pad - 4.0, 3.0));
        at.x = tag.right();
    }
    if whose.history {
        let tag = Rect::from_min_size(at, vec2(history.size().x + 2.0 * pad, high));
        shapes::hatch(painter, tag, 6.0, palette.ink);
        let inside = tag.shrink2(vec2(pad - 4.0, 2.0));
        shapes::plane(painter, inside, palette.sheet);
        shapes::frame(painter, tag, theme.frame());
        history.paint(painter, tag.min + vec2(pad, 3.0));
    }
    laid.paint(painter, pos2(rect.left() + left, rect.top() + over));
}
