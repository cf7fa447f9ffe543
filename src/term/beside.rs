//! The run beside history and beside another run: what is asked for, and by which run.

use std::io;

use super::Game;
use super::comparison;
use super::lists::NamedRun;
use super::print::sentence;
use crate::compare::{Spread, spread};
use crate::journal;
use crate::model::Stamp;
use crate::report::{self, Line, Rows, RunLabel, Sheet};
use crate::session::{self, Session};
use crate::store::RunId;

/// What was typed after a command of comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Asked {
    rows: Rows,
    /// The other run; empty if none was named.
    run: String,
}

impl Asked {
    /// "all", "differences" and a run, in any order.
    fn parse(text: &str) -> Self {
        let mut asked = Self {
            rows: Rows::Telling,
            run: String::new(),
        };
        for word in text.split_whitespace() {
            match word.to_lowercase().as_str() {
                "all" => asked.rows = Rows::All,
                "differences" | "difference" | "diff" => asked.rows = Rows::Differences,
                // A code may be written with spaces, and so may a file be called.
                _ if asked.run.is_empty() => word.clone_into(&mut asked.run),
                _ => {
                    asked.run.push(' ');
                    asked.run.push_str(word);
                }
            }
        }
        asked
    }
}

/// Everything laid beside one another, and what the runs are called.
struct Laid {
    spread: Spread,
    mine: RunLabel,
    other: Option<RunLabel>,
}

impl Game<'_> {
    /// Rows of the run beside history, and beside the run that is named or that it left.
    pub(super) fn compare(&mut self, session: &Session, with: &str) -> io::Result<()> {
        let asked = Asked::parse(with);
        self.show_laid(session, &asked.run, |sheet| {
            let mut lines = report::comparison_lines(sheet, asked.rows);
            if asked.rows == Rows::Telling {
                let more = "Type compare all for the decisions that are the same, compare differences for nothing but what differs.";
                lines.push(Line::Text(more.to_owned()));
            }
            lines
        })
    }

    /// When each question was answered.
    pub(super) fn timeline(&mut self, session: &Session, with: &str) -> io::Result<()> {
        let asked = Asked::parse(with);
        self.show_laid(session, &asked.run, |sheet| {
            let mut lines = report::timeline_lines(sheet, asked.rows);
            if asked.rows != Rows::All {
                let more = "Type timeline all for the decisions as well.".to_owned();
                lines.extend([Line::Gap, Line::Text(more)]);
            }
            lines
        })
    }

    /// Who held what at an hour, beside history; without one, the hours there are.
    pub(super) fn city_at(&mut self, session: &Session, hour: &str) -> io::Result<()> {
        self.show_laid(session, "", |sheet| {
            let city = &sheet.spread.city;
            match hour_named(hour, &city.hours) {
                // What lies ahead of a run that is still played is not told.
                Some(hour) if !city.mine.reaches(hour) => {
                    let last = city.hours.last().copied().unwrap_or(hour);
                    report::city_lines(sheet, last)
                }
                Some(hour) => report::city_lines(sheet, hour),
                None => hour_list(sheet, hour),
            }
        })
    }

    fn show_laid(
        &mut self,
        session: &Session,
        with: &str,
        lines: impl FnOnce(&Sheet<'_>) -> Vec<Line>,
    ) -> io::Result<()> {
        let Some(laid) = self.lay(session, with)? else {
            return Ok(());
        };
        let sheet = Sheet {
            scenario: &self.scenario,
            spread: &laid.spread,
            mine: &laid.mine,
            other: laid.other.as_ref(),
        };
        comparison::show(&mut self.out, &lines(&sheet))
    }

    /// Lays the run beside the one named, or the one it left; `None` if the named one cannot
    /// be shown, which has been said then.
    fn lay(&mut self, session: &Session, with: &str) -> io::Result<Option<Laid>> {
        let other = match with {
            "" => self.parent_of(session),
            name => match self.find_any(name)? {
                Some(run) => Some(run),
                None => return Ok(None),
            },
        };
        let mut replayed = None;
        if let Some(run) = &other {
            match journal::replay(&self.scenario, &run.journal) {
                Ok(replay) => replayed = Some(replay),
                Err(error) => {
                    self.out.line(&sentence(&format!(
                        "{} cannot be compared: {error}",
                        run.label
                    )))?;
                    if !with.is_empty() {
                        return Ok(None);
                    }
                }
            }
        }
        let run = session.run();
        let mut spread = spread(&self.scenario, run.replay(), replayed.as_ref());
        let other_journal = other.as_ref().map(|run| &run.journal);
        let rows = &mut spread.comparison;
        rows.note_votes(&self.scenario, run.journal(), other_journal);
        let id = session.id().map_or("this run".to_owned(), RunId::to_string);
        Ok(Some(Laid {
            spread,
            mine: label(id, run.journal()),
            other: other
                .filter(|_| replayed.is_some())
                .map(|run| label(run.label, &run.journal)),
        }))
    }

    /// The run this one left, if it is kept and still the one that was left.
    fn parent_of(&self, session: &Session) -> Option<NamedRun> {
        let (id, _) = session.run().journal().parent.as_ref()?;
        let file = self.store.run(&RunId::parse(id)?).ok()?;
        session::parent_of(session.id(), session.run().journal(), [&file])?;
        Some(NamedRun {
            label: file.id.to_string(),
            journal: file.journal,
        })
    }
}

fn label(id: String, journal: &journal::Journal) -> RunLabel {
    RunLabel {
        id,
        name: journal.name.clone(),
        role: journal.role.clone(),
    }
}

/// What can be asked for, and what was not understood.
fn hour_list(sheet: &Sheet<'_>, typed: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    if !typed.is_empty() {
        let typed: String = typed.chars().take(30).collect();
        lines.push(Line::Text(format!("“{typed}” is none of the hours.")));
    }
    lines.extend([
        Line::Text("Hours at which places changed hands".to_owned()),
        Line::Gap,
    ]);
    let city = &sheet.spread.city;
    let differing = city.differing_by_hour(sheet.scenario);
    for (number, (hour, held)) in (1..).zip(city.hours.iter().zip(differing)) {
        let when = sheet.scenario.calendar.long(*hour);
        let n_places = held.len();
        lines.push(Line::Entry(match n_places {
            0 => format!("{number}. {when}: as in history"),
            1 => format!("{number}. {when}: 1 place otherwise than in history"),
            _ => format!("{number}. {when}: {n_places} places otherwise than in history"),
        }));
    }
    let example = city.hours.last().map_or(String::new(), |hour| {
        format!(": city {}", hour.day_and_clock().replace(',', ""))
    });
    let how =
        format!("Type city and a number of this list, or city and a day and an hour{example}.");
    lines.extend([Line::Gap, Line::Text(how)]);
    lines
}

/// An hour by its number in the list, or by day and clock: "25 October", "25 oct 07:00",
/// "1917-10-25 07:00". Without a clock the whole day has passed.
fn hour_named(text: &str, hours: &[Stamp]) -> Option<Stamp> {
    let text = text.trim();
    if let Ok(number) = text.parse::<usize>() {
        return hours.get(number.checked_sub(1)?).copied();
    }
    let mut words = text.split_whitespace().peekable();
    let first = words.next()?;
    let day = if first.contains('-') {
        Stamp::parse(first)?;
        first.to_owned()
    } else {
        day_named(first, words.next()?, hours)?
    };
    let clock = words.next().unwrap_or("23:59");
    if words.next().is_some() {
        return None;
    }
    Stamp::parse(&format!("{day} {clock:0>5}"))
}

/// "1917-10-25" from "25" and "oct". The year is that of an hour of the same month, or of
/// the latest hour before it.
fn day_named(number: &str, month: &str, hours: &[Stamp]) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let number: u8 = number.parse().ok()?;
    let start: String = month.to_lowercase().chars().take(3).collect();
    let month = MONTHS.iter().position(|name| *name == start)? + 1;
    let written = |hour: &Stamp| hour.to_string();
    let year = hours
        .iter()
        .map(written)
        .find(|hour| hour.get(5..7) == Some(&format!("{month:02}")))
        .or_else(|| hours.first().map(written))?;
    Some(format!("{}-{month:02}-{number:02}", year.get(..4)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours() -> Vec<Stamp> {
        ["1917-02-23 09:00", "1917-10-25 07:00", "1918-01-06 05:00"]
            .map(|text| Stamp::parse(text).unwrap())
            .to_vec()
    }

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let found = hour_named(text, &hours()).map(|hour| hour.to_string());
        assert_eq!(found.as_deref(), expected, "{text:?}");
    }

    #[test]
    fn an_hour_is_a_number_or_a_day_and_a_clock() {
        check("2", Some("1917-10-25 07:00"));
        check("25 October 03:30", Some("1917-10-25 03:30"));
        check("25 oct 3:30", Some("1917-10-25 03:30"));
        check("6 January", Some("1918-01-06 23:59"));
        check("1 May 12:00", Some("1917-05-01 12:00"));
        check("1917-10-25 07:00", Some("1917-10-25 07:00"));
        check("1917-10-25", Some("1917-10-25 23:59"));
    }

    #[test]
    fn what_is_no_hour_is_none() {
        for text in [
            "",
            "0",
            "4",
            "October",
            "25",
            "25 Otober",
            "31 February",
            "25 October 25:00",
            "25 October 07:00 sharp",
            "-5 October",
            "ё ё",
            "1917-13-40",
            "99999999999999999999",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn words_of_a_comparison_stand_in_any_order() {
        let expected = Asked {
            rows: Rows::Differences,
            run: "3".to_owned(),
        };
        assert_eq!(Asked::parse("3 differences"), expected);
        assert_eq!(Asked::parse("Differences 3"), expected);
        assert_eq!(Asked::parse("").rows, Rows::Telling);
        assert_eq!(Asked::parse("all").rows, Rows::All);
        assert_eq!(Asked::parse("22R9 SK3Q all FURB").run, "22R9 SK3Q FURB");
    }
}
