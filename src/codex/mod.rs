//! The codex: everything a scenario tells outside its scenes, in one index. People, places,
//! words, events, turning points, debates, what is often believed, and sources: each with
//! its names, its text, what it leads to, and what leads to it.
//!
//! It is made once for a scenario, changes nothing, and draws nothing; window and terminal
//! show the same [`Card`]. What lies ahead of a run that is being played is held back if it
//! is asked to be ([`Told`]): a list of events is a list of what will happen.
//!
//! Start at [`Codex`]; `card` is one entry, `search` finds, `year` puts in order of time,
//! `links` says what names what.

mod card;
mod fold;
mod links;
mod search;
mod year;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use card::{Body, Card, decided};
pub use fold::fold;
pub use search::{Fit, Hit};
pub use year::{Day, Moment, Own, Year};

use crate::model::{
    DebateId, Entry, EntryId, EntryKind, EventId, Link, PlaceId, RoleId, Scenario, SourceId, Stamp,
    TurningPointId,
};
use links::Links;

/// Something the codex has an entry on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Topic {
    /// A person, a word, or what is often believed.
    Entry(EntryId),
    /// A place of the gazetteer.
    Place(PlaceId),
    /// A dated event.
    Event(EventId),
    /// A dated question that history answered.
    TurningPoint(TurningPointId),
    /// What historians dispute.
    Debate(DebateId),
    /// What facts rest on.
    Source(SourceId),
}

impl From<Link> for Topic {
    fn from(link: Link) -> Self {
        match link {
            Link::Place(id) => Self::Place(id),
            Link::Entry(id) => Self::Entry(id),
            Link::Event(id) => Self::Event(id),
        }
    }
}

/// Kinds of entry, in the order they are offered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum Kind {
    Person,
    Place,
    Word,
    Event,
    TurningPoint,
    Debate,
    Believed,
    Source,
}

impl Kind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Person,
        Self::Place,
        Self::Word,
        Self::Event,
        Self::TurningPoint,
        Self::Debate,
        Self::Believed,
        Self::Source,
    ];

    /// One of them, in a word or two.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Place => "Place",
            Self::Word => "Word",
            Self::Event => "Event",
            Self::TurningPoint => "Turning point",
            Self::Debate => "Debate",
            Self::Believed => "Often believed",
            Self::Source => "Source",
        }
    }

    /// Several of them.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Person => "People",
            Self::Place => "Places",
            Self::Word => "Words",
            Self::Event => "Events",
            Self::TurningPoint => "Turning points",
            Self::Debate => "Debates",
            Self::Believed => "Often believed",
            Self::Source => "Sources",
        }
    }
}

/// How much of the year may be told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Told {
    /// All of it.
    #[default]
    All,
    /// What has come when the story's clock stands at this hour.
    UpTo(Stamp),
}

/// Which part of the codex is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Within {
    /// Only this kind; every kind without one.
    pub kind: Option<Kind>,
    /// How much of the year.
    pub told: Told,
}

/// Entries under one heading of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// A letter, a month, or a kind.
    pub head: String,
    /// In order.
    pub topics: Vec<Topic>,
}

/// An entry as it is looked for and listed.
#[derive(Debug)]
struct Page {
    topic: Topic,
    kind: Kind,
    /// Everything it is called, folded.
    names: Vec<String>,
    /// What is said of it, folded.
    text: String,
    /// As it stands in a list.
    listed: String,
    /// When it happened, if it is dated.
    when: Option<Stamp>,
    /// What it is listed under among its own kind; empty if nothing.
    head: String,
}

/// The index of everything a scenario tells outside its scenes.
#[derive(Debug)]
pub struct Codex {
    scenario: Arc<Scenario>,
    /// By kind, and within a kind in the order listed.
    pages: Vec<Page>,
    at: BTreeMap<Topic, usize>,
    /// Every page of the story is read for them, so not before an entry is opened.
    links: OnceLock<Links>,
}

impl Codex {
    /// The codex of a scenario.
    #[must_use]
    pub fn of(scenario: Arc<Scenario>) -> Self {
        let mut pages: Vec<(String, Page)> = topics(&scenario)
            .map(|topic| page_of(&scenario, topic))
            .collect();
        pages.sort_by(|(name_a, a), (name_b, b)| {
            let by_time = match (a.when, b.when) {
                (Some(a), Some(b)) => a.cmp_on_clock(b),
                _ => std::cmp::Ordering::Equal,
            };
            let by_kind = a.kind.cmp(&b.kind).then(by_time);
            by_kind
                .then_with(|| name_a.cmp(name_b))
                .then(a.topic.cmp(&b.topic))
        });
        let pages: Vec<Page> = pages.into_iter().map(|(_, page)| page).collect();
        let at: BTreeMap<Topic, usize> = pages
            .iter()
            .enumerate()
            .map(|(index, page)| (page.topic, index))
            .collect();
        Self {
            scenario,
            pages,
            at,
            links: OnceLock::new(),
        }
    }

    fn links(&self) -> &Links {
        self.links.get_or_init(|| {
            let mut links = Links::of(&self.scenario);
            links.sort_by(|topic| self.at.get(&topic).copied());
            links
        })
    }

    /// The scenario it tells about.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// Which kinds there are at all.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        let is_there = |kind: &Kind| self.pages.iter().any(|page| page.kind == *kind);
        Kind::ALL.into_iter().filter(is_there)
    }

    /// What kind of thing it is; `None` if the scenario has no such entry.
    #[must_use]
    pub fn kind(&self, topic: Topic) -> Option<Kind> {
        self.page(topic).map(|page| page.kind)
    }

    /// As it stands in a list: people by their surname. Empty if there is no such entry.
    #[must_use]
    pub fn listed(&self, topic: Topic) -> &str {
        self.page(topic).map_or("", |page| page.listed.as_str())
    }

    /// Everything there is within, under headings: of one kind letters or months, of all
    /// kinds their names.
    #[must_use]
    pub fn list(&self, within: Within) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for page in &self.pages {
            if !self.is_within(page, within) {
                continue;
            }
            let head = match within.kind {
                Some(_) => page.head.as_str(),
                None => page.kind.words(),
            };
            match groups.last_mut() {
                Some(group) if group.head == head => group.topics.push(page.topic),
                _ => groups.push(Group {
                    head: head.to_owned(),
                    topics: vec![page.topic],
                }),
            }
        }
        groups
    }

    /// How much of a kind is held back.
    #[must_use]
    pub fn n_held_back(&self, within: Within) -> usize {
        let all = Within {
            told: Told::All,
            ..within
        };
        let held = |page: &&Page| self.is_within(page, all) && !self.is_within(page, within);
        self.pages.iter().filter(held).count()
    }

    /// Whether it may be told of by its name.
    #[must_use]
    pub fn is_told(&self, topic: Topic, told: Told) -> bool {
        match (self.page(topic).and_then(|page| page.when), told) {
            (Some(when), Told::UpTo(hour)) => when.has_come(hour),
            _ => true,
        }
    }

    fn page(&self, topic: Topic) -> Option<&Page> {
        self.pages.get(*self.at.get(&topic)?)
    }

    fn is_within(&self, page: &Page, within: Within) -> bool {
        within.kind.is_none_or(|kind| kind == page.kind) && self.is_told(page.topic, within.told)
    }
}

/// Everything there is, in no order that matters.
fn topics(scenario: &Scenario) -> impl Iterator<Item = Topic> {
    let entries = (0..scenario.entries.len()).map(|at| Topic::Entry(EntryId::at(at)));
    let places = scenario.place_ids().map(Topic::Place);
    let events = (0..scenario.events.len()).map(|at| Topic::Event(EventId::at(at)));
    let points = scenario.turning_point_ids().map(Topic::TurningPoint);
    let debates = (0..scenario.debates.len()).map(|at| Topic::Debate(DebateId::at(at)));
    let sources = (0..scenario.sources.len()).map(|at| Topic::Source(SourceId::at(at)));
    entries
        .chain(places)
        .chain(events)
        .chain(points)
        .chain(debates)
        .chain(sources)
}

/// How it is listed, and by what it is put in order among its own kind.
fn page_of(scenario: &Scenario, topic: Topic) -> (String, Page) {
    let page = |kind, listed: &str, names: &[&str], text: String| Page {
        topic,
        kind,
        names: names.iter().map(|name| fold(name)).collect(),
        text: fold(&text),
        listed: listed.to_owned(),
        when: None,
        head: String::new(),
    };
    match topic {
        Topic::Entry(id) => entry_page(topic, &scenario[id]),
        Topic::Place(id) => {
            let place = &scenario[id];
            let mut page = page(Kind::Place, &place.name, &[&place.name], place.text.plain());
            page.names.extend(place.today.as_deref().map(fold));
            spell(&mut page, place.original.as_deref());
            by_letter(page, &place.name)
        }
        Topic::Event(id) => {
            let event = &scenario[id];
            let page = page(
                Kind::Event,
                &event.title,
                &[&event.title],
                event.text.plain(),
            );
            by_month(page, event.when)
        }
        Topic::TurningPoint(id) => {
            let point = &scenario[id];
            let names = [point.title.as_str(), &point.question];
            let page = page(
                Kind::TurningPoint,
                &point.title,
                &names,
                point.record.plain(),
            );
            by_month(page, point.when)
        }
        Topic::Debate(id) => {
            let debate = &scenario[id];
            let mut text = debate.text.plain();
            for position in &debate.positions {
                for part in [&position.name, &position.who, &position.claim] {
                    text.push(' ');
                    text.push_str(part);
                }
            }
            // In the order the scenario tells them.
            let order = format!("{:06}", id.index());
            let page = page(Kind::Debate, &debate.question, &[&debate.question], text);
            (order, page)
        }
        Topic::Source(id) => {
            let source = &scenario[id];
            let listed = format!("{}, {}", source.author, source.title);
            let names = [source.title.as_str(), &source.author];
            let page = page(Kind::Source, &listed, &names, source.note.clone());
            by_letter(page, &listed)
        }
    }
}

fn entry_page(topic: Topic, entry: &Entry) -> (String, Page) {
    let kind = match entry.kind {
        EntryKind::Person => Kind::Person,
        EntryKind::Term => Kind::Word,
        EntryKind::Misconception => Kind::Believed,
    };
    let mut page = Page {
        topic,
        kind,
        names: vec![fold(&entry.name)],
        text: fold(&entry.text.plain()),
        listed: entry.name.clone(),
        when: None,
        head: String::new(),
    };
    if kind == Kind::Person
        && let Some((others, surname)) = surname(&entry.name)
    {
        page.names.push(fold(surname));
        page.listed = format!("{surname}, {others}");
    }
    spell(&mut page, entry.original.as_deref());
    let listed = page.listed.clone();
    by_letter(page, &listed)
}

/// Also finds it by the name in its own script, and by that in Latin letters.
fn spell(page: &mut Page, original: Option<&str>) {
    if let Some(original) = original {
        let folded = fold(original);
        let latin = fold::in_latin(&folded);
        if latin != folded {
            page.names.push(latin);
        }
        page.names.push(folded);
    }
}

/// The other names and the surname of a person, if the name has one: not "Nicholas II", nor
/// "Tobias Rell, keeper of the granary".
fn surname(name: &str) -> Option<(&str, &str)> {
    let (others, last) = name.rsplit_once(' ')?;
    let is_number = last.chars().all(|letter| "IVXLC".contains(letter));
    let is_name = last.chars().next().is_some_and(char::is_uppercase);
    (is_name && !is_number && !name.contains(',')).then_some((others, last))
}

/// Under the first letter of its name; articles do not count.
fn by_letter(mut page: Page, name: &str) -> (String, Page) {
    let folded = fold(name);
    let order = folded
        .strip_prefix("the ")
        .or_else(|| folded.strip_prefix("a "))
        .unwrap_or(&folded)
        .trim_start_matches(|letter: char| !letter.is_alphanumeric())
        .to_owned();
    // What is often believed is a sentence, which nobody looks up by its first letter.
    if page.kind != Kind::Believed {
        page.head = order
            .chars()
            .next()
            .map(|letter| letter.to_uppercase().collect())
            .unwrap_or_default();
    }
    (order, page)
}

/// Under its month.
fn by_month(mut page: Page, when: Stamp) -> (String, Page) {
    let day = when.day();
    page.head = match day.split_once(' ') {
        Some((_, month)) => month.to_owned(),
        None => day,
    };
    page.when = Some(when);
    (String::new(), page)
}

/// How many pages of each role's story name something.
pub type InScenes = BTreeMap<RoleId, usize>;
