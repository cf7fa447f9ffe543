//! The pages of the picture, and the list of them with a small bar for each.

use bevy_egui::egui;
use egui::{CursorIcon, Id, Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::class::{Class, Question, Tally};
use crate::gui::screens::{beside_the_bar, scroll_by_keys};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::people::{Ground, Share, shares};
use crate::gui::widgets::roving::{Enter, Roving};
use crate::gui::widgets::{shapes, tell, text};
use crate::session::ClassCounted;

/// A page of the picture; positions are those of the class's own lists.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub(super) enum Page {
    /// Where to begin, and how it was read.
    #[default]
    Overview,
    TurningPoint(usize),
    Decision(usize),
    Endings(usize),
    Ways(usize),
}

/// A page in the list.
pub(super) struct Entry {
    pub(super) page: Page,
    title: String,
    /// What begins with it, if anything does.
    heading: Option<String>,
    shares: Vec<Share>,
    /// The bar in words.
    told: String,
}

/// Every page there is something on, in order.
pub(super) fn entries(counted: &ClassCounted) -> Vec<Entry> {
    let ClassCounted {
        scenario, class, ..
    } = counted;
    let mut entries = vec![plain(Page::Overview, "Where to begin")];
    for (index, question) in class.turning_points.iter().enumerate() {
        let heading = (index == 0).then(|| "Turning points".to_owned());
        entries.push(asked(Page::TurningPoint(index), question, heading));
    }
    for (index, routes) in class.routes.iter().enumerate() {
        let role = &scenario[routes.role].name;
        let mut heading = Some(format!("Decisions: {role}"));
        for (place, question) in class.decisions.iter().enumerate() {
            if question.role == Some(routes.role) && question.n_answered > 0 {
                entries.push(asked(Page::Decision(place), question, heading.take()));
            }
        }
        let mut heading = Some(format!("In the end: {role}"));
        let ends = class
            .endings
            .iter()
            .position(|item| item.role == routes.role);
        if let Some((place, item)) = ends.and_then(|at| Some((at, class.endings.get(at)?))) {
            entries.push(Entry {
                heading: heading.take(),
                shares: of_tallies(&item.endings),
                ..plain(Page::Endings(place), "How it ends")
            });
        }
        entries.push(Entry {
            heading: heading.take(),
            ..plain(Page::Ways(index), "Ways through the story")
        });
    }
    entries
}

fn plain(page: Page, title: &str) -> Entry {
    Entry {
        page,
        title: title.to_owned(),
        heading: None,
        shares: Vec::new(),
        told: String::new(),
    }
}

fn asked(page: Page, question: &Question, heading: Option<String>) -> Entry {
    Entry {
        page,
        title: question.title.clone(),
        heading,
        shares: of_tallies(&question.answers),
        told: question.shares_in_words(),
    }
}

pub(super) fn of_tallies(tallies: &[Tally]) -> Vec<Share> {
    let share = |tally: &Tally| Share {
        number: tally.n_runs,
        historical: tally.historical,
    };
    tallies.iter().map(share).collect()
}

/// The page so many further on; the first follows the last.
pub(super) fn turned(entries: &[Entry], page: Page, back: bool) -> Page {
    let at = entries.iter().position(|entry| entry.page == page);
    let last = entries.len().saturating_sub(1);
    let to = match (at, back) {
        (None, _) => 0,
        (Some(0), true) => last,
        (Some(at), true) => at - 1,
        (Some(at), false) if at == last => 0,
        (Some(at), false) => at + 1,
    };
    entries.get(to).map_or(Page::Overview, |entry| entry.page)
}

/// Whether the page is still one of them.
pub(super) fn has(entries: &[Entry], page: Page) -> bool {
    entries.iter().any(|entry| entry.page == page)
}

/// What came of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Came {
    /// Nothing.
    None,
    /// The keyboard went to another page.
    Looked(Page),
    /// A page was pressed.
    Took(Page),
}

/// What the list remembers.
#[derive(Default)]
pub(super) struct ListLocal {
    /// The page that was last brought into sight.
    seen: Option<Page>,
    /// Whether the list had the keyboard when it was last drawn.
    has_keys: bool,
}

impl ListLocal {
    /// Whether the arrows belong to the list.
    pub(super) fn has_keys(&self) -> bool {
        self.has_keys
    }
}

/// The width of a row's bar, and its height.
const BAR: (f32, f32) = (116.0, 14.0);

/// Draws the list into the room; `open` is the page that is shown.
pub(super) fn list_ui(
    ui: &mut Ui,
    theme: &Theme,
    entries: &[Entry],
    open: Page,
    local: &mut ListLocal,
) -> Came {
    let group = Id::new("pages of the class");
    let id_of = |page: Page| group.with(page);
    // Tab comes to the page that is open, and not to the one it once came to.
    ui.data_mut(|data| data.insert_temp(group, id_of(open)));
    if local.has_keys {
        let moved = local.seen.is_some_and(|seen| seen != open);
        if moved {
            ui.memory_mut(|memory| memory.request_focus(id_of(open)));
        }
    }
    let places: Vec<(Id, egui::Pos2)> = (0_u16..)
        .zip(entries)
        .map(|(index, entry)| (id_of(entry.page), pos2(0.0, f32::from(index) * 40.0)))
        .collect();
    let roving = Roving::of(ui, group, Enter::ByTab, &places);
    let mut came = Came::None;
    local.has_keys = false;
    ScrollArea::vertical()
        .id_salt("pages")
        .auto_shrink(false)
        .show(ui, |ui| {
            scroll_by_keys(ui);
            // Room for the bar of the open page and the frame round it.
            let inner = ui.available_rect_before_wrap();
            let inner = inner.with_min_x(inner.left() + spacing::S5);
            ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
                beside_the_bar(ui, |ui| {
                    for entry in entries {
                        if let Some(heading) = &entry.heading {
                            ui.add_space(spacing::S2);
                            text::text_ui(ui, theme, Type::Label, theme.palette.ink, heading);
                            ui.add_space(spacing::S1);
                        }
                        let row = Row {
                            entry,
                            id: id_of(entry.page),
                            is_open: entry.page == open,
                            seen: local.seen == Some(entry.page),
                        };
                        match row_ui(ui, theme, &roving, &row, local) {
                            Came::None => {}
                            other => came = other,
                        }
                    }
                    ui.add_space(spacing::S5);
                });
            });
        });
    local.seen = Some(open);
    came
}

struct Row<'a> {
    entry: &'a Entry,
    id: Id,
    is_open: bool,
    seen: bool,
}

fn row_ui(
    ui: &mut Ui,
    theme: &Theme,
    roving: &Roving,
    row: &Row<'_>,
    local: &mut ListLocal,
) -> Came {
    let palette = &theme.palette;
    let entry = row.entry;
    let width = ui.available_width();
    let bar = vec2(BAR.0.min(width * 0.4), BAR.1);
    let has_bar = entry.shares.iter().any(|share| share.number > 0);
    let beside = if has_bar { bar.x + spacing::S3 } else { 0.0 };
    let ink = if row.is_open {
        palette.on_select
    } else {
        palette.ink
    };
    let words = text::lay(ui, theme, Type::Sans, ink, &entry.title, width - beside);
    let size = vec2(width, (words.size().y + 11.0).max(36.0));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let sense = roving.sense(ui, row.id);
    let response = ui
        .interact(rect, row.id, sense)
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        let name = match entry.told.as_str() {
            "" => entry.title.clone(),
            told => format!("{}: {told}", entry.title),
        };
        WidgetInfo::selected(WidgetType::SelectableLabel, true, row.is_open, name)
    });
    tell::tab(&response, row.is_open);
    roving.drawn(ui, &response);
    let plane = rect.expand2(vec2(spacing::OVERHANG, 0.0));
    let painter = ui.painter();
    if row.is_open {
        shapes::cut_bar(painter, plane, palette.select);
    } else if response.hovered() {
        shapes::plane(painter, plane, palette.low);
    }
    words.paint(
        painter,
        pos2(rect.left(), rect.center().y - words.size().y / 2.0),
    );
    if has_bar {
        let corner = pos2(rect.right() - bar.x, rect.center().y - bar.y / 2.0);
        let ground = match row.is_open {
            true => Ground::Selected,
            false => Ground::Sheet,
        };
        let bar = Rect::from_min_size(corner, bar);
        shares(painter, theme, bar, &entry.shares, ground);
    }
    if row.is_open && !row.seen {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        local.has_keys = true;
        shapes::cut_frame(painter, plane, 4.0, theme.focus());
    }
    if response.clicked() {
        Came::Took(entry.page)
    } else if response.has_focus() && !row.is_open {
        Came::Looked(entry.page)
    } else {
        Came::None
    }
}

/// The question on a page, if there is one on it.
pub(super) fn question(class: &Class, page: Page) -> Option<&Question> {
    match page {
        Page::TurningPoint(at) => class.turning_points.get(at),
        Page::Decision(at) => class.decisions.get(at),
        Page::Overview | Page::Endings(_) | Page::Ways(_) => None,
    }
}
