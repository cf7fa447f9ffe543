//! The game in progress as one resource.

use std::path::PathBuf;
use std::sync::Arc;

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

use super::beside::{Beside, Wanted};
use super::classroom::ClassShown;
use super::odds::{Odds, Waker};
use super::reporting::Reporting;
use crate::codex::Codex;
use crate::diagnostics::Brief;
use crate::format::run_code;
use crate::launch::WindowRequest;
use crate::model::{Readings, Scenario, TurningPointId};
use crate::playthrough::{HintLevel, OddsAnswer, OddsQuestion, PageView, Recap, View};
use crate::session::{Charted, KeptRun, Session, kept_run};
use crate::store::{RunFile, RunId, RunProblem, Settings, Store};

/// Everything the window shows.
#[derive(Resource)]
pub struct Current {
    /// Where runs and settings are kept; `None` if this system has no place for them.
    pub store: Option<Store>,
    /// What the player set.
    pub settings: Settings,
    /// The last good scenario.
    pub scenario: Option<Arc<Scenario>>,
    /// Whether it is the program's own, to which the poster belongs.
    pub has_poster: bool,
    /// The index of all it tells.
    pub codex: Option<Codex>,
    /// What was wrong with the last one read, rendered; empty if nothing.
    pub problems: String,
    /// The same in short, one by one.
    pub slips: Vec<Brief>,
    /// Files arrived and files expected.
    pub loading: (usize, usize),
    /// The run being played.
    pub session: Option<Session>,
    /// Its open page.
    pub view: Option<View>,
    /// What lies behind it, until it has been read.
    pub recap: Option<Recap>,
    /// The runs played since the window was opened: nobody has to be reminded of them.
    pub(super) sitting: Vec<RunId>,
    /// The finished run beside history and another run.
    pub beside: Option<Beside>,
    /// Which other run.
    pub(super) wanted: Wanted,
    /// The chart of its role, from when it was asked for until the run goes on.
    pub charted: Option<Charted>,
    /// The run to go on with: the latest that is not over.
    pub unfinished: Option<RunFile>,
    /// Every run kept, the latest first.
    pub runs: Vec<RunFile>,
    /// The same as they are listed; read when the list is opened.
    pub kept: Vec<KeptRun>,
    /// The code of the run being played, once it is over.
    pub code: Option<String>,
    /// Files among the runs that are none.
    pub run_problems: Vec<RunProblem>,
    /// How disputed questions are read in the next run that is begun.
    pub readings: Readings,
    /// What the model says of the run.
    pub odds: Odds,
    /// The class that handed in its runs.
    pub class: ClassShown,
    /// The folder reports are written into, if the player says nothing else.
    pub report_folder: PathBuf,
    /// Reports being written.
    pub(super) reporting: Reporting,
    /// What the player should be told.
    pub notice: Option<String>,
    /// The role to begin with, and the seed, if the command line named them.
    pub(super) request: WindowRequest,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, let_odds_wake_the_window)
        .add_systems(Update, take_in_odds);
}

/// A finished thread does not wake the event loop by itself. If the loop is gone, so is
/// the window.
fn let_odds_wake_the_window(
    proxy: Option<Res<EventLoopProxyWrapper>>,
    mut current: ResMut<Current>,
) {
    if let Some(proxy) = proxy {
        let proxy = (**proxy).clone();
        let wake: Waker = Arc::new(move || {
            let _ = proxy.send_event(WinitUserEvent::WakeUp);
        });
        current.odds.wake_with(Arc::clone(&wake));
        current.reporting.wake_with(Arc::clone(&wake));
        current.class.wake_with(wake);
    }
}

fn take_in_odds(mut current: ResMut<Current>, mut redraw: MessageWriter<RequestRedraw>) {
    let current = current.bypass_change_detection();
    if let Some(told) = current.reporting.take_in() {
        current.notice = Some(told);
        redraw.write(RequestRedraw);
    }
    if current.odds.take_in() {
        current.note_odds();
        redraw.write(RequestRedraw);
    }
    if current.class.take_in() {
        redraw.write(RequestRedraw);
    }
}

impl Current {
    /// Nothing read yet but the settings and the runs.
    #[must_use]
    pub fn of(request: WindowRequest) -> Self {
        let (store, notice) = match Store::open(request.data_dir.as_deref()) {
            Ok(store) => (Some(store), None),
            Err(error) => (None, Some(format!("nothing will be saved: {error}"))),
        };
        let (settings, settings_notice) = store
            .as_ref()
            .map_or((Settings::default(), None), Store::settings);
        let report_folder = store.as_ref().map(Store::report_folder).unwrap_or_default();
        let mut current = Self {
            store,
            settings,
            scenario: None,
            has_poster: true,
            codex: None,
            problems: String::new(),
            slips: Vec::new(),
            loading: (0, 0),
            session: None,
            view: None,
            recap: None,
            sitting: Vec::new(),
            beside: None,
            wanted: Wanted::default(),
            charted: None,
            unfinished: None,
            runs: Vec::new(),
            kept: Vec::new(),
            code: None,
            run_problems: Vec::new(),
            readings: Readings::default(),
            odds: Odds::default(),
            class: ClassShown::default(),
            report_folder,
            reporting: Reporting::default(),
            notice: notice.or(settings_notice),
            request,
        };
        current.read_runs();
        current
    }

    /// Where developers want to read what is wrong with the screens' text.
    #[must_use]
    pub fn audit(&self) -> Option<&std::path::Path> {
        self.request.audit.as_deref()
    }

    /// Whether the window was asked to begin anew, and was not told with which role.
    #[must_use]
    pub fn begins_fresh(&self) -> bool {
        self.request.fresh
    }

    /// Switches motion off, unless the player has decided about it.
    pub(super) fn hold_still_at_first(&mut self) {
        if !self.settings.motion_chosen {
            self.settings.motion = false;
        }
    }

    pub(super) fn read_runs(&mut self) {
        let Some(store) = &self.store else {
            return;
        };
        let (runs, problems) = store.runs();
        if let Some(problem) = problems.first() {
            self.notice = Some(problem.message.clone());
        }
        self.runs = runs;
        self.run_problems = problems;
        self.beside = None;
        self.find_unfinished();
    }

    /// What can be said of each kept run takes playing it, so it is done for the list alone.
    pub(super) fn list_runs(&mut self) {
        self.read_runs();
        self.kept = match &self.scenario {
            Some(scenario) => {
                let runs = self.runs.iter();
                runs.map(|run| kept_run(scenario, run, &self.runs))
                    .collect()
            }
            None => Vec::new(),
        };
    }

    pub(super) fn find_unfinished(&mut self) {
        let Some(scenario) = &self.scenario else {
            return;
        };
        let found = self.runs.iter().find(|run| is_unfinished(scenario, run));
        self.unfinished = found.cloned();
    }

    pub(super) fn show(&mut self) {
        let options = self.settings.options;
        self.view = self
            .session
            .as_ref()
            .map(|session| session.run().view(&options));
        self.note_sitting();
        self.lay_beside();
        self.note_odds();
        self.ask_what_is_shown();
        self.charted = None;
        self.code = self
            .session
            .as_ref()
            .filter(|session| session.run().is_over())
            .and_then(|session| {
                let run = session.run();
                run_code::write(run.scenario(), run.journal()).ok()
            });
        if let Some(notice) = self.session.as_mut().and_then(Session::take_notice) {
            self.notice = Some(notice);
        }
    }

    /// Asks the model what the open page will show of it.
    fn ask_what_is_shown(&mut self) {
        let question = match self.view.as_ref().map(|view| &view.page) {
            Some(PageView::Scene(_)) if self.settings.options.hints == HintLevel::Odds => {
                OddsQuestion::Ahead
            }
            Some(PageView::End(_)) => OddsQuestion::Table,
            _ => return,
        };
        self.ask_model(question);
    }

    /// The comparison tells how likely each answer was, once that is known.
    fn note_odds(&mut self) {
        if let (Some(beside), Some(session)) = (&mut self.beside, &self.session)
            && let Some(OddsAnswer::Table(table)) =
                self.odds.answer(session.run(), OddsQuestion::Table)
        {
            beside.note_odds(&table.odds);
        }
    }

    pub(super) fn ask_model(&mut self, question: OddsQuestion) {
        if let Some(session) = &self.session {
            self.odds.ask(session.run(), question);
        }
    }

    /// Lays a finished run beside history and another run, unless it lies there already.
    pub(super) fn lay_beside(&mut self) {
        let Some(session) = self.session.as_ref().filter(|it| it.run().is_over()) else {
            self.beside = None;
            return;
        };
        let wanted = &self.wanted;
        let there = self.beside.as_ref();
        if there.is_some_and(|beside| beside.is_of(session, wanted)) {
            return;
        }
        // Runs may have been left since the list was read; what is wrong with others of
        // them is told where they are listed.
        if let Some(store) = &self.store {
            self.runs = store.runs().0;
        }
        self.beside = Some(Beside::of(session, &self.runs, wanted));
    }

    pub(super) fn read(&mut self, id: TurningPointId, reading: usize) {
        if let Some(scenario) = &self.scenario {
            self.readings.choose(scenario, id, reading);
        }
    }

    /// The chart reads every kept run, so it is made when it is looked at, once.
    pub(super) fn chart(&mut self) {
        if self.charted.is_none() {
            let options = self.settings.options;
            let session = self.session.as_ref();
            self.charted = session.map(|session| session.charted(&options));
        }
    }

    pub(super) fn set(&mut self, settings: Settings) {
        if let Some(Err(error)) = self
            .store
            .as_ref()
            .map(|store| store.save_settings(&settings))
        {
            self.notice = Some(error.to_string());
        }
        let before = std::mem::replace(&mut self.settings, settings);
        // Nothing on the page depends on which hints were shown.
        let rest = Settings {
            tips: self.settings.tips.clone(),
            ..before
        };
        if rest != self.settings {
            self.show();
        }
    }
}

/// Whether a run can be gone on with: every decision made, the last page not read.
fn is_unfinished(scenario: &Arc<Scenario>, run: &RunFile) -> bool {
    crate::playthrough::Playthrough::resume(Arc::clone(scenario), run.journal.clone())
        .is_ok_and(|(run, _)| !run.is_over())
}
