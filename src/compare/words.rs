//! What a comparison says in sentences, the same in every front end.

use super::readings::readings_lines;
use super::track::Track;
use super::{Absence, Comparison, Entry, Filter, Held, Likeness, Row, Tracks};
use crate::model::{Scenario, SideId};

/// The line that stands under every comparison.
const NO_RIGHT_ANSWER: &str = "No column is the right answer. History’s is the one that happened.";

impl Absence {
    /// "never came to it".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoRun => "no other run",
            Self::NotYet => "has not come to it",
            Self::Never => "never came to it",
            Self::OtherRole => "another role’s decision",
        }
    }
}

impl Likeness {
    /// What stands beside an answer of the same choice; empty if it says nothing.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Same | Self::Other => "",
            Self::OtherLuck => "the same decision, other luck",
            Self::OtherOutcome => "the same decision, another outcome",
        }
    }
}

impl Entry {
    /// The answer, or why there is none.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Made(cell) => &cell.text,
            Self::Absent(absence) => absence.words(),
        }
    }
}

impl Row {
    /// "Turning point" or "decision".
    #[must_use]
    pub fn kind(&self) -> &'static str {
        if self.is_turning_point() {
            "turning point"
        } else {
            "decision"
        }
    }

    /// What has to be said of this run's answer besides its words.
    #[must_use]
    pub fn remark_on_mine(&self) -> String {
        remark(&self.mine, None)
    }

    /// What has to be said of the other run's answer: beside this run's first of all.
    #[must_use]
    pub fn remark_on_other(&self) -> String {
        remark(&self.other, self.between)
    }
}

/// "the same decision, other luck: He looks at the paper, not at you."
fn remark(entry: &Entry, between: Option<Likeness>) -> String {
    let Some(cell) = entry.cell() else {
        return String::new();
    };
    if cell.given {
        return "before this run begins".to_owned();
    }
    let words = [between.unwrap_or(Likeness::Same), cell.likeness]
        .into_iter()
        .map(Likeness::words)
        .find(|words| !words.is_empty());
    match (words, cell.outcome.as_str()) {
        (None, _) => String::new(),
        (Some(words), "") => words.to_owned(),
        (Some(words), outcome) => format!("{words}: {outcome}"),
    }
}

impl Held {
    /// "Winter Palace: this run MRC, history Government".
    #[must_use]
    pub fn in_words(&self, scenario: &Scenario) -> String {
        let side = |side: SideId| scenario[side].short.as_str();
        let other = self.other.map_or(String::new(), |other| {
            format!(", other run {}", side(other))
        });
        format!(
            "{}: this run {}{other}, history {}",
            scenario[self.place].name,
            side(self.mine),
            side(self.history)
        )
    }
}

impl Comparison {
    /// The line that stands under every comparison.
    #[must_use]
    pub fn no_right_answer(&self) -> &'static str {
        NO_RIGHT_ANSWER
    }

    /// "Where your 1917 parted".
    #[must_use]
    pub fn heading(&self) -> String {
        let first = self.rows.first().map(|row| row.when.year());
        match first {
            Some(year) => format!("Where your {year} parted"),
            None => "Where your year parted".to_owned(),
        }
    }

    /// "5 of 17 turning points differ, 9 of 31 decisions".
    #[must_use]
    pub fn summary(&self) -> String {
        format!(
            "{} of {} differ, {} of {}",
            self.n_turned(),
            counted(self.n_answered(), "turning point", "turning points"),
            self.n_decided_otherwise(),
            counted(self.n_decided(), "decision", "decisions"),
        )
    }

    /// Where this run first parts from history.
    #[must_use]
    pub fn history_in_words(&self) -> String {
        match self.first_from_history() {
            Some(row) => {
                let how = match row.mine.cell().map(|cell| cell.likeness) {
                    Some(Likeness::OtherLuck) => ": by luck, not by decision",
                    Some(Likeness::OtherOutcome) => ": by its outcome, not by decision",
                    _ => "",
                };
                format!("This run first parts from history at {}{how}.", at(row))
            }
            None if self
                .rows
                .iter()
                .any(|row| row.mine == Entry::Absent(Absence::NotYet)) =>
            {
                "So far this run has gone as it is recorded.".to_owned()
            }
            None => "This run went as it is recorded.".to_owned(),
        }
    }

    /// Where the two runs first part; `None` if there is only one.
    #[must_use]
    pub fn runs_in_words(&self) -> Option<String> {
        if !self.has_other {
            return None;
        }
        if let Some(row) = self.first_between() {
            return Some(format!("The two runs first part at {}.", at(row)));
        }
        if self.two_roles {
            return Some(self.roles_in_words().to_owned());
        }
        let open = |entry: &Entry| *entry == Entry::Absent(Absence::NotYet);
        let uneven = self
            .rows
            .iter()
            .any(|row| open(&row.mine) != open(&row.other));
        Some(if uneven {
            "The two runs are the same as far as both go.".to_owned()
        } else {
            "The two runs are the same.".to_owned()
        })
    }

    /// What two roles have in common, where no turning point tells them apart.
    fn roles_in_words(&self) -> &'static str {
        match self.turning_points().any(|row| row.between.is_some()) {
            true => "The turning points that both runs reached came out alike.",
            false => "There is no turning point yet that both runs reached.",
        }
    }

    /// What to say where a filter leaves nothing.
    #[must_use]
    pub fn nothing_in_words(&self, filter: Filter) -> String {
        match filter {
            Filter::Everything => "There is nothing to compare yet.".to_owned(),
            Filter::FromHistory => self.history_in_words(),
            Filter::BetweenRuns => self
                .runs_in_words()
                .unwrap_or_else(|| "There is no other run here.".to_owned()),
        }
    }
}

/// "24 October, evening, “Who holds the bridges?”".
fn at(row: &Row) -> String {
    let what = if row.is_turning_point() {
        "the question"
    } else {
        "the decision"
    };
    format!("{what} “{}”, {}", row.question, row.day)
}

/// What has to be known to read the columns.
pub(super) fn notes(scenario: &Scenario, tracks: &Tracks<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(role) = tracks.other_role() {
        notes.push(format!(
            "The runs are of two roles, {} and {}: their turning points are compared, their decisions stand side by side by date.",
            scenario[tracks.mine.role()].name, scenario[role].name
        ));
    }
    let other = tracks.other.as_ref().map(Track::run);
    notes.extend(readings_lines(scenario, tracks.mine.run(), other));
    let runs = [
        ("This run", Some(&tracks.mine)),
        ("The other run", tracks.other.as_ref()),
    ];
    for (name, track) in runs {
        let Some(track) = track else { continue };
        let run = track.run();
        if track.begins_late() {
            let scene = &scenario[run.begin];
            notes.push(format!(
                "{name} begins at “{}”, {}; what lies before went as it is recorded.",
                scene.title,
                scene.when.day_and_month()
            ));
        }
        if let Some(stop) = &run.stop {
            notes.push(format!(
                "{name} is shown as far as these scenes can replay it: {stop}."
            ));
        }
    }
    notes
}

/// "1 decision", "2 decisions".
fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
