//! The pack as a page.

use maud::{Markup, html};

use super::doc::{Bit, Block, Rich, Table};
use crate::model::Scenario;

/// What stands on top of the first sheet.
pub(super) fn head(scenario: &Scenario) -> Markup {
    html! {
        h1 { "Teacher’s pack" }
        p { (scenario.title) " · " (scenario.subtitle) " · version " (scenario.version) }
    }
}

/// The sheets, after a list of what is on them.
pub(super) fn body(blocks: &[Block]) -> Markup {
    let chapters: Vec<(&str, &str)> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Chapter { id, title } => Some((*id, title.as_str())),
            _ => None,
        })
        .collect();
    html! {
        nav aria-label="Contents" {
            ol { @for (id, title) in chapters { li { a href={ "#" (id) } { (title) } } } }
        }
        @for block in blocks { (part(block, Depth::Chapter)) }
        footer { p.note { "Made by October from the scenario alone. Copy it for your class as often as you like." } }
    }
}

/// How deep headings stand: they follow each other without a gap.
#[derive(Clone, Copy)]
enum Depth {
    Chapter,
    Inside,
}

fn part(block: &Block, depth: Depth) -> Markup {
    match block {
        Block::Chapter { id, title } => html! { h2.fresh[begins_a_sheet(id)] id=(id) { (title) } },
        Block::Heading(title) => html! { h3 { (title) } },
        Block::Text(text) => html! { p { (rich(text)) } },
        Block::Note(text) => html! { p.note { (rich(text)) } },
        Block::List(items) => html! { ul { @for item in items { li { (rich(item)) } } } },
        Block::Counted(items) => {
            html! { ol.counted { @for item in items { li { (rich(item)) } } } }
        }
        Block::Table(item) => table(item),
        Block::Card(title, inner) => html! {
            section.card {
                @match depth {
                    Depth::Chapter => h3 { (title) },
                    Depth::Inside => h4 { (title) },
                }
                @for block in inner { (part(block, Depth::Inside)) }
            }
        },
        Block::Sheet(inner) => html! {
            section.sheet { @for block in inner { (part(block, depth)) } }
        },
    }
}

/// What is copied or looked things up in has sheets of its own.
fn begins_a_sheet(id: &str) -> bool {
    !matches!(id, "about" | "preparation" | "courses" | "odds")
}

/// A table of so few rows stays on one sheet.
const SHORT: usize = 8;

fn table(table: &Table) -> Markup {
    html! {
        table.short[table.rows.len() + table.n_empty <= SHORT] {
            caption { (table.caption) }
            colgroup { @for width in &table.widths { col style={ "width:" (width) "%" }; } }
            thead { tr { @for head in &table.head { th scope="col" { (head) } } } }
            tbody {
                @for (id, cells) in &table.rows {
                    tr id=[id.as_deref()] {
                        @for (index, cell) in cells.iter().enumerate() {
                            @if index == 0 { th scope="row" { (rich(cell)) } } @else { td { (rich(cell)) } }
                        }
                    }
                }
                @for number in 0..table.n_empty {
                    tr.empty {
                        th scope="row" { (number + 1) "." }
                        @for _ in table.head.iter().skip(1) { td {} }
                    }
                }
            }
        }
    }
}

fn rich(rich: &Rich) -> Markup {
    html! { @for bit in &rich.0 { (linked(bit)) } }
}

fn linked(bit: &Bit) -> Markup {
    match &bit.to {
        Some(to) => html! { a href={ "#" (to) } { (styled(bit)) } },
        None => styled(bit),
    }
}

fn styled(bit: &Bit) -> Markup {
    match (bit.strong, bit.emphasis) {
        (true, true) => html! { strong { em { (bit.text) } } },
        (true, false) => html! { strong { (bit.text) } },
        (false, true) => html! { em { (bit.text) } },
        (false, false) => html! { (bit.text) },
    }
}
