//! Mine, another run, history: rows of questions and their answers.

use bevy_egui::egui;
use egui::{
    CursorIcon, Key, Painter, Pos2, Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::Page;
use crate::compare::{Cell, Row};
use crate::gui::action::Asked;
use crate::gui::screens::{Local, pressed};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::{button, shapes, text};

/// The width of the question's column.
const QUESTION: f32 = 240.0;
const GAP: f32 = 8.0;

/// The columns' edges.
#[derive(Clone, Copy)]
struct Columns {
    mine: (f32, f32),
    other: (f32, f32),
    history: (f32, f32),
}

impl Columns {
    fn of(rect: Rect) -> Self {
        let first = rect.left() + QUESTION + 20.0;
        let width = (rect.right() - first - GAP * 2.0) / 3.0;
        let column = |index: f32| {
            let left = first + index * (width + GAP);
            (left, left + width)
        };
        Self {
            mine: column(0.0),
            other: column(1.0),
            history: column(2.0),
        }
    }
}

/// What the comparison remembers that is purely visual.
#[derive(Default)]
pub(super) struct CompareLocal {
    /// Whether rows that are the same are left out.
    only: bool,
}

/// Every turning point and every decision beside history's.
pub(super) fn compare_ui(ui: &mut Ui, page: &Page<'_>, local: &mut Local, _: &mut Asked) {
    let theme = page.shown.theme;
    let (comparison, other) = match page.shown.beside {
        Some((comparison, name)) => (comparison, name.as_str()),
        None => (&page.end.comparison, ""),
    };
    let only = &mut local.end.compare.only;
    if pressed(ui, Key::D) {
        *only = !*only;
    }
    let summary = format!(
        "{} of {} turning points differ, {} of {} decisions",
        comparison.n_turned(),
        comparison.turning_points.len(),
        comparison.n_decided_otherwise(),
        comparison.decisions.len()
    );
    only_ui(ui, theme, &summary, only);
    ui.add_space(spacing::S2);
    let columns = Columns::of(ui.max_rect());
    heads_ui(ui, theme, columns, other);
    ScrollArea::vertical()
        .id_salt("table")
        .auto_shrink(false)
        .show(ui, |ui| {
            let parts = [
                ("Turning points", &comparison.turning_points),
                ("Decisions", &comparison.decisions),
            ];
            let mut n = 0;
            for (name, rows) in parts {
                let rows: Vec<&Row> = rows.iter().filter(|row| !*only || row.differs()).collect();
                n += rows.len();
                if !rows.is_empty() {
                    ui.add_space(spacing::S3);
                    text::text_ui(ui, theme, Type::Label, theme.palette.red, name);
                }
                for row in rows {
                    row_ui(ui, theme, row, columns);
                }
            }
            if n == 0 {
                ui.add_space(spacing::S4);
                let line = "Nothing differs: this run went as it is recorded.";
                text::text_ui(ui, theme, Type::Sans, theme.palette.soft, line);
            }
            ui.add_space(spacing::S3);
            let line = "No column is the right answer.";
            text::text_ui(ui, theme, Type::Note, theme.palette.soft, line);
        });
}

/// The filter, and how much differs.
fn only_ui(ui: &mut Ui, theme: &Theme, summary: &str, only: &mut bool) {
    let palette = &theme.palette;
    ui.horizontal(|ui| {
        let label = "Only what differs";
        let words = text::lay_line(ui, theme, Type::SansSmall, palette.ink, label);
        let size = vec2(words.size().x + 24.0, words.size().y.max(20.0));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, *only, label));
        let square =
            Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(14.0, 14.0));
        shapes::frame(ui.painter(), square, theme.frame());
        if *only {
            shapes::plane(ui.painter(), square.shrink(3.0), palette.ink);
        }
        words.paint(
            ui.painter(),
            pos2(rect.left() + 24.0, rect.center().y - words.size().y / 2.0),
        );
        if response.has_focus() {
            shapes::focus_frame(ui.painter(), rect, theme);
        }
        if response.clicked() {
            *only = !*only;
        }
        ui.add_space(spacing::S2);
        button::key_cap_ui(ui, theme, "D", palette.ink);
        ui.add_space(spacing::S5);
        let laid = text::lay_line(ui, theme, Type::SansSmall, palette.ink, summary);
        text::place(ui, &laid, summary);
    });
}

fn heads_ui(ui: &mut Ui, theme: &Theme, columns: Columns, other_run: &str) {
    let palette = &theme.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 46.0), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(
            WidgetType::Label,
            true,
            "Columns: mine, another run, history",
        )
    });
    let painter = ui.painter();
    let head = |(left, right): (f32, f32)| {
        Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.top() + 38.0))
    };
    let mine = head(columns.mine);
    shapes::cut_bar(painter, mine, palette.select);
    label(ui, theme, mine, "Mine", palette.on_select);
    let other = head(columns.other);
    if other_run.is_empty() {
        shapes::dashed_frame(painter, other.shrink(1.0), theme.frame(), 4.0, 4.0);
        label(ui, theme, other, "No other run yet", palette.soft);
    } else {
        shapes::cut_frame(painter, other, 0.0, theme.frame());
        label(ui, theme, other, other_run, palette.ink);
    }
    let history = head(columns.history);
    let words = text::lay_line(ui, theme, Type::Subheading, palette.ink, "History");
    shapes::hatch(
        painter,
        history.with_max_x(history.left() + 14.0),
        6.0,
        palette.ink,
    );
    let from = history.left() + 22.0 + words.size().x + 14.0;
    shapes::hatch(painter, history.with_min_x(from), 6.0, palette.ink);
    words.paint(
        painter,
        pos2(
            history.left() + 22.0,
            history.center().y - words.size().y / 2.0,
        ),
    );
}

fn label(ui: &Ui, theme: &Theme, rect: Rect, words: &str, ink: egui::Color32) {
    let laid = text::lay_line(ui, theme, Type::Subheading, ink, words);
    laid.paint(
        ui.painter(),
        pos2(rect.left() + 14.0, rect.center().y - laid.size().y / 2.0),
    );
}

fn row_ui(ui: &mut Ui, theme: &Theme, row: &Row, columns: Columns) {
    let palette = &theme.palette;
    let question = text::lay_runs(
        ui,
        &[(row.question.as_str(), theme.bold(Type::Sans, palette.ink))],
        QUESTION,
    );
    let day = text::lay_line(ui, theme, Type::Note, palette.soft, &row.day);
    let width = columns.mine.1 - columns.mine.0 - 36.0;
    let cell = |ui: &Ui, cell: &Option<Cell>| {
        let same = cell.as_ref().is_none_or(|cell| cell.as_in_history);
        let ink = if same { palette.soft } else { palette.ink };
        let words = cell.as_ref().map_or("—", |cell| cell.text.as_str());
        text::lay(ui, theme, Type::ProseSmall, ink, words, width)
    };
    let mine = cell(ui, &row.mine);
    let other = row.other.as_ref().map(|_| cell(ui, &row.other));
    let history = text::lay(
        ui,
        theme,
        Type::ProseSmall,
        palette.ink,
        row.history.as_deref().unwrap_or("nothing is recorded"),
        width,
    );
    let tallest = [
        question.size().y + day.size().y,
        mine.size().y,
        other.as_ref().map_or(0.0, |laid| laid.size().y),
        history.size().y + 20.0,
    ]
    .into_iter()
    .fold(46.0, f32::max);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), tallest + 22.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, spoken(row)));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    shapes::rule(painter, rect.left(), rect.right(), rect.top(), theme.rule());
    let top = rect.top() + 10.0;
    question.paint(painter, pos2(rect.left(), top));
    day.paint(painter, pos2(rect.left(), top + question.size().y));
    cell_at(
        ui,
        theme,
        rect,
        columns.mine,
        row.mine.as_ref(),
        |painter, at| mine.paint(painter, at),
    );
    if let Some(laid) = &other {
        cell_at(
            ui,
            theme,
            rect,
            columns.other,
            row.other.as_ref(),
            |painter, at| laid.paint(painter, at),
        );
    }
    let left = columns.history.0 + 12.0;
    history.paint(painter, pos2(left, top));
    let standing = text::lay_line(ui, theme, Type::Note, palette.soft, row.standing);
    standing.paint(painter, pos2(left, top + history.size().y + 2.0));
    if row.first_difference {
        first_difference(ui, theme, rect, columns.mine);
    }
}

/// A run's cell: tinted with a red corner where it differs, "=" where it does not.
fn cell_at(
    ui: &Ui,
    theme: &Theme,
    row: Rect,
    (left, right): (f32, f32),
    cell: Option<&Cell>,
    paint: impl Fn(&Painter, Pos2),
) {
    let rect = Rect::from_min_max(pos2(left, row.top() + 2.0), pos2(right, row.bottom()));
    let painter = ui.painter();
    let at = pos2(left + 24.0, row.top() + 10.0);
    match cell {
        Some(cell) if !cell.as_in_history => {
            shapes::plane(painter, rect, theme.palette.low);
            shapes::frame(painter, rect, theme.plane_frame());
            shapes::corner(painter, rect.min, 20.0, theme.palette.red);
        }
        Some(_) => {
            let same = text::lay_line(ui, theme, Type::ProseSmall, theme.palette.soft, "=");
            same.paint(painter, pos2(left + 4.0, at.y));
        }
        None => {}
    }
    paint(painter, at);
}

fn first_difference(ui: &Ui, theme: &Theme, row: Rect, (_, right): (f32, f32)) {
    let words = text::lay_line(
        ui,
        theme,
        Type::LabelSmall,
        theme.palette.on_red,
        "First difference",
    );
    let size = vec2(words.size().x + 24.0, 20.0);
    let rect = Rect::from_min_size(pos2(right - size.x, row.top() - 10.0), size);
    shapes::cut_bar(ui.painter(), rect, theme.palette.red_fill);
    words.paint(
        ui.painter(),
        pos2(rect.left() + 8.0, rect.center().y - words.size().y / 2.0),
    );
}

/// A row for a screen reader.
fn spoken(row: &Row) -> String {
    let cell = |cell: &Option<Cell>| match cell {
        Some(cell) if cell.as_in_history => format!("{}, the same as history", cell.text),
        Some(cell) => format!("{}, differs", cell.text),
        None => "did not come to it".to_owned(),
    };
    let first = if row.first_difference {
        "First difference. "
    } else {
        ""
    };
    format!(
        "{first}{} {}. Mine: {}. History: {}, {}.",
        row.question,
        row.day,
        cell(&row.mine),
        row.history.as_deref().unwrap_or("nothing is recorded"),
        row.standing
    )
}
