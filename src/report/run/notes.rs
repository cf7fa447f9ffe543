//! The sources as numbered notes, in the order in which they are first named, each with what
//! it is named for and how sure that is.

use super::questions::Question;
use crate::compare::{Bearing, Row, Subject};
use crate::journal::Replay;
use crate::model::{Scenario, SourceId, SourceKind};

/// Every source a report names.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Notes {
    /// In the order of their numbers, the first of which is 1.
    pub(super) list: Vec<Note>,
}

/// A source, and what it is named for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Note {
    /// Which source.
    pub(super) source: SourceId,
    /// In the order of the report.
    pub(super) uses: Vec<Use>,
}

/// What a source is named for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Use {
    /// The id of the part of the page.
    pub(super) anchor: String,
    /// What it is about.
    pub(super) what: String,
    /// How sure what is said there is, in a word; empty where that is not the question.
    pub(super) standing: &'static str,
}

impl Notes {
    /// Numbers the sources of the parts of a report in the order they stand on the page.
    pub(super) fn of(
        scenario: &Scenario,
        run: &Replay,
        rows: &[&Row],
        debates: &[Bearing],
        questions: &[Question],
    ) -> Self {
        let mut notes = Self::default();
        for row in rows {
            let used = Use {
                anchor: row_anchor(scenario, row.subject),
                what: row_title(scenario, row.subject),
                standing: row.standing,
            };
            notes.add(&row_sources(scenario, row.subject), &used);
        }
        for (id, reading) in run.start.readings().chosen() {
            let Some(reading) = scenario[id].readings.get(reading) else {
                continue;
            };
            let used = Use {
                anchor: "readings".to_owned(),
                what: format!("reading “{}”", reading.name),
                standing: "disputed",
            };
            notes.add(&reading.sources, &used);
        }
        for bearing in debates {
            let debate = &scenario[bearing.debate];
            let used = Use {
                anchor: format!("debate-{}", debate.key),
                what: format!("the debate “{}”", debate.question),
                standing: "",
            };
            for position in &debate.positions {
                notes.add(&position.sources, &used);
            }
        }
        for (number, question) in (1..).zip(questions) {
            let used = Use {
                anchor: format!("question-{number}"),
                what: format!("question {number}"),
                standing: "",
            };
            notes.add(&question.sources, &used);
        }
        notes
    }

    fn add(&mut self, sources: &[SourceId], used: &Use) {
        for source in sources {
            let known = self.list.iter().position(|note| note.source == *source);
            match known.and_then(|at| self.list.get_mut(at)) {
                Some(note) if note.uses.contains(used) => {}
                Some(note) => note.uses.push(used.clone()),
                None => self.list.push(Note {
                    source: *source,
                    uses: vec![used.clone()],
                }),
            }
        }
    }

    /// The numbers of sources, lowest first.
    pub(super) fn numbers(&self, sources: &[SourceId]) -> Vec<usize> {
        let number = |source: &SourceId| {
            let at = self.list.iter().position(|note| note.source == *source);
            at.map(|at| at + 1)
        };
        let mut numbers: Vec<usize> = sources.iter().filter_map(number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

impl Note {
    /// What it is named for, by how sure that is, in the order of the report.
    pub(super) fn by_standing(&self) -> Vec<(&'static str, Vec<&Use>)> {
        let mut groups: Vec<(&'static str, Vec<&Use>)> = Vec::new();
        for used in &self.uses {
            match groups.iter_mut().find(|(known, _)| *known == used.standing) {
                Some((_, uses)) => uses.push(used),
                None => groups.push((used.standing, vec![used])),
            }
        }
        groups
    }
}

fn row_title(scenario: &Scenario, subject: Subject) -> String {
    match subject {
        Subject::TurningPoint(id) => scenario[id].title.clone(),
        Subject::Scene(id) => scenario[id].title.clone(),
    }
}

/// The id of a row on the page.
pub(super) fn row_anchor(scenario: &Scenario, subject: Subject) -> String {
    match subject {
        Subject::TurningPoint(id) => format!("turning-point-{}", scenario[id].key),
        // Two roles may each have a scene of one id.
        Subject::Scene(id) => {
            let scene = &scenario[id];
            format!("scene-{}-{}", scenario[scene.role].key, scene.key)
        }
    }
}

/// Where what is recorded in a row is known from.
pub(super) fn row_sources(scenario: &Scenario, subject: Subject) -> Vec<SourceId> {
    let mut sources = match subject {
        Subject::TurningPoint(id) => scenario[id].sources.clone(),
        Subject::Scene(id) => {
            let scene = &scenario[id];
            let recorded = scene.historical().map(|(choice, _)| choice);
            let choice = recorded.and_then(|choice| scene.choices.get(choice));
            let of_choice = choice.map_or(&[][..], |choice| &choice.sources);
            scene
                .history
                .sources
                .iter()
                .chain(of_choice)
                .copied()
                .collect()
        }
    };
    let mut seen = Vec::new();
    sources.retain(|source| {
        let is_new = !seen.contains(source);
        seen.push(*source);
        is_new
    });
    sources
}

/// "document", "newspaper", "memoir", "history", "reference work".
pub(super) fn kind_of_source(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Document => "document",
        SourceKind::Press => "newspaper",
        SourceKind::Memoir => "memoir",
        SourceKind::History => "history",
        SourceKind::Reference => "reference work",
    }
}
