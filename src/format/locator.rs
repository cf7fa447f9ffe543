//! Finding what a later check talks about in the files it was read from.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::SourceFile;
use super::locate::{Step, Tree};

/// The files of a scenario, each read into its spans when first asked for.
#[derive(Debug)]
pub struct Locator<'a> {
    texts: BTreeMap<&'a str, (&'a str, OnceCell<Tree>)>,
}

impl<'a> Locator<'a> {
    /// Of the files that have a text.
    #[must_use]
    pub fn of(files: &'a [SourceFile]) -> Self {
        let texts = files.iter().filter_map(|file| {
            let text = file.text.as_ref().ok()?;
            Some((file.path.as_str(), (text.as_str(), OnceCell::new())))
        });
        Self {
            texts: texts.collect(),
        }
    }

    /// The bytes of the value the steps lead to. `None` if it is not found there: a
    /// position is never guessed.
    #[must_use]
    pub fn find(&self, file: &str, path: &[Step<'_>]) -> Option<Range<usize>> {
        let (text, tree) = self.texts.get(file)?;
        tree.get_or_init(|| Tree::of(text)).find(text, path)
    }

    /// As [`find`](Self::find), cut off at the end of its first line: for long texts.
    #[must_use]
    pub fn find_line(&self, file: &str, path: &[Step<'_>]) -> Option<Range<usize>> {
        let range = self.find(file, path)?;
        let (text, _) = self.texts.get(file)?;
        let length = text.get(range.clone())?.lines().next().map_or(0, str::len);
        Some(range.start..range.start + length)
    }
}
