//! The maps of the report: this run's city beside history's, at the hours at which they
//! differ most, with what differs as a table.

use maud::{Markup, html};

use super::super::RunReport;
use super::super::map_svg::{City, Room, map_svg};
use super::super::marks::side_sign;
use crate::compare::Held;
use crate::model::{SideId, Stamp};

pub(super) fn maps(report: &RunReport<'_>) -> Markup {
    let city = &report.sheet.spread.city;
    let turns = city.turns(report.scenario);
    let differs = turns.iter().any(|(_, held)| held.iter().any(parts));
    html! {
        (legend(report))
        @for (number, hour) in (1..).zip(&report.hours) {
            @let held: Vec<Held> = city.differing(report.scenario, *hour).into_iter().filter(parts).collect();
            @if held.is_empty() { (alone(report, *hour, differs)) } @else { (pair(report, number, *hour, &held)) }
        }
    }
}

/// Whether this run has it otherwise than history.
fn parts(held: &Held) -> bool {
    held.mine != held.history
}

/// What the signs mean: each a shape of its own.
fn legend(report: &RunReport<'_>) -> Markup {
    let scenario = report.scenario;
    html! {
        ul.legend aria-label="Signs on the maps" {
            @for id in scenario.side_ids() {
                li { (side_sign(scenario[id].mark)) " " b { (scenario[id].short) } ": " (scenario[id].name) }
            }
        }
    }
}

/// One map, where nothing differs.
fn alone(report: &RunReport<'_>, hour: Stamp, differs: bool) -> Markup {
    let scenario = report.scenario;
    let when = scenario.calendar.long(hour);
    let title = format!("{}, {when}", scenario.city);
    html! {
        p { @if differs { "At this hour every place was held as in history." } @else { "Every place was held as in history at every hour." } }
        figure {
            (map_svg(&City {
                scenario,
                holders: &report.sheet.spread.city.mine.holders_at(hour),
                numbered: &[],
                id: "map-1",
                title: title.trim_start_matches([',', ' ']),
                room: Room::Whole,
            }))
            figcaption { (when) ": this run and history alike" }
        }
    }
}

/// Two maps of one hour, and the places they differ about.
fn pair(report: &RunReport<'_>, number: usize, hour: Stamp, held: &[Held]) -> Markup {
    let (scenario, city) = (report.scenario, &report.sheet.spread.city);
    let when = scenario.calendar.long(hour);
    let numbered: Vec<_> = held.iter().map(|held| held.place).collect();
    let map = |id: String, whose: &str, holders: Vec<SideId>| {
        html! {
            figure {
                figcaption { (whose) }
                (map_svg(&City {
                    scenario,
                    holders: &holders,
                    numbered: &numbered,
                    id: &id,
                    title: &format!("{whose}, {when}"),
                    room: Room::Half,
                }))
            }
        }
    };
    html! {
        div.hour {
            h3 { (when) }
            div.pair {
                (map(format!("map-{number}-mine"), "This run", city.mine.holders_at(hour)))
                (map(format!("map-{number}-history"), "History", city.history.holders_at(hour)))
            }
        }
        table.places {
            caption { "Held otherwise than in history, " (when) }
            thead { tr {
                th scope="col" { span { "Place" } }
                th.mine scope="col" { "Mine" }
                @if report.sheet.other.is_some() { th.other scope="col" { "Other run" } }
                th.history scope="col" { b { "History" } }
            } }
            tbody { @for (number, held) in (1..).zip(held) { (place(report, number, held)) } }
        }
    }
}

fn place(report: &RunReport<'_>, number: usize, held: &Held) -> Markup {
    let scenario = report.scenario;
    let place = &scenario[held.place];
    let side = |side: SideId| {
        html! { (side_sign(scenario[side].mark)) " " (scenario[side].short) }
    };
    html! {
        tr {
            th scope="row" { (number) ". " (place.name) @if place.off_map { small { "beyond the map" } } }
            td data-column="Mine" { (side(held.mine)) }
            @if report.sheet.other.is_some() {
                td data-column="Other run" { @if let Some(other) = held.other { (side(other)) } @else { "not come so far" } }
            }
            td data-column="History" { (side(held.history)) }
        }
    }
}
