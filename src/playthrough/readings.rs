//! The questions that are read in more than one way, and choosing among the readings
//! before a run is begun. A run that has begun keeps the readings it has.

use crate::model::{Prose, Readings, Scenario, TurningPointId};

/// A question that is read in more than one way.
#[derive(Clone, PartialEq, Debug)]
pub struct QuestionView {
    /// Which turning point.
    pub id: TurningPointId,
    /// Its written id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// The question.
    pub question: String,
    /// The day, as shown.
    pub day: String,
    /// The position of the reading that holds.
    pub chosen: usize,
    /// Two and more; the first holds unless another is chosen.
    pub readings: Vec<ReadingView>,
}

/// One of its readings.
#[derive(Clone, PartialEq, Debug)]
pub struct ReadingView {
    /// Its written id.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What is held, and by whom.
    pub text: Prose,
    /// Where it is argued: author, title, year.
    pub sources: Vec<String>,
}

/// Why a reading cannot be chosen.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoReading {
    /// The scenario has no such question, or it is read in one way only.
    #[error(
        "`{wanted}` is no question that is read in more than one way; {}",
        list("those are", known)
    )]
    NoQuestion {
        /// What was asked for.
        wanted: String,
        /// The written ids of those there are.
        known: Vec<String>,
    },
    /// The question has no such reading.
    #[error(
        "`{question}` has no reading `{wanted}`; {}",
        list("its readings are", known)
    )]
    NoSuchReading {
        /// The written id of the question.
        question: String,
        /// What was asked for.
        wanted: String,
        /// The written ids of those it has.
        known: Vec<String>,
    },
}

fn list(lead: &str, known: &[String]) -> String {
    if known.is_empty() {
        return "this scenario has none".to_owned();
    }
    let known: Vec<String> = known.iter().map(|key| format!("`{key}`")).collect();
    format!("{lead} {}", known.join(", "))
}

/// Every question that is read in more than one way, in order of time.
#[must_use]
pub fn questions(scenario: &Scenario, readings: &Readings) -> Vec<QuestionView> {
    scenario
        .turning_point_ids()
        .filter(|id| !scenario[*id].readings.is_empty())
        .map(|id| {
            let item = &scenario[id];
            QuestionView {
                id,
                key: item.key.clone(),
                title: item.title.clone(),
                question: item.question.clone(),
                day: item.day.clone(),
                chosen: readings.of(id),
                readings: item
                    .readings
                    .iter()
                    .map(|reading| ReadingView {
                        key: reading.key.clone(),
                        name: reading.name.clone(),
                        text: reading.text.clone(),
                        sources: reading
                            .sources
                            .iter()
                            .map(|id| {
                                let source = &scenario[*id];
                                format!("{}, {}, {}", source.author, source.title, source.year)
                            })
                            .collect(),
                    })
                    .collect(),
            }
        })
        .collect()
}

/// Chooses a reading by written ids.
///
/// # Errors
///
/// If there is no such question or no such reading of it; nothing has changed then.
pub fn choose_reading(
    scenario: &Scenario,
    readings: &mut Readings,
    question: &str,
    reading: &str,
) -> Result<(), NoReading> {
    let read_so: Vec<TurningPointId> = scenario
        .turning_point_ids()
        .filter(|id| !scenario[*id].readings.is_empty())
        .collect();
    let asked = |id: &&TurningPointId| scenario[**id].key == question;
    let Some(id) = read_so.iter().find(asked).copied() else {
        return Err(NoReading::NoQuestion {
            wanted: question.to_owned(),
            known: read_so.iter().map(|id| scenario[*id].key.clone()).collect(),
        });
    };
    let known = &scenario[id].readings;
    let Some(at) = known.iter().position(|item| item.key == reading) else {
        return Err(NoReading::NoSuchReading {
            question: question.to_owned(),
            wanted: reading.to_owned(),
            known: known.iter().map(|item| item.key.clone()).collect(),
        });
    };
    readings.choose(scenario, id, at);
    Ok(())
}
