//! Dates as the people of the story lived them, and the other calendar derived from them.
//!
//! A scenario's dates are labels of its own calendar (Old Style in 1917); the other
//! style is always computed, never written. Nothing here reads a clock.

use std::fmt;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};

/// A moment of the story in the scenario's own calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Stamp {
    at: DateTime,
    /// Whether the hour was written; a bare date counts as noon when moments are ordered.
    to_the_minute: bool,
}

impl Default for Stamp {
    /// The first day of the year 1; stands in for a date that could not be read.
    fn default() -> Self {
        Self {
            at: DateTime::constant(1, 1, 1, 0, 0, 0, 0),
            to_the_minute: false,
        }
    }
}

/// How the scenario's calendar relates to the other one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    /// The style dates are written in, e.g. "Old Style".
    pub name: String,
    /// The style derived from it, e.g. "New Style".
    pub other: String,
    /// Days to add to get the other style: 13 for 1917.
    pub days: i16,
}

impl Stamp {
    /// Reads `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`; `None` if it is neither or no such day exists.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, clock) = match text.split_once(' ') {
            Some((day, clock)) => (day, Some(clock)),
            None => (text, None),
        };
        let mut parts = day.split('-');
        let year: i16 = digits(parts.next()?, 4)?;
        let month: i8 = digits(parts.next()?, 2)?;
        let number: i8 = digits(parts.next()?, 2)?;
        if parts.next().is_some() {
            return None;
        }
        let date = Date::new(year, month, number).ok()?;
        let (hour, minute) = match clock {
            None => (12, 0),
            Some(clock) => {
                let (hour, minute) = clock.split_once(':')?;
                (digits(hour, 2)?, digits(minute, 2)?)
            }
        };
        if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
            return None;
        }
        Some(Self {
            at: date.at(hour, minute, 0, 0),
            to_the_minute: clock.is_some(),
        })
    }

    /// The later of two moments.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        if other.at > self.at { other } else { self }
    }

    /// Whether this moment has come when the clock stands at `clock`.
    #[must_use]
    pub fn has_come(self, clock: Self) -> bool {
        self.at <= clock.at
    }

    /// Orders moments on the clock alone, whether or not the hour was written.
    #[must_use]
    pub fn cmp_on_clock(self, other: Self) -> std::cmp::Ordering {
        self.at.cmp(&other.at)
    }

    /// "03:30", or `None` for a bare date.
    #[must_use]
    pub fn clock(self) -> Option<String> {
        self.to_the_minute
            .then(|| format!("{:02}:{:02}", self.at.hour(), self.at.minute()))
    }

    /// The hour of the day, 0 to 23; noon for a bare date.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.at.hour().unsigned_abs()
    }

    /// Minutes since midnight, 0 to 1439; noon for a bare date.
    #[must_use]
    pub fn minute_of_day(self) -> u16 {
        let (hour, minute) = (self.at.hour(), self.at.minute());
        u16::from(hour.unsigned_abs()) * 60 + u16::from(minute.unsigned_abs())
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.at.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.at.month().unsigned_abs()
    }

    /// "25 October".
    #[must_use]
    pub fn day_and_month(self) -> String {
        format!("{} {}", self.at.day(), month_name(self.at.month()))
    }

    /// "25 October, 03:30"; without the clock for a bare date.
    #[must_use]
    pub fn day_and_clock(self) -> String {
        let day = self.day_and_month();
        match self.clock() {
            Some(clock) => format!("{day}, {clock}"),
            None => day,
        }
    }

    /// "25 Oct".
    #[must_use]
    pub fn short_day(self) -> String {
        let month: String = month_name(self.at.month()).chars().take(3).collect();
        format!("{} {month}", self.at.day())
    }

    /// "25 October 1917".
    #[must_use]
    pub fn day(self) -> String {
        format!("{} {}", self.day_and_month(), self.at.year())
    }

    /// Minutes from this moment to a later one; negative if it is earlier.
    #[must_use]
    pub fn minutes_to(self, later: Self) -> i64 {
        let days = self
            .at
            .date()
            .until(later.at.date())
            .map_or(0, |span| i64::from(span.get_days()));
        let of_day = |moment: DateTime| i64::from(moment.hour()) * 60 + i64::from(moment.minute());
        days * 24 * 60 + of_day(later.at) - of_day(self.at)
    }
}

impl Stamp {
    /// A moment of the reader's own time, from minutes since 1970 began: UTC. `None` in
    /// years that calendars do not write with four digits.
    #[must_use]
    pub fn of_unix_minutes(minutes: i64) -> Option<Self> {
        let since = jiff::Span::new().try_minutes(minutes).ok()?;
        let at = DateTime::constant(1970, 1, 1, 0, 0, 0, 0)
            .checked_add(since)
            .ok()?;
        let to_the_minute = true;
        (at.year() > 0).then_some(Self { at, to_the_minute })
    }
}

impl fmt::Display for Stamp {
    /// The form scene files use: "1917-10-25 03:30" or "1917-10-25".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at;
        write!(f, "{:04}-{:02}-{:02}", at.year(), at.month(), at.day())?;
        if self.to_the_minute {
            write!(f, " {:02}:{:02}", at.hour(), at.minute())?;
        }
        Ok(())
    }
}

impl Calendar {
    /// The weekday as the people of the story had it: "Wednesday".
    #[must_use]
    pub fn weekday(&self, stamp: Stamp) -> &'static str {
        use jiff::civil::Weekday;
        match self.other_date(stamp).weekday() {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }

    /// "Wednesday 25 October 1917 · 03:30".
    #[must_use]
    pub fn long(&self, stamp: Stamp) -> String {
        let day = format!("{} {}", self.weekday(stamp), stamp.day());
        match stamp.clock() {
            Some(clock) => format!("{day} · {clock}"),
            None => day,
        }
    }

    /// The other style's day and the style's name: "7 November, New Style".
    #[must_use]
    pub fn other_long(&self, stamp: Stamp) -> String {
        let date = self.other_date(stamp);
        let year = if date.year() == stamp.at.year() {
            String::new()
        } else {
            format!(" {}", date.year())
        };
        format!(
            "{} {}{year}, {}",
            date.day(),
            month_name(date.month()),
            self.other
        )
    }

    /// The date in the other calendar. Only that one is Gregorian, so weekdays come from it.
    fn other_date(&self, stamp: Stamp) -> Date {
        stamp.at.date().saturating_add(i64::from(self.days).days())
    }
}

fn digits<N: std::str::FromStr>(text: &str, width: usize) -> Option<N> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1)
        .ok()
        .and_then(|index| NAMES.get(index))
        .copied()
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn old_style() -> Calendar {
        Calendar {
            name: "Old Style".to_owned(),
            other: "New Style".to_owned(),
            days: 13,
        }
    }

    #[test]
    fn the_other_style_is_thirteen_days_on() {
        let night = Stamp::parse("1917-10-25 03:30").unwrap();
        assert_eq!(old_style().long(night), "Wednesday 25 October 1917 · 03:30");
        assert_eq!(old_style().other_long(night), "7 November, New Style");
        let eve = Stamp::parse("1917-12-25").unwrap();
        assert_eq!(old_style().other_long(eve), "7 January 1918, New Style");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "1917",
            "1917-13-01",
            "1917-02-30",
            "1917-2-3",
            "1917-10-25 24:00",
            "1917-10-25T03:30",
            "1917-10-25 3:30",
            "+917-10-25",
            "1917-10-25 03:30 ",
        ] {
            assert_eq!(Stamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_told_short_and_measured_in_minutes() {
        let night = Stamp::parse("1917-10-25 03:30").unwrap();
        assert_eq!(night.short_day(), "25 Oct");
        assert_eq!(night.day_and_clock(), "25 October, 03:30");
        assert_eq!(Stamp::parse("1917-05-01").unwrap().day_and_clock(), "1 May");
        assert_eq!(night.minute_of_day(), 210);
        assert_eq!(Stamp::parse("1917-05-01").unwrap().minute_of_day(), 720);
    }

    #[test]
    fn minutes_count_across_midnight() {
        let a = Stamp::parse("1917-10-25 23:30").unwrap();
        let b = Stamp::parse("1917-10-26 00:15").unwrap();
        assert_eq!(a.minutes_to(b), 45);
        assert_eq!(b.minutes_to(a), -45);
    }
}
