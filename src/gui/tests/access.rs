//! What can have the keyboard has a name, and the keyboard comes to it.

use std::collections::BTreeSet;

use bevy_egui::egui;
use egui::Key;
use egui::accesskit::{Action, Role};
use egui_kittest::kittest::NodeT as _;

use super::sizes::scenes;
use super::stage::{Play, name, press};

/// Every node that can have the keyboard, by role and name.
fn focusable(harness: &Play) -> Vec<(Role, String)> {
    harness
        .root()
        .children_recursive()
        .filter(|node| node.accesskit_node().data().supports_action(Action::Focus))
        .map(|node| (node.accesskit_node().role(), name(&node)))
        .collect()
}

#[test]
fn everything_that_can_have_the_keyboard_has_a_name() {
    for (scene, mut harness) in scenes() {
        harness.run();
        let nodes = focusable(&harness);
        assert!(
            nodes.iter().all(|(_, name)| !name.trim().is_empty()),
            "{scene}: {nodes:?}"
        );
    }
}

#[test]
fn tab_reaches_every_button_and_link() {
    for (scene, mut harness) in scenes() {
        let wanted: BTreeSet<String> = focusable(&harness)
            .into_iter()
            .filter(|(role, _)| matches!(role, Role::Button | Role::Link))
            .map(|(_, name)| name)
            .collect();
        let mut reached = BTreeSet::new();
        for _ in 0..focusable(&harness).len() + 2 {
            press(&mut harness, Key::Tab);
            let focused = harness.root().children_recursive().find(|n| n.is_focused());
            reached.extend(focused.map(|node| name(&node)));
        }
        let missed: Vec<&String> = wanted.difference(&reached).collect();
        assert!(missed.is_empty(), "{scene}: {missed:?}");
    }
}
