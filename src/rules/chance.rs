//! Luck that belongs to the event, not to a stream.
//!
//! A draw is a pure function of the run's seed and of where it is drawn: the scenario,
//! the scene and the choice. Changing one decision leaves every other draw as it was,
//! so what differs between two runs of one seed was caused by the decision.
//!
//! Hash, generator and mapping are all written down or named (FNV-1a, ChaCha8, a
//! multiply-shift), because a library's upgrade must not change anybody's past. The
//! tests pin them.

use rand::rngs::ChaCha8Rng;
use rand::{Rng as _, SeedableRng as _};

use crate::model::{Choice, Scenario, SceneId};

/// Where the outcomes of choices come from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Luck {
    /// A run's seed.
    Seed(u64),
    /// What is recorded, wherever it is possible; else the first that is.
    Historical,
    /// This outcome, if it is possible: for looking at every branch.
    Outcome(usize),
}

impl Luck {
    /// Picks one of the possible outcomes; `None` if there is none.
    pub(super) fn pick(
        self,
        scenario: &Scenario,
        scene: SceneId,
        choice: &Choice,
        possible: &[usize],
    ) -> Option<usize> {
        match self {
            Self::Historical => possible
                .iter()
                .copied()
                .find(|index| {
                    choice
                        .outcomes
                        .get(*index)
                        .is_some_and(|item| item.historical)
                })
                .or_else(|| possible.first().copied()),
            Self::Outcome(wanted) => possible.contains(&wanted).then_some(wanted),
            Self::Seed(seed) => {
                let weight = |index: &usize| {
                    choice
                        .outcomes
                        .get(*index)
                        .map_or(0, |item| u64::from(item.weight))
                };
                let key = draw_key(&scenario.key, &scenario[scene].key, &choice.key);
                let drawn = draw(word(seed, key), possible.iter().map(weight));
                drawn.and_then(|place| possible.get(place).copied())
            }
        }
    }
}

/// 64-bit FNV-1a over the parts, each followed by a zero byte so that "ab","c" and
/// "a","bc" differ.
#[must_use]
pub fn fnv1a(parts: &[&[u8]]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.iter().chain(std::iter::once(&0)) {
            hash ^= u64::from(*byte);
            hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

/// The key of a choice's draw.
#[must_use]
pub fn draw_key(scenario: &str, scene: &str, choice: &str) -> u64 {
    fnv1a(&[scenario.as_bytes(), scene.as_bytes(), choice.as_bytes()])
}

/// The random word for one draw.
#[must_use]
pub fn word(seed: u64, key: u64) -> u64 {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    generator.set_stream(key);
    generator.next_u64()
}

/// The place that a random word picks among these weights; `None` if all are 0.
#[must_use]
pub fn draw(word: u64, weights: impl Iterator<Item = u64> + Clone) -> Option<usize> {
    let mut left = below(word, weights.clone().sum());
    weights.into_iter().position(|share| {
        let here = left < share;
        left = left.saturating_sub(share);
        here
    })
}

/// Maps a word to `0..bound`; 0 if the bound is 0.
#[must_use]
pub fn below(word: u64, bound: u64) -> u64 {
    let product = (u128::from(word) * u128::from(bound)) >> 64;
    u64::try_from(product).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// These values are everybody's saved games. If this test fails, the change that
    /// made it fail is wrong. A second implementation, written from the papers on FNV-1a,
    /// PCG32 (which makes a key of the seed) and ChaCha8, gave them.
    #[test]
    fn draws_never_change() {
        assert_eq!(fnv1a(&[]), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(&[b"petrograd_1917"]), 0x8c34_fe62_531c_9780);
        assert_eq!(
            draw_key("petrograd_1917", "exchange_gate", "walk_in"),
            0xea64_a1a2_ecbe_0058
        );
        for (seed, key, expected) in [
            (0, 0, 0xb585_f767_a79a_3b6c),
            (1, 0, 0x6709_4cea_8ca4_0db1),
            (1, 1, 0xda16_ea55_e3f5_ade7),
            (1917, 25, 0x770e_d99c_1064_70d4),
            (u64::MAX, u64::MAX, 0x34f5_3d33_8e5c_fc73),
        ] {
            assert_eq!(word(seed, key), expected, "seed {seed}, key {key}");
        }
    }

    #[test]
    fn below_stays_below() {
        assert_eq!(below(u64::MAX, 3), 2);
        assert_eq!(below(0, 3), 0);
        assert_eq!(below(u64::MAX, 0), 0);
        assert_eq!(below(u64::MAX / 2, 4), 1);
    }
}
