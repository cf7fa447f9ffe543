//! A run being played and kept: every decision is saved before the next page is shown.
//!
//! Front ends that play hold a [`Session`]; it is the one place where a playthrough
//! meets the store. A save that fails is a notice, never a lost run: the game goes on,
//! and the next decision tries again.
//!
//! [`find_run`] and its neighbours are for runs that are not being played: named by id,
//! file or code, taken in, and listed. A [`Classroom`] is what a class has handed in.

mod charted;
mod classroom;
mod edited;
mod found;
mod kept;
mod reported;

use std::sync::Arc;

pub use charted::Charted;
pub use classroom::{ClassCounted, Classroom, HandIn, HandInError, kept_handed, named_handed};
pub use found::{
    FindError, FoundIn, FoundRun, ImportedRun, find_run, import, lineage, parent, parent_of,
};
pub use kept::{KeptRun, Stands, kept_run};
pub use reported::{Told, report_page, with_report};

use crate::journal::{Decision, ForeignJournal, Journal, ReplayStop};
use crate::model::{Readings, RoleId, Scenario, SceneId};
use crate::playthrough::{ActError, Action, Playthrough};
use crate::store::{RunFile, RunId, Store, StoreError, There};

/// A run, where it is kept, and whether that worked.
#[derive(Clone, Debug)]
pub struct Session {
    store: Store,
    run: Playthrough,
    /// `None` until something is worth saving.
    id: Option<RunId>,
    /// The decisions that are in its file, as far as this session knows.
    kept: Vec<Decision>,
    /// Whether the last save failed.
    unsaved: bool,
    notice: Option<String>,
    /// The run as it was before an edit of the scenes took the player back, with its file:
    /// the next edit may bring its decisions back.
    whole: Option<(Journal, Option<RunId>)>,
}

impl Session {
    /// A new run under these readings. Nothing is written before the first decision.
    #[must_use]
    pub fn begin(
        store: Store,
        scenario: Arc<Scenario>,
        role: RoleId,
        seed: u64,
        readings: &Readings,
    ) -> Self {
        let run = Playthrough::begin_under(scenario, role, seed, readings);
        Self::of(store, run)
    }

    /// A new run that begins in a scene of the role's recorded path, with history up to
    /// there; `None` if that path does not come to the scene. Nothing is written before a
    /// decision.
    #[must_use]
    pub fn begin_at(
        store: Store,
        scenario: Arc<Scenario>,
        (role, scene): (RoleId, SceneId),
        seed: u64,
        readings: &Readings,
    ) -> Option<Self> {
        let run = Playthrough::begin_at(scenario, role, scene, seed, readings)?;
        Some(Self::of(store, run))
    }

    /// A run of which nothing is kept yet.
    fn of(store: Store, run: Playthrough) -> Self {
        Self {
            store,
            run,
            id: None,
            kept: Vec::new(),
            unsaved: false,
            notice: None,
            whole: None,
        }
    }

    /// Another role's run, from a scene on its recorded path, with this run's seed; `None`
    /// if that path does not come to the scene. Nothing is written before a decision.
    #[must_use]
    pub fn other_side(&self, role: RoleId, scene: SceneId) -> Option<Self> {
        let scenario = Arc::clone(self.run.scenario());
        let seed = self.run.journal().seed;
        let run = Playthrough::begin_at(scenario, role, scene, seed, self.run.readings())?;
        Some(Self::of(self.store.clone(), run))
    }

    /// This run from its beginning under other readings; `None` once something has been
    /// decided in it, or if it has left another run.
    #[must_use]
    pub fn reread(&self, readings: &Readings) -> Option<Self> {
        let run = self.run.reread(readings)?;
        Some(Self::of(self.store.clone(), run))
    }

    /// A saved run. If the scenes have changed so that not all of it can be replayed, it
    /// goes on from the last decision that can as a new run, and the old one stays.
    ///
    /// # Errors
    ///
    /// If the run belongs to another scenario or role.
    pub fn resume(
        store: Store,
        scenario: Arc<Scenario>,
        file: RunFile,
    ) -> Result<Self, ForeignJournal> {
        let (run, stop) = Playthrough::resume(scenario, file.journal)?;
        let Some(stop) = stop else {
            return Ok(Self {
                id: Some(file.id),
                kept: run.journal().decisions.clone(),
                ..Self::of(store, run)
            });
        };
        let n_decisions = run.journal().decisions.len();
        let run = run.branch_at(n_decisions, Some(file.id.to_string()));
        Ok(Self {
            notice: Some(format!(
                "the scenes have changed since this run was played: {stop}. It goes on from the decision before; the old run is kept as {}",
                file.id
            )),
            ..Self::of(store, run)
        })
    }

    /// The run.
    #[must_use]
    pub fn run(&self) -> &Playthrough {
        &self.run
    }

    /// Where the run is kept.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The name of the run's file, once it has one.
    #[must_use]
    pub fn id(&self) -> Option<&RunId> {
        self.id.as_ref()
    }

    /// What the player should be told, once.
    pub fn take_notice(&mut self) -> Option<String> {
        self.notice.take()
    }

    /// Does what the player asked for, and saves. Votes begin no file of their own: those on
    /// the first decision are saved with it.
    ///
    /// # Errors
    ///
    /// If it cannot be done on this page. A save that fails is no error but a notice.
    pub fn act(&mut self, action: Action) -> Result<(), ActError> {
        self.run.act(action)?;
        self.whole = None;
        if self.id.is_some() || !action.is_vote() {
            self.save();
        }
        Ok(())
    }

    /// Goes back to where so many decisions were made. The run so far stays as it is; what
    /// is decided from here on is a run of its own.
    pub fn go_back(&mut self, n_decisions: usize) {
        let parent = self.leave();
        self.whole = None;
        self.run = self.run.branch_at(n_decisions, parent);
    }

    /// Makes the same decisions again, the first `n_decisions` of them, with other luck.
    /// The run so far stays as it is; this one is kept at once as a run of its own. If
    /// luck leads elsewhere on the way, a notice says where.
    pub fn new_luck(&mut self, n_decisions: usize, seed: u64) {
        let wanted = n_decisions.min(self.run.replay().steps.len());
        let parent = self.leave();
        let (run, stop) = self.run.with_luck(n_decisions, seed, parent);
        self.run = run;
        self.notice = stop.map(|stop| {
            let n_made = self.run.replay().steps.len();
            let elsewhere = elsewhere(self.run.scenario(), &stop);
            format!("with this luck {n_made} of the {wanted} decisions could be made: {elsewhere}")
        });
        if !self.run.journal().decisions.is_empty() {
            self.save();
        }
    }

    /// Gives the run a name; it is kept at once if the run is.
    pub fn rename(&mut self, name: &str) {
        self.run.rename(name);
        let name = name.to_owned();
        self.note(|journal| journal.rename(&name));
    }

    /// Marks the run; it is kept at once if the run is.
    pub fn star(&mut self) {
        self.run.star();
        self.note(|journal| journal.starred = true);
    }

    /// Takes the mark away; it is kept at once if the run is.
    pub fn unstar(&mut self) {
        self.run.unstar();
        self.note(|journal| journal.starred = false);
    }

    /// Takes over the name and the mark that were written into the run's file from a list.
    pub fn note_as(&mut self, file: &Journal) {
        self.run.note_as(file);
    }

    /// Writes a change of what is noted of the run into its file, if it has one.
    fn note(&mut self, change: impl FnOnce(&mut Journal)) {
        let Some(id) = self.id.as_ref().filter(|id| self.store.has_run(id)) else {
            return;
        };
        if let Err(error) = self.store.change_run(id, change) {
            self.notice = Some(format!("this is not kept: {error}{}", error.advice()));
        }
    }

    /// Lets go of the run's file; gives the name of the run that is left. A branch in
    /// which nothing was decided yet is no run, so it is the one before it that is left.
    fn leave(&mut self) -> Option<String> {
        self.save_what_is_left();
        let left = self.id.take().map(|id| id.to_string());
        left.or_else(|| {
            let (id, _) = self.run.journal().parent.as_ref()?;
            Some(id.clone())
        })
    }

    /// Whether the last attempt to save failed, and none has worked since.
    #[must_use]
    pub fn save_failed(&self) -> bool {
        self.unsaved
    }

    /// Whether all that was decided is on disk, as far as this session knows; tries once more
    /// if the last attempt failed. What to tell is a notice then.
    pub fn make_sure(&mut self) -> bool {
        !self.unsaved || self.save()
    }

    /// Saves now; tells whether it is on disk.
    pub fn save(&mut self) -> bool {
        let saved = self.write();
        self.unsaved = saved.is_err();
        match saved {
            Ok(()) => true,
            Err(error) => {
                self.notice = Some(format!(
                    "this run is not saved: {error}{}. You can play on: every decision tries again",
                    error.advice()
                ));
                false
            }
        }
    }

    /// A run that could not be saved would be lost when it is left; so one more try.
    fn save_what_is_left(&mut self) {
        if self.unsaved {
            self.save();
            self.unsaved = false;
        }
    }

    fn write(&mut self) -> Result<(), StoreError> {
        if let Some(id) = &self.id {
            // Or another game could go on with the run between the look and the saving.
            let _lock = self.store.lock_runs();
            let there = self.store.there(id, &self.kept, self.run.journal());
            // Its name and star may have been changed from a list meanwhile.
            if let There::This(file) = &there {
                self.run.note_as(file);
            }
            let journal = self.run.journal();
            if there != There::Another {
                self.store.save_run(id, journal)?;
                self.kept.clone_from(&journal.decisions);
                return Ok(());
            }
            self.notice = Some(format!(
                "another game has gone on with the run {id}; this one is kept as a run of its own"
            ));
        }
        let journal = self.run.journal();
        self.id = Some(self.store.save_new_run(journal)?);
        self.kept.clone_from(&journal.decisions);
        Ok(())
    }
}

/// Why a decision cannot be made with other luck, with the titles of the scenes.
fn elsewhere(scenario: &Scenario, stop: &ReplayStop) -> String {
    let title = |key: &str| {
        scenario
            .scene_by_key(key)
            .map_or(key.to_owned(), |id| scenario[id].title.clone())
    };
    match stop {
        ReplayStop::OtherScene {
            number,
            expected,
            found,
        } => format!(
            "decision {number} was made in “{}”, and luck leads to “{}” instead",
            title(expected),
            title(found)
        ),
        ReplayStop::NoSuchChoice { number, scene, .. }
        | ReplayStop::NotOpen { number, scene, .. } => {
            format!("decision {number} in “{}” is not open there", title(scene))
        }
        ReplayStop::AfterTheEnd { number } => {
            format!("the story is over before decision {number}")
        }
    }
}
