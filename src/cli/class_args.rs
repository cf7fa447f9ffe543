//! What can be typed after `october class`.

use std::path::PathBuf;

use clap::{ValueEnum, ValueHint};

use super::written::WrittenArgs;
use crate::class::GroupBy;
use crate::report::ClassForm;

/// What a class handed in, and how it is shown.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct ClassArgs {
    /// Text files, CSV lists, run files, folders, run codes or ids of kept runs; `-` or nothing
    /// reads what is pasted
    #[arg(value_name = "FILE, FOLDER OR CODE", value_hint = ValueHint::AnyPath)]
    pub(super) what: Vec<String>,
    /// Count only runs of this role; `october list` lists them
    #[arg(long, value_name = "ROLE")]
    pub(super) role: Option<String>,
    /// Show how each answer falls on the roles, or on the labels the runs were handed in under
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = ByArg::Role)]
    pub(super) group_by: ByArg,
    /// The column of CSV lists that has the labels, by its heading or its number; without it
    /// a heading such as `group` or `class` says so
    #[arg(long, value_name = "COLUMN")]
    pub(super) label: Option<String>,
    /// What the class is called
    #[arg(long, value_name = "TEXT", default_value = "The class")]
    pub(super) title: String,
    /// Lines for the teacher, a page for the projector and for print, a list, JSON, or
    /// statements for a learning record store
    #[arg(long, value_enum, default_value_t = ClassFormat::Text)]
    pub(super) format: ClassFormat,
    /// Where it goes, and how wide it is
    #[command(flatten)]
    pub(super) written: WrittenArgs,
    /// The scenes of a folder instead of those inside the program
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) scenes: Option<PathBuf>,
    /// Look for kept runs in this folder instead of the system's own
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) data_dir: Option<PathBuf>,
}

/// How a class is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ClassFormat {
    /// Lines for the teacher, with what could not be read
    Text,
    /// One page for the projector and for print, with nothing to fetch
    Html,
    /// A list for a spreadsheet
    Csv,
    /// A line of JSON for each question
    Jsonl,
    /// Statements for a learning record store, without names
    Xapi,
    /// One JSON object for programs
    Json,
}

impl ClassFormat {
    /// The form in which it is handed on; `None` for lines on the terminal.
    pub(super) fn form(self) -> Option<ClassForm> {
        match self {
            Self::Text => None,
            Self::Html => Some(ClassForm::Page),
            Self::Csv => Some(ClassForm::List),
            Self::Jsonl => Some(ClassForm::Lines),
            Self::Xapi => Some(ClassForm::Statements),
            Self::Json => Some(ClassForm::Object),
        }
    }
}

/// What each answer is split by.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ByArg {
    /// The roles that were played
    Role,
    /// The labels the runs were handed in under
    Label,
}

impl From<ByArg> for GroupBy {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Role => Self::Role,
            ByArg::Label => Self::Label,
        }
    }
}
