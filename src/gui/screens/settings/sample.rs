//! A page that looks, and comes, as it is set.

use bevy_egui::egui;
use egui::{Id, Rect, ScrollArea, Ui, pos2, vec2};

use super::super::play::arrived_since;
use super::super::{Shown, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::prose::{Setting, prose_ui};
use crate::gui::widgets::{motion, shapes, text};
use crate::model::{Paragraph, Prose, Span};

/// The page on newsprint.
pub(super) fn sample_ui(ui: &mut Ui, shown: &Shown<'_>, rect: Rect, n_shown: u64) {
    let theme = shown.theme;
    shapes::plane(ui.painter(), rect, theme.palette.low);
    shapes::frame(ui.painter(), rect, theme.plane_frame());
    within(ui, rect.shrink(28.0), |ui| {
        ScrollArea::vertical()
            .id_salt("sample")
            .auto_shrink(false)
            .show(ui, |ui| below_ui(ui, shown, n_shown));
    });
}

/// The same in the run of a column.
pub(super) fn below_ui(ui: &mut Ui, shown: &Shown<'_>, n_shown: u64) {
    let theme = shown.theme;
    let palette = &theme.palette;
    text::text_ui(ui, theme, Type::Label, palette.soft, "How a page looks now");
    ui.add_space(spacing::S2);
    let ground = ui.painter().add(egui::Shape::Noop);
    let top = ui.cursor().min;
    band_ui(ui, theme);
    let column = ui
        .available_rect_before_wrap()
        .shrink2(vec2(spacing::S4, spacing::S3));
    let bottom = within(ui, column, |ui| {
        page_ui(ui, shown, n_shown);
        ui.min_rect().bottom()
    });
    let page = Rect::from_min_max(top, pos2(ui.max_rect().right(), bottom + spacing::S4));
    let square = egui::CornerRadius::ZERO;
    let shape = egui::Shape::rect_filled(page, square, palette.sheet);
    ui.painter().set(ground, shape);
    shapes::frame(ui.painter(), page, theme.plane_frame());
    ui.advance_cursor_after_rect(page);
    ui.add_space(spacing::S4);
    let line = "Kept on this machine only. Nothing is sent anywhere.";
    text::text_ui(ui, theme, Type::Note, palette.soft, line);
}

fn band_ui(ui: &mut Ui, theme: &Theme) {
    let words = "24 October 1917 · 10:40";
    let laid = text::lay_line(ui, theme, Type::Label, theme.palette.on_band, words);
    let size = vec2(ui.available_width(), laid.size().y + spacing::S3);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, words));
    shapes::cut_bar(ui.painter(), rect, theme.palette.band);
    laid.paint(
        ui.painter(),
        rect.min + vec2(spacing::S4, spacing::S3 / 2.0),
    );
}

fn page_ui(ui: &mut Ui, shown: &Shown<'_>, n_shown: u64) {
    let theme = shown.theme;
    let palette = &theme.palette;
    text::text_ui(ui, theme, Type::Label, palette.red, "At the bridge");
    text::text_ui(ui, theme, Type::Heading, palette.ink, "The last tram");
    ui.add_space(spacing::S1);
    let mut sample = prose(&FIRST);
    sample.paragraphs.extend(prose(&SECOND).paragraphs);
    let since = motion::since(ui.ctx(), theme, Id::new(("sample", n_shown)));
    // What was not changed just now stands there already.
    let since = since.filter(|_| n_shown > 0);
    let arrived = arrived_since(ui, shown, &sample, since);
    prose_ui(ui, theme, &sample, Setting::fiction(theme).arrived(arrived));
    ui.add_space(spacing::S3);
    let size = vec2(ui.available_width(), spacing::S3);
    let (line, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    shapes::rule(
        ui.painter(),
        line.left(),
        line.right(),
        line.top(),
        theme.rule(),
    );
    let line = prose(&[("The record is set like this, apart from the story.", false)]);
    prose_ui(ui, theme, &line, Setting::record(theme));
}

const FIRST: [(&str, bool); 3] = [
    (
        "The tram stops at the bridge and everyone gets down. A boy sells ",
        false,
    ),
    ("Izvestia", true),
    (" from inside his coat, to keep it dry.", false),
];
const SECOND: [(&str, bool); 1] = [(
    "“What does it say?” asks the conductor. “What it said yesterday,” says the boy, “and the date.”",
    false,
)];

fn prose(parts: &[(&str, bool)]) -> Prose {
    let spans = parts.iter().map(|(text, emphasis)| Span {
        text: (*text).to_owned(),
        emphasis: *emphasis,
        ..Span::default()
    });
    Prose {
        paragraphs: vec![Paragraph {
            spans: spans.collect(),
        }],
    }
}
