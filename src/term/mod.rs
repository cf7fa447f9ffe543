//! The same playthrough as lines of text, on any pipe, terminal or screen reader.
//!
//! It draws the views of [`crate::playthrough`] with words and reads one line at a time.
//! No colour, no raw mode, no cursor movement, and no rule of the game: what cannot be
//! done through an action cannot be done here either. Both ends are parameters, so that
//! tests feed a script and compare the transcript.
//!
//! Start at [`play`]. `input` turns a line into a command, `run` does what it asks,
//! `page` and its neighbours turn views into text.

mod beside;
mod chart;
mod city;
mod comparison;
mod help;
mod input;
mod keep;
mod lessons;
mod lists;
mod lookup;
mod odds;
mod page;
mod print;
mod readings;
mod run;
mod start;
mod votes;

use std::io::{self, BufRead, Write};
use std::sync::Arc;

use crate::model::{Readings, RoleId, Scenario, SceneId};
use crate::playthrough::Recap;
use crate::report::Line;
use crate::session::Session;
use crate::store::{RunId, Settings, Store};

use print::Printer;

/// What is played, and how it is to begin.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Where runs and settings are kept.
    pub store: Store,
    /// The role, if it is not to be asked for.
    pub role: Option<RoleId>,
    /// The scene of that role to begin in, on its recorded path, if not its first.
    pub begin: Option<SceneId>,
    /// How disputed questions are read in a new run, until the player says otherwise.
    pub readings: Readings,
    /// Whether to begin anew instead of offering to go on with an unfinished run.
    pub fresh: bool,
    /// Columns of text; `None` leaves wrapping to the reader's own program.
    pub width: Option<usize>,
}

/// Plays until the player leaves or the input ends. `seeds` gives the luck of each new run.
///
/// Every decision is saved as it is made, so that there is nothing to lose at the end of
/// the input. An output that nobody reads any more is an end like any other.
///
/// # Errors
///
/// If the input cannot be read or the output not written.
pub fn play(
    setup: Setup,
    seeds: &mut dyn FnMut() -> u64,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<()> {
    let (settings, trouble) = setup.store.settings();
    let mut game = Game {
        scenario: setup.scenario,
        store: setup.store,
        settings,
        readings: setup.readings,
        seeds,
        input,
        out: Printer::of(output, setup.width),
        listed: Vec::new(),
        greeted: false,
        sitting: Vec::new(),
        behind: None,
    };
    let first = First {
        role: setup.role,
        begin: setup.begin,
        fresh: setup.fresh,
    };
    match game.play(first, trouble) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        ended => ended,
    }
}

/// A report's lines as the terminal shows them, in so many columns; `None` leaves wrapping to
/// the reader's own program.
///
/// # Errors
///
/// If the text cannot be written.
pub fn lines_as_text(lines: &[Line], width: Option<usize>) -> io::Result<String> {
    comparison::as_text(lines, width)
}

/// Everything a game in the terminal needs besides the run being played.
struct Game<'a> {
    scenario: Arc<Scenario>,
    store: Store,
    settings: Settings,
    /// How disputed questions are read in the next run that is begun.
    readings: Readings,
    seeds: &'a mut dyn FnMut() -> u64,
    input: &'a mut dyn BufRead,
    out: Printer<'a>,
    /// The runs as last listed, so that their numbers keep their meaning.
    listed: Vec<RunId>,
    /// Whether the player has been told of `help`.
    greeted: bool,
    /// The runs played since the program began: nobody has to be reminded of them.
    sitting: Vec<RunId>,
    /// What lies behind the page that is shown next, if it is to be told.
    behind: Option<Recap>,
}

/// How the first run is to begin.
#[derive(Clone, Copy, Debug)]
struct First {
    role: Option<RoleId>,
    begin: Option<SceneId>,
    fresh: bool,
}

impl Game<'_> {
    fn play(&mut self, first: First, trouble: Option<String>) -> io::Result<()> {
        self.title()?;
        self.notice(trouble)?;
        let mut next = self.first_run(first)?;
        while let Some(session) = next {
            next = self.play_run(session)?;
        }
        self.out.flush()
    }

    fn title(&mut self) -> io::Result<()> {
        self.out.line(&self.scenario.title)?;
        self.out.line(&self.scenario.subtitle)
    }

    /// Something the player should know, between the pages.
    fn notice(&mut self, message: Option<String>) -> io::Result<()> {
        let Some(message) = message else {
            return Ok(());
        };
        self.out.gap()?;
        self.out
            .line(&format!("Note: {}", print::sentence(&message)))
    }

    /// Shows what is expected and waits for a line; `None` at the end of the input.
    fn ask(&mut self, question: &str) -> io::Result<Option<input::Command>> {
        self.out.gap()?;
        self.out.line(question)?;
        self.out.gap()?;
        self.out.flush()?;
        let line = input::read_line(self.input)?;
        Ok(line.map(|line| input::parse(&line)))
    }

    fn begin(&mut self, role: RoleId) -> Session {
        let seed = (self.seeds)();
        Session::begin(
            self.store.clone(),
            Arc::clone(&self.scenario),
            role,
            seed,
            &self.readings,
        )
    }
}
