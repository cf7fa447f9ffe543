//! The pictures' inks by the hour.
//!
//! A picture is drawn in six inks, from darkest to lightest and then the lamp. Before it is
//! rasterised they are replaced by the ramp of the hour; the one red stays.

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

/// As `neva_night` is drawn.
pub const NIGHT: Ramp = [
    "#0b0d10", "#161e26", "#2a3742", "#5a6972", "#eadfc6", "#e3c07f",
];
/// Before sunrise and after sunset.
pub const HALF_LIGHT: Ramp = [
    "#101216", "#26313b", "#46545f", "#87918f", "#e6dcc5", "#e3c07f",
];
/// As `vulkan_yard` is drawn.
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

impl Key {
    /// The inks a picture of this key is drawn in.
    #[must_use]
    pub fn drawn(self) -> &'static Ramp {
        match self {
            Self::Dark => &NIGHT,
            Self::Light => &GREY_MORNING,
        }
    }

    /// The inks of an hour of the day. Petrograd's late autumn: light from eight to four.
    #[must_use]
    pub fn at(self, hour: u8) -> &'static Ramp {
        match (self, hour) {
            (Self::Dark, 7..=16) => &HALF_LIGHT,
            (Self::Dark, _) => &NIGHT,
            (Self::Light, 11..=14) => &NOON,
            (Self::Light, 15..=23) => &LATE,
            (Self::Light, _) => &GREY_MORNING,
        }
    }
}
