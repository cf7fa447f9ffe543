//! What is typed, and what was set: the terminal's lines, the settings, single words.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use october::chart::UnseenNames;
use october::class::picture_or_the_like;
use october::codex::{Codex, Told, Within, fold};
use october::format::run_code::{Reader, checks_out};
use october::model::{Calendar, Readings, Stamp};
use october::store::{RunId, Settings, Store};
use october::term;

use super::fixtures::{LIPA, PETROGRAD};

/// Settings of any bytes: read or refused; what is read is written and read again.
pub fn settings(bytes: &[u8]) {
    match Settings::read(bytes) {
        Ok(settings) => {
            assert!((80..=250).contains(&settings.text_size));
            let text = settings.written();
            assert_eq!(Settings::read(text.as_bytes()), Ok(settings.clone()));
            assert_eq!(
                settings.unseen_names == UnseenNames::Shown,
                text.contains("unseen_names: Shown")
            );
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Words with a meaning of their own: moments, names of runs, what is looked up.
pub fn words(bytes: &[u8]) {
    static CODEX: LazyLock<Codex> = LazyLock::new(|| Codex::of(Arc::clone(&LIPA)));
    let _ = picture_or_the_like(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Some(stamp) = Stamp::parse(text) {
        assert_eq!(stamp.to_string(), text);
        assert_eq!(stamp.minutes_to(stamp), 0);
        let calendar: &Calendar = &PETROGRAD.calendar;
        let _ = (calendar.long(stamp), calendar.other_long(stamp));
        let _ = (calendar.weekday(stamp), stamp.day_and_clock());
    }
    if let Some(id) = RunId::parse(text) {
        assert_eq!(id.as_str(), text);
        let folder = Path::new("runs");
        let whole = folder.join(format!("{id}.ron"));
        assert_eq!(whole.parent(), Some(folder), "no name leads elsewhere");
    }
    assert_eq!(fold(&fold(text)), fold(text));
    for hit in CODEX.find(text, Within::default()) {
        assert!(CODEX.card(hit.topic, Told::All).is_some());
    }
    let _ = CODEX.meant(text, Told::All);
    let fits = checks_out(text);
    let read = Reader::of(&LIPA).read(text);
    assert!(fits || read.is_err(), "what is read checks out");
}

/// The longest line that is written for so many columns; a word alone may be longer.
const COLUMNS: usize = 60;

/// Lines typed into the terminal, of any bytes. Afterwards every run that was kept opens.
pub fn commands(bytes: &[u8]) {
    // What a session that long could still break, a shorter one breaks too.
    let script = harmless(&bytes[..bytes.len().min(2000)]);
    let folder = folder();
    let store = Store::open(Some(folder.path())).expect("a folder that is named");
    let setup = term::Setup {
        scenario: Arc::clone(&LIPA),
        store: store.clone(),
        role: None,
        begin: None,
        readings: Readings::default(),
        fresh: false,
        width: Some(COLUMNS),
    };
    let mut seed = 0;
    let mut seeds = || {
        seed += 1;
        seed
    };
    let mut output = Vec::new();
    term::play(setup, &mut seeds, &mut script.as_slice(), &mut output)
        .expect("memory can be read and written");
    let output = String::from_utf8(output).expect("what is written is text");
    for line in output.lines() {
        // Some other signs take no column, and some take two.
        let fits = !line.is_ascii() || line.len() <= COLUMNS;
        assert!(fits || !line.trim().contains(' '), "{line}");
    }
    let (runs, problems) = store.runs();
    assert_eq!(problems, []);
    for run in runs {
        october::journal::replay(&LIPA, &run.journal).expect("a run of these scenes");
    }
    assert_eq!(store.settings().1, None);
}

/// The lines without those that could write to the disk beside the game's own folder.
fn harmless(script: &[u8]) -> Vec<u8> {
    let writes = |line: &&[u8]| {
        let line = String::from_utf8_lossy(line).trim().to_lowercase();
        ["export", "report"]
            .iter()
            .any(|word| line.starts_with(word))
    };
    let lines: Vec<&[u8]> = script
        .split(|byte| *byte == b'\n')
        .filter(|line| !writes(line))
        .collect();
    lines.join(&b'\n')
}

/// A folder in memory where the system has one: a game saves after every decision, and waits
/// until that is on the disk.
fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let made = match memory.is_dir() {
        true => tempfile::tempdir_in(memory),
        false => tempfile::tempdir(),
    };
    made.expect("there is room for a folder")
}
