//! `october man`: the manual, one page for the program and one for each command.
//!
//! Names, options and what they mean are those of `--help`; what a manual has besides
//! (exit status, files, environment, examples) is written here.

use std::io::{self, Write};

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::{Args, ManArgs};
use super::error::CliError;
use super::exit::Exit;
use crate::store::{self, Existing};

/// A page of the manual.
struct Page {
    /// "october-runs-export".
    name: String,
    /// In the language of man(1).
    text: String,
}

/// Writes one page, or all of them.
pub(super) fn run(args: &ManArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let pages = pages()?;
    if let Some(dir) = &args.dir {
        let existing = match args.force {
            true => Existing::Replace,
            false => Existing::Keep,
        };
        for page in &pages {
            store::hand_out(&dir.join(format!("{}.1", page.name)), &page.text, existing)?;
        }
        return Ok(Exit::Ok);
    }
    let mut name = "october".to_owned();
    for word in &args.command {
        name.push('-');
        name.push_str(word);
    }
    let Some(page) = pages.iter().find(|page| page.name == name) else {
        let commands = pages
            .iter()
            .filter_map(|page| page.name.strip_prefix("october-"));
        return Err(CliError::NoPage {
            wanted: args.command.join(" "),
            known: commands
                .map(|name| name.replace('-', " "))
                .collect::<Vec<_>>()
                .join(", "),
        });
    };
    out.write_all(page.text.as_bytes())?;
    Ok(Exit::Ok)
}

fn pages() -> io::Result<Vec<Page>> {
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    let mut pages = Vec::new();
    add_pages(&program, &mut pages)?;
    Ok(pages)
}

/// The page of a command, then those of the commands under it.
fn add_pages(command: &Command, pages: &mut Vec<Page>) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or("october").to_owned();
    pages.push(Page {
        text: page(command, &name)?,
        name,
    });
    for inner in command.get_subcommands() {
        add_pages(inner, pages)?;
    }
    Ok(())
}

fn page(command: &Command, name: &str) -> io::Result<String> {
    let worded = command.clone();
    let man = Man::new(
        worded
            .subcommand_help_heading("COMMANDS")
            .subcommand_value_name("command"),
    );
    let mut page = Vec::new();
    // No date, so that the same program always writes the same page.
    let (title, version) = (name.to_uppercase(), env!("CARGO_PKG_VERSION"));
    writeln!(page, ".TH {title} 1 \"\" \"october {version}\" \"October\"")?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    let mut ours = Roff::new();
    let examples: Vec<_> = EXAMPLES.iter().filter(|item| item.page == name).collect();
    if name == "october" {
        for (title, paragraph, items) in SECTIONS {
            section(&mut ours, title, paragraph);
            for (item, meaning) in *items {
                ours.control("TP", []);
                ours.text([bold(*item)]);
                ours.text([roman(*meaning)]);
            }
        }
    }
    if !examples.is_empty() {
        section(&mut ours, "EXAMPLES", "");
        for example in examples {
            ours.control("TP", []);
            ours.text([bold(example.typed)]);
            ours.text([roman(example.does)]);
        }
    }
    section(&mut ours, "SEE ALSO", &see_also(command, name));
    ours.to_writer(&mut page)?;
    String::from_utf8(page).map_err(io::Error::other)
}

fn section(roff: &mut Roff, title: &str, paragraph: &str) {
    roff.control("SH", [title]);
    if !paragraph.is_empty() {
        roff.text([roman(paragraph)]);
    }
}

/// The page above, or for the program those below.
fn see_also(command: &Command, name: &str) -> String {
    match name.rsplit_once('-') {
        Some((above, _)) => format!("{above}(1)"),
        None => {
            let pages = command.get_subcommands();
            let pages = pages.map(|inner| format!("{name}-{}(1)", inner.get_name()));
            pages.collect::<Vec<_>>().join(", ")
        }
    }
}

type Section = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// What the page of the program says beside its options.
const SECTIONS: &[Section] = &[
    (
        "EXIT STATUS",
        "",
        &[
            ("0", "It did what was asked."),
            (
                "1",
                "It did, and found problems: in scenes, or in what a class handed in.",
            ),
            (
                "2",
                "It could not: the arguments do not fit, or a file could not be read or written.",
            ),
        ],
    ),
    (
        "FILES",
        "Runs and settings are kept in one folder, which is made when first written to; \
         --data-dir names another. The scenes, faces and drawings are inside the program.",
        &[
            (
                "$XDG_DATA_HOME/october, or ~/.local/share/october",
                "The folder on Linux. On macOS it is ~/Library/Application Support/october, on \
                 Windows %APPDATA%\\october\\data.",
            ),
            (
                "runs/*.ron",
                "The runs, one file each: the role, the luck and the decisions. A file that is \
                 copied is a run that is copied.",
            ),
            (
                "settings.ron",
                "What is set in the window: text, theme, motion and so on.",
            ),
            (
                "reports/",
                "Reports that the window saved, where there is no folder for documents.",
            ),
        ],
    ),
    (
        "ENVIRONMENT",
        "",
        &[
            (
                "DISPLAY, WAYLAND_DISPLAY, WAYLAND_SOCKET",
                "If none of them is set there is no display, and it plays in the terminal.",
            ),
            (
                "XDG_DATA_HOME",
                "Where the folder october for runs and settings is, on Linux.",
            ),
            ("NO_COLOR", "If set, nothing is written in colour."),
        ],
    ),
];

/// How a command is typed, and what that does.
struct Example {
    page: &'static str,
    typed: &'static str,
    does: &'static str,
}

const EXAMPLES: &[Example] = &[
    Example {
        page: "october",
        typed: "october",
        does: "Play.",
    },
    Example {
        page: "october",
        typed: "october --front-end terminal --role red_guard",
        does: "Play a role in the terminal.",
    },
    Example {
        page: "october",
        typed: "october report red_guard-001 --out report.html",
        does: "Write the report of a run as a page for the browser and for print.",
    },
    Example {
        page: "october",
        typed: "october class homework/ --format html --out class.html",
        does: "Count what a class decided, from what it handed in.",
    },
    Example {
        page: "october-play",
        typed: "october play --role minister --chapter 2",
        does: "Begin a role with its second chapter.",
    },
    Example {
        page: "october-play",
        typed: "october play --seed 1917 --reading kornilov=plot",
        does: "Play with luck that others can have too, under another reading of one question.",
    },
    Example {
        page: "october-play",
        typed: "october play --scenes my_town --data-dir /media/stick/runs",
        does: "Play a scenario of your own, and keep the runs elsewhere.",
    },
    Example {
        page: "october-check",
        typed: "october check my_town --deny warnings",
        does: "Check a scenario as strictly as the one inside the program.",
    },
    Example {
        page: "october-graph",
        typed: "october graph --role red_guard | dot -Tsvg > chart.svg",
        does: "Draw the chart of a role with Graphviz.",
    },
    Example {
        page: "october-explore",
        typed: "october explore --run red_guard-001 --why ending",
        does: "Tell what the ending of a run hung on, and what would have turned it.",
    },
    Example {
        page: "october-runs",
        typed: "october runs export red_guard-001 mine.ron",
        does: "Write a run into a file, to hand it on.",
    },
    Example {
        page: "october-runs",
        typed: "october runs import mine.ron",
        does: "Keep a run that somebody handed on; a run code does as well.",
    },
    Example {
        page: "october-compare",
        typed: "october compare red_guard-001 minister-001 --only-differences",
        does: "Tell in what two runs differ.",
    },
    Example {
        page: "october-new",
        typed: "october new my_town",
        does: "Begin a scenario; README.md in the folder is the guide.",
    },
    Example {
        page: "october-pack",
        typed: "october pack --out pack.html",
        does: "Write the teacher's pack as a page to print.",
    },
    Example {
        page: "october-report",
        typed: "october report red_guard-001 red_guard-002 --out report.html",
        does: "Write the report of a run, with another set beside it.",
    },
    Example {
        page: "october-class",
        typed: "october class form.csv --group-by label --label Group",
        does: "Count a list as a form gives it, by the column that is headed Group.",
    },
    Example {
        page: "october-completions",
        typed: "october completions fish > ~/.config/fish/completions/october.fish",
        does: "Keep the completions where fish looks for them.",
    },
    Example {
        page: "october-completions",
        typed: "october completions zsh > /usr/local/share/zsh/site-functions/_october",
        does: "The same for zsh.",
    },
    Example {
        page: "october-man",
        typed: "october man --dir ~/.local/share/man/man1",
        does: "Keep every page where man(1) looks for them.",
    },
];

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[test]
    fn what_the_examples_type_can_be_typed() {
        for example in EXAMPLES {
            let words = example.typed.split(' ');
            let words: Vec<_> = words
                .take_while(|word| !["|", ">"].contains(word))
                .collect();
            let read = Args::try_parse_from(words);
            assert!(read.is_ok(), "{}: {:?}", example.typed, read.err());
        }
    }

    #[test]
    fn every_example_is_on_a_page() {
        let pages = pages().unwrap();
        for example in EXAMPLES {
            let on_it = |page: &&Page| page.name == example.page;
            let page = pages.iter().find(on_it).unwrap();
            let read = page.text.replace("\\-", "-").replace("\\*(Aq", "'");
            assert!(read.contains(example.does), "{}", example.typed);
        }
    }
}
