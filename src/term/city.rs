//! The city in words: who holds what, how things stand, what changed meanwhile.

use std::collections::BTreeMap;
use std::io;

use super::print::{Printer, counted};
use crate::model::{PlaceId, PlaceKind, RoleId, Scenario, SideId};
use crate::playthrough::{GaugeView, HintLevel, TopView};

/// Who holds what: where you are first, then side by side.
pub(super) fn map(out: &mut Printer<'_>, scenario: &Scenario, top: &TopView) -> io::Result<()> {
    out.line(&format!("Who holds what, {}", top.date))?;
    out.gap()?;
    let here = holder(scenario, top, top.place)
        .map_or(String::new(), |side| format!(" ({})", scenario[side].short));
    out.line(&format!("You are here: {}{here}.", top.place_name))?;
    for (side, places) in sides(scenario, top) {
        let side = &scenario[side];
        let n_places = counted(places.len(), "place", "places");
        out.gap()?;
        out.line(&format!("{}, {n_places} ({})", side.short, side.name))?;
        for (kind, names) in by_kind(scenario, top, &places) {
            out.entry(&format!("{kind}: {}", names.join(", ")))?;
        }
    }
    out.gap()?;
    out.line("Type who and a name to read about a place.")
}

fn holder(scenario: &Scenario, top: &TopView, place: PlaceId) -> Option<SideId> {
    debug_assert!(place.index() < scenario.places.len());
    top.holders.get(place.index()).copied().flatten()
}

/// The places of each side; the side that holds your place first.
fn sides(scenario: &Scenario, top: &TopView) -> Vec<(SideId, Vec<PlaceId>)> {
    let mut held: BTreeMap<SideId, Vec<PlaceId>> = BTreeMap::new();
    for place in scenario.place_ids() {
        if let Some(side) = holder(scenario, top, place) {
            held.entry(side).or_default().push(place);
        }
    }
    let here = holder(scenario, top, top.place);
    let mut sides: Vec<(SideId, Vec<PlaceId>)> = held.into_iter().collect();
    sides.sort_by_key(|(side, _)| (Some(*side) != here, *side));
    sides
}

/// The names of places by what they are, with what is worth saying of each.
fn by_kind(
    scenario: &Scenario,
    top: &TopView,
    places: &[PlaceId],
) -> Vec<(&'static str, Vec<String>)> {
    const KINDS: [(PlaceKind, &str); 9] = [
        (PlaceKind::Building, "Buildings"),
        (PlaceKind::Fortress, "The fortress"),
        (PlaceKind::Bridge, "Bridges"),
        (PlaceKind::Station, "Stations"),
        (PlaceKind::Barracks, "Barracks"),
        (PlaceKind::Works, "Works"),
        (PlaceKind::Ship, "Ships"),
        (PlaceKind::Square, "Squares and streets"),
        (PlaceKind::Town, "Towns and districts"),
    ];
    KINDS
        .iter()
        .map(|(kind, word)| {
            let names = places
                .iter()
                .filter(|place| scenario[**place].kind == *kind)
                .map(|place| {
                    let new = top.taken.contains(place);
                    let name = &scenario[*place].name;
                    if new {
                        format!("{name} (new)")
                    } else {
                        name.clone()
                    }
                })
                .collect();
            (*word, names)
        })
        .filter(|(_, names): &(_, Vec<String>)| !names.is_empty())
        .collect()
}

/// How the city and the role stand.
pub(super) fn gauges(
    out: &mut Printer<'_>,
    scenario: &Scenario,
    role: RoleId,
    gauges: &[GaugeView],
    hints: HintLevel,
) -> io::Result<()> {
    for gauge in gauges {
        out.line(&gauge_text(scenario, role, gauge, hints))?;
    }
    Ok(())
}

/// "The garrison: uneasy, on a scale from loyal to gone. Will the soldiers obey …?"
fn gauge_text(scenario: &Scenario, role: RoleId, gauge: &GaugeView, hints: HintLevel) -> String {
    let levels = scenario
        .gauges_of(role)
        .map(|id| &scenario[id])
        .find(|known| known.name == gauge.name)
        .map_or(&[][..], |known| known.levels.as_slice());
    let mut text = format!("{}: {}", gauge.name, gauge.word);
    if hints >= HintLevel::Numbers {
        text.push_str(&format!(", {} of 5", gauge.level));
    }
    if let Some((_, was)) = &gauge.before {
        text.push_str(&format!(", was {was}"));
    }
    text.push_str(&format!(". {}", gauge.question));
    if let [rest @ .., last] = levels {
        text.push_str(&format!(" From low to high: {}, {last}.", rest.join(", ")));
    }
    text
}

/// What moved in the city on the way to this page: gauges, then places by who has them now.
pub(super) fn changes(scenario: &Scenario, top: &TopView) -> Vec<String> {
    let mut lines: Vec<String> = top
        .gauges
        .iter()
        .filter_map(|gauge| {
            let (level, was) = gauge.before.as_ref()?;
            let way = if gauge.level > *level { "up" } else { "down" };
            Some(format!("{}, {way}: {}, was {was}", gauge.name, gauge.word))
        })
        .collect();
    let mut taken: BTreeMap<SideId, Vec<&str>> = BTreeMap::new();
    for place in &top.taken {
        if let Some(side) = holder(scenario, top, *place) {
            taken.entry(side).or_default().push(&scenario[*place].name);
        }
    }
    lines.extend(taken.into_iter().map(|(side, places)| {
        format!(
            "Changed hands, now {}: {}",
            scenario[side].short,
            places.join(", ")
        )
    }));
    lines
}
