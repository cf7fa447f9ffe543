//! Where a mistyped code is mistyped.
//!
//! Every code that is one slip away is tried: one wrong sign, two neighbours swapped, a
//! sign missing or one too many, up to two signs that codes never use; also those that
//! are there with more behind them. Those that check out and are a whole run of these
//! very scenes are what may have been meant; if there is only one it is offered. It is
//! never taken without asking.

use std::collections::BTreeMap;

use super::layout::{self, ChoiceSlots};
use super::signs::{BASE, GROUP, N_CHECKS, Typed, fits, written};
use super::{CodeError, Fault, Guess, MadeWith, Mistyped, Slip, UnknownSign, write};

/// For longer codes no guess is made; trying all slips takes the square of the length.
const MOST_SIGNS: usize = 100;

/// More unknown signs than this are no slip.
const MOST_UNKNOWN: usize = 5;

/// So many unknown signs are filled in; two checks tell no more.
const MOST_FILLED: usize = 2;

/// What is wrong with a code that is not right.
pub(super) fn explain(slots: &ChoiceSlots<'_>, typed: &[Typed]) -> CodeError {
    let unknown: Vec<UnknownSign> = typed
        .iter()
        .filter(|typed| typed.value.is_none())
        .map(|typed| UnknownSign {
            sign: typed.sign,
            group: typed.group,
            place: typed.place,
        })
        .collect();
    if unknown.len() > MOST_UNKNOWN.min(typed.len() / GROUP) {
        return CodeError::NotACode;
    }
    let fault = if !unknown.is_empty() {
        Fault::UnknownSigns(unknown)
    } else if !typed.len().is_multiple_of(GROUP) {
        Fault::WrongLength {
            n_signs: typed.len(),
            group: odd_group(typed),
        }
    } else {
        if let Some(longer) = goes_on(slots, typed) {
            return longer;
        }
        Fault::DoesNotFit {
            n_groups: typed.len() / GROUP,
        }
    };
    let guess = guess(slots, typed);
    CodeError::Mistyped(Mistyped { fault, guess })
}

/// What is wrong with a code that has more behind it, or once more itself; `None` unless
/// exactly one whole code is there at the beginning. A code typed twice checks out as a
/// whole, so this is asked for codes that check out and make no sense too.
pub(super) fn goes_on(slots: &ChoiceSlots<'_>, typed: &[Typed]) -> Option<CodeError> {
    let values: Vec<u64> = typed.iter().map_while(|typed| typed.value).collect();
    let n_groups = typed.len() / GROUP;
    let mut codes = (1..n_groups).filter_map(|n_kept| {
        let (kept, rest) = values.split_at_checked(n_kept * GROUP)?;
        let code = written(kept);
        let slip = if kept == rest {
            Slip::Twice
        } else {
            Slip::ExtraGroups {
                n_groups: n_groups - n_kept,
            }
        };
        (fits(kept) && is_whole_run(slots, kept, &code)).then_some(Guess { code, slip })
    });
    let (guess, None) = (codes.next()?, codes.next()) else {
        return None;
    };
    Some(CodeError::Mistyped(Mistyped {
        fault: Fault::GoesOn { n_groups },
        guess: Some(guess),
    }))
}

/// The first group that is not four signs, if groups were written, and how many it has.
fn odd_group(typed: &[Typed]) -> Option<(usize, usize)> {
    let mut groups: BTreeMap<usize, usize> = BTreeMap::new();
    for sign in typed {
        *groups.entry(sign.group).or_default() += 1;
    }
    let n_groups = groups.len();
    groups
        .into_iter()
        .find(|(_, n_signs)| *n_signs != GROUP)
        // Without spaces the last group is only what was left.
        .filter(|(group, n_signs)| *group < n_groups || *n_signs > GROUP || n_groups == 1)
}

/// The only code that may have been meant.
fn guess(slots: &ChoiceSlots<'_>, typed: &[Typed]) -> Option<Guess> {
    if typed.len() > MOST_SIGNS {
        return None;
    }
    let mut meant: BTreeMap<String, Slip> = BTreeMap::new();
    for (values, slip) in slips(typed) {
        let code = written(&values);
        if !meant.contains_key(&code) && is_whole_run(slots, &values, &code) {
            meant.insert(code, slip);
        }
    }
    let mut meant = meant.into_iter();
    match (meant.next(), meant.next()) {
        (Some((code, slip)), None) => Some(Guess { code, slip }),
        _ => None,
    }
}

/// Whether it is a code as we would write it, of a run that can be played here.
fn is_whole_run(slots: &ChoiceSlots<'_>, values: &[u64], code: &str) -> bool {
    let data = values.len().saturating_sub(N_CHECKS);
    values
        .get(..data)
        .and_then(|digits| layout::unpack(slots, digits).ok())
        .is_some_and(|(read, _)| {
            // Decisions that are not the same are never of this content.
            read.stop.is_none()
                && read.made_with == MadeWith::ThisContent
                && write(slots.scenario, &read.journal).is_ok_and(|again| again == code)
        })
}

/// Every code that checks out and is one slip away.
fn slips(typed: &[Typed]) -> Vec<(Vec<u64>, Slip)> {
    let values: Option<Vec<u64>> = typed.iter().map(|typed| typed.value).collect();
    let Some(values) = values else {
        return filled(typed);
    };
    let mut found = Vec::new();
    let mut keep = |values: &[u64], slip: Slip| {
        if fits(values) {
            found.push((values.to_vec(), slip));
        }
    };
    match values.len() % GROUP {
        0 => {
            one_wrong(typed, &values, &mut keep);
            two_swapped(typed, &values, &mut keep);
        }
        1 => one_too_many(typed, &values, &mut keep),
        3 => one_missing(typed, &values, &mut keep),
        _ => {}
    }
    found
}

fn one_wrong(typed: &[Typed], values: &[u64], keep: &mut dyn FnMut(&[u64], Slip)) {
    for (index, at) in typed.iter().enumerate() {
        let slip = Slip::Wrong {
            group: at.group,
            place: at.place,
            sign: at.sign.to_ascii_uppercase(),
        };
        let mut other = values.to_vec();
        for value in 0..BASE {
            if let Some(place) = other.get_mut(index) {
                *place = value;
            }
            keep(&other, slip);
        }
    }
}

fn two_swapped(typed: &[Typed], values: &[u64], keep: &mut dyn FnMut(&[u64], Slip)) {
    for (index, at) in typed.iter().enumerate().take(typed.len().saturating_sub(1)) {
        let mut other = values.to_vec();
        other.swap(index, index + 1);
        let (group, place) = (at.group, at.place);
        keep(&other, Slip::Swapped { group, place });
    }
}

fn one_too_many(typed: &[Typed], values: &[u64], keep: &mut dyn FnMut(&[u64], Slip)) {
    let long = odd_group(typed).map(|(group, _)| group);
    let mut tried: Vec<(usize, &Typed)> = typed.iter().enumerate().collect();
    // Of several equal signs in a row, the one in the group that is too long is meant.
    tried.sort_by_key(|(_, at)| Some(at.group) != long);
    for (index, at) in tried {
        let mut other = values.to_vec();
        other.remove(index);
        let slip = Slip::Extra {
            group: at.group,
            place: at.place,
            sign: at.sign.to_ascii_uppercase(),
        };
        keep(&other, slip);
    }
}

fn one_missing(typed: &[Typed], values: &[u64], keep: &mut dyn FnMut(&[u64], Slip)) {
    let short = odd_group(typed).map(|(group, _)| group);
    for index in 0..=values.len() {
        let group = short.unwrap_or(index / GROUP + 1);
        let mut other = values.to_vec();
        other.insert(index, 0);
        for value in 0..BASE {
            if let Some(place) = other.get_mut(index) {
                *place = value;
            }
            keep(&other, Slip::Missing { group });
        }
    }
}

/// The unknown signs filled in with every sign, if they are few and the rest is whole.
fn filled(typed: &[Typed]) -> Vec<(Vec<u64>, Slip)> {
    let unknown: Vec<usize> = typed
        .iter()
        .enumerate()
        .filter(|(_, typed)| typed.value.is_none())
        .map(|(index, _)| index)
        .collect();
    if unknown.len() > MOST_FILLED || !typed.len().is_multiple_of(GROUP) {
        return Vec::new();
    }
    let mut values: Vec<u64> = typed.iter().map(|typed| typed.value.unwrap_or(0)).collect();
    let mut found = Vec::new();
    for pair in 0..BASE * BASE {
        let pair = [pair % BASE, pair / BASE];
        // With one unknown sign the second of the pair fills nothing.
        if unknown.len() < MOST_FILLED && pair.get(1).is_some_and(|value| *value > 0) {
            break;
        }
        for (index, value) in unknown.iter().zip(pair) {
            if let Some(place) = values.get_mut(*index) {
                *place = value;
            }
        }
        if fits(&values) {
            found.push((values.clone(), Slip::Unknown));
        }
    }
    found
}
