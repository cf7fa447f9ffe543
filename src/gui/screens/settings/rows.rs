//! The rows of the settings, section by section.

use bevy_egui::egui;
use egui::Ui;

use super::super::Shown;
use crate::chart::UnseenNames;
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::segments::{SegmentsView, segments_ui};
use crate::gui::widgets::text;
use crate::playthrough::{HintLevel, HistoryShown};
use crate::store::{Face, Letters, Pace, Settings, Spacing, ThemeName, Tip, TipsShown};

/// A part of the settings.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(super) enum Section {
    /// How text is set, and how it comes.
    #[default]
    Reading,
    /// Colours and movement.
    Look,
    /// What the game tells, and when.
    Told,
}

impl Section {
    pub(super) const ALL: [Self; 3] = [Self::Reading, Self::Look, Self::Told];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Reading => "Reading",
            Self::Look => "Look",
            Self::Told => "What is told",
        }
    }
}

/// Draws the rows of a section.
pub(super) fn section_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    section: Section,
    settings: &mut Settings,
) {
    match section {
        Section::Reading => reading_ui(ui, shown, settings),
        Section::Look => look_ui(ui, shown, settings),
        Section::Told => told_ui(ui, shown, settings),
    }
}

const SIZES: [(u16, &str); 6] = [
    (80, "80 %"),
    (100, "100 %"),
    (125, "125 %"),
    (150, "150 %"),
    (200, "200 %"),
    (250, "250 %"),
];

fn reading_ui(ui: &mut Ui, shown: &Shown<'_>, settings: &mut Settings) {
    row_ui(
        ui,
        shown,
        ("Text size", ""),
        &SIZES,
        &mut settings.text_size,
    );
    let faces = [
        (Face::Serif, "Serif"),
        (Face::Sans, "Sans"),
        (Face::Easy, "Easier reading"),
    ];
    row_ui(ui, shown, ("Face", ""), &faces, &mut settings.face);
    let spacings = [
        (Spacing::Close, "Close"),
        (Spacing::Normal, "Normal"),
        (Spacing::Wide, "Wide"),
    ];
    row_ui(ui, shown, ("Lines", ""), &spacings, &mut settings.spacing);
    let letters = [
        (Letters::Normal, "As drawn"),
        (Letters::Wide, "Further apart"),
    ];
    row_ui(ui, shown, ("Letters", ""), &letters, &mut settings.letters);
    let paces = [
        (Pace::Still, "Without motion"),
        (Pace::AtOnce, "At once"),
        (Pace::Fast, "Fast"),
        (Pace::Slow, "Slow"),
    ];
    let label = ("How text arrives", "any key shows all of it");
    row_ui(ui, shown, label, &paces, &mut settings.pace);
}

fn look_ui(ui: &mut Ui, shown: &Shown<'_>, settings: &mut Settings) {
    let themes = [
        (ThemeName::Paper, "Paper"),
        (ThemeName::Night, "Night"),
        (ThemeName::HighContrast, "High contrast"),
    ];
    row_ui(ui, shown, ("Theme", ""), &themes, &mut settings.theme);
    let motion = [(true, "On"), (false, "Off")];
    let label = ("Motion", motion_note(settings));
    row_ui(ui, shown, label, &motion, &mut settings.motion);
}

/// What has to be known of motion as it stands.
fn motion_note(settings: &Settings) -> &'static str {
    match (settings.motion, settings.motion_chosen) {
        (true, _) => "only while you are here",
        (false, true) => "",
        (false, false) => "off because this machine draws slowly",
    }
}

fn told_ui(ui: &mut Ui, shown: &Shown<'_>, settings: &mut Settings) {
    let hints = [
        (HintLevel::None, "Nothing"),
        (HintLevel::Direction, "Direction"),
        (HintLevel::Numbers, "Numbers"),
        (HintLevel::Odds, "Odds"),
    ];
    let label = ("What a choice tells beforehand", "");
    row_ui(ui, shown, label, &hints, &mut settings.options.hints);
    let history = [
        (HistoryShown::AfterEach, "Each decision"),
        (HistoryShown::AtChapterEnd, "Each chapter"),
        (HistoryShown::AtEnd, "At the end"),
    ];
    let label = ("When the record is shown", "");
    row_ui(ui, shown, label, &history, &mut settings.options.history);
    let names = [
        (UnseenNames::Hidden, "Hidden"),
        (UnseenNames::Shown, "Shown"),
    ];
    let label = ("Names of what you have not seen", "on the chart");
    row_ui(ui, shown, label, &names, &mut settings.unseen_names);
    let tips = [(TipsShown::Once, "Each once"), (TipsShown::Never, "Never")];
    row_ui(
        ui,
        shown,
        ("Hints", "at the first time"),
        &tips,
        &mut settings.tips.shown,
    );
    tips_ui(ui, shown, settings);
}

/// How many hints have been seen, and the way to see them again.
fn tips_ui(ui: &mut Ui, shown: &Shown<'_>, settings: &mut Settings) {
    let theme = shown.theme;
    let (n_seen, n) = (settings.tips.seen.len(), Tip::ALL.len());
    if settings.tips.shown == TipsShown::Never || n_seen == 0 {
        return;
    }
    let line = format!("{n_seen} of {n} have been shown.");
    text::text_ui(ui, theme, Type::SansSmall, theme.palette.soft, &line);
    ui.add_space(spacing::S2);
    let view = ButtonView::of(ButtonKind::Secondary, "Show them again");
    if button_ui(ui, theme, &view).clicked() {
        settings.tips.seen.clear();
    }
    ui.add_space(spacing::S4);
}

/// A row: its name and what has to be known of it, its values, and the one that is set.
fn row_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    shown: &Shown<'_>,
    (label, note): (&str, &str),
    values: &[(T, &str)],
    value: &mut T,
) {
    ui.push_id(label, |ui| {
        let options: Vec<&str> = values.iter().map(|(_, label)| *label).collect();
        let view = SegmentsView {
            label,
            note,
            options: &options,
            chosen: values
                .iter()
                .position(|(known, _)| known == value)
                .unwrap_or(0),
        };
        let changed = segments_ui(ui, shown.theme, &view);
        if let Some((picked, _)) = changed.and_then(|index| values.get(index)) {
            *value = *picked;
        }
        ui.add_space(18.0);
    });
}
