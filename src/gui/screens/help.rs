//! The keys of the screen that is open, over it.

use bevy_egui::egui;
use egui::{Key, Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::scrolled::cue_ui;
use super::{
    Local, Overlay, Shown, any_pressed, beside_the_bar, end, pressed, scroll_by_keys, within,
};
use crate::gui::screen::Screen;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::{button, shapes, text};
use crate::playthrough::PageView;

/// Keys, and what they do together.
type Row = (&'static [&'static str], &'static str);

/// What can be done somewhere.
struct Help {
    /// What the place is for.
    about: &'static str,
    rows: &'static [Row],
}

/// What the keys do wherever one is.
const EVERYWHERE: &[Row] = &[
    (
        &["Tab"],
        "on to the next button, link or row; Shift and Tab back",
    ),
    (&["Enter"], "do what has the bar or the frame"),
    (&["Esc"], "back, or close what lies on top"),
    (
        &["Page Up", "Page Down"],
        "scroll what is longer than its room",
    ),
    (
        &["Ctrl", "+", "−"],
        "larger and smaller; Ctrl and 0 as it was",
    ),
    (&["F8"], "put a message away"),
    (
        &["F9"],
        "what is wrong with scenes you are editing, while something is",
    ),
    (&["F1"], "the keys of the screen you are on"),
    (&["F2"], "the settings, and back to where you were"),
];

const TITLE: Help = Help {
    about: "Begin a run, go on with one, look at those you have played, or set how it reads.",
    rows: &[
        (&["↑", "↓"], "from line to line"),
        (&["Enter"], "open the line"),
    ],
};

const ROLE: Help = Help {
    about: "Who to be. Each person pulls other levers on the same questions.",
    rows: &[
        (&["←", "→"], "look at another person"),
        (&["Enter"], "begin as this one"),
        (&["R"], "the questions that are read in more than one way"),
        (&["C"], "begin with one of the chapters"),
        (&["W"], "what to expect, chapter by chapter"),
        (
            &["F5"],
            "begin on one screen for a room, with hands counted",
        ),
    ],
};

const CHAPTERS: Help = Help {
    about: "A chapter can be begun on its own. What lies before it goes as it is recorded, and is told on the page that opens.",
    rows: &[
        (&["1", "–", "9"], "begin with a chapter"),
        (&["↑", "↓"], "from chapter to chapter; Enter begins it"),
        (&["C"], "close"),
    ],
};

const REPORT: Help = Help {
    about: "The report of the run as a page for a browser and for print.",
    rows: &[(&["Enter"], "write it into the file that is typed")],
};

const RECAP: Help = Help {
    about: "What lies behind the page that comes next.",
    rows: &[(&["Enter"], "go on to the page; so do Space and Esc")],
};

const OPENING: Help = Help {
    about: "A chapter begins.",
    rows: &[
        (&["Enter"], "begin the chapter"),
        (&["W"], "what to expect"),
        (&["M"], "the map of the city"),
        (&["L"], "the log"),
        (&["C"], "the chart"),
        (&["F5"], "show the run to a room"),
    ],
};

const SCENE: Help = Help {
    about: "A page of the story, and what can be decided on it. Nothing decided is lost: the log goes back to any decision.",
    rows: &[
        (&["1", "–", "9"], "take a choice"),
        (&["↑", "↓"], "from choice to choice; Enter takes it"),
        (&["Tab"], "to an underlined name; Enter tells about it"),
        (&["N"], "the next piece of news, and away with the last"),
        (&["M"], "the map: who holds what at this hour"),
        (
            &["L"],
            "the log: what was decided, what news came, and the way back",
        ),
        (&["C"], "the chart: who went where, and what was not tried"),
        (&["W"], "what to expect in this story"),
        (&["F5"], "show the run to a room, with hands counted"),
        (&["H"], "hide a hint"),
    ],
};

const AFTER: Help = Help {
    about: "What came of the choice, what moved, and on newsprint what is recorded of the hour.",
    rows: &[
        (&["Enter"], "go on to the next page"),
        (
            &["Esc"],
            "to the title; the run is kept, and goes on from here",
        ),
        (&["Tab"], "to an underlined name; Enter tells about it"),
        (&["M"], "the map: who holds what at this hour"),
        (&["L"], "the log, and the way back to any decision"),
        (&["C"], "the chart: who went where, and what was not tried"),
        (&["W"], "what to expect in this story"),
        (&["F5"], "show the run to a room"),
        (&["H"], "hide a hint"),
    ],
};

/// What the keys do on every step of a page that is shown to a room.
const ROOM: Help = Help {
    about: "The run on one screen for a room, one thing at a time. A presenter’s keys go on and back.",
    rows: &[
        (
            &["Page Down", "Space"],
            "on to the next step, or the next page",
        ),
        (&["Page Up", "←"], "back"),
        (&["T"], "start the clock for talking, hold it, go on"),
        (&["D"], "how many minutes it has: 1, 2, 3 or 5"),
        (&["Z"], "put the clock back"),
        (&["M"], "the map; L the log, C the chart, W what to expect"),
        (&["Esc"], "leave this view; the run stays"),
    ],
};

const COUNTING: Help = Help {
    about: "What the room would have done. Most hands decide nothing; whoever leads the room does.",
    rows: &[
        (
            &["1", "–", "9"],
            "put a hand up for a choice; so does a click",
        ),
        (
            &["Shift", "1", "–", "9"],
            "take one down; so does a click with the other button",
        ),
        (
            &["↑", "↓"],
            "to a choice: a number typed there is its count",
        ),
        (&["Enter"], "on a choice: this is what we do"),
        (&["A"], "count again after talking, beside the first count"),
        (
            &["Backspace"],
            "give up a second count in which no hand is up",
        ),
        (&["T"], "start the clock for talking, hold it, go on"),
        (&["D"], "how many minutes it has: 1, 2, 3 or 5"),
        (&["Z"], "put the clock back"),
        (&["Page Up"], "back to the text"),
        (&["Esc"], "leave this view; the run and its counts stay"),
    ],
};

const COMPARE: Help = Help {
    about: "Your year beside history’s, and another run’s. No column is the right answer.",
    rows: &[
        (&["D"], "only what differs, or everything"),
        (&["P"], "to where the two runs part"),
        (&["B"], "another run beside yours"),
    ],
};

const MAPS: Help = Help {
    about: "Your city beside history’s, hour by hour.",
    rows: &[
        (&["[", "]"], "from change to change"),
        (
            &["←", "→"],
            "along the hours, while the slider has the frame",
        ),
        (&["B"], "another run beside yours"),
    ],
};

const ODDS: Help = Help {
    about: "How likely each answer was in this game’s model, and what it hung on.",
    rows: &[(&["↑", "↓"], "from answer to answer")],
};

const END: Help = Help {
    about: "The end of the run, and the run beside history.",
    rows: &[],
};

/// What the keys do on every tab of the end.
const AT_THE_END: &[Row] = &[
    (&["1", "–", "7"], "open a tab"),
    (
        &["←", "→"],
        "turn the tabs, while nothing in one has the keyboard",
    ),
    (&["K"], "copy the run’s code"),
    (
        &["S"],
        "save the report of the run, to read in a browser and to print",
    ),
    (&["L"], "the log, and the way back to any decision"),
    (&["M"], "the map"),
];

const MAP: Help = Help {
    about: "The city at this hour and before: who holds each place, and since when.",
    rows: &[
        (&["[", "]"], "to the hour before and after"),
        (
            &["←", "→"],
            "along the hours, while the slider has the frame",
        ),
        (&["Tab"], "from place to place; Enter tells what it is"),
        (&["M"], "close the map"),
    ],
};

const LOG: Help = Help {
    about: "The run so far: decisions, news, and what else happened.",
    rows: &[
        (&["Tab"], "to what can be done with a decision"),
        (&["L"], "close the log"),
    ],
};

const CHART: Help = Help {
    about: "Every way through this role’s story, and who went along it.",
    rows: &[
        (&["←", "→", "↑", "↓"], "from station to station"),
        (&["Enter"], "go back to the decision looked at"),
        (&["N"], "the next decision with something untried"),
        (&["C"], "close the chart"),
    ],
};

const CODEX: Help = Help {
    about: "What is known of a name.",
    rows: &[(&["Tab"], "to another name; Enter tells about it")],
};

const READINGS: Help = Help {
    about: "Questions that historians answer in more than one way. What you choose holds for the next run.",
    rows: &[
        (&["←", "→"], "change a row while it has the frame"),
        (&["R"], "close"),
    ],
};

const EXPECT: Help = Help {
    about: "What the story contains that you may want to know before.",
    rows: &[(&["W"], "close")],
};

const RUNS: Help = Help {
    about: "Every run you have played. Decisions are kept as they are made.",
    rows: &[
        (&["Tab"], "from run to run and to what can be done with it"),
        (&["K"], "copy the code of the run that has the frame"),
        (&["Enter"], "open it, or take in the code that is typed"),
    ],
};

const CLASSROOM: Help = Help {
    about: "What a class decided beside history, from the codes and runs it hands in. Counts only.",
    rows: &[
        (&["←", "→"], "the question before and after"),
        (&["↑", "↓"], "along the list, while it has the frame"),
        (&["Q"], "the list of questions, where it has no room beside"),
        (&["A"], "hand in runs: the first, or more"),
        (&["Ctrl", "Enter"], "hand in what is typed"),
        (&["E"], "what could not be read, and why"),
        (&["S"], "save the counts in a file"),
        (&["P"], "the page to print"),
    ],
};

const SETTINGS: Help = Help {
    about: "Everything set is used at once and kept on this machine.",
    rows: &[
        (&["1", "–", "3"], "open a section"),
        (&["↑", "↓"], "from row to row"),
        (&["←", "→"], "change the row that has the frame"),
    ],
};

const WAITING: Help = Help {
    about: "The scenes are being read.",
    rows: &[],
};

const PROBLEMS: Help = Help {
    about: "The scenes cannot be played as they are; each problem says where it is and what to do.",
    rows: &[(&["Esc"], "quit")],
};

/// What can be done where one is.
fn of(shown: &Shown<'_>, local: &Local) -> &'static Help {
    match (shown.screen, local.overlay) {
        (Screen::Play | Screen::Role, Overlay::Map) => &MAP,
        (Screen::Play | Screen::Role, Overlay::Log) => &LOG,
        (Screen::Play | Screen::Role, Overlay::Chart) => &CHART,
        (Screen::Play | Screen::Role, Overlay::Codex(_)) => &CODEX,
        (Screen::Play | Screen::Role, Overlay::Expect) => &EXPECT,
        (Screen::Role, Overlay::Readings) => &READINGS,
        (Screen::Play, Overlay::Report) => &REPORT,
        (Screen::Role, Overlay::Chapters) => &CHAPTERS,
        (Screen::Play, _) if shown.recap.is_some() => &RECAP,
        (Screen::Loading, _) => &WAITING,
        (Screen::Problems, _) => &PROBLEMS,
        (Screen::Title, _) => &TITLE,
        (Screen::Role, _) => &ROLE,
        (Screen::Runs, _) => &RUNS,
        (Screen::Classroom, _) => &CLASSROOM,
        (Screen::Settings, _) => &SETTINGS,
        (Screen::Play, _) => on_page(shown, local),
    }
}

fn on_page(shown: &Shown<'_>, local: &Local) -> &'static Help {
    let Some(view) = shown.view else {
        return &WAITING;
    };
    if local.room.is_on() {
        return if local.room.is_counting() {
            &COUNTING
        } else {
            &ROOM
        };
    }
    match &view.page {
        PageView::Scene(_) if local.before_opening(view) => &OPENING,
        PageView::Scene(_) => &SCENE,
        PageView::After(_) => &AFTER,
        PageView::End(_) => match end::open_tab(local) {
            "Compare" | "Timeline" => &COMPARE,
            "Maps" => &MAPS,
            "Odds" => &ODDS,
            "Chart" => &CHART,
            _ => &END,
        },
    }
}

fn is_end(shown: &Shown<'_>, local: &Local) -> bool {
    let page = shown.view.map(|view| &view.page);
    shown.screen == Screen::Play
        && !local.room.is_on()
        && local.overlay == Overlay::None
        && matches!(page, Some(PageView::End(_)))
}

/// Opens the keys where they are asked for; tells whether they are open. They are not while a
/// text arrives, for then any key shows it.
pub(super) fn is_open(ui: &Ui, shown: &Shown<'_>, local: &mut Local) -> bool {
    let is_free = shown.screen != Screen::Play || local.arriving.is_whole();
    if !local.help && is_free && pressed(ui, Key::F1) {
        local.help = true;
        local.help_now = true;
    }
    local.help
}

/// Draws the keys.
pub(super) fn help_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local) {
    let theme = shown.theme;
    let rect = overlay_rect(ui.max_rect(), 1040.0);
    if shown.screen != Screen::Play && shown.screen != Screen::Title {
        shapes::plane(ui.painter(), ui.max_rect(), theme.palette.low);
    }
    shapes::plane(ui.painter(), rect, theme.palette.sheet);
    shapes::frame(ui.painter(), rect, theme.frame());
    // The press that opened it does not close it.
    let just_opened = std::mem::take(&mut local.help_now);
    let mut close = !just_opened && any_pressed(ui, &[Key::Escape, Key::F1, Key::Enter]);
    within(ui, rect.shrink(spacing::S6), |ui| {
        // Close stands above what is scrolled, so that it is always in sight.
        ui.horizontal(|ui| {
            let title = text::lay_line(ui, theme, Type::Heading, theme.palette.ink, "Keys");
            text::place(ui, &title, "Keys");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let view = ButtonView::of(ButtonKind::Primary, "Close").key("Esc");
                close |= button_ui(ui, theme, &view).clicked();
            });
        });
        ui.add_space(spacing::S3);
        let scrolled = ScrollArea::vertical()
            .id_salt("help")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                beside_the_bar(ui, |ui| list_ui(ui, shown, local));
            });
        cue_ui(ui, theme, &scrolled, theme.palette.sheet);
    });
    if close {
        local.help = false;
        ui.ctx().request_repaint();
    }
}

fn list_ui(ui: &mut Ui, shown: &Shown<'_>, local: &Local) {
    let theme = shown.theme;
    let help = of(shown, local);
    text::text_ui(ui, theme, Type::Sans, theme.palette.soft, help.about);
    ui.add_space(spacing::S3);
    let tabs = if is_end(shown, local) {
        AT_THE_END
    } else {
        &[]
    };
    let here: Vec<&Row> = help.rows.iter().chain(tabs).collect();
    let everywhere: Vec<&Row> = EVERYWHERE.iter().collect();
    let parts = [("Here", here), ("Everywhere", everywhere)];
    let parts = parts.iter().filter(|(_, rows)| !rows.is_empty());
    let whole = ui.available_rect_before_wrap();
    let half = (whole.width() - spacing::S6) / 2.0;
    if half < COLUMN * theme.growth(Type::Sans) {
        for (head, rows) in parts {
            part_ui(ui, theme, head, rows);
        }
        return;
    }
    // Side by side, so that nothing has to be scrolled.
    let (mut left, mut bottom) = (whole.left(), whole.top());
    for (head, rows) in parts {
        let column = Rect::from_min_size(pos2(left, whole.top()), vec2(half, whole.height()));
        let ended = within(ui, column, |ui| {
            part_ui(ui, theme, head, rows);
            ui.min_rect().bottom()
        });
        bottom = ended.max(bottom);
        left += half + spacing::S6;
    }
    ui.advance_cursor_after_rect(Rect::from_min_max(whole.min, pos2(whole.right(), bottom)));
}

/// The least width of a column where there are two.
const COLUMN: f32 = 400.0;
/// From a column's edge to the words.
const KEYS: f32 = 124.0;

fn part_ui(ui: &mut Ui, theme: &Theme, head: &str, rows: &[&Row]) {
    head_ui(ui, theme, head);
    for row in rows {
        row_ui(ui, theme, row);
    }
    ui.add_space(spacing::S3);
}

fn head_ui(ui: &mut Ui, theme: &Theme, words: &str) {
    let size = vec2(ui.available_width(), spacing::S2);
    let (line, _) = ui.allocate_exact_size(size, Sense::hover());
    shapes::rule(
        ui.painter(),
        line.left(),
        line.right(),
        line.top(),
        theme.rule(),
    );
    text::text_ui(ui, theme, Type::Label, theme.palette.red, words);
    ui.add_space(spacing::S1);
}

/// Keys side by side, and what they do.
fn row_ui(ui: &mut Ui, theme: &Theme, (keys, what): &Row) {
    let ink = theme.palette.ink;
    let needed: f32 = keys
        .iter()
        .map(|key| button::key_cap_size(ui, theme, key).x + spacing::S1)
        .sum();
    let column = (KEYS * theme.growth(Type::LabelSmall)).max(needed + spacing::S2);
    let width = ui.available_width();
    let laid = text::lay(ui, theme, Type::Sans, ink, what, width - column);
    let size = vec2(width, laid.size().y + spacing::S1);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = format!("{}: {what}", keys.join(" "));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &name));
    let middle = rect.top() + theme.line(Type::Sans) / 2.0;
    let mut left = rect.left();
    for key in *keys {
        // A dash between two keys is no key.
        if *key == "–" {
            let dash = text::lay_line(ui, theme, Type::Sans, ink, key);
            dash.paint(ui.painter(), pos2(left, middle - dash.size().y / 2.0));
            left += dash.size().x + spacing::S1;
            continue;
        }
        let cap = button::key_cap_size(ui, theme, key);
        let at = Rect::from_min_size(pos2(left, middle - cap.y / 2.0), cap);
        button::paint_key_cap(ui, theme, key, at, ink);
        left += cap.x + spacing::S1;
    }
    laid.paint(ui.painter(), pos2(rect.left() + column, rect.top()));
}

/// A sheet in the middle of the window, as high as there is room.
pub(super) fn overlay_rect(whole: Rect, width: f32) -> Rect {
    let size = vec2(
        width.min(whole.width() - 2.0 * spacing::S5),
        whole.height() - 2.0 * spacing::S6,
    );
    Rect::from_center_size(whole.center(), size)
}
