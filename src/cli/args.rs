//! What can be typed after `october`: one struct per command, and nothing that acts.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum, ValueHint};

pub(super) use super::class_args::{ClassArgs, ClassFormat};
use super::readings_arg::ReadingsArg;
use super::runs::args::{CodeArgs, RunsArgs};
use super::written::WrittenArgs;

/// Petrograd, 1917: decide, and see your year beside the real one.
///
/// Without a command it plays.
#[derive(Parser, Clone, Debug)]
#[command(name = "october", version, args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    /// What to do; nothing means to play.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// How to play, if there is no command.
    #[command(flatten)]
    pub(super) play: PlayArgs,
}

/// What to do.
#[derive(Subcommand, Clone, Debug)]
pub(super) enum Command {
    /// Play, in the window or in the terminal
    ///
    /// Every decision is saved as it is made. In the terminal a choice is taken by its
    /// digit, and `help` lists what else can be typed.
    Play(PlayArgs),
    /// List the roles that can be played, and their chapters
    ///
    /// The ids in the list are those that --role and --chapter take.
    List(ListArgs),
    /// Check scenes: every problem with its place, and the proof that all of it can be reached
    ///
    /// Reports everything that is wrong at once, then walks every state a role can come to.
    /// The exit status is 1 if anything has to be mended.
    Check(CheckArgs),
    /// Write the chart of a role: every scene and where each choice leads
    Graph(GraphArgs),
    /// Walk everything that can happen to a role: the exact odds of every answer and ending
    ///
    /// The odds are worked out over all states, in whole numbers, never from a sample. They
    /// are properties of the game's model and measure nothing about 1917.
    Explore(ExploreArgs),
    /// The runs that are kept: list, show, name, star, delete, export, import
    ///
    /// RUN is the id of a run that is kept, the path of a run file, or a run code.
    Runs(RunsArgs),
    /// Write the code of a run, from which the whole run can be rebuilt
    ///
    /// The code can be written on paper; small letters, spaces and hyphens do not matter.
    Code(CodeArgs),
    /// Set a run beside history, or two runs beside each other and history
    Compare(CompareArgs),
    /// Begin a scenario of your own: a small, complete one to change, and the guide
    New(NewArgs),
    /// Write the teacher's pack of a scenario: lesson plans, cards, sources, to be printed
    Pack(PackArgs),
    /// Write the report of a run: beside history, with maps, odds, sources and questions
    Report(ReportArgs),
    /// Count what a class decided beside history, from the codes and run files pupils hand in
    ///
    /// Codes are found in any text, with anything around them; a list finds its column of
    /// codes by itself. What cannot be read is told with its place and does not stop the
    /// rest; the exit status is 1 then. No names are read or kept.
    Class(ClassArgs),
    /// Write the completions of a shell: commands, options, roles, chapters, readings
    ///
    /// Written to the output. Load them in the shell's start file, as in
    /// `source <(october completions bash)`, or keep them where the shell looks for them.
    Completions(CompletionsArgs),
    /// Write the manual: a page of it, or all of them into a folder
    ///
    /// The pages are for man(1): `october man > october.1` and `man ./october.1`.
    Man(ManArgs),
}

/// How to play.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct PlayArgs {
    /// The role to begin with, by its id; `october list` lists them
    #[arg(long, value_name = "ROLE")]
    pub(super) role: Option<String>,
    /// Begin the role with this chapter, by its id or number, with history up to there;
    /// `october list` lists them
    #[arg(long, value_name = "CHAPTER", requires = "role")]
    pub(super) chapter: Option<String>,
    /// The luck of a new run; the same number gives the same luck, and one of more than
    /// eight digits a longer run code
    #[arg(long, value_name = "N", value_parser = seed)]
    pub(super) seed: Option<u64>,
    /// How disputed questions are read in a new run
    #[command(flatten)]
    pub(super) readings: ReadingsArg,
    /// Where to play
    #[arg(long, value_enum, value_name = "WHERE", default_value_t = FrontEnd::Auto)]
    pub(super) front_end: FrontEnd,
    /// Play the scenes of a folder instead of those inside the program
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) scenes: Option<PathBuf>,
    /// Keep runs and settings in this folder instead of the system's own
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) data_dir: Option<PathBuf>,
    /// Begin a new run without offering to go on with an unfinished one
    #[arg(long)]
    pub(super) new: bool,
    /// Columns of text in the terminal; 0 leaves wrapping to the terminal itself
    #[arg(long, value_name = "N", default_value_t = 78, value_parser = width)]
    pub(super) width: usize,
    /// Write what is wrong with the text the window shows into this file, for developers
    #[arg(long, value_name = "FILE", hide = true)]
    pub(super) audit: Option<PathBuf>,
}

/// Where to play.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FrontEnd {
    /// In a window
    Window,
    /// In the terminal, line by line
    Terminal,
    /// In a window where there is a display, in the terminal otherwise
    Auto,
}

/// What to list.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct ListArgs {
    /// List the scenes of a folder instead of those inside the program
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) scenes: Option<PathBuf>,
    /// For people, or one line of JSON for each role
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// What to check.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct CheckArgs {
    /// The folder of a scenario or of several; those inside the program if none is given
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "scenes")]
    pub(super) dir: Option<PathBuf>,
    /// The same folder, named as for the other commands
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) scenes: Option<PathBuf>,
    /// For people, or one line of JSON for each problem
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// What counts as a failure besides errors
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(super) deny: Option<Deny>,
}

/// Which chart to write.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct GraphArgs {
    /// The role, by its id; `october list` lists them
    #[arg(long, value_name = "ROLE")]
    pub(super) role: String,
    /// For Graphviz, for Mermaid, or an outline in words
    #[arg(long, value_enum, default_value_t = GraphFormat::Dot)]
    pub(super) format: GraphFormat,
    /// Chart the scenes of a folder instead of those inside the program
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) scenes: Option<PathBuf>,
    /// Mark the way of a run: an id, the path of a run file, or a run code
    #[arg(long, value_name = "RUN", value_hint = ValueHint::AnyPath)]
    pub(super) run: Option<String>,
    /// Look for the run in this folder instead of the system's own
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) data_dir: Option<PathBuf>,
}

/// How a chart is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum GraphFormat {
    /// For Graphviz
    Dot,
    /// For Mermaid
    Mermaid,
    /// An outline in words
    Text,
}

/// What to explore.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct ExploreArgs {
    /// The role, by its id; all of them if none is given
    #[arg(long, value_name = "ROLE", conflicts_with = "run")]
    pub(super) role: Option<String>,
    /// The role and readings of a run, and its decisions as a column: a kept run's id, a
    /// run file, or a run code
    #[arg(long, value_name = "RUN", value_hint = ValueHint::AnyPath)]
    pub(super) run: Option<String>,
    /// From the moment after so many of the run's decisions; from its beginning if not given
    #[arg(long, value_name = "N", requires = "run", conflicts_with = "why")]
    pub(super) after: Option<usize>,
    /// What an answer of the run hung on, and what would have turned it: a turning point's
    /// id, or `ending`
    #[arg(long, value_name = "ID", requires = "run")]
    pub(super) why: Option<String>,
    /// How disputed questions are read
    #[command(flatten)]
    pub(super) readings: ReadingsArg,
    /// Play so many times at random as well, and print how often each answer came about
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub(super) simulate: Option<u64>,
    /// Give up above so many states
    #[arg(long, value_name = "N", value_parser = states, default_value_t = crate::explore::odds::LIMIT.n_states)]
    pub(super) most_states: usize,
    /// Explore the scenes of a folder instead of those inside the program
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) scenes: Option<PathBuf>,
    /// Look for the run in this folder instead of the system's own
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) data_dir: Option<PathBuf>,
    /// For people, or one line of JSON for each role and each answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// What to compare.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct CompareArgs {
    /// The run: its id, the path of its file, or its code in quotation marks
    #[arg(value_name = "RUN", value_hint = ValueHint::AnyPath)]
    pub(super) run: String,
    /// The run to set beside it
    #[arg(value_name = "RUN", value_hint = ValueHint::AnyPath)]
    pub(super) other: Option<String>,
    /// Lines for people, a page for the browser and for print, or JSON for programs
    #[arg(long, value_enum, default_value_t = Page::Text)]
    pub(super) format: Page,
    /// Leave out what is the same: in both runs if there are two, as in history if there is one
    #[arg(long)]
    pub(super) only_differences: bool,
    /// Where it goes, and how wide it is
    #[command(flatten)]
    pub(super) written: WrittenArgs,
    /// The scenes of a folder instead of those inside the program
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) scenes: Option<PathBuf>,
    /// Look for runs in this folder instead of the system's own
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) data_dir: Option<PathBuf>,
}

/// Where to begin a scenario.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct NewArgs {
    /// A new or empty folder; the scenario is called after it, so its name has lower-case
    /// letters, digits and underscores
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) dir: PathBuf,
}

/// What to report on.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct ReportArgs {
    /// The run: its id, the path of its file, or its code in quotation marks
    #[arg(value_name = "RUN", value_hint = ValueHint::AnyPath)]
    pub(super) run: String,
    /// Another run to set beside it
    #[arg(value_name = "RUN", value_hint = ValueHint::AnyPath)]
    pub(super) other: Option<String>,
    /// Lines for people, a page for the browser and for print, or JSON for programs
    #[arg(long, value_enum, default_value_t = Page::Html)]
    pub(super) format: Page,
    /// Where it goes, and how wide it is
    #[command(flatten)]
    pub(super) written: WrittenArgs,
    /// The scenes of a folder instead of those inside the program
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) scenes: Option<PathBuf>,
    /// Look for runs in this folder instead of the system's own
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) data_dir: Option<PathBuf>,
}

/// Which pack to write.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct PackArgs {
    /// A page for the browser and for print, or lines for a terminal
    #[arg(long, value_enum, default_value_t = PackFormat::Html)]
    pub(super) format: PackFormat,
    /// Where it goes, and how wide it is
    #[command(flatten)]
    pub(super) written: WrittenArgs,
    /// The scenes of a folder instead of those inside the program
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) scenes: Option<PathBuf>,
}

/// Which shell to complete in.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(super) shell: clap_complete::Shell,
}

/// Which pages of the manual to write, and where.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct ManArgs {
    /// The command whose page to write, as in `october man runs export`; the page of the
    /// program itself if none is given
    #[arg(value_name = "COMMAND", conflicts_with = "dir")]
    pub(super) command: Vec<String>,
    /// Write every page into this folder, which has to be there
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) dir: Option<PathBuf>,
    /// Replace pages that are in the folder
    #[arg(long, requires = "dir")]
    pub(super) force: bool,
}

/// How a pack is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PackFormat {
    /// One page for the browser and for print, with nothing to fetch
    Html,
    /// Lines for people
    Text,
}

/// How a report is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Page {
    /// Lines for people
    Text,
    /// One page for the browser and for print, with nothing to fetch
    Html,
    /// One JSON object for programs
    Json,
}

/// How results are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs: one JSON object a line
    Json,
}

/// What counts as a failure besides errors.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Deny {
    /// Warnings too
    Warnings,
}

fn states(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n_states @ 1..=20_000_000) => Ok(n_states),
        _ => Err("a number of states is from 1 to 20000000".to_owned()),
    }
}

fn seed(text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| format!("a seed is a whole number from 0 to {}", u64::MAX))
}

/// The narrowest text that still reads.
const NARROWEST: usize = 20;

pub(super) fn width(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Ok(0),
        Ok(width @ NARROWEST..=10_000) => Ok(width),
        _ => Err(format!(
            "a width is 0 or a number of columns from {NARROWEST} to 10000"
        )),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn nothing_and_play_take_the_same() {
        let bare = Args::try_parse_from(["october", "--role", "x", "--seed", "7"]).unwrap();
        assert_eq!(bare.play.role.as_deref(), Some("x"));
        let named = Args::try_parse_from(["october", "play", "--role", "x"]).unwrap();
        assert!(matches!(named.command, Some(Command::Play(args)) if args.role.is_some()));
    }

    #[test]
    fn numbers_out_of_range_are_refused() {
        for args in [
            ["--seed", "-1"],
            ["--seed", "luck"],
            ["--width", "3"],
            ["--width", "x"],
        ] {
            let typed = ["october"].into_iter().chain(args);
            assert!(Args::try_parse_from(typed).is_err(), "{args:?}");
        }
    }
}
