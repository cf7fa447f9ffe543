//! H001: each scene marks exactly one outcome as recorded, and on the recorded path
//! that is of a choice that was made at the time.

use std::collections::BTreeSet;

use super::place::{self, Places};
use crate::diagnostics::{Code, Diagnostic};
use crate::format::Step::Field;
use crate::journal;
use crate::model::{Readings, Scenario, SceneId, Standing};

pub(super) fn check(scenario: &Scenario, places: &Places<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let on_path: BTreeSet<SceneId> = scenario
        .role_ids()
        .flat_map(|role| journal::historical(scenario, role, &Readings::default()).steps)
        .map(|step| step.scene)
        .collect();
    for (id, scene) in place::scenes(scenario) {
        let outcomes = scene.choices.iter().flat_map(|choice| &choice.outcomes);
        let n_marked = outcomes.filter(|outcome| outcome.historical).count();
        if n_marked != 1 {
            let message = format!("`{}` marks {n_marked} outcomes as historical", scene.key);
            diagnostics.push(
                places
                    .scene(id, &[Field("id")])
                    .report(Code::NoRecord, message, "one is recorded")
                    .help("write `historical: true` on the one outcome that is recorded"),
            );
            continue;
        }
        let Some((choice, _)) = scene.historical() else {
            continue;
        };
        let Some(item) = scene.choices.get(choice) else {
            continue;
        };
        if on_path.contains(&id) && item.record != Standing::Historical {
            let message = format!(
                "`{}` in `{}` is on the recorded path and is not `Historical`",
                item.key, scene.key
            );
            diagnostics.push(
                places
                    .choice(id, choice, "record")
                    .report(Code::NoRecord, message, "its outcome is marked historical")
                    .help(
                        "write `record: Historical`, or mark an outcome of a choice that was made",
                    ),
            );
        }
    }
}
