//! What the model says of the answers a run came to. Every place that shows it says that it
//! is the model's, and measures nothing about the past.

use crate::explore::advice;
use crate::explore::odds::view::{self, WHOSE};
use crate::explore::odds::{Hinge, HingeKind, LIMIT, Policy, Share, Space, Target};
use crate::journal::Replay;
use crate::model::Scenario;

/// What the model says of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Odds {
    /// Every answer since the run began that could have come out otherwise in the model, in
    /// order of time, and the ending.
    pub(super) rows: Vec<OddsRow>,
    /// Those that could not, whatever this role decides.
    pub(super) settled: Vec<OddsRow>,
}

/// What the model says of one answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct OddsRow {
    /// Which answer or ending.
    pub(super) target: Target,
    /// The question.
    pub(super) question: String,
    /// How it came out.
    pub(super) answer: String,
    /// Whether otherwise than in history.
    pub(super) turned: bool,
    /// When the run began, if every open choice is taken alike.
    pub(super) alike: Share,
    /// The same, if decisions are made as recorded.
    pub(super) recorded: Share,
    /// The same, if they are made as in this run, so that only luck is left.
    pub(super) decided: Share,
    /// What moved it furthest, if anything did.
    pub(super) hinge: Option<Hung>,
}

/// The decision or draw that an answer hung on most.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Hung {
    /// The hinge itself.
    pub(super) hinge: Hinge,
    /// "25 October".
    pub(super) day: String,
    /// The scene's title.
    pub(super) scene: String,
    /// The words of the choice.
    pub(super) choice: String,
}

/// Said above every table of odds.
pub(super) const SAID: &str = WHOSE;

/// Asks the model; why it has no answer, if so.
pub(super) fn odds(scenario: &Scenario, run: &Replay) -> Result<Odds, String> {
    let space = Space::of(scenario, run, &LIMIT).map_err(|error| {
        let advice = advice(scenario, &error);
        format!("The odds could not be worked out: {error}. {advice}")
            .trim_end()
            .to_owned()
    })?;
    let decided = run.steps.iter().map(|step| (step.scene, step.choice));
    let policies = [
        Policy::Alike,
        Policy::Recorded,
        Policy::Decided(decided.collect()),
    ];
    let table = view::table(&space, &policies);
    let happened = view::outcomes(&space, run);
    let hinges = space.why(run, &Policy::Alike, &happened);
    let rows = happened.iter().filter_map(|target| {
        let mut groups = table.groups.iter();
        let (group, row) = groups.find_map(|group| {
            let row = group.rows.iter().find(|row| row.target == *target)?;
            Some((group, row))
        })?;
        let [alike, recorded, decided] = row.shares.as_slice() else {
            return None;
        };
        let why = hinges.iter().find(|why| why.target == *target);
        Some(OddsRow {
            target: *target,
            question: group.question.clone(),
            answer: row.text.clone(),
            turned: group.turning_point.is_some() && !row.historical,
            alike: *alike,
            recorded: *recorded,
            decided: *decided,
            hinge: why
                .and_then(|why| why.ranked().first().copied())
                .map(|hinge| hung(scenario, hinge)),
        })
    });
    let (settled, rows) = rows.partition(|row| row.alike == Share::ALWAYS && row.hinge.is_none());
    Ok(Odds { rows, settled })
}

fn hung(scenario: &Scenario, hinge: Hinge) -> Hung {
    let scene = &scenario[hinge.scene];
    let choice = scene.choices.get(hinge.choice);
    Hung {
        hinge,
        day: scene.when.day_and_month(),
        scene: scene.title.clone(),
        choice: choice.map_or(String::new(), |choice| choice.text.clone()),
    }
}

/// What cannot fail any more is certain, where other odds stand as numbers.
fn certain(share: Share) -> String {
    match share {
        Share::ALWAYS => "certain".to_owned(),
        share => share.words(),
    }
}

impl Hung {
    /// "the decision “Cross on the ice” at “The ice”, 24 February: from 31 % to 62 %".
    pub(super) fn words(&self) -> String {
        format!(
            "{} “{}” at “{}”, {}: {}",
            match self.hinge.kind {
                HingeKind::Decision => "the decision",
                HingeKind::Draw => "luck after the decision",
            },
            self.choice,
            self.scene,
            self.day,
            self.moved()
        )
    }

    /// "from 31 % to 62 %".
    pub(super) fn moved(&self) -> String {
        let (before, after) = (self.hinge.before, self.hinge.after);
        if before.words() == after.words() {
            format!("from {} to {}", before.finely(), after.finely())
        } else {
            format!("from {} to {}", before.words(), certain(after))
        }
    }

    /// Whether luck moved it, and not the decision.
    pub(super) fn is_luck(&self) -> bool {
        self.hinge.kind == HingeKind::Draw
    }
}

impl Odds {
    /// What it says of an answer.
    pub(super) fn of(&self, target: Target) -> Option<&OddsRow> {
        let mut rows = self.rows.iter().chain(&self.settled);
        rows.find(|row| row.target == target)
    }

    /// What could not come out otherwise, in a sentence; `None` if there is nothing of it.
    pub(super) fn settled_in_words(&self, role: &str) -> Option<String> {
        let settled: Vec<String> = self
            .settled
            .iter()
            .map(|row| format!("{} “{}”", row.question, row.answer))
            .collect();
        (!settled.is_empty()).then(|| {
            format!(
                "In this model nothing that this role ({role}) decides, and no luck, makes \
                 these come out otherwise: {}.",
                settled.join("; ")
            )
        })
    }
}
