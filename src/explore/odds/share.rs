//! Probabilities without fractions.

/// A probability, as a whole number of units of 2⁻⁶⁰.
///
/// Sums are exact. Every average is rounded down by less than one unit, so that a value
/// worked out over `n` averages one after the other is too small by less than `n` units;
/// [`Space::error`](super::Space::error) is that bound for a whole story.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Share(pub(super) u64);

/// The digits after the point of [`Share::decimal`].
const DIGITS: u32 = 15;

impl Share {
    /// Never.
    pub const NEVER: Self = Self(0);
    /// Always.
    pub const ALWAYS: Self = Self(1 << 60);

    /// So many units of 2⁻⁶⁰.
    #[must_use]
    pub fn units(self) -> u64 {
        self.0
    }

    /// As a decimal fraction with 15 digits, cut off: "0.312500000000000".
    #[must_use]
    pub fn decimal(self) -> String {
        let scaled = (u128::from(self.0) * 10_u128.pow(DIGITS)) >> 60;
        let one = 10_u128.pow(DIGITS);
        format!("{}.{:015}", scaled / one, scaled % one)
    }

    /// In tenths of a percent, rounded to the nearest.
    #[must_use]
    pub fn per_mille(self) -> u32 {
        let scaled = (u128::from(self.0) * 1000 + (1 << 59)) >> 60;
        u32::try_from(scaled).unwrap_or(1000)
    }

    /// For people, to a tenth: "31.4 %", "50 %", "below 0.1 %", "never", "always". What is possible is
    /// never called impossible, nor what may fail certain.
    #[must_use]
    pub fn words(self) -> String {
        let tenths = self.per_mille();
        match self {
            Self::NEVER => "never".to_owned(),
            Self::ALWAYS => "always".to_owned(),
            _ if tenths == 0 => "below 0.1 %".to_owned(),
            _ if tenths >= 1000 => "above 99.9 %".to_owned(),
            _ if tenths.is_multiple_of(10) => format!("{} %", tenths / 10),
            _ => format!("{}.{} %", tenths / 10, tenths % 10),
        }
    }

    /// With three digits after the point, for differences too small for [`words`](Self::words):
    /// "48.614 %".
    #[must_use]
    pub fn finely(self) -> String {
        let scaled = (u128::from(self.0) * 100_000 + (1 << 59)) >> 60;
        format!("{}.{:03} %", scaled / 1000, scaled % 1000)
    }

    /// How far this lies above the other, in units; below zero if under it.
    #[must_use]
    pub fn over(self, other: Self) -> i64 {
        self.0.cast_signed() - other.0.cast_signed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_read_as_people_write_them() {
        for (units, decimal, words) in [
            (0, "0.000000000000000", "never"),
            (1, "0.000000000000000", "below 0.1 %"),
            (1 << 60, "1.000000000000000", "always"),
            ((1 << 60) - 1, "0.999999999999999", "above 99.9 %"),
            (1 << 59, "0.500000000000000", "50 %"),
            (1 << 58, "0.250000000000000", "25 %"),
            ((1 << 60) / 3, "0.333333333333333", "33.3 %"),
            (1 << 55, "0.031250000000000", "3.1 %"),
            ((1 << 60) - (1 << 54), "0.984375000000000", "98.4 %"),
        ] {
            assert_eq!(Share(units).decimal(), decimal);
            assert_eq!(Share(units).words(), words);
        }
    }
}
