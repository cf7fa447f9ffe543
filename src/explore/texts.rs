//! Which conditional texts are ever shown.
//!
//! What only texts read changes nothing that happens, so it is no state. It is carried
//! beside the states instead: for each group of variables that texts ask about together,
//! the set of all their values that some playing can have in this state, a bit for each
//! combination. Effects move bits, and where two ways meet the sets are joined; because
//! where a playing can go hangs on the state alone, these sets are exact.

mod groups;

use std::collections::BTreeSet;

use groups::{Group, Moves};

use super::flow::{Flow, Moment, flow};
use super::plan::{Keep, Plan};
use super::program::{OutcomeCode, Program, Trail};
use super::{Limit, WalkError};
use crate::model::{Condition, Readings, RoleId, Scenario, SceneId, Variable, Variant};

/// A text that is not shown in every playing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TextAt {
    /// A paragraph added to a scene.
    Also {
        /// The scene.
        scene: SceneId,
        /// Its position there.
        index: usize,
    },
    /// A variant of a statement of the epilogue.
    Epilogue {
        /// The statement.
        statement: usize,
        /// The variant in it.
        variant: usize,
    },
}

/// Whether a text is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    /// In some playing.
    Sometimes,
    /// In none.
    Never,
    /// Its condition asks about too much at once to be followed.
    Unknown,
}

/// A text and whether it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextWalk {
    /// The text.
    pub text: TextAt,
    /// Whether some playing shows it.
    pub shown: Shown,
}

/// Every text of a role that has a condition, or stands behind one in its statement.
///
/// # Errors
///
/// As [`walk`](super::walk).
pub fn texts(
    scenario: &Scenario,
    role: RoleId,
    readings: &Readings,
    limit: &Limit,
) -> Result<Vec<TextWalk>, WalkError> {
    let plan = Plan::of(scenario, role, readings)?;
    let program = Program::of(&plan, Keep::Texts)?;
    let questions = questions(&plan);
    let mut found: Vec<TextWalk> = questions
        .iter()
        .map(|question| TextWalk {
            text: question.text,
            shown: Shown::Unknown,
        })
        .collect();
    for groups in groups::batches(&plan, &questions) {
        let mut telling = Telling::of(&plan, &program, &questions, &groups);
        flow(&program, limit, &mut telling)?;
        for asked in telling.at_scene.iter().flatten().chain(&telling.at_end) {
            if let Some(text) = found.get_mut(asked.question) {
                text.shown = match asked.seen {
                    true => Shown::Sometimes,
                    false => Shown::Never,
                };
            }
        }
    }
    found.sort_by_key(|text| text.text);
    Ok(found)
}

/// When a text is shown: its condition holds, and none of those before it.
struct Question<'a> {
    text: TextAt,
    /// The position of its scene; `None` at the end.
    scene: Option<usize>,
    condition: Option<&'a Condition>,
    /// The statement's variants before it.
    before: &'a [Variant],
    /// What it hangs on.
    reads: BTreeSet<Variable>,
}

fn questions<'a>(plan: &Plan<'a>) -> Vec<Question<'a>> {
    let mut questions = Vec::new();
    for (place, (scene, item)) in plan.scenes().enumerate() {
        for (index, variant) in item.also.iter().enumerate() {
            if let Some(condition) = &variant.condition {
                questions.push(Question {
                    text: TextAt::Also { scene, index },
                    scene: Some(place),
                    condition: Some(condition),
                    before: &[],
                    reads: plan.reads(condition),
                });
            }
        }
    }
    for (statement, item) in plan.scenario[plan.role].epilogue.iter().enumerate() {
        let mut reads = BTreeSet::new();
        for (variant, text) in item.variants.iter().enumerate() {
            reads.extend(
                text.condition
                    .iter()
                    .flat_map(|condition| plan.reads(condition)),
            );
            if text.condition.is_some() || variant > 0 {
                questions.push(Question {
                    text: TextAt::Epilogue { statement, variant },
                    scene: None,
                    condition: text.condition.as_ref(),
                    before: item.variants.get(..variant).unwrap_or(&[]),
                    reads: reads.clone(),
                });
            }
        }
    }
    questions
}

impl Question<'_> {
    /// Whether the text is shown when the variables have these values.
    fn is_shown(&self, value: &dyn Fn(Variable) -> u8) -> bool {
        let holds = |condition: Option<&Condition>| {
            condition.is_none_or(|condition| groups::meets(condition, value))
        };
        holds(self.condition)
            && !self
                .before
                .iter()
                .any(|variant| holds(variant.condition.as_ref()))
    }
}

/// Marks: the values that the groups' variables can have, a bit for each combination.
struct Telling {
    n_words: usize,
    begin: Vec<u64>,
    /// For each of the program's lists.
    moves: Vec<Moves>,
    at_scene: Vec<Vec<Asked>>,
    at_end: Vec<Asked>,
    /// Kept to be filled again.
    before: Vec<u64>,
}

/// A question, as the bits that answer it.
struct Asked {
    question: usize,
    shown: Vec<(usize, u64)>,
    seen: bool,
}

impl Telling {
    fn of(
        plan: &Plan<'_>,
        program: &Program,
        questions: &[Question<'_>],
        groups: &[Group],
    ) -> Self {
        let n_words = groups.iter().map(Group::end_word).max().unwrap_or(0);
        let mut begin = vec![0; n_words];
        let mut at_scene: Vec<Vec<Asked>> = program.scenes.iter().map(|_| Vec::new()).collect();
        let mut at_end = Vec::new();
        for group in groups {
            group.begin(plan, &mut begin);
            for number in &group.questions {
                let Some(question) = questions.get(*number) else {
                    continue;
                };
                let asked = Asked {
                    question: *number,
                    shown: group.shown(plan, question),
                    seen: false,
                };
                match question.scene.and_then(|scene| at_scene.get_mut(scene)) {
                    Some(scene) => scene.push(asked),
                    None => at_end.push(asked),
                }
            }
        }
        let by_variable = groups::by_variable(groups);
        let moves = program.lists.iter();
        Self {
            n_words,
            begin,
            moves: moves
                .map(|list| Moves::of(plan.scenario, list.source, groups, &by_variable))
                .collect(),
            at_scene,
            at_end,
            before: vec![0; n_words],
        }
    }
}

fn ask(questions: &mut [Asked], marks: &[u64]) {
    for asked in questions.iter_mut().filter(|asked| !asked.seen) {
        asked.seen = asked
            .shown
            .iter()
            .any(|(word, mask)| marks.get(*word).is_some_and(|bits| bits & mask != 0));
    }
}

impl Flow for Telling {
    type Mark = u64;

    fn width(&self) -> usize {
        self.n_words
    }

    fn begin(&mut self, marks: &mut [u64]) {
        marks.copy_from_slice(&self.begin);
    }

    fn visit(&mut self, moment: &Moment<'_, '_>, marks: &[u64]) {
        if let Some(questions) = self.at_scene.get_mut(moment.scene) {
            ask(questions, marks);
        }
    }

    fn take(&mut self, _: &OutcomeCode, trail: &Trail, marks: &mut [u64]) {
        for list in &trail.lists {
            if let Some(moves) = self.moves.get(*list) {
                moves.run(marks, &mut self.before);
            }
        }
    }

    fn join(&mut self, known: &mut [u64], more: &[u64]) {
        for (known, more) in known.iter_mut().zip(more) {
            *known |= more;
        }
    }

    fn end(&mut self, _: usize, marks: &[u64]) {
        ask(&mut self.at_end, marks);
    }
}
