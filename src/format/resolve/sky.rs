//! Pictures and the sky: sky.ron, which a scenario may do without, and the names of drawings.

use std::collections::BTreeMap;

use super::parse;
use super::{At, Resolver};
use crate::diagnostics::{Code, Diagnostic, quoted};
use crate::format::raw::{RawSky, RawSun};
use crate::model::Stamp;
use crate::model::sky::{Lying, Sky, Spell, Sun, minute_of};

/// The file's name.
const FILE: &str = "sky.ron";

/// The most parts of a picture that a scene may ask for.
const MOST_PARTS: usize = 8;

/// The sky's file; an empty sky if there is none, `None` if it cannot be read.
pub(super) fn read(
    texts: &BTreeMap<&str, &str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<RawSky> {
    match texts.get(FILE) {
        Some(text) => parse(FILE, text, diagnostics),
        None => Some(RawSky::default()),
    }
}

impl Resolver<'_> {
    pub(super) fn read_sky(&mut self, raw: &RawSky) -> Sky {
        let root = At::file(FILE);
        for (n, field) in [
            (raw.sun.len(), "sun"),
            (raw.weather.len(), "weather"),
            (raw.snow.len(), "snow"),
        ] {
            self.count(n, (0, 10_000), field, &root.field(field));
        }
        let list = root.field("sun");
        let suns: Vec<Sun> = raw
            .sun
            .iter()
            .enumerate()
            .map(|(index, sun)| self.read_sun(sun, &list.item(index)))
            .collect();
        for (index, pair) in suns.windows(2).enumerate() {
            if let [a, b] = pair {
                let at = list.item(index + 1);
                self.check_later(
                    a.day,
                    b.day,
                    "the day before it in the list",
                    &at.field("day"),
                );
            }
        }
        let list = root.field("weather");
        let weather = raw
            .weather
            .iter()
            .enumerate()
            .map(|(index, spell)| {
                let at = list.item(index);
                let (from, until) = self.span(&spell.from, &spell.until, &at);
                Spell {
                    from,
                    until,
                    air: spell.air.into(),
                    standing: spell.standing.into(),
                    sources: self.sources(&spell.sources, &at.field("sources")),
                }
            })
            .collect();
        let list = root.field("snow");
        let snow = raw
            .snow
            .iter()
            .enumerate()
            .map(|(index, lying)| {
                let at = list.item(index);
                let (from, until) = self.span(&lying.from, &lying.until, &at);
                Lying {
                    from,
                    until,
                    standing: lying.standing.into(),
                    sources: self.sources(&lying.sources, &at.field("sources")),
                }
            })
            .collect();
        Sky {
            suns,
            weather,
            snow,
        }
    }

    fn read_sun(&mut self, raw: &RawSun, at: &At<'_>) -> Sun {
        let day = self.stamp(&raw.day, &at.field("day"));
        if day.clock().is_some() {
            self.report(
                Code::BadDate,
                &at.field("day"),
                format!("{} is more than a day", quoted(&raw.day)),
                "a day alone",
                "write year, month and day as \"1917-10-25\"; the hours have their own fields",
            );
        }
        let mut before = 0;
        let mut next = |field: &'static str, written: &str| {
            let Some(minute) = self.minute(written, &at.field(field)) else {
                return before;
            };
            if minute < before {
                self.report(
                    Code::ClockGoesBack,
                    &at.field(field),
                    format!("`{field}` is earlier than what it follows"),
                    "too early",
                    "a day goes from `dawn` to `rise`, `set` and `dusk`",
                );
            }
            before = minute;
            minute
        };
        Sun {
            day,
            dawn: next("dawn", &raw.dawn),
            rise: next("rise", &raw.rise),
            set: next("set", &raw.set),
            dusk: next("dusk", &raw.dusk),
        }
    }

    fn minute(&mut self, written: &str, at: &At<'_>) -> Option<u16> {
        let minute = minute_of(written);
        if minute.is_none() {
            self.report(
                Code::BadDate,
                at,
                format!("{} is no hour", quoted(written)),
                "no hour of a day",
                "write hours and minutes as \"07:46\", up to \"24:00\"",
            );
        }
        minute
    }

    fn span(&mut self, from: &str, until: &str, at: &At<'_>) -> (Stamp, Stamp) {
        let from = self.stamp(from, &at.field("from"));
        let until_at = at.field("until");
        let until = self.stamp(until, &until_at);
        self.check_later(from, until, "its `from`", &until_at);
        (from, until)
    }

    fn check_later(&mut self, first: Stamp, second: Stamp, what: &str, at: &At<'_>) {
        // A date that could not be read is reported already.
        let unread = Stamp::default();
        if first != unread && second != unread && !second.cmp_on_clock(first).is_gt() {
            self.report(
                Code::ClockGoesBack,
                at,
                format!("{second} is not later than {what} ({first})"),
                "too early",
                "the clock only goes forward",
            );
        }
    }

    /// The name of a drawing. Whether there is such a drawing is the front end's business.
    pub(super) fn drawing(&mut self, name: Option<&String>, at: &At<'_>) -> Option<String> {
        name.map(|name| self.drawn_name(name, at))
    }

    /// The names of parts of a drawing.
    pub(super) fn parts(&mut self, names: &[String], at: &At<'_>) -> Vec<String> {
        self.count(names.len(), (0, MOST_PARTS), "parts", at);
        names
            .iter()
            .enumerate()
            .map(|(index, name)| self.drawn_name(name, &at.item(index)))
            .collect()
    }

    fn drawn_name(&mut self, name: &str, at: &At<'_>) -> String {
        let mut bytes = name.bytes();
        let is_name = bytes.next().is_some_and(|first| first.is_ascii_lowercase())
            && bytes.all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-')
            })
            && name.len() <= 64;
        if !is_name {
            self.report(
                Code::BadId,
                at,
                format!("{} cannot be the name of a drawing", quoted(name)),
                "written here",
                "use at most 64 lower-case letters, digits, underscores and hyphens, starting \
                 with a letter; no folder and no ending",
            );
        }
        name.to_owned()
    }
}
