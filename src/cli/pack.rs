//! `october pack`: what a teacher prints, made from a scenario.

use std::io::Write;

use super::args::{PackArgs, PackFormat};
use super::error::CliError;
use super::exit::Exit;
use super::scenes;
use crate::report;
use crate::term;

/// Writes the pack.
pub(super) fn run(args: &PackArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let (_, scenario) = scenes::playable(args.scenes.as_deref())?;
    let made = match args.format {
        PackFormat::Html => report::pack_html(&scenario),
        PackFormat::Text => {
            let lines = report::pack_lines(&scenario);
            term::lines_as_text(&lines, args.written.columns())?
        }
    };
    args.written.hand_out(&made, out)?;
    Ok(Exit::Ok)
}
