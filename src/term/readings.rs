//! The questions that are read in more than one way: listing them, and choosing among
//! their readings for a run that is to be begun.

use std::io;

use super::Game;
use super::print::sentence;
use crate::compare::readings_in_words;
use crate::model::Readings;
use crate::playthrough::{QuestionView, choose_reading, questions};
use crate::session::Session;

impl Game<'_> {
    /// The quiet line under a role's card; nothing if no question is read in two ways.
    pub(super) fn readings_line(&mut self) -> io::Result<()> {
        let told = match questions(&self.scenario, &self.readings).len() {
            0 => return Ok(()),
            1 => "One question is read in more than one way; type readings for it.".to_owned(),
            n => format!("{n} questions are read in more than one way; type readings for them."),
        };
        self.out.gap()?;
        self.out.line(&told)?;
        for line in readings_in_words(&self.scenario, &self.readings) {
            self.out.line(&format!("{line}."))?;
        }
        Ok(())
    }

    /// Every question that is read in more than one way, with its readings. `run` are the
    /// readings of the run being played, if there is one.
    pub(super) fn list_readings(&mut self, run: Option<&Readings>) -> io::Result<()> {
        let chosen = run.unwrap_or(&self.readings).clone();
        let all = questions(&self.scenario, &chosen);
        if all.is_empty() {
            return self
                .out
                .line("Every question of this story is read in one way.");
        }
        for question in &all {
            self.show_question(question)?;
        }
        self.out.gap()?;
        self.out.line(
            "Type reading, a question and a reading, both as they stand in brackets, to have the next run decide by it. History’s own decisions come to history’s answers under every reading.",
        )
    }

    fn show_question(&mut self, question: &QuestionView) -> io::Result<()> {
        let out = &mut self.out;
        out.gap()?;
        out.line(&format!(
            "{} [{}]. {}",
            question.title, question.key, question.question
        ))?;
        for (index, reading) in question.readings.iter().enumerate() {
            let holds = if index == question.chosen {
                " Your next run goes by this one."
            } else {
                ""
            };
            out.gap()?;
            out.entry(&format!("{} [{}].{holds}", reading.name, reading.key))?;
            out.prose(4, &reading.text)?;
            out.gap()?;
            out.indented(4, &format!("See: {}.", reading.sources.join("; ")))?;
        }
        Ok(())
    }

    /// Chooses for the next run that is begun; tells whether it could be chosen.
    pub(super) fn choose_reading(&mut self, question: &str, reading: &str) -> io::Result<bool> {
        let chosen = choose_reading(&self.scenario, &mut self.readings, question, reading);
        if let Err(error) = &chosen {
            self.out.line(&sentence(&error.to_string()))?;
        }
        Ok(chosen.is_ok())
    }

    /// Chooses before there is a run, and says what holds then.
    pub(super) fn choose_before_play(&mut self, question: &str, reading: &str) -> io::Result<()> {
        if !self.choose_reading(question, reading)? {
            return Ok(());
        }
        let words = self.next_run_reads(question);
        self.out.line(&words)
    }

    /// Chooses while a run is open: the same run from its beginning if nothing has been
    /// decided in it; `None`, after saying so, if it keeps the readings it has.
    pub(super) fn reread(
        &mut self,
        session: &Session,
        question: &str,
        reading: &str,
    ) -> io::Result<Option<Session>> {
        if !self.choose_reading(question, reading)? {
            return Ok(None);
        }
        if let Some(next) = session.reread(&self.readings) {
            let words = self.reads(question);
            self.out.line(&format!("This run begins again. {words}"))?;
            return Ok(Some(next));
        }
        let words = self.next_run_reads(question);
        self.out.line(&format!(
            "This run keeps the readings it was begun under. {words} Type new to begin one."
        ))?;
        Ok(None)
    }

    fn next_run_reads(&self, question: &str) -> String {
        format!("For the next run that is begun: {}", self.reads(question))
    }

    /// "Kornilov’s march is read as “A conspiracy of generals”."
    fn reads(&self, question: &str) -> String {
        let all = questions(&self.scenario, &self.readings);
        let found = all.iter().find(|item| item.key == question);
        let name = |item: &QuestionView| {
            let reading = item.readings.get(item.chosen)?;
            Some(format!("{} is read as “{}”.", item.title, reading.name))
        };
        found.and_then(name).unwrap_or_default()
    }
}
