//! From the start of the program to its first picture: whatever fails on the way becomes a
//! [`NoWindow`], never a crash.
//!
//! The engine panics where no desktop answers, where a library is missing, and where a driver
//! fails at its first picture. Until that picture is shown every panic is caught and kept
//! instead of printed; afterwards panics are what they are everywhere. Nothing is written
//! before a player decides, so there is nothing to clean up. Start at [`watched`].

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bevy::prelude::*;
use wgpu::Backend;

use crate::launch::{Differently, Missing, NoWindow, looked_before, start_again};

/// How far it has come.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Stage {
    /// The desktop is asked for a connection.
    Desktop,
    /// A driver was found; the first picture is being drawn.
    Picture {
        /// Drawn with what.
        with: Backend,
        /// Whether the player chose the family of drivers.
        is_asked: bool,
    },
    /// It is shown.
    Shown,
}

struct Opening {
    stage: Stage,
    /// The first thing that went wrong.
    said: Option<String>,
}

/// A panic hook is the process's, and so is what it notes.
static OPENING: Mutex<Opening> = Mutex::new(Opening {
    stage: Stage::Desktop,
    said: None,
});

fn opening() -> MutexGuard<'static, Opening> {
    // A note is whole or not there, so a poisoned lock holds nothing broken.
    OPENING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many frames are drawn until the first picture is shown for certain: drawing runs one
/// frame behind, and the last of these has been waited for.
const FRAMES: u8 = 4;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Last, count_frames);
}

fn count_frames(mut drawn: Local<u8>) {
    if *drawn <= FRAMES {
        *drawn += 1;
        if *drawn == FRAMES {
            opening().stage = Stage::Shown;
        }
    }
}

/// Notes that a driver was found.
pub(super) fn draws_with(with: Backend, is_asked: bool) {
    opening().stage = Stage::Picture { with, is_asked };
}

/// Notes what went wrong; only the first counts, for the others follow from it.
pub(super) fn note(said: String) {
    opening().said.get_or_insert(said);
}

/// Runs what opens the window and plays, and gives back how the player left it; whatever
/// fails before the first picture is why there is no window.
pub(super) fn watched(
    play: impl FnOnce() -> Result<AppExit, NoWindow>,
) -> Result<AppExit, NoWindow> {
    keep_quiet_until_shown();
    let ended = panic::catch_unwind(AssertUnwindSafe(play));
    let stage = opening().stage.clone();
    let mut why = match ended {
        Ok(Err(why)) => why,
        Ok(Ok(exit)) if stage == Stage::Shown || exit.is_success() => return Ok(exit),
        Ok(Ok(_)) => failed(&stage, String::new()),
        // The hook has told it.
        Err(payload) if stage == Stage::Shown => panic::resume_unwind(payload),
        Err(payload) => failed(&stage, text(payload.as_ref())),
    };
    let mut looked = looked_before();
    looked.append(&mut why.looked);
    why.looked = looked;
    if let Some(how) = another_way(&stage) {
        match start_again(how, &why.looked) {
            Ok(never) => match never {},
            Err(error) => why.looked.push(format!("starting again failed: {error}")),
        }
    }
    Err(why)
}

fn keep_quiet_until_shown() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let is_shown = opening().stage == Stage::Shown;
        if is_shown {
            usual(info);
        } else {
            note(text(info.payload()));
        }
    }));
}

fn text(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or_default()
        .to_owned()
}

/// What is told where there was no panic to catch, or none that says more.
fn failed(stage: &Stage, thrown: String) -> NoWindow {
    let said = opening().said.take().unwrap_or(thrown);
    match stage {
        Stage::Desktop => NoWindow {
            missing: Missing::Desktop,
            looked: vec![of_the_desktop(&said, named)],
        },
        Stage::Picture { with, .. } => NoWindow {
            missing: Missing::Picture,
            looked: vec![format!("{with:?}: {}", short(&said))],
        },
        Stage::Shown => NoWindow {
            missing: Missing::Picture,
            looked: vec![short(&said)],
        },
    }
}

fn named(variable: &str) -> Option<String> {
    std::env::var(variable)
        .ok()
        .filter(|value| !value.is_empty())
}

/// A start that may succeed where this one failed, unless the player has excluded it.
fn another_way(stage: &Stage) -> Option<Differently> {
    match stage {
        Stage::Desktop => {
            let has_wayland = named("WAYLAND_DISPLAY").or_else(|| named("WAYLAND_SOCKET"));
            (has_wayland.is_some() && named("DISPLAY").is_some()).then_some(Differently::OnX11)
        }
        Stage::Picture { with, is_asked } => {
            (*with != Backend::Gl && !is_asked).then_some(Differently::WithOpenGl)
        }
        Stage::Shown => None,
    }
}

/// In plain words what winit said of the desktop. It asks for Wayland first.
fn of_the_desktop(said: &str, named: impl Fn(&str) -> Option<String>) -> String {
    let wayland = named("WAYLAND_DISPLAY").or_else(|| named("WAYLAND_SOCKET"));
    let (kind, at) = match (&wayland, named("DISPLAY")) {
        (Some(name), _) => ("Wayland", format!("WAYLAND_DISPLAY={name}")),
        (None, Some(name)) => ("X11", format!("DISPLAY={name}")),
        (None, None) => (
            "the desktop",
            "neither DISPLAY nor WAYLAND_DISPLAY".to_owned(),
        ),
    };
    if let Some(library) = library_in(said) {
        return format!("{kind}: the library {library} cannot be opened");
    }
    if said.contains("NoWaylandLib") {
        return format!("{kind}: the library libwayland-client.so cannot be opened");
    }
    if said.contains("XOpenDisplayFailed") || said.contains("NoCompositor") {
        return format!("{kind}: nothing answers at {at}");
    }
    format!("{kind}: {}", short(said))
}

/// The first file name of a shared library in what was said.
fn library_in(said: &str) -> Option<&str> {
    said.split(|letter: char| letter.is_whitespace() || "\"'`():,;".contains(letter))
        .find(|word| word.starts_with("lib") && word.contains(".so"))
        .map(|word| word.trim_end_matches('.'))
}

/// The first line of what was said, without what only programmers read.
fn short(said: &str) -> String {
    const MOST: usize = 160;
    let line = said.lines().next().unwrap_or_default();
    let line = line
        .trim_start_matches("called `Result::unwrap()` on an `Err` value: ")
        .trim();
    if line.is_empty() {
        return "it ended without a word".to_owned();
    }
    line.chars().take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(said: &str, wayland: Option<&str>, x11: Option<&str>) -> String {
        of_the_desktop(said, |name| {
            let value = match name {
                "WAYLAND_DISPLAY" => wayland,
                "DISPLAY" => x11,
                _ => None,
            };
            value.map(str::to_owned)
        })
    }

    #[test]
    fn what_winit_says_becomes_plain() {
        let table = [
            (
                "Failed to build event loop: Os(OsError { line: 1, file: \"x\", error: XNotSupported(XOpenDisplayFailed) })",
                None,
                "X11: nothing answers at DISPLAY=:9",
            ),
            (
                "Failed to build event loop: Os(OsError { error: WaylandError(Connection(NoCompositor)) })",
                Some("wayland-7"),
                "Wayland: nothing answers at WAYLAND_DISPLAY=wayland-7",
            ),
            (
                "XNotSupported(LibraryOpenError(OpenError { kind: Library, detail: \"opening library failed (libX11.so.6: cannot open shared object file)\" }))",
                None,
                "X11: the library libX11.so.6 cannot be opened",
            ),
            (
                "Library libxkbcommon-x11.so could not be loaded.",
                None,
                "X11: the library libxkbcommon-x11.so cannot be opened",
            ),
            (
                "WaylandError(Connection(NoWaylandLib))",
                Some("wayland-0"),
                "Wayland: the library libwayland-client.so cannot be opened",
            ),
            (
                "X server missing XInput extension\nmore",
                None,
                "X11: X server missing XInput extension",
            ),
            ("", None, "X11: it ended without a word"),
        ];
        for (said, wayland, wanted) in table {
            assert_eq!(told(said, wayland, Some(":9")), wanted);
        }
    }

    #[test]
    fn a_driver_that_fails_at_its_first_picture_is_followed_by_opengl_once() {
        let picture = |with, is_asked| Stage::Picture { with, is_asked };
        let table = [
            (
                picture(Backend::Vulkan, false),
                Some(Differently::WithOpenGl),
            ),
            (picture(Backend::Vulkan, true), None),
            (picture(Backend::Gl, false), None),
            (Stage::Shown, None),
        ];
        for (stage, wanted) in table {
            assert_eq!(another_way(&stage), wanted, "{stage:?}");
        }
    }

    #[test]
    fn what_is_told_is_one_short_line() {
        let long = "x".repeat(1000);
        assert_eq!(short(&long).len(), 160);
        assert_eq!(
            short("called `Result::unwrap()` on an `Err` value: Gone\nat 1"),
            "Gone"
        );
    }
}
