//! What every front end plays through: actions in, views out.
//!
//! A front end draws [`Playthrough::view`] and sends [`Action`]s; anything it cannot do
//! through these two is a missing action. Nothing here knows a screen, a file or a key.
//!
//! The pages of a run alternate: a scene to decide in, then what came of it, then the
//! next scene, and at last the end. Which page is open is part of the journal, so that
//! continuing another day opens the very page that was left.

mod chapters;
mod city;
mod log;
mod odds;
mod other_side;
mod page;
mod readings;
mod recap;
mod view;
mod votes;

use std::sync::{Arc, OnceLock};

pub use chapters::{
    ChapterStart, ClosingView, NoChapter, NoEntry, WORDS_A_MINUTE, chapter_entry, chapters,
};
pub use city::CityStop;
pub use log::{LogItem, LogKind};
pub use odds::{OddsAnswer, OddsQuestion, TableView};
pub use other_side::OtherSide;
pub use readings::{NoReading, QuestionView, ReadingView, choose_reading, questions};
pub use recap::{Recap, RecapChapter, RecapDecision};
pub use view::{
    AfterView, ChapterView, ChoiceView, DispatchView, EndView, GaugeView, HintLevel, HintView,
    HistoryShown, MovedSign, MovedView, Options, PageView, PictureView, RecordView, RecordedChoice,
    SceneView, SkyView, TopView, View,
};
pub use votes::{RoomChoice, RoomView};

use crate::journal::{
    self, Decision, ForeignJournal, Journal, MOST_ROUNDS, Position, Replay, ReplayStop,
};
use crate::model::{Readings, RoleId, Scenario, SceneId};
use crate::rules::{self, Luck, StepError};

/// One run, being played.
#[derive(Clone, Debug)]
pub struct Playthrough {
    scenario: Arc<Scenario>,
    journal: Journal,
    replay: Replay,
    /// Where history enters each chapter, once it has been asked; the same for every branch.
    chapter_starts: Arc<OnceLock<Vec<ChapterStart>>>,
}

/// What a player can do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// Take the choice at this position of the open scene.
    Choose(usize),
    /// Turn the page of an outcome.
    Continue,
    /// So many hands are up for the choice at this position of the open scene, in the count
    /// of the room that is going on.
    Hands(usize, u16),
    /// The room is counted once more, beside the counts before.
    CountAgain,
    /// The count that was begun last and in which no hand is up yet is given up.
    CountBack,
}

impl Action {
    /// Whether it only notes what a room thinks, and leaves the page and the run as they are.
    #[must_use]
    pub fn is_vote(self) -> bool {
        matches!(self, Self::Hands(..) | Self::CountAgain | Self::CountBack)
    }
}

/// Why an action did nothing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ActError {
    /// There is nothing to decide on this page.
    #[error("there is nothing to choose on this page")]
    NothingToChoose,
    /// There is nothing to turn on this page.
    #[error("this page waits for a choice")]
    NothingToTurn,
    /// The scene has no such choice.
    #[error("there is no choice {0} here")]
    NoSuchChoice(usize),
    /// The choice is locked; the reason in the fiction.
    #[error("{0}")]
    Locked(String),
    /// There is no count yet to begin another beside.
    #[error("count the hands once before they are counted again")]
    NothingCounted,
    /// The room was counted often enough.
    #[error("a decision has at most {} counts", MOST_ROUNDS)]
    CountedOften,
    /// Hands are up in the count, or there is none before it.
    #[error("this count is not empty, or there is none before it")]
    CountGoesOn,
    /// The scenario has a gap.
    #[error(transparent)]
    Gap(StepError),
}

impl Playthrough {
    /// A new run.
    ///
    /// ```
    /// use october::{format, playthrough::{Action, PageView, Options, Playthrough}, store};
    /// let scenario = format::load(&store::embedded_files("petrograd_1917")).scenario.unwrap();
    /// let scenario = std::sync::Arc::new(scenario);
    /// let role = scenario.role_by_key("red_guard").unwrap();
    /// let mut run = Playthrough::begin(scenario, role, 1917);
    /// run.act(Action::Choose(0)).unwrap();
    /// assert!(matches!(run.view(&Options::default()).page, PageView::After(_)));
    /// ```
    #[must_use]
    pub fn begin(scenario: Arc<Scenario>, role: RoleId, seed: u64) -> Self {
        Self::begin_under(scenario, role, seed, &Readings::default())
    }

    /// A new run in which disputed turning points are read in these ways.
    #[must_use]
    pub fn begin_under(
        scenario: Arc<Scenario>,
        role: RoleId,
        seed: u64,
        readings: &Readings,
    ) -> Self {
        let mut journal = Journal::of(&scenario, role, seed);
        journal.readings = readings.keys(&scenario);
        let replay = Replay::of(&scenario, role, readings);
        Self {
            scenario,
            journal,
            replay,
            chapter_starts: Arc::default(),
        }
    }

    /// A run of a role that begins in a scene of its recorded path, with history up to
    /// there; `None` if that path does not come to the scene.
    #[must_use]
    pub fn begin_at(
        scenario: Arc<Scenario>,
        role: RoleId,
        scene: SceneId,
        seed: u64,
        readings: &Readings,
    ) -> Option<Self> {
        if scene == scenario[role].start {
            return Some(Self::begin_under(scenario, role, seed, readings));
        }
        let replay = Replay::beginning_at(&scenario, role, scene, readings)?;
        let mut journal = Journal::of(&scenario, role, seed);
        journal.readings = readings.keys(&scenario);
        journal.begins = Some(scenario[scene].key.clone());
        Some(Self {
            scenario,
            journal,
            replay,
            chapter_starts: Arc::default(),
        })
    }

    /// This run from its beginning under other readings; `None` once something has been
    /// decided in it, or if it has left another run: a run keeps the readings it has.
    #[must_use]
    pub fn reread(&self, readings: &Readings) -> Option<Self> {
        if !self.journal.decisions.is_empty() || self.journal.parent.is_some() {
            return None;
        }
        let scenario = Arc::clone(&self.scenario);
        let (role, begin, seed) = (self.replay.role, self.replay.begin, self.journal.seed);
        let mut run = match self.journal.begins {
            Some(_) => Self::begin_at(scenario, role, begin, seed, readings)?,
            None => Self::begin_under(scenario, role, seed, readings),
        };
        run.journal.name.clone_from(&self.journal.name);
        Some(run)
    }

    /// A saved run, as far as its decisions still exist. If they do not all, the stop says
    /// why, and the run goes on from the last that does.
    ///
    /// # Errors
    ///
    /// If the journal belongs to another scenario or role.
    pub fn resume(
        scenario: Arc<Scenario>,
        mut journal: Journal,
    ) -> Result<(Self, Option<ReplayStop>), ForeignJournal> {
        let mut replay = journal::replay(&scenario, &journal)?;
        let stop = replay.stop.take();
        let n_played = replay.steps.len();
        if stop.is_some() {
            journal.decisions.truncate(n_played);
            journal.pages_turned = n_played;
        }
        journal.pages_turned = journal
            .pages_turned
            .clamp(n_played.saturating_sub(1), n_played);
        journal.content = scenario.content;
        // Votes on the decision at which the journal stopped went with it.
        journal.keep_votes(match replay.position() {
            Position::Scene(id) if stop.is_none() => Some(&scenario[id].key),
            _ => None,
        });
        let run = Self {
            scenario,
            journal,
            replay,
            chapter_starts: Arc::default(),
        };
        Ok((run, stop))
    }

    /// The scenario being played.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The run as it would be saved.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The run step by step.
    #[must_use]
    pub fn replay(&self) -> &Replay {
        &self.replay
    }

    /// How disputed turning points are read in this run.
    #[must_use]
    pub fn readings(&self) -> &Readings {
        self.replay.start.readings()
    }

    /// Whether the last outcome has still to be read to its end.
    #[must_use]
    pub fn on_outcome(&self) -> bool {
        self.journal.pages_turned < self.replay.steps.len()
    }

    /// Whether the role's story is over and its last outcome read.
    #[must_use]
    pub fn is_over(&self) -> bool {
        !self.on_outcome() && matches!(self.position(), Position::End(_))
    }

    /// Does what the player asked for.
    ///
    /// # Errors
    ///
    /// If it cannot be done on this page; nothing has changed then.
    pub fn act(&mut self, action: Action) -> Result<(), ActError> {
        match action {
            Action::Choose(index) => self.choose(index),
            Action::Continue => self.turn(),
            Action::Hands(index, hands) => self.raise(index, hands),
            Action::CountAgain => self.count_again(),
            Action::CountBack => self.count_back(),
        }
    }

    /// The run as it was after so many decisions, ready to go another way. It has the
    /// same luck everywhere else, and the caller says whose branch it is.
    #[must_use]
    pub fn branch_at(&self, n_decisions: usize, parent: Option<String>) -> Self {
        let n_decisions = n_decisions.min(self.replay.steps.len());
        let mut branch = self.clone();
        branch.replay.steps.truncate(n_decisions);
        branch.journal.decisions.truncate(n_decisions);
        branch.journal.keep_votes(None);
        branch.journal.pages_turned = n_decisions;
        branch.journal.name.clear();
        branch.journal.starred = false;
        branch.journal.parent = parent.map(|id| (id, n_decisions));
        branch
    }

    /// The same decisions with other luck: as many of the first `n_decisions` as that
    /// luck lets be made, and why not all of them, if so. The caller says whose branch it
    /// is, and where the seed comes from.
    #[must_use]
    pub fn with_luck(
        &self,
        n_decisions: usize,
        seed: u64,
        parent: Option<String>,
    ) -> (Self, Option<ReplayStop>) {
        let mut journal = self.branch_at(n_decisions, None).journal;
        journal.seed = seed;
        let Ok((mut run, stop)) = Self::resume(Arc::clone(&self.scenario), journal) else {
            // The run is of this very scenario and role, so this does not happen.
            return (self.branch_at(0, parent), None);
        };
        let n_played = run.replay.steps.len();
        run.journal.parent = parent.map(|id| (id, n_played));
        (run, stop)
    }

    /// Gives the run a name.
    pub fn rename(&mut self, name: &str) {
        self.journal.rename(name);
    }

    /// Marks the run.
    pub fn star(&mut self) {
        self.journal.starred = true;
    }

    /// Takes the mark away.
    pub fn unstar(&mut self) {
        self.journal.starred = false;
    }

    /// Takes over the name and the mark that the same run has in its file.
    pub(crate) fn note_as(&mut self, file: &Journal) {
        self.journal.name.clone_from(&file.name);
        self.journal.starred = file.starred;
    }

    fn position(&self) -> Position {
        self.replay.position()
    }

    fn choose(&mut self, index: usize) -> Result<(), ActError> {
        let Position::Scene(id) = self.position() else {
            return Err(ActError::NothingToChoose);
        };
        if self.on_outcome() {
            return Err(ActError::NothingToChoose);
        }
        let scenario = Arc::clone(&self.scenario);
        let scene = &scenario[id];
        let choice = scene
            .choices
            .get(index)
            .ok_or(ActError::NoSuchChoice(index + 1))?;
        if !rules::is_open(self.replay.state(), choice) {
            return Err(ActError::Locked(choice.locked.clone()));
        }
        let luck = Luck::Seed(self.journal.seed);
        self.replay
            .decide(&scenario, index, luck)
            .map_err(ActError::Gap)?;
        self.journal.decisions.push(Decision {
            scene: scene.key.clone(),
            choice: choice.key.clone(),
        });
        self.close_counts();
        Ok(())
    }

    fn turn(&mut self) -> Result<(), ActError> {
        if !self.on_outcome() {
            return Err(ActError::NothingToTurn);
        }
        self.journal.pages_turned = self.replay.steps.len();
        Ok(())
    }
}
