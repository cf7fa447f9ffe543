//! How long a role is: its words, and the words of one average playing.
//!
//! The average is taken over playings that pick any open choice, through the same views
//! that are shown: what a condition hides is not counted, what the clock brings is. The
//! picks come from fixed seeds, so the same scenario always has the same length.

use std::sync::Arc;

use crate::model::{Prose, RoleId, Scenario};
pub(super) use crate::playthrough::WORDS_A_MINUTE;
use crate::playthrough::{Action, Options, PageView, Playthrough, SceneView, View};
use crate::rules::{below, draw_key, word};

/// How long a role is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Length {
    /// Its scenes.
    pub(super) n_scenes: usize,
    /// All its words.
    pub(super) words: usize,
    /// The words of story in an average playing, choices and news included.
    pub(super) story_words: usize,
    /// The words of record beside it.
    pub(super) record_words: usize,
    /// The decisions of an average playing.
    pub(super) decisions: usize,
}

impl Length {
    /// Minutes for the story of an average playing.
    pub(super) fn story_minutes(self) -> usize {
        self.story_words.div_ceil(WORDS_A_MINUTE)
    }

    /// Minutes for an average playing with all that is recorded of its hours.
    pub(super) fn minutes(self) -> usize {
        (self.story_words + self.record_words).div_ceil(WORDS_A_MINUTE)
    }
}

/// How many playings the average is taken over.
const N_PLAYINGS: u64 = 64;

/// Measures a role.
pub(super) fn measure(scenario: &Arc<Scenario>, role: RoleId) -> Length {
    let playings: Vec<Playing> = (0..N_PLAYINGS)
        .map(|seed| play_once(scenario, role, seed))
        .collect();
    let average = |part: fn(&Playing) -> usize| {
        playings.iter().map(part).sum::<usize>() / playings.len().max(1)
    };
    Length {
        n_scenes: scenario
            .scenes
            .iter()
            .filter(|scene| scene.role == role)
            .count(),
        words: all_words(scenario, role),
        story_words: average(|playing| playing.story),
        record_words: average(|playing| playing.record),
        decisions: average(|playing| playing.decisions),
    }
}

/// What was read and decided in one playing.
#[derive(Clone, Copy, Default)]
struct Playing {
    story: usize,
    record: usize,
    decisions: usize,
}

fn play_once(scenario: &Arc<Scenario>, role: RoleId, seed: u64) -> Playing {
    let mut run = Playthrough::begin(Arc::clone(scenario), role, seed);
    let mut playing = Playing::default();
    // Two pages a scene and no scene twice; the bound holds for any scenario.
    for _ in 0..=2 * scenario.scenes.len() {
        let view = run.view(&Options::default());
        playing.story += story_words(&view);
        playing.record += record_words(&view);
        let action = match &view.page {
            PageView::Scene(page) => match pick(scenario, page, seed) {
                Some(index) => Action::Choose(index),
                None => break,
            },
            PageView::After(_) => Action::Continue,
            PageView::End(_) => break,
        };
        if run.act(action).is_err() {
            break;
        }
    }
    playing.decisions = run.replay().steps.len();
    playing
}

/// Any open choice, the same one for the same scene and seed.
fn pick(scenario: &Scenario, page: &SceneView, seed: u64) -> Option<usize> {
    let open: Vec<usize> = page
        .choices
        .iter()
        .filter(|choice| choice.locked.is_none())
        .map(|choice| choice.number - 1)
        .collect();
    let n_open = u64::try_from(open.len()).ok()?;
    let drawn = below(word(seed, draw_key(&scenario.key, &page.key, "")), n_open);
    open.get(usize::try_from(drawn).ok()?).copied()
}

fn story_words(view: &View) -> usize {
    let news: usize = view
        .top
        .dispatches
        .iter()
        .map(|item| item.text.words() + item.head.as_deref().map_or(0, count))
        .sum();
    let page = match &view.page {
        PageView::Scene(page) => {
            let opening = page
                .opening
                .as_ref()
                .map_or(0, |chapter| chapter.text.words());
            let choices: usize = page.choices.iter().map(|choice| count(&choice.text)).sum();
            opening + count(&page.title) + page.text.words() + choices
        }
        PageView::After(page) => page.text.words(),
        PageView::End(page) => {
            let statements: usize = page.statements.iter().map(Prose::words).sum();
            count(&page.title) + page.text.words() + statements
        }
    };
    news + page
}

fn record_words(view: &View) -> usize {
    match &view.page {
        PageView::After(page) => page.records.iter().map(|record| record.text.words()).sum(),
        PageView::Scene(_) | PageView::End(_) => 0,
    }
}

fn all_words(scenario: &Scenario, role: RoleId) -> usize {
    let scenes = scenario.scenes.iter().filter(|scene| scene.role == role);
    let in_scenes: usize = scenes
        .map(|scene| {
            let also: usize = scene.also.iter().map(|also| also.text.words()).sum();
            let choices: usize = scene
                .choices
                .iter()
                .map(|choice| {
                    let outcomes = choice.outcomes.iter().map(|outcome| outcome.text.words());
                    count(&choice.text) + outcomes.sum::<usize>()
                })
                .sum();
            scene.text.words() + also + choices + scene.history.text.words()
        })
        .sum();
    let role = &scenario[role];
    let openings = role.chapters.iter().map(|chapter| chapter.opening.words());
    let endings = role.endings.iter().map(|ending| ending.text.words());
    let statements = role
        .epilogue
        .iter()
        .flat_map(|statement| &statement.variants)
        .map(|variant| variant.text.words());
    in_scenes + openings.chain(endings).chain(statements).sum::<usize>()
}

fn count(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}
