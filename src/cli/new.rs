//! `october new DIR`: a small scenario to change into one's own.

use std::io::Write;
use std::path::Path;

use super::args::NewArgs;
use super::error::CliError;
use super::exit::Exit;
use crate::store;

/// Makes the folder, and says what to do with it.
pub(super) fn run(args: &NewArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let begun = store::begin_scenario(&args.dir)?;
    let dir = quoted(&args.dir);
    writeln!(
        out,
        "The scenario `{}` is there: {} files, complete and ready to play.\n",
        begun.id, begun.n_files
    )?;
    writeln!(out, "  october check {dir}")?;
    writeln!(out, "  october play --scenes {dir}")?;
    writeln!(out, "  october pack --scenes {dir} --out pack.html\n")?;
    writeln!(
        out,
        "README.md in it is the guide: from here to a revolution of your own in an hour.\nEverything in the example is invented and may be changed."
    )?;
    Ok(Exit::Ok)
}

/// As it can be typed again.
fn quoted(dir: &Path) -> String {
    let dir = dir.display().to_string();
    if dir.contains(' ') {
        format!("\"{dir}\"")
    } else {
        dir
    }
}
