//! One entry, whatever it is about: its head, its text, what it leads to, what leads to it,
//! and what it rests on.

use bevy_egui::egui;
use egui::{Sense, Ui, vec2};

use super::{Desk, debate};
use crate::codex::{Body, Card, Kind, Topic};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::links::{LinkLine, links_ui};
use crate::gui::widgets::prose::{Setting, prose_ui};
use crate::gui::widgets::record::standing_ui;
use crate::gui::widgets::{shapes, text};
use crate::model::Link;

/// The widest measure of a line, at 100 % text size.
const MEASURE: f32 = 600.0;

/// Draws the entry; gives what was asked for.
pub(super) fn entry_ui(ui: &mut Ui, desk: &Desk<'_>, card: &Card<'_>) -> Option<Topic> {
    let theme = desk.theme;
    let mut asked = None;
    ui.push_id(card.topic, |ui| {
        head_ui(ui, theme, card);
        ui.add_space(spacing::S3);
        let whole = ui.available_width();
        let measure = (MEASURE * theme.growth(Type::Sans).max(1.0)).min(whole);
        // The positions of a debate stand side by side, so they take the whole width.
        asked = match card.body {
            Body::Debate(item) => debate::debate_ui(ui, desk, item, card),
            _ => None,
        };
        ui.scope(|ui| {
            ui.set_max_width(measure);
            let body = match card.body {
                Body::Prose(prose) => prose_ui(ui, theme, prose, Setting::record(theme)),
                Body::Words(words) => words_ui(ui, theme, words),
                Body::TurningPoint(point) => debate::turning_point_ui(ui, desk, point, card),
                Body::Debate(_) => None,
            };
            asked = asked.or(body.map(Topic::from));
            asked = asked.or(around_ui(ui, desk, card));
        });
    });
    asked
}

fn head_ui(ui: &mut Ui, theme: &Theme, card: &Card<'_>) {
    let palette = &theme.palette;
    text::text_ui(ui, theme, Type::Label, palette.red, card.kind.word());
    // What is a sentence is not shouted.
    let style = match card.kind {
        Kind::Person | Kind::Place | Kind::Word | Kind::TurningPoint => Type::Heading,
        Kind::Event | Kind::Debate | Kind::Believed | Kind::Source => Type::Subheading,
    };
    text::text_ui(ui, theme, style, palette.ink, card.name);
    let said = card.say.map(|say| format!("said {say}"));
    let parts: Vec<&str> = card.original.into_iter().chain(said.as_deref()).collect();
    if !parts.is_empty() {
        ui.add_space(2.0);
        text::text_ui(ui, theme, Type::Sans, palette.ink, &parts.join("  ·  "));
    }
    for fact in &card.facts {
        text::text_ui(ui, theme, Type::SansSmall, palette.soft, fact);
    }
    if let Some(standing) = card.standing {
        ui.add_space(2.0);
        standing_ui(ui, theme, "", standing);
    }
}

fn words_ui(ui: &mut Ui, theme: &Theme, words: &str) -> Option<Link> {
    if words.is_empty() {
        return None;
    }
    let line = format!("How it was read for this: {words}.");
    text::text_ui(ui, theme, Type::Sans, theme.palette.ink, &line);
    None
}

/// What leads on, what leads here, and what it rests on.
fn around_ui(ui: &mut Ui, desk: &Desk<'_>, card: &Card<'_>) -> Option<Topic> {
    let theme = desk.theme;
    let mut asked = None;
    // A debate has told already what bears on it.
    if card.kind != Kind::Debate {
        asked = asked.or(topics_ui(ui, desk, "See also", &card.see));
    }
    asked = asked.or(topics_ui(ui, desk, "Named in", &card.named_in));
    let pages = in_scenes(desk, card);
    if !pages.is_empty() {
        ui.add_space(spacing::S2);
        text::text_ui(ui, theme, Type::Note, theme.palette.soft, &pages);
    }
    let ahead = match card.n_held_back {
        0 => String::new(),
        1 => "One more link leads ahead of your run, and is not shown yet.".to_owned(),
        n => format!("{n} more links lead ahead of your run, and are not shown yet."),
    };
    if !ahead.is_empty() {
        ui.add_space(spacing::S2);
        text::text_ui(ui, theme, Type::Note, theme.palette.soft, &ahead);
    }
    asked.or(sources_ui(ui, desk, card))
}

/// Links under a heading.
pub(super) fn topics_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    heading: &str,
    topics: &[Topic],
) -> Option<Topic> {
    if topics.is_empty() {
        return None;
    }
    heading_ui(ui, desk.theme, heading);
    let lines: Vec<LinkLine> = topics
        .iter()
        .map(|topic| LinkLine {
            name: desk.codex.name(*topic).to_owned(),
            note: desk
                .codex
                .kind(*topic)
                .map_or(String::new(), |kind| kind.word().to_lowercase()),
        })
        .collect();
    let index = links_ui(ui, desk.theme, heading, Type::SansSmall, &lines)?;
    topics.get(index).copied()
}

/// A heading under a rule.
pub(super) fn heading_ui(ui: &mut Ui, theme: &Theme, heading: &str) {
    ui.add_space(spacing::S4);
    let size = vec2(ui.available_width(), spacing::S2);
    let (line, _) = ui.allocate_exact_size(size, Sense::hover());
    shapes::rule(
        ui.painter(),
        line.left(),
        line.right(),
        line.top(),
        theme.rule(),
    );
    text::text_ui(ui, theme, Type::Label, theme.palette.ink, heading);
    ui.add_space(spacing::S2);
}

/// "On 12 pages of the Red Guard’s story and 3 of the Minister’s."
fn in_scenes(desk: &Desk<'_>, card: &Card<'_>) -> String {
    let scenario = desk.codex.scenario();
    let parts: Vec<String> = card
        .scenes
        .iter()
        .map(|(role, n)| {
            let pages = if *n == 1 { "page" } else { "pages" };
            format!("{n} {pages} of “{}”", scenario[*role].name)
        })
        .collect();
    match parts.as_slice() {
        [] => String::new(),
        parts => format!("Met with in the story: {}.", parts.join(", ")),
    }
}

fn sources_ui(ui: &mut Ui, desk: &Desk<'_>, card: &Card<'_>) -> Option<Topic> {
    if card.sources.is_empty() {
        return None;
    }
    heading_ui(ui, desk.theme, "Sources");
    let lines: Vec<LinkLine> = card
        .sources
        .iter()
        .map(|id| LinkLine {
            name: desk.codex.work(*id),
            note: String::new(),
        })
        .collect();
    let index = links_ui(ui, desk.theme, "Sources", Type::Note, &lines)?;
    card.sources.get(index).map(|id| Topic::Source(*id))
}
