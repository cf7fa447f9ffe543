//! P004: texts whose condition is never true where they stand.

use std::collections::BTreeSet;

use super::place::{Places, Spot};
use crate::diagnostics::{Code, Diagnostic};
use crate::explore::{Shown, TextAt, TextWalk, Walk};
use crate::format::Step::{Field, Item};
use crate::model::{RoleId, Scenario, SceneId};

pub(super) fn check(
    scenario: &Scenario,
    walk: &Walk,
    texts: &[TextWalk],
    places: &Places<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let reached: BTreeSet<SceneId> = walk
        .scenes
        .iter()
        .filter(|scene| scene.is_reached())
        .map(|scene| scene.size.scene)
        .collect();
    for text in texts {
        if matches!(text.text, TextAt::Also { scene, .. } if !reached.contains(&scene)) {
            continue;
        }
        let (spot, what) = place(scenario, walk.role, text.text, places);
        match text.shown {
            Shown::Sometimes => {}
            Shown::Never => diagnostics.push(
                spot.report(
                    Code::NeverShown,
                    format!("{what} is never shown"),
                    "in no playing",
                )
                .help("its condition never holds here, or a variant before it always does"),
            ),
            Shown::Unknown => diagnostics.push(
                spot.report(
                    Code::TooManyStates,
                    format!("{what} asks about too much at once to be proved"),
                    "may never be shown",
                )
                .help("ask about fewer things in one condition or one statement"),
            ),
        }
    }
}

/// Where a text's condition stands, and what the text is.
fn place(scenario: &Scenario, role: RoleId, text: TextAt, places: &Places<'_>) -> (Spot, String) {
    match text {
        TextAt::Also { scene, index } => {
            let path = [Field("also"), Item(index), Field("if")];
            let key = &scenario[scene].key;
            (
                places.scene(scene, &path),
                format!("paragraph {} of `also` in `{key}`", index + 1),
            )
        }
        TextAt::Epilogue { statement, variant } => {
            let epilogue = scenario[role].epilogue.get(statement);
            let item = epilogue.and_then(|item| item.variants.get(variant));
            // A general case that is never come to has no condition to point at.
            let field = match item.and_then(|item| item.condition.as_ref()) {
                Some(_) => Field("if"),
                None => Field("text"),
            };
            let path = [
                Field("epilogue"),
                Item(statement),
                Field("variants"),
                Item(variant),
                field,
            ];
            let (statement, variant) = (statement + 1, variant + 1);
            (
                places.role(role, &path),
                format!("variant {variant} of statement {statement} of the epilogue"),
            )
        }
    }
}
