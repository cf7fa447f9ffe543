//! The end of a run: the epilogue, the year beside the real one, and the record.

use bevy_egui::egui;
use egui::{CursorIcon, Key, Rect, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::play::record_card_ui;
use super::{Local, Overlay, Shown, compare, pressed, within};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::button::{ButtonKind, ButtonView, button_ui};
use crate::gui::widgets::prose::{Setting, prose_ui};
use crate::gui::widgets::sheet::paint_heavy_rule;
use crate::gui::widgets::{shapes, text};
use crate::playthrough::EndView;

/// The parts of the end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Leaf {
    /// How the role's own story closes.
    #[default]
    Epilogue,
    /// Every turning point beside history's.
    TurningPoints,
    /// Every decision beside the recorded one.
    Decisions,
    /// What is recorded, where it was kept for the end.
    Record,
}

const HEAD: f32 = 52.0;

/// Draws the open leaf under its tab.
pub(super) fn end_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    end: &EndView,
    local: &mut Local,
    out: &mut Asked,
) {
    let theme = shown.theme;
    let whole = ui.max_rect();
    shapes::plane(ui.painter(), whole, theme.palette.sheet);
    let leaves = leaves(end);
    keys(ui, &leaves, local, out);
    tabs_ui(ui, shown, &leaves, whole, local);
    let inner = Rect::from_min_max(
        pos2(whole.left() + spacing::MARGIN, whole.top() + HEAD + 12.0),
        pos2(whole.right() - spacing::MARGIN, whole.bottom() - 64.0),
    );
    within(ui, inner, |ui| match local.leaf {
        Leaf::Epilogue => epilogue_ui(ui, theme, end, local),
        Leaf::TurningPoints | Leaf::Decisions => {
            let (comparison, other) = match shown.beside {
                Some((comparison, name)) => (comparison, name.as_str()),
                None => (&end.comparison, ""),
            };
            let only = &mut local.only_differences;
            if local.leaf == Leaf::TurningPoints {
                compare::turning_points_ui(ui, theme, comparison, other, only);
            } else {
                compare::decisions_ui(ui, theme, comparison, other, only);
            }
        }
        Leaf::Record => record_ui(ui, theme, end, local),
    });
    let foot = Rect::from_min_max(
        pos2(inner.left(), whole.bottom() - 56.0),
        pos2(inner.right(), whole.bottom() - 12.0),
    );
    within(ui, foot, |ui| foot_ui(ui, theme, &leaves, local, out));
}

fn leaves(end: &EndView) -> Vec<(Leaf, &'static str)> {
    let mut leaves = vec![
        (Leaf::Epilogue, "Epilogue"),
        (Leaf::TurningPoints, "Where your 1917 parted"),
        (Leaf::Decisions, "Decisions"),
    ];
    if !end.records.is_empty() {
        leaves.push((Leaf::Record, "The record"));
    }
    leaves
}

fn position(leaves: &[(Leaf, &str)], local: &Local) -> usize {
    leaves
        .iter()
        .position(|(leaf, _)| *leaf == local.leaf)
        .unwrap_or(0)
}

fn keys(ui: &Ui, leaves: &[(Leaf, &str)], local: &mut Local, out: &mut Asked) {
    let at = position(leaves, local);
    let step = if pressed(ui, Key::ArrowRight) {
        at + 1
    } else if pressed(ui, Key::ArrowLeft) {
        at + leaves.len() - 1
    } else {
        at
    };
    if let Some((leaf, _)) = leaves.get(step % leaves.len().max(1)) {
        local.leaf = *leaf;
    }
    if let Some((leaf, _)) = super::digit(ui).and_then(|index| leaves.get(index)) {
        local.leaf = *leaf;
    }
    if pressed(ui, Key::D) {
        local.only_differences = !local.only_differences;
    }
    if pressed(ui, Key::L) {
        local.overlay = Overlay::Log;
    }
    if pressed(ui, Key::M) {
        local.overlay = Overlay::Map;
    }
    if pressed(ui, Key::F1) {
        local.overlay = Overlay::Help;
    }
    if pressed(ui, Key::Escape) {
        out.push(UiAction::Open(Screen::Title));
    }
}

fn tabs_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    leaves: &[(Leaf, &str)],
    whole: Rect,
    local: &mut Local,
) {
    let theme = shown.theme;
    let palette = &theme.palette;
    let head = whole.with_max_y(whole.top() + HEAD);
    shapes::plane(ui.painter(), head, palette.band);
    let mut left = head.left() + spacing::MARGIN;
    for (leaf, label) in leaves {
        let open = *leaf == local.leaf;
        let ink = if open { palette.ink } else { palette.on_band };
        let words = text::lay_line(ui, theme, Type::Button, ink, label);
        let cut = HEAD / spacing::SLOPE;
        let rect = Rect::from_min_size(
            pos2(left, head.top()),
            vec2(words.size().x + 2.0 * cut + 4.0, HEAD),
        );
        let response = ui
            .interact(rect, ui.id().with(label), Sense::click())
            .on_hover_cursor(CursorIcon::PointingHand);
        response
            .widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, open, *label));
        if open {
            let tab = vec![
                pos2(rect.left() + cut, rect.top()),
                pos2(rect.right(), rect.top()),
                pos2(rect.right() - cut, rect.bottom()),
                rect.left_bottom(),
            ];
            ui.painter().add(egui::Shape::convex_polygon(
                tab,
                palette.sheet,
                egui::Stroke::NONE,
            ));
        }
        let at = pos2(
            rect.left() + cut + 2.0,
            rect.center().y - words.size().y / 2.0,
        );
        words.paint(ui.painter(), at);
        if response.has_focus() {
            shapes::focus_frame(ui.painter(), rect.shrink(6.0), theme);
        }
        if response.clicked() {
            local.leaf = *leaf;
        }
        left = rect.right() + 2.0;
    }
    let line = shown.view.map_or(String::new(), |view| {
        format!("{} · {} decisions", view.top.role, view.top.n_decisions)
    });
    let laid = text::lay_line(ui, theme, Type::SansSmall, palette.band_soft, &line);
    let at = pos2(
        head.right() - spacing::MARGIN - laid.size().x,
        head.center().y - laid.size().y / 2.0,
    );
    if at.x > left + spacing::S4 {
        laid.paint(ui.painter(), at);
    }
}

fn epilogue_ui(ui: &mut Ui, theme: &Theme, end: &EndView, local: &mut Local) {
    ScrollArea::vertical()
        .id_salt("epilogue")
        .auto_shrink(false)
        .show(ui, |ui| {
            let mut asked = None;
            let smaller = Theme {
                text_percent: theme.text_percent * 9 / 10,
                ..*theme
            };
            let gap = spacing::S7;
            let half = ((ui.available_width() - gap) / 2.0).max(280.0);
            let two = ui.available_width() >= 2.0 * 280.0 + gap && theme.text_percent <= 150;
            text::text_ui(ui, theme, Type::Display, theme.palette.ink, &end.title);
            ui.add_space(spacing::S3);
            let width = if two { half } else { ui.available_width() };
            let column = Rect::from_min_size(ui.cursor().min, vec2(width, 4000.0));
            let left = within(ui, column, |ui| {
                asked = asked.or(prose_ui(ui, theme, &end.text, Setting::fiction(theme)));
                ui.min_rect()
            });
            let right_at = if two {
                pos2(column.right() + gap, column.top())
            } else {
                pos2(column.left(), left.bottom() + spacing::S5)
            };
            let column = Rect::from_min_size(right_at, vec2(width, 6000.0));
            let right = within(ui, column, |ui| {
                for statement in &end.statements {
                    let (line, _) =
                        ui.allocate_exact_size(vec2(ui.available_width(), 10.0), Sense::hover());
                    shapes::rule(
                        ui.painter(),
                        line.left(),
                        line.right(),
                        line.top(),
                        theme.rule(),
                    );
                    asked = asked.or(prose_ui(
                        ui,
                        &smaller,
                        statement,
                        Setting::fiction(&smaller),
                    ));
                    ui.add_space(spacing::S3);
                }
                ui.min_rect()
            });
            ui.advance_cursor_after_rect(left.union(right));
            ui.add_space(spacing::S5);
            if let Some(link) = asked {
                local.overlay = Overlay::Codex(link);
            }
        });
}

fn record_ui(ui: &mut Ui, theme: &Theme, end: &EndView, local: &mut Local) {
    ScrollArea::vertical()
        .id_salt("record")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_max_width(760.0);
            for (index, record) in end.records.iter().enumerate() {
                ui.push_id(index, |ui| {
                    record_card_ui(ui, theme, record, end.records.len(), local);
                });
                ui.add_space(spacing::S5);
            }
        });
}

fn foot_ui(
    ui: &mut Ui,
    theme: &Theme,
    leaves: &[(Leaf, &str)],
    local: &mut Local,
    out: &mut Asked,
) {
    let line = ui.max_rect();
    paint_heavy_rule(
        ui.painter(),
        theme,
        line.left(),
        line.right(),
        line.top() - 6.0,
    );
    ui.horizontal(|ui| {
        let next = leaves.get(position(leaves, local) + 1);
        if let Some((leaf, label)) = next {
            let view = ButtonView::of(ButtonKind::Primary, label).key("→");
            if button_ui(ui, theme, &view).clicked() {
                local.leaf = *leaf;
            }
            ui.add_space(spacing::S4);
        }
        let log = ButtonView::of(ButtonKind::Secondary, "Go back, or change sides").key("L");
        if button_ui(ui, theme, &log).clicked() {
            local.overlay = Overlay::Log;
        }
        ui.add_space(spacing::S4);
        let title = ButtonView::of(ButtonKind::Secondary, "Title").key("Esc");
        if button_ui(ui, theme, &title).clicked() {
            out.push(UiAction::Open(Screen::Title));
        }
    });
}
