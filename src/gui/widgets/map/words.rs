//! The map in words, for those who hear it.

use std::collections::BTreeMap;

use super::MapView;

/// Who holds what, in words.
#[must_use]
pub fn description(view: &MapView<'_>) -> String {
    let mut held: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut here = None;
    for place in view.places {
        held.entry(&place.side.name)
            .or_default()
            .push(&place.place.name);
        if Some(place.id) == view.here {
            here = Some(place.place.name.as_str());
        }
    }
    let mut parts: Vec<String> = here
        .map(|here| format!("You are at {here}."))
        .into_iter()
        .collect();
    parts.extend(
        held.iter()
            .map(|(side, places)| format!("{side}: {}.", places.join(", "))),
    );
    parts.join(" ")
}

/// The names on the map that are no places.
pub(super) fn ground_in_words(view: &MapView<'_>) -> String {
    let water = view.water.iter().map(|water| water.name.as_str());
    let streets = view.streets.iter().map(|street| street.name.as_str());
    let quarters = view.quarters.iter().map(|quarter| quarter.name.as_str());
    let names: Vec<&str> = water.chain(streets).chain(quarters).collect();
    format!("On the map: {}.", names.join(", "))
}
