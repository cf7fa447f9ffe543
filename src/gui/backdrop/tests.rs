//! The shipped drawings, and what the engine makes of them.

use std::collections::{BTreeMap, BTreeSet};

use resvg::usvg::roxmltree::{Document, Node};

use super::air::FLASH_SHARE;
use super::art::{self, Drawing, FLASH, GroupName, Hour};
use super::raster::{Part, Plate, rasterise};
use super::stage::Order;
use super::*;
use crate::format;
use crate::gui::theme::ramp;
use crate::model::Scenario;
use crate::store::embedded_files;

fn hour(drawing: Drawing, light: Light) -> Hour {
    Hour {
        inks: Some(drawing.inks(light)),
        snow: true,
        with: vec!["aurora".to_owned(), FLASH.to_owned()],
    }
}

fn order(drawing: Drawing, light: Light) -> Order {
    Order {
        picture: Picture::Drawn(drawing),
        hour: hour(drawing, light),
        scale: 0.25,
        still: false,
    }
}

fn plates(drawing: Drawing, light: Light) -> Vec<Plate> {
    rasterise(&order(drawing, light)).plates
}

/// The lights that show a drawing in each key it is drawn for.
fn lights(drawing: Drawing) -> Vec<Light> {
    let facts = drawing.facts();
    let mut lights = Vec::new();
    if facts.dark {
        lights.push(Light::Night);
    }
    if facts.light {
        lights.push(Light::Noon);
    }
    lights
}

#[test]
fn the_poster_can_be_drawn() {
    let order = Order {
        picture: Picture::Title,
        hour: Hour {
            inks: None,
            snow: false,
            with: Vec::new(),
        },
        scale: 0.25,
        still: false,
    };
    let print = rasterise(&order);
    assert!(!print.plates.is_empty());
    let nothing = Order {
        picture: Picture::None,
        ..order
    };
    assert!(rasterise(&nothing).plates.is_empty());
}

#[test]
fn every_drawing_has_layers_in_each_key_and_none_is_blank() {
    for drawing in art::all() {
        let name = drawing.name();
        assert!(!lights(drawing).is_empty(), "{name} is drawn for no key");
        for light in lights(drawing) {
            let plates = plates(drawing, light);
            let least = if name == "neutral" { 1 } else { 3 };
            assert!(plates.len() >= least, "{name}, {light:?}: {}", plates.len());
            for plate in &plates {
                let bytes = plate.width as usize * plate.height as usize * 4;
                assert_eq!(plate.pixels.len(), bytes, "{name}");
                let mut alphas = plate.pixels.iter().skip(3).step_by(4);
                assert!(alphas.any(|alpha| *alpha > 0), "{name}: a blank layer");
            }
        }
    }
}

#[test]
fn the_sky_fills_every_drawing() {
    for drawing in art::all().filter(|drawing| !drawing.facts().inside) {
        for light in lights(drawing) {
            let plates = plates(drawing, light);
            let sky = plates.first().unwrap();
            let size = (sky.left, sky.top, sky.width, sky.height);
            let name = drawing.name();
            assert_eq!(size, (0.0, 0.0, 360, 180), "{name}, {light:?}");
            let mut alphas = sky.pixels.iter().skip(3).step_by(4);
            assert!(
                alphas.all(|alpha| *alpha == 255),
                "{name}, {light:?}: holes"
            );
        }
    }
}

/// What the plates show one upon the other, in a quarter of the size.
fn composed(plates: &[Plate]) -> Vec<u8> {
    const WIDTH: usize = 360;
    let mut canvas = vec![0; WIDTH * 180 * 4];
    for plate in plates {
        let (left, top) = (plate.left as usize, plate.top as usize);
        let rows = plate.pixels.chunks_exact(plate.width as usize * 4);
        for (y, row) in rows.enumerate() {
            for (x, pixel) in row.chunks_exact(4).enumerate() {
                let at = ((top + y) * WIDTH + left + x) * 4;
                let alpha = u32::from(pixel[3]);
                for (under, over) in canvas[at..at + 3].iter_mut().zip(pixel) {
                    let mixed = u32::from(*over) * alpha + u32::from(*under) * (255 - alpha);
                    *under = u8::try_from(mixed.div_ceil(255)).unwrap();
                }
            }
        }
    }
    canvas
}

#[test]
fn a_picture_at_rest_is_the_same_on_fewer_plates() {
    for drawing in art::all() {
        for light in lights(drawing) {
            let mut order = order(drawing, light);
            let moving = rasterise(&order).plates;
            order.still = true;
            let still = rasterise(&order).plates;
            let name = drawing.name();
            let pixels = |plates: &[Plate]| plates.iter().map(|plate| plate.pixels.len()).sum();
            let (before, after): (usize, usize) = (pixels(&moving), pixels(&still));
            assert!(after <= before, "{name}, {light:?}: {after} of {before}");
            assert!(still.len() <= 6, "{name}, {light:?}: {}", still.len());
            let (moving, still) = (composed(&moving), composed(&still));
            // What is cut at a layer's own edge may be covered a little more or less there.
            let pixels = moving.chunks_exact(4).zip(still.chunks_exact(4));
            let other = pixels
                .filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 6))
                .count();
            assert!(other < 40, "{name}, {light:?}: {other} pixels differ");
        }
    }
}

/// Everything in a drawing that is not as `assets/README.md` wants it.
fn faults(drawing: Drawing) -> Vec<String> {
    let document = match Document::parse(drawing.svg()) {
        Ok(document) => document,
        Err(error) => return vec![error.to_string()],
    };
    let root = document.root_element();
    let mut faults = Vec::new();
    for (name, value) in [
        ("viewBox", "-80 0 1440 720"),
        ("width", "1440"),
        ("height", "720"),
    ] {
        if root.attribute(name) != Some(value) {
            faults.push(format!("{name} is not {value}"));
        }
    }
    for attribute in root.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        let is_right = match name {
            "viewBox" | "width" | "height" => true,
            "data-keys" => ["dark", "light", "dark light"].contains(&value),
            "data-inside" | "data-fire" => ["yes", "no"].contains(&value),
            _ => false,
        };
        if !is_right {
            faults.push(format!("{name}=\"{value}\" on the root"));
        }
    }
    let facts = drawing.facts();
    if facts.title.is_empty() || facts.title.len() > 60 {
        faults.push("a title of at most 60 letters is wanted".to_owned());
    }
    if !(20..=500).contains(&facts.desc.len()) || !facts.desc.ends_with('.') {
        faults.push("a description of a sentence or two is wanted".to_owned());
    }
    for node in root
        .descendants()
        .filter(|node| node.is_element() && *node != root)
    {
        faults.extend(fault_of(node));
    }
    faults.extend(faults_of_layers(root));
    faults
}

fn fault_of(node: Node<'_, '_>) -> Option<String> {
    let tag = node.tag_name().name();
    let may_have: &[&str] = match tag {
        "title" | "desc" => &[],
        "g" => &["id", "fill", "clip-path", "data-with", "data-pivot"],
        "path" => &["d", "fill", "fill-rule", "clip-rule"],
        "polygon" => &["points", "fill"],
        "clipPath" => &["id"],
        _ => return Some(format!("a `{tag}`")),
    };
    let other = node
        .attributes()
        .find(|attribute| !may_have.contains(&attribute.name()));
    if let Some(other) = other {
        return Some(format!("a `{tag}` with `{}`", other.name()));
    }
    let ink = node.attribute("fill")?;
    let is_ink = ramp::drawn_ink(ink).is_some() || ink.eq_ignore_ascii_case("#B3211B");
    (!is_ink).then(|| format!("the ink {ink}"))
}

fn faults_of_layers(root: Node<'_, '_>) -> Vec<String> {
    const LAYERS: [&str; 6] = ["sky", "smoke", "far", "beam", "mid", "near"];
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for group in root.children().filter(|child| child.has_tag_name("g")) {
        let id = group.attribute("id").unwrap_or_default();
        let layer = GroupName::of(id).layer;
        if !LAYERS.contains(&layer) {
            faults.push(format!("`{id}` is no layer"));
        }
        if !seen.insert(id) {
            faults.push(format!("`{id}` is there twice"));
        }
    }
    let drawn = root.children().filter(Node::is_element);
    faults.extend(
        drawn
            .filter(|child| !["g", "title", "desc", "clipPath"].contains(&child.tag_name().name()))
            .map(|child| format!("a `{}` outside all layers", child.tag_name().name())),
    );
    faults
}

#[test]
fn every_drawing_keeps_to_the_rules() {
    let mut broken = Vec::new();
    for drawing in art::all() {
        let name = drawing.name();
        let kilobytes = drawing.svg().len() / 1024;
        if kilobytes > 160 {
            broken.push(format!("{name}: {kilobytes} KiB; 160 are enough"));
        }
        let faults = faults(drawing);
        broken.extend(
            faults
                .iter()
                .take(5)
                .map(|fault| format!("{name}: {fault}")),
        );
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn a_flash_lights_a_third_of_the_picture_at_most() {
    for drawing in art::all() {
        for light in lights(drawing) {
            for plate in plates(drawing, light) {
                if plate.kind.part == Part::Flash {
                    let share = plate.share_of_picture(0.25);
                    assert!(share <= FLASH_SHARE, "{}: {share}", drawing.name());
                }
            }
        }
    }
}

fn petrograd() -> Scenario {
    let loaded = format::load(&embedded_files("petrograd_1917"));
    loaded.scenario.unwrap()
}

/// The names of drawings that the shipped scenario uses, with the parts it asks of them.
fn used(scenario: &Scenario) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut used: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for place in &scenario.places {
        if let Some(name) = &place.picture {
            used.entry(name).or_default();
        }
    }
    for scene in &scenario.scenes {
        let place = &scenario[scene.place];
        if let Some(name) = scene.picture.as_ref().or(place.picture.as_ref()) {
            let parts = used.entry(name).or_default();
            parts.extend(scene.with.iter().map(String::as_str));
        }
    }
    used
}

/// Drawings of places where none of the roles there are comes to.
const DRAWN_FOR_OTHERS: [&str; 1] = ["congress_hall"];

#[test]
fn the_shipped_scenario_names_only_what_is_drawn_and_uses_all_of_it() {
    let scenario = petrograd();
    let used = used(&scenario);
    let drawn: BTreeSet<&str> = art::all()
        .map(Drawing::name)
        .filter(|name| *name != "neutral")
        .collect();
    let shown: BTreeSet<&str> = used.keys().copied().chain(DRAWN_FOR_OTHERS).collect();
    assert_eq!(shown, drawn);
    for (name, parts) in used {
        let document = Document::parse(art::find(Some(name)).svg()).unwrap();
        for part in parts {
            let is_drawn = document.descendants().any(|node| {
                let id = node.attribute("id").unwrap_or_default();
                node.attribute("data-with") == Some(part) || GroupName::of(id).word() == part
            });
            assert!(is_drawn, "{name} has no `{part}`");
        }
    }
}
