//! P002: moments at which a playing would be stuck.

use super::place::{self, Places};
use super::readings::Under;
use crate::diagnostics::{Code, Diagnostic};
use crate::explore::{DeadEnd, Walk};
use crate::format::Step::Field;
use crate::model::Scenario;

/// Reports each to `push`, with the dead end it is about.
pub(super) fn check(
    scenario: &Scenario,
    walk: &Walk,
    under: &Under,
    places: &Places<'_>,
    push: &mut dyn FnMut(&DeadEnd, Diagnostic),
) {
    let words = &under.words;
    for dead_end in &walk.dead_ends {
        let scene = &scenario[dead_end.scene];
        let way = match place::path(scenario, &dead_end.path) {
            way if way.is_empty() => "it is so from the start".to_owned(),
            way => format!("it is so after {way}"),
        };
        let diagnostic = match dead_end.choice {
            None => places
                .scene(dead_end.scene, &[Field("id")])
                .report(
                    Code::DeadEnd,
                    format!("{words}no choice of `{}` may be open", scene.key),
                    "nothing can be decided here",
                )
                .help(format!("leave one choice without `requires`; {way}")),
            Some(choice) => {
                let key = scene.choices.get(choice).map_or("", |choice| &choice.key);
                places
                    .choice(dead_end.scene, choice, "id")
                    .report(
                        Code::DeadEnd,
                        format!("{words}nothing may come of `{key}` in `{}`", scene.key),
                        "open, and no outcome's `if` holds",
                    )
                    .help(format!("leave the last outcome without `if`; {way}"))
            }
        };
        push(dead_end, diagnostic);
    }
}
