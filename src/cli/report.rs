//! `october report`: what was decided in a run, how it came out beside history, where that is
//! known from, and what to talk about.

use std::io::Write;

use super::args::{Page, ReportArgs};
use super::compare::label;
use super::error::CliError;
use super::exit::Exit;
use super::{run_arg, scenes};
use crate::compare::spread;
use crate::format::run_code;
use crate::report::{self, RunReport, RunSheet, Sheet};
use crate::store::{self, Existing, Store};
use crate::term;

/// Reports on the run that is named.
pub(super) fn run(args: &ReportArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let (_, scenario) = scenes::playable(args.scenes.as_deref())?;
    let store = Store::open(args.data_dir.as_deref())?;
    let mine = run_arg::find(&store, &scenario, &args.run)?;
    let other = args.other.as_ref();
    let other = other.map(|name| run_arg::find(&store, &scenario, name).map(|run| (name, run)));
    let other = other.transpose()?;
    let (mine_label, other_label) = (
        label(&args.run, &mine),
        other.as_ref().map(|(name, run)| label(name, run)),
    );
    let other_run = other.as_ref().map(|(_, run)| &run.replay);
    let mut spread = spread(&scenario, &mine.replay, other_run);
    let other_journal = other.as_ref().map(|(_, run)| &run.journal);
    let rows = &mut spread.comparison;
    rows.note_votes(&scenario, &mine.journal, other_journal);
    // A run without a code is reported without one.
    let code = run_code::write(&scenario, &mine.journal).ok();
    let report = RunReport::of(&RunSheet {
        sheet: Sheet {
            scenario: &scenario,
            spread: &spread,
            mine: &mine_label,
            other: other_label.as_ref(),
        },
        run: &mine.replay,
        seed: mine.journal.seed,
        code: code.as_deref(),
    });
    let made = match args.format {
        Page::Html => report::run_html(&report),
        Page::Json => format!("{:#}\n", report::run_json(&report)),
        Page::Text => {
            let width = Some(args.width).filter(|width| *width > 0);
            term::lines_as_text(&report::run_lines(&report), width)?
        }
    };
    match &args.out {
        None => out.write_all(made.as_bytes())?,
        Some(path) => {
            let existing = if args.force {
                Existing::Replace
            } else {
                Existing::Keep
            };
            store::hand_out(path, &made, existing)?;
        }
    }
    Ok(Exit::Ok)
}
