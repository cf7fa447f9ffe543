//! What a name means: places, people, terms, events and debates, found by part of a name.

use std::io;

use super::print::{Printer, sentence};
use crate::diagnostics::did_you_mean;
use crate::model::{
    Debate, Entry, EntryKind, Event, Link, Place, PlaceId, Prose, Scenario, SourceId,
};
use crate::playthrough::TopView;

/// Something that can be asked about.
#[derive(Clone, Copy)]
enum Item<'a> {
    Place(PlaceId, &'a Place),
    Entry(&'a Entry),
    Event(&'a Event),
    Debate(&'a Debate),
}

/// How well a name fits what was typed; the better first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Exact,
    StartsAWord,
    Somewhere,
}

/// The most names that are listed when several fit.
const MOST_LISTED: usize = 9;

/// The names on the page.
pub(super) fn names(out: &mut Printer<'_>, on_page: &[(Link, String)]) -> io::Result<()> {
    if on_page.is_empty() {
        return out.line("No name on this page has more to tell. Type who and any other name.");
    }
    let names: Vec<&str> = on_page.iter().map(|(_, text)| text.as_str()).collect();
    out.line(&format!("You can ask about: {}.", names.join("; ")))?;
    out.line("Type who and a part of a name.")
}

/// What is known under a part of a name.
pub(super) fn look_up(
    out: &mut Printer<'_>,
    scenario: &Scenario,
    top: &TopView,
    on_page: &[(Link, String)],
    wanted: &str,
) -> io::Result<()> {
    let wanted = fold(wanted);
    let found = find(scenario, on_page, &wanted);
    match (found.as_slice(), meant(&found)) {
        ([], _) => nothing(out, scenario, &wanted),
        ([only], _) => show(out, scenario, top, *only),
        (several, Some(item)) => {
            show(out, scenario, top, item)?;
            let others = several.iter().filter(|other| other.key() != item.key());
            out.gap()?;
            list(out, "The same word is also in", others.copied().collect())
        }
        (several, None) => list(out, "Several things are called so", several.to_vec()),
    }
}

/// The one that is most likely meant: a person before a term, a term before a place,
/// if there is only one of its kind.
fn meant<'a>(found: &[Item<'a>]) -> Option<Item<'a>> {
    let nearest = found.iter().map(Item::nearness).min()?;
    let mut likely = found.iter().filter(|item| item.nearness() == nearest);
    let item = likely.next()?;
    (nearest < FAR && likely.next().is_none()).then_some(*item)
}

/// Events, debates and misconceptions have sentences for names, and are found by any word.
const FAR: u8 = 3;

impl<'a> Item<'a> {
    fn key(&self) -> (u8, &'a str) {
        match self {
            Self::Place(_, place) => (0, &place.key),
            Self::Entry(entry) => (1, &entry.key),
            Self::Event(event) => (2, &event.key),
            Self::Debate(debate) => (3, &debate.key),
        }
    }

    fn nearness(&self) -> u8 {
        match self {
            Self::Entry(entry) => match entry.kind {
                EntryKind::Person => 0,
                EntryKind::Term => 1,
                EntryKind::Misconception => FAR,
            },
            Self::Place(..) => 2,
            Self::Event(_) | Self::Debate(_) => FAR,
        }
    }

    fn name(&self) -> &'a str {
        match self {
            Self::Place(_, place) => &place.name,
            Self::Entry(entry) => &entry.name,
            Self::Event(event) => &event.title,
            Self::Debate(debate) => &debate.question,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Place(..) => "place",
            Self::Entry(entry) => match entry.kind {
                EntryKind::Person => "person",
                EntryKind::Term => "term",
                EntryKind::Misconception => "misconception",
            },
            Self::Event(_) => "event",
            Self::Debate(_) => "debate",
        }
    }

    fn of(scenario: &'a Scenario, link: Link) -> Self {
        match link {
            Link::Place(id) => Self::Place(id, &scenario[id]),
            Link::Entry(id) => Self::Entry(&scenario[id]),
            Link::Event(id) => Self::Event(&scenario[id]),
        }
    }

    fn fit(&self, wanted: &str) -> Option<Fit> {
        let others = match self {
            Self::Place(_, place) => [place.today.as_deref(), None],
            Self::Entry(entry) => [entry.original.as_deref(), None],
            Self::Event(_) | Self::Debate(_) => [None, None],
        };
        std::iter::once(self.name())
            .chain(others.into_iter().flatten())
            .filter_map(|name| fit(&fold(name), wanted))
            .min()
    }
}

fn all(scenario: &Scenario) -> Vec<Item<'_>> {
    let entries = scenario.entries.iter().map(Item::Entry);
    let places = scenario
        .place_ids()
        .map(|id| Item::Place(id, &scenario[id]));
    let events = scenario.events.iter().map(Item::Event);
    let debates = scenario.debates.iter().map(Item::Debate);
    entries.chain(places).chain(events).chain(debates).collect()
}

/// Everything that fits best; a word as it stands on the page fits exactly.
fn find<'a>(scenario: &'a Scenario, on_page: &[(Link, String)], wanted: &str) -> Vec<Item<'a>> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let written = on_page.iter().find(|(_, text)| fold(text) == wanted);
    if let Some((link, _)) = written {
        return vec![Item::of(scenario, *link)];
    }
    let fits: Vec<(Fit, Item<'_>)> = all(scenario)
        .into_iter()
        .filter_map(|item| Some((item.fit(wanted)?, item)))
        .collect();
    let best = fits.iter().map(|(fit, _)| *fit).min();
    fits.into_iter()
        .filter(|(fit, _)| Some(*fit) == best)
        .map(|(_, item)| item)
        .collect()
}

fn fit(name: &str, wanted: &str) -> Option<Fit> {
    let (start, _) = name.match_indices(wanted).next()?;
    if name == wanted {
        return Some(Fit::Exact);
    }
    let starts_a_word = name.match_indices(wanted).any(|(at, _)| {
        let before = name.get(..at).and_then(|text| text.chars().next_back());
        before.is_none_or(|letter| !letter.is_alphanumeric())
    });
    Some(if start == 0 || starts_a_word {
        Fit::StartsAWord
    } else {
        Fit::Somewhere
    })
}

/// Small letters and plain apostrophes, so that typing finds printing.
fn fold(text: &str) -> String {
    text.trim()
        .trim_matches(['“', '”', '"'])
        .to_lowercase()
        .replace('’', "'")
        .replace('ё', "е")
}

fn nothing(out: &mut Printer<'_>, scenario: &Scenario, wanted: &str) -> io::Result<()> {
    let names: Vec<String> = all(scenario).iter().map(|item| fold(item.name())).collect();
    let words = names
        .iter()
        .flat_map(|name| name.split(|letter: char| !letter.is_alphanumeric() && letter != '\''))
        .filter(|word| word.chars().count() > 3);
    let near = did_you_mean(wanted, words.chain(names.iter().map(String::as_str)))
        .map(|help| sentence(&help.replace('`', "")));
    let shown: String = wanted.chars().take(40).collect();
    out.line(&format!("Nothing is known here under “{shown}”."))?;
    match near {
        Some(help) => out.line(&help),
        None => Ok(()),
    }
}

fn list(out: &mut Printer<'_>, lead: &str, items: Vec<Item<'_>>) -> io::Result<()> {
    let more = items.len().saturating_sub(MOST_LISTED);
    let mut names: Vec<String> = items
        .iter()
        .take(MOST_LISTED)
        .map(|item| format!("{} ({})", item.name(), item.kind()))
        .collect();
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    out.line(&format!("{lead}: {}.", names.join("; ")))?;
    out.line("Type who and more of the name.")
}

fn show(
    out: &mut Printer<'_>,
    scenario: &Scenario,
    top: &TopView,
    item: Item<'_>,
) -> io::Result<()> {
    match item {
        Item::Place(id, place) => {
            out.line(&headword(&place.name, "place"))?;
            if let Some(today) = &place.today {
                out.line(&format!("Today: {today}."))?;
            }
            text(out, scenario, &place.text, &place.sources)?;
            let side = top.holders.get(id.index()).copied().flatten();
            side.map_or(Ok(()), |side| {
                out.gap()?;
                out.line(&format!("Held now by {}.", scenario[side].name))
            })
        }
        Item::Entry(entry) => {
            out.line(&headword(&entry.name, item.kind()))?;
            let parts: Vec<String> = [
                entry.original.clone(),
                entry.say.as_ref().map(|say| format!("said {say}")),
            ]
            .into_iter()
            .flatten()
            .collect();
            out.line(&parts.join(", "))?;
            text(out, scenario, &entry.text, &entry.sources)?;
            see_also(out, scenario, &entry.see)
        }
        Item::Event(event) => {
            let when = event.when.day();
            out.line(&headword(&event.title, "event"))?;
            out.line(&format!("{when}. Standing: {}.", event.standing.word()))?;
            text(out, scenario, &event.text, &event.sources)
        }
        Item::Debate(debate) => show_debate(out, scenario, debate),
    }
}

fn headword(name: &str, kind: &str) -> String {
    format!("{name} ({kind})")
}

fn text(
    out: &mut Printer<'_>,
    scenario: &Scenario,
    text: &Prose,
    sources: &[SourceId],
) -> io::Result<()> {
    out.prose(0, text)?;
    if sources.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = sources
        .iter()
        .map(|id| {
            let source = &scenario[*id];
            format!("{}, {}, {}", source.author, source.title, source.year)
        })
        .collect();
    out.gap()?;
    out.line(&format!("Sources: {}.", names.join("; ")))
}

fn see_also(out: &mut Printer<'_>, scenario: &Scenario, see: &[Link]) -> io::Result<()> {
    if see.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = see
        .iter()
        .map(|link| Item::of(scenario, *link).name())
        .collect();
    out.gap()?;
    out.line(&format!("See also: {}.", names.join("; ")))
}

fn show_debate(out: &mut Printer<'_>, scenario: &Scenario, debate: &Debate) -> io::Result<()> {
    out.line(&headword(&debate.question, "debate"))?;
    out.prose(0, &debate.text)?;
    for position in &debate.positions {
        out.gap()?;
        out.line(&format!("{} ({})", position.name, position.who))?;
        out.line(&position.claim)?;
        out.line(&position.evidence)?;
        let sources: Vec<&str> = position
            .sources
            .iter()
            .map(|id| scenario[*id].author.as_str())
            .collect();
        if !sources.is_empty() {
            out.line(&format!("Argued in: {}.", sources.join("; ")))?;
        }
    }
    out.gap()?;
    out.line(&format!("To think about: {}", debate.ask))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_starts_a_word_fits_better_than_one_inside() {
        assert!(fit("vladimir lenin", "lenin") == Some(Fit::StartsAWord));
        assert!(fit("the kremlenin", "lenin") == Some(Fit::Somewhere));
        assert!(fit("lenin", "lenin") == Some(Fit::Exact));
        assert!(fit("trotsky", "lenin").is_none());
    }

    #[test]
    fn typing_finds_printing() {
        assert_eq!(fold(" Rabochii put’ "), "rabochii put'");
        assert_eq!(fold("“Ёлка”"), "елка");
    }
}
