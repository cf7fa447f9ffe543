//! Everything that any version has written opens for ever, and comes to what it came to.
//!
//! `tests/fixtures/kept` has a folder for each form that run files, settings and run codes
//! have had, written by the programs of their time. Its `README.md` says which; nothing in
//! it is ever changed. If a test here fails, the change is wrong.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use october::format::{journal_file, run_code};
use october::journal::{Journal, Votes};
use october::model::Scenario;
use october::session::{self, Session};
use october::store::{Imported, Settings, Store, read_run_file};

use crate::fixtures;
use crate::folder::Folder;
use crate::golden_runs;

/// How many forms there have been; a folder that gets lost is not passed over.
const FORMS: usize = 6;

fn forms() -> Vec<PathBuf> {
    let entries = fs::read_dir(fixtures::path("kept")).unwrap();
    let mut forms: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    forms.sort();
    assert_eq!(forms.len(), FORMS);
    forms
}

/// The run files of a form, with the text that says what they come to.
fn runs(form: &Path) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(form).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "ron"));
    paths.retain(|path| path.file_name().is_some_and(|it| it != "settings.ron"));
    paths.sort();
    let beside = |path: PathBuf| {
        let told = fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
        (path, told)
    };
    paths.into_iter().map(beside).collect()
}

fn scenario_of(journal: &Journal, scenarios: &[Arc<Scenario>]) -> Arc<Scenario> {
    let own = scenarios.iter().find(|it| it.key == journal.scenario);
    Arc::clone(own.unwrap())
}

fn scenarios() -> [Arc<Scenario>; 2] {
    [fixtures::petrograd(), fixtures::petition()]
}

/// What a run file says: what the run came to, and what is noted of it.
fn told(scenario: &Scenario, journal: &Journal) -> String {
    let mut text = golden_runs::told(scenario, journal);
    writeln!(text, "pages turned: {}", journal.pages_turned).unwrap();
    if !journal.name.is_empty() {
        writeln!(text, "name: {}", journal.name).unwrap();
    }
    if journal.starred {
        writeln!(text, "starred").unwrap();
    }
    if let Some((id, n_decisions)) = &journal.parent {
        writeln!(text, "left {id} after {n_decisions}").unwrap();
    }
    for Votes { scene, rounds } in &journal.votes {
        writeln!(text, "votes in {scene}: {rounds:?}").unwrap();
    }
    text
}

#[test]
fn every_run_that_was_ever_kept_opens_and_is_what_it_was() {
    let scenarios = scenarios();
    let mut n_runs = 0;
    for form in forms() {
        for (path, expected) in runs(&form) {
            n_runs += 1;
            let name = path.display();
            let journal = read_run_file(&path).unwrap().unwrap();
            let scenario = scenario_of(&journal, &scenarios);
            let now = told(&scenario, &journal);
            assert!(!now.contains("\nstops: "), "{name}:\n{now}");
            assert_eq!(now, expected, "{name} comes to something else");

            // It is played on: taken in, opened, gone back in, and saved in today's form.
            let folder = Folder::new();
            let text = path.to_str().unwrap();
            let imported = session::import(&folder.store(), &scenario, text).unwrap();
            assert!(matches!(imported.run, Imported::New(_)), "{name}");
            let file = folder.the_run();
            let n_made = journal.decisions.len();
            let mut session = Session::resume(folder.store(), Arc::clone(&scenario), file).unwrap();
            assert_eq!(session.take_notice(), None, "{name}");
            assert_eq!(session.run().replay().steps.len(), n_made, "{name}");
            assert!(session.save());
            let written = journal_file::write(&journal);
            assert_eq!(journal_file::read(written.as_bytes()).unwrap(), journal);
        }
    }
    assert!(n_runs >= FORMS * 2, "only {n_runs} run files");
}

#[test]
fn every_code_that_was_ever_written_rebuilds_its_run() {
    let scenarios = scenarios();
    let mut n_codes = 0;
    for form in forms() {
        // A line has the code, and the run file that holds the same run.
        let codes = fs::read_to_string(form.join("codes.txt")).unwrap_or_default();
        for line in codes.lines() {
            n_codes += 1;
            let (code, name) = line.split_once(' ').unwrap();
            let path = form.join(name).with_extension("ron");
            let journal = read_run_file(&path).unwrap().unwrap();
            let scenario = scenario_of(&journal, &scenarios);
            let read = run_code::read(&scenario, code).unwrap();
            let place = format!("{code} of {}", form.display());
            assert!(read.journal.is_same_run(&journal), "{place}");
            assert_eq!(
                (&read.stop, read.decisions),
                (&None, run_code::Decisions::Same)
            );
            // Written today it has the same decisions; only the mark of the content may differ.
            let again = run_code::write(&scenario, &read.journal).unwrap();
            assert_eq!(again.len(), code.len(), "{place}");
            let again = run_code::read(&scenario, &again).unwrap();
            assert!(again.journal.is_same_run(&journal), "{place}");
            assert_eq!(again.note(), None);
        }
    }
    assert!(n_codes >= 10, "only {n_codes} codes");
}

fn settings_told(settings: &Settings) -> String {
    // A setting that comes later is not told here: files of before it do not have it.
    let Settings {
        text_size,
        theme,
        face,
        spacing,
        letters,
        pace,
        motion,
        motion_chosen,
        options,
        unseen_names,
        tips,
        full_screen,
        ..
    } = settings;
    // Told only where it is so: most texts are older than it.
    let whole = if *full_screen { "full screen\n" } else { "" };
    format!(
        "text {text_size}, {theme:?}, {face:?}, {spacing:?}, {letters:?}, {pace:?}\n\
         motion {motion}, chosen {motion_chosen}\n\
         hints {:?}, history {:?}, unseen names {unseen_names:?}\n\
         tips {:?}, seen {:?}\n{whole}",
        options.hints, options.history, tips.shown, tips.seen
    )
}

#[test]
fn all_settings_that_were_ever_saved_are_taken_over() {
    for form in forms() {
        let path = form.join("settings.ron");
        let store = Store::open(Some(&form)).unwrap();
        assert!(path.is_file(), "{}", path.display());
        let (settings, message) = store.settings();
        assert_eq!(message, None, "{}", path.display());
        let expected = fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
        assert_eq!(settings_told(&settings), expected, "{}", path.display());
    }
}

/// The names of the fields that stand directly in a file.
fn fields(text: &str) -> BTreeSet<String> {
    let inner = text.lines().filter_map(|line| line.strip_prefix("    "));
    let named = inner.filter_map(|line| line.split_once(": "));
    named
        .map(|(name, _)| name.to_owned())
        .filter(|name| name.bytes().all(|it| it.is_ascii_lowercase() || it == b'_'))
        .collect()
}

#[test]
fn what_is_written_today_is_among_what_is_kept() {
    let mut in_runs = BTreeSet::new();
    let mut in_settings = BTreeSet::new();
    let mut newest = 0;
    for form in forms() {
        for (path, _) in runs(&form) {
            let text = fs::read_to_string(path).unwrap();
            let format = text
                .lines()
                .find_map(|line| line.strip_prefix("    format: "));
            let format = format.unwrap().trim_end_matches(',');
            newest = newest.max(format.parse::<u32>().unwrap());
            in_runs.extend(fields(&text));
        }
        in_settings.extend(fields(
            &fs::read_to_string(form.join("settings.ron")).unwrap(),
        ));
    }
    let add = "add a folder to tests/fixtures/kept with files as they are written today";
    assert_eq!(newest, journal_file::VERSION, "{add}");

    let scenario = fixtures::petition();
    let mut journal = Journal::of(&scenario, fixtures::clerk(&scenario), 1);
    journal.begins = Some("council_hall".to_owned());
    journal.readings = vec![("a".to_owned(), "b".to_owned())];
    journal.rename("name");
    journal.starred = true;
    journal.parent = Some(("clerk-001".to_owned(), 0));
    journal.votes = vec![Votes {
        scene: "council_hall".to_owned(),
        rounds: vec![vec![("x".to_owned(), 1)]],
    }];
    let written = fields(&journal_file::write(&journal));
    let missing: Vec<&String> = written.difference(&in_runs).collect();
    assert!(missing.is_empty(), "no kept run has {missing:?}; {add}");

    let folder = Folder::new();
    let settings = Settings {
        motion_chosen: true,
        ..Settings::default()
    };
    folder.store().save_settings(&settings).unwrap();
    let written = fields(&fs::read_to_string(folder.path("settings.ron")).unwrap());
    let missing: Vec<&String> = written.difference(&in_settings).collect();
    assert!(
        missing.is_empty(),
        "no kept settings have {missing:?}; {add}"
    );
}

/// Prints what a new fixture comes to, to be read and put beside it.
#[test]
#[ignore = "checks nothing: it prints what stands beside a fixture that is added"]
fn print_what_kept_files_come_to() {
    let scenarios = scenarios();
    for form in forms() {
        for (path, _) in runs(&form) {
            let journal = read_run_file(&path).unwrap().unwrap();
            let told = told(&scenario_of(&journal, &scenarios), &journal);
            println!("== {}\n{told}", path.with_extension("txt").display());
        }
        let (settings, _) = Store::open(Some(&form)).unwrap().settings();
        let path = form.join("settings.txt");
        println!("== {}\n{}", path.display(), settings_told(&settings));
    }
}
