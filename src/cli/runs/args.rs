//! What can be typed after `october runs` and `october code`.

use std::path::PathBuf;

use clap::{Subcommand, ValueHint};

use crate::cli::args::Format;

/// Where the runs are, and the scenes they were played in.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct Where {
    /// The folder that runs are kept in, instead of the system's own
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, global = true)]
    pub(in crate::cli) data_dir: Option<PathBuf>,
    /// The scenes of a folder instead of those inside the program
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, global = true)]
    pub(in crate::cli) scenes: Option<PathBuf>,
}

/// What to do with the runs that are kept.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct RunsArgs {
    /// What to do; nothing means to list them
    #[command(subcommand)]
    pub(in crate::cli) what: Option<RunsCommand>,
    #[command(flatten)]
    pub(in crate::cli) place: Where,
    /// For people, or one line of JSON for each run
    #[arg(long, value_enum, default_value_t = Format::Text, global = true)]
    pub(in crate::cli) format: Format,
}

/// What to do with a run.
#[derive(Subcommand, Clone, Debug)]
pub(in crate::cli) enum RunsCommand {
    /// List the runs that are kept, the latest first
    List,
    /// Show a run: where it stands, its decisions, its code
    Show(RunArg),
    /// Give a run a name; without one it loses the one it has
    Name {
        /// Which run: an id, the path of a run file, or a run code
        #[arg(value_hint = ValueHint::AnyPath)]
        run: String,
        /// Its name, of up to 60 characters
        #[arg(value_hint = ValueHint::Other)]
        name: Vec<String>,
    },
    /// Mark a run
    Star(RunArg),
    /// Take the mark of a run away
    Unstar(RunArg),
    /// Delete a run for good, after asking
    Delete {
        /// Which run: an id, the path of a run file, or a run code
        #[arg(value_hint = ValueHint::AnyPath)]
        run: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Write a run into a file, to hand it on
    Export {
        /// Which run: an id, the path of a run file, or a run code
        #[arg(value_hint = ValueHint::AnyPath)]
        run: String,
        /// Where to
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Replace the file if there is one
        #[arg(long)]
        force: bool,
    },
    /// Keep the run of a file or of a code as a run of its own
    Import {
        /// The path of a run file, or a run code, with or without quotation marks
        #[arg(required = true, value_name = "FILE OR CODE", value_hint = ValueHint::AnyPath)]
        what: Vec<String>,
    },
}

/// One run.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct RunArg {
    /// Which run: an id, the path of a run file, or a run code
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(in crate::cli) run: String,
}

/// Which run's code to write.
#[derive(clap::Args, Clone, Debug)]
pub(in crate::cli) struct CodeArgs {
    /// Which run: an id, the path of a run file, or a run code
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(in crate::cli) run: String,
    #[command(flatten)]
    pub(in crate::cli) place: Where,
}
