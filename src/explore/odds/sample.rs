//! Playing at random, very often: what the exact odds are held against, and the measure
//! of how fast the rules are.
//!
//! Every open choice is taken alike and luck goes by its weights. The stream of random
//! words belongs to the sample alone; no run is ever made of it.

use super::{Space, Target};
use crate::explore::program::{ChoiceCode, Program, Then, Trail};

/// What came of playing at random.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sample {
    /// How often a story was played to its end.
    pub n_runs: u64,
    /// The decisions of all of them.
    pub n_decisions: u64,
    /// How often each target came about, in the order of [`Space::targets`].
    pub n_times: Vec<u64>,
}

/// Plays so many times from where the space begins.
#[must_use]
pub fn sample(space: &Space<'_>, n_runs: u64, seed: u64) -> Sample {
    let mut sample = Sample {
        n_runs,
        n_decisions: 0,
        n_times: vec![0; space.targets().len()],
    };
    let mut words = Words(seed);
    let mut trail = Trail::default();
    for _ in 0..n_runs {
        trail.clear();
        let ending = play(&space.program, &mut words, &mut trail, &mut sample);
        let endings = ending.map(Target::Ending);
        let answers = trail.decided.iter();
        let targets = answers
            .map(|item| Target::Answer(item.id, item.answer))
            .chain(endings);
        for target in targets {
            if let Some(count) = space
                .column(target)
                .and_then(|column| sample.n_times.get_mut(column))
            {
                *count += 1;
            }
        }
    }
    sample
}

/// Plays once; the ending, unless the playing is stuck.
fn play(
    program: &Program,
    words: &mut Words,
    trail: &mut Trail,
    sample: &mut Sample,
) -> Option<usize> {
    let (mut word, mut at) = (program.start, 0);
    loop {
        let scene = program.scenes.get(at)?;
        let choice = pick(words, &scene.choices, |choice: &ChoiceCode| {
            u64::from(choice.is_possible(word))
        })?;
        let outcome = match choice.outcomes.as_slice() {
            [only] => only,
            outcomes => pick(words, outcomes, |outcome| {
                u64::from(outcome.condition.holds(word)) * u64::from(outcome.weight)
            })?,
        };
        sample.n_decisions += 1;
        word = program.take(word, outcome, trail);
        match outcome.then {
            Then::End(ending) => return Some(ending),
            Then::Scene(next) => {
                at = next;
                word &= program.scenes.get(at)?.live;
            }
        }
    }
}

/// One of the items, by weight; `None` if no weight is above 0.
fn pick<'i, T>(words: &mut Words, items: &'i [T], weight: impl Fn(&T) -> u64) -> Option<&'i T> {
    let place = crate::rules::draw(words.next(), items.iter().map(&weight))?;
    items.get(place)
}

/// SplitMix64 (Steele, Lea and Flood 2014): one word in a few instructions.
struct Words(u64);

impl Words {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
