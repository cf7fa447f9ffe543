//! A run seen whole: every decision with its hour, and what lay before its first scene.
//!
//! A run may begin in a later scene of its role's recorded path; what lies before went as
//! recorded and belongs to it all the same, or two such runs could not be compared.

use std::borrow::Cow;

use crate::journal::{self, Position, Replay};
use crate::model::{Readings, RoleId, Scenario, SceneId, Stamp};
use crate::rules::{Passed, Step};

/// A run from the beginning of the scenario.
pub(super) struct Track<'a> {
    run: Cow<'a, Replay>,
    /// The recorded path under the run's readings, of which the first `n_given` decisions
    /// lie before the run.
    path: Replay,
    n_given: usize,
    /// The hour of each decision, given ones first. It never runs back, even where a
    /// scenario's scenes do.
    hours: Vec<Stamp>,
}

/// A decision on a track.
#[derive(Clone, Copy)]
pub(super) struct Moment<'a> {
    /// When it was made.
    pub(super) hour: Stamp,
    /// What it did.
    pub(super) step: &'a Step,
    /// Whether it lies before the run's own first scene.
    pub(super) given: bool,
}

impl<'a> Track<'a> {
    /// A run.
    pub(super) fn of(scenario: &Scenario, run: &'a Replay) -> Self {
        let path = journal::historical(scenario, run.role, run.start.readings());
        Self::joined(scenario, Cow::Borrowed(run), path)
    }

    /// The recorded path of a role.
    pub(super) fn of_history(scenario: &Scenario, role: RoleId) -> Self {
        let path = journal::historical(scenario, role, &Readings::default());
        Self::joined(scenario, Cow::Owned(path.clone()), path)
    }

    fn joined(scenario: &Scenario, run: Cow<'a, Replay>, path: Replay) -> Self {
        let n_given = path
            .steps
            .iter()
            .position(|step| step.scene == run.begin)
            .unwrap_or(0);
        let given = path.steps.iter().take(n_given);
        let mut latest = None::<Stamp>;
        let hours = given
            .chain(&run.steps)
            .map(|step| {
                let when = scenario[step.scene].when;
                let hour = latest.map_or(when, |latest| latest.max(when));
                latest = Some(hour);
                hour
            })
            .collect();
        Self {
            run,
            path,
            n_given,
            hours,
        }
    }

    /// Whose run.
    pub(super) fn role(&self) -> RoleId {
        self.run.role
    }

    /// The run itself.
    pub(super) fn run(&self) -> &Replay {
        &self.run
    }

    /// Whether decisions lie before its first scene.
    pub(super) fn begins_late(&self) -> bool {
        self.n_given > 0
    }

    /// What the clock passed before the role's first scene.
    pub(super) fn before(&self) -> &[Passed] {
        &self.path.before
    }

    /// Every decision, in order.
    pub(super) fn moments(&self) -> impl Iterator<Item = Moment<'_>> {
        let given = self.path.steps.iter().take(self.n_given);
        let given = given.map(|step| (step, true));
        let own = self.run.steps.iter().map(|step| (step, false));
        given
            .chain(own)
            .zip(&self.hours)
            .map(|((step, given), hour)| Moment {
                hour: *hour,
                step,
                given,
            })
    }

    /// The decision made in a scene, and its place among all.
    pub(super) fn moment_in(&self, scene: SceneId) -> Option<(usize, Moment<'_>)> {
        self.moments()
            .enumerate()
            .find(|(_, moment)| moment.step.scene == scene)
    }

    /// The hour the run has come to; `None` if it is over.
    pub(super) fn present(&self, scenario: &Scenario) -> Option<Stamp> {
        match self.run.position() {
            Position::Scene(scene) => {
                let when = scenario[scene].when;
                let last = self.hours.last().copied();
                Some(last.map_or(when, |last| last.max(when)))
            }
            Position::End(_) => None,
        }
    }
}
