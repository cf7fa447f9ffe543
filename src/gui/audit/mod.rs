//! Looks over what a finished pass draws, as a reader with sharp eyes would.
//!
//! From egui's own shapes it finds text that is cut off, lies outside the window, lies on other
//! text, is half covered, is cut short with an ellipsis, stands on the bare picture, or has too
//! little contrast with what is painted under it. It reads shapes and changes nothing, and it
//! knows no screen: the tests use it on every screen in every size and theme, and the window
//! itself with the developers' switch `--audit`. Start at [`findings`]; [`drawn`] turns shapes
//! into words and planes.
//!
//! What a scroll bar or a text field can bring into view is not cut off.

mod drawn;

use std::fmt;

use bevy_egui::egui;
use egui::epaint::ClippedShape;
use egui::{Color32, Pos2, Rect, Vec2};

use self::drawn::{Drawing, Text, Word};
use super::theme::palette::contrast;

/// What to look over.
#[derive(Clone, Copy, Debug)]
pub struct Pass<'a> {
    /// All that was painted, in order.
    pub shapes: &'a [ClippedShape],
    /// The window.
    pub screen: Rect,
    /// Scroll bars that are shown, and text fields.
    pub scrolled: &'a [Rect],
    /// What lies behind everything, if it is one colour.
    pub ground: Option<Color32>,
}

/// What is wrong with a text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Fault {
    /// Its clip rectangle or the window's edge goes through it.
    Cut,
    /// Nothing of it is inside.
    Outside,
    /// Another text lies on it.
    Overlaid,
    /// A plane painted later hides part of a word.
    Covered,
    /// It ends in an ellipsis.
    Shortened,
    /// No plane lies under it.
    OnPicture,
    /// Its colour and the plane under it have only this contrast.
    Faint(f32),
}

/// A fault, and where it is.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// What is wrong.
    pub fault: Fault,
    /// The whole text.
    pub text: String,
    /// The first word it shows in.
    pub word: String,
    /// Where that word is.
    pub at: Rect,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.fault {
            Fault::Cut => "cut off".to_owned(),
            Fault::Outside => "outside".to_owned(),
            Fault::Overlaid => "under other text".to_owned(),
            Fault::Covered => "half covered".to_owned(),
            Fault::Shortened => "cut short".to_owned(),
            Fault::OnPicture => "on the bare picture".to_owned(),
            Fault::Faint(ratio) => format!("contrast of {ratio:.2}"),
        };
        let (x, y) = (self.at.left().round(), self.at.top().round());
        let text: String = self.text.chars().take(60).collect();
        let text = text.replace('\n', " ");
        write!(f, "{what}: `{}` at {x}, {y} in `{text}`", self.word)
    }
}

/// How far ink may go over an edge or into other ink: glyphs are padded by about a pixel.
const SLACK: f32 = 1.5;
/// WCAG 2.1, level AA.
const ENOUGH: f32 = 4.5;
/// The same for large letters.
const ENOUGH_LARGE: f32 = 3.0;

/// Everything that is wrong with the text of a pass, at most one of a kind for each text.
#[must_use]
pub fn findings(pass: &Pass<'_>) -> Vec<Finding> {
    let drawing = Drawing::of(pass.shapes);
    let mut found = Vec::new();
    for text in &drawing.texts {
        let mut of_text = Vec::new();
        if text.is_shortened && text.words.iter().any(|word| is_seen(pass, text, word)) {
            of_text.extend(text.words.last().map(|word| (Fault::Shortened, word)));
        }
        for word in &text.words {
            if let Some(fault) = out_of_sight(pass, text, word) {
                of_text.push((fault, word));
            }
            if is_seen(pass, text, word) {
                look_at(pass, &drawing, text, word, &mut of_text);
            }
        }
        add(&mut found, text, &of_text);
    }
    found.extend(overlaid(pass, &drawing));
    found
}

fn add(found: &mut Vec<Finding>, text: &Text, faults: &[(Fault, &Word)]) {
    let mut kinds = Vec::new();
    for (fault, word) in faults {
        let kind = std::mem::discriminant(fault);
        if !kinds.contains(&kind) {
            kinds.push(kind);
            found.push(finding(*fault, text, word));
        }
    }
}

fn finding(fault: Fault, text: &Text, word: &Word) -> Finding {
    Finding {
        fault,
        text: text.body.clone(),
        word: word.letters.clone(),
        at: word.ink,
    }
}

/// The part of the window a text may show in.
fn room(pass: &Pass<'_>, text: &Text) -> Rect {
    text.clip.intersect(pass.screen)
}

fn is_seen(pass: &Pass<'_>, text: &Text, word: &Word) -> bool {
    let seen = word.ink.intersect(room(pass, text));
    seen.width() > SLACK && seen.height() > SLACK
}

/// Whether a word goes over an edge and nothing can bring it back.
fn out_of_sight(pass: &Pass<'_>, text: &Text, word: &Word) -> Option<Fault> {
    let room = room(pass, text);
    let over = |low: f32, high: f32, from: f32, to: f32| low < from - SLACK || high > to + SLACK;
    let ink = word.ink;
    let down = over(ink.top(), ink.bottom(), room.top(), room.bottom());
    let across = over(ink.left(), ink.right(), room.left(), room.right());
    let lost =
        down && !scrolls(pass, room, Axis::Down) || across && !scrolls(pass, room, Axis::Across);
    lost.then(|| {
        if is_seen(pass, text, word) {
            Fault::Cut
        } else {
            Fault::Outside
        }
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Axis {
    Across,
    Down,
}

/// Whether a scroll bar runs along this clip rectangle, or a text field is around it.
fn scrolls(pass: &Pass<'_>, clip: Rect, axis: Axis) -> bool {
    const NEAR: f32 = 8.0;
    pass.scrolled.iter().any(|bar| {
        if bar.expand(NEAR).contains_rect(clip) {
            return true;
        }
        let (along, beside, at) = match axis {
            Axis::Down => (bar.y_range(), clip.x_range(), bar.center().x),
            Axis::Across => (bar.x_range(), clip.y_range(), bar.center().y),
        };
        let edges = match axis {
            Axis::Down => clip.y_range(),
            Axis::Across => clip.x_range(),
        };
        let is_bar = match axis {
            Axis::Down => bar.height() > bar.width(),
            Axis::Across => bar.width() > bar.height(),
        };
        is_bar
            && along.expand(NEAR).contains(edges.min)
            && along.expand(NEAR).contains(edges.max)
            && beside.expand(2.0 * NEAR).contains(at)
    })
}

/// What is wrong with a word that can be seen.
fn look_at<'a>(
    pass: &Pass<'_>,
    drawing: &Drawing,
    text: &Text,
    word: &'a Word,
    faults: &mut Vec<(Fault, &'a Word)>,
) {
    let seen = word.ink.intersect(room(pass, text));
    let points = probes(seen);
    let shown: Vec<Pos2> = points
        .into_iter()
        .filter(|point| !drawing.is_hidden(text.order, *point))
        .collect();
    if shown.is_empty() {
        return;
    }
    // What is scrolled under a plane can be scrolled out again.
    if shown.len() < points.len() && !scrolls(pass, room(pass, text), Axis::Down) {
        faults.push((Fault::Covered, word));
    }
    let enough = if text.is_large { ENOUGH_LARGE } else { ENOUGH };
    for point in shown {
        let under = drawing.ground(text, point, pass.ground);
        match under {
            None => faults.push((Fault::OnPicture, word)),
            Some(ground) => {
                let ratio = contrast(word.color, ground);
                if ratio < enough {
                    faults.push((Fault::Faint(ratio), word));
                }
            }
        }
    }
}

/// The middle of a word and near its corners.
fn probes(seen: Rect) -> [Pos2; 5] {
    let inner = seen.shrink2(Vec2::new(seen.width() * 0.08, seen.height() * 0.2));
    [
        seen.center(),
        inner.left_top(),
        inner.right_top(),
        inner.left_bottom(),
        inner.right_bottom(),
    ]
}

/// Words on which a later text lies, with nothing between the two.
fn overlaid(pass: &Pass<'_>, drawing: &Drawing) -> Vec<Finding> {
    let mut found = Vec::new();
    let texts = &drawing.texts;
    for (index, lower) in texts.iter().enumerate() {
        let mine = lower.bounds.intersect(room(pass, lower));
        for upper in texts.iter().skip(index + 1) {
            let both = mine.intersect(upper.bounds).intersect(room(pass, upper));
            if both.width() <= SLACK || both.height() <= SLACK {
                continue;
            }
            if let Some(word) = word_under(drawing, lower, upper, both) {
                found.push(finding(Fault::Overlaid, lower, word));
                break;
            }
        }
    }
    found
}

fn word_under<'a>(
    drawing: &Drawing,
    lower: &'a Text,
    upper: &Text,
    both: Rect,
) -> Option<&'a Word> {
    lower.words.iter().find(|under| {
        upper.words.iter().any(|over| {
            let shared = under.ink.intersect(over.ink).intersect(both);
            shared.width() > SLACK
                && shared.height() > SLACK
                && !drawing.is_hidden_between(lower.order, upper.order, shared.center())
                && !drawing.is_hidden(upper.order, shared.center())
        })
    })
}

/// Every text of which something can be seen, and where its ink is.
#[cfg(test)]
pub fn texts(pass: &Pass<'_>) -> Vec<(String, Rect)> {
    let drawing = Drawing::of(pass.shapes);
    let is_shown = |text: &&Text| {
        let seen = |word: &Word| {
            is_seen(pass, text, word) && !drawing.is_hidden(text.order, word.ink.center())
        };
        text.words.iter().any(seen)
    };
    let shown = drawing.texts.iter().filter(is_shown);
    shown.map(|text| (text.body.clone(), text.bounds)).collect()
}
