//! A table of odds: for people, and a line of JSON for each answer.

use std::io::Write;

use super::super::error::CliError;
use super::super::list::thousands;
use crate::explore::odds::view::{self, OddsGroup, OddsView};
use crate::explore::odds::{Policy, Sample, Share, Space};
use crate::model::{Readings, Scenario};

pub(super) struct Found<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) readings: &'a Readings,
    pub(super) space: &'a Space<'a>,
    pub(super) table: &'a OddsView,
    pub(super) policies: &'a [Policy],
    pub(super) sampled: Option<&'a Sample>,
    pub(super) seconds: f64,
}

impl Found<'_> {
    pub(super) fn text(&self, out: &mut dyn Write) -> Result<(), CliError> {
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

    pub(super) fn json(&self, out: &mut dyn Write) -> Result<(), CliError> {
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
                let odds: serde_json::Map<String, serde_json::Value> = self
                    .policies
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
