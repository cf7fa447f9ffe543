//! How a room votes on the open decision, and what a page shows of it.
//!
//! Hands are counted by whoever leads the room. Nothing here decides: the choice is taken
//! with [`Action::Choose`](super::Action::Choose), whatever most hands are up for.

use super::{ActError, Playthrough};
use crate::journal::{Count, MOST_CHOICES, MOST_HANDS, MOST_ROUNDS, Position, Votes};
use crate::model::Scene;
use crate::rules::{Step, is_open};

/// The choices of a scene that was decided in, and how a room voted on them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoomView {
    /// In the order of their digits.
    pub choices: Vec<RoomChoice>,
    /// The counts, in order; none if no hand was up.
    pub counts: Vec<Count>,
}

/// A choice beside the votes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoomChoice {
    /// Its digit.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// Whether it was taken in this run.
    pub taken: bool,
    /// Whether it is the recorded one, if the record is shown on this page.
    pub recorded: bool,
}

impl Playthrough {
    /// The counts in a scene, in the order of its choices; none if no hand was up.
    pub(super) fn counts_in(&self, scene: &Scene) -> Vec<Count> {
        let votes = self.journal.votes_in(&scene.key);
        let votes = votes.filter(|votes| votes.is_counted());
        votes.map_or(Vec::new(), |votes| votes.counts(scene))
    }

    /// The counts in the open scene, with one at least.
    pub(super) fn open_counts(&self, scene: &Scene) -> Vec<Count> {
        match self.journal.votes_in(&scene.key) {
            Some(votes) => votes.counts(scene),
            None => self.fresh(scene).counts(scene),
        }
    }

    pub(super) fn room_view(&self, step: &Step, record_is_shown: bool) -> RoomView {
        let scene = &self.scenario[step.scene];
        let recorded = scene.historical().filter(|_| record_is_shown);
        let recorded = recorded.map(|(choice, _)| choice);
        RoomView {
            choices: (1..)
                .zip(&scene.choices)
                .enumerate()
                .map(|(index, (number, choice))| RoomChoice {
                    number,
                    text: choice.text.clone(),
                    taken: index == step.choice,
                    recorded: recorded == Some(index),
                })
                .collect(),
            counts: self.counts_in(scene),
        }
    }

    /// One count without a hand, for every choice that is open.
    fn fresh(&self, scene: &Scene) -> Votes {
        Votes {
            scene: scene.key.clone(),
            rounds: vec![self.no_hands(scene)],
        }
    }

    fn no_hands(&self, scene: &Scene) -> Vec<(String, u16)> {
        let state = self.replay.state();
        let open = scene.choices.iter();
        let open = open.filter(|choice| is_open(state, choice));
        let keys = open.map(|choice| (choice.key.clone(), 0));
        keys.take(MOST_CHOICES).collect()
    }

    /// The scene a decision is due in.
    fn due(&self) -> Result<&Scene, ActError> {
        match self.position() {
            Position::Scene(id) if !self.on_outcome() => Ok(&self.scenario[id]),
            _ => Err(ActError::NothingToChoose),
        }
    }

    /// So many hands are up for a choice; more than a room can have are as many as it can.
    pub(super) fn raise(&mut self, index: usize, hands: u16) -> Result<(), ActError> {
        let scene = self.due()?;
        let choice = scene.choices.get(index);
        let choice = choice.ok_or(ActError::NoSuchChoice(index + 1))?;
        if !is_open(self.replay.state(), choice) {
            return Err(ActError::Locked(choice.locked.clone()));
        }
        let (key, place, fresh) = (choice.key.clone(), scene.key.clone(), self.fresh(scene));
        if self.journal.votes_in(&place).is_none() {
            self.journal.votes.push(fresh);
        }
        let Some(round) = self.rounds_in(&place).and_then(|rounds| rounds.last_mut()) else {
            return Err(ActError::NothingToChoose);
        };
        let hands = hands.min(MOST_HANDS);
        let has_room = round.len() < MOST_CHOICES;
        match round.iter_mut().find(|(other, _)| *other == key) {
            Some((_, counted)) => *counted = hands,
            // The scenes were edited since the count began.
            None if has_room => round.push((key, hands)),
            None => {}
        }
        Ok(())
    }

    pub(super) fn count_again(&mut self) -> Result<(), ActError> {
        let scene = self.due()?;
        let (key, fresh) = (scene.key.clone(), self.no_hands(scene));
        let rounds = self.rounds_in(&key).ok_or(ActError::NothingCounted)?;
        if rounds.last().is_none_or(|round| is_empty(round)) {
            return Err(ActError::NothingCounted);
        }
        if rounds.len() >= MOST_ROUNDS {
            return Err(ActError::CountedOften);
        }
        rounds.push(fresh);
        Ok(())
    }

    pub(super) fn count_back(&mut self) -> Result<(), ActError> {
        let key = self.due()?.key.clone();
        let rounds = self.rounds_in(&key).filter(|rounds| rounds.len() > 1);
        let rounds = rounds.filter(|rounds| rounds.last().is_some_and(|it| is_empty(it)));
        rounds.ok_or(ActError::CountGoesOn)?.pop();
        Ok(())
    }

    fn rounds_in(&mut self, scene: &str) -> Option<&mut Vec<Vec<(String, u16)>>> {
        let mut votes = self.journal.votes.iter_mut();
        let votes = votes.find(|votes| votes.scene == scene)?;
        Some(&mut votes.rounds)
    }

    /// A count in which no hand was up is none, once the decision is made.
    pub(super) fn close_counts(&mut self) {
        for votes in &mut self.journal.votes {
            votes.rounds.retain(|round| !is_empty(round));
        }
        self.journal.votes.retain(|votes| !votes.rounds.is_empty());
    }
}

fn is_empty(round: &[(String, u16)]) -> bool {
    round.iter().all(|(_, hands)| *hands == 0)
}
