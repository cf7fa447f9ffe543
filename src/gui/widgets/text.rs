//! Text set in one of our styles: laid out, centred in its line, and painted or allocated.
//!
//! egui puts a font's natural height at the top of a line; print centres it. [`Laid`] keeps
//! the difference, so that every widget places its lines alike. Use it instead of egui labels.

use std::sync::Arc;

use bevy_egui::egui;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, Galley, Painter, Pos2, Response, Sense, TextFormat, Ui, Vec2, WidgetInfo, WidgetType,
    vec2,
};

use crate::gui::theme::{Theme, Type};

/// Text ready to be painted.
#[derive(Clone, Debug)]
pub struct Laid {
    galley: Arc<Galley>,
    /// How far the glyphs move down so that they stand in the middle of their line.
    lift: f32,
}

impl Laid {
    /// The room it takes.
    #[must_use]
    pub fn size(&self) -> Vec2 {
        self.galley.size()
    }

    /// How many lines it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.galley.rows.len()
    }

    /// The layout, for those who need the place of single glyphs.
    #[must_use]
    pub fn galley(&self) -> &Galley {
        &self.galley
    }

    /// How far below its line's top edge text is painted.
    #[must_use]
    pub fn lift(&self) -> f32 {
        self.lift
    }

    /// Paints it with its upper left corner at `at`.
    pub fn paint(&self, painter: &Painter, at: Pos2) {
        let at = at + vec2(0.0, self.lift);
        painter.galley(at, Arc::clone(&self.galley), Color32::PLACEHOLDER);
    }

    /// Paints it in one colour, whatever it was laid out in.
    pub fn paint_in(&self, painter: &Painter, at: Pos2, color: Color32) {
        let at = at + vec2(0.0, self.lift);
        painter.galley_with_override_text_color(at, Arc::clone(&self.galley), color);
    }
}

impl Laid {
    /// Paints the first so many words where they stand in the whole; a word that is only
    /// partly counted is paler. The layout is the same however many there are.
    pub fn paint_words(&self, painter: &Painter, at: Pos2, words: f32) {
        let mut galley = Galley::clone(&self.galley);
        let mut count = WordCount::default();
        for placed in &mut galley.rows {
            let row = Arc::make_mut(&mut placed.row);
            let ends = row.glyphs.iter().skip(1).map(|glyph| glyph.first_vertex);
            let end = u32::try_from(row.visuals.glyph_vertex_range.end).unwrap_or(u32::MAX);
            for (glyph, end) in row.glyphs.iter().zip(ends.chain([end])) {
                let before = count.after(glyph.chr).saturating_sub(1);
                let before = u16::try_from(before).map_or(f32::MAX, f32::from);
                let share = (words - before).clamp(0.0, 1.0);
                let range = glyph.first_vertex as usize..end as usize;
                for vertex in row
                    .visuals
                    .mesh
                    .vertices
                    .get_mut(range)
                    .into_iter()
                    .flatten()
                {
                    vertex.color = vertex.color.gamma_multiply(share);
                }
            }
            if placed.ends_with_newline {
                count.after('\n');
            }
        }
        let at = at + vec2(0.0, self.lift);
        painter.galley(at, Arc::new(galley), Color32::PLACEHOLDER);
    }
}

/// Counts words as letters go by.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordCount {
    n_words: usize,
    inside: bool,
}

impl WordCount {
    /// How many words have begun with this letter and those before it.
    pub fn after(&mut self, letter: char) -> usize {
        let inside = !letter.is_whitespace();
        self.n_words += usize::from(inside && !self.inside);
        self.inside = inside;
        self.n_words
    }
}

/// Lays out words in one style, wrapped at `width`; headings and labels become capitals.
#[must_use]
pub fn lay(ui: &Ui, theme: &Theme, style: Type, color: Color32, text: &str, width: f32) -> Laid {
    let format = theme.format(style, color);
    lay_runs(ui, &[(&style.cased(text), format)], width)
}

/// Lays out words on one line of any length.
#[must_use]
pub fn lay_line(ui: &Ui, theme: &Theme, style: Type, color: Color32, text: &str) -> Laid {
    lay(ui, theme, style, color, text, f32::INFINITY)
}

/// Lays out words on one line, cut short with an ellipsis at `width`.
#[must_use]
pub fn lay_short(
    ui: &Ui,
    theme: &Theme,
    style: Type,
    color: Color32,
    text: &str,
    width: f32,
) -> Laid {
    let mut job = LayoutJob::single_section(style.cased(text), theme.format(style, color));
    job.wrap = TextWrapping {
        max_rows: 1,
        break_anywhere: true,
        ..TextWrapping::wrap_at_width(width)
    };
    lay_job(ui, job)
}

/// Lays out runs of differing formats as one text.
#[must_use]
pub fn lay_runs(ui: &Ui, runs: &[(&str, TextFormat)], width: f32) -> Laid {
    let mut job = LayoutJob {
        wrap: TextWrapping::wrap_at_width(width),
        ..LayoutJob::default()
    };
    for (text, format) in runs {
        job.append(text, 0.0, format.clone());
    }
    lay_job(ui, job)
}

/// Lays out a prepared job. The tallest format decides how far the text is lifted.
#[must_use]
pub fn lay_job(ui: &Ui, job: LayoutJob) -> Laid {
    let lift = ui.fonts_mut(|fonts| {
        job.sections
            .iter()
            .map(|section| {
                let format = &section.format;
                let natural = fonts.row_height(&format.font_id);
                (format.line_height.unwrap_or(natural), natural)
            })
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map_or(0.0, |(line, natural)| (line - natural) / 2.0)
    });
    Laid {
        galley: ui.fonts_mut(|fonts| fonts.layout_job(job)),
        lift,
    }
}

/// A text in one style, wrapped at the available width.
pub fn text_ui(ui: &mut Ui, theme: &Theme, style: Type, color: Color32, text: &str) -> Response {
    let laid = lay(ui, theme, style, color, text, ui.available_width());
    place(ui, &laid, text)
}

/// Runs of differing formats as one text, wrapped at the available width.
pub fn runs_ui(ui: &mut Ui, runs: &[(&str, TextFormat)]) -> Response {
    let laid = lay_runs(ui, runs, ui.available_width());
    let name: String = runs.iter().map(|(text, _)| *text).collect();
    place(ui, &laid, &name)
}

/// Allocates laid-out text, paints it and names it.
pub fn place(ui: &mut Ui, laid: &Laid, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(laid.size(), Sense::hover());
    laid.paint(ui.painter(), rect.min);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, name));
    response
}
