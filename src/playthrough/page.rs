//! From a run to the view of its open page.

use super::{
    AfterView, ChapterView, ChoiceView, DispatchView, EndView, GaugeView, HintLevel, HintView,
    HistoryShown, MovedSign, MovedView, Options, PageView, PictureView, Playthrough, RecordView,
    RecordedChoice, SceneView, SkyView, TopView, View,
};
use crate::compare::compare;
use crate::journal::Position;
use crate::model::{
    Choice, Effect, GaugeId, Next, PlaceId, Prose, Scenario, Scene, SceneId, SideId, Sky, Stamp,
    Statement, TOP_LEVEL,
};
use crate::rules::{Change, Happening, State, Step, holds, is_open};

impl Playthrough {
    /// What is on show now.
    #[must_use]
    pub fn view(&self, options: &Options) -> View {
        let page = match (self.on_outcome(), self.replay.steps.last(), self.position()) {
            (true, Some(step), _) => PageView::After(self.after_view(step, options)),
            (_, _, Position::Scene(scene)) => PageView::Scene(self.scene_view(scene, options)),
            (_, _, Position::End(ending)) => PageView::End(self.end_view(ending, options)),
        };
        View {
            top: self.top_view(),
            page,
        }
    }

    /// The scene of the open page: the one to decide in, or the one just decided.
    fn open_scene(&self) -> SceneId {
        let last = self.replay.steps.last();
        match (self.on_outcome(), last, self.position()) {
            (false, _, Position::Scene(scene)) => scene,
            (_, Some(step), _) => step.scene,
            (_, None, _) => self.replay.begin,
        }
    }

    /// The states of the last page and of this one.
    fn states(&self) -> (&State, &State) {
        match self.replay.steps.split_last() {
            None => (&self.replay.start, &self.replay.start),
            Some((step, before)) if self.on_outcome() => {
                let before = before.last().map_or(&self.replay.start, |step| &step.after);
                (before, &step.at_once)
            }
            Some((step, _)) => (&step.at_once, &step.after),
        }
    }

    pub(super) fn top_view(&self) -> TopView {
        let scenario = &self.scenario;
        let role = &scenario[self.replay.role];
        let scene = &scenario[self.open_scene()];
        let place = &scenario[scene.place];
        let (before, now) = self.states();
        let chapter = role.chapters.get(scene.chapter);
        TopView {
            role: role.name.clone(),
            portrait: role.portrait.clone(),
            chapter: chapter.map_or(String::new(), |chapter| {
                format!("Chapter {} · {}", scene.chapter + 1, chapter.title)
            }),
            when: scene.when,
            date: scenario.calendar.long(scene.when),
            other_date: scenario.calendar.other_long(scene.when),
            place: scene.place,
            place_name: place.name.clone(),
            picture: PictureView {
                name: scene.picture.clone().or_else(|| place.picture.clone()),
                with: scene.with.clone(),
            },
            sky: sky_view(&scenario.sky, scene.when),
            gauges: self.gauge_views(before, now, scene.when),
            holders: scenario
                .place_ids()
                .map(|place| now.holder(place))
                .collect(),
            taken: scenario
                .place_ids()
                .filter(|place| before.holder(*place) != now.holder(*place))
                .collect(),
            dispatches: self.dispatch_views(),
            n_decisions: self.replay.steps.len(),
        }
    }

    fn gauge_views(&self, before: &State, now: &State, when: Stamp) -> Vec<GaugeView> {
        let scenario = &self.scenario;
        scenario
            .gauges_of(self.replay.role)
            .filter(|id| scenario[*id].from.is_none_or(|from| from.has_come(when)))
            .map(|id| {
                let gauge = &scenario[id];
                let (old, level) = (before.level(id), now.level(id));
                GaugeView {
                    name: gauge.name.clone(),
                    question: gauge.question.clone(),
                    level,
                    word: gauge.word(level).to_owned(),
                    before: (old != level).then(|| (old, gauge.word(old).to_owned())),
                    own: gauge.role.is_some(),
                }
            })
            .collect()
    }

    /// News on the way from the last outcome to this page.
    fn dispatch_views(&self) -> Vec<DispatchView> {
        if self.on_outcome() {
            return Vec::new();
        }
        let Some(step) = self.replay.steps.last() else {
            return Vec::new();
        };
        dispatches_of(&self.scenario, step)
    }

    fn scene_view(&self, id: SceneId, options: &Options) -> SceneView {
        let scenario = &self.scenario;
        let scene = &scenario[id];
        let state = self.replay.state();
        let mut text = scene.text.clone();
        for also in &scene.also {
            if holds(state, also.condition.as_ref()) {
                text.paragraphs.extend(also.text.paragraphs.iter().cloned());
            }
        }
        SceneView {
            key: scene.key.clone(),
            title: scene.title.clone(),
            text,
            opening: self.opening(scene),
            choices: (1..)
                .zip(&scene.choices)
                .map(|(number, choice)| ChoiceView {
                    number,
                    text: choice.text.clone(),
                    hints: hints(scenario, state, choice, options.hints),
                    locked: (!is_open(state, choice)).then(|| choice.locked.clone()),
                })
                .collect(),
            counts: self.open_counts(scene),
        }
    }

    /// The chapter's opening, if the scene is the first of its chapter in this run.
    fn opening(&self, scene: &Scene) -> Option<ChapterView> {
        let before = self.replay.steps.last().map(|step| step.scene);
        if before.is_some_and(|before| self.scenario[before].chapter == scene.chapter) {
            return None;
        }
        let chapter = self.scenario[self.replay.role]
            .chapters
            .get(scene.chapter)?;
        // A run that begins in the middle of a chapter has no opening to read.
        if before.is_none() && !self.enters_chapter(self.replay.begin) {
            return None;
        }
        Some(ChapterView {
            number: format!("Chapter {}", scene.chapter + 1),
            title: chapter.title.clone(),
            span: chapter.span.clone(),
            text: chapter.opening.clone(),
        })
    }

    fn after_view(&self, step: &Step, options: &Options) -> AfterView {
        let scenario = &self.scenario;
        let scene = &scenario[step.scene];
        let choice = scene.choices.get(step.choice);
        let outcome = choice.and_then(|choice| choice.outcomes.get(step.outcome));
        let closes_chapter = match step.then {
            Next::Go(next) => scenario[next].chapter != scene.chapter,
            Next::End(_) => true,
        };
        let records = match options.history {
            HistoryShown::AfterEach => vec![record_view(scenario, step)],
            HistoryShown::AtChapterEnd if closes_chapter => self
                .replay
                .steps
                .iter()
                .filter(|other| scenario[other.scene].chapter == scene.chapter)
                .map(|other| record_view(scenario, other))
                .collect(),
            HistoryShown::AtChapterEnd | HistoryShown::AtEnd => Vec::new(),
        };
        AfterView {
            number: step.choice + 1,
            chosen: choice.map_or(String::new(), |choice| choice.text.clone()),
            text: outcome.map_or(Prose::default(), |outcome| outcome.text.clone()),
            moved: step
                .changes
                .iter()
                .filter_map(|change| moved_view(scenario, change))
                .collect(),
            room: self.room_view(step, !records.is_empty()),
            records,
            closes_chapter,
            closing: self.closing(step),
        }
    }

    fn end_view(&self, ending: usize, options: &Options) -> EndView {
        let scenario = &self.scenario;
        let role = &scenario[self.replay.role];
        let state = self.replay.state();
        let ending = role.endings.get(ending);
        let statement = |statement: &Statement| {
            statement
                .variants
                .iter()
                .find(|variant| holds(state, variant.condition.as_ref()))
                .map(|variant| variant.text.clone())
        };
        let records = if options.history == HistoryShown::AtEnd {
            self.replay
                .steps
                .iter()
                .map(|step| record_view(scenario, step))
                .collect()
        } else {
            Vec::new()
        };
        EndView {
            key: ending.map_or(String::new(), |ending| ending.key.clone()),
            title: ending.map_or(String::new(), |ending| ending.title.clone()),
            text: ending.map_or(Prose::default(), |ending| ending.text.clone()),
            statements: role.epilogue.iter().filter_map(statement).collect(),
            comparison: compare(scenario, &self.replay, None),
            records,
        }
    }
}

fn sky_view(sky: &Sky, when: Stamp) -> SkyView {
    let weather = sky.weather(when);
    SkyView {
        light: sky.light(when),
        air: weather.air,
        snow_lies: sky.snow_lies(when),
        recorded: weather.recorded(),
    }
}

/// The dispatches a step brought.
pub(super) fn dispatches_of(scenario: &Scenario, step: &Step) -> Vec<DispatchView> {
    step.passed
        .iter()
        .filter_map(|passed| {
            let Happening::Decided(id, answer) = passed.what else {
                return None;
            };
            let turning_point = &scenario[id];
            let answer = turning_point.answer(answer)?;
            let dispatch = &answer.dispatch;
            Some(DispatchView {
                kind: dispatch.kind,
                from: dispatch.from.clone(),
                head: dispatch.head.clone(),
                text: dispatch.text.clone(),
                turning_point: id,
                question: turning_point.question.clone(),
                answer: answer.text.clone(),
            })
        })
        .collect()
}

/// What a choice may move: gauges alone, since places and memories would tell the story.
fn hints(scenario: &Scenario, state: &State, choice: &Choice, level: HintLevel) -> Vec<HintView> {
    if level == HintLevel::None {
        return Vec::new();
    }
    let possible: Vec<_> = choice
        .outcomes
        .iter()
        .filter(|outcome| holds(state, outcome.condition.as_ref()))
        .collect();
    let mut found: Vec<(GaugeId, i16, usize)> = Vec::new();
    for outcome in &possible {
        for (gauge, by) in movements(state, &outcome.effects) {
            let known = found
                .iter_mut()
                .find(|(known, so_far, _)| *known == gauge && so_far.signum() == by.signum());
            match known {
                Some((_, so_far, n)) => {
                    *so_far = if by.abs() > so_far.abs() { by } else { *so_far };
                    *n += 1;
                }
                None => found.push((gauge, by, 1)),
            }
        }
    }
    found
        .into_iter()
        .map(|(gauge, by, n)| HintView {
            gauge: scenario[gauge].name.to_lowercase(),
            up: by > 0,
            by: (level >= HintLevel::Numbers)
                .then(|| u8::try_from(by.unsigned_abs()).unwrap_or(TOP_LEVEL)),
            certain: n == possible.len(),
        })
        .collect()
}

/// How far effects would really move gauges from here.
fn movements(state: &State, effects: &[Effect]) -> Vec<(GaugeId, i16)> {
    effects
        .iter()
        .filter_map(|effect| {
            let (gauge, to) = match effect {
                Effect::Add(gauge, by) => {
                    let to = state
                        .level(*gauge)
                        .saturating_add_signed(*by)
                        .min(TOP_LEVEL);
                    (*gauge, to)
                }
                Effect::Level(gauge, level) => (*gauge, *level),
                _ => return None,
            };
            let by = i16::from(to) - i16::from(state.level(gauge));
            (by != 0).then_some((gauge, by))
        })
        .collect()
}

fn moved_view(scenario: &Scenario, change: &Change) -> Option<MovedView> {
    Some(match *change {
        Change::Moved(gauge, from, to) => MovedView {
            sign: if to > from {
                MovedSign::Up
            } else {
                MovedSign::Down
            },
            subject: scenario[gauge].name.clone(),
            text: scenario[gauge].word(to).to_owned(),
            was: scenario[gauge].word(from).to_owned(),
        },
        Change::Taken(place, from, to) => taken_view(scenario, place, from, to),
        Change::Remembered(flag) => {
            let text = &scenario[flag].text;
            if text.is_empty() {
                return None;
            }
            MovedView {
                sign: MovedSign::Memory,
                subject: "Remembered".to_owned(),
                text: text.clone(),
                was: String::new(),
            }
        }
        Change::Settled(id, answer) => MovedView {
            sign: MovedSign::Memory,
            subject: scenario[id].title.clone(),
            text: scenario[id].answer(answer)?.text.clone(),
            was: String::new(),
        },
    })
}

fn taken_view(scenario: &Scenario, place: PlaceId, from: SideId, to: SideId) -> MovedView {
    MovedView {
        sign: MovedSign::Side(to),
        subject: scenario[place].name.clone(),
        text: format!("held by {}", scenario[to].short),
        was: scenario[from].short.clone(),
    }
}

/// What is recorded of the hour of a step.
pub(super) fn record_view(scenario: &Scenario, step: &Step) -> RecordView {
    let scene = &scenario[step.scene];
    let mut sources: Vec<_> = scene.history.sources.clone();
    let taken = scene.choices.get(step.choice);
    sources.extend(taken.iter().flat_map(|choice| &choice.sources));
    let mut seen = std::collections::BTreeSet::new();
    sources.retain(|source| seen.insert(*source));
    let mut choices: Vec<RecordedChoice> = (1..)
        .zip(&scene.choices)
        .enumerate()
        .map(|(index, (number, choice))| RecordedChoice {
            number,
            text: choice.text.clone(),
            record: choice.record,
            taken: index == step.choice,
        })
        .collect();
    choices.sort_by_key(|choice| !choice.taken);
    RecordView {
        title: scene.title.clone(),
        when: match scene.when.clock() {
            Some(clock) => format!("{}, about {clock}", scene.when.day_and_month()),
            None => scene.when.day_and_month(),
        },
        standing: scene.history.standing,
        text: scene.history.text.clone(),
        choices,
        sources: sources
            .into_iter()
            .map(|id| {
                let source = &scenario[id];
                format!("{}, {}, {}", source.author, source.title, source.year)
            })
            .collect(),
        debate: scene
            .history
            .debate
            .map(|debate| scenario[debate].question.clone()),
        as_in_history: scene.historical().map(|(choice, _)| choice) == Some(step.choice),
    }
}
