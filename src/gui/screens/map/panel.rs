//! The map in words: who holds how much, the place looked at, what changed last.

use bevy_egui::egui;
use egui::{Rect, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::{scrolled, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::keys_ui;
use crate::gui::widgets::{shapes, text};
use crate::model::{PlaceId, Scenario, SideId};
use crate::playthrough::CityStop;

/// What the panel tells.
pub(super) struct Told<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) stops: &'a [CityStop],
    /// The stop that is open.
    pub(super) at: usize,
    /// The place looked at.
    pub(super) place: PlaceId,
    /// Where the open page plays.
    pub(super) place_name: &'a str,
}

/// From a row's left edge to its words.
const INDENT: f32 = 28.0;

/// Draws the panel into the available room.
pub(super) fn panel_ui(ui: &mut Ui, theme: &Theme, told: &Told<'_>) {
    let Some(stop) = told.stops.get(told.at) else {
        return;
    };
    let whole = ui.available_rect_before_wrap();
    let head = head_ui(ui, theme, told, stop, whole);
    let rest = Rect::from_min_max(
        pos2(whole.left() + spacing::S5, head.bottom() + spacing::S4),
        pos2(whole.right() - spacing::S4, whole.bottom()),
    );
    within(ui, rest, |ui| {
        scrolled(ui, |ui| {
            sides_ui(ui, theme, told, stop);
            divide(ui, theme);
            place_ui(ui, theme, told);
            divide(ui, theme);
            changes_ui(ui, theme, told, stop);
        });
    });
}

/// The city's name over the hour, on a band.
fn head_ui(ui: &mut Ui, theme: &Theme, told: &Told<'_>, stop: &CityStop, whole: Rect) -> Rect {
    let palette = &theme.palette;
    let scenario = told.scenario;
    let room = whole.width() - 2.0 * spacing::S5;
    let city = if scenario.city.is_empty() {
        "The city"
    } else {
        &scenario.city
    };
    let name = text::lay(ui, theme, Type::Heading, palette.on_band, city, room);
    let date = text::lay(
        ui,
        theme,
        Type::LabelSmall,
        palette.on_band,
        &stop.date,
        room,
    );
    let height = name.size().y + date.size().y + 2.0 * spacing::S3;
    let rect = Rect::from_min_size(whole.min, vec2(whole.width(), height));
    let response = ui.allocate_rect(rect, Sense::hover());
    response.widget_info(|| {
        let words = format!("{city}, {} {}", scenario.city_there, stop.date);
        WidgetInfo::labeled(WidgetType::Label, true, words)
    });
    shapes::plane(ui.painter(), rect, palette.band);
    if theme.is_high_contrast() {
        let line = Stroke::new(spacing::HEAVY, palette.ink);
        shapes::rule(ui.painter(), rect.left(), rect.right(), rect.bottom(), line);
    }
    let at = rect.min + vec2(spacing::S5, spacing::S3);
    name.paint(ui.painter(), at);
    date.paint(ui.painter(), at + vec2(0.0, name.size().y));
    let there = text::lay_line(
        ui,
        theme,
        Type::News,
        palette.band_soft,
        &scenario.city_there,
    );
    if name.size().x + there.size().x + spacing::S4 < room {
        let left = rect.right() - spacing::S5 - there.size().x;
        let top = at.y + (name.size().y - there.size().y) / 2.0;
        there.paint(ui.painter(), pos2(left, top));
    }
    rect
}

fn divide(ui: &mut Ui, theme: &Theme) {
    ui.add_space(spacing::S3);
    let at = ui.cursor().min;
    let line = theme.frame();
    shapes::rule(ui.painter(), at.x, at.x + ui.available_width(), at.y, line);
    ui.add_space(spacing::S3);
}

/// How many places each side holds; which ones is read out.
fn sides_ui(ui: &mut Ui, theme: &Theme, told: &Told<'_>, stop: &CityStop) {
    text::text_ui(ui, theme, Type::Label, theme.palette.ink, "Who holds what");
    ui.add_space(spacing::S1);
    let scenario = told.scenario;
    for side in scenario.side_ids() {
        let held: Vec<&str> = scenario
            .places
            .iter()
            .zip(&stop.holders)
            .filter(|(_, holder)| **holder == side)
            .map(|(place, _)| place.name.as_str())
            .collect();
        if !held.is_empty() {
            side_ui(ui, theme, scenario, side, &held);
        }
    }
}

fn side_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, side: SideId, held: &[&str]) {
    let palette = &theme.palette;
    let count = held.len().to_string();
    let number = text::lay_line(ui, theme, Type::SansSmall, palette.soft, &count);
    let room = ui.available_width() - INDENT - number.size().x - spacing::S2;
    let side = &scenario[side];
    let name = text::lay(ui, theme, Type::SansSmall, palette.ink, &side.short, room);
    let size = vec2(ui.available_width(), name.size().y + spacing::S1);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        // Some sides are told apart by a short name only here.
        let words = format!(
            "{}, {}, {count}: {}",
            side.short,
            side.name,
            held.join(", ")
        );
        WidgetInfo::labeled(WidgetType::Label, true, words)
    });
    let middle = rect.top() + theme.line(Type::SansSmall) / 2.0;
    let ink = shapes::Ink::sheet(theme);
    let center = pos2(rect.left() + 9.0, middle);
    shapes::mark(ui.painter(), center, spacing::MARK, side.mark, ink);
    name.paint(ui.painter(), rect.min + vec2(INDENT, 0.0));
    let right = rect.right() - number.size().x;
    number.paint(ui.painter(), pos2(right, rect.top()));
}

/// The place looked at: who holds it since when, and what it is.
fn place_ui(ui: &mut Ui, theme: &Theme, told: &Told<'_>) {
    let palette = &theme.palette;
    let scenario = told.scenario;
    let place = &scenario[told.place];
    let here = told.stops.get(told.at).map(|stop| stop.here) == Some(told.place);
    let is_last = told.at + 1 == told.stops.len();
    let kind = match (here, is_last) {
        (true, true) => format!("You are here: {}.", told.place_name),
        (true, false) => "You were here".to_owned(),
        (false, _) => "Chosen place".to_owned(),
    };
    text::text_ui(ui, theme, Type::LabelSmall, palette.red, &kind);
    text::text_ui(ui, theme, Type::Subheading, palette.ink, &place.name);
    if let Some(line) = holder_words(told) {
        text::text_ui(ui, theme, Type::SansSmall, palette.ink, &line);
    }
    ui.add_space(spacing::S1);
    let words = place.text.plain();
    text::text_ui(ui, theme, Type::SansSmall, palette.soft, &words);
    ui.add_space(spacing::S2);
    let keys = [("Arrows", "next place"), ("Enter", "codex")];
    keys_ui(ui, theme, &keys, palette.soft);
}

/// "Military Revolutionary Committee since 25 October, 07:00".
fn holder_words(told: &Told<'_>) -> Option<String> {
    let stop = told.stops.get(told.at)?;
    let holder = stop.holders.get(told.place.index())?;
    let side = &told.scenario[*holder].name;
    let since = told
        .stops
        .get(..=told.at)?
        .iter()
        .rev()
        .find(|stop| stop.taken.contains(&told.place));
    Some(match since {
        Some(since) => format!("{side}, since {}", since.when.day_and_clock()),
        None => format!("{side}, since before your first page"),
    })
}

/// What changed hands since the stop before.
fn changes_ui(ui: &mut Ui, theme: &Theme, told: &Told<'_>, stop: &CityStop) {
    let palette = &theme.palette;
    let before = told.at.checked_sub(1).and_then(|at| told.stops.get(at));
    let Some(before) = before else {
        let line =
            "Nothing has changed hands yet. When it does, the hours can be stepped through here.";
        text::text_ui(ui, theme, Type::SansSmall, palette.soft, line);
        return;
    };
    let head = format!("Since {}", before.when.day_and_clock());
    text::text_ui(ui, theme, Type::Label, palette.ink, &head);
    if stop.taken.is_empty() {
        let line = "Nothing has changed hands.";
        text::text_ui(ui, theme, Type::SansSmall, palette.soft, line);
    }
    for place in &stop.taken {
        let Some(side) = stop.holders.get(place.index()) else {
            continue;
        };
        let side = &told.scenario[*side];
        let place = &told.scenario[*place];
        let off = if place.off_map { ", off the map" } else { "" };
        let words = format!("{}{off}", place.name);
        let room = ui.available_width() - INDENT;
        let laid = text::lay(ui, theme, Type::SansSmall, palette.ink, &words, room);
        let size = vec2(ui.available_width(), laid.size().y + 2.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(WidgetType::Label, true, format!("{words}: {}", side.name))
        });
        let middle = rect.top() + theme.line(Type::SansSmall) / 2.0;
        let ink = shapes::Ink::sheet(theme);
        let center = pos2(rect.left() + 9.0, middle);
        shapes::mark(
            ui.painter(),
            center,
            spacing::MARK_SMALL + 1.4,
            side.mark,
            ink,
        );
        laid.paint(ui.painter(), rect.min + vec2(INDENT, 0.0));
    }
}
