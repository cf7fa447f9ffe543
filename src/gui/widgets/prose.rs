//! Prose with emphasis and links.
//!
//! Each paragraph is one layout. Links keep the text's colour; a thin red line four points
//! below the words says that they can be asked about. They are reached with the pointer and
//! with Tab, and each is a link in the accessibility tree.

use bevy_egui::egui;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, CursorIcon, Id, Pos2, Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2,
    vec2,
};

use super::shapes;
use super::text::{self, Laid};
use crate::gui::theme::{Theme, Type, spacing};
use crate::model::{Link, Paragraph, Prose};
use crate::store::Spacing;

/// How prose is set.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Setting {
    /// The style of its letters.
    pub style: Type,
    /// The words.
    pub ink: Color32,
    /// The line under links.
    pub line: Color32,
    /// Between paragraphs, at 100 %.
    pub gap: f32,
    /// How much of it is there yet.
    pub arrived: Arrived,
}

/// How much of a text has come. What is not leaves its room, so that nothing moves when
/// it comes; assistive technology has all of it from the first.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub enum Arrived {
    /// All of it.
    #[default]
    Whole,
    /// So many words; the last of them may be on its way in.
    Words(f32),
}

impl Setting {
    /// Fiction on the sheet.
    #[must_use]
    pub fn fiction(theme: &Theme) -> Self {
        Self {
            style: Type::Prose,
            ink: theme.palette.ink,
            line: theme.palette.red,
            gap: spacing::PARAGRAPH,
            arrived: Arrived::Whole,
        }
    }

    /// The same, as far as it is there.
    #[must_use]
    pub fn arrived(self, arrived: Arrived) -> Self {
        Self { arrived, ..self }
    }

    /// Between paragraphs, as the reader has it.
    fn gap(&self, theme: &Theme) -> f32 {
        let airy = match theme.spacing {
            // Lines further apart need paragraphs further apart still.
            Spacing::Wide => 1.8,
            Spacing::Close | Spacing::Normal => 1.0,
        };
        (self.gap * theme.growth(self.style) * airy).round()
    }

    /// The record: sans.
    #[must_use]
    pub fn record(theme: &Theme) -> Self {
        Self {
            style: Type::Sans,
            gap: spacing::S3,
            ..Self::fiction(theme)
        }
    }
}

impl Arrived {
    /// Whether so many words are there.
    fn has(self, n_words: usize) -> bool {
        match self {
            Self::Whole => true,
            Self::Words(words) => u16::try_from(n_words).is_ok_and(|n| f32::from(n) <= words),
        }
    }
}

/// A link's words on one line.
struct Piece {
    link: Link,
    /// How many words the paragraph has up to its end.
    n_words: usize,
    /// Position of the link among the paragraph's links.
    number: usize,
    /// Below which the line is drawn.
    baseline: f32,
    rect: Rect,
}

/// Prose, wrapped at the available width. Returns the link that was asked for.
pub fn prose_ui(ui: &mut Ui, theme: &Theme, prose: &Prose, setting: Setting) -> Option<Link> {
    let mut asked = None;
    let mut n_before = 0.0;
    for (index, paragraph) in prose.paragraphs.iter().enumerate() {
        if index > 0 {
            ui.add_space(setting.gap(theme));
        }
        let part = match setting.arrived {
            Arrived::Whole => setting,
            Arrived::Words(words) => setting.arrived(Arrived::Words(words - n_before)),
        };
        asked = asked.or(paragraph_ui(ui, theme, paragraph, part));
        n_before += n_words_of(paragraph);
    }
    asked
}

/// How many words there are to arrive.
#[must_use]
pub fn n_words(prose: &Prose) -> f32 {
    prose.paragraphs.iter().map(n_words_of).sum()
}

fn n_words_of(paragraph: &Paragraph) -> f32 {
    let n_words = paragraph.plain().split_whitespace().count();
    u16::try_from(n_words).map_or(f32::MAX, f32::from)
}

/// How high prose stands at a width.
#[must_use]
pub fn prose_height(ui: &Ui, theme: &Theme, prose: &Prose, setting: Setting, width: f32) -> f32 {
    let gap = setting.gap(theme);
    let heights = prose
        .paragraphs
        .iter()
        .map(|paragraph| lay_paragraph(ui, theme, paragraph, setting, width).size().y + gap);
    (heights.sum::<f32>() - gap).max(0.0)
}

/// One paragraph. Returns the link that was asked for.
pub fn paragraph_ui(
    ui: &mut Ui,
    theme: &Theme,
    paragraph: &Paragraph,
    setting: Setting,
) -> Option<Link> {
    let laid = lay_paragraph(ui, theme, paragraph, setting, ui.available_width());
    let size = vec2(laid.size().x.min(ui.available_width()), laid.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, paragraph.plain()));
    let pieces = link_pieces(&laid, paragraph, rect.min);
    let mut asked = None;
    let mut focused = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let first = index
            .checked_sub(1)
            .and_then(|before| pieces.get(before))
            .is_none_or(|before| before.number != piece.number);
        let id = response.id.with(index);
        let response = piece_ui(ui, theme, paragraph, piece, id, first, setting);
        if response.clicked() {
            asked = Some(piece.link);
        }
        if response.has_focus() {
            focused.push(piece.number);
        }
    }
    match setting.arrived {
        Arrived::Whole => laid.paint(ui.painter(), rect.min),
        Arrived::Words(words) => laid.paint_words(ui.painter(), rect.min, words),
    }
    for piece in pieces
        .iter()
        .filter(|piece| focused.contains(&piece.number))
    {
        reverse(ui, theme, &laid, rect.min, piece);
    }
    asked
}

/// What has the keyboard is reversed, like everything selected.
fn reverse(ui: &Ui, theme: &Theme, laid: &Laid, origin: Pos2, piece: &Piece) {
    let palette = &theme.palette;
    let bar = piece.rect.expand2(vec2(1.0, 0.0));
    shapes::plane(ui.painter(), bar, palette.select);
    let painter = ui.painter_at(bar.intersect(ui.clip_rect()));
    laid.paint_in(&painter, origin, palette.on_select);
    if theme.is_high_contrast() {
        shapes::frame(ui.painter(), bar.expand(3.0), theme.focus());
    }
}

fn lay_paragraph(
    ui: &Ui,
    theme: &Theme,
    paragraph: &Paragraph,
    setting: Setting,
    width: f32,
) -> Laid {
    // egui also counts the space after a line's last word; print lets it hang.
    let hanging = theme.font(setting.style).size * 0.2;
    let mut job = LayoutJob {
        wrap: TextWrapping::wrap_at_width(width + hanging),
        ..LayoutJob::default()
    };
    for span in &paragraph.spans {
        job.append(
            &span.text,
            0.0,
            theme.span(setting.style, span, setting.ink),
        );
    }
    text::lay_job(ui, job)
}

/// A link's words on one line: its plane when pointed at, and its line.
fn piece_ui(
    ui: &Ui,
    theme: &Theme,
    paragraph: &Paragraph,
    piece: &Piece,
    id: Id,
    first: bool,
    setting: Setting,
) -> Response {
    // A link broken over two lines is one stop for the keyboard.
    let sense = if first { Sense::click() } else { Sense::CLICK };
    let response = ui
        .interact(piece.rect, id, sense)
        .on_hover_cursor(CursorIcon::PointingHand);
    if first {
        name_link(&response, paragraph, piece.number);
    }
    let painter = ui.painter();
    if response.hovered() {
        shapes::plane(
            painter,
            piece.rect.expand2(vec2(2.0, 0.0)),
            theme.palette.low,
        );
    }
    if setting.arrived.has(piece.n_words) {
        let below = (theme.growth(setting.style) * 4.0).round();
        let width = if response.hovered() {
            spacing::FRAME
        } else {
            spacing::HAIR
        };
        shapes::rule(
            painter,
            piece.rect.left(),
            piece.rect.right(),
            (piece.baseline + below).round(),
            Stroke::new(width, setting.line),
        );
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

fn name_link(response: &Response, paragraph: &Paragraph, number: usize) {
    response.widget_info(|| {
        let name = link_texts(paragraph)
            .nth(number)
            .map_or("", |(_, text)| text);
        WidgetInfo::labeled(WidgetType::Link, true, name)
    });
}

fn link_texts(paragraph: &Paragraph) -> impl Iterator<Item = (Link, &str)> {
    paragraph
        .spans
        .iter()
        .filter_map(|span| Some((span.link?, span.text.as_str())))
}

/// Where each link's words stand, line by line.
fn link_pieces(laid: &Laid, paragraph: &Paragraph, origin: Pos2) -> Vec<Piece> {
    let mut owners = Vec::new();
    let mut number = 0;
    for span in &paragraph.spans {
        let owner = span.link.map(|link| (link, number));
        number += usize::from(span.link.is_some());
        owners.extend(span.text.chars().map(|_| owner));
    }
    let mut owners = owners.into_iter();
    let mut words = text::WordCount::default();
    let mut pieces: Vec<Piece> = Vec::new();
    for row in &laid.galley().rows {
        let top = origin.y + row.pos.y;
        for glyph in &row.glyphs {
            let n_words = words.after(glyph.chr);
            let Some((link, number)) = owners.next().flatten() else {
                continue;
            };
            if glyph.chr.is_whitespace() && glyph.max_x() >= row.size.x {
                continue;
            }
            let left = origin.x + row.pos.x + glyph.pos.x;
            let rect = Rect::from_min_max(
                pos2(left, top),
                pos2(left + glyph.advance_width, top + row.height()),
            );
            match pieces.last_mut() {
                Some(last) if last.number == number && last.rect.top() == top => {
                    last.rect = last.rect.union(rect);
                    last.n_words = n_words;
                }
                _ => pieces.push(Piece {
                    link,
                    n_words,
                    number,
                    baseline: top + glyph.pos.y + laid.lift(),
                    rect,
                }),
            }
        }
        if row.ends_with_newline {
            owners.next();
            words.after('\n');
        }
    }
    pieces
}
