//! The order of a role's scenes, so that each is left before the next is entered.
//!
//! Nothing here looks at conditions: an edge is a `Go`, whether or not it can be taken.

use std::collections::{BTreeMap, BTreeSet};

use super::leads_to;
use crate::model::{RoleId, Scenario, SceneId, Stamp};

/// Scenes of the role that lead back to themselves, in order; the last leads to the
/// first. `None` if there are none, reachable or not.
#[must_use]
pub fn cycle(scenario: &Scenario, role: RoleId) -> Option<Vec<SceneId>> {
    let scenes = scenario[role]
        .chapters
        .iter()
        .flat_map(|chapter| chapter.scenes.iter().copied())
        .collect();
    sort(scenario, &scenes).err()
}

/// The scenes that edges from this one lead to, itself first, each behind all that lead to it.
///
/// # Errors
///
/// The scenes of a cycle, if there is one.
pub(super) fn order(scenario: &Scenario, first: SceneId) -> Result<Vec<SceneId>, Vec<SceneId>> {
    let mut scenes = BTreeSet::new();
    let mut open = vec![first];
    while let Some(scene) = open.pop() {
        if scenes.insert(scene) {
            open.extend(leads_to(scenario, scene));
        }
    }
    sort(scenario, &scenes)
}

/// Kahn's algorithm; of the scenes that are ready the earliest is next.
fn sort(scenario: &Scenario, scenes: &BTreeSet<SceneId>) -> Result<Vec<SceneId>, Vec<SceneId>> {
    let mut before: BTreeMap<SceneId, Vec<SceneId>> = BTreeMap::new();
    for scene in scenes {
        before.entry(*scene).or_default();
        for next in leads_to(scenario, *scene).filter(|next| scenes.contains(next)) {
            before.entry(next).or_default().push(*scene);
        }
    }
    let mut waiting: BTreeMap<SceneId, usize> = before
        .iter()
        .map(|(scene, before)| (*scene, before.len()))
        .collect();
    let mut ready: BTreeSet<(Stamp, SceneId)> = waiting
        .iter()
        .filter(|(_, count)| **count == 0)
        .map(|(scene, _)| (scenario[*scene].when, *scene))
        .collect();
    let mut order = Vec::with_capacity(scenes.len());
    while let Some((_, scene)) = ready.pop_first() {
        waiting.remove(&scene);
        order.push(scene);
        for next in leads_to(scenario, scene) {
            if let Some(count) = waiting.get_mut(&next) {
                *count -= 1;
                if *count == 0 {
                    ready.insert((scenario[next].when, next));
                }
            }
        }
    }
    match waiting.first_key_value() {
        None => Ok(order),
        Some((scene, _)) => Err(back_to_itself(*scene, &before, &waiting)),
    }
}

/// Every scene still waiting waits for another one, so going back from one to the next
/// must come round.
fn back_to_itself(
    first: SceneId,
    before: &BTreeMap<SceneId, Vec<SceneId>>,
    waiting: &BTreeMap<SceneId, usize>,
) -> Vec<SceneId> {
    let mut path = vec![first];
    let mut places = BTreeMap::from([(first, 0)]);
    let mut scene = first;
    while let Some(previous) = before
        .get(&scene)
        .and_then(|before| before.iter().find(|scene| waiting.contains_key(scene)))
    {
        if let Some(at) = places.insert(*previous, path.len()) {
            path.drain(..at);
            break;
        }
        path.push(*previous);
        scene = *previous;
    }
    path.reverse();
    path
}
