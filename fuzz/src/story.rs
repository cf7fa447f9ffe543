//! A small story made by bytes: every condition, effect, rule, hour and way on is one that
//! some byte chose, so that the rules meet what no author would write.
//!
//! Nearly every story that comes out can be loaded; it is checked, walked and played, and a
//! journal that the last bytes make is played in it too.

use std::fmt::Write as _;
use std::sync::Arc;

use october::check::check;
use october::format::{self, SourceFile};
use october::journal::{Decision, Journal};
use october::model::Scenario;
use october::playthrough::{Options, Playthrough};

use super::dice::Dice;
use super::look::look;
use super::play::{TOLD, play_all, play_on, same_when_read_again, tell};

/// Hours at which something can be, in order; a bare date stands for noon.
const HOURS: [&str; 8] = [
    "1848-03-01 00:00",
    "1848-03-01 08:00",
    "1848-03-01 08:01",
    "1848-03-01",
    "1848-03-01 23:59",
    "1848-03-02 00:00",
    "1848-03-03 12:00",
    "1900-02-28 12:00",
];

const N_GAUGES: usize = 2;
const N_FLAGS: usize = 4;
const N_POINTS: usize = 3;
const N_PLACES: usize = 3;
const N_SIDES: usize = 2;

/// A story made by bytes, told in every way.
pub fn story(bytes: &[u8]) {
    let mut dice = Dice::of(bytes);
    let files = written(&mut dice);
    let loaded = format::load(&files);
    look(&files, &loaded.diagnostics);
    let Some(scenario) = loaded.scenario else {
        return;
    };
    let scenario = Arc::new(scenario);
    look(&files, &check(&scenario, &files).diagnostics);
    play_all(&scenario, &mut dice);
    any_journal(&scenario, &mut dice);
}

/// Why the story of these bytes cannot be played, if it cannot.
pub fn refused(bytes: &[u8]) -> Option<String> {
    let loaded = format::load(&written(&mut Dice::of(bytes)));
    let first = loaded.diagnostics.iter().find(|found| found.is_error())?;
    Some(format!("{}: {}", first.code, first.message))
}

/// A journal of ids that are there, in any order, or of none.
fn any_journal(scenario: &Arc<Scenario>, dice: &mut Dice<'_>) {
    let role = scenario.role_ids().next().expect("a scenario has a role");
    let mut journal = Journal::of(scenario, role, u64::MAX);
    for _ in 0..dice.below(8) {
        let scene = dice.pick(&scenario.scenes);
        let choice = dice.pick(&scene.choices);
        journal.decisions.push(Decision {
            scene: scene.key.clone(),
            choice: choice.key.clone(),
        });
    }
    if dice.once_in(3) {
        journal.begins = Some(dice.pick(&scenario.scenes).key.clone());
    }
    journal.pages_turned = journal.decisions.len();
    same_when_read_again(&journal);
    let n_decisions = journal.decisions.len();
    let Ok((mut run, stop)) = Playthrough::resume(Arc::clone(scenario), journal) else {
        return;
    };
    assert_eq!(stop.is_some(), run.journal().decisions.len() < n_decisions);
    let _ = run.view(&Options::default());
    play_on(&mut run, dice);
    if dice.once_in(TOLD) {
        tell(scenario, role, &run);
    }
}

fn written(dice: &mut Dice<'_>) -> Vec<SourceFile> {
    let n_roles = 1 + dice.below(2);
    let mut files = vec![
        ("scenario.ron".to_owned(), scenario(n_roles)),
        ("turning_points.ron".to_owned(), points(dice)),
        ("events.ron".to_owned(), events(dice)),
        ("places.ron".to_owned(), places(dice)),
        ("sources.ron".to_owned(), "[]".to_owned()),
        ("codex.ron".to_owned(), "[]".to_owned()),
        ("debates.ron".to_owned(), "[]".to_owned()),
    ];
    for role in 0..n_roles {
        let (text, scenes) = one_role(dice, role);
        files.push((format!("r{role}/role.ron"), text));
        files.push((format!("r{role}/all.ron"), scenes));
    }
    files
        .into_iter()
        .map(|(path, text)| SourceFile {
            path,
            text: Ok(text),
        })
        .collect()
}

fn gauge(id: &str, start: usize) -> String {
    format!(
        "Gauge(id: \"{id}\", name: \"{id}\", question: \"?\", levels: [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"], start: {start})"
    )
}

fn listed(n: usize, item: impl FnMut(usize) -> String) -> String {
    let items: Vec<String> = (0..n).map(item).collect();
    // A file of one line is slow to point into.
    format!("[\n{}\n]", items.join(",\n"))
}

fn scenario(n_roles: usize) -> String {
    format!(
        "Scenario(id: \"story\", title: \"A story\", subtitle: \"\", version: 1, calendar: (name: \"a\", other: \"b\", days: 13), summary: \"s\", gauges: {}, sides: {}, roles: {})",
        listed(N_GAUGES, |n| gauge(&format!("g{n}"), n)),
        listed(N_SIDES, |n| format!(
            "Side(id: \"x{n}\", name: \"x{n}\", short: \"x{n}\", mark: Ring)"
        )),
        listed(n_roles, |n| format!("\"r{n}\"")),
    )
}

fn places(dice: &mut Dice<'_>) -> String {
    let places = listed(N_PLACES, |n| {
        let side = dice.below(N_SIDES);
        format!(
            "Place(id: \"p{n}\", name: \"p{n}\", lat: 44.{n}, lon: 20.{n}, kind: Town, text: \"t\", holds: \"x{side}\")"
        )
    });
    format!("Places(places: {places})")
}

fn points(dice: &mut Dice<'_>) -> String {
    let mut hours: Vec<usize> = (0..N_POINTS).map(|_| dice.below(HOURS.len())).collect();
    hours.sort_unstable();
    listed(N_POINTS, |id| {
        let n_answers = answers(id);
        let historical = dice.below(n_answers);
        let answers = listed(n_answers, |n| {
            let effects = effects(dice, 0);
            format!(
                "Answer(id: \"a{n}\", text: \"a\", historical: {}, dispatch: Dispatch(kind: Rumour, from: \"f\", text: \"t\"), effects: {effects})",
                n == historical
            )
        });
        let first = rules(dice, n_answers);
        let readings = listed(*dice.pick(&[0, 2, 3]), |n| {
            let rules = match n {
                0 => "[]".to_owned(),
                _ => rules(dice, n_answers),
            };
            format!("Reading(id: \"w{n}\", name: \"w{n}\", text: \"t\", rules: {rules})")
        });
        format!(
            "TurningPoint(id: \"t{id}\", when: \"{}\", day: \"d\", title: \"t\", question: \"?\", answers: {answers}, rules: {first}, readings: {readings}, standing: Disputed, record: \"r\")",
            HOURS[hours[id]]
        )
    })
}

fn answers(point: usize) -> usize {
    2 + point % 2
}

fn rules(dice: &mut Dice<'_>, n_answers: usize) -> String {
    let mut rules = String::from("[");
    for _ in 0..dice.below(3) {
        let _ = write!(
            rules,
            "(if: {}, answer: \"a{}\"), ",
            condition(dice, 0, 2),
            dice.below(n_answers)
        );
    }
    let _ = write!(rules, "(answer: \"a{}\")]", dice.below(n_answers));
    rules
}

fn events(dice: &mut Dice<'_>) -> String {
    listed(dice.below(4), |n| {
        let hour = dice.pick(&HOURS);
        format!(
            "Event(id: \"e{n}\", when: \"{hour}\", title: \"e\", text: \"e\", standing: Invented, {}effects: {})",
            maybe(dice, 0, "if"),
            effects(dice, 0)
        )
    })
}

/// The role's file and its scenes.
fn one_role(dice: &mut Dice<'_>, role: usize) -> (String, String) {
    let n_scenes = 1 + dice.below(6);
    let n_endings = 1 + dice.below(3);
    let reach: Vec<String> = (0..N_POINTS)
        .filter(|_| dice.once_in(2))
        .map(|point| format!("\"t{point}\""))
        .collect();
    let statements = listed(dice.below(3), |_| {
        format!("Statement(variants: {})", variants(dice, role))
    });
    let text = format!(
        "Role(id: \"r{role}\", name: \"r\", tagline: \"t\", span: \"s\", portrait: \"p\", invented: true, you_are: \"a\", you_want: \"b\", you_cannot_know: \"c\", before_you_begin: \"d\", minutes: 10, gauge: {}, start: \"s{role}_0\", chapters: [Chapter(id: \"all\", title: \"t\", span: \"s\", opening: \"o\")], remembers: {}, reach: [{}], endings: {}, epilogue: {statements})",
        gauge(&format!("own{role}"), 2),
        listed(N_FLAGS, |n| format!(
            "Memory(id: \"f{role}_{n}\", text: \"m\")"
        )),
        reach.join(", "),
        listed(n_endings, |n| format!(
            "Ending(id: \"end{n}\", title: \"e\", text: \"e\")"
        )),
    );
    let mut hours: Vec<usize> = (0..n_scenes).map(|_| dice.below(HOURS.len())).collect();
    hours.sort_unstable();
    let scenes = listed(n_scenes, |n| {
        let choices = listed(1 + dice.below(3), |number| {
            choice(dice, role, (n, number), &hours, n_endings)
        });
        format!(
            "Scene(id: \"s{role}_{n}\", when: \"{}\", place: \"p{}\", title: \"s\", text: \"s\", also: {}, choices: {choices}, history: (text: \"h\", standing: Invented))",
            HOURS[hours[n]],
            dice.below(N_PLACES),
            variants(dice, role)
        )
    });
    (text, scenes)
}

fn variants(dice: &mut Dice<'_>, role: usize) -> String {
    listed(dice.below(3), |_| {
        format!("Variant({}text: \"v\")", maybe(dice, role, "if"))
    })
}

fn choice(
    dice: &mut Dice<'_>,
    role: usize,
    (scene, number): (usize, usize),
    hours: &[usize],
    n_endings: usize,
) -> String {
    let outcomes = listed(1 + dice.below(3), |_| {
        // Scenes at one hour can lead back to one another.
        let first = hours.iter().position(|hour| *hour == hours[scene]);
        let from = match dice.once_in(8) {
            true => first.unwrap_or(scene),
            false => scene + 1,
        };
        let to = from + dice.below(3);
        let then = match to < hours.len() {
            true => format!("Go(\"s{role}_{to}\")"),
            false => format!("End(\"end{}\")", dice.below(n_endings)),
        };
        let weight = *dice.pick(&[1_u32, 1, 2, 3, 1000]);
        format!(
            "Outcome(weight: {weight}, {}historical: {}, text: \"o\", effects: {}, then: {then})",
            maybe(dice, role, "if"),
            dice.once_in(2),
            effects(dice, role)
        )
    });
    let standing = dice.pick(&["Historical", "Considered", "Invented"]);
    format!(
        "Choice(id: \"c{number}\", text: \"c\", record: {standing}, {}locked: \"l\", outcomes: {outcomes})",
        maybe(dice, role, "requires")
    )
}

fn maybe(dice: &mut Dice<'_>, role: usize, field: &str) -> String {
    match dice.once_in(2) {
        true => format!("{field}: {}, ", condition(dice, role, 3)),
        false => String::new(),
    }
}

fn a_gauge(dice: &mut Dice<'_>, role: usize) -> String {
    match dice.below(N_GAUGES + 1) {
        N_GAUGES => format!("own{role}"),
        n => format!("g{n}"),
    }
}

fn condition(dice: &mut Dice<'_>, role: usize, depth: usize) -> String {
    let kinds = if depth == 0 { 5 } else { 8 };
    match dice.below(kinds) {
        0 => format!("AtLeast(\"{}\", {})", a_gauge(dice, role), dice.below(6)),
        1 => format!("AtMost(\"{}\", {})", a_gauge(dice, role), dice.below(6)),
        2 => format!("Flag(\"f{role}_{}\")", dice.below(N_FLAGS)),
        3 => {
            let point = dice.below(N_POINTS);
            format!(
                "Answered(\"t{point}\", \"a{}\")",
                dice.below(answers(point))
            )
        }
        4 => format!(
            "Holds(\"p{}\", \"x{}\")",
            dice.below(N_PLACES),
            dice.below(N_SIDES)
        ),
        kind @ (5 | 6) => {
            let inner = listed(dice.below(3), |_| condition(dice, role, depth - 1));
            format!("{}({inner})", if kind == 5 { "All" } else { "Any" })
        }
        _ => format!("Not({})", condition(dice, role, depth - 1)),
    }
}

fn effects(dice: &mut Dice<'_>, role: usize) -> String {
    listed(dice.below(4), |_| match dice.below(6) {
        0 => {
            let by = *dice.pick(&[1_i8, -1, 2, 5, -5]);
            format!("Add(\"{}\", {by})", a_gauge(dice, role))
        }
        1 => format!("Level(\"{}\", {})", a_gauge(dice, role), dice.below(6)),
        2 => format!("Set(\"f{role}_{}\")", dice.below(N_FLAGS)),
        3 => format!("Clear(\"f{role}_{}\")", dice.below(N_FLAGS)),
        4 => format!(
            "Hold(\"p{}\", \"x{}\")",
            dice.below(N_PLACES),
            dice.below(N_SIDES)
        ),
        _ => {
            let point = dice.below(N_POINTS);
            format!("Settle(\"t{point}\", \"a{}\")", dice.below(answers(point)))
        }
    })
}
