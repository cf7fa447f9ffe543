//! What can be typed.

use std::io;

use super::print::Printer;

const PLAYING: &[(&str, &str)] = &[
    ("a digit", "takes that choice"),
    ("Enter", "goes on to the next page"),
    ("again", "shows this page once more"),
    (
        "back",
        "goes back to the decision before; the run you leave is kept",
    ),
    ("back N", "goes back to decision N of the log"),
    (
        "other N",
        "lives the day of decision N as another role, with history up to there; this run is kept",
    ),
    (
        "log",
        "lists your decisions and the news; log all adds what else happened",
    ),
    (
        "news",
        "shows the latest news again; news all shows every piece of it",
    ),
    ("map", "tells who holds what at this hour"),
    ("gauges", "tells how the city stands, and you"),
    ("why locked", "gives the reasons of locked choices"),
    (
        "who",
        "lists the names on this page; who NAME tells about one, by any part of it; who people, places, words, events, turning points, often believed or sources lists them",
    ),
    (
        "year",
        "tells what has happened so far in order of time, and what this run made of its turning points; year all tells the whole year",
    ),
    (
        "debates",
        "lists what historians dispute; after the end, those first that this run touches",
    ),
    (
        "compare",
        "sets this run beside history; compare all adds the decisions that agree, compare differences leaves only what differs",
    ),
    ("compare N", "sets it beside run N of the list as well"),
    (
        "chart",
        "lists every scene and ending with who went where; chart N tells about one",
    ),
    (
        "chart next",
        "goes back to the next decision with a choice no run has taken; this run is kept",
    ),
    (
        "names",
        "followed by hidden or shown: whether the chart names what no run has come to",
    ),
    (
        "odds",
        "after the end, tells how likely each answer was in the game’s model; during play only with hints odds",
    ),
    (
        "why N",
        "after the end, what answer N of the odds hung on, and what would have turned it",
    ),
    (
        "timeline",
        "tells when each question was answered, beside history; timeline all adds every decision",
    ),
    (
        "city HOUR",
        "tells who held what at an hour where it was otherwise than in history; city alone lists the hours",
    ),
    (
        "votes",
        "tells how a room voted on this decision; votes 14 9 5, before it is made, counts the hands for each open choice, and once more those after talking",
    ),
    (
        "runs",
        "lists the runs that are kept; open N goes on with one of them",
    ),
    (
        "code",
        "tells the code of this run, from which all of it can be rebuilt; code N that of run N of the list",
    ),
    (
        "import",
        "followed by a code or a file: keeps that run as one of yours",
    ),
    ("export FILE", "writes this run into a file, to hand it on"),
    ("name", "followed by words: gives this run a name"),
    ("star", "marks this run, or takes the mark away"),
    ("delete N", "deletes run N of the list, after asking"),
    (
        "luck",
        "makes the same decisions again with other luck, as far as it lets them; luck N the first N of them; this run is kept",
    ),
    (
        "readings",
        "lists the questions that historians read in more than one way",
    ),
    (
        "reading QUESTION READING",
        "has the next run decide by that reading; before the first decision, this one",
    ),
    ("new", "begins another run; this one is kept"),
    (
        "hints",
        "followed by none, direction, numbers or odds: how much a choice tells",
    ),
    (
        "record",
        "followed by each, chapter or end: when the record is shown",
    ),
    (
        "recap",
        "tells what lies behind: your decisions, what came of them, and where you stand",
    ),
    (
        "chapters",
        "lists the chapters of the role; when a run is begun, chapter N begins it there",
    ),
    (
        "notes",
        "tells what the story contains that you may want to know before",
    ),
    ("quit", "leaves; every decision is saved already"),
];

const BEFORE: &[&str] = &[
    "a digit",
    "again",
    "runs",
    "import",
    "delete N",
    "readings",
    "reading QUESTION READING",
    "chapters",
    "notes",
    "hints",
    "record",
    "names",
    "quit",
];

/// Everything that can be typed while a run is open.
pub(super) fn playing(out: &mut Printer<'_>) -> io::Result<()> {
    list(out, PLAYING.iter())
}

/// What can be typed before there is a run.
pub(super) fn before_play(out: &mut Printer<'_>) -> io::Result<()> {
    let known = PLAYING.iter().filter(|(word, _)| BEFORE.contains(word));
    list(out, known)
}

fn list<'a>(
    out: &mut Printer<'_>,
    commands: impl Iterator<Item = &'a (&'a str, &'a str)>,
) -> io::Result<()> {
    out.line("What you can type")?;
    for (word, meaning) in commands {
        out.entry(&format!("{word}: {meaning}"))?;
    }
    Ok(())
}
