//! Scenes from a stranger: one file, a whole folder, a text in one of them.

use std::sync::Arc;

use october::check::check;
use october::format::SourceFile;
use october::model::{Paragraph, Prose};

use super::dice::{Dice, seed};
use super::fixtures::{EXAMPLE, PETITION, files};
use super::look::{load_and_look, look};
use super::play::play_all;

/// What begins the line that names a file of a folder.
pub const FILE: &str = "== ";

/// The first byte says which file of a whole scenario the others stand in place of.
pub fn file(bytes: &[u8]) {
    let Some((which, text)) = bytes.split_first() else {
        return;
    };
    let (folder, at) = slot(*which);
    let mut files = files(folder);
    let Some(file) = files.get_mut(at) else {
        return;
    };
    *file = SourceFile::of_bytes(file.path.clone(), text);
    whole(&files, seed(bytes));
}

/// The scenario and the file in it that a byte stands for; letters, so that an input can be
/// read.
fn slot(which: u8) -> (&'static [(&'static str, &'static str)], usize) {
    let at = usize::from(which.wrapping_sub(b'A')) % (PETITION.len() + EXAMPLE.len());
    match at.checked_sub(PETITION.len()) {
        None => (PETITION, at),
        Some(at) => (EXAMPLE, at),
    }
}

/// A whole folder: each file begins with a line `== its/path.ron`.
pub fn folder(bytes: &[u8]) {
    let files: Vec<SourceFile> = parted(bytes)
        .map(|(path, text)| SourceFile::of_bytes(String::from_utf8_lossy(path), text))
        .collect();
    whole(&files, seed(bytes));
}

/// The parts of a text, each with what stands on the line before it.
pub fn parted(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut starts: Vec<usize> = bytes
        .windows(FILE.len() + 1)
        .enumerate()
        .filter(|(_, found)| found[0] == b'\n' && found[1..] == *FILE.as_bytes())
        .map(|(at, _)| at + 1)
        .collect();
    if bytes.starts_with(FILE.as_bytes()) {
        starts.insert(0, 0);
    }
    let ends: Vec<usize> = starts
        .iter()
        .skip(1)
        .copied()
        .chain([bytes.len()])
        .collect();
    starts.into_iter().zip(ends).map(|(start, end)| {
        let part = &bytes[start + FILE.len()..end];
        let line = part.iter().position(|byte| *byte == b'\n');
        let (name, text) = part.split_at(line.unwrap_or(part.len()));
        (name, text.get(1..).unwrap_or_default())
    })
}

/// A text within a scene, an event, an answer and the codex.
pub fn prose(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let written: String = text
        .chars()
        .flat_map(|sign| {
            let escaped = matches!(sign, '\\' | '"').then_some('\\');
            escaped.into_iter().chain([sign])
        })
        .collect();
    let mut files = files(PETITION);
    for (path, old) in [
        (
            "codex.ron",
            "Mayor since the flood. He writes short orders that can be read in two ways.",
        ),
        (
            "events.ron",
            "They came straight from the vats, blue to the elbow, and stood by the pump.",
        ),
        (
            "clerk/eve.ron",
            "You warm the ink in your sleeve and begin. By the third sheet you cannot feel the pen, and the names come out as if somebody else were signing them. Under the last you rule a line, twice, so that nothing can be added or taken away.",
        ),
    ] {
        let file = files.iter_mut().find(|file| file.path == path);
        let known = file.and_then(|file| file.text.as_mut().ok());
        let known = known.expect("the petition has this file");
        assert!(known.contains(old));
        *known = known.replace(old, &written);
    }
    let loaded = load_and_look(&files);
    let Some(scenario) = loaded.scenario else {
        return;
    };
    for entry in &scenario.entries {
        well_set(&entry.text, text.len());
    }
    play_all(
        &Arc::new(scenario),
        &mut Dice::of(&seed(bytes).to_le_bytes()),
    );
}

/// Neighbouring spans differ, none is empty, and nothing has been made longer than written.
fn well_set(prose: &Prose, longest: usize) {
    for Paragraph { spans } in &prose.paragraphs {
        assert!(spans.iter().all(|span| !span.text.is_empty()));
        for pair in spans.windows(2) {
            let style = |at: usize| (pair[at].emphasis, pair[at].strong, pair[at].link);
            assert_ne!(style(0), style(1), "{spans:?}");
        }
    }
    // A named sign such as `&ngE;` is at most a few bytes longer than its name.
    assert!(prose.plain().len() <= longest.max(1000) * 2);
}

/// Files that are loaded, checked, and played if they can be.
pub fn whole(files: &[SourceFile], seed: u64) {
    let loaded = load_and_look(files);
    let Some(scenario) = loaded.scenario else {
        return;
    };
    let scenario = Arc::new(scenario);
    let report = check(&scenario, files);
    look(files, &report.diagnostics);
    play_all(&scenario, &mut Dice::of(&seed.to_le_bytes()));
}
