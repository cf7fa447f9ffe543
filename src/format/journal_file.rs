//! The versioned form of a saved run.
//!
//! Written by us and read for ever: a field may be added with a default, never changed
//! or taken away. A file of a newer version is refused with a message and left alone.
//!
//! The votes of a room stand in this file alone and in no run code: a code rebuilds what was
//! decided, and votes decide nothing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::parse::options;
use crate::journal::{Decision, Journal, MOST_CHOICES, MOST_HANDS, MOST_ROUNDS, Votes};

/// The version written today.
pub const VERSION: u32 = 1;

/// The largest run file that is read, in bytes; the longest real one has a few thousand.
pub const LARGEST: usize = 1024 * 1024;

/// Why a run file cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum JournalFileError {
    /// More than [`LARGEST`] bytes.
    #[error("the file is too large to be a run (more than {LARGEST} bytes)")]
    TooLarge,
    /// Not UTF-8.
    #[error("the file is not text")]
    NotText,
    /// Not a run, or a damaged one.
    #[error("the file is damaged or not a run: {0}")]
    Damaged(String),
    /// Written by a newer program.
    #[error(
        "the run was saved by a newer version of the program (format {0}; this one reads up to {VERSION})"
    )]
    Newer(u32),
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Run", deny_unknown_fields)]
struct RunFile {
    format: u32,
    scenario: String,
    content: String,
    role: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    begins: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    readings: Vec<(String, String)>,
    seed: u64,
    decisions: Vec<(String, String)>,
    pages_turned: usize,
    #[serde(default)]
    name: String,
    #[serde(default, skip_serializing_if = "is_false")]
    starred: bool,
    #[serde(default)]
    parent: Option<(String, usize)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    votes: Vec<VotesOf>,
}

/// A scene, and each count in it: choices and the hands that were up for them.
type VotesOf = (String, Vec<Vec<(String, u32)>>);

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_false(value: &bool) -> bool {
    !*value
}

/// Only the version, so that a newer file is told from a damaged one.
#[derive(Deserialize)]
#[serde(rename = "Run")]
struct Version {
    format: u32,
}

/// Writes a run.
#[must_use]
pub fn write(journal: &Journal) -> String {
    let file = RunFile {
        format: VERSION,
        scenario: journal.scenario.clone(),
        content: format!("{:016x}", journal.content),
        role: journal.role.clone(),
        begins: journal.begins.clone(),
        readings: journal.readings.clone(),
        seed: journal.seed,
        decisions: journal
            .decisions
            .iter()
            .map(|decision| (decision.scene.clone(), decision.choice.clone()))
            .collect(),
        pages_turned: journal.pages_turned,
        name: journal.name.clone(),
        starred: journal.starred,
        parent: journal.parent.clone(),
        votes: journal.votes.iter().map(written).collect(),
    };
    let pretty = ron::ser::PrettyConfig::new()
        .struct_names(true)
        .depth_limit(2)
        .extensions(ron::extensions::Extensions::IMPLICIT_SOME);
    // Strings and numbers always serialise; an empty file would be reported when read.
    let mut text = options()
        .to_string_pretty(&file, pretty)
        .unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a run.
///
/// # Errors
///
/// If it is too large, not text, damaged, or newer than this program.
pub fn read(bytes: &[u8]) -> Result<Journal, JournalFileError> {
    if bytes.len() > LARGEST {
        return Err(JournalFileError::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| JournalFileError::NotText)?;
    let damaged = |error: ron::error::SpannedError| JournalFileError::Damaged(error.to_string());
    if let Ok(version) = options().from_str::<Version>(text)
        && version.format > VERSION
    {
        return Err(JournalFileError::Newer(version.format));
    }
    let file: RunFile = options().from_str(text).map_err(damaged)?;
    let content = u64::from_str_radix(&file.content, 16)
        .map_err(|_| JournalFileError::Damaged("`content` is not a hash".to_owned()))?;
    let n_decisions = file.decisions.len();
    let votes = votes(file.votes, &file.decisions).map_err(JournalFileError::Damaged)?;
    Ok(Journal {
        scenario: file.scenario,
        content,
        role: file.role,
        begins: file.begins,
        readings: file.readings,
        seed: file.seed,
        decisions: file
            .decisions
            .into_iter()
            .map(|(scene, choice)| Decision { scene, choice })
            .collect(),
        pages_turned: file
            .pages_turned
            .clamp(n_decisions.saturating_sub(1), n_decisions),
        name: file.name,
        starred: file.starred,
        parent: file.parent,
        votes,
    })
}

fn written(votes: &Votes) -> VotesOf {
    let rounds = votes.rounds.iter().map(|round| {
        let hands = round.iter();
        hands
            .map(|(choice, hands)| (choice.clone(), u32::from(*hands)))
            .collect()
    });
    (votes.scene.clone(), rounds.collect())
}

/// The votes of a file: each on a decision of its own, at most one of them still to be made,
/// with counts that a room can have.
fn votes(written: Vec<VotesOf>, decisions: &[(String, String)]) -> Result<Vec<Votes>, String> {
    let decided: BTreeSet<&str> = decisions.iter().map(|(scene, _)| scene.as_str()).collect();
    let mut counted: BTreeSet<String> = BTreeSet::new();
    let mut all: Vec<Votes> = Vec::new();
    let mut due: Option<String> = None;
    for (scene, rounds) in written {
        if !counted.insert(scene.clone()) {
            return Err(format!("the votes in `{scene}` stand there twice"));
        }
        if !decided.contains(scene.as_str()) {
            if let Some(other) = &due {
                return Err(format!(
                    "there are votes in `{other}` and in `{scene}`, and nothing was decided in either"
                ));
            }
            due = Some(scene.clone());
        }
        if rounds.is_empty() || rounds.len() > MOST_ROUNDS {
            return Err(format!(
                "the votes in `{scene}` were counted {} times: it must be 1 to {MOST_ROUNDS}",
                rounds.len()
            ));
        }
        let rounds = rounds.into_iter().map(|round| count(round, &scene));
        let rounds = rounds.collect::<Result<Vec<_>, String>>()?;
        all.push(Votes { scene, rounds });
    }
    Ok(all)
}

fn count(round: Vec<(String, u32)>, scene: &str) -> Result<Vec<(String, u16)>, String> {
    if round.is_empty() || round.len() > MOST_CHOICES {
        return Err(format!(
            "a count in `{scene}` has {} choices: it must have 1 to {MOST_CHOICES}",
            round.len()
        ));
    }
    let mut counted: Vec<(String, u16)> = Vec::new();
    for (choice, hands) in round {
        if counted.iter().any(|(other, _)| *other == choice) {
            return Err(format!("a count in `{scene}` has `{choice}` twice"));
        }
        let hands = u16::try_from(hands).ok().filter(|it| *it <= MOST_HANDS);
        let Some(hands) = hands else {
            return Err(format!(
                "the hands for `{choice}` in `{scene}` are more than any room has: at most {MOST_HANDS}"
            ));
        };
        counted.push((choice, hands));
    }
    Ok(counted)
}
