//! The run so far: decisions, news, and the way back to any decision.

use bevy_egui::egui;
use egui::{Key, Sense, Ui, WidgetInfo, WidgetType, vec2};

use super::overlay::{overlay_rect, title_row_ui};
use super::scrolled::cue_ui;
use super::{Local, Overlay, Shown, any_pressed, beside_the_bar, scroll_by_keys, within};
use crate::compare::readings_lines;
use crate::gui::action::{Asked, UiAction};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::{shapes, text};
use crate::playthrough::{LogItem, LogKind, Playthrough};
use crate::session::Session;

/// What stands there before the first decision.
const EMPTY: &str = "Nothing is decided yet. Close this and take a choice: every decision will stand here, with the news that came after it and the way back.";

/// Draws the log over the page.
pub(super) fn log_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    let theme = shown.theme;
    let rect = overlay_rect(ui.max_rect(), 900.0);
    shapes::plane(ui.painter(), rect, theme.palette.sheet);
    shapes::frame(ui.painter(), rect, theme.frame());
    let mut close = any_pressed(ui, &[Key::Escape, Key::L]);
    let Some(run) = shown.session.map(Session::run) else {
        local.overlay = Overlay::None;
        return;
    };
    let items = run.log();
    within(ui, rect.shrink(spacing::S6), |ui| {
        let mut again = false;
        close |= title_row_ui(ui, theme, "The log", ButtonKind::Secondary, |ui| {
            if !items.is_empty() {
                ui.add_space(spacing::S5);
                let view = ButtonView::of(ButtonKind::Secondary, "All of it again with other luck");
                if button_ui(ui, theme, &view).clicked() {
                    out.push(UiAction::NewLuck(run.replay().steps.len()));
                    again = true;
                }
            }
        });
        close |= again;
        let scrolled = egui::ScrollArea::vertical()
            .id_salt("log")
            .auto_shrink(false)
            .stick_to_bottom(true)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                beside_the_bar(ui, |ui| {
                    for line in readings_lines(run.scenario(), run.replay(), None) {
                        text::text_ui(ui, theme, Type::Note, theme.palette.soft, &line);
                        ui.add_space(spacing::S2);
                    }
                    if items.is_empty() {
                        text::text_ui(ui, theme, Type::Sans, theme.palette.soft, EMPTY);
                    }
                    for item in &items {
                        item_ui(ui, theme, item, run, local, out);
                    }
                });
            });
        cue_ui(ui, theme, &scrolled, theme.palette.sheet);
    });
    if close {
        local.overlay = Overlay::None;
    }
}

fn item_ui(
    ui: &mut Ui,
    theme: &Theme,
    item: &LogItem,
    run: &Playthrough,
    local: &mut Local,
    out: &mut Asked,
) {
    let palette = &theme.palette;
    match &item.kind {
        LogKind::Decision {
            number,
            scene,
            choice,
            as_in_history,
            votes,
        } => {
            rule_ui(ui, theme);
            let fate = if *as_in_history {
                "as recorded"
            } else {
                "another way than recorded"
            };
            let head = format!("{} · {scene} · {fate}", item.day);
            text::text_ui(ui, theme, Type::LabelSmall, palette.soft, &head);
            text::text_ui(ui, theme, Type::Choice, palette.ink, choice);
            if let Some(votes) = votes {
                let line = format!("In the room: {votes}");
                text::text_ui(ui, theme, Type::SansSmall, palette.soft, &line);
            }
            ui.push_id(*number, |ui| {
                back_ui(ui, theme, *number, run, local, out);
            });
            ui.add_space(spacing::S2);
        }
        LogKind::Dispatch(dispatch) => {
            let head = format!(
                "{} · {} · {}",
                item.day,
                dispatch.kind.word(),
                dispatch.from
            );
            text::text_ui(ui, theme, Type::LabelSmall, palette.soft, &head);
            let words = dispatch.text.plain();
            text::text_ui(ui, theme, Type::SansSmall, palette.ink, &words);
            ui.add_space(spacing::S3);
        }
        LogKind::Event(title) => {
            let line = format!("{} · {title}", item.day);
            text::text_ui(ui, theme, Type::Note, palette.soft, &line);
            ui.add_space(spacing::S1);
        }
    }
}

/// The ways back to a decision: as it was, with other luck, or as somebody else.
fn back_ui(
    ui: &mut Ui,
    theme: &Theme,
    number: usize,
    run: &Playthrough,
    local: &mut Local,
    out: &mut Asked,
) {
    let mut ways = vec![
        ("Go back here".to_owned(), UiAction::GoBack(number)),
        (
            "Go back here with other luck".to_owned(),
            UiAction::NewLuck(number),
        ),
    ];
    ways.extend(run.other_sides(number).into_iter().map(|side| {
        let label = format!("The same day as {}: {}", side.name, side.when);
        (label, UiAction::OtherSide(side.role, side.scene))
    }));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(spacing::S3, 0.0);
        for (label, action) in ways {
            let view = ButtonView::of(ButtonKind::Quiet, &label);
            if button_ui(ui, theme, &view).clicked() {
                out.push(action);
                local.overlay = Overlay::None;
            }
        }
    });
}

fn rule_ui(ui: &mut Ui, theme: &Theme) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), spacing::S4), Sense::hover());
    response.widget_info(|| WidgetInfo::new(WidgetType::Other));
    let middle = rect.center().y;
    shapes::rule(
        ui.painter(),
        rect.left(),
        rect.right(),
        middle,
        theme.rule(),
    );
}
