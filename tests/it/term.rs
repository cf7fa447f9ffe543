//! The terminal: scripts in, transcripts out.

use std::io;
use std::sync::Arc;

use october::format;
use october::journal::historical;
use october::model::{Readings, Scenario};
use october::store;
use october::term;

use crate::fixtures::petition;
use crate::support::Terminal;

fn petrograd() -> Arc<Scenario> {
    let loaded = format::load(&store::embedded_files("petrograd_1917"));
    Arc::new(loaded.scenario.unwrap())
}

/// The lines that play a role along its recorded path; luck may still differ.
fn recorded_lines(scenario: &Scenario, role: &str) -> Vec<String> {
    let path = historical(
        scenario,
        scenario.role_by_key(role).unwrap(),
        &Readings::default(),
    );
    let digits = path.steps.iter().map(|step| (step.choice + 1).to_string());
    digits.flat_map(|digit| [digit, String::new()]).collect()
}

#[track_caller]
fn says(transcript: &str, text: &str) {
    // Wrapping is not what is looked for here.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (all, wanted) = (words(transcript), words(text));
    assert!(all.contains(&wanted), "no {text:?} in:\n{transcript}");
}

/// Run codes change with every word of the fixture; the code's own tests are elsewhere.
fn masked(transcript: &str) -> String {
    let lead = "The code of this run: ";
    let lines = transcript
        .lines()
        .map(|line| match line.strip_prefix(lead) {
            Some(_) => format!("{lead}…\n"),
            None => format!("{line}\n"),
        });
    lines.collect()
}

#[test]
fn a_whole_run_reads_like_this() {
    let game = Terminal::of(petition());
    let script = [
        "1", "", "1", "", "1", "", "map", "gauges", "1", "", "1", "", "1", "", "", "log", "quit",
    ];
    insta::assert_snapshot!("petition_heard", masked(&game.types(&script)));
}

#[test]
fn another_way_reads_like_this() {
    let game = Terminal::of(petition()).role("clerk");
    let script = ["2", "", "1", "", "3", "news", "", "2", "", "compare all"];
    insta::assert_snapshot!("petition_burnt", masked(&game.types(&script)));
}

#[test]
fn the_same_script_gives_the_same_transcript() {
    let script = ["1", "", "1", "", "2", "", "who", "2", ""];
    let first = Terminal::of(petition()).role("clerk").types(&script);
    let second = Terminal::of(petition()).role("clerk").types(&script);
    assert_eq!(first, second);
}

#[test]
fn a_locked_choice_says_why() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&["1", "", "1", "", "3", "why locked"]);
    says(
        &text,
        "3. Burn the petition (locked: The stove is cold, and paper does not burn by itself.)",
    );
    says(&text, "Choice 3 is locked: The stove is cold");
    says(&text, "3. Burn the petition: The stove is cold");
    says(&text, "Choose 1 or 2.");
}

#[test]
fn unknown_input_is_answered_in_one_line() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&["storm the town hall", "7", "back", "\u{1b}[2J"]);
    assert!(text.contains("\n“storm the town hall” is no command; help lists them.\n"));
    assert!(text.contains("\nThere is no choice 7 here.\n"));
    assert!(text.contains("\nThere is no decision to go back to.\n"));
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn digits_and_enter_in_the_wrong_place_change_nothing() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&["", "1", "2", ""]);
    says(&text, "This page waits for a choice.");
    says(&text, "There is nothing to choose on this page.");
    says(&text, "This run is kept as clerk-001, with 1 decision.");
}

#[test]
fn going_back_keeps_the_run_and_sets_it_beside() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&[
        "1", "", "1", "", "1", "", "1", "", "1", "", "back 3", "2", "", "2", "", "2", "", "",
    ]);
    says(
        &text,
        "Back at decision 3. The run so far is kept as clerk-001",
    );
    says(&text, "The other run is clerk-001.");
    says(&text, "This run: It is laid aside until the autumn");
    says(
        &text,
        "Other run: It is heard, and the river is open on two days (as in history)",
    );
    says(
        &text,
        "History: It is heard, and the river is open on two days (disputed)",
    );
    says(&text, "No column is the right answer.");
    assert_eq!(game.runs(), ["clerk-001", "clerk-002"]);
}

#[test]
fn going_back_alone_makes_no_new_run() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&["1", "", "back", "quit"]);
    says(
        &text,
        "Nothing was decided since; the run you left is kept as clerk-001.",
    );
    assert_eq!(game.runs(), ["clerk-001"]);
}

#[test]
fn a_run_goes_on_where_the_input_ended() {
    let game = Terminal::of(petition());
    game.types(&["1", "", "1", "", "1"]);
    assert_eq!(game.runs(), ["clerk-001"]);
    let text = game.types(&["1"]);
    says(
        &text,
        "1. Go on with the latest run, clerk-001: The clerk, Monday 1 March 1848, 21:00, after 2 decisions",
    );
    says(
        &text,
        "You chose 1: Tell them the hour of the sitting, and no more",
    );
    assert_eq!(game.runs(), ["clerk-001"]);
}

#[test]
fn nothing_decided_is_nothing_kept() {
    let game = Terminal::of(petition());
    says(
        &game.types(&["1", ""]),
        "Nothing was decided, so nothing is kept.",
    );
    says(&game.types(&[]), "Who are you in this story?");
    assert_eq!(game.runs(), Vec::<String>::new());
}

#[test]
fn a_comparison_on_the_way_does_not_tell_what_lies_ahead() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&["1", "", "1", "", "compare"]);
    says(&text, "1 turning point is still open.");
    assert!(!text.contains("What becomes of the petition?"), "{text}");
}

#[test]
fn a_name_is_found_by_any_part_of_it() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&[
        "who",
        "who chain",
        "who vid",
        "codex minute",
        "who is Brod?",
    ]);
    says(&text, "You can ask about: ");
    says(&text, "chain; Vidak");
    says(
        &text,
        "Toll house (place) Today: A café. A room, a hook and a hundred ells of chain.",
    );
    says(
        &text,
        "Kosta Vidak (person) said VEE-dahk Mayor since the flood.",
    );
    says(&text, "Minute book (word)");
    says(&text, "Brod (place)");
    let text = game.types(&["who videk", "who qqqq", "who s"]);
    says(&text, "Did you mean vidak?");
    says(&text, "Nothing is known here under “qqqq”.");
    says(&text, "Several things are called so");
}

#[test]
fn settings_hold_for_every_front_end() {
    let game = Terminal::of(petition()).role("clerk");
    let text = game.types(&["hints numbers", "again", "record end", "1"]);
    says(
        &text,
        "1. Copy all four sheets fair, names and all (your nerve up by 1)",
    );
    assert!(!text.contains("What is recorded of this hour"));
    let text = game.types(&["1", ""]);
    says(
        &text,
        "1. Tell them the hour of the sitting, and no more (the square up by 1)",
    );
}

#[test]
fn without_a_width_nothing_is_wrapped() {
    let mut game = Terminal::of(petition()).role("clerk");
    game.width = None;
    let text = game.types(&[]);
    assert!(
        text.lines()
            .any(|line| line.starts_with("The hall is cold.") && line.len() > 200)
    );
}

#[test]
fn the_recorded_year_of_petrograd_is_played_to_its_end() {
    let scenario = petrograd();
    let lines = recorded_lines(&scenario, "red_guard");
    let game = Terminal::of(scenario).role("red_guard");
    let mut script: Vec<&str> = lines.iter().map(String::as_str).collect();
    script.extend(["", "map", "gauges", "log all", "news all", "compare all"]);
    let text = game.types(&script);
    says(&text, "The end:");
    says(&text, "No column is the right answer.");
    for line in text.lines() {
        assert!(line.chars().count() <= 78, "wider than 78: {line:?}");
        assert_eq!(line, line.trim_end(), "space at the end");
        let spelt = ['▲', '▼', '·', '●', '│', '─', '*', '\t', '\u{1b}'];
        assert!(
            !line.contains(spelt),
            "a screen reader spells this: {line:?}"
        );
    }
    assert!(!text.contains("\n\n\n"), "two empty lines");
}

#[test]
fn no_bytes_make_it_fail() {
    let game = Terminal::of(petition());
    let long = vec![b'7'; 100_000];
    for script in [
        &b"\xff\xfe\x00\n\x00\n1\n"[..],
        b"back 0\nback 18446744073709551616\n0\n-1\n1\n\nback 99\nopen\nopen ../../etc\n",
        b"compare 3\ncompare nobody-001\nopen 1\nwho \nwho \xe2\x80\x9c\nlog log\n",
        "1\n\n1\nwho ё\nopen ё\ncompare ё\n".as_bytes(),
        &long,
    ] {
        game.reads(script);
    }
}

#[test]
fn a_damaged_run_is_named_and_the_others_open() {
    let game = Terminal::of(petition());
    game.types(&["1", "", "1"]);
    std::fs::write(game.folder.path().join("runs/clerk-002.ron"), "Run(").unwrap();
    let text = game.types(&["1"]);
    says(&text, "Note: The run clerk-002 was set aside");
    says(&text, "You chose 1: Copy all four sheets fair");
}

#[test]
fn a_folder_that_cannot_be_written_is_no_end_of_the_game() {
    let mut game = Terminal::of(petition()).role("clerk");
    std::fs::write(game.folder.path().join("runs"), "in the way").unwrap();
    game.seed = 1;
    let text = game.types(&["1", "", "1", ""]);
    says(&text, "Note: This run is not saved");
    says(&text, "You chose 1: Tell them the hour");
}

/// An output that is closed after so many bytes.
struct Closing(usize);

impl io::Write for Closing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.checked_sub(bytes.len()) {
            Some(left) => self.0 = left,
            None => return Err(io::ErrorKind::BrokenPipe.into()),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_output_is_a_clean_end_wherever_it_comes() {
    let game = Terminal::of(petition());
    for room in (0..6000).step_by(61) {
        let mut script = &b"1\n\n1\n\n1\n\nmap\nlog\n1\n\n"[..];
        term::play(game.setup(), &mut || 7, &mut script, &mut Closing(room)).unwrap();
    }
}

#[test]
fn the_first_prompt_names_the_commands_and_the_next_does_not() {
    let game = Terminal::of(petition());
    let transcript = game.types(&["1", "", "1", "", "quit"]);
    let told = "map, log, news, who, notes or quit; help lists everything";
    says(&transcript, told);
    let words: Vec<&str> = transcript.split_whitespace().collect();
    assert_eq!(words.join(" ").matches(told).count(), 1);
}

#[test]
fn notes_tell_what_to_expect_chapter_by_chapter_before_a_run_and_in_it() {
    let scenario = petrograd();
    let role = &scenario[scenario.role_by_key("red_guard").unwrap()];
    let chapter = &role.chapters[3];
    let game = Terminal::of(scenario.clone());
    // In the menu nobody is chosen yet; on the card and in the run somebody is.
    let menu = game.types(&["notes", "quit"]);
    says(&menu, &scenario.notes[0]);
    says(
        &menu,
        "Once you have chosen who to be, notes tells it chapter by chapter.",
    );
    assert!(!menu.contains("Chapter 4"));
    for lines in [&["1", "notes", "quit"][..], &["1", "", "notes", "quit"]] {
        let told = game.types(lines);
        says(&told, &format!("Chapter 4: {}", chapter.title));
        for note in &chapter.notes {
            says(&told, note);
        }
    }
}
