//! Runs in groups, by the role they played or by the label they were handed in under.
//!
//! A label may be anything, even a name; so labels with few runs are put together, and what
//! a single pupil did is never shown under a label. Start at [`groups`].

use std::collections::BTreeMap;

use super::collected::ClassRun;
use crate::model::{RoleId, Scenario};

/// A label with fewer runs than this is not shown by itself.
pub const SMALLEST_GROUP: usize = 3;

/// What stands for no label; a label is never empty.
const NO_LABEL: &str = "";

/// How runs are put into groups.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum GroupBy {
    /// By the role that was played.
    #[default]
    Role,
    /// By the label they were handed in under.
    Label,
}

/// A group of runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// The role's name, the label, or what stands for those without one.
    pub name: String,
    /// What kind it is.
    pub kind: GroupKind,
    /// How many runs it has.
    pub n_runs: usize,
}

/// Kinds of group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GroupKind {
    /// All runs of a role.
    Role(RoleId),
    /// All runs under a label.
    Label,
    /// Those under labels of which each has too few, and those without one if they are few.
    SmallLabels,
    /// Those without a label.
    NoLabel,
}

/// The groups, and to which of them a run belongs.
pub(super) struct Grouped {
    pub(super) groups: Vec<Group>,
    by: GroupBy,
    /// By label; the runs without one under the empty label.
    at_label: BTreeMap<String, usize>,
}

impl Grouped {
    /// The groups a run counts in, one for each pupil.
    pub(super) fn of(&self, run: &ClassRun) -> Vec<usize> {
        let at = |label: &str| self.at_label.get(label).copied();
        match self.by {
            GroupBy::Role => {
                let role = self
                    .groups
                    .iter()
                    .position(|group| group.kind == GroupKind::Role(run.role));
                vec![role.unwrap_or(0); run.n_pupils()]
            }
            GroupBy::Label if run.labels.is_empty() => at(NO_LABEL).into_iter().collect(),
            GroupBy::Label => run.labels.iter().filter_map(|label| at(label)).collect(),
        }
    }
}

/// Puts runs into groups.
pub(super) fn groups(scenario: &Scenario, runs: &[&ClassRun], by: GroupBy) -> Grouped {
    match by {
        GroupBy::Role => by_role(scenario, runs),
        GroupBy::Label => by_label(runs),
    }
}

fn by_role(scenario: &Scenario, runs: &[&ClassRun]) -> Grouped {
    let groups = scenario
        .role_ids()
        .map(|role| {
            let own = runs.iter().filter(|run| run.role == role);
            Group {
                name: scenario[role].name.clone(),
                kind: GroupKind::Role(role),
                n_runs: own.map(|run| run.n_pupils()).sum(),
            }
        })
        .filter(|group| group.n_runs > 0)
        .collect();
    Grouped {
        groups,
        by: GroupBy::Role,
        at_label: BTreeMap::new(),
    }
}

fn by_label(runs: &[&ClassRun]) -> Grouped {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for run in runs {
        for label in &run.labels {
            *counts.entry(label).or_default() += 1;
        }
        if run.labels.is_empty() {
            *counts.entry(NO_LABEL).or_default() += 1;
        }
    }
    if counts.keys().all(|label| *label == NO_LABEL) {
        let n_runs = counts.get(NO_LABEL).copied();
        return Grouped {
            groups: n_runs.map(without_label).into_iter().collect(),
            by: GroupBy::Label,
            at_label: BTreeMap::from([(NO_LABEL.to_owned(), 0)]),
        };
    }
    let small = small_labels(&counts);
    let mut groups: Vec<Group> = Vec::new();
    let mut at_label: BTreeMap<String, usize> = BTreeMap::new();
    let large = |label: &str| label != NO_LABEL && !small.contains(&label);
    for (label, n_runs) in counts.iter().filter(|(label, _)| large(label)) {
        at_label.insert((*label).to_owned(), groups.len());
        groups.push(Group {
            name: (*label).to_owned(),
            kind: GroupKind::Label,
            n_runs: *n_runs,
        });
    }
    if !small.is_empty() {
        let place = groups.len();
        at_label.extend(small.iter().map(|label| ((*label).to_owned(), place)));
        groups.push(Group {
            name: "smaller groups together".to_owned(),
            kind: GroupKind::SmallLabels,
            n_runs: small.iter().filter_map(|label| counts.get(label)).sum(),
        });
    }
    if let Some(n_runs) = counts.get(NO_LABEL)
        && !small.contains(&NO_LABEL)
    {
        at_label.insert(NO_LABEL.to_owned(), groups.len());
        groups.push(without_label(*n_runs));
    }
    Grouped {
        groups,
        by: GroupBy::Label,
        at_label,
    }
}

fn without_label(n_runs: usize) -> Group {
    Group {
        name: "without a label".to_owned(),
        kind: GroupKind::NoLabel,
        n_runs,
    }
}

/// The labels that are put together: those with too few runs, and, if these together are
/// still too few, the next smallest with them, or the rest could be reckoned from the total.
fn small_labels<'a>(counts: &BTreeMap<&'a str, usize>) -> Vec<&'a str> {
    let mut by_size: Vec<(usize, &str)> = counts.iter().map(|(label, n)| (*n, *label)).collect();
    by_size.sort_unstable();
    let mut small = Vec::new();
    let mut n_together = 0;
    for (n_runs, label) in by_size {
        let enough = n_together == 0 || n_together >= SMALLEST_GROUP;
        if n_runs >= SMALLEST_GROUP && enough {
            break;
        }
        small.push(label);
        n_together += n_runs;
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn small(counts: &[(&'static str, usize)]) -> Vec<&'static str> {
        small_labels(&counts.iter().copied().collect())
    }

    #[test]
    fn no_label_is_shown_that_could_be_a_pupil() {
        assert_eq!(small(&[("a", 9), ("b", 3)]), Vec::<&str>::new());
        assert_eq!(small(&[("a", 9), ("b", 1), ("c", 2)]), ["b", "c"]);
        // One alone could be reckoned from the total.
        assert_eq!(small(&[("a", 9), ("b", 1), ("c", 4)]), ["b", "c"]);
        assert_eq!(small(&[("anna", 1), ("ben", 1)]), ["anna", "ben"]);
        assert_eq!(small(&[]), Vec::<&str>::new());
    }
}
