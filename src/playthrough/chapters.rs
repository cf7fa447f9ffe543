//! The chapters of a role as lessons: where each can be begun on its own, how long it is,
//! and what is said at its end.
//!
//! A chapter is entered on the role's recorded path, with history up to there, so that
//! everybody in a class begins from the same city. Start at [`chapters`].

use super::Playthrough;
use crate::journal::{self, Position, Replay};
use crate::model::{Chapter, Next, Readings, Role, RoleId, Scenario, SceneId};
use crate::rules::{Happening, State, Step, holds};

/// Words an adult reads in a minute, the slower half included.
pub const WORDS_A_MINUTE: usize = 200;

/// A chapter, and where it can be begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChapterStart {
    /// Counted from 1.
    pub number: usize,
    /// Its written id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// The days it covers.
    pub span: String,
    /// What it contains that a reader may want to know before.
    pub notes: Vec<String>,
    /// How long it takes to read along the recorded path, with what is recorded of its
    /// hours; `None` if that path does not lead through it.
    pub minutes: Option<usize>,
    /// How many decisions it has on that path.
    pub n_decisions: usize,
    /// Its first scene there, or why it cannot be begun.
    pub entry: Result<SceneId, NoEntry>,
}

/// Why a chapter cannot be begun on its own.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoEntry {
    /// History goes round it.
    #[error("the recorded path of this role does not lead through it")]
    NotOnPath,
    /// No choice is marked as the recorded one where the path still lies before it.
    #[error("the recorded path of this role ends before it, in “{0}”, where no choice is marked")]
    PathEnds(String),
}

/// Why there is no such chapter to begin with.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoChapter {
    /// The role has none of that name.
    #[error("{role} has no chapter `{wanted}`{}; the chapters are {known}", hint(nearest.as_deref()))]
    Unknown {
        /// The role's name.
        role: String,
        /// What was asked for.
        wanted: String,
        /// What was perhaps meant.
        nearest: Option<String>,
        /// What there is.
        known: String,
    },
    /// It cannot be begun.
    #[error("the chapter `{chapter}` cannot be begun on its own: {reason}")]
    Closed {
        /// Its written id.
        chapter: String,
        /// Why.
        reason: NoEntry,
    },
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map_or(String::new(), |key| format!("; did you mean `{key}`?"))
}

/// What is said where a chapter ends and another follows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClosingView {
    /// "The end of chapter 1, “Bread”".
    pub closed: String,
    /// "Next is chapter 2, “The street”, 18 June – 8 July 1917: about 12 minutes."
    pub ahead: String,
}

/// The chapters of a role in order, with where history enters each.
#[must_use]
pub fn chapters(scenario: &Scenario, role: RoleId, readings: &Readings) -> Vec<ChapterStart> {
    let history = journal::historical(scenario, role, readings);
    let role = &scenario[role];
    role.chapters
        .iter()
        .enumerate()
        .map(|(index, chapter)| {
            let mut steps = history
                .steps
                .iter()
                .enumerate()
                .filter(|(_, step)| scenario[step.scene].chapter == index)
                .peekable();
            let first = steps.peek().map(|(_, step)| step.scene);
            let (mut n_decisions, mut n_words) = (0, chapter.opening.words());
            for (at, step) in steps {
                n_decisions += 1;
                n_words += words(scenario, history.state_after(at), step);
            }
            ChapterStart {
                number: index + 1,
                key: chapter.key.clone(),
                title: chapter.title.clone(),
                span: chapter.span.clone(),
                notes: chapter.notes.clone(),
                minutes: first.map(|_| n_words.div_ceil(WORDS_A_MINUTE)),
                n_decisions,
                entry: entry(scenario, role, index, first, &history),
            }
        })
        .collect()
}

/// The scene in which a chapter of a role begins, by the chapter's written id or number.
///
/// # Errors
///
/// If the role has no such chapter, or it cannot be begun on its own.
pub fn chapter_entry(
    scenario: &Scenario,
    role: RoleId,
    readings: &Readings,
    wanted: &str,
) -> Result<SceneId, NoChapter> {
    let known = chapters(scenario, role, readings);
    let lower = wanted.trim().to_lowercase();
    let found = known.iter().find(|chapter| {
        chapter.key == lower
            || chapter.number.to_string() == lower
            || chapter.title.to_lowercase() == lower
    });
    let Some(chapter) = found else {
        let keys: Vec<&str> = known.iter().map(|chapter| chapter.key.as_str()).collect();
        return Err(NoChapter::Unknown {
            role: scenario[role].name.clone(),
            wanted: wanted.to_owned(),
            nearest: nearest(&lower, &keys),
            known: keys.join(", "),
        });
    };
    chapter.entry.clone().map_err(|reason| NoChapter::Closed {
        chapter: chapter.key.clone(),
        reason,
    })
}

/// The key that was perhaps meant: the nearest, if it is near.
fn nearest(wanted: &str, keys: &[&str]) -> Option<String> {
    // The distance is worked out letter by letter of both.
    if wanted.len() > 64 {
        return None;
    }
    let far = |key: &str| strsim::damerau_levenshtein(wanted, key);
    let key = keys.iter().min_by_key(|key| far(key))?;
    let is_part = wanted.chars().count() > 2 && key.starts_with(wanted);
    (is_part || far(key) * 3 <= key.chars().count()).then(|| (*key).to_owned())
}

fn entry(
    scenario: &Scenario,
    role: &Role,
    chapter: usize,
    first: Option<SceneId>,
    history: &Replay,
) -> Result<SceneId, NoEntry> {
    // The very beginning needs no history before it.
    if scenario[role.start].chapter == chapter {
        return Ok(role.start);
    }
    if let Some(first) = first {
        return Ok(first);
    }
    match history.position() {
        Position::Scene(stuck) if scenario[stuck].chapter <= chapter => {
            Err(NoEntry::PathEnds(scenario[stuck].title.clone()))
        }
        _ => Err(NoEntry::NotOnPath),
    }
}

/// The words a reader reads from a scene to the next: what stands there, what can be
/// chosen, what comes of it, what is recorded, and the news.
fn words(scenario: &Scenario, before: &State, step: &Step) -> usize {
    let scene = &scenario[step.scene];
    let also = scene
        .also
        .iter()
        .filter(|also| holds(before, also.condition.as_ref()));
    let choices = scene.choices.iter().map(|choice| count(&choice.text));
    let outcome = scene
        .choices
        .get(step.choice)
        .and_then(|choice| choice.outcomes.get(step.outcome))
        .map_or(0, |outcome| outcome.text.words());
    let news = step.passed.iter().filter_map(|passed| {
        let Happening::Decided(id, answer) = passed.what else {
            return None;
        };
        let dispatch = &scenario[id].answer(answer)?.dispatch;
        Some(dispatch.text.words() + dispatch.head.as_deref().map_or(0, count))
    });
    count(&scene.title)
        + scene.text.words()
        + also.map(|also| also.text.words()).sum::<usize>()
        + choices.sum::<usize>()
        + outcome
        + scene.history.text.words()
        + news.sum::<usize>()
}

/// How many words a line has.
fn count(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// "Chapter 2, “The street”".
pub(super) fn named(number: usize, chapter: &Chapter) -> String {
    format!("chapter {number}, “{}”", chapter.title)
}

impl Playthrough {
    /// What is said on the open page, if it is the last of its chapter and another follows.
    pub(super) fn closing(&self, step: &Step) -> Option<ClosingView> {
        let scenario = self.scenario();
        let Next::Go(next) = step.then else {
            return None;
        };
        let (here, there) = (scenario[step.scene].chapter, scenario[next].chapter);
        if here == there {
            return None;
        }
        let list = &scenario[self.replay().role].chapters;
        let (closed, ahead) = (list.get(here)?, list.get(there)?);
        let minutes = self
            .chapter_starts()
            .get(there)
            .and_then(|chapter| chapter.minutes)
            .map_or(String::new(), |minutes| {
                let unit = if minutes == 1 { "minute" } else { "minutes" };
                format!(": about {minutes} {unit}")
            });
        Some(ClosingView {
            closed: format!("The end of {}", named(here + 1, closed)),
            ahead: format!(
                "Next is {}, {}{minutes}.",
                named(there + 1, ahead),
                ahead.span
            ),
        })
    }

    /// Whether a scene is where history enters its chapter.
    pub(super) fn enters_chapter(&self, scene: SceneId) -> bool {
        let chapter = self.scenario()[scene].chapter;
        self.chapter_starts()
            .get(chapter)
            .is_some_and(|start| start.entry == Ok(scene))
    }

    /// The chapters of the role under the run's own readings.
    fn chapter_starts(&self) -> &[ChapterStart] {
        let role = self.replay.role;
        self.chapter_starts
            .get_or_init(|| chapters(&self.scenario, role, self.readings()))
    }
}
