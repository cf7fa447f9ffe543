//! `october compare`: a run beside history, or two runs beside each other and history.

use std::io::Write;

use super::args::{CompareArgs, Page};
use super::error::CliError;
use super::exit::Exit;
use super::{run_arg, scenes};
use crate::compare::{Filter, Row, spread};
use crate::report::{self, Rows, RunLabel, Sheet};
use crate::session::{FoundIn, FoundRun};
use crate::store::Store;
use crate::term;

/// Compares the runs that are named.
pub(super) fn run(args: &CompareArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let (_, scenario) = scenes::playable(args.scenes.as_deref())?;
    let store = Store::open(args.data_dir.as_deref())?;
    let find = |name: &String| -> Result<(FoundRun, RunLabel), CliError> {
        let found = run_arg::find(&store, &scenario, name)?;
        let label = label(name, &found);
        Ok((found, label))
    };
    let (mine, mine_label) = find(&args.run)?;
    let other = args.other.as_ref().map(find).transpose()?;
    let other_run = other.as_ref().map(|(found, _)| &found.replay);
    let mut spread = spread(&scenario, &mine.replay, other_run);
    let other_journal = other.as_ref().map(|(found, _)| &found.journal);
    let rows = &mut spread.comparison;
    rows.note_votes(&scenario, &mine.journal, other_journal);
    let sheet = Sheet {
        scenario: &scenario,
        spread: &spread,
        mine: &mine_label,
        other: other.as_ref().map(|(_, label)| label),
    };
    let made = written(&sheet, args)?;
    args.written.hand_out(&made, out)?;
    Ok(Exit::Ok)
}

fn written(sheet: &Sheet<'_>, args: &CompareArgs) -> Result<String, CliError> {
    let filter = match (args.only_differences, sheet.other) {
        (false, _) => Filter::Everything,
        (true, Some(_)) => Filter::BetweenRuns,
        (true, None) => Filter::FromHistory,
    };
    // What no run has come to would tell what lies ahead.
    let wanted = |row: &Row| {
        let told = !row.is_turning_point() || row.is_reached();
        told && row.passes(filter)
    };
    Ok(match args.format {
        Page::Html => report::comparison_html(sheet, &wanted),
        Page::Json => format!("{:#}\n", report::comparison_json(sheet, &wanted)),
        Page::Text => {
            let rows = if args.only_differences {
                Rows::Differences
            } else {
                Rows::All
            };
            let mut lines = report::comparison_lines(sheet, rows);
            if !args.only_differences {
                lines.extend(report::timeline_lines(sheet, Rows::Telling));
                lines.extend(report::places_lines(sheet));
            }
            term::lines_as_text(&lines, args.written.columns())?
        }
    })
}

/// What a run is called that was named so.
pub(super) fn label(name: &str, found: &FoundRun) -> RunLabel {
    RunLabel {
        id: match &found.from {
            FoundIn::Code => "the run of a code".to_owned(),
            FoundIn::Kept(_) | FoundIn::File(_) => name.to_owned(),
        },
        name: found.journal.name.clone(),
        role: found.journal.role.clone(),
    }
}
