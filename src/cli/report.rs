//! `october report`: what was decided in a run, how it came out beside history, where that is
//! known from, and what to talk about.

use std::io::Write;

use super::args::{Page, ReportArgs};
use super::compare::label;
use super::error::CliError;
use super::exit::Exit;
use super::{run_arg, scenes};
use crate::report;
use crate::session::{Told, with_report};
use crate::store::Store;
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
    let told = Told {
        journal: &mine.journal,
        replay: &mine.replay,
        label: &mine_label,
    };
    let beside = other.as_ref().zip(other_label.as_ref());
    let beside = beside.map(|((_, run), label)| Told {
        journal: &run.journal,
        replay: &run.replay,
        label,
    });
    let made = with_report(&scenario, told, beside, |report| match args.format {
        Page::Html => Ok(report::run_html(report)),
        Page::Json => Ok(format!("{:#}\n", report::run_json(report))),
        Page::Text => {
            let width = args.written.columns();
            term::lines_as_text(&report::run_lines(report), width)
        }
    })?;
    args.written.hand_out(&made, out)?;
    Ok(Exit::Ok)
}
