//! Play scripts: a text file says what is read, what can be chosen and what is chosen.
//!
//! ```text
//! scenario: petition            # of tests/fixtures, else one inside the binary
//! role: clerk
//! seed: 7
//!
//! > The hall is cold            # this can be read since the last choice
//! ? Copy all four sheets        # a choice that begins so is offered and open
//! ! Burn | The stove is cold    # a choice that begins so is locked, with this reason
//! = Copy all four sheets        # the choice that begins so is taken
//! end: petition_heard           # this ending is reached
//! ```

use std::fs;
use std::path::Path;
use std::sync::Arc;

use october::model::Scenario;
use october::playthrough::{
    Action, ChoiceView, DispatchView, Options, PageView, Playthrough, TopView,
};
use october::store;

use crate::fixtures;

struct Play {
    run: Playthrough,
    /// Everything that could be read since the last choice.
    read: String,
}

impl Play {
    fn begin(scenario: Arc<Scenario>, role: &str, seed: u64) -> Result<Self, String> {
        let role = scenario
            .role_by_key(role)
            .ok_or_else(|| format!("there is no role `{role}`"))?;
        let mut play = Self {
            run: Playthrough::begin(scenario, role, seed),
            read: String::new(),
        };
        play.read_page();
        Ok(play)
    }

    fn read_page(&mut self) {
        let view = self.run.view(&Options::default());
        self.read_top(&view.top);
        match view.page {
            PageView::Scene(scene) => {
                if let Some(opening) = scene.opening {
                    self.read_line(&opening.title);
                    self.read_line(&opening.text.plain());
                }
                self.read_line(&scene.title);
                self.read_line(&scene.text.plain());
            }
            PageView::After(after) => {
                self.read_line(&after.text.plain());
                for moved in after.moved {
                    self.read_line(&format!("{}: {}", moved.subject, moved.text));
                }
                for record in after.records {
                    self.read_line(&record.text.plain());
                }
            }
            PageView::End(end) => {
                self.read_line(&end.title);
                self.read_line(&end.text.plain());
                for statement in end.statements {
                    self.read_line(&statement.plain());
                }
            }
        }
    }

    fn read_top(&mut self, top: &TopView) {
        self.read_line(&top.date);
        self.read_line(&top.place_name);
        for DispatchView {
            from,
            head,
            text,
            answer,
            ..
        } in &top.dispatches
        {
            self.read_line(from);
            self.read_line(head.as_deref().unwrap_or_default());
            self.read_line(&text.plain());
            self.read_line(answer);
        }
    }

    /// Adds to what has been read; how lines are broken does not matter.
    fn read_line(&mut self, text: &str) {
        self.read.push_str(&words(text));
        self.read.push('\n');
    }

    fn choices(&self) -> Vec<ChoiceView> {
        match self.run.view(&Options::default()).page {
            PageView::Scene(scene) => scene.choices,
            PageView::After(_) | PageView::End(_) => Vec::new(),
        }
    }

    fn choice(&self, begins: &str) -> Result<ChoiceView, String> {
        let choices = self.choices();
        let mut found = choices
            .iter()
            .filter(|choice| words(&choice.text).starts_with(begins));
        let Some(choice) = found.next() else {
            let texts: Vec<&str> = choices.iter().map(|choice| choice.text.as_str()).collect();
            return Err(format!(
                "no choice begins with `{begins}`; there are {texts:#?}"
            ));
        };
        match found.next() {
            Some(other) => Err(format!(
                "both `{}` and `{}` begin so",
                choice.text, other.text
            )),
            None => Ok(choice.clone()),
        }
    }

    /// One line of a script.
    fn line(&mut self, line: &str) -> Result<(), String> {
        if let Some(ending) = line.strip_prefix("end:") {
            return self.ends_with(ending.trim());
        }
        let (sign, rest) = line.split_once(' ').unwrap_or((line, ""));
        match sign {
            ">" if self.read.contains(&words(rest)) => Ok(()),
            ">" => Err(format!(
                "`{rest}` is not to be read here, but\n{}",
                self.read
            )),
            "?" => match self.choice(rest)?.locked {
                None => Ok(()),
                Some(reason) => Err(format!("this choice is locked: {reason}")),
            },
            "!" => {
                let (begins, reason) = rest.split_once(" | ").unwrap_or((rest, ""));
                match self.choice(begins.trim())?.locked {
                    Some(why) if why.contains(reason) => Ok(()),
                    Some(why) => Err(format!("it is locked for another reason: {why}")),
                    None => Err("this choice is open".to_owned()),
                }
            }
            "=" => self.choose(rest),
            _ => Err(format!(
                "a line begins with >, ?, !, = or end:, not with `{sign}`"
            )),
        }
    }

    fn choose(&mut self, begins: &str) -> Result<(), String> {
        let choice = self.choice(begins)?;
        self.read.clear();
        self.run
            .act(Action::Choose(choice.number - 1))
            .map_err(|error| error.to_string())?;
        self.read_page();
        self.run
            .act(Action::Continue)
            .map_err(|error| error.to_string())?;
        self.read_page();
        Ok(())
    }

    fn ends_with(&self, ending: &str) -> Result<(), String> {
        match self.run.view(&Options::default()).page {
            PageView::End(end) if end.key == ending => Ok(()),
            PageView::End(end) => Err(format!("the ending is `{}`", end.key)),
            PageView::Scene(scene) => Err(format!("the story stands in `{}`", scene.key)),
            PageView::After(_) => Err("an outcome is still to be read".to_owned()),
        }
    }
}

/// The text with single blanks between its words.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn scenario(name: &str) -> Arc<Scenario> {
    if name == "petition" {
        fixtures::petition()
    } else {
        let files = store::embedded_files(name);
        assert!(!files.is_empty(), "there is no scenario `{name}`");
        fixtures::loaded(&files)
    }
}

/// What stands before a comment.
fn before_comment(line: &str) -> &str {
    let end = if line.starts_with('#') {
        Some(0)
    } else {
        line.find("  #")
    };
    line.get(..end.unwrap_or(line.len()))
        .unwrap_or("")
        .trim_end()
}

/// Plays a script; the error says on which line it does not go on.
fn play(text: &str) -> Result<(), String> {
    let (mut name, mut role, mut seed) = (None, None, 0);
    let mut play: Option<Play> = None;
    for (number, line) in (1..).zip(text.lines().map(before_comment)) {
        let at = |error: String| format!("line {number}: {line}\n{error}");
        if line.is_empty() {
            continue;
        }
        if let Some(value) = line.strip_prefix("scenario:") {
            name = Some(value.trim());
        } else if let Some(value) = line.strip_prefix("role:") {
            role = Some(value.trim());
        } else if let Some(value) = line.strip_prefix("seed:") {
            seed = value
                .trim()
                .parse()
                .map_err(|_| at("a seed is a number".to_owned()))?;
        } else {
            if play.is_none() {
                let (Some(name), Some(role)) = (name, role) else {
                    return Err(at("a script begins with `scenario:` and `role:`".to_owned()));
                };
                play = Some(Play::begin(scenario(name), role, seed).map_err(at)?);
            }
            let at = |error: String| format!("line {number}: {line}\n{error}");
            play.as_mut()
                .map_or(Ok(()), |play| play.line(line))
                .map_err(at)?;
        }
    }
    match play {
        Some(_) => Ok(()),
        None => Err("the script plays nothing".to_owned()),
    }
}

fn check(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).unwrap();
    let error = play(&text).err()?;
    Some(format!("{}, {error}", path.display()))
}

#[test]
fn every_script_plays_as_it_says() {
    let failed: Vec<String> = fixtures::list("plays", "play")
        .iter()
        .filter_map(|path| check(path))
        .collect();
    assert!(failed.is_empty(), "\n{}\n", failed.join("\n\n"));
}

#[test]
fn a_script_that_is_wrong_says_on_which_line() {
    let head = "scenario: petition\nrole: clerk\nseed: 7\n";
    for (script, expected) in [
        (
            "> It is warm",
            "line 4: > It is warm\n`It is warm` is not to be read here, but\n",
        ),
        (
            "? Sing",
            "line 4: ? Sing\nno choice begins with `Sing`; there are ",
        ),
        (
            "? Copy",
            "line 4: ? Copy\nboth `Copy all four sheets fair, names and all` and `Copy what ",
        ),
        ("! Copy all", "line 4: ! Copy all\nthis choice is open"),
        (
            "= Copy all\n! Remark",
            "line 5: ! Remark\nthis choice is open",
        ),
        (
            "= Break\n? Remark",
            "line 5: ? Remark\nthis choice is locked: You open your mouth",
        ),
        (
            "= Break\n! Remark | because",
            "line 5: ! Remark | because\nit is locked for another reason",
        ),
        (
            "end: petition_heard",
            "line 4: end: petition_heard\nthe story stands in `cold_hall`",
        ),
        (
            "jump",
            "line 4: jump\na line begins with >, ?, !, = or end:, not with `jump`",
        ),
        ("seed: seven", "line 4: seed: seven\na seed is a number"),
        ("", "the script plays nothing"),
    ] {
        let error = play(&format!("{head}{script}")).unwrap_err();
        assert!(error.starts_with(expected), "{script}: {error}");
    }
    assert_eq!(
        play("> The hall").unwrap_err(),
        "line 1: > The hall\na script begins with `scenario:` and `role:`"
    );
}

#[test]
fn comments_are_not_played() {
    assert_eq!(
        before_comment("> The hall is cold   # and so on"),
        "> The hall is cold"
    );
    assert_eq!(before_comment("# all of it"), "");
    assert_eq!(before_comment("> number #7"), "> number #7");
}
