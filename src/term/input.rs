//! A line as typed, and what it asks for.
//!
//! Reading is bounded: a line without an end does not fill the memory. What a command
//! does is decided elsewhere; a line that is none is kept, so that the answer can name it.

use std::io::{self, BufRead, Read as _};

use super::keep::{self, Keep};
use crate::chart::UnseenNames;
use crate::playthrough::{HintLevel, HistoryShown};

/// What a line asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Command {
    /// A digit.
    Choose(usize),
    /// An empty line.
    Continue,
    /// The page once more.
    Again,
    /// Who holds what.
    Map,
    /// How the city stands, and the role.
    Gauges,
    /// The run so far.
    Log(Extent),
    /// To the decision before, or to one by its number in the log.
    Back(Option<usize>),
    /// The day of a decision, as another role that has a scene on it.
    OtherSide(usize, String),
    /// Why choices are locked.
    Why,
    /// What an answer hung on, by its number in the odds or by part of its title.
    WhyAnswer(String),
    /// How likely each answer is.
    Odds,
    /// What a name means; without one, the names on this page.
    Who(String),
    /// The year in order of time, up to this hour or all of it.
    Year(Extent),
    /// What historians dispute.
    Debates,
    /// The latest news, or all of it.
    News(Extent),
    /// The runs that are kept.
    Runs,
    /// Another run, by its number in that list or by name.
    Open(String),
    /// The run beside history, and beside the run named.
    Compare(String),
    /// The chart of the role in words.
    Chart,
    /// One station of it.
    Station(usize),
    /// To the next decision with something that no run has tried.
    NextUntried,
    /// Whether the chart names what no run has come to.
    Names(UnseenNames),
    /// The questions that are read in more than one way.
    Readings,
    /// How one of them is to be read: the question's written id and the reading's.
    Reading(String, String),
    /// When each question was answered, beside history, and beside the run named.
    Timeline(String),
    /// Who held what at an hour, beside history; without one, the hours there are.
    City(String),
    /// What lies behind the open page.
    Recap,
    /// A chapter to begin with; without one, the chapters there are.
    Chapter(String),
    /// What the scenario contains that a reader may want to know before.
    Notes,
    /// How much choices tell.
    Hints(HintLevel),
    /// When the record is shown.
    Record(HistoryShown),
    /// How a room voted on this decision.
    Votes,
    /// A count of the room: the hands for each open choice, in order.
    Count(Vec<u16>),
    /// Something with a run as a whole.
    Keep(Keep),
    /// A new run.
    New,
    /// What can be typed.
    Help,
    /// Away.
    Quit,
    /// A command without what has to follow it, or with what cannot; how it is typed.
    Unfinished(&'static str),
    /// Anything else.
    Unknown(String),
}

/// How much of a list is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Extent {
    /// What matters most.
    Short,
    /// All of it.
    All,
}

/// What a line asks for.
pub(super) fn parse(line: &str) -> Command {
    let line = line.trim();
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let (word, rest) = (word.to_lowercase(), rest.trim());
    let known = match rest {
        "" => alone(&word),
        _ => with_more(&word, rest),
    };
    known
        .or_else(|| how_to_type(&word, rest).map(Command::Unfinished))
        .unwrap_or_else(|| Command::Unknown(line.to_owned()))
}

/// How a command is typed that was typed otherwise.
fn how_to_type(word: &str, rest: &str) -> Option<&'static str> {
    Some(match (word, rest.is_empty()) {
        ("import", true) => "Type import and the code of a run, or the file it is in.",
        ("export", true) => "Type export and the name of the file this run is to be written into.",
        ("delete", true) => "Type delete and the number or the name of a run; runs lists them.",
        ("open", true) => {
            "Type open and the number or the name of a run, its code or its file; runs lists those that are kept."
        }
        ("hints", _) => "Type hints and none, direction, numbers or odds.",
        ("record", _) => "Type record and each, chapter or end.",
        ("luck", false) => {
            "Type luck, or luck and a number to make only so many of the decisions again."
        }
        ("votes" | "vote", false) => super::votes::HOW,
        ("odds", false) => {
            "Type odds alone; why and a number of that list tells what an answer hung on."
        }
        _ => return None,
    })
}

pub(super) fn number(text: &str) -> Option<usize> {
    text.trim_end_matches(['.', ')']).parse().ok()
}

fn alone(word: &str) -> Option<Command> {
    Some(match word {
        "" | "continue" | "c" | "next" | "begin" => Command::Continue,
        "again" | "look" | "a" => Command::Again,
        "map" | "m" => Command::Map,
        "gauges" | "gauge" | "g" => Command::Gauges,
        "log" | "l" => Command::Log(Extent::Short),
        "back" | "b" => Command::Back(None),
        "why" => Command::Why,
        "odds" => Command::Odds,
        "who" | "codex" | "what" | "names" => Command::Who(String::new()),
        "news" | "n" => Command::News(Extent::Short),
        "year" => Command::Year(Extent::Short),
        "debates" | "debate" => Command::Debates,
        "runs" => Command::Runs,
        "compare" => Command::Compare(String::new()),
        "chart" => Command::Chart,
        "readings" | "reading" => Command::Readings,
        "timeline" => Command::Timeline(String::new()),
        "city" => Command::City(String::new()),
        "notes" => Command::Notes,
        "votes" | "vote" => Command::Votes,
        "recap" => Command::Recap,
        "chapters" | "chapter" => Command::Chapter(String::new()),
        "new" => Command::New,
        "help" | "h" | "?" => Command::Help,
        "quit" | "q" | "exit" => Command::Quit,
        _ => match keep::parse(word, "") {
            Some(keep) => Command::Keep(keep),
            None => Command::Choose(number(word)?),
        },
    })
}

fn with_more(word: &str, rest: &str) -> Option<Command> {
    let lower = rest.to_lowercase();
    Some(match (word, lower.as_str()) {
        ("why", "locked") => Command::Why,
        ("why", _) => Command::WhyAnswer(rest.to_owned()),
        ("log", "all") => Command::Log(Extent::All),
        ("year", "all") => Command::Year(Extent::All),
        ("news", "all") => Command::News(Extent::All),
        ("back", n) => Command::Back(Some(number(n.trim_start_matches("to ").trim())?)),
        ("other", _) => {
            let (n, role) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            Command::OtherSide(number(n)?, role.trim().to_owned())
        }
        ("new", "run") => Command::New,
        ("hints", "none" | "off") => Command::Hints(HintLevel::None),
        ("hints", "direction" | "on") => Command::Hints(HintLevel::Direction),
        ("hints", "numbers") => Command::Hints(HintLevel::Numbers),
        ("hints", "odds") => Command::Hints(HintLevel::Odds),
        ("record", "each") => Command::Record(HistoryShown::AfterEach),
        ("record", "chapter") => Command::Record(HistoryShown::AtChapterEnd),
        ("record", "end") => Command::Record(HistoryShown::AtEnd),
        ("chart", "next") | ("next", "untried" | "unseen") => Command::NextUntried,
        ("chart", n) => Command::Station(number(n)?),
        ("names", "hidden" | "off") => Command::Names(UnseenNames::Hidden),
        ("names", "shown" | "on") => Command::Names(UnseenNames::Shown),
        ("open" | "run", _) => Command::Open(rest.to_owned()),
        ("reading" | "readings", _) => {
            let (question, reading) = rest.split_once([' ', '='])?;
            let reading = reading.trim_start_matches(['=', ' ']).trim();
            Command::Reading(question.to_lowercase(), reading.to_lowercase())
        }
        ("chapter" | "chapters", _) => Command::Chapter(rest.to_owned()),
        ("compare", _) => Command::Compare(rest.to_owned()),
        ("timeline", _) => Command::Timeline(rest.to_owned()),
        ("city", _) => Command::City(rest.to_owned()),
        ("votes" | "vote", _) => {
            let hands = rest
                .split([' ', '/', ',', '\t'])
                .filter(|it| !it.is_empty());
            Command::Count(hands.map(str::parse).collect::<Result<_, _>>().ok()?)
        }
        ("who" | "what", _) => Command::Who(without_verb(rest)),
        ("codex" | "map", _) => Command::Who(rest.to_owned()),
        _ => Command::Keep(keep::parse(word, rest)?),
    })
}

/// "is Lenin?" asks for "Lenin".
fn without_verb(rest: &str) -> String {
    let name = ["is ", "are ", "was ", "were "]
        .iter()
        .find_map(|verb| rest.strip_prefix(verb))
        .unwrap_or(rest);
    name.trim_end_matches('?').trim().to_owned()
}

/// The longest line that is taken in, in bytes.
const LONGEST: u64 = 4096;

/// After so many bytes more without an end, nobody is typing.
const ENDLESS: usize = 1024 * 1024;

/// The next line; `None` when there is no more.
pub(super) fn read_line(input: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let n_read = (&mut *input).take(LONGEST).read_until(b'\n', &mut bytes)?;
    if n_read == 0 {
        return Ok(None);
    }
    let whole = bytes.last() == Some(&b'\n');
    if !whole && bytes.len() as u64 == LONGEST && !skip_line(input)? {
        return Ok(None);
    }
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Passes over the rest of a line; tells whether it had an end.
fn skip_line(input: &mut dyn BufRead) -> io::Result<bool> {
    let mut skipped = 0;
    while skipped < ENDLESS {
        let buffer = match input.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let n_bytes = end.map_or(buffer.len(), |end| end + 1);
        let over = end.is_some() || n_bytes == 0;
        input.consume(n_bytes);
        if over {
            return Ok(true);
        }
        skipped += n_bytes;
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Command) {
        assert_eq!(parse(line), expected, "{line:?}");
    }

    #[test]
    fn digits_and_enter_play() {
        check("2\n", Command::Choose(2));
        check(" 12. ", Command::Choose(12));
        check("\r\n", Command::Continue);
        check("", Command::Continue);
    }

    #[test]
    fn words_work_in_any_case() {
        check("MAP", Command::Map);
        check("Log all", Command::Log(Extent::All));
        check("why locked", Command::Why);
        check("QUIT", Command::Quit);
    }

    #[test]
    fn back_takes_a_number_or_none() {
        check("back", Command::Back(None));
        check("back 7", Command::Back(Some(7)));
        check("back to 7", Command::Back(Some(7)));
        check("back home", Command::Unknown("back home".to_owned()));
    }

    #[test]
    fn the_chart_takes_a_number_or_next() {
        check("chart", Command::Chart);
        check("chart 12", Command::Station(12));
        check("Chart next", Command::NextUntried);
        check("next untried", Command::NextUntried);
        // By itself it turns the page, as it always did.
        check("next", Command::Continue);
        check("chart north", Command::Unknown("chart north".to_owned()));
        check("names shown", Command::Names(UnseenNames::Shown));
        check("names", Command::Who(String::new()));
    }

    #[test]
    fn runs_are_named_marked_and_handed_on() {
        let keep = |keep| Command::Keep(keep);
        check("code", keep(Keep::Code(String::new())));
        check("code 2", keep(Keep::Code("2".to_owned())));
        check(
            "Name The Long Winter",
            keep(Keep::Name("The Long Winter".to_owned())),
        );
        check("star", keep(Keep::Star));
        check(
            "import K7RW 3MPT",
            keep(Keep::Import("K7RW 3MPT".to_owned())),
        );
        check("export Mine.ron", keep(Keep::Export("Mine.ron".to_owned())));
        check("delete 3", keep(Keep::Delete("3".to_owned())));
        check("luck", keep(Keep::Luck(None)));
        check("luck 4", keep(Keep::Luck(Some(4))));
        check("star it", Command::Unknown("star it".to_owned()));
    }

    #[test]
    fn a_command_without_its_rest_says_what_must_follow() {
        for (line, how) in [
            ("import", "Type import and the code of a run"),
            (
                "Export",
                "Type export and the name of the file this run is to be written into.",
            ),
            (
                "delete",
                "Type delete and the number or the name of a run; runs lists them.",
            ),
            ("open", "Type open and the number or the name of a run"),
            ("luck x", "Type luck, or luck and a number"),
            ("odds why", "Type odds alone; why and a number of that list"),
            ("hints", "Type hints and none, direction, numbers or odds."),
            ("record sometimes", "Type record and each, chapter or end."),
        ] {
            let Command::Unfinished(said) = parse(line) else {
                panic!("{line}: {:?}", parse(line));
            };
            assert!(said.starts_with(how), "{line}: {said}");
        }
    }

    #[test]
    fn a_chapter_is_named_or_counted() {
        check("chapters", Command::Chapter(String::new()));
        check("Chapter 4", Command::Chapter("4".to_owned()));
        check(
            "chapter Two nights",
            Command::Chapter("Two nights".to_owned()),
        );
        check("recap", Command::Recap);
        check("begin", Command::Continue);
    }

    #[test]
    fn a_reading_is_chosen_by_two_names() {
        check("readings", Command::Readings);
        let chosen = Command::Reading("kornilov".to_owned(), "plot".to_owned());
        for line in [
            "reading kornilov plot",
            "Reading Kornilov  PLOT",
            "reading kornilov=plot",
            "reading kornilov = plot",
        ] {
            check(line, chosen.clone());
        }
        check(
            "reading kornilov",
            Command::Unknown("reading kornilov".to_owned()),
        );
    }

    #[test]
    fn names_keep_their_letters() {
        check(
            "who Nikolaevsky Bridge",
            Command::Who("Nikolaevsky Bridge".to_owned()),
        );
        check("who is Lenin?", Command::Who("Lenin".to_owned()));
        check("codex MRC", Command::Who("MRC".to_owned()));
        check("who", Command::Who(String::new()));
    }

    #[test]
    fn what_is_no_command_is_kept_as_typed() {
        for line in [
            "Storm the palace",
            "-1",
            "1 2",
            "99999999999999999999999",
            "quit now",
        ] {
            check(line, Command::Unknown(line.to_owned()));
        }
    }

    #[test]
    fn a_long_line_is_one_line() {
        let mut text = vec![b'x'; 100_000];
        text.extend_from_slice(b"\n2\n");
        let mut input = text.as_slice();
        assert_eq!(
            read_line(&mut input).unwrap().map(|line| line.len()),
            Some(4096)
        );
        assert_eq!(read_line(&mut input).unwrap().as_deref(), Some("2\n"));
        assert_eq!(read_line(&mut input).unwrap(), None);
    }

    #[test]
    fn a_line_without_end_is_the_end() {
        let mut input = io::BufReader::new(io::repeat(b'x'));
        assert_eq!(read_line(&mut input).unwrap(), None);
    }

    #[test]
    fn bytes_that_are_no_text_are_still_a_line() {
        let mut input: &[u8] = b"\xff\xfe\n1";
        assert!(matches!(
            parse(&read_line(&mut input).unwrap().unwrap()),
            Command::Unknown(_)
        ));
        assert_eq!(read_line(&mut input).unwrap().as_deref(), Some("1"));
    }
}
