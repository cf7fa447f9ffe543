//! `october completions SHELL`: what the shell offers when a command is half typed.
//!
//! The scripts are clap's own. What they add here are the values that the scenes inside the
//! program name (roles, chapters, readings, turning points), which the parser itself cannot
//! insist on, because a scenario of one's own names others.

use std::io::Write;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command, CommandFactory as _};

use super::args::{Args, CompletionsArgs};
use super::error::CliError;
use super::exit::Exit;
use super::scenes;
use crate::model::{Readings, Scenario};
use crate::playthrough::chapters;

/// Writes the completions.
pub(super) fn run(args: &CompletionsArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let (_, scenario) = scenes::playable(None)?;
    let mut command = with_values(Args::command(), &Values::of(&scenario));
    // The generator takes no failure of the writer for an answer.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "october", &mut script);
    out.write_all(&script)?;
    Ok(Exit::Ok)
}

/// What can stand after the options that name something in a scenario.
struct Values {
    roles: Vec<String>,
    chapters: Vec<String>,
    readings: Vec<String>,
    questions: Vec<String>,
}

impl Values {
    fn of(scenario: &Scenario) -> Self {
        let mut chapter_keys: Vec<String> = Vec::new();
        for role in scenario.role_ids() {
            for chapter in chapters(scenario, role, &Readings::default()) {
                if !chapter_keys.contains(&chapter.key) {
                    chapter_keys.push(chapter.key);
                }
            }
        }
        let points = || scenario.turning_point_ids().map(|id| &scenario[id]);
        let readings = points().flat_map(|point| {
            let each = |reading: &crate::model::Reading| format!("{}={}", point.key, reading.key);
            point.readings.iter().map(each)
        });
        let questions = points().map(|point| point.key.clone());
        Self {
            roles: scenario.roles.iter().map(|role| role.key.clone()).collect(),
            chapters: chapter_keys,
            readings: readings.collect(),
            questions: questions.chain(["ending".to_owned()]).collect(),
        }
    }

    fn after(&self, option: &str) -> Option<&[String]> {
        match option {
            "role" => Some(&self.roles),
            "chapter" => Some(&self.chapters),
            "reading" => Some(&self.readings),
            "why" => Some(&self.questions),
            _ => None,
        }
    }
}

/// The same command with the values to offer; it is never parsed with.
fn with_values(command: Command, values: &Values) -> Command {
    let offer = |arg: Arg| match arg.get_long().and_then(|long| values.after(long)) {
        Some(known) => {
            let known = PossibleValuesParser::new(known.to_vec());
            arg.value_parser(known)
        }
        None => arg,
    };
    command
        .mut_args(offer)
        .mut_subcommands(|inner| with_values(inner, values))
}
