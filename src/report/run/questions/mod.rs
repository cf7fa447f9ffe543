//! What to ask after a run, chosen from what happened in it.
//!
//! Every kind of question is a rule: a function of the run that gives the questions of its
//! kind that fit, the most telling first, with their words filled in. The kinds stand in
//! families: where the run parts from history, what turned, what was decided, where it is
//! known from, what historians dispute, the city, the model, the person. A report takes one
//! of each family, then fills up, and does not ask twice about one thing while a family has
//! another. Nothing is drawn: the same run has the same questions.
//!
//! A question never says which answer is right. Start at [`questions`] and [`FAMILIES`].

mod course;
mod talk;

use super::odds::Odds;
use crate::compare::{Bearing, Row, Spread, Subject};
use crate::journal::Replay;
use crate::model::{Scenario, SourceId};

/// A report asks so many, if there is so much to ask.
const MOST: usize = 8;

/// What questions are made from.
pub(super) struct Facts<'a> {
    /// The scenario.
    pub(super) scenario: &'a Scenario,
    /// The run.
    pub(super) run: &'a Replay,
    /// The run beside history, and beside another run if there is one.
    pub(super) spread: &'a Spread,
    /// What the model says of it, if it says anything.
    pub(super) odds: Option<&'a Odds>,
    /// The debates it speaks to.
    pub(super) debates: &'a [Bearing],
}

/// A question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Question {
    /// Its kind's written id.
    pub(super) kind: &'static str,
    /// What it is about, in a few words.
    pub(super) title: &'static str,
    /// What happened.
    pub(super) facts: String,
    /// What is asked.
    pub(super) ask: String,
    /// What may be read for it.
    pub(super) sources: Vec<SourceId>,
    /// What it is about, so that no other asks about the same; `None` if about the whole.
    pub(super) about: Option<Subject>,
}

/// The questions of one kind that fit a run, the most telling first.
type Rule = fn(&Facts<'_>) -> Vec<Question>;

/// Kinds of question about one side of a run.
struct Family {
    order: Order,
    kinds: &'static [Rule],
}

/// Which kind of a family is asked first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The first that fits: it tells most about a run.
    AsListed,
    /// They tell as much, and take turns from run to run.
    InTurn,
}

/// Every kind, family by family.
const FAMILIES: [Family; 8] = [
    Family {
        order: Order::AsListed,
        kinds: &[
            course::runs_part,
            course::first_parting,
            course::all_as_recorded,
        ],
    },
    Family {
        order: Order::AsListed,
        kinds: &[
            course::turned_by_decision,
            course::turned_by_luck,
            course::turned,
            course::held,
            course::out_of_reach,
        ],
    },
    Family {
        order: Order::InTurn,
        kinds: &[
            course::other_luck,
            course::argued_for,
            course::invented,
            course::luck_weighed,
            course::closed_to_history,
        ],
    },
    Family {
        order: Order::AsListed,
        kinds: &[
            talk::sources_contradict,
            talk::document_and_memoir,
            talk::own_reading,
        ],
    },
    Family {
        order: Order::AsListed,
        kinds: &[talk::debate, talk::game_as_evidence],
    },
    Family {
        order: Order::AsListed,
        kinds: &[talk::place_held, talk::mood],
    },
    Family {
        order: Order::AsListed,
        kinds: &[talk::unlikely, talk::what_stays, talk::no_effect],
    },
    Family {
        order: Order::InTurn,
        kinds: &[talk::news, talk::cannot_know, talk::own_end],
    },
];

/// The questions of a report.
pub(super) fn questions(facts: &Facts<'_>) -> Vec<Question> {
    let fitting = |family: &Family| {
        let kinds = family.kinds.iter().map(|rule| rule(facts));
        let kinds: Vec<Vec<Question>> = kinds.filter(|kind| !kind.is_empty()).collect();
        match family.order {
            Order::AsListed => kinds,
            Order::InTurn => facts.in_turn(kinds),
        }
    };
    let mut families: Vec<Vec<Vec<Question>>> = FAMILIES.iter().map(fitting).collect();
    let mut chosen: Vec<(usize, Question)> = Vec::new();
    // First one of each family, then a second, as long as there is one to take.
    while chosen.len() < MOST {
        let before = chosen.len();
        for (number, kinds) in families.iter_mut().enumerate() {
            if chosen.len() >= MOST {
                break;
            }
            if let Some(question) = take(kinds, &chosen) {
                chosen.push((number, question));
            }
        }
        if chosen.len() == before {
            break;
        }
    }
    chosen.sort_by_key(|(number, _)| *number);
    chosen.into_iter().map(|(_, question)| question).collect()
}

/// The next question of a family: of a kind not asked yet, and about a thing not asked about
/// yet as long as there is one.
fn take(kinds: &mut [Vec<Question>], chosen: &[(usize, Question)]) -> Option<Question> {
    let is_new_kind = |question: &Question| {
        let mut others = chosen.iter().map(|(_, other)| other);
        others.all(|other| other.kind != question.kind)
    };
    let is_new_thing = |question: &Question| {
        let mut others = chosen.iter().map(|(_, other)| other);
        question.about.is_none() || others.all(|other| other.about != question.about)
    };
    let found = |wanted: &dyn Fn(&Question) -> bool| {
        let mut kinds = kinds.iter().enumerate();
        kinds.find_map(|(number, kind)| Some((number, kind.iter().position(wanted)?)))
    };
    let new = found(&|question| is_new_kind(question) && is_new_thing(question));
    let (number, at) = new.or_else(|| found(&is_new_kind))?;
    Some(kinds.get_mut(number)?.remove(at))
}

impl Facts<'_> {
    /// The rows this run came to, in order of time.
    fn reached(&self) -> impl Iterator<Item = &Row> {
        let rows = self.spread.comparison.rows.iter();
        rows.filter(|row| row.mine.cell().is_some_and(|cell| !cell.given))
    }

    /// The decisions of this run, in order of time.
    fn decisions(&self) -> impl Iterator<Item = (&Row, Decided<'_>)> {
        self.reached().filter_map(|row| {
            let Subject::Scene(id) = row.subject else {
                return None;
            };
            let step = self.run.steps.iter().find(|step| step.scene == id)?;
            let scene = &self.scenario[id];
            let choice = scene.choices.get(step.choice)?;
            Some((row, Decided { scene, choice }))
        })
    }

    /// The turning points decided while this run was played, with their rows.
    fn turning_points(&self) -> impl Iterator<Item = (&Row, crate::model::TurningPointId)> {
        self.reached().filter_map(|row| match row.subject {
            Subject::TurningPoint(id) if self.run.start.answer(id).is_none() => Some((row, id)),
            _ => None,
        })
    }

    /// Things that tell as much about a run as one another, beginning with another one from
    /// run to run: a class that lays its reports side by side has more to talk about.
    fn in_turn<T>(&self, mut things: Vec<T>) -> Vec<T> {
        let steps = self.run.steps.iter().enumerate();
        let turn: usize = steps.map(|(at, step)| (at + 1) * step.choice).sum();
        let n_things = things.len().max(1);
        things.rotate_left(turn % n_things);
        things
    }

    /// "1917".
    fn year(&self) -> i16 {
        self.scenario[self.run.begin].when.year()
    }
}

/// A decision of the run, as the scenario has it.
#[derive(Clone, Copy)]
struct Decided<'a> {
    scene: &'a crate::model::Scene,
    choice: &'a crate::model::Choice,
}

/// The answer of the run in a row, in words.
fn mine(row: &Row) -> &str {
    row.mine.words()
}

/// What history has in a row, as the end of a sentence: "in history: “…”".
fn history(row: &Row) -> String {
    match &row.history {
        Some(history) => format!("in history: “{history}”"),
        None => "in history nothing is recorded of it".to_owned(),
    }
}
