//! The runs kept: go on with one, or delete it after being asked.

use bevy_egui::egui;
use egui::{Key, Sense, Ui, vec2};

use super::title::where_it_stands;
use super::{Local, Shown, any_pressed, sheet_ui, within};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::{shapes, text};
use crate::store::RunFile;

/// Draws the list.
pub(super) fn runs_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    local.on_page(ui, "runs");
    let theme = shown.theme;
    let keys = [("Tab", "move"), ("Enter", "open"), ("Esc", "back")];
    let inner = sheet_ui(ui, theme, "Runs", &keys);
    if any_pressed(ui, &[Key::Escape]) {
        match local.deleting.take() {
            Some(_) => {}
            None => out.push(UiAction::Open(Screen::Title)),
        }
    }
    within(ui, inner, |ui| {
        egui::ScrollArea::vertical().id_salt("runs").auto_shrink(false).show(ui, |ui| {
            if shown.runs.is_empty() {
                let line = "No run is kept yet. Begin one from the title: every decision is saved as it is made.";
                text::text_ui(ui, theme, Type::Sans, theme.palette.soft, line);
                ui.add_space(spacing::S5);
                let view = ButtonView::of(ButtonKind::Primary, "New run");
                if button_ui(ui, theme, &view).clicked() {
                    out.push(UiAction::Open(Screen::Role));
                }
            }
            for run in shown.runs {
                ui.push_id(run.id.as_str(), |ui| run_ui(ui, shown, run, local, out));
            }
        });
    });
}

fn run_ui(ui: &mut Ui, shown: &Shown<'_>, run: &RunFile, local: &mut Local, out: &mut Asked) {
    let theme = shown.theme;
    let palette = &theme.palette;
    let (line, _) = ui.allocate_exact_size(vec2(ui.available_width(), spacing::S4), Sense::hover());
    shapes::rule(
        ui.painter(),
        line.left(),
        line.right(),
        line.top(),
        theme.rule(),
    );
    let name = match run.journal.name.as_str() {
        "" => run.id.to_string(),
        name => format!("{name} ({})", run.id),
    };
    text::text_ui(ui, theme, Type::Subheading, palette.ink, &name);
    let mut about = shown
        .scenario
        .map_or(String::new(), |scenario| where_it_stands(scenario, run));
    if let Some((parent, n)) = &run.journal.parent {
        about = format!("{about}; left {parent} after {n} decisions");
    }
    text::text_ui(ui, theme, Type::SansSmall, palette.soft, &about);
    ui.add_space(spacing::S2);
    ui.horizontal(|ui| {
        if local.deleting.as_ref() == Some(&run.id) {
            // Its own ids, or a held key would go from one question straight into the other.
            ui.push_id("delete", |ui| delete_ui(ui, shown, run, local, out));
            return;
        }
        let open = ButtonView::of(ButtonKind::Secondary, "Open");
        if button_ui(ui, theme, &open).clicked() {
            out.push(UiAction::Resume(run.id.clone()));
        }
        ui.add_space(spacing::S4);
        let delete = ButtonView::of(ButtonKind::Destructive, "Delete…");
        if button_ui(ui, theme, &delete).clicked() {
            local.deleting = Some(run.id.clone());
        }
    });
    ui.add_space(spacing::S4);
}

fn delete_ui(ui: &mut Ui, shown: &Shown<'_>, run: &RunFile, local: &mut Local, out: &mut Asked) {
    let theme = shown.theme;
    let question = "Delete this run for good?";
    let laid = text::lay_line(ui, theme, Type::Sans, theme.palette.ink, question);
    text::place(ui, &laid, question);
    ui.add_space(spacing::S4);
    let yes = ButtonView::of(ButtonKind::Destructive, "Delete it");
    if button_ui(ui, theme, &yes).clicked() {
        out.push(UiAction::Delete(run.id.clone()));
        local.deleting = None;
    }
    ui.add_space(spacing::S4);
    let no = ButtonView::of(ButtonKind::Secondary, "Keep it").key("Esc");
    if button_ui(ui, theme, &no).clicked() {
        local.deleting = None;
    }
}
