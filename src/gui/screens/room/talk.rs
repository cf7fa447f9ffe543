//! A clock for talking in pairs or groups: it runs down, and that is all it does.
//!
//! It rings no bell, turns no page and decides nothing. While it runs the window is drawn once
//! a second, by a rest that is cut short and not by asking for frames; paused, put back or run
//! down, the window rests like any other.

use std::time::Duration;

/// The minutes that can be had.
const MINUTES: [u8; 4] = [1, 2, 3, 5];

/// From one look at the clock to the next while it runs.
const TICK: Duration = Duration::from_secs(1);

/// What stands where the time was once it has run down.
pub(super) const OVER: &str = "time to hear from somebody";

/// The clock.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Talk {
    /// Position among [`MINUTES`].
    minutes: usize,
    hand: Hand,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Hand {
    /// Not started; there is no clock to see.
    Off,
    /// Down to nothing at this moment, in seconds of the window's time.
    Until(f64),
    /// Held, with so many seconds left.
    Held(f64),
}

/// What a clock that was started shows.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Shows {
    /// "1:45".
    pub(super) words: String,
    /// What is left of the time, 0 to 1.
    pub(super) share: f32,
    /// Whether it is held.
    pub(super) held: bool,
    /// Whether it has run down.
    pub(super) over: bool,
}

impl Default for Talk {
    fn default() -> Self {
        Self {
            minutes: 1,
            hand: Hand::Off,
        }
    }
}

impl Talk {
    /// How long it runs.
    pub(super) fn minutes(&self) -> u8 {
        MINUTES.get(self.minutes).copied().unwrap_or(2)
    }

    fn whole(&self) -> f64 {
        f64::from(self.minutes()) * 60.0
    }

    /// Another number of minutes; a clock that was started is put back to it.
    pub(super) fn next_minutes(&mut self) {
        self.minutes = (self.minutes + 1) % MINUTES.len();
        self.hand = Hand::Off;
    }

    /// Starts it, holds it, or lets it go on.
    pub(super) fn start_or_hold(&mut self, now: f64) {
        self.hand = match self.hand {
            Hand::Off => Hand::Until(now + self.whole()),
            Hand::Until(end) if end > now => Hand::Held(end - now),
            // Run down: the same again.
            Hand::Until(_) => Hand::Until(now + self.whole()),
            Hand::Held(left) => Hand::Until(now + left),
        };
    }

    /// As it was before it was started.
    pub(super) fn put_back(&mut self) {
        self.hand = Hand::Off;
    }

    /// Whether it was started and not put back.
    pub(super) fn is_on(&self) -> bool {
        self.hand != Hand::Off
    }

    fn left(&self, now: f64) -> Option<f64> {
        match self.hand {
            Hand::Off => None,
            Hand::Until(end) => Some((end - now).max(0.0)),
            Hand::Held(left) => Some(left),
        }
    }

    /// What it shows now; nothing before it is started.
    pub(super) fn shows(&self, now: f64) -> Option<Shows> {
        let left = self.left(now)?;
        // At most five minutes, which every number here holds.
        let seconds = left.ceil() as u32;
        Some(Shows {
            words: format!("{}:{:02}", seconds / 60, seconds % 60),
            share: (left / self.whole()) as f32,
            held: matches!(self.hand, Hand::Held(_)),
            over: left <= 0.0,
        })
    }

    /// The word on the button that starts it.
    pub(super) fn next_step(&self, now: f64) -> &'static str {
        match self.hand {
            Hand::Off => "Start talking",
            Hand::Until(end) if end > now => "Hold the clock",
            Hand::Until(_) => "Once more",
            Hand::Held(_) => "Go on talking",
        }
    }

    /// When it has to be looked at again, if it runs.
    pub(super) fn wakes_in(&self, now: f64) -> Option<Duration> {
        match self.hand {
            Hand::Until(end) if end > now => Some(TICK),
            Hand::Off | Hand::Until(_) | Hand::Held(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(talk: &Talk, now: f64) -> String {
        talk.shows(now).map_or(String::new(), |shows| shows.words)
    }

    #[test]
    fn it_is_not_there_before_it_is_started() {
        let talk = Talk::default();
        assert_eq!(talk.shows(5.0), None);
        assert_eq!(talk.wakes_in(5.0), None);
        assert_eq!(talk.minutes(), 2);
    }

    #[test]
    fn it_runs_down_and_stops_there() {
        let mut talk = Talk::default();
        talk.start_or_hold(100.0);
        assert_eq!(words(&talk, 100.0), "2:00");
        assert_eq!(words(&talk, 101.01), "1:59");
        assert_eq!(words(&talk, 219.5), "0:01");
        assert_eq!(talk.wakes_in(219.5), Some(Duration::from_secs(1)));
        let over = talk.shows(220.0).unwrap();
        assert!(over.over && over.share == 0.0 && over.words == "0:00");
        assert_eq!(talk.wakes_in(220.0), None);
        // Hours later it is still only over.
        assert_eq!(words(&talk, 99_999.0), "0:00");
        talk.start_or_hold(300.0);
        assert_eq!(words(&talk, 300.0), "2:00");
    }

    #[test]
    fn it_is_held_goes_on_and_is_put_back() {
        let mut talk = Talk::default();
        talk.start_or_hold(0.0);
        talk.start_or_hold(30.0);
        assert_eq!(words(&talk, 900.0), "1:30");
        assert_eq!(talk.wakes_in(900.0), None);
        assert!(talk.shows(900.0).unwrap().held);
        talk.start_or_hold(1000.0);
        assert_eq!(words(&talk, 1010.0), "1:20");
        talk.put_back();
        assert!(!talk.is_on());
    }

    #[test]
    fn the_minutes_go_round() {
        let mut talk = Talk::default();
        let mut seen = Vec::new();
        for _ in 0..4 {
            talk.next_minutes();
            seen.push(talk.minutes());
        }
        assert_eq!(seen, [3, 5, 1, 2]);
    }
}
