//! The rows of a comparison, in one order of time.

use super::track::{Moment, Track};
use super::{Absence, Cell, Comparison, Entry, Likeness, Row, Subject, Tracks, words};
use crate::model::{AnswerIdx, Certainty, Prose, Scenario, SceneId, Stamp, Standing};
use crate::model::{RoleId, TurningPointId};

/// Every row of the columns.
pub(super) fn comparison(scenario: &Scenario, tracks: &Tracks<'_>) -> Comparison {
    let mut rows: Vec<(Order, Row)> = Vec::new();
    for (seq, id) in scenario.turning_point_ids().enumerate() {
        let order = Order {
            hour: scenario[id].when,
            decided: false,
            seq,
        };
        rows.push((order, turning_point_row(scenario, id, tracks)));
    }
    for (hour, seq, scene) in scenes(scenario, tracks) {
        let order = Order {
            hour,
            decided: true,
            seq,
        };
        rows.push((order, decision_row(scenario, scene, tracks)));
    }
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    if let Some(row) = rows.iter_mut().find(|row| row.mine.parts_from_history()) {
        row.first_from_history = true;
    }
    if let Some(row) = rows.iter_mut().find(|row| row.runs_part()) {
        row.first_between = true;
    }
    Comparison {
        rows,
        has_other: tracks.other.is_some(),
        two_roles: tracks.other_role().is_some(),
        notes: words::notes(scenario, tracks),
    }
}

/// Where a row stands. The clock decides what is due before the scene of the same hour
/// begins; what a decision settles lies later on the clock than its scene. So no row
/// stands before the one it follows from.
struct Order {
    hour: Stamp,
    decided: bool,
    /// In the order of the runs, for scenes of one hour.
    seq: usize,
}

impl Order {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.hour
            .cmp_on_clock(other.hour)
            .then(self.decided.cmp(&other.decided))
            .then(self.seq.cmp(&other.seq))
    }
}

/// Every scene a run came to, and those of the recorded path that this run has passed by,
/// each with the first hour a run came to it and its place in that run.
fn scenes(scenario: &Scenario, tracks: &Tracks<'_>) -> Vec<(Stamp, usize, SceneId)> {
    let present = tracks.mine.present(scenario);
    let seen = |track: &Track<'_>| -> Vec<(Stamp, usize, SceneId)> {
        track
            .moments()
            .enumerate()
            .map(|(seq, moment)| (moment.hour, seq, moment.step.scene))
            .collect()
    };
    let mut scenes = seen(&tracks.mine);
    if let Some(other) = &tracks.other {
        scenes.extend(seen(other));
    }
    // What lies ahead of a run that is still played is not told.
    let passed = |hour: Stamp| present.is_none_or(|present| !present.has_come(hour));
    let recorded = seen(&tracks.history).into_iter();
    scenes.extend(recorded.filter(|(hour, _, _)| passed(*hour)));
    scenes.sort_by(|a, b| {
        a.2.cmp(&b.2)
            .then(a.0.cmp_on_clock(b.0))
            .then(a.1.cmp(&b.1))
    });
    scenes.dedup_by_key(|(_, _, scene)| *scene);
    scenes
}

fn row(subject: Subject, question: &str, day: String, when: Stamp) -> Row {
    Row {
        subject,
        question: question.to_owned(),
        day,
        when,
        mine: Entry::Absent(Absence::NoRun),
        other: Entry::Absent(Absence::NoRun),
        history: None,
        standing: "",
        sign: None,
        between: None,
        first_from_history: false,
        first_between: false,
    }
}

fn turning_point_row(scenario: &Scenario, id: TurningPointId, tracks: &Tracks<'_>) -> Row {
    let item = &scenario[id];
    let entry = |track: &Track<'_>| match track.run().state().answer(id) {
        Some(answer) => Entry::Made(answer_cell(scenario, id, answer)),
        None => Entry::Absent(Absence::NotYet),
    };
    let mine = tracks.mine.run().state().answer(id);
    let other = tracks.other.as_ref();
    let other_answer = other.and_then(|track| track.run().state().answer(id));
    let alike = |(mine, other)| {
        if mine == other {
            Likeness::Same
        } else {
            Likeness::Other
        }
    };
    let day = item.day.clone();
    Row {
        mine: entry(&tracks.mine),
        other: other.map_or(Entry::Absent(Absence::NoRun), entry),
        history: item
            .answer(item.historical())
            .map(|answer| answer.text.clone()),
        standing: item.standing.word(),
        sign: Some(item.standing),
        between: mine.zip(other_answer).map(alike),
        ..row(Subject::TurningPoint(id), &item.question, day, item.when)
    }
}

fn answer_cell(scenario: &Scenario, id: TurningPointId, answer: AnswerIdx) -> Cell {
    let answer = scenario[id].answer(answer);
    let as_recorded = answer.is_some_and(|answer| answer.historical);
    Cell {
        key: answer.map_or(String::new(), |answer| answer.key.clone()),
        text: answer.map_or(String::new(), |answer| answer.text.clone()),
        outcome: String::new(),
        likeness: if as_recorded {
            Likeness::Same
        } else {
            Likeness::Other
        },
        given: false,
        odds: None,
        votes: None,
    }
}

fn decision_row(scenario: &Scenario, scene: SceneId, tracks: &Tracks<'_>) -> Row {
    let item = &scenario[scene];
    let recorded = item.historical().map(|(choice, _)| choice);
    let choice = recorded.and_then(|choice| item.choices.get(choice));
    let (standing, sign) = match choice.map(|choice| choice.record) {
        Some(Standing::Historical) => {
            let certainty = item.history.standing;
            (certainty.word(), Some(certainty))
        }
        Some(record @ Standing::Considered) => (record.words(), Some(Certainty::Probable)),
        Some(record @ Standing::Invented) => (record.words(), Some(Certainty::Invented)),
        None => ("", None),
    };
    let mine = tracks.mine.moment_in(scene).map(|(_, moment)| moment);
    let other = tracks.other.as_ref();
    let other_moment = other.and_then(|track| track.moment_in(scene));
    let other_moment = other_moment.map(|(_, moment)| moment);
    Row {
        mine: decision(scenario, scene, &tracks.mine, mine),
        other: other.map_or(Entry::Absent(Absence::NoRun), |track| {
            decision(scenario, scene, track, other_moment)
        }),
        history: choice.map(|choice| choice.text.clone()),
        standing,
        sign,
        between: other.and_then(|other| {
            decisions_alike(scenario, scene, (&tracks.mine, mine), (other, other_moment))
        }),
        ..row(
            Subject::Scene(scene),
            &item.title,
            item.when.day_and_clock(),
            item.when,
        )
    }
}

fn decision(
    scenario: &Scenario,
    scene: SceneId,
    track: &Track<'_>,
    moment: Option<Moment<'_>>,
) -> Entry {
    let item = &scenario[scene];
    let Some(moment) = moment else {
        return Entry::Absent(absence(scenario, scene, track));
    };
    let choice = item.choices.get(moment.step.choice);
    let outcome = choice.and_then(|choice| choice.outcomes.get(moment.step.outcome));
    let likeness = match item.historical() {
        Some((choice, _)) if choice != moment.step.choice => Likeness::Other,
        Some((_, outcome)) if outcome != moment.step.outcome => came_out(moment.step.drawn),
        Some(_) => Likeness::Same,
        None => Likeness::Other,
    };
    Entry::Made(Cell {
        key: choice.map_or(String::new(), |choice| choice.key.clone()),
        text: choice.map_or(String::new(), |choice| choice.text.clone()),
        outcome: outcome.map_or(String::new(), |outcome| first_sentence(&outcome.text)),
        likeness,
        given: moment.given,
        odds: None,
        votes: None,
    })
}

fn absence(scenario: &Scenario, scene: SceneId, track: &Track<'_>) -> Absence {
    let role: RoleId = scenario[scene].role;
    let ahead = track
        .present(scenario)
        .is_some_and(|present| present.has_come(scenario[scene].when));
    match () {
        () if role != track.role() => Absence::OtherRole,
        () if ahead => Absence::NotYet,
        () => Absence::Never,
    }
}

/// Luck and no luck both leave the decision the same.
fn came_out(drawn: bool) -> Likeness {
    if drawn {
        Likeness::OtherLuck
    } else {
        Likeness::OtherOutcome
    }
}

/// How two runs compare in a scene. A decision that one of them has not come to yet, or
/// that is not its role's to make, is no difference.
fn decisions_alike(
    scenario: &Scenario,
    scene: SceneId,
    (mine_track, mine): (&Track<'_>, Option<Moment<'_>>),
    (other_track, other): (&Track<'_>, Option<Moment<'_>>),
) -> Option<Likeness> {
    let missing = match (mine, other) {
        (Some(mine), Some(other)) => {
            let (mine, other) = (mine.step, other.step);
            return Some(match () {
                () if mine.choice != other.choice => Likeness::Other,
                () if mine.outcome != other.outcome => came_out(mine.drawn || other.drawn),
                () => Likeness::Same,
            });
        }
        (None, None) => return None,
        (None, Some(_)) => mine_track,
        (Some(_), None) => other_track,
    };
    (absence(scenario, scene, missing) == Absence::Never).then_some(Likeness::Other)
}

/// The first sentence of a text, cut where it is long.
fn first_sentence(prose: &Prose) -> String {
    const LONGEST: usize = 140;
    let text = prose
        .paragraphs
        .first()
        .map_or(String::new(), |paragraph| paragraph.plain());
    let end = text
        .char_indices()
        .zip(text.chars().skip(1).chain([' ']))
        .find(|((_, letter), next)| matches!(*letter, '.' | '!' | '?') && next.is_whitespace())
        .map_or(text.len(), |((index, letter), _)| index + letter.len_utf8());
    let sentence = text.get(..end).unwrap_or(&text);
    if sentence.chars().count() <= LONGEST {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(LONGEST).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{}…", whole_words.trim_end_matches([',', ';', ':']))
}
