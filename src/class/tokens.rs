//! A line as words, and what parts them: what codes are found among.

/// Longer words are no group, not even a mistyped one.
pub(super) const LONGEST_GROUP: usize = 6;

/// How a word hangs on the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// It is the first of its line.
    Start,
    Hyphen,
    Space,
    /// Anything else stands between them.
    Other,
}

/// Letters and digits without anything between them.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) joint: Joint,
    pub(super) n_signs: usize,
}

impl Word<'_> {
    fn has_digit(&self) -> bool {
        self.text.chars().any(|sign| sign.is_ascii_digit())
    }

    fn has_letter(&self) -> bool {
        self.text.chars().any(char::is_alphabetic)
    }

    pub(super) fn has_small(&self) -> bool {
        self.text.chars().any(char::is_lowercase)
    }

    pub(super) fn is_mixed(&self) -> bool {
        self.has_digit() && self.has_letter()
    }

    pub(super) fn may_be_group(&self) -> bool {
        (3..=5).contains(&self.n_signs)
    }

    /// Whether it is written like part of a code rather than like a word.
    pub(super) fn is_written_as_code(&self) -> bool {
        self.has_digit() || !self.has_small()
    }
}

fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}')
}

fn is_space(sign: char) -> bool {
    sign.is_whitespace() && sign != '\t'
}

/// The words of a line. Signs that are easily written for a letter belong to a word when
/// they stand within it.
pub(super) fn words(line: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut signs = line.char_indices().peekable();
    let mut joint = Joint::Start;
    while let Some((start, sign)) = signs.next() {
        if !sign.is_alphanumeric() {
            joint = match (joint, sign) {
                // Mail marks what it quotes.
                (Joint::Start, '>') => Joint::Start,
                (Joint::Space, sign) if is_hyphen(sign) => Joint::Hyphen,
                (joint, sign) if is_hyphen(sign) || is_space(sign) => joint,
                _ => Joint::Other,
            };
            continue;
        }
        let mut end = start + sign.len_utf8();
        let mut n_signs = 1;
        while let Some((at, sign)) = signs.peek().copied() {
            let after = at + sign.len_utf8();
            let within = matches!(sign, '$' | '?')
                && line
                    .get(after..)
                    .and_then(|rest| rest.chars().next())
                    .is_some_and(char::is_alphanumeric);
            if !sign.is_alphanumeric() && !within {
                break;
            }
            signs.next();
            end = after;
            n_signs += 1;
        }
        words.push(Word {
            text: line.get(start..end).unwrap_or_default(),
            start,
            end,
            joint,
            n_signs,
        });
        joint = Joint::Space;
    }
    words
}

/// The words as they stand in the line, with what is between them.
pub(super) fn written<'a>(line: &'a str, words: &[Word<'_>]) -> &'a str {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => line.get(first.start..last.end).unwrap_or_default(),
        _ => "",
    }
}

pub(super) fn ends_with(line: &str, words: &[Word<'_>]) -> bool {
    words
        .last()
        .and_then(|last| line.get(last.end..))
        .is_some_and(|rest| {
            rest.chars()
                .all(|sign| is_hyphen(sign) || sign.is_whitespace())
        })
}
