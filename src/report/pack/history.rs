//! What the scenario itself knows: roles, turning points, words, misconceptions, sources.

use super::doc::{Block, Rich, Table};
use crate::model::{Entry, EntryKind, Role, Scenario, SourceKind, TurningPoint, TurningPointId};

/// A card for each person to play.
pub(super) fn roles(scenario: &Scenario, blocks: &mut Vec<Block>) {
    blocks.push(Block::Chapter {
        id: "roles",
        title: "Role cards".to_owned(),
    });
    for role in &scenario.roles {
        blocks.push(card(scenario, role));
    }
}

fn card(scenario: &Scenario, role: &Role) -> Block {
    let field =
        |head: &str, text: &str| Block::Text(Rich::default().strong(format!("{head} ")).and(text));
    let reach: Vec<Rich> = role
        .reach
        .iter()
        .map(|id| Rich::of(scenario[*id].question.as_str()))
        .collect();
    let invented = if role.invented {
        "The person is invented."
    } else {
        "The person lived."
    };
    let mut inner = vec![
        Block::Text(Rich::of(format!("{}. {}.", role.tagline, role.span))),
        field("You are:", &role.you_are),
        field("You want:", &role.you_want),
        field("You cannot know:", &role.you_cannot_know),
    ];
    if !reach.is_empty() {
        inner.push(Block::Note(Rich::of(
            "Your decisions can move the answers to these questions:",
        )));
        inner.push(Block::List(reach));
    }
    inner.push(Block::Note(Rich::of(format!(
        "About {} minutes. {invented}",
        role.minutes
    ))));
    Block::Card(role.name.clone(), inner)
}

/// Every question history answered, with its answers.
pub(super) fn turning_points(scenario: &Scenario, blocks: &mut Vec<Block>) {
    blocks.push(Block::Chapter {
        id: "turning_points",
        title: "Turning points".to_owned(),
    });
    blocks.push(Block::Text(Rich::of(
        "For the teacher: these are the questions that stay open while one plays, with history’s answer and how sure it is.",
    )));
    for id in scenario.turning_point_ids() {
        blocks.push(turning_point(scenario, id, &scenario[id]));
    }
}

fn turning_point(scenario: &Scenario, id: TurningPointId, item: &TurningPoint) -> Block {
    let rows = item
        .answers
        .iter()
        .map(|answer| {
            let history = if answer.historical {
                Rich::default().strong("History’s answer")
            } else {
                Rich::of("Possible in the game")
            };
            (None, vec![Rich::of(answer.text.as_str()), history])
        })
        .collect();
    let by: Vec<&str> = scenario
        .roles
        .iter()
        .filter(|role| role.reach.contains(&id))
        .map(|role| role.name.as_str())
        .collect();
    let mut inner = vec![
        Block::Table(Table {
            caption: format!("{}: {}", item.day, item.question),
            head: vec!["Answer", "In history"],
            widths: vec![70, 30],
            rows,
            n_empty: 0,
        }),
        Block::Text(
            Rich::default()
                .strong(format!("Record, {}: ", item.standing.word()))
                .join(Rich::prose(scenario, &item.record))
                .cite(scenario, &item.sources),
        ),
    ];
    if !item.readings.is_empty() {
        inner.push(Block::Note(Rich::of("Can be played under these readings:")));
        let readings = item.readings.iter().map(|reading| {
            Rich::default()
                .strong(format!("{}. ", reading.name))
                .join(Rich::prose(scenario, &reading.text))
                .cite(scenario, &reading.sources)
        });
        inner.push(Block::List(readings.collect()));
    }
    if !by.is_empty() {
        inner.push(Block::Note(Rich::of(format!(
            "Can be turned by: {}.",
            by.join(", ")
        ))));
    }
    Block::Card(item.title.clone(), inner)
}

fn entries(scenario: &Scenario, kind: EntryKind) -> Vec<&Entry> {
    let mut entries: Vec<&Entry> = scenario
        .entries
        .iter()
        .filter(|entry| entry.kind == kind)
        .collect();
    if kind == EntryKind::Term {
        entries.sort_by_key(|entry| entry.name.to_lowercase());
    }
    entries
}

/// The terms of the codex.
pub(super) fn vocabulary(scenario: &Scenario, blocks: &mut Vec<Block>) {
    let terms = entries(scenario, EntryKind::Term);
    if terms.is_empty() {
        return;
    }
    blocks.push(Block::Chapter {
        id: "vocabulary",
        title: "Vocabulary".to_owned(),
    });
    let rows = terms
        .into_iter()
        .map(|entry| {
            let spoken: Vec<&str> = [&entry.original, &entry.say]
                .into_iter()
                .filter_map(Option::as_deref)
                .collect();
            let cells = vec![
                Rich::of(entry.name.as_str()),
                Rich::of(spoken.join(", ")),
                Rich::prose(scenario, &entry.text).cite(scenario, &entry.sources),
            ];
            (Some(format!("entry-{}", entry.key)), cells)
        })
        .collect();
    blocks.push(Block::Table(Table {
        caption: "Words in the order of the alphabet; capitals mark the stress".to_owned(),
        head: vec!["Word", "There, and as spoken", "What it means"],
        widths: vec![20, 22, 58],
        rows,
        n_empty: 0,
    }));
}

/// What many believe, and what is right.
pub(super) fn misconceptions(scenario: &Scenario, blocks: &mut Vec<Block>) {
    let myths = entries(scenario, EntryKind::Misconception);
    if myths.is_empty() {
        return;
    }
    blocks.push(Block::Chapter {
        id: "misconceptions",
        title: "Misconceptions".to_owned(),
    });
    let rows = myths
        .into_iter()
        .map(|entry| {
            let cells = vec![
                Rich::of(entry.name.as_str()),
                Rich::prose(scenario, &entry.text).cite(scenario, &entry.sources),
            ];
            (Some(format!("entry-{}", entry.key)), cells)
        })
        .collect();
    blocks.push(Block::Table(Table {
        caption: "What is often said, and what can be said".to_owned(),
        head: vec!["Often said", "What is known"],
        widths: vec![32, 68],
        rows,
        n_empty: 0,
    }));
}

/// Every source, under its number.
pub(super) fn sources(scenario: &Scenario, blocks: &mut Vec<Block>) {
    if scenario.sources.is_empty() {
        return;
    }
    blocks.push(Block::Chapter {
        id: "sources",
        title: "Sources".to_owned(),
    });
    let rows = scenario
        .sources
        .iter()
        .enumerate()
        .map(|(index, source)| {
            let work = format!("{}: {} ({})", source.author, source.title, source.year);
            let cells = vec![
                Rich::of((index + 1).to_string()),
                Rich::of(work),
                Rich::of(kind(source.kind)),
                Rich::of(source.note.as_str()),
            ];
            (Some(format!("source-{}", source.key)), cells)
        })
        .collect();
    blocks.push(Block::Table(Table {
        caption: "The numbers are those in square brackets".to_owned(),
        head: vec!["No.", "Work", "Kind", "How it was read"],
        widths: vec![8, 44, 14, 34],
        rows,
        n_empty: 0,
    }));
}

fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Document => "document",
        SourceKind::Press => "press",
        SourceKind::Memoir => "memoir",
        SourceKind::History => "history",
        SourceKind::Reference => "reference",
    }
}
