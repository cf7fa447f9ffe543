//! What a decision of the finished run moved in the model, beside its station.

use bevy_egui::egui;
use egui::{Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::chart::StationTold;
use crate::explore::odds::view::MovedView;
use crate::gui::screens::Shown;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::odds::paint_move;
use crate::gui::widgets::sheet::paint_heavy_rule;
use crate::gui::widgets::text;
use crate::playthrough::{OddsAnswer, OddsQuestion};

/// The line of marks.
const MARKS: f32 = 96.0;

/// The answers it moved furthest; nothing before the end, or where it moved none.
pub(super) fn moved_ui(ui: &mut Ui, shown: &Shown<'_>, here: &StationTold) {
    let Some(moved) = moved(shown, here).filter(|moved| !moved.is_empty()) else {
        return;
    };
    let theme = shown.theme;
    ui.add_space(spacing::S3);
    let size = vec2(ui.available_width(), spacing::S2);
    let (line, _) = ui.allocate_exact_size(size, Sense::hover());
    paint_heavy_rule(ui.painter(), theme, line.left(), line.right(), line.top());
    let head = "What it moved, in this model";
    text::text_ui(ui, theme, Type::LabelSmall, theme.palette.ink, head);
    for item in moved {
        item_ui(ui, theme, item);
    }
}

fn moved<'a>(shown: &Shown<'a>, here: &StationTold) -> Option<&'a Vec<MovedView>> {
    let decision = here.mine.filter(|_| here.decided)?;
    let run = shown.session?.run();
    match shown.odds.answer(run, OddsQuestion::Table)? {
        OddsAnswer::Table(table) => table.moved.get(decision),
        _ => None,
    }
}

fn item_ui(ui: &mut Ui, theme: &Theme, item: &MovedView) {
    let palette = &theme.palette;
    let width = ui.available_width();
    let words_width = width - MARKS - spacing::S4;
    let words = text::lay(ui, theme, Type::Note, palette.ink, &item.text, words_width);
    let (before, after) = (item.before.words(), item.after.words());
    let shares = format!("{before} to {after}");
    let shares_laid = text::lay(ui, theme, Type::Note, palette.soft, &shares, words_width);
    let height = words.size().y + shares_laid.size().y + spacing::S1;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| {
        let said = format!("{}: from {before} to {after} in this model", item.text);
        WidgetInfo::labeled(WidgetType::Label, true, said)
    });
    words.paint(ui.painter(), rect.min);
    shares_laid.paint(ui.painter(), rect.min + vec2(0.0, words.size().y));
    let marks = Rect::from_min_max(
        pos2(rect.right() - MARKS - 6.0, rect.top()),
        pos2(rect.right() - 6.0, rect.top() + words.size().y),
    );
    paint_move(ui.painter(), theme, marks, item.before, item.after);
}
