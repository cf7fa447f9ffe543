//! `october list`: the roles that can be played, their chapters, and how long each is.

use std::io::Write;
use std::sync::Arc;

use super::args::{Format, ListArgs};
use super::error::CliError;
use super::exit::Exit;
use super::length::{self, Length, WORDS_A_MINUTE};
use super::scenes;
use crate::model::{Readings, RoleId, Scenario};
use crate::playthrough::{ChapterStart, chapters};

/// Lists every role of every scenario.
pub(super) fn run(args: &ListArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    for origin in scenes::origins(args.scenes.as_deref())? {
        let mut found = scenes::read(origin)?;
        let Some(scenario) = found.loaded.scenario.take() else {
            return Err(scenes::broken(&found));
        };
        let scenario = Arc::new(scenario);
        if args.format == Format::Text {
            writeln!(out, "{}. {}", scenario.title, scenario.subtitle)?;
        }
        for role in scenario.role_ids() {
            let length = length::measure(&scenario, role);
            match args.format {
                Format::Text => text(out, &scenario, role, length)?,
                Format::Json => json(out, &scenario, role, length)?,
            }
        }
    }
    Ok(Exit::Ok)
}

fn text(
    out: &mut dyn Write,
    scenario: &Scenario,
    role: RoleId,
    length: Length,
) -> Result<(), CliError> {
    let chapters = chapters(scenario, role, &Readings::default());
    let role = &scenario[role];
    writeln!(out, "\n{}: {}", role.key, role.name)?;
    writeln!(out, "  {}", role.tagline)?;
    writeln!(out, "  {}", role.span)?;
    writeln!(
        out,
        "  {} scenes, {} words",
        length.n_scenes,
        thousands(length.words)
    )?;
    writeln!(
        out,
        "  an average playing: {} decisions, {} words of story and {} of record",
        length.decisions,
        thousands(length.story_words),
        thousands(length.record_words),
    )?;
    writeln!(
        out,
        "  at {WORDS_A_MINUTE} words a minute: {} minutes for the story, {} with the record",
        length.story_minutes(),
        length.minutes(),
    )?;
    writeln!(
        out,
        "  chapters, each of which can be begun with --chapter:"
    )?;
    for chapter in &chapters {
        writeln!(out, "    {}", chapter_line(chapter))?;
    }
    Ok(())
}

/// "october: Two nights, 24 – 26 October 1917, 8 decisions, about 17 minutes".
fn chapter_line(chapter: &ChapterStart) -> String {
    let ChapterStart {
        key, title, span, ..
    } = chapter;
    let length = match (&chapter.entry, chapter.minutes) {
        (Err(reason), _) => format!("cannot be begun on its own: {reason}"),
        (Ok(_), None) => "not on the recorded path".to_owned(),
        (Ok(_), Some(minutes)) => format!(
            "{}, about {}",
            scenes::counted(chapter.n_decisions, "decision", "decisions"),
            scenes::counted(minutes, "minute", "minutes"),
        ),
    };
    format!("{key}: {title}, {span}, {length}")
}

fn chapter_json(chapter: &ChapterStart) -> serde_json::Value {
    serde_json::json!({
        "chapter": chapter.key,
        "title": chapter.title,
        "span": chapter.span,
        "decisions": chapter.n_decisions,
        "minutes": chapter.minutes,
        "closed": chapter.entry.as_ref().err().map(ToString::to_string),
    })
}

fn json(
    out: &mut dyn Write,
    scenario: &Scenario,
    role: RoleId,
    length: Length,
) -> Result<(), CliError> {
    let chapters = chapters(scenario, role, &Readings::default());
    let chapters: Vec<_> = chapters.iter().map(chapter_json).collect();
    let role = &scenario[role];
    let line = serde_json::json!({
        "scenario": scenario.key,
        "role": role.key,
        "title": role.name,
        "tagline": role.tagline,
        "span": role.span,
        "scenes": length.n_scenes,
        "words": length.words,
        "average_decisions": length.decisions,
        "average_story_words": length.story_words,
        "average_record_words": length.record_words,
        "average_story_minutes": length.story_minutes(),
        "average_minutes": length.minutes(),
        "chapters": chapters,
    });
    writeln!(out, "{line}")?;
    Ok(())
}

/// "12,345".
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1000), "1,000");
        assert_eq!(thousands(412_345), "412,345");
    }
}
