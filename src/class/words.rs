//! What is said of a class in sentences, the same in every front end.

use super::collected::{Collected, NoteKind, Unread, Why};
use super::count::{Class, Question, RoleRoutes, Tally, Wanted};
use super::groups::{GroupBy, GroupKind, SMALLEST_GROUP};
use crate::format::run_code::CodeError;
use crate::model::Scenario;

/// What is kept of pupils.
pub const PRIVACY: &str = "Counts only: no names are read or kept, nothing leaves this computer, and a label with fewer than three runs is not shown by itself.";

/// What history's row is.
pub const NOT_THE_RIGHT_ANSWER: &str = "History’s answer stands first because it is the one that happened, not because it is the right one.";

/// What to do where there is no run at all.
pub const EMPTY: &str = "There is no run here yet. Pupils find their run’s code at its end and in the list of runs, or with `october code RUN`; paste the codes, or name a text file, a CSV list or a folder they are in.";

/// "1 run", "2 runs".
#[must_use]
pub fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

impl Class {
    /// "28 runs, 26 of them to the end: 15 of the Red Guard, 13 of the Minister.".
    #[must_use]
    pub fn summary(&self, scenario: &Scenario) -> String {
        let runs = counted(self.n_runs, "run", "runs");
        let finished = match self.n_finished {
            n if n == self.n_runs && n == 1 => "played to its end".to_owned(),
            n if n == self.n_runs => "all played to the end".to_owned(),
            0 => "none of them played to the end yet".to_owned(),
            n => format!("{n} of them played to the end"),
        };
        let roles: Vec<String> = self
            .endings
            .iter()
            .map(|item| {
                let own = item.endings.iter().map(|tally| tally.n_runs).sum::<usize>();
                format!("{} {}", scenario[item.role].name, own + item.n_open)
            })
            .collect();
        format!("{runs}, {finished}. {}.", roles.join(", "))
    }

    /// What was left out because of the role that was asked for; `None` if nothing was.
    #[must_use]
    pub fn left_out(&self) -> Option<String> {
        let n = self.n_other_roles;
        let runs = counted(n, "run of another role is", "runs of other roles are");
        (n > 0).then(|| format!("{runs} not counted here."))
    }

    /// What has to be said of the groups; `None` if nothing.
    #[must_use]
    pub fn on_groups(&self) -> Option<String> {
        if self.by == GroupBy::Role || self.n_runs == 0 {
            return None;
        }
        let has = |kind: GroupKind| self.groups.iter().any(|group| group.kind == kind);
        let labelled = has(GroupKind::Label) || has(GroupKind::SmallLabels);
        if !labelled {
            return Some(
                "No run has a label, so there are no groups. A label is a column of a CSV list with a heading such as “group”, the column that --label names, or the sub-folder a run lies in."
                    .to_owned(),
            );
        }
        has(GroupKind::SmallLabels).then(|| {
            format!(
                "Labels with fewer than {SMALLEST_GROUP} runs are put together, so that no label tells what one pupil did."
            )
        })
    }

    /// What the class is called by its groups: "Red Guard 6, Minister 2"; nothing where
    /// there is one group.
    #[must_use]
    pub fn groups_in_words(&self, tally: &Tally) -> String {
        if self.groups.len() < 2 {
            return String::new();
        }
        let named: Vec<String> = self
            .groups
            .iter()
            .zip(&tally.by_group)
            .filter(|(_, n_runs)| **n_runs > 0)
            .map(|(group, n_runs)| format!("{} {n_runs}", group.name))
            .collect();
        named.join(" · ")
    }

    /// The questions to begin with, if the class is divided about any.
    #[must_use]
    pub fn where_to_begin(&self) -> Option<String> {
        let titles: Vec<String> = self
            .most_divided(3)
            .iter()
            .map(|question| format!("“{}”", question.title))
            .collect();
        let (last, before) = titles.split_last()?;
        let list = match before {
            [] => last.clone(),
            before => format!("{} and {last}", before.join(", ")),
        };
        Some(format!("The class is most divided about {list}."))
    }
}

impl Question {
    /// "2 have not come to it; 1 begins after it."; empty if all came to it.
    #[must_use]
    pub fn absences(&self) -> String {
        let mut parts = Vec::new();
        if self.n_open > 0 {
            parts.push(counted(
                self.n_open,
                "run has not come to it",
                "runs have not come to it",
            ));
        }
        if self.n_before > 0 {
            parts.push(counted(
                self.n_before,
                "run begins after it",
                "runs begin after it",
            ));
        }
        if self.n_elsewhere > 0 {
            parts.push(counted(
                self.n_elsewhere,
                "run went another way",
                "runs went another way",
            ));
        }
        match parts.as_slice() {
            [] => String::new(),
            parts => format!("{}.", parts.join("; ")),
        }
    }

    /// "history’s answer 11, another 8, another 9".
    #[must_use]
    pub fn shares_in_words(&self) -> String {
        let told: Vec<String> = self
            .answers
            .iter()
            .filter(|tally| tally.n_runs > 0)
            .map(|tally| match tally.historical {
                true => format!("history’s answer {}", tally.n_runs),
                false => format!("another {}", tally.n_runs),
            })
            .collect();
        match told.as_slice() {
            [] => "nobody has come to it".to_owned(),
            told => told.join(", "),
        }
    }

    /// A question to talk about, made from what the class did.
    #[must_use]
    pub fn to_talk_about(&self) -> Option<String> {
        if self.n_answered == 0 {
            return None;
        }
        let history = self.history()?;
        let other = self
            .answers
            .iter()
            .filter(|tally| !tally.historical)
            .max_by(|a, b| a.n_runs.cmp(&b.n_runs).then(b.key.cmp(&a.key)))
            .filter(|tally| tally.n_runs > 0);
        Some(match (history.n_runs, other) {
            (0, _) => format!(
                "In none of {} did it go as the record says. What would it have taken?",
                counted(self.n_answered, "run", "runs")
            ),
            (_, None) => format!(
                "In {} it went as the record says{}. What could have made it go otherwise?",
                match self.n_answered {
                    1 => "the one run".to_owned(),
                    n => format!("all {n} runs"),
                },
                by_ways(history)
            ),
            (n, Some(other)) => format!(
                "In {} it went as the record says{}. What was different before it in the {} with “{}”?",
                counted(n, "run", "runs"),
                by_ways(history),
                other.n_runs,
                other.text.trim_end_matches('.')
            ),
        })
    }
}

/// ", by 4 different ways".
fn by_ways(tally: &Tally) -> String {
    match tally.n_routes {
        0 | 1 => String::new(),
        n => format!(", by {n} different ways through the story"),
    }
}

impl Unread {
    /// Place, what stands there, and why it is not counted.
    #[must_use]
    pub fn told(&self) -> String {
        match self.text.as_str() {
            "" => format!("{}: {}", self.place, self.why),
            text => format!("{}: `{text}`: {}", self.place, self.why),
        }
    }
}

impl Why {
    /// In a few words without anything that was handed in: one of it, and several.
    #[must_use]
    pub fn kind(&self) -> (&'static str, &'static str) {
        match self {
            Self::File(_) => ("file that is no text", "files that are no text"),
            Self::NoCode => ("text without a code", "texts without a code"),
            Self::EmptyRow => ("row without a code", "rows without a code"),
            Self::Code(CodeError::OtherScenario(_)) => {
                ("code of another scenario", "codes of another scenario")
            }
            Self::Code(CodeError::Newer(_)) => (
                "code of a newer version of the program",
                "codes of a newer version of the program",
            ),
            Self::Code(CodeError::NoSuchRole(_))
            | Self::Code(CodeError::NoSuchReading(_))
            | Self::Code(CodeError::NoSuchBeginning(_))
            | Self::Unplayable(_)
            | Self::OtherDecisions(_) => (
                "code of another version of the scenes",
                "codes of another version of the scenes",
            ),
            Self::Code(_) => (
                "mistyped or half-copied code",
                "mistyped or half-copied codes",
            ),
            Self::RunFile(_) => ("damaged run file", "damaged run files"),
            Self::Foreign(_) => ("run file of other scenes", "run files of other scenes"),
            Self::TooMany => ("list that is too long", "lists that are too long"),
        }
    }
}

impl Collected {
    /// How many things could not be read, by kind, the most first: "2 mistyped codes".
    #[must_use]
    pub fn unread_by_kind(&self) -> Vec<(usize, &'static str)> {
        let mut kinds: Vec<(usize, (&str, &str))> = Vec::new();
        for unread in &self.unread {
            let kind = unread.why.kind();
            match kinds.iter_mut().find(|(_, known)| *known == kind) {
                Some((n, _)) => *n += 1,
                None => kinds.push((1, kind)),
            }
        }
        kinds.sort_by(|(a, a_kind), (b, b_kind)| b.cmp(a).then(a_kind.cmp(b_kind)));
        kinds
            .into_iter()
            .map(|(n, (one, many))| (n, if n == 1 { one } else { many }))
            .collect()
    }

    /// "3 entries could not be read and are not counted: 2 mistyped codes, 1 text without a code.".
    #[must_use]
    pub fn unread_in_words(&self) -> Option<String> {
        let kinds: Vec<String> = self
            .unread_by_kind()
            .into_iter()
            .map(|(n, kind)| format!("{n} {kind}"))
            .collect();
        let what = match self.unread.len() {
            0 => return None,
            1 => "1 entry could not be read and is not counted".to_owned(),
            n => format!("{n} entries could not be read and are not counted"),
        };
        Some(format!("{what}: {}.", kinds.join(", ")))
    }

    /// What a reader of the figures should know of how they were read, without anything
    /// that was handed in.
    #[must_use]
    pub fn notes_in_words(&self) -> Vec<String> {
        let n = |kind: NoteKind| self.notes.iter().filter(|note| note.kind == kind).count();
        let mut said = Vec::new();
        match n(NoteKind::OtherScenes) {
            0 => {}
            1 => said.push("1 code or file was made with another draft or version of these scenes, and is counted as far as it can be played here.".to_owned()),
            n => said.push(format!("{n} codes and files were made with another draft or version of these scenes, and are counted as far as they can be played here.")),
        }
        match n(NoteKind::Again) {
            0 => {}
            1 => said.push("1 run was handed in twice.".to_owned()),
            n => said.push(format!("Runs were handed in again {n} times.")),
        }
        match n(NoteKind::BeginningOfAnother) {
            0 => {}
            1 => said.push("1 run is the beginning of another; both are counted.".to_owned()),
            n => said.push(format!(
                "{n} runs are the beginning of another; all are counted."
            )),
        }
        said
    }
}

impl RoleRoutes {
    /// What nobody found, of the scenes and of the choices; `unseen` are the titles of
    /// [`RoleRoutes::unseen`].
    #[must_use]
    pub fn found_in_words(&self, unseen: &str) -> String {
        let mut words = match unseen {
            "" => "Every scene was found by somebody.".to_owned(),
            unseen => format!("Nobody found {unseen}."),
        };
        if self.n_choices_untaken > 0 {
            let choices = counted(self.n_choices_untaken, "choice", "choices");
            words.push_str(&format!(
                " In the scenes that were found, {choices} nobody took."
            ));
        }
        words
    }
}

impl Wanted {
    /// "of the Red Guard"; `None` if all roles are wanted.
    #[must_use]
    pub fn role_in_words(&self, scenario: &Scenario) -> Option<String> {
        self.role.map(|role| scenario[role].name.clone())
    }
}
