//! After a decision: what moved, and what the room, the run and the record did; and the close
//! of a run.

use bevy_egui::egui;
use egui::{Color32, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::Room;
use super::reading::scrolled_ui;
use crate::gui::screens::play::moved_list_ui;
use crate::gui::screens::{Local, Shown};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::{shapes, text};
use crate::journal::{Ahead, Count, counts_in_words};
use crate::playthrough::{AfterView, EndView, HistoryShown, RoomChoice};

/// What moved, large.
pub(super) fn moved_ui(
    ui: &mut Ui,
    room: &Room<'_>,
    after: &AfterView,
    column: Rect,
    local: &mut Local,
) {
    let shown = Shown {
        theme: &room.large,
        ..*room.shown
    };
    scrolled_ui(ui, local, column, |ui, local| {
        moved_list_ui(ui, &shown, after, local);
    });
}

/// Who did something, which decides how its head is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Room,
    Run,
    Record,
}

impl Whose {
    fn words(self) -> &'static str {
        match self {
            Self::Room => "In this room",
            Self::Run => "In the run",
            Self::Record => "Recorded",
        }
    }
}

/// What was done beside the votes.
pub(super) fn done_ui(
    ui: &mut Ui,
    room: &Room<'_>,
    after: &AfterView,
    body: Rect,
    local: &mut Local,
) {
    let theme = &room.large;
    let choices = &after.room.choices;
    let rect = body.shrink2(vec2(spacing::MARGIN + spacing::S3, spacing::S4));
    let taken = choices.iter().find(|choice| choice.taken);
    let recorded = choices.iter().find(|choice| choice.recorded);
    scrolled_ui(ui, local, rect, |ui, _| {
        text::text_ui(ui, theme, Type::Heading, theme.palette.ink, "What was done");
        ui.add_space(spacing::S3);
        let (words, more) = in_room(choices, &after.room.counts);
        block_ui(ui, theme, Whose::Room, &words, &more);
        let words = taken.map_or(String::new(), numbered);
        block_ui(ui, theme, Whose::Run, &words, "");
        let words = match recorded {
            Some(choice) => numbered(choice),
            None => without_record(room, after).to_owned(),
        };
        let more = match (recorded, taken) {
            (Some(recorded), Some(taken)) if recorded.number == taken.number => "As in the run.",
            _ => "",
        };
        block_ui(ui, theme, Whose::Record, &words, more);
    });
}

/// "1. Go to the bridge"
fn numbered(choice: &RoomChoice) -> String {
    format!("{}. {}", choice.number, choice.text)
}

/// Why there is nothing recorded to show on this page.
fn without_record(room: &Room<'_>, after: &AfterView) -> &'static str {
    match room.shown.settings.options.history {
        _ if !after.records.is_empty() => "Nothing is recorded of this decision.",
        HistoryShown::AtChapterEnd => "It is shown at the end of the chapter.",
        HistoryShown::AtEnd => "It is shown at the end of the run.",
        HistoryShown::AfterEach => "Nothing is recorded of this decision.",
    }
}

/// What most hands were up for, and every count.
fn in_room(choices: &[RoomChoice], counts: &[Count]) -> (String, String) {
    let Some(last) = counts.last() else {
        return ("No hands were counted.".to_owned(), String::new());
    };
    let words = |index: usize| choices.get(index).map_or(String::new(), numbered);
    let most = match last.ahead() {
        Ahead::Nobody => "No hand was up.".to_owned(),
        Ahead::One(index) => words(index),
        Ahead::Tie(all) => {
            let numbers: Vec<String> = all.iter().map(|index| (index + 1).to_string()).collect();
            format!("A tie between {}", numbers.join(" and "))
        }
    };
    let counts = counts_in_words(counts).unwrap_or_default();
    let total = last.total();
    (most, format!("{total} hands: {counts}"))
}

/// A head and, beside it or below, what was done.
fn block_ui(ui: &mut Ui, theme: &Theme, whose: Whose, words: &str, more: &str) {
    let palette = &theme.palette;
    let width = ui.available_width();
    let head = text::lay_line(ui, theme, Type::Label, Color32::PLACEHOLDER, whose.words());
    let column = (theme.line(Type::Label) * 8.5).round();
    let beside = width >= column * 3.0;
    let room = if beside { width - column } else { width };
    let laid = text::lay(ui, theme, Type::Choice, palette.ink, words, room);
    let below =
        (!more.is_empty()).then(|| text::lay(ui, theme, Type::Sans, palette.soft, more, room));
    let tall = laid.size().y + below.as_ref().map_or(0.0, |it| it.size().y);
    let head_high = head.size().y + 2.0 * spacing::S1;
    let drop = if beside { 0.0 } else { head_high + spacing::S1 };
    let height = spacing::S3 + drop + tall.max(head_high) + spacing::S5;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| {
        let name = format!("{}: {words} {more}", whose.words());
        WidgetInfo::labeled(WidgetType::Label, true, name.trim_end())
    });
    let painter = ui.painter();
    shapes::rule(painter, rect.left(), rect.right(), rect.top(), theme.rule());
    let top = rect.top() + spacing::S3;
    let plate = Rect::from_min_size(
        pos2(rect.left(), top),
        vec2(head.size().x + 2.0 * spacing::S4 + 14.0, head_high),
    );
    let ink = paint_plate(ui, theme, whose, plate);
    let x = plate.left() + spacing::S4 + 8.0;
    head.paint_in(
        painter,
        pos2(x, plate.center().y - head.size().y / 2.0),
        ink,
    );
    let left = if beside {
        rect.left() + column
    } else {
        rect.left()
    };
    laid.paint(painter, pos2(left, top + drop));
    if let Some(below) = below {
        below.paint(painter, pos2(left, top + drop + laid.size().y));
    }
}

/// Mine, another's, history's: reversed, outlined, hatched.
fn paint_plate(ui: &Ui, theme: &Theme, whose: Whose, plate: Rect) -> Color32 {
    let (palette, painter) = (&theme.palette, ui.painter());
    match whose {
        Whose::Run => {
            shapes::cut_bar(painter, plate, palette.select);
            palette.on_select
        }
        Whose::Room => {
            shapes::cut_frame(painter, plate, 0.0, theme.frame());
            palette.ink
        }
        Whose::Record => {
            let strip = plate.with_max_x(plate.left() + 14.0);
            shapes::hatch(painter, strip, 6.0, palette.ink);
            palette.ink
        }
    }
}

/// The end: the run in one sentence, and where the rest of it is.
pub(super) fn close_ui(ui: &mut Ui, room: &Room<'_>, end: &EndView, body: Rect, local: &mut Local) {
    let theme = &room.large;
    let palette = &theme.palette;
    let comparison = match room.shown.beside {
        Some(beside) => &beside.spread.comparison,
        None => &end.comparison,
    };
    let column = super::column(body, theme);
    scrolled_ui(ui, local, column, |ui, _| {
        text::text_ui(
            ui,
            theme,
            Type::Heading,
            palette.ink,
            "This run beside history",
        );
        ui.add_space(spacing::S3);
        let summary = format!("{}.", comparison.summary());
        text::text_ui(ui, theme, Type::Choice, palette.ink, &summary);
        ui.add_space(spacing::S3);
        let n_voted = comparison.decisions();
        let n_voted = n_voted.filter(|row| row.mine.cell().is_some_and(|it| it.votes.is_some()));
        let voted = match n_voted.count() {
            0 => "No hands were counted in this run.".to_owned(),
            1 => {
                "The room voted on 1 decision; its counts are in the log and the report.".to_owned()
            }
            n => format!(
                "The room voted on {n} decisions; their counts are in the log and the report."
            ),
        };
        text::text_ui(ui, theme, Type::Sans, palette.ink, &voted);
        ui.add_space(spacing::S3);
        let words = "Leave this view for the columns, the timelines, the maps and the odds.";
        text::text_ui(ui, theme, Type::Sans, palette.soft, words);
    });
}
