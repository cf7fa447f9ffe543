//! Where runs are handed in: as text, from files and folders, or those kept here.
//!
//! A text too long to be edited is held instead of shown: laying out ten thousand lines to
//! type in would hold up the window, and nobody reads them.

use bevy_egui::egui;
use egui::{Event, Id, Key, Rect, ScrollArea, Ui, pos2};

use super::ClassroomLocal;
use crate::class::{GroupBy, PRIVACY, counted};
use crate::gui::action::{Asked, UiAction};
use crate::gui::classroom::ClassAsk;
use crate::gui::screens::scrolled::cue_ui;
use crate::gui::screens::{Shown, beside_the_bar, nothing_focused, scroll_by_keys, within};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::field::{FieldView, area_ui, entered, field_ui};
use crate::gui::widgets::segments::{SegmentsView, segments_ui};
use crate::gui::widgets::{shapes, text};
use crate::session::HandIn;

/// The longest text that is shown to be edited.
const LONGEST_SHOWN: usize = 20_000;

/// No key types more bytes than this at once.
const TYPED: usize = 8;

/// The longest path, name or heading.
const LONGEST_LINE: usize = 1000;
const LONGEST_TITLE: usize = 60;

/// What handing in remembers.
#[derive(Default)]
pub(super) struct HandInLocal {
    /// What is typed and pasted.
    typed: String,
    /// What was pasted and is too long to be shown.
    held: String,
    path: String,
    column: String,
    /// Whether it was asked if everything is to be forgotten.
    asks: bool,
    /// Whether what was begun asks for the keyboard.
    wants_keys: bool,
}

impl HandInLocal {
    /// What was handed in has come, and is no longer waited for.
    pub(super) fn taken(&mut self) {
        self.typed.clear();
        self.held.clear();
        self.path.clear();
    }

    /// Takes back the question whether all is to be forgotten; tells whether it was asked.
    pub(super) fn stop_asking(&mut self) -> bool {
        std::mem::take(&mut self.asks)
    }

    /// What would be handed in.
    fn text(&self) -> &str {
        match self.held.as_str() {
            "" => &self.typed,
            held => held,
        }
    }
}

/// Draws the fields.
pub(super) fn hand_in_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    room: Rect,
    local: &mut ClassroomLocal,
    out: &mut Asked,
) {
    const SIDE: f32 = 420.0;
    const LEAST: f32 = 460.0;
    let theme = shown.theme;
    take_pastes(ui, local);
    let growth = theme.growth(Type::Sans).max(1.0);
    let beside = room.width() > (SIDE + LEAST) * growth;
    // Room for the frames round what has the keyboard.
    let place = room
        .expand2(egui::vec2(spacing::S5, 0.0))
        .with_min_y(room.top() - 8.0);
    within(ui, place, |ui| {
        let scrolled = ScrollArea::vertical()
            .id_salt("hand in")
            .auto_shrink(false)
            .show(ui, |ui| {
                scroll_by_keys(ui);
                let inner = ui.available_rect_before_wrap();
                let inner = inner.shrink2(egui::vec2(spacing::S5, 8.0));
                ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
                    if beside {
                        beside_ui(ui, shown, room, local, out, SIDE * growth);
                    } else {
                        beside_the_bar(ui, |ui| {
                            text_part_ui(ui, shown, 160.0, local, out);
                            ui.add_space(spacing::S5);
                            machine_part_ui(ui, shown, local, out);
                            groups_part_ui(ui, shown, local, out);
                        });
                    }
                });
            });
        cue_ui(ui, theme, &scrolled, theme.palette.sheet);
    });
}

fn beside_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    room: Rect,
    local: &mut ClassroomLocal,
    out: &mut Asked,
    side: f32,
) {
    let inner = ui.available_rect_before_wrap();
    let left = inner.with_max_x(inner.right() - side - spacing::S7);
    let right = inner.with_min_x(inner.right() - side);
    let column = |ui: &mut Ui, rect: Rect, draw: &mut dyn FnMut(&mut Ui)| {
        ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| draw(ui))
            .response
            .rect
            .bottom()
    };
    // What is left of the window's height beside the rest of the column.
    let rest = 330.0 * shown.theme.growth(Type::Sans).max(1.0);
    let height = (room.height() - rest).max(140.0);
    let a = column(ui, left, &mut |ui| {
        text_part_ui(ui, shown, height, local, out);
    });
    let b = column(ui, right, &mut |ui| {
        beside_the_bar(ui, |ui| {
            machine_part_ui(ui, shown, local, out);
            groups_part_ui(ui, shown, local, out);
        });
    });
    let all = Rect::from_min_max(inner.min, pos2(inner.right(), a.max(b)));
    ui.advance_cursor_after_rect(all);
}

fn field_id() -> Id {
    Id::new("codes of the class")
}

/// A paste goes into the field while no other has the keyboard; a long one beside it.
fn take_pastes(ui: &Ui, local: &mut ClassroomLocal) {
    let own = ui.memory(|memory| memory.has_focus(field_id()));
    let free = nothing_focused(ui);
    if !own && !free {
        return;
    }
    let in_field = local.hand_in.typed.len();
    let mut taken = String::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            // What is pasted comes as text from the window; what is typed comes letter by letter.
            Event::Paste(pasted) | Event::Text(pasted)
                if pasted.len() > TYPED && (free || in_field + pasted.len() > LONGEST_SHOWN) =>
            {
                taken.push_str(pasted);
                false
            }
            _ => true,
        });
    });
    if taken.is_empty() {
        return;
    }
    let local = &mut local.hand_in;
    if !local.held.is_empty() {
        local.held.push('\n');
        local.held.push_str(&taken);
    } else if local.typed.len() + taken.len() > LONGEST_SHOWN {
        local.held = std::mem::take(&mut local.typed);
        local.held.push_str(&taken);
    } else {
        local.typed.push_str(&taken);
    }
    local.wants_keys = true;
}

const ABOUT: &str = "A code stands at the end of every run and in the list of runs. Paste whatever came, a mail, a list, a form: what stands around the codes is left alone.";

const HINT: &str = "K7RW-3MPT-…, as many as you have, on as many lines as you like";

/// What the class is called, and the field for codes.
fn text_part_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    height: f32,
    local: &mut ClassroomLocal,
    out: &mut Asked,
) {
    let theme = shown.theme;
    let (ink, soft) = (theme.palette.ink, theme.palette.soft);
    let mut title = shown.class.title.clone();
    let view = FieldView {
        label: "What the class is called",
        hint: "Class 11 B",
        width: ui.available_width().min(360.0 * theme.growth(Type::Sans)),
        longest: LONGEST_TITLE,
    };
    let field = field_ui(ui, theme, &view, &mut title);
    local.typing |= field.has_focus();
    if title != shown.class.title {
        out.push(UiAction::Class(ClassAsk::Call(title)));
    }
    ui.add_space(spacing::S4);
    text::text_ui(ui, theme, Type::Subheading, ink, "The pupils’ codes");
    text::text_ui(ui, theme, Type::SansSmall, soft, ABOUT);
    ui.add_space(spacing::S3);
    if local.hand_in.held.is_empty() {
        let view = FieldView {
            label: "Paste or type the codes here",
            hint: HINT,
            width: ui.available_width(),
            longest: LONGEST_SHOWN,
        };
        let typed = &mut local.hand_in.typed;
        let field = area_ui(ui, theme, &view, height, field_id(), typed);
        local.typing |= field.has_focus();
    } else {
        held_ui(ui, theme, &local.hand_in.held);
    }
    ui.add_space(spacing::S3);
    buttons_ui(ui, shown, local, out);
    if let Some(reason) = &shown.class.refused {
        ui.add_space(spacing::S2);
        let words = format!("Not taken in: {reason}.");
        text::text_ui(ui, theme, Type::Sans, theme.palette.red, &words);
    } else if let Some(counted) = shown
        .class
        .counted
        .as_ref()
        .filter(|_| !shown.class.has_runs())
    {
        ui.add_space(spacing::S2);
        let reasons = counted.reading.unread_in_words().unwrap_or_default();
        let words = format!("No run was found in what was handed in. {reasons} E shows where.");
        text::text_ui(ui, theme, Type::Sans, theme.palette.red, &words);
    }
    ui.add_space(spacing::S3);
    text::text_ui(ui, theme, Type::SansSmall, soft, PRIVACY);
}

/// What stands for a long paste.
fn held_ui(ui: &mut Ui, theme: &Theme, held: &str) {
    let lines = counted(held.lines().count(), "line", "lines");
    let words =
        format!("{lines} were pasted, too many to show here. They are ready to be handed in.");
    text::text_ui(ui, theme, Type::Sans, theme.palette.ink, &words);
}

fn buttons_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut ClassroomLocal, out: &mut Asked) {
    let theme = shown.theme;
    let typing = ui.memory(|memory| memory.has_focus(field_id()));
    let mut asked = typing
        && ui.input(|input| {
            input.events.iter().any(|event| {
                matches!(event, Event::Key { key: Key::Enter, pressed: true, repeat: false, modifiers, .. }
                    if modifiers.command || modifiers.ctrl)
            })
        });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(spacing::S3, spacing::S2);
        let view = ButtonView::of(ButtonKind::Primary, "Hand in").key("Ctrl Enter");
        let response = button_ui(ui, theme, &view);
        if std::mem::take(&mut local.hand_in.wants_keys) && !typing {
            response.request_focus();
        }
        asked |= response.clicked();
        if !local.hand_in.held.is_empty() {
            let view = ButtonView::of(ButtonKind::Secondary, "Drop the paste");
            if button_ui(ui, theme, &view).clicked() {
                local.hand_in.held.clear();
            }
        }
    });
    if asked {
        let what = HandIn::Pasted(local.hand_in.text().to_owned());
        out.push(UiAction::Class(ClassAsk::HandIn(what)));
    }
}

/// Files, folders and the runs kept here.
fn machine_part_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut ClassroomLocal, out: &mut Asked) {
    let theme = shown.theme;
    rule_ui(ui, theme, "From this machine");
    let view = FieldView {
        label: "The path of a file or a folder",
        hint: "homework, or codes.csv",
        width: ui.available_width(),
        longest: LONGEST_LINE,
    };
    let field = field_ui(ui, theme, &view, &mut local.hand_in.path);
    local.typing |= field.has_focus();
    let mut asked = entered(ui, &field);
    ui.add_space(spacing::S1);
    let about =
        "Texts, CSV lists, run files, or a folder with all of them; photos in it do no harm.";
    text::text_ui(ui, theme, Type::SansSmall, theme.palette.soft, about);
    ui.add_space(spacing::S2);
    let n_kept = shown.runs.len();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(spacing::S3, spacing::S2);
        let view = ButtonView::of(ButtonKind::Secondary, "Read it");
        asked |= button_ui(ui, theme, &view).clicked();
        if n_kept > 0 {
            let words = match n_kept {
                1 => "Take the run kept here".to_owned(),
                n => format!("Take the {n} runs kept here"),
            };
            let view = ButtonView::of(ButtonKind::Secondary, &words);
            if button_ui(ui, theme, &view).clicked() {
                out.push(UiAction::Class(ClassAsk::HandIn(HandIn::Kept)));
            }
        }
    });
    if asked {
        let what = HandIn::Named(local.hand_in.path.clone());
        out.push(UiAction::Class(ClassAsk::HandIn(what)));
    }
    ui.add_space(spacing::S4);
}

/// Groups, and the end of it.
fn groups_part_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut ClassroomLocal, out: &mut Asked) {
    let theme = shown.theme;
    rule_ui(ui, theme, "Groups");
    let view = SegmentsView {
        label: "Tell for each answer how many of each",
        note: "",
        options: &["Role", "Label"],
        chosen: usize::from(shown.class.by == GroupBy::Label),
    };
    if let Some(chosen) = segments_ui(ui, theme, &view) {
        let by = match chosen {
            0 => GroupBy::Role,
            _ => GroupBy::Label,
        };
        out.push(UiAction::Class(ClassAsk::GroupBy(by)));
    }
    ui.add_space(spacing::S3);
    let view = FieldView {
        label: "Column of a list with the labels",
        hint: "found by itself if it is called group or class",
        width: ui.available_width(),
        longest: LONGEST_LINE,
    };
    let field = field_ui(ui, theme, &view, &mut local.hand_in.column);
    local.typing |= field.has_focus();
    let done = entered(ui, &field) || field.lost_focus();
    if done && local.hand_in.column.trim() != shown.class.label_column {
        let column = local.hand_in.column.trim().to_owned();
        out.push(UiAction::Class(ClassAsk::LabelBy(column)));
    }
    if shown.class.counted.is_some() {
        ui.add_space(spacing::S4);
        again_ui(ui, theme, &mut local.hand_in, out);
    }
}

/// Forgetting everything, after being asked.
fn again_ui(ui: &mut Ui, theme: &Theme, local: &mut HandInLocal, out: &mut Asked) {
    if !local.asks {
        let view = ButtonView::of(ButtonKind::Secondary, "Start again…");
        if button_ui(ui, theme, &view).clicked() {
            local.asks = true;
        }
        return;
    }
    let question = "Forget everything that was handed in? The files stay where they are.";
    text::text_ui(ui, theme, Type::Sans, theme.palette.ink, question);
    ui.add_space(spacing::S2);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(spacing::S3, spacing::S2);
        let view = ButtonView::of(ButtonKind::Destructive, "Forget it");
        if button_ui(ui, theme, &view).clicked() {
            local.asks = false;
            local.column.clear();
            local.taken();
            out.push(UiAction::Class(ClassAsk::StartAgain));
        }
        let view = ButtonView::of(ButtonKind::Secondary, "Keep it");
        if button_ui(ui, theme, &view).clicked() {
            local.asks = false;
        }
    });
}

fn rule_ui(ui: &mut Ui, theme: &Theme, words: &str) {
    let size = egui::vec2(ui.available_width(), spacing::S2);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    shapes::rule(
        ui.painter(),
        rect.left(),
        rect.right(),
        rect.top(),
        theme.rule(),
    );
    text::text_ui(ui, theme, Type::Subheading, theme.palette.ink, words);
    ui.add_space(spacing::S2);
}
