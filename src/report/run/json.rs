//! The report for programs.
//!
//! One object. Its keys are stable: a later version may add some, and takes none away.
//!
//! * `kind`: always `report`; `version`: 1; `scenario`: its written id.
//! * `run`: `role`, `name`, `from`, `to`, `stands`, `seed`, `code` (or null), `readings`.
//! * `end`: `title`, `text`, `statements`; null if the run is not over.
//! * `comparison`: the object that `october compare --format json` writes.
//! * `maps`: for each hour shown `when` and `places`, each with `id`, `mine`, `history`.
//! * `odds`: `whose` says what they are; `rows` each with `id` (of the turning point, null for
//!   the ending), `answer`, `alike`, `recorded`, `decided` (decimal fractions as texts) and
//!   `hinge` (null, or `scene`, `choice`, `by`: `decision` or `luck`, `before`, `after`);
//!   `refused`: why there are none, or null.
//! * `debates`: `id`, `question`, `points` (`id`, `answer`, `turned`), `in_full`, `positions`
//!   (`name`, `who`, `claim`, `evidence`, `sources`, written ids), `ask`.
//! * `questions`: `kind`, `title`, `facts`, `ask`, `sources`.
//! * `sources`: `number`, `id`, `author`, `title`, `year`, `kind`, `note`, `uses` (`what`,
//!   `standing`).

use serde_json::{Value, json};

use super::notes::{Note, kind_of_source};
use super::odds::{Hung, SAID};
use super::{RunReport, in_full};
use crate::compare::{Bearing, Row};
use crate::explore::odds::Target;
use crate::model::{SideId, SourceId, Stamp};
use crate::report::comparison_json;

/// The object.
#[must_use]
pub fn run_json(report: &RunReport<'_>) -> Value {
    let head = &report.head;
    let told: Vec<&Row> = report.rows().collect();
    let is_told = |row: &Row| told.iter().any(|other| other.subject == row.subject);
    let (full, _) = in_full(&report.debates);
    let debates = report.debates.iter().enumerate();
    json!({
        "kind": "report",
        "version": 1,
        "scenario": report.scenario.key,
        "run": {
            "role": report.sheet.mine.role,
            "name": report.sheet.mine.name,
            "from": head.from,
            "to": head.to,
            "stands": head.stands,
            "seed": report.seed,
            "code": report.code,
            "readings": head.readings,
        },
        "end": report.close.as_ref().map(|close| json!({
            "title": close.title,
            "text": close.text,
            "statements": close.statements,
        })),
        "comparison": comparison_json(&report.sheet, &is_told),
        "maps": report.hours.iter().map(|hour| map(report, *hour)).collect::<Vec<_>>(),
        "odds": odds(report),
        "debates": debates
            .map(|(index, bearing)| debate(report, bearing, index < full.len()))
            .collect::<Vec<_>>(),
        "questions": report.questions.iter().map(|question| json!({
            "kind": question.kind,
            "title": question.title,
            "facts": question.facts,
            "ask": question.ask,
            "sources": keys(report, &question.sources),
        })).collect::<Vec<_>>(),
        "sources": (1..)
            .zip(&report.notes.list)
            .map(|(number, note)| source(report, number, note))
            .collect::<Vec<_>>(),
    })
}

fn keys<'a>(report: &RunReport<'a>, sources: &[SourceId]) -> Vec<&'a str> {
    let scenario = report.scenario;
    let sources = sources.iter();
    sources.map(|id| scenario[*id].key.as_str()).collect()
}

fn map(report: &RunReport<'_>, hour: Stamp) -> Value {
    let (scenario, city) = (report.scenario, &report.sheet.spread.city);
    let (mine, history) = (city.mine.holders_at(hour), city.history.holders_at(hour));
    let side = |side: &SideId| scenario[*side].key.clone();
    let places: Vec<Value> = scenario
        .place_ids()
        .map(|id| {
            json!({
                "id": scenario[id].key,
                "mine": mine.get(id.index()).map(side),
                "history": history.get(id.index()).map(side),
            })
        })
        .collect();
    json!({ "when": hour.to_string(), "places": places })
}

fn odds(report: &RunReport<'_>) -> Value {
    let odds = report.odds.as_ref().ok();
    let rows = odds.map_or(&[][..], |odds| &odds.rows);
    let settled = odds.map_or(&[][..], |odds| &odds.settled);
    let rows: Vec<Value> = rows
        .iter()
        .chain(settled)
        .map(|row| {
            json!({
                "id": match row.target {
                    Target::Answer(id, _) => Some(report.scenario[id].key.as_str()),
                    Target::Ending(_) => None,
                },
                "answer": row.answer,
                "alike": row.alike.decimal(),
                "recorded": row.recorded.decimal(),
                "decided": row.decided.decimal(),
                "hinge": row.hinge.as_ref().map(|hung| hinge(report, hung)),
            })
        })
        .collect();
    json!({ "whose": SAID, "rows": rows, "refused": report.odds.as_ref().err() })
}

fn hinge(report: &RunReport<'_>, hung: &Hung) -> Value {
    json!({
        "scene": report.scenario[hung.hinge.scene].key,
        "choice": hung.choice,
        "by": if hung.is_luck() { "luck" } else { "decision" },
        "before": hung.hinge.before.decimal(),
        "after": hung.hinge.after.decimal(),
    })
}

fn debate(report: &RunReport<'_>, bearing: &Bearing, in_full: bool) -> Value {
    let scenario = report.scenario;
    let debate = &scenario[bearing.debate];
    let points = bearing.points.iter().map(|point| {
        let item = &scenario[point.id];
        let answer = item.answer(point.answer).map(|answer| answer.key.as_str());
        json!({ "id": item.key, "answer": answer, "turned": point.turned })
    });
    let positions = debate.positions.iter().map(|position| {
        json!({
            "name": position.name,
            "who": position.who,
            "claim": position.claim,
            "evidence": position.evidence,
            "sources": keys(report, &position.sources),
        })
    });
    json!({
        "id": debate.key,
        "question": debate.question,
        "points": points.collect::<Vec<_>>(),
        "in_full": in_full,
        "positions": positions.collect::<Vec<_>>(),
        "ask": debate.ask,
    })
}

fn source(report: &RunReport<'_>, number: usize, note: &Note) -> Value {
    let source = &report.scenario[note.source];
    let uses = note.uses.iter();
    json!({
        "number": number,
        "id": source.key,
        "author": source.author,
        "title": source.title,
        "year": source.year,
        "kind": kind_of_source(source.kind),
        "note": source.note,
        "uses": uses
            .map(|used| json!({ "what": used.what, "standing": used.standing }))
            .collect::<Vec<_>>(),
    })
}
