//! A stage for one screen: what it reads, what it remembers, and what it asked for.

use std::sync::{Arc, LazyLock};

use bevy_egui::egui;
use egui::accesskit::Role;
use egui::{Key, Rect, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};

use super::picture::Textures;
use crate::codex::Codex;
use crate::diagnostics::Brief;
use crate::format::{self, run_code};
use crate::gui::action::Asked;
use crate::gui::audit::{Finding, Pass, findings, texts};
use crate::gui::beside::{Beside, Wanted};
use crate::gui::classroom::{ClassAsk, ClassShown};
use crate::gui::odds::Odds;
use crate::gui::screen::Screen;
use crate::gui::screens::{self, Local, Shown};
use crate::gui::theme::{self, Theme};
use crate::model::{Readings, Scenario};
use crate::playthrough::{Action, OddsQuestion, PageView, Recap, SceneView, View, chapter_entry};
use crate::session::{Charted, KeptRun, Session, kept_run};
use crate::store::{RunFile, Settings, Store, Tip, Tips, embedded_files};

pub(super) type Play = Harness<'static, Stage>;

/// The size everything is designed for.
pub(super) const DESIGN: Vec2 = vec2(1280.0, 720.0);

static SCENARIO: LazyLock<Arc<Scenario>> = LazyLock::new(|| {
    let loaded = format::load(&embedded_files("petrograd_1917"));
    Arc::new(loaded.scenario.unwrap())
});

static CODEX: LazyLock<Codex> = LazyLock::new(|| Codex::of(Arc::clone(&SCENARIO)));

pub(super) struct Stage {
    pub(super) settings: Settings,
    pub(super) screen: Screen,
    pub(super) session: Option<Session>,
    pub(super) view: Option<View>,
    pub(super) recap: Option<Recap>,
    pub(super) beside: Option<Beside>,
    pub(super) charted: Option<Charted>,
    pub(super) unfinished: Option<RunFile>,
    pub(super) runs: Vec<RunFile>,
    pub(super) readings: Readings,
    pub(super) kept: Vec<KeptRun>,
    pub(super) code: Option<String>,
    pub(super) has_poster: bool,
    pub(super) problems: String,
    pub(super) slips: Vec<Brief>,
    pub(super) loading: (usize, usize),
    pub(super) odds: Odds,
    pub(super) class: ClassShown,
    pub(super) notice: Option<String>,
    pub(super) asked: Asked,
    pub(super) textures: Textures,
    local: Local,
    folder: tempfile::TempDir,
}

impl Stage {
    /// Nothing played yet, and nothing moves.
    pub(super) fn of(screen: Screen) -> Self {
        Self {
            settings: Settings {
                motion: false,
                // Hints have tests of their own.
                tips: Tips {
                    seen: Tip::ALL.into(),
                    ..Tips::default()
                },
                ..Settings::default()
            },
            screen,
            session: None,
            view: None,
            recap: None,
            beside: None,
            charted: None,
            unfinished: None,
            runs: Vec::new(),
            readings: Readings::default(),
            kept: Vec::new(),
            code: None,
            has_poster: true,
            problems: String::new(),
            slips: Vec::new(),
            loading: (0, 0),
            odds: Odds::default(),
            class: ClassShown::default(),
            notice: None,
            asked: Vec::new(),
            textures: Textures::default(),
            local: Local::default(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// The first page of a run, before the chapter's opening is read.
    pub(super) fn playing(seed: u64) -> Self {
        let mut stage = Self::of(Screen::Play);
        let role = SCENARIO.role_by_key("red_guard").unwrap();
        let store = stage.store();
        stage.session = Some(Session::begin(
            store,
            Arc::clone(&SCENARIO),
            role,
            seed,
            &Readings::default(),
        ));
        stage.show();
        stage
    }

    /// The same after so many pages, taking the last open choice on each.
    pub(super) fn playing_on(seed: u64, n_pages: usize) -> Self {
        let mut stage = Self::playing(seed);
        for _ in 0..n_pages {
            match stage.page() {
                PageView::Scene(scene) => {
                    let mut choices = scene.choices.iter();
                    let open = choices.rposition(|choice| choice.locked.is_none());
                    stage.act(Action::Choose(open.unwrap()));
                }
                PageView::After(_) => stage.act(Action::Continue),
                PageView::End(_) => break,
            }
        }
        stage
    }

    /// The first page of a run that begins with a chapter.
    pub(super) fn beginning_with(chapter: &str) -> Self {
        let mut stage = Self::of(Screen::Play);
        let role = SCENARIO.role_by_key("red_guard").unwrap();
        let readings = Readings::default();
        let scene = chapter_entry(&SCENARIO, role, &readings, chapter).unwrap();
        let at = (role, scene);
        stage.session = Session::begin_at(stage.store(), Arc::clone(&SCENARIO), at, 7, &readings);
        stage.show();
        stage
    }

    /// The same with what lies behind it to be read first.
    pub(super) fn recalled(mut self) -> Self {
        self.recap = self.session.as_ref().unwrap().run().recap();
        assert!(self.recap.is_some());
        self
    }

    /// The first page of this kind in some run, found by taking one choice after another.
    #[track_caller]
    pub(super) fn where_page(found: impl Fn(&View) -> bool) -> Self {
        for seed in 0..60 {
            let mut stage = Self::playing(seed);
            for step in 0.. {
                match stage.page() {
                    _ if found(stage.view.as_ref().unwrap()) => return stage,
                    PageView::Scene(scene) => {
                        let open: Vec<usize> = (0..scene.choices.len())
                            .filter(|index| scene.choices[*index].locked.is_none())
                            .collect();
                        let pick = open[(step + usize::try_from(seed).unwrap()) % open.len()];
                        stage.act(Action::Choose(pick));
                    }
                    PageView::After(_) => stage.act(Action::Continue),
                    PageView::End(_) => break,
                }
            }
        }
        panic!("no run comes to such a page");
    }

    /// Asks the model, and waits for what it says.
    pub(super) fn ask_model(&mut self, question: OddsQuestion) {
        let run = self.session.as_ref().unwrap().run().clone();
        self.odds.ask(&run, question);
        for _ in 0..100_000_000 {
            if self.odds.take_in() {
                return;
            }
            std::thread::yield_now();
        }
        panic!("the model does not answer");
    }

    /// The end of a run.
    pub(super) fn at_end() -> Self {
        Self::where_page(|view| matches!(view.page, PageView::End(_)))
    }

    /// A title or list of runs where one run is kept.
    pub(super) fn with_a_run(screen: Screen) -> Self {
        let mut stage = Self::playing(7);
        stage.act(Action::Choose(0));
        let (runs, problems) = stage.store().runs();
        assert!(problems.is_empty());
        stage.unfinished = runs.first().cloned();
        stage.runs = runs;
        stage.list();
        stage.session = None;
        stage.view = None;
        stage.screen = screen;
        stage
    }

    /// Has the class handed in, and waits until it is counted.
    #[track_caller]
    pub(super) fn asks_class(&mut self, ask: &ClassAsk) {
        let store = self.store();
        self.class.act(ask, &SCENARIO, Some(&store));
        for _ in 0..100_000_000 {
            self.class.take_in();
            if !self.class.is_working() {
                return;
            }
            std::thread::yield_now();
        }
        panic!("the class is never counted");
    }

    pub(super) fn store(&self) -> Store {
        Store::open(Some(self.folder.path())).unwrap()
    }

    pub(super) fn scenario() -> &'static Arc<Scenario> {
        &SCENARIO
    }

    pub(super) fn page(&self) -> &PageView {
        &self.view.as_ref().unwrap().page
    }

    #[track_caller]
    pub(super) fn scene(&self) -> &SceneView {
        match self.page() {
            PageView::Scene(scene) => scene,
            other => panic!("{other:?}"),
        }
    }

    /// Does what `bridge` would.
    #[track_caller]
    pub(super) fn act(&mut self, action: Action) {
        self.session.as_mut().unwrap().act(action).unwrap();
        self.show();
    }

    /// What `bridge` makes of the runs for the list.
    pub(super) fn list(&mut self) {
        let runs = self.runs.iter();
        self.kept = runs
            .map(|run| kept_run(&SCENARIO, run, &self.runs))
            .collect();
    }

    /// When the window has to be drawn again though nothing happens.
    pub(super) fn wakes_in(&self) -> Option<std::time::Duration> {
        self.local.wakes_in()
    }

    fn show(&mut self) {
        let options = self.settings.options;
        let session = self.session.as_ref();
        self.view = session.map(|session| session.run().view(&options));
        self.beside = session
            .filter(|session| session.run().is_over())
            .map(|session| Beside::of(session, &self.runs, &Wanted::default()));
        self.code = session
            .filter(|session| session.run().is_over())
            .and_then(|session| run_code::write(&SCENARIO, session.run().journal()).ok());
    }

    /// Does what `bridge` would when another run is chosen.
    pub(super) fn lay_beside(&mut self, wanted: &Wanted) {
        let session = self.session.as_ref().unwrap();
        self.beside = Some(Beside::of(session, &self.runs, wanted));
    }

    pub(super) fn open(self) -> Play {
        self.open_at(DESIGN)
    }

    /// The screen in a window of this size, drawn until it rests.
    pub(super) fn open_at(mut self, size: Vec2) -> Play {
        let options = self.settings.options;
        let session = self.session.as_ref();
        self.charted = session.map(|session| session.charted(&options));
        let mut harness = Harness::builder()
            .with_size(size)
            .with_max_steps(30)
            .renderer(self.textures.clone())
            .build_ui_state(draw, self);
        harness.run();
        harness
    }

    /// The screen with the window looked at, as soon as it is drawn, and whatever moves moving.
    pub(super) fn open_moving(mut self) -> Play {
        let options = self.settings.options;
        let session = self.session.as_ref();
        self.charted = session.map(|session| session.charted(&options));
        // A harness draws until it rests, so that it begins with another screen.
        let screen = std::mem::replace(&mut self.screen, Screen::Loading);
        let mut harness = Harness::builder()
            .with_size(DESIGN)
            .with_max_steps(400)
            .build_ui_state(draw, self);
        harness.state_mut().screen = screen;
        harness.run_steps(1);
        harness
    }

    /// The same, with the chapter's opening read.
    pub(super) fn open_page(self) -> Play {
        self.open_page_at(DESIGN)
    }

    pub(super) fn open_page_at(self, size: Vec2) -> Play {
        let mut harness = self.open_at(size);
        if harness.query_by_label("Begin the chapter").is_some() {
            assert_eq!(press(&mut harness, Key::Enter), []);
        }
        harness
    }
}

fn draw(ui: &mut egui::Ui, stage: &mut Stage) {
    let ctx = ui.ctx().clone();
    if !theme::is_ready(&ctx) {
        theme::install(&ctx);
        ctx.request_repaint();
        return;
    }
    let mut theme = Theme::set(&stage.settings);
    if !ctx.input(|input| input.focused) {
        theme = theme.still();
    }
    stage.local.prepare(&ctx, &theme);
    // As `app` makes it: the whole window, on the background.
    let mut root = egui::Ui::new(
        ctx.clone(),
        egui::Id::new("root"),
        egui::UiBuilder::new()
            .layer_id(egui::LayerId::background())
            .max_rect(ctx.viewport_rect()),
    );
    let shown = Shown {
        theme: &theme,
        screen: stage.screen,
        settings: &stage.settings,
        scenario: Some(&SCENARIO),
        has_poster: stage.has_poster,
        codex: Some(&CODEX),
        session: stage.session.as_ref(),
        view: stage.view.as_ref(),
        recap: stage.recap.as_ref(),
        beside: stage.beside.as_ref(),
        charted: stage.charted.as_ref(),
        unfinished: stage.unfinished.as_ref(),
        runs: &stage.runs,
        readings: &stage.readings,
        kept: &stage.kept,
        code: stage.code.as_deref(),
        report_folder: std::path::Path::new("/home/anna/Documents"),
        problems: &stage.problems,
        slips: &stage.slips,
        loading: stage.loading,
        odds: &stage.odds,
        class: &stage.class,
        notice: stage.notice.as_deref(),
    };
    screens::screen_ui(&mut root, &shown, &mut stage.local, &mut stage.asked);
}

/// What was asked for since the last look.
pub(super) fn asked(harness: &mut Play) -> Asked {
    std::mem::take(&mut harness.state_mut().asked)
}

/// Presses a key and lets it go; gives what was asked for.
#[track_caller]
pub(super) fn press(harness: &mut Play, key: Key) -> Asked {
    harness.key_press(key);
    harness.run();
    asked(harness)
}

/// Holds a key down for so many repeats.
#[track_caller]
pub(super) fn hold(harness: &mut Play, key: Key, n_repeats: usize) -> Asked {
    for repeat in 0..=n_repeats {
        harness.event(egui::Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: repeat > 0,
            modifiers: egui::Modifiers::NONE,
        });
    }
    harness.run();
    harness.key_up(key);
    harness.run();
    asked(harness)
}

/// Clicks the button or tab of this name with the pointer.
#[track_caller]
pub(super) fn click(harness: &mut Play, name: &str) -> Asked {
    let is_it = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        matches!(node.role(), Role::Button | Role::Tab) && node.label().as_deref() == Some(name)
    };
    harness.get_by(is_it).click();
    harness.run();
    asked(harness)
}

/// The row of a choice of the open scene.
#[track_caller]
pub(super) fn choice(harness: &Play, index: usize) -> Node<'_> {
    let choice = &harness.state().scene().choices[index];
    let name = format!("{}. {}", choice.number, choice.text);
    harness.get_by(move |node| {
        node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with(&name))
    })
}

/// What a node is called, wherever its role keeps that.
pub(super) fn name(node: &Node<'_>) -> String {
    let node = node.accesskit_node();
    node.label().or_else(|| node.value()).unwrap_or_default()
}

/// Whether anything on the screen is called so or says so.
pub(super) fn says(harness: &Play, words: &str) -> bool {
    harness
        .root()
        .children_recursive()
        .any(|node| name(&node).contains(words))
}

/// What is wrong with the text that was drawn last.
pub(super) fn audit(harness: &Play) -> Vec<Finding> {
    let scrolled: Vec<Rect> = harness
        .root()
        .children_recursive()
        .filter(|node| {
            matches!(
                node.accesskit_node().role(),
                Role::ScrollBar | Role::TextInput | Role::MultilineTextInput
            )
        })
        .map(|node| node.rect())
        .collect();
    let stage = harness.state();
    let theme = Theme::set(&stage.settings);
    findings(&Pass {
        shapes: &harness.output().shapes,
        screen: harness.ctx.viewport_rect(),
        scrolled: &scrolled,
        ground: screens::bare_ground(stage.screen, &theme),
    })
}

/// Every text that can be seen, and where.
pub(super) fn drawn_texts(harness: &Play) -> Vec<(String, Rect)> {
    texts(&Pass {
        shapes: &harness.output().shapes,
        screen: harness.ctx.viewport_rect(),
        scrolled: &[],
        ground: None,
    })
}
