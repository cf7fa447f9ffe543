//! What an answer of a run hung on, and what would have turned it.

use std::io::Write;

use super::super::args::Format;
use super::super::error::CliError;
use super::super::exit::Exit;
use super::refused;
use crate::explore::Limit;
use crate::explore::odds::view::{self, HingeView, TurnsView, WhyView};
use crate::explore::odds::{HingeKind, LIMIT, Space, Target};
use crate::journal::Replay;
use crate::model::Scenario;

/// A run that is asked about.
pub(super) struct Asked<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) run: &'a Replay,
    pub(super) seed: u64,
    pub(super) format: Format,
}

impl Asked<'_> {
    /// Tells about a turning point, by its id, or about the ending.
    pub(super) fn run(
        &self,
        what: &str,
        most_states: usize,
        out: &mut dyn Write,
    ) -> Result<Exit, CliError> {
        let limit = Limit {
            n_states: most_states,
            ..LIMIT
        };
        let space = match Space::of(self.scenario, self.run, &limit) {
            Ok(space) => space,
            Err(error) => {
                refused(self.scenario, self.run.role, &error, self.format, out)?;
                return Ok(Exit::Problems);
            }
        };
        let happened = view::outcomes(&space, self.run);
        let is_wanted = |target: &&Target| match target {
            Target::Answer(id, _) => self.scenario[*id].key == what,
            Target::Ending(_) => what == "ending",
        };
        let target = happened.iter().find(is_wanted).copied();
        let why = target.and_then(|target| view::why(&space, self.run, self.seed, target));
        let Some(why) = why else {
            return Err(self.nothing(what, &happened));
        };
        match self.format {
            Format::Text => text(&why, out)?,
            Format::Json => writeln!(out, "{}", json(what, &why))?,
        }
        Ok(Exit::Ok)
    }

    fn nothing(&self, what: &str, happened: &[Target]) -> CliError {
        let known: Vec<&str> = happened
            .iter()
            .map(|target| match target {
                Target::Answer(id, _) => self.scenario[*id].key.as_str(),
                Target::Ending(_) => "ending",
            })
            .collect();
        CliError::NotDecided {
            wanted: what.to_owned(),
            known: match known.as_slice() {
                [] => "nothing was yet".to_owned(),
                known => format!("these were: {}", known.join(", ")),
            },
        }
    }
}

fn text(why: &WhyView, out: &mut dyn Write) -> Result<(), CliError> {
    writeln!(out, "{}\n", view::WHOSE)?;
    writeln!(out, "{}", why.question)?;
    writeln!(
        out,
        "  {}: {} when the run began\n",
        why.answer,
        why.first.words()
    )?;
    if why.hinges.is_empty() {
        writeln!(out, "Nothing that was decided and no luck moved it.")?;
    } else {
        writeln!(out, "What moved it, the furthest first:")?;
    }
    for hinge in &why.hinges {
        let what = match hinge.kind {
            HingeKind::Decision => "decision",
            HingeKind::Draw => "luck after",
        };
        writeln!(
            out,
            "  {:>9} to {:>9}  {what} {}, {}, {}: {}",
            hinge.before.finely(),
            hinge.after.finely(),
            hinge.number,
            hinge.day,
            hinge.scene,
            hinge.choice,
        )?;
    }
    writeln!(out, "\nWhat would have turned it, with the same luck:")?;
    for turns in &why.turns {
        turn(turns, out)?;
    }
    Ok(())
}

fn turn(turns: &TurnsView, out: &mut dyn Write) -> Result<(), CliError> {
    let mark = if turns.historical { "=" } else { " " };
    writeln!(out, "{mark} {}", turns.answer)?;
    if turns.sets.is_empty() {
        writeln!(out, "    no decisions of this role bring it about")?;
    }
    for (number, set) in (1..).zip(&turns.sets) {
        for (index, change) in set.iter().enumerate() {
            let lead = if index == 0 {
                format!("{number:>4}.")
            } else {
                "  and".to_owned()
            };
            writeln!(
                out,
                "{lead} {}, {}: {}",
                change.day, change.scene, change.choice
            )?;
        }
    }
    if turns.more {
        writeln!(out, "      and more of the same size")?;
    }
    Ok(())
}

fn json(what: &str, why: &WhyView) -> serde_json::Value {
    let hinge = |hinge: &HingeView| {
        serde_json::json!({
            "decision": hinge.number,
            "kind": match hinge.kind { HingeKind::Decision => "decision", HingeKind::Draw => "luck" },
            "day": hinge.day, "scene": hinge.scene, "choice": hinge.choice,
            "before": hinge.before.decimal(), "after": hinge.after.decimal(),
        })
    };
    let turns = |turns: &TurnsView| {
        let sets: Vec<Vec<serde_json::Value>> = turns
            .sets
            .iter()
            .map(|set| {
                set.iter()
                    .map(|change| {
                        serde_json::json!({
                            "day": change.day, "scene": change.scene, "choice": change.choice,
                        })
                    })
                    .collect()
            })
            .collect();
        serde_json::json!({
            "answer": turns.answer, "historical": turns.historical,
            "sets": sets, "more": turns.more,
        })
    };
    serde_json::json!({
        "kind": "why",
        "id": what,
        "question": why.question,
        "answer": why.answer,
        "first": why.first.decimal(),
        "last": why.last.decimal(),
        "hinges": why.hinges.iter().map(hinge).collect::<Vec<_>>(),
        "turns": why.turns.iter().map(turns).collect::<Vec<_>>(),
        "note": view::WHOSE,
    })
}
