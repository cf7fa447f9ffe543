//! Questions about how anything is known: sources, debates, the city, the model, the person.

use super::{Facts, Question, history, mine};
use crate::compare::{Bearing, Held, Row, Subject};
use crate::explore::odds::Target;
use crate::model::{
    GaugeId, Reading, Scenario, SideId, Source, SourceId, SourceKind, TurningPointId,
};
use crate::report::run::notes::row_sources;
use crate::report::run::{counted, first_paragraph, first_sentence};

/// A turning point that sources read against one another.
pub(super) fn sources_contradict(facts: &Facts<'_>) -> Vec<Question> {
    let disputed = facts
        .turning_points()
        .filter(|(_, id)| facts.scenario[*id].readings.len() > 1);
    let mut disputed: Vec<(&Row, TurningPointId)> = facts.in_turn(disputed.collect());
    // What came out otherwise is nearer to the run.
    disputed.sort_by_key(|(row, _)| !row.mine.parts_from_history());
    let question = |(row, id): &(&Row, TurningPointId)| {
        let item = &facts.scenario[*id];
        let chosen = item.readings.get(facts.run.start.readings().of(*id))?;
        let [first, second, ..] = item.readings.as_slice() else {
            return None;
        };
        let both = first.sources.iter().chain(&second.sources);
        Some(Question {
            kind: "sources_contradict",
            title: "Source against source",
            facts: format!(
                "“{}” is read in more than one way. “{}”: {}. “{}”: {}. Your run was played \
                 under “{}”.",
                item.title,
                first.name,
                argued_in(facts.scenario, first),
                second.name,
                argued_in(facts.scenario, second),
                chosen.name
            ),
            ask: "What would each side have to find in an archive to win the other over? \
                Under the other reading, might your run have come out otherwise?"
                .to_owned(),
            sources: both.copied().collect(),
            about: Some(row.subject),
        })
    };
    disputed.iter().filter_map(question).collect()
}

/// "argued by Alexander Rabinowitch in “Prelude to Revolution” (1968)".
fn argued_in(scenario: &Scenario, reading: &Reading) -> String {
    let source = reading.sources.first().map(|id| &scenario[*id]);
    match source {
        Some(source) => format!(
            "argued by {} in “{}” ({})",
            source.author, source.title, source.year
        ),
        None => "argued without a source".to_owned(),
    }
}

/// "Alexander Rabinowitch, “Prelude to Revolution” (1968)".
fn named(source: &Source) -> String {
    format!("{}, “{}” ({})", source.author, source.title, source.year)
}

/// A row that is known from papers of the time and from memory.
pub(super) fn document_and_memoir(facts: &Facts<'_>) -> Vec<Question> {
    let mut found: Vec<Question> = Vec::new();
    for row in facts.reached() {
        let sources = row_sources(facts.scenario, row.subject);
        let of_kind = |kinds: &[SourceKind]| -> Option<SourceId> {
            let mut sources = sources.iter();
            sources
                .find(|id| kinds.contains(&facts.scenario[**id].kind))
                .copied()
        };
        let paper = of_kind(&[SourceKind::Document, SourceKind::Press]);
        let memoir = of_kind(&[SourceKind::Memoir]);
        let (Some(paper), Some(memoir)) = (paper, memoir) else {
            continue;
        };
        let kind = match facts.scenario[paper].kind {
            SourceKind::Press => "a newspaper",
            _ => "a document",
        };
        found.push(Question {
            kind: "document_and_memoir",
            title: "Paper and memory",
            facts: format!(
                "What is known of “{}” rests, among others, on {kind}, {}, and on a memoir, {}.",
                row.question,
                named(&facts.scenario[paper]),
                named(&facts.scenario[memoir])
            ),
            ask: "Which would you trust more for the hour at which something happened, and \
                which for what people felt? How can somebody remember wrongly without lying?"
                .to_owned(),
            sources: vec![paper, memoir],
            about: Some(row.subject),
        });
    }
    facts.in_turn(found)
}

/// A run that is played under a reading that was chosen.
pub(super) fn own_reading(facts: &Facts<'_>) -> Vec<Question> {
    let question = |(id, reading): (TurningPointId, usize)| {
        let item = &facts.scenario[id];
        let reading = item.readings.get(reading)?;
        Some(Question {
            kind: "own_reading",
            title: "Your reading",
            facts: format!(
                "In your run “{}” was read as “{}”.",
                item.title, reading.name
            ),
            ask: "What does this reading take to be strong, and what weak? Would somebody of \
                the time, on one side or the other, have found it just?"
                .to_owned(),
            sources: reading.sources.clone(),
            about: Some(Subject::TurningPoint(id)),
        })
    };
    let chosen = facts.run.start.readings().chosen();
    chosen.filter_map(question).collect()
}

/// A debate that one of the run's turning points speaks to.
pub(super) fn debate(facts: &Facts<'_>) -> Vec<Question> {
    let question = |bearing: &Bearing| {
        let debate = &facts.scenario[bearing.debate];
        let point = bearing.points.iter().find(|point| point.turned);
        let point = point.or(bearing.points.first())?;
        let item = &facts.scenario[point.id];
        let as_was = if point.turned {
            "otherwise than in history"
        } else {
            "as in history"
        };
        Some(Question {
            kind: "debate",
            title: "What historians dispute",
            facts: format!(
                "“{}” One thing in your run bears on this: “{}” came out {as_was}, “{}”.",
                debate.question,
                item.title,
                item.answer(point.answer).map_or("", |answer| &answer.text)
            ),
            ask: debate.ask.clone(),
            sources: Vec::new(),
            // It is not asked about the turning point, but about what is made of it.
            about: None,
        })
    };
    by_weight(facts).into_iter().filter_map(question).collect()
}

/// The debates, those that a turned turning point bears on first, and of these those that
/// most turning points of the run bear on.
fn by_weight<'a>(facts: &Facts<'a>) -> Vec<&'a Bearing> {
    let mut debates: Vec<&Bearing> = facts.debates.iter().collect();
    debates.sort_by_key(|bearing| {
        let weight = (bearing.is_turned(), bearing.points.len());
        std::cmp::Reverse(weight)
    });
    debates
}

/// Whether a game can speak for a position at all.
pub(super) fn game_as_evidence(facts: &Facts<'_>) -> Vec<Question> {
    let question = |bearing: &Bearing| {
        let debate = &facts.scenario[bearing.debate];
        let [first, second, ..] = debate.positions.as_slice() else {
            return None;
        };
        let sources = first.sources.iter().chain(&second.sources);
        Some(Question {
            kind: "game_as_evidence",
            title: "Can a game be evidence?",
            facts: format!(
                "“{}” {}: “{}” {}: “{}”",
                debate.question, first.name, first.claim, second.name, second.claim
            ),
            ask: "Did anything in your run make one of these easier to believe? Should it, if \
                the rules of the game were made by people of today?"
                .to_owned(),
            sources: sources.copied().collect(),
            about: None,
        })
    };
    by_weight(facts).into_iter().filter_map(question).collect()
}

/// A place that another side holds than in history, when most are.
pub(super) fn place_held(facts: &Facts<'_>) -> Vec<Question> {
    let turns = facts.spread.city.turns(facts.scenario);
    let n_otherwise = |held: &[Held]| held.iter().filter(|held| held.mine != held.history).count();
    // Of hours alike in that the first counts.
    let furthest = turns.iter().rev().max_by_key(|(_, held)| n_otherwise(held));
    let Some((when, held)) = furthest else {
        return Vec::new();
    };
    let question = |held: Held| {
        let side = |side: SideId| facts.scenario[side].name.as_str();
        let place = &facts.scenario[held.place];
        Question {
            kind: "place_held",
            title: "Who holds it",
            facts: format!(
                "{}, {}: in your run it was held by {}; in history by {}.",
                place.name,
                when.day_and_clock(),
                side(held.mine),
                side(held.history)
            ),
            ask: "Find it on the map. What can those do who hold it: see, stop, say, \
                    move, shut? What must they have besides the place for that to be of use?"
                .to_owned(),
            sources: place.sources.clone(),
            about: None,
        }
    };
    let otherwise = held.iter().filter(|held| held.mine != held.history);
    // What is not on the map cannot be found there.
    let on_map = otherwise.filter(|held| !facts.scenario[held.place].off_map);
    facts.in_turn(on_map.copied().map(question).collect())
}

/// How a mood of the city moved; the one that moved furthest first.
pub(super) fn mood(facts: &Facts<'_>) -> Vec<Question> {
    let (start, end) = (&facts.run.start, facts.run.state());
    let mut moved: Vec<(u8, GaugeId)> = facts
        .scenario
        .gauges_of(facts.run.role)
        .map(|id| (start.level(id).abs_diff(end.level(id)), id))
        .filter(|(by, _)| *by > 0)
        .collect();
    moved.sort_by_key(|(by, _)| std::cmp::Reverse(*by));
    let question = |(_, id): &(u8, GaugeId)| {
        let gauge = &facts.scenario[*id];
        Question {
            kind: "mood",
            title: "What moved",
            facts: format!(
                "{}: “{}” When your run began the answer was “{}”, and at last “{}”.",
                gauge.name,
                gauge.question,
                gauge.word(start.level(*id)),
                gauge.word(end.level(*id))
            ),
            ask: "Name two moments that moved it. By what could somebody in the street have \
                noticed, without a gauge to look at?"
                .to_owned(),
            sources: Vec::new(),
            about: None,
        }
    };
    moved.iter().map(question).collect()
}

/// The answer that the model held for least likely.
pub(super) fn unlikely(facts: &Facts<'_>) -> Vec<Question> {
    /// Above this, nothing about an answer is unlikely.
    const ONE_IN_FOUR: u64 = 1 << 58;
    let rows = facts.odds.map_or(&[][..], |odds| &odds.rows);
    let mut rows: Vec<_> = rows
        .iter()
        .filter(|row| row.alike.units() <= ONE_IN_FOUR)
        .filter(|row| matches!(row.target, Target::Answer(..)))
        .collect();
    rows.sort_by_key(|row| row.alike.units());
    let year = facts.year();
    let question = |row: &super::super::odds::OddsRow| Question {
        kind: "unlikely",
        title: "An unlikely thing",
        facts: format!(
            "“{}” In this game’s model “{}” had odds of {} when your run began, and it came about.",
            row.question,
            row.answer,
            row.alike.words()
        ),
        ask: format!(
            "Does something unlikely need a better explanation than something likely? What do \
             you know of {year} that this model leaves out?"
        ),
        sources: Vec::new(),
        about: match row.target {
            Target::Answer(id, _) => Some(Subject::TurningPoint(id)),
            Target::Ending(_) => None,
        },
    };
    rows.into_iter().map(question).collect()
}

/// What would have stayed the same, in a run that turned something.
pub(super) fn what_stays(facts: &Facts<'_>) -> Vec<Question> {
    let comparison = &facts.spread.comparison;
    let (n_turned, n_answered) = (comparison.n_turned(), comparison.n_answered());
    if n_turned == 0 {
        return Vec::new();
    }
    vec![Question {
        kind: "what_stays",
        title: "What would have stayed",
        facts: format!(
            "Of {} in your run, {n_turned} came out otherwise than in history.",
            counted(n_answered, "turning point", "turning points")
        ),
        ask: "Choose one of them and put it back as it was. What in your run would then have \
            been exactly the same? What does that say about how much hung on it?"
            .to_owned(),
        sources: Vec::new(),
        about: None,
    }]
}

/// Decisions against the record, and nothing turned.
pub(super) fn no_effect(facts: &Facts<'_>) -> Vec<Question> {
    let comparison = &facts.spread.comparison;
    let (n_otherwise, n_answered) = (comparison.n_decided_otherwise(), comparison.n_answered());
    if comparison.n_turned() > 0 || n_otherwise == 0 || n_answered == 0 {
        return Vec::new();
    }
    vec![Question {
        kind: "no_effect",
        title: "Against the stream",
        facts: format!(
            "You decided otherwise than it is recorded {}; of {} none came out otherwise than \
             in history.",
            match n_otherwise {
                1 => "once".to_owned(),
                n_otherwise => format!("{n_otherwise} times"),
            },
            counted(n_answered, "turning point", "turning points")
        ),
        ask: "Does one person count for so little, or were these not the decisions that \
            count? What did change, for you or for those near you?"
            .to_owned(),
        sources: Vec::new(),
        about: None,
    }]
}

/// What the person could not know.
pub(super) fn cannot_know(facts: &Facts<'_>) -> Vec<Question> {
    let role = &facts.scenario[facts.run.role];
    if role.you_cannot_know.is_empty() {
        return Vec::new();
    }
    vec![Question {
        kind: "cannot_know",
        title: "What you could not know",
        facts: format!(
            "{}, what you cannot know: {}",
            role.name, role.you_cannot_know
        ),
        ask: "At which decision would you have done otherwise, had you known it? When did you \
            learn it, and from whom?"
            .to_owned(),
        sources: Vec::new(),
        about: None,
    }]
}

/// How the news came of a turning point that came out otherwise.
pub(super) fn news(facts: &Facts<'_>) -> Vec<Question> {
    let turned = facts
        .turning_points()
        .filter(|(row, _)| row.mine.parts_from_history());
    let points: Vec<(&Row, TurningPointId)> = facts.in_turn(turned.collect());
    let question = |(row, id): &(&Row, TurningPointId)| {
        let item = &facts.scenario[*id];
        let dispatch = &item.answer(facts.run.state().answer(*id)?)?.dispatch;
        let words = first_sentence(&first_paragraph(&dispatch.text));
        Some(Question {
            kind: "news",
            title: "How the news came",
            facts: format!(
                "That “{}” came out as “{}” ({}), you learned from this, {} ({}): “{words}”",
                item.title,
                mine(row),
                history(row),
                a_dispatch(dispatch.kind.word()),
                dispatch.from
            ),
            ask: "Who wrote this, for whom, and what was left out? What would the same \
                piece of news say if somebody of the other side had sent it?"
                .to_owned(),
            sources: Vec::new(),
            about: Some(row.subject),
        })
    };
    points.iter().filter_map(question).collect()
}

/// "an order", "a newspaper".
fn a_dispatch(word: &str) -> String {
    let word = word.to_lowercase();
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {word}")
}

/// How the role's own story closed.
pub(super) fn own_end(facts: &Facts<'_>) -> Vec<Question> {
    let crate::journal::Position::End(ending) = facts.run.position() else {
        return Vec::new();
    };
    let Some(ending) = facts.scenario[facts.run.role].endings.get(ending) else {
        return Vec::new();
    };
    vec![Question {
        kind: "own_end",
        title: "Your own story",
        facts: format!(
            "Your story closed with “{}”: {}",
            ending.title,
            first_sentence(&first_paragraph(&ending.text))
        ),
        ask: "What closed it so: your decisions, other people, or the city? Tell it in five \
            sentences as somebody would who stood beside you."
            .to_owned(),
        sources: Vec::new(),
        about: None,
    }]
}
