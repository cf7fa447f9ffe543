//! `october class`: reads what a class handed in, and writes what it decided beside history.

use std::io::{self, IsTerminal as _, Read as _, Write};

use super::args::{ClassArgs, ClassFormat};
use super::error::CliError;
use super::exit::Exit;
use super::scenes;
use crate::class::{self, Class, Collected, Handed, LARGEST_FILE, Wanted};
use crate::model::Scenario;
use crate::report::{self, ClassSheet};
use crate::session::named_handed;
use crate::store::Store;
use crate::term;

/// How the input names itself.
const INPUT: &str = "-";

/// Reads, counts, and writes.
pub(super) fn run(args: &ClassArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let (_, scenario) = scenes::playable(args.scenes.as_deref())?;
    let role = match &args.role {
        Some(key) => Some(scenes::role(&scenario, key)?),
        None => None,
    };
    let store = Store::open(args.data_dir.as_deref())?;
    let handed = handed_in(&store, &args.what)?;
    let reading = class::read(&scenario, &handed, args.label.as_deref());
    let wanted = Wanted {
        role,
        by: args.group_by.into(),
    };
    let counted = Class::of(&scenario, &reading, wanted);
    let sheet = ClassSheet {
        scenario: &scenario,
        class: &counted,
        reading: &reading,
        title: &args.title,
    };
    let made = written(&sheet, args, wanted)?;
    args.written.hand_out(&made, out)?;
    if args.format != ClassFormat::Text {
        out.flush()?;
        tell(&reading, &scenario, &counted)?;
    }
    let clean = reading.unread.is_empty() && counted.n_runs > 0;
    Ok(if clean { Exit::Ok } else { Exit::Problems })
}

fn written(sheet: &ClassSheet<'_>, args: &ClassArgs, wanted: Wanted) -> Result<String, CliError> {
    if let Some(form) = args.format.form() {
        return Ok(report::class_written(sheet, form, wanted.role));
    }
    let lines = report::class_lines(sheet);
    Ok(term::lines_as_text(&lines, args.written.columns())?)
}

/// What the teacher should know of the reading, and nobody else: it names places.
fn tell(reading: &Collected, scenario: &Scenario, counted: &Class) -> Result<(), CliError> {
    let mut messages = anstream::stderr();
    if counted.n_runs == 0 {
        writeln!(messages, "note: {}", class::EMPTY)?;
    } else {
        writeln!(messages, "{}", counted.summary(scenario))?;
    }
    for note in &reading.notes {
        writeln!(messages, "note: {}: {}", note.place, note.text)?;
    }
    for unread in &reading.unread {
        writeln!(messages, "not read: {}", unread.told())?;
    }
    Ok(())
}

/// Everything that was named: kept runs, files, folders, codes; the input, if nothing was.
fn handed_in(store: &Store, what: &[String]) -> Result<Vec<Handed>, CliError> {
    let mut handed = Vec::new();
    for item in what {
        if item == INPUT {
            handed.push(from_input()?);
        } else if let Some(found) = named_handed(Some(store), item)? {
            handed.extend(found);
        } else {
            handed.push(Handed::alone(item));
        }
    }
    if what.is_empty() {
        handed.push(from_input()?);
    }
    Ok(handed)
}

fn from_input() -> Result<Handed, CliError> {
    let input = io::stdin();
    if input.is_terminal() {
        let end = if cfg!(windows) {
            "Ctrl+Z and Enter"
        } else {
            "Ctrl+D"
        };
        writeln!(
            anstream::stderr(),
            "paste the codes, and end with {end} on a line of its own"
        )?;
    }
    let mut bytes = Vec::new();
    let most = LARGEST_FILE as u64 + 1;
    input.lock().take(most).read_to_end(&mut bytes)?;
    Ok(Handed::piped(bytes))
}
