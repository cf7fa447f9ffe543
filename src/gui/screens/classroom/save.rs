//! Where the counts are written to a file, to be shown, printed, or read by programs.

use std::path::Path;

use bevy_egui::egui;
use egui::{Rect, ScrollArea, Ui};

use super::ClassroomLocal;
use crate::class::PRIVACY;
use crate::gui::action::{Asked, UiAction};
use crate::gui::classroom::{ClassAsk, Written};
use crate::gui::screens::scrolled::cue_ui;
use crate::gui::screens::{Shown, beside_the_bar, scroll_by_keys, within};
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::field::{FieldView, entered, field_ui};
use crate::gui::widgets::segments::{SegmentsView, segments_ui};
use crate::gui::widgets::text;
use crate::report::ClassForm;
use crate::store::Existing;

/// What saving remembers.
#[derive(Default)]
pub(super) struct SaveLocal {
    pub(super) form: ClassForm,
    path: String,
    /// The path that was offered last.
    offered: String,
    /// Whether the face has just been opened.
    fresh: bool,
}

impl SaveLocal {
    /// Another face was opened; `is_open` if it is this one.
    pub(super) fn begin(&mut self, is_open: bool) {
        self.fresh = is_open;
    }

    /// Offers a path, unless the player has typed another.
    fn offer(&mut self, shown: &Shown<'_>) {
        let name = self.form.file_name(shown.class.name());
        let offer = Path::new(&shown.class.folder).join(name);
        let offer = offer.display().to_string();
        if offer != self.offered {
            if self.path == self.offered {
                self.path.clone_from(&offer);
            }
            self.offered = offer;
        }
    }
}

/// The forms, each with its name and what it is for.
const FORMS: [(ClassForm, &str, &str); 4] = [
    (
        ClassForm::Page,
        "Page",
        "One page with a screen for each question, for the projector and for paper. To print it, open the file in a browser and print it there.",
    ),
    (
        ClassForm::List,
        "Spreadsheet",
        "A CSV list with a row for each answer and each group of it, which any spreadsheet opens.",
    ),
    (
        ClassForm::Lines,
        "JSON lines",
        "A line of JSON for each question, for programs.",
    ),
    (
        ClassForm::Statements,
        "xAPI",
        "Statements for a learning record store, as a file, with numbers for names. Nothing is sent.",
    ),
];

/// The longest path.
const LONGEST: usize = 1000;

/// Draws the choice of forms and the path.
pub(super) fn save_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    room: Rect,
    local: &mut ClassroomLocal,
    out: &mut Asked,
) {
    const WIDEST: f32 = 760.0;
    let theme = shown.theme;
    let width = (WIDEST * theme.growth(Type::Sans).max(1.0)).min(room.width());
    let place = room
        .expand2(egui::vec2(spacing::S5, 0.0))
        .with_min_y(room.top() - 8.0);
    local.save.offer(shown);
    within(ui, place, |ui| {
        let scrolled = ScrollArea::vertical()
            .id_salt("save")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                let inner = ui
                    .available_rect_before_wrap()
                    .shrink2(egui::vec2(spacing::S5, 8.0));
                let inner = inner.with_max_x(inner.left() + width);
                ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
                    beside_the_bar(ui, |ui| form_ui(ui, shown, local, out));
                });
            });
        cue_ui(ui, theme, &scrolled, theme.palette.sheet);
    });
}

fn form_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut ClassroomLocal, out: &mut Asked) {
    let theme = shown.theme;
    let soft = theme.palette.soft;
    let chosen = FORMS.iter().position(|(form, ..)| *form == local.save.form);
    let names = FORMS.map(|(_, name, _)| name);
    let view = SegmentsView {
        label: "Save as",
        note: "",
        options: &names,
        chosen: chosen.unwrap_or(0),
    };
    if let Some((form, ..)) = segments_ui(ui, theme, &view).and_then(|to| FORMS.get(to)) {
        local.save.form = *form;
        local.save.offer(shown);
        out.push(UiAction::Class(ClassAsk::Written));
    }
    ui.add_space(spacing::S2);
    if let Some((.., about)) = chosen.and_then(|at| FORMS.get(at)) {
        text::text_ui(ui, theme, Type::Sans, soft, about);
    }
    ui.add_space(spacing::S4);
    let view = FieldView {
        label: "The file to write",
        hint: "class.html",
        width: ui.available_width(),
        longest: LONGEST,
    };
    let field = field_ui(ui, theme, &view, &mut local.save.path);
    local.typing |= field.has_focus();
    if field.changed() {
        out.push(UiAction::Class(ClassAsk::Written));
    }
    let mut asked = entered(ui, &field);
    ui.add_space(spacing::S4);
    let view = ButtonView::of(ButtonKind::Primary, "Write it");
    let button = button_ui(ui, theme, &view);
    if std::mem::take(&mut local.save.fresh) {
        button.request_focus();
    }
    asked |= button.clicked();
    if asked {
        let path = local.save.path.clone();
        let write = ClassAsk::Write(local.save.form, path, Existing::Keep);
        out.push(UiAction::Class(write));
    }
    ui.add_space(spacing::S4);
    written_ui(ui, shown, local, out);
    text::text_ui(ui, theme, Type::SansSmall, soft, PRIVACY);
}

/// What came of it; a file that is there is replaced only after being asked.
fn written_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut ClassroomLocal, out: &mut Asked) {
    let theme = shown.theme;
    let ink = theme.palette.ink;
    let Some(written) = &shown.class.written else {
        return;
    };
    match written {
        Written::There(path) => {
            let then = match local.save.form {
                ClassForm::Page => " Open it in a browser to show it or to print it.",
                _ => "",
            };
            let words = format!("Written to {path}.{then}");
            text::text_ui(ui, theme, Type::Sans, ink, &words);
        }
        Written::Failed(reason) => {
            let words = format!("Not written: {reason}.");
            text::text_ui(ui, theme, Type::Sans, theme.palette.red, &words);
        }
        Written::Exists(path) => {
            let words = format!(
                "There is a file of this name already, and it was left as it is: {path}. Replace it?"
            );
            text::text_ui(ui, theme, Type::Sans, ink, &words);
            ui.add_space(spacing::S3);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(spacing::S3, spacing::S2);
                let view = ButtonView::of(ButtonKind::Destructive, "Replace it");
                if button_ui(ui, theme, &view).clicked() {
                    let path = local.save.path.clone();
                    let write = ClassAsk::Write(local.save.form, path, Existing::Replace);
                    out.push(UiAction::Class(write));
                }
                let view = ButtonView::of(ButtonKind::Secondary, "Keep it");
                if button_ui(ui, theme, &view).clicked() {
                    out.push(UiAction::Class(ClassAsk::Written));
                }
            });
        }
    }
    ui.add_space(spacing::S4);
}
