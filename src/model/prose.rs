//! Prose as paragraphs of styled spans, ready for any front end to set.

use super::id::{EntryId, EventId, PlaceId};

/// A text of one or more paragraphs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Prose {
    /// In reading order.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Paragraph {
    /// In reading order; neighbouring spans differ in style or link.
    pub spans: Vec<Span>,
}

/// A run of text in one style.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Set in italics.
    pub emphasis: bool,
    /// Set in bold.
    pub strong: bool,
    /// What the words can be asked about.
    pub link: Option<Link>,
}

/// What a name in the prose leads to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Link {
    /// A place of the map.
    Place(PlaceId),
    /// A person, term or misconception.
    Entry(EntryId),
    /// A dated event.
    Event(EventId),
}

impl Prose {
    /// The words alone, paragraphs parted by an empty line.
    #[must_use]
    pub fn plain(&self) -> String {
        let texts: Vec<String> = self.paragraphs.iter().map(Paragraph::plain).collect();
        texts.join("\n\n")
    }

    /// How many words a reader reads.
    #[must_use]
    pub fn words(&self) -> usize {
        self.paragraphs.iter().map(Paragraph::words).sum()
    }

    /// Every link, in reading order.
    pub fn links(&self) -> impl Iterator<Item = (Link, &str)> {
        self.paragraphs
            .iter()
            .flat_map(|paragraph| &paragraph.spans)
            .filter_map(|span| Some((span.link?, span.text.as_str())))
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words() == 0
    }
}

impl Paragraph {
    /// The words alone.
    #[must_use]
    pub fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    fn words(&self) -> usize {
        self.plain()
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .count()
    }
}
