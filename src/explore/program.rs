//! A role's story compiled: every scene, choice and outcome, and the part of the
//! timeline that can change what happens, over states of one 128-bit word.
//!
//! An outcome's way to the next scene is a range of [`Program::steps`], worked out
//! beforehand from the hours of both scenes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::code::{Op, Test};
use super::layout::{Layout, answer_value};
use super::live::{Live, Readers};
use super::plan::{Keep, Plan, Relevant};
use super::{By, Decided, OutcomeAt, WalkError};
use crate::model::{
    AnswerIdx, Choice, Condition, Dated, Effect, EventId, Next, SceneId, TurningPointId, Variable,
};

/// A role's story, ready to be walked.
pub(super) struct Program {
    /// Each behind all that lead to it; the first is where the story begins.
    pub(super) scenes: Vec<SceneCode>,
    /// What the clock passes in play and can change what happens.
    steps: Vec<StepCode>,
    /// What is changed at once. The first are those of the outcomes, in order.
    pub(super) lists: Vec<List>,
    /// The outcomes by their number.
    pub(super) outcomes: Vec<OutcomeAt>,
    /// The positions of their scenes in `scenes`.
    places: Vec<usize>,
    /// The state at the first scene.
    pub(super) start: u128,
    /// Where the variables stand in a state.
    pub(super) layout: Layout,
}

/// A compiled scene.
pub(super) struct SceneCode {
    pub(super) id: SceneId,
    pub(super) choices: Vec<ChoiceCode>,
    /// What can still be read here; all else is masked away when the scene is entered.
    pub(super) live: u128,
}

/// A compiled choice.
pub(super) struct ChoiceCode {
    pub(super) requires: Test,
    pub(super) outcomes: Vec<OutcomeCode>,
}

/// A compiled outcome.
pub(super) struct OutcomeCode {
    /// Its number, also of its list.
    pub(super) number: usize,
    pub(super) condition: Test,
    pub(super) then: Then,
    /// Its share of the choice's luck.
    pub(super) weight: u32,
    /// The choice in the scene.
    pub(super) choice: usize,
    way: Range<usize>,
}

/// Where an outcome leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Then {
    /// To a scene, by position in [`Program::scenes`].
    Scene(usize),
    /// To an ending of the role.
    End(usize),
}

/// Effects that come together, and whose they are.
pub(super) struct List {
    ops: Vec<Op>,
    pub(super) source: Source,
}

/// Whose effects a list has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Source {
    Outcome(OutcomeAt),
    /// The answer itself and then its effects.
    Answer(TurningPointId, AnswerIdx),
    Event(EventId),
}

/// A compiled entry of the timeline.
enum StepCode {
    Decide {
        id: TurningPointId,
        /// The answer's bits and lowest bit, if an effect can settle it beforehand.
        settled: Option<(u128, u32)>,
        /// The rules that can fire, with their positions.
        rules: Vec<(Test, AnswerIdx, By)>,
        /// The list of each answer.
        lists: Vec<usize>,
    },
    Happen {
        condition: Test,
        list: usize,
    },
}

/// What was passed on a way; kept to be filled again.
#[derive(Default)]
pub(super) struct Trail {
    /// The turning points.
    pub(super) decided: Vec<Decided>,
    /// The lists that ran, the outcome's first.
    pub(super) lists: Vec<usize>,
}

impl Program {
    /// # Errors
    ///
    /// If the variables do not fit into a word.
    pub(super) fn of(plan: &Plan<'_>, keep: Keep) -> Result<Self, WalkError> {
        let relevant = plan.relevant(keep);
        let layout = Layout::of(&relevant.core)?;
        let live = Live::of(plan, Readers::Rules(&relevant.told));
        let mut compiler = Compiler {
            plan,
            relevant: &relevant,
            layout: &layout,
            lists: Vec::new(),
            outcomes: Vec::new(),
            places: Vec::new(),
        };
        compiler.list_outcomes();
        let (steps, index_at) = compiler.timeline();
        let scenes = compiler.scenes(&live, &index_at);
        let Compiler {
            lists,
            outcomes,
            places,
            ..
        } = compiler;
        let start = layout.word(&plan.start) & scenes.first().map_or(0, |scene| scene.live);
        Ok(Self {
            scenes,
            steps,
            lists,
            outcomes,
            places,
            start,
            layout,
        })
    }

    /// The outcome of this number.
    pub(super) fn code(&self, number: usize) -> Option<&OutcomeCode> {
        let at = self.outcomes.get(number)?;
        let scene = self.scenes.get(*self.places.get(number)?)?;
        scene.choices.get(at.choice)?.outcomes.get(at.outcome)
    }

    /// The state an outcome leads to, before what is dead at the next scene is masked
    /// away; what was passed is added to the trail.
    pub(super) fn take(&self, word: u128, outcome: &OutcomeCode, trail: &mut Trail) -> u128 {
        let mut word = self.run(word, outcome.number, trail);
        for step in self.steps.get(outcome.way.clone()).unwrap_or(&[]) {
            word = match step {
                StepCode::Happen { condition, list } if condition.holds(word) => {
                    self.run(word, *list, trail)
                }
                StepCode::Happen { .. } => word,
                StepCode::Decide {
                    id,
                    settled,
                    rules,
                    lists,
                } => {
                    let before =
                        settled.and_then(|(mask, shift)| settled_answer(word, mask, shift));
                    if let Some(answer) = before {
                        trail.decided.push(Decided {
                            id: *id,
                            answer,
                            by: By::Settled,
                        });
                        word
                    } else {
                        self.decide(word, *id, rules, lists, trail)
                    }
                }
            };
        }
        word
    }

    fn decide(
        &self,
        word: u128,
        id: TurningPointId,
        rules: &[(Test, AnswerIdx, By)],
        lists: &[usize],
        trail: &mut Trail,
    ) -> u128 {
        let Some((_, answer, by)) = rules.iter().find(|(test, ..)| test.holds(word)) else {
            return word;
        };
        trail.decided.push(Decided {
            id,
            answer: *answer,
            by: *by,
        });
        match lists.get(usize::from(answer.0)) {
            Some(list) => self.run(word, *list, trail),
            None => word,
        }
    }

    fn run(&self, mut word: u128, list: usize, trail: &mut Trail) -> u128 {
        trail.lists.push(list);
        for op in self.lists.get(list).map_or(&[][..], |list| &list.ops) {
            word = op.run(word);
        }
        word
    }
}

impl ChoiceCode {
    /// Whether it is open and something can come of it.
    pub(super) fn is_possible(&self, word: u128) -> bool {
        self.requires.holds(word)
            && self
                .outcomes
                .iter()
                .any(|outcome| outcome.condition.holds(word))
    }
}

impl OutcomeCode {
    /// How much work it is to take it.
    pub(super) fn n_steps(&self) -> usize {
        1 + self.way.len()
    }
}

impl Trail {
    pub(super) fn clear(&mut self) {
        self.decided.clear();
        self.lists.clear();
    }
}

fn settled_answer(word: u128, mask: u128, shift: u32) -> Option<AnswerIdx> {
    let [value, ..] = ((word & mask) >> shift).to_le_bytes();
    value.checked_sub(1).map(AnswerIdx)
}

struct Compiler<'a> {
    plan: &'a Plan<'a>,
    relevant: &'a Relevant,
    layout: &'a Layout,
    lists: Vec<List>,
    outcomes: Vec<OutcomeAt>,
    places: Vec<usize>,
}

impl Compiler<'_> {
    fn test(&self, condition: Option<&Condition>) -> Test {
        condition.map_or(Test::Always, |condition| {
            Test::of(self.plan, self.layout, condition)
        })
    }

    fn list_outcomes(&mut self) {
        for (place, (scene, item)) in self.plan.scenes().enumerate() {
            for (choice, item) in item.choices.iter().enumerate() {
                for (outcome, item) in item.outcomes.iter().enumerate() {
                    let at = OutcomeAt {
                        scene,
                        choice,
                        outcome,
                    };
                    self.outcomes.push(at);
                    self.places.push(place);
                    self.lists.push(List {
                        ops: Op::list(self.layout, &item.effects),
                        source: Source::Outcome(at),
                    });
                }
            }
        }
    }

    /// The steps, and for each position of the timeline the steps before it.
    fn timeline(&mut self) -> (Vec<StepCode>, Vec<usize>) {
        let timeline = &self.plan.scenario.timeline;
        let first = self.plan.first();
        let mut steps = Vec::new();
        let mut index_at = vec![0; first];
        for (_, dated) in timeline.iter().skip(first) {
            index_at.push(steps.len());
            match dated {
                Dated::TurningPoint(id) => steps.push(self.turning_point(*id)),
                Dated::Event(id) => steps.extend(self.event(*id)),
            }
        }
        index_at.push(steps.len());
        (steps, index_at)
    }

    fn turning_point(&mut self, id: TurningPointId) -> StepCode {
        let item = &self.plan.scenario[id];
        let mut rules: Vec<(Test, AnswerIdx, By)> = Vec::new();
        for (index, rule) in self.plan.rules(id).iter().enumerate() {
            let test = self.test(rule.condition.as_ref());
            let (never, always) = (test == Test::Never, test == Test::Always);
            if !never {
                rules.push((test, rule.answer, By::Rule(index)));
            }
            if always {
                break;
            }
        }
        rules.push((Test::Always, item.historical(), By::Default));
        let mut lists = Vec::with_capacity(item.answers.len());
        for (index, answer) in (0..).zip(&item.answers) {
            let index = AnswerIdx(index);
            let own = Op::decide(self.layout, id, answer_value(index));
            lists.push(self.lists.len());
            self.lists.push(List {
                ops: own
                    .into_iter()
                    .chain(Op::list(self.layout, &answer.effects))
                    .collect(),
                source: Source::Answer(id, index),
            });
        }
        let field = self.layout.field(Variable::Answer(id));
        StepCode::Decide {
            id,
            settled: field
                .filter(|_| self.plan.settled.contains(&id))
                .map(|field| (field.mask(), field.shift())),
            rules,
            lists,
        }
    }

    fn event(&mut self, id: EventId) -> Option<StepCode> {
        let event = &self.plan.scenario[id];
        let ops = Op::list(self.layout, &event.effects);
        let is_told = event
            .effects
            .iter()
            .map(Effect::variable)
            .any(|variable| self.relevant.told.contains(&variable));
        if ops.is_empty() && !is_told {
            return None;
        }
        let condition = self.test(event.condition.as_ref());
        let list = self.lists.len();
        self.lists.push(List {
            ops,
            source: Source::Event(id),
        });
        Some(StepCode::Happen { condition, list })
    }

    fn scenes(&self, live: &Live<'_>, index_at: &[usize]) -> Vec<SceneCode> {
        let places: BTreeMap<SceneId, usize> = self
            .plan
            .order
            .iter()
            .enumerate()
            .map(|(place, id)| (*id, place))
            .collect();
        let index = |position: usize| index_at.get(position).copied().unwrap_or(0);
        let mut number = 0;
        let mut choice_code = |id: SceneId, place: usize, choice: &Choice| ChoiceCode {
            requires: self.test(choice.requires.as_ref()),
            outcomes: choice
                .outcomes
                .iter()
                .map(|outcome| {
                    let (then, end) = match outcome.then {
                        Next::Go(scene) => (
                            Then::Scene(places.get(&scene).copied().unwrap_or(usize::MAX)),
                            self.plan.position(scene),
                        ),
                        Next::End(ending) => (Then::End(ending), index_at.len().saturating_sub(1)),
                    };
                    number += 1;
                    OutcomeCode {
                        number: number - 1,
                        condition: self.test(outcome.condition.as_ref()),
                        then,
                        weight: outcome.weight,
                        choice: place,
                        way: index(self.plan.position(id))..index(end),
                    }
                })
                .collect(),
        };
        self.plan
            .scenes()
            .map(|(id, scene)| SceneCode {
                id,
                choices: scene
                    .choices
                    .iter()
                    .enumerate()
                    .map(|(place, choice)| choice_code(id, place, choice))
                    .collect(),
                live: self.layout.mask(&live.at(id)),
            })
            .collect()
    }
}
