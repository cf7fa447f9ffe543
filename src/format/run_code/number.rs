//! The number behind a code: mixed-radix digits packed into signs, exactly.
//!
//! What is pushed last is popped first. There is no other arithmetic here.

use super::signs::BASE;

/// So many signs are reckoned with at once; a limb times a radix still fits into 64 bits.
const IN_A_LIMB: usize = 6;

/// The base of the limbs.
const LIMB: u64 = BASE.pow(6);

/// A natural number of any size.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Number {
    /// In base [`LIMB`], the least significant first.
    limbs: Vec<u64>,
}

impl Number {
    /// From digits in base [`BASE`], the most significant first.
    pub(super) fn of_digits(digits: &[u64]) -> Self {
        let limb = |digits: &[u64]| digits.iter().fold(0, |limb, digit| limb * BASE + digit);
        Self {
            limbs: digits.rchunks(IN_A_LIMB).map(limb).collect(),
        }
    }

    /// Its digits in base [`BASE`], the most significant first.
    pub(super) fn digits(&self) -> Vec<u64> {
        let mut digits = Vec::with_capacity(self.limbs.len() * IN_A_LIMB);
        for limb in &self.limbs {
            let mut rest = *limb;
            for _ in 0..IN_A_LIMB {
                digits.push(rest % BASE);
                rest /= BASE;
            }
        }
        while digits.last() == Some(&0) {
            digits.pop();
        }
        digits.reverse();
        digits
    }

    pub(super) fn is_zero(&self) -> bool {
        self.limbs.iter().all(|limb| *limb == 0)
    }

    /// Puts a digit below `radix` in front; a radix is at most 2³².
    pub(super) fn push(&mut self, radix: u64, digit: u64) {
        debug_assert!(digit < radix && radix <= 1 << 32);
        let mut carry = digit;
        for place in &mut self.limbs {
            let value = *place * radix + carry;
            *place = value % LIMB;
            carry = value / LIMB;
        }
        while carry > 0 {
            self.limbs.push(carry % LIMB);
            carry /= LIMB;
        }
    }

    /// Takes back what was pushed last with this radix; 0 when nothing is left.
    pub(super) fn pop(&mut self, radix: u64) -> u64 {
        let mut rest = 0;
        for place in self.limbs.iter_mut().rev() {
            let value = rest * LIMB + *place;
            *place = value / radix;
            rest = value % radix;
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_come_back_in_the_other_order() {
        let pushed = [
            (12, 11),
            (1 << 32, (1 << 32) - 1),
            (2, 0),
            (100_000_000, 1917),
            (61, 60),
            (12, 0),
        ];
        let mut number = Number::default();
        for (radix, digit) in pushed {
            number.push(radix, digit);
        }
        let mut number = Number::of_digits(&number.digits());
        for (radix, digit) in pushed.into_iter().rev() {
            assert_eq!(number.pop(radix), digit);
        }
        assert!(number.is_zero());
        assert_eq!(number.pop(12), 0);
    }

    #[test]
    fn the_number_is_the_one_that_was_meant() {
        let mut number = Number::default();
        number.push(100, 30);
        number.push(100, 7);
        // 30 * 100 + 7 = 3 * 31² + 4 * 31 + 0
        assert_eq!(number.digits(), [3, 4, 0]);
    }
}
