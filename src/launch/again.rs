//! Starts this program once more, a little differently, in place of this one.
//!
//! A window that could not be opened leaves threads, libraries and handlers behind that
//! nothing can take back, and an event loop can be made once in a process only. A fresh
//! process has none of that, and reads everything the player asked for from the same
//! arguments. Start at [`start_again`].

use std::convert::Infallible;
use std::ffi::{OsStr, OsString};
use std::io;
use std::process::Command;

/// What the second start does differently.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Differently {
    /// Plays in the terminal.
    InTheTerminal,
    /// Opens the window through X11, although there is Wayland.
    OnX11,
    /// Draws with OpenGL.
    WithOpenGl,
}

/// Where the second start finds what the first one had looked for.
const LOOKED: &str = "OCTOBER_LOOKED";
/// The desktop's variables that winit asks for first.
const WAYLAND: [&str; 2] = ["WAYLAND_DISPLAY", "WAYLAND_SOCKET"];

/// What an earlier start of the same program had looked for, one a line.
#[must_use]
pub fn looked_before() -> Vec<String> {
    let told = std::env::var(LOOKED).unwrap_or_default();
    told.lines().map(str::to_owned).collect()
}

/// Starts again in place of this process, and tells what `looked` holds to the next one.
///
/// # Errors
///
/// If the program cannot be started; if it was, this does not return.
pub fn start_again(how: Differently, looked: &[String]) -> io::Result<Infallible> {
    let mut command = Command::new(std::env::current_exe()?);
    let arguments = std::env::args_os().skip(1);
    match how {
        Differently::InTheTerminal => {
            command.args(in_the_terminal(arguments));
        }
        Differently::OnX11 => {
            command.args(arguments);
            for name in WAYLAND {
                command.env_remove(name);
            }
        }
        Differently::WithOpenGl => {
            command.args(arguments).env("WGPU_BACKEND", "gl");
        }
    }
    if looked.is_empty() {
        command.env_remove(LOOKED);
    } else {
        command.env(LOOKED, looked.join("\n"));
    }
    replace(command)
}

#[cfg(unix)]
fn replace(mut command: Command) -> io::Result<Infallible> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec())
}

/// Where a process cannot become another one, it waits for it.
#[cfg(not(unix))]
fn replace(mut command: Command) -> io::Result<Infallible> {
    let status = command.status()?;
    std::process::exit(status.code().unwrap_or(1))
}

/// The same arguments, to be played in the terminal.
fn in_the_terminal(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    const OPTION: &str = "--front-end";
    let mut kept = Vec::new();
    let mut is_value = false;
    for argument in arguments {
        if std::mem::take(&mut is_value) {
            continue;
        }
        if argument == OsStr::new(OPTION) {
            is_value = true;
            continue;
        }
        let joined = argument.to_string_lossy();
        let rest = joined.strip_prefix(OPTION);
        if rest.is_some_and(|rest| rest.starts_with('=')) {
            continue;
        }
        kept.push(argument);
    }
    kept.push(format!("{OPTION}=terminal").into());
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(arguments: &str) -> String {
        let arguments = arguments.split_whitespace().map(OsString::from);
        let kept = in_the_terminal(arguments);
        kept.iter()
            .map(|it| it.to_string_lossy().into_owned())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn all_but_the_front_end_carries_over() {
        let table = [
            ("", "--front-end=terminal"),
            ("play", "play --front-end=terminal"),
            (
                "play --role minister --front-end auto --seed 7 --data-dir d",
                "play --role minister --seed 7 --data-dir d --front-end=terminal",
            ),
            (
                "--front-end=window --chapter 3 --role red_guard",
                "--chapter 3 --role red_guard --front-end=terminal",
            ),
            (
                "play --scenes --front-ends",
                "play --scenes --front-ends --front-end=terminal",
            ),
        ];
        for (given, wanted) in table {
            assert_eq!(asked(given), wanted, "{given}");
        }
    }
}
