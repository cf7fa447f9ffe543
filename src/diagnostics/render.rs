//! Diagnostics as a compiler shows them, and as lines of JSON.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

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
    let mut message = diagnostic.message.clone();
    let mut snippets: Vec<Snippet<'_, annotate_snippets::Annotation<'_>>> = Vec::new();
    let labels = diagnostic.primary.iter().map(|label| (AnnotationKind::Primary, label));
    let others = diagnostic.related.iter().map(|label| (AnnotationKind::Context, label));
    for (kind, label) in labels.chain(others) {
        match placed(label, text_of) {
            Some((text, range)) => snippets.push(
                Snippet::source(text)
                    .path(label.file.as_str())
                    .annotation(kind.span(range).label(label.text.as_str())),
            ),
            None => message = format!("{message} ({})", label.file),
        }
    }
    let mut group: Group<'_> = level
        .primary_title(message.as_str())
        .id(diagnostic.code.id())
        .elements(snippets);
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    renderer.render(&[group])
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
    let (line, column) = diagnostic
        .primary
        .as_ref()
        .and_then(|label| placed(label, text_of))
        .map_or((None, None), |(text, range)| {
            let before = text.get(..range.start).unwrap_or("");
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            (Some(line), Some(column))
        });
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

/// The label's text and range, if both are known and fit each other.
fn placed<'a>(
    label: &Label,
    text_of: &dyn Fn(&str) -> Option<&'a str>,
) -> Option<(&'a str, std::ops::Range<usize>)> {
    let text = text_of(&label.file)?;
    let range = label.range.clone()?;
    text.get(range.clone())?;
    Some((text, range))
}
