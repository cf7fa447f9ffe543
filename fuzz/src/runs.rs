//! What is kept of a run: its file, and its code.

use std::sync::Arc;

use october::format::journal_file;
use october::format::run_code::{self, Decisions, MadeWith};
use october::model::Scenario;
use october::playthrough::{Options, Playthrough};

use super::dice::Dice;
use super::fixtures::{LIPA, PETROGRAD};
use super::play::{TOLD, play_on, same_when_read_again, tell};

/// A run file of any bytes: read or refused; what is read is written and read again, and
/// played as far as it goes.
pub fn file(bytes: &[u8]) {
    let journal = match journal_file::read(bytes) {
        Ok(journal) => journal,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    same_when_read_again(&journal);
    for scenario in [&*LIPA, &*PETROGRAD] {
        let resumed = Playthrough::resume(Arc::clone(scenario), journal.clone());
        let Ok((mut run, stop)) = resumed else {
            continue;
        };
        let n_played = run.replay().steps.len();
        assert_eq!(stop.is_some(), n_played < journal.decisions.len());
        assert_eq!(run.journal().decisions, journal.decisions[..n_played]);
        let _ = run.view(&Options::default());
        let mut dice = Dice::of(bytes);
        play_on(&mut run, &mut dice);
        same_when_read_again(run.journal());
        if dice.once_in(TOLD) {
            tell(scenario, run.replay().role, &run);
        }
    }
}

/// A code as it is typed. One that does not check out is read once more with its last two
/// signs put right, so that what stands before them is looked at too.
pub fn code(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for scenario in [&*LIPA, &*PETROGRAD] {
        read(scenario, text);
    }
    if !run_code::checks_out(text)
        && let Some(mended) = mended(text)
    {
        assert!(run_code::checks_out(&mended) || mended.len() < 12);
        for scenario in [&*LIPA, &*PETROGRAD] {
            read(scenario, &mended);
        }
    }
}

/// The signs that codes are written with, in the order of their values.
const SIGNS: &str = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// As many of its signs as make whole groups, with the last two such that they check out: a
/// code is a polynomial over as many elements as there are signs, and zero at 3 and at 9.
fn mended(text: &str) -> Option<String> {
    const BASE: usize = SIGNS.len();
    let mut values: Vec<usize> = text
        .chars()
        .filter_map(|sign| SIGNS.find(sign.to_ascii_uppercase()))
        .take(run_code::LONGEST)
        .collect();
    values.truncate((values.len() / 4 * 4).checked_sub(2)?);
    let at = |point: usize, more: [usize; 2]| {
        let all = values.iter().chain(&more);
        all.fold(0, |sum, value| (sum * point + value) % BASE)
    };
    let pairs = (0..BASE).flat_map(|first| (0..BASE).map(move |second| [first, second]));
    // Only the pairs that fit at 3 are tried at 9.
    let start = at(3, [0, 0]);
    let mut fitting = pairs.filter(|[a, b]| (start + a * 3 + b).is_multiple_of(BASE));
    let checks = fitting.find(|checks| at(9, *checks) == 0)?;
    let signs = values.iter().chain(&checks);
    let mended: String = signs
        .filter_map(|value| SIGNS.chars().nth(*value))
        .collect();
    Some(mended)
}

fn read(scenario: &Arc<Scenario>, text: &str) {
    let read = match run_code::read(scenario, text) {
        Ok(read) => read,
        Err(error) => {
            assert!(error.to_string().len() < 1000, "{error}");
            return;
        }
    };
    let _ = read.note();
    let (run, stop) = Playthrough::resume(Arc::clone(scenario), read.journal.clone())
        .expect("a code that is read is of these scenes");
    assert_eq!(stop, None, "what cannot be made is not in the journal");
    assert_eq!(run.journal().decisions, read.journal.decisions);
    let written = run_code::write(scenario, &read.journal).expect("it came from a code");
    let again = run_code::read(scenario, &written).expect("a code that was written");
    assert_eq!(again.journal, read.journal);
    assert_eq!(again.made_with, MadeWith::ThisContent);
    let whole = read.made_with == MadeWith::ThisContent
        && read.stop.is_none()
        && read.decisions == Decisions::Same;
    if whole {
        // Zeros before a code say nothing, and somebody may have made a longer one by hand.
        let (written, text) = (signs(&written), signs(text));
        assert!(
            written.trim_start_matches('2').len() <= text.trim_start_matches('2').len(),
            "{written} is written for {text}"
        );
    }
}

/// The signs of a code as they are read, without what stands between them.
fn signs(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|sign| sign.to_ascii_uppercase())
        .collect()
}
