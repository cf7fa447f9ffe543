//! From a file's text to its raw form, with RON's complaint turned into a diagnostic.

use std::ops::Range;

use ron::error::{Error, Position, SpannedError};
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use crate::diagnostics::{Code, Diagnostic, did_you_mean};

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
        diagnostics.push(
            Diagnostic::of(Code::EmptyFile, "this file is empty")
                .at(file, None, "")
                .help("write at least `[]`, or take the file away"),
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

fn explain(file: &str, text: &str, error: &SpannedError) -> Diagnostic {
    let range = byte_range(text, error.span.start, error.span.end);
    let at = |code: Code, message: String, label: &str| {
        Diagnostic::of(code, message).at(file, Some(range.clone()), label)
    };
    match &error.code {
        Error::NoSuchStructField {
            expected,
            found,
            outer,
        } => {
            let of = outer.as_deref().map_or(String::new(), |name| format!(" of `{name}`"));
            at(
                Code::UnknownField,
                format!("unknown field `{found}`{of}"),
                "there is no such field",
            )
            .help(
                did_you_mean(found, expected.iter().copied())
                    .unwrap_or_else(|| format!("the fields are {}", list(expected))),
            )
        }
        Error::MissingStructField { field, outer } => {
            let of = outer.as_deref().map_or(String::new(), |name| format!(" of `{name}`"));
            at(
                Code::MissingField,
                format!("missing field `{field}`{of}"),
                "it should stand before this",
            )
            .help(format!("add `{field}: …`"))
        }
        Error::NoSuchEnumVariant {
            expected,
            found,
            outer: _,
        } => at(
            Code::UnknownVariant,
            format!("unknown word `{found}`"),
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
        .help("split the condition with flags"),
        Error::InvalidValueForType { expected, found } => at(
            Code::WrongType,
            format!("expected {expected}, found {found}"),
            "wrong kind of value",
        ),
        Error::ExpectedDifferentStructName {
            expected, found, ..
        } => at(
            Code::WrongType,
            format!("expected `{expected}`, found `{found}`"),
            "another kind of thing",
        )
        .help(format!("write `{expected}(…)`")),
        Error::IntegerOutOfBounds => at(
            Code::OutOfRange,
            "this number is too large or too small".to_owned(),
            "out of range",
        ),
        other => at(Code::Syntax, lower(&other.to_string()), "here"),
    }
}

fn list(names: &[&'static str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

fn lower(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string());
    let text = first.unwrap_or_default() + letters.as_str();
    text.trim_end_matches('.').to_owned()
}

/// RON counts lines and characters from 1; labels need bytes.
pub(super) fn byte_range(text: &str, start: Position, end: Position) -> Range<usize> {
    let start = byte_offset(text, start);
    let end = byte_offset(text, end).max(start);
    // An empty range is widened to one character, so that there is something to underline.
    if start == end {
        let next = text
            .get(start..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        return start..start + next;
    }
    start..end
}

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
