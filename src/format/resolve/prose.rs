//! CommonMark to paragraphs: emphasis, strong and links to the codex, nothing else.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::names::Table;
use super::{At, Resolver};
use crate::diagnostics::{Code, quoted};
use crate::model::{EntryId, EventId, Link, Paragraph, PlaceId, Prose, Span};

impl Resolver<'_> {
    /// Reads prose, reporting markup it cannot have and links that lead nowhere.
    pub(super) fn prose(&mut self, written: &str, at: &At<'_>) -> Prose {
        // Authors indent their text to fit the file; CommonMark would take that for code.
        let lines: Vec<&str> = written.lines().map(str::trim).collect();
        let text = lines.join("\n");
        let mut prose = Prose::default();
        let mut style = Span::default();
        // Emphasis can stand inside emphasis, and ends where the outer one does.
        let (mut n_emphasis, mut n_strong) = (0_usize, 0_usize);
        for (event, range) in Parser::new_ext(&text, Options::empty()).into_offset_iter() {
            match event {
                Event::Start(Tag::Paragraph) => prose.paragraphs.push(Paragraph::default()),
                Event::Start(Tag::Emphasis) => n_emphasis += 1,
                Event::Start(Tag::Strong) => n_strong += 1,
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let words = format!("({dest_url}");
                    style.link = self.link(&dest_url, at, &words);
                }
                Event::End(TagEnd::Emphasis) => n_emphasis = n_emphasis.saturating_sub(1),
                Event::End(TagEnd::Strong) => n_strong = n_strong.saturating_sub(1),
                Event::End(TagEnd::Link) => style.link = None,
                Event::End(TagEnd::Paragraph) => {}
                Event::Text(words) => push(&mut prose, &style, &words),
                Event::SoftBreak | Event::HardBreak => push(&mut prose, &style, " "),
                other => {
                    let words = text
                        .get(range)
                        .and_then(|found| found.trim().lines().next());
                    self.markup(&other, at, words.unwrap_or(""));
                    return prose;
                }
            }
            style.emphasis = n_emphasis > 0;
            style.strong = n_strong > 0;
        }
        prose
    }

    fn markup(&mut self, event: &Event<'_>, at: &At<'_>, words: &str) {
        let what = match event {
            Event::Start(Tag::Heading { .. }) => "a heading",
            Event::Start(Tag::List(_) | Tag::Item) => "a list",
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => "code",
            Event::Start(Tag::BlockQuote(_)) => "a block quotation",
            Event::Start(Tag::Image { .. }) => "an image",
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => "HTML",
            Event::Rule => "a rule",
            _ => "markup",
        };
        let here = self.label_inside(at, words, "begins here");
        self.report_at(
            Code::Markup,
            here,
            format!("prose cannot hold {what}"),
            "use paragraphs, *emphasis*, **strong** and [links](place:id) only",
        );
    }

    /// A link's target: `place:`, `person:`, `term:`, `myth:` or `event:` and an id. `words`
    /// says how it is written in the text that `at` leads to.
    pub(super) fn link(&mut self, written: &str, at: &At<'_>, words: &str) -> Option<Link> {
        let (kind, id) = written.split_once(':').unwrap_or(("", written));
        let tables = std::mem::take(&mut self.tables);
        let mut find = |table: &Table| self.find_inside(table, id, at, words);
        let found = match kind {
            "place" => Some(Link::Place(PlaceId::at(find(&tables.places)))),
            "event" => Some(Link::Event(EventId::at(find(&tables.events)))),
            "person" | "term" | "myth" => Some(Link::Entry(EntryId::at(find(&tables.entries)))),
            _ => None,
        };
        self.tables = tables;
        if found.is_none() {
            let here = self.label_inside(at, words, "leads nowhere");
            self.report_at(
                Code::UnknownLink,
                here,
                format!("{} is no link target", quoted(written)),
                "write `place:`, `person:`, `term:`, `myth:` or `event:` and an id",
            );
        }
        found
    }
}

fn push(prose: &mut Prose, style: &Span, words: &str) {
    let Some(paragraph) = prose.paragraphs.last_mut() else {
        return;
    };
    match paragraph.spans.last_mut() {
        Some(last)
            if last.emphasis == style.emphasis
                && last.strong == style.strong
                && last.link == style.link =>
        {
            last.text.push_str(words);
        }
        _ => paragraph.spans.push(Span {
            text: words.to_owned(),
            ..style.clone()
        }),
    }
}
