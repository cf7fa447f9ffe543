//! The run being played on the chart of its role, among the other runs that are kept.

use super::Session;
use crate::chart::{Chart, HistoryOnChart, Overlay, Run};
use crate::journal::{self, Replay};
use crate::playthrough::{HistoryShown, Options};

/// A role's chart and the runs on it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Charted {
    /// The chart.
    pub chart: Chart,
    /// The run in hand and the others that are kept.
    pub overlay: Overlay,
}

/// More runs than this are not laid on a chart: the latest are.
const MOST_RUNS: usize = 300;

impl Session {
    /// The chart of the role being played, with this run and every kept run of the role
    /// on it. What is recorded is shown as the player set it: all of it once the story is
    /// over. The runs are read anew each time.
    #[must_use]
    pub fn charted(&self, options: &Options) -> Charted {
        let chart = Chart::of(self.run.scenario(), self.run.replay().role);
        let overlay = self.overlay(&chart, options);
        Charted { chart, overlay }
    }

    fn overlay(&self, chart: &Chart, options: &Options) -> Overlay {
        let history = match options.history {
            _ if self.run.is_over() => HistoryOnChart::All,
            HistoryShown::AfterEach => HistoryOnChart::WhereDecided,
            HistoryShown::AtChapterEnd | HistoryShown::AtEnd => HistoryOnChart::Hidden,
        };
        let kept = self.kept_runs();
        let others: Vec<Run<'_>> = kept
            .iter()
            .map(|(name, replay, n_read)| Run {
                name,
                replay,
                n_read: *n_read,
            })
            .collect();
        let mine = Run {
            name: "this run",
            replay: self.run.replay(),
            n_read: self.run.journal().pages_turned,
        };
        Overlay::of(self.run.scenario(), chart, Some(mine), &others, history)
    }

    /// The other kept runs of the role, the latest first: what each is called, its
    /// decisions, and how many of their outcomes have been read.
    fn kept_runs(&self) -> Vec<(String, Replay, usize)> {
        let journal = self.run.journal();
        let (files, _) = self.store.runs();
        files
            .into_iter()
            .filter(|file| {
                Some(&file.id) != self.id.as_ref()
                    && file.journal.scenario == journal.scenario
                    && file.journal.role == journal.role
            })
            .take(MOST_RUNS)
            .filter_map(|file| {
                let replay = journal::replay(self.run.scenario(), &file.journal).ok()?;
                let name = match file.journal.name.as_str() {
                    "" => file.id.to_string(),
                    name => name.to_owned(),
                };
                Some((name, replay, file.journal.pages_turned))
            })
            .collect()
    }
}
