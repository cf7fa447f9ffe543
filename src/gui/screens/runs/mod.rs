//! The runs kept: go on with one, name it, mark it, hand it on by code or file, take one
//! in, or delete one after being asked.
//!
//! `row` is one run with what can be done with it.

mod row;

use bevy_egui::egui;
use egui::{Key, Ui};

use super::{Local, Shown, any_pressed, scroll_by_keys, sheet_ui, within};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::theme::{Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::field::{FieldView, entered, field_ui};
use crate::gui::widgets::text;
use crate::store::RunId;

/// What the list remembers that is purely visual.
#[derive(Default)]
pub(super) struct RunsLocal {
    /// The run that something is being done with.
    doing: Option<(RunId, Doing)>,
    /// What is typed for that: a name, or where to.
    text: String,
    /// What is typed into the field for a run to take in.
    import: String,
    /// How many runs there were when one was last asked in.
    n_before: Option<usize>,
    /// Whether a field had the keyboard when the screen was last drawn.
    typing: bool,
}

/// What is being done with a run that takes more than one key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Doing {
    Naming,
    Exporting,
    Reporting,
    Deleting,
}

/// Draws the list.
pub(super) fn runs_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    local.on_page(ui, "runs");
    let theme = shown.theme;
    let keys = [
        ("Tab", "move"),
        ("Enter", "open"),
        ("K", "copy the code"),
        ("Esc", "back"),
    ];
    let inner = sheet_ui(ui, theme, "Runs", &keys);
    // Escape leaves first the field, then what was begun, then the screen.
    let typing = std::mem::take(&mut local.runs.typing);
    if any_pressed(ui, &[Key::Escape]) && local.runs.doing.take().is_none() && !typing {
        out.push(UiAction::Open(Screen::Title));
    }
    let growth = theme.growth(Type::Sans).max(1.0);
    let side = SIDE * growth;
    // Beside the list if there is room for both, or else after it.
    let beside = inner.width() > (SIDE + LIST) * growth;
    let list = if beside {
        inner.with_max_x(inner.right() - side - spacing::S7)
    } else {
        inner
    };
    within(ui, list, |ui| {
        egui::ScrollArea::vertical()
            .id_salt("runs")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                if shown.runs.is_empty() {
                    none_ui(ui, shown, out);
                }
                for (file, kept) in shown.runs.iter().zip(shown.kept) {
                    ui.push_id(file.id.as_str(), |ui| {
                        row::row_ui(ui, shown, kept, local, out);
                    });
                }
                if !beside {
                    import_ui(ui, shown, &mut local.runs, out);
                }
            });
    });
    if beside {
        within(ui, inner.with_min_x(inner.right() - side), |ui| {
            import_ui(ui, shown, &mut local.runs, out);
        });
    }
}

/// The width of the part beside the list, and the least of the list, at 100 % text size.
const SIDE: f32 = 400.0;
const LIST: f32 = 720.0;

fn none_ui(ui: &mut Ui, shown: &Shown<'_>, out: &mut Asked) {
    let theme = shown.theme;
    let line =
        "No run is kept yet. Begin one from the title: every decision is saved as it is made.";
    text::text_ui(ui, theme, Type::Sans, theme.palette.soft, line);
    ui.add_space(spacing::S5);
    let view = ButtonView::of(ButtonKind::Primary, "New run");
    if button_ui(ui, theme, &view).clicked() {
        out.push(UiAction::Open(Screen::Role));
    }
    ui.add_space(spacing::S6);
}

/// The longest path or code that is taken in.
const LONGEST_IMPORT: usize = 1000;

/// The field for a run of somebody else.
fn import_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut RunsLocal, out: &mut Asked) {
    let theme = shown.theme;
    // What came in is no longer waited for; a code with a slip stays to be mended.
    if local
        .n_before
        .is_some_and(|n_before| shown.runs.len() > n_before)
    {
        local.n_before = None;
        local.import.clear();
    }
    row::rule_ui(ui, theme);
    text::text_ui(
        ui,
        theme,
        Type::Subheading,
        theme.palette.ink,
        "Take in a run",
    );
    let line =
        "A run of somebody else, or your own from paper. It becomes a run beside the others.";
    text::text_ui(ui, theme, Type::SansSmall, theme.palette.soft, line);
    ui.add_space(spacing::S3);
    let view = FieldView {
        label: "Its code, or the path of its file",
        hint: "K7RW 3MPT …",
        width: ui.available_width().min(640.0),
        longest: LONGEST_IMPORT,
    };
    let field = field_ui(ui, theme, &view, &mut local.import);
    local.typing |= field.has_focus();
    let mut asked = entered(ui, &field);
    ui.add_space(spacing::S4);
    let view = ButtonView::of(ButtonKind::Secondary, "Take it in");
    asked |= button_ui(ui, theme, &view).clicked();
    if asked && !local.import.trim().is_empty() {
        local.n_before = Some(shown.runs.len());
        out.push(UiAction::Import(local.import.clone()));
    }
    ui.add_space(spacing::S5);
}
