//! The band on top: what the class is called, how many runs were read, and what the keys do.

use bevy_egui::egui;
use egui::{CursorIcon, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType, pos2, vec2};

use super::{ClassroomLocal, Face, can_go, go, is_narrow, picture, unread};
use crate::class::counted;
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::screens::Shown;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::{button, shapes, tell, text};
use crate::report::ClassForm;

/// The band's height where all of it has room in one row.
const HEIGHT: f32 = 64.0;

/// What a key on the band does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Goes(Face),
    Turns(Way),
    Lists,
    Prints,
    Leaves,
}

/// To which side a page is turned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    On,
}

/// A key on the band.
struct Item {
    key: &'static str,
    /// What is drawn beside it; may be empty.
    words: &'static str,
    /// What it is called.
    name: &'static str,
    does: Does,
}

impl Item {
    fn of(key: &'static str, words: &'static str, does: Does) -> Self {
        Self {
            key,
            words,
            name: words,
            does,
        }
    }
}

/// Draws the band; gives where it ends.
pub(super) fn head_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    face: Face,
    local: &mut ClassroomLocal,
    out: &mut Asked,
) -> f32 {
    let theme = shown.theme;
    let palette = &theme.palette;
    let whole = ui.max_rect();
    let row = (HEIGHT * theme.growth(Type::Menu).max(1.0)).round();
    let title = title(shown, face);
    let room = whole.width() - 2.0 * spacing::MARGIN - shapes::run(row);
    let title = text::lay(ui, theme, Type::Menu, palette.on_red, &title, room);
    let high = row.max(title.size().y + spacing::S4);
    let wedge = title.size().x + spacing::MARGIN + 55.0;
    let state = state(shown);
    let items = items(shown, face, is_narrow(theme, whole));
    let left = pos2(whole.left() + wedge + 26.0, whole.top());
    let places = places(ui, shown, &state, &items, left, whole, high);
    let band = whole.with_max_y(places.floor);
    shapes::plane(ui.painter(), band, palette.band);
    if theme.is_high_contrast() {
        let line = Stroke::new(spacing::HEAVY, palette.ink);
        shapes::rule(ui.painter(), band.left(), band.right(), band.bottom(), line);
    }
    let tab = Rect::from_min_size(whole.min, vec2(wedge, high));
    shapes::cut_bar(ui.painter(), tab, palette.red_fill);
    let at = pos2(
        whole.left() + spacing::MARGIN,
        tab.center().y - title.size().y / 2.0,
    );
    label(
        ui,
        Rect::from_min_size(at, title.size()),
        "title",
        title.galley().text(),
    );
    title.paint(ui.painter(), at);
    let words = lay_state(ui, theme, &state, places.state.width());
    label(ui, places.state, "state", &state);
    words.paint(ui.painter(), places.state.min);
    for (item, rect) in items.iter().zip(places.items) {
        if !item_ui(ui, theme, item, rect) {
            continue;
        }
        match item.does {
            Does::Goes(to) => go(local, to, out),
            Does::Turns(way) => picture::turn(shown, local, way == Way::Back),
            Does::Lists => local.picture.turn_list(),
            Does::Prints => {
                local.save.form = ClassForm::Page;
                go(local, Face::Save, out);
            }
            Does::Leaves => match face {
                Face::Save | Face::Unread => go(local, Face::Any, out),
                Face::HandIn if shown.class.has_runs() => go(local, Face::Picture, out),
                _ => out.push(UiAction::Open(Screen::Title)),
            },
        }
    }
    places.floor
}

fn title(shown: &Shown<'_>, face: Face) -> String {
    match face {
        Face::HandIn => "Hand in".to_owned(),
        Face::Unread => "Not read".to_owned(),
        Face::Save => "Save".to_owned(),
        Face::Any | Face::Picture => shown.class.name().to_owned(),
    }
}

/// "28 runs read, 2 not readable".
pub(super) fn state(shown: &Shown<'_>) -> String {
    if shown.class.is_working() {
        return "Reading what was handed in …".to_owned();
    }
    let Some(class) = &shown.class.counted else {
        return "Nothing is handed in yet".to_owned();
    };
    let read = counted(class.class.n_runs, "run read", "runs read");
    match class.reading.unread.len() {
        0 => read,
        n => format!("{read}, {n} not readable"),
    }
}

fn items(shown: &Shown<'_>, face: Face, narrow: bool) -> Vec<Item> {
    let mut items = Vec::new();
    let mut offer = |key, words, to| {
        if can_go(shown, face, to) {
            items.push(Item::of(key, words, Does::Goes(to)));
        }
    };
    let unread = match unread::has_unread(shown) {
        true => "what was not read",
        false => "notes",
    };
    match face {
        Face::HandIn => offer("E", unread, Face::Unread),
        Face::Any | Face::Picture => {
            offer("E", unread, Face::Unread);
            offer("A", "hand in more", Face::HandIn);
            offer("S", "save", Face::Save);
            items.push(Item::of("P", "print", Does::Prints));
            if narrow {
                items.push(Item::of("Q", "questions", Does::Lists));
            }
            items.push(Item {
                name: "The page before",
                ..Item::of("←", "", Does::Turns(Way::Back))
            });
            items.push(Item {
                name: "Turn to the next question",
                ..Item::of("→", "question", Does::Turns(Way::On))
            });
        }
        Face::Unread | Face::Save => {}
    }
    items.push(Item::of("Esc", "back", Does::Leaves));
    items
}

struct Places {
    state: Rect,
    items: Vec<Rect>,
    floor: f32,
}

fn lay_state(ui: &Ui, theme: &Theme, words: &str, width: f32) -> text::Laid {
    // A hair more than it needs, or rounding would break the line.
    text::lay(
        ui,
        theme,
        Type::Sans,
        theme.palette.on_band,
        words,
        width + 1.0,
    )
}

/// Where all of it stands: in one row, or in as many as it takes.
fn places(
    ui: &Ui,
    shown: &Shown<'_>,
    state: &str,
    items: &[Item],
    left: egui::Pos2,
    whole: Rect,
    high: f32,
) -> Places {
    let theme = shown.theme;
    let right = whole.right() - spacing::MARGIN;
    let sizes: Vec<Vec2> = items
        .iter()
        .map(|item| item_size(ui, theme, item))
        .collect();
    let all: f32 = sizes.iter().map(|size| size.x).sum();
    let line = lay_state(ui, theme, state, f32::INFINITY).size();
    if left.x + line.x + spacing::S5 + all <= right {
        let middle = whole.top() + high / 2.0;
        let mut at = right - all;
        let items = sizes.iter().map(|size| {
            let rect = Rect::from_min_size(pos2(at, middle - size.y / 2.0), *size);
            at += size.x;
            rect
        });
        return Places {
            items: items.collect(),
            state: Rect::from_min_size(pos2(left.x, middle - line.y / 2.0), line),
            floor: whole.top() + high,
        };
    }
    let start = whole.left() + spacing::MARGIN;
    let beside = left.x + line.x <= right;
    let (at, room) = match beside {
        true => (
            pos2(left.x, whole.top() + (high - line.y) / 2.0),
            right - left.x,
        ),
        false => (pos2(start, whole.top() + high + spacing::S1), right - start),
    };
    let words = lay_state(ui, theme, state, room).size();
    let state = Rect::from_min_size(at, words);
    let mut top = state.bottom().max(whole.top() + high) + spacing::S1;
    let (mut at, mut row, mut places) = (start, 0.0_f32, Vec::new());
    for (index, (item, size)) in items.iter().zip(&sizes).enumerate() {
        // A key without words stays with the next.
        let with = match (item.words, sizes.get(index + 1)) {
            ("", Some(next)) => size.x + next.x,
            _ => size.x,
        };
        if at + with > right && at > start {
            at = start;
            top += row;
            row = 0.0;
        }
        places.push(Rect::from_min_size(pos2(at, top), *size));
        at += size.x;
        row = row.max(size.y);
    }
    Places {
        state,
        items: places,
        floor: top + row + spacing::S2,
    }
}

/// On both sides of a key and its words.
const PAD: f32 = 8.0;

fn item_size(ui: &Ui, theme: &Theme, item: &Item) -> Vec2 {
    let cap = button::key_cap_size(ui, theme, item.key);
    let line = text::lay_line(ui, theme, Type::SansSmall, theme.palette.ink, item.words);
    let words = line.size();
    let high = cap.y.max(words.y) + 2.0 * PAD;
    let width = match item.words {
        // It stands close to the next.
        "" => cap.x + PAD,
        _ => cap.x + spacing::S1 + words.x + 2.0 * PAD,
    };
    vec2(width.ceil(), high.ceil())
}

/// A key and what it does, which can also be pressed; tells whether it was.
fn item_ui(ui: &Ui, theme: &Theme, item: &Item, rect: Rect) -> bool {
    let Item {
        key, words, name, ..
    } = *item;
    let palette = &theme.palette;
    let response = ui
        .interact(rect, ui.id().with(("head", key)), Sense::click())
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name));
    tell::key(&response, key);
    if response.hovered() {
        shapes::plane(ui.painter(), rect, palette.band_hover);
    }
    if response.has_focus() {
        let line = Stroke::new(spacing::HEAVY, palette.on_band);
        shapes::frame(ui.painter(), rect.shrink(1.0), line);
    }
    let ink = palette.band_soft;
    let cap = button::key_cap_size(ui, theme, key);
    let middle = rect.center().y;
    let at = pos2(rect.left() + PAD, middle - cap.y / 2.0);
    button::paint_key_cap(ui, theme, key, Rect::from_min_size(at, cap), ink);
    let laid = text::lay_line(ui, theme, Type::SansSmall, ink, words);
    let at = pos2(at.x + cap.x + spacing::S1, middle - laid.size().y / 2.0);
    laid.paint(ui.painter(), at);
    response.clicked()
}

fn label(ui: &Ui, rect: Rect, id: &str, words: &str) {
    let response = ui.interact(rect, ui.id().with(("head", id)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, words));
}
