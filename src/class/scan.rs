//! Run codes in a text that nobody laid out for a program: an e-mail, a chat, a list.
//!
//! What is found is only how a code looks, not what it says. A code may be written with
//! hyphens, with spaces or in one piece, with words before and behind it, and broken over
//! lines. What looks like a code and does not check out is found too, so that it can be
//! said what is wrong with it; dates, telephone numbers and ordinary words are not.
//!
//! Start at [`attempts`].

use super::tokens::{Joint, LONGEST_GROUP, Word, ends_with, words, written};
use crate::format::run_code::{LONGEST, checks_out};

/// Somebody's attempt at a code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Attempt {
    /// As it was written.
    pub(super) text: String,
    /// The line it begins on, from 0.
    pub(super) line: usize,
    /// Whether nothing else stands on its line.
    pub(super) alone: bool,
    /// Whether it checks out.
    pub(super) whole: bool,
    /// Whether its line ends with it, so that it may go on in the next.
    at_end: bool,
}

/// The most lines a code is broken over.
const MOST_LINES: usize = 4;

/// The most groups of a code: seeds of twenty digits and every reading need no more.
const MOST_GROUPS: usize = 20;

/// Fewer signs in one piece are a word.
const SHORTEST_PIECE: usize = 12;

/// Every attempt in a text, in order.
pub(super) fn attempts(text: &str) -> Vec<Attempt> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    // How much of a line the code before it has used up.
    let mut used = 0;
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let mut here = on_line(line, used, index);
        used = 0;
        let mut next = index + 1;
        if let Some(last) = here.last_mut()
            && last.at_end
            && !last.whole
            && let Some(joined) = over_lines(last, lines.get(next..).unwrap_or_default())
        {
            last.text = joined.text;
            last.whole = true;
            next += joined.n_lines - 1;
            used = joined.used;
        }
        found.append(&mut here);
        index = next;
    }
    found
}

/// What makes a code of an attempt that broke off at the end of its line.
struct Joined {
    text: String,
    /// How many further lines it takes.
    n_lines: usize,
    /// How many bytes of the last of them.
    used: usize,
}

fn over_lines(broken: &Attempt, rest: &[&str]) -> Option<Joined> {
    let mut text = broken.text.clone();
    for (n_before, line) in rest.iter().take(MOST_LINES - 1).enumerate() {
        let words = words(line);
        let n_leading = words
            .iter()
            .take(MOST_GROUPS)
            .enumerate()
            .take_while(|(index, word)| {
                let joint = match index {
                    0 => word.joint == Joint::Start,
                    _ => matches!(word.joint, Joint::Hyphen | Joint::Space),
                };
                joint && word.n_signs <= LONGEST_GROUP
            })
            .count();
        let leading = words.get(..n_leading).unwrap_or_default();
        let whole = leading.len() >= 4 && checks_out(written(line, leading));
        if leading.is_empty() || whole {
            return None;
        }
        for n_words in (1..=leading.len()).rev() {
            let part = leading.get(..n_words).unwrap_or_default();
            let longer = format!("{text}-{}", written(line, part));
            if checks_out(&longer) {
                return Some(Joined {
                    text: longer,
                    n_lines: n_before + 1,
                    used: part.last().map_or(0, |word| word.end),
                });
            }
        }
        if !ends_with(line, leading) {
            return None;
        }
        text = format!("{text}-{}", written(line, leading));
    }
    None
}

/// The attempts on one line, but for what the code before it has used up.
fn on_line(line: &str, used: usize, index: usize) -> Vec<Attempt> {
    let words: Vec<Word<'_>> = words(line)
        .into_iter()
        .filter(|word| word.start >= used)
        .collect();
    let chains = chains(&words);
    let n_words = words.len();
    let mut found = Vec::new();
    let mut keep = |part: &[Word<'_>], whole: bool| {
        found.push(Attempt {
            text: written(line, part).to_owned(),
            line: index,
            alone: part.len() == n_words,
            whole,
            at_end: ends_with(line, part),
        });
    };
    let mut open: Vec<Chain<'_>> = Vec::new();
    for chain in chains {
        let whole = checks_out(written(line, chain.words));
        let goes_on = !whole && open.last().is_some_and(|before| before.may_go_on(&chain));
        if !goes_on {
            settle(line, &words, &mut open, &mut keep);
        }
        if whole {
            keep(chain.words, true);
        } else {
            open.push(chain);
        }
    }
    settle(line, &words, &mut open, &mut keep);
    found
}

/// Words with nothing but hyphens between them.
#[derive(Clone, Copy)]
struct Chain<'a> {
    words: &'a [Word<'a>],
    /// Where it stands among the words of its line.
    first: usize,
    /// Whether a hyphen joins it to a word too long for a group, as in a UUID.
    torn: bool,
}

impl Chain<'_> {
    /// Whether the other, which follows it, may be the rest of the same code.
    fn may_go_on(&self, next: &Chain<'_>) -> bool {
        let by_a_space = next
            .words
            .first()
            .is_some_and(|word| word.joint == Joint::Space && word.may_be_group());
        let last = self.words.last().is_some_and(Word::may_be_group);
        by_a_space && last && !self.torn && !next.torn
    }
}

fn chains<'a>(words: &'a [Word<'a>]) -> Vec<Chain<'a>> {
    let mut chains = Vec::new();
    let mut first = 0;
    for index in 1..=words.len() {
        let pair = (words.get(index.wrapping_sub(1)), words.get(index));
        let (Some(before), after) = pair else {
            continue;
        };
        let long = |word: &Word<'_>| word.n_signs > LONGEST_GROUP;
        let joined = after
            .is_some_and(|after| after.joint == Joint::Hyphen && !long(before) && !long(after));
        if joined {
            continue;
        }
        let part = words.get(first..index).unwrap_or_default();
        let torn_after = after.is_some_and(|after| after.joint == Joint::Hyphen);
        let torn_before = part.first().is_some_and(|word| word.joint == Joint::Hyphen);
        chains.push(Chain {
            words: part,
            first,
            torn: torn_after || torn_before,
        });
        first = index;
    }
    chains
}

/// Finds what is in chains of which none checks out by itself, and which only spaces part.
fn settle(
    line: &str,
    words: &[Word<'_>],
    open: &mut Vec<Chain<'_>>,
    keep: &mut dyn FnMut(&[Word<'_>], bool),
) {
    let (Some(first), Some(last)) = (open.first(), open.last()) else {
        return;
    };
    let torn = open.iter().any(|chain| chain.torn);
    let all = words
        .get(first.first..last.first + last.words.len())
        .unwrap_or_default();
    open.clear();
    if let [piece] = all {
        if is_piece(piece) && !torn {
            keep(all, false);
            return;
        }
    } else if let Some(part) = part_that_checks_out(line, all) {
        keep(part, true);
        return;
    }
    let part = without_words(all);
    let alone = part.len() == words.len();
    if !torn && is_plausible(part, alone) {
        keep(part, false);
    }
}

/// The same without a few words at its ends, if that checks out.
fn part_that_checks_out<'a>(line: &str, words: &'a [Word<'a>]) -> Option<&'a [Word<'a>]> {
    const MOST: usize = 3;
    if words.len() > MOST_GROUPS + 2 * MOST {
        return None;
    }
    for n_dropped in 0..=2 * MOST {
        for before in 0..=n_dropped.min(MOST) {
            let behind = n_dropped - before;
            let end = words.len().saturating_sub(behind);
            let part = words.get(before..end).filter(|part| part.len() >= 4);
            if let Some(part) =
                part.filter(|part| behind <= MOST && checks_out(written(line, part)))
            {
                return Some(part);
            }
        }
    }
    None
}

/// The same without the ordinary words before and behind it.
fn without_words<'a>(words: &'a [Word<'a>]) -> &'a [Word<'a>] {
    let mut part = words;
    while let [first, second, ..] = part
        && second.joint == Joint::Space
        && !first.is_written_as_code()
    {
        part = part.get(1..).unwrap_or_default();
    }
    while let [.., last] = part
        && last.joint == Joint::Space
        && !last.is_written_as_code()
    {
        part = part.get(..part.len() - 1).unwrap_or_default();
    }
    part
}

/// Whether a word in one piece is meant as a code.
fn is_piece(word: &Word<'_>) -> bool {
    let n_foreign = word
        .text
        .chars()
        .filter(|sign| !sign.is_ascii_alphanumeric())
        .count();
    let one_case = !word.has_small() || !word.text.chars().any(char::is_uppercase);
    (SHORTEST_PIECE..=LONGEST).contains(&word.n_signs)
        && word.is_mixed()
        && one_case
        && n_foreign * 8 <= word.n_signs
}

/// Whether words are meant as groups of a code.
fn is_plausible(words: &[Word<'_>], alone: bool) -> bool {
    let n_fours = words.iter().filter(|word| word.n_signs == 4).count();
    let n_mixed = words.iter().filter(|word| word.is_mixed()).count();
    let by_hyphens = words.iter().skip(1).all(|word| word.joint == Joint::Hyphen);
    let capitals = words.iter().all(|word| !word.has_small());
    match words.len() {
        0 => false,
        1 | 2 => alone && capitals && n_fours > 0 && n_mixed > 0 && by_hyphens,
        n_words if by_hyphens => {
            n_fours * 2 >= n_words
                && (n_mixed > 0 || (capitals && n_fours == n_words && n_words > 3))
        }
        n_words => n_words > 3 && n_fours * 2 >= n_words && n_mixed > 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "22RU-AC8G-NVHM-K9VG-5J58-CXVQ-KQ8F-SQZK-E32J-EGT8";

    /// The attempts as text, with a question mark where they do not check out.
    fn found(text: &str) -> Vec<String> {
        attempts(text)
            .iter()
            .map(|attempt| format!("{}{}", attempt.text, if attempt.whole { "" } else { "?" }))
            .collect()
    }

    #[test]
    fn a_code_is_found_however_it_is_written() {
        let spaced = CODE.replace('-', " ");
        let piece = CODE.replace('-', "").to_lowercase();
        for (text, expected) in [
            (CODE.to_owned(), CODE),
            (format!("  7. Table 3: {CODE}, thanks!"), CODE),
            (format!("mine is {CODE} ok"), CODE),
            (spaced.clone(), spaced.as_str()),
            (
                format!("Hi here is mine: {spaced} have fun"),
                spaced.as_str(),
            ),
            (format!("mine {spaced} done"), spaced.as_str()),
            (format!("> code={piece}."), piece.as_str()),
            (CODE.replace('-', "–"), &CODE.replace('-', "–")),
            (format!("| {CODE} |"), CODE),
            (format!("“{CODE}”"), CODE),
        ] {
            assert_eq!(found(&text), [expected], "{text}");
        }
        assert_eq!(found(&format!("{CODE} {CODE}")), [CODE, CODE]);
        assert_eq!(found(&format!("{CODE}, {CODE}")), [CODE, CODE]);
    }

    #[test]
    fn a_code_may_be_broken_over_lines() {
        let (head, tail) = CODE.split_at(25);
        let broken = format!("{head}\n{tail} that was it\n");
        assert_eq!(found(&broken).len(), 1);
        assert!(attempts(&broken)[0].whole);
        let thrice = format!(
            "code:\n{}\n> {}\n{}",
            &CODE[..20],
            &CODE[20..35],
            &CODE[35..]
        );
        assert_eq!(found(&thrice).len(), 1, "{:?}", found(&thrice));
        assert!(attempts(&thrice)[0].whole);
        assert_eq!(attempts(&thrice)[0].line, 1);
        // A half is no beginning of the whole one below it.
        let half = format!("{head}\n{CODE}");
        assert_eq!(found(&half), [format!("{}?", &head[..24]), CODE.to_owned()]);
    }

    #[test]
    fn half_a_code_and_a_mistyped_one_are_found() {
        for text in [
            "22RU-AC8G-NVHM-K9",
            "22RU-AC8G",
            "B7XK",
            "22ru-ac8g-nvhm-k9vg",
            "22RU AC8G NVHM K9VG",
            "22RUAC8GNVHMK9VG",
            "22RU-0C8G-NVHM-K9VG-5J58-CXVQ-KQ8F-SQZK-E32J-EGT8",
        ] {
            assert_eq!(found(text), [format!("{text}?")]);
        }
        assert_eq!(
            found("code 22RU AC8G NVHM K9VG done"),
            ["22RU AC8G NVHM K9VG?"]
        );
    }

    #[test]
    fn what_is_no_code_is_not_taken_for_one() {
        for text in [
            "",
            "Dear Ms Hall, here is what we did on 2026-11-22 at 10:30.",
            "Call 0151-2345-6789 or +49 30 1234 5678",
            "a well-known, long-lost, four-part text with some more than four plain words",
            "550e8400-e29b-41d4-a716-446655440000",
            "from 1917 they have read that book over",
            "24-Nov-2024 22-11-2024",
            "https://example.org/a/b?c=d",
            "-----",
            "Timestamp,Name,Your code",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
