//! How likely it all was in the model, what an answer hung on, and what would have turned it.

use bevy_egui::egui;
use egui::{CursorIcon, Key, Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::Page;
use crate::explore::odds::view::{self, HingeView, OddsGroup, OddsRow, TurnsView, WhyView};
use crate::explore::odds::{HingeKind, Target};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screens::{
    Local, beside_the_bar, nothing_focused, pressed, scroll_by_keys, within,
};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::odds::{paint_move, paint_reach};
use crate::gui::widgets::sheet::paint_heavy_rule;
use crate::gui::widgets::{shapes, text};
use crate::playthrough::{OddsAnswer, OddsQuestion, TableView};

/// What the odds remember that is purely visual.
#[derive(Default)]
pub(super) struct OddsLocal {
    /// The answer or ending whose reasons are shown.
    looked_at: Option<Target>,
}

/// The panel at the right, and the line of marks in a row.
const PANEL: f32 = 440.0;
const MARKS: f32 = 190.0;

/// One row for each question of the run; the reasons of the one looked at beside them.
pub(super) fn odds_ui(ui: &mut Ui, page: &Page<'_>, local: &mut Local, out: &mut Asked) {
    let theme = page.shown.theme;
    let answer = page.shown.session.and_then(|session| {
        let odds = page.shown.odds;
        odds.answer(session.run(), OddsQuestion::Table)
    });
    match answer {
        Some(OddsAnswer::Table(table)) => table_ui(ui, page, table, local, out),
        Some(OddsAnswer::Refused(reason)) => {
            text::text_ui(ui, theme, Type::Sans, theme.palette.ink, reason);
        }
        _ => {
            let line = "The model is being worked out…";
            text::text_ui(ui, theme, Type::Sans, theme.palette.soft, line);
        }
    }
}

fn table_ui(ui: &mut Ui, page: &Page<'_>, table: &TableView, local: &mut Local, out: &mut Asked) {
    let theme = page.shown.theme;
    let rows = rows(table);
    let looked_at = local
        .end
        .odds
        .looked_at
        .or(rows.first().map(|(_, row)| row.target));
    let whole = ui.max_rect();
    let is_wide = whole.width() > 900.0;
    let list = if is_wide {
        whole.with_max_x(whole.right() - PANEL - spacing::S5)
    } else {
        whole
    };
    let why = |ui: &mut Ui, out: &mut Asked| {
        if let Some(target) = looked_at {
            why_ui(ui, page, target, out);
        }
    };
    within(ui, list, |ui| {
        ScrollArea::vertical()
            .id_salt("odds")
            .auto_shrink(false)
            .show(ui, |ui| {
                beside_the_bar(ui, |ui| {
                    head_ui(ui, theme);
                    rows_ui(ui, theme, &rows, looked_at, local);
                    let n_fixed = table.odds.groups.len() - rows.len();
                    foot_ui(ui, theme, n_fixed);
                    if !is_wide {
                        ui.add_space(spacing::S5);
                        why(ui, out);
                    }
                });
            });
    });
    if is_wide {
        let panel = whole.with_min_x(whole.right() - PANEL);
        shapes::plane(ui.painter(), panel, theme.palette.low);
        shapes::frame(ui.painter(), panel, theme.plane_frame());
        let inner = panel.shrink2(vec2(spacing::S5, spacing::S4));
        within(ui, inner, |ui| {
            ScrollArea::vertical()
                .id_salt(("why", looked_at))
                .auto_shrink(false)
                .show(ui, |ui| {
                    scroll_by_keys(ui);
                    beside_the_bar(ui, |ui| why(ui, out));
                });
        });
    }
}

/// What came about, question by question, but for what nothing could have changed.
fn rows(table: &TableView) -> Vec<(&OddsGroup, &OddsRow)> {
    let groups = table.odds.groups.iter();
    groups
        .filter(|group| group.settled().is_none_or(|row| !row.historical))
        .filter_map(|group| {
            let happened = |row: &&OddsRow| table.happened.contains(&row.target);
            group.rows.iter().find(happened).map(|row| (group, row))
        })
        .collect()
}

fn head_ui(ui: &mut Ui, theme: &Theme) {
    text::text_ui(
        ui,
        theme,
        Type::Heading,
        theme.palette.ink,
        "How likely it was",
    );
    let line = format!(
        "{} The bar is what decisions could reach, the square every open choice taken alike, the arrow your decisions with luck alone.",
        view::WHOSE
    );
    text::text_ui(ui, theme, Type::Note, theme.palette.soft, &line);
    ui.add_space(spacing::S2);
}

fn rows_ui(
    ui: &mut Ui,
    theme: &Theme,
    rows: &[(&OddsGroup, &OddsRow)],
    looked_at: Option<Target>,
    local: &mut Local,
) {
    let mut first = None;
    for (group, row) in rows {
        let is_open = looked_at == Some(row.target);
        let response = ui
            .push_id(("row", row.target), |ui| {
                row_ui(ui, theme, group, row, is_open)
            })
            .inner;
        first.get_or_insert(response.id);
        if response.clicked() {
            response.request_focus();
        }
        // The keyboard looks at what it is on; the rest of the time the last one stays.
        if response.has_focus() && local.end.odds.looked_at != Some(row.target) {
            local.end.odds.looked_at = Some(row.target);
            response.scroll_to_me(None);
        }
    }
    let arrows = pressed(ui, Key::ArrowDown) || pressed(ui, Key::ArrowUp);
    if arrows
        && nothing_focused(ui)
        && let Some(first) = first
    {
        ui.memory_mut(|memory| {
            memory.request_focus(first);
            // Or egui would move on from there with the same press.
            memory.move_focus(egui::FocusDirection::None);
        });
    }
}

fn foot_ui(ui: &mut Ui, theme: &Theme, n_fixed: usize) {
    let line = match n_fixed {
        0 => return,
        1 => {
            "In this game 1 other question went as in history, whatever this role does.".to_owned()
        }
        _ => {
            format!(
                "In this game {n_fixed} other questions went as in history, whatever this role does."
            )
        }
    };
    ui.add_space(spacing::S2);
    text::text_ui(ui, theme, Type::Note, theme.palette.soft, &line);
}

fn row_ui(
    ui: &mut Ui,
    theme: &Theme,
    group: &OddsGroup,
    row: &OddsRow,
    is_open: bool,
) -> egui::Response {
    let palette = &theme.palette;
    let width = ui.available_width();
    let words_width = width - MARKS - 3.0 * spacing::S4;
    let (ink, soft) = if is_open {
        (palette.on_select, palette.select_soft)
    } else {
        (palette.ink, palette.soft)
    };
    let question = text::lay(ui, theme, Type::Note, soft, &group.question, words_width);
    let answer = text::lay(ui, theme, Type::ProseSmall, ink, &row.text, words_width);
    let height = question.size().y + answer.size().y + 12.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height.max(56.0)), Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::RadioButton, true, is_open, spoken(group, row))
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    if is_open {
        shapes::cut_bar(painter, rect, palette.select);
        shapes::wedge(painter, rect, 16.0, palette.red_fill);
    } else {
        shapes::rule(painter, rect.left(), rect.right(), rect.top(), theme.rule());
        if response.hovered() {
            shapes::plane(painter, rect.shrink(1.0), palette.low);
        }
    }
    let left = rect.left() + 24.0;
    question.paint(painter, pos2(left, rect.top() + 6.0));
    answer.paint(painter, pos2(left, rect.top() + 6.0 + question.size().y));
    // The marks stand on the sheet, also in a reversed row.
    let marks = Rect::from_min_size(
        pos2(rect.right() - MARKS - spacing::S5, rect.top() + 6.0),
        vec2(MARKS, rect.height() - 12.0),
    );
    marks_ui(ui, theme, row, marks, is_open);
    if response.has_focus() {
        shapes::focus_frame(ui.painter(), rect, theme);
    }
    response
}

fn marks_ui(ui: &Ui, theme: &Theme, row: &OddsRow, rect: Rect, is_open: bool) {
    let palette = &theme.palette;
    let [alike, decided, lowest, highest] = row.shares.as_slice() else {
        return;
    };
    let painter = ui.painter();
    if is_open {
        shapes::plane(painter, rect.expand(4.0), palette.sheet);
    }
    let line = Rect::from_min_max(
        pos2(rect.left() + 6.0, rect.top() + 6.0),
        pos2(rect.right() - 6.0, rect.center().y + 2.0),
    );
    paint_reach(
        painter,
        theme,
        line,
        (*lowest, *highest),
        *alike,
        Some(*decided),
    );
    let words = format!("{} alike, {} as decided", alike.words(), decided.words());
    let laid = text::lay_short(ui, theme, Type::Note, palette.ink, &words, rect.width());
    laid.paint(painter, pos2(rect.left(), rect.bottom() - laid.size().y));
}

fn spoken(group: &OddsGroup, row: &OddsRow) -> String {
    let [alike, decided, lowest, highest] = row.shares.as_slice() else {
        return row.text.clone();
    };
    let history = if row.historical {
        ", as in history"
    } else {
        ""
    };
    format!(
        "{} {}{history}. In this model {} with every choice alike, {} as decided and luck alone, from {} to {} by decisions",
        group.question,
        row.text,
        alike.words(),
        decided.words(),
        lowest.words(),
        highest.words(),
    )
}

/// What the answer hung on; asks the model if that has not been done.
fn why_ui(ui: &mut Ui, page: &Page<'_>, target: Target, out: &mut Asked) {
    let theme = page.shown.theme;
    let question = OddsQuestion::Why(target);
    let answer = page
        .shown
        .session
        .and_then(|session| page.shown.odds.answer(session.run(), question));
    match answer {
        Some(OddsAnswer::Why(Some(why))) => reasons_ui(ui, theme, why),
        Some(_) => {
            let line = "That was decided before this run began.";
            text::text_ui(ui, theme, Type::Sans, theme.palette.ink, line);
        }
        None => {
            if ui.ctx().current_pass_index() == 0 {
                out.push(UiAction::AskModel(question));
            }
            let line = "Working out what it hung on…";
            text::text_ui(ui, theme, Type::Sans, theme.palette.soft, line);
        }
    }
}

/// Hinges that are listed one by one.
const MOST_HINGES: usize = 4;

/// Sets of changes that are listed for each other answer.
const MOST_SETS: usize = 3;

fn reasons_ui(ui: &mut Ui, theme: &Theme, why: &WhyView) {
    let palette = &theme.palette;
    text::text_ui(ui, theme, Type::Label, palette.red, "What it hung on");
    text::text_ui(ui, theme, Type::Subheading, palette.ink, &why.answer);
    let first = format!("{} when the run began", why.first.words());
    text::text_ui(ui, theme, Type::SansSmall, palette.soft, &first);
    ui.add_space(spacing::S2);
    rule_ui(ui, theme);
    if why.hinges.is_empty() {
        let line = "Nothing that was decided and no luck moved it.";
        text::text_ui(ui, theme, Type::Sans, palette.ink, line);
    }
    for hinge in why.hinges.iter().take(MOST_HINGES) {
        hinge_ui(ui, theme, hinge);
    }
    if let Some(more) = why.hinges.len().checked_sub(MOST_HINGES + 1) {
        let line = format!("{} more moved it less.", more + 1);
        text::text_ui(ui, theme, Type::Note, palette.soft, &line);
    }
    ui.add_space(spacing::S3);
    text::text_ui(
        ui,
        theme,
        Type::Label,
        palette.red,
        "What would have turned it",
    );
    for turns in &why.turns {
        turns_ui(ui, theme, turns);
    }
}

fn rule_ui(ui: &mut Ui, theme: &Theme) {
    let size = vec2(ui.available_width(), spacing::S2);
    let (line, _) = ui.allocate_exact_size(size, Sense::hover());
    paint_heavy_rule(ui.painter(), theme, line.left(), line.right(), line.top());
}

fn hinge_ui(ui: &mut Ui, theme: &Theme, hinge: &HingeView) {
    let palette = &theme.palette;
    let what = match hinge.kind {
        HingeKind::Decision => format!("{}. {}", hinge.number, hinge.choice),
        HingeKind::Draw => format!("{}. Luck, after “{}”", hinge.number, hinge.choice),
    };
    let said = format!(
        "{}, {}. {what}. It {}.",
        hinge.day,
        hinge.scene,
        hinge.moved()
    );
    let width = ui.available_width();
    let where_ = text::lay(
        ui,
        theme,
        Type::Note,
        palette.soft,
        &format!("{} · {}", hinge.day, hinge.scene),
        width,
    );
    let laid = text::lay(ui, theme, Type::SansSmall, palette.ink, &what, width);
    let moved = text::lay(ui, theme, Type::Note, palette.soft, &hinge.moved(), width);
    let height = where_.size().y + laid.size().y + 22.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, said.clone()));
    let painter = ui.painter();
    where_.paint(painter, rect.min);
    let top = rect.top() + where_.size().y;
    laid.paint(painter, pos2(rect.left(), top));
    let line = top + laid.size().y;
    let marks = Rect::from_min_max(
        pos2(rect.left() + 6.0, line),
        pos2(rect.left() + 150.0, line + 18.0),
    );
    paint_move(painter, theme, marks, hinge.before, hinge.after);
    moved.paint(painter, pos2(marks.right() + spacing::S3, line));
}

fn turns_ui(ui: &mut Ui, theme: &Theme, turns: &TurnsView) {
    let palette = &theme.palette;
    ui.add_space(spacing::S2);
    let history = if turns.historical {
        " (history’s answer)"
    } else {
        ""
    };
    let head = format!("{}{history}", turns.answer);
    let format = theme.bold(Type::SansSmall, palette.ink);
    text::runs_ui(ui, &[(head.as_str(), format)]);
    let Some(first) = turns.sets.first() else {
        let line = "No decisions of this role bring it about with this luck.";
        text::text_ui(ui, theme, Type::SansSmall, palette.soft, line);
        return;
    };
    let n_changes = first.len();
    let line = match (n_changes, turns.sets.len(), turns.more) {
        (1, 1, false) => "By one other decision:".to_owned(),
        (1, n, false) => format!("By one other decision, in {n} ways:"),
        (_, 1, false) => format!("By {n_changes} other decisions together:"),
        (_, n, false) => format!("By {n_changes} other decisions together, in {n} ways:"),
        (1, ..) => "By one other decision, in many ways:".to_owned(),
        _ => format!("By {n_changes} other decisions together, in many ways:"),
    };
    text::text_ui(ui, theme, Type::SansSmall, palette.soft, &line);
    for set in turns.sets.iter().take(MOST_SETS) {
        let changes: Vec<String> = set
            .iter()
            .map(|change| format!("{}, {}: {}", change.day, change.scene, change.choice))
            .collect();
        let line = format!("– {}", changes.join("; and "));
        text::text_ui(ui, theme, Type::SansSmall, palette.ink, &line);
    }
}
