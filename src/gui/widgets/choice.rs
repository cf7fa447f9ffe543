//! A choice: a numbered row that reverses when it has the keyboard.
//!
//! The row is drawn in all its states; what a click means is the caller's. A locked choice
//! can be reached and pressed too, so that the caller can say the reason.

use bevy_egui::egui;
use egui::{
    Color32, CursorIcon, Painter, Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2,
    vec2,
};

use super::motion;
use super::shapes;
use super::text::{self, Laid};
use crate::gui::theme::{Theme, Type, spacing};

/// A choice as shown.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ChoiceView<'a> {
    /// The digit that chooses it.
    pub number: usize,
    /// The words.
    pub text: &'a str,
    /// What it moves, in words and arrows; may be empty.
    pub hint: &'a str,
    /// Whether it can be taken.
    pub state: ChoiceState<'a>,
    /// Whether another run took it.
    pub taken_elsewhere: bool,
    /// Whether to mark it as history's.
    pub history: bool,
}

/// Whether a choice can be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChoiceState<'a> {
    /// It can.
    Open,
    /// It cannot, for this reason.
    Locked(&'a str),
}

const TAKEN: &str = "○ taken in another run";
const TAG: &str = "History";

struct Inks {
    text: Color32,
    hint: Color32,
    number: Color32,
}

/// A choice as wide as there is room, reaching [`spacing::OVERHANG`] beyond it on both sides
/// when pointed at or focused. Clicked by pointer, Enter or Space, also when locked.
pub fn choice_ui(ui: &mut Ui, theme: &Theme, view: &ChoiceView<'_>) -> Response {
    let width = ui.available_width();
    let scale = theme.growth(Type::Choice).max(1.0);
    let column = (spacing::NUMERAL_COLUMN * scale.sqrt()).round();
    let tag_room = if view.history { 124.0 } else { 0.0 };
    let words = text::lay(
        ui,
        theme,
        Type::Choice,
        Color32::PLACEHOLDER,
        view.text,
        width - column - tag_room,
    );
    let below = lay_hint(ui, theme, view, width - column);
    let height = row_height(&words, below.as_ref());
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    name_choice(&response, view);
    let focus = motion::Place::of_focus(&response);
    let grown = motion::toward(ui.ctx(), theme, response.id, focus, spacing::FOCUS_SECONDS);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    let inks = row_inks(theme, view, &response);
    if !follows_focus(ui, rect, &response) {
        paint_rule(painter, theme, rect, view);
    }
    paint_ground(painter, theme, rect, view, &response, grown);
    let top = rect.top() + 9.0;
    let indent = if response.has_focus() {
        0.0
    } else {
        spacing::S2
    };
    let number = text::lay_line(
        ui,
        theme,
        Type::Numeral,
        inks.number,
        &view.number.to_string(),
    );
    number.paint(painter, pos2(rect.left() + indent, top - 1.0));
    let left = rect.left() + column;
    words.paint_in(painter, pos2(left, top), inks.text);
    if let Some(below) = below {
        below.paint_in(painter, pos2(left, top + words.size().y), inks.hint);
    }
    if view.history {
        history_tag(ui, theme, rect, inks.text);
    }
    response
}

fn lay_hint(ui: &Ui, theme: &Theme, view: &ChoiceView<'_>, width: f32) -> Option<Laid> {
    let (style, line) = match view.state {
        ChoiceState::Locked(reason) => (Type::Aside, reason.to_owned()),
        ChoiceState::Open => (Type::Note, open_hint(view)),
    };
    let color = Color32::PLACEHOLDER;
    (!line.is_empty()).then(|| text::lay(ui, theme, style, color, &line, width))
}

fn open_hint(view: &ChoiceView<'_>) -> String {
    match (view.hint.is_empty(), view.taken_elsewhere) {
        (true, true) => TAKEN.to_owned(),
        (false, true) => format!("{}   ·   {TAKEN}", view.hint),
        (_, false) => view.hint.to_owned(),
    }
}

/// One line with a hint makes the design's 62 points; everything else grows from there.
fn row_height(words: &Laid, below: Option<&Laid>) -> f32 {
    let hint = below.map_or(0.0, |below| below.size().y);
    let pad = if below.is_some() { 20.0 } else { 21.0 };
    (words.size().y + hint + pad).round()
}

fn row_inks(theme: &Theme, view: &ChoiceView<'_>, response: &Response) -> Inks {
    let palette = &theme.palette;
    if response.has_focus() {
        Inks {
            text: palette.on_select,
            hint: palette.select_soft,
            number: palette.on_red,
        }
    } else if let ChoiceState::Locked(_) = view.state {
        Inks {
            text: palette.soft,
            hint: palette.soft,
            number: palette.soft,
        }
    } else {
        Inks {
            text: palette.ink,
            hint: palette.soft,
            number: palette.ink,
        }
    }
}

/// Whether the row right above has the keyboard: its bar stands in for this row's rule.
fn follows_focus(ui: &Ui, rect: Rect, response: &Response) -> bool {
    let id = egui::Id::new("focused choice");
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, rect.bottom()));
        return false;
    }
    let bottom = ui.data(|data| data.get_temp::<f32>(id));
    let follows = bottom.is_some_and(|bottom| (bottom - rect.top()).abs() < 1.0);
    if follows {
        // Only the next row, and only in this pass.
        ui.data_mut(|data| data.remove_temp::<f32>(id));
    }
    follows
}

fn paint_rule(painter: &Painter, theme: &Theme, rect: Rect, view: &ChoiceView<'_>) {
    let (left, right, top) = (rect.left(), rect.right(), rect.top());
    if let ChoiceState::Locked(_) = view.state {
        let soft = Stroke::new(spacing::RULE, theme.palette.soft);
        shapes::dashed_rule(painter, left, right, top, soft);
    } else {
        shapes::rule(painter, left, right, top, theme.rule());
    }
    if view.history {
        shapes::rule(painter, left, right, top + 4.0, theme.rule());
    }
}

fn paint_ground(
    painter: &Painter,
    theme: &Theme,
    rect: Rect,
    view: &ChoiceView<'_>,
    response: &Response,
    grown: f32,
) {
    let palette = &theme.palette;
    let locked = matches!(view.state, ChoiceState::Locked(_));
    let bar = rect.expand2(vec2(spacing::OVERHANG, 0.0));
    if response.has_focus() {
        let grown_bar =
            bar.with_max_x(egui::lerp(bar.left() + spacing::WEDGE..=bar.right(), grown));
        shapes::cut_bar(painter, grown_bar, palette.select);
        shapes::wedge(painter, bar, spacing::WEDGE, palette.red_fill);
        if theme.is_high_contrast() {
            shapes::cut_frame(painter, bar, 4.5, theme.focus());
        }
    } else if response.hovered() {
        let plane = bar
            .with_min_y(bar.top() + spacing::RULE)
            .shrink2(vec2(0.0, 1.0));
        shapes::plane(painter, plane, palette.low);
        shapes::frame(painter, plane, theme.plane_frame());
        shapes::plane(painter, plane.with_max_x(plane.left() + 4.0), palette.ink);
    }
    if locked && !response.has_focus() {
        let strip = Rect::from_min_max(
            pos2(bar.left(), rect.top() + 6.0),
            pos2(bar.left() + 10.0, rect.bottom() - 2.0),
        );
        shapes::hatch(painter, strip, 5.0, palette.soft);
    }
}

fn history_tag(ui: &Ui, theme: &Theme, rect: Rect, ink: Color32) {
    let word = text::lay_line(ui, theme, Type::LabelSmall, ink, TAG);
    let size = vec2(word.size().x + 64.0, word.size().y + 2.0);
    let tag = Rect::from_min_size(pos2(rect.right() - size.x, rect.top() + 11.0), size);
    let painter = ui.painter();
    for edge in [tag.left(), tag.right() - 10.0] {
        let strip = Rect::from_min_size(pos2(edge, tag.top()), vec2(10.0, tag.height()));
        shapes::hatch(painter, strip, 6.0, ink);
    }
    word.paint(painter, tag.center() - word.size() / 2.0);
}

/// The row's words, and after them everything that colour and shape say.
fn name_choice(response: &Response, view: &ChoiceView<'_>) {
    response.widget_info(|| {
        let mut name = format!("{}. {}", view.number, view.text);
        if !view.hint.is_empty() {
            name.push_str(". ");
            name.push_str(&spoken(view.hint));
        }
        if view.taken_elsewhere {
            name.push_str(". Taken in another run");
        }
        if view.history {
            name.push_str(". History’s choice");
        }
        let open = match view.state {
            ChoiceState::Open => true,
            ChoiceState::Locked(reason) => {
                name.push_str(". Locked: ");
                name.push_str(reason);
                false
            }
        };
        WidgetInfo::labeled(WidgetType::Button, open, name)
    });
}

/// Arrows as words, for those who hear them.
fn spoken(hint: &str) -> String {
    hint.replace('▲', "up").replace('▼', "down")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view<'a>(hint: &'a str, taken_elsewhere: bool) -> ChoiceView<'a> {
        ChoiceView {
            number: 1,
            text: "Wait",
            hint,
            state: ChoiceState::Open,
            taken_elsewhere,
            history: false,
        }
    }

    #[test]
    fn the_hint_line_says_what_was_taken_elsewhere() {
        assert_eq!(open_hint(&view("", false)), "");
        assert_eq!(open_hint(&view("", true)), TAKEN);
        assert_eq!(
            open_hint(&view("nerve ▼", true)),
            "nerve ▼   ·   ○ taken in another run"
        );
    }

    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT as _, Queryable as _};

    /// Two choices, the second locked; the state is the number last pressed.
    fn harness() -> Harness<'static, Option<usize>> {
        let draw = |ui: &mut Ui, pressed: &mut Option<usize>| {
            if !crate::gui::theme::is_ready(ui.ctx()) {
                crate::gui::theme::install(ui.ctx());
                return;
            }
            let locked = ChoiceView {
                number: 2,
                text: "Fetch a gun",
                state: ChoiceState::Locked("No runner."),
                ..view("", false)
            };
            for view in [view("nerve ▼", false), locked] {
                let row = ui.push_id(view.number, |ui| choice_ui(ui, &Theme::default(), &view));
                if row.inner.clicked() {
                    *pressed = Some(view.number);
                }
            }
        };
        let mut harness = Harness::builder()
            .with_size(vec2(600.0, 300.0))
            .build_ui_state(draw, None);
        harness.run();
        harness
    }

    #[test]
    fn a_choice_is_found_by_its_words_and_pressed() {
        let mut harness = harness();
        harness.get_by_label("1. Wait. nerve down").click();
        harness.run();
        assert_eq!(*harness.state(), Some(1));
    }

    #[test]
    fn a_locked_choice_says_why_and_can_be_reached_by_keyboard() {
        let mut harness = harness();
        let locked = harness.get_by_label("2. Fetch a gun. Locked: No runner.");
        assert!(locked.accesskit_node().is_disabled());
        locked.focus();
        harness.run();
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert_eq!(*harness.state(), Some(2));
    }

    #[test]
    fn arrows_are_spoken_as_words() {
        assert_eq!(spoken("nerve ▼   streets ▲"), "nerve down   streets up");
    }
}
