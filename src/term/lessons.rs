//! Chapters begun on their own, and what lies behind a page.

use std::io;
use std::sync::Arc;

use super::Game;
use super::page::Kept;
use super::print::{Printer, counted, sentence, span_in_words};
use crate::model::{RoleId, SceneId};
use crate::playthrough::{ChapterStart, ClosingView, Recap, RecapChapter, chapter_entry, chapters};
use crate::session::Session;

impl Game<'_> {
    /// A run that begins in a scene of the role's recorded path; what lies before is told
    /// with its first page.
    pub(super) fn begin_at(&mut self, role: RoleId, scene: SceneId) -> Option<Session> {
        let seed = (self.seeds)();
        let session = Session::begin_at(
            self.store.clone(),
            Arc::clone(&self.scenario),
            (role, scene),
            seed,
            &self.readings,
        )?;
        self.behind = session.run().recap();
        Some(session)
    }

    /// The same by the chapter as it was typed; `None`, after saying why, if it cannot be.
    pub(super) fn begin_chapter(
        &mut self,
        role: RoleId,
        wanted: &str,
    ) -> io::Result<Option<Session>> {
        match chapter_entry(&self.scenario, role, &self.readings, wanted) {
            Ok(scene) => Ok(self.begin_at(role, scene)),
            Err(error) => {
                self.out.line(&sentence(&error.to_string()))?;
                Ok(None)
            }
        }
    }

    /// What the card of a role waits for.
    pub(super) fn how_to_begin(&self, role: RoleId) -> &'static str {
        match self.scenario[role].chapters.len() {
            0 | 1 => "Press Enter to begin, or type back for the list.",
            _ => {
                "Press Enter to begin, type chapters to begin with one of them, or back for the list."
            }
        }
    }

    /// The chapters of a role, or what has to be done first.
    pub(super) fn list_chapters(&mut self, role: Option<RoleId>) -> io::Result<()> {
        let Some(role) = role else {
            return self
                .out
                .line("Choose who to be first; then chapters lists that role’s chapters.");
        };
        self.chapter_lines(role)?;
        self.out.gap()?;
        self.out.line(
            "Type chapter and a number to begin there; what lies before goes as it is recorded.",
        )
    }

    /// What is said of chapters while a run is open.
    pub(super) fn chapters_in_play(&mut self, session: &Session, wanted: &str) -> io::Result<()> {
        if wanted.is_empty() {
            self.chapter_lines(session.run().replay().role)?;
            self.out.gap()?;
        }
        self.out
            .line("Type new to begin another run; it can begin with any chapter of its role.")
    }

    fn chapter_lines(&mut self, role: RoleId) -> io::Result<()> {
        self.out.gap()?;
        for chapter in chapters(&self.scenario, role, &self.readings) {
            let lead = format!("{}. ", chapter.number);
            self.out.item(&lead, &about(&chapter))?;
        }
        Ok(())
    }

    /// Keeps in mind which run was played here, so that it is not told again.
    pub(super) fn note_sitting(&mut self, session: &Session) {
        if let Some(id) = session.id()
            && !self.sitting.contains(id)
        {
            self.sitting.push(id.clone());
        }
    }

    /// Tells what lies behind the page that comes now, once.
    pub(super) fn tell_what_lies_behind(&mut self) -> io::Result<()> {
        match self.behind.take() {
            Some(recap) => tell(&mut self.out, &recap),
            None => Ok(()),
        }
    }

    /// The same when it is asked for.
    pub(super) fn recap(&mut self, session: &Session) -> io::Result<()> {
        match session.run().recap() {
            Some(recap) => tell(&mut self.out, &recap),
            None if session.run().is_over() => {
                self.out.line("The run is over; log lists its decisions.")
            }
            None => self.out.line("Nothing lies behind this page yet."),
        }
    }
}

/// "Two nights, 24 to 26 October 1917, 8 decisions, about 17 minutes".
fn about(chapter: &ChapterStart) -> String {
    let head = format!("{}, {}", chapter.title, span_in_words(&chapter.span));
    match (&chapter.entry, chapter.minutes) {
        (Err(reason), _) => format!("{head}. It cannot be begun on its own: {reason}."),
        (Ok(_), Some(minutes)) => format!(
            "{head}, {}, about {}",
            counted(chapter.n_decisions, "decision", "decisions"),
            counted(minutes, "minute", "minutes"),
        ),
        (Ok(_), None) => head,
    }
}

fn tell(out: &mut Printer<'_>, recap: &Recap) -> io::Result<()> {
    out.gap()?;
    out.line(&recap.title)?;
    out.line(&recap.lead)?;
    for part in &recap.chapters {
        chapter(out, part)?;
    }
    out.gap()?;
    out.line("Where you stand")?;
    for line in &recap.stands {
        out.entry(line)?;
    }
    Ok(())
}

fn chapter(out: &mut Printer<'_>, part: &RecapChapter) -> io::Result<()> {
    out.gap()?;
    out.line(&format!("{}, {}", part.head, span_in_words(&part.span)))?;
    out.line(&part.told)?;
    for decision in &part.decisions {
        out.entry(&format!(
            "{}, {}: “{}” {}",
            decision.day, decision.scene, decision.chose, decision.came
        ))?;
    }
    if !part.city.is_empty() {
        out.line("In the city:")?;
        for line in &part.city {
            out.entry(line)?;
        }
    }
    Ok(())
}

/// What is said at the end of a chapter.
pub(super) fn closing(out: &mut Printer<'_>, closing: &ClosingView, kept: Kept) -> io::Result<()> {
    let leave = match kept {
        Kept::All => {
            " Your run is kept; quit leaves it here, and next time it goes on from this page."
        }
        Kept::NotAll => "",
    };
    out.gap()?;
    out.line(&format!(
        "{}: a good place to stop. {}{leave}",
        closing.closed, closing.ahead
    ))
}
