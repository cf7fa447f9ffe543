//! The terminal: codes, names, stars, files, other luck, and runs deleted after asking.

use std::fs;

use october::format::run_code;
use october::model::Scenario;
use october::store::RunId;

use crate::fixtures::petition;
use crate::support::Terminal;

#[track_caller]
fn says(transcript: &str, text: &str) {
    // Wrapping is not what is looked for here.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (all, wanted) = (words(transcript), words(text));
    assert!(all.contains(&wanted), "no {text:?} in:\n{transcript}");
}

fn code_of(game: &Terminal, scenario: &Scenario, name: &str) -> String {
    let file = game.store().run(&RunId::parse(name).unwrap()).unwrap();
    run_code::write(scenario, &file.journal).unwrap()
}

const TO_THE_END: [&str; 11] = ["1", "", "1", "", "1", "", "1", "", "1", "", "again"];

#[test]
fn the_end_tells_the_code_and_another_player_goes_on_with_it() {
    let scenario = petition();
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&TO_THE_END);
    let code = code_of(&game, &scenario, "clerk-001");
    let line = format!("The code of this run: {code}");
    assert_eq!(text.matches(&line).count(), 2, "{text}");

    let other = Terminal::of(petition());
    let small = format!("import {}", code.to_lowercase().replace('-', " "));
    let open = format!("open {code}");
    let text = other.types(&[&small, &small, &open, "log"]);
    says(
        &text,
        "The run is kept as clerk-001. Type open clerk-001 to go on with it.",
    );
    says(&text, "This very run is kept already, as clerk-001.");
    says(&text, "The end: ");
    says(&text, &line);
    assert_eq!(other.runs(), ["clerk-001"]);
}

#[test]
fn a_mistyped_code_says_where_and_nothing_is_kept() {
    let scenario = petition();
    let game = Terminal::of(petition()).role("clerk");
    game.types(&["1", ""]);
    let code = code_of(&game, &scenario, "clerk-001");
    let other = Terminal::of(petition());
    let wrong = format!("import {}O", &code[..code.len() - 1]);
    let text = other.types(&[&wrong, "import what is this", "open sesame", "delete 1"]);
    says(&text, "This run code is mistyped: sign 4 of group ");
    says(
        &text,
        "is `O`, which run codes never use (it may be D, Q or U).",
    );
    says(&text, &format!("Did you mean {code}?"));
    says(&text, "There is no run `what is this`: it is neither");
    says(&text, "There is no run `sesame`: it is neither");
    says(
        &text,
        "There is no such run. Type runs for the list of them.",
    );
    assert_eq!(other.runs(), Vec::<String>::new());
}

#[test]
fn a_run_is_named_marked_and_listed_with_the_one_it_left() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&[
        "name",
        "1",
        "",
        "name The cold hall",
        "star",
        "back 1",
        "2",
        "",
        "runs",
        "code 2",
        "star",
        "star",
        "open 2",
        "star",
    ]);
    says(&text, "This run has no name. Type name and the words.");
    says(&text, "This run is called “The cold hall”.");
    says(&text, "This run has a star now.");
    says(&text, "clerk-001: “The cold hall”, starred, The clerk");
    says(&text, "; left clerk-001 before its first decision");
    says(&text, &code_of(&game, &petition(), "clerk-001"));
    says(&text, "This run has no star any more.");
    let kept = |name| game.store().run(&RunId::parse(name).unwrap()).unwrap();
    assert!(!kept("clerk-001").journal.starred && !kept("clerk-002").journal.starred);
    assert_eq!(kept("clerk-001").journal.name, "The cold hall");
    assert_eq!(kept("clerk-002").journal.name, "");
}

#[test]
fn a_run_goes_to_a_file_and_back() {
    let game = Terminal::of(petition()).role("clerk");
    let path = game.folder.path().join("mine.ron");
    let export = format!("export {}", path.display());
    let text = game.types(&["1", "", "2", "", &export, &export]);
    says(&text, "This run is written to ");
    says(
        &text,
        "There is a file already, and it was left as it is; the file is ",
    );
    let other = Terminal::of(petition());
    let text = other.types(&[
        &format!("import {}", path.display()),
        "open clerk-001",
        "log",
    ]);
    says(&text, "The run is kept as clerk-001.");
    says(&text, "Nineteen steps");
    fs::write(&path, "Run(").unwrap();
    let text = other.types(&[&format!("open {}", path.display())]);
    says(&text, "The file is damaged or not a run: ");
    assert!(path.exists());
}

#[test]
fn a_run_is_deleted_only_when_the_player_says_yes() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&[
        "1",
        "",
        "delete clerk-001",
        "back 1",
        "2",
        "",
        "runs",
        "delete 2",
        "y",
        "delete 2",
        "Yes",
        "runs",
    ]);
    says(
        &text,
        "This run is open. Open or begin another one to delete it.",
    );
    says(&text, "Delete clerk-001 for good, The clerk, ");
    says(&text, "Type yes to delete it; anything else keeps it.");
    says(&text, "clerk-001 is kept.");
    says(&text, "clerk-001 is deleted.");
    says(
        &text,
        "; left a run that is no longer kept, before its first decision",
    );
    assert_eq!(game.runs(), ["clerk-002"]);
}

#[test]
fn a_run_whose_parent_was_deleted_stands_beside_no_other() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&[
        "1",
        "",
        "1",
        "",
        "back 2",
        "delete clerk-001",
        "yes",
        "2",
        "",
        "compare",
        "runs",
    ]);
    says(&text, "clerk-001 is deleted.");
    says(
        &text,
        "; left a run that is no longer kept, after 1 decision",
    );
    assert!(!text.contains("The other run is"), "{text}");
    // Its own number stays free, or it would seem to have left itself.
    assert_eq!(game.runs(), ["clerk-002"]);

    // Another run has got the name of the one that was left.
    let strange = Terminal::of(petition()).role("clerk");
    strange.types(&["2", "", "1", ""]);
    let kept = |game: &Terminal, name: &str| game.folder.path().join(format!("runs/{name}.ron"));
    fs::copy(kept(&strange, "clerk-001"), kept(&game, "clerk-001")).unwrap();
    let text = game.types(&["open clerk-002", "compare"]);
    assert!(!text.contains("The other run is"), "{text}");
}

#[test]
fn the_same_decisions_are_made_with_other_luck() {
    let game = Terminal::of(petition()).role("clerk");
    // The seeds drawn on the stage are always 7, which is no other luck for a run of 7.
    let mut lines = TO_THE_END.to_vec();
    lines.extend(["luck", "luck 2", "log", "luck 0"]);
    let text = game.types(&lines);
    says(
        &text,
        "Other luck, number 8: 5 decisions are made again. The run so far is kept as clerk-001; this one is a run of its own.",
    );
    says(
        &text,
        "Other luck, number 7: 2 decisions are made again. The run so far is kept as clerk-002",
    );
    says(
        &text,
        "Other luck, number 8: 0 decisions are made again. The run so far is kept as clerk-003",
    );
    assert_eq!(game.runs(), ["clerk-001", "clerk-002", "clerk-003"]);
}

#[test]
fn a_run_to_look_at_is_named_by_number_name_file_or_code() {
    let game = Terminal::of(petition()).role("clerk");
    let path = game.folder.path().join("mine.ron");
    game.types(&["1", "", "2", "", &format!("export {}", path.display())]);
    let code = code_of(&game, &petition(), "clerk-001");
    let spaced = code.to_lowercase().replace('-', " ");
    let other = Terminal::of(petition()).role("clerk");
    for name in [&code, &spaced, path.to_str().unwrap()] {
        let text = other.types(&["2", "", &format!("code {name}"), &format!("compare {name}")]);
        says(&text, &code);
        says(&text, "Nineteen steps");
        assert!(!text.contains("cannot be read"), "{text}");
        let label = if name.contains("mine.ron") {
            "mine.ron"
        } else {
            "the run of a code"
        };
        says(&text, label);
        fs::remove_dir_all(other.folder.path().join("runs")).unwrap();
    }
}

#[test]
fn a_run_that_is_not_there_is_said_to_be_none() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&["1", "", "compare zzz", "code zzz", "delete foo", "delete 9"]);
    assert_eq!(
        text.matches("There is no run `zzz`: it is neither").count(),
        2,
        "{text}"
    );
    assert_eq!(
        text.matches("There is no such run. Type runs").count(),
        2,
        "{text}"
    );
    assert!(!text.contains("os error"), "{text}");
}

#[test]
fn a_command_without_its_rest_says_what_must_follow() {
    let lines = ["import", "export", "delete", "odds why", "luck x"];
    for game in [
        Terminal::of(petition()),
        Terminal::of(petition()).role("clerk"),
    ] {
        let text = game.types(&lines);
        for how in [
            "Type import and",
            "Type export and",
            "Type delete and",
            "Type odds alone",
            "Type luck, or",
        ] {
            says(&text, how);
        }
        assert!(!text.contains("is no command"), "{text}");
    }
}
