//! One entry, whatever kind of thing it is about, ready to be shown.

use super::links::sources_of;
use super::{Codex, Kind, Told, Topic};
use crate::journal::Replay;
use crate::model::{
    AnswerIdx, Certainty, Debate, Prose, RoleId, SourceId, SourceKind, Stamp, TurningPoint,
    TurningPointId,
};

/// An entry.
#[derive(Clone, PartialEq, Debug)]
pub struct Card<'a> {
    /// What it is about.
    pub topic: Topic,
    /// What kind of thing that is.
    pub kind: Kind,
    /// What it is called.
    pub name: &'a str,
    /// In its own script.
    pub original: Option<&'a str>,
    /// How that is said.
    pub say: Option<&'a str>,
    /// What else stands in its head, a line each: when, what it is called today, who wrote it.
    pub facts: Vec<String>,
    /// How sure it is, where that is said.
    pub standing: Option<Certainty>,
    /// What is said of it.
    pub body: Body<'a>,
    /// What to read next, besides the links in the text.
    pub see: Vec<Topic>,
    /// What leads here.
    pub named_in: Vec<Topic>,
    /// How much of both lies ahead and is held back.
    pub n_held_back: usize,
    /// How many pages of each role's story name it.
    pub scenes: Vec<(RoleId, usize)>,
    /// What it rests on.
    pub sources: Vec<SourceId>,
}

/// What is said of something.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Body<'a> {
    /// A text with links.
    Prose(&'a Prose),
    /// Plain words.
    Words(&'a str),
    /// A question with its answers, and what is recorded.
    TurningPoint(&'a TurningPoint),
    /// Positions side by side.
    Debate(&'a Debate),
}

impl Codex {
    /// An entry; `None` if the scenario has none such. What lies ahead is not named in it
    /// if it must not be told, but an entry that is asked for is itself shown.
    #[must_use]
    pub fn card(&self, topic: Topic, told: Told) -> Option<Card<'_>> {
        let kind = self.kind(topic)?;
        let mut card = self.bare(topic, kind);
        let see = self.links().see(topic);
        // What is under "see also" already is not named again.
        let named = self.links().named_in(topic).iter();
        let named: Vec<Topic> = named
            .filter(|topic| !see.contains(topic))
            .copied()
            .collect();
        let told = |topics: &[Topic]| -> Vec<Topic> {
            let topics = topics.iter().copied();
            topics.filter(|topic| self.is_told(*topic, told)).collect()
        };
        card.see = told(see);
        card.named_in = told(&named);
        card.n_held_back = see.len() + named.len() - card.see.len() - card.named_in.len();
        card.scenes = self.links().scenes(topic).collect();
        card.sources = sources_of(self.scenario(), topic);
        Some(card)
    }

    /// What names something, from the prose of other entries or outright, in the order of
    /// the lists.
    #[must_use]
    pub fn named_in(&self, topic: Topic) -> &[Topic] {
        self.links().named_in(topic)
    }

    /// What it is called. Empty if there is no such entry.
    #[must_use]
    pub fn name(&self, topic: Topic) -> &str {
        match self.kind(topic) {
            Some(kind) => self.bare(topic, kind).name,
            None => "",
        }
    }

    /// "Alexander Rabinowitch, The Bolsheviks Come to Power, 1976".
    #[must_use]
    pub fn work(&self, id: SourceId) -> String {
        let source = &self.scenario()[id];
        format!("{}, {}, {}", source.author, source.title, source.year)
    }

    /// "25 October 1917, 03:30" in both styles.
    fn moment(&self, when: Stamp) -> String {
        let calendar = &self.scenario().calendar;
        format!("{} ({})", calendar.long(when), calendar.other_long(when))
    }

    fn bare(&self, topic: Topic, kind: Kind) -> Card<'_> {
        let scenario = self.scenario();
        let card = |name, body| Card {
            topic,
            kind,
            name,
            original: None,
            say: None,
            facts: Vec::new(),
            standing: None,
            body,
            see: Vec::new(),
            named_in: Vec::new(),
            n_held_back: 0,
            scenes: Vec::new(),
            sources: Vec::new(),
        };
        match topic {
            Topic::Entry(id) => {
                let entry = &scenario[id];
                Card {
                    original: entry.original.as_deref(),
                    say: entry.say.as_deref(),
                    ..card(&entry.name, Body::Prose(&entry.text))
                }
            }
            Topic::Place(id) => {
                let place = &scenario[id];
                let today = place.today.as_ref();
                Card {
                    original: place.original.as_deref(),
                    say: place.say.as_deref(),
                    facts: today
                        .map(|today| format!("Today: {today}"))
                        .into_iter()
                        .collect(),
                    ..card(&place.name, Body::Prose(&place.text))
                }
            }
            Topic::Event(id) => {
                let event = &scenario[id];
                Card {
                    facts: vec![self.moment(event.when)],
                    standing: Some(event.standing),
                    ..card(&event.title, Body::Prose(&event.text))
                }
            }
            Topic::TurningPoint(id) => {
                let point = &scenario[id];
                Card {
                    facts: vec![self.moment(point.when)],
                    standing: Some(point.standing),
                    ..card(&point.title, Body::TurningPoint(point))
                }
            }
            Topic::Debate(id) => {
                let debate = &scenario[id];
                card(&debate.question, Body::Debate(debate))
            }
            Topic::Source(id) => {
                let source = &scenario[id];
                let kind = match source.kind {
                    SourceKind::Document => "a document",
                    SourceKind::Press => "a newspaper",
                    SourceKind::Memoir => "a memoir",
                    SourceKind::History => "a work of history",
                    SourceKind::Reference => "a work of reference",
                };
                Card {
                    facts: vec![format!("{}, {}; {kind}", source.author, source.year)],
                    ..card(&source.title, Body::Words(&source.note))
                }
            }
        }
    }
}

/// How a turning point came out in a run; `None` if it was decided before the run began, or
/// is not decided yet.
#[must_use]
pub fn decided(run: &Replay, id: TurningPointId) -> Option<AnswerIdx> {
    if run.start.answer(id).is_some() {
        return None;
    }
    run.state().answer(id)
}
