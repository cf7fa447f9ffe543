//! Where each target begins: inputs made from the fixtures, so that there are no copies of
//! them to keep up.

use std::sync::Arc;

use october::format::{journal_file, run_code};
use october::journal::Votes;
use october::model::Scenario;
use october::playthrough::{Action, Playthrough};
use october::store::Settings;

use super::dice::Dice;
use super::fixtures::{EXAMPLE, LIPA, PETITION, PETROGRAD};
use super::scenes::FILE;

/// The inputs that a target begins with, by name.
pub fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let inputs: Vec<Vec<u8>> = match target {
        "class_file" => class_files(),
        "class_folder" => class_folders(),
        "commands" => of_texts(&SCRIPTS),
        "prose" => of_texts(&PROSE),
        "run_code" => of_texts(&codes()),
        "run_file" => run_files(),
        "scenario" => vec![one_text(PETITION), one_text(EXAMPLE)],
        "scene_file" => scene_files(),
        "settings" => settings(),
        "story" => (0..24).map(story).collect(),
        "words" => of_texts(&WORDS),
        _ => Vec::new(),
    };
    let name = |number: usize| format!("seed_{number:02}");
    (1..).map(name).zip(inputs).collect()
}

fn of_texts(texts: &[impl AsRef<str>]) -> Vec<Vec<u8>> {
    let texts = texts.iter().map(AsRef::as_ref);
    texts.map(|text: &str| text.as_bytes().to_vec()).collect()
}

const SCRIPTS: [&str; 6] = [
    "1\n\n1\n\n\n2\n\nlog all\n1\n\n1\n\n1\n\ncompare\ncode\ntimeline\ncity\nrecap\n",
    "help\n\nmap\ngauges\nnews all\nyear\nwho Vidak\ncodex\ndebates\nnotes\nchapters\nreadings\nreading petition = square\n",
    "3\nhints odds\n2\n\nback 1\nluck\n1\n\nback\nname the first\nstar\nchart\nchart next\nnames shown\nchart 1\nruns\nopen 1\nquit\n",
    "votes 3 2 1\n1\n\nvotes\nother 1 clerk\nchapter sitting\nwhy\nwhy 1\nodds\nrecord end\nhints numbers\n",
    "import clerk-001\nimport Q2W3-E4R5-T6Y7\ndelete 1\nnew\n1\nagain\nyear all\ncompare 1\ntimeline 1\ncity 1848-03-02 16:00\n",
    "\u{feff}1\r\n\r\nWHO  is  Vidak?\n99999999999999999999\n-1\n1.\n2)\n \t \n\n",
];

const PROSE: [&str; 6] = [
    "Mayor *since* the **flood**. He writes [orders](place:town_hall) that ***can*** be read.",
    "Two\nlines.  \nA break.\n\nAnother *para\ngraph* with [event](event:raft) and [term](term:toll_book).",
    "[*a*](place:brod)[b](person:vidak)**c**_d_\\*e\\* &amp; &nbsp; &#65; <b> `x`",
    "[a]: place:brod\n\n[a] [a][a] [a][] ![i](place:brod) <place:brod>",
    "> q\n\n# h\n\n- l\n\n1. n\n\n***\n\n\tcode\n\n| t |",
    "“curly” … – — \u{301}\u{202e}\u{200b} 1917\u{a0}year",
];

const WORDS: [&str; 8] = [
    "1917-10-25 03:30",
    "1848-02-29",
    "9999-12-31 23:59",
    "clerk-001",
    "Lenin",
    "Смольный",
    "winter pal",
    "Q2W3-E4R5-T6Y7",
];

/// A run of a scenario: the seed says what is chosen.
fn played(scenario: &Arc<Scenario>, role: &str, seed: u64) -> Playthrough {
    let role = scenario.role_by_key(role).expect("a role of the scenario");
    let mut run = Playthrough::begin(Arc::clone(scenario), role, seed);
    let bytes = seed.to_le_bytes();
    let mut dice = Dice::of(&bytes);
    for _ in 0..2 + seed % 12 {
        let _ = run.act(Action::Choose(dice.below(3)));
        let _ = run.act(Action::Continue);
    }
    run
}

fn codes() -> Vec<String> {
    let lipa = (0..6).map(|seed| (&*LIPA, played(&LIPA, "clerk", seed)));
    let petrograd = [("red_guard", 7), ("minister", 200_000_000_000)];
    let petrograd = petrograd.map(|(role, seed)| (&*PETROGRAD, played(&PETROGRAD, role, seed)));
    lipa.chain(petrograd)
        .filter_map(|(scenario, run)| run_code::write(scenario, run.journal()).ok())
        .collect()
}

fn run_files() -> Vec<Vec<u8>> {
    let mut voted = played(&LIPA, "clerk", 3).journal().clone();
    voted.votes = voted
        .decisions
        .iter()
        .take(1)
        .map(|decision| Votes {
            scene: decision.scene.clone(),
            rounds: vec![vec![(decision.choice.clone(), 12)]],
        })
        .collect();
    let fixtures = [
        include_str!("../../tests/fixtures/journals/format_1.ron"),
        include_str!("../../tests/fixtures/journals/format_1_by_hand.ron"),
        include_str!("../../tests/fixtures/journals/format_1_other_side.ron"),
    ];
    let written = [voted, played(&PETROGRAD, "minister", 9).journal().clone()];
    let mut files = of_texts(&fixtures);
    files.extend(of_texts(
        &written.map(|journal| journal_file::write(&journal)),
    ));
    files
}

/// Files as one text, as `scenes::folder` and `class::folder` take it.
fn one_text(files: &[(&str, &str)]) -> Vec<u8> {
    let parts = files.iter();
    let parts = parts.map(|(path, text)| format!("{FILE}{path}\n{text}"));
    parts.collect::<Vec<_>>().join("\n").into_bytes()
}

fn scene_files() -> Vec<Vec<u8>> {
    (b'A'..)
        .zip(PETITION.iter().chain(EXAMPLE))
        .map(|(which, (_, text))| [&[which], text.as_bytes()].concat())
        .collect()
}

fn settings() -> Vec<Vec<u8>> {
    let own = Settings::default().written();
    let other = own.replace("text_size: 100", "text_size: 250");
    of_texts(&[
        own.as_str(),
        &other,
        "Settings()",
        "(theme: Dark, tips_seen: [\"map\"])",
    ])
}

fn story(number: u64) -> Vec<u8> {
    let bytes = number.to_le_bytes();
    let mut dice = Dice::of(&bytes);
    (0..8 + 16 * number)
        .map(|_| dice.below(256) as u8)
        .collect()
}

fn class_files() -> Vec<Vec<u8>> {
    let codes = codes();
    let code = |number: usize| codes.get(number).map_or("", String::as_str);
    let mut mail = include_str!("../../tests/fixtures/class/mail.txt").to_owned();
    let mut form = include_str!("../../tests/fixtures/class/form.csv").to_owned();
    for number in 0..10 {
        for kind in ["", "spaced ", "small ", "broken "] {
            let from = format!("{{{kind}{number}}}");
            mail = mail.replace(&from, code(number % 6));
            form = form.replace(&from, code(number % 6));
        }
    }
    let list = format!(
        "name;label;code\r\nA;\"Süd; 1\";{}\r\nB;x;\"{}\"\r\n;;\r\n",
        code(1),
        code(2)
    );
    let utf16: Vec<u8> = format!("\u{feff}{list}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin: Vec<u8> = list.chars().map(|sign| sign as u8).collect();
    let run = journal_file::write(played(&LIPA, "clerk", 4).journal());
    let with = |head: &str, content: &[u8]| [head.as_bytes(), content].concat();
    vec![
        with("CA", mail.as_bytes()),
        with("AB", form.as_bytes()),
        with("AB", list.as_bytes()),
        with("AC", &utf16),
        with("GB", &latin),
        with("BA", list.replace(';', "\t").as_bytes()),
        with("DA", run.as_bytes()),
        with("aA", code(3).as_bytes()),
        with("nA", code(4).to_lowercase().replace('-', " ").as_bytes()),
        with("FA", b"\xFF\xD8\xFF\xE0\0\x10JFIF"),
        with("EA", b"PK\x03\x04\x14\0"),
    ]
}

fn class_folders() -> Vec<Vec<u8>> {
    let codes = codes();
    let code = |number: usize| codes.get(number).map_or("", String::as_str);
    let run = journal_file::write(played(&LIPA, "clerk", 5).journal());
    let list = format!("code,label\n{},a\n{},b\n", code(0), code(1));
    vec![
        one_text(&[
            ("11a/x.txt", code(1)),
            ("11a/y.txt", code(2)),
            ("11b/z.ron", &run),
        ]),
        one_text(&[("list.csv", &list), ("mine.txt", code(1))]),
    ]
}
