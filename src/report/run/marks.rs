//! The small signs of a report, drawn: how sure a thing is, and who holds a place. Each has
//! a shape of its own, so that none hangs on colour; the words stand beside it.

use maud::{Markup, html};

use super::ground::At;
use crate::model::{Certainty, Mark};

pub(super) const INK: &str = "#17130f";
pub(super) const PAPER: &str = "#f2e8d5";
pub(super) const RED: &str = "#ae1f1a";

/// A square: full for documented, half full for probable, cut for disputed, dashed and empty
/// for invented.
pub(super) fn standing_mark(standing: Certainty) -> Markup {
    let dashes = (standing == Certainty::Invented).then_some("3 2");
    html! {
        svg.standing viewBox="0 0 14 14" width="12" height="12" aria-hidden="true" focusable="false" {
            rect x="1" y="1" width="12" height="12" fill="none" stroke=(INK) stroke-width="2" stroke-dasharray=[dashes] {}
            @match standing {
                Certainty::Documented => { rect x="1" y="1" width="12" height="12" fill=(INK) {} }
                Certainty::Probable => { rect x="1" y="7" width="12" height="6" fill=(INK) {} }
                Certainty::Disputed => { polygon points="1,13 13,1 13,13" fill=(INK) {} }
                Certainty::Invented => {}
            }
        }
    }
}

/// A side's sign round a point, with a rim of paper; `r` is half its size.
pub(super) fn side_mark(mark: Mark, at: At, r: i64) -> Markup {
    let rim = r * 2 / 5;
    let by = |dx: i64, dy: i64| format!("{},{}", at.0 + dx * r / 100, at.1 + dy * r / 100);
    let shape = |points: &[(i64, i64)], fill: &str| {
        let points: Vec<String> = points.iter().map(|(x, y)| by(*x, *y)).collect();
        html! {
            polygon points=(points.join(" ")) fill=(fill) stroke=(PAPER) stroke-width=(rim) stroke-linejoin="miter" paint-order="stroke" {}
        }
    };
    let bar = |points: &[(i64, i64)]| {
        let points: Vec<String> = points.iter().map(|(x, y)| by(*x, *y)).collect();
        html! { polygon points=(points.join(" ")) fill=(PAPER) {} }
    };
    const CROSS: [(i64, i64); 12] = [
        (-30, -100),
        (30, -100),
        (30, -30),
        (100, -30),
        (100, 30),
        (30, 30),
        (30, 100),
        (-30, 100),
        (-30, 30),
        (-100, 30),
        (-100, -30),
        (-30, -30),
    ];
    match mark {
        Mark::Triangle => shape(&[(0, -105), (105, 80), (-105, 80)], RED),
        Mark::Square => html! {
            (shape(&[(-95, -95), (95, -95), (95, 95), (-95, 95)], INK))
            (bar(&[(-60, -22), (60, -22), (60, 22), (-60, 22)]))
        },
        Mark::Lozenge => html! {
            (shape(&[(0, -130), (130, 0), (0, 130), (-130, 0)], INK))
            (bar(&CROSS.map(|(x, y)| (x * 6 / 10, y * 6 / 10))))
        },
        Mark::Ring => html! {
            circle cx=(at.0) cy=(at.1) r=(r + rim / 2) fill=(PAPER) {}
            circle cx=(at.0) cy=(at.1) r=(r * 17 / 20) fill=(PAPER) stroke=(INK) stroke-width=(r * 3 / 10) {}
        },
        Mark::Split => html! {
            (shape(&[(-95, -95), (95, -95), (95, 95), (-95, 95)], INK))
            polygon points={ (by(95, -95)) " " (by(95, 95)) " " (by(-95, 95)) } fill=(RED) {}
            line x1=(at.0 - r * 19 / 20) y1=(at.1 + r * 19 / 20) x2=(at.0 + r * 19 / 20) y2=(at.1 - r * 19 / 20) stroke=(PAPER) stroke-width=(rim / 2) {}
        },
        Mark::Hexagon => shape(
            &[
                (-58, -100),
                (58, -100),
                (110, 0),
                (58, 100),
                (-58, 100),
                (-110, 0),
            ],
            INK,
        ),
        Mark::Chevron => shape(
            &[
                (0, -90),
                (100, 30),
                (100, 100),
                (0, -10),
                (-100, 100),
                (-100, 30),
            ],
            INK,
        ),
        Mark::HalfDisc => html! {
            path d={ "M" (by(-110, 40)) " A" (r * 11 / 10) "," (r * 11 / 10) " 0 0 1 " (by(110, 40)) " Z" }
                fill=(INK) stroke=(PAPER) stroke-width=(rim) paint-order="stroke" {}
        },
        Mark::Cross => shape(&CROSS, INK),
    }
}

/// A side's sign on a line of text.
pub(super) fn side_sign(mark: Mark) -> Markup {
    html! {
        svg.side viewBox="-140 -140 280 280" width="16" height="16" aria-hidden="true" focusable="false" {
            (side_mark(mark, (0, 0), 100))
        }
    }
}
