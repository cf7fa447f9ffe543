//! Many small parts as one stop of the Tab key: places on a map, flags on a rail, stations.
//!
//! Only one of the parts can be tabbed to, the one that had the keyboard last; from there the
//! arrows go to the nearest part in their direction, Home and End to the first and the last.
//! A screen reader can turn to any of them. A caller that moves by rules of its own takes only
//! [`part_sense`] and [`tell_part`].

use bevy_egui::egui;
use egui::accesskit::{Action, ActionRequest};
use egui::{Event, EventFilter, Id, Key, Pos2, Response, Sense, Ui, Vec2, vec2};

/// How the keyboard comes to the parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Enter {
    /// By the Tab key.
    #[default]
    ByTab,
    /// Also by an arrow, while nothing else has the keyboard.
    ByArrows,
}

/// The parts' place in the keyboard's order for one pass.
pub struct Roving {
    group: Id,
    stop: Option<Id>,
    parts: Vec<Id>,
}

impl Roving {
    /// Takes the arrows in, before the parts are drawn.
    #[must_use]
    pub fn of(ui: &Ui, group: Id, enter: Enter, parts: &[(Id, Pos2)]) -> Self {
        let known: Option<Id> = ui.data(|data| data.get_temp(group));
        let is_there = |id: &Id| parts.iter().any(|(part, _)| part == id);
        let mut stop = known
            .filter(is_there)
            .or_else(|| parts.first().map(|(id, _)| *id));
        let anywhere = ui.memory(|memory| memory.focused());
        let focused = anywhere.filter(is_there);
        let to = match focused {
            Some(id) => by_key(ui, id, parts),
            None if anywhere.is_none() && enter == Enter::ByArrows && an_arrow(ui) => stop,
            None => None,
        };
        if let Some(to) = to {
            ui.memory_mut(|memory| memory.request_focus(to));
        }
        stop = to.or(focused).or(stop);
        Self {
            group,
            stop,
            parts: parts.iter().map(|(id, _)| *id).collect(),
        }
    }

    /// What a part has to be drawn with.
    #[must_use]
    pub fn sense(&self, ui: &Ui, id: Id) -> Sense {
        part_sense(ui, id, self.stop == Some(id))
    }

    /// After a part is drawn and named.
    pub fn drawn(&self, ui: &Ui, response: &Response) {
        let index = self.parts.iter().position(|id| *id == response.id);
        tell_part(response, index.unwrap_or_default(), self.parts.len());
        if response.clicked() {
            response.request_focus();
        }
        if response.has_focus() {
            keep_arrows(ui, response.id);
            ui.data_mut(|data| data.insert_temp(self.group, response.id));
        }
    }
}

/// A click, and the keyboard too for the one part that is the stop, has it already, or was
/// asked for by a screen reader.
#[must_use]
pub fn part_sense(ui: &Ui, id: Id, is_stop: bool) -> Sense {
    let asked_for = ui.input(|input| {
        input.events.iter().any(|event| match event {
            Event::AccessKitActionRequest(ActionRequest {
                action: Action::Focus,
                target_node,
                ..
            }) => *target_node == id.accesskit_id(),
            _ => false,
        })
    });
    if asked_for {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    if is_stop || ui.memory(|memory| memory.has_focus(id)) {
        Sense::click()
    } else {
        Sense::CLICK
    }
}

/// Says that a part can have the keyboard, though Tab may not stop at it, and which of how
/// many it is.
pub fn tell_part(response: &Response, index: usize, count: usize) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.add_action(Action::Focus);
        node.set_position_in_set(index);
        node.set_size_of_set(count);
    });
}

/// Keeps egui from moving the focus to a neighbour of its own choice.
pub fn keep_arrows(ui: &Ui, id: Id) {
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

fn an_arrow(ui: &Ui) -> bool {
    const ARROWS: [Key; 4] = [
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
    ];
    ui.input(|input| ARROWS.iter().any(|key| input.key_pressed(*key)))
}

fn by_key(ui: &Ui, from: Id, parts: &[(Id, Pos2)]) -> Option<Id> {
    let ways = [
        (Key::ArrowLeft, vec2(-1.0, 0.0)),
        (Key::ArrowRight, vec2(1.0, 0.0)),
        (Key::ArrowUp, vec2(0.0, -1.0)),
        (Key::ArrowDown, vec2(0.0, 1.0)),
    ];
    ui.input(|input| {
        if input.key_pressed(Key::Home) {
            return parts.first().map(|(id, _)| *id);
        }
        if input.key_pressed(Key::End) {
            return parts.last().map(|(id, _)| *id);
        }
        let (_, way) = ways.into_iter().find(|(key, _)| input.key_pressed(*key))?;
        nearest(from, way, parts)
    })
}

/// The nearest part in a direction; what lies aside of it counts as further away.
pub(crate) fn nearest<I: Copy + PartialEq>(from: I, way: Vec2, parts: &[(I, Pos2)]) -> Option<I> {
    let (_, at) = parts.iter().find(|(id, _)| *id == from)?;
    let far = |place: &Pos2| {
        let away = *place - *at;
        let (along, aside) = (away.dot(way), away.dot(way.rot90()).abs());
        (along > 0.5).then_some(along + 2.0 * aside)
    };
    parts
        .iter()
        .filter_map(|(id, place)| Some((far(place)?, *id)))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn an_arrow_leads_to_the_nearest_part_in_its_direction() {
        let part = |name: &str, x: f32, y: f32| (Id::new(name), pos2(x, y));
        let parts = [
            part("middle", 0.0, 0.0),
            part("right", 50.0, 5.0),
            part("far right", 90.0, 0.0),
            part("nearer but aside", 20.0, 40.0),
            part("left", -30.0, 0.0),
        ];
        let from = |way| nearest(Id::new("middle"), way, &parts);
        assert_eq!(from(vec2(1.0, 0.0)), Some(Id::new("right")));
        assert_eq!(from(vec2(0.0, 1.0)), Some(Id::new("nearer but aside")));
        assert_eq!(from(vec2(-1.0, 0.0)), Some(Id::new("left")));
        assert_eq!(from(vec2(0.0, -1.0)), None);
    }
}
