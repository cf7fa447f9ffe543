//! Questions about the course of a run: where it parts from history, what turned, what was
//! decided.

use super::{Decided, Facts, Question, history, mine};
use crate::compare::{Entry, Likeness, Row, Subject};
use crate::explore::odds::{HingeKind, Target};
use crate::model::{Standing, TurningPointId};
use crate::report::run::counted;
use crate::report::run::odds::{Hung, OddsRow};

/// Where two runs part.
pub(super) fn runs_part(facts: &Facts<'_>) -> Vec<Question> {
    // A decision tells more than luck that fell otherwise.
    let mut rows = facts.spread.comparison.rows.iter();
    let row = rows.find(|row| row.between == Some(Likeness::Other));
    let question = |row: &Row| Question {
        kind: "runs_part",
        title: "Two runs part",
        facts: format!(
            "The two runs part at “{}”, {}. In this one: “{}”. In the other: “{}”.",
            row.question,
            row.day,
            mine(row),
            row.other.words()
        ),
        ask: "Follow both runs to the end. What came of this one difference, and what would \
            have come about without it?"
            .to_owned(),
        sources: Vec::new(),
        about: Some(row.subject),
    };
    row.map(question).into_iter().collect()
}

/// Where the run first parts from history.
pub(super) fn first_parting(facts: &Facts<'_>) -> Vec<Question> {
    let Some(row) = facts.spread.comparison.first_from_history() else {
        return Vec::new();
    };
    let likeness = row.mine.cell().map(|cell| cell.likeness);
    let (told, ask) = match (row.subject, likeness) {
        (Subject::TurningPoint(_), _) => (
            format!(
                "Then “{}” came out as “{}”; {}.",
                row.question,
                mine(row),
                history(row)
            ),
            "Which decision before it may have had a part in this? Name one, and say how one \
             could have led to the other.",
        ),
        (Subject::Scene(_), Some(Likeness::OtherLuck | Likeness::OtherOutcome)) => (
            format!(
                "Then, at “{}”, you decided as it is recorded, “{}”, and something else came \
                 of it.",
                row.question,
                mine(row)
            ),
            "Would you say that you changed history there? What is the difference between \
             changing something and being there when it changes?",
        ),
        (Subject::Scene(_), _) => (
            format!(
                "Then, at “{}”, you decided “{}”; {}.",
                row.question,
                mine(row),
                history(row)
            ),
            "What did the person you played know at that hour, and what not? Give one reason \
             this person could have had for each of the two.",
        ),
    };
    vec![Question {
        kind: "first_parting",
        title: "Where the roads part",
        facts: format!("Up to {} your run went as it is recorded. {told}", row.day),
        ask: ask.to_owned(),
        sources: Vec::new(),
        about: Some(row.subject),
    }]
}

/// A run that never parts from history.
pub(super) fn all_as_recorded(facts: &Facts<'_>) -> Vec<Question> {
    let comparison = &facts.spread.comparison;
    if comparison.first_from_history().is_some() || comparison.n_decided() == 0 {
        return Vec::new();
    }
    vec![Question {
        kind: "all_as_recorded",
        title: "All as it was",
        facts: format!(
            "You made {}, and all of it went as it is recorded.",
            counted(comparison.n_decided(), "decision", "decisions")
        ),
        ask: "Where did you decide so because you knew what happened, and where because it \
            seemed right? Would the person you played have seen the difference?"
            .to_owned(),
        sources: Vec::new(),
        about: None,
    }]
}

/// Turning points that came out otherwise, with what the model says moved each furthest;
/// the one that was moved furthest first.
fn turned_points<'a>(facts: &'a Facts<'_>) -> Vec<(&'a Row, TurningPointId, Option<&'a Hung>)> {
    let mut turned: Vec<_> = facts
        .turning_points()
        .filter(|(row, _)| row.mine.parts_from_history())
        .map(|(row, id)| {
            (
                row,
                id,
                odds_of(facts, id).and_then(|row| row.hinge.as_ref()),
            )
        })
        .collect();
    turned.sort_by_key(|(_, _, hung)| {
        std::cmp::Reverse(hung.map(|hung| hung.hinge.moved().unsigned_abs()))
    });
    turned
}

fn odds_of<'a>(facts: &'a Facts<'_>, id: TurningPointId) -> Option<&'a OddsRow> {
    let answer = facts.run.state().answer(id)?;
    facts.odds?.of(Target::Answer(id, answer))
}

/// A turning point that a decision turned.
pub(super) fn turned_by_decision(facts: &Facts<'_>) -> Vec<Question> {
    let by_decision = |(row, _, hung): &(&Row, TurningPointId, Option<&Hung>)| {
        let hung = hung.filter(|hung| hung.hinge.kind == HingeKind::Decision)?;
        Some(Question {
            kind: "turned_by_decision",
            title: "What turned it",
            facts: format!(
                "“{}” In your run: “{}”; {}. In this game’s model no decision and no luck \
                 moved that further than “{}” ({}): its odds went {}.",
                row.question,
                mine(row),
                history(row),
                hung.choice,
                hung.day,
                hung.moved()
            ),
            ask: "Do you believe the model here? Say what else would have had to be different \
                for one such decision to count so much, and who else had a say in it."
                .to_owned(),
            sources: Vec::new(),
            about: Some(row.subject),
        })
    };
    turned_points(facts)
        .iter()
        .filter_map(by_decision)
        .collect()
}

/// A turning point that luck turned.
pub(super) fn turned_by_luck(facts: &Facts<'_>) -> Vec<Question> {
    let by_luck = |(row, _, hung): &(&Row, TurningPointId, Option<&Hung>)| {
        let hung = hung.filter(|hung| hung.hinge.kind == HingeKind::Draw)?;
        Some(Question {
            kind: "turned_by_luck",
            title: "Luck turned it",
            facts: format!(
                "“{}” In your run: “{}”; {}. In this game’s model it was luck that moved that \
                 furthest, after “{}” ({}): its odds went {}.",
                row.question,
                mine(row),
                history(row),
                hung.choice,
                hung.day,
                hung.moved()
            ),
            ask: "If it was luck, who would still have claimed it as their own doing, and who \
                would have been blamed? How could somebody find out today that it was luck?"
                .to_owned(),
            sources: Vec::new(),
            about: Some(row.subject),
        })
    };
    turned_points(facts).iter().filter_map(by_luck).collect()
}

/// A turning point that turned where the model does not say why.
pub(super) fn turned(facts: &Facts<'_>) -> Vec<Question> {
    let without_why = |(row, _, hung): &(&Row, TurningPointId, Option<&Hung>)| {
        hung.is_none().then(|| Question {
            kind: "turned",
            title: "It came out otherwise",
            facts: format!(
                "“{}” In your run: “{}”; {}.",
                row.question,
                mine(row),
                history(row)
            ),
            ask: "Which of your decisions may have turned it, and through whom? What had \
                nothing to do with you?"
                .to_owned(),
            sources: Vec::new(),
            about: Some(row.subject),
        })
    };
    turned_points(facts)
        .iter()
        .filter_map(without_why)
        .collect()
}

/// A turning point that could have been turned from here and was not; the one that the model
/// held for least likely first.
pub(super) fn held(facts: &Facts<'_>) -> Vec<Question> {
    let role = &facts.scenario[facts.run.role];
    let mut held: Vec<(&Row, TurningPointId)> = facts
        .turning_points()
        .filter(|(row, id)| !row.mine.parts_from_history() && role.reach.contains(id))
        .collect();
    held.sort_by_key(|(_, id)| odds_of(facts, *id).map_or(u64::MAX, |row| row.alike.units()));
    let question = |(row, id): &(&Row, TurningPointId)| {
        let odds = odds_of(facts, *id).map_or(String::new(), |row| {
            format!(
                " In this game’s model the odds of that were {} when your run began.",
                row.alike.words()
            )
        });
        Question {
            kind: "held",
            title: "It did not turn",
            facts: format!(
                "“{}” It came out as in history: “{}”. In this game your role, {}, could have \
                 helped to turn it.{odds}",
                row.question,
                mine(row),
                role.name
            ),
            ask: "What kept it on its way: something you did, something you left undone, or \
                something much larger? How would you tell these apart?"
                .to_owned(),
            sources: Vec::new(),
            about: Some(row.subject),
        }
    };
    held.iter().map(question).collect()
}

/// A turning point that nobody in this place could turn.
pub(super) fn out_of_reach(facts: &Facts<'_>) -> Vec<Question> {
    let role = &facts.scenario[facts.run.role];
    let beyond = facts
        .turning_points()
        .filter(|(_, id)| !role.reach.contains(id));
    let question = |(row, _): (&Row, TurningPointId)| Question {
        kind: "out_of_reach",
        title: "Out of reach",
        facts: format!(
            "“{}” It came out as “{}”, and nothing that your role, {}, does in this game \
             reaches it.",
            row.question,
            mine(row),
            role.name
        ),
        ask: "Who could decide it? What kept the person you played away from it: place, rank, \
            time, or not knowing?"
            .to_owned(),
        sources: Vec::new(),
        about: Some(row.subject),
    };
    facts.in_turn(beyond.map(question).collect())
}

/// A decision as recorded, of which luck made something else.
pub(super) fn other_luck(facts: &Facts<'_>) -> Vec<Question> {
    let otherwise = facts.decisions().filter_map(|(row, decided)| {
        let Entry::Made(cell) = &row.mine else {
            return None;
        };
        (cell.likeness == Likeness::OtherLuck).then(|| Question {
            kind: "other_luck",
            title: "The same decision, other luck",
            facts: format!(
                "At “{}”, {}, you decided as it is recorded: “{}”. Luck made something else \
                 of it: {}",
                row.question,
                row.day,
                decided.choice.text,
                sentence(&cell.outcome)
            ),
            ask: "Is a decision good because it comes out well? How would somebody who only \
                knows what came of it judge this one?"
                .to_owned(),
            sources: Vec::new(),
            about: Some(row.subject),
        })
    });
    facts.in_turn(otherwise.collect())
}

/// A decision that was argued for at the time and not taken.
pub(super) fn argued_for(facts: &Facts<'_>) -> Vec<Question> {
    let argued = facts
        .decisions()
        .filter(|(_, decided)| decided.choice.record == Standing::Considered);
    let question = |(row, decided): (&Row, Decided<'_>)| Question {
        kind: "argued_for",
        title: "Argued for, and not done",
        facts: format!(
            "At “{}”, {}, you decided “{}”. There were people in {} who argued for that; {}.",
            row.question,
            row.day,
            decided.choice.text,
            row.when.year(),
            history(row)
        ),
        ask: "Who will have argued for it, and with what reason? Why was it not done: was it \
            impossible, or did others win?"
            .to_owned(),
        sources: decided.choice.sources.clone(),
        about: Some(row.subject),
    };
    facts.in_turn(argued.map(question).collect())
}

/// A decision that is invented for play.
pub(super) fn invented(facts: &Facts<'_>) -> Vec<Question> {
    let made_up = facts
        .decisions()
        .filter(|(_, decided)| decided.choice.record == Standing::Invented);
    let question = |(row, decided): (&Row, Decided<'_>)| Question {
        kind: "invented",
        title: "Made up for the game",
        facts: format!(
            "At “{}”, {}, you decided “{}”. No source says that anybody did; the game has \
             made it up.",
            row.question, row.day, decided.choice.text
        ),
        ask: "Could somebody in this place have done it? Name one thing you have read that \
            speaks for it and one that speaks against it."
            .to_owned(),
        sources: decided.scene.history.sources.clone(),
        about: Some(row.subject),
    };
    facts.in_turn(made_up.map(question).collect())
}

/// The decision after which luck moved the most, in the model.
pub(super) fn luck_weighed(facts: &Facts<'_>) -> Vec<Question> {
    let rows = facts.odds.map_or(&[][..], |odds| &odds.rows);
    let mut by_luck: Vec<(&OddsRow, &Hung)> = rows
        .iter()
        .filter_map(|row| Some((row, row.hinge.as_ref()?)))
        .filter(|(_, hung)| hung.is_luck())
        .collect();
    by_luck.sort_by_key(|(_, hung)| std::cmp::Reverse(hung.hinge.moved().unsigned_abs()));
    let question = |(row, hung): &(&OddsRow, &Hung)| Question {
        kind: "luck_weighed",
        title: "What luck weighs",
        facts: format!(
            "After “{}” ({}) luck had its say. In this game’s model the odds of “{}” went {} \
             by it.",
            hung.choice,
            hung.day,
            row.answer,
            hung.moved()
        ),
        ask: "What stands behind the word “luck” here: the weather, other people, things \
            nobody wrote down? Could the person you played have done anything about it?"
            .to_owned(),
        sources: Vec::new(),
        about: Some(Subject::Scene(hung.hinge.scene)),
    };
    by_luck.iter().map(question).collect()
}

/// A moment of the recorded path that this run never came to.
pub(super) fn closed_to_history(facts: &Facts<'_>) -> Vec<Question> {
    let never = Entry::Absent(crate::compare::Absence::Never);
    let rows = facts.spread.comparison.decisions();
    let passed_by = rows.filter(|row| row.mine == never && row.history.is_some());
    let question = |row: &Row| Question {
        kind: "closed_to_history",
        title: "A moment you passed by",
        facts: format!(
            "On the recorded path there is “{}”, {}; {}. Your run never came there.",
            row.question,
            row.day,
            history(row)
        ),
        ask: "Which of your decisions led you past it? Was there a way back to it?".to_owned(),
        sources: Vec::new(),
        about: Some(row.subject),
    };
    facts.in_turn(passed_by.map(question).collect())
}

fn sentence(text: &str) -> String {
    match text {
        "" => "something the record does not have.".to_owned(),
        text => format!("“{text}”"),
    }
}
