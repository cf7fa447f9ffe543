//! The year in order of time: what happened, what was decided, and what a run made of it.

use super::{Codex, Told, Topic, decided};
use crate::journal::Replay;
use crate::model::{Certainty, Dated, Stamp};

/// The year, as far as it may be told.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Year {
    /// In order of time.
    pub days: Vec<Day>,
    /// How many events and turning points are held back.
    pub n_held_back: usize,
}

/// A day on which anything stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Day {
    /// Its first moment.
    pub when: Stamp,
    /// "Wednesday 25 October 1917".
    pub label: String,
    /// "7 November, New Style".
    pub other: String,
    /// In order of time.
    pub moments: Vec<Moment>,
}

/// An event or a turning point.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moment {
    /// Which.
    pub topic: Topic,
    /// "03:30", if the hour is known.
    pub clock: Option<String>,
    /// Its title.
    pub title: String,
    /// How history answered it, if it is a turning point.
    pub answer: Option<String>,
    /// How sure that is.
    pub standing: Certainty,
    /// What a run made of it, if it was decided there.
    pub own: Option<Own>,
}

/// What a run made of a turning point.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Own {
    /// The answer in words.
    pub answer: String,
    /// Whether it is another than history's.
    pub turned: bool,
}

impl Codex {
    /// The years everything dated lies in, for a heading: "1917–18". Empty if nothing is
    /// dated.
    #[must_use]
    pub fn span(&self) -> String {
        let timeline = &self.scenario().timeline;
        let (Some((first, _)), Some((last, _))) = (timeline.first(), timeline.last()) else {
            return String::new();
        };
        let (first, last) = (first.year(), last.year());
        if first == last {
            first.to_string()
        } else if first / 100 == last / 100 {
            format!("{first}–{:02}", last % 100)
        } else {
            format!("{first}–{last}")
        }
    }

    /// The year, beside a run if there is one.
    #[must_use]
    pub fn year(&self, told: Told, run: Option<&Replay>) -> Year {
        let scenario = self.scenario();
        let mut year = Year::default();
        for (when, what) in &scenario.timeline {
            let topic = match what {
                Dated::TurningPoint(id) => Topic::TurningPoint(*id),
                Dated::Event(id) => Topic::Event(*id),
            };
            if !self.is_told(topic, told) {
                year.n_held_back += 1;
                continue;
            }
            let moment = self.moment_of(*when, *what, topic, run);
            let label = format!("{} {}", scenario.calendar.weekday(*when), when.day());
            match year.days.last_mut() {
                Some(day) if day.label == label => day.moments.push(moment),
                _ => year.days.push(Day {
                    when: *when,
                    label,
                    other: scenario.calendar.other_long(*when),
                    moments: vec![moment],
                }),
            }
        }
        year
    }

    fn moment_of(&self, when: Stamp, what: Dated, topic: Topic, run: Option<&Replay>) -> Moment {
        let scenario = self.scenario();
        match what {
            Dated::Event(id) => {
                let event = &scenario[id];
                Moment {
                    topic,
                    clock: when.clock(),
                    title: event.title.clone(),
                    answer: None,
                    standing: event.standing,
                    own: None,
                }
            }
            Dated::TurningPoint(id) => {
                let point = &scenario[id];
                let own = run.and_then(|run| decided(run, id)).and_then(|index| {
                    Some(Own {
                        answer: point.answer(index)?.text.clone(),
                        turned: index != point.historical(),
                    })
                });
                Moment {
                    topic,
                    clock: when.clock(),
                    title: point.title.clone(),
                    answer: point
                        .answer(point.historical())
                        .map(|answer| answer.text.clone()),
                    standing: point.standing,
                    own,
                }
            }
        }
    }
}
