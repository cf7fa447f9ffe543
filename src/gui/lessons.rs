//! How a run comes to be open: begun as a role or with one of its chapters, entered from
//! another run, or gone on with, and then told what lies behind it.

use std::sync::Arc;

use super::bridge::Current;
use crate::launch::random_seed;
use crate::model::{RoleId, SceneId};
use crate::playthrough::chapter_entry;
use crate::session::Session;
use crate::store::RunId;

impl Current {
    fn seed(&self) -> u64 {
        self.request.seed.unwrap_or_else(random_seed)
    }

    /// Begins a run of a role; tells whether it is open.
    pub(super) fn begin(&mut self, role: RoleId) -> bool {
        let start = self.scenario.as_ref().map(|scenario| scenario[role].start);
        start.is_some_and(|scene| self.begin_at(role, scene))
    }

    /// Begins a run of a role in a scene of its recorded path; tells whether it is open.
    pub(super) fn begin_at(&mut self, role: RoleId, scene: SceneId) -> bool {
        let (Some(store), Some(scenario)) = (&self.store, &self.scenario) else {
            return false;
        };
        let begun = Session::begin_at(
            store.clone(),
            Arc::clone(scenario),
            (role, scene),
            self.seed(),
            &self.readings,
        );
        let Some(session) = begun else {
            return false;
        };
        self.recap = session.run().recap();
        self.session = Some(session);
        self.show();
        true
    }

    /// Begins with what the command line named, as far as the scenes have it.
    pub(super) fn begin_as_requested(&mut self) {
        let (Some(key), Some(scenario)) = (self.request.role.clone(), self.scenario.clone()) else {
            return;
        };
        let Some(role) = scenario.role_by_key(&key) else {
            self.notice = Some(format!("there is no role `{key}` in these scenes"));
            return;
        };
        let scene = match &self.request.chapter {
            Some(chapter) => chapter_entry(&scenario, role, &self.readings, chapter),
            None => Ok(scenario[role].start),
        };
        match scene {
            Ok(scene) => {
                self.begin_at(role, scene);
            }
            Err(error) => self.notice = Some(error.to_string()),
        }
    }

    pub(super) fn other_side(&mut self, role: RoleId, scene: SceneId) {
        let entered = self
            .session
            .as_ref()
            .and_then(|session| session.other_side(role, scene));
        if let Some(session) = entered {
            self.recap = session.run().recap();
            self.session = Some(session);
            self.show();
        }
    }

    /// Goes on with a kept run; tells whether it is open. One that was not played since the
    /// window was opened begins with what lies behind it.
    pub(super) fn resume(&mut self, id: &RunId) -> bool {
        let (Some(store), Some(scenario)) = (self.store.clone(), self.scenario.clone()) else {
            return false;
        };
        let opened = store
            .run(id)
            .map_err(|problem| problem.message)
            .and_then(|file| {
                Session::resume(store, scenario, file).map_err(|error| error.to_string())
            });
        match opened {
            Ok(session) => {
                let is_known = self.sitting.contains(id);
                self.recap = session.run().recap().filter(|_| !is_known);
                self.session = Some(session);
                self.show();
                true
            }
            Err(message) => {
                self.notice = Some(message);
                false
            }
        }
    }

    /// Keeps in mind which run is open.
    pub(super) fn note_sitting(&mut self) {
        if let Some(id) = self.session.as_ref().and_then(Session::id)
            && !self.sitting.contains(id)
        {
            self.sitting.push(id.clone());
        }
    }
}
