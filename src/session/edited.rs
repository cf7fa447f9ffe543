//! A run that goes on while its scenes are edited: the place is kept by replaying the journal.

use std::sync::Arc;

use super::Session;
use crate::journal::{ForeignJournal, Journal, Position};
use crate::model::Scenario;
use crate::playthrough::Playthrough;

impl Session {
    /// The same run over scenes that have been edited, as far as it still goes: it stands at
    /// the last decision that exists, and where it had to be taken back a later edit that
    /// brings the decisions back brings the place back too, unless something was decided
    /// meanwhile.
    ///
    /// # Errors
    ///
    /// If the new scenario is another one or has lost the role; the session is unchanged then.
    pub fn reload(&mut self, scenario: Arc<Scenario>) -> Result<(), ForeignJournal> {
        let before = self.stands_in();
        let open = self.run.journal().clone();
        let (whole, id) = match &self.whole {
            Some((whole, id)) => (whole.clone(), id.clone()),
            None => (open, self.id.clone()),
        };
        let (run, stop) = resume_or_begin(&scenario, whole.clone())?;
        let Some(stop) = stop else {
            self.run = run;
            if self.whole.take().is_some() {
                self.id = id;
                self.kept.clone_from(&self.run.journal().decisions);
                self.notice = Some("the edited scenes bring you back to your place".to_owned());
            } else {
                self.say_if_moved(before.as_ref());
            }
            return Ok(());
        };
        let n_decisions = run.journal().decisions.len();
        let parent = match &self.whole {
            // It was taken back before, and has left the run already.
            Some((_, id)) => id.as_ref().map(ToString::to_string),
            None => self.leave(),
        };
        self.id = None;
        self.whole = Some((whole, id));
        self.run = run.branch_at(n_decisions, parent);
        let told = format!("the edited scenes take you back: {stop}");
        self.notice = Some(match self.stands_in() {
            Some(stands) => format!("{told}; you stand in “{}” now", stands.title),
            None => told,
        });
        Ok(())
    }

    /// The scene to decide in next, if there is one.
    fn stands_in(&self) -> Option<Stands> {
        let Position::Scene(id) = self.run.replay().position() else {
            return None;
        };
        let scene = &self.run.scenario()[id];
        Some(Stands {
            key: scene.key.clone(),
            title: scene.title.clone(),
        })
    }

    /// Says so if the decisions lead to another scene now than the player stood in.
    fn say_if_moved(&mut self, before: Option<&Stands>) {
        let Some(before) = before else { return };
        let lead = format!(
            "the edited scenes do not lead to “{}” any more",
            before.title
        );
        match self.stands_in() {
            Some(now) if now.key == before.key => {}
            Some(now) => {
                self.notice = Some(format!("{lead}; you stand in “{}” now", now.title));
            }
            None => self.notice = Some(format!("{lead}; the story is over here now")),
        }
    }
}

/// A scene the player stands in.
struct Stands {
    key: String,
    title: String,
}

/// The run over these scenes; where its beginning is gone, from the role's first scene.
fn resume_or_begin(
    scenario: &Arc<Scenario>,
    journal: Journal,
) -> Result<(Playthrough, Option<String>), ForeignJournal> {
    match Playthrough::resume(Arc::clone(scenario), journal.clone()) {
        Ok((run, stop)) => Ok((run, stop.map(|stop| stop.to_string()))),
        Err(error @ ForeignJournal::NoSuchBeginning(_)) => {
            let anew = Journal {
                begins: None,
                decisions: Vec::new(),
                pages_turned: 0,
                parent: None,
                ..journal
            };
            let (run, _) = Playthrough::resume(Arc::clone(scenario), anew)?;
            Ok((run, Some(error.to_string())))
        }
        Err(error) => Err(error),
    }
}
