//! What holds for every playing of a role, as `october check` prints it.

use std::io::{self, Write};

use super::list::thousands;
use super::scenes::counted;
use crate::check::{Agreement, ReadingProof, RoleProof, RoleUnder, Routes, Tally};
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

/// What was proved under readings other than the first, for people.
pub(super) fn readings_text(
    scenario: &Scenario,
    proofs: &[ReadingProof],
    out: &mut dyn Write,
) -> io::Result<()> {
    if proofs.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\nthe same under {}, each taken alone:",
        counted(proofs.len(), "other reading", "other readings")
    )?;
    for proof in proofs {
        let (turning_point, reading) = reading_keys(scenario, proof);
        let roles: Vec<String> = proof
            .roles
            .iter()
            .map(|role| under(scenario, role))
            .collect();
        let roles = match roles.as_slice() {
            [] => "no role decides it in play".to_owned(),
            roles => roles.join("; "),
        };
        writeln!(out, "  {turning_point}={reading}: {roles}")?;
    }
    Ok(())
}

/// What was proved under one reading, for a program.
pub(super) fn reading_json(scenario: &Scenario, proof: &ReadingProof) -> serde_json::Value {
    let (turning_point, reading) = reading_keys(scenario, proof);
    let roles: Vec<serde_json::Value> = proof
        .roles
        .iter()
        .map(|role| {
            serde_json::json!({
                "role": scenario[role.role].key,
                "states": role.n_states,
                "outcomes": pair(role.n_outcomes),
                "endings": pair(role.n_endings),
                "dead_ends": role.n_dead_ends,
                "historical": role.historical,
                "ways": role.routes.n_routes,
            })
        })
        .collect();
    serde_json::json!({
        "kind": "reading",
        "scenario": scenario.key,
        "turning_point": turning_point,
        "reading": reading,
        "roles": roles,
        "differences": proof.agreement.map(|agreement| agreement.n_differences),
    })
}

fn reading_keys<'a>(scenario: &'a Scenario, proof: &ReadingProof) -> (&'a str, &'a str) {
    let item = &scenario[proof.id];
    let reading = item.readings.get(proof.reading);
    (&item.key, reading.map_or("", |reading| &reading.key))
}

/// "minister, 305,142 states, history's answers, 2 ways to turn it".
fn under(scenario: &Scenario, role: &RoleUnder) -> String {
    let historical = if role.historical {
        "history's answers"
    } else {
        "not history's answers"
    };
    let mut text = format!(
        "{}, {}, {historical}, {}",
        scenario[role.role].key,
        states(role.n_states),
        ways(&role.routes)
    );
    for (part, one, many) in [
        (role.n_outcomes, "outcome", "outcomes"),
        (role.n_endings, "ending", "endings"),
    ] {
        if part.reached < part.all {
            text.push_str(&format!(", {}", tally(part, one, many)));
        }
    }
    if role.n_dead_ends > 0 {
        let stuck = counted(role.n_dead_ends, "dead end", "dead ends");
        text.push_str(&format!(", {stuck}"));
    }
    text
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

fn pair(tally: Tally) -> serde_json::Value {
    serde_json::json!({ "reached": tally.reached, "all": tally.all })
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
    let comparison = compare(scenario, &path, None);
    let n_same = comparison.n_answered() - comparison.n_turned();
    (n_same, comparison.turning_points().count())
}

fn turned(scenario: &Scenario, routes: &Routes) -> String {
    let ways = ways(routes);
    let beside = if routes.in_reach {
        ""
    } else {
        " (not among those the role declares)"
    };
    format!("{}: {ways}{beside}", scenario[routes.id].title)
}

fn ways(routes: &Routes) -> String {
    match routes.n_routes {
        0 => "no way to turn it".to_owned(),
        n_ways => format!("{} to turn it", counted(n_ways, "way", "ways")),
    }
}
