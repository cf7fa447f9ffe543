//! The drawings inside the program, and what of one is shown at an hour.
//!
//! A drawing is an SVG whose top-level groups are layers, back to front. `assets/README.md` has
//! the conventions; this module reads them: which keys a drawing is made for, which groups are
//! left out now, in which inks. Nothing here makes a pixel.
//!
//! Start at [`find`] and [`Drawing::print`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use include_dir::{Dir, include_dir};
use resvg::usvg::roxmltree::{Document, Node};

use crate::gui::theme::ramp::{self, Key, Ramp};
use crate::model::Light;

/// Everything drawn, by file name.
static ART: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/art");

/// What is shown of a place that nobody has drawn: no place at all.
const NEUTRAL: &str = "neutral";
/// The poster; it is no place.
pub(super) const POSTER: &str = "title";
/// The part that a gun lights.
pub(super) const FLASH: &str = "flash";

/// One drawing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Drawing {
    name: &'static str,
    svg: &'static str,
}

/// What a drawing says of itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// The keys it is drawn for.
    pub dark: bool,
    /// See `dark`.
    pub light: bool,
    /// A room, in which no weather falls.
    pub inside: bool,
    /// Lit by fires at night.
    pub fire: bool,
    /// A short name.
    pub title: String,
    /// What is seen.
    pub desc: String,
    /// What is seen as well where these parts are shown.
    pub parts: Vec<(String, String)>,
}

/// Everything that decides what a drawing looks like now, but its size.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Hour {
    /// The inks; `None` leaves the drawing as it is.
    pub(super) inks: Option<(Key, &'static Ramp)>,
    /// Whether snow lies on the ground.
    pub(super) snow: bool,
    /// Parts that are shown now and not always.
    pub(super) with: Vec<String>,
}

/// Every drawing, and what it says of itself once somebody has asked: the window opens with one
/// of them.
static ALL: LazyLock<BTreeMap<&'static str, (Drawing, OnceLock<Facts>)>> = LazyLock::new(|| {
    ART.files()
        .filter_map(|file| {
            let name = file.path().file_name()?.to_str()?.strip_suffix(".svg")?;
            let svg = file.contents_utf8()?;
            Some((name, (Drawing { name, svg }, OnceLock::new())))
        })
        .collect()
});

/// The drawing of this name; the neutral sky if there is none, never another place.
#[must_use]
pub fn find(name: Option<&str>) -> Drawing {
    named(name.unwrap_or(NEUTRAL))
        .or_else(|| named(NEUTRAL))
        .unwrap_or(Drawing {
            name: NEUTRAL,
            svg: "",
        })
}

fn named(name: &str) -> Option<Drawing> {
    ALL.get(name)
        .filter(|_| name != POSTER)
        .map(|(drawing, _)| *drawing)
}

/// The poster of the title.
pub(super) fn poster() -> &'static str {
    ALL.get(POSTER).map_or("", |(drawing, _)| drawing.svg)
}

impl Drawing {
    /// What it says of itself.
    #[must_use]
    pub fn facts(self) -> &'static Facts {
        static NOTHING: Facts = Facts {
            dark: true,
            light: true,
            inside: false,
            fire: false,
            title: String::new(),
            desc: String::new(),
            parts: Vec::new(),
        };
        let drawing = ALL.get(self.name);
        drawing.map_or(&NOTHING, |(drawing, known)| {
            known.get_or_init(|| facts(drawing.svg).unwrap_or_default())
        })
    }

    /// The inks of a light, in the key it is drawn for that comes nearest.
    pub(super) fn inks(self, light: Light) -> (Key, &'static Ramp) {
        let facts = self.facts();
        let key = match (facts.dark, facts.light) {
            (true, false) => Key::Dark,
            (false, true) => Key::Light,
            _ if light.is_dark() => Key::Dark,
            _ => Key::Light,
        };
        let by_fire = facts.fire && key == Key::Dark && light == Light::Night;
        let ramp = if by_fire {
            &ramp::BONFIRE
        } else {
            key.at(light)
        };
        (key, ramp)
    }

    /// The SVG as it is shown at an hour: what does not belong there is cut out, and the inks
    /// are the hour's. `None` if it is no SVG.
    pub(super) fn print(self, hour: &Hour) -> Option<String> {
        print(self.svg, hour)
    }

    /// Its source.
    #[cfg(test)]
    pub(super) fn svg(self) -> &'static str {
        self.svg
    }

    /// Its name.
    #[cfg(test)]
    pub(super) fn name(self) -> &'static str {
        self.name
    }
}

/// Every drawing of a place, in order of name.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = Drawing> {
    ALL.values()
        .map(|(drawing, _)| *drawing)
        .filter(|drawing| drawing.name != POSTER)
}

/// The name of a top-level group: `mid.lamps-dark` is the part `lamps` of the layer `mid`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct GroupName<'a> {
    /// How deep it lies: sky, smoke, far, beam, mid, near.
    pub(super) layer: &'a str,
    /// What it is; empty for the layer itself.
    pub(super) part: &'a str,
    /// The one key it is shown in.
    pub(super) key: Option<Key>,
}

impl<'a> GroupName<'a> {
    pub(super) fn of(id: &'a str) -> Self {
        let (base, key) = match (id.strip_suffix("-dark"), id.strip_suffix("-light")) {
            (Some(base), _) => (base, Some(Key::Dark)),
            (_, Some(base)) => (base, Some(Key::Light)),
            _ => (id, None),
        };
        let (layer, part) = base.split_once('.').unwrap_or((base, ""));
        Self { layer, part, key }
    }

    /// The word by which a group at any depth is known: `snow` of `mid.snow` and of `snow`.
    pub(super) fn word(self) -> &'a str {
        if self.part.is_empty() {
            self.layer
        } else {
            self.part.rsplit('.').next().unwrap_or(self.part)
        }
    }
}

fn facts(svg: &str) -> Option<Facts> {
    let document = Document::parse(svg).ok()?;
    let root = document.root_element();
    let keys = root.attribute("data-keys").unwrap_or("dark light");
    let text = |name: &str| {
        let child = root.children().find(|child| child.has_tag_name(name));
        let text = child.and_then(|child| child.text()).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let described = root.descendants().skip(1).filter_map(|group| {
        let desc = group.children().find(|child| child.has_tag_name("desc"))?;
        // A part that is not always there has a description of its own.
        let name = GroupName::of(group.attribute("id").unwrap_or_default());
        let part = group.attribute("data-with").unwrap_or(name.word());
        Some((part.to_owned(), desc.text()?.trim().to_owned()))
    });
    let says = |name: &str| root.attribute(name) == Some("yes");
    Some(Facts {
        dark: keys.split_whitespace().any(|key| key == "dark"),
        light: keys.split_whitespace().any(|key| key == "light"),
        inside: says("data-inside"),
        fire: says("data-fire"),
        title: text("title"),
        desc: text("desc"),
        parts: described.collect(),
    })
}

/// The point that the beam of a drawing turns about, if it says one.
pub(super) fn beam_turns_about(svg: &str) -> Option<(f32, f32)> {
    let document = Document::parse(svg).ok()?;
    let mut groups = document.root_element().children();
    let about = groups.find_map(|group| group.attribute("data-pivot"))?;
    let (x, y) = about.split_once(' ')?;
    let number = |text: &str| {
        let number: f32 = text.trim().parse().ok()?;
        number.is_finite().then_some(number)
    };
    Some((number(x)?, number(y)?))
}

fn print(svg: &str, hour: &Hour) -> Option<String> {
    let document = Document::parse(svg).ok()?;
    let mut cuts = Vec::new();
    find_cuts(document.root_element(), hour, &mut cuts);
    let mut kept = String::with_capacity(svg.len());
    let mut from = 0;
    for cut in cuts {
        kept.push_str(svg.get(from..cut.start).unwrap_or_default());
        from = cut.end;
    }
    kept.push_str(svg.get(from..).unwrap_or_default());
    Some(match hour.inks {
        Some((_, ramp)) => recoloured(&kept, ramp),
        None => kept,
    })
}

/// Where the groups stand that are not shown, in order.
fn find_cuts(node: Node<'_, '_>, hour: &Hour, cuts: &mut Vec<Range<usize>>) {
    for child in node.children().filter(Node::is_element) {
        if is_shown(child, hour) {
            find_cuts(child, hour, cuts);
        } else {
            cuts.push(child.range());
        }
    }
}

fn is_shown(node: Node<'_, '_>, hour: &Hour) -> bool {
    let name = GroupName::of(node.attribute("id").unwrap_or_default());
    let other_key = match (name.key, hour.inks) {
        (Some(key), Some((shown, _))) => key != shown,
        _ => false,
    };
    let asked = |word: &str| hour.with.iter().any(|with| with == word);
    let unasked = match node.attribute("data-with") {
        Some(word) => !asked(word),
        None => name.word() == FLASH && !asked(FLASH),
    };
    let no_snow = name.word() == "snow" && !hour.snow;
    !(other_key || unasked || no_snow)
}

/// Replaces every ink of the two drawn ramps by the same ink of another. All in one go, because
/// a ramp may hold a colour of the other's.
fn recoloured(svg: &str, to: &Ramp) -> String {
    let mut result = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(at) = rest.find('#') {
        let (before, found) = rest.split_at(at);
        result.push_str(before);
        // Anything shorter or not a colour stays as it is.
        let color = found.get(..7).unwrap_or("#");
        let ink = ramp::drawn_ink(color);
        let new = ink.and_then(|ink| to.get(ink)).copied().unwrap_or(color);
        result.push_str(new);
        rest = found.get(color.len()..).unwrap_or_default();
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(key: Key, light: Light) -> Hour {
        Hour {
            inks: Some((key, key.at(light))),
            snow: false,
            with: Vec::new(),
        }
    }

    #[test]
    fn inks_are_replaced_all_at_once_whichever_family_they_are_of() {
        let svg = r##"<a fill="#0B0D10"/><a fill="#cfc9ba"/><a fill="#B3211B"/><a href="#x"/>"##;
        assert_eq!(
            recoloured(svg, &ramp::NOON),
            r##"<a fill="#191a1b"/><a fill="#e2e1db"/><a fill="#B3211B"/><a href="#x"/>"##
        );
    }

    #[test]
    fn what_does_not_belong_to_the_hour_is_cut_out() {
        let svg = r#"<svg><g id="sky-dark"/><g id="sky-light"/><g id="mid"><g id="lit-dark"/></g>
<g id="mid.snow"/><g id="mid.aurora" data-with="aurora"/><g id="mid.flash"/></svg>"#;
        let ids = |hour: &Hour| -> Vec<String> {
            let svg = print(svg, hour).unwrap();
            let document = Document::parse(&svg).unwrap();
            let nodes = document.descendants();
            nodes
                .filter_map(|node| Some(node.attribute("id")?.to_owned()))
                .collect()
        };
        assert_eq!(ids(&hour(Key::Light, Light::Noon)), ["sky-light", "mid"]);
        let mut night = hour(Key::Dark, Light::Night);
        assert_eq!(ids(&night), ["sky-dark", "mid", "lit-dark"]);
        night.snow = true;
        night.with = vec!["aurora".to_owned(), FLASH.to_owned()];
        assert_eq!(
            ids(&night),
            [
                "sky-dark",
                "mid",
                "lit-dark",
                "mid.snow",
                "mid.aurora",
                "mid.flash"
            ]
        );
    }

    #[test]
    fn a_name_without_a_drawing_is_the_sky_and_no_place() {
        for name in [
            None,
            Some("nowhere"),
            Some("title"),
            Some("../title"),
            Some(""),
        ] {
            assert_eq!(find(name).name(), NEUTRAL, "{name:?}");
        }
        assert!(!find(None).facts().desc.is_empty());
    }

    #[test]
    fn a_fire_lights_the_night_alone() {
        let fire = |light| {
            let facts = r#"<svg data-keys="dark light" data-fire="yes"/>"#;
            (super::facts(facts).unwrap().fire, light)
        };
        assert!(fire(Light::Night).0);
        assert!(!super::facts("<svg/>").unwrap().fire);
        assert!(super::facts("no svg").is_none());
    }
}
