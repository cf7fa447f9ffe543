//! How soon the window shows something, what it holds and what it costs at rest, beside a bare
//! window of the same libraries: `cargo bench --bench window`.
//!
//! Linux only. Every program is started anew each round, in turn, under a virtual X display
//! with nothing else on it, and watched from outside: the first picture is when anything but a
//! plain ground is on the display, the last change is when the picture stops changing. Ratios
//! within one run are worth something, the times alone are this machine's.
//!
//! `cargo bench --bench window -- --rounds 9 'instead=/usr/games/instead -window'` adds other
//! programs, each a name and a command.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![cfg_attr(
    not(target_os = "linux"),
    expect(unused, reason = "there is nothing to watch elsewhere")
)]

mod bare;
#[cfg(target_os = "linux")]
mod display;
#[cfg(target_os = "linux")]
mod measure;

use std::process::ExitCode;

/// The word that makes this program the bare window instead of the benchmark.
const BARE: &str = "bare";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.first().is_some_and(|word| word == BARE) {
        return bare::run();
    }
    watch(&words)
}

#[cfg(target_os = "linux")]
fn watch(words: &[String]) -> ExitCode {
    match measure::run(words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            println!("no figures: {reason}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn watch(_: &[String]) -> ExitCode {
    println!("no figures: the window is watched through a virtual X display, which is for Linux");
    ExitCode::SUCCESS
}
