//! The audit itself: it sees what is wrong, and nothing else.

use bevy_egui::egui;
use egui::accesskit::Role;
use egui::{Color32, FontId, Rect, Ui, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT as _;

use crate::gui::audit::{Fault, Pass, findings};

const SCREEN: Rect = Rect::from_min_max(pos2(0.0, 0.0), pos2(400.0, 300.0));

/// What is found in a drawing: the fault and the word.
fn found(draw: impl Fn(&mut Ui) + 'static) -> Vec<(Fault, String)> {
    let mut harness = Harness::builder().with_size(SCREEN.size()).build_ui(draw);
    harness.run();
    let scrolled: Vec<Rect> = harness
        .root()
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::ScrollBar)
        .map(|node| node.rect())
        .collect();
    let pass = Pass {
        shapes: &harness.output().shapes,
        screen: SCREEN,
        scrolled: &scrolled,
        ground: Some(Color32::WHITE),
    };
    let found = findings(&pass);
    found.into_iter().map(|it| (it.fault, it.word)).collect()
}

fn write(ui: &Ui, x: f32, y: f32, words: &str) {
    write_in(ui, x, y, words, Color32::BLACK);
}

fn write_in(ui: &Ui, x: f32, y: f32, words: &str, ink: Color32) {
    let font = FontId::proportional(16.0);
    let painter = ui.ctx().layer_painter(ui.layer_id());
    painter.text(pos2(x, y), egui::Align2::LEFT_TOP, words, font, ink);
}

fn plane(ui: &Ui, rect: [f32; 4], fill: Color32) {
    let [left, top, width, height] = rect;
    let rect = Rect::from_min_size(pos2(left, top), vec2(width, height));
    let painter = ui.ctx().layer_painter(ui.layer_id());
    painter.rect_filled(rect, 0.0, fill);
}

#[test]
fn text_with_room_is_faultless() {
    assert_eq!(found(|ui| write(ui, 20.0, 20.0, "All quiet here")), []);
}

#[test]
fn text_over_the_windows_edge_is_cut_off_or_outside() {
    let cut = found(|ui| write(ui, 380.0, 20.0, "Petrograd"));
    assert_eq!(cut, [(Fault::Cut, "Petrograd".to_owned())]);
    let outside = found(|ui| write(ui, 20.0, 340.0, "Moscow"));
    assert_eq!(outside, [(Fault::Outside, "Moscow".to_owned())]);
}

#[test]
fn text_over_its_clip_rectangle_is_cut_off() {
    let cut = found(|ui| {
        let clip = Rect::from_min_size(pos2(20.0, 20.0), vec2(90.0, 40.0));
        let font = FontId::proportional(16.0);
        let painter = ui.painter().with_clip_rect(clip);
        let left_top = egui::Align2::LEFT_TOP;
        painter.text(
            pos2(22.0, 22.0),
            left_top,
            "Here is the Neva",
            font,
            Color32::BLACK,
        );
    });
    assert!(matches!(&cut[..], [(Fault::Cut, _), ..]), "{cut:?}");
}

#[test]
fn what_can_be_scrolled_to_is_not_cut_off() {
    let scrolled = |ui: &mut Ui| {
        egui::ScrollArea::vertical().show(ui, |ui| {
            for _ in 0..40 {
                ui.colored_label(Color32::WHITE, "One line after another");
            }
        });
    };
    assert_eq!(found(scrolled), []);
}

#[test]
fn text_on_text_is_found_but_not_through_a_plane() {
    let both = found(|ui| {
        write(ui, 20.0, 20.0, "Under");
        write(ui, 24.0, 24.0, "Over");
    });
    assert_eq!(both, [(Fault::Overlaid, "Under".to_owned())]);
    let between = found(|ui| {
        write(ui, 20.0, 20.0, "Under");
        plane(ui, [0.0, 0.0, 200.0, 60.0], Color32::WHITE);
        write(ui, 24.0, 24.0, "Over");
    });
    assert_eq!(between, []);
}

#[test]
fn half_a_word_under_a_plane_is_found() {
    let half = found(|ui| {
        write(ui, 20.0, 20.0, "Smolny");
        plane(ui, [0.0, 0.0, 40.0, 60.0], Color32::WHITE);
    });
    assert_eq!(half, [(Fault::Covered, "Smolny".to_owned())]);
}

#[test]
fn contrast_is_that_of_the_plane_under_the_word() {
    let grey = Color32::from_gray(0x77);
    let faint = found(move |ui| write_in(ui, 20.0, 20.0, "Grey", grey));
    assert!(matches!(&faint[..], [(Fault::Faint(ratio), _)] if (*ratio - 4.48).abs() < 0.01));
    let dark = found(|ui| {
        plane(ui, [0.0, 0.0, 200.0, 60.0], Color32::BLACK);
        write(ui, 20.0, 20.0, "Black");
    });
    assert_eq!(dark, [(Fault::Faint(1.0), "Black".to_owned())]);
    let through_glass = found(|ui| {
        plane(ui, [0.0, 0.0, 200.0, 60.0], Color32::from_black_alpha(0xE0));
        write(ui, 20.0, 20.0, "Black");
    });
    assert!(matches!(&through_glass[..], [(Fault::Faint(_), _)]));
}

#[test]
fn text_that_was_cut_short_is_found() {
    let short = found(|ui| {
        let font = FontId::proportional(16.0);
        let words = "The telephone exchange".to_owned();
        let mut job = egui::text::LayoutJob::simple(words, font, Color32::BLACK, 80.0);
        job.wrap.max_rows = 1;
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        ui.painter()
            .galley(pos2(20.0, 20.0), galley, Color32::BLACK);
    });
    assert!(matches!(&short[..], [(Fault::Shortened, _)]), "{short:?}");
}
