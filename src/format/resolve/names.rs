//! Tables of written ids, and where each was written first.

use std::collections::BTreeMap;

use super::RoleFiles;
use super::{At, Resolver};
use crate::diagnostics::{Code, Diagnostic, Label, did_you_mean, quoted};

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
        self.check_id(id, at);
        let here = self.label(at, "");
        if let Some((_, first)) = table.ids.get(id) {
            let first = Label {
                text: "first used here".to_owned(),
                ..first.clone()
            };
            let message = format!("the {} {} exists already", table.kind, quoted(id));
            self.push(
                Diagnostic::of(Code::DuplicateId, message)
                    .at(&here.file, here.range, "used again here")
                    .also(first)
                    .help("give one of them another id"),
            );
            return;
        }
        table.ids.insert(id.to_owned(), (index, here));
    }

    /// Reports an id that is not written as one.
    pub(super) fn check_id(&mut self, id: &str, at: &At<'_>) {
        if !is_well_formed(id) {
            self.report(
                Code::BadId,
                at,
                format!("{} cannot be an id", quoted(id)),
                "written here",
                "use at most 64 lower-case letters, digits and underscores, starting with a letter",
            );
        }
    }

    /// Reports a role whose id is not its folder's name: runs are found by it.
    pub(super) fn check_folder(&mut self, role: &RoleFiles, at: &At<'_>) {
        if role.role.id != role.folder {
            self.report(
                Code::BadId,
                at,
                format!(
                    "the role in the folder `{}` calls itself {}",
                    role.folder,
                    quoted(&role.role.id)
                ),
                "not the folder’s name",
                &format!("write `{}`, or rename the folder", role.folder),
            );
        }
    }

    /// The position of an id, or 0 after reporting that there is no such thing: the
    /// scenario is thrown away then, so the 0 is never used.
    pub(super) fn find(&mut self, table: &Table, id: &str, at: &At<'_>) -> usize {
        self.find_known(table, id, at).unwrap_or(0)
    }

    /// As [`find`](Self::find), for callers that would draw conclusions from the 0.
    pub(super) fn find_known(&mut self, table: &Table, id: &str, at: &At<'_>) -> Option<usize> {
        if let Some((index, _)) = table.ids.get(id) {
            return Some(*index);
        }
        let here = self.label(at, format!("no {} has this id", table.kind));
        self.unknown(table, id, here);
        None
    }

    /// As [`find`](Self::find), for an id among the words of a text.
    pub(super) fn find_inside(
        &mut self,
        table: &Table,
        id: &str,
        at: &At<'_>,
        words: &str,
    ) -> usize {
        if let Some((index, _)) = table.ids.get(id) {
            return *index;
        }
        let here = self.label_inside(at, words, format!("no {} has this id", table.kind));
        self.unknown(table, id, here);
        0
    }

    fn unknown(&mut self, table: &Table, id: &str, here: Label) {
        let message = format!("unknown {} {}", table.kind, quoted(id));
        let mut diagnostic = Diagnostic::of(Code::UnknownId, message);
        diagnostic.primary = Some(here);
        if let Some(left) = self.comparisons_left.checked_sub(table.ids.len()) {
            self.comparisons_left = left;
            diagnostic.help = did_you_mean(id, table.ids.keys().map(String::as_str));
        }
        self.push(diagnostic);
    }
}

fn is_well_formed(id: &str) -> bool {
    let mut bytes = id.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        && id.len() <= 64
}
