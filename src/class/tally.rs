//! The counting itself: one pass over the runs for each kind of question.
//!
//! Every way through the scenes gets a number, the same for runs that came to a scene by
//! the same scenes, so that ways are told apart by comparing numbers.

use std::collections::BTreeMap;

use super::collected::{Answered, ClassRun};
use super::count::{Endings, Question, RoleRoutes, Route, Tally};
use super::groups::Grouped;
use crate::compare::Subject;
use crate::journal::{Position, historical};
use crate::model::{AnswerIdx, Readings, RoleId, Scenario, SceneId, Standing, TurningPointId};

/// The runs that are counted.
pub(super) struct Counted<'a> {
    scenario: &'a Scenario,
    runs: Vec<CountedRun<'a>>,
    n_groups: usize,
}

struct CountedRun<'a> {
    run: &'a ClassRun,
    /// The groups it counts in, one for each pupil.
    groups: Vec<usize>,
    /// The number of the way to each of its decisions.
    ways: Vec<usize>,
}

/// Runs that gave one answer, being counted.
#[derive(Clone)]
struct Count {
    n_runs: usize,
    by_group: Vec<usize>,
    ways: Vec<usize>,
}

impl Count {
    fn of(n_groups: usize) -> Self {
        Self {
            n_runs: 0,
            by_group: vec![0; n_groups],
            ways: Vec::new(),
        }
    }

    fn add(&mut self, run: &CountedRun<'_>, way: Option<usize>) {
        self.n_runs += run.groups.len();
        for group in &run.groups {
            if let Some(count) = self.by_group.get_mut(*group) {
                *count += 1;
            }
        }
        self.ways.extend(way);
    }

    fn tally(mut self, key: &str, text: &str, historical: bool) -> Tally {
        self.ways.sort_unstable();
        self.ways.dedup();
        Tally {
            key: key.to_owned(),
            text: text.to_owned(),
            historical,
            n_runs: self.n_runs,
            by_group: self.by_group,
            n_routes: self.ways.len(),
        }
    }
}

/// History's first, the others as they are written.
fn history_first(mut tallies: Vec<Tally>) -> Vec<Tally> {
    tallies.sort_by_key(|tally| !tally.historical);
    tallies
}

impl<'a> Counted<'a> {
    pub(super) fn of(scenario: &'a Scenario, runs: &[&'a ClassRun], grouped: &Grouped) -> Self {
        let mut numbers: BTreeMap<(Option<usize>, SceneId), usize> = BTreeMap::new();
        let runs = runs
            .iter()
            .map(|run| {
                let mut way = None;
                let ways = run.moves.iter().map(|made| {
                    let next = numbers.len();
                    let number = *numbers.entry((way, made.scene)).or_insert(next);
                    way = Some(number);
                    number
                });
                CountedRun {
                    ways: ways.collect(),
                    groups: grouped.of(run),
                    run,
                }
            })
            .collect();
        Self {
            scenario,
            runs,
            n_groups: grouped.groups.len(),
        }
    }

    /// How many pupils' runs there are of which this is true.
    pub(super) fn n_pupils(&self, holds: impl Fn(&ClassRun) -> bool) -> usize {
        let of = self.runs.iter().filter(|counted| holds(counted.run));
        of.map(|counted| counted.groups.len()).sum()
    }

    fn of_role(&self, role: RoleId) -> impl Iterator<Item = &CountedRun<'a>> {
        self.runs
            .iter()
            .filter(move |counted| counted.run.role == role)
    }

    pub(super) fn turning_points(&self) -> Vec<Question> {
        let ids = self.scenario.turning_point_ids();
        ids.map(|id| self.turning_point(id)).collect()
    }

    fn turning_point(&self, id: TurningPointId) -> Question {
        let item = &self.scenario[id];
        let mut counts = vec![Count::of(self.n_groups); item.answers.len()];
        let (mut n_open, mut n_before) = (0, 0);
        for counted in &self.runs {
            match counted.run.answers.get(id.index()) {
                Some(Answered::In(AnswerIdx(answer))) => {
                    if let Some(count) = counts.get_mut(usize::from(*answer)) {
                        count.add(counted, self.way_at(counted, id));
                    }
                }
                Some(Answered::Before) => n_before += counted.groups.len(),
                Some(Answered::Open) | None => n_open += counted.groups.len(),
            }
        }
        let tallies = counts.into_iter().zip(&item.answers);
        let answers = history_first(
            tallies
                .map(|(count, answer)| count.tally(&answer.key, &answer.text, answer.historical))
                .collect(),
        );
        Question {
            subject: Subject::TurningPoint(id),
            key: item.key.clone(),
            title: item.title.clone(),
            question: item.question.clone(),
            day: item.day.clone(),
            when: item.when,
            role: None,
            chapter: String::new(),
            standing: item.standing.word(),
            n_answered: answers.iter().map(|tally| tally.n_runs).sum(),
            answers,
            n_open,
            n_before,
            n_elsewhere: 0,
        }
    }

    /// The way a run had taken when a turning point was due.
    fn way_at(&self, counted: &CountedRun<'_>, id: TurningPointId) -> Option<usize> {
        let hour = self.scenario[id].when;
        let moves = counted.run.moves.iter().zip(&counted.ways);
        moves
            .take_while(|(made, _)| self.scenario[made.scene].when.has_come(hour))
            .last()
            .map(|(_, way)| *way)
    }

    /// Every scene of a role, in order of time.
    pub(super) fn decisions(&self, role: RoleId) -> Vec<Question> {
        let scenario = self.scenario;
        let chapters = &scenario[role].chapters;
        let mut scenes: Vec<SceneId> = chapters
            .iter()
            .flat_map(|chapter| chapter.scenes.iter().copied())
            .collect();
        scenes.sort_by(|a, b| {
            let (a, b) = (&scenario[*a], &scenario[*b]);
            a.chapter.cmp(&b.chapter).then(a.when.cmp_on_clock(b.when))
        });
        let mut counts: Vec<Vec<Count>> = scenario
            .scenes
            .iter()
            .map(|scene| match scene.role == role {
                true => vec![Count::of(self.n_groups); scene.choices.len()],
                false => Vec::new(),
            })
            .collect();
        for counted in self.of_role(role) {
            for (made, way) in counted.run.moves.iter().zip(&counted.ways) {
                let of_scene = counts.get_mut(made.scene.index());
                if let Some(count) = of_scene.and_then(|counts| counts.get_mut(made.choice)) {
                    count.add(counted, Some(*way));
                }
            }
        }
        let mut take = |scene: SceneId| counts.get_mut(scene.index()).map(std::mem::take);
        scenes
            .into_iter()
            .map(|scene| {
                let counts = take(scene).unwrap_or_default();
                self.decision(role, scene, counts)
            })
            .collect()
    }

    fn decision(&self, role: RoleId, scene: SceneId, counts: Vec<Count>) -> Question {
        let item = &self.scenario[scene];
        let recorded = item.historical().map(|(choice, _)| choice);
        let tallies = counts.into_iter().zip(&item.choices).enumerate();
        let answers = history_first(
            tallies
                .map(|(index, (count, choice))| {
                    count.tally(&choice.key, &choice.text, recorded == Some(index))
                })
                .collect(),
        );
        let standing = match recorded.and_then(|choice| item.choices.get(choice)) {
            Some(choice) if choice.record == Standing::Historical => item.history.standing.word(),
            Some(choice) => choice.record.words(),
            None => "",
        };
        let (n_open, n_before, n_elsewhere) = self.absent(role, scene);
        Question {
            subject: Subject::Scene(scene),
            key: item.key.clone(),
            title: item.title.clone(),
            question: item.title.clone(),
            day: item.when.day_and_clock(),
            when: item.when,
            role: Some(role),
            chapter: self.scenario[role]
                .chapters
                .get(item.chapter)
                .map_or(String::new(), |chapter| chapter.title.clone()),
            standing,
            n_answered: answers.iter().map(|tally| tally.n_runs).sum(),
            answers,
            n_open,
            n_before,
            n_elsewhere,
        }
    }

    /// How many runs of the role have not come to a scene yet, begin after it, or went
    /// another way.
    fn absent(&self, role: RoleId, scene: SceneId) -> (usize, usize, usize) {
        let (mut n_open, mut n_before, mut n_elsewhere) = (0, 0, 0);
        let when = self.scenario[scene].when;
        for counted in self.of_role(role) {
            let run = counted.run;
            if run.moves.iter().any(|made| made.scene == scene) {
                continue;
            }
            let begin = self.scenario[run.begin].when;
            let last = run.moves.last().map(|made| self.scenario[made.scene].when);
            let n_pupils = counted.groups.len();
            if run.begin != scene && run.begin != self.scenario[role].start && when.has_come(begin)
            {
                n_before += n_pupils;
            } else if run.ending.is_none() && last.is_none_or(|last| !when.has_come(last)) {
                n_open += n_pupils;
            } else {
                n_elsewhere += n_pupils;
            }
        }
        (n_open, n_before, n_elsewhere)
    }

    pub(super) fn endings(&self, role: RoleId) -> Endings {
        let items = &self.scenario[role].endings;
        let mut counts = vec![Count::of(self.n_groups); items.len()];
        let mut n_open = 0;
        for counted in self.of_role(role) {
            match counted.run.ending {
                None => n_open += counted.groups.len(),
                Some(ending) => {
                    if let Some(count) = counts.get_mut(ending) {
                        count.add(counted, counted.ways.last().copied());
                    }
                }
            }
        }
        let recorded = historical(self.scenario, role, &Readings::default()).position();
        let tallies = counts.into_iter().zip(items).enumerate();
        let endings = history_first(
            tallies
                .map(|(index, (count, ending))| {
                    count.tally(&ending.key, &ending.title, recorded == Position::End(index))
                })
                .collect(),
        );
        Endings {
            role,
            endings,
            n_open,
        }
    }

    /// The ways of whole runs, and what none of the role's runs came to.
    pub(super) fn routes(&self, role: RoleId, decisions: &[Question]) -> RoleRoutes {
        let start = self.scenario[role].start;
        let mut taken: BTreeMap<usize, (Vec<SceneId>, usize)> = BTreeMap::new();
        for counted in self.of_role(role) {
            let run = counted.run;
            let Some(way) = counted.ways.last() else {
                continue;
            };
            if run.ending.is_some() && run.begin == start {
                let scenes = || run.moves.iter().map(|made| made.scene).collect();
                let (_, n_runs) = taken.entry(*way).or_insert_with(|| (scenes(), 0));
                *n_runs += counted.groups.len();
            }
        }
        let all: Vec<&[SceneId]> = taken
            .values()
            .map(|(scenes, _)| scenes.as_slice())
            .collect();
        let mut routes: Vec<Route> = taken
            .values()
            .map(|(scenes, n_runs)| Route {
                apart: apart(scenes, &all),
                scenes: scenes.clone(),
                n_runs: *n_runs,
            })
            .collect();
        routes.sort_by(|a, b| b.n_runs.cmp(&a.n_runs).then(a.scenes.cmp(&b.scenes)));
        let own = decisions
            .iter()
            .filter(|question| question.role == Some(role));
        let (seen, unseen): (Vec<&Question>, Vec<&Question>) =
            own.partition(|question| question.n_answered + question.n_before > 0);
        let untaken = seen
            .iter()
            .filter(|question| question.n_answered > 0)
            .map(|question| question.answers.len() - question.n_found());
        RoleRoutes {
            role,
            routes,
            n_choices_untaken: untaken.sum(),
            unseen: unseen
                .iter()
                .filter_map(|question| match question.subject {
                    Subject::Scene(scene) => Some(scene),
                    Subject::TurningPoint(_) => None,
                })
                .collect(),
        }
    }
}

/// The scenes that tell a way from the others; of those that the same ways have, the first.
fn apart(scenes: &[SceneId], all: &[&[SceneId]]) -> Vec<SceneId> {
    let mut known: Vec<Vec<bool>> = Vec::new();
    let mut apart = Vec::new();
    for scene in scenes {
        let had: Vec<bool> = all.iter().map(|way| way.contains(scene)).collect();
        if had.contains(&false) && !known.contains(&had) {
            apart.push(*scene);
            known.push(had);
        }
    }
    apart
}
