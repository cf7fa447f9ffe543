//! The report of a run, put together for whoever writes it down.

use std::sync::Arc;

use crate::compare::spread;
use crate::format::run_code;
use crate::journal::{self, ForeignJournal, Journal, Replay};
use crate::model::Scenario;
use crate::report::{self, RunLabel, RunReport, RunSheet, Sheet};

/// A run to report on.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// What was decided.
    pub journal: &'a Journal,
    /// The same, played.
    pub replay: &'a Replay,
    /// What the run is called.
    pub label: &'a RunLabel,
}

/// Puts the report of a run together, beside another if there is one, and hands it to
/// `write`. A run without a code is reported without one.
pub fn with_report<R>(
    scenario: &Scenario,
    mine: Told<'_>,
    other: Option<Told<'_>>,
    write: impl FnOnce(&RunReport<'_>) -> R,
) -> R {
    let mut spread = spread(scenario, mine.replay, other.map(|other| other.replay));
    let other_journal = other.map(|other| other.journal);
    let rows = &mut spread.comparison;
    rows.note_votes(scenario, mine.journal, other_journal);
    let code = run_code::write(scenario, mine.journal).ok();
    write(&RunReport::of(&RunSheet {
        sheet: Sheet {
            scenario,
            spread: &spread,
            mine: mine.label,
            other: other.map(|other| other.label),
        },
        run: mine.replay,
        seed: mine.journal.seed,
        code: code.as_deref(),
    }))
}

/// The report of a run as a page for the browser and for print.
///
/// # Errors
///
/// If the run belongs to other scenes.
pub fn report_page(
    scenario: &Arc<Scenario>,
    journal: &Journal,
    called: &str,
) -> Result<String, ForeignJournal> {
    let label = RunLabel {
        id: called.to_owned(),
        name: journal.name.clone(),
        role: journal.role.clone(),
    };
    let told = Told {
        journal,
        replay: &journal::replay(scenario, journal)?,
        label: &label,
    };
    Ok(with_report(scenario, told, None, report::run_html))
}
