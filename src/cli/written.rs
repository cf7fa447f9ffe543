//! What a command has written goes to the output, or into the file the player names.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueHint;

use super::args::width;
use super::error::CliError;
use crate::store::{self, Existing};

/// Where something written goes, and how wide it is.
#[derive(clap::Args, Clone, Debug)]
pub(super) struct WrittenArgs {
    /// Write to this file instead of the output; the folder has to be there, and a file that
    /// is there stays as it is without --force
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// Replace the file of --out if there is one
    #[arg(long, requires = "out")]
    force: bool,
    /// Columns of text; 0 leaves wrapping to the terminal itself
    #[arg(long, value_name = "N", default_value_t = 78, value_parser = width)]
    width: usize,
}

impl WrittenArgs {
    /// Columns of text; `None` leaves wrapping to the terminal itself.
    pub(super) fn columns(&self) -> Option<usize> {
        Some(self.width).filter(|width| *width > 0)
    }

    /// Hands over what was made.
    ///
    /// # Errors
    ///
    /// If it cannot be written, or there is such a file already and it is not to be replaced.
    pub(super) fn hand_out(&self, made: &str, out: &mut dyn Write) -> Result<(), CliError> {
        let Some(path) = &self.out else {
            out.write_all(made.as_bytes())?;
            return Ok(());
        };
        let existing = match self.force {
            true => Existing::Replace,
            false => Existing::Keep,
        };
        store::hand_out(path, made, existing)?;
        Ok(())
    }
}
