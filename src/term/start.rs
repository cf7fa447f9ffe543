//! Before the first page: whose year it is to be, or which run goes on.

use std::io;
use std::sync::Arc;

use super::input::Command;
use super::print::{counted, sentence, span_in_words};
use super::{First, Game, help};
use crate::model::RoleId;
use crate::playthrough::Playthrough;
use crate::session::Session;
use crate::store::RunFile;

/// What a digit of the menu leads to.
enum Offer {
    GoOn(Box<RunFile>),
    Begin(RoleId),
}

impl Game<'_> {
    /// The run to begin with; `None` if the player leaves before there is one.
    pub(super) fn first_run(&mut self, first: First) -> io::Result<Option<Session>> {
        let First { role, begin, fresh } = first;
        if let (Some(role), Some(scene)) = (role, begin) {
            return Ok(self.begin_at(role, scene));
        }
        let unfinished = if fresh {
            None
        } else {
            self.latest_unfinished(role)?
        };
        match (role, unfinished) {
            (Some(role), None) => {
                self.card(role)?;
                Ok(Some(self.begin(role)))
            }
            (_, unfinished) => self.menu(role, unfinished),
        }
    }

    /// Asks whose year it is to be, for the first or for another run.
    pub(super) fn menu(
        &mut self,
        role: Option<RoleId>,
        unfinished: Option<RunFile>,
    ) -> io::Result<Option<Session>> {
        let mut offers: Vec<Offer> = Vec::new();
        offers.extend(unfinished.map(|file| Offer::GoOn(Box::new(file))));
        let roles = self.scenario.role_ids();
        offers.extend(
            roles
                .filter(|id| role.is_none_or(|role| role == *id))
                .map(Offer::Begin),
        );
        self.show_menu(&offers)?;
        loop {
            let question = menu_question(offers.len());
            let Some(command) = self.ask(&question)? else {
                return Ok(None);
            };
            let number = match command {
                Command::Choose(number) => number,
                Command::Continue => 1,
                Command::Again => {
                    self.show_menu(&offers)?;
                    continue;
                }
                Command::Quit => return Ok(None),
                Command::Open(name) => match self.open(&name)? {
                    Some(session) => return Ok(Some(session)),
                    None => continue,
                },
                other => {
                    self.answer_before_play(&other, role)?;
                    continue;
                }
            };
            match number.checked_sub(1).and_then(|index| offers.get(index)) {
                None => self
                    .out
                    .line(&format!("There is no {number} to take here."))?,
                Some(Offer::GoOn(file)) => {
                    if let Some(session) = self.resume(file.as_ref().clone())? {
                        return Ok(Some(session));
                    }
                }
                Some(Offer::Begin(role)) => {
                    if let Some(session) = self.meet(*role, &offers)? {
                        return Ok(session);
                    }
                }
            }
        }
    }

    fn show_menu(&mut self, offers: &[Offer]) -> io::Result<()> {
        self.out.gap()?;
        self.out.line("Who are you in this story?")?;
        for (number, offer) in (1..).zip(offers) {
            let text = match offer {
                Offer::GoOn(file) => format!(
                    "Go on with the latest run, {}: {}",
                    file.id,
                    self.where_it_stands(file)
                ),
                Offer::Begin(role) => {
                    let role = &self.scenario[*role];
                    format!(
                        "{}. {}. {}, about {}.",
                        role.name,
                        role.tagline,
                        span_in_words(&role.span),
                        counted(usize::from(role.minutes), "minute", "minutes"),
                    )
                }
            };
            self.out.item(&format!("{number}. "), &text)?;
        }
        Ok(())
    }

    /// Shows a role and asks whether to begin. The outer `None` is the way back to the
    /// menu, the inner one the way out.
    fn meet(&mut self, role: RoleId, offers: &[Offer]) -> io::Result<Option<Option<Session>>> {
        self.card(role)?;
        loop {
            match self.ask(self.how_to_begin(role))? {
                None | Some(Command::Quit) => return Ok(Some(None)),
                Some(Command::Continue) => return Ok(Some(Some(self.begin(role)))),
                Some(Command::Back(_)) => {
                    self.show_menu(offers)?;
                    return Ok(None);
                }
                Some(Command::Again) => self.card(role)?,
                Some(Command::Chapter(wanted)) if !wanted.is_empty() => {
                    if let Some(session) = self.begin_chapter(role, &wanted)? {
                        return Ok(Some(Some(session)));
                    }
                }
                Some(other) => self.answer_before_play(&other, Some(role))?,
            }
        }
    }

    fn card(&mut self, role: RoleId) -> io::Result<()> {
        let role = &self.scenario[role];
        let out = &mut self.out;
        out.gap()?;
        out.line(&role.name)?;
        out.line(&format!("{}. {}.", role.tagline, span_in_words(&role.span)))?;
        if role.invented {
            out.line("An invented person among real events.")?;
        }
        for (lead, text) in [
            ("You are", &role.you_are),
            ("You want", &role.you_want),
            ("You cannot know", &role.you_cannot_know),
            ("Before you begin", &role.before_you_begin),
        ] {
            out.gap()?;
            out.line(&format!("{lead}: {text}"))?;
        }
        if role
            .chapters
            .iter()
            .any(|chapter| !chapter.notes.is_empty())
        {
            out.line("Type notes for what to expect, chapter by chapter.")?;
        }
        self.readings_line()
    }

    /// What can be asked before there is a run.
    fn answer_before_play(&mut self, command: &Command, role: Option<RoleId>) -> io::Result<()> {
        match command {
            Command::Help => help::before_play(&mut self.out),
            Command::Runs => self.list_runs(),
            Command::Keep(keep) => self.keep_another(None, keep),
            Command::Notes => self.notes(role),
            Command::Unfinished(how) => self.out.line(how),
            Command::Chapter(_) => self.list_chapters(role),
            Command::Readings => self.list_readings(None),
            Command::Reading(question, reading) => self.choose_before_play(question, reading),
            Command::Hints(_) | Command::Record(_) | Command::Names(_) => self.set(command),
            _ => self
                .out
                .line("That has to wait until a run is open. Type help for what can be typed."),
        }
    }

    /// What the story contains that a reader may want to know before: all of it, and where a
    /// role is chosen, chapter by chapter.
    pub(super) fn notes(&mut self, role: Option<RoleId>) -> io::Result<()> {
        let (out, scenario) = (&mut self.out, &self.scenario);
        for note in &scenario.notes {
            out.gap()?;
            out.line(note)?;
        }
        let chapters = role.map_or(&[][..], |role| &scenario[role].chapters);
        for (number, chapter) in (1..).zip(chapters) {
            if !chapter.notes.is_empty() {
                out.gap()?;
                out.line(&format!("Chapter {number}: {}", chapter.title))?;
                for note in &chapter.notes {
                    out.entry(note)?;
                }
            }
        }
        if role.is_none() {
            out.gap()?;
            out.line("Once you have chosen who to be, notes tells it chapter by chapter.")?;
        }
        Ok(())
    }

    /// The latest run of this scenario, and of this role if one is given, that is not over.
    fn latest_unfinished(&mut self, role: Option<RoleId>) -> io::Result<Option<RunFile>> {
        let (runs, problems) = self.store.runs();
        for problem in problems {
            self.notice(Some(problem.message))?;
        }
        Ok(runs.into_iter().find(|file| {
            Playthrough::resume(Arc::clone(&self.scenario), file.journal.clone()).is_ok_and(
                |(run, _)| !run.is_over() && role.is_none_or(|role| run.replay().role == role),
            )
        }))
    }

    /// Opens a saved run; `None`, after saying why, if it cannot be played here.
    pub(super) fn resume(&mut self, file: RunFile) -> io::Result<Option<Session>> {
        let id = file.id.clone();
        match Session::resume(self.store.clone(), Arc::clone(&self.scenario), file) {
            Ok(session) => {
                let is_known = self.sitting.contains(&id);
                self.behind = session.run().recap().filter(|_| !is_known);
                Ok(Some(session))
            }
            Err(error) => {
                self.out
                    .line(&sentence(&format!("{id} cannot be opened: {error}")))?;
                Ok(None)
            }
        }
    }
}

fn menu_question(n_offers: usize) -> String {
    let digits = match n_offers {
        1 => "Type 1 or press Enter.".to_owned(),
        2 => "Type 1 or 2; Enter takes 1.".to_owned(),
        most => format!("Type a digit from 1 to {most}; Enter takes 1."),
    };
    format!("{digits} Type help for what else can be typed.")
}
