//! The record of an hour: what is known, how surely, and from where.
//!
//! Always sans on newsprint with a hatched spine, so that nobody takes it for fiction.

use bevy_egui::egui;
use egui::{Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo, WidgetType, pos2, vec2};

use super::prose::{self, Setting};
use super::shapes;
use super::sheet::Card;
use super::text;
use crate::gui::theme::{Theme, Type, spacing};
use crate::model::{Certainty, Link, Prose, Standing};

/// A record as shown.
#[derive(Clone, Copy, Debug)]
pub struct RecordView<'a> {
    /// "What is recorded of this hour".
    pub heading: &'a str,
    /// "25 October, about 03:30".
    pub when: &'a str,
    /// How sure it is.
    pub standing: Certainty,
    /// What is known.
    pub text: &'a Prose,
    /// The scene's choices, if the scene had any.
    pub choices: &'a [RecordChoice<'a>],
    /// One line per source.
    pub sources: &'a [String],
    /// The question historians dispute here; may be empty.
    pub debate: &'a str,
    /// How the run compares so far, for the bar at the foot; may be empty.
    pub verdict: &'a str,
}

/// What is known of a choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RecordChoice<'a> {
    /// Its number on the screen.
    pub number: usize,
    /// Its words.
    pub text: &'a str,
    /// What is known of it.
    pub standing: Standing,
    /// Whether this run took it.
    pub taken: bool,
}

const SPINE: f32 = 20.0;
const PAD: f32 = 24.0;

/// A record card as wide as there is room. Returns the link that was asked for.
pub fn record_ui(ui: &mut Ui, theme: &Theme, view: &RecordView<'_>) -> Option<Link> {
    let behind = Card::behind(ui.painter());
    let outer = ui.available_rect_before_wrap();
    let inner = Rect::from_min_max(
        pos2(outer.left() + SPINE + 4.0 + PAD, outer.top() + 16.0),
        pos2(outer.right() - 32.0, outer.bottom()),
    );
    let mut body = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("record"));
    body.spacing_mut().item_spacing = egui::Vec2::ZERO;
    let asked = body_ui(&mut body, theme, view);
    let card = outer.with_max_y(body.min_rect().bottom() + 14.0);
    ui.advance_cursor_after_rect(card);
    let painter = ui.painter();
    behind.paint(painter, card, theme.palette.low, theme.frame());
    let spine = Rect::from_min_max(
        card.min + vec2(2.0, 2.0),
        pos2(card.left() + 2.0 + SPINE, card.bottom() - 2.0),
    );
    shapes::plane(painter, spine, theme.palette.sheet);
    shapes::hatch(painter, spine, 6.0, theme.palette.ink);
    let edge = Rect::from_min_max(spine.right_top(), spine.right_bottom() + vec2(2.0, 0.0));
    shapes::plane(painter, edge, theme.palette.ink);
    asked
}

fn body_ui(ui: &mut Ui, theme: &Theme, view: &RecordView<'_>) -> Option<Link> {
    let palette = &theme.palette;
    text::text_ui(ui, theme, Type::Heading, palette.ink, view.heading);
    ui.add_space(10.0);
    standing_ui(ui, theme, view.when, view.standing);
    ui.add_space(14.0);
    let asked = prose::prose_ui(ui, theme, view.text, Setting::record(theme));
    if !view.choices.is_empty() {
        rule_ui(ui, theme, 18.0, 12.0);
        text::text_ui(ui, theme, Type::Label, palette.ink, "Your choices here");
        ui.add_space(6.0);
        for choice in view.choices {
            choice_line_ui(ui, theme, choice);
        }
    }
    rule_ui(ui, theme, 16.0, 10.0);
    sources_ui(ui, theme, view);
    if !view.debate.is_empty() {
        ui.add_space(spacing::S2);
        let line = format!("Historians dispute: {}", view.debate);
        text::text_ui(ui, theme, Type::Note, palette.ink, &line);
    }
    if !view.verdict.is_empty() {
        ui.add_space(spacing::S4);
        verdict_ui(ui, theme, view.verdict);
    }
    asked
}

/// How sure a claim is: the square and the word, after when it was. The words may be empty.
pub fn standing_ui(ui: &mut Ui, theme: &Theme, when: &str, certainty: Certainty) {
    let palette = &theme.palette;
    let before = match when {
        "" => String::new(),
        when => format!("{when}  ·  "),
    };
    let soft = theme.format(Type::SansSmall, palette.ink);
    let when = text::lay_runs(ui, &[(&before, soft)], f32::INFINITY);
    let bold = theme.bold(Type::SansSmall, palette.ink);
    let word = text::lay_runs(ui, &[(certainty.word(), bold)], f32::INFINITY);
    let square = (spacing::STANDING * theme.growth(Type::SansSmall)).round();
    let size = vec2(when.size().x + square + 4.0 + word.size().x, word.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(
            WidgetType::Label,
            true,
            format!("{before}{}", certainty.word()),
        )
    });
    let painter = ui.painter();
    when.paint(painter, rect.min);
    let mark = Rect::from_center_size(
        pos2(rect.left() + when.size().x + square / 2.0, rect.center().y),
        vec2(square, square),
    );
    shapes::certainty(painter, mark, certainty, palette.ink);
    word.paint(painter, pos2(mark.right() + 4.0, rect.top()));
}

fn choice_line_ui(ui: &mut Ui, theme: &Theme, choice: &RecordChoice<'_>) {
    let palette = &theme.palette;
    let square = (spacing::STANDING * theme.growth(Type::SansSmall)).round();
    let number = choice.number.to_string();
    let said = format!("  {}: {}", choice.text, choice.standing.words());
    let plain = theme.format(Type::SansSmall, palette.ink);
    let bold = theme.bold(Type::SansSmall, palette.ink);
    let mut runs = vec![(number.as_str(), bold.clone()), (said.as_str(), plain)];
    if choice.taken {
        runs.push((" (yours)", bold));
    }
    let indent = square + spacing::S2;
    let words = text::lay_runs(ui, &runs, ui.available_width() - indent);
    let size = vec2(ui.available_width(), words.size().y + 3.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name: String = runs.iter().map(|(text, _)| *text).collect();
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &name));
    let line = theme.line(Type::SansSmall);
    let mark = Rect::from_min_size(
        pos2(rect.left(), rect.top() + (line - square) / 2.0),
        vec2(square, square),
    );
    shapes::standing(ui.painter(), mark, choice.standing, palette.ink);
    words.paint(ui.painter(), pos2(rect.left() + indent, rect.top()));
}

fn sources_ui(ui: &mut Ui, theme: &Theme, view: &RecordView<'_>) {
    let palette = &theme.palette;
    let plain = theme.format(Type::Note, palette.ink);
    let list = match view.sources {
        [] => "none named".to_owned(),
        sources => sources.join("; "),
    };
    let runs = [
        ("Sources. ", theme.bold(Type::Note, palette.ink)),
        (list.as_str(), plain),
    ];
    text::runs_ui(ui, &runs);
}

fn verdict_ui(ui: &mut Ui, theme: &Theme, verdict: &str) {
    let palette = &theme.palette;
    let (fill, ink) = if theme.is_high_contrast() {
        (palette.select, palette.on_select)
    } else {
        (palette.band, palette.on_band)
    };
    let words = text::lay(
        ui,
        theme,
        Type::Label,
        ink,
        verdict,
        ui.available_width() - 60.0,
    );
    let size = vec2(words.size().x + 68.0, words.size().y + 14.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, verdict));
    shapes::cut_bar(ui.painter(), rect, fill);
    words.paint(ui.painter(), rect.min + vec2(14.0, 7.0));
}

fn rule_ui(ui: &mut Ui, theme: &Theme, above: f32, below: f32) {
    ui.add_space(above);
    let size = vec2(ui.available_width(), spacing::RULE);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let line = Stroke::new(spacing::RULE, theme.palette.ink);
    shapes::rule(ui.painter(), rect.left(), rect.right(), rect.top(), line);
    ui.add_space(below);
}
