//! What can be set; every change is used and kept at once.

use bevy_egui::egui;
use egui::{Key, Rect, Ui, pos2, vec2};

use super::{Local, Shown, any_pressed, beside_the_bar, sheet_ui, within};
use crate::chart::UnseenNames;
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::prose::{Setting, prose_ui};
use crate::gui::widgets::segments::{SegmentsView, segments_ui};
use crate::gui::widgets::{shapes, text};
use crate::model::{Paragraph, Prose, Span};
use crate::playthrough::{HintLevel, HistoryShown};
use crate::store::{Face, Settings, Spacing, ThemeName};

const SIZES: [(u16, &str); 6] = [
    (80, "80 %"),
    (100, "100 %"),
    (125, "125 %"),
    (150, "150 %"),
    (200, "200 %"),
    (250, "250 %"),
];

/// Draws the settings.
pub(super) fn settings_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    local.on_page(ui, "settings");
    let theme = shown.theme;
    let inner = sheet_ui(
        ui,
        theme,
        "Settings",
        &[("Tab", "move"), ("Enter", "set"), ("Esc", "back")],
    );
    if any_pressed(ui, &[Key::Escape]) {
        out.push(UiAction::Open(back_to(shown)));
    }
    let left = inner
        .with_max_x(inner.left() + 720.0)
        .with_max_y(inner.bottom() - 56.0);
    let mut settings = shown.settings.clone();
    within(ui, left, |ui| {
        egui::ScrollArea::vertical()
            .id_salt("rows")
            .auto_shrink(false)
            .show(ui, |ui| {
                beside_the_bar(ui, |ui| rows_ui(ui, shown, &mut settings));
            });
    });
    if settings != *shown.settings {
        out.push(UiAction::Set(settings));
    }
    let right = Rect::from_min_max(pos2(left.right() + spacing::S6, inner.top()), inner.max);
    sample_ui(ui, shown, right);
    let at = pos2(inner.left(), inner.bottom() - 44.0);
    within(ui, Rect::from_min_size(at, vec2(300.0, 44.0)), |ui| {
        let view = ButtonView::of(ButtonKind::Primary, "Back").key("Esc");
        if button_ui(ui, theme, &view).clicked() {
            out.push(UiAction::Open(back_to(shown)));
        }
    });
}

fn back_to(shown: &Shown<'_>) -> Screen {
    match shown.view {
        Some(_) => Screen::Play,
        None => Screen::Title,
    }
}

fn rows_ui(ui: &mut Ui, shown: &Shown<'_>, settings: &mut Settings) {
    row_ui(ui, shown, "Text size", &SIZES, &mut settings.text_size);
    let themes = [
        (ThemeName::Paper, "Paper"),
        (ThemeName::Night, "Night"),
        (ThemeName::HighContrast, "High contrast"),
    ];
    row_ui(ui, shown, "Theme", &themes, &mut settings.theme);
    let faces = [
        (Face::Serif, "Serif"),
        (Face::Sans, "Sans"),
        (Face::Easy, "Easier reading"),
    ];
    row_ui(ui, shown, "Face", &faces, &mut settings.face);
    let spacings = [
        (Spacing::Close, "Close"),
        (Spacing::Normal, "Normal"),
        (Spacing::Wide, "Wide"),
    ];
    row_ui(ui, shown, "Lines", &spacings, &mut settings.spacing);
    let hints = [
        (HintLevel::None, "Nothing"),
        (HintLevel::Direction, "Direction"),
        (HintLevel::Numbers, "Numbers"),
        (HintLevel::Odds, "Odds"),
    ];
    row_ui(
        ui,
        shown,
        "What a choice tells beforehand",
        &hints,
        &mut settings.options.hints,
    );
    let history = [
        (HistoryShown::AfterEach, "After each decision"),
        (HistoryShown::AtChapterEnd, "At a chapter’s end"),
        (HistoryShown::AtEnd, "At the end"),
    ];
    row_ui(
        ui,
        shown,
        "When the record is shown",
        &history,
        &mut settings.options.history,
    );
    let names = [
        (UnseenNames::Hidden, "Hidden"),
        (UnseenNames::Shown, "Shown"),
    ];
    row_ui(
        ui,
        shown,
        "Names of what you have not seen",
        &names,
        &mut settings.unseen_names,
    );
    row_ui(
        ui,
        shown,
        "Motion",
        &[(true, "On"), (false, "Off")],
        &mut settings.motion,
    );
}

fn row_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    shown: &Shown<'_>,
    label: &str,
    values: &[(T, &str)],
    value: &mut T,
) {
    let theme = shown.theme;
    ui.push_id(label, |ui| {
        let options: Vec<&str> = values.iter().map(|(_, label)| *label).collect();
        let view = SegmentsView {
            label,
            options: &options,
            chosen: values
                .iter()
                .position(|(known, _)| known == value)
                .unwrap_or(0),
        };
        let changed = segments_ui(ui, theme, &view);
        if let Some((picked, _)) = changed.and_then(|index| values.get(index)) {
            *value = *picked;
        }
        ui.add_space(spacing::S4);
    });
}

/// A few lines in the look that is set.
fn sample_ui(ui: &mut Ui, shown: &Shown<'_>, rect: Rect) {
    let theme = shown.theme;
    let rect = rect.with_max_y(rect.top() + 460.0);
    shapes::plane(ui.painter(), rect, theme.palette.low);
    shapes::frame(ui.painter(), rect, theme.plane_frame());
    within(ui, rect.shrink(spacing::S5), |ui| {
        egui::ScrollArea::vertical()
            .id_salt("sample")
            .auto_shrink(false)
            .show(ui, |ui| {
                text::text_ui(ui, theme, Type::Label, theme.palette.red, "Petrograd, 1917");
                ui.add_space(spacing::S1);
                let setting = Setting::fiction(theme);
                let plain = |text: &str, emphasis: bool| Span {
                    text: text.to_owned(),
                    emphasis,
                    ..Span::default()
                };
                let sample = Prose {
                    paragraphs: vec![Paragraph {
                        spans: vec![
                            plain(
                                "The tram stops at the bridge and everyone gets down. A boy sells ",
                                false,
                            ),
                            plain("Izvestia", true),
                            plain(" from inside his coat, to keep it dry.", false),
                        ],
                    }],
                };
                prose_ui(ui, theme, &sample, setting);
                ui.add_space(spacing::S3);
                let record = Setting::record(theme);
                let line = Prose {
                    paragraphs: vec![Paragraph {
                        spans: vec![plain(
                            "The record is set like this, apart from the story.",
                            false,
                        )],
                    }],
                };
                prose_ui(ui, theme, &line, record);
            });
    });
}
