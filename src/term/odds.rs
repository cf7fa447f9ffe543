//! How likely the answers are, in words, and what an answer hung on.

use std::io;

use super::print::{Printer, counted, listed, sentence};
use crate::explore::odds::view::{self, OddsGroup, OddsRow, OddsView, TurnsView, WhyView};
use crate::explore::odds::{HingeKind, Share, Target};
use crate::playthrough::{
    HintLevel, OddsAnswer, OddsQuestion, PageView, Playthrough, TableView, View,
};

/// Hinges that are told one by one.
const MOST_HINGES: usize = 10;

/// The odds of everything still open; after the end, of everything there was.
pub(super) fn table(out: &mut Printer<'_>, run: &Playthrough, hints: HintLevel) -> io::Result<()> {
    out.gap()?;
    if !run.is_over() && hints != HintLevel::Odds {
        return out.line(
            "During play the odds name what lies ahead; type hints odds first if you want that.",
        );
    }
    match run.odds(OddsQuestion::Table) {
        OddsAnswer::Table(table) if run.is_over() => it_was_all(out, &table),
        OddsAnswer::Table(table) if !table.happened.is_empty() => {
            out.line("Nothing is open any more; turn the page for the end.")
        }
        OddsAnswer::Table(table) => from_here(out, &table.odds),
        other => refused(out, &other),
    }
}

fn it_was_all(out: &mut Printer<'_>, table: &TableView) -> io::Result<()> {
    out.line("How likely it was, when the run began")?;
    out.line(view::WHOSE)?;
    let mut n_fixed = 0;
    for (number, group) in (1..).zip(&table.odds.groups) {
        if group.settled().is_some_and(|row| row.historical) {
            n_fixed += 1;
            continue;
        }
        let happened = |row: &&OddsRow| table.happened.contains(&row.target);
        for row in group.rows.iter().filter(happened) {
            out.gap()?;
            out.item(&format!("{number}. "), &it_was(group, row))?;
        }
    }
    out.gap()?;
    if n_fixed > 0 {
        out.line(&format!(
            "{} as in history, whatever this role does.",
            counted(
                n_fixed,
                "other question in this game went",
                "other questions in this game went"
            )
        ))?;
    }
    out.line("Type why and a number for what it hung on, and what would have turned it.")
}

fn it_was(group: &OddsGroup, row: &OddsRow) -> String {
    let [alike, decided, lowest, highest] = row.shares.as_slice() else {
        return String::new();
    };
    let how_likely = format!(
        "{} with every choice taken alike, {} with your decisions and luck alone; decisions could bring it {}",
        alike.words(),
        decided.words(),
        range(&lowest.words(), &highest.words()),
    );
    let answer = format!("{}{}", row.text, history(row));
    format!(
        "{} {} {}",
        group.question,
        sentence(&answer),
        sentence(&how_likely)
    )
}

fn from_here(out: &mut Printer<'_>, table: &OddsView) -> io::Result<()> {
    out.line("How likely it is from here, with every open choice taken alike")?;
    out.line(view::WHOSE)?;
    let open = table
        .groups
        .iter()
        .filter(|group| group.settled().is_none());
    for group in open {
        out.gap()?;
        out.line(&group.question)?;
        for row in &group.rows {
            let [alike, lowest, highest] = row.shares.as_slice() else {
                continue;
            };
            let reach = if lowest == highest {
                String::new()
            } else {
                format!(
                    "; decisions can bring it {}",
                    range(&lowest.words(), &highest.words())
                )
            };
            out.entry(&format!(
                "{}{}: {}{reach}",
                row.text,
                history(row),
                alike.words()
            ))?;
        }
    }
    let settled: Vec<&OddsRow> = table.groups.iter().filter_map(OddsGroup::settled).collect();
    let otherwise: Vec<String> = settled
        .iter()
        .filter(|row| !row.historical)
        .map(|row| row.text.clone())
        .collect();
    out.gap()?;
    if settled.len() > otherwise.len() {
        let n_same = settled.len() - otherwise.len();
        out.line(&format!(
            "{} as in history, whatever is decided from here.",
            counted(n_same, "other question goes", "other questions go")
        ))?;
    }
    if otherwise.is_empty() {
        return Ok(());
    }
    out.line(&format!("Certain by now: {}.", listed(&otherwise, "and")))
}

fn history(row: &OddsRow) -> &'static str {
    if row.historical {
        " (as in history)"
    } else {
        ""
    }
}

fn range(lowest: &str, highest: &str) -> String {
    if lowest == highest {
        format!("to nothing else than {lowest}")
    } else {
        format!("from {lowest} to {highest}")
    }
}

fn refused(out: &mut Printer<'_>, answer: &OddsAnswer) -> io::Result<()> {
    match answer {
        OddsAnswer::Refused(reason) => out.line(&sentence(reason)),
        _ => Ok(()),
    }
}

/// What is decided next, below the choices of a scene.
pub(super) fn ahead(out: &mut Printer<'_>, run: &Playthrough, shown: &View) -> io::Result<()> {
    let PageView::Scene(page) = &shown.page else {
        return Ok(());
    };
    let ahead = match run.odds(OddsQuestion::Ahead) {
        OddsAnswer::Ahead(Some(ahead)) => ahead,
        other => return refused(out, &other),
    };
    out.gap()?;
    out.line(&format!("In this game’s model, {}", ahead.question))?;
    let words = |shares: &[Share]| {
        let answers = ahead.answers.iter().zip(shares);
        let answers: Vec<String> = answers
            .map(|((text, _), share)| format!("{text}: {}", share.words()))
            .collect();
        answers.join("; ")
    };
    out.entry(&format!("from here, {}", words(&ahead.here)))?;
    for (choice, shares) in page.choices.iter().zip(&ahead.choices) {
        if let Some(shares) = shares {
            out.entry(&format!("if {}, {}", choice.number, words(shares)))?;
        }
    }
    Ok(())
}

/// What an answer of the run hung on; `which` is its number in the table or part of its
/// question or answer.
pub(super) fn why(out: &mut Printer<'_>, run: &Playthrough, which: &str) -> io::Result<()> {
    out.gap()?;
    if !run.is_over() {
        return out.line(
            "What an answer hung on is told after the end; odds tells how likely each is from here.",
        );
    }
    let table = match run.odds(OddsQuestion::Table) {
        OddsAnswer::Table(table) => table,
        other => return refused(out, &other),
    };
    let Some(target) = find(&table, which) else {
        return out.line(&format!(
            "Nothing in the odds is number “{which}” or has these words; odds lists them."
        ));
    };
    match run.odds(OddsQuestion::Why(target)) {
        OddsAnswer::Why(Some(why)) => tell(out, &why),
        OddsAnswer::Why(None) => out.line("That was decided before this run began."),
        other => refused(out, &other),
    }
}

fn find(table: &TableView, which: &str) -> Option<Target> {
    let (groups, happened) = (&table.odds.groups, &table.happened);
    let wanted = which.to_lowercase();
    let number = which.trim_end_matches(['.', ')']).parse::<usize>().ok();
    let of_group = |group: &OddsGroup| {
        let rows = group.rows.iter();
        rows.map(|row| row.target)
            .find(|target| happened.contains(target))
    };
    if let Some(number) = number {
        return groups.get(number.checked_sub(1)?).and_then(of_group);
    }
    groups
        .iter()
        .find(|group| {
            let texts = group.rows.iter().map(|row| &row.text);
            std::iter::once(&group.question)
                .chain(texts)
                .any(|text| text.to_lowercase().contains(&wanted))
        })
        .and_then(of_group)
}

fn tell(out: &mut Printer<'_>, why: &WhyView) -> io::Result<()> {
    out.line(&format!("In this game’s model: {}", why.question))?;
    out.line(&format!(
        "{} When the run began: {}.",
        sentence(&why.answer),
        why.first.words()
    ))?;
    out.gap()?;
    if why.hinges.is_empty() {
        out.line("Nothing that was decided and no luck moved it.")?;
    } else {
        out.line("What moved it, the furthest first")?;
    }
    for hinge in why.hinges.iter().take(MOST_HINGES) {
        let what = match hinge.kind {
            HingeKind::Decision => format!("you chose “{}”", hinge.choice),
            HingeKind::Draw => format!("luck, after “{}”", hinge.choice),
        };
        out.entry(&format!(
            "decision {}, {}, {}: {what}; it {}",
            hinge.number,
            hinge.day,
            hinge.scene,
            hinge.moved()
        ))?;
    }
    if let Some(more) = why.hinges.len().checked_sub(MOST_HINGES + 1) {
        out.entry(&format!(
            "{} moved it less",
            counted(more + 1, "more", "more")
        ))?;
    }
    for turns in &why.turns {
        out.gap()?;
        turn(out, turns)?;
    }
    Ok(())
}

fn turn(out: &mut Printer<'_>, turns: &TurnsView) -> io::Result<()> {
    let history = if turns.historical {
        " (as in history)"
    } else {
        ""
    };
    let Some(first) = turns.sets.first() else {
        return out.line(&format!(
            "{}{history}: no decisions of this role bring it about with this luck.",
            turns.answer
        ));
    };
    let ways = match (turns.sets.len(), turns.more) {
        (1, false) => "The way:".to_owned(),
        (n_sets, false) => format!("The {n_sets} ways:"),
        (n_sets, true) => format!("{n_sets} of the ways:"),
    };
    out.line(&format!(
        "{}{history}: {} would have brought it about with the same luck. {ways}",
        turns.answer,
        counted(first.len(), "other decision", "other decisions"),
    ))?;
    for set in &turns.sets {
        let changes: Vec<String> = set
            .iter()
            .map(|change| format!("{}, {}: “{}”", change.day, change.scene, change.choice))
            .collect();
        out.entry(&listed(&changes, "and"))?;
    }
    Ok(())
}
