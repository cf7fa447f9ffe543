//! From what was handed in to runs: every code and file read once, the same run counted
//! once, and everything that cannot be read kept with its place and the reason.
//!
//! No name is taken over: not that of a run, not that of a file, not what stands beside a
//! code. Start at [`read`].

use std::collections::{BTreeMap, BTreeSet};

use super::collected::{
    Answered, ClassRun, Collected, MOST_CODES, Move, Note, NoteKind, Place, Unread, Why,
};
use super::handed::{Decoded, Handed, NotRead, Way, decoded};
use super::scan::{Attempt, attempts};
use super::table::{self, Ending, table};
use crate::format::journal_file;
use crate::format::run_code::{self, CodeError, CodeStop, Decisions, MadeWith};
use crate::journal::{self, Position, Replay};
use crate::model::{Readings, RoleId, Scenario, SceneId};

/// What a run is, whoever handed it in.
type Key = (RoleId, SceneId, Readings, u64, Vec<Move>);

/// A run, and how often it was handed in.
struct Gathered {
    answers: Vec<Answered>,
    ending: Option<usize>,
    places: Vec<(Place, Option<String>)>,
}

/// Everything being read.
struct Reader<'a> {
    scenario: &'a Scenario,
    codes: run_code::Reader<'a>,
    label_column: Option<&'a str>,
    runs: BTreeMap<Key, Gathered>,
    reading: Collected,
    n_codes: usize,
}

/// Reads everything that was handed in. `label_column` is the column of lists that labels
/// stand in, by its heading or its number from 1, if the teacher named one.
///
/// ```
/// use october::{class::{self, Handed}, format, store};
/// let scenario = format::load(&store::embedded_files("petrograd_1917")).scenario.unwrap();
/// let reading = class::read(&scenario, &[Handed::pasted("no code in here")], None);
/// assert!(reading.runs.is_empty());
/// assert_eq!(reading.unread.len(), 1);
/// ```
#[must_use]
pub fn read(scenario: &Scenario, handed: &[Handed], label_column: Option<&str>) -> Collected {
    let mut reader = Reader {
        scenario,
        codes: run_code::Reader::of(scenario),
        label_column,
        runs: BTreeMap::new(),
        reading: Collected::default(),
        n_codes: 0,
    };
    for item in handed {
        reader.item(item);
    }
    reader.finish()
}

impl Reader<'_> {
    fn item(&mut self, item: &Handed) {
        if self.is_full() {
            return;
        }
        let whole = Place {
            name: item.name.clone(),
            line: None,
        };
        let content = match &item.content {
            Ok(content) => content,
            Err(reason) => return self.refuse(whole, "", reason.clone().into()),
        };
        if item.way == Way::File && is_run_file(&item.name, content) {
            return self.run_file(whole, item.label.as_deref(), content);
        }
        let Decoded { text, guessed } = match decoded(content) {
            Ok(decoded) => decoded,
            Err(reason) => return self.refuse(whole, "", reason.into()),
        };
        if let Some(encoding) = guessed {
            let text = format!(
                "This is not UTF-8; it was read as {encoding}. Codes are the same in both; if a label looks wrong, save the file as UTF-8."
            );
            self.note(whole.clone(), NoteKind::List, text);
        }
        match item.way {
            Way::Alone => self.alone(whole, &text),
            Way::File | Way::Pasted => self.text(item, &text),
        }
    }

    /// A text with codes in it: a table, or anything.
    fn text(&mut self, item: &Handed, text: &str) {
        let ending = match ending(&item.name).as_str() {
            "csv" | "tsv" | "tab" => Ending::Table,
            _ => Ending::Other,
        };
        let at = |line: usize| Place {
            name: item.name.clone(),
            line: Some(line + 1),
        };
        let Some(table) = table(text, ending, self.label_column) else {
            let found = attempts(text);
            if found.is_empty() {
                let whole = Place {
                    name: item.name.clone(),
                    line: None,
                };
                return self.refuse(whole, "", Why::NoCode);
            }
            for attempt in &found {
                self.attempt(at(attempt.line), item.label.as_deref(), attempt);
            }
            return;
        };
        if let (Some(columns), Some(wanted)) = (&table.no_such_column, self.label_column) {
            let text = match columns.as_slice() {
                [] => format!("There is no column “{wanted}”, so its codes have no label."),
                columns => format!(
                    "There is no column “{wanted}”, so its codes have no label; its columns are: {}.",
                    columns.join(", ")
                ),
            };
            self.note(at(0), NoteKind::List, text);
        }
        for row in &table.rows {
            let label = row.label.as_deref().or(item.label.as_deref());
            for attempt in &row.attempts {
                self.attempt(at(row.line + attempt.line), label, attempt);
            }
            if row.attempts.is_empty() && self.is_one_more(&at(row.line)) {
                let why = match row.instead.trim() {
                    "" => Why::EmptyRow,
                    _ => CodeError::NotACode.into(),
                };
                self.refuse(at(row.line), &row.instead, why);
            }
        }
    }

    /// What was named by itself: a code, or a mistake.
    fn alone(&mut self, place: Place, text: &str) {
        let found = attempts(text);
        if found.is_empty() {
            return self.refuse(place, text, NotRead::NotThere.into());
        }
        for attempt in &found {
            self.attempt(place.clone(), None, attempt);
        }
    }

    /// Whether no more is read, nor told of.
    fn is_full(&self) -> bool {
        self.n_codes > MOST_CODES
    }

    /// Counts something that may be read: whether it still is.
    fn is_one_more(&mut self, place: &Place) -> bool {
        if self.is_full() {
            return false;
        }
        self.n_codes += 1;
        if self.is_full() {
            self.refuse(place.clone(), "", Why::TooMany);
        }
        !self.is_full()
    }

    fn attempt(&mut self, place: Place, label: Option<&str>, attempt: &Attempt) {
        if !self.is_one_more(&place) {
            return;
        }
        let (read, replay) = match self.codes.read(&attempt.text) {
            Ok(played) => played,
            Err(reason) => return self.refuse(place, &attempt.text, reason.into()),
        };
        if read.decisions == Decisions::NotAllTheSame {
            let note = read.note().unwrap_or_default();
            return self.refuse(place, &attempt.text, Why::OtherDecisions(note));
        }
        if let Some(stop) = read.stop.as_ref().filter(|_| replay.steps.is_empty()) {
            let why = with_version(read.made_with, stop);
            return self.refuse(place, &attempt.text, Why::Unplayable(why));
        }
        if let Some(note) = read.note() {
            let text = format!("{}.", capital(&note));
            self.note(place.clone(), NoteKind::OtherScenes, text);
        }
        self.keep(place, label, &replay, read.journal.seed);
    }

    fn run_file(&mut self, place: Place, label: Option<&str>, content: &[u8]) {
        if !self.is_one_more(&place) {
            return;
        }
        let journal = match journal_file::read(content) {
            Ok(journal) => journal,
            Err(reason) => return self.refuse(place, "", reason.into()),
        };
        let mut replay = match journal::replay(self.scenario, &journal) {
            Ok(replay) => replay,
            Err(reason) => return self.refuse(place, "", reason.into()),
        };
        if let Some(stop) = replay.stop.take() {
            if replay.steps.is_empty() {
                return self.refuse(place, "", Why::Unplayable(stop.to_string()));
            }
            let text = format!(
                "The scenes have changed since this run was played: {stop}. What lies before it is counted."
            );
            self.note(place.clone(), NoteKind::OtherScenes, text);
        }
        self.keep(place, label, &replay, journal.seed);
    }

    fn keep(&mut self, place: Place, label: Option<&str>, replay: &Replay, seed: u64) {
        let moves = replay
            .steps
            .iter()
            .map(|step| Move {
                scene: step.scene,
                choice: step.choice,
                outcome: step.outcome,
            })
            .collect();
        let readings = replay.start.readings().clone();
        let key = (replay.role, replay.begin, readings, seed, moves);
        let label = label.and_then(table::label);
        let gathered = self.runs.entry(key).or_insert_with(|| Gathered {
            answers: answers(self.scenario, replay),
            ending: match replay.position() {
                Position::End(ending) => Some(ending),
                Position::Scene(_) => None,
            },
            places: Vec::new(),
        });
        gathered.places.push((place, label));
    }

    fn refuse(&mut self, place: Place, text: &str, why: Why) {
        const LONGEST: usize = 80;
        let text = text.trim();
        let mut shown: String = text.chars().take(LONGEST).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        self.reading.unread.push(Unread {
            place,
            text: shown,
            why,
        });
    }

    fn note(&mut self, place: Place, kind: NoteKind, text: String) {
        self.reading.notes.push(Note { place, text, kind });
    }

    fn finish(mut self) -> Collected {
        let runs = std::mem::take(&mut self.runs);
        let mut before: Option<(&Key, &Gathered)> = None;
        for (key, gathered) in &runs {
            if let Some((_, first)) = before.filter(|(before, _)| is_beginning(before, key))
                && let (Some((place, _)), Some((whole, _))) =
                    (first.places.first(), gathered.places.first())
            {
                let text = format!(
                    "This is the beginning of the run at {whole}, perhaps the same pupil’s; both are counted."
                );
                self.note(place.clone(), NoteKind::BeginningOfAnother, text);
            }
            self.tell_repeats(gathered);
            before = Some((key, gathered));
        }
        self.reading.runs = runs
            .into_iter()
            .map(
                |((role, begin, readings, seed, moves), gathered)| ClassRun {
                    role,
                    begin,
                    readings,
                    seed,
                    moves,
                    answers: gathered.answers,
                    ending: gathered.ending,
                    labels: labels(&gathered.places).into_iter().collect(),
                },
            )
            .collect();
        self.reading
    }

    /// Says which places have the same run, and how often it is counted.
    fn tell_repeats(&mut self, gathered: &Gathered) {
        let Some(((first, _), again)) = gathered.places.split_first() else {
            return;
        };
        let n_labels = labels(&gathered.places).len();
        for (place, _) in again {
            let text = if n_labels > 1 {
                format!(
                    "This is the same run as at {first}, under another label; it is counted once for each label, {n_labels} times in all."
                )
            } else {
                format!(
                    "This is the same run as at {first}, and counted once. If two pupils played the same, give their codes two labels."
                )
            };
            self.note(place.clone(), NoteKind::Again, text);
        }
    }
}

/// The labels a run was handed in under.
fn labels(places: &[(Place, Option<String>)]) -> BTreeSet<String> {
    let labels = places.iter().filter_map(|(_, label)| label.clone());
    labels.collect()
}

/// Whether a run is the beginning of another: the same luck, and further decisions.
fn is_beginning(run: &Key, other: &Key) -> bool {
    let ((role, begin, readings, seed, moves), (other_role, other_begin, ..)) = (run, other);
    role == other_role
        && begin == other_begin
        && *readings == other.2
        && *seed == other.3
        && !moves.is_empty()
        && other.4.starts_with(moves)
}

fn answers(scenario: &Scenario, replay: &Replay) -> Vec<Answered> {
    let state = replay.state();
    scenario
        .turning_point_ids()
        .map(|id| match (replay.start.answer(id), state.answer(id)) {
            (Some(_), _) => Answered::Before,
            (None, Some(answer)) => Answered::In(answer),
            (None, None) => Answered::Open,
        })
        .collect()
}

fn is_run_file(name: &str, content: &[u8]) -> bool {
    let content = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content);
    let begins = content.trim_ascii_start();
    ending(name) == "ron" || begins.starts_with(b"Run(") || begins.starts_with(b"#![enable")
}

/// The ending of a file's name, in small letters.
fn ending(name: &str) -> String {
    name.rsplit_once('.')
        .map_or(String::new(), |(_, ending)| ending.to_lowercase())
}

fn with_version(made_with: MadeWith, stop: &CodeStop) -> String {
    match made_with {
        MadeWith::OtherVersion { version, here } => {
            format!(
                "it was made with version {version} of these scenes, and here is version {here}; {stop}"
            )
        }
        MadeWith::ThisContent | MadeWith::AnotherDraft { .. } => stop.to_string(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
