//! Under which readings runs were played, in words.

use crate::journal::Replay;
use crate::model::{Readings, Scenario, TurningPointId};

/// One line for each run that is not played under the first readings, and one more if
/// two runs are read differently; nothing if all is as the scenario reads it first.
#[must_use]
pub fn readings_lines(scenario: &Scenario, mine: &Replay, other: Option<&Replay>) -> Vec<String> {
    let mut lines = Vec::new();
    let readings = mine.start.readings();
    lines.extend(line(scenario, "This run", readings));
    let Some(other) = other.map(|other| other.start.readings()) else {
        return lines;
    };
    lines.extend(line(scenario, "The other run", other));
    if readings != other {
        lines.push(
            "The two runs are read differently: the same decisions may come to other answers."
                .to_owned(),
        );
    }
    lines
}

/// "Kornilov’s march is read as “A conspiracy of generals”", for every question that is
/// not read in the first way.
#[must_use]
pub fn readings_in_words(scenario: &Scenario, readings: &Readings) -> Vec<String> {
    let words = |(id, reading): (TurningPointId, usize)| {
        let item = &scenario[id];
        let reading = item.readings.get(reading)?;
        Some(format!("{} is read as “{}”", item.title, reading.name))
    };
    readings.chosen().filter_map(words).collect()
}

fn line(scenario: &Scenario, whose: &str, readings: &Readings) -> Option<String> {
    let words = readings_in_words(scenario, readings);
    (!words.is_empty()).then(|| format!("{whose}: {}.", words.join("; ")))
}
