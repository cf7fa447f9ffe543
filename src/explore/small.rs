//! A scenario of four scenes for the tests of this module and of `check`.

use crate::format::{SourceFile, load};
use crate::model::Scenario;

/// Its files, as (path, text).
const FILES: [(&str, &str); 9] = [
    (
        "scenario.ron",
        r#"Scenario(id: "mill", title: "The mill", subtitle: "", version: 1,
    calendar: (name: "Old Style", other: "New Style", days: 13), summary: "",
    gauges: [Gauge(id: "crowd", name: "", question: "", levels: ["a","b","c","d","e","f"], start: 2)],
    sides: [Side(id: "town", name: "the town", short: "Town", mark: Square),
            Side(id: "guild", name: "the guild", short: "Guild", mark: Ring)],
    roles: ["miller"])"#,
    ),
    (
        "turning_points.ron",
        r#"[
    TurningPoint(id: "gate", when: "1917-03-01 10:00", day: "1 March", title: "Gate", question: "?",
        answers: [
            Answer(id: "shut", text: "Shut", historical: true, dispatch: Dispatch(kind: Rumour, from: "", text: "Shut.")),
            Answer(id: "open", text: "Open", dispatch: Dispatch(kind: Rumour, from: "", text: "Open."), effects: [Add("crowd", -1)]),
            Answer(id: "broken", text: "Broken", dispatch: Dispatch(kind: Rumour, from: "", text: "Broken."), effects: [Level("crowd", 1)]),
        ],
        rules: [(if: Flag("took_key"), answer: "open"), (if: AtLeast("crowd", 4), answer: "broken"), (answer: "shut")],
        standing: Documented, sources: ["annals"], record: "It stayed shut."),
    TurningPoint(id: "council", when: "1917-03-01 18:00", day: "1 March", title: "Council", question: "?",
        answers: [
            Answer(id: "meets", text: "Meets", historical: true, dispatch: Dispatch(kind: Rumour, from: "", text: "Meets.")),
            Answer(id: "flees", text: "Flees", dispatch: Dispatch(kind: Rumour, from: "", text: "Flees.")),
        ],
        rules: [
            (if: Any([Holds("mill_gate", "guild"), All([Answered("gate", "broken"), Not(AtMost("crowd", 1))])]), answer: "flees"),
            (answer: "meets"),
        ],
        standing: Documented, sources: ["annals"], record: "It met."),
]"#,
    ),
    (
        "events.ron",
        r#"[
    Event(id: "dawn", when: "1917-03-01 06:00", title: "Dawn", text: "Dawn.", standing: Documented, sources: ["annals"], effects: [Add("crowd", -1), Add("crowd", 1)]),
    Event(id: "noon", when: "1917-03-01 12:00", title: "Noon", text: "Noon.", standing: Documented, sources: ["annals"],
        if: Not(Answered("gate", "shut")), effects: [Add("crowd", 1)]),
    Event(id: "dusk", when: "1917-03-01 17:30", title: "Dusk", text: "Dusk.", standing: Documented, sources: ["annals"],
        if: Flag("rang_bell"), effects: [Hold("tower", "guild")]),
]"#,
    ),
    (
        "places.ron",
        r#"Places(places: [
    Place(id: "mill_gate", name: "Gate", lat: 59.9, lon: 30.3, kind: Building, text: "A gate.", holds: "town"),
    Place(id: "tower", name: "Tower", lat: 59.9, lon: 30.3, kind: Building, text: "A tower.", holds: "town"),
])"#,
    ),
    (
        "sources.ron",
        r#"[Source(id: "annals", author: "Anon", title: "Annals", year: "1918", kind: Document)]"#,
    ),
    ("codex.ron", "[]"),
    ("debates.ron", "[]"),
    (
        "miller/role.ron",
        r#"Role(id: "miller", name: "Miller", tagline: "", span: "", portrait: "", invented: true, you_are: "",
    you_want: "", you_cannot_know: "", before_you_begin: "", minutes: 5,
    gauge: Gauge(id: "nerve", name: "", question: "", levels: ["a","b","c","d","e","f"], start: 2),
    start: "square",
    chapters: [Chapter(id: "day", title: "Day", span: "", opening: "It is day.")],
    remembers: [Memory(id: "rang_bell"), Memory(id: "took_key"), Memory(id: "slept")],
    reach: ["gate", "council"],
    endings: [Ending(id: "home", title: "Home", text: "Home."), Ending(id: "away", title: "Away", text: "Away.")],
    epilogue: [
        Statement(variants: [
            (if: All([Flag("slept"), Answered("council", "flees")]), text: "You slept through it."),
            (if: Holds("tower", "guild"), text: "The tower is the guild's."),
            (text: "The tower is the town's."),
        ]),
    ])"#,
    ),
    (
        "miller/day.ron",
        r#"[
    Scene(id: "square", when: "1917-03-01 08:00", place: "tower", title: "Square", text: "A square.",
        choices: [
            Choice(id: "ring", text: "Ring", record: Historical, sources: ["annals"], outcomes: [
                Outcome(historical: true, text: "It rings.", effects: [Set("rang_bell"), Add("crowd", 1)], then: Go("lane"))]),
            Choice(id: "key", text: "Key", record: Considered, sources: ["annals"], outcomes: [
                Outcome(weight: 2, text: "You have it.", effects: [Set("took_key")], then: Go("lane")),
                Outcome(text: "You drop it.", effects: [Add("nerve", -1)], then: Go("lane"))]),
            Choice(id: "speak", text: "Speak", record: Invented, outcomes: [
                Outcome(text: "They come.", effects: [Add("crowd", 2)], then: Go("lane"))]),
        ],
        history: (text: "So it was.", standing: Documented, sources: ["annals"])),
    Scene(id: "lane", when: "1917-03-01 09:00", place: "mill_gate", title: "Lane", text: "A lane.",
        also: [(if: Flag("rang_bell"), text: "The bell still hums.")],
        choices: [
            Choice(id: "push", text: "Push", record: Historical, sources: ["annals"], outcomes: [
                Outcome(historical: true, text: "You push.", effects: [Add("crowd", -1)], then: Go("hall"))]),
            Choice(id: "wait", text: "Wait", record: Invented, outcomes: [
                Outcome(text: "You wait.", then: Go("cellar"))]),
            Choice(id: "unbar", text: "Unbar", record: Invented, requires: AtLeast("nerve", 2), locked: "Your hands shake.", outcomes: [
                Outcome(text: "It swings.", effects: [Settle("gate", "open")], then: Go("cellar"))]),
        ],
        history: (text: "So it was.", standing: Documented, sources: ["annals"])),
    Scene(id: "cellar", when: "1917-03-01 11:00", place: "mill_gate", title: "Cellar", text: "A cellar.",
        choices: [
            Choice(id: "sleep", text: "Sleep", record: Invented, outcomes: [
                Outcome(historical: true, text: "You sleep.", effects: [Set("slept")], then: Go("hall"))]),
            Choice(id: "climb", text: "Climb", record: Invented, outcomes: [
                Outcome(if: AtLeast("crowd", 3), text: "You are up.", effects: [Hold("mill_gate", "guild")], then: Go("hall")),
                Outcome(text: "You slip.", effects: [Add("nerve", -1)], then: Go("hall"))]),
        ],
        history: (text: "So it was.", standing: Documented, sources: ["annals"])),
    Scene(id: "hall", when: "1917-03-01 17:00", place: "tower", title: "Hall", text: "A hall.",
        also: [(if: All([Flag("slept"), Answered("gate", "open")]), text: "You dreamt of a gate.")],
        choices: [
            Choice(id: "stay", text: "Stay", record: Historical, sources: ["annals"], outcomes: [
                Outcome(historical: true, text: "You stay.", then: End("home"))]),
            Choice(id: "leave", text: "Leave", record: Invented, requires: AtMost("nerve", 1), locked: "Not yet.", outcomes: [
                Outcome(text: "You leave.", then: End("away"))]),
        ],
        history: (text: "So it was.", standing: Documented, sources: ["annals"])),
]"#,
    ),
];

/// The files, with the given edits: in which file, what, by what.
#[track_caller]
pub(crate) fn files(edits: &[(&str, &str, &str)]) -> Vec<SourceFile> {
    let mut texts: Vec<(&str, String)> = FILES
        .iter()
        .map(|(path, text)| (*path, (*text).to_owned()))
        .collect();
    for (file, from, to) in edits {
        let (_, text) = texts.iter_mut().find(|(path, _)| path == file).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        *text = text.replace(from, to);
    }
    texts
        .into_iter()
        .map(|(path, text)| SourceFile::of_bytes(path, text.as_bytes()))
        .collect()
}

/// The scenario, with the given edits.
#[track_caller]
pub(crate) fn scenario(edits: &[(&str, &str, &str)]) -> Scenario {
    of(&files(edits))
}

/// The scenario the game ships.
#[track_caller]
pub(crate) fn petrograd() -> Scenario {
    of(&crate::store::embedded_files("petrograd_1917"))
}

#[track_caller]
fn of(files: &[SourceFile]) -> Scenario {
    let loaded = load(files);
    let problems: Vec<&str> = loaded
        .diagnostics
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    loaded.scenario.unwrap_or_else(|| panic!("{problems:#?}"))
}
