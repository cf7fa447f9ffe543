//! `october explore`: everything that can happen to a role, and exactly how likely.

use std::io::Write;
use std::time::Instant;

use super::args::{ExploreArgs, Format};
use super::error::CliError;
use super::exit::Exit;
use super::list::thousands;
use super::scenes;
use crate::compare::readings_in_words;
use crate::explore::odds::view::{self, OddsGroup, OddsView};
use crate::explore::odds::{Policy, Sample, Share, Space, sample};
use crate::explore::{self, Limit, WalkError};
use crate::journal::Replay;
use crate::model::{Readings, RoleId, Scenario};

/// The columns of the table.
const POLICIES: [Policy; 4] = [
    Policy::Alike,
    Policy::Recorded,
    Policy::Lowest,
    Policy::Highest,
];

/// The stream of `--simulate`; always the same, so that a table can be made again.
const SAMPLE_SEED: u64 = 1917;

/// Explores every role that was asked for.
pub(super) fn run(args: &ExploreArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let (_, scenario) = scenes::playable(args.scenes.as_deref())?;
    let roles: Vec<RoleId> = match &args.role {
        Some(key) => vec![scenes::role(&scenario, key)?],
        None => scenario.role_ids().collect(),
    };
    let readings = args.readings.of(&scenario)?;
    if args.format == Format::Text {
        writeln!(out, "{}\n", view::WHOSE)?;
        for line in readings_in_words(&scenario, &readings) {
            writeln!(out, "{line}.")?;
        }
        for policy in &POLICIES {
            writeln!(out, "{:>12}  {}", policy.name(), policy.meaning())?;
        }
    }
    let mut exit = Exit::Ok;
    for role in roles {
        if !explore(&scenario, role, &readings, args, out)? {
            exit = Exit::Problems;
        }
    }
    Ok(exit)
}

/// Whether the role could be walked.
fn explore(
    scenario: &Scenario,
    role: RoleId,
    readings: &Readings,
    args: &ExploreArgs,
    out: &mut dyn Write,
) -> Result<bool, CliError> {
    let begun = Instant::now();
    let start = Replay::of(scenario, role, readings);
    let limit = Limit {
        n_states: args.most_states,
    };
    let space = match Space::of(scenario, &start, &limit) {
        Ok(space) => space,
        Err(error) => {
            refused(scenario, role, &error, args.format, out)?;
            return Ok(false);
        }
    };
    let table = view::table(&space, &POLICIES);
    let seconds = begun.elapsed().as_secs_f64();
    let sampled = args.simulate.map(|n| sample(&space, n, SAMPLE_SEED));
    let found = Found {
        scenario,
        readings,
        space: &space,
        table: &table,
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

struct Found<'a> {
    scenario: &'a Scenario,
    readings: &'a Readings,
    space: &'a Space<'a>,
    table: &'a OddsView,
    sampled: Option<&'a Sample>,
    seconds: f64,
}

impl Found<'_> {
    fn text(&self, out: &mut dyn Write) -> Result<(), CliError> {
        let role = &self.scenario[self.space.role()];
        writeln!(
            out,
            "\n{}: {} states, all of them, in {:.2} seconds; no share is off by more than {} parts in 2^60",
            role.key,
            thousands(self.table.n_states),
            self.seconds,
            self.space.error(),
        )?;
        for group in &self.table.groups {
            self.group(group, out)?;
        }
        if let Some(sample) = self.sampled {
            writeln!(
                out,
                "\n  sampled: {} playings at random, {} decisions",
                grouped(sample.n_runs),
                grouped(sample.n_decisions),
            )?;
        }
        Ok(())
    }

    fn group(&self, group: &OddsGroup, out: &mut dyn Write) -> Result<(), CliError> {
        let day = if group.day.is_empty() {
            String::new()
        } else {
            format!(" ({})", group.day)
        };
        writeln!(out, "\n  {}{day}", group.question)?;
        if let Some(row) = group.settled() {
            let mark = if row.historical { "=" } else { " " };
            writeln!(
                out,
                "  {mark} {}: always, whatever this role does",
                row.text
            )?;
            return Ok(());
        }
        write!(out, "    {:<46}", "")?;
        for name in &self.table.columns {
            write!(out, "{name:>14}")?;
        }
        if self.sampled.is_some() {
            write!(out, "{:>14}", "sampled")?;
        }
        writeln!(out)?;
        for row in &group.rows {
            let mark = if row.historical { "=" } else { " " };
            write!(out, "  {mark} {:<46}", cut(&row.text, 45))?;
            for share in &row.shares {
                write!(out, "{:>14}", share.words())?;
            }
            if let Some(sample) = self.sampled {
                write!(
                    out,
                    "{:>14}",
                    percent(sample, self.space.column(row.target))
                )?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn json(&self, out: &mut dyn Write) -> Result<(), CliError> {
        let role = &self.scenario[self.space.role()].key;
        let line = serde_json::json!({
            "kind": "space",
            "scenario": self.scenario.key,
            "role": role,
            "readings": self.readings.keys(self.scenario),
            "states": self.table.n_states,
            "error_units": self.space.error(),
            "units": Share::ALWAYS.units(),
            "note": view::WHOSE,
        });
        writeln!(out, "{line}")?;
        for group in &self.table.groups {
            let turning_point = group.turning_point.map(|id| &self.scenario[id].key);
            for row in &group.rows {
                let odds: serde_json::Map<String, serde_json::Value> = POLICIES
                    .iter()
                    .zip(&row.shares)
                    .map(|(policy, share)| (json_key(policy).to_owned(), share.decimal().into()))
                    .collect();
                let times = self.sampled.and_then(|sample| {
                    let column = self.space.column(row.target)?;
                    sample.n_times.get(column).copied()
                });
                let line = serde_json::json!({
                    "kind": if turning_point.is_some() { "answer" } else { "ending" },
                    "role": role,
                    "turning_point": turning_point,
                    "id": row.key,
                    "text": row.text,
                    "historical": row.historical,
                    "odds": odds,
                    "sampled": times,
                });
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }
}

fn json_key(policy: &Policy) -> &'static str {
    match policy {
        Policy::Alike => "alike",
        Policy::Recorded => "recorded",
        Policy::Decided(_) => "decided",
        Policy::Lowest => "lowest",
        Policy::Highest => "highest",
    }
}

fn percent(sample: &Sample, column: Option<usize>) -> String {
    let times = column.and_then(|column| sample.n_times.get(column));
    let times = u128::from(times.copied().unwrap_or(0));
    let thousandths = times * 100_000 / u128::from(sample.n_runs.max(1));
    format!("{}.{:03} %", thousandths / 1000, thousandths % 1000)
}

fn grouped(number: u64) -> String {
    thousands(usize::try_from(number).unwrap_or(usize::MAX))
}

/// The first letters of a text, so that columns stay under each other.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut cut: String = text.chars().take(most.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}
