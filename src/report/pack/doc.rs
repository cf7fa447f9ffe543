//! The parts a pack is made of, before it is set as a page or as lines.

use crate::model::{EntryKind, Link, Prose, Scenario, SourceId};

/// A part of the pack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Block {
    /// A chapter of the pack.
    Chapter {
        /// Where the list of contents leads.
        id: &'static str,
        /// The heading.
        title: String,
    },
    /// A part of a chapter.
    Heading(String),
    /// A paragraph.
    Text(Rich),
    /// A paragraph in small type.
    Note(Rich),
    /// A list; its items in any order.
    List(Vec<Rich>),
    /// A list whose items are counted.
    Counted(Vec<Rich>),
    /// A table.
    Table(Table),
    /// Parts that stay on one sheet, under a heading of their own.
    Card(String, Vec<Block>),
    /// Parts that begin a new sheet.
    Sheet(Vec<Block>),
}

/// A table; the first cell of a row is its heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Table {
    /// What it shows.
    pub(super) caption: String,
    /// The columns' headings.
    pub(super) head: Vec<&'static str>,
    /// The columns' widths in hundredths.
    pub(super) widths: Vec<u8>,
    /// The rows, each with the anchor that links lead to, if any.
    pub(super) rows: Vec<(Option<String>, Vec<Rich>)>,
    /// Rows to write in, after the others.
    pub(super) n_empty: usize,
}

/// A line of text with style and links.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Rich(pub(super) Vec<Bit>);

/// Words in one style.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Bit {
    /// The words.
    pub(super) text: String,
    /// In italics.
    pub(super) emphasis: bool,
    /// In bold.
    pub(super) strong: bool,
    /// The anchor they lead to, on the same page.
    pub(super) to: Option<String>,
}

impl Rich {
    /// Words without style.
    pub(super) fn of(text: impl Into<String>) -> Self {
        Self::default().and(text)
    }

    /// The same with words after it.
    pub(super) fn and(mut self, text: impl Into<String>) -> Self {
        self.0.push(Bit {
            text: text.into(),
            ..Bit::default()
        });
        self
    }

    /// The same with bold words after it.
    pub(super) fn strong(mut self, text: impl Into<String>) -> Self {
        self.0.push(Bit {
            text: text.into(),
            strong: true,
            ..Bit::default()
        });
        self
    }

    /// The same with another line after it.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Prose on one line, its links leading to what the pack holds.
    pub(super) fn prose(scenario: &Scenario, prose: &Prose) -> Self {
        let mut rich = Self::default();
        for (index, paragraph) in prose.paragraphs.iter().enumerate() {
            if index > 0 {
                rich = rich.and(" ");
            }
            rich.0.extend(paragraph.spans.iter().map(|span| Bit {
                text: span.text.clone(),
                emphasis: span.emphasis,
                strong: span.strong,
                to: span.link.and_then(|link| anchor(scenario, link)),
            }));
        }
        rich
    }

    /// The same with the numbers of sources after it.
    pub(super) fn cite(mut self, scenario: &Scenario, sources: &[SourceId]) -> Self {
        for source in sources {
            self.0.push(Bit {
                text: " ".to_owned(),
                ..Bit::default()
            });
            self.0.push(Bit {
                text: format!("[{}]", source.index() + 1),
                to: Some(format!("source-{}", scenario[*source].key)),
                ..Bit::default()
            });
        }
        self
    }

    /// The words alone.
    pub(super) fn plain(&self) -> String {
        self.0.iter().map(|bit| bit.text.as_str()).collect()
    }
}

/// Where the pack tells of what a link leads to; `None` if it does not.
fn anchor(scenario: &Scenario, link: Link) -> Option<String> {
    let Link::Entry(id) = link else { return None };
    let entry = &scenario[id];
    let told = matches!(entry.kind, EntryKind::Term | EntryKind::Misconception);
    told.then(|| format!("entry-{}", entry.key))
}

/// Prose as lines of a list.
pub(super) fn proses(scenario: &Scenario, proses: &[Prose]) -> Vec<Rich> {
    proses
        .iter()
        .map(|prose| Rich::prose(scenario, prose))
        .collect()
}

/// Prose as paragraphs.
pub(super) fn paragraphs(scenario: &Scenario, prose: &Prose, blocks: &mut Vec<Block>) {
    for paragraph in &prose.paragraphs {
        let one = Prose {
            paragraphs: vec![paragraph.clone()],
        };
        blocks.push(Block::Text(Rich::prose(scenario, &one)));
    }
}

/// "45 minutes", "1 hour 30 minutes".
pub(super) fn minutes(n: u16) -> String {
    let (hours, rest) = (n / 60, n % 60);
    let hour = if hours == 1 { "hour" } else { "hours" };
    match (hours, rest) {
        (0, 1) => "1 minute".to_owned(),
        (0, _) => format!("{rest} minutes"),
        (_, 0) => format!("{hours} {hour}"),
        _ => format!("{hours} {hour} {rest} minutes"),
    }
}
