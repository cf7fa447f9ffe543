//! Which disputes of historians the run speaks to, and where. It says what touches what, and
//! never what follows from that.

use bevy_egui::egui;
use egui::{
    CursorIcon, Id, Pos2, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, WidgetType,
    pos2, vec2,
};

use super::Page;
use crate::codex::Topic;
use crate::compare::{self, Bearing};
use crate::gui::action::Asked;
use crate::gui::screens::{Local, beside_the_bar, codex, scroll_by_keys};
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::roving::{Enter, Roving};
use crate::gui::widgets::shapes;
use crate::gui::widgets::text::{self, Laid};
use crate::model::Scenario;

const ABOUT: &str = "A run proves nothing about what happened. These are the questions of historians that turning points of your run bear on, those first that came out otherwise than in history. Each opens with its positions, in words their holders could accept.";

/// Whether the run speaks to any.
pub(super) fn is_there(page: &Page<'_>) -> bool {
    !bearings(page).is_empty()
}

fn bearings(page: &Page<'_>) -> Vec<Bearing> {
    match (page.shown.scenario, page.shown.session) {
        (Some(scenario), Some(session)) => compare::debates(scenario, session.run().replay()),
        _ => Vec::new(),
    }
}

/// A debate and what bears on it, laid out where it stands.
struct Block {
    bearing: Bearing,
    question: Laid,
    points: Vec<Laid>,
    rect: Rect,
}

/// The debates, one below another; Enter or a click opens one in the codex.
pub(super) fn debates_ui(ui: &mut Ui, page: &Page<'_>, local: &mut Local, out: &mut Asked) {
    let Some(scenario) = page.shown.scenario else {
        return;
    };
    let theme = page.shown.theme;
    let mut asked = None;
    ScrollArea::vertical()
        .id_salt("debates")
        .auto_shrink(false)
        .show(ui, |ui| {
            scroll_by_keys(ui);
            beside_the_bar(ui, |ui| {
                let measure = 860.0 * theme.growth(Type::Sans).max(1.0);
                ui.set_max_width(ui.available_width().min(measure));
                text::text_ui(ui, theme, Type::SansSmall, theme.palette.soft, ABOUT);
                ui.add_space(spacing::S4);
                asked = list_ui(ui, theme, scenario, bearings(page));
            });
        });
    if let Some(topic) = asked {
        codex::show(page.shown, topic, local, out);
    }
}

fn list_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    bearings: Vec<Bearing>,
) -> Option<Topic> {
    let start = ui.available_rect_before_wrap();
    let blocks = place(ui, theme, scenario, bearings, start);
    let height = blocks
        .last()
        .map_or(0.0, |last| last.rect.bottom() - start.top());
    let (rect, _) = ui.allocate_exact_size(vec2(start.width(), height), Sense::hover());
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("debates"));
    let group = ui.id();
    let parts: Vec<(Id, Pos2)> = blocks
        .iter()
        .map(|block| (group.with(block.bearing.debate), block.rect.center()))
        .collect();
    let roving = Roving::of(&ui, group, Enter::ByTab, &parts);
    let mut asked = None;
    for block in &blocks {
        if block_ui(&mut ui, theme, scenario, block, &roving, group).clicked() {
            asked = Some(Topic::Debate(block.bearing.debate));
        }
    }
    asked
}

/// From the left edge to the words of a turning point: room for its square.
const INDENT: f32 = 26.0;
const PAD: f32 = 12.0;

fn place(
    ui: &Ui,
    theme: &Theme,
    scenario: &Scenario,
    bearings: Vec<Bearing>,
    start: Rect,
) -> Vec<Block> {
    let ink = theme.palette.ink;
    let left = start.left() + 20.0;
    let width = start.right() - left - 2.0 * PAD;
    let mut top = start.top();
    let mut blocks = Vec::new();
    for bearing in bearings {
        let question = &scenario[bearing.debate].question;
        let question = text::lay(ui, theme, Type::Choice, ink, question, width);
        let points: Vec<Laid> = bearing
            .points
            .iter()
            .map(|point| {
                let line = compare::bearing_words(scenario, point);
                text::lay(ui, theme, Type::SansSmall, ink, &line, width - INDENT)
            })
            .collect();
        let lines: f32 = points.iter().map(|laid| laid.size().y + 2.0).sum();
        let height = question.size().y + lines + 2.0 * PAD;
        let rect = Rect::from_min_max(pos2(left, top), pos2(start.right(), top + height));
        top = rect.bottom() + spacing::S1;
        blocks.push(Block {
            bearing,
            question,
            points,
            rect,
        });
    }
    blocks
}

fn block_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    block: &Block,
    roving: &Roving,
    group: Id,
) -> Response {
    let palette = &theme.palette;
    let id = group.with(block.bearing.debate);
    let response = ui
        .interact(block.rect, id, roving.sense(ui, id))
        .on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| {
        let points = block.bearing.points.iter();
        let points: Vec<String> = points
            .map(|point| compare::bearing_words(scenario, point))
            .collect();
        let question = &scenario[block.bearing.debate].question;
        let told = format!("{question} {}", points.join("; "));
        WidgetInfo::labeled(WidgetType::Button, true, told)
    });
    roving.drawn(ui, &response);
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let painter = ui.painter();
    let rect = block.rect;
    if response.hovered() || response.has_focus() {
        shapes::plane(painter, rect, palette.low);
    }
    shapes::rule(painter, rect.left(), rect.right(), rect.top(), theme.rule());
    let at = rect.min + vec2(PAD, PAD);
    block.question.paint(painter, at);
    let under = at.y + block.question.size().y;
    let right = at.x + block.question.size().x;
    let line = egui::Stroke::new(spacing::HAIR, palette.red);
    shapes::rule(painter, at.x, right, under, line);
    let mut top = under + 2.0;
    for (point, laid) in block.bearing.points.iter().zip(&block.points) {
        let side = spacing::STANDING * theme.growth(Type::SansSmall).min(1.2);
        let middle = top + theme.line(Type::SansSmall) / 2.0;
        let square = Rect::from_center_size(pos2(at.x + side / 2.0, middle), vec2(side, side));
        // What went another way has the red corner that it has in the columns.
        if point.turned {
            shapes::corner(painter, square.min, side, palette.red);
        } else {
            shapes::frame(painter, square, theme.frame());
        }
        laid.paint(painter, pos2(at.x + INDENT, top));
        top += laid.size().y + 2.0;
    }
    if response.has_focus() {
        shapes::frame(painter, rect.shrink(1.0), theme.focus());
        let tip = rect.left_center();
        let points = [tip, tip + vec2(-11.0, 12.0), tip + vec2(-11.0, -12.0)];
        shapes::polygon(painter, &points, palette.red);
    }
    response
}
