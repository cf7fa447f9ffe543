//! `october explore`: everything that can happen to a role, and exactly how likely.

mod table;
mod why;

use std::io::Write;
use std::time::Instant;

use super::args::{ExploreArgs, Format};
use super::error::CliError;
use super::exit::Exit;
use super::{run_arg, scenes};
use crate::compare::readings_in_words;
use crate::explore::odds::view;
use crate::explore::odds::{LIMIT, Policy, Space, sample};
use crate::explore::{self, Limit, WalkError};
use crate::journal::{self, Replay};
use crate::model::{RoleId, Scenario};
use crate::store::Store;
use table::Found;

/// The stream of `--simulate`; always the same, so that a table can be made again.
const SAMPLE_SEED: u64 = 1917;

/// Explores every role that was asked for, or one run.
pub(super) fn run(args: &ExploreArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let (_, scenario) = scenes::playable(args.scenes.as_deref())?;
    let readings = args.readings.of(&scenario)?;
    let tables = match &args.run {
        Some(run) => {
            let store = Store::open(args.data_dir.as_deref())?;
            let mut journal = run_arg::find(&store, &scenario, run)?.journal;
            if args.readings.is_given() {
                // The same decisions, as another reading would have answered them.
                journal.readings = readings.keys(&scenario);
            }
            let replay = journal::replay(&scenario, &journal)?;
            if let Some(what) = &args.why {
                let told = why::Asked {
                    scenario: &scenario,
                    run: &replay,
                    seed: journal.seed,
                    format: args.format,
                };
                return told.run(what, args.most_states, out);
            }
            vec![of_run(replay, args.after)?]
        }
        None => {
            let roles: Vec<RoleId> = match &args.role {
                Some(key) => vec![scenes::role(&scenario, key)?],
                None => scenario.role_ids().collect(),
            };
            let of_role = |role| (Replay::of(&scenario, role, &readings), of_role());
            roles.into_iter().map(of_role).collect()
        }
    };
    if args.format == Format::Text {
        writeln!(out, "{}\n", view::WHOSE)?;
        let readings = tables.first().map(|(start, _)| start.start.readings());
        for line in readings.map_or(Vec::new(), |it| readings_in_words(&scenario, it)) {
            writeln!(out, "{line}.")?;
        }
        for policy in tables.first().map_or(&[][..], |(_, policies)| policies) {
            writeln!(out, "{:>12}  {}", policy.name(), policy.meaning())?;
        }
    }
    let mut exit = Exit::Ok;
    for (start, policies) in &tables {
        if !explore(&scenario, start, policies, args, out)? {
            exit = Exit::Problems;
        }
    }
    Ok(exit)
}

fn of_role() -> Vec<Policy> {
    vec![
        Policy::Alike,
        Policy::Recorded,
        Policy::Lowest,
        Policy::Highest,
    ]
}

/// A run up to the moment that was asked for, and all its decisions as a policy.
fn of_run(mut run: Replay, after: Option<usize>) -> Result<(Replay, Vec<Policy>), CliError> {
    let decided = run.steps.iter().map(|step| (step.scene, step.choice));
    let decided = Policy::Decided(decided.collect());
    let (n_decisions, after) = (run.steps.len(), after.unwrap_or(0));
    run.steps.truncate(after);
    run.stop = None;
    let is_over = matches!(run.position(), journal::Position::End(_));
    if after > n_decisions || is_over {
        let most = n_decisions.saturating_sub(usize::from(is_over));
        return Err(CliError::NoSuchMoment { after, most });
    }
    let policies = vec![
        Policy::Alike,
        Policy::Recorded,
        decided,
        Policy::Lowest,
        Policy::Highest,
    ];
    Ok((run, policies))
}

/// Whether it could be walked.
fn explore(
    scenario: &Scenario,
    start: &Replay,
    policies: &[Policy],
    args: &ExploreArgs,
    out: &mut dyn Write,
) -> Result<bool, CliError> {
    let begun = Instant::now();
    let limit = Limit {
        n_states: args.most_states,
        ..LIMIT
    };
    let space = match Space::after(scenario, start, &limit) {
        Ok(Some(space)) => space,
        // A story that is over is refused before.
        Ok(None) => return Ok(true),
        Err(error) => {
            refused(scenario, start.role, &error, args.format, out)?;
            return Ok(false);
        }
    };
    let table = view::table(&space, policies);
    let seconds = begun.elapsed().as_secs_f64();
    let sampled = args.simulate.map(|n| sample(&space, n, SAMPLE_SEED));
    let found = Found {
        scenario,
        readings: start.start.readings(),
        space: &space,
        table: &table,
        policies,
        sampled: sampled.as_ref(),
        seconds,
    };
    match args.format {
        Format::Text => found.text(out)?,
        Format::Json => found.json(out)?,
    }
    Ok(true)
}

fn refused(
    scenario: &Scenario,
    role: RoleId,
    error: &WalkError,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let key = &scenario[role].key;
    let advice = explore::advice(scenario, error);
    match format {
        Format::Text => {
            writeln!(out, "\n{key}: no odds: {error}")?;
            if !advice.is_empty() {
                writeln!(out, "  {advice}")?;
            }
        }
        Format::Json => {
            let line = serde_json::json!({
                "kind": "refused", "scenario": scenario.key, "role": key,
                "reason": error.to_string(), "advice": advice,
            });
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
