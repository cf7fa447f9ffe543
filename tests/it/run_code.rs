//! Codes: every run there and back, every slip found, and edits of the scenes survived.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use proptest::prelude::{Strategy, any, prop_assert_eq, prop_oneof, proptest};

use october::format::run_code::{
    self, CodeError, Decisions, Fault, MadeWith, Slip, StopReason, WriteError,
};
use october::format::{self, journal_file};
use october::journal::{Decision, Journal};
use october::model::{Reading, Readings, RoleId, Scenario};
use october::playthrough::{Action, Playthrough};
use october::rules;
use october::store;

use crate::fixtures;
use crate::properties::{any_journal, config};

/// The petition with marks of its own, so that edits of the fixture change no code here.
static PETITION: LazyLock<Arc<Scenario>> = LazyLock::new(|| {
    let mut scenario = fixtures::petition().as_ref().clone();
    scenario.version = 1;
    scenario.content = 0x1848;
    Arc::new(scenario)
});

static PETROGRAD: LazyLock<Arc<Scenario>> = LazyLock::new(|| {
    let loaded = format::load(&store::embedded_files("petrograd_1917"));
    Arc::new(loaded.scenario.unwrap())
});

fn clerk() -> RoleId {
    fixtures::clerk(&PETITION)
}

/// Takes the choice at this place and turns the page; whether that could be done.
fn decide(run: &mut Playthrough, choice: usize) -> bool {
    run.act(Action::Choose(choice)).is_ok() && run.act(Action::Continue).is_ok()
}

/// Every run of one luck from here on, the unfinished ones too.
fn every_run(run: &Playthrough, found: &mut Vec<Journal>) {
    found.push(run.journal().clone());
    for choice in 0..9 {
        let mut next = run.clone();
        if decide(&mut next, choice) {
            every_run(&next, found);
        }
    }
}

/// A run whose choices follow from its number.
fn some_run(scenario: &Arc<Scenario>, role: RoleId, number: u64) -> Journal {
    let seed = rules::word(number, 1) % run_code::SHORT_SEEDS;
    let mut run = Playthrough::begin(Arc::clone(scenario), role, seed);
    for step in 2.. {
        if run.is_over() {
            break;
        }
        let first = usize::try_from(rules::word(number, step) % 4).unwrap();
        assert!((0..4).any(|more| decide(&mut run, (first + more) % 4)));
    }
    run.journal().clone()
}

#[track_caller]
fn there_and_back(scenario: &Scenario, journal: &Journal) -> String {
    let code = run_code::write(scenario, journal).unwrap();
    let read = run_code::read(scenario, &code).unwrap();
    assert_eq!(&read.journal, journal, "{code}");
    assert_eq!(read.made_with, MadeWith::ThisContent);
    assert_eq!(read.stop, None);
    assert_eq!(read.decisions, Decisions::Same);
    assert_eq!(read.note(), None);
    code
}

/// A run of the petition by written ids, one for each of its scenes.
fn petition_run(seed: u64, choices: &[&str]) -> Journal {
    let mut run = Playthrough::begin(Arc::clone(&PETITION), clerk(), seed);
    for key in choices {
        let taken = (0..9).find(|choice| {
            let mut next = run.clone();
            decide(&mut next, *choice)
                && next
                    .journal()
                    .decisions
                    .last()
                    .is_some_and(|last| last.choice == *key)
        });
        assert!(decide(&mut run, taken.unwrap()), "{key}");
    }
    run.journal().clone()
}

/// To the end, with nothing left out.
fn whole_run() -> Journal {
    petition_run(
        1848,
        &[
            "copy_fair",
            "upper_lane",
            "hand_over",
            "count_once",
            "side_door",
        ],
    )
}

#[test]
fn every_run_of_the_petition_comes_back() {
    let mut codes = BTreeSet::new();
    let mut n_runs = 0;
    for seed in [0, 7, 1848, 99_999_999, 100_000_000, u64::MAX] {
        let mut journals = Vec::new();
        let run = Playthrough::begin(Arc::clone(&PETITION), clerk(), seed);
        every_run(&run, &mut journals);
        assert!(journals.len() > 100, "{}", journals.len());
        n_runs += journals.len();
        codes.extend(
            journals
                .iter()
                .map(|journal| there_and_back(&PETITION, journal)),
        );
    }
    assert_eq!(codes.len(), n_runs, "every run has a code of its own");
}

#[test]
fn a_run_that_begins_later_comes_back() {
    let history = october::journal::historical(&PETITION, clerk(), &Readings::default());
    assert!(history.steps.len() > 3);
    for step in &history.steps {
        let scenario = Arc::clone(&PETITION);
        let readings = Readings::default();
        let run = Playthrough::begin_at(scenario, clerk(), step.scene, 7, &readings).unwrap();
        let mut journals = Vec::new();
        every_run(&run, &mut journals);
        for journal in &journals {
            there_and_back(&PETITION, journal);
        }
    }
}

/// The petition with three readings of its first turning point and two of its last.
fn disputed() -> Arc<Scenario> {
    let mut scenario = PETITION.as_ref().clone();
    let prose = scenario.turning_points[0].record.clone();
    let last = scenario.turning_points.len() - 1;
    assert!(last > 0);
    for (at, keys) in [
        (0, vec!["as_written", "as_sung", "as_told"]),
        (last, vec!["one", "two"]),
    ] {
        let rules = scenario.turning_points[at].rules.clone();
        scenario.turning_points[at].readings = keys
            .into_iter()
            .map(|key| Reading {
                key: key.to_owned(),
                name: String::new(),
                text: prose.clone(),
                rules: rules.clone(),
                sources: Vec::new(),
            })
            .collect();
    }
    Arc::new(scenario)
}

#[test]
fn the_readings_come_back() {
    let scenario = disputed();
    let ids: Vec<_> = scenario.turning_point_ids().collect();
    for (first, last) in [(1, 0), (2, 0), (0, 1), (2, 1)] {
        let mut readings = Readings::default();
        readings.choose(&scenario, ids[0], first);
        readings.choose(&scenario, ids[ids.len() - 1], last);
        let run = Playthrough::begin_under(Arc::clone(&scenario), clerk(), 7, &readings);
        let mut journals = Vec::new();
        every_run(&run, &mut journals);
        for journal in &journals {
            there_and_back(&scenario, journal);
        }
    }
    let journal = Playthrough::begin_under(Arc::clone(&scenario), clerk(), 7, &{
        let mut readings = Readings::default();
        readings.choose(&scenario, ids[0], 2);
        readings
    });
    let code = run_code::write(&scenario, journal.journal()).unwrap();
    assert_eq!(
        run_code::read(&PETITION, &code),
        Err(CodeError::NoSuchReading(PETITION.title.clone()))
    );
}

#[test]
fn many_runs_of_the_shipped_scenario_come_back_in_forty_signs() {
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    let mut codes = BTreeSet::new();
    for role in PETROGRAD.role_ids() {
        for number in 0..1000 {
            let journal = some_run(&PETROGRAD, role, number);
            let code = there_and_back(&PETROGRAD, &journal);
            let n_signs = code.chars().filter(|sign| *sign != '-').count();
            assert!(n_signs <= 40, "{code}");
            *lengths.entry(n_signs).or_default() += 1;
            codes.insert(code);
        }
    }
    assert!(codes.len() > 1900, "{}", codes.len());
    println!("signs of whole runs: {lengths:?}");
}

/// These are everybody's codes, on paper. If this test fails, the change is wrong.
#[test]
fn codes_never_change() {
    for (seed, choices, code) in [
        (0, vec![], "25QT-M8N5-PTUM-JCWQ"),
        (
            7,
            vec!["light_stove", "tell_the_hour"],
            "KAVA-GGF7-VBM6-MQKD",
        ),
        (
            19_171_025,
            vec![
                "copy_fair",
                "upper_lane",
                "hand_over",
                "count_once",
                "side_door",
            ],
            "22R9-SK3T-SW2E-ZFMX-2RG3",
        ),
        (
            u64::MAX,
            vec!["leave_out_names"],
            "2APB-UJ2P-8Q7S-XAM6-N5GZ-3W9Z",
        ),
    ] {
        let journal = petition_run(seed, &choices);
        assert_eq!(run_code::write(&PETITION, &journal).unwrap(), code);
        assert_eq!(run_code::read(&PETITION, code).unwrap().journal, journal);
    }
}

#[test]
fn a_code_is_read_however_it_is_written() {
    let journal = whole_run();
    let code = run_code::write(&PETITION, &journal).unwrap();
    for written in [
        code.to_lowercase(),
        code.replace('-', ""),
        code.replace('-', " "),
        code.replace('-', "\n"),
        code.replace('-', " – "),
        format!("\t{code}\r\n"),
        code.replace('-', "")
            .chars()
            .flat_map(|sign| [sign, ' '])
            .collect(),
    ] {
        assert_eq!(
            run_code::read(&PETITION, &written).unwrap().journal,
            journal,
            "{written}"
        );
    }
}

/// What a code is taken for that was written wrong.
#[track_caller]
fn guess(scenario: &Scenario, wrong: &str) -> (String, Slip) {
    match run_code::read(scenario, wrong) {
        Err(CodeError::Mistyped(mistyped)) => {
            let guess = mistyped
                .guess
                .unwrap_or_else(|| panic!("no guess for {wrong}"));
            (guess.code, guess.slip)
        }
        other => panic!("{wrong}: {other:?}"),
    }
}

const SIGNS: &str = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

#[test]
fn every_wrong_sign_is_found_and_where_it_is() {
    let code = run_code::write(&PETITION, &whole_run()).unwrap();
    let mut n_tried = 0;
    for (at, right) in code.char_indices().filter(|(_, sign)| *sign != '-') {
        for sign in SIGNS.chars().filter(|sign| *sign != right) {
            let mut wrong = code.clone();
            wrong.replace_range(at..=at, &sign.to_string());
            let slip = Slip::Wrong {
                group: at / 5 + 1,
                place: at % 5 + 1,
                sign,
            };
            assert_eq!(guess(&PETITION, &wrong), (code.clone(), slip));
            n_tried += 1;
        }
    }
    assert!(n_tried >= 16 * 30, "{n_tried}");
}

#[test]
fn every_swap_of_neighbours_is_found() {
    let scenario = &PETROGRAD;
    for role in scenario.role_ids() {
        let code = run_code::write(scenario, &some_run(scenario, role, 1917)).unwrap();
        let signs: Vec<char> = code.chars().filter(|sign| *sign != '-').collect();
        for at in 0..signs.len() - 1 {
            let mut wrong = signs.clone();
            wrong.swap(at, at + 1);
            if wrong != signs {
                let wrong: String = wrong.into_iter().collect();
                let (group, place) = (at / 4 + 1, at % 4 + 1);
                let expected = (code.clone(), Slip::Swapped { group, place });
                assert_eq!(guess(scenario, &wrong), expected);
            }
        }
    }
}

#[test]
fn a_missing_sign_and_one_too_many_are_found() {
    let code = run_code::write(&PETITION, &whole_run()).unwrap();
    for at in (0..code.len()).filter(|at| at % 5 != 4) {
        let mut wrong = code.clone();
        wrong.remove(at);
        let (meant, slip) = guess(&PETITION, &wrong);
        assert_eq!(
            (meant, slip),
            (code.clone(), Slip::Missing { group: at / 5 + 1 })
        );
        let mut wrong = code.clone();
        wrong.insert(at, 'W');
        let (meant, slip) = guess(&PETITION, &wrong);
        assert_eq!(meant, code);
        assert!(
            matches!(slip, Slip::Extra { group, sign: 'W', .. } if group == at / 5 + 1),
            "{slip:?}"
        );
    }
}

#[track_caller]
fn says(text: &str, expected: &str) {
    let said = run_code::read(&PETITION, text).unwrap_err().to_string();
    assert_eq!(said, expected, "{text:?}");
}

#[test]
fn a_mistyped_code_says_where() {
    let code = run_code::write(&PETITION, &whole_run()).unwrap();
    assert_eq!(code, "22R9-SK3Q-T5TW-MGR4-FURB");
    let meant = "Did you mean 22R9-SK3Q-T5TW-MGR4-FURB?";
    let compare = "Compare it sign by sign with what was written; B and 8, S and 5, Z and 2, G and 6, U and V are easily taken for each other";
    for (typed, wrong, then) in [
        (
            "22R9 s83q t5tw mgr4 furb",
            "its signs do not fit each other; sign 2 of group 2, `8`, looks wrong",
            meant,
        ),
        (
            "22R9SK3Q5TTWMGR4FURB",
            "its signs do not fit each other; sign 1 of group 3 and the one after it seem to have changed places",
            meant,
        ),
        (
            "22R9-SO3Q-T5TW-MGR4-FURB",
            "sign 2 of group 2 is `O`, which run codes never use (it may be D, Q or U)",
            meant,
        ),
        (
            "22R9-SК3Q-T5TW-MGR4-FURB",
            "sign 2 of group 2 is `К`, which run codes never use (it may be the Latin K)",
            meant,
        ),
        (
            "22R9-S03Q-T1TW-MGR4-FURB",
            "sign 2 of group 2 is `0`, which run codes never use (it may be D, Q or U); sign 2 of group 3 is `1`, which run codes never use (it may be 7, J or T)",
            meant,
        ),
        (
            "22R9-SK3Q-TTW-MGR4-FURB",
            "group 3 has 3 signs instead of 4; a sign seems to be missing in group 3",
            meant,
        ),
        (
            "22R9SK3QTTWMGR4FURB",
            "19 signs are not whole groups of 4; a sign seems to be missing in group 3",
            meant,
        ),
        (
            "22R9-SK3Q-T5TW-M4GR4-FURB",
            "group 4 has 5 signs instead of 4; sign 2 of group 4, `4`, seems to be one too many",
            meant,
        ),
        (
            "22R9-S83Q-T9TW-MGR4-FURB",
            "its signs do not fit each other; it has 5 groups; one at the end or in between may be missing or too many",
            compare,
        ),
        (
            "22R9-SK3Q-T5TW-MGR4-FU",
            "18 signs are not whole groups of 4",
            compare,
        ),
        (
            "22R9-SK3Q-T5TW-MGR4",
            "its signs do not fit each other; it has 4 groups; one at the end or in between may be missing or too many",
            compare,
        ),
        (
            "22R9-T5TW-MGR4-FURB",
            "its signs do not fit each other; it has 4 groups; one at the end or in between may be missing or too many",
            compare,
        ),
        (
            "22R9",
            "its signs do not fit each other; it has 1 group; one at the end or in between may be missing or too many",
            compare,
        ),
        (
            "22R9-SK3Q-T5TW-MGR4-FURB 22R9-SK3Q-T5TW-MGR4-FURB",
            "it has 10 groups; it seems to be there twice",
            meant,
        ),
        (
            "22R9SK3QT5TWMGR4FURB22R9SK3QT5TWMGR4FURB22R9SK3QT5TWMGR4FURB",
            "it has 15 groups; the last 10 seem to be too many",
            meant,
        ),
        (
            "22R9-SK3Q-T5TW-MGR4-FURB-CAFE",
            "it has 6 groups; the last one seems to be one too many",
            meant,
        ),
        (
            "22R9-SK3Q-T5TW-MGR4-FURB-22R9-SK3Q",
            "it has 7 groups; the last 2 seem to be too many",
            meant,
        ),
    ] {
        says(
            typed,
            &format!("this run code is mistyped: {wrong}. {then}"),
        );
    }
}

#[test]
fn what_is_no_code_says_so() {
    let no_code = "this is not a run code: a code has only capital letters and digits, without 0, O, 1, I and L, in groups of four";
    says("", "there is no run code here");
    says(" -- \n", "there is no run code here");
    says("Что делать?", no_code);
    says("C:\\runs\\clerk-001.ron", no_code);
    says("\u{0}\u{1}\u{2}\u{3}", no_code);
    says(&journal_file::write(&whole_run())[..300], no_code);
    let too_long = "this is too long to be a run code (more than 400 characters)";
    says(&"A".repeat(401), too_long);
    says(&"A".repeat(10_000_000), too_long);
}

#[test]
fn a_code_of_another_scenario_says_so() {
    let journal = some_run(&PETROGRAD, PETROGRAD.role_ids().next().unwrap(), 7);
    let code = run_code::write(&PETROGRAD, &journal).unwrap();
    let said = run_code::read(&PETITION, &code).unwrap_err();
    assert_eq!(said, CodeError::OtherScenario(PETITION.title.clone()));
    assert!(matches!(
        run_code::write(&PETITION, &journal),
        Err(WriteError::Foreign(_))
    ));
}

/// The petition after an edit that makes it version 2.
fn edited(edit: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut scenario = PETITION.as_ref().clone();
    scenario.version = 2;
    scenario.content = 0x1849;
    edit(&mut scenario);
    scenario
}

fn scene_index(key: &str) -> usize {
    PETITION.scene_by_key(key).unwrap().index()
}

#[test]
fn a_code_survives_what_does_not_touch_its_decisions() {
    let journal = whole_run();
    let code = run_code::write(&PETITION, &journal).unwrap();
    let hall = scene_index("cold_hall");
    let rewritten = edited(|scenario| {
        for scene in &mut scenario.scenes {
            scene.choices.reverse();
            for choice in &mut scene.choices {
                choice.text.push_str(" indeed");
            }
        }
        let mut added = scenario.scenes[hall].choices[0].clone();
        added.key = "open_the_window".to_owned();
        scenario.scenes[hall].choices.insert(1, added);
        let removed = "light_stove";
        scenario.scenes[hall]
            .choices
            .retain(|choice| choice.key != removed);
    });
    let read = run_code::read(&rewritten, &code).unwrap();
    assert_eq!(read.journal.decisions, journal.decisions);
    assert_eq!(
        read.made_with,
        MadeWith::OtherVersion {
            version: 1,
            here: 2
        }
    );
    assert_eq!(read.stop, None);
    assert_eq!(read.decisions, Decisions::Same);
    assert_eq!(
        read.note().unwrap(),
        "the code was made with version 1 of these scenes, and here is version 2; all its decisions can still be made"
    );
    let draft = edited(|scenario| scenario.version = 1);
    let read = run_code::read(&draft, &code).unwrap();
    assert_eq!(read.made_with, MadeWith::AnotherDraft { version: 1 });
}

#[test]
fn a_code_names_the_decision_that_no_longer_exists() {
    let journal = whole_run();
    let code = run_code::write(&PETITION, &journal).unwrap();
    let vote = scene_index("the_vote");
    let change = |edit: &dyn Fn(&mut Vec<october::model::Choice>)| {
        let scenario = edited(|scenario| edit(&mut scenario.scenes[vote].choices));
        let read = run_code::read(&scenario, &code).unwrap();
        assert_eq!(read.journal.decisions, journal.decisions[..3]);
        assert_eq!(read.journal.pages_turned, 3);
        assert_eq!(read.journal.seed, journal.seed);
        let stop = read.stop.clone().unwrap();
        assert_eq!((stop.number, stop.n_decisions), (4, 5));
        (stop.why, read.note().unwrap())
    };
    let title = &PETITION.scenes[vote].title;
    let gone = format!(
        "the code was made with version 1 of these scenes, and here is version 2; decision 4 of 5 no longer exists: “{title}” has no such choice any more; the 3 decisions before it can still be played"
    );
    let removed = change(&|choices| choices.retain(|choice| choice.key != "count_once"));
    assert_eq!(removed, (StopReason::NoSuchChoice, gone.clone()));
    let renamed = change(&|choices| choices[1].key = "count_by_ear".to_owned());
    assert_eq!(renamed, (StopReason::NoSuchChoice, gone));
    let (why, said) = change(&|choices| {
        choices[1].requires = Some(october::model::Condition::Any(Vec::new()));
    });
    assert_eq!(why, StopReason::Locked);
    assert!(
        said.contains("decision 4 of 5 cannot be made: its choice in"),
        "{said}"
    );
}

/// `read_aloud` and `hand_over` want the same slot; when the one that has it goes, the
/// other moves in.
#[test]
fn a_choice_that_takes_anothers_place_is_found_out() {
    let code = run_code::write(&PETITION, &whole_run()).unwrap();
    let council = scene_index("council_hall");
    for (version, mark) in [(2, 0x1849), (1, 0x1848)] {
        let scenario = edited(|scenario| {
            (scenario.version, scenario.content) = (version, mark);
            let choices = &mut scenario.scenes[council].choices;
            choices.retain(|choice| choice.key != "hand_over");
        });
        let read = run_code::read(&scenario, &code).unwrap();
        assert_eq!(read.journal.decisions[2].choice, "read_aloud");
        assert_eq!(read.stop, None);
        assert_eq!(read.decisions, Decisions::NotAllTheSame);
        assert_ne!(read.made_with, MadeWith::ThisContent);
        let said = read.note().unwrap();
        assert!(
            said.ends_with("; at least one decision stands for another choice now, and the code does not say which"),
            "{said}"
        );
    }
}

#[test]
fn a_story_that_ends_earlier_now_says_so() {
    let journal = whole_run();
    let code = run_code::write(&PETITION, &journal).unwrap();
    let hall = scene_index("cold_hall");
    let scenario = edited(|scenario| {
        for choice in &mut scenario.scenes[hall].choices {
            for outcome in &mut choice.outcomes {
                outcome.then = october::model::Next::End(0);
            }
        }
    });
    let read = run_code::read(&scenario, &code).unwrap();
    assert_eq!(read.journal.decisions, journal.decisions[..1]);
    let said = read.stop.unwrap().to_string();
    assert_eq!(
        said,
        "decision 2 of 5 no longer exists: the story is over before it"
    );
}

#[test]
fn a_role_that_is_gone_says_so() {
    let code = run_code::write(&PETITION, &whole_run()).unwrap();
    let scenario = edited(|scenario| scenario.roles[0].key = "scribe".to_owned());
    assert_eq!(
        run_code::read(&scenario, &code),
        Err(CodeError::NoSuchRole(PETITION.title.clone()))
    );
}

#[test]
fn a_run_that_does_not_exist_here_has_no_code() {
    let mut journal = whole_run();
    journal.decisions[2].choice = "sing".to_owned();
    assert!(matches!(
        run_code::write(&PETITION, &journal),
        Err(WriteError::Stopped(_))
    ));
    let mut journal = whole_run();
    journal.decisions.push(Decision {
        scene: "cold_hall".to_owned(),
        choice: "copy_fair".to_owned(),
    });
    assert!(matches!(
        run_code::write(&PETITION, &journal),
        Err(WriteError::Stopped(_))
    ));
}

/// What looks like a code, or does not.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[2-9A-HJ-KMNP-Z]{0,48}",
        "([2-9A-HJ-KMNP-Z]{4}-){0,12}",
        "[0-9A-Za-z -]{0,60}",
        "[А-Яа-я ]{0,40}",
        "[2-9A-HJ-KMNP-Z]{396,404}",
    ]
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn any_text_is_answered(text in any_text()) {
        match run_code::read(&PETITION, &text) {
            Ok(read) => {
                let _ = read.note();
                let again = run_code::write(&PETITION, &read.journal).unwrap();
                prop_assert_eq!(run_code::read(&PETITION, &again).unwrap().journal, read.journal);
            }
            Err(CodeError::Mistyped(mistyped)) => {
                if let Fault::UnknownSigns(signs) = &mistyped.fault {
                    assert!(!signs.is_empty());
                }
                if let Some(guess) = &mistyped.guess {
                    assert!(run_code::read(&PETITION, &guess.code).is_ok());
                }
                assert!(!mistyped.to_string().is_empty());
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn any_journal_has_a_code_or_an_answer(journal in any_journal()) {
        if let Ok(code) = run_code::write(&PETITION, &journal) {
            let read = run_code::read(&PETITION, &code).unwrap();
            prop_assert_eq!(read.journal.decisions, journal.decisions);
            prop_assert_eq!(read.journal.seed, journal.seed);
            prop_assert_eq!(read.journal.begins, journal.begins);
        }
    }
}
