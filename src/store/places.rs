//! Paths as people type them, and where their own files are.

use std::path::{Path, PathBuf};

use super::Store;

/// A path as it was typed or copied: without the blanks and quotation marks around it, and
/// with `~` for the home folder.
#[must_use]
pub fn typed_path(text: &str) -> PathBuf {
    let text = text.trim();
    let quoted = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    let text = quoted('"').or_else(|| quoted('\'')).unwrap_or(text).trim();
    let home = || Some(directories::UserDirs::new()?.home_dir().to_owned());
    match text.strip_prefix("~/") {
        Some(rest) => home().map_or_else(|| PathBuf::from(text), |home| home.join(rest)),
        None => PathBuf::from(text),
    }
}

/// The folder for what the player writes to hand on: that of documents, or the home folder,
/// or the program's own.
#[must_use]
pub fn own_documents(store: Option<&Store>) -> PathBuf {
    let own = directories::UserDirs::new();
    let own = own.as_ref();
    let documents = own.and_then(|dirs| dirs.document_dir());
    let found = [
        documents,
        own.map(|dirs| dirs.home_dir()),
        store.map(Store::root),
    ];
    let mut found = found.into_iter().flatten().filter(|dir| dir.is_dir());
    found.next().unwrap_or(Path::new("")).to_owned()
}

#[cfg(test)]
mod tests {
    use super::typed_path;

    #[test]
    fn what_stands_around_a_path_is_a_slip_of_the_hand() {
        for typed in [
            "/a b/c.txt",
            " /a b/c.txt\n",
            "\"/a b/c.txt\"",
            "'/a b/c.txt' ",
        ] {
            assert_eq!(typed_path(typed).to_str(), Some("/a b/c.txt"), "{typed:?}");
        }
        assert!(!typed_path("~/codes.txt").starts_with("~"));
        assert_eq!(typed_path("~codes").to_str(), Some("~codes"));
    }
}
