//! The same hour from the other side: where else a moment of this run can be lived.

use super::Playthrough;
use crate::journal;
use crate::model::{RoleId, SceneId};

/// A scene of another role on the same day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OtherSide {
    /// Who stood there.
    pub role: RoleId,
    /// The role's name.
    pub name: String,
    /// The scene.
    pub scene: SceneId,
    /// The scene's title.
    pub title: String,
    /// "24 October, 21:45".
    pub when: String,
}

impl Playthrough {
    /// For each other role, the scene of its recorded path that comes nearest to the scene
    /// of a decision, if it has one on that day. Entered with history up to there, it shows
    /// what that role could know and no more.
    #[must_use]
    pub fn other_sides(&self, decision: usize) -> Vec<OtherSide> {
        let scenario = &self.scenario;
        let Some(step) = self.replay.steps.get(decision) else {
            return Vec::new();
        };
        let when = scenario[step.scene].when;
        scenario
            .role_ids()
            .filter(|role| *role != self.replay.role)
            .filter_map(|role| {
                let history = journal::historical(scenario, role, self.readings());
                let scene = history
                    .steps
                    .iter()
                    .map(|step| step.scene)
                    .filter(|scene| scenario[*scene].when.day() == when.day())
                    .min_by_key(|scene| when.minutes_to(scenario[*scene].when).abs())?;
                let item = &scenario[scene];
                let clock = item.when.clock().unwrap_or_default();
                Some(OtherSide {
                    role,
                    name: scenario[role].name.clone(),
                    scene,
                    title: item.title.clone(),
                    when: format!("{}, {clock}", item.when.day_and_month()),
                })
            })
            .collect()
    }
}
