//! The poster and the menu.

use bevy_egui::egui;
use egui::{Key, Rect, Response, Ui, pos2, vec2};

use super::{Local, Shown, nothing_focused, poster, pressed, within};
use crate::gui::action::{Asked, UiAction};
use crate::gui::screen::Screen;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::menu::{MenuItem, menu_item_ui};
use crate::gui::widgets::{button, shapes, text};
use crate::model::Scenario;
use crate::store::RunFile;

/// The keys named at the foot.
const KEYS: &[(&str, &str)] = &[
    ("↑", ""),
    ("↓", "choose"),
    ("Enter", "open"),
    ("F1", "help"),
];
/// Above and below them.
const FOOT_AIR: f32 = 6.0;

/// Draws the menu over the poster.
pub(super) fn title_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    local.on_page(ui, "title");
    if !shown.has_poster {
        poster::poster_ui(ui, shown);
    }
    let whole = ui.max_rect();
    let column = Rect::from_min_max(
        pos2(whole.left() + spacing::MARGIN, whole.top() + 56.0),
        pos2(
            whole.left() + spacing::MARGIN + 400.0,
            whole.bottom() - foot_height(ui, shown.theme) - 22.0,
        ),
    );
    let fresh = nothing_focused(ui);
    let note = continue_note(shown);
    let kept = match shown.runs.len() {
        0 => String::new(),
        n => format!("{n} kept"),
    };
    let mut ends: Option<(Response, Response)> = None;
    within(ui, column, |ui| {
        for (index, (item, action)) in items(shown, &note, &kept).into_iter().enumerate() {
            let response = menu_item_ui(ui, shown.theme, &item);
            if index == 0 && fresh {
                response.request_focus();
            }
            if response.hovered() && ui.input(|input| input.pointer.is_moving()) {
                response.request_focus();
            }
            if response.clicked() {
                out.push(action);
            }
            let first = ends
                .take()
                .map_or_else(|| response.clone(), |(first, _)| first);
            ends = Some((first, response));
        }
    });
    if let Some((first, last)) = ends {
        go_round(ui, &first, &last);
    }
    foot_ui(ui, shown, whole);
}

/// From the last line down to the first, and from the first up to the last.
fn go_round(ui: &Ui, first: &Response, last: &Response) {
    let stood = |at: &Response| ui.memory(|memory| memory.had_focus_last_frame(at.id));
    let to = match () {
        () if pressed(ui, Key::ArrowDown) && stood(last) => first,
        () if pressed(ui, Key::ArrowUp) && stood(first) => last,
        () => return,
    };
    to.request_focus();
    // Or egui would move on from there with the same press.
    ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
}

fn items<'a>(shown: &Shown<'_>, note: &'a str, kept: &'a str) -> Vec<(MenuItem<'a>, UiAction)> {
    let mut items = Vec::new();
    if let Some(run) = shown.unfinished {
        let label = "Continue";
        items.push((MenuItem { label, note }, UiAction::Resume(run.id.clone())));
    }
    let rest = [
        ("New run", "", UiAction::Open(Screen::Role)),
        ("Runs", kept, UiAction::Open(Screen::Runs)),
        ("Codex", "", UiAction::Open(Screen::Codex)),
        (
            "Classroom",
            classroom_note(shown),
            UiAction::Open(Screen::Classroom),
        ),
        ("Settings", "", UiAction::Open(Screen::Settings)),
        ("Quit", "", UiAction::Quit),
    ];
    items.extend(rest.map(|(label, note, action)| (MenuItem { label, note }, action)));
    items
}

fn continue_note(shown: &Shown<'_>) -> String {
    match (shown.unfinished, shown.scenario) {
        (Some(run), Some(scenario)) => where_it_stands(scenario, run),
        _ => String::new(),
    }
}

fn classroom_note(shown: &Shown<'_>) -> &'static str {
    match shown.class.has_runs() {
        true => "a class has handed in",
        false => "what a class decided",
    }
}

/// "Red Guard, 25 October, 12 decisions".
pub(super) fn where_it_stands(scenario: &Scenario, run: &RunFile) -> String {
    let role = scenario
        .role_by_key(&run.journal.role)
        .map_or(run.journal.role.as_str(), |role| {
            scenario[role].name.as_str()
        });
    let last = run
        .journal
        .decisions
        .last()
        .and_then(|decision| scenario.scene_by_key(&decision.scene))
        .map(|scene| scenario[scene].when.day_and_month());
    let n = run.journal.decisions.len();
    let decisions = if n == 1 { "decision" } else { "decisions" };
    match last {
        Some(day) => format!("{role}, {day}, {n} {decisions}"),
        None => format!("{role}, at the beginning"),
    }
}

fn foot_height(ui: &Ui, theme: &Theme) -> f32 {
    let keys = button::keys_height(ui, theme, KEYS);
    (keys + 2.0 * FOOT_AIR).round().max(38.0)
}

fn foot_ui(ui: &mut Ui, shown: &Shown<'_>, whole: Rect) {
    let theme = shown.theme;
    let foot = whole.with_min_y(whole.bottom() - foot_height(ui, theme));
    shapes::plane(ui.painter(), foot, theme.palette.band);
    let ink = theme.palette.band_soft;
    let inner = foot.shrink2(vec2(32.0, FOOT_AIR));
    let high = button::keys_height(ui, theme, KEYS);
    let keys = Rect::from_min_size(
        pos2(inner.left(), inner.center().y - high / 2.0),
        vec2(inner.width(), high),
    );
    within(ui, keys, |ui| button::keys_ui(ui, theme, KEYS, ink));
    let Some(scenario) = shown.scenario else {
        return;
    };
    let line = format!(
        "{}. Dates are {}.",
        scenario.subtitle, scenario.calendar.name
    );
    let laid = text::lay_line(ui, theme, Type::SansSmall, ink, &line);
    let size = laid.size();
    let at = pos2(inner.right() - size.x, inner.center().y - size.y / 2.0);
    within(ui, Rect::from_min_size(at, size), |ui| {
        text::place(ui, &laid, &line)
    });
}
