//! The pictures' inks by the light.
//!
//! A picture is drawn in six inks, from darkest to lightest and then the lamp. Before it is
//! rasterised they are replaced by the ramp of the light; the one red stays.

use crate::model::Light;

/// Six inks as SVG writes them, in lower case: darkest to lightest, then the lamp.
pub type Ramp = [&'static str; 6];

/// Which family of ramps a picture is drawn for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    /// Light is cut out of dark.
    Dark,
    /// Dark stands on light.
    Light,
}

/// The family a night picture is drawn in.
pub const NIGHT: Ramp = [
    "#0b0d10", "#161e26", "#2a3742", "#5a6972", "#eadfc6", "#e3c07f",
];
/// Before sunrise and after sunset.
pub const HALF_LIGHT: Ramp = [
    "#101216", "#26313b", "#46545f", "#87918f", "#e6dcc5", "#e3c07f",
];
/// A night with fires in the street.
pub const BONFIRE: Ramp = [
    "#0d0b0a", "#1d1a1a", "#3a302b", "#7a5b45", "#ebd3a6", "#f0b860",
];
/// The family a day picture is drawn in: a grey morning.
pub const GREY_MORNING: Ramp = [
    "#171513", "#45423d", "#77736a", "#aea899", "#cfc9ba", "#e3c07f",
];
/// Midday.
pub const NOON: Ramp = [
    "#191a1b", "#4a4d50", "#80848a", "#b9bcbb", "#e2e1db", "#e3c07f",
];
/// When the sun is low.
pub const LATE: Ramp = [
    "#17120f", "#4b3f37", "#7f6c5b", "#b59f83", "#dcc9a6", "#ebb866",
];

/// The place in its ramp of a colour that pictures are drawn in; `None` for any other.
#[must_use]
pub fn drawn_ink(color: &str) -> Option<usize> {
    [&NIGHT, &GREY_MORNING]
        .iter()
        .find_map(|ramp| ramp.iter().position(|ink| ink.eq_ignore_ascii_case(color)))
}

impl Key {
    /// The inks of a light. A picture that has no other key makes do with its own: by day the
    /// dark key is half light, by night the light key is late.
    #[must_use]
    pub fn at(self, light: Light) -> &'static Ramp {
        match (self, light) {
            (Self::Dark, Light::Night) => &NIGHT,
            (Self::Dark, _) => &HALF_LIGHT,
            (Self::Light, Light::Morning) => &GREY_MORNING,
            (Self::Light, Light::Noon) => &NOON,
            (Self::Light, Light::Late | Light::Night | Light::HalfLight) => &LATE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of an ink, how light it is: the sum of its channels is enough to order them.
    fn lightness(ink: &str) -> u32 {
        let number = u32::from_str_radix(ink.strip_prefix('#').unwrap(), 16).unwrap();
        (number >> 16) + ((number >> 8) & 255) + (number & 255)
    }

    #[test]
    fn every_ramp_goes_from_dark_to_light() {
        for ramp in [&NIGHT, &HALF_LIGHT, &BONFIRE, &GREY_MORNING, &NOON, &LATE] {
            for pair in ramp[..5].windows(2) {
                assert!(lightness(pair[0]) < lightness(pair[1]), "{pair:?}");
            }
            // The lamp burns brighter than every middle tone.
            assert!(lightness(ramp[5]) > lightness(ramp[2]));
        }
    }

    #[test]
    fn a_drawn_ink_is_known_by_its_place_in_either_family() {
        assert_eq!(drawn_ink("#0B0D10"), Some(0));
        assert_eq!(drawn_ink("#CFC9BA"), Some(4));
        assert_eq!(drawn_ink("#E3C07F"), Some(5));
        assert_eq!(drawn_ink("#B3211B"), None);
        for (place, (dark, light)) in NIGHT.iter().zip(&GREY_MORNING).enumerate() {
            assert_eq!(
                (drawn_ink(dark), drawn_ink(light)),
                (Some(place), Some(place))
            );
        }
    }

    #[test]
    fn each_light_has_inks_of_the_right_family() {
        assert_eq!(Key::Dark.at(Light::Night), &NIGHT);
        assert_eq!(Key::Dark.at(Light::HalfLight), &HALF_LIGHT);
        assert_eq!(Key::Light.at(Light::Morning), &GREY_MORNING);
        assert_eq!(Key::Light.at(Light::Noon), &NOON);
        assert_eq!(Key::Light.at(Light::Late), &LATE);
    }
}
