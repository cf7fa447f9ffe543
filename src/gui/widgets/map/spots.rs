//! Where the marks of places lie on the screen, so that none covers another.

use bevy_egui::egui;
use egui::{Pos2, Rect, Vec2, vec2};

use super::projection::Projection;
use super::{MapPlace, MapView};
use crate::model::PlaceKind;

/// A place and where its mark lies on the screen.
pub(super) struct Spot<'a> {
    pub(super) place: &'a MapPlace<'a>,
    pub(super) at: Pos2,
}

/// How far a mark may be moved from its place, in marks' radii.
const LEEWAY: f32 = 2.6;
/// How often marks that touch are pushed apart; more changes nothing one could see.
const ROUNDS: u8 = 24;

/// The places in the frame. Marks of this radius that would cover one another are moved apart
/// a little; bridges and ships stay on their water. With radius zero nothing is moved.
pub(super) fn spots<'a>(
    view: &MapView<'a>,
    projection: &Projection,
    rect: Rect,
    radius: f32,
) -> Vec<Spot<'a>> {
    let mut spots: Vec<Spot<'a>> = view
        .places
        .iter()
        .filter(|place| !place.place.off_map)
        .map(|place| Spot {
            place,
            at: projection.at(place.place.at),
        })
        .filter(|spot| rect.contains(spot.at))
        .collect();
    if radius > 0.0 {
        spread(&mut spots, radius);
    }
    spots
}

/// Pushes marks apart that are nearer than their halos allow.
fn spread(spots: &mut [Spot<'_>], radius: f32) {
    let least = radius * 2.0 + 5.0;
    let home: Vec<Pos2> = spots.iter().map(|spot| spot.at).collect();
    let fixed: Vec<bool> = spots
        .iter()
        .map(|spot| matches!(spot.place.place.kind, PlaceKind::Bridge | PlaceKind::Ship))
        .collect();
    for _ in 0..ROUNDS {
        let mut pushes = vec![Vec2::ZERO; spots.len()];
        for (i, one) in spots.iter().enumerate() {
            for (j, other) in spots.iter().enumerate().skip(i + 1) {
                let away = other.at - one.at;
                let distance = away.length();
                if distance >= least {
                    continue;
                }
                // Two at the very same point part sideways.
                let way = if distance > 0.01 {
                    away / distance
                } else {
                    vec2(1.0, 0.0)
                };
                let push = way * (least - distance) / 2.0;
                for (index, push) in [(i, -push), (j, push)] {
                    if let Some(sum) = pushes.get_mut(index) {
                        *sum += push;
                    }
                }
            }
        }
        for (((spot, push), home), fixed) in spots.iter_mut().zip(pushes).zip(&home).zip(&fixed) {
            if *fixed {
                continue;
            }
            let moved = spot.at + push * 0.7 - *home;
            let far = moved.length();
            let leeway = radius * LEEWAY;
            spot.at = *home
                + if far > leeway {
                    moved * (leeway / far)
                } else {
                    moved
                };
        }
    }
}

/// What was chosen, where the player is and what changed, before the rest.
pub(super) fn important_first<'a, 'b>(
    view: &MapView<'_>,
    spots: &'b [Spot<'a>],
) -> Vec<&'b Spot<'a>> {
    let mut spots: Vec<&Spot<'a>> = spots.iter().collect();
    spots.sort_by_key(|spot| {
        let place = spot.place;
        match () {
            () if Some(place.id) == view.chosen => 0,
            () if Some(place.id) == view.here => 1,
            () if place.changed || place.differs => 2,
            () => 3,
        }
    });
    spots
}
