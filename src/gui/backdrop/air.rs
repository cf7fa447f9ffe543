//! What moves by itself: snow and rain, smoke, lamps, a turning beam, the flash of a gun.
//!
//! The air moves for some seconds after a page has come, a key was pressed or the pointer has
//! moved, and then comes to rest. Everything is a function of the time the air has moved in
//! all, so that it goes on from where it stopped; with motion off the snow stands still in the
//! picture. Start at [`Breath`] and [`Fall`].

use std::f32::consts::{FRAC_PI_4, TAU};
use std::time::Duration;

use bevy::math::{Vec2, vec2};
use bevy::prelude::Resource;

use crate::gui::theme::ramp::Key;
use crate::model::Air;

/// How long the air moves after the last reason for it, in seconds; also the time a beam takes
/// to turn away and back.
pub(super) const BREATH: f32 = 9.0;

/// How far a beam turns.
const TURN: f32 = 3.0 * TAU / 360.0;

/// The time the air has moved, and where it stops.
#[derive(Resource, Default, Clone, Copy, Debug)]
pub(super) struct Breath {
    time: f32,
    end: f32,
}

impl Breath {
    /// The seconds the air has moved in all.
    pub(super) fn time(self) -> f32 {
        self.time
    }

    /// Lets the air move on from now; gives the seconds until it rests. With a beam it rests
    /// where the beam does.
    pub(super) fn begin(&mut self, with_beam: bool) -> f32 {
        let end = self.time + BREATH;
        self.end = if with_beam {
            (end / BREATH).ceil() * BREATH
        } else {
            end
        };
        self.end - self.time
    }

    /// Lets time pass.
    pub(super) fn pass(&mut self, seconds: f32) {
        self.time = (self.time + seconds.max(0.0)).min(self.end);
    }

    /// Lets everything rest where it is.
    pub(super) fn rest(&mut self) {
        self.end = self.time;
    }

    /// Whether anything moves.
    pub(super) fn moves(self) -> bool {
        self.time < self.end
    }
}

/// How far smoke has drifted, in the picture's points: to the left and up, and back.
pub(super) fn drift(time: f32) -> Vec2 {
    let way = (1.0 - (time * TAU / 31.0).cos()) / 2.0;
    vec2(-16.0, -4.0) * way
}

/// How far a beam has turned, in radians.
pub(super) fn turn(time: f32) -> f32 {
    TURN * (1.0 - (time * TAU / BREATH).cos()) / 2.0
}

/// Whether a beam is so far away that what it lit is dark.
pub(super) fn is_away(time: f32) -> bool {
    turn(time) > TURN / 10.0
}

/// Whether the lamps burn a step lower just now.
pub(super) fn lamps_are_low(time: f32) -> bool {
    let in_turn = time % 7.3;
    (3.1..3.4).contains(&in_turn) || (3.9..4.05).contains(&in_turn)
}

/// Something that falls.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Fall {
    /// How many there are in a picture 1280 wide.
    pub(super) count: f32,
    /// Width and length of the largest.
    pub(super) size: Vec2,
    /// How it is turned.
    pub(super) angle: f32,
    /// Points a second.
    speed: f32,
    /// Which ink.
    pub(super) ink: usize,
}

/// The one slope: it rises four and runs one.
const SLOPE: f32 = 0.25;

/// What falls in a weather; `None` if nothing does.
pub(super) fn fall(air: Air, key: Key) -> Option<Fall> {
    let flake = |count, speed| Fall {
        count,
        size: vec2(3.4, 3.4),
        angle: FRAC_PI_4,
        speed,
        ink: 4,
    };
    let line = |count, size, speed| Fall {
        count,
        size,
        angle: -SLOPE.atan(),
        speed,
        // Rain is lighter than the night and darker than the day.
        ink: match key {
            Key::Dark => 3,
            Key::Light => 2,
        },
    };
    match air {
        Air::Clear | Air::Overcast | Air::Frost => None,
        Air::WetSnow => Some(flake(80.0, 40.0)),
        Air::Snow => Some(flake(130.0, 28.0)),
        Air::Drizzle => Some(line(60.0, vec2(1.2, 14.0), 220.0)),
        Air::Rain => Some(line(110.0, vec2(1.4, 18.0), 380.0)),
    }
}

impl Fall {
    /// How many fall in a view this wide.
    pub(super) fn count_in(self, width: f32) -> usize {
        // Bounded, so that the widest window does not draw thousands.
        (self.count * (width / 1280.0).clamp(0.5, 2.0)) as usize
    }

    /// Where one is in a view, from its upper left corner, and how large of the largest.
    pub(super) fn place(self, index: usize, view: Vec2, time: f32) -> (Vec2, f32) {
        let index = u32::try_from(index).unwrap_or(0);
        let (across, down) = (spread(index * 3), spread(index * 3 + 1));
        let size = 0.6 + 0.4 * spread(index * 3 + 2);
        // A margin, so that nothing appears or goes within the view.
        let room = view + self.size * 2.0;
        let fallen = self.speed * size * time;
        let y = (down * room.y + fallen).rem_euclid(room.y);
        let x = (across * room.x - fallen * SLOPE).rem_euclid(room.x);
        (vec2(x, y) - self.size, size)
    }
}

/// A number from 0 to 1, evenly spread and always the same for the same index.
fn spread(index: u32) -> f32 {
    let mut hash = index.wrapping_mul(0x9E37_79B9) ^ 0x85EB_CA6B;
    hash = (hash ^ (hash >> 15)).wrapping_mul(0x2C1B_3C6D);
    hash = (hash ^ (hash >> 12)).wrapping_mul(0x297A_2D39);
    // The upper 16 bits are exact in a float.
    f32::from(u16::try_from((hash ^ (hash >> 15)) >> 16).unwrap_or(0)) / 65_536.0
}

/// How movement stands with the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Moving {
    /// Things move.
    Yes,
    /// Motion is off.
    Still,
    /// Somebody is looking at another window.
    Away,
}

/// When a gun fires after its page has come: once the picture stands.
const FLASH_AFTER: Duration = Duration::from_millis(900);
/// How long it lights.
const FLASH_FOR: Duration = Duration::from_millis(100);
/// The least time from one flash to the next.
const FLASH_GAP: Duration = Duration::from_millis(1_500);
/// The most of the picture it may light.
pub(super) const FLASH_SHARE: f32 = 1.0 / 3.0;

/// The flash of a gun: once a visit, briefly, and never twice within a second. With motion off
/// it is a part of the still picture.
#[derive(Resource, Default, Clone, Copy, Debug)]
pub(super) struct Gun {
    visit: Option<u32>,
    fires: Option<Duration>,
}

impl Gun {
    /// Whether the flash is seen now, on a visit whose picture has one.
    pub(super) fn is_lit(&mut self, visit: u32, moving: Moving, now: Duration) -> bool {
        match moving {
            Moving::Still => {
                self.visit = Some(visit);
                return true;
            }
            Moving::Away => return false,
            Moving::Yes => {}
        }
        if self.visit != Some(visit) {
            let soonest = self.fires.map_or(Duration::ZERO, |last| last + FLASH_GAP);
            self.visit = Some(visit);
            self.fires = Some((now + FLASH_AFTER).max(soonest));
        }
        self.fires
            .is_some_and(|fires| fires <= now && now < fires + FLASH_FOR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_at_rest_after_some_seconds() {
        let mut breath = Breath::default();
        assert!(!breath.moves());
        assert_eq!(breath.begin(false), BREATH);
        for _ in 0..(9 * 30) {
            breath.pass(1.0 / 30.0);
        }
        breath.pass(0.1);
        assert!(!breath.moves());
        let time = breath.time();
        breath.pass(60.0);
        assert_eq!(breath.time(), time);
    }

    #[test]
    fn a_beam_rests_where_it_was_drawn() {
        let mut breath = Breath::default();
        breath.begin(true);
        breath.pass(4.0);
        assert!(is_away(breath.time()));
        // A key in the middle of a turn: the turn is finished, and one more made.
        assert_eq!(breath.begin(true), 14.0);
        breath.pass(100.0);
        assert!(!breath.moves());
        assert!(turn(breath.time()).abs() < 0.001);
        assert!(!is_away(breath.time()));
    }

    #[test]
    fn a_beam_turns_three_degrees_and_no_further() {
        let farthest = (0..900).map(|tenth| turn(tenth as f32 / 100.0));
        let farthest = farthest.fold(0.0, f32::max).to_degrees();
        assert!((2.9..=3.001).contains(&farthest), "{farthest}");
    }

    #[test]
    fn only_what_falls_is_seen_falling_and_it_stays_in_view() {
        for air in [Air::Clear, Air::Overcast, Air::Frost] {
            assert_eq!(fall(air, Key::Dark), None);
        }
        let view = vec2(1440.0, 720.0);
        for air in [Air::Drizzle, Air::Rain, Air::WetSnow, Air::Snow] {
            let fall = fall(air, Key::Light).unwrap();
            let n = fall.count_in(view.x);
            assert!((40..=300).contains(&n), "{n}");
            for index in 0..n {
                for time in [0.0, 3.3, 1000.0] {
                    let (at, size) = fall.place(index, view, time);
                    assert!(at.cmpge(-fall.size).all() && at.cmple(view + fall.size).all());
                    assert!((0.6..=1.0).contains(&size));
                }
            }
            // Downwards, and along the slope.
            let (before, size) = fall.place(7, view * 100.0, 0.0);
            let (after, _) = fall.place(7, view * 100.0, 0.01);
            let step = after - before;
            assert!((step.y - fall.speed * size * 0.01).abs() < 0.05, "{step}");
            assert!((step.x + step.y / 4.0).abs() < 0.05, "{step}");
        }
    }

    #[test]
    fn a_gun_fires_once_a_visit_and_never_twice_within_a_second() {
        let mut gun = Gun::default();
        let mut lit_at = Vec::new();
        // Pages turned every half second, as fast as keys can be held.
        for tick in 0..(30 * 20) {
            let now = Duration::from_millis(tick * 33);
            let visit = u32::try_from(tick / 15).unwrap().min(6);
            if gun.is_lit(visit, Moving::Yes, now) {
                lit_at.push(now);
            }
        }
        let starts: Vec<Duration> = lit_at
            .iter()
            .enumerate()
            .filter(|(index, now)| {
                let before = index.checked_sub(1).and_then(|index| lit_at.get(index));
                before.is_none_or(|before| **now - *before > Duration::from_millis(200))
            })
            .map(|(_, now)| *now)
            .collect();
        assert!(!starts.is_empty() && starts.len() <= 7, "{starts:?}");
        for pair in starts.windows(2) {
            assert!(pair[1] - pair[0] > Duration::from_secs(1), "{starts:?}");
        }
        // Long after, nothing more: the visit has had its flash.
        assert!(!gun.is_lit(6, Moving::Yes, Duration::from_secs(60)));
    }

    #[test]
    fn with_motion_off_the_flash_is_a_still() {
        let mut gun = Gun::default();
        for second in 0..5 {
            assert!(gun.is_lit(3, Moving::Still, Duration::from_secs(second)));
        }
        // Switched on later, it does not fire again.
        assert!(!gun.is_lit(3, Moving::Yes, Duration::from_secs(9)));
        assert!(!gun.is_lit(4, Moving::Away, Duration::from_secs(10)));
    }
}
