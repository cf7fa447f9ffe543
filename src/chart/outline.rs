//! The chart in words: chapter by chapter, each station with who was there and where it
//! leads. For the terminal, for screen readers, and for windows too narrow for a drawing.

use super::{Chart, ChoiceTold, Overlay, StationTold, UnseenNames, tell};
use crate::model::Scenario;

/// A chapter of the outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutlineChapter {
    /// "Chapter 4: Two nights", or "Chapter 4" while nothing of it has been seen.
    pub heading: String,
    /// The days it covers; empty while nothing of it has been seen.
    pub span: String,
    /// Its stations in the order of their numbers.
    pub stations: Vec<OutlineStation>,
}

/// A station of the outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutlineStation {
    /// Its position in the chart; its number is one more.
    pub station: usize,
    /// "The rifles, 29 August, 10:00", or "Not seen yet".
    pub name: String,
    /// "You took 1. Run 2 took 3. History: 1. Never taken: 2. Leads to 14."
    pub about: String,
}

/// The chart as an outline.
#[must_use]
pub fn outline(
    scenario: &Scenario,
    chart: &Chart,
    overlay: &Overlay,
    names: UnseenNames,
) -> Vec<OutlineChapter> {
    let told: Vec<StationTold> = (0..chart.stations.len())
        .filter_map(|station| tell(scenario, chart, overlay, names, station))
        .collect();
    // Without a run nothing is seen, and nobody needs to be told so at every line.
    let has_runs = overlay.n_seen() > 0;
    (1..)
        .zip(&scenario[chart.role].chapters)
        .map(|(number, chapter)| {
            let stations: Vec<&StationTold> = told
                .iter()
                .filter(|station| station.chapter == number)
                .collect();
            let is_open = names == UnseenNames::Shown || stations.iter().any(|item| item.seen);
            OutlineChapter {
                heading: match is_open {
                    true => format!("Chapter {number}: {}", chapter.title),
                    false => format!("Chapter {number}"),
                },
                span: match is_open {
                    true => chapter.span.clone(),
                    false => String::new(),
                },
                stations: stations
                    .into_iter()
                    .map(|station| OutlineStation {
                        station: station.number - 1,
                        name: station.name(),
                        about: match !station.seen && station.title.is_some() && has_runs {
                            true => format!("Not seen yet. {}", station.about()),
                            false => station.about(),
                        },
                    })
                    .collect(),
            }
        })
        .collect()
}

impl StationTold {
    /// "The rifles, 29 August, 10:00"; "Not seen yet".
    #[must_use]
    pub fn name(&self) -> String {
        let ending = if self.is_ending { "Ending: " } else { "" };
        match (&self.title, self.hour()) {
            (None, _) if self.is_ending => "An ending not seen yet".to_owned(),
            (None, _) => "Not seen yet".to_owned(),
            (Some(title), None) => format!("{ending}{title}"),
            (Some(title), Some(hour)) => format!("{title}, {hour}"),
        }
    }

    /// "25 October, 03:30".
    #[must_use]
    pub fn hour(&self) -> Option<String> {
        let when = self.when?;
        Some(match when.clock() {
            Some(clock) => format!("{}, {clock}", when.day_and_month()),
            None => when.day_and_month(),
        })
    }

    /// Who was there, what was done, what was not, and where it leads, in sentences.
    #[must_use]
    pub fn about(&self) -> String {
        let mut told: Vec<String> = Vec::new();
        match (self.mine, self.is_ending) {
            (Some(_), true) => told.push("Your ending.".to_owned()),
            (Some(_), false) if !self.decided => told.push("You are here.".to_owned()),
            _ => {}
        }
        told.extend(
            numbers_of(&self.choices, |choice| choice.mine)
                .map(|choices| format!("You took {choices}.")),
        );
        for name in &self.others {
            let took = numbers_of(&self.choices, |choice| choice.others.contains(name));
            told.push(match (took, self.is_ending) {
                (Some(choices), _) => format!("{name} took {choices}."),
                (None, true) => format!("{name} ended here."),
                (None, false) => format!("{name} stands here."),
            });
        }
        let recorded = numbers_of(&self.choices, |choice| choice.in_history);
        match (recorded, self.in_history) {
            (Some(choices), _) => told.push(format!("History: {choices}.")),
            (None, true) if self.choices.is_empty() => {
                told.push("On history’s path.".to_owned());
            }
            _ => {}
        }
        if self.seen {
            let untried = |choice: &ChoiceTold| choice.is_untried() && choice.locked.is_none();
            told.extend(
                numbers_of(&self.choices, untried)
                    .map(|choices| format!("Never taken: {choices}.")),
            );
            let locked = |choice: &ChoiceTold| choice.locked.is_some();
            told.extend(
                numbers_of(&self.choices, locked).map(|choices| format!("Locked: {choices}.")),
            );
        }
        told.extend(self.ways());
        told.join(" ")
    }

    /// "Leads to 14.", or "1 and 3 lead to 21, 2 leads to 22."
    fn ways(&self) -> Option<String> {
        if !self.leads_to.is_empty() {
            return Some(format!("Leads to {}.", row(&self.leads_to, "or")));
        }
        let mut ways: Vec<(Vec<usize>, &[usize])> = Vec::new();
        for choice in self.choices.iter().filter(|item| !item.leads_to.is_empty()) {
            match ways.iter_mut().find(|(_, to)| *to == choice.leads_to) {
                Some((choices, _)) => choices.push(choice.number),
                None => ways.push((vec![choice.number], &choice.leads_to)),
            }
        }
        match ways.as_slice() {
            [] => None,
            [(_, to)] => Some(format!("Leads to {}.", row(to, "or"))),
            _ => {
                let parts: Vec<String> = ways
                    .iter()
                    .map(|(choices, to)| {
                        let lead = if choices.len() == 1 { "leads" } else { "lead" };
                        format!("{} {lead} to {}", row(choices, "and"), row(to, "or"))
                    })
                    .collect();
                Some(format!("{}.", parts.join(", ")))
            }
        }
    }
}

/// The numbers of the choices that are meant; `None` if none is.
fn numbers_of(choices: &[ChoiceTold], meant: impl Fn(&ChoiceTold) -> bool) -> Option<String> {
    let numbers: Vec<usize> = choices
        .iter()
        .filter(|choice| meant(choice))
        .map(|choice| choice.number)
        .collect();
    (!numbers.is_empty()).then(|| row(&numbers, "and"))
}

/// "1, 2 and 3".
fn row(numbers: &[usize], last: &str) -> String {
    let words: Vec<String> = numbers.iter().map(usize::to_string).collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}
