//! A choice with the hands that are up for it, for a room to read from its last row.
//!
//! The row is the choice: Enter asks to decide, a click puts up a hand. What was counted before
//! stands left of the open count, which is reversed where most hands are; a word says so too.
//! Assistive technology has the choice as a button and the hands as a number that can be set.

use bevy_egui::egui;
use egui::accesskit::{Action, ActionData};
use egui::{
    Color32, CursorIcon, Id, Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::text::{self, Laid};
use super::{shapes, tell};
use crate::gui::theme::{Theme, Type, spacing};

/// A choice as the room sees it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct HandsView<'a> {
    /// The digit that puts up a hand for it.
    pub number: usize,
    /// The words.
    pub text: &'a str,
    /// Why it cannot be taken or voted on, if so.
    pub locked: Option<&'a str>,
    /// The earlier counts, in order.
    pub before: &'a [Option<u16>],
    /// The open count.
    pub hands: u16,
    /// The most hands there can be.
    pub most_hands: u16,
    /// How many hands are up in all.
    pub total: u32,
    /// Whether most hands are up for it, alone or with others.
    pub standing: HandsStanding,
}

/// How a choice stands among the others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HandsStanding {
    /// Others have more, or nobody has any.
    Behind,
    /// It has the most.
    Most,
    /// It shares the most.
    Tie,
}

/// What was done with a row.
pub struct HandsResponse {
    /// The choice itself.
    pub row: Response,
    /// What was asked for, if anything.
    pub asked: Option<HandsAsked>,
}

/// What can be asked of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HandsAsked {
    /// One hand more.
    More,
    /// One hand less.
    Less,
    /// So many hands.
    Set(u16),
    /// This is what is done.
    Decide,
}

/// The words on the button that decides.
const DECIDE: &str = "Do this";

/// Where the columns of the counts stand.
#[derive(Clone, Copy)]
struct Columns {
    /// From the row's left edge to its words.
    words: f32,
    /// The width of one earlier count, and of the open one.
    before: f32,
    now: f32,
    /// The width of the button that takes a hand down, and of the one that decides.
    less: f32,
    decide: f32,
}

impl Columns {
    fn of(ui: &Ui, theme: &Theme) -> Self {
        let heads = text::lay_line(ui, theme, Type::LabelSmall, Color32::PLACEHOLDER, "Second");
        let decide = text::lay_line(ui, theme, Type::LabelSmall, Color32::PLACEHOLDER, DECIDE);
        Self {
            words: (spacing::NUMERAL_COLUMN * theme.growth(Type::Choice).sqrt()).round(),
            before: heads.size().x + spacing::S4,
            now: (theme.line(Type::Title) * 2.0).round(),
            less: decide.size().y + spacing::S3,
            decide: decide.size().x + 2.0 * spacing::S3,
        }
    }

    /// The room of the counts and buttons right of the words.
    fn right(&self, n_before: usize) -> f32 {
        let n_before = u16::try_from(n_before).map_or(0.0, f32::from);
        spacing::S3 + self.before * n_before + self.now + self.buttons()
    }

    /// The room of the buttons, and of what parts them from the count and the row's end.
    fn buttons(&self) -> f32 {
        spacing::S3 + self.less + spacing::S2 + self.decide + spacing::S3
    }
}

/// How high a row is at a width.
#[must_use]
pub fn hands_height(ui: &Ui, theme: &Theme, view: &HandsView<'_>, width: f32) -> f32 {
    lay(ui, theme, view, width).2
}

fn lay(ui: &Ui, theme: &Theme, view: &HandsView<'_>, width: f32) -> (Laid, Option<Laid>, f32) {
    let columns = Columns::of(ui, theme);
    let right = match view.locked {
        Some(_) => 0.0,
        None => columns.right(view.before.len()),
    };
    let room = (width - columns.words - right).max(120.0);
    let lay = |style, words: &str| {
        let ink = Color32::PLACEHOLDER;
        text::lay(ui, theme, style, ink, words, room)
    };
    let words = lay(Type::Choice, view.text);
    let reason = view.locked.map(|reason| lay(Type::Aside, reason));
    let below = reason.as_ref().map_or(BAR + 6.0, |laid| laid.size().y);
    let high = words.size().y + below + 2.0 * PAD;
    let least = match view.locked {
        Some(_) => 0.0,
        None => theme.line(Type::Title) + theme.line(Type::LabelSmall) + PAD,
    };
    (words, reason, high.max(least).round())
}

/// Above and below the words of a row.
const PAD: f32 = 8.0;
/// How high the bar of a count is.
const BAR: f32 = 8.0;

/// The words over the columns of counts, if there is more than one.
pub fn hands_heads_ui(ui: &mut Ui, theme: &Theme, n_before: usize) {
    const HEADS: [&str; 3] = ["First", "Second", "Third"];
    let columns = Columns::of(ui, theme);
    let size = vec2(ui.available_width(), theme.line(Type::LabelSmall));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let heads: Vec<&str> = HEADS.into_iter().take(n_before).chain(["Now"]).collect();
    response.widget_info(|| {
        let words = format!("Counts: {}", heads.join(", "));
        WidgetInfo::labeled(WidgetType::Label, true, words)
    });
    let mut right = rect.right() - columns.buttons();
    for (index, head) in heads.iter().rev().enumerate() {
        let width = if index == 0 {
            columns.now
        } else {
            columns.before
        };
        let laid = text::lay_line(ui, theme, Type::LabelSmall, theme.palette.soft, head);
        let at = right - width / 2.0 - laid.size().x / 2.0;
        laid.paint(ui.painter(), pos2(at, rect.top()));
        right -= width;
    }
}

/// A choice and its counts, as wide as there is room.
pub fn hands_ui(ui: &mut Ui, theme: &Theme, view: &HandsView<'_>) -> HandsResponse {
    let width = ui.available_width();
    let (words, reason, height) = lay(ui, theme, view, width);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let row = response.on_hover_cursor(CursorIcon::PointingHand);
    name_row(&row, view);
    if row.gained_focus() {
        row.scroll_to_me(None);
    }
    let columns = Columns::of(ui, theme);
    let inks = inks(theme, view, &row);
    paint_ground(ui, theme, view, rect, &row);
    let number = view.number.to_string();
    let number = text::lay_line(ui, theme, Type::Numeral, inks.number, &number);
    let top = rect.top() + PAD;
    let indent = if row.has_focus() { 0.0 } else { spacing::S2 };
    let drop = (theme.line(Type::Choice) - number.size().y) / 2.0;
    number.paint(ui.painter(), pos2(rect.left() + indent, top + drop));
    let left = rect.left() + columns.words;
    words.paint_in(ui.painter(), pos2(left, top), inks.text);
    let below = top + words.size().y;
    if let Some(reason) = &reason {
        reason.paint_in(ui.painter(), pos2(left, below), inks.soft);
        return HandsResponse { row, asked: None };
    }
    let right = rect.right() - columns.right(view.before.len());
    let bar = Rect::from_min_max(pos2(left, below + 3.0), pos2(right, below + 3.0 + BAR));
    paint_bar(ui, view, bar, inks);
    let asked = counts_ui(ui, theme, view, rect, columns, inks, &row);
    let asked = asked.or_else(|| pressed(ui, &row));
    HandsResponse { row, asked }
}

/// What a press on the row asks for: Enter and a reader's press decide, everything else counts.
fn pressed(ui: &Ui, row: &Response) -> Option<HandsAsked> {
    if row.secondary_clicked() {
        return Some(HandsAsked::Less);
    }
    if !row.clicked() {
        return None;
    }
    let (by_pointer, by_space) = ui.input(|input| {
        let by_space = input.key_pressed(egui::Key::Space);
        (input.pointer.any_click(), by_space)
    });
    Some(match by_pointer || by_space {
        true => HandsAsked::More,
        false => HandsAsked::Decide,
    })
}

#[derive(Clone, Copy)]
struct Inks {
    text: Color32,
    soft: Color32,
    number: Color32,
}

fn inks(theme: &Theme, view: &HandsView<'_>, row: &Response) -> Inks {
    let palette = &theme.palette;
    match (row.has_focus(), view.locked) {
        (true, _) => Inks {
            text: palette.on_select,
            soft: palette.select_soft,
            number: palette.on_red,
        },
        (false, Some(_)) => Inks {
            text: palette.soft,
            soft: palette.soft,
            number: palette.soft,
        },
        (false, None) => Inks {
            text: palette.ink,
            soft: palette.soft,
            number: palette.ink,
        },
    }
}

fn paint_ground(ui: &Ui, theme: &Theme, view: &HandsView<'_>, rect: Rect, row: &Response) {
    let (palette, painter) = (&theme.palette, ui.painter());
    let bar = rect.expand2(vec2(spacing::OVERHANG, 0.0));
    let (left, right, top) = (rect.left(), rect.right(), rect.top());
    if row.has_focus() {
        // What stands at the row's end keeps clear of the cut.
        let bar = bar.with_max_x(bar.right() + shapes::run(bar.height()) / 2.0);
        shapes::cut_bar(painter, bar, palette.select);
        let wedge = spacing::WEDGE * theme.growth(Type::Numeral).max(1.0);
        shapes::wedge(painter, bar, wedge, palette.red_fill);
        if theme.is_high_contrast() {
            shapes::cut_frame(painter, bar, 4.5, theme.focus());
        }
        return;
    }
    match view.locked {
        Some(_) => {
            let soft = Stroke::new(spacing::RULE, palette.soft);
            shapes::dashed_rule(painter, left, right, top, soft);
            let strip = Rect::from_min_max(
                pos2(bar.left(), rect.top() + 6.0),
                pos2(bar.left() + 10.0, rect.bottom() - 2.0),
            );
            shapes::hatch(painter, strip, 5.0, palette.soft);
        }
        None => shapes::rule(painter, left, right, top, theme.rule()),
    }
    if row.hovered() {
        let edge = bar.with_max_x(bar.left() + 4.0).with_min_y(top + 2.0);
        shapes::plane(painter, edge, palette.ink);
    }
}

/// The share of the hands that are up for it, as a length.
fn paint_bar(ui: &Ui, view: &HandsView<'_>, bar: Rect, inks: Inks) {
    let painter = ui.painter();
    let share = |hands: u16| match view.total {
        0 => 0.0,
        total => (f32::from(hands) / total as f32).min(1.0),
    };
    let line = Stroke::new(spacing::HAIR, inks.soft);
    shapes::rule(painter, bar.left(), bar.right(), bar.bottom(), line);
    let filled = bar.with_max_x(bar.left() + bar.width() * share(view.hands));
    if filled.width() > 1.0 {
        shapes::plane(painter, filled, inks.text);
    }
}

/// The counts and the buttons right of the words.
fn counts_ui(
    ui: &Ui,
    theme: &Theme,
    view: &HandsView<'_>,
    rect: Rect,
    columns: Columns,
    inks: Inks,
    row: &Response,
) -> Option<HandsAsked> {
    let painter = ui.painter();
    let middle = rect.center().y;
    let mut left = rect.right() - columns.right(view.before.len()) + spacing::S3;
    for hands in view.before {
        let words = hands.map_or("–".to_owned(), |hands| hands.to_string());
        let laid = text::lay_line(ui, theme, Type::Heading, inks.soft, &words);
        let at = pos2(left + (columns.before - laid.size().x) / 2.0, middle);
        laid.paint(painter, at - vec2(0.0, laid.size().y / 2.0));
        left += columns.before;
    }
    let now = Rect::from_min_max(
        pos2(left, rect.top() + 4.0),
        pos2(left + columns.now, rect.bottom() - 3.0),
    );
    let set = number_ui(ui, theme, view, now, inks, row);
    let tall = columns.less / 2.0;
    let less = Rect::from_min_max(
        pos2(now.right() + spacing::S3, middle - tall),
        pos2(now.right() + spacing::S3 + columns.less, middle + tall),
    );
    let decide = Rect::from_min_max(
        pos2(less.right() + spacing::S2, less.top()),
        pos2(less.right() + spacing::S2 + columns.decide, less.bottom()),
    );
    let of = |name: &str| format!("{name}: {}. {}", view.number, view.text);
    let less = small_ui(
        ui,
        theme,
        less,
        "",
        &of("One hand less"),
        row.id.with("less"),
        inks,
    );
    let decide = small_ui(
        ui,
        theme,
        decide,
        DECIDE,
        &of(DECIDE),
        row.id.with("do"),
        inks,
    );
    set.or(less.then_some(HandsAsked::Less))
        .or(decide.then_some(HandsAsked::Decide))
}

/// The open count, reversed where most hands are.
fn number_ui(
    ui: &Ui,
    theme: &Theme,
    view: &HandsView<'_>,
    rect: Rect,
    inks: Inks,
    row: &Response,
) -> Option<HandsAsked> {
    let palette = &theme.palette;
    let id = row.id.with("hands");
    let response = ui.interact(rect, id, Sense::hover());
    let name = format!("Hands for {}. {}", view.number, view.text);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(WidgetType::Slider, true, &name);
        info.value = Some(f64::from(view.hands));
        info
    });
    tell::range(&response, 0.0, f64::from(view.most_hands));
    let word = match view.standing {
        HandsStanding::Behind => "",
        HandsStanding::Most => "most",
        HandsStanding::Tie => "tie",
    };
    let (ground, ink) = match (word.is_empty(), row.has_focus()) {
        (true, _) => (None, inks.text),
        (false, true) => (Some(palette.sheet), palette.ink),
        (false, false) => (Some(palette.select), palette.on_select),
    };
    let painter = ui.painter();
    if let Some(ground) = ground {
        shapes::plane(painter, rect, ground);
    }
    let digits = text::lay_line(ui, theme, Type::Title, ink, &view.hands.to_string());
    let word = text::lay_line(ui, theme, Type::LabelSmall, ink, word);
    let tall = match ground {
        Some(_) => digits.size().y + word.size().y - spacing::S2,
        None => digits.size().y,
    };
    let top = rect.center().y - tall / 2.0;
    let x = |laid: &Laid| rect.center().x - laid.size().x / 2.0;
    digits.paint(painter, pos2(x(&digits), top));
    if ground.is_some() {
        let under = top + digits.size().y - spacing::S2;
        word.paint(painter, pos2(x(&word), under));
    }
    by_reader(ui, id, view)
}

/// What a screen reader set the number to.
fn by_reader(ui: &Ui, id: Id, view: &HandsView<'_>) -> Option<HandsAsked> {
    ui.input(|input| {
        let set = input.accesskit_action_requests(id, Action::SetValue);
        let number = set.filter_map(|request| match request.data {
            // A float saturates as a number, and no room has so many.
            Some(ActionData::NumericValue(value)) => Some(value.round() as u16),
            _ => None,
        });
        if let Some(hands) = number.last() {
            return Some(HandsAsked::Set(hands.min(view.most_hands)));
        }
        let steps = |action| input.num_accesskit_action_requests(id, action);
        let steps = |action| u16::try_from(steps(action)).unwrap_or(u16::MAX);
        match (steps(Action::Increment), steps(Action::Decrement)) {
            (0, 0) => None,
            (more, less) => {
                let hands = view.hands.saturating_add(more).saturating_sub(less);
                Some(HandsAsked::Set(hands.min(view.most_hands)))
            }
        }
    })
}

/// A small button for the pointer, with a minus if it has no label; the keyboard has keys that
/// do the same.
fn small_ui(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    label: &str,
    name: &str,
    id: Id,
    inks: Inks,
) -> bool {
    let response = ui.interact(rect, id, Sense::CLICK);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name));
    let painter = ui.painter();
    let width = if response.hovered() {
        spacing::HEAVY
    } else {
        spacing::RULE
    };
    shapes::frame(painter, rect, Stroke::new(width, inks.text));
    if label.is_empty() {
        let minus = Rect::from_center_size(rect.center(), vec2(rect.width() * 0.4, 3.0));
        shapes::plane(painter, minus, inks.text);
    } else {
        let laid = text::lay_line(ui, theme, Type::LabelSmall, inks.text, label);
        laid.paint(painter, rect.center() - laid.size() / 2.0);
    }
    response.clicked()
}

/// The choice in words, and after it everything that place and shape say.
fn name_row(row: &Response, view: &HandsView<'_>) {
    row.widget_info(|| {
        let mut name = format!("{}. {}", view.number, view.text);
        let Some(reason) = view.locked else {
            let hands = match view.hands {
                1 => "1 hand".to_owned(),
                hands => format!("{hands} hands"),
            };
            name.push_str(&format!(". {hands}"));
            name.push_str(match view.standing {
                HandsStanding::Behind => "",
                HandsStanding::Most => ", most",
                HandsStanding::Tie => ", a tie",
            });
            let before = view.before.iter();
            let before: Vec<String> = before
                .map(|hands| hands.map_or("–".to_owned(), |hands| hands.to_string()))
                .collect();
            if !before.is_empty() {
                name.push_str(&format!(". Before: {}", before.join(", ")));
            }
            return WidgetInfo::labeled(WidgetType::Button, true, name);
        };
        name.push_str(&format!(". Locked: {reason}"));
        WidgetInfo::labeled(WidgetType::Button, false, name)
    });
}
