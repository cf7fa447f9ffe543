//! `--reading TURNING_POINT=READING`, for every command that plays or counts.

use super::error::CliError;
use crate::model::{Readings, Scenario};
use crate::playthrough::choose_reading;

/// How disputed questions are to be read.
#[derive(clap::Args, Clone, Debug, Default)]
pub(super) struct ReadingsArg {
    /// Read a disputed question in another way than the first, as in kornilov=plot; may be
    /// given once for each. `readings` in the terminal lists them
    #[arg(
        long = "reading",
        value_name = "TURNING_POINT=READING",
        value_parser = pair
    )]
    pairs: Vec<(String, String)>,
}

impl ReadingsArg {
    /// Whether any was given.
    pub(super) fn is_given(&self) -> bool {
        !self.pairs.is_empty()
    }

    /// The readings, all others being the first.
    ///
    /// # Errors
    ///
    /// If the scenario has no such question or reading, or one is given twice.
    pub(super) fn of(&self, scenario: &Scenario) -> Result<Readings, CliError> {
        let mut readings = Readings::default();
        for (index, (question, reading)) in self.pairs.iter().enumerate() {
            let mut before = self.pairs.iter().take(index);
            if before.any(|(earlier, _)| earlier == question) {
                return Err(CliError::ReadTwice(question.clone()));
            }
            choose_reading(scenario, &mut readings, question, reading)?;
        }
        Ok(readings)
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((question, reading)) if !question.is_empty() && !reading.is_empty() => {
            Ok((question.to_owned(), reading.to_owned()))
        }
        _ => Err("write a turning point and its reading, as in kornilov=plot".to_owned()),
    }
}
