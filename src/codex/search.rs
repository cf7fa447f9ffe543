//! Finding by a part of a name, or by what an entry says: the best first.

use super::fold::wanted;
use super::{Codex, Told, Topic, Within};
use crate::diagnostics::nearest;

/// How well something fits what was typed; the better first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fit {
    /// One of its names is what was typed.
    Exact,
    /// One of its names begins so.
    Starts,
    /// A word of its names begins so.
    StartsAWord,
    /// It stands somewhere in its names.
    Inside,
    /// Every word of it stands in its names or in what is said of it.
    InText,
}

/// Something found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    /// What.
    pub topic: Topic,
    /// How well it fits.
    pub fit: Fit,
}

impl Codex {
    /// Everything that fits, the best first; nothing if nothing but space was typed.
    #[must_use]
    pub fn find(&self, typed: &str, within: Within) -> Vec<Hit> {
        let wanted = wanted(typed);
        if wanted.is_empty() {
            return Vec::new();
        }
        let words: Vec<&str> = wanted.split(' ').collect();
        let mut found: Vec<(Fit, Topic)> = self
            .pages
            .iter()
            .filter(|page| self.is_within(page, within))
            .filter_map(|page| {
                let names = page.names.iter().filter_map(|name| fit(name, &wanted));
                let fit = names.min().or_else(|| {
                    let says = |word: &&str| {
                        page.text.contains(*word)
                            || page.names.iter().any(|name| name.contains(*word))
                    };
                    words.iter().all(says).then_some(Fit::InText)
                });
                Some((fit?, page.topic))
            })
            .collect();
        // Pages are in order already; those that fit alike stay in it.
        found.sort_by_key(|(fit, _)| *fit);
        found
            .into_iter()
            .map(|(fit, topic)| Hit { topic, fit })
            .collect()
    }

    /// The word of a name that may have been meant by what was typed, if one is near enough
    /// to be a slip.
    #[must_use]
    pub fn meant(&self, typed: &str, told: Told) -> Option<&str> {
        let everywhere = Within { kind: None, told };
        let pages = self
            .pages
            .iter()
            .filter(|page| self.is_within(page, everywhere));
        let names = pages.flat_map(|page| &page.names).map(String::as_str);
        let words = names
            .clone()
            .flat_map(|name| name.split(|letter: char| !letter.is_alphanumeric() && letter != '\''))
            .filter(|word| word.chars().count() > 3);
        nearest(&wanted(typed), words.chain(names))
    }
}

/// How well a folded name fits; `None` if it does not.
pub(super) fn fit(name: &str, wanted: &str) -> Option<Fit> {
    let (start, _) = name.match_indices(wanted).next()?;
    if name == wanted {
        return Some(Fit::Exact);
    }
    if start == 0 {
        return Some(Fit::Starts);
    }
    let starts_a_word = name.match_indices(wanted).any(|(at, _)| {
        let before = name.get(..at).and_then(|text| text.chars().next_back());
        before.is_none_or(|letter| !letter.is_alphanumeric())
    });
    Some(if starts_a_word {
        Fit::StartsAWord
    } else {
        Fit::Inside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_the_better_the_earlier_it_says_so() {
        assert_eq!(fit("lenin", "lenin"), Some(Fit::Exact));
        assert_eq!(fit("lenin in finland", "lenin"), Some(Fit::Starts));
        assert_eq!(fit("vladimir lenin", "lenin"), Some(Fit::StartsAWord));
        assert_eq!(fit("the kremlenin", "lenin"), Some(Fit::Inside));
        assert_eq!(fit("trotsky", "lenin"), None);
    }
}
