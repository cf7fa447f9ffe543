//! `october check`: every problem of a scenario with its place, then the proof.

use std::io::Write;

use super::args::{CheckArgs, Deny, Format};
use super::error::CliError;
use super::exit::Exit;
use super::proof;
use super::scenes::{self, Found, counted};
use crate::check::{self, Report};
use crate::diagnostics::{self, Diagnostic, sort_and_cap};
use crate::model::Scenario;

/// Checks every scenario that was named.
pub(super) fn run(args: &CheckArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let dir = args.dir.as_deref().or(args.scenes.as_deref());
    let mut exit = Exit::Ok;
    for origin in scenes::origins(dir)? {
        let found = scenes::read(origin)?;
        if check_one(&found, args, out)? == Exit::Problems {
            exit = Exit::Problems;
        }
    }
    Ok(exit)
}

fn check_one(found: &Found, args: &CheckArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let scenario = found.loaded.scenario.as_ref();
    let report = report(found, scenario);
    let diagnostics = &report.diagnostics;
    match args.format {
        Format::Text => text(found, diagnostics, out)?,
        Format::Json => json(found, diagnostics, out)?,
    }
    for role in &report.proof {
        let Some(scenario) = scenario else { break };
        match args.format {
            Format::Text => proof::text(scenario, role, out)?,
            Format::Json => writeln!(out, "{}", proof::json(scenario, role))?,
        }
    }
    if let Some(agreement) = &report.agreement {
        match args.format {
            Format::Text => proof::agreement_text(agreement, out)?,
            Format::Json => writeln!(out, "{}", proof::agreement_json(agreement))?,
        }
    }
    if let Some(scenario) = scenario {
        match args.format {
            Format::Text => proof::readings_text(scenario, &report.readings, out)?,
            Format::Json => {
                for reading in &report.readings {
                    writeln!(out, "{}", proof::reading_json(scenario, reading))?;
                }
            }
        }
    }
    let n_errors = diagnostics.iter().filter(|item| item.is_error()).count();
    let denied = args.deny == Some(Deny::Warnings) && !diagnostics.is_empty();
    Ok(if n_errors > 0 || denied {
        Exit::Problems
    } else {
        Exit::Ok
    })
}

/// What loading found, and what checking finds if it loads.
fn report(found: &Found, scenario: Option<&Scenario>) -> Report {
    let mut report = scenario.map_or_else(
        || Report {
            diagnostics: Vec::new(),
            proof: Vec::new(),
            agreement: None,
            readings: Vec::new(),
        },
        |scenario| check::check(scenario, &found.files),
    );
    report
        .diagnostics
        .extend(found.loaded.diagnostics.iter().cloned());
    sort_and_cap(&mut report.diagnostics);
    report
}

fn text(found: &Found, diagnostics: &[Diagnostic], out: &mut dyn Write) -> Result<(), CliError> {
    if !diagnostics.is_empty() {
        writeln!(out, "{}\n", found.render(diagnostics))?;
    }
    writeln!(out, "{}: {}", found.name(), summary(diagnostics))?;
    Ok(())
}

/// "no problems", "2 errors and 1 warning".
fn summary(diagnostics: &[Diagnostic]) -> String {
    let n_errors = diagnostics.iter().filter(|item| item.is_error()).count();
    let n_warnings = diagnostics.len() - n_errors;
    let errors = counted(n_errors, "error", "errors");
    let warnings = counted(n_warnings, "warning", "warnings");
    match (n_errors, n_warnings) {
        (0, 0) => "no problems".to_owned(),
        (_, 0) => errors,
        (0, _) => warnings,
        _ => format!("{errors} and {warnings}"),
    }
}

fn json(found: &Found, diagnostics: &[Diagnostic], out: &mut dyn Write) -> Result<(), CliError> {
    for diagnostic in diagnostics {
        let mut line = diagnostics::to_json(diagnostic, &|path| found.text_of(path));
        if let Some(fields) = line.as_object_mut() {
            fields.insert("kind".to_owned(), "diagnostic".into());
            fields.insert("scenario".to_owned(), found.name().into());
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}
