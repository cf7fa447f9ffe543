//! The command line: reads the arguments, runs one command, and says how it ended.
//!
//! Results go to standard output, messages to standard error. It plays in the terminal
//! itself, but never opens a window: for that it gives back what the window is to open
//! with, so that nothing here depends on the engine.
//!
//! Start at [`main`]; `args` is what can be typed, and each command has its own file.

mod args;
mod check;
mod class;
mod class_args;
mod compare;
mod completions;
mod error;
mod exit;
mod explore;
mod graph;
mod length;
mod list;
mod man;
mod new;
mod no_window;
mod pack;
mod play;
mod proof;
mod readings_arg;
mod report;
mod run_arg;
mod runs;
mod scenes;
mod written;

use std::io::{self, Write as _};

use clap::Parser as _;

pub use error::CliError;
pub use exit::Exit;
pub use no_window::{Otherwise, without_window};

use crate::launch::WindowRequest;
use args::{Args, Command};

/// What is left to do after the command line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Launch {
    /// Nothing: the command has run.
    Done(Exit),
    /// To open the window, and what to do if there can be none.
    Window(WindowRequest, Otherwise),
}

/// Runs the command that was typed.
#[must_use]
pub fn main() -> Launch {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(answer) => {
            // Help and version are answers, not errors; a closed output is no failure.
            let _ = answer.print();
            return Launch::Done(if answer.use_stderr() {
                Exit::Usage
            } else {
                Exit::Ok
            });
        }
    };
    run(&args).unwrap_or_else(|error| Launch::Done(tell(&error)))
}

fn run(args: &Args) -> Result<Launch, CliError> {
    let command = match &args.command {
        None => return play::run(&args.play),
        Some(Command::Play(args)) => return play::run(args),
        Some(command) => command,
    };
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    let exit = match command {
        Command::Play(_) => Exit::Ok,
        Command::List(args) => list::run(args, &mut out)?,
        Command::Check(args) => check::run(args, &mut out)?,
        Command::Graph(args) => graph::run(args, &mut out)?,
        Command::Explore(args) => explore::run(args, &mut out)?,
        Command::Runs(args) => runs::run(args, &mut out)?,
        Command::Code(args) => runs::code(args, &mut out)?,
        Command::Compare(args) => compare::run(args, &mut out)?,
        Command::New(args) => new::run(args, &mut out)?,
        Command::Report(args) => report::run(args, &mut out)?,
        Command::Pack(args) => pack::run(args, &mut out)?,
        Command::Class(args) => class::run(args, &mut out)?,
        Command::Completions(args) => completions::run(args, &mut out)?,
        Command::Man(args) => man::run(args, &mut out)?,
    };
    out.flush()?;
    Ok(Launch::Done(exit))
}

/// Tells why a command failed, unless nobody reads any more.
fn tell(error: &CliError) -> Exit {
    let exit = error.exit();
    if exit != Exit::Ok {
        if let CliError::Broken { rendered, .. } = error {
            let _ = writeln!(anstream::stderr(), "{rendered}\n");
        }
        // There is nowhere left to say that the message could not be written.
        let _ = writeln!(anstream::stderr(), "error: {error}");
    }
    exit
}
