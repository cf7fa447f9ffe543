//! The steps of a page, in order: one thing at a time.

use bevy_egui::egui;
use egui::{Id, Rect, Ui};

use std::sync::Arc;

use super::{Room, paging};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::prose::{Setting, prose_height};
use crate::gui::widgets::text;
use crate::model::Prose;
use crate::playthrough::{AfterView, EndView, PageView, RecordView, SceneView};
use crate::rules::fnv1a;

/// One step.
pub(super) enum Step<'a> {
    /// When and where, on the picture.
    Card(Card<'a>),
    /// A part of a text.
    Part(Part<'a>),
    /// What can be decided, and the hands for it.
    Question(&'a SceneView),
    /// What moved.
    Moved(&'a AfterView),
    /// What the room, the run and the record did.
    Done(&'a AfterView),
    /// The run is over.
    Close(&'a EndView),
}

/// A title.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Card<'a> {
    /// The line over it.
    pub(super) label: &'a str,
    pub(super) title: &'a str,
    /// Whether a chapter begins with it.
    pub(super) chapter: bool,
}

/// What a text is, which decides how it is set.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind<'a> {
    /// Fiction.
    Story,
    /// News; what it is printed on.
    News(&'a str),
    /// What is recorded.
    Record(&'a RecordView),
}

/// A part of a text that fits the screen.
pub(super) struct Part<'a> {
    pub(super) kind: Kind<'a>,
    /// A line over the first part; may be empty.
    pub(super) head: &'a str,
    pub(super) text: Prose,
    /// Whether it is the text's first part, and its last.
    pub(super) first: bool,
    pub(super) last: bool,
}

/// Every step of the open page.
pub(super) fn steps<'a>(ui: &Ui, room: &'a Room<'_>, column: Rect) -> Vec<Step<'a>> {
    let mut steps = Vec::new();
    let top = &room.view.top;
    let parts = |steps: &mut Vec<Step<'a>>, kind: Kind<'a>, head: &'a str, prose: &Prose| {
        steps.extend(parts(ui, &room.large, kind, head, prose, column));
    };
    match &room.view.page {
        PageView::Scene(scene) => match (&scene.opening, room.opening) {
            (Some(chapter), true) => {
                steps.push(Step::Card(Card {
                    label: &chapter.span,
                    title: &chapter.title,
                    chapter: true,
                }));
                parts(&mut steps, Kind::Story, &chapter.number, &chapter.text);
            }
            _ => {
                steps.push(Step::Card(Card {
                    label: &top.place_name,
                    title: &scene.title,
                    chapter: false,
                }));
                for news in &top.dispatches {
                    let head = news.head.as_deref().unwrap_or(&news.from);
                    parts(&mut steps, Kind::News(news.kind.word()), head, &news.text);
                }
                parts(&mut steps, Kind::Story, "", &scene.text);
                steps.push(Step::Question(scene));
            }
        },
        PageView::After(after) => {
            parts(&mut steps, Kind::Story, &after.chosen, &after.text);
            if !after.moved.is_empty() {
                steps.push(Step::Moved(after));
            }
            steps.push(Step::Done(after));
            for record in &after.records {
                parts(
                    &mut steps,
                    Kind::Record(record),
                    &record.title,
                    &record.text,
                );
            }
        }
        PageView::End(end) => {
            steps.push(Step::Card(Card {
                label: &top.role,
                title: &end.title,
                chapter: false,
            }));
            parts(&mut steps, Kind::Story, "", &end.text);
            let mut statements = Prose::default();
            for statement in &end.statements {
                statements
                    .paragraphs
                    .extend(statement.paragraphs.iter().cloned());
            }
            if !statements.paragraphs.is_empty() {
                parts(&mut steps, Kind::Story, "Afterwards", &statements);
            }
            steps.push(Step::Close(end));
        }
    }
    steps
}

/// How a kind of text is set.
pub(super) fn setting(theme: &Theme, kind: Kind<'_>) -> Setting {
    match kind {
        Kind::Story | Kind::News(_) => Setting::fiction(theme),
        Kind::Record(_) => Setting::record(theme),
    }
}

/// The height of what stands above a text of this kind.
pub(super) fn head_height(ui: &Ui, theme: &Theme, kind: Kind<'_>, head: &str, width: f32) -> f32 {
    match kind {
        Kind::Story if head.is_empty() => 0.0,
        Kind::Story => {
            let ink = theme.palette.ink;
            let laid = text::lay(ui, theme, Type::Choice, ink, head, width);
            laid.size().y + spacing::S4
        }
        Kind::News(_) => theme.line(Type::Label) + theme.line(Type::Heading) + spacing::S4,
        Kind::Record(_) => theme.line(Type::Label) + theme.line(Type::Subheading) + spacing::S4,
    }
}

/// A text in parts that fit the column below their heads. Cutting it takes measuring it many
/// times, so what was cut is kept as long as nothing about it changes.
fn parts<'a>(
    ui: &Ui,
    theme: &Theme,
    kind: Kind<'a>,
    head: &'a str,
    prose: &Prose,
    column: Rect,
) -> Vec<Step<'a>> {
    let setting = setting(theme, kind);
    let indent = match kind {
        Kind::Record(_) => super::reading::SPINE,
        Kind::Story | Kind::News(_) => 0.0,
    };
    let width = column.width() - indent;
    let room = column.height() - head_height(ui, theme, kind, head, width);
    let look = format!("{:?} {:?} {:?}", theme.face, theme.spacing, theme.letters);
    let measures = (
        width.to_bits(),
        room.to_bits(),
        theme.text_percent,
        setting.style as u8,
    );
    let words = fnv1a(&[prose.plain().as_bytes()]);
    let id = Id::new(("parts", words, measures, look));
    let known: Option<Arc<Vec<Prose>>> = ui.data(|data| data.get_temp(id));
    let pages = known.unwrap_or_else(|| {
        let height = |page: &Prose| prose_height(ui, theme, page, setting, width);
        let pages = Arc::new(paging::pages(prose, room, &height));
        ui.data_mut(|data| data.insert_temp(id, Arc::clone(&pages)));
        pages
    });
    let last = pages.len().saturating_sub(1);
    let part = |(index, text): (usize, &Prose)| {
        Step::Part(Part {
            kind,
            head,
            text: text.clone(),
            first: index == 0,
            last: index == last,
        })
    };
    pages.iter().enumerate().map(part).collect()
}
