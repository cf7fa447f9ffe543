//! Every screen by keyboard alone: Tab comes to every control in the order it is read, what has
//! the keyboard can be seen, Enter acts, Escape leaves, and there is no trap.

use std::collections::{BTreeMap, BTreeSet};

use bevy_egui::egui;
use egui::accesskit::{Action, NodeId, Role};
use egui::epaint::ClippedShape;
use egui::output::OutputEvent;
use egui::{Key, Modifiers, Pos2, Rect, Vec2};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;

use super::sizes::scenes;
use super::stage::{Play, name, press};
use crate::gui::action::UiAction;
use crate::gui::widgets::roving::nearest;

/// A part that can have the keyboard.
#[derive(Clone, PartialEq, Debug)]
struct Part {
    id: NodeId,
    name: String,
    at: Rect,
}

impl Part {
    fn of(node: &Node<'_>) -> Self {
        Self {
            id: node.accesskit_node().locate().0,
            name: name(node).chars().take(50).collect(),
            at: node.rect(),
        }
    }
}

/// Everything that can have the keyboard.
fn parts(harness: &Play) -> Vec<Part> {
    harness
        .root()
        .children_recursive()
        .filter(|node| {
            let node = node.accesskit_node();
            node.data().supports_action(Action::Focus)
        })
        .map(|node| Part::of(&node))
        .collect()
}

/// What has the keyboard.
fn focused(harness: &Play) -> Option<Part> {
    let mut nodes = harness.root().children_recursive();
    let node = nodes.find(|node| node.is_focused())?;
    Some(Part::of(&node))
}

fn by_id(harness: &Play, id: NodeId) -> Option<Part> {
    parts(harness).into_iter().find(|part| part.id == id)
}

fn focus(harness: &mut Play, id: NodeId) {
    let mut nodes = harness.root().children_recursive();
    let node = nodes.find(|node| node.accesskit_node().locate().0 == id);
    let Some(node) = node else {
        return;
    };
    node.focus();
    drop(nodes);
    harness.run();
}

/// One press of the Tab key: what has the keyboard now, and where what had it stands by then.
struct Step {
    part: Part,
    before: Option<Part>,
}

/// The stops of the Tab key, once round and back to the first.
fn steps(harness: &mut Play) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut last: Option<NodeId> = None;
    for _ in 0..80 {
        let asked = press(harness, Key::Tab);
        // A row that is looked at may ask the model about itself.
        let asks = |action: &UiAction| matches!(action, UiAction::AskModel(_));
        assert!(asked.iter().all(asks), "Tab does something else: {asked:?}");
        // egui may pass through no focus at all on the way round.
        if let Some(part) = focused(harness) {
            let before = last.and_then(|id| by_id(harness, id));
            last = Some(part.id);
            let round = steps.first().is_some_and(|first| first.part.id == part.id);
            let is_new = steps.iter().all(|step| step.part.id != part.id);
            assert!(round || is_new, "Tab goes round in a part of the screen");
            steps.push(Step { part, before });
            if round {
                return steps;
            }
        }
        if last.is_none() && parts(harness).is_empty() {
            return steps;
        }
    }
    panic!("Tab never comes round");
}

fn stops(harness: &mut Play) -> Vec<Part> {
    let mut stops: Vec<Part> = steps(harness).into_iter().map(|step| step.part).collect();
    if stops.len() > 1 {
        // The first stands there again.
        stops.pop();
    }
    stops
}

/// Parts that are one stop together, by what holds them.
fn groups(harness: &Play) -> BTreeMap<NodeId, Vec<Part>> {
    let mut groups: BTreeMap<NodeId, Vec<Part>> = BTreeMap::new();
    for node in harness.root().children_recursive() {
        let data = node.accesskit_node();
        let parent = data.parent().map(|parent| parent.locate().0);
        if let (Some(_), Some(parent)) = (data.data().position_in_set(), parent) {
            groups.entry(parent).or_default().push(Part::of(&node));
        }
    }
    groups
}

const WAYS: [Vec2; 4] = [Vec2::LEFT, Vec2::RIGHT, Vec2::UP, Vec2::DOWN];

/// Which parts of a group the arrows come to from any of them.
fn by_arrows(group: &[Part]) -> BTreeSet<NodeId> {
    let places: Vec<(NodeId, Pos2)> = group
        .iter()
        .map(|part| (part.id, part.at.center()))
        .collect();
    let mut reached = BTreeSet::new();
    let mut open: Vec<NodeId> = places.first().map(|(id, _)| *id).into_iter().collect();
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(WAYS.into_iter().filter_map(|way| nearest(id, way, &places)));
        }
    }
    reached
}

#[test]
fn tab_and_arrows_come_to_every_control() {
    let mut faults = Vec::new();
    for (scene, mut harness) in scenes() {
        let stops = stops(&mut harness);
        if stops.len() > 24 {
            faults.push(format!("{scene}: {} stops are too many", stops.len()));
        }
        let stops: BTreeSet<NodeId> = stops.iter().map(|part| part.id).collect();
        let mut reached = stops.clone();
        for group in groups(&harness).values() {
            let at = group.iter().find(|part| stops.contains(&part.id));
            let Some(at) = at else {
                continue;
            };
            // The chart has its own way of going along the lines, which its own tests walk.
            if scene.contains("chart") {
                reached.extend(group.iter().map(|part| part.id));
                continue;
            }
            reached.extend(by_arrows(group));
            let places: Vec<(NodeId, Pos2)> = group
                .iter()
                .map(|part| (part.id, part.at.center()))
                .collect();
            let ways = [
                (Vec2::RIGHT, Key::ArrowRight),
                (Vec2::LEFT, Key::ArrowLeft),
                (Vec2::DOWN, Key::ArrowDown),
                (Vec2::UP, Key::ArrowUp),
            ];
            let on = ways
                .into_iter()
                .find(|(way, _)| nearest(at.id, *way, &places).is_some());
            // A list may have one name.
            let Some((way, key)) = on else {
                continue;
            };
            focus(&mut harness, at.id);
            press(&mut harness, key);
            let to = focused(&harness).map(|part| part.id);
            if to != nearest(at.id, way, &places) {
                faults.push(format!(
                    "{scene}: {key:?} does not lead on from `{}`",
                    at.name
                ));
            }
        }
        for part in parts(&harness) {
            if !reached.contains(&part.id) {
                faults.push(format!("{scene}: no way to `{}`", part.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether going from one part to the next goes against the way of reading: to the left in the
/// same row, or up in the same column.
fn is_backwards(from: Rect, to: Rect) -> bool {
    let same_row =
        to.y_range().intersection(from.y_range()).span() > 0.5 * from.height().min(to.height());
    let same_column = to.x_range().intersection(from.x_range()).span() > 0.0;
    if same_row {
        to.right() <= from.left() + 1.0
    } else {
        to.bottom() <= from.top() + 1.0 && (same_column || to.right() <= from.left())
    }
}

#[test]
fn tab_goes_the_way_of_reading() {
    let mut faults = Vec::new();
    for (scene, mut harness) in scenes() {
        let steps = steps(&mut harness);
        let mut back: Vec<String> = Vec::new();
        for step in &steps {
            let part = &step.part;
            if let Some(before) = &step.before
                && is_backwards(before.at, part.at)
            {
                back.push(format!(
                    "`{}` {} comes before `{}` {}",
                    before.name, before.at, part.name, part.at
                ));
            }
        }
        // Once it has to go back: from the last to the first.
        if back.len() > 1 {
            faults.push(format!("{scene}: {}", back.join("; ")));
        }
        let stops: Vec<Part> = steps.into_iter().map(|step| step.part).collect();
        let forth: Vec<NodeId> = stops.iter().map(|part| part.id).collect();
        let mut back = Vec::new();
        for _ in 0..forth.len() {
            harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
            harness.run();
            back.extend(focused(&harness).map(|part| part.id));
        }
        let forth: BTreeSet<_> = forth.iter().collect();
        if back.iter().collect::<BTreeSet<_>>() != forth {
            faults.push(format!("{scene}: Shift+Tab does not come to every stop"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is painted on and round a place, as seen from its corner.
fn around(harness: &Play, at: Rect) -> Vec<ClippedShape> {
    let near = at.expand(16.0);
    let shapes = harness.output().shapes.iter();
    let near = shapes.filter(|shape| {
        let bounds = shape.shape.visual_bounding_rect();
        bounds.intersects(near) && bounds.is_finite()
    });
    near.map(|shape| {
        let mut shape = shape.clone();
        shape.shape.translate(-at.min.to_vec2());
        shape.clip_rect = Rect::EVERYTHING;
        shape
    })
    .collect()
}

#[test]
fn what_has_the_keyboard_can_be_seen() {
    let mut faults = Vec::new();
    for (scene, mut harness) in scenes() {
        let stops = stops(&mut harness);
        for stop in stops {
            focus(&mut harness, stop.id);
            let Some(with) = focused(&harness).filter(|part| part.id == stop.id) else {
                faults.push(format!("{scene}: `{}` does not take the focus", stop.name));
                continue;
            };
            let lit = around(&harness, with.at);
            let offset = with.at.min;
            harness.ctx.memory_mut(|memory| {
                let id = memory.focused().unwrap();
                memory.surrender_focus(id);
            });
            harness.run();
            // The title gives the keyboard to its first item again; then another has it.
            let Some(without) = by_id(&harness, stop.id) else {
                continue;
            };
            let moved: Vec2 = without.at.min - offset;
            let kept = focused(&harness).is_some_and(|part| part.id == stop.id);
            if !kept && moved.length() < 0.5 && lit == around(&harness, without.at) {
                faults.push(format!(
                    "{scene}: nothing shows that `{}` has it",
                    stop.name
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether a key presses what has the keyboard.
fn presses(harness: &mut Play, key: Key) -> bool {
    harness.key_down(key);
    harness.step();
    let events = &harness.output().platform_output.events;
    let pressed = events
        .iter()
        .any(|event| matches!(event, OutputEvent::Clicked(_)));
    harness.key_up(key);
    harness.run();
    pressed
}

#[test]
fn enter_and_space_press_every_button() {
    let mut faults = Vec::new();
    for (scene, mut harness) in scenes() {
        for part in stops(&mut harness) {
            for key in [Key::Enter, Key::Space] {
                focus(&mut harness, part.id);
                // What an earlier key has taken away cannot be pressed; nor can a text field.
                let can_be_pressed = harness.root().children_recursive().any(|node| {
                    let node = node.accesskit_node();
                    let is_field = matches!(
                        node.role(),
                        Role::TextInput | Role::MultilineTextInput | Role::Slider
                    );
                    let is_it = node.locate().0 == part.id && node.is_focused();
                    is_it && !is_field && node.data().supports_action(Action::Click)
                });
                if can_be_pressed && !presses(&mut harness, key) {
                    faults.push(format!("{scene}: {key:?} does not press `{}`", part.name));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Everything that can be used, by name.
fn controls(harness: &Play) -> Vec<String> {
    parts(harness).into_iter().map(|part| part.name).collect()
}

#[test]
fn escape_leaves_every_screen() {
    for (scene, mut harness) in scenes() {
        if matches!(scene, "loading" | "title" | "title of another" | "notice") {
            continue;
        }
        // Escape takes the keyboard back from a control and leaves at the same time.
        press(&mut harness, Key::Tab);
        let before = controls(&harness);
        let asked = press(&mut harness, Key::Escape);
        let left = !asked.is_empty() || controls(&harness) != before;
        assert!(left, "{scene}: Escape does not leave");
    }
}
