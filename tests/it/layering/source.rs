//! The files of `src` as code alone: comments, texts in quotation marks and tests blanked.

use std::fs;
use std::path::Path;

/// A file of `src`.
pub(super) struct Source {
    /// Relative to `src`, with forward slashes.
    pub(super) path: String,
    pub(super) text: String,
    /// The same with comments, texts and tests blanked, line for line.
    pub(super) code: String,
}

impl Source {
    /// The first part of the path: `gui` of `gui/app.rs`, `launch` of `launch.rs`.
    pub(super) fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or("");
        first.strip_suffix(".rs").unwrap_or(first)
    }

    pub(super) fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| {
            self.path == *place
                || self.path.strip_suffix(".rs") == Some(place)
                || self
                    .path
                    .strip_prefix(place)
                    .is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// The lines, numbered from 1, on which a word stands.
    pub(super) fn lines_with(&self, word: &str) -> Vec<usize> {
        (1..)
            .zip(self.code.lines())
            .filter(|(_, line)| has_word(line, word))
            .map(|(number, _)| number)
            .collect()
    }
}

/// Whether `word` stands in the line and is no part of a longer name.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line
            .get(at + word.len()..)
            .and_then(|text| text.chars().next());
        let begins = !word.starts_with(part) || !before.is_some_and(part);
        let ends = !word.ends_with(part) || !after.is_some_and(part);
        begins && ends
    })
}

pub(super) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    read_folder(&root, "", &mut files);
    files.sort();
    let tests: Vec<String> = files
        .iter()
        .flat_map(|(path, text)| test_modules(path, text))
        .collect();
    files
        .into_iter()
        .filter(|(path, _)| {
            !tests.iter().any(|test| {
                path.strip_prefix(test.as_str())
                    .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
            })
        })
        .map(|(path, text)| Source {
            code: without_tests(&blanked(&text)),
            path,
            text,
        })
        .collect()
}

fn read_folder(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let relative = format!("{prefix}{name}");
        if path.is_dir() {
            read_folder(&path, &format!("{relative}/"), files);
        } else if let Some(stem) = relative.strip_suffix(".rs") {
            files.push((format!("{stem}.rs"), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The files that `#[cfg(test)] mod name;` leads to, without their ending.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let folder = match path.strip_suffix("/mod.rs") {
        Some(folder) => format!("{folder}/"),
        None if path == "lib.rs" || path == "main.rs" => String::new(),
        None => format!("{}/", path.strip_suffix(".rs").unwrap()),
    };
    let mut modules = Vec::new();
    let mut is_test = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with("#[cfg(test)]") {
            is_test = true;
        } else if let Some((_, name)) = line.split_once("mod ").filter(|_| is_test) {
            modules.extend(name.strip_suffix(';').map(|name| format!("{folder}{name}")));
            is_test = false;
        } else if !line.starts_with("#[") {
            is_test = false;
        }
    }
    modules
}

/// Cuts `#[cfg(test)] mod tests { … }`, which stands last in a file.
fn without_tests(code: &str) -> String {
    let mut result = String::new();
    let mut lines = code.lines().peekable();
    while let Some(line) = lines.next() {
        let opens = |next: &&str| next.trim().starts_with("mod ") && next.ends_with('{');
        if line == "#[cfg(test)]" && lines.peek().is_some_and(opens) {
            break;
        }
        result.push_str(line);
        result.push('\n');
    }
    result
}

/// The text with comments, texts in quotation marks and letters in them made blank.
fn blanked(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if c == '"' {
            quoted_length(rest)
        } else if let Some(hashes) = raw_hashes(rest).filter(|_| !ends_in_word(&result)) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = hashes + 2;
            rest.get(open..)
                .and_then(|inside| inside.find(&close))
                .map_or(rest.len(), |end| open + end + close.len())
        } else if let Some(length) = letter_length(rest) {
            length
        } else {
            result.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or("");
            continue;
        };
        let (taken, left) = rest.split_at(length);
        result.extend(taken.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = left;
    }
    result
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn quoted_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn raw_hashes(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest.get(hashes..)?.starts_with('"').then_some(hashes)
}

/// `'x'` and `'\n'`, but no lifetime.
fn letter_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    let end = if first == '\\' {
        inside.char_indices().skip(2).find(|(_, c)| *c == '\'')?.0
    } else {
        first.len_utf8()
    };
    inside.get(end..)?.starts_with('\'').then_some(end + 2)
}

#[test]
fn comments_and_texts_are_no_code() {
    let text = "let a = \"std::fs // \\\" bevy\"; // std::fs\nlet b = r#\"todo!\"#; /* dbg! */ let c = '\"';\nlet d: &'a str = std::fs;\n";
    let code = blanked(text);
    assert_eq!(code.lines().count(), 3);
    let source = Source {
        path: "a.rs".to_owned(),
        text: text.to_owned(),
        code,
    };
    assert_eq!(source.lines_with("std::fs"), [3]);
    assert_eq!(source.lines_with("todo!"), [0; 0]);
    assert_eq!(source.lines_with("dbg!"), [0; 0]);
    assert_eq!(source.lines_with("fs"), [3]);
    assert_eq!(source.lines_with("st"), [0; 0]);
    assert_eq!(source.lines_with("let"), [1, 2, 3]);
}

#[test]
fn tests_are_found_wherever_they_are() {
    assert_eq!(
        test_modules(
            "check/mod.rs",
            "mod a;\n#[cfg(test)]\nmod tests;\n#[cfg(test)]\npub(crate) mod small;\nmod b;"
        ),
        ["check/tests", "check/small"]
    );
    assert_eq!(
        test_modules("lib.rs", "#[cfg(test)]\nmod probe;"),
        ["probe"]
    );
    assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {\nb\n}\n"), "a\n");
    assert_eq!(
        without_tests("#[cfg(test)]\nuse a;\n"),
        "#[cfg(test)]\nuse a;\n"
    );
}
