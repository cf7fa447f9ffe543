//! The game in progress as one resource, and the one place that acts on what was asked.

use std::sync::Arc;

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

use super::action::UiAction;
use super::beside::{Beside, Wanted};
use super::odds::Odds;
use super::screen::Screen;
use crate::diagnostics::{Diagnostic, Style, render_all};
use crate::format::{self, SourceFile, run_code};
use crate::launch::{WindowRequest, random_seed};
use crate::model::{Readings, RoleId, Scenario, SceneId, TurningPointId};
use crate::playthrough::{HintLevel, OddsAnswer, OddsQuestion, PageView, View, choose_reading};
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
    /// What was wrong with the last one read, rendered; empty if nothing.
    pub problems: String,
    /// Files arrived and files expected.
    pub loading: (usize, usize),
    /// The run being played.
    pub session: Option<Session>,
    /// Its open page.
    pub view: Option<View>,
    /// The finished run beside history and another run.
    pub beside: Option<Beside>,
    /// Which other run.
    wanted: Wanted,
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
    /// What the player should be told.
    pub notice: Option<String>,
    /// The role to begin with, and the seed, if the command line named them.
    request: WindowRequest,
}

/// A request on its way from a screen to [`apply_actions`].
#[derive(Message, Clone, Debug)]
pub struct Ask(pub UiAction);

/// Acting on what was asked.
#[derive(SystemSet, Clone, PartialEq, Eq, Hash, Debug)]
pub struct ActionSystems;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Ask>()
        .add_systems(Startup, let_odds_wake_the_window)
        .add_systems(Update, take_in_odds)
        .add_systems(PostUpdate, apply_actions.in_set(ActionSystems));
}

/// A finished thread does not wake the event loop by itself. If the loop is gone, so is
/// the window.
fn let_odds_wake_the_window(
    proxy: Option<Res<EventLoopProxyWrapper>>,
    mut current: ResMut<Current>,
) {
    if let Some(proxy) = proxy {
        let proxy = (**proxy).clone();
        current.odds.wake_with(Arc::new(move || {
            let _ = proxy.send_event(WinitUserEvent::WakeUp);
        }));
    }
}

fn take_in_odds(mut current: ResMut<Current>, mut redraw: MessageWriter<RequestRedraw>) {
    let current = current.bypass_change_detection();
    if current.odds.take_in() {
        current.note_odds();
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
        let mut current = Self {
            store,
            settings,
            scenario: None,
            problems: String::new(),
            loading: (0, 0),
            session: None,
            view: None,
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

    fn read_runs(&mut self) {
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

    fn find_unfinished(&mut self) {
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

    fn ask_model(&mut self, question: OddsQuestion) {
        if let Some(session) = &self.session {
            self.odds.ask(session.run(), question);
        }
    }

    /// Lays a finished run beside history and another run, unless it lies there already.
    fn lay_beside(&mut self) {
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

    fn begin(&mut self, role: RoleId) -> bool {
        let (Some(store), Some(scenario)) = (&self.store, &self.scenario) else {
            return false;
        };
        let seed = self.request.seed.unwrap_or_else(random_seed);
        self.session = Some(Session::begin(
            store.clone(),
            Arc::clone(scenario),
            role,
            seed,
            &self.readings,
        ));
        self.show();
        true
    }

    fn other_side(&mut self, role: RoleId, scene: SceneId) {
        let entered = self
            .session
            .as_ref()
            .and_then(|session| session.other_side(role, scene));
        if let Some(session) = entered {
            self.session = Some(session);
            self.show();
        }
    }

    fn read(&mut self, id: TurningPointId, reading: usize) {
        if let Some(scenario) = &self.scenario {
            self.readings.choose(scenario, id, reading);
        }
    }

    /// The readings chosen so far, as far as edited scenes still have them.
    fn carry_readings(&self, scenario: &Scenario) -> Readings {
        let keys = match &self.scenario {
            Some(before) => self.readings.keys(before),
            None => self.request.readings.clone(),
        };
        let mut readings = Readings::default();
        for (question, reading) in keys {
            // What is gone is read in the first way again.
            let _ = choose_reading(scenario, &mut readings, &question, &reading);
        }
        readings
    }

    /// The chart reads every kept run, so it is made when it is looked at, once.
    fn chart(&mut self) {
        if self.charted.is_none() {
            let options = self.settings.options;
            let session = self.session.as_ref();
            self.charted = session.map(|session| session.charted(&options));
        }
    }

    fn resume(&mut self, id: &RunId) -> bool {
        let (Some(store), Some(scenario)) = (self.store.clone(), self.scenario.clone()) else {
            return false;
        };
        let opened = store
            .run(id)
            .map_err(|problem| problem.message)
            .and_then(|file| {
                Session::resume(store, scenario, file).map_err(|error| error.to_string())
            });
        match opened {
            Ok(session) => {
                self.session = Some(session);
                self.show();
                true
            }
            Err(message) => {
                self.notice = Some(message);
                false
            }
        }
    }

    fn set(&mut self, settings: Settings) {
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

/// Takes files that were read: plays the scenario they make, or keeps the last good one.
pub(super) fn scenario_read(current: &mut Current, files: Vec<SourceFile>) {
    let loaded = format::load(&files);
    let errors: Vec<Diagnostic> = loaded
        .diagnostics
        .into_iter()
        .filter(Diagnostic::is_error)
        .collect();
    let text_of = |path: &str| {
        files
            .iter()
            .find(|file| file.path == path)
            .and_then(|file| file.text.as_deref().ok())
    };
    current.problems = render_all(&errors, &text_of, Style::Plain);
    let Some(scenario) = loaded.scenario.map(Arc::new) else {
        if current.scenario.is_some() {
            current.notice = Some(format!(
                "the edited scenes have {} problems; the last good version plays on",
                errors.len()
            ));
        }
        return;
    };
    if let Some(session) = &mut current.session
        && let Err(error) = session.reload(Arc::clone(&scenario))
    {
        current.notice = Some(format!(
            "the edited scenes cannot take this run over: {error}"
        ));
        return;
    }
    current.odds.forget();
    let first = current.scenario.is_none();
    current.readings = current.carry_readings(&scenario);
    current.scenario = Some(scenario);
    current.find_unfinished();
    if first {
        begin_as_requested(current);
    }
    current.show();
}

fn begin_as_requested(current: &mut Current) {
    let Some(role) = current.request.role.clone() else {
        return;
    };
    let id = current
        .scenario
        .as_ref()
        .and_then(|scenario| scenario.role_by_key(&role));
    match id {
        Some(id) => {
            current.begin(id);
        }
        None => current.notice = Some(format!("there is no role `{role}` in these scenes")),
    }
}

/// Acts on everything asked for since the last frame, in order.
fn apply_actions(
    mut asked: MessageReader<Ask>,
    mut current: ResMut<Current>,
    mut next: ResMut<NextState<Screen>>,
    mut exit: MessageWriter<AppExit>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    for Ask(action) in asked.read() {
        // The frame that asked has been drawn already; what changed needs one more.
        redraw.write(RequestRedraw);
        match action {
            UiAction::Open(screen) => open(&mut current, *screen, &mut next),
            UiAction::Play(action) => play(&mut current, *action),
            UiAction::Begin(role) => {
                if current.begin(*role) {
                    next.set(Screen::Play);
                }
            }
            UiAction::Read(id, reading) => current.read(*id, *reading),
            UiAction::Resume(id) => {
                if current.resume(id) {
                    next.set(Screen::Play);
                }
            }
            UiAction::Delete(id) => current.delete(id),
            UiAction::Rename(id, name) => current.note(id, |journal| journal.rename(name)),
            UiAction::Star(id) => {
                current.note(id, |journal| journal.starred = !journal.starred);
            }
            UiAction::Export(id, path) => current.export(id, path),
            UiAction::Import(text) => current.import(text),
            UiAction::NewLuck(n_decisions) => current.new_luck(*n_decisions),
            // The clipboard is egui's, so `app` has done it.
            UiAction::Copy(_) => {}
            UiAction::GoBack(n_decisions) => {
                if let Some(session) = &mut current.session {
                    session.go_back(*n_decisions);
                }
                current.show();
            }
            UiAction::OtherSide(role, scene) => current.other_side(*role, *scene),
            UiAction::AskModel(question) => current.ask_model(*question),
            UiAction::Chart => current.chart(),
            UiAction::Set(settings) => current.set(settings.clone()),
            UiAction::SetBeside(id) => {
                current.wanted = id.clone().map_or(Wanted::Nobody, Wanted::Run);
                current.lay_beside();
            }
            UiAction::Dismiss => current.notice = None,
            UiAction::Quit => {
                exit.write(AppExit::Success);
            }
        }
    }
}

fn open(current: &mut Current, screen: Screen, next: &mut NextState<Screen>) {
    match screen {
        Screen::Title => current.read_runs(),
        Screen::Runs => current.list_runs(),
        _ => {}
    }
    next.set(screen);
}

fn play(current: &mut Current, action: crate::playthrough::Action) {
    if let Some(session) = &mut current.session
        && let Err(error) = session.act(action)
    {
        current.notice = Some(error.to_string());
    }
    current.show();
}
