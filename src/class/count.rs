//! What a class decided, counted: every turning point and decision beside history's answer,
//! endings, ways through the story, and what nobody found.

use super::collected::{ClassRun, Collected};
use super::groups::{Group, GroupBy, groups};
use super::tally::Counted;
use crate::compare::Subject;
use crate::model::{RoleId, Scenario, SceneId, Stamp};

/// Which runs are counted, and in which groups.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Wanted {
    /// Only runs of this role; all if none is given.
    pub role: Option<RoleId>,
    /// How they are put into groups.
    pub by: GroupBy,
}

/// A class beside history.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Class {
    /// How many pupils' runs are counted.
    pub n_runs: usize,
    /// How many of them have come to an end.
    pub n_finished: usize,
    /// How many runs of other roles were left out.
    pub n_other_roles: usize,
    /// How they are put into groups.
    pub by: GroupBy,
    /// The groups; a tally counts in the same order.
    pub groups: Vec<Group>,
    /// Every turning point, in order of time.
    pub turning_points: Vec<Question>,
    /// Every scene of the roles that were played, role by role in order of time.
    pub decisions: Vec<Question>,
    /// The endings of each role that was played.
    pub endings: Vec<Endings>,
    /// The ways through each role that was played.
    pub routes: Vec<RoleRoutes>,
}

/// A question and how the class answered it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// What it is about.
    pub subject: Subject,
    /// Its written id.
    pub key: String,
    /// A short title.
    pub title: String,
    /// The question; for a decision the scene's title.
    pub question: String,
    /// The day, as shown.
    pub day: String,
    /// When it is answered.
    pub when: Stamp,
    /// Whose decision it is; `None` for a turning point.
    pub role: Option<RoleId>,
    /// The chapter's title; empty for a turning point.
    pub chapter: String,
    /// How sure the record is, in a word.
    pub standing: &'static str,
    /// Every answer, history's first, also those nobody gave.
    pub answers: Vec<Tally>,
    /// How many runs came to it and have an answer.
    pub n_answered: usize,
    /// How many have not come to it yet.
    pub n_open: usize,
    /// For how many it was settled before they begin.
    pub n_before: usize,
    /// How many went another way and will never come to it.
    pub n_elsewhere: usize,
}

/// An answer and how many gave it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tally {
    /// Its written id.
    pub key: String,
    /// In words.
    pub text: String,
    /// Whether it is history's.
    pub historical: bool,
    /// How many runs.
    pub n_runs: usize,
    /// How many runs of each group.
    pub by_group: Vec<usize>,
    /// By how many different ways through the scenes they came to it.
    pub n_routes: usize,
}

/// The endings of a role.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Endings {
    /// Whose.
    pub role: RoleId,
    /// Every ending, also those nobody came to; the recorded path's first.
    pub endings: Vec<Tally>,
    /// How many runs have not come to an end.
    pub n_open: usize,
}

/// The ways through a role's scenes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoleRoutes {
    /// Whose.
    pub role: RoleId,
    /// The ways that whole runs took, the most used first.
    pub routes: Vec<Route>,
    /// Scenes nobody came to, in order of time.
    pub unseen: Vec<SceneId>,
    /// How many choices nobody took in the scenes that somebody came to.
    pub n_choices_untaken: usize,
}

/// One way through a role's scenes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Route {
    /// The scenes, in order.
    pub scenes: Vec<SceneId>,
    /// Those of them that tell it from the other ways: of several that always go together,
    /// the first.
    pub apart: Vec<SceneId>,
    /// How many runs took it.
    pub n_runs: usize,
}

impl Class {
    /// Counts.
    #[must_use]
    pub fn of(scenario: &Scenario, reading: &Collected, wanted: Wanted) -> Self {
        let is_wanted = |run: &&ClassRun| wanted.role.is_none_or(|role| run.role == role);
        let runs: Vec<&ClassRun> = reading.runs.iter().filter(is_wanted).collect();
        let grouped = groups(scenario, &runs, wanted.by);
        let n_all: usize = reading.runs.iter().map(ClassRun::n_pupils).sum();
        let counted = Counted::of(scenario, &runs, &grouped);
        let n_runs = counted.n_pupils(|_| true);
        let roles: Vec<RoleId> = scenario
            .role_ids()
            .filter(|role| counted.n_pupils(|run| run.role == *role) > 0)
            .collect();
        let decisions: Vec<Question> = roles
            .iter()
            .flat_map(|role| counted.decisions(*role))
            .collect();
        Self {
            n_runs,
            n_finished: counted.n_pupils(|run| run.ending.is_some()),
            n_other_roles: n_all - n_runs,
            by: wanted.by,
            groups: grouped.groups,
            turning_points: counted.turning_points(),
            endings: roles.iter().map(|role| counted.endings(*role)).collect(),
            routes: roles
                .iter()
                .map(|role| counted.routes(*role, &decisions))
                .collect(),
            decisions,
        }
    }

    /// The questions the class is most divided about, the most divided first: those in which
    /// two runs drawn at random most often differ.
    #[must_use]
    pub fn most_divided(&self, n_wanted: usize) -> Vec<&Question> {
        let mut divided: Vec<&Question> = self
            .turning_points
            .iter()
            .filter(|question| question.n_differing_pairs() > 0)
            .collect();
        divided.sort_by(|a, b| {
            let cross = |x: &Question, y: &Question| x.n_differing_pairs() * y.n_pairs();
            cross(b, a).cmp(&cross(a, b)).then(a.subject_order(b))
        });
        divided.truncate(n_wanted);
        divided
    }
}

impl Question {
    /// Whether a turning point is asked about, and not a decision.
    #[must_use]
    pub fn is_turning_point(&self) -> bool {
        matches!(self.subject, Subject::TurningPoint(_))
    }

    /// History's answer, if there is one.
    #[must_use]
    pub fn history(&self) -> Option<&Tally> {
        self.answers.iter().find(|tally| tally.historical)
    }

    /// How many answers somebody gave.
    #[must_use]
    pub fn n_found(&self) -> usize {
        self.answers.iter().filter(|tally| tally.n_runs > 0).count()
    }

    fn n_pairs(&self) -> u128 {
        let n = self.n_answered as u128;
        n * n
    }

    /// Ordered pairs of runs whose answers differ.
    fn n_differing_pairs(&self) -> u128 {
        let same: u128 = self
            .answers
            .iter()
            .map(|tally| (tally.n_runs as u128) * (tally.n_runs as u128))
            .sum();
        self.n_pairs() - same
    }

    fn subject_order(&self, other: &Self) -> std::cmp::Ordering {
        let place = |question: &Self| match question.subject {
            Subject::TurningPoint(id) => id.index(),
            Subject::Scene(id) => id.index(),
        };
        place(self).cmp(&place(other))
    }
}
