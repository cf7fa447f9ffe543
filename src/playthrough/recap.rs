//! What lies behind the open page, in a few words: for a run that is continued another day
//! what was decided and what came of it, for one that begins in the middle of the story
//! what is recorded before it.
//!
//! Everything is taken from the scenario: what an outcome leaves to be remembered, or else
//! its first words; the questions the city answered; the chief events on the way. The
//! latest chapter is told in full, those before it in a few lines. Start at
//! [`Playthrough::recap`].

use super::Playthrough;
use super::chapters::named;
use crate::journal;
use crate::model::{EventId, Link, Prose, Scenario};
use crate::rules::{Change, Happening, Passed, Step};

/// What lies behind the open page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recap {
    /// "What has happened so far".
    pub title: String,
    /// What has to be known to read the rest.
    pub lead: String,
    /// In order.
    pub chapters: Vec<RecapChapter>,
    /// Where and when you stand, and how the city does: a line each.
    pub stands: Vec<String>,
}

/// A chapter that lies behind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecapChapter {
    /// "Chapter 1 · Bread".
    pub head: String,
    /// The days it covers.
    pub span: String,
    /// What was done, in short; empty if the decisions are told one by one.
    pub told: String,
    /// The decisions one by one; none if it is told in short.
    pub decisions: Vec<RecapDecision>,
    /// What happened in the city, a sentence each.
    pub city: Vec<String>,
}

/// A decision that lies behind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecapDecision {
    /// "23 February".
    pub day: String,
    /// The scene's title.
    pub scene: String,
    /// The words chosen.
    pub chose: String,
    /// What came of it, a sentence.
    pub came: String,
}

/// How much of a chapter is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Extent {
    InShort,
    InFull,
}

/// So many events stand for a chapter in which no question was answered.
const MOST_EVENTS: usize = 5;

impl Playthrough {
    /// What lies behind the open page; `None` at the beginning of the role's story, and
    /// when it is over.
    #[must_use]
    pub fn recap(&self) -> Option<Recap> {
        let scenario = self.scenario();
        let (run, begins) = (self.replay(), self.journal().begins.is_some());
        if self.is_over() {
            return None;
        }
        let before = run.steps.is_empty();
        let (title, lead, chapters) = match (before, begins) {
            (true, false) => return None,
            (true, true) => {
                let history = journal::historical(scenario, run.role, self.readings());
                let steps = history.steps.iter();
                let steps: Vec<&Step> = steps.take_while(|it| it.scene != run.begin).collect();
                let role = &scenario[run.role];
                let lead = format!(
                    "{} Up to this hour everything has gone as it is recorded; from here on you decide.",
                    you_are(&role.you_are)
                );
                ("What has gone before", lead, told(scenario, &steps, None))
            }
            (false, _) => {
                let steps: Vec<&Step> = run.steps.iter().collect();
                // What is still on the page has not been told yet.
                let open = self.on_outcome().then(|| steps.len() - 1);
                let chapters = told(scenario, &steps, Some(Latest { open }));
                ("What has happened so far", self.where_it_began(), chapters)
            }
        };
        Some(Recap {
            title: title.to_owned(),
            lead,
            chapters,
            stands: self.stands(),
        })
    }

    /// Said only of a run that began in the middle of the story.
    fn where_it_began(&self) -> String {
        let scenario = self.scenario();
        let scene = &scenario[self.replay().begin];
        let chapters = &scenario[scene.role].chapters;
        match (&self.journal().begins, chapters.get(scene.chapter)) {
            (Some(_), Some(chapter)) => format!(
                "Your run begins in {}, at “{}”. What lies before went as it is recorded.",
                named(scene.chapter + 1, chapter),
                scene.title
            ),
            _ => String::new(),
        }
    }

    fn stands(&self) -> Vec<String> {
        let top = self.top_view();
        let gauges = top.gauges.iter();
        let gauges: Vec<String> = gauges
            .map(|gauge| format!("{}: {}", gauge.name, gauge.word))
            .collect();
        let mut stands = vec![format!("{}. {}.", top.place_name, top.date)];
        if !gauges.is_empty() {
            stands.push(format!("{}.", gauges.join(" · ")));
        }
        stands
    }
}

/// That the last chapter is to be told in full, up to the step that is still on the page.
#[derive(Clone, Copy)]
struct Latest {
    open: Option<usize>,
}

fn told(scenario: &Scenario, steps: &[&Step], latest: Option<Latest>) -> Vec<RecapChapter> {
    let chapter_of = |step: &&Step| scenario[step.scene].chapter;
    let last = steps.last().map(chapter_of);
    let open = latest.and_then(|latest| latest.open);
    let mut left = steps.len();
    steps
        .chunk_by(|a, b| chapter_of(a) == chapter_of(b))
        .filter_map(|part| {
            left -= part.len();
            let first = part.first()?;
            let index = chapter_of(first);
            let chapter = scenario[scenario[first.scene].role].chapters.get(index)?;
            let extent = match latest {
                Some(_) if Some(index) == last => Extent::InFull,
                _ => Extent::InShort,
            };
            let open = open.filter(|_| left == 0).and(part.len().checked_sub(1));
            let mut item = RecapChapter {
                head: format!("Chapter {} · {}", index + 1, chapter.title),
                span: chapter.span.clone(),
                told: String::new(),
                decisions: Vec::new(),
                city: city(scenario, part, open),
            };
            match extent {
                Extent::InShort => item.told = in_short(scenario, part),
                Extent::InFull => {
                    item.decisions = part.iter().map(|step| decision(scenario, step)).collect();
                }
            }
            Some(item)
        })
        .collect()
}

/// What is remembered of a chapter; where nothing is, the words that were chosen.
fn in_short(scenario: &Scenario, steps: &[&Step]) -> String {
    let remembered: Vec<String> = steps
        .iter()
        .flat_map(|step| memories(scenario, step))
        .collect();
    if !remembered.is_empty() {
        return remembered.join(" ");
    }
    let chosen: Vec<String> = steps
        .iter()
        .map(|step| format!("“{}”", chose(scenario, step)))
        .collect();
    format!("You chose: {}.", chosen.join("; "))
}

fn decision(scenario: &Scenario, step: &Step) -> RecapDecision {
    let scene = &scenario[step.scene];
    let remembered: Vec<String> = memories(scenario, step).collect();
    RecapDecision {
        day: scene.when.day_and_month(),
        scene: scene.title.clone(),
        chose: chose(scenario, step),
        came: match remembered.as_slice() {
            [] => outcome(scenario, step),
            some => some.join(" "),
        },
    }
}

fn chose(scenario: &Scenario, step: &Step) -> String {
    let choice = scenario[step.scene].choices.get(step.choice);
    choice.map_or(String::new(), |choice| choice.text.clone())
}

/// What an outcome leaves to be remembered, in sentences.
fn memories(scenario: &Scenario, step: &Step) -> impl Iterator<Item = String> {
    step.changes.iter().filter_map(|change| {
        let Change::Remembered(flag) = change else {
            return None;
        };
        let text = scenario[*flag].text.as_str();
        (!text.is_empty()).then(|| sentence(text))
    })
}

/// The first words of an outcome that nothing is remembered of.
fn outcome(scenario: &Scenario, step: &Step) -> String {
    let text = scenario[step.scene]
        .choices
        .get(step.choice)
        .and_then(|choice| choice.outcomes.get(step.outcome))
        .map(|outcome| &outcome.text);
    text.map_or(String::new(), opening_words)
}

/// The questions the city answered while these decisions were made; where it answered
/// none, the chief events.
fn city(scenario: &Scenario, steps: &[&Step], open: Option<usize>) -> Vec<String> {
    let passed = || {
        let heard = steps.iter().enumerate();
        let heard = heard.filter(|(index, _)| Some(*index) != open);
        heard.flat_map(|(_, step)| &step.passed)
    };
    let settled = steps.iter().flat_map(|step| &step.changes);
    let settled = settled.filter_map(|change| match change {
        Change::Settled(id, answer) => Some((*id, *answer)),
        _ => None,
    });
    let decided = passed().filter_map(|passed| match passed.what {
        Happening::Decided(id, answer) => Some((id, answer)),
        Happening::Event(_) => None,
    });
    let answers: Vec<String> = settled
        .chain(decided)
        .filter_map(|(id, answer)| {
            let question = &scenario[id];
            let answer = question.answer(answer)?;
            Some(format!("{} {}", question.question, sentence(&answer.text)))
        })
        .collect();
    if !answers.is_empty() {
        return answers;
    }
    chief_events(scenario, &passed().collect::<Vec<_>>())
}

/// The events that the scenario speaks of most, in order of time.
fn chief_events(scenario: &Scenario, passed: &[&Passed]) -> Vec<String> {
    let mut found: Vec<(usize, EventId)> = passed
        .iter()
        .filter_map(|passed| match passed.what {
            Happening::Event(id) => Some((n_mentions(scenario, id), id)),
            Happening::Decided(..) => None,
        })
        .collect();
    // The sort keeps the order of time where two are spoken of alike.
    found.sort_by_key(|(n_mentions, _)| std::cmp::Reverse(*n_mentions));
    found.truncate(MOST_EVENTS);
    let chief: Vec<EventId> = found.into_iter().map(|(_, id)| id).collect();
    passed
        .iter()
        .filter_map(|passed| match passed.what {
            Happening::Event(id) if chief.contains(&id) => Some(&scenario[id]),
            _ => None,
        })
        .map(|event| format!("{}: {}", event.when.day_and_month(), sentence(&event.title)))
        .collect()
}

/// How often the records, the questions and the codex speak of an event.
fn n_mentions(scenario: &Scenario, event: EventId) -> usize {
    let is_it = |link: Link| link == Link::Event(event);
    let linked = |text: &Prose| text.links().filter(|(link, _)| is_it(*link)).count();
    let records = scenario.scenes.iter().map(|scene| {
        let rests = scene.history.events.contains(&event);
        usize::from(rests) + linked(&scene.history.text)
    });
    let questions = scenario
        .turning_points
        .iter()
        .map(|question| usize::from(question.events.contains(&event)) + linked(&question.record));
    let entries = scenario.entries.iter().map(|entry| {
        let see = entry.see.iter().filter(|link| is_it(**link)).count();
        see + linked(&entry.text)
    });
    records.chain(questions).chain(entries).sum()
}

/// "A turner of twenty-eight" as a sentence; any other text as it is.
fn you_are(text: &str) -> String {
    let articles = [("A ", "a "), ("An ", "an "), ("The ", "the ")];
    let found = articles
        .iter()
        .find_map(|(capital, small)| Some((small, text.strip_prefix(capital)?)));
    found.map_or(text.to_owned(), |(article, rest)| {
        format!("You are {article}{rest}")
    })
}

/// Words as a sentence: a capital first and a full stop last.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let mut made: String = letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default();
    if !made.is_empty() && !made.ends_with(['.', '!', '?', '…', '”']) {
        made.push('.');
    }
    made
}

/// The first sentences of a text until they say something, cut where they are long.
fn opening_words(text: &Prose) -> String {
    const LEAST: usize = 40;
    const MOST: usize = 180;
    let first = text.paragraphs.first();
    let letters: Vec<char> = first.map_or(Vec::new(), |first| first.plain().chars().collect());
    let end = (LEAST..letters.len())
        .find(|end| ends_sentence(&letters, *end))
        .unwrap_or(letters.len());
    if end <= MOST {
        return letters.iter().take(end).collect();
    }
    let cut: String = letters.iter().take(MOST).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{}…", whole_words.trim_end_matches([',', ';', ':']))
}

/// Whether a sentence ends before this place: a stop, perhaps within quotation marks, then a
/// space, then something that begins a sentence.
fn ends_sentence(letters: &[char], end: usize) -> bool {
    let (head, rest) = letters.split_at(end.min(letters.len()));
    let stop = match head {
        [.., stop, '”'] | [.., stop] => *stop,
        [] => return false,
    };
    let begins = |letter: &char| letter.is_uppercase() || *letter == '“';
    matches!(stop, '.' | '!' | '?' | '…')
        && matches!(rest, [space, next, ..] if space.is_whitespace() && begins(next))
}
