//! The drawing of each screen: a view in, egui's shapes and what was asked for out.
//!
//! A screen function reads [`Shown`], keeps what is purely visual in [`Local`] and pushes
//! into `out`. Keys are looked at once, at the top of each screen; what the keyboard can
//! do, the pointer can do, and the other way round.

mod chapters;
mod chart;
mod classroom;
mod codex;
mod end;
mod expect;
mod help;
mod loading;
mod log;
mod map;
mod overlay;
mod play;
mod poster;
mod readings;
mod recap;
mod report;
mod role;
mod room;
mod runs;
mod scrolled;
mod settings;
mod slips;
mod tips;
mod title;

use std::path::Path;

use std::num::NonZeroUsize;

use bevy_egui::egui;
use egui::{Color32, Key, Rect, Ui, UiBuilder, pos2, vec2};

use super::action::{Asked, UiAction};
use super::backdrop::{Picture, Scenery, art};
use super::beside::Beside;
use super::bridge::Current;
use super::classroom::ClassShown;
use super::odds::Odds;
use super::screen::Screen;
use super::theme::{self, Theme, Type, spacing};
use super::widgets::{button, shapes, text};
use crate::codex::{Codex, Topic};
use crate::diagnostics::Brief;
use crate::model::{Readings, Scenario};
use crate::playthrough::{PageView, PictureView, Recap, View};
use crate::session::{Charted, KeptRun, Session};
use crate::store::{RunFile, Settings};
use scrolled::{beside_the_bar, scroll_by_keys};

/// What a screen may read.
pub struct Shown<'a> {
    /// Colours and letters.
    pub theme: &'a Theme,
    /// Which screen is open.
    pub screen: Screen,
    /// What the player set.
    pub settings: &'a Settings,
    /// The scenes, once they are read.
    pub scenario: Option<&'a Scenario>,
    /// The index of all they tell.
    pub codex: Option<&'a Codex>,
    /// The run being played.
    pub session: Option<&'a Session>,
    /// Its open page.
    pub view: Option<&'a View>,
    /// What lies behind it, until it has been read.
    pub recap: Option<&'a Recap>,
    /// The finished run beside history and another run.
    pub beside: Option<&'a Beside>,
    /// The chart of the role being played, once it was asked for.
    pub charted: Option<&'a Charted>,
    /// The run to go on with.
    pub unfinished: Option<&'a RunFile>,
    /// Whether the poster belongs to the scenes: another scenario has its own name there.
    pub has_poster: bool,
    /// How disputed questions are read in the next run that is begun.
    pub readings: &'a Readings,
    /// Every run kept, the latest first.
    pub runs: &'a [RunFile],
    /// The same as they are listed, once the list is open.
    pub kept: &'a [KeptRun],
    /// The code of the run being played, once it is over.
    pub code: Option<&'a str>,
    /// The folder reports are written into, if the player says nothing else.
    pub report_folder: &'a Path,
    /// What is wrong with the scenes, rendered.
    pub problems: &'a str,
    /// The same in short, one by one.
    pub slips: &'a [Brief],
    /// Files arrived and files expected.
    pub loading: (usize, usize),
    /// What the model says of the run.
    pub odds: &'a Odds,
    /// The class that handed in its runs.
    pub class: &'a ClassShown,
    /// What the player should be told.
    pub notice: Option<&'a str>,
}

/// What lies over a screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The city.
    Map,
    /// The run so far.
    Log,
    /// The chart of the role.
    Chart,
    /// What is known of a name.
    Codex(Topic),
    /// The questions that are read in more than one way.
    Readings,
    /// What the story contains.
    Expect,
    /// The chapters of a role, to begin with one.
    Chapters,
    /// Where the report of a finished run is to be written.
    Report,
}

/// What screens remember that is purely visual.
#[derive(Default)]
pub struct Local {
    overlay: Overlay,
    /// Which of the new dispatches lies open, counted from the newest.
    slip: usize,
    /// Which of them lies open where there is no room for any.
    news: Option<usize>,
    /// The role looked at.
    role: usize,
    /// The chapter looked at.
    chapter: usize,
    /// The page all this belongs to.
    page: String,
    /// How many pages were turned, so that each turn moves once.
    n_turned: u64,
    /// The chapter whose opening has been read.
    opened: String,
    /// What the list of runs remembers.
    runs: runs::RunsLocal,
    /// The run code that was copied last.
    copied: Option<String>,
    /// What the end of a run remembers.
    end: end::EndLocal,
    /// What the chart remembers.
    chart: chart::ChartLocal,
    /// What the map remembers.
    map: map::MapLocal,
    /// Where the report is to be written, as it is typed.
    report: String,
    /// What lies under an entry that was opened from there.
    under: Overlay,
    /// The choice whose lock was asked about.
    asked_why: Option<usize>,
    /// Whether everything that is wrong with the edited scenes lies over everything.
    slips: bool,
    /// Whether the keys lie over everything, and whether they have just been opened.
    help: bool,
    help_now: bool,
    /// How far the text of the open page has come.
    arriving: play::Arriving,
    /// What is remembered while the run is shown to a room.
    room: room::RoomLocal,
    /// Hints for what is met for the first time.
    tips: tips::TipsLocal,
    /// What the classroom remembers.
    classroom: classroom::ClassroomLocal,
    /// What the codex remembers.
    codex: codex::CodexLocal,
    /// What the settings remember.
    settings: settings::SettingsLocal,
    look: Option<(Theme, f32)>,
}

/// How often one frame may be laid out before it is shown.
const MOST_PASSES: NonZeroUsize = NonZeroUsize::MIN.saturating_add(2);

impl Local {
    /// Brings egui's own look and zoom in line, when they changed.
    pub fn prepare(&mut self, ctx: &egui::Context, theme: &Theme) {
        let points = ctx.viewport_rect().size() * ctx.zoom_factor();
        let zoom = theme::zoom_for(points);
        if self.look != Some((*theme, zoom)) {
            theme::apply(ctx, theme);
            ctx.set_zoom_factor(zoom);
            // A key turns the page in one pass, the next measures it, and the third shows it.
            ctx.options_mut(|options| options.max_passes = MOST_PASSES);
            self.look = Some((*theme, zoom));
        }
    }

    /// When the window has to be drawn again though nothing happens, if it has: a clock for
    /// talking is running.
    #[must_use]
    pub fn wakes_in(&self) -> Option<std::time::Duration> {
        self.room.wakes_in()
    }

    /// Whether the chapter card is what stands on the page now.
    fn before_opening(&self, view: &View) -> bool {
        match &view.page {
            PageView::Scene(scene) => {
                scene.opening.is_some() && self.opened != opening_key(view, &scene.key)
            }
            PageView::After(_) | PageView::End(_) => false,
        }
    }

    /// Forgets what belonged to another page, the keyboard's place included.
    fn on_page(&mut self, ui: &Ui, page: &str) {
        if self.page != page {
            page.clone_into(&mut self.page);
            self.n_turned += 1;
            self.slip = 0;
            self.news = None;
            self.asked_why = None;
            self.map = map::MapLocal::default();
            self.under = Overlay::None;
            self.chart = chart::ChartLocal::default();
            self.runs = runs::RunsLocal::default();
            self.copied = None;
            // Away from the story every opening is new again: the next run may be another.
            // Codex and settings lead back to the page they were opened on.
            if !page.starts_with("play/") && page != "settings" && page != "codex" {
                self.opened.clear();
                self.room = room::RoomLocal::default();
            }
            ui.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
            });
        }
    }
}

/// Tells one run's chapter openings from another's.
fn opening_key(view: &View, scene: &str) -> String {
    format!("{}/{scene}", view.top.n_decisions)
}

/// What is open, in a word or two that developers know: "play/scene/3 + map".
pub fn told(screen: Screen, local: &Local) -> String {
    let page = match local.page.as_str() {
        "" => format!("{screen:?}").to_lowercase(),
        page => page.to_owned(),
    };
    match local.overlay {
        _ if local.help => format!("{page} + help"),
        Overlay::None if local.room.is_on() => page,
        Overlay::None if page.starts_with("play/end") => {
            format!("{page}: {}", end::open_tab(local).to_lowercase())
        }
        Overlay::None if page == "classroom" => local.classroom.told(),
        Overlay::None => page,
        Overlay::Codex(_) => format!("{page} + codex"),
        overlay => format!("{page} + {}", format!("{overlay:?}").to_lowercase()),
    }
}

/// Draws the open screen.
pub fn screen_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    local.room.rest();
    // First in the keyboard's order, though it lies on top.
    if let Some(notice) = shown.notice {
        notice_ui(ui, shown, notice, out);
    }
    settings::open_by_key(ui, shown, local, out);
    settings::fill_screen_by_key(ui, shown, out);
    slips::slip_ui(ui, shown, local);
    match shown.screen {
        _ if help::is_open(ui, shown, local) => help::help_ui(ui, shown, local),
        _ if slips::is_open(ui, shown, local) => slips::list_ui(ui, shown, local),
        Screen::Loading => loading::loading_ui(ui, shown),
        Screen::Problems => loading::problems_ui(ui, shown, out),
        Screen::Title => title::title_ui(ui, shown, local, out),
        Screen::Role => role::role_ui(ui, shown, local, out),
        Screen::Play => match shown.view {
            Some(view) if shown.recap.is_some() => recap::recap_ui(ui, shown, view, local, out),
            Some(view) => play::play_ui(ui, shown, view, local, out),
            None => loading::loading_ui(ui, shown),
        },
        Screen::Runs => runs::runs_ui(ui, shown, local, out),
        Screen::Classroom => classroom::classroom_ui(ui, shown, local, out),
        Screen::Settings => settings::settings_ui(ui, shown, local, out),
        Screen::Codex => codex::codex_ui(ui, shown, local, out),
    }
}

/// The picture that belongs behind the open screen.
pub fn scenery(screen: Screen, current: &Current, local: &Local) -> Scenery {
    // Nothing moves behind a sheet.
    let is_hidden = local.room.is_on() && !local.room.shows_picture();
    let still = !current.settings.motion || is_hidden;
    let contrast = current.settings.theme == crate::store::ThemeName::HighContrast;
    let view = current.view.as_ref();
    let visit = view.map_or(0, |view| u32::try_from(view.top.n_decisions).unwrap_or(0));
    match (screen, view) {
        (Screen::Title, _) if current.has_poster => Scenery {
            picture: Picture::Title,
            still,
            visit,
            ..Scenery::default()
        },
        (Screen::Play, Some(view)) if !contrast => {
            let decided = !matches!(view.page, PageView::Scene(_));
            let PictureView { name, with } = &view.top.picture;
            Scenery {
                picture: Picture::Drawn(art::find(name.as_deref())),
                dim: decided || local.help || local.overlay != Overlay::None,
                still,
                light: view.top.sky.light,
                air: view.top.sky.air,
                snow_lies: view.top.sky.snow_lies,
                with: with.clone(),
                // What came of a choice is read under the same sky, but the gun has fired.
                fires: !decided,
                // The outcome of a decision is still the scene it was made in.
                visit: visit - u32::from(decided && visit > 0),
            }
        }
        _ => Scenery {
            still,
            visit,
            ..Scenery::default()
        },
    }
}

/// What lies behind a screen's page, where that is one colour and no picture.
pub fn bare_ground(screen: Screen, theme: &Theme) -> Option<Color32> {
    match screen {
        _ if theme.is_high_contrast() => Some(theme.palette.sheet),
        // Its left half is the poster's night.
        Screen::Title => Some(theme::palette::poster::NIGHT),
        _ => None,
    }
}

/// A screen's own part of the window, with its own layout.
fn within<R>(ui: &mut Ui, rect: Rect, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    draw(&mut child)
}

/// Whether a key went down just now. A key held down counts once, so that nobody turns
/// two pages with one press.
fn pressed(ui: &Ui, wanted: Key) -> bool {
    ui.input(|input| {
        input.events.iter().any(|event| {
            matches!(event, egui::Event::Key { key, pressed: true, repeat: false, modifiers, .. }
                if *key == wanted && !modifiers.ctrl && !modifiers.alt && !modifiers.command)
        })
    })
}

/// Whether any of the keys was pressed.
fn any_pressed(ui: &Ui, keys: &[Key]) -> bool {
    keys.iter().any(|key| pressed(ui, *key))
}

/// The digit that was pressed, if one was.
fn digit(ui: &Ui) -> Option<usize> {
    const DIGITS: [Key; 9] = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    DIGITS.iter().position(|key| pressed(ui, *key))
}

/// Whether nothing has the keyboard, so that Enter means the page.
fn nothing_focused(ui: &Ui) -> bool {
    ui.memory(|memory| memory.focused().is_none())
}

/// A full sheet with a heading, for screens without a picture.
fn sheet_ui(ui: &mut Ui, theme: &Theme, title: &str, keys: &[(&str, &str)]) -> Rect {
    let whole = ui.max_rect();
    shapes::plane(ui.painter(), whole, theme.palette.sheet);
    let inner = whole.shrink2(vec2(spacing::MARGIN, spacing::S5));
    let heading = text::lay_line(ui, theme, Type::Title, theme.palette.ink, title);
    let height = heading.size().y;
    within(ui, inner.with_max_y(inner.top() + height), |ui| {
        let response = text::place(ui, &heading, title);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, title));
    });
    let width = button::keys_width(ui, theme, keys);
    let hints = Rect::from_min_size(
        pos2(inner.right() - width, inner.top() + height / 2.0 - 12.0),
        vec2(width, 24.0),
    );
    within(ui, hints, |ui| {
        button::keys_ui(ui, theme, keys, theme.palette.soft);
    });
    inner.with_min_y(inner.top() + height + spacing::S3)
}

/// A message over any screen, until it is dismissed.
fn notice_ui(ui: &mut Ui, shown: &Shown<'_>, notice: &str, out: &mut Asked) {
    let theme = shown.theme;
    let whole = ui.max_rect();
    let width = (whole.width() - 2.0 * spacing::MARGIN).min(620.0);
    let words = text::lay(
        ui,
        theme,
        Type::Sans,
        theme.palette.ink,
        notice,
        width - 48.0,
    );
    let height = words.size().y + 84.0;
    let rect = Rect::from_center_size(
        pos2(whole.center().x, whole.top() + 24.0 + height / 2.0),
        vec2(width, height),
    );
    let layer = egui::Area::new(egui::Id::new("notice"))
        .order(egui::Order::Foreground)
        .fixed_pos(rect.min)
        .fade_in(false);
    layer.show(ui.ctx(), |ui| {
        ui.advance_cursor_after_rect(rect);
        shapes::plane(ui.painter(), rect, theme.palette.low);
        shapes::frame(ui.painter(), rect, theme.frame());
        within(ui, rect.shrink2(vec2(24.0, 16.0)), |ui| {
            text::place(ui, &words, notice);
            ui.add_space(spacing::S3);
            let kind = button::ButtonKind::Secondary;
            let view = button::ButtonView::of(kind, "Understood").key("F8");
            if button::button_ui(ui, theme, &view).clicked() || pressed(ui, Key::F8) {
                out.push(UiAction::Dismiss);
            }
        });
    });
}
