//! The runs kept, as lists show them: each with all that is known of it, in words.

use std::sync::Arc;

use super::found::lineage;
use crate::format::run_code;
use crate::model::Scenario;
use crate::playthrough::{Options, PageView, Playthrough};
use crate::store::{RunFile, RunId};

/// A kept run as it is listed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptRun {
    /// Its id.
    pub id: RunId,
    /// The name the player gave it; empty if none.
    pub name: String,
    /// Whether the player marked it.
    pub starred: bool,
    /// The role's name, or its written id if the scenario has no such role.
    pub role: String,
    /// When it was last saved: "2026-11-22 13:08", in UTC.
    pub saved: String,
    /// How many decisions it has.
    pub n_decisions: usize,
    /// Where it stands.
    pub stands: Stands,
    /// Which run it left, and where, in words.
    pub left: Option<String>,
    /// Its code; `None` if it has none in these scenes.
    pub code: Option<String>,
}

/// Where a kept run stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stands {
    /// It goes on; the date in the story.
    At(String),
    /// It is over; the ending's title.
    Over(String),
    /// The scenes have changed so that not all of it can be played; the date up to which.
    Changed(String),
    /// It cannot be played in these scenes; why.
    Foreign(String),
}

impl Stands {
    /// In words.
    #[must_use]
    pub fn told(&self) -> String {
        match self {
            Self::At(date) => date.clone(),
            Self::Over(ending) => format!("over: {ending}"),
            Self::Changed(date) => format!("{date}, the scenes have changed since"),
            Self::Foreign(reason) => reason.clone(),
        }
    }
}

/// One run of the list.
#[must_use]
pub fn kept_run(scenario: &Arc<Scenario>, file: &RunFile, runs: &[RunFile]) -> KeptRun {
    let journal = &file.journal;
    let role = scenario
        .role_by_key(&journal.role)
        .filter(|_| journal.scenario == scenario.key)
        .map_or(journal.role.clone(), |id| scenario[id].name.clone());
    KeptRun {
        id: file.id.clone(),
        name: journal.name.clone(),
        starred: journal.starred,
        role,
        saved: file
            .saved_at()
            .map_or(String::new(), |stamp| stamp.to_string()),
        n_decisions: journal.decisions.len(),
        stands: stands(scenario, file),
        left: lineage(file, runs),
        code: run_code::write(scenario, journal).ok(),
    }
}

fn stands(scenario: &Arc<Scenario>, file: &RunFile) -> Stands {
    let (run, stop) = match Playthrough::resume(Arc::clone(scenario), file.journal.clone()) {
        Ok(resumed) => resumed,
        Err(error) => return Stands::Foreign(error.to_string()),
    };
    let view = run.view(&Options::default());
    match view.page {
        _ if stop.is_some() => Stands::Changed(view.top.date),
        PageView::End(end) => Stands::Over(end.title),
        PageView::Scene(_) | PageView::After(_) => Stands::At(view.top.date),
    }
}
