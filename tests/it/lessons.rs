//! Chapters as lessons: entered on their own, told what lies before, and a good place to stop.

use std::fmt::Write as _;
use std::sync::Arc;

use october::format::run_code;
use october::journal::{self, ForeignJournal};
use october::model::{Readings, RoleId, Scenario};
use october::playthrough::{
    Action, NoChapter, NoEntry, Options, PageView, Playthrough, Recap, chapter_entry, chapters,
};
use october::session::Session;
use october::store::RunFile;

use crate::cli::{path_text, run, spoilt};
use crate::fixtures::{clerk, petition, petrograd};
use crate::support::Terminal;

fn role(scenario: &Scenario, key: &str) -> RoleId {
    scenario.role_by_key(key).unwrap()
}

/// A run that begins with a chapter.
fn begun(scenario: &Arc<Scenario>, role: RoleId, chapter: &str) -> Playthrough {
    let readings = Readings::default();
    let scene = chapter_entry(scenario, role, &readings, chapter).unwrap();
    Playthrough::begin_at(Arc::clone(scenario), role, scene, 1917, &readings).unwrap()
}

/// A recap as it is read.
fn read(recap: &Recap) -> String {
    let mut text = format!("{}\n{}\n", recap.title, recap.lead);
    for chapter in &recap.chapters {
        writeln!(
            text,
            "\n{} ({})\n{}",
            chapter.head, chapter.span, chapter.told
        )
        .unwrap();
        for item in &chapter.decisions {
            let (day, scene) = (&item.day, &item.scene);
            writeln!(text, "- {day}, {scene}: {} | {}", item.chose, item.came).unwrap();
        }
        for line in &chapter.city {
            writeln!(text, "* {line}").unwrap();
        }
    }
    writeln!(text, "\n{}", recap.stands.join("\n")).unwrap();
    text
}

/// Takes the last open choice on each of so many pages.
fn plays(run: &mut Playthrough, n_pages: usize) {
    for _ in 0..n_pages {
        let action = match run.view(&Options::default()).page {
            PageView::Scene(scene) => {
                let mut choices = scene.choices.iter();
                Action::Choose(choices.rposition(|it| it.locked.is_none()).unwrap())
            }
            PageView::After(_) => Action::Continue,
            PageView::End(_) => return,
        };
        run.act(action).unwrap();
    }
}

#[test]
fn every_chapter_can_be_begun_and_played_to_the_end() {
    let scenario = petrograd();
    for role in scenario.role_ids() {
        for chapter in chapters(&scenario, role, &Readings::default()) {
            let mut run = begun(&scenario, role, &chapter.key);
            let PageView::Scene(page) = run.view(&Options::default()).page else {
                panic!("{}", chapter.key);
            };
            let opening = page.opening.unwrap();
            assert_eq!(opening.title, chapter.title);
            let begins = run.journal().begins.is_some();
            assert_eq!(
                (begins, run.recap().is_some()),
                (chapter.number > 1, chapter.number > 1)
            );
            assert!(chapter.minutes.unwrap() >= 5, "{chapter:?}");
            // A class hands in runs that began in the middle of the story.
            plays(&mut run, 200);
            assert!(run.is_over() && run.recap().is_none());
            let code = run_code::write(&scenario, run.journal()).unwrap();
            let journal = run_code::read(&scenario, &code).unwrap().journal;
            assert_eq!(journal.decisions, run.journal().decisions);
            assert_eq!(journal.begins, run.journal().begins);
        }
    }
}

#[test]
fn a_chapter_is_asked_for_by_id_number_or_title() {
    let scenario = petrograd();
    let role = role(&scenario, "red_guard");
    let find = |wanted| chapter_entry(&scenario, role, &Readings::default(), wanted);
    let scene = find("october").unwrap();
    for wanted in ["4", "October", " october ", "Two nights", "two nights"] {
        assert_eq!(find(wanted), Ok(scene), "{wanted}");
    }
    for (wanted, told) in [
        (
            "octobre",
            "Red Guard has no chapter `octobre`; did you mean `october`?; the chapters are february, july, kornilov, october, winter",
        ),
        (
            "6",
            "Red Guard has no chapter `6`; the chapters are february, july, kornilov, october, winter",
        ),
    ] {
        assert_eq!(find(wanted).unwrap_err().to_string(), told);
    }
    let long = "x".repeat(10_000);
    assert!(matches!(
        find(&long),
        Err(NoChapter::Unknown { nearest: None, .. })
    ));
    assert!(find("").is_err());
}

#[test]
fn a_chapter_that_history_does_not_come_to_says_why() {
    let round =
        |text: String| text.replacen("then: Go(\"council_hall\")", "then: End(\"side_door\")", 1);
    let ends = |text: String| text.replacen("historical: true,", "", 1);
    let loaded = |folder: &tempfile::TempDir| {
        let files = october::store::folder_files(folder.path()).unwrap();
        Arc::new(october::format::load(&files).scenario.unwrap())
    };
    let scenario = loaded(&spoilt("clerk/eve.ron", round));
    let known = chapters(&scenario, clerk(&scenario), &Readings::default());
    assert_eq!(known[1].entry, Err(NoEntry::NotOnPath));
    assert_eq!((known[1].minutes, known[1].n_decisions), (None, 0));
    let scenario = loaded(&spoilt("clerk/eve.ron", ends));
    let known = chapters(&scenario, clerk(&scenario), &Readings::default());
    assert!(known[0].entry.is_ok(), "the beginning needs no history");
    let error = chapter_entry(&scenario, clerk(&scenario), &Readings::default(), "sitting");
    assert_eq!(
        error.unwrap_err().to_string(),
        "the chapter `sitting` cannot be begun on its own: the recorded path of this role ends before it, in “Ninety-one names”, where no choice is marked"
    );
}

#[test]
fn the_page_before_a_chapter_tells_what_is_recorded() {
    let scenario = petrograd();
    let told = ["red_guard", "minister"].map(|key| {
        let run = begun(&scenario, role(&scenario, key), "4");
        read(&run.recap().unwrap())
    });
    insta::assert_snapshot!("before_chapter_four", told.join("\n----\n\n"));
}

#[test]
fn a_run_that_goes_on_is_told_its_latest_chapter_in_full() {
    let scenario = petrograd();
    let mut run = Playthrough::begin(Arc::clone(&scenario), role(&scenario, "red_guard"), 1917);
    assert_eq!(run.recap(), None);
    plays(&mut run, 1);
    let first = run.recap().unwrap();
    assert_eq!((first.lead.as_str(), first.chapters.len()), ("", 1));
    assert_eq!(first.chapters[0].decisions.len(), 1);
    assert!(
        first.chapters[0].city.is_empty(),
        "its news has not come yet"
    );
    plays(&mut run, 40);
    insta::assert_snapshot!("so_far", read(&run.recap().unwrap()));
}

#[test]
fn a_run_begun_in_the_middle_says_where() {
    let scenario = petition();
    let mut run = begun(&scenario, clerk(&scenario), "sitting");
    plays(&mut run, 2);
    let recap = run.recap().unwrap();
    assert_eq!(
        recap.lead,
        "Your run begins in chapter 2, “The sitting”, at “Item five”. What lies before went as it is recorded."
    );
    assert_eq!(recap.chapters.len(), 1);
}

#[test]
fn the_last_page_of_a_chapter_says_what_is_ahead() {
    let scenario = petition();
    let mut run = Playthrough::begin(Arc::clone(&scenario), clerk(&scenario), 7);
    let mut closings = Vec::new();
    for _ in 0..40 {
        if let PageView::After(after) = run.view(&Options::default()).page {
            assert!(after.closing.is_none() || after.closes_chapter);
            closings.extend(after.closing);
        }
        plays(&mut run, 1);
    }
    assert_eq!(
        closings.len(),
        1,
        "the end of the story is no chapter's end"
    );
    assert_eq!(closings[0].closed, "The end of chapter 1, “The fair copy”");
    assert_eq!(
        closings[0].ahead,
        "Next is chapter 2, “The sitting”, 2 March: about 3 minutes."
    );
}

#[test]
fn a_journal_whose_beginning_is_gone_is_refused_with_its_name() {
    let scenario = petition();
    let mut journal = begun(&scenario, clerk(&scenario), "sitting")
        .journal()
        .clone();
    for gone in ["no_such_scene", "toll_chain", ""] {
        journal.begins = Some(gone.to_owned());
        assert_eq!(
            journal::replay(&scenario, &journal).unwrap_err(),
            ForeignJournal::NoSuchBeginning(gone.to_owned())
        );
    }
    let game = Terminal::of(Arc::clone(&scenario));
    let store = game.store();
    let id = store.save_new_run(&journal).unwrap();
    let file: RunFile = store.run(&id).unwrap();
    assert!(Session::resume(store, Arc::clone(&scenario), file).is_err());
    let read = game.types(&["runs", "open 1", "quit"]);
    let told = "cannot be opened: this run begins in the scene ``";
    assert!(read.contains(told), "{read}");
}

#[test]
fn the_terminal_begins_with_a_chapter_and_tells_what_lies_before() {
    let game = Terminal::of(petition());
    let read = game.types(&[
        "1",
        "chapters",
        "chapter 3",
        "chapter 2",
        "recap",
        "1",
        "quit",
    ]);
    for text in [
        "1. The fair copy, 1 March, evening, 2 decisions, about",
        "2. The sitting, 2 March, 3 decisions, about",
        "The clerk has no chapter `3`; the chapters are eve, sitting.",
        "What has gone before",
        "Chapter 2: The sitting",
    ] {
        assert!(read.contains(text), "{text}\n{read}");
    }
    // Told with the page, and once more when asked for.
    assert_eq!(read.matches("What has gone before").count(), 2, "{read}");
}

#[test]
fn a_run_continued_another_day_is_told_first_and_in_one_sitting_it_is_not() {
    let game = Terminal::of(petition());
    game.types(&["1", "", "1", "", "1", "quit"]);
    let read = game.types(&["1", "new", "2", "quit", "quit"]);
    assert_eq!(
        read.matches("What has happened so far").count(),
        1,
        "{read}"
    );
    let read = game.types(&["1", "open clerk-001", "quit"]);
    assert_eq!(
        read.matches("What has happened so far").count(),
        1,
        "{read}"
    );
    let told = read.find("What has happened so far").unwrap();
    assert!(
        told < read.find("You chose 1:").unwrap(),
        "before the page: {read}"
    );
}

#[test]
fn the_command_line_begins_with_a_chapter() {
    let play = |rest: &[&str]| {
        let args = [&["play", "--front-end", "terminal", "--seed", "7"], rest].concat();
        run(&args, "")
    };
    let (code, out, err) = play(&["--role", "minister", "--chapter", "malachite"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("What has gone before"), "{out}");
    assert!(out.contains("Chapter 4: The Malachite Hall"), "{out}");
    let (code, _, err) = play(&["--role", "minister", "--chapter", "malakite"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("no chapter `malakite`; did you mean `malachite`?"),
        "{err}"
    );
    let (code, _, err) = play(&["--chapter", "malachite"]);
    assert_eq!(code, 2);
    assert!(err.contains("--role <ROLE>"), "{err}");
    let folder = spoilt("clerk/eve.ron", |text| {
        text.replacen("historical: true,", "", 1)
    });
    let scenes = ["--scenes", path_text(folder.path())];
    let (code, _, err) = play(&[&scenes[..], &["--role", "clerk", "--chapter", "2"]].concat());
    assert_eq!(code, 2);
    assert!(err.contains("cannot be begun on its own"), "{err}");
}

#[test]
fn the_list_names_the_chapters_and_their_length() {
    let (code, out, _) = run(&["list"], "");
    assert_eq!(code, 0);
    assert!(
        out.contains("    october: Two nights, 24 – 26 October 1917, "),
        "{out}"
    );
    let (_, out, _) = run(&["list", "--format", "json"], "");
    let line: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    let chapters = line["chapters"].as_array().unwrap();
    assert_eq!(chapters[0]["chapter"], "february");
    assert!(chapters[3]["minutes"].as_u64().unwrap() > 5);
    assert_eq!(chapters[3]["closed"], serde_json::Value::Null);
}
