//! What holds for every playing of a role, as `october check` prints it.

use std::io::{self, Write};

use super::list::thousands;
use super::scenes::counted;
use crate::check::{Agreement, RoleProof, Routes, Tally};
use crate::compare::compare;
use crate::journal;
use crate::model::{Readings, Scenario};

/// The proof of one role for people.
pub(super) fn text(scenario: &Scenario, proof: &RoleProof, out: &mut dyn Write) -> io::Result<()> {
    let dead_ends = match proof.n_dead_ends {
        0 => "no dead end".to_owned(),
        n_dead_ends => counted(n_dead_ends, "dead end", "dead ends"),
    };
    let reachable = if everything(proof) {
        "all reachable"
    } else {
        "not all reachable"
    };
    writeln!(
        out,
        "\n{}: {}, {}, {}, {}; {} walked, {reachable}, {dead_ends}",
        scenario[proof.role].key,
        tally(proof.n_scenes, "scene", "scenes"),
        tally(proof.n_choices, "choice", "choices"),
        tally(proof.n_outcomes, "outcome", "outcomes"),
        tally(proof.n_endings, "ending", "endings"),
        states(proof.n_states),
    )?;
    writeln!(
        out,
        "  {} shown in some playings and not in others",
        tally(
            proof.n_texts,
            "conditional text is",
            "conditional texts are"
        )
    )?;
    let (same, all) = on_the_historical_path(scenario, proof);
    writeln!(
        out,
        "  the historical path gives history's answer at {same} of {all} turning points"
    )?;
    for routes in &proof.turned {
        writeln!(out, "  {}", turned(scenario, routes))?;
    }
    Ok(())
}

/// Whether the roles tell one story, for people.
pub(super) fn agreement_text(agreement: &Agreement, out: &mut dyn Write) -> io::Result<()> {
    let verdict = match agreement.n_differences {
        0 => "agree on every answer and every place held".to_owned(),
        n => format!(
            "differ on {}",
            counted(n, "answer or place", "answers or places")
        ),
    };
    writeln!(
        out,
        "\nthe historical paths of {} roles {verdict}, hour by hour at {} moments",
        agreement.n_roles,
        thousands(agreement.n_moments),
    )
}

/// Whether the roles tell one story, for a program.
pub(super) fn agreement_json(agreement: &Agreement) -> serde_json::Value {
    serde_json::json!({
        "kind": "agreement",
        "roles": agreement.n_roles,
        "moments": agreement.n_moments,
        "differences": agreement.n_differences,
    })
}

/// The proof of one role for a program.
pub(super) fn json(scenario: &Scenario, proof: &RoleProof) -> serde_json::Value {
    let pair = |tally: Tally| serde_json::json!({ "reached": tally.reached, "all": tally.all });
    let (same, all) = on_the_historical_path(scenario, proof);
    let turned: Vec<serde_json::Value> = proof
        .turned
        .iter()
        .map(|routes| {
            serde_json::json!({
                "turning_point": scenario[routes.id].key,
                "in_reach": routes.in_reach,
                "ways": routes.n_routes,
            })
        })
        .collect();
    serde_json::json!({
        "kind": "proof",
        "scenario": scenario.key,
        "role": scenario[proof.role].key,
        "states": proof.n_states,
        "scenes": pair(proof.n_scenes),
        "choices": pair(proof.n_choices),
        "outcomes": pair(proof.n_outcomes),
        "endings": pair(proof.n_endings),
        "texts": pair(proof.n_texts),
        "dead_ends": proof.n_dead_ends,
        "historical": proof.historical,
        "historical_answers": { "reached": same, "all": all },
        "turned": turned,
    })
}

fn everything(proof: &RoleProof) -> bool {
    [
        proof.n_scenes,
        proof.n_choices,
        proof.n_outcomes,
        proof.n_endings,
    ]
    .iter()
    .all(|tally| tally.reached == tally.all)
}

/// "36 scenes", "35 of 36 scenes".
fn tally(tally: Tally, one: &str, many: &str) -> String {
    let of_all = counted(tally.all, one, many);
    if tally.reached == tally.all {
        of_all
    } else {
        format!("{} of {of_all}", tally.reached)
    }
}

fn states(n_states: usize) -> String {
    let word = if n_states == 1 { "state" } else { "states" };
    format!("{} {word}", thousands(n_states))
}

/// How many turning points end as in history when the recorded decisions are made with
/// the recorded luck, and how many there are.
fn on_the_historical_path(scenario: &Scenario, proof: &RoleProof) -> (usize, usize) {
    let path = journal::historical(scenario, proof.role, &Readings::default());
    let rows = compare(scenario, &path, None).turning_points;
    let as_in_history = rows
        .iter()
        .filter(|row| row.mine.as_ref().is_some_and(|cell| cell.as_in_history));
    (as_in_history.count(), rows.len())
}

fn turned(scenario: &Scenario, routes: &Routes) -> String {
    let ways = match routes.n_routes {
        0 => "no way to turn it".to_owned(),
        n_ways => format!("{} to turn it", counted(n_ways, "way", "ways")),
    };
    let beside = if routes.in_reach {
        ""
    } else {
        " (not among those the role declares)"
    };
    format!("{}: {ways}{beside}", scenario[routes.id].title)
}
