//! The smallest sets of changed decisions that would have turned an answer or an ending.
//!
//! Luck stays that of the run's seed, so each choice leads to one state and the least
//! number of changes from each state is worked out from the end backwards. At a scene of
//! the run its own decision is no change; at a scene the run never came to, or where its
//! decision is not open, what is recorded is none, else the first open choice. Every set
//! that is given has been played by the rules and came out as said.

use super::{Space, Target};
use crate::explore::program::Then;
use crate::explore::states::Edge;
use crate::journal::{Position, Replay};
use crate::model::{Scenario, SceneId};
use crate::rules::{self, Luck};

/// The sets that turn one target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turns {
    /// What they bring about.
    pub target: Target,
    /// Sets of the least size in the order of the story; none if no decisions can bring it about with this luck.
    pub sets: Vec<Turn>,
    /// Whether there are more of this size than are given.
    pub more: bool,
}

/// Decisions that together turn it, in the order they would be made.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Turn {
    /// The changes.
    pub changes: Vec<Change>,
}

/// One changed decision.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Change {
    /// Where.
    pub scene: SceneId,
    /// The choice to take instead.
    pub choice: usize,
}

/// No more sets than this are looked for.
const MOST_SETS: usize = 12;

/// A number of changes that no playing has.
const NEVER: u32 = u32::MAX;

impl Space<'_> {
    /// The smallest sets of changed decisions of a run of this seed that bring the target
    /// about. The space must be that of the run's beginning.
    #[must_use]
    pub fn turns(&self, run: &Replay, seed: u64, target: Target) -> Turns {
        let search = Search {
            space: self,
            words: self.words(seed),
            usual: self.usual(run),
            target,
        };
        let costs = search.costs();
        let (mut sets, more) = search.sets(&costs);
        sets.retain(|turn| came_out(self.scenario, run, seed, &turn.changes, target));
        let order = |scene: SceneId| {
            let scenes = &self.program.scenes;
            scenes.iter().position(|code| code.id == scene)
        };
        sets.sort_by_cached_key(|turn| {
            let changes = turn.changes.iter();
            changes
                .map(|change| (order(change.scene), change.choice))
                .collect::<Vec<_>>()
        });
        Turns { target, sets, more }
    }

    /// The random word of each choice, by scene.
    fn words(&self, seed: u64) -> Vec<Vec<u64>> {
        let of_scene = |id: SceneId| {
            let scene = &self.scenario[id];
            let key = |choice: &str| rules::draw_key(&self.scenario.key, &scene.key, choice);
            scene
                .choices
                .iter()
                .map(|choice| rules::word(seed, key(&choice.key)))
                .collect()
        };
        let scenes = self.program.scenes.iter();
        scenes.map(|code| of_scene(code.id)).collect()
    }

    /// What is decided at each scene if nothing is changed, best first.
    fn usual(&self, run: &Replay) -> Vec<[Option<usize>; 2]> {
        let scenes = self.program.scenes.iter();
        scenes
            .map(|code| usual_choices(self.scenario, run, code.id))
            .collect()
    }
}

/// The run's own decision at a scene, and the recorded one.
fn usual_choices(scenario: &Scenario, run: &Replay, scene: SceneId) -> [Option<usize>; 2] {
    let own = run.steps.iter().find(|step| step.scene == scene);
    let recorded = scenario[scene].historical();
    [
        own.map(|step| step.choice),
        recorded.map(|(choice, _)| choice),
    ]
}

struct Search<'s> {
    space: &'s Space<'s>,
    words: Vec<Vec<u64>>,
    usual: Vec<[Option<usize>; 2]>,
    target: Target,
}

/// A choice that can be taken in a state, and where this luck leads with it.
struct Way {
    choice: usize,
    edge: Edge,
    is_change: bool,
}

impl Search<'_> {
    /// The least number of changes from each state of each scene.
    fn costs(&self) -> Vec<Vec<u32>> {
        let n_scenes = self.space.states.scenes.len();
        let mut costs: Vec<Vec<u32>> = vec![Vec::new(); n_scenes];
        for (scene, states) in self.space.states.scenes.iter().enumerate().rev() {
            let of_state = |place: usize| {
                let ways = self.ways(scene, place).into_iter();
                ways.map(|way| self.cost(&costs, &way))
                    .min()
                    .unwrap_or(NEVER)
            };
            let here: Vec<u32> = (0..states.len()).map(of_state).collect();
            if let Some(slot) = costs.get_mut(scene) {
                *slot = here;
            }
        }
        costs
    }

    fn cost(&self, costs: &[Vec<u32>], way: &Way) -> u32 {
        let behind = match self.comes_about(way.edge) {
            Some(true) => 0,
            Some(false) => NEVER,
            None => self.next(way.edge).map_or(NEVER, |(scene, place)| {
                costs
                    .get(scene)
                    .and_then(|costs| costs.get(place))
                    .copied()
                    .unwrap_or(NEVER)
            }),
        };
        behind.saturating_add(u32::from(way.is_change))
    }

    /// Whether the edge brings the target about, or rules it out; `None` if neither.
    fn comes_about(&self, edge: Edge) -> Option<bool> {
        match self.target {
            Target::Answer(id, answer) => self
                .space
                .states
                .ways()
                .get(edge.way as usize)?
                .iter()
                .find(|(decided, _)| *decided == id)
                .map(|(_, decided)| *decided == answer),
            Target::Ending(ending) => match self.then(edge)? {
                Then::End(reached) => Some(reached == ending),
                Then::Scene(_) => None,
            },
        }
    }

    fn then(&self, edge: Edge) -> Option<Then> {
        self.space.code(edge).map(|code| code.then)
    }

    fn next(&self, edge: Edge) -> Option<(usize, usize)> {
        match self.then(edge)? {
            Then::Scene(scene) => Some((scene, edge.next as usize)),
            Then::End(_) => None,
        }
    }

    /// What can be decided in a state.
    fn ways(&self, scene: usize, place: usize) -> Vec<Way> {
        let Some(states) = self.space.states.scenes.get(scene) else {
            return Vec::new();
        };
        let choice_of = |edge: &Edge| self.space.code(*edge).map(|code| code.choice);
        let edges = states.edges(place);
        let mut ways: Vec<Way> = edges
            .chunk_by(|a, b| choice_of(a) == choice_of(b))
            .filter_map(|edges| {
                let choice = edges.first().and_then(choice_of)?;
                let weight = |edge: &Edge| {
                    let code = self.space.code(*edge);
                    code.map_or(0, |code| u64::from(code.weight))
                };
                let word = self.words.get(scene)?.get(choice).copied()?;
                let drawn = rules::draw(word, edges.iter().map(weight))?;
                Some(Way {
                    choice,
                    edge: *edges.get(drawn)?,
                    is_change: true,
                })
            })
            .collect();
        let usual = self.usual.get(scene).copied().unwrap_or_default();
        let unchanged = usual
            .into_iter()
            .flatten()
            .find_map(|usual| ways.iter().position(|way| way.choice == usual))
            .unwrap_or(0);
        if let Some(way) = ways.get_mut(unchanged) {
            way.is_change = false;
        }
        ways
    }

    /// All sets of the least size, as far as they are looked for.
    fn sets(&self, costs: &[Vec<u32>]) -> (Vec<Turn>, bool) {
        let least = costs.first().and_then(|costs| costs.first()).copied();
        let mut sets = Vec::new();
        let mut open = vec![(0, 0, least.unwrap_or(NEVER), Vec::new())];
        while let Some((scene, place, left, changes)) = open.pop() {
            if left == NEVER {
                break;
            }
            for way in self.ways(scene, place).into_iter().rev() {
                if self.cost(costs, &way) != left {
                    continue;
                }
                let mut changes: Vec<Change> = changes.clone();
                if way.is_change {
                    let scene = self.space.program.scenes.get(scene).map(|code| code.id);
                    changes.extend(scene.map(|scene| Change {
                        scene,
                        choice: way.choice,
                    }));
                }
                let left = left - u32::from(way.is_change);
                match self.next(way.edge) {
                    Some((scene, place)) if self.comes_about(way.edge).is_none() => {
                        open.push((scene, place, left, changes));
                    }
                    _ if sets.len() == MOST_SETS => return (sets, true),
                    _ => sets.push(Turn { changes }),
                }
            }
        }
        (sets, false)
    }
}

/// Plays a run with the changes by the rules; whether the target came about.
fn came_out(
    scenario: &Scenario,
    run: &Replay,
    seed: u64,
    changes: &[Change],
    target: Target,
) -> bool {
    let changed = play_changed(scenario, run, seed, changes);
    match (target, changed.position()) {
        (Target::Answer(id, answer), _) => changed.state().answer(id) == Some(answer),
        (Target::Ending(ending), Position::End(reached)) => ending == reached,
        (Target::Ending(_), Position::Scene(_)) => false,
    }
}

/// The run that comes of a run's decisions with these changes and the same luck.
pub(super) fn play_changed(
    scenario: &Scenario,
    run: &Replay,
    seed: u64,
    changes: &[Change],
) -> Replay {
    let mut changed = Replay {
        steps: Vec::new(),
        stop: None,
        ..run.clone()
    };
    while let Position::Scene(id) = changed.position() {
        let change = changes.iter().find(|change| change.scene == id);
        let usual = usual_choices(scenario, run, id).into_iter().flatten();
        let all = 0..scenario[id].choices.len();
        let wanted: Vec<usize> = match change {
            Some(change) => vec![change.choice],
            None => usual.chain(all).collect(),
        };
        let taken = wanted.into_iter().any(|choice| {
            let luck = Luck::Seed(seed);
            changed.decide(scenario, choice, luck).is_ok()
        });
        if !taken || changed.steps.len() > scenario.scenes.len() {
            break;
        }
    }
    changed
}
