//! What authors read when something is wrong: one fixture for each kind of problem.
//!
//! A fixture in `tests/fixtures/bad` says what to change in the petition and holds, in
//! full, what is printed then. `UPDATE_FIXTURES=1` writes what is printed today; read the
//! difference before keeping it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use october::check::check;
use october::diagnostics::{Code, Diagnostic};
use october::format::{self, SourceFile, Unreadable};

use crate::fixtures;

/// A line that starts a section; no scenario and no diagnostic has one.
const MARK: &str = "=== ";

struct Fixture {
    /// What is wrong, in words.
    about: String,
    /// Headings and bodies up to the expectation.
    edits: Vec<(String, String)>,
    expected: String,
}

impl Fixture {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let mut sections: Vec<(String, String)> = vec![(String::new(), String::new())];
        for line in text.lines() {
            if let Some(heading) = line.strip_prefix(MARK) {
                sections.push((heading.to_owned(), String::new()));
            } else if let Some((_, body)) = sections.last_mut() {
                body.push_str(line);
                body.push('\n');
            }
        }
        let (heading, expected) = sections.pop().unwrap();
        assert_eq!(heading, "expect", "{} must end with it", path.display());
        let (_, about) = sections.remove(0);
        Self {
            about,
            edits: sections,
            expected,
        }
    }

    fn write(&self, path: &Path, expected: &str) {
        let mut text = self.about.clone();
        for (heading, body) in &self.edits {
            text.push_str(&format!("{MARK}{heading}\n{body}"));
        }
        text.push_str(&format!("{MARK}expect\n{expected}"));
        fs::write(path, text).unwrap();
    }

    fn edited_petition(&self) -> Vec<SourceFile> {
        let mut files = fixtures::petition_files();
        let mut edits = self.edits.iter();
        while let Some((heading, body)) = edits.next() {
            let words: Vec<&str> = heading.split(' ').collect();
            match words.as_slice() {
                ["replace", "in", file] => {
                    let (with, new) = edits.next().unwrap();
                    assert_eq!(with, "with", "after `{heading}`");
                    replace(&mut files, file, body.trim_end(), &repeated(new.trim_end()));
                }
                ["delete", file] => files.retain(|known| known.path != *file),
                ["write", file] => put(&mut files, SourceFile::of_bytes(*file, body.as_bytes())),
                ["empty", file] => put(&mut files, SourceFile::of_bytes(*file, b"")),
                ["fill", file, "with", n, "bytes"] => {
                    let bytes = vec![b' '; n.parse().unwrap()];
                    put(&mut files, SourceFile::of_bytes(*file, &bytes));
                }
                ["bytes", file] => put(&mut files, SourceFile::of_bytes(*file, &hex(body))),
                ["unreadable", file] => put(
                    &mut files,
                    SourceFile {
                        path: (*file).to_owned(),
                        text: Err(Unreadable::Io(body.trim_end().to_owned())),
                    },
                ),
                _ => panic!("unknown edit `{heading}`"),
            }
        }
        files
    }
}

fn put(files: &mut Vec<SourceFile>, file: SourceFile) {
    files.retain(|known| known.path != file.path);
    files.push(file);
}

#[track_caller]
fn replace(files: &mut [SourceFile], path: &str, old: &str, new: &str) {
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    let text = file.text.as_mut().unwrap();
    assert_eq!(
        text.matches(old).count(),
        1,
        "`{old}` must be in {path} once"
    );
    *text = text.replace(old, new);
}

/// `{{3 times a%}}` is `a0a1a2`.
fn repeated(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (inside, behind) = after.split_once("}}").unwrap();
        let (n, what) = inside.split_once(" times ").unwrap();
        result.push_str(before);
        for number in 0..n.parse::<usize>().unwrap() {
            result.push_str(&what.replace('%', &number.to_string()));
        }
        rest = behind;
    }
    result + rest
}

fn hex(text: &str) -> Vec<u8> {
    text.split_whitespace()
        .map(|byte| u8::from_str_radix(byte, 16).unwrap())
        .collect()
}

/// What loading finds, and checking if it loads.
fn diagnose(files: &[SourceFile]) -> Vec<Diagnostic> {
    let loaded = format::load(files);
    let mut diagnostics = loaded.diagnostics;
    if let Some(scenario) = loaded.scenario {
        diagnostics.extend(check(&scenario, files).diagnostics);
    }
    diagnostics
}

/// The codes in a rendered text, in order.
fn codes(rendered: &str) -> Vec<&str> {
    rendered
        .lines()
        .filter_map(|line| {
            let rest = line
                .strip_prefix("error[")
                .or_else(|| line.strip_prefix("warning["))?;
            Some(rest.split_once(']')?.0)
        })
        .collect()
}

fn code_in_name(path: &Path) -> String {
    let name = path.file_stem().unwrap().to_str().unwrap();
    name.split('_').next().unwrap().to_owned()
}

#[test]
fn there_is_nothing_to_say_about_the_petition() {
    let files = fixtures::petition_files();
    assert_eq!(fixtures::rendered(&files, &diagnose(&files)), "");
}

#[test]
fn every_kind_of_problem_reads_as_expected() {
    let update = std::env::var_os("UPDATE_FIXTURES").is_some_and(|value| value == "1");
    let mut differing = Vec::new();
    for path in fixtures::list("bad", "txt") {
        let fixture = Fixture::read(&path);
        let files = fixture.edited_petition();
        let found = fixtures::rendered(&files, &diagnose(&files)) + "\n";
        let code = code_in_name(&path);
        if !codes(&found).contains(&code.as_str()) {
            differing.push(format!("{} does not give {code}:\n{found}", path.display()));
        }
        if update {
            fixture.write(&path, &found);
        } else if found != fixture.expected {
            differing.push(format!(
                "{}: {}expected:\n{}found:\n{found}",
                path.display(),
                fixture.about,
                fixture.expected
            ));
        }
    }
    assert!(
        differing.is_empty(),
        "{}\nUPDATE_FIXTURES=1 cargo test --test it writes what is found",
        differing.join("\n")
    );
}

#[test]
fn every_code_has_a_fixture() {
    let with_fixture: BTreeSet<String> = fixtures::list("bad", "txt")
        .iter()
        .map(|path| code_in_name(path))
        .collect();
    let without: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.id())
        .filter(|id| !with_fixture.contains(*id))
        .collect();
    assert_eq!(
        without, [""; 0],
        "write tests/fixtures/bad/<code>_<what>.txt"
    );
}
