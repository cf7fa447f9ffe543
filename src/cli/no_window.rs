//! What is told and offered when no window can be opened.
//!
//! The words name what was looked for, what to install on this system, and the terminal,
//! where everything can be played too. Start at [`without_window`].

use std::io::{self, BufRead, IsTerminal as _, Write};

use super::exit::Exit;
use crate::launch::{Differently, Missing, NoWindow, start_again};

/// What to do where no window can be opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Otherwise {
    /// Play in the terminal; whoever sits at one is asked first.
    Terminal,
    /// Nothing: the window was asked for by name.
    Nothing,
}

/// Says why there is no window, and plays in the terminal instead if that will do.
#[must_use]
pub fn without_window(why: &NoWindow, otherwise: Otherwise) -> Exit {
    let mut err = anstream::stderr().lock();
    // There is nowhere left to say that the words could not be written.
    let _ = write!(err, "{}", words(why, std::env::consts::OS));
    let goes_on = match otherwise {
        Otherwise::Nothing => {
            let _ = writeln!(err, "{IN_THE_TERMINAL}");
            false
        }
        Otherwise::Terminal if io::stdin().is_terminal() && io::stderr().is_terminal() => {
            asked(&mut io::stdin().lock(), &mut err).unwrap_or(false)
        }
        Otherwise::Terminal => {
            let _ = writeln!(err, "playing in the terminal");
            true
        }
    };
    if goes_on && let Err(error) = start_again(Differently::InTheTerminal, &[]) {
        let _ = writeln!(err, "error: the terminal cannot be played in: {error}");
    }
    Exit::Usage
}

const IN_THE_TERMINAL: &str =
    "everything can be played in the terminal too: october play --front-end terminal";

/// Whether the player will have the terminal. The end of input is no answer, so it is no.
fn asked(input: &mut impl BufRead, output: &mut impl Write) -> io::Result<bool> {
    loop {
        write!(output, "Play in the terminal instead? [Y/n] ")?;
        output.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            writeln!(output)?;
            return Ok(false);
        }
        match line.trim().to_lowercase().as_str() {
            "" | "y" | "yes" => return Ok(true),
            "n" | "no" => return Ok(false),
            _ => {}
        }
    }
}

/// Everything that is told, as lines.
fn words(why: &NoWindow, system: &str) -> String {
    let mut told = match why.missing {
        Missing::Desktop => "no window can be opened: there is no desktop to show it\n",
        Missing::Driver => "no window can be opened: there is no graphics driver to draw it\n",
        Missing::Picture => "no window can be opened: its first picture failed\n",
    }
    .to_owned();
    for line in &why.looked {
        told += &format!("  {line}\n");
    }
    for line in advice(why.missing, system) {
        told += &format!("{line}\n");
    }
    told
}

/// What to do about it on a system, as the standard library names it.
fn advice(missing: Missing, system: &str) -> &'static [&'static str] {
    match (missing, system) {
        (Missing::Desktop, "windows" | "macos") => {
            &["start it from a desktop session, not from a service or a remote shell"]
        }
        (Missing::Desktop, _) => &[
            "start it from a desktop session: DISPLAY or WAYLAND_DISPLAY has to name one that answers",
            "if a library is missing, install it:",
            "  Debian, Ubuntu: sudo apt install libx11-xcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon-x11-0",
            "  Fedora:         sudo dnf install libX11-xcb libXcursor libXi libXrandr libxkbcommon-x11",
            "  Arch:           sudo pacman -S libx11 libxcursor libxi libxrandr libxkbcommon-x11",
            "  with Wayland:   libwayland-client0, libwayland-client or wayland",
        ],
        (Missing::Driver | Missing::Picture, "windows") => &[
            "install the driver of your graphics card from its maker (Intel, AMD or NVIDIA), or all Windows updates",
        ],
        (Missing::Driver | Missing::Picture, "macos") => {
            &["the window needs a Mac with Metal, which all have that run macOS 10.14 or newer"]
        }
        (Missing::Driver | Missing::Picture, _) => &[
            "install a driver for Vulkan or OpenGL; these work without a graphics card too:",
            "  Debian, Ubuntu: sudo apt install mesa-vulkan-drivers libegl1 libgl1-mesa-dri",
            "  Fedora:         sudo dnf install mesa-vulkan-drivers mesa-libEGL mesa-dri-drivers",
            "  Arch:           sudo pacman -S vulkan-swrast mesa libglvnd",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(missing: Missing) -> NoWindow {
        NoWindow {
            missing,
            looked: vec![
                "Vulkan: no driver".to_owned(),
                "OpenGL: no driver".to_owned(),
            ],
        }
    }

    #[test]
    fn the_words_name_what_was_looked_for_and_what_to_install() {
        let told = "\
no window can be opened: there is no graphics driver to draw it
  Vulkan: no driver
  OpenGL: no driver
install a driver for Vulkan or OpenGL; these work without a graphics card too:
  Debian, Ubuntu: sudo apt install mesa-vulkan-drivers libegl1 libgl1-mesa-dri
  Fedora:         sudo dnf install mesa-vulkan-drivers mesa-libEGL mesa-dri-drivers
  Arch:           sudo pacman -S vulkan-swrast mesa libglvnd
";
        assert_eq!(words(&why(Missing::Driver), "linux"), told);
    }

    #[test]
    fn every_system_is_told_what_is_its_own() {
        for missing in [Missing::Desktop, Missing::Driver, Missing::Picture] {
            for (system, its_own) in [
                ("linux", "sudo apt install"),
                ("freebsd", "install"),
                ("windows", "Windows updates|desktop session"),
                ("macos", "Mac|desktop session"),
            ] {
                let told = words(&why(missing), system);
                let is_told = its_own.split('|').any(|word| told.contains(word));
                assert!(is_told, "{missing:?} on {system}: {told}");
                assert_eq!(
                    told.contains("sudo"),
                    !matches!(system, "windows" | "macos"),
                    "{told}"
                );
                assert!(told.lines().all(|line| line.len() <= 110), "{told}");
            }
        }
    }

    #[test]
    fn only_a_yes_or_an_empty_line_goes_on() {
        let table = [
            ("\n", true, 1),
            ("y\n", true, 1),
            ("YES\n", true, 1),
            ("n\n", false, 1),
            ("No\r\n", false, 1),
            ("", false, 1),
            ("what?\ny\n", true, 2),
            ("what?\n", false, 2),
        ];
        for (typed, wanted, times) in table {
            let mut told = Vec::new();
            let answer = asked(&mut typed.as_bytes(), &mut told).unwrap();
            assert_eq!(answer, wanted, "{typed:?}");
            let told = String::from_utf8(told).unwrap();
            assert_eq!(told.matches("[Y/n]").count(), times, "{typed:?}");
        }
    }
}
