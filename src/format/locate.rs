//! Where in a file's text a value was written.
//!
//! RON gives positions for syntax errors only. For every later check the text is read
//! again into a tree of spans by a small tolerant reader that knows brackets, names,
//! strings and comments and nothing of our types. It never fails: what it does not
//! understand simply has no position, and the diagnostic then names the file alone.

use std::ops::Range;

/// One step of the way to a value: `scenes[3].choices[1].then` is Item, Field, Item, Field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step<'a> {
    /// The value of a named field.
    Field(&'a str),
    /// The nth value of a list, or the nth argument of `Name(…)`.
    Item(usize),
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

/// Deeper nesting than this is not followed; the parser refuses it anyway.
const DEEPEST: usize = 100;

impl Tree {
    /// Reads a file's text.
    pub(super) fn of(text: &str) -> Self {
        let mut reader = Reader { text, at: 0 };
        reader.skip_attributes();
        Self {
            root: reader.value(0),
        }
    }

    /// The bytes of the value at `path`, if it can be found.
    pub(super) fn find(&self, text: &str, path: &[Step<'_>]) -> Option<Range<usize>> {
        let mut node = self.root.as_ref()?;
        for step in path {
            node = match step {
                Step::Item(index) => &node.children.get(*index)?.1,
                Step::Field(name) => node.children.iter().find_map(|(key, child)| {
                    (text.get(key.clone()?)? == *name).then_some(child)
                })?,
            };
        }
        Some(node.span.clone())
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
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
            let blank = rest.len() - trimmed.len();
            let comment = if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                block_comment(trimmed)
            } else {
                0
            };
            self.at += blank + comment;
            if comment == 0 {
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
        if let Some(hashes) = raw_string(self.rest()) {
            self.at += raw_string_end(self.rest(), hashes);
        } else if first == '"' {
            self.string();
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

    fn string(&mut self) {
        self.bump();
        while let Some(c) = self.peek() {
            self.bump();
            match c {
                '\\' => self.bump(),
                '"' => return,
                _ => {}
            }
        }
    }
}

/// The length of the block comment `text` starts with; they nest.
fn block_comment(text: &str) -> usize {
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
                return at;
            }
        } else {
            match rest.chars().next() {
                Some(c) => at += c.len_utf8(),
                None => break,
            }
        }
    }
    text.len()
}

/// The number of hashes if `text` starts a raw string.
fn raw_string(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest.get(hashes..)?.starts_with('"').then_some(hashes)
}

fn raw_string_end(text: &str, hashes: usize) -> usize {
    let close = format!("\"{}", "#".repeat(hashes));
    let body = hashes + 2;
    text.get(body..)
        .and_then(|rest| rest.find(&close))
        .map_or(text.len(), |end| body + end + close.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, path: &[Step<'_>], expected: Option<&str>) {
        let found = Tree::of(text).find(text, path).and_then(|span| text.get(span));
        assert_eq!(found, expected);
    }

    #[test]
    fn values_are_found_by_their_path() {
        use Step::{Field, Item};
        let text = r##"#![enable(implicit_some)]
// a comment (with a bracket
[
    Scene(id: "a", /* and ) another */ text: r#"it says "no" )"#, choices: [
        (then: Go("b"), effects: [Add("streets", -1), Set("x")]),
    ]),
    Scene(id: "b"),
]"##;
        check(text, &[Item(1), Field("id")], Some("\"b\""));
        check(text, &[Item(0), Field("text")], Some(r##"r#"it says "no" )"#"##));
        check(
            text,
            &[Item(0), Field("choices"), Item(0), Field("then"), Item(0)],
            Some("\"b\""),
        );
        check(
            text,
            &[Item(0), Field("choices"), Item(0), Field("effects"), Item(0), Item(1)],
            Some("-1"),
        );
        check(text, &[Item(2)], None);
        check(text, &[Item(0), Field("title")], None);
    }

    #[test]
    fn what_is_broken_has_no_position_and_does_no_harm() {
        let deep = "[".repeat(10_000);
        for text in ["", "(", "[[[", "r#\"", "\"\\", "/*", "a:", ")", deep.as_str()] {
            check(text, &[Step::Item(0), Step::Field("id")], None);
        }
    }
}
