//! The real program at the end of a pipe, and its answers counted.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// No answer takes as long as this, even on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(120);

pub(super) struct Program {
    child: Child,
    chunks: Receiver<Vec<u8>>,
    said: Vec<u8>,
    pub(super) started: Instant,
}

impl Program {
    pub(super) fn start(args: &[&str]) -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("october"))
            .args(["play", "--front-end", "terminal", "--width", "0"])
            .args(args)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        let (send, chunks) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 64 * 1024];
            while let Ok(n_read @ 1..) = out.read(&mut buffer) {
                if send.send(buffer[..n_read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            chunks,
            said: Vec::new(),
            started: Instant::now(),
        }
    }

    pub(super) fn said(&self) -> String {
        String::from_utf8_lossy(&self.said).into_owned()
    }

    /// How many questions it has asked so far: one at first, and one after each line.
    pub(super) fn n_questions(&self) -> usize {
        let said = self.said();
        let whole = said.rfind('\n').map_or("", |end| &said[..end]);
        whole.lines().filter(|line| is_question(line)).count()
    }

    /// Whether it has said anything behind its last question.
    pub(super) fn has_begun_to_answer(&self) -> bool {
        let said = self.said();
        let last = said.trim_end().lines().next_back().unwrap_or_default();
        !is_question(last)
    }

    pub(super) fn wait_for(&mut self, n_questions: usize) {
        let begun = Instant::now();
        while self.n_questions() < n_questions {
            match self.chunks.recv_timeout(Duration::from_millis(100)) {
                Ok(chunk) => self.said.extend(chunk),
                Err(RecvTimeoutError::Timeout) if begun.elapsed() < PATIENCE => {}
                Err(error) => panic!(
                    "question {n_questions} was not asked ({error}) behind:\n{}",
                    self.said()
                ),
            }
        }
    }

    pub(super) fn types(&mut self, lines: &str) {
        let input = self.child.stdin.as_mut().unwrap();
        input.write_all(lines.as_bytes()).unwrap();
        input.flush().unwrap();
    }

    /// Ends it as a power cut would, and gives all that it had said.
    pub(super) fn kill(&mut self) {
        self.child.kill().unwrap();
        let status = self.child.wait().unwrap();
        assert!(status.code().is_none(), "it ended by itself: {status}");
        while let Ok(chunk) = self.chunks.recv() {
            self.said.extend(chunk);
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Only where a check failed is it still there.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the program asks before it waits for a line.
fn is_question(line: &str) -> bool {
    let of_digits = |rest: &str| {
        let (digits, more) = rest.split_once('.').unwrap_or(("x", ""));
        digits
            .replace(" or ", "")
            .replace(", ", "")
            .bytes()
            .all(|it| it.is_ascii_digit())
            && (more.is_empty() || more.starts_with(" At any time you can also type "))
    };
    line.strip_prefix("Choose ").is_some_and(of_digits)
        || line.starts_with("Press Enter to go on.")
        || line.starts_with("Press Enter to see this year beside history, or type back")
        || line.starts_with("Press Enter to begin")
        || line.ends_with("Type help for what else can be typed.")
        || line.ends_with("Type yes to delete it; anything else keeps it.")
        || line.starts_with("Nothing can be chosen here. Type back")
}

#[test]
fn questions_are_told_from_the_story() {
    for line in [
        "Choose 1.",
        "Choose 1, 2 or 3. At any time you can also type map, log or quit.",
        "Press Enter to go on.",
        "Type 1 or 2; Enter takes 1. Type help for what else can be typed.",
    ] {
        assert!(is_question(line), "{line}");
    }
    for line in ["Choose a side.", "You chose 1: Wait", "1. Press Enter", ""] {
        assert!(!is_question(line), "{line}");
    }
}
