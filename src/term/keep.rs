//! What is done with runs as a whole: their codes, names and stars, handing them on and
//! taking them in, deleting them, and the same decisions with other luck.

use std::io;
use std::path::Path;

use super::Game;
use super::input::{Command, number};
use super::print::{counted, sentence};
use super::run::saved_id;
use crate::format::run_code;
use crate::session::{self, Session};
use crate::store::{self, Existing, RunFile, RunId};

/// So often luck is drawn again that is the same as before.
const MOST_DRAWS: usize = 8;

/// What is to be done with a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Keep {
    /// Tell the code of this run, or of a run that is named.
    Code(String),
    /// Give this run a name, or tell the one it has.
    Name(String),
    /// Mark this run, or take the mark away.
    Star,
    /// Take in the run of a code or of a file.
    Import(String),
    /// Write this run into a file.
    Export(String),
    /// Delete a run of the list.
    Delete(String),
    /// Make the same decisions with other luck, all of them or so many.
    Luck(Option<usize>),
}

/// What a line asks for, if it is about a run as a whole.
pub(super) fn parse(word: &str, rest: &str) -> Option<Keep> {
    let rest = rest.to_owned();
    Some(match (word, rest.is_empty()) {
        ("code", _) => Keep::Code(rest),
        ("name", _) => Keep::Name(rest),
        ("star" | "unstar", true) => Keep::Star,
        ("import", false) => Keep::Import(rest),
        ("export", false) => Keep::Export(rest),
        ("delete", false) => Keep::Delete(rest),
        ("luck", true) => Keep::Luck(None),
        ("luck", false) => Keep::Luck(Some(number(&rest)?)),
        _ => return None,
    })
}

/// Whether the page has changed.
pub(super) enum Page {
    Changed,
    Same,
}

impl Game<'_> {
    /// Does what is asked with the open run or another one.
    pub(super) fn keep(&mut self, session: &mut Session, keep: &Keep) -> io::Result<Page> {
        match keep {
            Keep::Code(name) if name.is_empty() => self.code(session)?,
            Keep::Name(name) => self.name(session, name)?,
            Keep::Star => self.star(session)?,
            Keep::Export(file) => self.export(session, file)?,
            Keep::Luck(n_decisions) => {
                self.luck(session, *n_decisions)?;
                return Ok(Page::Changed);
            }
            Keep::Code(_) | Keep::Import(_) | Keep::Delete(_) => {
                self.keep_another(session.id(), keep)?;
            }
        }
        Ok(Page::Same)
    }

    /// What can be done with runs that are not open; `open` is the one that is.
    pub(super) fn keep_another(&mut self, open: Option<&RunId>, keep: &Keep) -> io::Result<()> {
        match keep {
            Keep::Code(name) => match self.find_any(name)? {
                Some(run) => {
                    let code = run_code::write(&self.scenario, &run.journal);
                    self.out.line(&match code {
                        Ok(code) => code,
                        Err(error) => sentence(&format!("{} has no code: {error}", run.label)),
                    })
                }
                None => Ok(()),
            },
            Keep::Import(text) => {
                let imported = session::import(&self.store, &self.scenario, text);
                self.out.line(&match imported {
                    Ok(run) => format!(
                        "{} Type open {} to go on with it.",
                        sentence(&run.told()),
                        run.run.id()
                    ),
                    Err(error) => sentence(&error.to_string()),
                })
            }
            Keep::Delete(name) => match self.find_run(name)? {
                Some(file) => self.delete(open, &file),
                None => Ok(()),
            },
            _ => self
                .out
                .line("That has to wait until a run is open. Type help for what can be typed."),
        }
    }

    /// The code of the open run.
    pub(super) fn code(&mut self, session: &Session) -> io::Result<()> {
        match run_code::write(&self.scenario, session.run().journal()) {
            Ok(code) => self.out.line(&format!("The code of this run: {code}")),
            Err(error) => self
                .out
                .line(&sentence(&format!("this run has no code: {error}"))),
        }
    }

    fn name(&mut self, session: &mut Session, name: &str) -> io::Result<()> {
        if !name.is_empty() {
            session.rename(name);
        }
        self.out.line(&match session.run().journal().name.as_str() {
            "" => "This run has no name. Type name and the words.".to_owned(),
            name => format!("This run is called “{name}”."),
        })
    }

    fn star(&mut self, session: &mut Session) -> io::Result<()> {
        if session.run().journal().starred {
            session.unstar();
            self.out.line("This run has no star any more.")
        } else {
            session.star();
            self.out.line("This run has a star now.")
        }
    }

    fn export(&mut self, session: &Session, file: &str) -> io::Result<()> {
        let path = Path::new(file);
        let written = store::export_run(path, session.run().journal(), Existing::Keep);
        self.out.line(&match written {
            Ok(()) => format!("This run is written to {file}."),
            Err(error) => sentence(&error.to_string()),
        })
    }

    fn delete(&mut self, open: Option<&RunId>, file: &RunFile) -> io::Result<()> {
        if open == Some(&file.id) {
            return self
                .out
                .line("This run is open. Open or begin another one to delete it.");
        }
        let question = format!(
            "Delete {} for good, {}? Type yes to delete it; anything else keeps it.",
            file.id,
            self.where_it_stands(file)
        );
        let agreed = matches!(
            self.ask(&question)?,
            Some(Command::Unknown(word)) if word.eq_ignore_ascii_case("yes")
        );
        if !agreed {
            return self.out.line(&format!("{} is kept.", file.id));
        }
        let deleted = self.store.delete_run(&file.id);
        self.out.line(&match deleted {
            Ok(()) => format!("{} is deleted.", file.id),
            Err(error) => sentence(&error.to_string()),
        })
    }

    fn luck(&mut self, session: &mut Session, n_decisions: Option<usize>) -> io::Result<()> {
        let n_made = session.run().replay().steps.len();
        let wanted = n_decisions.unwrap_or(n_made).min(n_made);
        self.code_of_unsaved(session)?;
        let left = saved_id(session);
        let seed = self.other_seed(session.run().journal().seed);
        session.new_luck(wanted, seed);
        let n_again = session.run().replay().steps.len();
        let again = counted(n_again, "decision is", "decisions are");
        self.out.line(&match left {
            Some(id) => format!(
                "Other luck, number {seed}: {again} made again. The run so far is kept as {id}; this one is a run of its own."
            ),
            None => format!("Other luck, number {seed}: {again} made again."),
        })
    }

    /// Any luck but this.
    fn other_seed(&mut self, seed: u64) -> u64 {
        (0..MOST_DRAWS)
            .map(|_| (self.seeds)())
            .find(|drawn| *drawn != seed)
            .unwrap_or(seed.wrapping_add(1))
    }

    /// A run of a file or of a code, taken in and opened.
    pub(super) fn take_in(&mut self, text: &str) -> io::Result<Option<Session>> {
        let taken = session::import(&self.store, &self.scenario, text);
        match taken {
            Ok(imported) => {
                self.out.line(&sentence(&imported.told()))?;
                match self.store.run(imported.run.id()) {
                    Ok(file) => self.resume(file),
                    Err(problem) => {
                        self.out.line(&sentence(&problem.message))?;
                        Ok(None)
                    }
                }
            }
            Err(error) => {
                self.out.line(&sentence(&error.to_string()))?;
                Ok(None)
            }
        }
    }
}
