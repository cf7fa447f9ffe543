//! Runs as they are listed and shown, for people and for programs.

use std::io::Write;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::cli::args::Format;
use crate::cli::error::CliError;
use crate::cli::scenes::counted;
use crate::format::run_code;
use crate::journal::Journal;
use crate::model::Scenario;
use crate::playthrough::{LogKind, Playthrough};
use crate::session::{FoundIn, FoundRun, KeptRun, Stands, kept_run};
use crate::store::{RunFile, Store, StoreError};

/// One object of JSON.
type Line = Map<String, Value>;

/// Every run that is kept.
pub(super) fn list(
    store: &Store,
    scenario: &Arc<Scenario>,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    store
        .runs_can_be_listed()
        .map_err(|error| StoreError::Run(format!("{error}{}", error.advice())))?;
    let (runs, problems) = store.runs();
    for problem in problems {
        writeln!(anstream::stderr(), "note: {}", problem.message)?;
    }
    if runs.is_empty() && format == Format::Text {
        writeln!(out, "no run is kept yet")?;
    }
    for (number, file) in runs.iter().enumerate() {
        let kept = kept_run(scenario, file, &runs);
        match format {
            Format::Text => {
                if number > 0 {
                    writeln!(out)?;
                }
                text(&kept, out)?;
            }
            Format::Json => writeln!(out, "{}", Value::Object(as_json(&kept, &file.journal)))?,
        }
    }
    Ok(())
}

fn text(kept: &KeptRun, out: &mut dyn Write) -> Result<(), CliError> {
    let name = match kept.name.as_str() {
        "" => String::new(),
        name => format!(" “{name}”"),
    };
    let star = if kept.starred { ", starred" } else { "" };
    writeln!(out, "{}{name}{star}", kept.id)?;
    let decisions = counted(kept.n_decisions, "decision", "decisions");
    writeln!(out, "  {}, {decisions}, {}", kept.role, kept.stands.told())?;
    writeln!(out, "  saved {} UTC", kept.saved)?;
    if let Some(left) = &kept.left {
        writeln!(out, "  {left}")?;
    }
    if let Some(code) = &kept.code {
        writeln!(out, "  {code}")?;
    }
    Ok(())
}

fn as_json(kept: &KeptRun, journal: &Journal) -> Line {
    let parent = journal
        .parent
        .as_ref()
        .map(|(id, after)| json!({"id": id, "after": after}));
    let saved = format!("{}Z", kept.saved.replace(' ', "T"));
    let over = matches!(kept.stands, Stands::Over(_));
    let mut line = about(journal);
    put(&mut line, "id", json!(kept.id.as_str()));
    put(&mut line, "saved", json!(saved));
    put(&mut line, "n_decisions", json!(kept.n_decisions));
    put(&mut line, "over", json!(over));
    put(&mut line, "stands", json!(kept.stands.told()));
    put(&mut line, "parent", json!(parent));
    put(&mut line, "code", json!(kept.code));
    line
}

/// What every run has, kept or not.
fn about(journal: &Journal) -> Line {
    let mut line = Line::new();
    put(&mut line, "name", json!(journal.name));
    put(&mut line, "starred", json!(journal.starred));
    put(&mut line, "scenario", json!(journal.scenario));
    put(&mut line, "role", json!(journal.role));
    put(&mut line, "begins", json!(journal.begins));
    put(&mut line, "readings", json!(journal.readings));
    put(&mut line, "seed", json!(journal.seed));
    line
}

fn put(line: &mut Line, key: &str, value: Value) {
    line.insert(key.to_owned(), value);
}

/// One run, with its decisions.
pub(super) fn one(
    store: &Store,
    scenario: &Arc<Scenario>,
    found: FoundRun,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let (runs, _) = store.runs();
    let kept = match &found.from {
        FoundIn::Kept(id) => runs.iter().find(|file| file.id == *id),
        FoundIn::File(_) | FoundIn::Code => None,
    };
    match format {
        Format::Json => {
            let line = one_as_json(scenario, &found, kept, &runs);
            writeln!(out, "{}", Value::Object(line))?;
        }
        Format::Text => {
            match kept {
                Some(file) => text(&kept_run(scenario, file, &runs), out)?,
                None => not_kept(scenario, &found, out)?,
            }
            decisions(scenario, found.journal, out)?;
        }
    }
    Ok(())
}

fn one_as_json(
    scenario: &Arc<Scenario>,
    found: &FoundRun,
    kept: Option<&RunFile>,
    runs: &[RunFile],
) -> Line {
    let mut line = match kept {
        Some(file) => as_json(&kept_run(scenario, file, runs), &file.journal),
        None => about(&found.journal),
    };
    put(
        &mut line,
        "code",
        json!(run_code::write(scenario, &found.journal).ok()),
    );
    put(&mut line, "note", json!(found.note));
    let decisions = found.journal.decisions.iter();
    put(
        &mut line,
        "decisions",
        decisions
            .map(|decision| json!({"scene": decision.scene, "choice": decision.choice}))
            .collect(),
    );
    line
}

fn not_kept(scenario: &Scenario, found: &FoundRun, out: &mut dyn Write) -> Result<(), CliError> {
    let role = &scenario[found.replay.role].name;
    let decisions = counted(found.journal.decisions.len(), "decision", "decisions");
    writeln!(out, "{}", found.label())?;
    writeln!(out, "  {role}, {decisions}, not kept here")?;
    if let Ok(code) = run_code::write(scenario, &found.journal) {
        writeln!(out, "  {code}")?;
    }
    Ok(())
}

/// The decisions in words, as far as they can be made here.
fn decisions(
    scenario: &Arc<Scenario>,
    journal: Journal,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let Ok((run, _)) = Playthrough::resume(Arc::clone(scenario), journal) else {
        return Ok(());
    };
    for item in run.log() {
        if let LogKind::Decision {
            number,
            scene,
            choice,
            ..
        } = &item.kind
        {
            writeln!(out, "  {:>2}. {}, {scene}: {choice}", number + 1, item.day)?;
        }
    }
    Ok(())
}
