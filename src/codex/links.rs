//! What names what: the links of every entry, and of every page of the story, turned round.

use std::collections::{BTreeMap, BTreeSet};

use super::{InScenes, Topic, topics};
use crate::model::{Prose, RoleId, Scenario, Scene, SourceId};

/// Which entries lead to which, and which pages of the story name them.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// What an entry says outright should be read next; its prose has links of its own.
    see: BTreeMap<Topic, Vec<Topic>>,
    /// What leads to an entry, from its prose or outright.
    named_in: BTreeMap<Topic, Vec<Topic>>,
    scenes: BTreeMap<Topic, InScenes>,
}

impl Links {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let mut links = Self::default();
        let mut named: BTreeMap<Topic, BTreeSet<Topic>> = BTreeMap::new();
        for from in topics(scenario) {
            let see = see(scenario, from);
            let written = prose_of(scenario, from);
            let written = written
                .into_iter()
                .flat_map(|prose| prose.links().map(|(link, _)| Topic::from(link)));
            let sources = sources_of(scenario, from).into_iter().map(Topic::Source);
            for to in see.iter().copied().chain(written).chain(sources) {
                if to != from {
                    named.entry(to).or_default().insert(from);
                }
            }
            links.see.insert(from, see);
        }
        links.named_in = named
            .into_iter()
            .map(|(to, from)| (to, from.into_iter().collect()))
            .collect();
        links.read_story(scenario);
        links
    }

    /// Puts what leads to an entry into the order of the lists.
    pub(super) fn sort_by(&mut self, order: impl Fn(Topic) -> Option<usize>) {
        for named in self.named_in.values_mut() {
            named.sort_by_key(|topic| order(*topic));
        }
    }

    pub(super) fn see(&self, topic: Topic) -> &[Topic] {
        self.see.get(&topic).map_or(&[], Vec::as_slice)
    }

    pub(super) fn named_in(&self, topic: Topic) -> &[Topic] {
        self.named_in.get(&topic).map_or(&[], Vec::as_slice)
    }

    pub(super) fn scenes(&self, topic: Topic) -> impl Iterator<Item = (RoleId, usize)> {
        let scenes = self.scenes.get(&topic).into_iter().flatten();
        scenes.map(|(role, count)| (*role, *count))
    }

    /// Each page of the story counts once for whatever it names.
    fn read_story(&mut self, scenario: &Scenario) {
        for scene in &scenario.scenes {
            let named = named_by(scene);
            self.count(scene.role, named);
        }
        for role in scenario.role_ids() {
            for chapter in &scenario[role].chapters {
                let named = chapter.opening.links().map(|(link, _)| link.into());
                self.count(role, named.collect());
            }
        }
    }

    fn count(&mut self, role: RoleId, named: BTreeSet<Topic>) {
        for topic in named {
            *self
                .scenes
                .entry(topic)
                .or_default()
                .entry(role)
                .or_default() += 1;
        }
    }
}

fn named_by(scene: &Scene) -> BTreeSet<Topic> {
    let mut named: BTreeSet<Topic> = BTreeSet::from([Topic::Place(scene.place)]);
    let outcomes = scene.choices.iter().flat_map(|choice| &choice.outcomes);
    let texts = [&scene.text, &scene.history.text]
        .into_iter()
        .chain(scene.also.iter().map(|also| &also.text))
        .chain(outcomes.map(|outcome| &outcome.text));
    named.extend(texts.flat_map(|text| text.links().map(|(link, _)| Topic::from(link))));
    named.extend(scene.history.events.iter().map(|id| Topic::Event(*id)));
    named.extend(scene.history.debate.map(Topic::Debate));
    let of_choices = scene.choices.iter().flat_map(|choice| &choice.sources);
    let sources = scene.history.sources.iter().chain(of_choices);
    named.extend(sources.map(|id| Topic::Source(*id)));
    named
}

/// What an entry leads to outright.
fn see(scenario: &Scenario, from: Topic) -> Vec<Topic> {
    let mut see: Vec<Topic> = match from {
        Topic::Entry(id) => scenario[id]
            .see
            .iter()
            .map(|link| Topic::from(*link))
            .collect(),
        Topic::Event(id) => scenario[id].place.map(Topic::Place).into_iter().collect(),
        Topic::TurningPoint(id) => {
            let point = &scenario[id];
            let events = point.events.iter().map(|id| Topic::Event(*id));
            point
                .debate
                .map(Topic::Debate)
                .into_iter()
                .chain(events)
                .collect()
        }
        // A turning point names the debate its own record belongs to; a debate names all that
        // bear on it.
        Topic::Debate(debate) => scenario
            .turning_point_ids()
            .filter(|id| {
                scenario[debate].turning_points.contains(id) || scenario[*id].debate == Some(debate)
            })
            .map(Topic::TurningPoint)
            .collect(),
        Topic::Place(_) | Topic::Source(_) => Vec::new(),
    };
    let mut seen = BTreeSet::from([from]);
    see.retain(|topic| seen.insert(*topic));
    see
}

/// Everything an entry is written in.
fn prose_of(scenario: &Scenario, from: Topic) -> Vec<&Prose> {
    match from {
        Topic::Entry(id) => vec![&scenario[id].text],
        Topic::Place(id) => vec![&scenario[id].text],
        Topic::Event(id) => vec![&scenario[id].text],
        Topic::TurningPoint(id) => {
            let point = &scenario[id];
            let news = point.answers.iter().map(|answer| &answer.dispatch.text);
            let readings = point.readings.iter().map(|reading| &reading.text);
            [&point.record]
                .into_iter()
                .chain(news)
                .chain(readings)
                .collect()
        }
        Topic::Debate(id) => vec![&scenario[id].text],
        Topic::Source(_) => Vec::new(),
    }
}

/// Every source an entry rests on, each once and in the order named.
pub(super) fn sources_of(scenario: &Scenario, from: Topic) -> Vec<SourceId> {
    let mut sources = match from {
        Topic::Entry(id) => scenario[id].sources.clone(),
        Topic::Place(id) => scenario[id].sources.clone(),
        Topic::Event(id) => scenario[id].sources.clone(),
        Topic::TurningPoint(id) => {
            let point = &scenario[id];
            let readings = point.readings.iter().flat_map(|reading| &reading.sources);
            point.sources.iter().chain(readings).copied().collect()
        }
        Topic::Debate(id) => {
            let positions = scenario[id].positions.iter();
            positions
                .flat_map(|position| &position.sources)
                .copied()
                .collect()
        }
        Topic::Source(_) => Vec::new(),
    };
    let mut seen = BTreeSet::new();
    sources.retain(|id| seen.insert(*id));
    sources
}
