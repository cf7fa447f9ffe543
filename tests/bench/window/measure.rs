//! Starts the programs in turn, watches them, and prints the medians.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::BARE;
use crate::display::Display;

/// How often the display is looked at.
const LOOK: Duration = Duration::from_millis(4);
/// A picture that has not changed for so long stands still; so does a program that is polled
/// less often than that.
const STILL: Duration = Duration::from_millis(1500);
/// How long it is left alone before what it costs at rest is counted.
const BEFORE_REST: Duration = Duration::from_secs(1);
/// How long that is counted.
const REST: Duration = Duration::from_secs(10);
/// A program that shows nothing for so long never will.
const LONGEST: Duration = Duration::from_secs(60);
/// Linux counts a process's time in hundredths of a second, whatever its own clock.
const TICKS_PER_SECOND: f64 = 100.0;
const ROUNDS: usize = 5;

/// A program to be measured.
struct Program {
    name: String,
    words: Vec<String>,
}

/// One start of a program.
struct Figures {
    first: Duration,
    /// Until the picture last changed.
    whole: Duration,
    /// Processor seconds until then, and a moment longer.
    spent: f64,
    resident_mb: f64,
    /// Processor seconds in ten seconds at rest.
    at_rest: f64,
}

/// What is left of a folder or a program when a round is over.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Measures what the words ask for.
pub fn run(words: &[String]) -> Result<(), String> {
    let mut rounds = ROUNDS;
    let mut programs = ours()?;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            // Cargo adds the first; the second asks only whether it works at all.
            "--bench" => {}
            "--test" => rounds = 1,
            "--rounds" => {
                let number = words.next().and_then(|word| word.parse().ok());
                rounds = number
                    .filter(|rounds| *rounds > 0)
                    .ok_or("--rounds wants a number")?;
            }
            other => programs.push(Program::beside(other)?),
        }
    }
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let mut figures: Vec<Vec<Figures>> = programs.iter().map(|_| Vec::new()).collect();
    for round in 0..rounds {
        for (index, (program, figures)) in programs.iter().zip(&mut figures).enumerate() {
            let home = folder.path().join(format!("{round}-{index}"));
            fs::create_dir_all(&home).map_err(|error| error.to_string())?;
            let measured = program.measure(&home);
            figures.push(measured.map_err(|reason| format!("{}: {reason}", program.name))?);
        }
    }
    print(&programs, &figures);
    Ok(())
}

/// The game, and the bare window that is this very program.
fn ours() -> Result<Vec<Program>, String> {
    let this = env::current_exe().map_err(|error| error.to_string())?;
    let words = |path: &Path, more: &[&str]| -> Vec<String> {
        let path = path.to_string_lossy().into_owned();
        let more = more.iter().map(|word| (*word).to_owned());
        std::iter::once(path).chain(more).collect()
    };
    let october = PathBuf::from(env!("CARGO_BIN_EXE_october"));
    Ok(vec![
        Program {
            name: "bare window".to_owned(),
            words: words(&this, &[BARE]),
        },
        Program {
            name: "October".to_owned(),
            words: words(&october, &["play", "--front-end", "window"]),
        },
    ])
}

impl Program {
    /// From `name=command with words`.
    fn beside(word: &str) -> Result<Self, String> {
        let wanted = || format!("`{word}` is no program: write 'name=command'");
        let (name, command) = word.split_once('=').ok_or_else(wanted)?;
        let words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            return Err(wanted());
        }
        Ok(Self {
            name: name.to_owned(),
            words,
        })
    }

    fn measure(&self, home: &Path) -> Result<Figures, String> {
        let display = Display::open()?;
        let [command, words @ ..] = self.words.as_slice() else {
            return Err("there is no command".to_owned());
        };
        let began = Instant::now();
        let child = Command::new(command)
            .args(words)
            .env("DISPLAY", display.name())
            .env("WINIT_UNIX_BACKEND", "x11")
            .env("HOME", home)
            .env("XDG_DATA_HOME", home)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("`{command}` does not start: {error}"))?;
        let mut started = Started(child);
        let (first, whole) = watch(&display, began, &mut started)?;
        let process = started.0.id();
        let spent = processor_seconds(process)?;
        thread::sleep(BEFORE_REST);
        let before = processor_seconds(process)?;
        thread::sleep(REST);
        Ok(Figures {
            first,
            whole,
            spent,
            resident_mb: resident_mb(process)?,
            at_rest: processor_seconds(process)? - before,
        })
    }
}

/// When the first picture came, and when it last changed.
fn watch(
    display: &Display,
    began: Instant,
    started: &mut Started,
) -> Result<(Duration, Duration), String> {
    let mut first = None;
    let mut last = None;
    let mut whole = began;
    loop {
        let picture = display.picture()?;
        let now = Instant::now();
        if first.is_none() && picture.shows_something() {
            first = Some(now);
        }
        if last.as_ref() != Some(&picture) {
            last = Some(picture);
            whole = now;
        }
        let still = now.duration_since(whole) > STILL;
        let endless = now.duration_since(began) > LONGEST;
        match first {
            Some(first) if still || endless => {
                return Ok((first.duration_since(began), whole.duration_since(began)));
            }
            None if endless => return Err("it shows nothing".to_owned()),
            _ => {}
        }
        if let Ok(Some(status)) = started.0.try_wait() {
            return Err(format!("it ended by itself ({status})"));
        }
        thread::sleep(LOOK);
    }
}

/// User and system time so far; see proc(5), `stat`.
fn processor_seconds(process: u32) -> Result<f64, String> {
    let path = format!("/proc/{process}/stat");
    let stat = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    // The second field is a name in brackets that may hold spaces.
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks = after.split_whitespace().skip(11).take(2);
    let ticks: f64 = ticks.filter_map(|word| word.parse::<f64>().ok()).sum();
    Ok(ticks / TICKS_PER_SECOND)
}

fn resident_mb(process: u32) -> Result<f64, String> {
    let path = format!("/proc/{process}/status");
    let status = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    let kibibytes = kibibytes.ok_or_else(|| format!("{path} does not tell its memory"))?;
    Ok(kibibytes / 1024.0)
}

fn median(figures: &[Figures], of: impl Fn(&Figures) -> f64) -> f64 {
    let mut all: Vec<f64> = figures.iter().map(of).collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn print(programs: &[Program], figures: &[Vec<Figures>]) {
    println!(
        "{:<16} {:>14} {:>14} {:>12} {:>9} {:>13}",
        "medians", "first picture", "last change", "processor", "memory", "10 s at rest"
    );
    let base = figures.first().map_or(&[][..], Vec::as_slice);
    for (program, figures) in programs.iter().zip(figures) {
        let first = |figures: &Figures| figures.first.as_secs_f64();
        println!(
            "{:<16} {:>6.2} s ({:>4.2}) {:>12.2} s {:>10.2} s {:>6.0} MB {:>11.2} s",
            program.name,
            median(figures, first),
            median(figures, first) / median(base, first),
            median(figures, |figures| figures.whole.as_secs_f64()),
            median(figures, |figures| figures.spent),
            median(figures, |figures| figures.resident_mb),
            median(figures, |figures| figures.at_rest),
        );
    }
}
