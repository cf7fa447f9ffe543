//! The run so far, the news, and the runs that are kept.

use std::io;
use std::sync::Arc;

use super::Game;
use super::input::Extent;
use super::page;
use super::print::{Printer, counted, sentence};
use crate::journal::Journal;
use crate::playthrough::{DispatchView, LogItem, LogKind, PageView, Playthrough};
use crate::session::{self, FoundIn, Session};
use crate::store::{RunFile, RunId};

/// Every decision with its number, the news between them, and at [`Extent::All`] what
/// else happened in the city.
pub(super) fn log(out: &mut Printer<'_>, items: &[LogItem], extent: Extent) -> io::Result<()> {
    if items.is_empty() {
        return out.line("Nothing has been decided yet.");
    }
    for item in items {
        match &item.kind {
            LogKind::Decision {
                number,
                scene,
                choice,
                as_in_history,
                votes,
            } => {
                let history = if *as_in_history {
                    " (as in history)"
                } else {
                    ""
                };
                let text = format!("{}. {scene}: {choice}{history}", item.day);
                out.item(&format!("{}. ", number + 1), &text)?;
                if let Some(votes) = votes {
                    out.indented(6, &format!("In the room: {votes}."))?;
                }
            }
            LogKind::Dispatch(news) => {
                let text = format!("{}. News: {} {}.", item.day, news.question, news.answer);
                out.indented(6, &text)?;
            }
            LogKind::Event(title) if extent == Extent::All => {
                out.indented(6, &format!("{}. {title}", item.day))?;
            }
            LogKind::Event(_) => {}
        }
    }
    out.gap()?;
    out.line("Type back and a number to decide that one otherwise; this run is kept.")?;
    match extent {
        Extent::Short => out.line("Type log all to see what else happened in the city."),
        Extent::All => Ok(()),
    }
}

/// The news that came last, or all that ever came.
pub(super) fn news(out: &mut Printer<'_>, items: &[LogItem], extent: Extent) -> io::Result<()> {
    let all: Vec<&DispatchView> = items
        .iter()
        .filter_map(|item| match &item.kind {
            LogKind::Dispatch(news) => Some(news),
            LogKind::Decision { .. } | LogKind::Event(_) => None,
        })
        .collect();
    let latest = items
        .iter()
        .rev()
        .skip_while(|item| !matches!(item.kind, LogKind::Dispatch(_)))
        .take_while(|item| !matches!(item.kind, LogKind::Decision { .. }))
        .filter(|item| matches!(item.kind, LogKind::Dispatch(_)))
        .count();
    let skipped = match extent {
        Extent::Short => all.len() - latest.min(all.len()),
        Extent::All => 0,
    };
    for news in all.iter().skip(skipped) {
        page::dispatch(out, news)?;
    }
    if all.is_empty() {
        out.line("No news has reached you yet.")
    } else if skipped > 0 {
        out.gap()?;
        out.line(&format!(
            "Type news all for the {} before.",
            counted(skipped, "piece of news", "pieces of news")
        ))
    } else {
        Ok(())
    }
}

/// A run that is only looked at, and what it is called.
pub(super) struct NamedRun {
    pub(super) label: String,
    pub(super) journal: Journal,
}

/// The most runs that are listed.
const MOST_LISTED: usize = 30;

impl Game<'_> {
    /// Every run of this scenario, the latest first, with the number that opens it.
    pub(super) fn list_runs(&mut self) -> io::Result<()> {
        let (runs, problems) = self.store.runs();
        for problem in problems {
            self.notice(Some(problem.message))?;
        }
        if self.store.runs_can_be_listed().is_err() {
            return Ok(());
        }
        let runs: Vec<RunFile> = runs
            .into_iter()
            .filter(|file| file.journal.scenario == self.scenario.key)
            .collect();
        if runs.is_empty() {
            return self.out.line("No runs are kept yet.");
        }
        self.out.gap()?;
        self.out.line("Runs, the latest first")?;
        for (number, file) in (1..).zip(runs.iter().take(MOST_LISTED)) {
            let left = session::lineage(file, &runs);
            let left = left.map_or(String::new(), |left| format!("; {left}"));
            let text = format!("{}: {}{left}", file.id, self.where_it_stands(file));
            self.out.item(&format!("{number}. "), &text)?;
        }
        let more = runs.len().saturating_sub(MOST_LISTED);
        if more > 0 {
            self.out.line(&format!("And {more} older ones."))?;
        }
        self.listed = runs.into_iter().map(|file| file.id).collect();
        self.out.gap()?;
        self.out
            .line("Type open and a number to go on with one, or compare and a number.")
    }

    /// "Red Guard, Wednesday 25 October 1917, 03:30, after 17 decisions".
    pub(super) fn where_it_stands(&self, file: &RunFile) -> String {
        let journal = file.journal.clone();
        let n_decisions = journal.decisions.len();
        let mut name = match journal.name.as_str() {
            "" => String::new(),
            name => format!("“{name}”, "),
        };
        if journal.starred {
            name.push_str("starred, ");
        }
        let Ok((run, stop)) = Playthrough::resume(Arc::clone(&self.scenario), journal) else {
            return format!(
                "{name}{} by a role that is not here",
                page::how_far(n_decisions)
            );
        };
        let top = run.view(&self.settings.options);
        let place = match &top.page {
            PageView::End(end) => format!("ended: {}", end.title),
            PageView::Scene(_) | PageView::After(_) => top.top.date.clone(),
        };
        let edited = match stop {
            Some(_) => ", the scenes have changed since",
            None => "",
        };
        format!(
            "{name}{}, {place}, {}{edited}",
            top.top.role,
            page::how_far(n_decisions)
        )
    }

    /// The id of a run that is kept, by its number in the last list or by name.
    fn kept_id(&self, name: &str) -> Option<RunId> {
        let listed = name
            .parse::<usize>()
            .ok()
            .and_then(|number| self.listed.get(number.checked_sub(1)?).cloned());
        let named = || RunId::parse(name).filter(|id| !is_number(name) && self.store.has_run(id));
        listed.or_else(named)
    }

    /// A run that is only looked at: a kept one, a file, or a code; says so if there is none.
    pub(super) fn find_any(&mut self, name: &str) -> io::Result<Option<NamedRun>> {
        if is_number(name) || self.kept_id(name).is_some() {
            let file = self.find_run(name)?;
            return Ok(file.map(|file| NamedRun {
                label: file.id.to_string(),
                journal: file.journal,
            }));
        }
        match session::find_run(&self.store, &self.scenario, name) {
            Ok(found) => {
                self.notice(found.note)?;
                Ok(Some(NamedRun {
                    label: match found.from {
                        FoundIn::Code => "the run of a code".to_owned(),
                        FoundIn::Kept(_) | FoundIn::File(_) => name.to_owned(),
                    },
                    journal: found.journal,
                }))
            }
            Err(error) => {
                self.out.line(&sentence(&error.to_string()))?;
                Ok(None)
            }
        }
    }

    /// A kept run by its number in the last list, or by name; says so if there is none.
    pub(super) fn find_run(&mut self, name: &str) -> io::Result<Option<RunFile>> {
        let Some(id) = self.kept_id(name) else {
            self.out
                .line("There is no such run. Type runs for the list of them.")?;
            return Ok(None);
        };
        match self.store.run(&id) {
            Ok(file) => Ok(Some(file)),
            Err(problem) => {
                self.out.line(&sentence(&problem.message))?;
                Ok(None)
            }
        }
    }

    /// A kept run, opened.
    pub(super) fn open(&mut self, name: &str) -> io::Result<Option<Session>> {
        if !is_number(name) && RunId::parse(name).is_none_or(|id| !self.store.has_run(&id)) {
            return self.take_in(name);
        }
        match self.find_run(name)? {
            Some(file) => self.resume(file),
            None => Ok(None),
        }
    }
}

fn is_number(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit())
}
