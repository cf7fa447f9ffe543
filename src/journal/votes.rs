//! How a room voted on its decisions: hands counted by whoever leads it, never by whom.
//!
//! Votes are noted of a run like its name. They decide nothing: a replay does not read them,
//! and no run code carries them.

use crate::model::Scene;

/// A room is counted at most so often on one decision.
pub const MOST_ROUNDS: usize = 4;

/// No room has more hands than this.
pub const MOST_HANDS: u16 = 999;

/// A scene has no more choices than this that can be voted on.
pub const MOST_CHOICES: usize = 100;

/// The votes on one decision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Votes {
    /// The scene's written id. No run comes to a scene twice, so this names the decision.
    pub scene: String,
    /// The counts, in order: the first, then those after talking. Each has every choice that
    /// was open, by written id, and how many hands were up for it.
    pub rounds: Vec<Vec<(String, u16)>>,
}

/// One count, in the order of the scene's choices.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Count {
    /// The hands for each choice; `None` where it was not to be voted on.
    pub hands: Vec<Option<u16>>,
}

/// What most hands are up for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ahead {
    /// No hand is up.
    Nobody,
    /// The choice at this position has more than any other.
    One(usize),
    /// The choices at these positions have the same, and more than any other.
    Tie(Vec<usize>),
}

impl Votes {
    /// Whether any hand was ever up.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.rounds.iter().flatten().any(|(_, hands)| *hands > 0)
    }

    /// The counts in the order of the scene's choices.
    #[must_use]
    pub fn counts(&self, scene: &Scene) -> Vec<Count> {
        let of_round = |round: &Vec<(String, u16)>| Count {
            hands: scene
                .choices
                .iter()
                .map(|choice| {
                    let mut round = round.iter();
                    let found = round.find(|(key, _)| *key == choice.key);
                    found.map(|(_, hands)| *hands)
                })
                .collect(),
        };
        self.rounds.iter().map(of_round).collect()
    }
}

impl Count {
    /// How many hands were up.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.hands.iter().flatten().map(|it| u32::from(*it)).sum()
    }

    /// What most hands are up for.
    #[must_use]
    pub fn ahead(&self) -> Ahead {
        let most = self.hands.iter().flatten().copied().max().unwrap_or(0);
        if most == 0 {
            return Ahead::Nobody;
        }
        let with_most = self.hands.iter().enumerate();
        let ahead: Vec<usize> = with_most
            .filter(|(_, hands)| **hands == Some(most))
            .map(|(index, _)| index)
            .collect();
        match ahead.as_slice() {
            [one] => Ahead::One(*one),
            _ => Ahead::Tie(ahead),
        }
    }

    /// "14 / 9 / 5", with a dash for what was closed.
    #[must_use]
    pub fn words(&self) -> String {
        let hands = self.hands.iter();
        let words: Vec<String> = hands
            .map(|hands| hands.map_or("–".to_owned(), |hands| hands.to_string()))
            .collect();
        words.join(" / ")
    }
}

/// "14 / 9 / 5, after talking 11 / 12 / 5": the hands for each choice in its order; `None`
/// without any count.
#[must_use]
pub fn counts_in_words(counts: &[Count]) -> Option<String> {
    let (first, more) = counts.split_first()?;
    let mut words = first.words();
    for (index, count) in more.iter().enumerate() {
        let again = if index == 0 { "" } else { " again" };
        words.push_str(&format!(", after talking{again} {}", count.words()));
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(hands: &[u16]) -> Count {
        Count {
            hands: hands.iter().copied().map(Some).collect(),
        }
    }

    #[test]
    fn most_hands_are_for_one_for_several_or_for_none() {
        assert_eq!(count(&[0, 0]).ahead(), Ahead::Nobody);
        assert_eq!(count(&[]).ahead(), Ahead::Nobody);
        assert_eq!(count(&[3, 9, 4]).ahead(), Ahead::One(1));
        assert_eq!(count(&[9, 3, 9]).ahead(), Ahead::Tie(vec![0, 2]));
        assert_eq!(count(&[999, 999]).total(), 1998);
    }

    #[test]
    fn counts_are_told_in_order() {
        let first = count(&[14, 9, 5]);
        let closed = Count {
            hands: vec![Some(11), None, Some(17)],
        };
        assert_eq!(counts_in_words(&[]), None);
        assert_eq!(
            counts_in_words(std::slice::from_ref(&first)).unwrap(),
            "14 / 9 / 5"
        );
        assert_eq!(
            counts_in_words(&[first.clone(), closed, first]).unwrap(),
            "14 / 9 / 5, after talking 11 / – / 17, after talking again 14 / 9 / 5"
        );
    }
}
