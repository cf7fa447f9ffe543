//! The program: hands the arguments to the command line, and the window to the engine.

use std::process::ExitCode;

use october::cli::{self, Launch};

fn main() -> ExitCode {
    match cli::main() {
        Launch::Done(exit) => exit.into(),
        Launch::Window(request) => open_window(request),
    }
}

#[cfg(feature = "gui")]
fn open_window(request: october::launch::WindowRequest) -> ExitCode {
    october::gui::run(request)
}

/// The command line asks for no window where there is none.
#[cfg(not(feature = "gui"))]
fn open_window(_: october::launch::WindowRequest) -> ExitCode {
    cli::Exit::Usage.into()
}
