//! All states at once, and what leads from each to which.
//!
//! Odds are worked out from the end backwards, so the whole graph is kept: the states of
//! each scene, and for every outcome that can come about in one the state it leads to and
//! the turning points it decides on the way. Nothing here knows a probability.

use super::flow::{Flow, Moment, flow};
use super::program::{OutcomeCode, Program, Trail};
use super::{Limit, WalkError};
use crate::model::{AnswerIdx, TurningPointId};

/// The state space of a program.
pub(super) struct States {
    /// By scene, in the program's order.
    pub(super) scenes: Vec<SceneStates>,
    /// What was decided on the way to the next scene, each list once.
    ways: Vec<Vec<(TurningPointId, AnswerIdx)>>,
    /// The ways that each outcome has, by its number.
    ways_of: Vec<Vec<u32>>,
}

/// The states of one scene.
#[derive(Default)]
pub(super) struct SceneStates {
    words: Vec<u128>,
    /// Where each state's edges end in `edges`.
    ends: Vec<u32>,
    edges: Vec<Edge>,
}

/// An outcome that can come about in a state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Edge {
    /// The outcome's number in the program.
    pub(super) outcome: u32,
    /// What is decided on its way, by position in [`States::ways`].
    pub(super) way: u32,
    /// The state it leads to, by place in its scene; nothing at an ending.
    pub(super) next: u32,
}

impl States {
    /// # Errors
    ///
    /// Only [`WalkError::TooManyStates`].
    pub(super) fn of(program: &Program, limit: &Limit) -> Result<Self, WalkError> {
        let mut states = Self {
            scenes: Vec::with_capacity(program.scenes.len()),
            ways: Vec::new(),
            ways_of: vec![Vec::new(); program.outcomes.len()],
        };
        states
            .scenes
            .resize_with(program.scenes.len(), SceneStates::default);
        let mut builder = Builder {
            states,
            scene: 0,
            edge: None,
        };
        flow(program, limit, &mut builder)?;
        builder.close();
        Ok(builder.states)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.scenes.iter().map(SceneStates::len).sum()
    }

    /// What is decided on each way, by [`Edge::way`].
    pub(super) fn ways(&self) -> &[Vec<(TurningPointId, AnswerIdx)>] {
        &self.ways
    }
}

impl SceneStates {
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The place of a state.
    pub(super) fn place(&self, word: u128) -> Option<usize> {
        self.words.iter().position(|known| *known == word)
    }

    /// What can come about in a state, choice by choice.
    pub(super) fn edges(&self, place: usize) -> &[Edge] {
        let end = |place: usize| self.ends.get(place).map_or(0, |end| *end as usize);
        let begin = place.checked_sub(1).map_or(0, end);
        self.edges.get(begin..end(place)).unwrap_or(&[])
    }
}

struct Builder {
    states: States,
    /// The scene whose states are being visited.
    scene: usize,
    /// The edge whose next state is not known yet.
    edge: Option<Edge>,
}

impl Builder {
    fn here(&mut self) -> Option<&mut SceneStates> {
        self.states.scenes.get_mut(self.scene)
    }

    fn finish_edge(&mut self, next: usize) {
        if let Some(mut edge) = self.edge.take() {
            edge.next = u32::try_from(next).unwrap_or(u32::MAX);
            if let Some(here) = self.here() {
                here.edges.push(edge);
            }
        }
    }

    /// The edges of the state visited last are complete.
    fn close(&mut self) {
        if let Some(here) = self.here()
            && here.ends.len() < here.words.len()
        {
            let end = u32::try_from(here.edges.len()).unwrap_or(u32::MAX);
            here.ends.push(end);
        }
    }

    fn way(&mut self, number: usize, trail: &Trail) -> u32 {
        let Some(known) = self.states.ways_of.get_mut(number) else {
            return u32::MAX;
        };
        let decided = || trail.decided.iter().map(|item| (item.id, item.answer));
        let same = |way: &u32| {
            let list = self.states.ways.get(*way as usize);
            list.is_some_and(|list| list.iter().copied().eq(decided()))
        };
        if let Some(way) = known.iter().copied().find(same) {
            return way;
        }
        let way = u32::try_from(self.states.ways.len()).unwrap_or(u32::MAX);
        self.states.ways.push(decided().collect());
        known.push(way);
        way
    }
}

impl Flow for Builder {
    type Mark = ();

    fn width(&self) -> usize {
        0
    }

    fn visit(&mut self, moment: &Moment<'_, '_>, _: &[()]) {
        self.close();
        self.scene = moment.scene;
        if let Some(here) = self.here() {
            here.words.push(moment.word);
        }
    }

    fn take(&mut self, outcome: &OutcomeCode, trail: &Trail, _: &mut [()]) {
        let way = self.way(outcome.number, trail);
        self.edge = Some(Edge {
            outcome: u32::try_from(outcome.number).unwrap_or(u32::MAX),
            way,
            next: 0,
        });
    }

    fn join(&mut self, _: &mut [()], _: &[()]) {}

    fn arrive(&mut self, place: usize) {
        self.finish_edge(place);
    }

    fn end(&mut self, _: usize, _: &[()]) {
        self.finish_edge(0);
    }
}
