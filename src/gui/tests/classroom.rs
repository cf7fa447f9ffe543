//! The classroom: handing in, the picture for the room, what could not be read, and the file.

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use bevy_egui::egui;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::logic::Game;
use super::stage::{Play, Stage, asked, click, press, says};
use crate::class::GroupBy;
use crate::format::{self, run_code};
use crate::gui::action::UiAction;
use crate::gui::classroom::{ClassAsk, Written};
use crate::gui::screen::Screen;
use crate::journal::Journal;
use crate::model::Scenario;
use crate::playthrough::{Action, Playthrough};
use crate::report::ClassForm;
use crate::rules;
use crate::session::HandIn;
use crate::store::{Existing, folder_files};

/// A run whose choices follow from a number; every ninth stops on the way.
fn some_run(scenario: &Arc<Scenario>, number: u64) -> Journal {
    let roles: Vec<_> = scenario.role_ids().collect();
    let role = roles[usize::try_from(number).unwrap() % roles.len()];
    let seed = rules::word(number, 1) % run_code::SHORT_SEEDS;
    let mut run = Playthrough::begin(Arc::clone(scenario), role, seed);
    for step in 2.. {
        if run.is_over() || (number % 9 == 8 && step > 14) {
            break;
        }
        let first = usize::try_from(rules::word(number, step) % 4).unwrap();
        let taken = (0..4).any(|more| run.act(Action::Choose((first + more) % 4)).is_ok());
        assert!(taken && run.act(Action::Continue).is_ok());
    }
    run.journal().clone()
}

static CODES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let scenario = Stage::scenario();
    let journals = (0..30).map(|number| some_run(scenario, number));
    journals
        .map(|journal| run_code::write(scenario, &journal).unwrap())
        .collect()
});

/// A code of another scenario.
fn code_of_others() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/petition");
    let scenario = Arc::new(
        format::load(&folder_files(&folder).unwrap())
            .scenario
            .unwrap(),
    );
    run_code::write(&scenario, &some_run(&scenario, 3)).unwrap()
}

fn pasted(text: &str) -> ClassAsk {
    ClassAsk::HandIn(HandIn::Pasted(text.to_owned()))
}

fn named(path: &Path) -> ClassAsk {
    ClassAsk::HandIn(HandIn::Named(path.display().to_string()))
}

/// Twenty-eight runs, one of them twice, and two codes that cannot be read.
pub(super) fn class() -> Stage {
    let mut stage = Stage::of(Screen::Classroom);
    stage.class.title = "Class 11 B".to_owned();
    stage.class.folder = "/home/teacher".to_owned();
    let mut lines = CODES[..28].to_vec();
    lines.push(CODES[3].clone());
    lines.push(CODES[28][..14].to_owned());
    lines.push(CODES[29].replacen(
        &CODES[29][2..3],
        if &CODES[29][2..3] == "X" { "Y" } else { "X" },
        1,
    ));
    stage.asks_class(&pasted(&lines.join("\n")));
    stage
}

fn paste(harness: &mut Play, text: &str) {
    // So it comes from the window; egui has an event of its own for it.
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

#[test]
fn an_empty_classroom_says_what_to_do() {
    let mut harness = Stage::of(Screen::Classroom).open();
    for words in [
        "Nothing is handed in yet",
        "A code stands at the end of every run and in the list of runs.",
        "Counts only: no names are read or kept",
    ] {
        assert!(says(&harness, words), "{words}");
    }
    for key in [Key::S, Key::P, Key::E, Key::A, Key::ArrowRight] {
        assert_eq!(press(&mut harness, key), [], "{key:?}");
    }
    assert!(says(&harness, "Nothing is handed in yet"));
    let title = [UiAction::Open(Screen::Title)];
    assert_eq!(press(&mut harness, Key::Escape), title);
}

#[test]
fn a_paste_goes_into_the_field_and_is_handed_in_with_the_keyboard_alone() {
    let mut harness = Stage::of(Screen::Classroom).open();
    paste(&mut harness, &CODES[0]);
    let label = "Paste or type the codes here";
    let field = harness.get_by_role_and_label(Role::MultilineTextInput, label);
    assert_eq!(field.value().as_deref(), Some(CODES[0].as_str()));
    let wanted = [UiAction::Class(pasted(&CODES[0]))];
    assert_eq!(press(&mut harness, Key::Enter), wanted);
    harness.get_by_label(label).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::CTRL, Key::Enter);
    harness.run();
    assert_eq!(asked(&mut harness), wanted);
    // Letters are letters while they are typed.
    harness.event(Event::Text("s".to_owned()));
    assert_eq!(press(&mut harness, Key::S), []);
    harness.get_by_label(label);
}

#[test]
fn ten_thousand_codes_are_held_and_never_laid_out() {
    let mut harness = Stage::of(Screen::Classroom).open();
    let many = CODES.join("\n").repeat(334);
    assert!(many.lines().count() > 9_000);
    paste(&mut harness, &many);
    assert!(says(&harness, "lines were pasted, too many to show here."));
    let longest = harness
        .output()
        .shapes
        .iter()
        .map(|shape| match &shape.shape {
            egui::Shape::Text(text) => text.galley.job.text.len(),
            _ => 0,
        });
    assert!(longest.max().unwrap() < 500);
    let wanted = [UiAction::Class(pasted(&many))];
    assert_eq!(press(&mut harness, Key::Enter), wanted);
    click(&mut harness, "Drop the paste");
    harness.get_by_label("Paste or type the codes here");
}

#[test]
fn the_picture_turns_and_counts() {
    let mut harness = class().open();
    assert!(says(&harness, "28 runs read, 2 not readable"));
    assert!(says(&harness, "Where to begin"));
    let before = harness.root().children_recursive().count();
    assert!(before > 20);
    for _ in 0..8 {
        assert_eq!(press(&mut harness, Key::ArrowRight), []);
    }
    assert!(says(
        &harness,
        "Who answers when the palace lifts the receiver?"
    ));
    let class = harness.state().class.counted.clone().unwrap();
    let question = &class.class.turning_points[7];
    for tally in &question.answers {
        assert!(says(&harness, &format!("{}: {}", tally.n_runs, tally.text)));
    }
    assert!(says(&harness, "= History, documented. Red Guard "));
    assert!(says(&harness, &question.to_talk_about().unwrap()));
    press(&mut harness, Key::ArrowLeft);
    assert!(says(&harness, "Who holds the Neva bridges by nightfall?"));
    let title = [UiAction::Open(Screen::Title)];
    assert_eq!(press(&mut harness, Key::Escape), title);
}

#[test]
fn the_list_turns_the_page_by_arrows_and_by_pressing() {
    let mut harness = class().open();
    let row = |harness: &Play, name: &str| {
        let name = name.to_owned();
        let found = harness.get_by(move |node| {
            node.role() == Role::Tab && node.label().is_some_and(|it| it.starts_with(&name))
        });
        found.focus();
    };
    row(&harness, "The bridges: ");
    harness.run();
    assert!(says(&harness, "Who holds the Neva bridges by nightfall?"));
    press(&mut harness, Key::ArrowDown);
    assert!(says(
        &harness,
        "Who answers when the palace lifts the receiver?"
    ));
    press(&mut harness, Key::ArrowRight);
    assert!(says(&harness, "Where is Kerensky at noon?"));
    press(&mut harness, Key::ArrowUp);
    assert!(says(
        &harness,
        "Who answers when the palace lifts the receiver?"
    ));
}

#[test]
fn what_could_not_be_read_is_told_with_place_and_reason() {
    let mut harness = class().open();
    assert_eq!(press(&mut harness, Key::E), []);
    for words in [
        "2 entries could not be read",
        "what was pasted, line 30",
        "what was pasted, line 31",
        "what was pasted, line 29: This is the same run as at what was pasted, line 4, and counted once.",
    ] {
        assert!(says(&harness, words), "{words}");
    }
    assert_eq!(press(&mut harness, Key::Escape), []);
    assert!(says(&harness, "Where to begin"));
}

#[test]
fn the_groups_are_shown_by_label_and_small_ones_together() {
    let rows = CODES.iter().take(12).enumerate();
    let rows = rows.map(|(at, code)| format!("{},{code}\n", ["11 b", "11 c", "odd"][at % 5 % 3]));
    let list = format!("Table,Code\n{}", rows.collect::<String>());
    let mut stage = Stage::of(Screen::Classroom);
    stage.asks_class(&pasted(&list));
    stage.asks_class(&ClassAsk::GroupBy(GroupBy::Label));
    let names = |stage: &Stage| {
        let counted = stage.class.counted.clone().unwrap();
        let groups = counted.class.groups.iter();
        groups.map(|group| group.name.clone()).collect::<Vec<_>>()
    };
    // Two odd ones alone would be too few, so the next smallest group goes with them.
    assert_eq!(names(&stage), ["11 c", "smaller groups together"]);
    stage.asks_class(&ClassAsk::LabelBy("no such".to_owned()));
    let counted = stage.class.counted.clone().unwrap();
    assert!(
        counted
            .reading
            .notes
            .iter()
            .any(|note| note.text.contains("There is no column “no such”"))
    );
    assert_eq!(names(&stage), ["without a label"]);
    stage.asks_class(&ClassAsk::StartAgain);
    assert!(stage.class.counted.is_none() && !stage.class.has_runs());
}

#[test]
fn what_was_handed_in_is_added_to_and_forgotten_when_asked() {
    let mut stage = class();
    stage.asks_class(&pasted(&CODES[28]));
    let n_runs = |stage: &Stage| stage.class.counted.as_ref().unwrap().class.n_runs;
    assert_eq!(n_runs(&stage), 29);
    stage.asks_class(&pasted(&CODES[28]));
    assert_eq!(n_runs(&stage), 29);
    assert!(
        stage
            .class
            .refused
            .clone()
            .unwrap()
            .contains("handed in before")
    );
    let mut harness = stage.open();
    press(&mut harness, Key::A);
    assert!(says(&harness, "Not taken in: this was handed in before"));
    assert_eq!(click(&mut harness, "Start again…"), []);
    assert!(says(&harness, "Forget everything that was handed in?"));
    assert_eq!(press(&mut harness, Key::Escape), []);
    assert!(!says(&harness, "Forget everything"));
    click(&mut harness, "Start again…");
    let forget = [UiAction::Class(ClassAsk::StartAgain)];
    assert_eq!(click(&mut harness, "Forget it"), forget);
}

/// What the screen says after this was handed in: the band, or why nothing came of it.
#[track_caller]
fn answer(ask: &ClassAsk) -> (String, Vec<String>, Play) {
    let mut stage = Stage::of(Screen::Classroom);
    stage.asks_class(ask);
    let class = &stage.class;
    let unread = class.counted.as_ref().map_or(Vec::new(), |counted| {
        let reading = &counted.reading;
        let unread = reading.unread.iter().map(|unread| unread.told());
        unread
            .chain(reading.notes.iter().map(|note| note.text.clone()))
            .collect()
    });
    let refused = class.refused.clone().unwrap_or_default();
    (refused, unread, stage.open())
}

#[test]
fn a_folder_with_photos_and_half_copied_codes_is_read_as_far_as_it_goes() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    put(
        "IMG_0001.jpg",
        &[b"\xFF\xD8\xFF\xE0\0\x10JFIF".as_slice(), &[7; 4000]].concat(),
    );
    put("anna.txt", CODES[0].as_bytes());
    put("ben.txt", &CODES[1].as_bytes()[..14]);
    // Windows-1251: a heading in Russian.
    let heading = b"\xC3\xF0\xF3\xEF\xEF\xE0;code\n11 \xC1;";
    put(
        "form.csv",
        &[heading.as_slice(), CODES[2].as_bytes(), b"\n"].concat(),
    );
    let huge = fs::File::create(folder.path().join("video.txt")).unwrap();
    huge.set_len(100 * 1024 * 1024).unwrap();
    let (refused, told, mut harness) = answer(&named(folder.path()));
    assert_eq!(refused, "");
    assert!(says(&harness, "2 runs read, 3 not readable"), "{told:?}");
    press(&mut harness, Key::E);
    for words in [
        "this is a picture; type the code that is on it",
        "ben.txt",
        "this is not text",
        "This is not UTF-8; it was read as Windows-1251.",
    ] {
        assert!(
            told.iter().any(|line| line.contains(words)),
            "{words}: {told:#?}"
        );
        assert!(says(&harness, words), "{words}");
    }
    assert!(!told.iter().any(|line| line.contains("anna")));
}

#[test]
fn a_file_of_a_hundred_megabytes_of_text_is_refused_and_not_read_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.txt");
    fs::write(&path, "words\n".repeat(2000)).unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    let (_, told, harness) = answer(&named(&path));
    assert!(says(&harness, "0 runs read, 1 not readable"));
    assert!(says(&harness, "No run was found in what was handed in."));
    assert!(
        told[0].contains("too large to be a list of codes"),
        "{told:?}"
    );
}

#[test]
fn paths_that_lead_nowhere_are_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    fs::write(&file, "x").unwrap();
    for (path, words) in [
        (
            folder.path().join("none"),
            "there is no such file or folder",
        ),
        (file.join("inside"), "there is no such file or folder"),
        (
            Path::new("   ").to_owned(),
            "nothing is typed or pasted here yet",
        ),
    ] {
        let (refused, _, harness) = answer(&named(&path));
        assert!(refused.starts_with(words), "{refused}");
        assert!(says(&harness, "Nothing is handed in yet"));
        assert!(says(&harness, &format!("Not taken in: {words}")));
    }
    let empty = tempfile::tempdir().unwrap();
    let (refused, _, _) = answer(&named(empty.path()));
    assert!(
        refused.starts_with("there is no file in this folder: "),
        "{refused}"
    );
    let (refused, _, _) = answer(&ClassAsk::HandIn(HandIn::Kept));
    assert_eq!(refused, "no run is kept on this machine yet");
    let (refused, _, _) = answer(&pasted(" \n "));
    assert_eq!(refused, "nothing is typed or pasted here yet");
}

#[test]
fn a_class_of_other_scenes_or_of_no_code_at_all_is_told_and_not_shown() {
    let others = code_of_others();
    let (_, told, mut harness) = answer(&pasted(&format!("{others}\n{others}")));
    assert_eq!(told.len(), 2);
    assert!(says(&harness, "2 codes of another scenario"), "{told:?}");
    for key in [Key::S, Key::P, Key::ArrowRight] {
        assert_eq!(press(&mut harness, key), []);
    }
    press(&mut harness, Key::E);
    assert!(says(&harness, &told[0]));
    let (_, told, harness) = answer(&pasted("see you on Monday"));
    assert!(told[0].contains("there is no run code in it"), "{told:?}");
    assert!(says(&harness, "No run was found in what was handed in."));
}

#[test]
fn the_counts_are_written_where_the_teacher_says_and_nothing_is_replaced_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = class();
    stage.class.folder = folder.path().display().to_string();
    let path = folder.path().join("class_11_b.html").display().to_string();
    let write = |form, existing| ClassAsk::Write(form, path.clone(), existing);
    let mut harness = stage.open();
    press(&mut harness, Key::P);
    let page = write(ClassForm::Page, Existing::Keep);
    assert_eq!(
        press(&mut harness, Key::Enter),
        [UiAction::Class(page.clone())]
    );
    harness.state_mut().asks_class(&page);
    harness.run();
    assert!(says(&harness, &format!("Written to {path}.")));
    assert!(says(&harness, "Open it in a browser"));
    let before = fs::read_to_string(&path).unwrap();
    assert!(before.contains("Class 11 B") && before.contains("28 runs read, 2 not readable"));
    harness.state_mut().asks_class(&page);
    harness.run();
    assert!(says(
        &harness,
        &format!("it was left as it is: {path}. Replace it?")
    ));
    let replace = write(ClassForm::Page, Existing::Replace);
    let asked = click(&mut harness, "Replace it");
    assert_eq!(asked, [UiAction::Class(replace.clone())]);
    harness.state_mut().asks_class(&replace);
    assert!(matches!(
        harness.state().class.written,
        Some(Written::There(_))
    ));
    for (form, begins) in [
        (ClassForm::List, "\u{feff}kind,"),
        (ClassForm::Lines, "{"),
        (ClassForm::Statements, "["),
    ] {
        let stage = harness.state_mut();
        stage.asks_class(&write(form, Existing::Replace));
        assert!(
            fs::read_to_string(&path).unwrap().starts_with(begins),
            "{form:?}"
        );
    }
    let nowhere = folder.path().join("none/class.html").display().to_string();
    for path in [nowhere, folder.path().display().to_string(), String::new()] {
        let stage = harness.state_mut();
        stage.asks_class(&ClassAsk::Write(
            ClassForm::Page,
            path.clone(),
            Existing::Replace,
        ));
        assert!(
            matches!(stage.class.written, Some(Written::Failed(_))),
            "{path}"
        );
    }
}

#[test]
fn kept_runs_are_taken_in() {
    let mut stage = Stage::with_a_run(Screen::Classroom);
    stage.asks_class(&ClassAsk::HandIn(HandIn::Kept));
    assert_eq!(stage.class.counted.as_ref().unwrap().class.n_runs, 1);
    let mut harness = stage.open();
    press(&mut harness, Key::A);
    let kept = [UiAction::Class(ClassAsk::HandIn(HandIn::Kept))];
    assert_eq!(click(&mut harness, "Take the run kept here"), kept);
}

#[test]
fn the_window_reads_a_class_beside_what_it_draws() {
    let mut game = Game::embedded();
    game.opens(Screen::Title);
    game.ask(UiAction::Open(Screen::Classroom));
    game.ask(UiAction::Class(pasted(&CODES.join("\n"))));
    game.until("counted", |game| game.current().class.has_runs());
    let counted = game.current().class.counted.clone().unwrap();
    assert_eq!(counted.class.n_runs, 30);
    game.ask(UiAction::Class(ClassAsk::Call("11 B".to_owned())));
    assert_eq!(game.current().class.title, "11 B");
    game.ask(UiAction::Class(ClassAsk::StartAgain));
    assert!(game.current().class.counted.is_none());
}
