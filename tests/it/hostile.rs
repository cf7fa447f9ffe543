//! A scenario comes from a stranger: sizes, depths and repetitions that no author writes.
//!
//! There is no clock here. Where a case could take time by the square of its size, the
//! size is such that nobody would wait for the square.

use october::diagnostics::{Code, Diagnostic};
use october::format::{
    self, LARGEST_FILE, LARGEST_SCENARIO, MOST_FILES, MOST_ITEMS, SourceFile, Unreadable,
    journal_file,
};

use crate::fixtures;

const MEBIBYTE: usize = 1024 * 1024;

/// The petition with one text replaced in one file.
#[track_caller]
fn petition_with(file: &str, old: &str, new: &str) -> Vec<SourceFile> {
    let mut files = fixtures::petition_files();
    let file = files.iter_mut().find(|known| known.path == file).unwrap();
    let text = file.text.as_mut().unwrap();
    assert!(text.contains(old));
    *text = text.replacen(old, new, 1);
    files
}

/// Codes of what is found; all of it is rendered as well.
fn codes(files: &[SourceFile]) -> Vec<&'static str> {
    let diagnostics = format::load(files).diagnostics;
    let rendered = fixtures::rendered(files, &diagnostics);
    assert!(
        rendered.len() < 256 * 1024,
        "too much to read: {} bytes",
        rendered.len()
    );
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.id())
        .collect()
}

fn numbered(n: usize, item: impl Fn(usize) -> String) -> String {
    (0..n).map(item).collect()
}

#[test]
fn more_files_than_are_read_are_refused() {
    let mut files = fixtures::petition_files();
    // Pictures and notes beside the scenes do not count.
    files.extend((0..MOST_FILES).map(|n| SourceFile::of_bytes(format!("notes/{n}.txt"), b"-")));
    assert_eq!(codes(&files), [""; 0]);
    files.extend((0..MOST_FILES).map(|n| SourceFile::of_bytes(format!("more/{n}.ron"), b"[]")));
    let diagnostics = format::load(&files).diagnostics;
    assert_eq!(
        fixtures::rendered(&files, &diagnostics),
        format!(
            "error[S006]: {} files; at most 1000 are read",
            MOST_FILES + 10
        )
    );
}

#[test]
fn more_text_than_is_read_is_refused() {
    let mut files = fixtures::petition_files();
    let blank = " ".repeat(LARGEST_FILE);
    let n_files = LARGEST_SCENARIO / LARGEST_FILE;
    files.extend((0..n_files).map(|n| SourceFile {
        path: format!("more/{n}.ron"),
        text: Ok(blank.clone()),
    }));
    assert_eq!(codes(&files), ["S006"]);
}

#[test]
fn a_file_as_large_as_may_be_is_read() {
    let full = vec![b' '; LARGEST_FILE];
    assert_eq!(
        SourceFile::of_bytes("a.ron", &full).text.unwrap().len(),
        LARGEST_FILE
    );
    let over = vec![b' '; LARGEST_FILE + 1];
    assert_eq!(
        SourceFile::of_bytes("a.ron", &over).text,
        Err(Unreadable::TooLarge(LARGEST_FILE as u64 + 1))
    );
    // A byte order mark is no text.
    assert_eq!(
        SourceFile::of_bytes("a.ron", b"\xEF\xBB\xBF[]")
            .text
            .unwrap(),
        "[]"
    );
}

#[test]
fn conditions_nest_to_a_limit_and_no_further() {
    let nested = |depth: usize| {
        let new = format!(
            "if: {}Flag(\"read_out\"){}",
            "Not(".repeat(depth),
            ")".repeat(depth)
        );
        codes(&petition_with(
            "events.ron",
            "if: AtLeast(\"square\", 2)",
            &new,
        ))
    };
    assert_eq!(nested(DEEPEST_CONDITION), [""; 0]);
    assert_eq!(nested(DEEPEST_CONDITION + 1), ["S010"]);
    assert_eq!(nested(100_000), ["S010"]);
}

/// Each `Not` takes two of the 64 levels.
const DEEPEST_CONDITION: usize = 28;

#[test]
fn brackets_without_end_are_refused() {
    for bracket in [
        "(", "[", "{", "Not(", "All([", "Some(", "/*", "\"", "r#\"", "r",
    ] {
        let text = bracket.repeat(MEBIBYTE / bracket.len());
        let files = petition_with("events.ron", "AtLeast(\"square\", 2)", &text);
        assert_eq!(codes(&files).len(), 1, "{bracket}");
        let mut files = fixtures::petition_files();
        files.retain(|file| file.path != "codex.ron");
        files.push(SourceFile::of_bytes("codex.ron", text.as_bytes()));
        assert_eq!(codes(&files).len(), 1, "{bracket}");
    }
}

#[test]
fn half_a_book_in_place_of_an_id_is_quoted_short() {
    let long = "a".repeat(MEBIBYTE);
    for (file, old, code) in [
        ("events.ron", "\"town_square\"", "R002"),
        ("events.ron", "AtLeast(\"square\", 2)", "S004"),
        ("events.ron", "\"1848-03-02 15:00\"", "V001"),
        ("sources.ron", "\"toll_book\"", "R003"),
        ("codex.ron", "place:town_hall", "R004"),
        ("codex.ron", "say:", "S002"),
        ("scenario.ron", "\"clerk\"", "S008"),
    ] {
        let new = match old.chars().next() {
            Some('"') => format!("\"{long}\""),
            Some('A') => format!("{long}(1)"),
            Some('s') => format!("{long}:"),
            _ => long.clone(),
        };
        let files = petition_with(file, old, &new);
        assert!(codes(&files).contains(&code), "{file}: {:?}", codes(&files));
        for diagnostic in format::load(&files).diagnostics {
            assert!(
                diagnostic.message.len() < 300,
                "{}",
                diagnostic.message.len()
            );
        }
    }
}

#[test]
fn a_hundred_thousand_unknown_ids_are_counted_and_not_all_told() {
    let memories = numbered(MOST_ITEMS - 10, |n| {
        format!("Memory(id: \"memory_{n:06}\"),\n")
    });
    let mut files = petition_with(
        "clerk/role.ron",
        "Memory(id: \"counted_once\"",
        &format!("{memories} Memory(id: \"counted_once\""),
    );
    let effects = numbered(150_000, |n| format!("Set(\"memory_{n:06}x\"),\n"));
    let sitting = files
        .iter_mut()
        .find(|file| file.path == "clerk/sitting.ron")
        .unwrap();
    let text = sitting.text.as_mut().unwrap();
    *text = text.replacen(
        "Set(\"counted_once\"),",
        &format!("Set(\"counted_once\"), {effects}"),
        1,
    );
    let diagnostics = format::load(&files).diagnostics;
    assert_eq!(diagnostics.len(), 51);
    assert!(
        diagnostics
            .iter()
            .take(50)
            .all(|diagnostic| diagnostic.code == Code::UnknownId)
    );
    let last: &Diagnostic = diagnostics.last().unwrap();
    assert_eq!(last.message, "and at least 150 more in this file");
}

#[test]
fn thousands_of_ids_twice_are_counted_and_not_all_told() {
    let sources = numbered(MOST_ITEMS - 10, |_| {
        "Source(id: \"again\", author: \"\", title: \"\", year: \"\", kind: Press),\n".to_owned()
    });
    let files = petition_with(
        "sources.ron",
        "    Source(id: \"toll_book\"",
        &format!("{sources} Source(id: \"toll_book\""),
    );
    assert_eq!(codes(&files).len(), 51);
}

#[test]
fn a_hundred_thousand_chapters_are_refused() {
    let chapters = numbered(40_000, |n| {
        format!("(id: \"chapter_{n}\", title: \"\", span: \"\", opening: \"\"),")
    });
    let files = petition_with(
        "clerk/role.ron",
        "    chapters: [",
        &format!("chapters: [{chapters}"),
    );
    let found = codes(&files);
    assert_eq!(found.len(), 64);
    assert!(found.iter().all(|code| *code == "S008"));

    let roles = numbered(100_000, |n| format!("\"role_{n}\","));
    let files = petition_with("scenario.ron", "roles: [", &format!("roles: [{roles}"));
    assert_eq!(codes(&files).len(), 64);
}

#[test]
fn prose_of_signs_alone_is_read_or_refused() {
    for sign in [
        "*",
        "_",
        "*a_ ",
        "**a ",
        "[",
        "]",
        "[a](",
        "![",
        "<",
        "<!-- ",
        "`",
        "\\`",
        "&",
        "> ",
        "#",
        "- ",
        "1. ",
        "~",
        "|",
        "[a]: b\\n",
        "*a **b ",
        "[a](place:brod) ",
        "\\n\\n",
        "x\\n",
        "[x](place:nowhere) ",
    ] {
        let text = sign.repeat(MEBIBYTE / sign.len());
        let files = petition_with(
            "events.ron",
            "They came straight from the vats, blue to the elbow, and stood by the pump.",
            &text,
        );
        let found = codes(&files);
        assert!(found.len() <= 51, "{sign}: {}", found.len());
    }
}

#[test]
fn a_file_of_one_long_line_is_shown_in_part() {
    let mut text = fixtures::petition_files()
        .into_iter()
        .find(|file| file.path == "codex.ron")
        .unwrap()
        .text
        .unwrap()
        .replace('\n', " ")
        .replace("#![enable(implicit_some)]", "");
    text.push_str(&" ".repeat(MEBIBYTE));
    text = text.replace("\"vidak\"", "\"Vidak\"");
    let mut files = fixtures::petition_files();
    files.retain(|file| file.path != "codex.ron");
    files.push(SourceFile::of_bytes("codex.ron", text.as_bytes()));
    assert!(codes(&files).contains(&"R003"));
}

#[test]
fn a_run_of_signs_alone_is_refused() {
    for sign in [
        "(",
        "[",
        "Run(",
        "((\"a\",",
        "\"",
        "/*",
        "(\"a\",\"b\"),",
        "0",
        "\\",
    ] {
        let text = sign.repeat(journal_file::LARGEST / sign.len());
        assert!(journal_file::read(text.as_bytes()).is_err(), "{sign}");
        let inside = format!("Run(format: 1, x: {text}");
        let most = inside.get(..journal_file::LARGEST).unwrap();
        assert!(journal_file::read(most.as_bytes()).is_err(), "{sign}");
    }
}
