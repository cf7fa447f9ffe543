//! Classes: everything that pupils hand in, and what is counted of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use proptest::prelude::{Just, Strategy as _, any, prop_assert_eq, proptest};
use proptest::{collection, sample};
use serde_json::Value;

use october::class::{self, Class, Collected, GroupBy, Handed, NotRead, NotText, Wanted, Why};
use october::format::run_code::{self, CodeError};
use october::format::{journal_file, run_code::SHORT_SEEDS};
use october::journal::Journal;
use october::model::Scenario;
use october::playthrough::{Action, Playthrough};
use october::report::{self, ClassSheet};
use october::rules;
use october::store;

use crate::cli::{october, parts, path_text};
use crate::fixtures;
use crate::properties::config;
use crate::support::{copy_folder, without_face};

static PETITION: LazyLock<Arc<Scenario>> = LazyLock::new(fixtures::petition);

/// The codes of two hundred runs of a player whose choices follow from a number; every
/// ninth stops on the way.
static CODES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let journals = (0..200).map(|number| some_run(&PETITION, number));
    journals
        .map(|journal| run_code::write(&PETITION, &journal).unwrap())
        .collect()
});

fn some_run(scenario: &Arc<Scenario>, number: u64) -> Journal {
    let roles: Vec<_> = scenario.role_ids().collect();
    let role = roles[usize::try_from(number).unwrap() % roles.len()];
    let mut run = Playthrough::begin(
        Arc::clone(scenario),
        role,
        rules::word(number, 1) % SHORT_SEEDS,
    );
    for step in 2.. {
        if run.is_over() || (number % 9 == 8 && step > 4) {
            break;
        }
        let first = usize::try_from(rules::word(number, step) % 4).unwrap();
        let taken = (0..4).any(|more| run.act(Action::Choose((first + more) % 4)).is_ok());
        assert!(taken && run.act(Action::Continue).is_ok());
    }
    run.journal().clone()
}

/// A fixture with its holes filled.
fn filled(name: &str) -> String {
    let text = fs::read_to_string(fixtures::path("class").join(name)).unwrap();
    let other = fixtures::petrograd();
    let code = |number: usize| CODES[number].clone();
    let mut text = text
        .replace("{half}", &code(20)[..14])
        .replace("{wrong}", &spoilt(&code(21)))
        .replace(
            "{other}",
            &run_code::write(&other, &some_run(&other, 3)).unwrap(),
        );
    for number in 1..10 {
        let (head, tail) = code(number).split_at_checked(15).map_or_else(
            || (code(number), String::new()),
            |(head, tail)| (head.to_owned(), tail.to_owned()),
        );
        text = text
            .replace(&format!("{{{number}}}"), &code(number))
            .replace(
                &format!("{{spaced {number}}}"),
                &code(number).replace('-', " "),
            )
            .replace(
                &format!("{{small {number}}}"),
                &code(number).replace('-', "").to_lowercase(),
            )
            .replace(&format!("{{broken {number}}}"), &format!("{head}\n{tail}"));
    }
    assert!(!text.contains('{'), "{text}");
    text
}

/// A code with its third sign wrong.
fn spoilt(code: &str) -> String {
    let other = if code.as_bytes()[2] == b'X' { "Y" } else { "X" };
    format!("{}{other}{}", &code[..2], &code[3..])
}

fn read(handed: &[Handed]) -> Collected {
    class::read(&PETITION, handed, None)
}

fn count(reading: &Collected, by: GroupBy) -> Class {
    Class::of(&PETITION, reading, Wanted { role: None, by })
}

/// The codes of the runs that were read.
fn codes_of(reading: &Collected) -> BTreeSet<usize> {
    let known: Vec<Collected> = (0..10)
        .map(|number| read(&[Handed::pasted(&CODES[number])]))
        .collect();
    (0..10)
        .filter(|number| {
            reading.runs.iter().any(|run| {
                run.moves == known[*number].runs[0].moves && run.seed == known[*number].runs[0].seed
            })
        })
        .collect()
}

/// Place and reason of everything that was not read.
fn unread(reading: &Collected) -> Vec<String> {
    reading.unread.iter().map(class::Unread::told).collect()
}

/// All that is handed on, in every form.
fn handed_on(reading: &Collected, by: GroupBy) -> [String; 5] {
    let class = count(reading, by);
    let sheet = ClassSheet {
        scenario: &PETITION,
        class: &class,
        reading,
        title: "Class 11 B",
    };
    [
        without_face(&report::class_html(&sheet)),
        report::class_csv(&sheet),
        report::class_json(&sheet).to_string(),
        report::json_lines(&sheet),
        report::class_statements(&sheet, None),
    ]
}

fn as_text(reading: &Collected, by: GroupBy) -> String {
    let class = count(reading, by);
    let sheet = ClassSheet {
        scenario: &PETITION,
        class: &class,
        reading,
        title: "Class 11 B",
    };
    october::term::lines_as_text(&report::class_lines(&sheet), Some(78)).unwrap()
}

#[test]
fn a_class_of_two_hundred_reads_like_this() {
    let reading = read(&[Handed::pasted(&CODES.join("\n"))]);
    assert_eq!(reading.unread, []);
    insta::assert_snapshot!("class_of_two_hundred", as_text(&reading, GroupBy::Role));
}

#[test]
fn codes_are_found_in_a_mail_and_everything_else_is_left_alone() {
    let reading = read(&[Handed::pasted(&filled("mail.txt"))]);
    assert_eq!(codes_of(&reading), BTreeSet::from([1, 2, 3, 4, 5]));
    let told = unread(&reading);
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(
        told[0].starts_with("what was pasted, line 15: "),
        "{told:#?}"
    );
    assert!(told[1].contains("Did you mean"), "{told:#?}");
    let why: Vec<&Why> = reading.unread.iter().map(|unread| &unread.why).collect();
    assert!(
        matches!(
            why[..],
            [
                Why::Code(CodeError::Mistyped(_)),
                Why::Code(CodeError::Mistyped(_)),
                Why::Code(CodeError::OtherScenario(_)),
            ]
        ),
        "{why:?}"
    );
    assert!(told[2].contains("another scenario than “The Petition”"));
}

/// The same list as different programs save it.
fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let units: Vec<u16> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .collect();
    let dos = text.replace('\n', "\r\n");
    vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with a mark", format!("\u{feff}{dos}").into_bytes()),
        (
            "UTF-16, little end first",
            units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        ),
        (
            "UTF-16, big end first",
            units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        ),
    ]
}

#[test]
fn a_form_is_read_in_every_encoding_and_with_every_comma() {
    let text = filled("form.csv");
    let expected = read(&[Handed::file("form.csv", text.clone().into_bytes())]);
    assert_eq!(codes_of(&expected), (1..=8).collect());
    assert_eq!(
        unread(&expected),
        [
            "form.csv, line 11: `I lost it`: this is not a run code: a code has only capital letters and digits, without 0, O, 1, I and L, in groups of four",
            "form.csv, line 12: this row has no run code",
        ]
    );
    for (name, bytes) in encodings(&text) {
        assert_eq!(read(&[Handed::file("form.csv", bytes)]), expected, "{name}");
    }
    // Read as a text it is the same table, whatever its name.
    let pasted = read(&[Handed::pasted(&text.replace(',', "\t"))]);
    assert_eq!(pasted.runs, expected.runs);
}

#[test]
fn a_list_in_an_old_encoding_is_read_and_says_so() {
    for (group, bytes, encoding) in [
        ("Süd", &b"S\xFCd"[..], "Windows-1252"),
        ("Группа", b"\xC3\xF0\xF3\xEF\xEF\xE0", "Windows-1251"),
    ] {
        let mut list = b"group;code\r\n".to_vec();
        for code in &CODES[..3] {
            list.extend_from_slice(bytes);
            list.extend_from_slice(format!(";{code}\r\n").as_bytes());
        }
        let reading = read(&[Handed::file("list.csv", list)]);
        assert_eq!(reading.unread, []);
        assert_eq!(count(&reading, GroupBy::Label).groups[0].name, group);
        let [note] = reading.notes.as_slice() else {
            panic!("{:?}", reading.notes);
        };
        assert!(note.text.contains(encoding), "{note:?}");
    }
}

#[test]
fn the_same_pupil_counts_once_and_two_labels_are_two_pupils() {
    let reading = read(&[Handed::file("twice.csv", filled("twice.csv").into_bytes())]);
    let mut pupils: Vec<usize> = reading.runs.iter().map(class::ClassRun::n_pupils).collect();
    pupils.sort_unstable();
    assert_eq!(pupils, [1, 1, 2]);
    assert_eq!(count(&reading, GroupBy::Role).n_runs, 4);
    let told: Vec<String> = reading
        .notes
        .iter()
        .map(|note| format!("{}: {}", note.place, note.text))
        .collect();
    let once = "and counted once. If two pupils played the same, give their codes two labels.";
    assert!(told.contains(&format!(
        "twice.csv, line 3: This is the same run as at twice.csv, line 2, {once}"
    )));
    assert!(told.contains(&"twice.csv, line 5: This is the same run as at twice.csv, line 4, under another label; it is counted once for each label, 2 times in all.".to_owned()));
    assert_eq!(told.len(), 3, "{told:#?}");
    // A run file and its code are the same run.
    let journal = run_code::read(&PETITION, &CODES[0]).unwrap().journal;
    let both = read(&[
        Handed::file("run.ron", journal_file::write(&journal).into_bytes()),
        Handed::pasted(&CODES[0]),
    ]);
    assert_eq!(both.runs.len(), 1);
    assert_eq!(both.notes.len(), 1);
}

#[test]
fn the_beginning_of_another_run_is_pointed_out() {
    let whole = some_run(&PETITION, 0);
    let mut half = whole.clone();
    half.decisions.truncate(2);
    half.pages_turned = 2;
    let codes = [&whole, &half].map(|journal| run_code::write(&PETITION, journal).unwrap());
    let reading = read(&[Handed::pasted(&codes.join("\n"))]);
    assert_eq!(reading.runs.len(), 2);
    assert_eq!(
        reading.notes[0].text,
        "This is the beginning of the run at what was pasted, line 1, perhaps the same pupil’s; both are counted."
    );
}

#[test]
fn codes_of_another_version_are_named_as_such() {
    let mut other = PETITION.as_ref().clone();
    other.version += 1;
    let reading = class::read(&other, &[Handed::pasted(&CODES[0])], None);
    assert_eq!(reading.runs.len(), 1);
    assert!(
        reading.notes[0]
            .text
            .starts_with("The code was made with version 1 of these scenes, and here is version 2"),
        "{:?}",
        reading.notes
    );
    // Where the first choice is gone, nothing is left to count.
    let scene = other[other.role_ids().next().unwrap()].start;
    for choice in &mut other.scenes[scene.index()].choices {
        choice.key.push_str("_anew");
    }
    let codes = CODES[..40].join("\n");
    let reading = class::read(&other, &[Handed::pasted(&codes)], None);
    assert!(!reading.unread.is_empty());
    let kinds: BTreeSet<&str> = reading
        .unread
        .iter()
        .map(|unread| unread.why.kind().1)
        .collect();
    assert_eq!(
        kinds,
        BTreeSet::from(["codes of another version of the scenes"])
    );
    let version = unread(&reading);
    assert!(
        version.iter().all(|told| told.contains("version 1")),
        "{version:#?}"
    );
}

/// A folder as it lies on a teacher's desktop.
fn folder() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    let run = |number: usize| {
        let journal = run_code::read(&PETITION, &CODES[number]).unwrap().journal;
        journal_file::write(&journal)
    };
    put("11 a/anna.ron", run(1).as_bytes());
    put("11 a/ben.txt", CODES[2].as_bytes());
    put("11 a/cleo.txt", CODES[3].as_bytes());
    put("11 a/deeper/dan.txt", CODES[9].as_bytes());
    put("11 b/form.csv", filled("form.csv").as_bytes());
    put(
        "IMG_2231.JPG",
        &[b"\xFF\xD8\xFF\xE0".as_slice(), &[0; 5000]].concat(),
    );
    put("board.heic", b"\0\0\0\x18ftypheic\0\0\0\0");
    put("list.xlsx", b"PK\x03\x04\x14\0\x06\0");
    put("half.txt", &CODES[20].as_bytes()[..14]);
    put("notes.txt", b"nothing to see");
    put("empty.txt", b"");
    put("damaged.ron", b"Run(format: 1, scenario: \"pet");
    put("newer.ron", b"Run(format: 99)");
    put(".DS_Store", b"\0\0\0\x01Bud1");
    put("Thumbs.db", b"\xD0\xCF\x11\xE0");
    let huge = fs::File::create(root.path().join("huge.txt")).unwrap();
    huge.set_len(64 * 1024 * 1024 * 1024).unwrap();
    let long = "word ".repeat(2 * 1024 * 1024);
    put("long.txt", long.as_bytes());
    root
}

#[test]
fn a_folder_with_photos_and_half_copied_codes_is_read_as_far_as_it_goes() {
    let root = folder();
    let handed = store::handed_in(root.path()).unwrap().unwrap();
    let reading = read(&handed);
    assert_eq!(codes_of(&reading), (1..=8).collect());
    let told: Vec<String> = unread(&reading)
        .iter()
        .map(|told| told.replace(path_text(root.path()), ""))
        .map(|told| told.replace('\\', "/"))
        .collect();
    let expected = [
        "/11 a/deeper: this folder is not looked into: only one level of sub-folders is read",
        "/11 b/form.csv, line 11: `I lost it`: this is not a run code",
        "/11 b/form.csv, line 12: this row has no run code",
        "/IMG_2231.JPG: this is a picture; type the code that is on it",
        "/board.heic: this is a picture; type the code that is on it",
        "/damaged.ron: the file is damaged or not a run",
        "/empty.txt: there is no run code in it",
        "/half.txt, line 1: `",
        "/huge.txt: this is not text",
        "/list.xlsx: this is an office document or an archive; save it as CSV or as plain text",
        "/long.txt: the file is too large to be a list of codes (more than 8 MiB)",
        "/newer.ron: the run was saved by a newer version of the program",
        "/notes.txt: there is no run code in it",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}\n{expected}");
    }
    // A sub-folder is a label, unless the list has one of its own.
    let groups: Vec<(String, usize)> = count(&reading, GroupBy::Label)
        .groups
        .into_iter()
        .map(|group| (group.name, group.n_runs))
        .collect();
    let by = |name: &str| {
        groups
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, n)| *n)
    };
    assert_eq!((by("Süd"), by("Группа")), (Some(3), Some(3)));
    // One under “Ost” and one without a label could be reckoned from the total.
    assert_eq!((by("11 a"), by("smaller groups together")), (None, Some(5)));
    assert_eq!(groups.len(), 3);
    assert!(
        store::handed_in(&root.path().join("nothing"))
            .unwrap()
            .is_none()
    );
}

#[test]
fn nothing_that_is_handed_on_names_anybody() {
    let root = folder();
    let mut handed = store::handed_in(root.path()).unwrap().unwrap();
    let list = format!("name;code\nZoe Q;{}\nYann W;{}\n", CODES[30], CODES[31]);
    handed.push(Handed::file("zoe.csv", list.into_bytes()));
    let reading = class::read(&PETITION, &handed, Some("name"));
    for by in [GroupBy::Role, GroupBy::Label] {
        for text in handed_on(&reading, by) {
            let lower = text.to_lowercase();
            for name in [
                "zoe",
                "yann",
                "anna",
                "example.org",
                "img_2231",
                "\"ost\"",
                "surprised",
            ] {
                assert!(!lower.contains(name), "{name}");
            }
            for code in CODES.iter() {
                assert!(!text.contains(code.as_str()), "{code}");
            }
        }
    }
    let [_, _, json, ..] = handed_on(&reading, GroupBy::Label);
    assert!(json.contains("smaller groups together"), "{json}");
    let [.., statements] = handed_on(&reading, GroupBy::Label);
    assert!(!statements.contains("Süd") && !statements.contains("11 a"));
}

#[test]
fn an_empty_class_says_what_to_do() {
    for handed in [vec![], vec![Handed::pasted("")], vec![Handed::pasted("?!")]] {
        let reading = read(&handed);
        assert_eq!(reading.runs, []);
        let text = as_text(&reading, GroupBy::Label);
        assert!(
            text.contains("There is no run here yet. Pupils find"),
            "{text}"
        );
        for made in handed_on(&reading, GroupBy::Label) {
            assert!(!made.is_empty());
        }
    }
}

#[test]
fn every_run_is_counted_once_in_every_question() {
    let reading = read(&[Handed::pasted(&CODES.join("\n"))]);
    let class = count(&reading, GroupBy::Role);
    let n_runs: usize = reading.runs.iter().map(class::ClassRun::n_pupils).sum();
    assert_eq!(class.n_runs, n_runs);
    assert!(class.n_finished < n_runs && class.n_finished * 10 > n_runs * 8);
    for question in class.turning_points.iter().chain(&class.decisions) {
        let answered: usize = question.answers.iter().map(|tally| tally.n_runs).sum();
        assert_eq!(answered, question.n_answered);
        let absent = question.n_open + question.n_before + question.n_elsewhere;
        assert_eq!(answered + absent, n_runs, "{}", question.key);
        assert!(question.answers[0].historical, "{}", question.key);
        for tally in &question.answers {
            assert_eq!(tally.by_group.iter().sum::<usize>(), tally.n_runs);
            assert!(tally.n_routes <= tally.n_runs);
            assert_eq!(tally.n_routes == 0, tally.n_runs == 0, "{}", tally.key);
        }
    }
    for endings in &class.endings {
        let ended: usize = endings.endings.iter().map(|tally| tally.n_runs).sum();
        assert_eq!((ended, ended + endings.n_open), (class.n_finished, n_runs));
    }
    for routes in &class.routes {
        let taken: usize = routes.routes.iter().map(|route| route.n_runs).sum();
        assert_eq!(taken, class.n_finished);
    }
    // The first run's answers, counted by hand.
    let first = read(&[Handed::pasted(&CODES[0])]);
    let alone = count(&first, GroupBy::Role);
    let replay = october::journal::replay(&PETITION, &some_run(&PETITION, 0)).unwrap();
    for (question, id) in alone
        .turning_points
        .iter()
        .zip(PETITION.turning_point_ids())
    {
        let answer = PETITION[id]
            .answer(replay.state().answer(id).unwrap())
            .unwrap();
        let given: Vec<&str> = question
            .answers
            .iter()
            .filter(|tally| tally.n_runs > 0)
            .map(|tally| tally.key.as_str())
            .collect();
        assert_eq!(given, [answer.key.as_str()]);
    }
}

#[test]
fn a_run_that_begins_later_answers_nothing_before_it() {
    let role = fixtures::clerk(&PETITION);
    let history =
        october::journal::historical(&PETITION, role, &october::model::Readings::default());
    let scene = history.steps.last().unwrap().scene;
    let readings = october::model::Readings::default();
    let run = Playthrough::begin_at(Arc::clone(&PETITION), role, scene, 7, &readings).unwrap();
    let code = run_code::write(&PETITION, run.journal()).unwrap();
    let class = count(&read(&[Handed::pasted(&code)]), GroupBy::Role);
    let point = &class.turning_points[0];
    assert_eq!((point.n_before, point.n_answered), (1, 0));
    let first = &class.decisions[0];
    assert_eq!((first.n_before, first.n_open, first.n_elsewhere), (1, 0, 0));
    assert_eq!(class.decisions.last().unwrap().n_open, 1);
    assert_eq!(point.to_talk_about(), None);
    assert_eq!(point.absences(), "1 run begins after it.");
}

#[test]
fn only_the_runs_of_one_role_are_counted_if_one_is_asked_for() {
    let petrograd = fixtures::petrograd();
    let codes: Vec<String> = (0..6)
        .map(|number| run_code::write(&petrograd, &some_run(&petrograd, number)).unwrap())
        .collect();
    let reading = class::read(&petrograd, &[Handed::pasted(&codes.join("\n"))], None);
    let role = petrograd.role_ids().nth(1);
    let n_own = reading
        .runs
        .iter()
        .filter(|run| Some(run.role) == role)
        .count();
    let by = GroupBy::Role;
    let class = Class::of(&petrograd, &reading, Wanted { role, by });
    assert_eq!((class.n_runs, class.n_other_roles), (n_own, 6 - n_own));
    assert!(class.decisions.iter().all(|question| question.role == role));
    assert!(
        class
            .left_out()
            .unwrap()
            .ends_with("other roles are not counted here.")
    );
    let all = Class::of(&petrograd, &reading, Wanted::default());
    assert_eq!(all.groups.len(), petrograd.roles.len().min(6));
    assert_eq!(all.most_divided(3).len(), 3);
}

#[test]
fn the_list_has_a_row_for_every_answer_and_adds_up() {
    let reading = read(&[Handed::file("form.csv", filled("form.csv").into_bytes())]);
    let [_, list, ..] = handed_on(&reading, GroupBy::Label);
    let list = list.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(list.as_bytes());
    let headings: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(headings[0], "kind");
    assert_eq!(headings[10], "runs");
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let runs = |row: &csv::StringRecord| -> usize { row[10].parse().unwrap() };
    for question in count(&reading, GroupBy::Label).turning_points {
        let own = || {
            rows.iter()
                .filter(|row| row[4] == question.key && row[0] == *"turning_point")
        };
        let all: usize = own().filter(|row| &row[9] == "all").map(runs).sum();
        assert_eq!(all, 8);
        let grouped: usize = own().filter(|row| &row[9] != "all").map(runs).sum();
        assert_eq!(grouped, question.n_answered);
        let history: Vec<&str> = own()
            .filter(|row| &row[8] == "yes")
            .map(|row| row.get(6).unwrap())
            .collect();
        assert!(
            history
                .iter()
                .all(|key| *key == question.history().unwrap().key)
        );
    }
}

#[test]
fn json_has_the_keys_it_promises() {
    let reading = read(&[Handed::pasted(&CODES[..30].join("\n"))]);
    let [_, _, object, lines, _] = handed_on(&reading, GroupBy::Role);
    let json: Value = serde_json::from_str(&object).unwrap();
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(
        keys(&json),
        [
            "counts",
            "decisions",
            "endings",
            "grouped_by",
            "groups",
            "kind",
            "most_divided",
            "remarks",
            "scenario",
            "title",
            "turning_points",
            "unread",
            "version",
            "ways",
        ]
    );
    assert_eq!(
        keys(&json["turning_points"][0]),
        [
            "answered",
            "answers",
            "before",
            "chapter",
            "day",
            "elsewhere",
            "id",
            "not_yet",
            "question",
            "role",
            "standing",
            "talk",
            "title",
            "when",
        ]
    );
    assert_eq!(
        keys(&json["turning_points"][0]["answers"][0]),
        ["answer", "groups", "history", "id", "runs", "ways"]
    );
    assert_eq!(json["counts"]["runs"], 30);
    let kinds: BTreeSet<String> = lines
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["kind"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(
        kinds.iter().map(String::as_str).collect::<Vec<_>>(),
        ["class", "decision", "endings", "turning_point", "ways"]
    );
}

#[test]
fn statements_are_whole_anonymous_and_fetch_nothing() {
    let reading = read(&[Handed::pasted(&CODES[..20].join("\n"))]);
    let [.., statements] = handed_on(&reading, GroupBy::Role);
    assert!(!statements.contains("http"));
    let list: Vec<Value> = serde_json::from_str(&statements).unwrap();
    let n_decisions: usize = reading.runs.iter().map(|run| run.moves.len()).sum();
    let of = |verb: &str| {
        let verb = format!("urn:x-october:verb:{verb}");
        list.iter()
            .filter(|item| item["verb"]["id"] == verb.as_str())
            .count()
    };
    assert_eq!(of("decided"), n_decisions);
    assert_eq!(
        of("finished"),
        reading
            .runs
            .iter()
            .filter(|run| run.ending.is_some())
            .count()
    );
    assert_eq!(
        of("decided") + of("saw-answered") + of("finished"),
        list.len()
    );
    let ids: BTreeSet<&str> = list
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), list.len());
    for id in ids {
        let parts: Vec<usize> = id.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert!(
            id.as_bytes()[14] == b'8' && matches!(id.as_bytes()[19], b'8'..=b'b'),
            "{id}"
        );
    }
    let mut described = BTreeSet::new();
    for item in &list {
        let name = item["actor"]["account"]["name"].as_str().unwrap();
        assert!(name.starts_with("run-000"), "{name}");
        assert!(item["result"].get("success").is_none() && item["result"].get("score").is_none());
        assert!(item.get("timestamp").is_none());
        let activity = item["object"]["id"].as_str().unwrap();
        assert!(activity.starts_with("urn:x-october:petition:"));
        assert_eq!(
            described.insert(activity),
            item["object"].get("definition").is_some()
        );
    }
}

#[test]
fn the_page_is_self_contained_and_escapes_what_strangers_wrote() {
    let mut scenario = PETITION.as_ref().clone();
    scenario.turning_points[0].question = "<script>alert(1)</script> & \"names\"".to_owned();
    let mut list = "group;code\n".to_owned();
    for code in &CODES[..30] {
        list.push_str(&format!("<b>=1+1;{code}\n"));
    }
    let reading = class::read(
        &scenario,
        &[Handed::file("list.csv", list.into_bytes())],
        None,
    );
    let by = GroupBy::Label;
    let class = Class::of(&scenario, &reading, Wanted { role: None, by });
    let sheet = ClassSheet {
        scenario: &scenario,
        class: &class,
        reading: &reading,
        title: "<i>11 B</i>",
    };
    let page = report::class_html(&sheet);
    assert!(!page.contains("<script") && !page.contains("<i>11") && !page.contains("<b>="));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;names&quot;"));
    for outside in ["http:", "https:", "src=", "@import", "url(\"", "url(h"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("default-src 'none'"));
    assert_eq!(
        page.matches("class=\"slide\"").count(),
        class.turning_points.len()
    );
    assert!(page.contains("= History"));
    let rows = report::class_csv(&sheet);
    assert!(rows.contains("&") && !rows.contains("\n="), "{rows}");
}

/// `october class` in the petition.
fn command(args: &[&str], typed: &[u8]) -> (i32, String, String) {
    let home = tempfile::tempdir().unwrap();
    let scenes = fixtures::path("petition");
    let output = october(home.path(), &["class"])
        .args(args)
        .args(["--scenes", path_text(&scenes)])
        .write_stdin(typed)
        .output()
        .unwrap();
    parts(&output)
}

#[test]
fn the_command_takes_codes_files_folders_and_what_is_pasted() {
    let (code, out, err) = command(&[&CODES[0], &CODES[1]], b"");
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("2 runs, all played to the end. The clerk 2."),
        "{out}"
    );
    let (code, pasted, _) = command(&[], CODES[..2].join(" ").as_bytes());
    assert_eq!((code, pasted), (0, out));
    let (code, out, _) = command(
        &["-", "no/such/file.txt", &spoilt(&CODES[4])],
        CODES[3].as_bytes(),
    );
    assert_eq!(code, 1);
    assert!(out.contains("1 run, "), "{out}");
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        out.contains("the command line: `no/such/file.txt`: there is no such file or folder, and it is no run code."),
        "{out}"
    );
    assert!(
        out.contains(&format!("Did you mean {}?", CODES[4])),
        "{out}"
    );
    let root = folder();
    let (code, out, _) = command(
        &[
            path_text(root.path()),
            "--group-by",
            "label",
            "--width",
            "0",
        ],
        b"",
    );
    assert_eq!(code, 1);
    assert!(
        out.contains("11 runs, ") && out.contains("IMG_2231.JPG: this is a picture"),
        "{out}"
    );
    let (code, out, err) = command(&[], b"");
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.contains("There is no run here yet."));
}

#[test]
fn the_command_takes_runs_that_are_kept() {
    let home = tempfile::tempdir().unwrap();
    let kept = store::Store::open(Some(home.path())).unwrap();
    let journal = run_code::read(&PETITION, &CODES[0]).unwrap().journal;
    let imported = kept.import_run(&journal).unwrap();
    let data_dir = ["--data-dir", path_text(home.path())];
    let named = [
        &[imported.id().as_str(), &CODES[0], &CODES[1]],
        &data_dir[..],
    ]
    .concat();
    let (code, out, _) = command(&named, b"");
    assert_eq!(code, 0);
    assert!(out.contains("2 runs, all played to the end."), "{out}");
    assert!(out.contains("This is the same run as at"), "{out}");
}

#[test]
fn the_command_writes_every_form_and_keeps_files_that_are_there() {
    let typed = [CODES[..9].join("\n"), CODES[20][..14].to_owned()].join("\n");
    for format in ["html", "csv", "json", "jsonl", "xapi"] {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("class.out");
        let args = ["--format", format, "--out", path_text(&path)];
        let (code, out, err) = command(&args, typed.as_bytes());
        assert_eq!((code, out.as_str()), (1, ""), "{err}");
        assert!(
            err.contains("not read: standard input, line 10: `"),
            "{err}"
        );
        let made = fs::read_to_string(&path).unwrap();
        assert!(made.len() > 500, "{format}");
        let (code, _, err) = command(&args, b"");
        assert_eq!(code, 2);
        assert!(err.contains("there is a file already"), "{err}");
        let (code, _, _) = command(&[&args[..], &["--force"]].concat(), b"");
        assert_eq!(code, 1);
        assert_ne!(fs::read_to_string(&path).unwrap(), made);
    }
    let (code, _, err) = command(&["--role", "tsar"], typed.as_bytes());
    assert_eq!(code, 2);
    assert!(err.contains("there is no role `tsar`"), "{err}");
    let list = b"x;y\n1;2\n";
    let (code, out, _) = command(&["--label", "form"], list);
    assert_eq!(code, 1);
    assert!(out.contains("there is no run code in it"), "{out}");
}

#[test]
fn a_missing_column_of_labels_is_said() {
    let list = filled("form.csv").into_bytes();
    let reading = class::read(&PETITION, &[Handed::file("form.csv", list)], Some("team"));
    assert!(reading.notes[0].text.starts_with("There is no column “team”, so its codes have no label; its columns are: Timestamp, E-mail, Group"), "{:?}", reading.notes);
    let class = count(&reading, GroupBy::Label);
    assert!(class.on_groups().unwrap().starts_with("No run has a label"));
}

#[test]
fn bytes_that_could_not_be_read_are_told() {
    let handed = Handed {
        content: Err(NotRead::NotText(NotText::Picture)),
        ..Handed::file("a.jpg", Vec::new())
    };
    let reading = read(&[handed]);
    assert_eq!(
        unread(&reading),
        ["a.jpg: this is a picture; type the code that is on it"]
    );
    assert_eq!(
        reading.unread_in_words().unwrap(),
        "1 entry could not be read and is not counted: 1 file that is no text."
    );
    let folder = tempfile::tempdir().unwrap();
    copy_folder(&fixtures::path("petition"), folder.path());
    let scenes = read(&store::handed_in(Path::new(folder.path())).unwrap().unwrap());
    assert_eq!(scenes.runs, []);
    assert!(!scenes.unread.is_empty());
}

/// Lines with codes, words and noise between them.
fn noise() -> impl proptest::strategy::Strategy<Value = String> {
    let words = sample::select(vec![
        "",
        "Hi!",
        "mine:",
        "anna",
        "2026-11-22",
        "(see below)",
        "\t",
        ";",
        ",,",
        "\"",
        "—",
        "№",
        "Süd",
        ">>",
    ]);
    collection::vec(words, 0..4).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn the_same_class_in_another_order_gives_the_same_figures(
        order in Just((0..60).collect::<Vec<usize>>()).prop_shuffle(),
        cut in 1..59_usize,
    ) {
        let line = |number: &usize| format!("{};{}", ["A", "B", "", "C"][number % 4], CODES[*number]);
        let list = |numbers: &[usize]| {
            let lines: Vec<String> = numbers.iter().map(line).collect();
            Handed::file("list.csv", format!("group;code\n{}\n", lines.join("\n")).into_bytes())
        };
        let (first, rest) = order.split_at(cut);
        let plain: Vec<usize> = (0..60).collect();
        let expected = read(&[list(&plain)]);
        let shuffled = read(&[list(first), list(rest)]);
        prop_assert_eq!(&shuffled.runs, &expected.runs);
        for by in [GroupBy::Role, GroupBy::Label] {
            prop_assert_eq!(count(&shuffled, by), count(&expected, by));
            prop_assert_eq!(handed_on(&shuffled, by), handed_on(&expected, by));
        }
    }

    #[test]
    fn every_code_is_found_whatever_stands_around_it(
        around in collection::vec((noise(), 0..40_usize, noise()), 1..12),
    ) {
        let text: String = around
            .iter()
            .map(|(before, number, after)| format!("{before} {} {after}\n", CODES[*number]))
            .collect();
        let wanted: BTreeSet<&str> = around.iter().map(|(_, number, _)| CODES[*number].as_str()).collect();
        let reading = read(&[Handed::pasted(&text)]);
        prop_assert_eq!(reading.runs.len(), wanted.len(), "{}\n{:?}", text, unread(&reading));
    }

    #[test]
    fn no_bytes_make_it_panic(
        bytes in collection::vec(any::<u8>(), 0..400),
        name in sample::select(vec!["a.csv", "a.txt", "a.ron", "a", "a.TSV"]),
    ) {
        let handed = Handed::file(name, bytes);
        let reading = class::read(&PETITION, &[handed], Some("2"));
        prop_assert_eq!(reading.runs.len(), 0);
        handed_on(&reading, GroupBy::Label);
    }

    #[test]
    fn no_text_of_codes_in_pieces_makes_it_panic(
        pieces in collection::vec((0..20_usize, 0..50_usize, 0..50_usize, sample::select(vec!["\n", " ", "-", ";", "\"", "", "\t", ",", "\r\n"])), 0..20),
        name in sample::select(vec!["a.csv", "a.txt"]),
    ) {
        let text: String = pieces
            .iter()
            .map(|(number, from, n_signs, after)| {
                let code = &CODES[*number];
                let from = (*from).min(code.len());
                let to = (from + n_signs).min(code.len());
                format!("{}{after}", &code[from..to])
            })
            .collect();
        let reading = read(&[Handed::file(name, text.into_bytes())]);
        as_text(&reading, GroupBy::Label);
    }
}
