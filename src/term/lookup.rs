//! What the codex says: an entry by part of its name, the names of a kind, the year in order
//! of time, and the debates.
//!
//! Finding, ordering and what lies ahead of a run are [`crate::codex`]'s; this prints.

use std::io;

use super::input::Extent;
use super::print::{Printer, sentence};
use crate::codex::{Body, Card, Codex, Fit, Hit, Kind, Told, Topic, Within, Year, fold};
use crate::compare;
use crate::journal::Replay;
use crate::model::{Debate, Link, SourceId, TurningPoint};
use crate::playthrough::TopView;

/// The most names that are listed when several fit.
const MOST_LISTED: usize = 9;

/// The most names of what leads to an entry.
const MOST_NAMED: usize = 12;

/// What things are looked up in, and from where.
pub(super) struct Desk<'a> {
    /// The index.
    pub codex: &'a Codex,
    /// How much of the year may be told.
    pub told: Told,
    /// Around the open page.
    pub top: &'a TopView,
    /// The names on the page.
    pub on_page: &'a [(Link, String)],
    /// The run being played.
    pub run: &'a Replay,
}

/// The names on the page.
pub(super) fn names(out: &mut Printer<'_>, on_page: &[(Link, String)]) -> io::Result<()> {
    if on_page.is_empty() {
        return out.line("No name on this page has more to tell. Type who and any other name.");
    }
    let names: Vec<&str> = on_page.iter().map(|(_, text)| text.as_str()).collect();
    out.line(&format!("You can ask about: {}.", names.join("; ")))?;
    out.line("Type who and a part of a name.")
}

impl Desk<'_> {
    /// What is known under a part of a name, or the names of a kind.
    pub(super) fn look_up(&self, out: &mut Printer<'_>, typed: &str) -> io::Result<()> {
        let wanted = fold(typed);
        let everything = wanted.strip_prefix("all ");
        let desk = match everything {
            Some(_) => &Desk {
                told: Told::All,
                ..*self
            },
            None => self,
        };
        let wanted = everything.unwrap_or(&wanted);
        if let Some(kind) = kind_called(wanted) {
            return desk.list_kind(out, kind);
        }
        let written = desk.on_page.iter().find(|(_, text)| fold(text) == wanted);
        if let Some((link, _)) = written {
            return desk.show(out, (*link).into());
        }
        let found = desk.best(wanted);
        match (found.as_slice(), desk.meant(&found)) {
            ([], _) => desk.nothing(out, wanted),
            ([only], _) => desk.show(out, only.topic),
            (several, Some(topic)) => {
                desk.show(out, topic)?;
                let others = several.iter().map(|hit| hit.topic);
                let others: Vec<Topic> = others.filter(|other| *other != topic).collect();
                out.gap()?;
                desk.list(out, "The same word is also in", &others)
            }
            (several, None) => {
                let lead = match several.first().map(|hit| hit.fit) {
                    Some(Fit::InText) => "Several texts tell of it",
                    _ => "Several things are called so",
                };
                let topics: Vec<Topic> = several.iter().map(|hit| hit.topic).collect();
                desk.list(out, lead, &topics)
            }
        }
    }

    /// Everything that fits best.
    fn best(&self, wanted: &str) -> Vec<Hit> {
        let within = Within {
            kind: None,
            told: self.told,
        };
        let mut found = self.codex.find(wanted, within);
        let best = found.first().map(|hit| tier(hit.fit));
        found.retain(|hit| Some(tier(hit.fit)) == best);
        found
    }

    /// The one that is most likely meant: a person before a word, a word before a place, if
    /// there is only one of its kind.
    fn meant(&self, found: &[Hit]) -> Option<Topic> {
        let named = found.iter().filter(|hit| hit.fit != Fit::InText);
        let near: Vec<(u8, Topic)> = named
            .filter_map(|hit| Some((nearness(self.codex.kind(hit.topic)?), hit.topic)))
            .collect();
        let nearest = near.iter().map(|(near, _)| *near).min()?;
        let mut likely = near.iter().filter(|(near, _)| *near == nearest);
        let (_, topic) = likely.next()?;
        (nearest < FAR && likely.next().is_none()).then_some(*topic)
    }

    fn nothing(&self, out: &mut Printer<'_>, wanted: &str) -> io::Result<()> {
        let shown: String = wanted.chars().take(40).collect();
        let everywhere = Within::default();
        if self.told != Told::All && !self.codex.find(wanted, everywhere).is_empty() {
            return out.line(&format!(
                "What is known under “{shown}” lies ahead of this hour. Type who all {shown} to read it all the same."
            ));
        }
        out.line(&format!("Nothing is known here under “{shown}”."))?;
        match self.codex.meant(wanted, self.told) {
            Some(word) => out.line(&format!("Did you mean {word}?")),
            None => Ok(()),
        }
    }

    fn list(&self, out: &mut Printer<'_>, lead: &str, topics: &[Topic]) -> io::Result<()> {
        let more = topics.len().saturating_sub(MOST_LISTED);
        let mut names: Vec<String> = topics
            .iter()
            .take(MOST_LISTED)
            .map(|topic| format!("{} ({})", self.codex.name(*topic), self.kind_of(*topic)))
            .collect();
        if more > 0 {
            names.push(format!("and {more} more"));
        }
        out.line(&format!("{lead}: {}.", names.join("; ")))?;
        out.line("Type who and more of the name.")
    }

    /// Every name of a kind, under its letters or months.
    fn list_kind(&self, out: &mut Printer<'_>, kind: Kind) -> io::Result<()> {
        let within = Within {
            kind: Some(kind),
            told: self.told,
        };
        let groups = self.codex.list(within);
        if groups.is_empty() {
            out.line(&format!("{}: none is told of yet.", kind.words()))?;
        } else {
            out.line(kind.words())?;
        }
        for group in groups {
            let names: Vec<&str> = group
                .topics
                .iter()
                .map(|topic| self.codex.listed(*topic))
                .collect();
            let names = names.join("; ");
            match group.head.as_str() {
                "" => out.entry(&names)?,
                head => out.entry(&format!("{head}: {names}"))?,
            }
        }
        self.held_back(out, self.codex.n_held_back(within))
    }

    fn held_back(&self, out: &mut Printer<'_>, n_held_back: usize) -> io::Result<()> {
        match n_held_back {
            0 => Ok(()),
            1 => out.line("One more lies ahead of this hour."),
            n => out.line(&format!("{n} more lie ahead of this hour.")),
        }
    }

    fn kind_of(&self, topic: Topic) -> String {
        let kind = self.codex.kind(topic);
        kind.map_or(String::new(), |kind| kind.word().to_lowercase())
    }

    fn show(&self, out: &mut Printer<'_>, topic: Topic) -> io::Result<()> {
        let Some(card) = self.codex.card(topic, self.told) else {
            return Ok(());
        };
        out.line(&format!("{} ({})", card.name, self.kind_of(topic)))?;
        let said = card.say.map(|say| format!("said {say}"));
        let parts: Vec<String> = card.original.map(str::to_owned).into_iter().collect();
        let parts: Vec<String> = parts.into_iter().chain(said).collect();
        out.line(&parts.join(", "))?;
        for fact in &card.facts {
            out.line(&sentence(fact))?;
        }
        if let Some(standing) = card.standing {
            out.line(&format!("Standing: {}.", standing.word()))?;
        }
        match card.body {
            Body::Prose(text) => out.prose(0, text)?,
            Body::Words(words) => out.line(&sentence(words))?,
            Body::TurningPoint(point) => self.turning_point(out, point)?,
            Body::Debate(debate) => self.debate(out, debate)?,
        }
        self.around(out, &card)
    }

    /// What leads on, what leads here, and what it rests on.
    fn around(&self, out: &mut Printer<'_>, card: &Card<'_>) -> io::Result<()> {
        if let Topic::Place(id) = card.topic
            && let Some(side) = self.top.holders.get(id.index()).copied().flatten()
        {
            let name = &self.codex.scenario()[side].name;
            out.gap()?;
            out.line(&format!("Held now by {name}."))?;
        }
        let see = match card.kind {
            Kind::Debate => "What in the game bears on it",
            _ => "See also",
        };
        self.names_of(out, see, &card.see)?;
        self.names_of(out, "Named in", &card.named_in)?;
        self.held_back(out, card.n_held_back)?;
        if !card.sources.is_empty() {
            let works = |ids: &[SourceId]| -> Vec<String> {
                ids.iter().map(|id| self.codex.work(*id)).collect()
            };
            out.gap()?;
            out.line(&format!("Sources: {}.", works(&card.sources).join("; ")))?;
        }
        Ok(())
    }

    fn names_of(&self, out: &mut Printer<'_>, lead: &str, topics: &[Topic]) -> io::Result<()> {
        if topics.is_empty() {
            return Ok(());
        }
        let shown = topics.iter().take(MOST_NAMED);
        let mut names: Vec<String> = shown
            .map(|topic| self.codex.name(*topic).to_owned())
            .collect();
        if topics.len() > MOST_NAMED {
            names.push(format!("and {} more", topics.len() - MOST_NAMED));
        }
        out.gap()?;
        out.line(&format!("{lead}: {}.", names.join("; ")))
    }

    fn turning_point(&self, out: &mut Printer<'_>, point: &TurningPoint) -> io::Result<()> {
        out.line(&point.question)?;
        let history = point.historical();
        for (index, answer) in (0_u8..).zip(&point.answers) {
            let mark = if index == history.0 { "History: " } else { "" };
            out.entry(&format!("{mark}{}.", answer.text))?;
        }
        out.prose(0, &point.record)?;
        for reading in &point.readings {
            out.gap()?;
            out.line(&format!("Read as: {}", reading.name))?;
            out.prose(0, &reading.text)?;
        }
        Ok(())
    }

    fn debate(&self, out: &mut Printer<'_>, debate: &Debate) -> io::Result<()> {
        out.prose(0, &debate.text)?;
        for position in &debate.positions {
            out.gap()?;
            out.line(&format!("{} ({})", position.name, position.who))?;
            out.line(&position.claim)?;
            out.line(&position.evidence)?;
            let scenario = self.codex.scenario();
            let authors = position.sources.iter().map(|id| &*scenario[*id].author);
            let authors: Vec<&str> = authors.collect();
            if !authors.is_empty() {
                out.line(&format!("Argued in: {}.", authors.join("; ")))?;
            }
        }
        out.gap()?;
        out.line(&format!("To think about: {}", debate.ask))
    }

    /// The year in order of time, with what this run made of its questions.
    pub(super) fn year(&self, out: &mut Printer<'_>, extent: Extent) -> io::Result<()> {
        let told = match extent {
            Extent::Short => self.told,
            Extent::All => Told::All,
        };
        let year: Year = self.codex.year(told, Some(self.run));
        if year.days.is_empty() {
            out.line("Nothing has happened yet.")?;
        }
        for day in &year.days {
            out.gap()?;
            out.line(&format!("{} ({})", day.label, day.other))?;
            for moment in &day.moments {
                let clock = moment.clock.as_ref();
                let clock = clock.map_or(String::new(), |clock| format!("{clock} "));
                let mut line = format!("{clock}{}", moment.title);
                if let Some(answer) = &moment.answer {
                    line = format!("{line}. Turning point; history: {answer}");
                }
                if let Some(own) = &moment.own {
                    let how = if own.turned {
                        format!("Yours, another way: {}", own.answer)
                    } else {
                        "Yours the same".to_owned()
                    };
                    line = format!("{line}. {how}");
                }
                out.entry(&sentence(&line))?;
            }
        }
        if year.n_held_back > 0 {
            out.gap()?;
            self.held_back(out, year.n_held_back)?;
            out.line("Type year all to read the whole year.")?;
        }
        Ok(())
    }

    /// The debates: those this run speaks to first, and why.
    pub(super) fn debates(&self, out: &mut Printer<'_>) -> io::Result<()> {
        let scenario = self.codex.scenario();
        if scenario.debates.is_empty() {
            return out.line("No debate of historians is told of here.");
        }
        // What a run came to is talked about when it is over.
        let spoken_to = match self.told {
            Told::All => compare::debates(scenario, self.run),
            Told::UpTo(_) => Vec::new(),
        };
        if !spoken_to.is_empty() {
            out.line("What historians dispute, and what in your run touches it. A run proves nothing about what happened.")?;
        }
        for bearing in &spoken_to {
            out.gap()?;
            out.line(&scenario[bearing.debate].question)?;
            for point in &bearing.points {
                out.entry(&sentence(&compare::bearing_words(scenario, point)))?;
            }
        }
        let all = (0..).zip(&scenario.debates);
        let others: Vec<&str> = all
            .filter(|(index, _)| !spoken_to.iter().any(|it| it.debate.index() == *index))
            .map(|(_, debate)| debate.question.as_str())
            .collect();
        if !others.is_empty() {
            out.gap()?;
            out.line(&format!(
                "{} {}",
                if spoken_to.is_empty() {
                    "What historians dispute:"
                } else {
                    "Also disputed:"
                },
                others.join(" ")
            ))?;
        }
        out.gap()?;
        out.line("Type who and a few words of a question to read the positions.")
    }
}

/// A name that begins so is as good as one of which a word begins so.
fn tier(fit: Fit) -> u8 {
    match fit {
        Fit::Exact => 0,
        Fit::Starts | Fit::StartsAWord => 1,
        Fit::Inside => 2,
        Fit::InText => 3,
    }
}

/// Events, debates and the like have sentences for names, and are found by any word.
const FAR: u8 = 3;

fn nearness(kind: Kind) -> u8 {
    match kind {
        Kind::Person => 0,
        Kind::Word => 1,
        Kind::Place => 2,
        Kind::Event | Kind::TurningPoint | Kind::Debate | Kind::Believed | Kind::Source => FAR,
    }
}

fn kind_called(wanted: &str) -> Option<Kind> {
    Kind::ALL
        .into_iter()
        .find(|kind| fold(kind.words()) == wanted)
}
