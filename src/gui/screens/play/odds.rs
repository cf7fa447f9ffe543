//! What the model says of the open scene: what is decided next, and how each choice bears
//! on it. Shown only to those who set their hints so.

use bevy_egui::egui;
use egui::{Rect, Ui, WidgetInfo, WidgetType, vec2};

use super::super::{Shown, within};
use crate::explore::odds::Share;
use crate::explore::odds::view::AheadView;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::sheet::Card;
use crate::gui::widgets::{shapes, text};
use crate::playthrough::{HintLevel, OddsAnswer, OddsQuestion};

/// What is decided next, once it is worked out.
pub(super) fn ahead<'a>(shown: &Shown<'a>) -> Option<&'a AheadView> {
    if shown.settings.options.hints != HintLevel::Odds {
        return None;
    }
    let run = shown.session?.run();
    match shown.odds.answer(run, OddsQuestion::Ahead)? {
        OddsAnswer::Ahead(ahead) => ahead.as_ref(),
        _ => None,
    }
}

/// A card from the upper edge of `room` down, as high as it needs to be.
pub(super) fn card_ui(ui: &mut Ui, theme: &Theme, ahead: &AheadView, room: Rect) {
    let behind = Card::behind(ui.painter());
    let inner = room.shrink2(vec2(spacing::S3, spacing::S2));
    let bottom = within(ui, inner, |ui| {
        lines_ui(ui, theme, ahead);
        ui.min_rect().bottom()
    });
    let card = room.with_max_y((bottom + spacing::S2).min(room.bottom()));
    let painter = ui.painter();
    behind.paint(painter, card, theme.palette.sheet, theme.frame());
}

/// The question, then each answer that can still come with its odds from here and by choice.
pub(super) fn lines_ui(ui: &mut Ui, theme: &Theme, ahead: &AheadView) {
    let palette = &theme.palette;
    ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
    text::text_ui(
        ui,
        theme,
        Type::LabelSmall,
        palette.red,
        "In this game’s model",
    );
    text::text_ui(ui, theme, Type::Note, palette.ink, &ahead.question);
    for (index, (answer, _)) in ahead.answers.iter().enumerate() {
        let at = |shares: &Vec<Share>| shares.get(index).map(|share| share.words());
        let here = at(&ahead.here).unwrap_or_default();
        let choices: Vec<(usize, String)> = (1..)
            .zip(&ahead.choices)
            .filter_map(|(number, shares)| Some((number, at(shares.as_ref()?)?)))
            .collect();
        ui.add_space(spacing::S1);
        rule_ui(ui, theme);
        let bold = theme.bold(Type::Note, palette.ink);
        let plain = theme.format(Type::Note, palette.ink);
        let soft = theme.format(Type::Note, palette.soft);
        let by_choice: Vec<String> = choices
            .iter()
            .map(|(number, share)| format!("{number}: {share}"))
            .collect();
        let answer = format!("{answer} ");
        let lines = [(answer.as_str(), plain), (here.as_str(), bold)];
        let laid = text::lay_runs(ui, &lines, ui.available_width());
        let below = by_choice.join("   ");
        let more = text::lay_runs(ui, &[(below.as_str(), soft)], ui.available_width());
        let size = vec2(ui.available_width(), laid.size().y + more.size().y);
        let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
        response.widget_info(|| {
            let said: Vec<String> = choices
                .iter()
                .map(|(number, share)| format!("if {number}, {share}"))
                .collect();
            let name = format!("{answer}: {here} from here; {}", said.join(", "));
            WidgetInfo::labeled(WidgetType::Label, true, name)
        });
        laid.paint(ui.painter(), rect.min);
        more.paint(ui.painter(), rect.min + vec2(0.0, laid.size().y));
    }
}

fn rule_ui(ui: &mut Ui, theme: &Theme) {
    let size = vec2(ui.available_width(), spacing::S1);
    let (line, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    shapes::rule(
        ui.painter(),
        line.left(),
        line.right(),
        line.top(),
        theme.rule(),
    );
}
