//! A class as xAPI statements, for schools that run a learning record store.
//!
//! A file and nothing else: nothing is sent. The actor of a run is its place in an order
//! that the runs have by themselves, not the order they were handed in, so that no list of
//! names can be laid beside it; no label and no code is in a statement. All ids are URNs
//! of this project's own (`urn:x-october:`), so that nothing is ever fetched for them. A
//! statement's id follows from what it says, so that a store takes the same file twice
//! without counting it twice. There is no time in it, since a run does not keep any, and
//! no score and no success: history's answer is not the right one.
//!
//! An activity is described where it first occurs; the statements after it only name it.

use std::collections::BTreeSet;

use serde_json::json;

use super::ClassSheet;
use crate::class::{Answered, ClassRun};
use crate::model::{AnswerIdx, RoleId, Scenario};
use crate::rules::fnv1a;

/// What every id begins with.
const OURS: &str = "urn:x-october";

/// An array of statements.
#[must_use]
pub fn class_statements(sheet: &ClassSheet<'_>, role: Option<RoleId>) -> String {
    let mut statements = Statements {
        scenario: sheet.scenario,
        described: BTreeSet::new(),
        lines: Vec::new(),
    };
    let wanted = |run: &&ClassRun| role.is_none_or(|role| run.role == role);
    let mut number = 0;
    for run in sheet.reading.runs.iter().filter(wanted) {
        for copy in 0..run.n_pupils() {
            number += 1;
            statements.run(run, number, copy);
        }
    }
    match statements.lines.as_slice() {
        [] => "[]\n".to_owned(),
        lines => format!("[\n{}\n]\n", lines.join(",\n")),
    }
}

struct Statements<'a> {
    scenario: &'a Scenario,
    /// The activities that have been described.
    described: BTreeSet<String>,
    lines: Vec<String>,
}

/// Who acts, and where: the same in all statements of a run.
struct Actor<'a> {
    number: usize,
    role: &'a str,
    /// From everything that makes the run what it is.
    marks: [u64; 2],
    n_statements: u64,
}

/// One statement's own part.
struct Said<'a> {
    verb: &'a str,
    /// The activity's id behind that of the scenario.
    object: String,
    kind: &'a str,
    name: &'a str,
    response: &'a str,
    /// What the response means, in words.
    words: &'a str,
    as_recorded: bool,
}

impl Statements<'_> {
    fn run(&mut self, run: &ClassRun, number: usize, copy: usize) {
        let scenario = self.scenario;
        let role = &scenario[run.role];
        let mut actor = Actor {
            number,
            role: &role.key,
            marks: marks(scenario, run, copy),
            n_statements: 0,
        };
        for made in &run.moves {
            let scene = &scenario[made.scene];
            if let Some(choice) = scene.choices.get(made.choice) {
                let recorded = scene.historical().map(|(choice, _)| choice);
                self.say(
                    &mut actor,
                    &Said {
                        verb: "decided",
                        object: format!("scene:{}", scene.key),
                        kind: "decision",
                        name: &scene.title,
                        response: &choice.key,
                        words: &choice.text,
                        as_recorded: recorded == Some(made.choice),
                    },
                );
            }
        }
        for (id, answered) in scenario.turning_point_ids().zip(&run.answers) {
            let item = &scenario[id];
            let Answered::In(AnswerIdx(index)) = answered else {
                continue;
            };
            if let Some(answer) = item.answers.get(usize::from(*index)) {
                self.say(
                    &mut actor,
                    &Said {
                        verb: "saw-answered",
                        object: format!("turning-point:{}", item.key),
                        kind: "turning-point",
                        name: &item.question,
                        response: &answer.key,
                        words: &answer.text,
                        as_recorded: answer.historical,
                    },
                );
            }
        }
        let ending = run.ending.and_then(|ending| role.endings.get(ending));
        if let Some(ending) = ending {
            self.say(
                &mut actor,
                &Said {
                    verb: "finished",
                    object: format!("role:{}", role.key),
                    kind: "role",
                    name: &role.name,
                    response: &ending.key,
                    words: &ending.title,
                    as_recorded: false,
                },
            );
        }
    }

    fn say(&mut self, actor: &mut Actor<'_>, said: &Said<'_>) {
        actor.n_statements += 1;
        let scenario = &self.scenario.key;
        let activity = format!("{OURS}:{scenario}:{}", said.object);
        let mut object = json!({ "objectType": "Activity", "id": activity });
        if self.described.insert(activity)
            && let Some(object) = object.as_object_mut()
        {
            let definition = json!({
                "name": { "en": said.name },
                "type": format!("{OURS}:type:{}", said.kind),
            });
            object.insert("definition".to_owned(), definition);
        }
        let mut extensions = json!({ format!("{OURS}:words"): said.words });
        if said.verb != "finished"
            && let Some(extensions) = extensions.as_object_mut()
        {
            let key = format!("{OURS}:as-recorded");
            extensions.insert(key, json!(said.as_recorded));
        }
        let statement = json!({
            "id": uuid(actor),
            "actor": {
                "objectType": "Agent",
                "account": {
                    "homePage": format!("{OURS}:class"),
                    "name": format!("run-{:05}", actor.number),
                },
            },
            "verb": {
                "id": format!("{OURS}:verb:{}", said.verb),
                "display": { "en": said.verb.replace('-', " ") },
            },
            "object": object,
            "result": { "response": said.response, "extensions": extensions },
            "context": {
                "platform": "October",
                "language": "en",
                "contextActivities": {
                    "parent": [{ "id": format!("{OURS}:{scenario}:role:{}", actor.role) }],
                    "grouping": [{ "id": format!("{OURS}:{scenario}") }],
                },
            },
        });
        self.lines.push(statement.to_string());
    }
}

/// Two marks of a run: different for different runs, and for each pupil of one run.
fn marks(scenario: &Scenario, run: &ClassRun, copy: usize) -> [u64; 2] {
    let mut parts: Vec<String> = vec![
        scenario.key.clone(),
        scenario[run.role].key.clone(),
        scenario[run.begin].key.clone(),
        run.seed.to_string(),
        copy.to_string(),
    ];
    for (question, reading) in run.readings.keys(scenario) {
        parts.extend([question, reading]);
    }
    for made in &run.moves {
        let scene = &scenario[made.scene];
        let choice = scene.choices.get(made.choice);
        parts.push(scene.key.clone());
        parts.push(choice.map_or(String::new(), |choice| choice.key.clone()));
    }
    ["xapi", "statement"].map(|salt| {
        let parts: Vec<&[u8]> = std::iter::once(salt.as_bytes())
            .chain(parts.iter().map(String::as_bytes))
            .collect();
        fnv1a(&parts)
    })
}

/// A UUID of version 8, which is for ids that follow from their content.
fn uuid(actor: &Actor<'_>) -> String {
    let [first, second] = actor
        .marks
        .map(|mark| fnv1a(&[&mark.to_le_bytes(), &actor.n_statements.to_le_bytes()]));
    format!(
        "{:08x}-{:04x}-8{:03x}-{:04x}-{:012x}",
        first >> 32,
        (first >> 16) & 0xffff,
        first & 0xfff,
        0x8000 | ((second >> 48) & 0x3fff),
        second & 0xffff_ffff_ffff
    )
}
