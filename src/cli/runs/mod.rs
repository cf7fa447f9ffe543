//! `october runs` and `october code`: the runs that are kept, named, marked, deleted,
//! handed on and taken in.

pub(super) mod args;
mod show;

use std::io::{self, BufRead as _, IsTerminal as _, Write};
use std::path::Path;
use std::sync::Arc;

use super::error::CliError;
use super::exit::Exit;
use super::{run_arg, scenes};
use crate::format::run_code;
use crate::model::Scenario;
use crate::session;
use crate::store::{self, Existing, Store};
use args::{CodeArgs, RunsArgs, RunsCommand, Where};

fn open(place: &Where) -> Result<(Store, Arc<Scenario>), CliError> {
    let (_, scenario) = scenes::playable(place.scenes.as_deref())?;
    let store = Store::open(place.data_dir.as_deref())?;
    Ok((store, Arc::new(scenario)))
}

/// Does what was asked for with the runs.
pub(super) fn run(args: &RunsArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let (store, scenario) = open(&args.place)?;
    let kept = |run: &str| run_arg::find_kept(&store, &scenario, run);
    match args.what.as_ref().unwrap_or(&RunsCommand::List) {
        RunsCommand::List => show::list(&store, &scenario, args.format, out)?,
        RunsCommand::Show(arg) => {
            let found = run_arg::find(&store, &scenario, &arg.run)?;
            show::one(&store, &scenario, found, args.format, out)?;
        }
        RunsCommand::Name { run, name } => {
            let id = kept(run)?;
            let name = name.join(" ");
            let journal = store.change_run(&id, |journal| journal.rename(&name))?;
            match journal.name.as_str() {
                "" => writeln!(out, "{id} has no name now")?,
                name => writeln!(out, "{id} is called “{name}” now")?,
            }
        }
        RunsCommand::Star(arg) => {
            let id = kept(&arg.run)?;
            store.change_run(&id, |journal| journal.starred = true)?;
            writeln!(out, "{id} has a star now")?;
        }
        RunsCommand::Unstar(arg) => {
            let id = kept(&arg.run)?;
            store.change_run(&id, |journal| journal.starred = false)?;
            writeln!(out, "{id} has no star now")?;
        }
        RunsCommand::Delete { run, yes } => {
            let id = kept(run)?;
            if *yes || agreed(&format!("Delete {id} for good? [y/N] "))? {
                store.delete_run(&id)?;
                writeln!(out, "{id} is deleted")?;
            } else {
                writeln!(out, "{id} is kept")?;
            }
        }
        RunsCommand::Export { run, file, force } => {
            let existing = if *force {
                Existing::Replace
            } else {
                Existing::Keep
            };
            export(&store, &scenario, run, file, existing, out)?;
        }
        RunsCommand::Import { what } => {
            let imported = session::import(&store, &scenario, &what.join(" "))?;
            writeln!(out, "{}", imported.told())?;
        }
    }
    Ok(Exit::Ok)
}

fn export(
    store: &Store,
    scenario: &Scenario,
    run: &str,
    file: &Path,
    existing: Existing,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let found = run_arg::find(store, scenario, run)?;
    store::export_run(file, &found.journal, existing)?;
    writeln!(out, "the run is written to {}", file.display())?;
    Ok(())
}

/// Writes the code of a run.
pub(super) fn code(args: &CodeArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let (store, scenario) = open(&args.place)?;
    let found = run_arg::find(&store, &scenario, &args.run)?;
    let code = run_code::write(&scenario, &found.journal)?;
    writeln!(out, "{code}")?;
    Ok(Exit::Ok)
}

/// Asks on the terminal.
fn agreed(question: &str) -> Result<bool, CliError> {
    let input = io::stdin();
    if !input.is_terminal() {
        return Err(CliError::NobodyToAsk);
    }
    let mut messages = anstream::stderr();
    write!(messages, "{question}")?;
    messages.flush()?;
    let mut answer = String::new();
    input.lock().read_line(&mut answer)?;
    let answer = answer.trim().to_lowercase();
    Ok(matches!(answer.as_str(), "y" | "yes"))
}
