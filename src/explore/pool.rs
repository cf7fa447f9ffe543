//! The states found at one scene, each once, with what is carried along beside each.
//!
//! States come out in the order they were first found, so nothing hangs on the hash.

/// A set of states, with `width` marks for each.
pub(super) struct Pool<M> {
    words: Vec<u128>,
    marks: Vec<M>,
    width: usize,
    /// Open addressing: the place of a word plus one, or 0. A power of two in length.
    slots: Vec<u32>,
}

impl<M: Copy> Pool<M> {
    pub(super) fn of(width: usize) -> Self {
        Self {
            words: Vec::new(),
            marks: Vec::new(),
            width,
            slots: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The bits in which its states differ.
    pub(super) fn differing(&self) -> u128 {
        let first = self.words.first().copied().unwrap_or(0);
        self.words.iter().fold(0, |bits, word| bits | word ^ first)
    }

    /// A state and its marks.
    pub(super) fn get(&self, place: usize) -> Option<(u128, &[M])> {
        let word = *self.words.get(place)?;
        let marks = self
            .marks
            .get(place * self.width..(place + 1) * self.width)?;
        Some((word, marks))
    }

    /// Adds a state with its marks, and gives its place. If it is there already, nothing is
    /// added and the marks it has are given to be joined.
    pub(super) fn enter(&mut self, word: u128, marks: &[M]) -> (usize, Option<&mut [M]>) {
        if self.words.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let last = self.slots.len().wrapping_sub(1);
        let mut at = hash(word) & last;
        loop {
            let place = self.slots.get(at).map_or(0, |slot| *slot as usize);
            let Some(place) = place.checked_sub(1) else {
                break;
            };
            if self.words.get(place) == Some(&word) {
                let known = place * self.width..(place + 1) * self.width;
                return (place, self.marks.get_mut(known));
            }
            at = (at + 1) & last;
        }
        self.words.push(word);
        self.marks.extend_from_slice(marks);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        }
        (self.words.len() - 1, None)
    }

    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(64);
        self.slots.clear();
        self.slots.resize(length, 0);
        let last = length - 1;
        for (number, word) in (1_u32..).zip(&self.words) {
            let mut at = hash(*word) & last;
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & last;
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = number;
            }
        }
    }
}

/// Two multiplications and two folds: neighbouring words land far apart.
#[expect(
    clippy::cast_possible_truncation,
    reason = "both halves are used, and a place in the table needs the low bits only"
)]
fn hash(word: u128) -> usize {
    let (low, high) = (word as u64, (word >> 64) as u64);
    let mixed = low
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(high.wrapping_mul(0xc2b2_ae3d_27d4_eb4f));
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (mixed ^ (mixed >> 32)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_kept_once_in_the_order_found() {
        let mut pool = Pool::of(1);
        for round in 0..2_u64 {
            for number in 0..1000_u128 {
                let word = (number * 7919) << (number % 100);
                match pool.enter(word, &[1_u64]).1 {
                    None => assert_eq!(round, 0),
                    Some(marks) => marks[0] += 1,
                }
            }
        }
        assert!(pool.len() <= 1000 && pool.len() > 900);
        assert_eq!(pool.get(1).unwrap().0, 7919 << 1);
        assert!((0..pool.len()).all(|place| pool.get(place).unwrap().1[0] >= 2));
    }
}
