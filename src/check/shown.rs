//! P004: texts whose condition is never true where they stand.

use std::collections::BTreeSet;

use super::place::Places;
use crate::diagnostics::{Code, Diagnostic};
use crate::explore::{Shown, TextAt, TextWalk, Walk};
use crate::format::Step::{Field, Item};
use crate::model::{Scenario, SceneId};

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
        let (spot, what) = match text.text {
            TextAt::Also { scene, .. } if !reached.contains(&scene) => continue,
            TextAt::Also { scene, index } => (
                places.scene(scene, &[Field("also"), Item(index)]),
                format!("paragraph {} of `also` in `{}`", index + 1, scenario[scene].key),
            ),
            TextAt::Epilogue { statement, variant } => {
                let list = [Field("epilogue"), Item(statement), Field("variants"), Item(variant)];
                let (statement, variant) = (statement + 1, variant + 1);
                (
                    places.role(walk.role, &list),
                    format!("variant {variant} of statement {statement} of the epilogue"),
                )
            }
        };
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
