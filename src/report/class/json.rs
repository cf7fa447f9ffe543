//! A class for programs, as one object or as lines.
//!
//! Keys are stable: a later version may add some, and takes none away.
//!
//! * `kind`: always `class`; `version`: 1; `scenario`: its written id; `title`.
//! * `counts`: `runs`, `finished`, `unread`, `other_roles`.
//! * `grouped_by`: `role` or `label`; `groups`: `name`, `kind` (`role`, `label`,
//!   `small_labels` or `no_label`), `role`, `runs`.
//! * `unread`: `what` and `count`, by kind. `remarks`: sentences on how it was read.
//! * `turning_points`, `decisions`: `id`, `title`, `question`, `when`, `day`, `role`,
//!   `chapter`, `standing`, `answers`, `answered`, `not_yet`, `before`, `elsewhere`,
//!   `talk`. An answer has `id`, `answer`, `history`, `runs`, `ways` and `groups`, the
//!   counts in the order of `groups` above.
//! * `endings`: `role`, `answers`, `not_yet`.
//! * `ways`: `role`, `ways` (each with `scenes`, `apart` and `runs`), `nobody_found`,
//!   `choices_nobody_took`.
//! * `most_divided`: the ids of the turning points the class is most divided about.
//!
//! As lines, the first is the object without its lists of questions, and each question,
//! role's endings and role's ways follows as an object of its `kind`.

use serde_json::{Map, Value, json};

use super::ClassSheet;
use crate::class::{Endings, GroupBy, GroupKind, Question, RoleRoutes, Tally};
use crate::model::SceneId;

/// Everything as one object.
#[must_use]
pub fn class_json(sheet: &ClassSheet<'_>) -> Value {
    let class = sheet.class;
    let questions =
        |list: &[Question]| -> Value { list.iter().map(|item| question(sheet, item)).collect() };
    let mut object = summary(sheet);
    for (key, value) in [
        ("turning_points", questions(&class.turning_points)),
        ("decisions", questions(&class.decisions)),
        (
            "endings",
            class
                .endings
                .iter()
                .map(|item| endings(sheet, item))
                .collect(),
        ),
        (
            "ways",
            class.routes.iter().map(|item| ways(sheet, item)).collect(),
        ),
    ] {
        object.insert(key.to_owned(), value);
    }
    Value::Object(object)
}

/// Everything as lines of JSON.
#[must_use]
pub fn json_lines(sheet: &ClassSheet<'_>) -> String {
    let class = sheet.class;
    let mut lines = vec![Value::Object(summary(sheet))];
    for (kind, item) in sheet.questions() {
        lines.push(of_kind(kind, question(sheet, item)));
    }
    let ends = class.endings.iter();
    lines.extend(ends.map(|item| of_kind("endings", endings(sheet, item))));
    let routes = class.routes.iter();
    lines.extend(routes.map(|item| of_kind("ways", ways(sheet, item))));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn of_kind(kind: &str, value: Value) -> Value {
    let mut object = Map::new();
    object.insert("kind".to_owned(), json!(kind));
    if let Value::Object(rest) = value {
        object.extend(rest);
    }
    Value::Object(object)
}

fn summary(sheet: &ClassSheet<'_>) -> Map<String, Value> {
    let (class, reading) = (sheet.class, sheet.reading);
    let groups: Vec<Value> = class
        .groups
        .iter()
        .map(|group| {
            let (kind, role) = match group.kind {
                GroupKind::Role(role) => ("role", Some(&sheet.scenario[role].key)),
                GroupKind::Label => ("label", None),
                GroupKind::SmallLabels => ("small_labels", None),
                GroupKind::NoLabel => ("no_label", None),
            };
            json!({ "name": group.name, "kind": kind, "role": role, "runs": group.n_runs })
        })
        .collect();
    let unread: Vec<Value> = reading
        .unread_by_kind()
        .into_iter()
        .map(|(count, what)| json!({ "what": what, "count": count }))
        .collect();
    let divided: Vec<&str> = class
        .most_divided(3)
        .into_iter()
        .map(|question| question.key.as_str())
        .collect();
    let value = json!({
        "kind": "class",
        "version": 1,
        "scenario": sheet.scenario.key,
        "title": sheet.title,
        "counts": {
            "runs": class.n_runs,
            "finished": class.n_finished,
            "unread": reading.unread.len(),
            "other_roles": class.n_other_roles,
        },
        "grouped_by": match class.by {
            GroupBy::Role => "role",
            GroupBy::Label => "label",
        },
        "groups": groups,
        "unread": unread,
        "remarks": sheet.remarks(),
        "most_divided": divided,
    });
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

fn question(sheet: &ClassSheet<'_>, question: &Question) -> Value {
    json!({
        "id": question.key,
        "title": question.title,
        "question": question.question,
        "when": question.when.to_string(),
        "day": question.day,
        "role": question.role.map(|role| &sheet.scenario[role].key),
        "chapter": question.chapter,
        "standing": question.standing,
        "answers": question.answers.iter().map(tally).collect::<Vec<_>>(),
        "answered": question.n_answered,
        "not_yet": question.n_open,
        "before": question.n_before,
        "elsewhere": question.n_elsewhere,
        "talk": question.to_talk_about().filter(|_| question.is_turning_point()),
    })
}

fn tally(tally: &Tally) -> Value {
    json!({
        "id": tally.key,
        "answer": tally.text,
        "history": tally.historical,
        "runs": tally.n_runs,
        "ways": tally.n_routes,
        "groups": tally.by_group,
    })
}

fn endings(sheet: &ClassSheet<'_>, item: &Endings) -> Value {
    json!({
        "role": sheet.scenario[item.role].key,
        "answers": item.endings.iter().map(tally).collect::<Vec<_>>(),
        "not_yet": item.n_open,
    })
}

fn ways(sheet: &ClassSheet<'_>, item: &RoleRoutes) -> Value {
    let keys = |scenes: &[SceneId]| -> Vec<&str> {
        let keys = scenes
            .iter()
            .map(|scene| sheet.scenario[*scene].key.as_str());
        keys.collect()
    };
    let ways: Vec<Value> = item
        .routes
        .iter()
        .map(|route| {
            json!({
                "scenes": keys(&route.scenes),
                "apart": keys(&route.apart),
                "runs": route.n_runs,
            })
        })
        .collect();
    json!({
        "role": sheet.scenario[item.role].key,
        "ways": ways,
        "nobody_found": keys(&item.unseen),
        "choices_nobody_took": item.n_choices_untaken,
    })
}
