//! A page as text: the scene, what came of it, the end.
//!
//! Everything here takes a view and a printer; nothing decides anything.

use std::io;

use super::print::{Printer, counted, listed, span_in_words};
use super::{city, lessons};
use crate::model::{Link, Prose, Scenario};
use crate::playthrough::{
    AfterView, ChapterView, ChoiceView, DispatchView, EndView, HintView, MovedSign, MovedView,
    PageView, RecordView, SceneView, TopView, View,
};

/// Whether all of the run is on disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kept {
    /// It is.
    All,
    /// It could not be saved.
    NotAll,
}

/// The whole page.
pub(super) fn show(
    out: &mut Printer<'_>,
    scenario: &Scenario,
    view: &View,
    kept: Kept,
) -> io::Result<()> {
    out.gap()?;
    match &view.page {
        PageView::Scene(page) => scene(out, scenario, &view.top, page),
        PageView::After(page) => after(out, scenario, page, kept),
        PageView::End(page) => {
            news(out, scenario, &view.top)?;
            end(out, page)
        }
    }
}

/// What the page waits for.
pub(super) fn question(view: &View) -> String {
    match &view.page {
        PageView::Scene(page) => {
            let open: Vec<String> = page
                .choices
                .iter()
                .filter(|choice| choice.locked.is_none())
                .map(|choice| choice.number.to_string())
                .collect();
            match open.as_slice() {
                [] => "Nothing can be chosen here. Type back for the decision before.".to_owned(),
                open => format!("Choose {}.", listed(open, "or")),
            }
        }
        PageView::After(_) => "Press Enter to go on.".to_owned(),
        PageView::End(_) => {
            "Press Enter to see this year beside history, or type back, log, new or quit."
                .to_owned()
        }
    }
}

fn scene(
    out: &mut Printer<'_>,
    scenario: &Scenario,
    top: &TopView,
    page: &SceneView,
) -> io::Result<()> {
    news(out, scenario, top)?;
    if let Some(chapter) = &page.opening {
        opening(out, chapter)?;
    }
    out.gap()?;
    let weather = top.sky.recorded.as_ref();
    let weather = weather.map_or(String::new(), |words| format!(" · {words}"));
    out.line(&format!("{} ({}){weather}", top.date, top.other_date))?;
    out.line(&top.place_name)?;
    out.line(&page.title)?;
    out.prose(0, &page.text)?;
    out.gap()?;
    for choice in &page.choices {
        out.item(&format!("{}. ", choice.number), &choice_text(choice))?;
    }
    Ok(())
}

fn opening(out: &mut Printer<'_>, chapter: &ChapterView) -> io::Result<()> {
    out.gap()?;
    out.line(&format!("{}: {}", chapter.number, chapter.title))?;
    out.line(&span_in_words(&chapter.span))?;
    out.prose(0, &chapter.text)
}

/// What arrived with this page, and what it did to the city.
fn news(out: &mut Printer<'_>, scenario: &Scenario, top: &TopView) -> io::Result<()> {
    for item in &top.dispatches {
        dispatch(out, item)?;
    }
    let meanwhile = city::changes(scenario, top);
    if !meanwhile.is_empty() {
        out.gap()?;
        out.line("Meanwhile")?;
        for change in meanwhile {
            out.entry(&change)?;
        }
    }
    Ok(())
}

/// One piece of news.
pub(super) fn dispatch(out: &mut Printer<'_>, item: &DispatchView) -> io::Result<()> {
    out.gap()?;
    out.line(&format!("{}: {}", item.kind.word(), item.from))?;
    if let Some(head) = &item.head {
        out.indented(4, head)?;
    }
    out.prose(4, &item.text)?;
    out.gap()?;
    out.indented(4, &format!("Decided: {} {}.", item.question, item.answer))
}

fn choice_text(choice: &ChoiceView) -> String {
    if let Some(reason) = &choice.locked {
        return format!("{} (locked: {reason})", choice.text);
    }
    let hints: Vec<String> = choice.hints.iter().map(hint).collect();
    if hints.is_empty() {
        choice.text.clone()
    } else {
        format!("{} ({})", choice.text, hints.join(", "))
    }
}

/// "the streets up", "perhaps your nerve down by 1".
fn hint(hint: &HintView) -> String {
    let perhaps = if hint.certain { "" } else { "perhaps " };
    let way = if hint.up { "up" } else { "down" };
    let by = hint.by.map_or(String::new(), |by| format!(" by {by}"));
    format!("{perhaps}{} {way}{by}", hint.gauge)
}

fn after(
    out: &mut Printer<'_>,
    scenario: &Scenario,
    page: &AfterView,
    kept: Kept,
) -> io::Result<()> {
    out.line(&format!("You chose {}: {}", page.number, page.chosen))?;
    out.prose(0, &page.text)?;
    if !page.moved.is_empty() {
        out.gap()?;
        out.line("What moved")?;
        for item in &page.moved {
            out.entry(&moved(scenario, item))?;
        }
    }
    records(out, &page.records)?;
    match &page.closing {
        Some(closing) => lessons::closing(out, closing, kept)?,
        None if page.closes_chapter => {
            out.gap()?;
            out.line("This closes the chapter.")?;
        }
        None => {}
    }
    Ok(())
}

fn moved(scenario: &Scenario, item: &MovedView) -> String {
    let MovedView {
        subject, text, was, ..
    } = item;
    match item.sign {
        MovedSign::Up => format!("{subject}, up: {text}, was {was}"),
        MovedSign::Down => format!("{subject}, down: {text}, was {was}"),
        MovedSign::Side(side) => {
            let now = &scenario[side].short;
            format!("{subject} changes hands: {now}, was {was}")
        }
        MovedSign::Memory => format!("{subject}: {text}"),
    }
}

/// What is recorded, each hour a block of its own, moved to the right of the story.
fn records(out: &mut Printer<'_>, records: &[RecordView]) -> io::Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    out.gap()?;
    out.line(match records {
        [_] => "What is recorded of this hour",
        _ => "What is recorded of these hours",
    })?;
    for item in records {
        record(out, item)?;
    }
    Ok(())
}

fn record(out: &mut Printer<'_>, item: &RecordView) -> io::Result<()> {
    out.gap()?;
    out.indented(
        4,
        &format!(
            "{}, {}. Standing: {}.",
            item.title,
            item.when,
            item.standing.word()
        ),
    )?;
    out.prose(4, &item.text)?;
    out.gap()?;
    for choice in &item.choices {
        let taken = if choice.taken { " (your choice)" } else { "" };
        let text = format!("{}{taken}: {}", choice.text, choice.record.words());
        out.item(&format!("    {}. ", choice.number), &text)?;
    }
    if let Some(question) = &item.debate {
        out.gap()?;
        out.indented(4, &format!("Historians dispute: {question}"))?;
    }
    if !item.sources.is_empty() {
        out.gap()?;
        out.indented(4, &format!("Sources: {}.", item.sources.join("; ")))?;
    }
    Ok(())
}

fn end(out: &mut Printer<'_>, page: &EndView) -> io::Result<()> {
    out.gap()?;
    out.line(&format!("The end: {}", page.title))?;
    out.prose(0, &page.text)?;
    for statement in &page.statements {
        out.prose(0, statement)?;
    }
    records(out, &page.records)
}

/// Why choices of this page are locked.
pub(super) fn locked(out: &mut Printer<'_>, view: &View) -> io::Result<()> {
    let PageView::Scene(page) = &view.page else {
        return out.line("There is nothing to choose on this page.");
    };
    let mut locked = page
        .choices
        .iter()
        .filter_map(|choice| Some((choice, choice.locked.as_ref()?)))
        .peekable();
    if locked.peek().is_none() {
        return out.line("Nothing is locked here.");
    }
    for (choice, reason) in locked {
        out.item(
            &format!("{}. ", choice.number),
            &format!("{}: {reason}", choice.text),
        )?;
    }
    Ok(())
}

/// Every name on the page that can be asked about, as it is written there.
pub(super) fn names(view: &View) -> Vec<(Link, String)> {
    let mut texts: Vec<&Prose> = view.top.dispatches.iter().map(|item| &item.text).collect();
    match &view.page {
        PageView::Scene(page) => {
            texts.extend(page.opening.iter().map(|chapter| &chapter.text));
            texts.push(&page.text);
        }
        PageView::After(page) => {
            texts.push(&page.text);
            texts.extend(page.records.iter().map(|record| &record.text));
        }
        PageView::End(page) => {
            texts.push(&page.text);
            texts.extend(&page.statements);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    texts
        .iter()
        .flat_map(|text| text.links())
        .filter(|(link, _)| seen.insert(*link))
        .map(|(link, text)| (link, text.to_owned()))
        .collect()
}

/// "after 3 decisions", "before the first decision".
pub(super) fn how_far(n_decisions: usize) -> String {
    match n_decisions {
        0 => "before the first decision".to_owned(),
        n => format!("after {}", counted(n, "decision", "decisions")),
    }
}
