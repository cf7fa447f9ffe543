//! What is wrong with a scenario, where, and what to do: collected as values, shown by others.
//!
//! Nothing is printed here. `check`, the window and the tests all use the same
//! [`Diagnostic`]; [`render()`] turns it into text with the source beside it.

mod code;
mod render;

use std::ops::Range;

pub use code::{Code, Severity};
pub use render::{Brief, Style, brief, render, render_all, to_json};

/// One problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Which kind of problem; tests and documents refer to it.
    pub code: Code,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where.
    pub primary: Option<Label>,
    /// Other places that matter, such as the first use of a repeated id.
    pub related: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
}

/// A place in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The file, relative to the scenario's folder, with forward slashes.
    pub file: String,
    /// Bytes of the file's text; `None` if only the file is known.
    pub range: Option<Range<usize>>,
    /// What is at this place.
    pub text: String,
}

impl Diagnostic {
    /// A problem with nothing but its message yet.
    #[must_use]
    pub fn of(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            primary: None,
            related: Vec::new(),
            help: None,
        }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, file: &str, range: Option<Range<usize>>, text: impl Into<String>) -> Self {
        self.primary = Some(Label {
            file: file.to_owned(),
            range,
            text: text.into(),
        });
        self
    }

    /// Points at another place too.
    #[must_use]
    pub fn also(mut self, label: Label) -> Self {
        self.related.push(label);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether it stops the scenario from being played.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

/// How many problems of one file are kept; a last one says how many more there were.
pub const MOST_PER_FILE: usize = 50;

/// How many problems of one file are counted: a hostile scenario could have millions.
pub const MOST_COUNTED: usize = 200;

/// Sorts by file, position and code, and keeps at most [`MOST_PER_FILE`] of each file.
pub fn sort_and_cap(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let key = |item: &Diagnostic| (start(item), item.code);
        file(a)
            .cmp(file(b))
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();

    let mut kept: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    let mut of_file = (String::new(), 0_usize);
    for diagnostic in diagnostics.drain(..) {
        if file(&diagnostic) != of_file.0 {
            close_file(&mut kept, &of_file);
            of_file = (file(&diagnostic).to_owned(), 0);
        }
        of_file.1 += 1;
        if of_file.1 <= MOST_PER_FILE {
            kept.push(diagnostic);
        }
    }
    close_file(&mut kept, &of_file);
    *diagnostics = kept;
}

fn file(diagnostic: &Diagnostic) -> &str {
    diagnostic
        .primary
        .as_ref()
        .map_or("", |label| label.file.as_str())
}

fn start(diagnostic: &Diagnostic) -> usize {
    diagnostic
        .primary
        .as_ref()
        .and_then(|label| label.range.as_ref())
        .map_or(0, |range| range.start)
}

fn close_file(kept: &mut Vec<Diagnostic>, (file, count): &(String, usize)) {
    let more = count.saturating_sub(MOST_PER_FILE);
    if more > 0 {
        let at_least = if *count < MOST_COUNTED {
            ""
        } else {
            "at least "
        };
        kept.push(
            Diagnostic::of(
                Code::AndMore,
                format!("and {at_least}{more} more in this file"),
            )
            .at(file, None, "")
            .help("mend the first ones and check again"),
        );
    }
}

/// Ids and other short texts are quoted up to here.
const LONGEST_QUOTED: usize = 64;

/// A text in backticks, cut short if it is no name but half a book.
#[must_use]
pub fn quoted(written: &str) -> String {
    match written.char_indices().nth(LONGEST_QUOTED) {
        Some((end, _)) => format!("`{}…`", written.get(..end).unwrap_or("")),
        None => format!("`{written}`"),
    }
}

/// "did you mean `x`?" for the nearest of `known`, if one is near enough to be a slip.
#[must_use]
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, known).map(|name| format!("did you mean `{name}`?"))
}

/// The nearest of `known`, if one is near enough to be a slip.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // The distance takes time and room by the product of the lengths.
    let length = |text: &str| text.chars().take(LONGEST_QUOTED + 1).count();
    let n_written = length(written);
    if n_written > LONGEST_QUOTED {
        return None;
    }
    known
        .into_iter()
        .filter_map(|name| {
            let n_name = length(name);
            let most = 1.max(n_name / 3);
            if n_name > LONGEST_QUOTED || n_name.abs_diff(n_written) > most {
                return None;
            }
            let distance = strsim::damerau_levenshtein(written, name);
            (distance <= most).then_some((distance, name))
        })
        .min()
        .map(|(_, name)| name)
}
