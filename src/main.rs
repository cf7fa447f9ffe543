//! The program: hands the arguments to the command line, and the window to the engine.

use std::process::ExitCode;

use october::cli::{self, Launch};
use october::launch::{NoWindow, WindowRequest};

fn main() -> ExitCode {
    match cli::main() {
        Launch::Done(exit) => exit.into(),
        Launch::Window(request, otherwise) => {
            open_window(request).unwrap_or_else(|why| cli::without_window(&why, otherwise).into())
        }
    }
}

#[cfg(feature = "gui")]
fn open_window(request: WindowRequest) -> Result<ExitCode, NoWindow> {
    october::gui::run(request)
}

/// The command line asks for no window where there is none.
#[cfg(not(feature = "gui"))]
fn open_window(_: WindowRequest) -> Result<ExitCode, NoWindow> {
    Ok(cli::Exit::Usage.into())
}
