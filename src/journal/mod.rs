//! What was decided, and how that becomes a run again.
//!
//! A journal is role, seed and the list of decisions, all by written id: nothing else
//! of a run is ever stored. Replay is the only way a journal becomes a state, so the
//! same journal gives the same run on every machine, and a run survives edits to the
//! scenes as far as its decisions still exist.
//!
//! Start at [`replay`]; [`ReplayStop`] says why a replay could not go on. What is only noted of
//! a run, and never replayed, is its name, its star and the [`Votes`] of a room.

mod votes;

pub use votes::{Ahead, Count, MOST_CHOICES, MOST_HANDS, MOST_ROUNDS, Votes, counts_in_words};

use crate::model::{Next, Readings, RoleId, Scenario, SceneId};
use crate::rules::{self, Luck, Passed, State, Step, StepError};

/// The longest name of a run, in characters.
pub const LONGEST_NAME: usize = 60;

/// One playing of a role.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Journal {
    /// The scenario's written id.
    pub scenario: String,
    /// The content it was last played with, as [`Scenario::content`].
    pub content: u64,
    /// The role's written id.
    pub role: String,
    /// The scene it begins in, if not the role's first: what lies before went as recorded.
    pub begins: Option<String>,
    /// The readings it is played under that are not the first, as written ids of turning
    /// point and reading.
    pub readings: Vec<(String, String)>,
    /// All luck of the run.
    pub seed: u64,
    /// In order.
    pub decisions: Vec<Decision>,
    /// How many outcomes have been read to the end: as many as there are decisions,
    /// or one fewer while the last outcome is still on the page.
    pub pages_turned: usize,
    /// The name the player gave it; empty if none.
    pub name: String,
    /// Whether the player marked it.
    pub starred: bool,
    /// The run it left, and after how many decisions.
    pub parent: Option<(String, usize)>,
    /// How a room voted, in the order it came to the decisions. The last may be on a decision
    /// that is still to be made. They never change what happens.
    pub votes: Vec<Votes>,
}

/// A choice taken, by written ids.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Decision {
    /// The scene.
    pub scene: String,
    /// The choice.
    pub choice: String,
}

/// Where a story stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Position {
    /// A decision is due.
    Scene(SceneId),
    /// The role's story is over, with the ending at this position.
    End(usize),
}

impl From<Next> for Position {
    fn from(next: Next) -> Self {
        match next {
            Next::Go(scene) => Self::Scene(scene),
            Next::End(ending) => Self::End(ending),
        }
    }
}

/// A run worked out step by step.
#[derive(Clone, PartialEq, Debug)]
pub struct Replay {
    /// Whose run.
    pub role: RoleId,
    /// The first scene.
    pub begin: SceneId,
    /// The state at the first scene.
    pub start: State,
    /// What the clock passed before the first scene.
    pub before: Vec<Passed>,
    /// One for each decision that could be made.
    pub steps: Vec<Step>,
    /// Why the rest of the journal could not be played, if so.
    pub stop: Option<ReplayStop>,
}

/// Why a replay stopped before the journal's end.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say what they mean")]
pub enum ReplayStop {
    #[error(
        "decision {number} was made in the scene `{expected}`, but the story now stands in `{found}`"
    )]
    OtherScene {
        number: usize,
        expected: String,
        found: String,
    },
    #[error("decision {number}: the scene `{scene}` has no choice `{choice}` any more")]
    NoSuchChoice {
        number: usize,
        scene: String,
        choice: String,
    },
    #[error("decision {number}, `{choice}` in `{scene}`: {reason}")]
    NotOpen {
        number: usize,
        scene: String,
        choice: String,
        reason: StepError,
    },
    #[error("decision {number}: the story has already ended")]
    AfterTheEnd { number: usize },
}

/// Why a journal cannot be played at all.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ForeignJournal {
    /// It belongs to another scenario.
    #[error("this run belongs to the scenario `{0}`")]
    OtherScenario(String),
    /// The scenario has no such role.
    #[error("this run's role `{0}` is not in the scenario")]
    NoSuchRole(String),
    /// It is played under a reading the scenario does not have.
    #[error(
        "this run is played under the reading `{reading}` of `{turning_point}`, which is not in the scenario"
    )]
    NoSuchReading {
        /// Whose reading.
        turning_point: String,
        /// Which.
        reading: String,
    },
    /// The role's recorded path does not come to the scene it begins in.
    #[error("this run begins in the scene `{0}`, which is not on the role's recorded path")]
    NoSuchBeginning(String),
}

impl Journal {
    /// A run that has not begun.
    #[must_use]
    pub fn of(scenario: &Scenario, role: RoleId, seed: u64) -> Self {
        Self {
            scenario: scenario.key.clone(),
            content: scenario.content,
            role: scenario[role].key.clone(),
            begins: None,
            readings: Vec::new(),
            seed,
            decisions: Vec::new(),
            pages_turned: 0,
            name: String::new(),
            starred: false,
            parent: None,
            votes: Vec::new(),
        }
    }

    /// Whether it is the same playing: the same decisions of the same role from the same
    /// beginning, under the same readings and with the same luck.
    #[must_use]
    pub fn is_same_run(&self, other: &Self) -> bool {
        self.has_same_start(other) && self.seed == other.seed && self.decisions == other.decisions
    }

    /// Whether it is a playing of the same role from the same beginning, under the same
    /// readings.
    #[must_use]
    pub fn has_same_start(&self, other: &Self) -> bool {
        self.scenario == other.scenario
            && self.role == other.role
            && self.begins == other.begins
            && self.readings == other.readings
    }

    /// The votes of a room in a scene, by its written id.
    #[must_use]
    pub fn votes_in(&self, scene: &str) -> Option<&Votes> {
        self.votes.iter().find(|votes| votes.scene == scene)
    }

    /// Forgets the votes on decisions that are not among those made, but for those on the one
    /// that is due in this scene.
    pub fn keep_votes(&mut self, due: Option<&str>) {
        let decisions = &self.decisions;
        self.votes.retain(|votes| {
            let is_made = decisions.iter().any(|made| made.scene == votes.scene);
            is_made || due == Some(votes.scene.as_str())
        });
    }

    /// Gives it a name: one line of at most [`LONGEST_NAME`] characters.
    pub fn rename(&mut self, name: &str) {
        let words: Vec<&str> = name
            .split(|sign: char| sign.is_whitespace() || sign.is_control())
            .filter(|word| !word.is_empty())
            .collect();
        let name: String = words.join(" ").chars().take(LONGEST_NAME).collect();
        name.trim_end().clone_into(&mut self.name);
    }
}

impl Replay {
    /// A run with no decision yet.
    #[must_use]
    pub fn of(scenario: &Scenario, role: RoleId, readings: &Readings) -> Self {
        let (start, before) = rules::start(scenario, role, readings);
        Self {
            role,
            begin: scenario[role].start,
            start,
            before,
            steps: Vec::new(),
            stop: None,
        }
    }

    /// A run that begins in a scene of the role's recorded path, with history up to there;
    /// `None` if the recorded path does not come to the scene.
    #[must_use]
    pub fn beginning_at(
        scenario: &Scenario,
        role: RoleId,
        scene: SceneId,
        readings: &Readings,
    ) -> Option<Self> {
        let history = historical(scenario, role, readings);
        let index = history.steps.iter().position(|step| step.scene == scene)?;
        Some(Self {
            role,
            begin: scene,
            start: history.state_after(index).clone(),
            before: Vec::new(),
            steps: Vec::new(),
            stop: None,
        })
    }

    /// The state after so many decisions.
    #[must_use]
    pub fn state_after(&self, n_decisions: usize) -> &State {
        n_decisions
            .checked_sub(1)
            .and_then(|index| self.steps.get(index))
            .map_or(&self.start, |step| &step.after)
    }

    /// The state now.
    #[must_use]
    pub fn state(&self) -> &State {
        self.state_after(self.steps.len())
    }

    /// Where the story stands.
    #[must_use]
    pub fn position(&self) -> Position {
        match self.steps.last() {
            Some(step) => step.then.into(),
            None => Position::Scene(self.begin),
        }
    }

    /// Makes a decision.
    ///
    /// # Errors
    ///
    /// If the story is over or the choice cannot be taken; nothing has changed then.
    pub fn decide(
        &mut self,
        scenario: &Scenario,
        choice: usize,
        luck: Luck,
    ) -> Result<&Step, StepError> {
        let Position::Scene(scene) = self.position() else {
            return Err(StepError::NoSuchChoice);
        };
        let step = rules::step(scenario, self.state(), scene, choice, luck)?;
        self.steps.push(step);
        self.steps.last().ok_or(StepError::NoOutcome)
    }
}

/// Plays a journal.
///
/// # Errors
///
/// If it belongs to another scenario or to no role of this one. Decisions that can no
/// longer be made do not fail: the replay goes as far as it can and says where it stopped.
pub fn replay(scenario: &Scenario, journal: &Journal) -> Result<Replay, ForeignJournal> {
    if journal.scenario != scenario.key {
        return Err(ForeignJournal::OtherScenario(journal.scenario.clone()));
    }
    let role = scenario
        .role_by_key(&journal.role)
        .ok_or_else(|| ForeignJournal::NoSuchRole(journal.role.clone()))?;
    let readings =
        Readings::of_keys(scenario, &journal.readings).map_err(|(turning_point, reading)| {
            ForeignJournal::NoSuchReading {
                turning_point,
                reading,
            }
        })?;
    let mut replay = match &journal.begins {
        None => Replay::of(scenario, role, &readings),
        Some(key) => scenario
            .scene_by_key(key)
            .and_then(|scene| Replay::beginning_at(scenario, role, scene, &readings))
            .ok_or_else(|| ForeignJournal::NoSuchBeginning(key.clone()))?,
    };
    for (index, decision) in journal.decisions.iter().enumerate() {
        if let Err(stop) = replay_one(scenario, &mut replay, decision, index + 1, journal.seed) {
            replay.stop = Some(stop);
            break;
        }
    }
    Ok(replay)
}

fn replay_one(
    scenario: &Scenario,
    replay: &mut Replay,
    decision: &Decision,
    number: usize,
    seed: u64,
) -> Result<(), ReplayStop> {
    let Position::Scene(id) = replay.position() else {
        return Err(ReplayStop::AfterTheEnd { number });
    };
    let scene = &scenario[id];
    if scene.key != decision.scene {
        return Err(ReplayStop::OtherScene {
            number,
            expected: decision.scene.clone(),
            found: scene.key.clone(),
        });
    }
    let choice = scene
        .choices
        .iter()
        .position(|choice| choice.key == decision.choice)
        .ok_or_else(|| ReplayStop::NoSuchChoice {
            number,
            scene: decision.scene.clone(),
            choice: decision.choice.clone(),
        })?;
    replay
        .decide(scenario, choice, Luck::Seed(seed))
        .map(|_| ())
        .map_err(|reason| ReplayStop::NotOpen {
            number,
            scene: decision.scene.clone(),
            choice: decision.choice.clone(),
            reason,
        })
}

/// The recorded path of a role: at every scene the recorded choice with the recorded
/// luck. It stops where a scene marks none.
#[must_use]
pub fn historical(scenario: &Scenario, role: RoleId, readings: &Readings) -> Replay {
    let mut replay = Replay::of(scenario, role, readings);
    while let Position::Scene(id) = replay.position() {
        let Some((choice, _)) = scenario[id].historical() else {
            break;
        };
        // The graph has no cycles; the bound holds even for a scenario that was not checked.
        if replay.steps.len() > scenario.scenes.len()
            || replay.decide(scenario, choice, Luck::Historical).is_err()
        {
            break;
        }
    }
    replay
}
