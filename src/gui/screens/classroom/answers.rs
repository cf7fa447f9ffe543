//! The answers of a question one under the other, each with its count and its pupils.
//!
//! History's is hatched, ruled and tagged, and its pupils are drawn like all others: it
//! happened, and is not the right answer. How large everything is drawn follows from the room
//! there is; nothing is left out for want of it.

use bevy_egui::egui;
use egui::{Color32, Rect, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::class::{Class, GroupBy, Tally};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::people::{self, as_length};
use crate::gui::widgets::shapes;
use crate::gui::widgets::text::{self, Laid};

/// Answers as shown.
pub(super) struct AnswersView<'a> {
    pub(super) class: &'a Class,
    pub(super) answers: &'a [Tally],
    /// How sure the record is, in a word; may be empty.
    pub(super) standing: &'a str,
    pub(super) length: Length,
    pub(super) asked: Asked,
}

impl AnswersView<'_> {
    /// How the answer falls on the groups, where there is more than the one that was asked.
    fn groups(&self, tally: &Tally) -> String {
        match (self.asked, self.class.by) {
            (Asked::Role, GroupBy::Role) => String::new(),
            _ => self.class.groups_in_words(tally),
        }
    }
}

/// Who was asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Every run.
    All,
    /// The runs of one role.
    Role,
}

/// How long the answers' words are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// A few words, set as headings.
    Short,
    /// A sentence.
    Long,
}

/// How large everything is drawn.
#[derive(Clone, Copy)]
struct Measure {
    count: Type,
    answer: Type,
    bust: f32,
    gap: f32,
}

impl Measure {
    fn scrolled(length: Length) -> Self {
        let [_, middle, _] = Self::all(length);
        middle
    }

    /// From what eight metres ask for to what five answers leave room for.
    fn all(length: Length) -> [Self; 3] {
        let answer = |short| match length {
            Length::Short => short,
            Length::Long => Type::Choice,
        };
        [
            Self {
                count: Type::Count,
                answer: answer(Type::Numeral),
                bust: 56.0,
                gap: 10.0,
            },
            Self {
                count: Type::Count,
                answer: answer(Type::Numeral),
                bust: 44.0,
                gap: 5.0,
            },
            Self {
                count: Type::Question,
                answer: answer(Type::Subheading),
                bust: 30.0,
                gap: 5.0,
            },
        ]
    }
}

/// What one figure stands for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Figures {
    /// Busts so high, each for so many runs.
    Busts { height: f32, each: usize },
    /// A bar as long as the number.
    Bar { height: f32 },
}

/// One run to a bust while that can be counted, several where it cannot, and a bar where
/// even that says nothing.
fn figures(height: f32, most: usize, width: f32) -> Figures {
    const SMALLER: f32 = 0.72;
    let takes = |height: f32, each: usize| as_length(most.div_ceil(each)) * people::pitch(height);
    if takes(height, 1) <= width {
        return Figures::Busts { height, each: 1 };
    }
    if takes(height * SMALLER, 1) <= width {
        return Figures::Busts {
            height: height * SMALLER,
            each: 1,
        };
    }
    match [2, 5, 10, 20]
        .into_iter()
        .find(|each| takes(height, *each) <= width)
    {
        Some(each) => Figures::Busts { height, each },
        None => Figures::Bar {
            height: height * 0.6,
        },
    }
}

impl Figures {
    fn height(self) -> f32 {
        match self {
            Self::Busts { height, .. } | Self::Bar { height } => height,
        }
    }

    fn width(self, number: usize, most: usize, width: f32) -> f32 {
        match self {
            Self::Busts { height, each } => {
                as_length(number.div_ceil(each)) * people::pitch(height)
            }
            Self::Bar { .. } => (width * as_length(number) / as_length(most).max(1.0)).max(2.0),
        }
    }

    /// What has to be said of them; nothing where each is a run.
    pub(super) fn told(self) -> Option<String> {
        match self {
            Self::Busts { each: 1, .. } => None,
            Self::Busts { each, .. } => Some(format!("One figure stands for {each} runs.")),
            Self::Bar { .. } => Some("The bars are as long as the runs are many.".to_owned()),
        }
    }
}

/// A row laid out.
struct Row<'a> {
    tally: &'a Tally,
    count: Laid,
    answer: Laid,
    tag: Option<Laid>,
    groups: Option<Laid>,
    groups_beside: bool,
    nobody: Option<Laid>,
    height: f32,
}

struct Plan<'a> {
    rows: Vec<Row<'a>>,
    column: f32,
    figures: Figures,
    most: usize,
    measure: Measure,
    /// What the line takes that tells what a figure stands for.
    told: f32,
}

impl Plan<'_> {
    fn height(&self) -> f32 {
        self.rows.iter().map(|row| row.height).sum::<f32>() + self.told
    }

    /// Lets the rows stand further apart where there is room left.
    fn take_up(&mut self, room: f32) {
        const MOST: f32 = 18.0;
        let spare = (room - self.height()) / as_length(self.rows.len()).max(1.0);
        let more = spare.clamp(0.0, MOST).floor();
        for row in &mut self.rows {
            row.height += more;
        }
        self.measure.gap += more / 2.0;
    }
}

const NOBODY: &str = "nobody";

/// Between what stands in a row and its edges.
const PAD: f32 = 12.0;

/// Draws the answers; `room` is how high they may be so that all is in sight at once.
pub(super) fn answers_ui(ui: &mut Ui, theme: &Theme, view: &AnswersView<'_>, room: f32) {
    let width = ui.available_width();
    let mut best: Option<Plan<'_>> = None;
    for measure in Measure::all(view.length) {
        let plan = plan(ui, theme, view, measure, width);
        if plan.height() <= room {
            best = Some(plan);
            break;
        }
    }
    // What has to be scrolled in any case is not made small first.
    let scrolled = || Some(plan(ui, theme, view, Measure::scrolled(view.length), width));
    let Some(mut plan) = best.or_else(scrolled) else {
        return;
    };
    plan.take_up(room);
    let last = plan.rows.len().saturating_sub(1);
    for (index, row) in plan.rows.iter().enumerate() {
        row_ui(ui, theme, view, &plan, row, index == last);
    }
    if let Some(told) = plan.figures.told() {
        ui.add_space(spacing::S2);
        ui.horizontal(|ui| {
            ui.add_space(PAD);
            let soft = theme.palette.soft;
            let room = ui.available_width();
            let laid = text::lay(ui, theme, Type::SansSmall, soft, &told, room);
            text::place(ui, &laid, &told);
        });
    }
}

fn plan<'a>(
    ui: &Ui,
    theme: &Theme,
    view: &AnswersView<'a>,
    measure: Measure,
    width: f32,
) -> Plan<'a> {
    let ink = theme.palette.ink;
    let most = view
        .answers
        .iter()
        .map(|tally| tally.n_runs)
        .max()
        .unwrap_or(0);
    let count =
        |tally: &Tally| text::lay_line(ui, theme, measure.count, ink, &tally.n_runs.to_string());
    let widest = view.answers.iter().map(|tally| count(tally).size().x);
    let column = widest.fold(76.0, f32::max) + 2.0 * PAD;
    let room = width - column - PAD;
    let figures = figures(measure.bust, most, room);
    let rows = view.answers.iter().map(|tally| {
        let tag = tally.historical.then(|| {
            let words = tag_words(view.standing);
            text::lay_line(ui, theme, Type::Label, theme.palette.on_select, &words)
        });
        let taken = tag.as_ref().map_or(0.0, |tag| tag.size().x + TAG);
        let answer = match room - taken < 160.0 {
            // The tag gets a line of its own.
            true => even(ui, theme, measure.answer, &tally.text, room),
            false => even(ui, theme, measure.answer, &tally.text, room - taken),
        };
        let above = match (&tag, room - taken < 160.0) {
            (Some(tag), true) => tag.size().y + spacing::S2,
            _ => 0.0,
        };
        let groups_ink = if tally.historical {
            ink
        } else {
            theme.palette.soft
        };
        let words = view.groups(tally);
        let drawn = figures.width(tally.n_runs, most, room);
        let line = text::lay_line(ui, theme, Type::SansSmall, groups_ink, &words);
        let beside = drawn + spacing::S5 + line.size().x <= room;
        let groups = match (words.is_empty(), beside) {
            (true, _) => None,
            (false, true) => Some(line),
            (false, false) => Some(text::lay(
                ui,
                theme,
                Type::SansSmall,
                groups_ink,
                &words,
                room,
            )),
        };
        let nobody = (tally.n_runs == 0)
            .then(|| text::lay_line(ui, theme, Type::SansSmall, theme.palette.soft, NOBODY));
        let mut figure = match &nobody {
            Some(nobody) => nobody.size().y,
            None => figures.height() + spacing::S1,
        };
        match &groups {
            Some(groups) if beside => figure = figure.max(groups.size().y + spacing::S1),
            Some(groups) => figure += groups.size().y + spacing::S1,
            None => {}
        }
        let count = count(tally);
        let inner = (above + answer.size().y + figure).max(count.size().y * 0.9);
        Row {
            height: (inner + 2.0 * measure.gap).round(),
            tally,
            count,
            answer,
            tag,
            groups,
            groups_beside: beside,
            nobody,
        }
    });
    Plan {
        rows: rows.collect(),
        column,
        figures,
        most,
        measure,
        told: match figures.told() {
            Some(_) => theme.line(Type::SansSmall) + spacing::S2,
            None => 0.0,
        },
    }
}

/// A heading whose lines are about as long as each other, in as few as there is room for.
pub(super) fn even(ui: &Ui, theme: &Theme, style: Type, words: &str, width: f32) -> text::Laid {
    let lay = |width| text::lay(ui, theme, style, theme.palette.ink, words, width);
    let mut best = lay(width);
    let rows = best.rows();
    for part in [0.9, 0.8, 0.7, 0.6, 0.5] {
        let narrower = lay(width * part);
        if rows < 2 || narrower.rows() > rows {
            break;
        }
        best = narrower;
    }
    best
}

/// What the tag takes beside its words.
const TAG: f32 = 44.0;

fn tag_words(standing: &str) -> String {
    match standing {
        "" => "= History".to_owned(),
        standing => format!("= History, {standing}"),
    }
}

fn row_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AnswersView<'_>,
    plan: &Plan<'_>,
    row: &Row<'_>,
    is_last: bool,
) {
    let palette = &theme.palette;
    let size = vec2(ui.available_width(), row.height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, name(view, row.tally)));
    let painter = ui.painter();
    let historical = row.tally.historical;
    if historical {
        shapes::hatch(painter, rect, 9.0, hatch_ink(theme));
    }
    let heavy = Stroke::new(spacing::HEAVY, palette.ink);
    let line = |is_heavy: bool| if is_heavy { heavy } else { theme.rule() };
    shapes::rule(
        painter,
        rect.left(),
        rect.right(),
        rect.top(),
        line(historical),
    );
    if historical || is_last {
        let y = rect.bottom() - if is_last { 0.0 } else { spacing::HEAVY };
        shapes::rule(painter, rect.left(), rect.right(), y, heavy);
    }
    let middle = rect.center().y;
    let count = pos2(rect.left() + PAD, middle - row.count.size().y / 2.0);
    row.count.paint(painter, count);
    let left = rect.left() + plan.column;
    let room = rect.right() - PAD - left;
    let mut top = rect.top() + plan.measure.gap;
    if let Some(tag) = &row.tag {
        let high = tag.size().y + spacing::S2;
        let right = rect.right() - PAD;
        let corner = pos2(right - tag.size().x - TAG + PAD, rect.top());
        let bar = Rect::from_min_max(corner, pos2(right, rect.top() + high));
        shapes::cut_bar(painter, bar, palette.select);
        tag.paint(painter, pos2(bar.left() + PAD, bar.top() + spacing::S1));
        if room - tag.size().x - TAG < 160.0 {
            top += high;
        }
    }
    row.answer.paint(painter, pos2(left, top));
    top += row.answer.size().y;
    if let Some(nobody) = &row.nobody {
        nobody.paint(painter, pos2(left, top));
        return;
    }
    top += spacing::S1;
    let at = pos2(left, top);
    match plan.figures {
        Figures::Busts { height, each } => {
            let number = as_length(row.tally.n_runs) / as_length(each);
            people::busts(painter, at, height, number, palette.ink);
        }
        Figures::Bar { height } => {
            let wide = plan.figures.width(row.tally.n_runs, plan.most, room);
            shapes::plane(
                painter,
                Rect::from_min_size(at, vec2(wide, height)),
                palette.ink,
            );
        }
    }
    if let Some(groups) = &row.groups {
        let drawn = plan.figures.width(row.tally.n_runs, plan.most, room);
        let high = plan.figures.height();
        let at = match row.groups_beside {
            true => pos2(
                left + drawn + spacing::S4,
                top + (high - groups.size().y) / 2.0,
            ),
            false => pos2(left, top + high + spacing::S1),
        };
        groups.paint(painter, at);
    }
}

/// Paler than lines with meaning: words stand on it.
fn hatch_ink(theme: &Theme) -> Color32 {
    match theme.is_high_contrast() {
        true => theme.palette.hair,
        false => theme.palette.street,
    }
}

/// "11: A commissar. = History, documented. Red Guard 6 · Minister 2.".
fn name(view: &AnswersView<'_>, tally: &Tally) -> String {
    let mut name = format!("{}: {}.", tally.n_runs, tally.text.trim_end_matches('.'));
    if tally.n_runs == 0 {
        name = format!("{name} {NOBODY}.");
    }
    if tally.historical {
        name = format!("{name} {}.", tag_words(view.standing));
    }
    match view.groups(tally).as_str() {
        "" => name,
        groups => format!("{name} {groups}."),
    }
}

#[cfg(test)]
mod tests {
    use super::{Figures, figures};

    #[test]
    fn every_run_is_a_bust_while_they_can_be_counted() {
        let of = |most| figures(56.0, most, 740.0);
        assert_eq!(
            of(0),
            Figures::Busts {
                height: 56.0,
                each: 1
            }
        );
        assert_eq!(
            of(23),
            Figures::Busts {
                height: 56.0,
                each: 1
            }
        );
        assert!(matches!(of(30), Figures::Busts { each: 1, .. }));
        assert_eq!(
            of(40),
            Figures::Busts {
                height: 56.0,
                each: 2
            }
        );
        assert_eq!(
            of(200),
            Figures::Busts {
                height: 56.0,
                each: 10
            }
        );
        assert!(matches!(of(10_000), Figures::Bar { .. }));
        assert_eq!(of(200).told().unwrap(), "One figure stands for 10 runs.");
    }
}
