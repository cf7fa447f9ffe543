//! The pack as lines for a terminal: tables become lists, one entry for each row.

use super::doc::{Block, Rich, Table};
use crate::report::Line;

/// All lines.
pub(super) fn lines(blocks: &[Block]) -> Vec<Line> {
    let mut made = Vec::new();
    for block in blocks {
        add(block, &mut made);
    }
    made
}

fn add(block: &Block, made: &mut Vec<Line>) {
    match block {
        Block::Chapter { title, .. } => {
            made.push(Line::Gap);
            made.push(Line::Text(title.to_uppercase()));
        }
        Block::Heading(title) => heading(title, made),
        Block::Text(text) | Block::Note(text) => {
            made.push(Line::Gap);
            made.push(Line::Text(text.plain()));
        }
        Block::List(items) => {
            let items = items.iter().map(|item| Line::Entry(item.plain()));
            made.push(Line::Gap);
            made.extend(items);
        }
        Block::Counted(items) => {
            let items = items.iter().enumerate();
            made.push(Line::Gap);
            made.extend(
                items.map(|(index, item)| Line::Entry(format!("{}. {}", index + 1, item.plain()))),
            );
        }
        Block::Table(item) => table(item, made),
        Block::Card(title, inner) => {
            heading(title, made);
            made.extend(lines(inner));
        }
        Block::Sheet(inner) => made.extend(lines(inner)),
    }
}

fn heading(title: &str, made: &mut Vec<Line>) {
    made.push(Line::Gap);
    made.push(Line::Text(format!("— {title} —")));
}

fn table(table: &Table, made: &mut Vec<Line>) {
    made.push(Line::Gap);
    made.push(Line::Text(format!(
        "{}.",
        table.caption.trim_end_matches(['.', '?', ':'])
    )));
    if table.rows.is_empty() {
        made.push(Line::Entry(table.head.join(" | ")));
    }
    for (_, cells) in &table.rows {
        let words: Vec<String> = cells
            .iter()
            .map(Rich::plain)
            .filter(|cell| !cell.is_empty())
            .collect();
        made.push(Line::Entry(words.join(" | ")));
    }
}
