//! `october graph`: the chart of a role, for Graphviz, for Mermaid, or in words.

use std::io::Write;

use super::args::{GraphArgs, GraphFormat};
use super::error::CliError;
use super::exit::Exit;
use super::{run_arg, scenes};
use crate::chart::{Chart, HistoryOnChart, Overlay, Run, UnseenNames, dot, mermaid, outline};
use crate::journal::Replay;
use crate::model::{RoleId, Scenario};
use crate::store::Store;

/// Writes the chart.
pub(super) fn run(args: &GraphArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let (_, scenario) = scenes::playable(args.scenes.as_deref())?;
    let role = scenes::role(&scenario, &args.role)?;
    let ridden = match &args.run {
        Some(name) => Some((name.as_str(), ridden(&scenario, role, args, name)?)),
        None => None,
    };
    let mine = ridden.as_ref().map(|(name, (replay, n_read))| Run {
        name,
        replay,
        n_read: *n_read,
    });
    let chart = Chart::of(&scenario, role);
    let overlay = Overlay::of(&scenario, &chart, mine, &[], HistoryOnChart::All);
    match args.format {
        GraphFormat::Dot => out.write_all(dot(&scenario, &chart, &overlay).as_bytes())?,
        GraphFormat::Mermaid => out.write_all(mermaid(&scenario, &chart, &overlay).as_bytes())?,
        GraphFormat::Text => text(out, &scenario, &chart, &overlay)?,
    }
    Ok(Exit::Ok)
}

/// A run of the role, and how many of its pages have been turned.
fn ridden(
    scenario: &Scenario,
    role: RoleId,
    args: &GraphArgs,
    name: &str,
) -> Result<(Replay, usize), CliError> {
    let store = Store::open(args.data_dir.as_deref())?;
    let found = run_arg::find(&store, scenario, name)?;
    if found.replay.role != role {
        let (of, wanted) = (&found.journal.role, &scenario[role].key);
        return Err(CliError::Run(format!(
            "the run {name} is a run of `{of}`, not of `{wanted}`"
        )));
    }
    Ok((found.replay, found.journal.pages_turned))
}

/// With every name: whoever asks for a graph is not playing.
fn text(
    out: &mut dyn Write,
    scenario: &Scenario,
    chart: &Chart,
    overlay: &Overlay,
) -> Result<(), CliError> {
    writeln!(out, "{}: {}", scenario.title, scenario[chart.role].name)?;
    for chapter in outline(scenario, chart, overlay, UnseenNames::Shown) {
        writeln!(out, "\n{}, {}", chapter.heading, chapter.span)?;
        for station in chapter.stations {
            let number = station.station + 1;
            let line = format!("  {number}. {}. {}", station.name, station.about);
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}
