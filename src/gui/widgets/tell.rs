//! What assistive technology is told beyond egui's own [`WidgetInfo`](egui::WidgetInfo): the key
//! that does the same, a description, a range, what is a tab.

use bevy_egui::egui;
use egui::Response;
use egui::accesskit::{Action, Node, Role};

/// The key that does the same as this control.
pub fn key(response: &Response, key: &str) {
    node(response, |node| node.set_keyboard_shortcut(key));
}

/// What is drawn on this part and not in its name.
pub fn description(response: &Response, words: &str) {
    node(response, |node| node.set_description(words));
}

/// That this is one of several pages, and whether it is the open one.
pub fn tab(response: &Response, is_open: bool) {
    node(response, |node| {
        node.set_role(Role::Tab);
        node.set_selected(is_open);
        node.clear_toggled();
    });
}

/// From where to where a value goes, in steps of one, and that it can be set.
pub fn range(response: &Response, from: f64, to: f64) {
    node(response, |node| {
        node.set_min_numeric_value(from);
        node.set_max_numeric_value(to);
        node.set_numeric_value_step(1.0);
        node.add_action(Action::SetValue);
        node.add_action(Action::Increment);
        node.add_action(Action::Decrement);
    });
}

fn node(response: &Response, change: impl FnOnce(&mut Node)) {
    response.ctx.accesskit_node_builder(response.id, change);
}
