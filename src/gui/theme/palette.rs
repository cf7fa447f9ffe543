//! The three palettes. Their contrasts are computed by the tests below.

use bevy_egui::egui::Color32;

use crate::store::ThemeName;

/// Every colour a part may use, by what it is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Palette {
    /// The page.
    pub sheet: Color32,
    /// Newsprint: the record, side panels, hover, a differing cell.
    pub low: Color32,
    /// Text and rules.
    pub ink: Color32,
    /// Secondary text, and what is locked.
    pub soft: Color32,
    /// Lines with meaning that must recede; no text.
    pub faint: Color32,
    /// Decoration only.
    pub hair: Color32,
    /// Red as text, line or symbol.
    pub red: Color32,
    /// The wedge and other red planes.
    pub red_fill: Color32,
    /// On red planes.
    pub on_red: Color32,
    /// Reversed bars.
    pub select: Color32,
    /// On reversed bars.
    pub on_select: Color32,
    /// Secondary text on reversed bars.
    pub select_soft: Color32,
    /// Date band, tabs, gauge strip, primary buttons.
    pub band: Color32,
    /// A primary button under the pointer.
    pub band_hover: Color32,
    /// On bands.
    pub on_band: Color32,
    /// Secondary text on bands.
    pub band_soft: Color32,
    /// Red lines on bands.
    pub band_red: Color32,
    /// Dispatches, which stay paper at night.
    pub slip: Color32,
    /// On dispatches.
    pub slip_ink: Color32,
    /// Secondary text on dispatches.
    pub slip_soft: Color32,
    /// Red on dispatches.
    pub slip_red: Color32,
    /// Telegraph strips, order forms, newspapers.
    pub strip: Color32,
    /// The map's ground.
    pub land: Color32,
    /// The map's water.
    pub water: Color32,
    /// Strokes on the map's water.
    pub wave: Color32,
    /// The map's streets.
    pub street: Color32,
    /// The line round what has the keyboard.
    pub focus: Color32,
}

impl Palette {
    /// The palette of a name.
    #[must_use]
    pub fn of(name: ThemeName) -> &'static Self {
        match name {
            ThemeName::Paper => &PAPER,
            ThemeName::Night => &NIGHT,
            ThemeName::HighContrast => &HIGH_CONTRAST,
        }
    }
}

/// The title screen's own colours: it is a poster and the same in both tinted themes.
pub mod poster {
    use super::{Color32, rgb};

    /// The beam, and text on the night.
    pub const CREAM: Color32 = rgb(0xF0E5CD);
    /// On cream.
    pub const INK: Color32 = rgb(0x0B0B0C);
    /// Secondary text on cream.
    pub const INK_SOFT: Color32 = rgb(0x3A332A);
    /// Secondary text on the night.
    pub const CREAM_SOFT: Color32 = rgb(0xB5AA95);
    /// The wedge.
    pub const RED: Color32 = rgb(0xB5211B);
    /// Behind everything.
    pub const NIGHT: Color32 = rgb(0x131519);
}

/// Laid over the picture behind the record.
pub const DIM: Color32 = rgb(0x0A0C0F);
/// How much of the picture [`DIM`] covers.
pub const DIM_SHARE: f32 = 0.45;

const PAPER: Palette = Palette {
    sheet: rgb(0xF2E8D5),
    low: rgb(0xE3D5B8),
    strip: rgb(0xF6EEDD),
    ink: rgb(0x17130F),
    soft: rgb(0x54493C),
    faint: rgb(0x7A6D57),
    hair: rgb(0xB5A587),
    red: rgb(0xAE1F1A),
    red_fill: rgb(0xAE1F1A),
    on_red: rgb(0xFFF6E6),
    select: rgb(0x17130F),
    on_select: rgb(0xF2E8D5),
    select_soft: rgb(0xB5AA95),
    band: rgb(0x17130F),
    band_hover: rgb(0x3A332B),
    on_band: rgb(0xF2E8D5),
    band_soft: rgb(0xB5AA95),
    band_red: rgb(0xFF6B57),
    slip: rgb(0xE3D5B8),
    slip_ink: rgb(0x17130F),
    slip_soft: rgb(0x54493C),
    slip_red: rgb(0xAE1F1A),
    land: rgb(0xF2E8D5),
    water: rgb(0x17130F),
    wave: rgb(0x54493C),
    street: rgb(0xCDBE9E),
    focus: rgb(0x17130F),
};

const NIGHT: Palette = Palette {
    sheet: rgb(0x17181C),
    low: rgb(0x23252B),
    strip: rgb(0xE3D7BE),
    ink: rgb(0xEBE0CB),
    soft: rgb(0xB5AA95),
    faint: rgb(0x7F7A72),
    hair: rgb(0x4A4C54),
    red: rgb(0xFF6B57),
    red_fill: rgb(0xB3261E),
    on_red: rgb(0xFFF6E6),
    select: rgb(0xEBE0CB),
    on_select: rgb(0x17130F),
    select_soft: rgb(0x54493C),
    band: rgb(0x0E0F12),
    band_hover: rgb(0x2C2F36),
    on_band: rgb(0xEBE0CB),
    band_soft: rgb(0xB5AA95),
    band_red: rgb(0xFF6B57),
    slip: rgb(0xCFC1A2),
    slip_ink: rgb(0x17130F),
    slip_soft: rgb(0x4A4034),
    slip_red: rgb(0xAE1F1A),
    land: rgb(0x2C2F36),
    water: rgb(0x0A0B0D),
    wave: rgb(0x2C323A),
    street: rgb(0x454952),
    focus: rgb(0xEBE0CB),
};

const HIGH_CONTRAST: Palette = Palette {
    sheet: rgb(0x000000),
    low: rgb(0x000000),
    strip: rgb(0x000000),
    ink: rgb(0xFFFFFF),
    soft: rgb(0xE8E8E8),
    faint: rgb(0xB0B0B0),
    hair: rgb(0x6E6E6E),
    red: rgb(0xFFE500),
    red_fill: rgb(0xFFE500),
    on_red: rgb(0x000000),
    select: rgb(0xFFFFFF),
    on_select: rgb(0x000000),
    select_soft: rgb(0x000000),
    band: rgb(0x000000),
    band_hover: rgb(0x3A3A3A),
    on_band: rgb(0xFFFFFF),
    band_soft: rgb(0xE8E8E8),
    band_red: rgb(0xFFE500),
    slip: rgb(0x000000),
    slip_ink: rgb(0xFFFFFF),
    slip_soft: rgb(0xE8E8E8),
    slip_red: rgb(0xFFE500),
    land: rgb(0x000000),
    water: rgb(0xFFFFFF),
    wave: rgb(0xFFFFFF),
    street: rgb(0x6E6E6E),
    focus: rgb(0xFFE500),
};

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// The contrast of two colours after WCAG 2.1: 1 to 21.
#[must_use]
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: Color32) -> f32 {
    let linear = |channel: u8| {
        let share = f32::from(channel) / 255.0;
        if share <= 0.03928 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text needs.
    const TEXT: f32 = 4.5;
    /// What a line with meaning needs.
    const LINE: f32 = 3.0;

    #[track_caller]
    fn check(pair: [Color32; 2], expected: f32) {
        let ratio = contrast(pair[0], pair[1]);
        assert!(
            (ratio - expected).abs() < 0.01,
            "{pair:?}: {ratio:.2}, expected {expected}"
        );
    }

    #[test]
    fn ratios_are_those_of_the_design() {
        let p = &PAPER;
        check([p.ink, p.sheet], 15.20);
        check([p.ink, p.low], 12.74);
        check([p.soft, p.sheet], 7.21);
        check([p.soft, p.low], 6.04);
        check([p.red, p.sheet], 5.74);
        check([p.red, p.low], 4.81);
        check([p.on_red, p.red_fill], 6.50);
        check([p.on_band, p.band], 15.20);
        check([p.band_soft, p.band], 8.05);
        check([p.on_band, p.band_hover], 10.23);
        check([p.ink, p.strip], 16.01);
        check([p.faint, p.sheet], 4.16);
        let n = &NIGHT;
        check([n.ink, n.sheet], 13.56);
        check([n.ink, n.low], 11.71);
        check([n.soft, n.sheet], 7.73);
        check([n.soft, n.low], 6.67);
        check([n.red, n.sheet], 6.33);
        check([n.red, n.low], 5.47);
        check([n.on_red, n.red_fill], 6.09);
        check([n.on_select, n.select], 14.13);
        check([n.select_soft, n.select], 6.70);
        check([n.slip_ink, n.slip], 10.39);
        check([n.slip_soft, n.slip], 5.69);
        check([n.faint, n.sheet], 4.16);
        check([n.band_soft, n.band], 8.35);
        check([n.red, n.land], 4.78);
        let h = &HIGH_CONTRAST;
        check([h.ink, h.sheet], 21.00);
        check([h.soft, h.sheet], 17.14);
        check([h.red, h.sheet], 16.46);
        check([h.on_red, h.red_fill], 16.46);
    }

    const NAMES: [ThemeName; 3] = [ThemeName::Paper, ThemeName::Night, ThemeName::HighContrast];

    #[test]
    fn every_text_can_be_read_in_every_theme() {
        for name in NAMES {
            let p = Palette::of(name);
            let pairs = [
                [p.ink, p.sheet],
                [p.ink, p.low],
                [p.soft, p.sheet],
                [p.soft, p.low],
                [p.red, p.sheet],
                [p.red, p.low],
                [p.on_red, p.red_fill],
                [p.on_select, p.select],
                [p.select_soft, p.select],
                [p.on_band, p.band],
                [p.on_band, p.band_hover],
                [p.band_soft, p.band],
                [p.slip_ink, p.slip],
                [p.slip_soft, p.slip],
                [p.slip_ink, p.strip],
                [p.slip_soft, p.strip],
                [p.slip_red, p.strip],
                [p.ink, p.land],
            ];
            for [text, ground] in pairs {
                let ratio = contrast(text, ground);
                assert!(ratio >= TEXT, "{name:?} {text:?} on {ground:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn every_line_with_meaning_can_be_seen_in_every_theme() {
        for name in NAMES {
            let p = Palette::of(name);
            for [line, ground] in [
                [p.faint, p.sheet],
                [p.focus, p.sheet],
                [p.focus, p.low],
                [p.red, p.land],
            ] {
                let ratio = contrast(line, ground);
                assert!(ratio >= LINE, "{name:?} {line:?} on {ground:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn the_poster_can_be_read() {
        for [text, ground] in [
            [poster::INK, poster::CREAM],
            [poster::INK_SOFT, poster::CREAM],
            [poster::CREAM, poster::NIGHT],
            [poster::CREAM_SOFT, poster::NIGHT],
        ] {
            assert!(contrast(text, ground) >= TEXT);
        }
    }
}
