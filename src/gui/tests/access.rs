//! What assistive technology is told: every drawn text, and every control with its role, name
//! and state.

use std::collections::BTreeSet;

use bevy_egui::egui;
use egui::Rect;
use egui::accesskit::{Action, Role};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;

use super::sizes::scenes;
use super::stage::{Play, drawn_texts, name};

/// Letters and digits, as they are heard.
fn words(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Everything a node says of itself.
fn said(node: &Node<'_>) -> BTreeSet<String> {
    let node = node.accesskit_node();
    let said = [
        node.label(),
        node.value(),
        node.description(),
        node.placeholder().map(str::to_owned),
        node.data().keyboard_shortcut().map(str::to_owned),
    ];
    words(&said.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn place(node: &Node<'_>) -> Rect {
    let bounds = node.accesskit_node().raw_bounds();
    bounds.map_or(Rect::NOTHING, |at| {
        Rect::from_x_y_ranges(at.x0 as f32..=at.x1 as f32, at.y0 as f32..=at.y1 as f32)
    })
}

/// The texts of which the tree does not know every word in one place. A name on the chart
/// stands beside its station, so a node elsewhere will do for more than one word.
fn untold(harness: &Play) -> Vec<String> {
    let nodes: Vec<(Rect, BTreeSet<String>)> = harness
        .root()
        .children_recursive()
        .map(|node| (place(&node), said(&node)))
        .collect();
    let is_told = |text: &str, at: Rect| {
        let wanted = words(text);
        nodes.iter().any(|(place, said)| {
            let near = wanted.len() > 1 || place.expand(40.0).intersects(at);
            near && wanted.is_subset(said)
        })
    };
    drawn_texts(harness)
        .into_iter()
        .filter(|(text, at)| !is_told(text, *at))
        .map(|(text, at)| format!("`{text}` at {}", at.min))
        .collect()
}

#[test]
fn every_drawn_text_is_in_the_tree() {
    let mut faults = Vec::new();
    for (scene, mut harness) in scenes() {
        harness.run();
        let untold = untold(&harness);
        faults.extend(untold.iter().map(|text| format!("{scene}: {text}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What a control lacks, if anything.
fn lack(node: &Node<'_>) -> Option<&'static str> {
    let named = !name(node).trim().is_empty();
    let node = node.accesskit_node();
    let data = node.data();
    match node.role() {
        // A scroll bar is egui's own; Page Up and Page Down do the same.
        Role::ScrollBar => None,
        _ if !named => Some("name"),
        Role::Button
        | Role::Link
        | Role::TextInput
        | Role::MultilineTextInput
        | Role::RadioGroup => None,
        Role::CheckBox | Role::RadioButton => node.toggled().is_none().then_some("state"),
        Role::Tab => node.is_selected().is_none().then_some("state"),
        Role::Slider => {
            let range = node.min_numeric_value().zip(node.max_numeric_value());
            let whole = range.is_some()
                && node.numeric_value().is_some()
                && data.supports_action(Action::SetValue)
                && data.supports_action(Action::Increment);
            (!whole).then_some("value, range or action")
        }
        _ => Some("role"),
    }
}

#[test]
fn every_control_has_its_role_name_and_state() {
    let mut faults = Vec::new();
    for (scene, mut harness) in scenes() {
        harness.run();
        for node in harness.root().children_recursive() {
            let data = node.accesskit_node();
            let data = data.data();
            let is_control =
                data.supports_action(Action::Focus) || data.supports_action(Action::Click);
            if let (true, Some(lack)) = (is_control, lack(&node)) {
                let role = node.accesskit_node().role();
                faults.push(format!("{scene}: {role:?} `{}` has no {lack}", name(&node)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
