//! Two or three timelines on one axis: when each question was answered, and each decision
//! made.
//!
//! A year in which everything happens in three days cannot be drawn to scale. The axis is
//! made of the moments at which anything stands, in order, each as wide as what stands there
//! needs; days are told apart, and what lies between them is a short gap.

use super::track::Track;
use super::{Subject, Tracks};
use crate::model::{Scenario, SceneId, Stamp};
use crate::rules::{Change, Happening, Step};

/// The axis runs from 0 to this.
pub const AXIS: u32 = 100_000;

/// Marks of every column on one axis.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Timeline {
    /// The days.
    pub axis: Axis,
    /// This run's marks, in order of time.
    pub mine: Vec<Mark>,
    /// The other run's, if there is one.
    pub other: Option<Vec<Mark>>,
    /// History's.
    pub history: Vec<Mark>,
}

/// The moments at which anything stands, and their days.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Axis {
    /// In order.
    pub days: Vec<Day>,
    /// Each moment, and where it begins.
    stops: Vec<(Stamp, u32)>,
}

/// A day of the axis.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Day {
    /// The first moment that stands on it.
    pub when: Stamp,
    /// "24 Oct".
    pub label: String,
    /// Where it begins.
    pub from: u32,
    /// Where it ends; the next day may begin later.
    pub to: u32,
}

/// Something that stands on a timeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// When.
    pub when: Stamp,
    /// Where on the axis.
    pub at: u32,
    /// Whether a question was answered or a decision made.
    pub kind: MarkKind,
    /// What about.
    pub subject: Subject,
    /// A short title.
    pub title: String,
    /// The answer, or the choice, in words.
    pub text: String,
    /// Whether it went another way than in history.
    pub turned: bool,
}

/// Kinds of mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum MarkKind {
    TurningPoint,
    Decision,
}

impl Axis {
    /// Where a moment stands; where the last one before it does, if nothing stands there.
    #[must_use]
    pub fn at(&self, when: Stamp) -> u32 {
        let come = self
            .stops
            .iter()
            .rev()
            .find(|(stop, _)| stop.has_come(when));
        come.map_or(0, |(_, at)| *at)
    }
}

impl Timeline {
    /// Every mark of a run beside history's mark of the same thing, for a list in words.
    #[must_use]
    pub fn history_of(&self, subject: Subject) -> Option<&Mark> {
        self.history.iter().find(|mark| mark.subject == subject)
    }
}

/// The timelines of the runs.
pub(super) fn timeline(scenario: &Scenario, tracks: &Tracks<'_>) -> Timeline {
    let present = tracks.mine.present(scenario);
    let mut mine = marks(scenario, &tracks.mine);
    let mut other = tracks.other.as_ref().map(|track| marks(scenario, track));
    let mut history = marks(scenario, &tracks.history);
    // What lies ahead of a run that is still played is not told.
    history.retain(|mark| present.is_none_or(|present| mark.when.has_come(present)));
    let axis = axis(&[&mine, other.as_deref().unwrap_or(&[]), &history]);
    for marks in [Some(&mut mine), other.as_mut(), Some(&mut history)] {
        for mark in marks.into_iter().flatten() {
            mark.at = axis.at(mark.when);
        }
    }
    Timeline {
        axis,
        mine,
        other,
        history,
    }
}

fn marks(scenario: &Scenario, track: &Track<'_>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = track
        .before()
        .iter()
        .filter_map(|passed| answered(scenario, passed.when, passed.what))
        .collect();
    for moment in track.moments() {
        let step = moment.step;
        marks.extend(decided(scenario, moment.hour, step.scene, step));
        for change in &step.changes {
            if let Change::Settled(id, answer) = change {
                let what = Happening::Decided(*id, *answer);
                marks.extend(answered(scenario, moment.hour, what));
            }
        }
        let passed = step.passed.iter();
        marks.extend(passed.filter_map(|passed| {
            let when = moment.hour.max(passed.when);
            answered(scenario, when, passed.what)
        }));
    }
    marks
}

fn answered(scenario: &Scenario, when: Stamp, what: Happening) -> Option<Mark> {
    let Happening::Decided(id, index) = what else {
        return None;
    };
    let item = &scenario[id];
    let answer = item.answer(index)?;
    Some(Mark {
        when,
        at: 0,
        kind: MarkKind::TurningPoint,
        subject: Subject::TurningPoint(id),
        title: item.title.clone(),
        text: answer.text.clone(),
        turned: !answer.historical,
    })
}

fn decided(scenario: &Scenario, when: Stamp, scene: SceneId, step: &Step) -> Option<Mark> {
    let item = &scenario[scene];
    let choice = item.choices.get(step.choice)?;
    let recorded = item.historical().map(|(choice, _)| choice);
    Some(Mark {
        when,
        at: 0,
        kind: MarkKind::Decision,
        subject: Subject::Scene(scene),
        title: item.title.clone(),
        text: choice.text.clone(),
        turned: recorded != Some(step.choice),
    })
}

fn is_same_day(a: Stamp, b: Stamp) -> bool {
    a.minutes_to(b) + i64::from(a.minute_of_day()) - i64::from(b.minute_of_day()) == 0
}

/// A flag takes as much room as this many decisions.
const FLAG: u32 = 6;

/// Moments one after another, with gaps between days that do not follow one another.
fn axis(columns: &[&[Mark]]) -> Axis {
    let mut moments: Vec<Stamp> = columns
        .iter()
        .flat_map(|marks| marks.iter().map(|mark| mark.when))
        .collect();
    moments.sort_by(|a, b| a.cmp_on_clock(*b));
    moments.dedup_by(|later, earlier| earlier.cmp_on_clock(*later).is_eq());
    let mut at = 0;
    let mut stops = Vec::new();
    let mut days: Vec<Day> = Vec::new();
    for when in moments {
        let same = days.last().is_some_and(|day| is_same_day(day.when, when));
        if !same {
            let far = days
                .last()
                .is_some_and(|day| day.when.minutes_to(when) > 2 * 24 * 60);
            at += u32::from(far);
            days.push(Day {
                when,
                label: when.short_day(),
                from: at,
                to: at,
            });
        }
        stops.push((when, at));
        at += weight(columns, when);
        if let Some(day) = days.last_mut() {
            day.to = at;
        }
    }
    let place = |weight: u32| {
        let at = u64::from(weight) * u64::from(AXIS) / u64::from(at.max(1));
        u32::try_from(at).unwrap_or(AXIS)
    };
    for day in &mut days {
        (day.from, day.to) = (place(day.from), place(day.to));
    }
    for (_, stop) in &mut stops {
        *stop = place(*stop);
    }
    Axis { days, stops }
}

/// What stands at a moment decides how wide it is.
fn weight(columns: &[&[Mark]], when: Stamp) -> u32 {
    let flag = columns
        .iter()
        .flat_map(|marks| marks.iter())
        .any(|mark| mark.kind == MarkKind::TurningPoint && mark.when.cmp_on_clock(when).is_eq());
    if flag { FLAG } else { 1 }
}

/// Puts spans that are in order of their beginning into as few lanes as they need, so that
/// none covers another; each starts at its own place or, where the axis ends, earlier. Gives
/// where each begins and its lane.
#[must_use]
pub fn lanes(spans: &[(u32, u32)]) -> Vec<(u32, usize)> {
    let mut ends: Vec<u32> = Vec::new();
    spans
        .iter()
        .map(|(at, width)| {
            let from = (*at).min(AXIS.saturating_sub(*width));
            let free = ends.iter().position(|end| *end <= from);
            let lane = free.unwrap_or(ends.len());
            let end = from.saturating_add(*width);
            match ends.get_mut(lane) {
                Some(slot) => *slot = end,
                None => ends.push(end),
            }
            (from, lane)
        })
        .collect()
}
