//! Reads a page of ours as a strict reader would: every tag closed in order, every id once,
//! every link to a part that is there, nothing fetched from anywhere.

use std::collections::BTreeSet;

/// Tags that have no end.
const VOID: [&str; 2] = ["meta", "br"];

/// A page that was read.
pub(crate) struct Read {
    /// Every tag in order, with its attributes.
    pub(crate) tags: Vec<(String, Vec<(String, String)>)>,
    /// All ids.
    pub(crate) ids: BTreeSet<String>,
}

/// Reads a page, or fails with what is wrong with it.
#[track_caller]
pub(crate) fn read(page: &str) -> Read {
    let page = page.strip_prefix("<!DOCTYPE html>").unwrap();
    let mut open: Vec<String> = Vec::new();
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap();
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop();
            assert_eq!(last.as_deref(), Some(name), "a wrong end after {open:?}");
            continue;
        }
        let (name, attributes) = split(tag);
        if name == "style" {
            // Rules are no markup.
            rest = &rest[rest.find("</style>").unwrap()..];
        }
        if !VOID.contains(&name.as_str()) {
            open.push(name.clone());
        }
        tags.push((name, attributes));
    }
    assert_eq!(open, Vec::<String>::new(), "tags without an end");
    let mut ids = BTreeSet::new();
    for value in values(&tags, "id") {
        assert!(ids.insert(value.clone()), "the id {value} stands twice");
        assert!(!value.contains(' '), "the id {value} has a blank");
    }
    Read { tags, ids }
}

fn split(tag: &str) -> (String, Vec<(String, String)>) {
    let name: String = tag
        .chars()
        .take_while(|letter| !letter.is_whitespace())
        .collect();
    let mut attributes = Vec::new();
    let mut rest = tag[name.len()..].trim_start();
    while !rest.is_empty() {
        let equals = rest
            .find("=\"")
            .unwrap_or_else(|| panic!("no value in <{tag}>"));
        let key = rest[..equals].to_owned();
        rest = &rest[equals + 2..];
        let quote = rest.find('"').unwrap();
        attributes.push((key, rest[..quote].to_owned()));
        rest = rest[quote + 1..].trim_start();
    }
    (name, attributes)
}

fn values(tags: &[(String, Vec<(String, String)>)], key: &str) -> Vec<String> {
    let attributes = tags.iter().flat_map(|(_, attributes)| attributes);
    let wanted = attributes.filter(|(known, _)| known == key);
    wanted.map(|(_, value)| value.clone()).collect()
}

impl Read {
    /// The values of an attribute, in order.
    pub(crate) fn values(&self, key: &str) -> Vec<String> {
        values(&self.tags, key)
    }

    /// Fails if a link or a label leads to nothing, or anything leads out of the page.
    #[track_caller]
    pub(crate) fn leads_nowhere_else(&self) {
        for link in self.values("href") {
            let target = link.strip_prefix('#');
            let target = target.unwrap_or_else(|| panic!("{link} leads out of the page"));
            assert!(self.ids.contains(target), "{link} leads nowhere");
        }
        for key in ["aria-labelledby", "aria-describedby"] {
            for target in self.values(key) {
                assert!(self.ids.contains(&target), "{key}={target} names nothing");
            }
        }
        for key in ["src", "srcset", "action", "data", "poster", "xlink:href"] {
            assert_eq!(self.values(key), Vec::<String>::new(), "{key}");
        }
        for name in ["script", "img", "link", "iframe", "object", "base", "form"] {
            assert!(self.tags.iter().all(|(tag, _)| tag != name), "{name}");
        }
    }

    /// Fails if a heading stands more than one below the one before it, if a head of a table
    /// does not say what it is the head of, or if a drawing has no words.
    #[track_caller]
    pub(crate) fn can_be_heard(&self) {
        let mut level = 0;
        for (name, attributes) in &self.tags {
            let has = |key: &str| attributes.iter().any(|(known, _)| known == key);
            if let Some(next) = name.strip_prefix('h').and_then(|rest| rest.parse().ok()) {
                assert!(next <= level + 1, "h{next} after h{level}");
                level = next;
            }
            if name == "th" {
                assert!(has("scope"), "a head without a scope");
            }
            if name == "svg" {
                let named = has("aria-label") || has("aria-labelledby");
                assert!(named || has("aria-hidden"), "a drawing without words");
            }
            if name == "html" {
                assert!(has("lang"));
            }
        }
    }
}
