//! The picture behind the page.
//!
//! A picture is an SVG whose top-level groups are layers. It is recoloured by the hour,
//! rasterised on a background task at the window's own resolution, and shown as one sprite per
//! layer on the one 2D camera; the last picture stays until the next is ready. A new scene may
//! slide the layers past one another for a moment. At rest nothing here asks for a redraw.
//!
//! The rest of the window says what to show in [`Scenery`]; [`plugin`] does the rest. The
//! camera is spawned here too, before egui looks for one.

mod fit;
mod raster;

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use bevy::asset::RenderAssetUsages;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::sprite::Anchor;
use bevy::tasks::AsyncComputeTaskPool;
use bevy::window::{PrimaryWindow, RequestRedraw};
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};
use bevy_egui::{EguiStartupSet, egui};
use resvg::{tiny_skia, usvg};

use fit::fit;
use raster::rasterise;

use super::theme::ramp::{Key, Ramp};
use super::theme::{palette, spacing, zoom_for};

/// What to show behind the page. Change it whenever the scene changes.
#[derive(Resource, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Scenery {
    /// Which picture.
    pub picture: Picture,
    /// Whether it lies back behind the record.
    pub dim: bool,
    /// Whether it must not move.
    pub still: bool,
    /// The hour of the day, for the colours.
    pub hour: u8,
    /// Any number that differs from scene to scene: a change slides the picture.
    pub visit: u32,
}

/// The pictures there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Picture {
    /// Bare ground: high contrast, and screens that cover the window.
    #[default]
    None,
    /// The title poster.
    Title,
    /// The Neva from the south bank, by night.
    NevaNight,
    /// The yard of the Vulkan works.
    VulkanYard,
}

impl Picture {
    fn svg(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Title => Some(include_str!("../../../assets/art/title.svg")),
            Self::NevaNight => Some(include_str!("../../../assets/art/neva_night.svg")),
            Self::VulkanYard => Some(include_str!("../../../assets/art/vulkan_yard.svg")),
        }
    }

    /// Which ramps recolour it; the title keeps its own inks.
    fn key(self) -> Option<Key> {
        match self {
            Self::None | Self::Title => None,
            Self::NevaNight => Some(Key::Dark),
            Self::VulkanYard => Some(Key::Light),
        }
    }

    /// How much is drawn left and right of the 1280 that show.
    fn spare(self) -> f32 {
        match self {
            Self::None | Self::Title => 0.0,
            Self::NevaNight | Self::VulkanYard => 80.0,
        }
    }
}

/// How far the nearest layer slides, in the picture's own points.
const SLIDE: f32 = 80.0;
const SLIDE_TIME: Duration = Duration::from_millis(600);
/// 30 pictures a second are enough for a slide.
const BEAT: Duration = Duration::from_millis(33);
/// Textures larger than this are refused by some graphics cards.
const WIDEST: f32 = 8192.0;

/// Shows [`Scenery`] behind egui. Needs the default plugins and `EguiPlugin`.
pub fn plugin(app: &mut App) {
    app.insert_resource(ground(Picture::None))
        .init_resource::<Scenery>()
        .init_resource::<Stage>()
        .add_systems(
            PreStartup,
            spawn_camera.before(EguiStartupSet::InitContexts),
        )
        .add_systems(
            Update,
            (
                show_finished_picture,
                ask_for_picture,
                start_slide,
                place_layers,
                place_ground,
            )
                .chain(),
        );
}

/// Names what was rasterised: the same key would give the same pixels.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Order {
    picture: Picture,
    ramp: Option<&'static Ramp>,
    /// Pixels per point of the picture.
    scale: f32,
}

/// One layer's pixels and where they belong, in pixels from the picture's left upper corner.
struct Plate {
    share: f32,
    left: f32,
    top: f32,
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

/// The finished work of a background task.
struct Print {
    order: Order,
    plates: Vec<Plate>,
}

/// What is shown, what is being made, and what moves.
#[derive(Resource, Default)]
struct Stage {
    shown: Option<Order>,
    making: Option<Order>,
    finished: Arc<Mutex<Option<Print>>>,
    /// The visit whose slide was started or skipped.
    visit: Option<(Picture, u32)>,
    slide: Option<Slide>,
    /// Frames still to be drawn until the graphics card has new pixels for certain.
    settling: u8,
}

#[derive(Clone, Copy)]
struct Slide {
    since: Instant,
    /// +1 from the right, -1 from the left.
    way: f32,
}

/// A layer on the stage, in the picture's own points.
#[derive(Component)]
struct Layer {
    share: f32,
    at: Vec2,
    size: Vec2,
    depth: f32,
}

/// The plane that dims the picture.
#[derive(Component)]
struct Dim;

fn spawn_camera(mut commands: Commands) {
    commands.spawn(Camera2d);
    let tint = palette::DIM;
    // Sprites are mixed in linear light, where the same share looks much weaker than in the
    // design's: this one gives a middle tone the design's depth.
    let share = 1.0 - (1.0 - palette::DIM_SHARE).powf(2.2);
    let color = Color::srgb_u8(tint.r(), tint.g(), tint.b()).with_alpha(share);
    commands.spawn((
        Dim,
        Sprite::from_color(color, Vec2::ONE),
        Transform::from_xyz(0.0, 0.0, 100.0),
        Visibility::Hidden,
    ));
}

fn order_for(scenery: &Scenery, window: &Window) -> Option<Order> {
    scenery.picture.svg()?;
    let fit = fit(scenery.picture, vec2(window.width(), window.height()));
    let widest = WIDEST / (spacing::DESIGN.x + 2.0 * scenery.picture.spare());
    Some(Order {
        picture: scenery.picture,
        ramp: scenery.picture.key().map(|key| key.at(scenery.hour)),
        scale: (fit.scale * window.scale_factor()).min(widest),
    })
}

fn ask_for_picture(
    scenery: Res<Scenery>,
    mut stage: ResMut<Stage>,
    window: Single<&Window, With<PrimaryWindow>>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
    (mut commands, layers): (Commands, Query<Entity, With<Layer>>),
) {
    let Some(order) = order_for(&scenery, &window) else {
        if stage.shown.take().is_some() {
            for layer in &layers {
                commands.entity(layer).despawn();
            }
        }
        return;
    };
    if stage.shown == Some(order) || stage.making.is_some() || window.width() < 1.0 {
        return;
    }
    stage.making = Some(order);
    let finished = Arc::clone(&stage.finished);
    let proxy = proxy.map(|proxy| (**proxy).clone());
    AsyncComputeTaskPool::get()
        .spawn(async move {
            let print = Print {
                order,
                plates: rasterise(&order),
            };
            if let Ok(mut finished) = finished.lock() {
                *finished = Some(print);
            }
            // A finished task does not wake the event loop by itself. If the loop is gone,
            // so is the window.
            if let Some(proxy) = proxy {
                let _ = proxy.send_event(WinitUserEvent::WakeUp);
            }
        })
        .detach();
}

fn show_finished_picture(
    mut stage: ResMut<Stage>,
    scenery: Res<Scenery>,
    mut images: ResMut<Assets<Image>>,
    mut redraw: MessageWriter<RequestRedraw>,
    (mut commands, old): (Commands, Query<Entity, With<Layer>>),
) {
    if stage.settling > 0 {
        stage.settling -= 1;
        redraw.write(RequestRedraw);
    }
    let print = stage
        .finished
        .lock()
        .ok()
        .and_then(|mut finished| finished.take());
    let Some(print) = print else { return };
    stage.making = None;
    if print.order.picture != scenery.picture {
        return;
    }
    for layer in &old {
        commands.entity(layer).despawn();
    }
    let order = print.order;
    for (depth, plate) in (0_u8..).zip(print.plates) {
        let size = vec2(plate.width as f32, plate.height as f32) / order.scale;
        let at = vec2(plate.left, plate.top) / order.scale - vec2(order.picture.spare(), 0.0);
        let layer = Layer {
            share: plate.share,
            at,
            size,
            depth: f32::from(depth),
        };
        let sprite = Sprite::from_image(images.add(image_of(plate)));
        commands.spawn((layer, sprite, Anchor::TOP_LEFT, Transform::default()));
    }
    stage.shown = Some(order);
    stage.settling = 2;
    redraw.write(RequestRedraw);
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

/// Starts a slide when the scene shown is a new one, and a clock that ends with it.
fn start_slide(
    scenery: Res<Scenery>,
    mut stage: ResMut<Stage>,
    window: Single<&Window, With<PrimaryWindow>>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
) {
    let visit = (scenery.picture, scenery.visit);
    let is_shown = stage
        .shown
        .is_some_and(|order| order.picture == scenery.picture);
    if !is_shown || stage.visit == Some(visit) {
        return;
    }
    stage.visit = Some(visit);
    let Some(proxy) = proxy else { return };
    if scenery.still || !window.focused || scenery.picture.spare() == 0.0 {
        return;
    }
    stage.slide = Some(Slide {
        since: Instant::now(),
        way: if scenery.visit.is_multiple_of(2) {
            1.0
        } else {
            -1.0
        },
    });
    let proxy = (**proxy).clone();
    thread::spawn(move || {
        let start = Instant::now();
        while start.elapsed() < SLIDE_TIME + 2 * BEAT {
            thread::sleep(BEAT);
            if proxy.send_event(WinitUserEvent::WakeUp).is_err() {
                return;
            }
        }
    });
}

fn place_layers(
    mut stage: ResMut<Stage>,
    scenery: Res<Scenery>,
    window: Single<&Window, With<PrimaryWindow>>,
    mut layers: Query<(&Layer, &mut Transform, &mut Sprite)>,
) {
    let Some(order) = stage.shown else { return };
    let size = vec2(window.width(), window.height());
    let fit = fit(order.picture, size).on_pixels(window.scale_factor());
    let left = stage.slide.map_or(0.0, |slide| slide.left());
    if left == 0.0 || scenery.still {
        stage.slide = None;
    }
    let way = stage.slide.map_or(0.0, |slide| slide.way);
    let pan = way * left * fit.room(order.picture, size, way);
    for (layer, mut transform, mut sprite) in &mut layers {
        let at = layer.at * fit.scale - fit.offset + vec2(pan * layer.share, 0.0);
        let corner = vec3(at.x - size.x / 2.0, size.y / 2.0 - at.y, layer.depth);
        transform.set_if_neq(Transform::from_translation(corner));
        let shown = Some(layer.size * fit.scale);
        if sprite.custom_size != shown {
            sprite.custom_size = shown;
        }
    }
}

/// What shows where nothing is drawn: black in high contrast, which has no picture, and the
/// night until a picture is ready.
fn ground(picture: Picture) -> ClearColor {
    let color = match picture {
        Picture::None => palette::Palette::of(crate::store::ThemeName::HighContrast).sheet,
        _ => palette::poster::NIGHT,
    };
    ClearColor(Color::srgb_u8(color.r(), color.g(), color.b()))
}

fn place_ground(
    scenery: Res<Scenery>,
    mut clear: ResMut<ClearColor>,
    window: Single<&Window, With<PrimaryWindow>>,
    dim: Single<(&mut Sprite, &mut Visibility), With<Dim>>,
) {
    let (mut sprite, mut visibility) = dim.into_inner();
    let wanted = if scenery.dim && scenery.picture != Picture::None {
        Visibility::Visible
    } else {
        Visibility::Hidden
    };
    visibility.set_if_neq(wanted);
    let ground = ground(scenery.picture);
    if clear.0 != ground.0 {
        *clear = ground;
    }
    let size = Some(vec2(window.width(), window.height()));
    if sprite.custom_size != size {
        sprite.custom_size = size;
    }
}

impl Slide {
    /// What is left of the way: 1 to 0, easing out.
    fn left(self) -> f32 {
        let passed = self.since.elapsed().as_secs_f32() / SLIDE_TIME.as_secs_f32();
        (1.0 - passed.clamp(0.0, 1.0)).powi(3)
    }
}

#[cfg(test)]
mod tests {
    use super::raster::recoloured;
    use super::*;
    use crate::gui::theme::ramp;

    fn order(picture: Picture, scale: f32) -> Order {
        Order {
            picture,
            ramp: picture.key().map(|key| key.at(3)),
            scale,
        }
    }

    #[test]
    fn every_picture_has_layers_from_back_to_front() {
        for (picture, least) in [
            (Picture::Title, 4),
            (Picture::NevaNight, 5),
            (Picture::VulkanYard, 5),
        ] {
            let plates = rasterise(&order(picture, 0.25));
            assert!(plates.len() >= least, "{picture:?}: {}", plates.len());
            for plate in &plates {
                let bytes = plate.width as usize * plate.height as usize * 4;
                assert_eq!(plate.pixels.len(), bytes);
            }
        }
        assert!(rasterise(&order(Picture::None, 1.0)).is_empty());
    }

    #[test]
    fn the_sky_fills_the_picture_without_the_view_box_shift() {
        let plates = rasterise(&order(Picture::NevaNight, 0.25));
        let sky = plates.first().unwrap();
        assert_eq!(
            (sky.left, sky.top, sky.width, sky.height),
            (0.0, 0.0, 360, 180)
        );
        let opaque = sky
            .pixels
            .iter()
            .skip(3)
            .step_by(4)
            .all(|alpha| *alpha == 255);
        assert!(opaque);
    }

    #[test]
    fn inks_are_replaced_all_at_once() {
        let svg = r##"<a fill="#0B0D10"/><a fill="#B3211B"/><a href="#x"/>"##;
        let noon = recoloured(svg, &ramp::NIGHT, &ramp::NOON);
        assert_eq!(
            noon,
            r##"<a fill="#191a1b"/><a fill="#B3211B"/><a href="#x"/>"##
        );
    }

    #[test]
    fn the_picture_covers_every_window() {
        for picture in [Picture::Title, Picture::NevaNight] {
            for (x, y) in [
                (1280.0, 720.0),
                (800.0, 1000.0),
                (2560.0, 1080.0),
                (1920.0, 1200.0),
            ] {
                let window = vec2(x, y);
                let fit = fit(picture, window);
                let spare = picture.spare();
                let left = -spare * fit.scale - fit.offset.x;
                let right = (1280.0 + spare) * fit.scale - fit.offset.x;
                let bottom = 720.0 * fit.scale - fit.offset.y;
                assert!(left <= 0.01 && right >= x - 0.01, "{picture:?} {x}x{y}");
                assert!(
                    fit.offset.y >= 0.0 && bottom >= y - 0.01,
                    "{picture:?} {x}x{y}"
                );
            }
        }
    }

    #[test]
    fn at_the_design_size_nothing_is_moved() {
        let fit = fit(Picture::NevaNight, vec2(1280.0, 720.0));
        assert_eq!(fit.scale, 1.0);
        assert_eq!(fit.offset, Vec2::ZERO);
        assert_eq!(fit.room(Picture::NevaNight, vec2(1280.0, 720.0), 1.0), 80.0);
    }
}
