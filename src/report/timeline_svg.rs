//! The timelines as a drawing: this run's flags above an ink rail, history's outlined below
//! it, the other run's dashed where it went another way. What went another way leans.

use maud::{Markup, html};

use crate::compare::{AXIS, Mark, MarkKind, Timeline, lanes};

const INK: &str = "#17130f";
const PAPER: &str = "#f2e8d5";
const RED: &str = "#ae1f1a";

/// The drawing's own width; the page scales it.
const WIDTH: u32 = 1000;
const RAIL: u32 = 22;
const FLAG: u32 = 24;
const LANE: u32 = 32;
/// A letter of the flags' face, roughly; no font is at hand here to measure with.
const LETTER: u32 = 8;

/// One row of flags.
struct Flags<'a> {
    marks: Vec<&'a Mark>,
    /// Where each begins, and its lane.
    places: Vec<(u32, usize)>,
    n_lanes: u32,
}

impl<'a> Flags<'a> {
    fn of(marks: impl Iterator<Item = &'a Mark>) -> Self {
        let marks: Vec<&Mark> = marks
            .filter(|mark| mark.kind == MarkKind::TurningPoint)
            .collect();
        let spans: Vec<(u32, u32)> = marks
            .iter()
            .map(|mark| (mark.at, (width(mark) + 8) * (AXIS / WIDTH)))
            .collect();
        let places = lanes(&spans);
        let n_lanes = places.iter().map(|(_, lane)| lane + 1).max().unwrap_or(0);
        Self {
            marks,
            places,
            n_lanes: u32::try_from(n_lanes).unwrap_or(0),
        }
    }

    fn iter(&self) -> impl Iterator<Item = (&Mark, u32, u32)> {
        self.marks
            .iter()
            .zip(&self.places)
            .map(|(mark, (from, lane))| {
                let lane = u32::try_from(*lane).unwrap_or(0);
                (*mark, *from / (AXIS / WIDTH), lane)
            })
    }
}

fn width(mark: &Mark) -> u32 {
    u32::try_from(mark.title.chars().count()).unwrap_or(0) * LETTER + 22
}

/// The drawing; what it shows stands in the table as text.
pub(super) fn timeline_svg(timeline: &Timeline) -> Markup {
    let mine = Flags::of(timeline.mine.iter());
    let parts = |mark: &&Mark| {
        let same = timeline
            .mine
            .iter()
            .find(|mine| mine.subject == mark.subject);
        same.is_none_or(|mine| mine.text != mark.text)
    };
    let other = Flags::of(timeline.other.iter().flatten().filter(parts));
    let history = Flags::of(timeline.history.iter());
    let rail = (mine.n_lanes + other.n_lanes) * LANE + 12;
    let height = rail + RAIL + history.n_lanes * LANE + 12;
    html! {
        svg.timeline viewBox={ "0 0 " (WIDTH) " " (height) } role="img"
            aria-label="Timelines: this run above the line, history below. The table says the same in words." {
            // Poles first, so that no pole crosses a flag's words.
            @for draw in [pole, flag] {
                @for (mark, x, lane) in other.iter() {
                    (draw(mark, x, rail - LANE * (lane + mine.n_lanes + 1), rail, Manner::Other))
                }
                @for (mark, x, lane) in mine.iter() {
                    (draw(mark, x, rail - LANE * (lane + 1), rail, Manner::Mine))
                }
                @for (mark, x, lane) in history.iter() {
                    (draw(mark, x, rail + RAIL + LANE * lane + (LANE - FLAG), rail + RAIL, Manner::History))
                }
            }
            (rail_svg(timeline, rail))
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Mine,
    Other,
    History,
}

/// Red where this run went another way.
fn line(mark: &Mark, manner: Manner) -> &'static str {
    if mark.turned && manner == Manner::Mine {
        RED
    } else {
        INK
    }
}

fn pole(mark: &Mark, x: u32, y: u32, rail: u32, manner: Manner) -> Markup {
    let at = mark.at / (AXIS / WIDTH);
    let near = if manner == Manner::History {
        y
    } else {
        y + FLAG
    };
    // What went another way leans.
    let lean = if mark.turned { 8 } else { 1 };
    html! {
        line x1=(at.max(x) + lean) y1=(near) x2=(at + 1) y2=(rail) stroke=(line(mark, manner)) stroke-width="2" {}
    }
}

fn flag(mark: &Mark, x: u32, y: u32, _: u32, manner: Manner) -> Markup {
    let (right, foot) = (x + width(mark), y + FLAG);
    let line = line(mark, manner);
    let (fill, ink) = match manner {
        Manner::Mine => (line, PAPER),
        Manner::Other | Manner::History => (PAPER, INK),
    };
    let points = format!("{x},{y} {right},{y} {},{foot} {x},{foot}", right - FLAG / 4);
    let dashes = (manner == Manner::Other).then_some("4 4");
    html! {
        polygon points=(points) fill=(fill) stroke=(line) stroke-width="2" stroke-dasharray=[dashes] {}
        // Whatever face the reader has, the words fit the flag.
        text x=(x + 8) y=(y + 18) fill=(ink) textLength=(width(mark) - 22) lengthAdjust="spacingAndGlyphs" { (mark.title) }
    }
}

fn rail_svg(timeline: &Timeline, y: u32) -> Markup {
    html! {
        rect x="0" y=(y) width=(WIDTH) height=(RAIL) fill=(INK) {}
        @for day in &timeline.axis.days {
            @let from = day.from / (AXIS / WIDTH);
            @let room = day.to.saturating_sub(day.from) / (AXIS / WIDTH);
            line x1=(from) y1=(y) x2=(from) y2=(y + RAIL) stroke=(PAPER) stroke-width="2" {}
            @let letters = u32::try_from(day.label.chars().count()).unwrap_or(0);
            @if room >= letters * 6 + 6 {
                text.day fill=(PAPER) x=(from + 4) y=(y + 16) textLength=(letters * 6) lengthAdjust="spacingAndGlyphs" { (day.label) }
            }
        }
    }
}
