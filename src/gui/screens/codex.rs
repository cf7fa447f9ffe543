//! What is known of a name, opened where it stands.

use bevy_egui::egui;
use egui::{Key, Ui};

use super::help::overlay_rect;
use super::{Local, Overlay, Shown, any_pressed, scroll_by_keys, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::prose::{Setting, prose_ui};
use crate::gui::widgets::{shapes, text};
use crate::model::{Link, Prose, Scenario, SourceId};

/// One entry, whatever kind of thing it is about.
struct Card<'a> {
    kind: &'static str,
    name: &'a str,
    note: String,
    text: &'a Prose,
    see: Vec<(Link, &'a str)>,
    sources: &'a [SourceId],
}

/// Draws an entry over the page.
pub(super) fn codex_ui(ui: &mut Ui, shown: &Shown<'_>, link: Link, local: &mut Local) {
    let Some(scenario) = shown.scenario else {
        local.overlay = Overlay::None;
        return;
    };
    let theme = shown.theme;
    let card = card_of(scenario, link);
    let rect = overlay_rect(ui.max_rect(), 640.0);
    shapes::plane(ui.painter(), rect, theme.palette.low);
    shapes::frame(ui.painter(), rect, theme.frame());
    let mut close = any_pressed(ui, &[Key::Escape]);
    let mut next = None;
    within(ui, rect.shrink(spacing::S6), |ui| {
        egui::ScrollArea::vertical()
            .id_salt("codex")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                next = card_ui(ui, theme, scenario, &card);
                ui.add_space(spacing::S5);
                let view = ButtonView::of(ButtonKind::Primary, "Close").key("Esc");
                close |= button_ui(ui, theme, &view).clicked();
            });
    });
    if let Some(next) = next {
        local.overlay = Overlay::Codex(next);
    } else if close {
        local.overlay = std::mem::take(&mut local.under);
    }
}

fn card_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, card: &Card<'_>) -> Option<Link> {
    let palette = &theme.palette;
    text::text_ui(ui, theme, Type::Label, palette.red, card.kind);
    text::text_ui(ui, theme, Type::Heading, palette.ink, card.name);
    if !card.note.is_empty() {
        text::text_ui(ui, theme, Type::SansSmall, palette.soft, &card.note);
    }
    ui.add_space(spacing::S3);
    let mut asked = prose_ui(ui, theme, card.text, Setting::record(theme));
    if !card.see.is_empty() {
        ui.add_space(spacing::S4);
        text::text_ui(ui, theme, Type::Label, palette.ink, "See also");
        for (link, name) in &card.see {
            ui.add_space(spacing::S1);
            let see = linked(name, *link);
            asked = asked.or(prose_ui(ui, theme, &see, Setting::record(theme)));
        }
    }
    if !card.sources.is_empty() {
        ui.add_space(spacing::S4);
        let works: Vec<String> = card
            .sources
            .iter()
            .map(|id| {
                let source = &scenario[*id];
                format!("{}, {}, {}", source.author, source.title, source.year)
            })
            .collect();
        let line = format!("Sources. {}.", works.join("; "));
        text::text_ui(ui, theme, Type::Note, palette.soft, &line);
    }
    asked
}

fn linked(name: &str, link: Link) -> Prose {
    use crate::model::{Paragraph, Span};
    Prose {
        paragraphs: vec![Paragraph {
            spans: vec![Span {
                text: name.to_owned(),
                link: Some(link),
                ..Span::default()
            }],
        }],
    }
}

fn card_of(scenario: &Scenario, link: Link) -> Card<'_> {
    match link {
        Link::Place(id) => {
            let place = &scenario[id];
            Card {
                kind: "Place",
                name: &place.name,
                note: place
                    .today
                    .as_ref()
                    .map_or(String::new(), |today| format!("today: {today}")),
                text: &place.text,
                see: Vec::new(),
                sources: &place.sources,
            }
        }
        Link::Event(id) => {
            let event = &scenario[id];
            let calendar = &scenario.calendar;
            Card {
                kind: "Event",
                name: &event.title,
                note: format!(
                    "{} ({}); {}",
                    calendar.long(event.when),
                    calendar.other_long(event.when),
                    event.standing.word()
                ),
                text: &event.text,
                see: event
                    .place
                    .map(|place| (Link::Place(place), scenario[place].name.as_str()))
                    .into_iter()
                    .collect(),
                sources: &event.sources,
            }
        }
        Link::Entry(id) => {
            use crate::model::EntryKind;
            let entry = &scenario[id];
            let parts: Vec<&str> = [entry.original.as_deref(), entry.say.as_deref()]
                .into_iter()
                .flatten()
                .collect();
            Card {
                kind: match entry.kind {
                    EntryKind::Person => "Person",
                    EntryKind::Term => "Word",
                    EntryKind::Misconception => "Often believed",
                },
                name: &entry.name,
                note: parts.join(" · "),
                text: &entry.text,
                see: entry
                    .see
                    .iter()
                    .map(|link| (*link, name_of(scenario, *link)))
                    .collect(),
                sources: &entry.sources,
            }
        }
    }
}

/// What a link's target is called.
pub(super) fn name_of(scenario: &Scenario, link: Link) -> &str {
    match link {
        Link::Place(id) => &scenario[id].name,
        Link::Entry(id) => &scenario[id].name,
        Link::Event(id) => &scenario[id].title,
    }
}
