//! Tables of written ids, and where each was written first.

use std::collections::BTreeMap;

use super::{At, Resolver};
use crate::diagnostics::{Code, Diagnostic, Label, did_you_mean};

/// The ids of one kind of thing, in order.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// What an author calls one of them.
    kind: &'static str,
    ids: BTreeMap<String, (usize, Label)>,
}

impl Table {
    pub(super) fn of(kind: &'static str) -> Self {
        Self {
            kind,
            ids: BTreeMap::new(),
        }
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }
}

impl Resolver<'_> {
    /// Enters an id at the next position, reporting a repeated or badly written one.
    pub(super) fn declare(&mut self, table: &mut Table, id: &str, index: usize, at: &At<'_>) {
        let here = self.label(at, "");
        if !is_well_formed(id) {
            self.diagnostics.push(
                Diagnostic::of(Code::BadId, format!("`{id}` cannot be an id"))
                    .at(&here.file, here.range.clone(), "written here")
                    .help("use lower-case letters, digits and underscores, starting with a letter"),
            );
        }
        if let Some((_, first)) = table.ids.get(id) {
            let first = Label {
                text: "first used here".to_owned(),
                ..first.clone()
            };
            self.diagnostics.push(
                Diagnostic::of(
                    Code::DuplicateId,
                    format!("the {} `{id}` exists already", table.kind),
                )
                .at(&here.file, here.range, "used again here")
                .also(first)
                .help("give one of them another id"),
            );
            return;
        }
        table.ids.insert(id.to_owned(), (index, here));
    }

    /// The position of an id, or 0 after reporting that there is no such thing: the
    /// scenario is thrown away then, so the 0 is never used.
    pub(super) fn find(&mut self, table: &Table, id: &str, at: &At<'_>) -> usize {
        if let Some((index, _)) = table.ids.get(id) {
            return *index;
        }
        let here = self.label(at, format!("no {} has this id", table.kind));
        let mut diagnostic =
            Diagnostic::of(Code::UnknownId, format!("unknown {} `{id}`", table.kind));
        diagnostic.primary = Some(here);
        diagnostic.help = did_you_mean(id, table.ids.keys().map(String::as_str));
        self.diagnostics.push(diagnostic);
        0
    }
}

fn is_well_formed(id: &str) -> bool {
    let mut bytes = id.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && id.len() <= 64
}
