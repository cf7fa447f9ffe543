//! One run of the list, and what can be done with it.

use bevy_egui::egui;
use egui::{Key, Rect, Response, Sense, Ui, Vec2, WidgetInfo, WidgetType, pos2, vec2};

use super::{Doing, RunsLocal};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screens::report::{LONGEST_PATH, path_for};
use crate::gui::screens::{Local, Shown, pressed, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::field::{FieldView, entered, field_ui};
use crate::gui::widgets::portrait::{TALL, paint_portrait};
use crate::gui::widgets::{shapes, text};
use crate::journal::LONGEST_NAME;
use crate::session::KeptRun;

/// The room for the portrait beside a run.
const PICTURE: Vec2 = vec2(72.0, 96.0);

/// Draws the run.
pub(super) fn row_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    run: &KeptRun,
    local: &mut Local,
    out: &mut Asked,
) {
    let theme = shown.theme;
    let top = rule_ui(ui, theme).rect;
    let whole = ui.available_rect_before_wrap();
    let indent = PICTURE.x + spacing::S4;
    let body = whole.with_min_x(whole.left() + indent);
    let drawn = within(ui, body, |ui| {
        body_ui(ui, shown, run, local, out);
        ui.min_rect()
    });
    let picture = Rect::from_min_size(pos2(whole.left(), drawn.top()), PICTURE);
    picture_ui(ui, shown, run, picture);
    if run.starred {
        // The corner that marks a difference in the columns marks a run here; the word
        // stands beside it.
        shapes::corner(ui.painter(), top.left_top(), spacing::S4, theme.palette.red);
    }
    ui.advance_cursor_after_rect(drawn.union(picture));
    ui.add_space(spacing::S4);
}

/// The person played, on newsprint: which run it is is seen before it is read.
fn picture_ui(ui: &Ui, shown: &Shown<'_>, run: &KeptRun, rect: Rect) {
    let theme = shown.theme;
    shapes::plane(ui.painter(), rect, theme.palette.low);
    shapes::frame(ui.painter(), rect, theme.plane_frame());
    let role = shown
        .scenario
        .and_then(|scenario| scenario.roles.iter().find(|role| role.name == run.role));
    if let Some(role) = role {
        let width = rect.width() * 0.78;
        let at = pos2(
            rect.center().x - width / 2.0,
            rect.bottom() - width * TALL + 2.0,
        );
        paint_portrait(ui, &role.portrait, at, width, rect);
    }
}

fn body_ui(ui: &mut Ui, shown: &Shown<'_>, run: &KeptRun, local: &mut Local, out: &mut Asked) {
    let theme = shown.theme;
    about_ui(ui, theme, run);
    ui.add_space(spacing::S1);
    let doing = match &local.runs.doing {
        Some((id, doing)) if *id == run.id => Some(*doing),
        _ => None,
    };
    // Each with its own ids, or a held key would go from one straight into the other.
    match doing {
        None => ui.push_id("actions", |ui| actions_ui(ui, shown, run, local, out)),
        Some(Doing::Deleting) => ui.push_id("delete", |ui| {
            delete_ui(ui, theme, run, &mut local.runs, out);
        }),
        Some(Doing::Naming) => ui.push_id("name", |ui| {
            let view = FieldView {
                label: "Name of the run",
                hint: "",
                width: 420.0,
                longest: LONGEST_NAME,
            };
            if typed_ui(ui, theme, &view, "Keep the name", &mut local.runs) {
                let name = std::mem::take(&mut local.runs.text);
                out.push(UiAction::Rename(run.id.clone(), name));
            }
        }),
        Some(Doing::Reporting) => ui.push_id("report", |ui| {
            let view = FieldView {
                label: "Write its report into this file",
                hint: "",
                width: 640.0,
                longest: LONGEST_PATH,
            };
            if typed_ui(ui, theme, &view, "Write it", &mut local.runs) {
                let path = std::mem::take(&mut local.runs.text);
                out.push(UiAction::SaveReport(Some(run.id.clone()), path));
            }
        }),
        Some(Doing::Exporting) => ui.push_id("export", |ui| {
            let view = FieldView {
                label: "Write the run into this file",
                hint: "",
                width: 640.0,
                longest: LONGEST_PATH,
            };
            if typed_ui(ui, theme, &view, "Write it", &mut local.runs) {
                let path = std::mem::take(&mut local.runs.text);
                out.push(UiAction::Export(run.id.clone(), path));
            }
        }),
    };
}

fn about_ui(ui: &mut Ui, theme: &Theme, run: &KeptRun) {
    let palette = &theme.palette;
    let mut name = match run.name.as_str() {
        "" => run.role.clone(),
        name => name.to_owned(),
    };
    if run.starred {
        name.push_str(", starred");
    }
    text::text_ui(ui, theme, Type::Subheading, palette.ink, &name);
    let decisions = match run.n_decisions {
        1 => "1 decision".to_owned(),
        n => format!("{n} decisions"),
    };
    let stands = sentence(&run.stands.told());
    let mut about = match run.name.as_str() {
        "" => format!("{stands}, {decisions}."),
        _ => format!("{}. {stands}, {decisions}.", run.role),
    };
    if let Some(left) = &run.left {
        about = format!("{about} {}.", sentence(left));
    }
    if !run.saved.is_empty() {
        about = format!("{about} Saved {} UTC, as {}.", run.saved, run.id);
    }
    text::text_ui(ui, theme, Type::SansSmall, palette.soft, &about);
    if let Some(code) = &run.code {
        ui.add_space(spacing::S1);
        text::text_ui(ui, theme, Type::WireSmall, palette.ink, code);
    }
}

fn actions_ui(ui: &mut Ui, shown: &Shown<'_>, run: &KeptRun, local: &mut Local, out: &mut Asked) {
    let theme = shown.theme;
    let mut here = false;
    let mut clicked = |ui: &mut Ui, kind: ButtonKind, label: &str| {
        let response = button_ui(ui, theme, &ButtonView::of(kind, label));
        here |= response.has_focus();
        response.clicked()
    };
    let mut copy = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(spacing::S3, spacing::S2);
        if clicked(ui, ButtonKind::Quiet, "Open") {
            out.push(UiAction::Resume(run.id.clone()));
        }
        let star = if run.starred { "Unstar" } else { "Star" };
        if clicked(ui, ButtonKind::Quiet, star) {
            out.push(UiAction::Star(run.id.clone()));
        }
        if clicked(ui, ButtonKind::Quiet, "Name…") {
            local.runs.begin(run, Doing::Naming);
        }
        if run.code.is_some() {
            let label = match &local.copied {
                Some(copied) if run.code.as_ref() == Some(copied) => "Code copied",
                _ => "Copy the code",
            };
            copy = clicked(ui, ButtonKind::Quiet, label);
        }
        if clicked(ui, ButtonKind::Quiet, "Export…") {
            local.runs.begin(run, Doing::Exporting);
        }
        if clicked(ui, ButtonKind::Quiet, "Report…") {
            local.runs.begin(run, Doing::Reporting);
            local.runs.text = path_for(shown.report_folder, Some(&run.id));
        }
        if clicked(ui, ButtonKind::Quiet, "Delete…") {
            local.runs.begin(run, Doing::Deleting);
        }
    });
    if let Some(code) = &run.code
        && (copy || here && pressed(ui, Key::K))
    {
        local.copied = Some(code.clone());
        out.push(UiAction::Copy(code.clone()));
    }
}

impl RunsLocal {
    fn begin(&mut self, run: &KeptRun, doing: Doing) {
        self.text = match doing {
            Doing::Naming => run.name.clone(),
            Doing::Exporting => format!("{}.ron", run.id),
            Doing::Reporting | Doing::Deleting => String::new(),
        };
        self.doing = Some((run.id.clone(), doing));
    }
}

/// A field with two buttons under it; tells whether what is typed is meant.
fn typed_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &FieldView<'_>,
    done: &str,
    local: &mut RunsLocal,
) -> bool {
    let view = FieldView {
        width: ui.available_width().min(view.width),
        ..*view
    };
    let first = ui.memory(|memory| memory.focused().is_none());
    let field = field_ui(ui, theme, &view, &mut local.text);
    if first {
        field.request_focus();
    }
    local.typing |= field.has_focus();
    let mut meant = entered(ui, &field);
    ui.add_space(spacing::S4);
    ui.horizontal(|ui| {
        meant |= button_ui(ui, theme, &ButtonView::of(ButtonKind::Secondary, done)).clicked();
        ui.add_space(spacing::S4);
        let cancel = ButtonView::of(ButtonKind::Secondary, "Leave it").key("Esc");
        if button_ui(ui, theme, &cancel).clicked() {
            local.doing = None;
        }
    });
    if meant {
        local.doing = None;
    }
    meant
}

fn delete_ui(ui: &mut Ui, theme: &Theme, run: &KeptRun, local: &mut RunsLocal, out: &mut Asked) {
    let question = "Delete this run for good?";
    text::text_ui(ui, theme, Type::Sans, theme.palette.ink, question);
    ui.add_space(spacing::S2);
    ui.horizontal_wrapped(|ui| {
        let yes = ButtonView::of(ButtonKind::Destructive, "Delete it");
        if button_ui(ui, theme, &yes).clicked() {
            out.push(UiAction::Delete(run.id.clone()));
            local.doing = None;
        }
        ui.add_space(spacing::S4);
        let no = ButtonView::of(ButtonKind::Secondary, "Keep it").key("Esc");
        if button_ui(ui, theme, &no).clicked() {
            local.doing = None;
        }
    });
}

/// The line above a run.
pub(super) fn rule_ui(ui: &mut Ui, theme: &Theme) -> Response {
    let (line, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), spacing::S4), Sense::hover());
    response.widget_info(|| WidgetInfo::new(WidgetType::Other));
    shapes::rule(
        ui.painter(),
        line.left(),
        line.right(),
        line.top(),
        theme.rule(),
    );
    response
}

/// With a capital letter in front.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
