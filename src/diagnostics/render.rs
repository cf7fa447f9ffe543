//! Diagnostics as a compiler shows them, and as lines of JSON.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Label, Severity};

/// Whether the text may carry terminal colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// Letters only.
    Plain,
    /// With colour escapes.
    Colour,
}

/// One diagnostic with its place in the source. `text_of` gives a file's text, if it was read.
#[must_use]
pub fn render<'a>(
    diagnostic: &Diagnostic,
    text_of: &dyn Fn(&str) -> Option<&'a str>,
    style: Style,
) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.id());
    let mut group: Group<'_> = Group::with_title(title);
    let labels = diagnostic
        .primary
        .iter()
        .map(|label| (AnnotationKind::Primary, label));
    let others = diagnostic
        .related
        .iter()
        .map(|label| (AnnotationKind::Context, label));
    // The labels of one file share one excerpt of it.
    let mut excerpts: Vec<Excerpt<'_>> = Vec::new();
    for (kind, label) in labels.chain(others) {
        let Some((text, range)) = placed(label, text_of) else {
            group = group.element(Origin::path(label.file.as_str()));
            continue;
        };
        let annotation = kind.span(range).label(label.text.as_str());
        match excerpts
            .iter_mut()
            .find(|excerpt| excerpt.path == label.file)
        {
            Some(excerpt) => excerpt.annotations.push(annotation),
            None => excerpts.push(Excerpt {
                path: &label.file,
                text,
                annotations: vec![annotation],
            }),
        }
    }
    for excerpt in excerpts {
        group = group.element(
            Snippet::source(excerpt.text)
                .path(excerpt.path)
                .annotations(excerpt.annotations),
        );
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    renderer.render(&[group])
}

/// What is shown of one file.
struct Excerpt<'a> {
    path: &'a str,
    text: &'a str,
    annotations: Vec<Annotation<'a>>,
}

/// All of them, parted by empty lines.
#[must_use]
pub fn render_all<'a>(
    diagnostics: &[Diagnostic],
    text_of: &dyn Fn(&str) -> Option<&'a str>,
    style: Style,
) -> String {
    let texts: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| render(diagnostic, text_of, style))
        .collect();
    texts.join("\n\n")
}

/// One JSON object for a program to read: code, severity, message, file, line, column, help.
#[must_use]
pub fn to_json<'a>(
    diagnostic: &Diagnostic,
    text_of: &dyn Fn(&str) -> Option<&'a str>,
) -> serde_json::Value {
    let (line, column) = line_and_column(diagnostic, text_of).unzip();
    serde_json::json!({
        "code": diagnostic.code.id(),
        "severity": match diagnostic.code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "message": diagnostic.message,
        "file": diagnostic.primary.as_ref().map(|label| label.file.as_str()),
        "line": line,
        "column": column,
        "help": diagnostic.help,
    })
}

/// A diagnostic in a line or two, where there is no room for its source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Brief {
    /// "printer/eve.ron, line 14"; the file alone if the line is not known.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
}

/// A diagnostic in short.
#[must_use]
pub fn brief<'a>(diagnostic: &Diagnostic, text_of: &dyn Fn(&str) -> Option<&'a str>) -> Brief {
    let file = diagnostic.primary.as_ref().map(|label| label.file.as_str());
    let file = file.unwrap_or_default();
    Brief {
        place: match line_and_column(diagnostic, text_of) {
            Some((line, _)) => format!("{file}, line {line}"),
            None => file.to_owned(),
        },
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone().unwrap_or_default(),
    }
}

/// Where it is, counted from 1, if that is known.
fn line_and_column<'a>(
    diagnostic: &Diagnostic,
    text_of: &dyn Fn(&str) -> Option<&'a str>,
) -> Option<(usize, usize)> {
    let (text, range) = placed(diagnostic.primary.as_ref()?, text_of)?;
    let before = text.get(..range.start).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    Some((line, column))
}

/// The label's text and range, if both are known and fit each other.
fn placed<'a>(
    label: &Label,
    text_of: &dyn Fn(&str) -> Option<&'a str>,
) -> Option<(&'a str, Range<usize>)> {
    let text = text_of(&label.file)?;
    let range = label.range.clone()?;
    text.get(range.clone())?;
    Some((text, range))
}
