//! The city as a drawing: water, streets, bridges, quarters, and who holds which place.
//!
//! What it shows stands as words in its description, and in the table beside it. Places held
//! otherwise than in history are ringed and numbered, the same on both of two maps.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::ground::{At, Ground, distance, foot};
use super::marks::{INK, PAPER, RED, side_mark};
use crate::model::{PlaceId, PlaceKind, Scenario, SideId, Water};

const STREET: &str = "#cdbe9e";
const SOFT: &str = "#54493c";

/// A map to draw.
pub(super) struct City<'a> {
    pub(super) scenario: &'a Scenario,
    /// Who holds each place, by its position.
    pub(super) holders: &'a [SideId],
    /// The places that are ringed, in the order of their numbers.
    pub(super) numbered: &'a [PlaceId],
    /// Of the element, without spaces.
    pub(super) id: &'a str,
    /// What the drawing is called.
    pub(super) title: &'a str,
    pub(super) room: Room,
}

/// How much room there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Room {
    /// The width of the page: places have their names.
    Whole,
    /// Half of it: quarters have their names, ringed places their numbers.
    Half,
}

impl Room {
    fn size(self) -> At {
        match self {
            Self::Whole => (10_000, 6_600),
            Self::Half => (6_000, 4_800),
        }
    }

    /// Half the size of a mark, and the size of letters.
    fn mark(self) -> i64 {
        match self {
            Self::Whole => 80,
            Self::Half => 95,
        }
    }

    fn letters(self) -> i64 {
        match self {
            Self::Whole => 150,
            Self::Half => 190,
        }
    }
}

/// The drawing.
pub(super) fn map_svg(city: &City<'_>) -> Markup {
    let size = city.room.size();
    let ground = Ground::of(city.scenario, size, city.room.mark() * 4);
    let (title, desc) = (format!("{}-title", city.id), format!("{}-desc", city.id));
    let spots = spots(city, &ground);
    html! {
        svg.map viewBox={ "0 0 " (size.0) " " (size.1) } role="img" aria-labelledby=(title) aria-describedby=(desc) {
            title id=(title) { (city.title) }
            desc id=(desc) { (in_words(city)) }
            rect width=(size.0) height=(size.1) fill=(PAPER) {}
            (lay(city, &ground))
            @for quarter in &city.scenario.quarters {
                @let at = ground.at(quarter.at);
                @if ground.shows(at, city.room.letters()) {
                    @let half = quarter_width(&quarter.name, city.room.letters()) / 2 + 60;
                    @let at = (at.0.clamp(half, (size.0 - half).max(half)), at.1);
                    (name(at, city.room.letters(), &quarter.name.to_uppercase(), "quarter"))
                }
            }
            @for spot in &spots { (side_mark(city.scenario[spot.holder].mark, spot.at, city.room.mark())) }
            @if city.room == Room::Whole { (labels(city, &ground, &spots)) }
            @for spot in &spots { @if let Some(number) = spot.number { (ring(spot.at, number, city.room)) } }
            rect width=(size.0) height=(size.1) fill="none" stroke=(INK) stroke-width="40" {}
        }
    }
}

/// A place on the drawing.
struct Spot<'a> {
    at: At,
    name: &'a str,
    holder: SideId,
    number: Option<usize>,
}

fn spots<'a>(city: &City<'a>, ground: &Ground) -> Vec<Spot<'a>> {
    let mut spots: Vec<Spot<'a>> = city
        .scenario
        .place_ids()
        .filter_map(|id| {
            let place = &city.scenario[id];
            let at = ground.at(place.at);
            let is_shown = !place.off_map && ground.shows(at, city.room.mark());
            let number = city.numbered.iter().position(|other| *other == id);
            is_shown.then_some(Spot {
                at,
                name: &place.name,
                holder: *city.holders.get(id.index())?,
                number: number.map(|number| number + 1),
            })
        })
        .collect();
    // What is ringed lies on top.
    spots.sort_by_key(|spot| spot.number.is_some());
    spots
}

/// Who holds what, in words: "Soviet: the Vulkan works, Smolny. Government: …".
fn in_words(city: &City<'_>) -> String {
    let mut held: BTreeMap<SideId, Vec<&str>> = BTreeMap::new();
    for id in city.scenario.place_ids() {
        if let Some(side) = city.holders.get(id.index()) {
            held.entry(*side).or_default().push(&city.scenario[id].name);
        }
    }
    let sides: Vec<String> = held
        .iter()
        .map(|(side, places)| format!("{}: {}.", city.scenario[*side].short, places.join(", ")))
        .collect();
    sides.join(" ")
}

/// Streets, water and bridges.
fn lay(city: &City<'_>, ground: &Ground) -> Markup {
    let scenario = city.scenario;
    let width = |water: &Water| ground.metres(i64::from(water.width)).max(34);
    html! {
        @for street in &scenario.streets {
            @let points: Vec<String> = street.line.iter().map(|point| pair(ground.at(*point))).collect();
            polyline points=(points.join(" ")) fill="none" stroke=(STREET) stroke-width="26" {}
        }
        @for water in &scenario.water {
            @let line: Vec<At> = water.line.iter().map(|point| ground.at(*point)).collect();
            path d=(curve(&line)) fill="none" stroke=(INK) stroke-width=(width(water)) stroke-linecap="round" stroke-linejoin="round" {}
        }
        @for place in &scenario.places {
            @if place.kind == PlaceKind::Bridge && !place.off_map {
                (bridge(ground.at(place.at), scenario, ground, &width))
            }
        }
        @for water in &scenario.water {
            @let line: Vec<At> = water.line.iter().map(|point| ground.at(*point)).collect();
            @if let Some(at) = level(&line, water, ground, city.room, width(water)) {
                text.water x=(at.0) y=(at.1 + city.room.letters() / 3) font-size=(city.room.letters()) text-anchor="middle" fill=(PAPER) { (water.name) }
            }
        }
    }
}

fn pair(at: At) -> String {
    format!("{},{}", at.0, at.1)
}

/// A curve through the points.
fn curve(line: &[At]) -> String {
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        return String::new();
    };
    let mut path = format!("M{}", pair(*first));
    let padded: Vec<At> = [*first]
        .into_iter()
        .chain(line.iter().copied())
        .chain([*last])
        .collect();
    for window in padded.windows(4) {
        let [before, from, to, after] = *window else {
            continue;
        };
        let out = (
            from.0 + (to.0 - before.0) / 6,
            from.1 + (to.1 - before.1) / 6,
        );
        let back = (to.0 - (after.0 - from.0) / 6, to.1 - (after.1 - from.1) / 6);
        path.push_str(&format!(" C{} {} {}", pair(out), pair(back), pair(to)));
    }
    path
}

/// A strip of land across the nearest water, if any is near.
fn bridge(at: At, scenario: &Scenario, ground: &Ground, width: &dyn Fn(&Water) -> i64) -> Markup {
    const NEAR: i64 = 90;
    let mut nearest: Option<(i64, At, At, i64)> = None;
    for water in &scenario.water {
        let line: Vec<At> = water.line.iter().map(|point| ground.at(*point)).collect();
        for (from, to) in line.iter().zip(line.iter().skip(1)) {
            let foot = foot(at, *from, *to);
            // Measured from the bank, or the widest river would never be nearest.
            let beyond = distance(at, foot) - width(water) / 2;
            if nearest.is_none_or(|(known, ..)| beyond < known) {
                nearest = Some((beyond, foot, (to.0 - from.0, to.1 - from.1), width(water)));
            }
        }
    }
    let Some((beyond, foot, along, width)) = nearest else {
        return html! {};
    };
    if beyond > NEAR {
        return html! {};
    }
    let length = distance((0, 0), along).max(1);
    let reach = width / 2 + 20;
    let across = (-along.1 * reach / length, along.0 * reach / length);
    html! {
        line x1=(foot.0 - across.0) y1=(foot.1 - across.1) x2=(foot.0 + across.0) y2=(foot.1 + across.1) stroke=(PAPER) stroke-width="52" {}
    }
}

/// Where a river runs level and its name fits into it.
fn level(line: &[At], water: &Water, ground: &Ground, room: Room, width: i64) -> Option<At> {
    let long = text_width(&water.name, room.letters());
    if width < room.letters() * 6 / 5 {
        return None;
    }
    let stretches = line.iter().zip(line.iter().skip(1));
    let level = stretches.filter(|(from, to)| {
        let (wide, tall) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
        wide > 3 * tall && wide * 3 > long * 2
    });
    let middles = level.map(|(from, to)| ((from.0 + to.0) / 2, (from.1 + to.1) / 2));
    middles
        .filter(|at| ground.shows(*at, long / 2 + 60))
        .max_by_key(|at| at.0)
}

fn text_width(text: &str, letters: i64) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX / 1000) * letters * 11 / 20
}

/// Quarters have capitals, a little smaller.
fn quarter_width(text: &str, letters: i64) -> i64 {
    text_width(text, letters) * 11 / 10
}

/// A name with a rim of paper, round a point.
fn name(at: At, letters: i64, text: &str, class: &str) -> Markup {
    html! {
        text class=(class) x=(at.0) y=(at.1) font-size=(letters * 4 / 5) text-anchor="middle" fill=(SOFT) stroke=(PAPER) stroke-width=(letters / 4) paint-order="stroke" stroke-linejoin="round" { (text) }
    }
}

/// Corners: left, top, right, bottom.
type Area = (i64, i64, i64, i64);

/// The names of places, as many as find room.
fn labels(city: &City<'_>, ground: &Ground, spots: &[Spot<'_>]) -> Markup {
    let (mark, letters) = (city.room.mark(), city.room.letters());
    let mut taken: Vec<Area> = spots
        .iter()
        .map(|spot| around(spot.at, mark, mark))
        .collect();
    for quarter in &city.scenario.quarters {
        let half = quarter_width(&quarter.name, letters) / 2;
        taken.push(around(ground.at(quarter.at), half, letters / 2));
    }
    let mut placed: Vec<(At, &str)> = Vec::new();
    for spot in spots.iter().rev() {
        let (long, gap) = (text_width(spot.name, letters), mark + 50);
        // Beside the mark, then over or under it; by the left end and the foot of the letters.
        let tries = [
            (gap, letters / 3),
            (-gap - long, letters / 3),
            (-long / 2, -gap),
            (-long / 2, gap + letters * 3 / 4),
        ];
        let fits = tries.iter().find_map(|(dx, dy)| {
            let at = (spot.at.0 + dx, spot.at.1 + dy);
            let area = (
                at.0,
                at.1 - letters * 3 / 4,
                at.0 + long,
                at.1 + letters / 4,
            );
            let inside = ground.shows((area.0, area.1), 40) && ground.shows((area.2, area.3), 40);
            let free = !taken.iter().any(|other| overlap(*other, area));
            (inside && free).then_some((at, area))
        });
        if let Some((at, area)) = fits {
            taken.push(area);
            placed.push((at, spot.name));
        }
    }
    html! {
        @for (at, name) in &placed {
            text.place x=(at.0) y=(at.1) font-size=(letters) fill=(INK) stroke=(PAPER) stroke-width=(letters / 4) paint-order="stroke" stroke-linejoin="round" { (name) }
        }
    }
}

fn around(at: At, wide: i64, tall: i64) -> Area {
    (at.0 - wide, at.1 - tall, at.0 + wide, at.1 + tall)
}

fn overlap(a: Area, b: Area) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// A ring round a place held otherwise, with its number.
fn ring(at: At, number: usize, room: Room) -> Markup {
    let (out, letters) = (room.mark() * 17 / 10, room.letters());
    html! {
        circle cx=(at.0) cy=(at.1) r=(out) fill="none" stroke=(PAPER) stroke-width="50" {}
        circle cx=(at.0) cy=(at.1) r=(out) fill="none" stroke=(RED) stroke-width="26" {}
        text.number x=(at.0 + out) y=(at.1 - out / 2) font-size=(letters) fill=(INK) stroke=(PAPER) stroke-width=(letters / 3) paint-order="stroke" stroke-linejoin="round" { (number) }
    }
}
