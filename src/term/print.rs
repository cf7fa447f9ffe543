//! Text onto the output: wrapped, parted by empty lines, and nothing but text.
//!
//! No colour, no cursor movement, no drawn rules: what is written here is read by eye in
//! a terminal, aloud by a screen reader, and line by line by a test. Control characters
//! are dropped, because a scenario may come from a stranger and a terminal obeys them.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::model::Prose;

/// The output, and how wide it is.
pub(super) struct Printer<'a> {
    out: &'a mut dyn Write,
    /// Columns; `None` leaves wrapping to the reader's own program.
    width: Option<usize>,
    /// Whether the last line written was empty, or none was.
    at_gap: bool,
}

impl<'a> Printer<'a> {
    /// Writes to `out` in so many columns.
    pub(super) fn of(out: &'a mut dyn Write, width: Option<usize>) -> Self {
        Self {
            out,
            width,
            at_gap: true,
        }
    }

    /// An empty line, unless there is one already.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        if self.at_gap {
            return Ok(());
        }
        self.at_gap = true;
        self.out.write_all(b"\n")
    }

    /// A paragraph.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        self.write(text, "", "")
    }

    /// A paragraph moved to the right.
    pub(super) fn indented(&mut self, columns: usize, text: &str) -> io::Result<()> {
        let indent = " ".repeat(columns);
        self.write(text, &indent, &indent)
    }

    /// A line of a list without numbers; what does not fit stands further to the right.
    pub(super) fn entry(&mut self, text: &str) -> io::Result<()> {
        self.write(text, "  ", "    ")
    }

    /// A paragraph whose later lines stand under the first letter after `lead`.
    pub(super) fn item(&mut self, lead: &str, text: &str) -> io::Result<()> {
        let indent = " ".repeat(lead.chars().count());
        self.write(text, lead, &indent)
    }

    /// Prose, its paragraphs parted by empty lines.
    pub(super) fn prose(&mut self, columns: usize, prose: &Prose) -> io::Result<()> {
        for paragraph in &prose.paragraphs {
            self.gap()?;
            self.indented(columns, &paragraph.plain())?;
        }
        Ok(())
    }

    /// Everything so far is on its way to the reader.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn write(&mut self, text: &str, first: &str, later: &str) -> io::Result<()> {
        let text = readable(text);
        if text.trim().is_empty() {
            return Ok(());
        }
        self.at_gap = false;
        let Some(width) = self.width else {
            return writeln!(self.out, "{first}{}", text.replace('\n', " "));
        };
        let options = textwrap::Options::new(width)
            .initial_indent(first)
            .subsequent_indent(later);
        for line in textwrap::wrap(&text, options) {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// The text without what a terminal would obey or a reader would spell out.
fn readable(text: &str) -> Cow<'_, str> {
    let text = if text.contains(" · ") {
        Cow::Owned(text.replace(" · ", ", "))
    } else {
        Cow::Borrowed(text)
    };
    if text.chars().any(is_command) {
        Cow::Owned(text.chars().filter(|letter| !is_command(*letter)).collect())
    } else {
        text
    }
}

/// Control characters, and the marks that turn the direction of writing.
fn is_command(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (letter.is_control() && letter != '\n')
}

/// A span of time without its dash: "February 1917 to January 1918".
pub(super) fn span_in_words(span: &str) -> String {
    span.replace(" – ", " to ")
}

/// Words as a sentence: a capital first and a full stop last.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let mut made: String = letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default();
    if !made.is_empty() && !made.ends_with(['.', '!', '?', '…', '”']) {
        made.push('.');
    }
    made
}

/// "1 decision", "2 decisions".
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// "a, b and c".
pub(super) fn listed(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(width: Option<usize>, write: impl FnOnce(&mut Printer<'_>)) -> String {
        let mut bytes = Vec::new();
        write(&mut Printer::of(&mut bytes, width));
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn later_lines_stand_under_the_first() {
        let text = printed(Some(20), |out| {
            out.item("1. ", "Throw the belt and call out the shop")
                .unwrap();
        });
        assert_eq!(text, "1. Throw the belt\n   and call out the\n   shop\n");
    }

    #[test]
    fn without_a_width_a_paragraph_is_one_line() {
        let text = printed(None, |out| out.line(&"word ".repeat(100)).unwrap());
        assert_eq!(text.lines().count(), 1);
    }

    #[test]
    fn what_a_terminal_would_obey_is_dropped() {
        let text = printed(Some(78), |out| {
            out.line("\u{1b}[2Jquiet\u{7} \u{202e}night · late")
                .unwrap();
        });
        assert_eq!(text, "[2Jquiet night, late\n");
    }

    #[test]
    fn two_gaps_are_one() {
        let text = printed(Some(78), |out| {
            out.gap().unwrap();
            out.line("a").unwrap();
            out.gap().unwrap();
            out.gap().unwrap();
            out.line("b").unwrap();
        });
        assert_eq!(text, "a\n\nb\n");
    }

    #[test]
    fn a_sentence_ends_once() {
        assert_eq!(sentence("nothing to choose"), "Nothing to choose.");
        assert_eq!(sentence("Ready?"), "Ready?");
        assert_eq!(sentence(""), "");
    }
}
