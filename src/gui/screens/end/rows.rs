//! How a comparison's heads and rows are set: three columns beside the question, or all
//! below one another where there is no room for columns.

use bevy_egui::egui;
use egui::{
    Color32, CursorIcon, Painter, Pos2, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::Page;
use super::compare::spoken;
use crate::compare::{Cell, Entry, Row};
use crate::gui::screens::Local;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::text::Laid;
use crate::gui::widgets::{button, shapes, tell, text};

/// The width of the question's column.
const QUESTION: f32 = 240.0;
const GAP: f32 = 8.0;
/// From a cell's edge to its words.
const INDENT: f32 = 24.0;
/// Columns narrower than this cannot be read.
const LEAST: f32 = 180.0;
const LEAST_ROW: f32 = 76.0;

/// The columns' edges.
#[derive(Clone, Copy)]
pub(super) enum Columns {
    /// Beside one another.
    Beside {
        /// This run's left and right edge.
        mine: (f32, f32),
        /// The other run's.
        other: (f32, f32),
        /// History's.
        history: (f32, f32),
    },
    /// Below one another.
    Below,
}

impl Columns {
    /// What fits.
    pub(super) fn of(ui: &Ui, theme: &Theme) -> Self {
        let rect = ui.max_rect();
        let first = rect.left() + QUESTION + 20.0;
        let width = (rect.right() - first - GAP * 2.0) / 3.0;
        if width < LEAST * theme.growth(Type::ProseSmall) {
            return Self::Below;
        }
        let column = |index: f32| {
            let left = first + index * (width + GAP);
            (left, left + width)
        };
        Self::Beside {
            mine: column(0.0),
            other: column(1.0),
            history: column(2.0),
        }
    }
}

/// The heads: reversed, outlined, hatched. The middle one is a button that changes the run.
pub(super) fn heads_ui(ui: &mut Ui, page: &Page<'_>, columns: Columns, local: &mut Local) {
    let theme = page.shown.theme;
    let height = 40.0 * theme.growth(Type::Subheading).max(1.0);
    let Columns::Beside {
        mine,
        other,
        history,
    } = columns
    else {
        let size = vec2(ui.available_width().min(360.0), height);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        other_head_ui(ui, page, rect, local);
        ui.add_space(spacing::S2);
        return;
    };
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let words = "Columns: mine, another run, history";
        WidgetInfo::labeled(WidgetType::Label, true, words)
    });
    let head = |(left, right): (f32, f32)| {
        Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.top() + height))
    };
    let palette = &theme.palette;
    shapes::cut_bar(ui.painter(), head(mine), palette.select);
    let label = text::lay_line(ui, theme, Type::Subheading, palette.on_select, "Mine");
    paint_label(ui.painter(), head(mine), &label);
    other_head_ui(ui, page, head(other), local);
    history_head(ui, theme, head(history));
}

fn history_head(ui: &Ui, theme: &Theme, rect: Rect) {
    let ink = theme.palette.ink;
    let words = text::lay_line(ui, theme, Type::Subheading, ink, "History");
    let painter = ui.painter();
    shapes::hatch(painter, rect.with_max_x(rect.left() + 14.0), 6.0, ink);
    let from = rect.left() + 22.0 + words.size().x + 14.0;
    shapes::hatch(painter, rect.with_min_x(from), 6.0, ink);
    let at = pos2(rect.left() + 22.0, rect.center().y - words.size().y / 2.0);
    words.paint(painter, at);
}

fn paint_label(painter: &Painter, rect: Rect, words: &Laid) {
    let at = pos2(rect.left() + 14.0, rect.center().y - words.size().y / 2.0);
    words.paint(painter, at);
}

/// The other run's head. Pressing it asks which run is to stand there.
fn other_head_ui(ui: &mut Ui, page: &Page<'_>, rect: Rect, local: &mut Local) {
    let theme = page.shown.theme;
    let palette = &theme.palette;
    let name = page
        .shown
        .beside
        .map_or(String::new(), |it| it.other_name());
    let can_choose = page.can_choose();
    let response = ui.interact(rect, ui.id().with("other run"), Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let shown = match (name.as_str(), can_choose) {
        ("", true) => "Choose another run",
        ("", false) => "No other run yet",
        (name, _) => name,
    };
    response.widget_info(|| {
        let words = if name.is_empty() {
            shown.to_owned()
        } else {
            format!("Other run: {name}. Choose another")
        };
        WidgetInfo::labeled(WidgetType::Button, can_choose, words)
    });
    if can_choose {
        tell::key(&response, "B");
    }
    let painter = ui.painter();
    if can_choose && response.hovered() {
        shapes::cut_bar(painter, rect, palette.low);
    }
    if name.is_empty() {
        shapes::dashed_frame(painter, rect.shrink(1.0), theme.frame(), 4.0, 4.0);
    } else {
        shapes::cut_frame(painter, rect, 0.0, theme.frame());
    }
    let cap = button::key_cap_size(ui, theme, "B");
    let ink = if name.is_empty() {
        palette.soft
    } else {
        palette.ink
    };
    let room = rect.width() - cap.x - 48.0;
    let words = text::lay_short(ui, theme, Type::Subheading, ink, shown, room);
    paint_label(painter, rect, &words);
    if can_choose {
        let at = pos2(rect.right() - cap.x - 20.0, rect.center().y - cap.y / 2.0);
        button::paint_key_cap(ui, theme, "B", Rect::from_min_size(at, cap), ink);
    }
    if response.has_focus() {
        shapes::cut_focus_frame(ui.painter(), rect, theme);
    }
    if can_choose && response.clicked() {
        local.end.picking = true;
    }
}

/// A run's words, what is remarked on them, and how likely they were.
struct Set {
    words: Laid,
    remark: Option<Laid>,
    odds: Option<Laid>,
}

impl Set {
    fn of(ui: &Ui, theme: &Theme, entry: &Entry, remark: &str, width: f32) -> Self {
        let palette = &theme.palette;
        let same = entry.cell().is_none_or(|cell| cell.as_in_history());
        let ink = if same { palette.soft } else { palette.ink };
        let note = |words: &str| text::lay(ui, theme, Type::Note, palette.soft, words, width);
        let odds = entry.cell().and_then(|cell| cell.odds.as_deref());
        let votes = entry.cell().and_then(Cell::votes_in_words);
        let remark = match (remark, votes) {
            (remark, None) => remark.to_owned(),
            ("", Some(votes)) => votes,
            (remark, Some(votes)) => format!("{remark} · {votes}"),
        };
        Self {
            words: text::lay(ui, theme, Type::ProseSmall, ink, entry.words(), width),
            remark: (!remark.is_empty()).then(|| note(&remark)),
            odds: odds.map(note),
        }
    }

    fn height(&self) -> f32 {
        let of = |laid: &Option<Laid>| laid.as_ref().map_or(0.0, |laid| laid.size().y);
        self.words.size().y + of(&self.remark) + of(&self.odds)
    }

    fn paint(&self, painter: &Painter, at: Pos2, cell: Rect) {
        self.words.paint(painter, at);
        let below = at + vec2(0.0, self.words.size().y);
        if let Some(remark) = &self.remark {
            remark.paint(painter, below);
        }
        if let Some(odds) = &self.odds {
            let size = odds.size();
            let corner = cell.max - vec2(size.x + 12.0, size.y + 6.0);
            odds.paint(painter, corner);
        }
    }
}

/// One question and its answers.
pub(super) fn row_ui(ui: &mut Ui, theme: &Theme, row: &Row, columns: Columns, has_other: bool) {
    match columns {
        Columns::Beside {
            mine,
            other,
            history,
        } => beside_ui(ui, theme, row, [mine, other, history], has_other),
        Columns::Below => below_ui(ui, theme, row, has_other),
    }
}

fn question(ui: &Ui, theme: &Theme, row: &Row, width: f32) -> (Laid, Laid) {
    let palette = &theme.palette;
    let runs = [(row.question.as_str(), theme.bold(Type::Sans, palette.ink))];
    let day = format!("{} · {}", row.day, row.kind());
    (
        text::lay_runs(ui, &runs, width),
        text::lay(ui, theme, Type::Note, palette.soft, &day, width),
    )
}

fn beside_ui(
    ui: &mut Ui,
    theme: &Theme,
    row: &Row,
    [mine_at, other_at, history_at]: [(f32, f32); 3],
    has_other: bool,
) {
    let palette = &theme.palette;
    let width = mine_at.1 - mine_at.0 - INDENT - 12.0;
    let (question, day) = question(ui, theme, row, QUESTION);
    let mine = Set::of(ui, theme, &row.mine, &row.remark_on_mine(), width);
    let other = has_other.then(|| Set::of(ui, theme, &row.other, &row.remark_on_other(), width));
    let recorded = row.history.as_deref().unwrap_or("nothing is recorded");
    let history = text::lay(ui, theme, Type::ProseSmall, palette.ink, recorded, width);
    let tallest = [
        question.size().y + day.size().y,
        mine.height(),
        other.as_ref().map_or(0.0, Set::height),
        history.size().y + theme.line(Type::Note) + 4.0,
    ]
    .into_iter()
    .fold(LEAST_ROW - 21.0, f32::max);
    let size = vec2(ui.available_width(), (tallest + 21.0).ceil());
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, spoken(row, has_other)));
    if !ui.is_rect_visible(rect.expand(12.0)) {
        return;
    }
    let painter = ui.painter();
    shapes::rule(painter, rect.left(), rect.right(), rect.top(), theme.rule());
    let top = rect.top() + 10.0;
    question.paint(painter, pos2(rect.left(), top));
    day.paint(painter, pos2(rect.left(), top + question.size().y));
    let cell = |(left, right): (f32, f32)| {
        Rect::from_min_max(pos2(left, rect.top() + 2.0), pos2(right, rect.bottom()))
    };
    paint_cell(ui, theme, cell(mine_at), &row.mine, &mine);
    if let Some(other) = &other {
        paint_cell(ui, theme, cell(other_at), &row.other, other);
    }
    let left = history_at.0 + 8.0;
    history.paint(painter, pos2(left, top));
    let below = pos2(left, top + history.size().y + 2.0);
    paint_standing(ui, theme, row, below);
    if row.first_from_history {
        flag(ui, theme, cell(mine_at).right_top(), "First difference");
    }
    if row.first_between {
        flag(ui, theme, cell(other_at).right_top(), "The runs part here");
    }
}

/// Tinted with a red corner where it differs, "=" where it does not.
fn paint_cell(ui: &Ui, theme: &Theme, rect: Rect, entry: &Entry, set: &Set) {
    let painter = ui.painter();
    let at = rect.min + vec2(INDENT, 8.0);
    match entry.cell() {
        Some(cell) if !cell.as_in_history() => {
            shapes::plane(painter, rect, theme.palette.low);
            shapes::frame(painter, rect, theme.plane_frame());
            shapes::corner(painter, rect.min, 20.0, theme.palette.red);
        }
        Some(_) => {
            let same = text::lay_line(ui, theme, Type::ProseSmall, theme.palette.soft, "=");
            same.paint(painter, pos2(rect.left() + 4.0, at.y));
        }
        None => {}
    }
    set.paint(painter, at, rect);
}

fn paint_standing(ui: &Ui, theme: &Theme, row: &Row, at: Pos2) {
    let soft = theme.palette.soft;
    let words = text::lay_line(ui, theme, Type::Note, soft, row.standing);
    let mut left = at.x;
    if let Some(sign) = row.sign {
        let side = 11.0;
        let square = Rect::from_min_size(
            pos2(left, at.y + (words.size().y - side) / 2.0 + 1.0),
            vec2(side, side),
        );
        shapes::certainty(ui.painter(), square, sign, soft);
        left += side + spacing::S1;
    }
    words.paint(ui.painter(), pos2(left, at.y));
}

/// A red flag on a row's top rule, its right end at `corner`.
fn flag(ui: &Ui, theme: &Theme, corner: Pos2, words: &str) {
    let ink = theme.palette.on_red;
    let words = text::lay_line(ui, theme, Type::LabelSmall, ink, words);
    let size = vec2(words.size().x + 28.0, 20.0_f32.max(words.size().y + 2.0));
    let rect = Rect::from_min_size(pos2(corner.x - size.x, corner.y - size.y * 0.65), size);
    shapes::cut_bar(ui.painter(), rect, theme.palette.red_fill);
    let at = pos2(rect.left() + 10.0, rect.center().y - words.size().y / 2.0);
    words.paint(ui.painter(), at);
}

/// The same below one another, each column named.
fn below_ui(ui: &mut Ui, theme: &Theme, row: &Row, has_other: bool) {
    let palette = &theme.palette;
    let width = ui.available_width() - INDENT - spacing::S3;
    let (question, day) = question(ui, theme, row, ui.available_width());
    let name = |words: &str, ink: Color32| text::lay_line(ui, theme, Type::LabelSmall, ink, words);
    let mut parts = vec![(
        name("Mine", palette.soft),
        Set::of(ui, theme, &row.mine, &row.remark_on_mine(), width),
        Some(&row.mine),
    )];
    if has_other {
        parts.push((
            name("Other run", palette.soft),
            Set::of(ui, theme, &row.other, &row.remark_on_other(), width),
            Some(&row.other),
        ));
    }
    let recorded = row.history.as_deref().unwrap_or("nothing is recorded");
    let history = Set {
        words: text::lay(ui, theme, Type::ProseSmall, palette.ink, recorded, width),
        remark: Some(text::lay_line(
            ui,
            theme,
            Type::Note,
            palette.soft,
            row.standing,
        )),
        odds: None,
    };
    parts.push((name("History", palette.soft), history, None));
    let heights: Vec<f32> = parts
        .iter()
        .map(|(name, set, _)| name.size().y + set.height() + 10.0)
        .collect();
    let head = question.size().y + day.size().y + 26.0;
    let size = vec2(
        ui.available_width(),
        head + heights.iter().sum::<f32>() + 10.0,
    );
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, spoken(row, has_other)));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter();
    shapes::rule(painter, rect.left(), rect.right(), rect.top(), theme.rule());
    let mut at = rect.min + vec2(0.0, 20.0);
    question.paint(painter, at);
    at.y += question.size().y;
    day.paint(painter, at);
    at.y += day.size().y + 6.0;
    for ((name, set, entry), height) in parts.iter().zip(heights) {
        let cell = Rect::from_min_size(at, vec2(rect.width(), height - 4.0));
        name.paint(painter, at + vec2(INDENT, 2.0));
        let below = Rect::from_min_max(at + vec2(0.0, name.size().y), cell.max);
        match entry {
            Some(entry) => paint_cell(ui, theme, below, entry, set),
            None => set.paint(painter, below.min + vec2(INDENT, 8.0), below),
        }
        at.y += height;
    }
    let mut corner = rect.right_top() + vec2(0.0, 14.0);
    for (is, words) in [
        (row.first_from_history, "First difference"),
        (row.first_between, "The runs part here"),
    ] {
        if is {
            flag(ui, theme, corner, words);
            corner.x -= 180.0;
        }
    }
}
