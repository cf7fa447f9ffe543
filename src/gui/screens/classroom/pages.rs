//! One page of the picture: where to begin, a question, how it ends, the ways through.

use bevy_egui::egui;
use egui::{CursorIcon, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::answers::{AnswersView, Asked, Length, answers_ui, even};
use super::list::{Page, of_tallies, question};
use crate::class::{NOT_THE_RIGHT_ANSWER, PRIVACY, Question, counted};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::people::{Ground, shares};
use crate::gui::widgets::{shapes, text};
use crate::session::ClassCounted;

/// The most ways through a role's story that are told one by one.
const MOST_ROUTES: usize = 12;

/// Draws a page; `room` is how high it is seen at once. Gives the page that was asked for.
pub(super) fn page_ui(
    ui: &mut Ui,
    theme: &Theme,
    class: &ClassCounted,
    title: &str,
    page: Page,
    room: f32,
) -> Option<Page> {
    match page {
        Page::Overview => return overview_ui(ui, theme, class, title),
        Page::TurningPoint(_) | Page::Decision(_) => {
            if let Some(question) = question(&class.class, page) {
                question_ui(ui, theme, class, question, room);
            }
        }
        Page::Endings(at) => endings_ui(ui, theme, class, at, room),
        Page::Ways(at) => ways_ui(ui, theme, class, at),
    }
    None
}

/// Day or role above, in red, and what is asked. Gives how high both are.
fn head_ui(ui: &mut Ui, theme: &Theme, above: &str, asked: &str) -> f32 {
    const MOST_LINES: usize = 2;
    let palette = &theme.palette;
    let from = ui.cursor().top();
    within_pad(ui, |ui| {
        text::text_ui(ui, theme, Type::Button, palette.red, above);
        let width = ui.available_width();
        let styles = [Type::Question, Type::Title, Type::Heading];
        let laid = styles.map(|style| text::lay(ui, theme, style, palette.ink, asked, width));
        let fits = laid.iter().position(|laid| laid.rows() <= MOST_LINES);
        let style = fits.and_then(|at| styles.get(at)).unwrap_or(&Type::Heading);
        let laid = even(ui, theme, *style, asked, width);
        text::place(ui, &laid, asked);
    });
    ui.add_space(spacing::S2);
    ui.cursor().top() - from
}

/// What is no row begins where the counts do.
fn within_pad(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let room = room.with_min_x(room.left() + spacing::S3);
    ui.scope_builder(egui::UiBuilder::new().max_rect(room), draw);
}

fn question_ui(ui: &mut Ui, theme: &Theme, class: &ClassCounted, question: &Question, room: f32) {
    let soft = theme.palette.soft;
    let above = match question.role {
        None => question.day.clone(),
        Some(role) => {
            let role = &class.scenario[role].name;
            format!("{} · {role}, {}", question.day, question.chapter)
        }
    };
    let used = head_ui(ui, theme, &above, &question.question);
    if question.n_answered == 0 {
        within_pad(ui, |ui| {
            text::text_ui(ui, theme, Type::Sans, soft, "There is no answer to count.");
            text::text_ui(ui, theme, Type::Sans, soft, &question.absences());
        });
        return;
    }
    let talk = question
        .to_talk_about()
        .filter(|_| question.is_turning_point());
    let absences = question.absences();
    let width = ui.available_width() - spacing::S3;
    let height = |style, words: &str| match words {
        "" => 0.0,
        words => text::lay(ui, theme, style, soft, words, width).size().y + spacing::S2,
    };
    let talked = talk.as_ref().map(|talk| format!("{TALK} {talk}"));
    let below = height(Type::Prose, talked.as_deref().unwrap_or_default())
        + height(Type::SansSmall, &absences)
        + spacing::S2;
    let view = AnswersView {
        class: &class.class,
        answers: &question.answers,
        standing: question.standing,
        length: match question.is_turning_point() {
            true => Length::Short,
            false => Length::Long,
        },
        asked: match question.role {
            None => Asked::All,
            Some(_) => Asked::Role,
        },
    };
    answers_ui(ui, theme, &view, room - used - below);
    within_pad(ui, |ui| {
        if let Some(talk) = &talk {
            ui.add_space(spacing::S2);
            let ink = theme.palette.ink;
            let runs = [
                (TALK, theme.italic(Type::Prose, ink)),
                (" ", theme.format(Type::Prose, ink)),
                (talk.as_str(), theme.format(Type::Prose, ink)),
            ];
            text::runs_ui(ui, &runs);
        }
        if !absences.is_empty() {
            ui.add_space(spacing::S2);
            text::text_ui(ui, theme, Type::SansSmall, soft, &absences);
        }
    });
}

const TALK: &str = "To talk about.";

fn endings_ui(ui: &mut Ui, theme: &Theme, class: &ClassCounted, at: usize, room: f32) {
    let Some(item) = class.class.endings.get(at) else {
        return;
    };
    let role = &class.scenario[item.role].name;
    let used = head_ui(ui, theme, role, "How does it end?");
    let view = AnswersView {
        class: &class.class,
        answers: &item.endings,
        standing: "",
        length: Length::Short,
        asked: Asked::Role,
    };
    answers_ui(ui, theme, &view, room - used - spacing::S6);
    if item.n_open > 0 {
        let open = counted(item.n_open, "run goes on.", "runs go on.");
        within_pad(ui, |ui| {
            ui.add_space(spacing::S2);
            text::text_ui(ui, theme, Type::SansSmall, theme.palette.soft, &open);
        });
    }
}

fn ways_ui(ui: &mut Ui, theme: &Theme, class: &ClassCounted, at: usize) {
    let Some(of_role) = class.class.routes.get(at) else {
        return;
    };
    let (ink, soft) = (theme.palette.ink, theme.palette.soft);
    let role = &class.scenario[of_role.role].name;
    head_ui(ui, theme, role, "Which ways were found through the story?");
    let ways = of_role.routes.len();
    within_pad(ui, |ui| {
        let words = match ways {
            0 => "No run has been played from the first scene to an end yet.".to_owned(),
            1 => "All whole runs went through the same scenes.".to_owned(),
            n => format!("Whole runs went through the scenes in {n} different ways:"),
        };
        text::text_ui(ui, theme, Type::Sans, ink, &words);
        ui.add_space(spacing::S3);
    });
    if ways > 1 {
        for route in of_role.routes.iter().take(MOST_ROUTES) {
            let told = match route.apart.as_slice() {
                [] => "by none of the scenes that tell the others apart".to_owned(),
                apart => format!("by {}", class.titles(apart)),
            };
            count_ui(ui, theme, route.n_runs, &told);
        }
        rule_ui(ui, theme);
    }
    within_pad(ui, |ui| {
        if let Some(more) = ways.checked_sub(MOST_ROUTES).filter(|more| *more > 0) {
            let more = counted(more, "further way", "further ways");
            text::text_ui(ui, theme, Type::SansSmall, soft, &format!("And {more}."));
        }
        ui.add_space(spacing::S3);
        text::text_ui(ui, theme, Type::Sans, ink, &class.found_in_words(of_role));
    });
}

fn rule_ui(ui: &mut Ui, theme: &Theme) {
    let size = vec2(ui.available_width(), spacing::FRAME);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    shapes::rule(
        ui.painter(),
        rect.left(),
        rect.right(),
        rect.top(),
        theme.rule(),
    );
}

/// How many, and what they did.
fn count_ui(ui: &mut Ui, theme: &Theme, number: usize, told: &str) {
    let ink = theme.palette.ink;
    let number = number.to_string();
    let count = text::lay_line(ui, theme, Type::Numeral, ink, &number);
    let column = (count.size().x + spacing::S4).max(64.0);
    let width = ui.available_width();
    let words = text::lay(
        ui,
        theme,
        Type::Sans,
        ink,
        told,
        width - column - 2.0 * spacing::S3,
    );
    let size = vec2(width, words.size().y.max(count.size().y) + spacing::S3);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = format!("{number}: {told}");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &name));
    shapes::rule(
        ui.painter(),
        rect.left(),
        rect.right(),
        rect.top(),
        theme.rule(),
    );
    let top = rect.top() + spacing::S2;
    let left = rect.left() + spacing::S3;
    count.paint(ui.painter(), pos2(left, top - 2.0));
    words.paint(ui.painter(), pos2(left + column, top));
}

/// Where to begin, how it was read, and what to bear in mind.
fn overview_ui(ui: &mut Ui, theme: &Theme, class: &ClassCounted, title: &str) -> Option<Page> {
    let (ink, soft) = (theme.palette.ink, theme.palette.soft);
    let divided = class.class.most_divided(3);
    head_ui(ui, theme, title, "Where to begin");
    let mut asked = None;
    within_pad(ui, |ui| {
        let words = match divided.as_slice() {
            [] => "Nobody differs from anybody: every question that was come to has one answer.",
            _ => "The class is most divided about:",
        };
        text::text_ui(ui, theme, Type::Sans, ink, words);
        ui.add_space(spacing::S3);
    });
    for question in divided {
        let points = &class.class.turning_points;
        let at = points.iter().position(|other| other.key == question.key);
        if divided_ui(ui, theme, question) {
            asked = at.map(Page::TurningPoint);
        }
    }
    rule_ui(ui, theme);
    ui.add_space(spacing::S4);
    within_pad(ui, |ui| {
        let summary = class.class.summary(&class.scenario);
        text::text_ui(ui, theme, Type::Sans, ink, &summary);
        for remark in class.sheet(title).remarks() {
            ui.add_space(spacing::S2);
            text::text_ui(ui, theme, Type::Sans, ink, &remark);
        }
        for words in [NOT_THE_RIGHT_ANSWER, PRIVACY] {
            ui.add_space(spacing::S3);
            text::text_ui(ui, theme, Type::SansSmall, soft, words);
        }
    });
    asked
}

/// A question the class is divided about; tells whether it was pressed.
fn divided_ui(ui: &mut Ui, theme: &Theme, question: &Question) -> bool {
    let palette = &theme.palette;
    let width = ui.available_width();
    let bar = vec2((width * 0.3).min(240.0), 22.0);
    let room = width - bar.x - 2.0 * spacing::S3 - spacing::S5;
    let title = text::lay(ui, theme, Type::Numeral, palette.ink, &question.title, room);
    let words = text::lay(ui, theme, Type::Sans, palette.ink, &question.question, room);
    let size = vec2(width, title.size().y + words.size().y + 2.0 * spacing::S3);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        let shares = question.shares_in_words();
        let name = format!("{}. {} {shares}", question.title, question.question);
        WidgetInfo::labeled(WidgetType::Button, true, name)
    });
    let painter = ui.painter();
    if response.hovered() {
        shapes::plane(painter, rect, palette.low);
    }
    shapes::rule(painter, rect.left(), rect.right(), rect.top(), theme.rule());
    let at = rect.min + vec2(spacing::S3, spacing::S3);
    title.paint(painter, at);
    words.paint(painter, at + vec2(0.0, title.size().y));
    let corner = pos2(
        rect.right() - bar.x - spacing::S3,
        rect.center().y - bar.y / 2.0,
    );
    let bar = Rect::from_min_size(corner, bar);
    shares(
        painter,
        theme,
        bar,
        &of_tallies(&question.answers),
        Ground::Sheet,
    );
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        shapes::frame(painter, rect.shrink(1.0), theme.focus());
    }
    response.clicked()
}
