//! From a file's text to its raw form, with RON's complaint turned into a diagnostic.

use std::ops::Range;

use ron::error::{Error, Position, SpannedError};
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use super::locate::{Tree, Unclosed, skip_blank, unclosed};
use crate::diagnostics::{Code, Diagnostic, did_you_mean, quoted};

/// Nesting deeper than this is refused; scenes need about ten levels.
const DEEPEST: usize = 64;

/// The one way RON is read in this program.
pub(super) fn options() -> ron::Options {
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .with_recursion_limit(DEEPEST)
}

/// Reads one file. `None` after reporting what is wrong.
pub(super) fn parse<T: DeserializeOwned>(
    file: &str,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    if text.trim().is_empty() {
        let least = match file.rsplit('/').next() {
            Some("scenario.ron") => "Scenario(…)",
            Some("places.ron") => "Places(…)",
            Some("sky.ron") => "Sky()",
            Some("role.ron") => "Role(…)",
            Some("teaching.ron") => "Teaching(…)",
            _ => "[]",
        };
        diagnostics.push(
            Diagnostic::of(Code::EmptyFile, "this file is empty")
                .at(file, None, "")
                .help(format!("write at least `{least}`")),
        );
        return None;
    }
    match options().from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            diagnostics.push(explain(file, text, &error));
            None
        }
    }
}

/// RON's complaint in the words of this format.
fn explain(file: &str, text: &str, error: &SpannedError) -> Diagnostic {
    let place = Place::of(text, error);
    let at = |code: Code, message: String, label: &str| {
        Diagnostic::of(code, message).at(file, Some(place.range.clone()), label)
    };
    let wrong = |wanted: &str| {
        let found = place.found();
        let message = format!("expected {wanted}, found {found}");
        at(Code::WrongType, message, &format!("this is {found}"))
    };
    match &error.code {
        Error::Eof | Error::ExpectedStringEnd | Error::UnclosedBlockComment => {
            unfinished(file, text, &place)
        }
        _ if place.at_end => unfinished(file, text, &place),
        Error::NoSuchStructField { .. }
        | Error::MissingStructField { .. }
        | Error::DuplicateStructField { .. } => explain_field(file, text, &place, &error.code),
        Error::NoSuchEnumVariant {
            expected, found, ..
        } => at(
            Code::UnknownVariant,
            format!("unknown word {}", quoted(found)),
            "not known here",
        )
        .help(
            did_you_mean(found, expected.iter().copied())
                .unwrap_or_else(|| format!("write one of {}", list(expected))),
        ),
        Error::ExceededRecursionLimit => at(
            Code::TooDeep,
            format!("values nested more than {DEEPEST} deep"),
            "here it gets too deep",
        )
        .help("nest less: a flag can stand for a part of the condition"),
        Error::InvalidValueForType { expected, found } => at(
            Code::WrongType,
            format!("expected {expected}, found {found}"),
            "wrong kind of value",
        ),
        Error::ExpectedString if place.is_curly() => at(
            Code::Syntax,
            "expected a text in quotation marks, found curly ones".to_owned(),
            "a quotation mark of print",
        )
        .help("put straight ones around the text: `\"…\"`; curly ones may stand inside"),
        Error::ExpectedString => wrong("a text in quotation marks"),
        Error::ExpectedInteger => wrong("a whole number"),
        Error::ExpectedFloat => wrong("a number"),
        Error::ExpectedBoolean => wrong("`true` or `false`"),
        Error::ExpectedArray => {
            wrong("a list").help("put square brackets around it, even around a single one: `[…]`")
        }
        Error::ExpectedStructLike => wrong("something in round brackets"),
        Error::ExpectedNamedStructLike("") => wrong("something in round brackets"),
        Error::ExpectedNamedStructLike(name) => wrong(&format!("`{name}(…)`")),
        Error::ExpectedDifferentStructName {
            expected, found, ..
        } => at(
            Code::WrongType,
            format!("expected `{expected}(…)`, found {}", quoted(found)),
            "another kind of thing",
        )
        .help(format!("write `{expected}(…)`")),
        Error::ExpectedDifferentLength { expected, found } => {
            let n = expected
                .split(' ')
                .find(|word| word.parse::<usize>().is_ok());
            at(
                Code::WrongType,
                format!(
                    "expected {} values in these brackets, found {found}",
                    n.unwrap_or("more")
                ),
                "one is missing before this",
            )
        }
        Error::IntegerOutOfBounds => at(
            Code::OutOfRange,
            "this number is too large or too small".to_owned(),
            "out of range",
        ),
        _ => explain_sign(&at, &error.code),
    }
}

/// Signs between values: commas, colons, brackets.
fn explain_sign(at: &dyn Fn(Code, String, &str) -> Diagnostic, error: &Error) -> Diagnostic {
    let syntax = |message: &str, label: &str| at(Code::Syntax, message.to_owned(), label);
    match error {
        Error::ExpectedComma => syntax("expected a comma", "a comma is missing before this")
            .help("if it is there, a quotation mark is missing further up"),
        Error::ExpectedMapColon => syntax("expected a colon", "a colon is missing before this"),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => syntax(
            "expected `)`",
            "too much, or a bracket is missing before this",
        ),
        Error::ExpectedArrayEnd => syntax(
            "expected `]`",
            "too much, or a bracket is missing before this",
        ),
        Error::ExpectedIdentifier => syntax("expected a name", "no name can begin like this"),
        Error::TrailingCharacters => syntax(
            "something stands behind the end",
            "the file's one value has ended before this",
        )
        .help("take it away, or put it inside the brackets"),
        other => syntax(&lower(&other.to_string()), "here"),
    }
}

fn explain_field(file: &str, text: &str, place: &Place<'_>, error: &Error) -> Diagnostic {
    let of = |outer: &Option<String>| {
        outer
            .as_deref()
            .map_or(String::new(), |name| format!(" of `{name}`"))
    };
    let at = |code: Code, message: String, label: &str| {
        Diagnostic::of(code, message).at(file, Some(place.range.clone()), label)
    };
    match error {
        Error::NoSuchStructField {
            expected,
            found,
            outer,
        } => at(
            Code::UnknownField,
            format!("unknown field {}{}", quoted(found), of(outer)),
            "there is no such field",
        )
        .help(
            did_you_mean(found, expected.iter().copied())
                .unwrap_or_else(|| format!("the fields are {}", list(expected))),
        ),
        Error::MissingStructField { field, outer } => {
            let whose = Tree::of(text).around(text, place.range.start);
            Diagnostic::of(
                Code::MissingField,
                format!("missing field `{field}`{}", of(outer)),
            )
            .at(
                file,
                Some(whose.unwrap_or_else(|| place.range.clone())),
                format!("this one has no `{field}`"),
            )
            .help(format!("add `{field}: …`"))
        }
        Error::DuplicateStructField { field, outer } => at(
            Code::Syntax,
            format!("field `{field}`{} is written twice", of(outer)),
            "the second time",
        )
        .help("keep one of them"),
        other => at(Code::Syntax, lower(&other.to_string()), "here"),
    }
}

/// A file that stops in the middle of something.
fn unfinished(file: &str, text: &str, place: &Place<'_>) -> Diagnostic {
    let from = |at: usize| text.get(at..).unwrap_or("");
    let (message, range, help) = match unclosed(text) {
        Some(Unclosed::Bracket(open)) => {
            let close = match from(open).chars().next() {
                Some('[') => "]",
                Some('{') => "}",
                _ => ")",
            };
            (
                "a bracket is never closed",
                open..open + 1,
                format!("write `{close}` behind the last thing that belongs inside"),
            )
        }
        Some(Unclosed::Comment(open)) => (
            "a comment is never closed",
            open..open + 2,
            "write `*/` where it ends".to_owned(),
        ),
        Some(Unclosed::Text(open)) => {
            let mark = from(open).find('"').map_or(1, |quote| quote + 1);
            let close: String = from(open)
                .get(..mark)
                .unwrap_or("\"")
                .chars()
                .rev()
                .collect();
            let help = format!("write `{}` where it ends", close.trim_end_matches('r'));
            ("a text is never closed", open..open + mark, help)
        }
        None => (
            "the file ends in the middle of something",
            place.range.clone(),
            "something is missing at its end".to_owned(),
        ),
    };
    let label = if range == place.range {
        "the end"
    } else {
        "opened here"
    };
    Diagnostic::of(Code::Syntax, message)
        .at(file, Some(range), label)
        .help(help)
}

/// Where the reader stood when it gave up.
struct Place<'a> {
    /// What stands there.
    written: &'a str,
    /// Its bytes; never empty unless the text is.
    range: Range<usize>,
    /// Whether nothing but white space follows.
    at_end: bool,
}

impl<'a> Place<'a> {
    fn of(text: &'a str, error: &SpannedError) -> Self {
        let from = byte_offset(text, error.span.start);
        let to = byte_offset(text, error.span.end).max(from);
        // The white space before a value is no part of it.
        let start = skip_blank(text, from);
        let range = match text.get(start..to) {
            Some(read) if !read.is_empty() => start..start + read.trim_end().len(),
            _ => token_at(text, to),
        };
        Self {
            written: text.get(range.clone()).unwrap_or(""),
            at_end: start >= text.len(),
            range,
        }
    }

    fn is_curly(&self) -> bool {
        self.written.starts_with(['“', '”', '„', '‘', '’', '«'])
    }

    /// What stands there, in words.
    fn found(&self) -> String {
        match self.written.chars().next() {
            None => "nothing".to_owned(),
            Some('"') => "a text".to_owned(),
            Some('[') => "a list".to_owned(),
            Some('(') => "a round bracket".to_owned(),
            Some(c) if c.is_ascii_digit() || matches!(c, '-' | '+') => "a number".to_owned(),
            Some(_) => quoted(self.written),
        }
    }
}

/// The word, number, text or sign at a byte; the last one if nothing follows.
fn token_at(text: &str, at: usize) -> Range<usize> {
    let start = skip_blank(text, at);
    let rest = text.get(start..).unwrap_or("");
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.');
    let length = match rest.chars().next() {
        None => {
            let before = text.trim_end();
            let last = before.chars().next_back().map_or(0, char::len_utf8);
            return before.len() - last..before.len();
        }
        Some('"') => {
            let line = rest.lines().next().unwrap_or(rest);
            line.get(1..)
                .and_then(|inside| inside.find('"'))
                .map_or(line.len(), |end| end + 2)
        }
        Some(c) if is_word(c) => rest.find(|c: char| !is_word(c)).unwrap_or(rest.len()),
        Some(c) => c.len_utf8(),
    };
    start..start + length
}

fn list(names: &[&'static str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

fn lower(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string());
    let text = first.unwrap_or_default() + letters.as_str();
    text.trim_end_matches('.').to_owned()
}

/// RON counts lines and characters from 1; labels need bytes.
fn byte_offset(text: &str, at: Position) -> usize {
    let line_start: usize = text
        .split_inclusive('\n')
        .take(at.line.saturating_sub(1))
        .map(str::len)
        .sum();
    let line = text.get(line_start..).unwrap_or("");
    line.char_indices()
        .nth(at.col.saturating_sub(1))
        .map_or(text.len(), |(offset, _)| line_start + offset)
}
