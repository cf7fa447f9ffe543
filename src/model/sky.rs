//! Light and weather: the sky over the city at a moment of the story.
//!
//! A scenario may say when the sun rose and set on some days, what fell from the sky, and
//! when snow lay. Between two of its days the sun is carried over in whole minutes; where
//! nothing is said the sky is overcast and dry. Nothing here moves a rule of the story: the
//! sky is only shown. Start at [`Sky::light`] and [`Sky::weather`].

use super::calendar::Stamp;
use super::id::SourceId;
use super::story::Certainty;

/// What a scenario says of the sky.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sky {
    /// In order of day.
    pub suns: Vec<Sun>,
    /// What the air was like, span by span; the first that covers a moment counts.
    pub weather: Vec<Spell>,
    /// When snow lay on the ground.
    pub snow: Vec<Lying>,
}

/// The sun of one day, in minutes since midnight by the clocks of that day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sun {
    /// The day.
    pub day: Stamp,
    /// Before this it is night.
    pub dawn: u16,
    /// Sunrise.
    pub rise: u16,
    /// Sunset.
    pub set: u16,
    /// From here on it is night.
    pub dusk: u16,
}

/// A span of one weather.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spell {
    /// Its first moment.
    pub from: Stamp,
    /// The moment it is over.
    pub until: Stamp,
    /// What the air was like.
    pub air: Air,
    /// How sure it is.
    pub standing: Certainty,
    /// Where it is known from.
    pub sources: Vec<SourceId>,
}

/// A span in which snow lay on the ground.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lying {
    /// Its first moment.
    pub from: Stamp,
    /// The moment it is over.
    pub until: Stamp,
    /// How sure it is.
    pub standing: Certainty,
    /// Where it is known from.
    pub sources: Vec<SourceId>,
}

/// What is in the air.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum Air {
    Clear,
    #[default]
    Overcast,
    Drizzle,
    Rain,
    WetSnow,
    Snow,
    Frost,
}

impl Air {
    /// "wet snow".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Overcast => "overcast",
            Self::Drizzle => "drizzle",
            Self::Rain => "rain",
            Self::WetSnow => "wet snow",
            Self::Snow => "snow",
            Self::Frost => "frost",
        }
    }
}

/// How light it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Light {
    /// No light but lamps.
    Night,
    /// Before sunrise or after sunset.
    HalfLight,
    /// The first third of the day.
    Morning,
    /// The middle third.
    #[default]
    Noon,
    /// The last third.
    Late,
}

impl Light {
    /// "half light".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Night => "night",
            Self::HalfLight => "half light",
            Self::Morning => "morning",
            Self::Noon => "midday",
            Self::Late => "late in the day",
        }
    }

    /// Whether lamps are lit.
    #[must_use]
    pub fn is_dark(self) -> bool {
        matches!(self, Self::Night | Self::HalfLight)
    }
}

/// The weather of a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Weather {
    /// What is in the air.
    pub air: Air,
    /// How sure that is; what nobody wrote down is invented.
    pub standing: Certainty,
}

impl Weather {
    /// A few words, if the weather is recorded: "wet snow, by some accounts".
    #[must_use]
    pub fn recorded(self) -> Option<String> {
        let words = self.air.words();
        match self.standing {
            Certainty::Documented => Some(words.to_owned()),
            Certainty::Probable => Some(format!("probably {words}")),
            Certainty::Disputed => Some(format!("{words}, by some accounts")),
            Certainty::Invented => None,
        }
    }
}

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// The sun of a scenario that says nothing of it: an even day and night.
const EVEN: [u16; 4] = [320, 360, 1080, 1120];

impl Sky {
    /// How light it is at a moment.
    #[must_use]
    pub fn light(&self, when: Stamp) -> Light {
        let [dawn, rise, set, dusk] = self.sun(when);
        let now = when.minute_of_day();
        if now < dawn || now >= dusk {
            return Light::Night;
        }
        if now < rise || now >= set {
            return Light::HalfLight;
        }
        match u32::from(now - rise) * 3 / u32::from((set - rise).max(1)) {
            0 => Light::Morning,
            1 => Light::Noon,
            _ => Light::Late,
        }
    }

    /// What the weather is at a moment.
    #[must_use]
    pub fn weather(&self, when: Stamp) -> Weather {
        self.weather
            .iter()
            .find(|spell| spell.from.has_come(when) && !spell.until.has_come(when))
            .map_or(
                Weather {
                    air: Air::Overcast,
                    standing: Certainty::Invented,
                },
                |spell| Weather {
                    air: spell.air,
                    standing: spell.standing,
                },
            )
    }

    /// Whether snow lies on the ground at a moment.
    #[must_use]
    pub fn snow_lies(&self, when: Stamp) -> bool {
        self.snow
            .iter()
            .any(|lying| lying.from.has_come(when) && !lying.until.has_come(when))
    }

    /// Dawn, sunrise, sunset and dusk of the day of a moment: those of the days before and
    /// after it that the scenario names, carried over evenly.
    fn sun(&self, when: Stamp) -> [u16; 4] {
        let later = self.suns.iter().position(|sun| days(sun.day, when) < 0);
        let after = later.map_or(self.suns.last(), |index| self.suns.get(index));
        let before = match later {
            Some(index) => index.checked_sub(1).and_then(|index| self.suns.get(index)),
            None => self.suns.last(),
        };
        let (before, after) = match (before, after) {
            (Some(before), Some(after)) => (before, after),
            (Some(only), None) | (None, Some(only)) => (only, only),
            (None, None) => return EVEN,
        };
        let (passed, whole) = (days(before.day, when), days(before.day, after.day).max(1));
        let between = |a: u16, b: u16| {
            let way = (i64::from(b) - i64::from(a)) * passed.clamp(0, whole);
            let minute = i64::from(a) + way.div_euclid(whole);
            u16::try_from(minute).unwrap_or(0).min(DAY)
        };
        [
            between(before.dawn, after.dawn),
            between(before.rise, after.rise),
            between(before.set, after.set),
            between(before.dusk, after.dusk),
        ]
    }
}

/// Whole days from a bare day, which counts as noon, to the day of a moment.
fn days(from: Stamp, to: Stamp) -> i64 {
    let (noon, day) = (i64::from(DAY / 2), i64::from(DAY));
    (from.minutes_to(to) + noon).div_euclid(day)
}

/// Minutes since midnight from "07:46"; "24:00" is the end of the day. `None` for what is no
/// hour.
#[must_use]
pub fn minute_of(clock: &str) -> Option<u16> {
    let (hour, minute) = clock.split_once(':')?;
    let number = |text: &str| {
        let is_written = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        is_written.then(|| text.parse::<u16>().ok()).flatten()
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let at = hour * 60 + minute;
    (minute < 60 && at <= DAY).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(when: &str) -> Stamp {
        Stamp::parse(when).unwrap()
    }

    fn sun(day: &str, clocks: [&str; 4]) -> Sun {
        let [dawn, rise, set, dusk] = clocks.map(|clock| minute_of(clock).unwrap());
        Sun {
            day: at(day),
            dawn,
            rise,
            set,
            dusk,
        }
    }

    fn sky() -> Sky {
        Sky {
            suns: vec![
                sun("1917-10-05", ["07:00", "07:40", "17:40", "18:20"]),
                sun("1917-10-25", ["07:40", "08:20", "17:00", "17:40"]),
            ],
            weather: vec![Spell {
                from: at("1917-10-25 12:00"),
                until: at("1917-10-26 00:00"),
                air: Air::WetSnow,
                standing: Certainty::Disputed,
                sources: Vec::new(),
            }],
            snow: vec![Lying {
                from: at("1917-11-05"),
                until: at("1918-03-01"),
                standing: Certainty::Invented,
                sources: Vec::new(),
            }],
        }
    }

    #[test]
    fn the_day_has_five_lights() {
        let sky = sky();
        for (when, light) in [
            ("1917-10-25 07:39", Light::Night),
            ("1917-10-25 07:40", Light::HalfLight),
            ("1917-10-25 08:20", Light::Morning),
            ("1917-10-25 12:30", Light::Noon),
            ("1917-10-25", Light::Noon),
            ("1917-10-25 16:59", Light::Late),
            ("1917-10-25 17:00", Light::HalfLight),
            ("1917-10-25 17:40", Light::Night),
            ("1917-10-25 00:00", Light::Night),
        ] {
            assert_eq!(sky.light(at(when)), light, "{when}");
        }
    }

    #[test]
    fn between_two_days_the_sun_moves_in_whole_minutes() {
        let sky = sky();
        assert_eq!(sky.sun(at("1917-10-15 23:59")), [440, 480, 1040, 1080]);
        assert_eq!(sky.sun(at("1917-10-06 00:00")), [422, 462, 1058, 1098]);
        // Before the first and after the last day nothing is carried on.
        assert_eq!(sky.sun(at("1917-02-23")), [420, 460, 1060, 1100]);
        assert_eq!(sky.sun(at("1918-01-05")), [460, 500, 1020, 1060]);
        assert_eq!(
            Sky::default().light(at("1848-03-02 05:59")),
            Light::HalfLight
        );
        assert_eq!(Sky::default().light(at("1848-03-02 13:00")), Light::Noon);
    }

    #[test]
    fn a_spell_ends_where_it_says() {
        let sky = sky();
        let weather = sky.weather(at("1917-10-25 17:00"));
        assert_eq!(weather.air, Air::WetSnow);
        assert_eq!(
            weather.recorded().as_deref(),
            Some("wet snow, by some accounts")
        );
        for dry in ["1917-10-25 11:59", "1917-10-26 00:00"] {
            let weather = sky.weather(at(dry));
            assert_eq!((weather.air, weather.recorded()), (Air::Overcast, None));
        }
        assert!(!sky.snow_lies(at("1917-10-25")));
        assert!(sky.snow_lies(at("1918-01-05 12:30")));
    }

    #[test]
    fn what_is_no_hour_is_refused() {
        assert_eq!(minute_of("00:00"), Some(0));
        assert_eq!(minute_of("24:00"), Some(1440));
        for text in [
            "", "7:46", "07:60", "24:01", "07.46", "+7:46", "07:46 ", "99:99",
        ] {
            assert_eq!(minute_of(text), None, "{text}");
        }
    }
}
