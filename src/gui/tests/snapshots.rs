//! Pictures of a few screens against those kept in `pictures/`, drawn by [`picture`](super::picture)
//! without any driver: what no other test sees is a look that has changed by mistake.
//!
//! After a change that is meant, `OCTOBER_ACCEPT=1 cargo test --lib snapshots` writes them anew;
//! look at each before it is committed. The kept ones are half as wide as the window and have 255
//! colours, so they are compared with some patience.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

use bevy_egui::egui;
use egui::{Color32, Key};
use egui_kittest::kittest::NodeT as _;

use super::picture::{Picture, picture};
use super::stage::{Play, Stage, click, press};
use crate::gui::screen::Screen;
use crate::playthrough::{PageView, View};
use crate::store::ThemeName;

/// How far a channel may be off: the kept picture has fewer colours.
const PATIENCE: u8 = 40;
/// How many of a picture's pixels may be further off.
const STRAY: usize = 200;
/// Bevy's picture behind the page is not drawn here; this stands for it.
const BEHIND: Color32 = Color32::from_rgb(0x5A, 0x69, 0x72);

fn kept(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gui/tests/pictures");
    folder.join(name)
}

#[track_caller]
fn check(name: &str, harness: &Play) {
    let now = picture(harness, BEHIND).halved();
    let path = kept(&format!("{name}.png"));
    if std::env::var_os("OCTOBER_ACCEPT").is_some() {
        write(&path, &now);
        return;
    }
    let stray = match read(&path) {
        Some(before) if (before.width, before.height) == (now.width, now.height) => {
            count_stray(&before, &now)
        }
        _ => usize::MAX,
    };
    if stray > STRAY {
        let new = kept(&format!("{name}.new.png"));
        now.save(&new);
        panic!(
            "{name} does not look like {}: {stray} pixels differ; see {}; \
             OCTOBER_ACCEPT=1 accepts it",
            path.display(),
            new.display()
        );
    }
    // What is left of an earlier failure.
    let _ = std::fs::remove_file(kept(&format!("{name}.new.png")));
}

fn count_stray(before: &Picture, now: &Picture) -> usize {
    let pairs = before.pixels.iter().zip(&now.pixels);
    let is_stray = |(a, b): &(&[u8; 3], &[u8; 3])| {
        let far = a.iter().zip(*b).map(|(a, b)| a.abs_diff(*b)).max();
        far.unwrap() > PATIENCE
    };
    pairs.filter(is_stray).count()
}

/// The colours met most often, and for each pixel the one that is nearest.
fn reduce(picture: &Picture) -> (Vec<[u8; 3]>, Vec<u8>) {
    let coarse = |pixel: &[u8; 3]| pixel.map(|channel| channel >> 3);
    let mut counts: BTreeMap<[u8; 3], (usize, [u8; 3])> = BTreeMap::new();
    for pixel in &picture.pixels {
        let known = counts.entry(coarse(pixel)).or_insert((0, *pixel));
        known.0 += 1;
    }
    let mut colors: Vec<(usize, [u8; 3])> = counts.values().copied().collect();
    colors.sort_by(|a, b| b.cmp(a));
    colors.truncate(255);
    let colors: Vec<[u8; 3]> = colors.into_iter().map(|(_, color)| color).collect();
    let far = |a: &[u8; 3], b: &[u8; 3]| -> u32 {
        let channels = a.iter().zip(b);
        channels
            .map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2))
            .sum()
    };
    let nearest = |pixel: &[u8; 3]| {
        let colors = colors.iter().enumerate();
        let nearest = colors.min_by_key(|(_, color)| far(pixel, color));
        nearest.unwrap().0 as u8
    };
    let mut known: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let pixels = picture.pixels.iter();
    let pixels = pixels
        .map(|pixel| *known.entry(*pixel).or_insert_with(|| nearest(pixel)))
        .collect();
    (colors, pixels)
}

fn write(path: &Path, picture: &Picture) {
    let (colors, pixels) = reduce(picture);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let file = BufWriter::new(File::create(path).unwrap());
    let mut png = png::Encoder::new(file, picture.width as u32, picture.height as u32);
    png.set_color(png::ColorType::Indexed);
    png.set_palette(colors.into_flattened());
    png.set_compression(png::Compression::High);
    let mut writer = png.write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
}

fn read(path: &Path) -> Option<Picture> {
    let mut png = png::Decoder::new(BufReader::new(File::open(path).ok()?));
    png.set_transformations(png::Transformations::EXPAND);
    let mut reader = png.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    let (pixels, _) = bytes[..info.buffer_size()].as_chunks::<3>();
    Some(Picture {
        width: info.width as usize,
        height: info.height as usize,
        pixels: pixels.to_vec(),
    })
}

fn is_after(view: &View) -> bool {
    matches!(view.page, PageView::After(_))
}

fn with_news(view: &View) -> bool {
    matches!(view.page, PageView::Scene(_)) && !view.top.dispatches.is_empty()
}

#[test]
fn the_title() {
    check("title", &Stage::with_a_run(Screen::Title).open());
}

#[test]
fn the_role() {
    check("role", &Stage::of(Screen::Role).open());
}

#[test]
fn a_page_in_every_theme() {
    for (name, theme) in [
        ("page_paper", ThemeName::Paper),
        ("page_night", ThemeName::Night),
        ("page_contrast", ThemeName::HighContrast),
    ] {
        let mut stage = Stage::where_page(with_news);
        stage.settings.theme = theme;
        let mut harness = stage.open_page();
        // The first choice has the keyboard, as a reader sees it.
        while !says_focus(&harness, "1. ") {
            assert_eq!(press(&mut harness, Key::Tab), []);
        }
        check(name, &harness);
    }
}

fn says_focus(harness: &Play, start: &str) -> bool {
    let mut nodes = harness.root().children_recursive();
    nodes.any(|node| node.is_focused() && super::stage::name(&node).starts_with(start))
}

#[test]
fn after_a_decision() {
    check("after", &Stage::where_page(is_after).open());
}

#[test]
fn the_map() {
    let mut harness = Stage::playing(7).open_page();
    assert_eq!(press(&mut harness, Key::M), []);
    check("map", &harness);
}

#[test]
fn the_three_columns() {
    let mut harness = Stage::at_end().open();
    assert_eq!(press(&mut harness, Key::Num2), []);
    check("columns", &harness);
}

#[test]
fn the_classroom() {
    let mut harness = super::classroom::class().open();
    for _ in 0..12 {
        assert_eq!(press(&mut harness, Key::ArrowRight), []);
    }
    check("classroom", &harness);
}

#[test]
fn the_chart() {
    let mut harness = Stage::at_end().open();
    click(&mut harness, "Chart");
    check("chart", &harness);
}

#[test]
fn a_kept_picture_is_the_same_after_reading() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("it.png");
    let pixels = (0..600_u16).map(|it| [it as u8, (it / 3) as u8, 9]);
    let picture = Picture {
        width: 30,
        height: 20,
        pixels: pixels.collect(),
    };
    write(&path, &picture);
    let again = read(&path).unwrap();
    assert_eq!((again.width, again.height), (30, 20));
    assert_eq!(count_stray(&picture, &again), 0);
    let other = Picture {
        pixels: vec![[0, 0, 255]; 600],
        ..picture.clone()
    };
    assert_eq!(count_stray(&other, &again), 600);
}
