//! What must hold of everything that is said of a scenario.

use october::diagnostics::{Diagnostic, Style, brief, render_all, to_json};
use october::format::{self, Loaded, SourceFile};

/// The longest message, in bytes: half a book in place of an id is quoted short.
const LONGEST_MESSAGE: usize = 2000;

/// Loads files, and looks at everything that is said of them.
pub fn load_and_look(files: &[SourceFile]) -> Loaded {
    let loaded = format::load(files);
    let is_error = loaded.diagnostics.iter().any(Diagnostic::is_error);
    assert_eq!(
        loaded.scenario.is_none(),
        is_error,
        "a scenario or an error, never neither"
    );
    look(files, &loaded.diagnostics);
    loaded
}

/// Looks at everything that is said of files, in every form in which it is shown.
pub fn look(files: &[SourceFile], diagnostics: &[Diagnostic]) {
    let text_of = |path: &str| {
        // Of two files of one path it is the last with a text that is read.
        let mut named = files.iter().rev().filter(|file| file.path == path);
        named.find_map(|file| file.text.as_deref().ok())
    };
    for diagnostic in diagnostics {
        for label in diagnostic.primary.iter().chain(&diagnostic.related) {
            let Some(range) = label.range.clone() else {
                continue;
            };
            let text = text_of(&label.file).expect("only a file that was read has positions");
            assert!(range.start < range.end, "{diagnostic:?}");
            assert!(
                text.get(range).is_some(),
                "outside the text or within a letter: {diagnostic:?}"
            );
        }
        let message = &diagnostic.message;
        assert!(message.len() < LONGEST_MESSAGE, "{}", message.len());
        assert!(!message.ends_with('.'), "{message}");
        let first = message.chars().next();
        assert!(!first.is_some_and(char::is_uppercase), "{message}");
        let _ = to_json(diagnostic, &text_of);
        let _ = brief(diagnostic, &text_of);
    }
    let plain = render_all(diagnostics, &text_of, Style::Plain);
    assert_eq!(plain.is_empty(), diagnostics.is_empty());
    let first = &diagnostics[..diagnostics.len().min(3)];
    let _ = render_all(first, &text_of, Style::Colour);
}
