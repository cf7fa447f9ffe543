//! Which picture stands on the stage: ordered, rasterised in the background, kept, shown.
//!
//! The last few pictures are kept, so that going back shows them at once; how many depends on
//! how much memory they take.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bevy::asset::RenderAssetUsages;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::render::renderer::RenderDevice;
use bevy::sprite::Anchor;
use bevy::tasks::AsyncComputeTaskPool;
use bevy::window::{PrimaryWindow, RequestRedraw};
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

use super::air::FLASH_SHARE;
use super::art::Hour;
use super::fit::fit;
use super::moving::Slide;
use super::raster::{Part, Plate, PlateKind, Print, rasterise};
use super::{Picture, Scenery};
use crate::gui::theme::spacing;

/// How far the nearest layer slides, in the picture's own points.
pub(super) const SLIDE: f32 = 80.0;
/// How long a slide takes.
pub(super) const SLIDE_TIME: Duration = Duration::from_millis(600);
/// No picture is wider than this in pixels, nor than the graphics card takes.
const WIDEST: f32 = 8192.0;
/// How many pictures are kept, the one shown among them.
const MOST_KEPT: usize = 5;
/// How many bytes of pixels are kept besides the picture shown.
const MOST_KEPT_BYTES: usize = 48 * 1024 * 1024;

/// Names what was rasterised: the same order would give the same pixels.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Order {
    pub(super) picture: Picture,
    pub(super) hour: Hour,
    /// Pixels per point of the picture.
    pub(super) scale: f32,
    /// Whether its layers never move, so that they need not be kept apart.
    pub(super) still: bool,
}

/// What is shown, what is kept, and what is being made.
#[derive(Resource, Default)]
pub(super) struct Stage {
    shown: Option<Order>,
    making: Option<Order>,
    finished: Arc<Mutex<Option<(Order, Print)>>>,
    /// How many times a picture was put on the stage.
    pub(super) n_shown: u32,
    /// The latest last.
    kept: Vec<Kept>,
    /// The visit whose slide was started or skipped.
    pub(super) visit: Option<(Picture, u32)>,
    pub(super) slide: Option<Slide>,
    /// Frames still to be drawn until the graphics card has new pixels for certain.
    settling: u8,
}

/// A picture whose pixels the graphics card has.
struct Kept {
    order: Order,
    layers: Vec<(Layer, Handle<Image>)>,
    bytes: usize,
}

/// A layer on the stage, in the picture's own points.
#[derive(Component, Clone, Copy, PartialEq, Debug)]
pub(super) struct Layer {
    pub(super) kind: PlateKind,
    pub(super) at: Vec2,
    pub(super) size: Vec2,
    pub(super) depth: f32,
}

impl Stage {
    /// The picture that is shown.
    pub(super) fn picture(&self) -> Option<Picture> {
        self.shown.as_ref().map(|order| order.picture)
    }

    /// The inks of the picture that is shown.
    pub(super) fn hour(&self) -> Option<&Hour> {
        self.shown.as_ref().map(|order| &order.hour)
    }
}

fn order_for(scenery: &Scenery, window: &Window, widest: f32) -> Option<Order> {
    let hour = match scenery.picture {
        Picture::None => return None,
        Picture::Title => Hour {
            inks: None,
            snow: false,
            with: Vec::new(),
        },
        Picture::Drawn(drawing) => Hour {
            inks: Some(drawing.inks(scenery.light)),
            snow: scenery.snow_lies,
            with: scenery.with.clone(),
        },
    };
    let fit = fit(scenery.picture, vec2(window.width(), window.height()));
    let largest = widest / (spacing::DESIGN.x + 2.0 * scenery.picture.spare());
    Some(Order {
        picture: scenery.picture,
        hour,
        scale: (fit.scale * window.scale_factor()).min(largest),
        still: scenery.still || scenery.picture.spare() == 0.0,
    })
}

/// Shows the picture that is wanted if it is kept, and has it made if not.
pub(super) fn show_or_ask_for_picture(
    scenery: Res<Scenery>,
    mut stage: ResMut<Stage>,
    window: Single<&Window, With<PrimaryWindow>>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
    mut redraw: MessageWriter<RequestRedraw>,
    (mut commands, layers): (Commands, Query<Entity, With<Layer>>),
    device: Option<Res<RenderDevice>>,
) {
    let stage = &mut *stage;
    if stage.settling > 0 {
        stage.settling -= 1;
        redraw.write(RequestRedraw);
    }
    let Some(order) = order_for(&scenery, &window, widest(device.as_deref())) else {
        if stage.shown.take().is_some() {
            clear(&mut commands, &layers);
        }
        return;
    };
    if stage.shown.as_ref() == Some(&order) || window.width() < 1.0 {
        return;
    }
    if let Some(index) = stage.kept.iter().position(|kept| kept.order == order) {
        let kept = stage.kept.remove(index);
        clear(&mut commands, &layers);
        for (layer, image) in &kept.layers {
            commands.spawn((
                *layer,
                Sprite::from_image(image.clone()),
                Anchor::TOP_LEFT,
                Transform::default(),
            ));
        }
        stage.kept.push(kept);
        stage.shown = Some(order);
        stage.n_shown = stage.n_shown.wrapping_add(1);
        stage.settling = 2;
        redraw.write(RequestRedraw);
        return;
    }
    // A place waits behind the page for the next one; the poster does not belong there.
    let is_poster = |picture| matches!(picture, Some(Picture::Title));
    if stage.shown.is_some() && is_poster(stage.picture()) != is_poster(Some(order.picture)) {
        stage.shown = None;
        clear(&mut commands, &layers);
    }
    if stage.making.is_none() {
        stage.making = Some(order.clone());
        make(order, Arc::clone(&stage.finished), proxy);
    }
}

fn widest(device: Option<&RenderDevice>) -> f32 {
    device.map_or(WIDEST, |device| {
        // Both are whole and far below what an f32 counts exactly.
        WIDEST.min(device.limits().max_texture_dimension_2d as f32)
    })
}

fn clear(commands: &mut Commands, layers: &Query<Entity, With<Layer>>) {
    for layer in layers {
        commands.entity(layer).despawn();
    }
}

fn make(
    order: Order,
    finished: Arc<Mutex<Option<(Order, Print)>>>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
) {
    let proxy = proxy.map(|proxy| (**proxy).clone());
    AsyncComputeTaskPool::get()
        .spawn(async move {
            let print = rasterise(&order);
            if let Ok(mut finished) = finished.lock() {
                *finished = Some((order, print));
            }
            // A finished task does not wake the event loop by itself. If the loop is gone,
            // so is the window.
            if let Some(proxy) = proxy {
                let _ = proxy.send_event(WinitUserEvent::WakeUp);
            }
        })
        .detach();
}

/// Keeps a picture that has been made.
pub(super) fn take_in_finished_picture(
    mut stage: ResMut<Stage>,
    mut images: ResMut<Assets<Image>>,
) {
    let finished = stage
        .finished
        .lock()
        .ok()
        .and_then(|mut finished| finished.take());
    let Some((order, print)) = finished else {
        return;
    };
    stage.making = None;
    let kept = keep(order, print, |plate| images.add(image_of(plate)));
    stage.kept.push(kept);
    let_go(&mut stage.kept);
}

fn keep(order: Order, print: Print, mut add: impl FnMut(Plate) -> Handle<Image>) -> Kept {
    let spare = vec2(order.picture.spare(), 0.0);
    let scale = print.scale;
    let bytes = print.plates.iter().map(|plate| plate.pixels.len()).sum();
    let layers = (0_u8..)
        .zip(print.plates)
        // A flash that covered more than its share would dazzle.
        .filter(|(_, plate)| {
            plate.kind.part != Part::Flash || plate.share_of_picture(scale) <= FLASH_SHARE
        })
        .map(|(depth, plate)| {
            let layer = Layer {
                kind: plate.kind,
                at: vec2(plate.left, plate.top) / scale - spare,
                size: vec2(plate.width as f32, plate.height as f32) / scale,
                depth: f32::from(depth),
            };
            (layer, add(plate))
        })
        .collect();
    Kept {
        order,
        layers,
        bytes,
    }
}

/// Forgets the oldest pictures until the rest take no more than they may.
fn let_go(kept: &mut Vec<Kept>) {
    let too_many = |kept: &[Kept]| {
        let before = kept.split_last().map_or(0, |(_, before)| {
            before.iter().map(|picture| picture.bytes).sum()
        });
        kept.len() > MOST_KEPT || before > MOST_KEPT_BYTES
    };
    while kept.len() > 1 && too_many(kept) {
        kept.remove(0);
    }
}

fn image_of(plate: Plate) -> Image {
    Image::new(
        Extent3d {
            width: plate.width,
            height: plate.height,
            depth_or_array_layers: 1,
        },
        TextureDimension::D2,
        plate.pixels,
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(scale: f32, bytes: usize) -> Kept {
        let hour = Hour {
            inks: None,
            snow: false,
            with: Vec::new(),
        };
        Kept {
            order: Order {
                picture: Picture::Title,
                hour,
                scale,
                still: false,
            },
            layers: Vec::new(),
            bytes,
        }
    }

    #[test]
    fn the_last_few_pictures_are_kept_within_bounds() {
        let mut all: Vec<Kept> = Vec::new();
        for number in 0..12_u8 {
            all.push(kept(f32::from(number), 1024));
            let_go(&mut all);
        }
        assert_eq!(all.len(), MOST_KEPT);
        assert_eq!(all.last().unwrap().order.scale, 11.0);
        // One that fills the room alone leaves only the one shown beside it.
        all.push(kept(12.0, MOST_KEPT_BYTES + 1));
        let_go(&mut all);
        assert_eq!(all.len(), MOST_KEPT);
        all.push(kept(13.0, 1));
        let_go(&mut all);
        let scales: Vec<f32> = all.iter().map(|kept| kept.order.scale).collect();
        assert_eq!(scales, [13.0]);
    }
}
