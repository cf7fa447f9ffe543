//! Mine, another run, history: rows of questions and their answers, in order of time.

use bevy_egui::egui;
use egui::{Key, Rect, ScrollArea, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::rows::{Columns, heads_ui, row_ui};
use super::{Page, picker};
use crate::compare::{Cell, Comparison, Filter, Row};
use crate::gui::action::Asked;
use crate::gui::screens::{Local, pressed, scroll_by_keys, within};
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::check::{CheckView, check_ui, check_width};
use crate::gui::widgets::text;

/// What the comparison remembers that is purely visual.
#[derive(Default)]
pub(super) struct CompareLocal {
    filter: Filter,
}

/// Every turning point and every decision, or only what differs.
pub(super) fn compare_ui(ui: &mut Ui, page: &Page<'_>, local: &mut Local, out: &mut Asked) {
    let theme = page.shown.theme;
    let comparison = page.comparison();
    let has_other = comparison.has_other;
    filter_keys(ui, has_other, &mut local.end.compare.filter);
    head_ui(ui, page, comparison, &mut local.end.compare.filter);
    let filter = local.end.compare.filter;
    if picker::picker_ui(ui, page, local, out) {
        return;
    }
    ui.add_space(spacing::S2);
    let columns = Columns::of(ui, theme);
    heads_ui(ui, page, columns, local);
    ScrollArea::vertical()
        .id_salt("table")
        .auto_shrink(false)
        .show(ui, |ui| {
            scroll_by_keys(ui);
            // The first row's flag stands on its rule.
            ui.add_space(theme.line(Type::LabelSmall) * 0.7);
            let mut n = 0;
            for row in comparison.rows.iter().filter(|row| row.passes(filter)) {
                row_ui(ui, theme, row, columns, has_other);
                n += 1;
            }
            let soft = theme.palette.soft;
            if n == 0 {
                ui.add_space(spacing::S4);
                let line = comparison.nothing_in_words(filter);
                text::text_ui(ui, theme, Type::Sans, soft, &line);
            }
            ui.add_space(spacing::S3);
            for line in &comparison.notes {
                text::text_ui(ui, theme, Type::SansSmall, soft, line);
            }
            text::text_ui(ui, theme, Type::Note, soft, comparison.no_right_answer());
        });
}

/// Without another run there is nothing between two.
fn filter_keys(ui: &Ui, has_other: bool, filter: &mut Filter) {
    if !has_other && *filter == Filter::BetweenRuns {
        *filter = Filter::Everything;
    }
    if pressed(ui, Key::D) {
        turn(filter, Filter::FromHistory);
    }
    if has_other && pressed(ui, Key::P) {
        turn(filter, Filter::BetweenRuns);
    }
}

fn turn(filter: &mut Filter, to: Filter) {
    *filter = if *filter == to {
        Filter::Everything
    } else {
        to
    };
}

/// The heading, the filters and how much differs; below one another where there is no room.
fn head_ui(ui: &mut Ui, page: &Page<'_>, comparison: &Comparison, filter: &mut Filter) {
    let theme = page.shown.theme;
    let checks: &[(Filter, CheckView<'_>)] = &[
        (
            Filter::FromHistory,
            CheckView {
                label: "Only what differs",
                key: "D",
                on: *filter == Filter::FromHistory,
            },
        ),
        (
            Filter::BetweenRuns,
            CheckView {
                label: "Only where the runs part",
                key: "P",
                on: *filter == Filter::BetweenRuns,
            },
        ),
    ];
    let checks = if comparison.has_other {
        checks
    } else {
        checks.get(..1).unwrap_or(checks)
    };
    let heading = comparison.heading();
    let title = text::lay_line(ui, theme, Type::Title, theme.palette.ink, &heading);
    let summary = comparison.summary();
    let said = text::lay_line(ui, theme, Type::SansSmall, theme.palette.ink, &summary);
    let width: f32 = checks
        .iter()
        .map(|(_, view)| check_width(ui, theme, view) + spacing::S4)
        .sum::<f32>()
        + said.size().x;
    let whole = ui.available_rect_before_wrap();
    let response = text::place(ui, &title, &heading);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &heading));
    let beside = title.size().x + spacing::S5 + width <= whole.width();
    let mut draw = |ui: &mut Ui| {
        for (to, view) in checks {
            if check_ui(ui, theme, view).clicked() {
                turn(filter, *to);
            }
            ui.add_space(spacing::S4);
        }
        text::place(ui, &said, &summary);
    };
    if beside {
        let row = Rect::from_min_max(
            pos2(whole.right() - width, whole.top()),
            pos2(whole.right(), whole.top() + title.size().y),
        );
        within(ui, row, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.horizontal_centered(draw);
        });
    } else {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.horizontal_wrapped(|ui| draw(ui));
    }
    let mut line = comparison.history_in_words();
    if let Some(runs) = comparison.runs_in_words() {
        line.push(' ');
        line.push_str(&runs);
    }
    if !comparison.has_other && !page.can_choose() {
        line.push_str(" Play this role again, or take in somebody’s run from the list of runs, and it can stand here as well.");
    }
    text::text_ui(ui, theme, Type::SansSmall, theme.palette.soft, &line);
    ui.allocate_space(vec2(0.0, spacing::S1));
}

/// A row for a screen reader.
pub(super) fn spoken(row: &Row, has_other: bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    if row.first_from_history {
        parts.push("First difference.".to_owned());
    }
    if row.first_between {
        parts.push("The runs part here.".to_owned());
    }
    parts.push(format!("{} {}, {}.", row.question, row.day, row.kind()));
    let entry = |column: &str, entry: &crate::compare::Entry, remark: String| {
        let how = match entry.cell() {
            Some(cell) if cell.as_in_history() => ", the same as history",
            Some(_) => ", differs",
            None => "",
        };
        let more = match (
            remark.as_str(),
            entry.cell().and_then(|it| it.odds.as_deref()),
        ) {
            ("", None) => String::new(),
            ("", Some(odds)) => format!(", {odds}"),
            (remark, None) => format!(", {remark}"),
            (remark, Some(odds)) => format!(", {remark}, {odds}"),
        };
        let votes = entry.cell().and_then(Cell::votes_in_words);
        let votes = votes.map_or(String::new(), |votes| format!(", {votes}"));
        format!("{column}: {}{how}{more}{votes}.", entry.words())
    };
    parts.push(entry("Mine", &row.mine, row.remark_on_mine()));
    if has_other {
        parts.push(entry("Other run", &row.other, row.remark_on_other()));
    }
    let history = row.history.as_deref().unwrap_or("nothing is recorded");
    parts.push(match row.standing {
        "" => format!("History: {history}."),
        standing => format!("History: {history}, {standing}."),
    });
    parts.join(" ")
}
