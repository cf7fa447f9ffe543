//! The chart of the role in words: an outline, one station of it, and the next decision
//! that could still be made in a way nobody has tried.

use std::io;

use super::Game;
use super::print::{counted, listed, span_in_words};
use crate::chart::{StationTold, UnseenNames, outline, tell};
use crate::session::{Charted, Session};

impl Game<'_> {
    /// The whole chart, chapter by chapter.
    pub(super) fn chart(&mut self, session: &Session) -> io::Result<()> {
        let Charted { chart, overlay } = self.charted(session);
        let names = self.settings.unseen_names;
        let out = &mut self.out;
        out.gap()?;
        out.line(&format!(
            "The chart of {}. {} of {} seen.",
            self.scenario[chart.role].name,
            overlay.n_seen(),
            counted(
                chart.stations.len(),
                "scene and ending",
                "scenes and endings"
            )
        ))?;
        for chapter in outline(&self.scenario, &chart, &overlay, names) {
            out.gap()?;
            match chapter.span.as_str() {
                "" => out.line(&chapter.heading)?,
                span => out.line(&format!("{}, {}", chapter.heading, span_in_words(span)))?,
            }
            for station in chapter.stations {
                let text = format!("{}. {}", station.name, station.about);
                out.item(&format!("  {}. ", station.station + 1), text.trim_end())?;
            }
        }
        out.gap()?;
        out.line(
            "Type chart and a number to look at one, chart next to go to the next decision with something untried.",
        )?;
        match names {
            UnseenNames::Hidden => Ok(()),
            UnseenNames::Shown => out.line("What is not seen is named; names hidden closes it."),
        }
    }

    /// One station: its choices, who took them, and how to go back to it.
    pub(super) fn station(&mut self, session: &Session, number: usize) -> io::Result<()> {
        let Charted { chart, overlay } = self.charted(session);
        let names = self.settings.unseen_names;
        let told = number
            .checked_sub(1)
            .and_then(|station| tell(&self.scenario, &chart, &overlay, names, station));
        let out = &mut self.out;
        let Some(told) = told else {
            return out.line(&format!(
                "There is no {number} on the chart; it has 1 to {}.",
                chart.stations.len()
            ));
        };
        out.gap()?;
        out.item(
            &format!("{number}. "),
            &format!(
                "{}. Chapter {}. {}",
                told.name(),
                told.chapter,
                about(&told)
            ),
        )?;
        for choice in &told.choices {
            let to: Vec<String> = choice.leads_to.iter().map(usize::to_string).collect();
            let way = match to.is_empty() {
                true => String::new(),
                false => format!(" Leads to {}.", listed(&to, "or")),
            };
            let marks = super::print::sentence(&choice.marks());
            let text = format!("{}: {marks}{way}", choice.text);
            out.item(&format!("  {}. ", choice.number), &text)?;
        }
        match (told.mine, told.decided) {
            (Some(n_before), true) => {
                let n = n_before + 1;
                out.line(&format!(
                    "This is decision {n} of this run. Type back {n} to decide it otherwise; this run is kept."
                ))
            }
            _ => Ok(()),
        }
    }

    /// Goes back to the next decision of the run at which something is untried. Tells
    /// whether there was one.
    pub(super) fn next_untried(&mut self, session: &mut Session) -> io::Result<bool> {
        let Charted { overlay, .. } = self.charted(session);
        let Some(untried) = overlay.next_untried(0) else {
            self.out.line(
                "At every decision of this run each choice that was open has been taken in some run.",
            )?;
            return Ok(false);
        };
        let choices: Vec<String> = untried
            .choices
            .iter()
            .map(|choice| (choice + 1).to_string())
            .collect();
        self.back_to(session, untried.n_decisions)?;
        self.out
            .line(&format!("Never taken here: {}.", listed(&choices, "and")))?;
        Ok(true)
    }

    fn charted(&self, session: &Session) -> Charted {
        session.charted(&self.settings.options)
    }
}

/// What is said of a station whose choices are listed below it is said there.
fn about(told: &StationTold) -> String {
    match told.choices.is_empty() {
        true => told.about(),
        false if told.mine.is_some() && !told.decided => "You are here.".to_owned(),
        false if told.seen => String::new(),
        false => "Not seen yet.".to_owned(),
    }
}
