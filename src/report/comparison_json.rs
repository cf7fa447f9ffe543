//! A comparison for programs.
//!
//! One object. Its keys are stable: a later version may add some, and takes none away.
//!
//! * `kind`: always `comparison`; `version`: 1; `scenario`: its written id.
//! * `mine`, `other`: `run`, `name`, `role`; `other` is null if there is none.
//! * `notes`: sentences on what has to be known to read the columns.
//! * `counts`: `turning_points`, `turned`, `decisions`, `decided_otherwise`, of `mine`.
//! * `first_from_history`, `first_between_runs`: positions in `rows`, or null.
//! * `rows`, in order of time: `kind` (`turning_point` or `decision`), `id`, `when`, `day`,
//!   `question`, `mine`, `other`, `history`, `standing`, `parts_from_history`,
//!   `between_runs`. A run's side is null without that run, `{ "absent": why }` if it did not
//!   come to it, and otherwise `id`, `answer`, `outcome`, `likeness` to history, `given`, `votes` (null, or how a room
//!   voted: the counts in order, each a list of `id` of a choice and `hands`).
//!   `likeness` and `between_runs` are `same`, `other_luck`, `other_outcome` or `other`;
//!   absences `not_yet`, `never` or `other_role`.
//! * `timeline`: `mine`, `other`, `history`, each a list of `when`, `kind`, `id`, `title`,
//!   `answer`, `turned`.
//! * `places`: the hours at which the set of places held differently changes: `when` and
//!   `differing`, each of those with `id`, `name`, `mine`, `other`, `history`.

use serde_json::{Value, json};

use super::{RunLabel, Sheet};
use crate::compare::{Absence, Entry, Held, Likeness, Mark, MarkKind, RoomVotes, Row, Subject};
use crate::journal::Count;
use crate::model::{Scenario, SideId};

/// Everything in the columns, or only rows that pass.
#[must_use]
pub fn comparison_json(sheet: &Sheet<'_>, wanted: &dyn Fn(&Row) -> bool) -> Value {
    let (scenario, spread) = (sheet.scenario, sheet.spread);
    let comparison = &spread.comparison;
    let rows: Vec<&Row> = comparison.rows.iter().filter(|row| wanted(row)).collect();
    let timeline = &spread.timeline;
    let places = spread.city.turns(scenario);
    json!({
        "kind": "comparison",
        "version": 1,
        "scenario": scenario.key,
        "mine": run(sheet.mine),
        "other": sheet.other.map(run),
        "notes": comparison.notes,
        "counts": {
            "turning_points": comparison.n_answered(),
            "turned": comparison.n_turned(),
            "decisions": comparison.n_decided(),
            "decided_otherwise": comparison.n_decided_otherwise(),
        },
        "first_from_history": rows.iter().position(|row| row.first_from_history),
        "first_between_runs": rows.iter().position(|row| row.first_between),
        "rows": rows.iter().map(|row| row_json(scenario, row)).collect::<Vec<_>>(),
        "timeline": {
            "mine": marks(scenario, &timeline.mine),
            "other": timeline.other.as_ref().map(|other| marks(scenario, other)),
            "history": marks(scenario, &timeline.history),
        },
        "places": places
            .iter()
            .map(|(when, differing)| json!({
                "when": when.to_string(),
                "differing": differing.iter().map(|held| held_json(scenario, held)).collect::<Vec<_>>(),
            }))
            .collect::<Vec<_>>(),
    })
}

fn run(label: &RunLabel) -> Value {
    json!({ "run": label.id, "name": label.name, "role": label.role })
}

fn row_json(scenario: &Scenario, row: &Row) -> Value {
    json!({
        "kind": if row.is_turning_point() { "turning_point" } else { "decision" },
        "id": key(scenario, row.subject),
        "when": row.when.to_string(),
        "day": row.day,
        "question": row.question,
        "mine": entry(&row.mine),
        "other": entry(&row.other),
        "history": row.history,
        "standing": row.standing,
        "parts_from_history": row.parts_from_history(),
        "between_runs": row.between.map(likeness),
    })
}

fn entry(entry: &Entry) -> Value {
    match entry {
        Entry::Made(cell) => json!({
            "id": cell.key,
            "answer": cell.text,
            "outcome": cell.outcome,
            "likeness": likeness(cell.likeness),
            "given": cell.given,
            "votes": cell.votes.as_ref().map(votes),
        }),
        Entry::Absent(Absence::NoRun) => Value::Null,
        Entry::Absent(Absence::NotYet) => json!({ "absent": "not_yet" }),
        Entry::Absent(Absence::Never) => json!({ "absent": "never" }),
        Entry::Absent(Absence::OtherRole) => json!({ "absent": "other_role" }),
    }
}

/// Each count as a list of choices and hands, in the order of the page.
fn votes(votes: &RoomVotes) -> Vec<Value> {
    let counts = votes.counts.iter();
    let of_count = |count: &Count| -> Value {
        let hands = votes.choices.iter().zip(&count.hands);
        let hands = hands.filter_map(|(choice, hands)| Some((choice, (*hands)?)));
        hands
            .map(|(choice, hands)| json!({ "id": choice, "hands": hands }))
            .collect()
    };
    counts.map(of_count).collect()
}

fn likeness(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Same => "same",
        Likeness::OtherLuck => "other_luck",
        Likeness::OtherOutcome => "other_outcome",
        Likeness::Other => "other",
    }
}

fn marks(scenario: &Scenario, marks: &[Mark]) -> Vec<Value> {
    marks
        .iter()
        .map(|mark| {
            json!({
                "when": mark.when.to_string(),
                "kind": match mark.kind {
                    MarkKind::TurningPoint => "turning_point",
                    MarkKind::Decision => "decision",
                },
                "id": key(scenario, mark.subject),
                "title": mark.title,
                "answer": mark.text,
                "turned": mark.turned,
            })
        })
        .collect()
}

fn held_json(scenario: &Scenario, held: &Held) -> Value {
    let side = |side: SideId| scenario[side].key.as_str();
    json!({
        "id": scenario[held.place].key,
        "name": scenario[held.place].name,
        "mine": side(held.mine),
        "other": held.other.map(side),
        "history": side(held.history),
    })
}

fn key(scenario: &Scenario, subject: Subject) -> &str {
    match subject {
        Subject::TurningPoint(id) => &scenario[id].key,
        Subject::Scene(id) => &scenario[id].key,
    }
}
