//! The teacher's pack: what is printed and lies on the desk, made from a scenario.
//!
//! What is particular to a scenario is its data; what is said of the program itself is
//! here, in `general`. The pack is put together once, as a [`doc`] of headings, texts,
//! lists and tables, and then set as a page or as lines.
//!
//! Start at [`pack_html`] and [`pack_lines`].

mod class;
mod doc;
mod general;
mod history;
mod html;
mod lines;

use doc::Block;

use super::Line;
use super::page::page_with;
use crate::model::Scenario;

/// What the pack adds to the look of every page.
const STYLE: &str = include_str!("pack.css");

/// The pack as a page for the browser and for print.
#[must_use]
pub fn pack_html(scenario: &Scenario) -> String {
    let title = format!("Teacher’s pack: {}, {}", scenario.title, scenario.subtitle);
    let blocks = blocks(scenario);
    page_with(&title, STYLE, html::head(scenario), html::body(&blocks))
}

/// The pack as lines for a terminal.
#[must_use]
pub fn pack_lines(scenario: &Scenario) -> Vec<Line> {
    let mut made = vec![
        Line::Text("TEACHER’S PACK".to_owned()),
        Line::Text(format!("{}. {}", scenario.title, scenario.subtitle)),
    ];
    made.extend(lines::lines(&blocks(scenario)));
    made
}

/// The whole pack, in order.
fn blocks(scenario: &Scenario) -> Vec<Block> {
    let mut blocks = Vec::new();
    class::about(scenario, &mut blocks);
    general::preparation(&mut blocks);
    class::lessons(scenario, &mut blocks);
    history::roles(scenario, &mut blocks);
    general::decision_sheet(&mut blocks);
    history::turning_points(scenario, &mut blocks);
    class::exercises(scenario, &mut blocks);
    class::discussion(scenario, &mut blocks);
    history::vocabulary(scenario, &mut blocks);
    history::misconceptions(scenario, &mut blocks);
    class::care(scenario, &mut blocks);
    class::hooks(scenario, &mut blocks);
    general::odds(&mut blocks);
    history::sources(scenario, &mut blocks);
    blocks
}
