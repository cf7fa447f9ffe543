//! The sheet of a scene: its prose, and below it the choices.
//!
//! The choices stay in sight at the foot of the page while the prose above them is read, set a
//! little smaller if that saves the scrolling. Where too little of the prose would show above
//! them, the page scrolls as a whole and the choices come last.

use bevy_egui::egui;
use egui::{Id, Rect, Ui, pos2, vec2};

use super::super::scrolled::{more_height, more_ui, page_ui};
use super::super::{Local, Shown, within};
use super::pages::{body_ui, choices_ui, heading_ui, rest_ui};
use crate::gui::action::Asked;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::prose::{Setting, prose_height};
use crate::gui::widgets::{shapes, text};
use crate::playthrough::{SceneView, View};

/// Between the prose and the rule above the choices.
const GAP: f32 = 10.0;
/// The part of the prose that has to show above the choices, or they come last.
const SHARE: f32 = 0.62;

/// Where the choices stand.
enum Choices {
    /// At the foot of the page, and the prose is set like this.
    Pinned(Theme),
    /// After the prose.
    Last,
}

/// Draws the page.
pub(super) fn scene_page_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    scene: &SceneView,
    page: Rect,
    local: &mut Local,
    out: &mut Asked,
) {
    let theme = shown.theme;
    let id = Id::new(("choices", local.n_turned, theme.text_percent, theme.face));
    let guess = 66.0 * f32::from(u8::try_from(scene.choices.len()).unwrap_or(u8::MAX));
    let foot: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(guess);
    let heading = heading_height(ui, theme, view, scene, page.width());
    let room = vec2(page.width(), page.height() - heading - foot - GAP);
    let measured = match choices(ui, theme, scene, room) {
        Choices::Pinned(set) => pinned_ui(ui, shown, view, scene, (page, foot, &set), local, out),
        Choices::Last => last_ui(ui, shown, view, scene, page, local, out),
    };
    if (measured - foot).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, measured));
        ui.ctx().request_discard("the choices were measured");
    }
}

fn heading_height(ui: &Ui, theme: &Theme, view: &View, scene: &SceneView, width: f32) -> f32 {
    let height = |style, words: &str| {
        let ink = theme.palette.ink;
        text::lay(ui, theme, style, ink, words, width).size().y
    };
    let title = height(Type::Title, &scene.title);
    height(Type::Label, &view.top.place_name) + title + spacing::S2
}

/// How the prose fits above the choices: in its own size, or a little smaller, or only in part.
fn choices(ui: &Ui, theme: &Theme, scene: &SceneView, room: egui::Vec2) -> Choices {
    let height = |set: &Theme| prose_height(ui, set, &scene.text, Setting::fiction(set), room.x);
    let smaller = |percent: u16| Theme {
        text_percent: theme.text_percent * percent / 100,
        ..*theme
    };
    // Nobody who wants large letters wants them smaller again.
    let sizes: &[u16] = match theme.text_percent {
        ..=100 => &[100, 95, 91, 87],
        _ => &[100],
    };
    let mut sets = sizes.iter().map(|percent| smaller(*percent));
    if let Some(set) = sets.find(|set| height(set) <= room.y) {
        return Choices::Pinned(set);
    }
    let set = if sizes.len() > 1 { smaller(91) } else { *theme };
    match room.y >= height(&set) * SHARE {
        true => Choices::Pinned(set),
        false => Choices::Last,
    }
}

/// The choices at the foot; gives their height.
fn pinned_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    scene: &SceneView,
    (page, foot, set): (Rect, f32, &Theme),
    local: &mut Local,
    out: &mut Asked,
) -> f32 {
    let theme = shown.theme;
    let foot_top = page.bottom() - foot;
    let heading = within(ui, page.with_max_y(foot_top), |ui| {
        heading_ui(ui, theme, &view.top.place_name, &scene.title);
        ui.min_rect().bottom()
    });
    let body = Rect::from_min_max(
        pos2(page.left(), heading),
        pos2(page.right(), foot_top - GAP),
    );
    let more = page_ui(ui, body, ("page", local.page.clone()), |ui| {
        body_ui(ui, set, &scene.text, local);
    });
    let bottom = within(ui, page.with_min_y(foot_top), |ui| {
        rest_ui(ui, shown, local, |ui, local| {
            choices_ui(ui, shown, scene, local, out);
        });
        ui.min_rect().bottom()
    });
    // On top of the rule above the choices, which it interrupts.
    if more {
        let at = pos2(page.right(), foot_top);
        more_ui(ui, theme, at, theme.palette.sheet);
    }
    bottom - foot_top
}

/// The choices after the prose, all of it scrolled; gives their height.
fn last_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &View,
    scene: &SceneView,
    page: Rect,
    local: &mut Local,
    out: &mut Asked,
) -> f32 {
    let theme = shown.theme;
    let mut height = 0.0;
    let cue = more_height(theme);
    let sheet = page.with_max_y(page.bottom() + 20.0 - cue);
    let more = page_ui(ui, sheet, ("page", local.page.clone()), |ui| {
        heading_ui(ui, theme, &view.top.place_name, &scene.title);
        body_ui(ui, theme, &scene.text, local);
        ui.add_space(spacing::S5);
        let top = ui.cursor().top();
        rest_ui(ui, shown, local, |ui, local| {
            choices_ui(ui, shown, scene, local, out);
        });
        height = ui.cursor().top() - top;
        ui.add_space(spacing::S3);
    });
    if more {
        let line = egui::Stroke::new(spacing::RULE, theme.palette.hair);
        let edge = sheet.bottom();
        shapes::rule(ui.painter(), page.left(), page.right(), edge, line);
        let at = pos2(page.right(), edge + cue / 2.0);
        more_ui(ui, theme, at, theme.palette.sheet);
    }
    height
}
