//! Where in a file's text a value was written.
//!
//! RON gives positions for syntax errors only. For every later check the text is read
//! again into a tree of spans by a small tolerant reader that knows brackets, names,
//! strings and comments and nothing of our types. It never fails: what it does not
//! understand simply has no position, and the diagnostic then names the file alone.

use std::ops::Range;

/// One step of the way to a value: `scenes[3].choices[1].then` is Item, Field, Item, Field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step<'a> {
    /// The value of a named field.
    Field(&'a str),
    /// The nth value of a list, or the nth argument of `Name(…)`.
    Item(usize),
    /// The value of a list whose field `id` is this written id.
    Id(&'a str),
}

/// The spans of a file.
#[derive(Debug, Default)]
pub(super) struct Tree {
    root: Option<Node>,
}

#[derive(Debug)]
struct Node {
    span: Range<usize>,
    children: Vec<(Option<Range<usize>>, Node)>,
}

impl Node {
    fn field(&self, text: &str, name: &str) -> Option<&Self> {
        self.children
            .iter()
            .find_map(|(key, child)| (text.get(key.clone()?)? == name).then_some(child))
    }
}

/// Deeper nesting than this is not followed; the parser refuses it anyway.
const DEEPEST: usize = 100;

impl Tree {
    /// Reads a file's text.
    pub(super) fn of(text: &str) -> Self {
        let mut reader = Reader::of(text);
        reader.skip_attributes();
        Self {
            root: reader.value(0),
        }
    }

    /// The bytes of the value at `path`, if it can be found.
    pub(super) fn find(&self, text: &str, path: &[Step<'_>]) -> Option<Range<usize>> {
        self.node(text, path).map(|node| node.span.clone())
    }

    /// The bytes of the name of the field at `path`: for what is wrong with a long list.
    pub(super) fn find_name(&self, text: &str, path: &[Step<'_>]) -> Option<Range<usize>> {
        let (Step::Field(name), parent) = path.split_last()? else {
            return None;
        };
        let mut names = self
            .node(text, parent)?
            .children
            .iter()
            .filter_map(|(key, _)| key.clone());
        names.find(|key| text.get(key.clone()) == Some(name))
    }

    /// The innermost value around a byte, by its `id` if it has one, else by its beginning.
    pub(super) fn around(&self, text: &str, at: usize) -> Option<Range<usize>> {
        let mut node = self.root.as_ref().filter(|root| root.span.contains(&at))?;
        while let Some((_, inner)) = node
            .children
            .iter()
            .find(|(_, child)| child.span.contains(&at))
        {
            node = inner;
        }
        if let Some(id) = node.field(text, "id") {
            return Some(id.span.clone());
        }
        let beginning = text
            .get(node.span.clone())?
            .find(['(', '[', '{'])
            .unwrap_or(0);
        Some(node.span.start..node.span.start + beginning + 1)
    }

    fn node(&self, text: &str, path: &[Step<'_>]) -> Option<&Node> {
        let mut node = self.root.as_ref()?;
        for step in path {
            node = match step {
                Step::Item(index) => &node.children.get(*index)?.1,
                Step::Field(name) => node.field(text, name)?,
                Step::Id(id) => node.children.iter().map(|(_, child)| child).find(|child| {
                    let written = child
                        .field(text, "id")
                        .and_then(|id| text.get(id.span.clone()));
                    written.is_some_and(|written| written.trim_matches('"') == *id)
                })?,
            };
        }
        Some(node)
    }
}

/// Where white space and comments end that begin at a byte.
pub(super) fn skip_blank(text: &str, at: usize) -> usize {
    let mut reader = Reader::of(text);
    reader.at = at;
    reader.skip_blank();
    reader.at
}

/// What is opened and never closed, and the byte where it is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unclosed {
    Comment(usize),
    Text(usize),
    Bracket(usize),
}

/// What a text ends in the middle of: an open comment or text in quotation marks, or the
/// innermost open bracket.
pub(super) fn unclosed(text: &str) -> Option<Unclosed> {
    let mut reader = Reader::of(text);
    let mut open = Vec::new();
    loop {
        reader.skip_blank();
        let start = reader.at;
        match reader.peek() {
            None => return reader.open.or(open.pop().map(Unclosed::Bracket)),
            Some('(' | '[' | '{') => {
                open.push(start);
                reader.bump();
            }
            Some(')' | ']' | '}') => {
                open.pop();
                reader.bump();
            }
            Some(_) if reader.skip_text() => {}
            Some(_) => {
                reader.word();
                if reader.at == start {
                    reader.bump();
                }
            }
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// A comment or a text in quotation marks that has no end.
    open: Option<Unclosed>,
}

impl<'a> Reader<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            open: None,
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn skip_blank(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            let start = self.at + (rest.len() - trimmed.len());
            let (length, ends) = if trimmed.starts_with("//") {
                (trimmed.find('\n').unwrap_or(trimmed.len()), true)
            } else if trimmed.starts_with("/*") {
                let end = block_comment(trimmed);
                (end.unwrap_or(trimmed.len()), end.is_some())
            } else {
                (0, true)
            };
            if !ends {
                self.open = Some(Unclosed::Comment(start));
            }
            self.at = start + length;
            if length == 0 {
                return;
            }
        }
    }

    fn skip_attributes(&mut self) {
        self.skip_blank();
        while self.rest().starts_with("#!") {
            match self.rest().find(']') {
                Some(end) => self.at += end + 1,
                None => self.at = self.text.len(),
            }
            self.skip_blank();
        }
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        self.skip_blank();
        let start = self.at;
        let first = self.peek()?;
        let mut node = Node {
            span: start..start,
            children: Vec::new(),
        };
        if self.skip_text() {
            // A text has nothing inside that could be asked for.
        } else if matches!(first, '(' | '[' | '{') {
            self.list(&mut node, depth)?;
        } else {
            self.word();
            if self.at == start {
                return None;
            }
            self.skip_blank();
            if self.peek() == Some('(') {
                self.list(&mut node, depth)?;
            } else {
                self.at = start;
                self.word();
            }
        }
        node.span.end = self.at;
        Some(node)
    }

    /// From an opening bracket to behind its closing one.
    fn list(&mut self, node: &mut Node, depth: usize) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        self.bump();
        loop {
            self.skip_blank();
            match self.peek()? {
                ')' | ']' | '}' => {
                    self.bump();
                    return Some(());
                }
                ',' => self.bump(),
                _ => {
                    let key = self.key();
                    let child = self.value(depth + 1)?;
                    node.children.push((key, child));
                }
            }
        }
    }

    /// A field's name, if one stands here, with the colon behind it.
    fn key(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.word();
        let key = start..self.at;
        self.skip_blank();
        if !key.is_empty() && self.peek() == Some(':') {
            self.bump();
            return Some(key);
        }
        self.at = start;
        None
    }

    fn word(&mut self) {
        let rest = self.rest();
        self.at += rest
            .find(|c: char| c.is_whitespace() || "()[]{},:\"/".contains(c))
            .unwrap_or(rest.len());
    }

    /// Skips the text in quotation marks that stands here; tells whether there was one.
    fn skip_text(&mut self) -> bool {
        if let Some(hashes) = raw_string(self.rest()) {
            let end = raw_string_end(self.rest(), hashes);
            if end.is_none() {
                self.open = Some(Unclosed::Text(self.at));
            }
            self.at = end.map_or(self.text.len(), |end| self.at + end);
            return true;
        }
        let quoted = self.peek() == Some('"');
        if quoted {
            self.string();
        }
        quoted
    }

    fn string(&mut self) {
        let start = self.at;
        self.bump();
        while let Some(c) = self.peek() {
            self.bump();
            match c {
                '\\' => self.bump(),
                '"' => return,
                _ => {}
            }
        }
        self.open = Some(Unclosed::Text(start));
    }
}

/// The length of the block comment `text` starts with; they nest. `None` if it has no end.
fn block_comment(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            match rest.chars().next() {
                Some(c) => at += c.len_utf8(),
                None => break,
            }
        }
    }
    None
}

/// The number of hashes if `text` starts a raw string.
fn raw_string(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest.get(hashes..)?.starts_with('"').then_some(hashes)
}

/// The length of the raw string `text` starts with; `None` if it has no end.
fn raw_string_end(text: &str, hashes: usize) -> Option<usize> {
    let close = format!("\"{}", "#".repeat(hashes));
    let body = hashes + 2;
    let end = text.get(body..)?.find(&close)?;
    Some(body + end + close.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, path: &[Step<'_>], expected: Option<&str>) {
        let found = Tree::of(text)
            .find(text, path)
            .and_then(|span| text.get(span));
        assert_eq!(found, expected);
    }

    #[test]
    fn values_are_found_by_their_path() {
        use Step::{Field, Id, Item};
        let text = r##"#![enable(implicit_some)]
// a comment (with a bracket
[
    Scene(id: "a", /* and ) another */ text: r#"it says "no" )"#, choices: [
        (then: Go("b"), effects: [Add("streets", -1), Set("x")]),
    ]),
    Scene(id: "b"),
]"##;
        check(text, &[Item(1), Field("id")], Some("\"b\""));
        check(
            text,
            &[Item(0), Field("text")],
            Some(r##"r#"it says "no" )"#"##),
        );
        check(
            text,
            &[Item(0), Field("choices"), Item(0), Field("then"), Item(0)],
            Some("\"b\""),
        );
        check(
            text,
            &[
                Item(0),
                Field("choices"),
                Item(0),
                Field("effects"),
                Item(0),
                Item(1),
            ],
            Some("-1"),
        );
        check(text, &[Id("b"), Field("id")], Some("\"b\""));
        check(
            text,
            &[Id("a"), Field("choices"), Item(0), Field("id")],
            None,
        );
        check(text, &[Id("c")], None);
        check(text, &[Item(2)], None);
        check(text, &[Item(0), Field("title")], None);
    }

    #[test]
    fn what_is_never_closed_is_found() {
        let found = |text: &str| unclosed(text);
        assert_eq!(
            found("[ (a: \")\"), (b: [1, 2], // )\n"),
            Some(Unclosed::Bracket(12))
        );
        assert_eq!(found("[ (a: r#\"(\"#) ]"), None);
        assert_eq!(found("[ (a: \"b), ]"), Some(Unclosed::Text(6)));
        assert_eq!(found("[ r##\"b\"#, ]"), Some(Unclosed::Text(2)));
        assert_eq!(found("[ 1, /* 2, /* 3 */ ]"), Some(Unclosed::Comment(5)));
        assert_eq!(found(""), None);
    }

    #[test]
    fn what_stands_around_a_byte_is_named_by_its_id() {
        let text = r#"[Scene(id: "a", title: "b"), (if: Not(Flag("x")))]"#;
        let tree = Tree::of(text);
        let around = |what: &str| {
            tree.around(text, text.find(what)?)
                .map(|range| &text[range])
        };
        assert_eq!(around("title"), Some("\"a\""));
        assert_eq!(around("if"), Some("("));
        assert_eq!(around("Flag"), Some("Flag("));
    }

    #[test]
    fn what_is_broken_has_no_position_and_does_no_harm() {
        let deep = "[".repeat(10_000);
        for text in [
            "",
            "(",
            "[[[",
            "r#\"",
            "\"\\",
            "/*",
            "a:",
            ")",
            deep.as_str(),
        ] {
            check(text, &[Step::Item(0), Step::Field("id")], None);
        }
    }
}
