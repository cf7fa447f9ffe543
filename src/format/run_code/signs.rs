//! The signs of a code, its groups, and the two that check the others.
//!
//! Thirty-one signs: digits and capital letters without 0 O 1 I L. Thirty-one is prime,
//! so that codes are words over a field: read as a polynomial, most significant sign
//! first, a right code is zero at 3 and at 9 (3 generates the field). One wrong sign or
//! two neighbours that changed places never give another right code.

/// How many signs there are.
pub(super) const BASE: u64 = 31;

/// In the order of their values.
pub(super) const SIGNS: &str = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// Signs in a group.
pub(super) const GROUP: usize = 4;

/// Signs at the end that check the others.
pub(super) const N_CHECKS: usize = 2;

/// Where a right code is zero.
const POINTS: [u64; N_CHECKS] = [3, 9];

/// A sign as it was typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Typed {
    pub(super) sign: char,
    /// `None`: codes never use it.
    pub(super) value: Option<u64>,
    /// From 1.
    pub(super) group: usize,
    /// In the group, from 1.
    pub(super) place: usize,
}

/// What was typed, without spaces and hyphens.
pub(super) fn typed(text: &str) -> Vec<Typed> {
    let groups: Vec<&str> = text
        .split(is_between)
        .filter(|group| !group.is_empty())
        .collect();
    let written_in_groups = groups.len() > 1;
    let mut all = Vec::new();
    for (number, group) in (1..).zip(groups) {
        for (index, sign) in group.chars().enumerate() {
            let (group, place) = if written_in_groups {
                (number, index + 1)
            } else {
                (index / GROUP + 1, index % GROUP + 1)
            };
            all.push(Typed {
                sign,
                value: value_of(sign),
                group,
                place,
            });
        }
    }
    all
}

fn is_between(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}')
}

/// The value of a sign, small or capital; `None` if codes never use it.
fn value_of(sign: char) -> Option<u64> {
    (0..)
        .zip(SIGNS.chars())
        .find_map(|(value, known)| known.eq_ignore_ascii_case(&sign).then_some(value))
}

/// What a sign that codes never use may have been meant for.
pub(super) fn may_be(sign: char) -> &'static str {
    // Capitals of Cyrillic look like Latin ones, and a Russian keyboard types them.
    match sign {
        '0' | 'O' | 'o' | 'О' | 'о' => "D, Q or U",
        '1' | 'I' | 'i' | 'L' | 'l' | 'І' | 'і' | '|' => "7, J or T",
        'А' | 'а' => "the Latin A",
        'В' | 'в' => "the Latin B",
        'Е' | 'е' | 'Ё' | 'ё' => "the Latin E",
        'К' | 'к' => "the Latin K",
        'М' | 'м' => "the Latin M",
        'Н' | 'н' => "the Latin H",
        'Р' | 'р' => "the Latin P",
        'С' | 'с' => "the Latin C",
        'Т' | 'т' => "the Latin T",
        'У' | 'у' => "the Latin Y",
        'Х' | 'х' => "the Latin X",
        'З' | 'з' => "3",
        'Ч' | 'ч' => "4",
        'б' => "6",
        '$' => "S or 5",
        '&' => "8",
        '?' => "2 or 7",
        _ => "",
    }
}

/// The code as it is written, in groups.
pub(super) fn written(values: &[u64]) -> String {
    let mut code = String::with_capacity(values.len() * 5 / 4);
    for (index, value) in values.iter().enumerate() {
        if index > 0 && index.is_multiple_of(GROUP) {
            code.push('-');
        }
        code.extend(sign_of(*value));
    }
    code
}

/// The sign of a value.
pub(super) fn sign_of(value: u64) -> Option<char> {
    SIGNS.chars().nth(usize::try_from(value).ok()?)
}

/// The polynomial of a code at a point.
fn at(values: impl Iterator<Item = u64>, point: u64) -> u64 {
    values.fold(0, |sum, value| (sum * point + value) % BASE)
}

/// Whether the last two signs fit the others.
pub(super) fn fits(values: &[u64]) -> bool {
    POINTS
        .iter()
        .all(|point| at(values.iter().copied(), *point) == 0)
}

/// The signs with leading zeros, so that the whole is groups of four, and with the two
/// that check them.
pub(super) fn checked(values: &[u64]) -> Vec<u64> {
    let n_missing = (values.len() + N_CHECKS).next_multiple_of(GROUP) - values.len() - N_CHECKS;
    let mut code = vec![0; n_missing];
    code.extend_from_slice(values);
    // One pair of 961 fits; looking at all of them needs no inverse.
    for pair in 0..BASE * BASE {
        let pair = [pair / BASE, pair % BASE];
        let fits = POINTS
            .iter()
            .all(|point| at(code.iter().copied().chain(pair), *point) == 0);
        if fits {
            code.extend(pair);
            break;
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_one_signs_and_none_that_looks_like_another() {
        assert_eq!(SIGNS.len(), 31);
        for sign in "0O1IL".chars() {
            assert_eq!(value_of(sign), None, "{sign}");
            assert_ne!(may_be(sign), "", "{sign}");
        }
        for (value, sign) in (0..).zip(SIGNS.chars()) {
            assert_eq!(sign_of(value), Some(sign));
            assert_eq!(value_of(sign.to_ascii_lowercase()), Some(value));
        }
        assert_eq!(sign_of(31), None);
    }

    #[test]
    fn the_checks_make_the_polynomial_zero() {
        // 4·x³ + 7·x² + a·x + b is zero at 3 and 9: a = 6, b = 28 (modulo 31,
        // found without this code).
        let code = checked(&[4, 7]);
        assert_eq!(code, [4, 7, 6, 28]);
        assert!(fits(&code));
        assert_eq!(checked(&[1, 2, 3]).len(), 8);
    }

    #[test]
    fn groups_are_those_that_were_typed_or_fours() {
        let places = |text: &str| -> Vec<(usize, usize)> {
            typed(text)
                .iter()
                .map(|typed| (typed.group, typed.place))
                .collect()
        };
        assert_eq!(places(" ab\n–c "), [(1, 1), (1, 2), (2, 1)]);
        assert_eq!(places("abcde"), [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1)]);
        assert_eq!(places(" - - "), []);
    }
}
