//! The chart for other programs: Graphviz's DOT and Mermaid.
//!
//! Both show every scene by name, chapters as boxes, and one arrow between two stations
//! with the numbers of the choices that lead along it. History's way is thick; a run that
//! is laid on it is red. Titles are a stranger's words: nothing in them can end a label,
//! add a line or be read as a command.

use std::fmt::Write as _;

use super::{Chart, Overlay, Stop};
use crate::model::Scenario;

/// An arrow between two stations.
struct Arrow {
    from: usize,
    to: usize,
    /// The choices that lead along it, by position, in order.
    choices: Vec<usize>,
    /// Whether history went along it.
    history: bool,
    /// Whether the run in hand did.
    mine: bool,
}

impl Arrow {
    /// "1, 3".
    fn numbers(&self) -> String {
        let numbers: Vec<String> = self.choices.iter().map(|it| (it + 1).to_string()).collect();
        numbers.join(", ")
    }

    /// Each choice with its words on a line.
    fn words(&self, scenario: &Scenario, chart: &Chart) -> String {
        let Some(Stop::Scene(scene)) = chart.stations.get(self.from).map(|item| item.stop) else {
            return String::new();
        };
        let lines: Vec<String> = self
            .choices
            .iter()
            .filter_map(|choice| {
                let words = &scenario[scene].choices.get(*choice)?.text;
                Some(format!("{}. {words}", choice + 1))
            })
            .collect();
        lines.join("\n")
    }
}

/// The chart as a `digraph` for Graphviz.
#[must_use]
pub fn dot(scenario: &Scenario, chart: &Chart, overlay: &Overlay) -> String {
    let role = &scenario[chart.role];
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = writeln!(out, "digraph {} {{", dot_text(&role.key));
    let _ = writeln!(
        out,
        "  graph [rankdir=LR, labelloc=t, fontname=\"sans-serif\", label={}];",
        dot_text(&format!("{}: {}", scenario.title, role.name))
    );
    out.push_str("  node [shape=box, fontname=\"sans-serif\", fontsize=11];\n");
    out.push_str("  edge [fontname=\"sans-serif\", fontsize=9, arrowsize=0.6];\n");
    for (index, chapter) in role.chapters.iter().enumerate() {
        let _ = writeln!(out, "  subgraph cluster_{} {{", index + 1);
        let label = format!("{} · {}\n{}", index + 1, chapter.title, chapter.span);
        let _ = writeln!(out, "    label={};", dot_text(&label));
        out.push_str("    style=filled; color=\"#E3D5B8\";\n");
        for (id, label, stop) in stations_of(scenario, chart, index) {
            let shape = match stop {
                Stop::Scene(_) => "style=filled, fillcolor=white",
                Stop::End(_) => "shape=cds, style=filled, fillcolor=\"#F2E8D5\"",
            };
            let _ = writeln!(out, "    {id} [label={}, {shape}];", dot_text(&label));
        }
        out.push_str("  }\n");
    }
    for arrow in arrows(chart, overlay) {
        let _ = write!(
            out,
            "  {} -> {} [label=\"{}\", tooltip={}",
            id(chart, arrow.from),
            id(chart, arrow.to),
            arrow.numbers(),
            dot_text(&arrow.words(scenario, chart))
        );
        if arrow.history {
            out.push_str(", style=bold, penwidth=3");
        }
        if arrow.mine {
            out.push_str(", color=\"#AE1F1A\", fontcolor=\"#AE1F1A\"");
        }
        out.push_str("];\n");
    }
    out.push_str("}\n");
    out
}

/// The chart as a Mermaid `flowchart`.
#[must_use]
pub fn mermaid(scenario: &Scenario, chart: &Chart, overlay: &Overlay) -> String {
    let role = &scenario[chart.role];
    let mut out = String::from("flowchart LR\n");
    for (index, chapter) in role.chapters.iter().enumerate() {
        let label = format!("{} · {}\n{}", index + 1, chapter.title, chapter.span);
        let _ = writeln!(
            out,
            "  subgraph chapter_{}[{}]",
            index + 1,
            mermaid_text(&label)
        );
        for (id, label, stop) in stations_of(scenario, chart, index) {
            let label = mermaid_text(&label);
            let _ = match stop {
                Stop::Scene(_) => writeln!(out, "    {id}[{label}]"),
                Stop::End(_) => writeln!(out, "    {id}([{label}])"),
            };
        }
        out.push_str("  end\n");
    }
    let mut mine: Vec<String> = Vec::new();
    for (index, arrow) in arrows(chart, overlay).into_iter().enumerate() {
        let line = if arrow.history { "==>" } else { "-->" };
        let _ = writeln!(
            out,
            "  {} {line}|\"{}\"| {}",
            id(chart, arrow.from),
            arrow.numbers(),
            id(chart, arrow.to)
        );
        if arrow.mine {
            mine.push(index.to_string());
        }
    }
    if !mine.is_empty() {
        let _ = writeln!(out, "  linkStyle {} stroke:#AE1F1A", mine.join(","));
    }
    out
}

/// The stations of a chapter: id, label, and what each stands for.
fn stations_of<'a>(
    scenario: &'a Scenario,
    chart: &'a Chart,
    chapter: usize,
) -> impl Iterator<Item = (String, String, Stop)> + 'a {
    chart
        .stations
        .iter()
        .enumerate()
        .filter(move |(_, station)| station.chapter == chapter)
        .map(|(index, station)| {
            let label = match station.stop {
                Stop::Scene(scene) => {
                    let scene = &scenario[scene];
                    let clock = scene.when.clock().map(|clock| format!(", {clock}"));
                    let day = scene.when.day_and_month();
                    format!("{}\n{day}{}", scene.title, clock.unwrap_or_default())
                }
                Stop::End(ending) => scenario[chart.role]
                    .endings
                    .get(ending)
                    .map_or(String::new(), |ending| ending.title.clone()),
            };
            (id(chart, index), label, station.stop)
        })
}

/// A name that no language knows as a word of its own: a letter, a bar and the number that
/// the outline gives.
fn id(chart: &Chart, station: usize) -> String {
    let kind = match chart.stations.get(station).map(|station| station.stop) {
        Some(Stop::End(_)) => "ending",
        _ => "scene",
    };
    format!("{kind}_{}", station + 1)
}

/// One arrow for each two stations that a track joins, in the order of the tracks.
fn arrows(chart: &Chart, overlay: &Overlay) -> Vec<Arrow> {
    let mine: Vec<usize> = overlay
        .mine
        .iter()
        .flat_map(|ride| &ride.visits)
        .filter_map(|visit| visit.track)
        .collect();
    let history = overlay.history_shown(chart);
    let mut arrows: Vec<Arrow> = Vec::new();
    for (index, track) in chart.tracks.iter().enumerate() {
        // Tracks are by the station they leave, so the same two stations are not far back.
        let known = arrows
            .iter_mut()
            .rev()
            .take_while(|arrow| arrow.from == track.from)
            .find(|arrow| arrow.to == track.to);
        let (is_history, is_mine) = (history.contains(&index), mine.contains(&index));
        match known {
            Some(arrow) => {
                arrow.choices.push(track.choice);
                arrow.history |= is_history;
                arrow.mine |= is_mine;
            }
            None => arrows.push(Arrow {
                from: track.from,
                to: track.to,
                choices: vec![track.choice],
                history: is_history,
                mine: is_mine,
            }),
        }
    }
    arrows
}

/// A quoted string of DOT. Inside one only quotation marks and backslashes mean anything.
fn dot_text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            // Graphviz reads a label's entities as HTML does.
            '&' => quoted.push_str("&amp;"),
            other if is_safe(other) => quoted.push(other),
            _ => quoted.push(' '),
        }
    }
    quoted.push('"');
    quoted
}

/// A quoted string of Mermaid: it knows no backslash, takes `#` for an entity's beginning,
/// reads HTML, and in newer versions Markdown between grave accents.
fn mermaid_text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '\n' => quoted.push_str("<br/>"),
            '"' | '#' | '&' | '<' | '>' | '`' | '\\' | ';' | '%' | '{' | '}' | '*' | '_' | '~' => {
                let _ = write!(quoted, "#{};", u32::from(letter));
            }
            other if is_safe(other) => quoted.push(other),
            _ => quoted.push(' '),
        }
    }
    quoted.push('"');
    quoted
}

/// Not a control character, nor a mark that turns the direction of writing.
fn is_safe(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = matches!(letter, '\u{2028}' | '\u{2029}');
    !(turns || breaks || letter.is_control())
}

#[cfg(test)]
mod tests {
    use super::{dot_text, mermaid_text};

    #[test]
    fn nothing_in_a_title_ends_a_label() {
        assert_eq!(
            dot_text("a \"b\" \\ <c>\n& d\te"),
            "\"a \\\"b\\\" \\\\ <c>\\n&amp; d e\""
        );
        assert_eq!(
            mermaid_text("a \"b\" #<c>\n& `d`;\te"),
            "\"a #34;b#34; #35;#60;c#62;<br/>#38; #96;d#96;#59; e\""
        );
    }
}
