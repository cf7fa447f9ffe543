//! The clock of what moves: it wakes the window thirty times a second for as long as it was
//! asked to, and then ends.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use bevy::prelude::Resource;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

/// Thirty pictures a second are enough for anything here.
pub(super) const BEAT: Duration = Duration::from_millis(33);

/// Until when the window is being woken; `None` while nothing moves and no thread runs.
#[derive(Resource, Clone, Default)]
pub(super) struct Beat {
    until: Arc<Mutex<Option<Instant>>>,
}

impl Beat {
    /// Wakes the window until a moment, at least.
    pub(super) fn keep_until(&self, moment: Instant, proxy: &EventLoopProxyWrapper) {
        if self.lengthen(moment) {
            let beat = self.clone();
            let proxy = (**proxy).clone();
            thread::spawn(move || {
                while beat.goes_on(Instant::now() + BEAT) {
                    thread::sleep(BEAT);
                    // If the loop is gone, so is the window.
                    if proxy.send_event(WinitUserEvent::WakeUp).is_err() {
                        return;
                    }
                }
            });
        }
    }

    /// Lets everything rest, whatever was asked for.
    pub(super) fn stop(&self) {
        if let Ok(mut until) = self.until.lock()
            && until.is_some()
        {
            *until = Some(Instant::now());
        }
    }

    /// Whether a new thread is needed to get to the moment.
    fn lengthen(&self, moment: Instant) -> bool {
        let Ok(mut until) = self.until.lock() else {
            return false;
        };
        let is_new = until.is_none();
        *until = Some(until.map_or(moment, |until| until.max(moment)));
        is_new
    }

    /// Whether the clock still runs at a moment; if not, the thread that asks must end.
    fn goes_on(&self, moment: Instant) -> bool {
        let Ok(mut until) = self.until.lock() else {
            return false;
        };
        let goes_on = until.is_some_and(|until| moment < until);
        if !goes_on {
            *until = None;
        }
        goes_on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thread_serves_all_that_moves_and_ends_with_the_last() {
        let beat = Beat::default();
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        assert!(beat.lengthen(after(2)));
        assert!(!beat.lengthen(after(9)));
        assert!(!beat.lengthen(after(3)));
        assert!(beat.goes_on(after(8)));
        assert!(!beat.goes_on(after(9)));
        // The thread has ended: the next movement needs another.
        assert!(beat.lengthen(after(12)));
    }

    #[test]
    fn a_stopped_clock_ends_with_its_next_beat() {
        let beat = Beat::default();
        beat.stop();
        assert!(beat.lengthen(Instant::now() + Duration::from_secs(9)));
        beat.stop();
        assert!(!beat.goes_on(Instant::now() + BEAT));
    }
}
