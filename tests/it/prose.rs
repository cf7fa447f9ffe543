//! How written prose becomes paragraphs and spans.

use october::model::{Link, Prose};

use crate::fixtures;

/// The text of the petition's first event, written like this.
#[track_caller]
fn read(written: &str) -> Prose {
    let mut files = fixtures::petition_files();
    let events = files
        .iter_mut()
        .find(|file| file.path == "events.ron")
        .unwrap();
    let text = events.text.as_mut().unwrap();
    let old = "\"The first raft of the year came down from [Brod](place:brod) and paid eleven groschen.\"";
    assert!(text.contains(old));
    *text = text.replace(old, &format!("r#\"{written}\"#"));
    fixtures::loaded(&files)
        .events
        .first()
        .unwrap()
        .text
        .clone()
}

/// Paragraphs as lines; `_` around emphasis, `*` around strong, `[]` around links.
fn shown(prose: &Prose) -> Vec<String> {
    let span = |span: &october::model::Span| {
        let mut text = span.text.clone();
        if span.emphasis {
            text = format!("_{text}_");
        }
        if span.strong {
            text = format!("*{text}*");
        }
        match span.link {
            Some(Link::Place(_)) => format!("[{text}|place]"),
            Some(Link::Entry(_)) => format!("[{text}|entry]"),
            Some(Link::Event(_)) => format!("[{text}|event]"),
            None => text,
        }
    };
    prose
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.spans.iter().map(span).collect())
        .collect()
}

#[track_caller]
fn check(written: &str, expected: &[&str]) {
    assert_eq!(shown(&read(written)), expected);
}

#[test]
fn an_empty_line_parts_paragraphs_and_a_single_break_is_a_blank() {
    check(
        "One\n        and one.\n\n        Two.\n",
        &["One and one.", "Two."],
    );
    check("", &[]);
}

#[test]
fn indentation_of_the_file_is_no_code() {
    check(
        "\n            Deep in\n                the file.\n",
        &["Deep in the file."],
    );
}

#[test]
fn emphasis_ends_where_the_outer_one_does() {
    check("*a* b", &["_a_ b"]);
    check("**a *b* c**", &["*a **_b_** c*"]);
    check("*a _b_ c* d", &["_a b c_ d"]);
}

#[test]
fn names_can_be_asked_about() {
    check(
        "[Brod](place:brod), *[Vidak](person:vidak)*, the [book](term:toll_book) of [the day](event:sitting), [free](myth:free_river).",
        &["[Brod|place], [_Vidak_|entry], the [book|entry] of [the day|event], [free|entry]."],
    );
}

#[test]
fn words_are_counted_as_a_reader_reads_them() {
    let prose = read("Two — *well-known* “words”, and 3 more.\n\nThe end …");
    assert_eq!(prose.words(), 8);
    assert_eq!(
        prose.plain(),
        "Two — well-known “words”, and 3 more.\n\nThe end …"
    );
    assert!(read("…\n\n—").is_empty());
}
