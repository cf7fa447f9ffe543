//! The teacher's own data of a scenario: plans, exercises, questions, care, courses.

use super::doc::{Block, Rich, Table, minutes, paragraphs, proses};
use crate::model::teaching::{Exercise, Lesson};
use crate::model::{Debate, DebateId, Scenario};

/// What it is, what it covers and what it does not.
pub(super) fn about(scenario: &Scenario, blocks: &mut Vec<Block>) {
    blocks.push(Block::Chapter {
        id: "about",
        title: "What this is".to_owned(),
    });
    blocks.push(Block::Text(Rich::of(scenario.summary.as_str())));
    let playings: Vec<String> = scenario
        .roles
        .iter()
        .map(|role| format!("{}, about {}", role.name, minutes(role.minutes)))
        .collect();
    blocks.push(Block::Text(
        Rich::default()
            .strong("To be played: ")
            .and(format!("{}.", playings.join("; "))),
    ));
    let Some(teaching) = &scenario.teaching else {
        return;
    };
    paragraphs(scenario, &teaching.class, blocks);
    blocks.push(Block::Heading("What it covers".to_owned()));
    blocks.push(Block::List(proses(scenario, &teaching.covers)));
    blocks.push(Block::Heading("What it does not cover".to_owned()));
    blocks.push(Block::List(proses(scenario, &teaching.leaves_out)));
}

/// The plans.
pub(super) fn lessons(scenario: &Scenario, blocks: &mut Vec<Block>) {
    let Some(teaching) = &scenario.teaching else {
        return;
    };
    blocks.push(Block::Chapter {
        id: "lessons",
        title: "Lesson plans".to_owned(),
    });
    for (index, item) in teaching.lessons.iter().enumerate() {
        let inner = lesson(scenario, item);
        if index == 0 {
            blocks.extend(inner);
        } else {
            blocks.push(Block::Sheet(inner));
        }
    }
}

fn lesson(scenario: &Scenario, lesson: &Lesson) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(lesson.title.clone()),
        Block::Text(
            Rich::default()
                .strong(format!("{}, {} minutes. ", lesson.time, lesson.minutes))
                .join(Rich::prose(scenario, &lesson.aim)),
        ),
    ];
    if !lesson.need.is_empty() {
        blocks.push(Block::Note(Rich::of("To have ready:")));
        blocks.push(Block::List(proses(scenario, &lesson.need)));
    }
    // A part begins a table of its own, so that its clock starts again.
    let mut table: Option<Table> = None;
    let mut clock = 0;
    for step in &lesson.steps {
        if table.is_none() || step.part.is_some() {
            blocks.extend(table.take().map(Block::Table));
            clock = 0;
            let caption = step.part.clone().unwrap_or_else(|| "Steps".to_owned());
            table = Some(Table {
                caption,
                head: vec!["Minute", "For", "What happens"],
                widths: vec![12, 12, 76],
                rows: Vec::new(),
                n_empty: 0,
            });
        }
        if let Some(table) = &mut table {
            let cells = vec![
                Rich::of(clock.to_string()),
                Rich::of(format!("{} min", step.minutes)),
                Rich::prose(scenario, &step.text),
            ];
            table.rows.push((None, cells));
        }
        clock += u32::from(step.minutes);
    }
    blocks.extend(table.map(Block::Table));
    if let Some(after) = &lesson.after {
        blocks.push(Block::Text(
            Rich::default()
                .strong("Afterwards: ")
                .join(Rich::prose(scenario, after)),
        ));
    }
    blocks
}

/// Work on sources.
pub(super) fn exercises(scenario: &Scenario, blocks: &mut Vec<Block>) {
    let exercises = scenario
        .teaching
        .as_ref()
        .map_or(&[][..], |teaching| &teaching.exercises);
    if exercises.is_empty() {
        return;
    }
    blocks.push(Block::Chapter {
        id: "exercises",
        title: "Source exercises".to_owned(),
    });
    blocks.push(Block::Text(Rich::of(
        "The numbers lead to the list of sources. Print the passage that you use; the last line of each exercise is for the teacher.",
    )));
    for item in exercises {
        blocks.push(exercise(scenario, item));
    }
}

fn exercise(scenario: &Scenario, exercise: &Exercise) -> Block {
    let inner = vec![
        Block::Text(Rich::prose(scenario, &exercise.text).cite(scenario, &exercise.sources)),
        Block::Counted(proses(scenario, &exercise.tasks)),
        Block::Note(
            Rich::default()
                .strong("Look for: ")
                .join(Rich::prose(scenario, &exercise.look_for)),
        ),
    ];
    Block::Card(exercise.title.clone(), inner)
}

/// The debates with their positions, and the questions that go with each.
pub(super) fn discussion(scenario: &Scenario, blocks: &mut Vec<Block>) {
    blocks.push(Block::Chapter {
        id: "discussion",
        title: "Discussion questions".to_owned(),
    });
    let general = questions(scenario, None);
    if !general.is_empty() {
        blocks.push(Block::Card(
            "On the whole".to_owned(),
            vec![Block::Counted(general)],
        ));
    }
    for (index, item) in scenario.debates.iter().enumerate() {
        blocks.push(debate(scenario, DebateId::at(index), item));
    }
}

fn debate(scenario: &Scenario, id: DebateId, debate: &Debate) -> Block {
    let rows = debate
        .positions
        .iter()
        .map(|position| {
            let claim = Rich::of(position.claim.as_str()).cite(scenario, &position.sources);
            let cells = vec![
                Rich::of(position.name.as_str()),
                Rich::of(position.who.as_str()),
                claim,
            ];
            (None, cells)
        })
        .collect();
    let mut asked = questions(scenario, Some(id));
    asked.push(Rich::of(debate.ask.as_str()));
    let inner = vec![
        Block::Table(Table {
            caption: "Positions".to_owned(),
            head: vec!["Position", "Held by", "What it says"],
            widths: vec![24, 26, 50],
            rows,
            n_empty: 0,
        }),
        Block::Counted(asked),
    ];
    Block::Card(debate.question.clone(), inner)
}

fn questions(scenario: &Scenario, debate: Option<DebateId>) -> Vec<Rich> {
    scenario
        .teaching
        .iter()
        .flat_map(|teaching| &teaching.questions)
        .filter(|question| question.debate == debate)
        .map(|question| Rich::prose(scenario, &question.text))
        .collect()
}

/// What may be hard to read, and how to play it with care.
pub(super) fn care(scenario: &Scenario, blocks: &mut Vec<Block>) {
    blocks.push(Block::Chapter {
        id: "care",
        title: "Content and care".to_owned(),
    });
    if !scenario.notes.is_empty() {
        blocks.push(Block::Heading("What is in it".to_owned()));
        let notes = scenario.notes.iter();
        blocks.push(Block::List(
            notes.map(|note| Rich::of(note.as_str())).collect(),
        ));
    }
    for role in &scenario.roles {
        let mut notes = vec![Rich::of(role.before_you_begin.as_str())];
        for chapter in &role.chapters {
            if !chapter.notes.is_empty() {
                notes.push(
                    Rich::default()
                        .strong(format!("{}: ", chapter.title))
                        .and(chapter.notes.join(" ")),
                );
            }
        }
        blocks.push(Block::Card(role.name.clone(), vec![Block::List(notes)]));
    }
    let ethics = scenario.teaching.as_ref().map(|teaching| &teaching.ethics);
    if let Some(ethics) = ethics.filter(|ethics| !ethics.is_empty()) {
        blocks.push(Block::Heading("How to play this with care".to_owned()));
        blocks.push(Block::List(proses(scenario, ethics)));
    }
}

/// Where it fits in.
pub(super) fn hooks(scenario: &Scenario, blocks: &mut Vec<Block>) {
    let hooks = scenario
        .teaching
        .as_ref()
        .map_or(&[][..], |teaching| &teaching.hooks);
    if hooks.is_empty() {
        return;
    }
    blocks.push(Block::Chapter {
        id: "courses",
        title: "Courses of study".to_owned(),
    });
    blocks.push(Block::Text(Rich::of(
        "Courses change: look into the current specification before you rely on this.",
    )));
    let rows = hooks
        .iter()
        .map(|hook| {
            let cells = vec![
                Rich::of(hook.course.as_str()),
                Rich::prose(scenario, &hook.text),
                Rich::of(hook.checked.as_str()),
            ];
            (None, cells)
        })
        .collect();
    blocks.push(Block::Table(Table {
        caption: "Where it fits in".to_owned(),
        head: vec!["Course", "What it serves", "How this was checked"],
        widths: vec![34, 40, 26],
        rows,
        n_empty: 0,
    }));
}
