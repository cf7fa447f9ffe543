//! Lines of a report onto the screen.

use std::io;

use super::print::Printer;
use crate::report::Line;

/// Prints lines, wrapped like everything else.
pub(super) fn show(out: &mut Printer<'_>, lines: &[Line]) -> io::Result<()> {
    for line in lines {
        match line {
            Line::Gap => out.gap()?,
            Line::Text(text) => out.line(text)?,
            Line::Entry(text) => out.entry(text)?,
        }
    }
    Ok(())
}

/// Lines as text of so many columns, for a command that prints them and ends.
///
/// # Errors
///
/// Never for a text in memory; the writing is that of the terminal.
pub(super) fn as_text(lines: &[Line], width: Option<usize>) -> io::Result<String> {
    let mut bytes = Vec::new();
    show(&mut Printer::of(&mut bytes, width), lines)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
