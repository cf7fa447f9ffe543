//! A run being played: show the page, read a line, do what it asks.

use std::io;
use std::sync::Arc;

use super::input::Command;
use super::keep::Page;
use super::lookup::Desk;
use super::page::Kept;
use super::print::{counted, sentence};
use super::{Game, city, help, lists, lookup, odds, page, votes};
use crate::chart::UnseenNames;
use crate::codex::{Codex, Told};
use crate::format::run_code;
use crate::playthrough::{Action, HintLevel, HistoryShown, PageView, View};
use crate::session::Session;
use crate::store::RunId;

/// What happens after a line.
enum Then {
    /// The page has changed and is shown.
    Show,
    /// The same page waits.
    Wait,
    /// The run is closed and another goes on, or the game is over if there is none.
    Switch(Option<Box<Session>>),
    /// The player leaves.
    Leave,
}

impl Game<'_> {
    /// Plays one run until the player leaves it; gives the run to go on with, if any.
    pub(super) fn play_run(&mut self, mut session: Session) -> io::Result<Option<Session>> {
        let mut then = Then::Show;
        loop {
            let notice = session.take_notice();
            let kept = match session.save_failed() {
                true => Kept::NotAll,
                false => Kept::All,
            };
            self.notice(notice)?;
            self.note_sitting(&session);
            let view = session.run().view(&self.settings.options);
            match then {
                Then::Show => {
                    self.tell_what_lies_behind()?;
                    page::show(&mut self.out, &self.scenario, &view, kept)?;
                    if self.settings.options.hints == HintLevel::Odds {
                        odds::ahead(&mut self.out, session.run(), &view)?;
                    }
                    if matches!(view.page, PageView::End(_)) {
                        self.out.gap()?;
                        self.code(&session)?;
                    }
                }
                Then::Wait => {}
                Then::Switch(next) => {
                    self.code_of_unsaved(&mut session)?;
                    return Ok(next.map(|session| *session));
                }
                Then::Leave => {
                    self.kept(&mut session)?;
                    self.code_of_unsaved(&mut session)?;
                    return Ok(None);
                }
            }
            let question = self.question(&view);
            then = match self.ask(&question)? {
                Some(command) => self.obey(&mut session, &view, command)?,
                None => Then::Leave,
            };
        }
    }

    fn question(&mut self, view: &View) -> String {
        let mut question = page::question(view);
        if !self.greeted {
            self.greeted = true;
            question.push_str(
                " At any time you can also type map, log, news, who, notes or quit; help lists everything.",
            );
        }
        question
    }

    fn obey(&mut self, session: &mut Session, view: &View, command: Command) -> io::Result<Then> {
        match command {
            Command::Choose(number) => return self.choose(session, view, number),
            Command::Continue => return self.turn(session, view),
            Command::Count(hands) => self.count(session, view, &hands)?,
            Command::Again => return Ok(Then::Show),
            Command::Back(to) => return self.go_back(session, to),
            Command::OtherSide(number, role) => return self.other_side(session, number, &role),
            Command::NextUntried => {
                return Ok(match self.next_untried(session)? {
                    true => Then::Show,
                    false => Then::Wait,
                });
            }
            Command::Keep(keep) => {
                return Ok(match self.keep(session, &keep)? {
                    Page::Changed => Then::Show,
                    Page::Same => Then::Wait,
                });
            }
            Command::Quit => return Ok(Then::Leave),
            Command::Reading(question, reading) => {
                let next = self.reread(session, &question, &reading)?;
                let switch = |next| Then::Switch(Some(Box::new(next)));
                return Ok(next.map_or(Then::Wait, switch));
            }
            Command::New => {
                self.kept(session)?;
                let next = self.menu(None, None)?;
                return Ok(Then::Switch(next.map(Box::new)));
            }
            Command::Open(name) => {
                let next = self.open(&name)?;
                let switch = |next| Then::Switch(Some(Box::new(next)));
                return Ok(next.map_or(Then::Wait, switch));
            }
            Command::Hints(_) | Command::Record(_) | Command::Names(_) => self.set(&command)?,
            other => self.answer(session, view, other)?,
        }
        Ok(Then::Wait)
    }

    /// What is asked about the run and changes nothing.
    fn answer(&mut self, session: &Session, view: &View, command: Command) -> io::Result<()> {
        if command == Command::Readings {
            return self.list_readings(Some(session.run().readings()));
        }
        if matches!(command, Command::Year(_) | Command::Debates)
            || matches!(&command, Command::Who(name) if !name.is_empty())
        {
            return self.consult(session, view, &command);
        }
        let (out, scenario) = (&mut self.out, &*self.scenario);
        match command {
            Command::Map => city::map(out, scenario, &view.top),
            Command::Gauges => {
                let role = session.run().replay().role;
                let hints = self.settings.options.hints;
                city::gauges(out, scenario, role, &view.top.gauges, hints)
            }
            Command::Log(extent) => lists::log(out, &session.run().log(), extent),
            Command::News(extent) => lists::news(out, &session.run().log(), extent),
            Command::Recap => self.recap(session),
            Command::Chapter(wanted) => self.chapters_in_play(session, &wanted),
            Command::Why => page::locked(out, view),
            Command::Who(_) => lookup::names(out, &page::names(view)),
            Command::Odds => odds::table(out, session.run(), self.settings.options.hints),
            Command::WhyAnswer(which) => odds::why(out, session.run(), &which),
            Command::Compare(with) => self.compare(session, &with),
            Command::Chart => self.chart(session),
            Command::Station(number) => self.station(session, number),
            Command::Timeline(with) => self.timeline(session, &with),
            Command::City(hour) => self.city_at(session, &hour),
            Command::Runs => self.list_runs(),
            Command::Votes => votes::tell(out, view),
            Command::Notes => self.notes(Some(session.run().replay().role)),
            Command::Help => help::playing(out),
            Command::Unfinished(how) => out.line(how),
            Command::Unknown(line) => {
                let shown: String = line.chars().take(30).collect();
                let more = if shown.len() < line.len() { "…" } else { "" };
                out.line(&format!("“{shown}{more}” is no command; help lists them."))
            }
            // The others are obeyed before an answer is looked for.
            _ => Ok(()),
        }
    }

    /// What the codex says.
    fn consult(&mut self, session: &Session, view: &View, command: &Command) -> io::Result<()> {
        let codex = Codex::of(Arc::clone(&self.scenario));
        let desk = Desk {
            codex: &codex,
            told: match view.page {
                PageView::End(_) => Told::All,
                PageView::Scene(_) | PageView::After(_) => Told::UpTo(view.top.when),
            },
            top: &view.top,
            on_page: &page::names(view),
            run: session.run().replay(),
        };
        match command {
            Command::Who(name) => desk.look_up(&mut self.out, name),
            Command::Year(extent) => desk.year(&mut self.out, *extent),
            _ => desk.debates(&mut self.out),
        }
    }

    fn choose(&mut self, session: &mut Session, view: &View, number: usize) -> io::Result<Then> {
        let in_scene = matches!(view.page, PageView::Scene(_));
        let done = match number.checked_sub(1) {
            Some(index) => session.act(Action::Choose(index)),
            None => Err(crate::playthrough::ActError::NoSuchChoice(0)),
        };
        match done {
            Ok(()) => Ok(Then::Show),
            Err(error @ crate::playthrough::ActError::Locked(_)) if in_scene => {
                let reason = sentence(&error.to_string());
                self.out
                    .line(&format!("Choice {number} is locked: {reason}"))?;
                Ok(Then::Wait)
            }
            Err(error) => {
                self.out.line(&sentence(&error.to_string()))?;
                Ok(Then::Wait)
            }
        }
    }

    fn turn(&mut self, session: &mut Session, view: &View) -> io::Result<Then> {
        if matches!(view.page, PageView::End(_)) {
            self.compare(session, "")?;
            return Ok(Then::Wait);
        }
        match session.act(Action::Continue) {
            Ok(()) => Ok(Then::Show),
            Err(error) => {
                self.out.line(&sentence(&error.to_string()))?;
                Ok(Then::Wait)
            }
        }
    }

    fn go_back(&mut self, session: &mut Session, to: Option<usize>) -> io::Result<Then> {
        let n_made = session.run().replay().steps.len();
        let number = to.unwrap_or(n_made);
        if number == 0 || number > n_made {
            self.out.line(&match n_made {
                0 => "There is no decision to go back to.".to_owned(),
                _ => format!("There is no decision {number}; the log has 1 to {n_made}."),
            })?;
            return Ok(Then::Wait);
        }
        self.back_to(session, number - 1)?;
        Ok(Then::Show)
    }

    /// Goes back to where so many decisions were made, and says what is kept.
    pub(super) fn back_to(&mut self, session: &mut Session, n_decisions: usize) -> io::Result<()> {
        let number = n_decisions + 1;
        self.code_of_unsaved(session)?;
        let kept = saved_id(session);
        session.go_back(n_decisions);
        self.out.line(&match kept {
            Some(id) => format!(
                "Back at decision {number}. The run so far is kept as {id}; what you decide now is a run of its own, and luck stays the same everywhere else."
            ),
            None => format!("Back at decision {number}."),
        })
    }

    /// The day of a decision as another role that has a scene on it.
    fn other_side(&mut self, session: &mut Session, number: usize, role: &str) -> io::Result<Then> {
        let sides = match number.checked_sub(1) {
            Some(index) => session.run().other_sides(index),
            None => Vec::new(),
        };
        let wanted = role.to_lowercase();
        let side = sides
            .iter()
            .find(|side| side.name.to_lowercase().contains(&wanted));
        let entered = side.and_then(|side| session.other_side(side.role, side.scene));
        match (entered, side) {
            (Some(next), Some(side)) => {
                self.kept(session)?;
                self.out.line(&format!(
                    "{}, as {}. What lies before went as it is recorded.",
                    side.when, side.name
                ))?;
                Ok(Then::Switch(Some(Box::new(next))))
            }
            _ => {
                self.out.line(&format!(
                    "No other role has a scene on the day of decision {number}; log lists your decisions."
                ))?;
                Ok(Then::Wait)
            }
        }
    }

    /// What the player set, kept for every front end.
    pub(super) fn set(&mut self, command: &Command) -> io::Result<()> {
        let said = match command {
            Command::Hints(hints) => {
                self.settings.options.hints = *hints;
                match hints {
                    HintLevel::None => "Choices tell nothing of what they move.",
                    HintLevel::Direction => "Choices tell what they move, and which way.",
                    HintLevel::Numbers => "Choices tell what they move, and by how much.",
                    HintLevel::Odds => {
                        "Choices tell what they move, by how much, and the odds of what is decided next."
                    }
                }
            }
            Command::Record(history) => {
                self.settings.options.history = *history;
                match history {
                    HistoryShown::AfterEach => "The record is shown after each decision.",
                    HistoryShown::AtChapterEnd => "The record is shown at the end of each chapter.",
                    HistoryShown::AtEnd => "The record is shown at the end of the run.",
                }
            }
            Command::Names(names) => {
                self.settings.unseen_names = *names;
                match names {
                    UnseenNames::Hidden => "The chart names only what some run has come to.",
                    UnseenNames::Shown => "The chart names every scene and ending.",
                }
            }
            _ => return Ok(()),
        };
        self.out.line(said)?;
        match self.store.save_settings(&self.settings) {
            Ok(()) => Ok(()),
            Err(error) => self.notice(Some(format!("this is not kept: {error}{}", error.advice()))),
        }
    }

    /// Says where the run is kept, after trying once more if it is not.
    fn kept(&mut self, session: &mut Session) -> io::Result<()> {
        let journal = session.run().journal();
        let n_made = journal.decisions.len();
        let left = journal
            .parent
            .as_ref()
            .filter(|(_, n_then)| *n_then == n_made)
            .map(|(id, _)| id.clone());
        self.out.gap()?;
        if !session.make_sure() {
            let notice = session.take_notice().unwrap_or_default();
            return self.out.line(&sentence(&notice));
        }
        let told = match (session.id(), left) {
            (Some(id), _) => format!(
                "This run is kept as {id}, with {}.",
                counted(n_made, "decision", "decisions")
            ),
            (None, Some(id)) => {
                format!("Nothing was decided since; the run you left is kept as {id}.")
            }
            (None, None) => "Nothing was decided, so nothing is kept.".to_owned(),
        };
        self.out.line(&told)
    }

    /// A run that is left while it cannot be saved is told as its code, so that it is not lost.
    pub(super) fn code_of_unsaved(&mut self, session: &mut Session) -> io::Result<()> {
        if session.make_sure() {
            return Ok(());
        }
        // Why it is not saved has been told with the page.
        session.take_notice();
        let journal = session.run().journal();
        if journal.decisions.is_empty() {
            return Ok(());
        }
        let code = run_code::write(&self.scenario, journal);
        self.out.gap()?;
        self.out.line(&match code {
            Ok(code) => format!(
                "What you leave here is not saved. Its code brings it back; note it, and later type import and the code: {code}"
            ),
            Err(error) => sentence(&format!(
                "what you leave here is not saved, and has no code: {error}"
            )),
        })
    }
}

/// The name of the run's file, if all of the run is in it.
pub(super) fn saved_id(session: &mut Session) -> Option<String> {
    let is_saved = session.make_sure();
    session.id().filter(|_| is_saved).map(RunId::to_string)
}
