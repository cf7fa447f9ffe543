//! Where everything on the stage stands in this frame, and what wakes the window for the next.

use std::time::Instant;

use bevy::asset::RenderAssetUsages;
use bevy::input::keyboard::KeyboardInput;
use bevy::input::mouse::MouseWheel;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use bevy::window::{CursorMoved, PrimaryWindow};
use bevy::winit::EventLoopProxyWrapper;

use super::air::{self, Breath, Fall, Gun, Moving};
use super::beat::{BEAT, Beat};
use super::fit::{Fit, fit};
use super::raster::Part;
use super::stage::{Layer, SLIDE_TIME, Stage};
use super::{Picture, Scenery};

/// Layers passing one another.
#[derive(Clone, Copy)]
pub(super) struct Slide {
    since: Instant,
    /// +1 from the right, -1 from the left.
    way: f32,
}

impl Slide {
    /// What is left of the way: 1 to 0, easing out.
    fn left(self) -> f32 {
        let passed = self.since.elapsed().as_secs_f32() / SLIDE_TIME.as_secs_f32();
        (1.0 - passed.clamp(0.0, 1.0)).powi(3)
    }
}

/// One thing that falls.
#[derive(Component)]
pub(super) struct Falling {
    index: usize,
}

/// How movement stands now.
fn moving(scenery: &Scenery, window: &Window) -> Moving {
    if scenery.still {
        Moving::Still
    } else if window.focused {
        Moving::Yes
    } else {
        Moving::Away
    }
}

/// What falls over the picture that is shown.
fn falling(scenery: &Scenery, stage: &Stage) -> Option<(Fall, &'static str)> {
    let Some(Picture::Drawn(drawing)) = stage.picture() else {
        return None;
    };
    let (key, ramp) = stage.hour()?.inks?;
    if drawing.facts().inside {
        return None;
    }
    let fall = air::fall(scenery.air, key)?;
    Some((fall, ramp.get(fall.ink)?))
}

/// Starts a slide when the scene shown is a new one, and a clock that ends with it.
pub(super) fn start_slide(
    scenery: Res<Scenery>,
    mut stage: ResMut<Stage>,
    window: Single<&Window, With<PrimaryWindow>>,
    beat: Res<Beat>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
) {
    let visit = (scenery.picture, scenery.visit);
    if stage.picture() != Some(scenery.picture) || stage.visit == Some(visit) {
        return;
    }
    stage.visit = Some(visit);
    let Some(proxy) = proxy else { return };
    if moving(&scenery, &window) != Moving::Yes || scenery.picture.spare() == 0.0 {
        return;
    }
    let now = Instant::now();
    stage.slide = Some(Slide {
        since: now,
        way: if scenery.visit.is_multiple_of(2) {
            1.0
        } else {
            -1.0
        },
    });
    beat.keep_until(now + SLIDE_TIME + 2 * BEAT, &proxy);
}

/// Lets the air move for some seconds after a page has come, a key was pressed or the pointer
/// has moved.
pub(super) fn breathe(
    (scenery, stage): (Res<Scenery>, Res<Stage>),
    (mut keys, mut pointer, mut wheel): (
        MessageReader<KeyboardInput>,
        MessageReader<CursorMoved>,
        MessageReader<MouseWheel>,
    ),
    window: Single<&Window, With<PrimaryWindow>>,
    layers: Query<&Layer>,
    beat: Res<Beat>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
    (mut breath, mut last, mut n_shown): (ResMut<Breath>, Local<Option<Instant>>, Local<u32>),
) {
    let acted = !(keys.is_empty() && pointer.is_empty() && wheel.is_empty());
    keys.clear();
    pointer.clear();
    wheel.clear();
    let Some(proxy) = proxy else { return };
    let now = Instant::now();
    if moving(&scenery, &window) != Moving::Yes {
        if breath.moves() || last.is_some() {
            breath.rest();
            beat.stop();
            *last = None;
        }
        // Coming back to the window is a reason to move, as a new picture is.
        *n_shown = 0;
        return;
    }
    if breath.moves()
        && let Some(last) = *last
    {
        breath.pass((now - last).as_secs_f32());
    }
    let has = |wanted: fn(Part) -> bool| layers.iter().any(|layer| wanted(layer.kind.part));
    let can_move = falling(&scenery, &stage).is_some() || has(|part| part != Part::Plain);
    let arrived = scenery.is_changed() || *n_shown != stage.n_shown;
    *n_shown = stage.n_shown;
    if (acted || arrived) && can_move {
        let seconds = breath.begin(has(|part| matches!(part, Part::Beam(_))));
        let until = now + std::time::Duration::from_secs_f32(seconds) + 2 * BEAT;
        beat.keep_until(until, &proxy);
    }
    *last = breath.moves().then_some(now);
}

/// Puts every layer where the slide, the smoke and the beam have it now.
pub(super) fn place_layers(
    mut stage: ResMut<Stage>,
    scenery: Res<Scenery>,
    (breath, mut gun, time): (Res<Breath>, ResMut<Gun>, Res<Time<Real>>),
    window: Single<&Window, With<PrimaryWindow>>,
    mut layers: Query<(&Layer, &mut Transform, &mut Sprite, &mut Visibility)>,
) {
    let Some(picture) = stage.picture() else {
        return;
    };
    let size = vec2(window.width(), window.height());
    let fit = fit(picture, size).on_pixels(window.scale_factor());
    let left = stage.slide.map_or(0.0, |slide| slide.left());
    if stage.slide.is_some() && (left == 0.0 || scenery.still) {
        stage.slide = None;
    }
    let way = stage.slide.map_or(0.0, |slide| slide.way);
    let pan = way * left * fit.room(picture, size, way);
    let moving = moving(&scenery, &window);
    for (layer, mut transform, mut sprite, mut visibility) in &mut layers {
        transform.set_if_neq(place_of(layer, fit, pan, size, breath.time()));
        let shown = Some(layer.size * fit.scale);
        if sprite.custom_size != shown {
            sprite.custom_size = shown;
        }
        let color = color_of(layer.kind.part, *breath);
        if sprite.color != color {
            sprite.color = color;
        }
        let is_shown = match layer.kind.part {
            Part::Flash => scenery.fires && gun.is_lit(scenery.visit, moving, time.elapsed()),
            Part::Lit => !air::is_away(breath.time()),
            _ => true,
        };
        visibility.set_if_neq(if is_shown {
            Visibility::Inherited
        } else {
            Visibility::Hidden
        });
    }
}

/// Where a layer's upper left corner is, and how it is turned.
fn place_of(layer: &Layer, fit: Fit, pan: f32, window: Vec2, time: f32) -> Transform {
    let drifted = match layer.kind.part {
        Part::Smoke => air::drift(time),
        _ => Vec2::ZERO,
    };
    let turn = match layer.kind.part {
        Part::Beam(_) => air::turn(time),
        _ => 0.0,
    };
    let mut at = layer.at + drifted;
    if let Part::Beam(about) = layer.kind.part {
        // The picture's y goes down, so a turn to the left there is one to the right here.
        at = about + Vec2::from_angle(-turn).rotate(at - about);
    }
    let at = at * fit.scale - fit.offset + vec2(pan * layer.kind.share, 0.0);
    let corner = vec3(at.x - window.x / 2.0, window.y / 2.0 - at.y, layer.depth);
    Transform::from_translation(corner).with_rotation(Quat::from_rotation_z(turn))
}

/// Lamps burn a step lower now and then, while the air moves.
fn color_of(part: Part, breath: Breath) -> Color {
    if part == Part::Lamps && breath.moves() && air::lamps_are_low(breath.time()) {
        Color::srgb(0.74, 0.70, 0.64)
    } else {
        Color::WHITE
    }
}

/// Snow and rain, behind the nearest layer.
pub(super) fn place_falling(
    (scenery, stage, breath): (Res<Scenery>, Res<Stage>, Res<Breath>),
    window: Single<&Window, With<PrimaryWindow>>,
    layers: Query<&Layer>,
    mut drops: Query<(Entity, &Falling, &mut Transform, &mut Sprite)>,
    (mut images, mut image): (ResMut<Assets<Image>>, Local<Option<(Vec2, Handle<Image>)>>),
    mut commands: Commands,
) {
    let size = vec2(window.width(), window.height());
    let (fall, n) = match (stage.picture(), falling(&scenery, &stage)) {
        (Some(picture), Some((fall, ink))) => {
            let fit = fit(picture, size);
            (Some((fall, ink, fit)), fall.count_in(size.x / fit.scale))
        }
        _ => (None, 0),
    };
    let there = drops.iter().count();
    for index in there..n {
        let sprite = Sprite::from_color(Color::NONE, Vec2::ONE);
        commands.spawn((Falling { index }, sprite, Transform::default()));
    }
    let Some((fall, ink, fit)) = fall else {
        for (entity, ..) in &drops {
            commands.entity(entity).despawn();
        }
        return;
    };
    let shape = match &*image {
        Some((size, shape)) if *size == fall.size => shape.clone(),
        _ => {
            let shape = images.add(softened(fall.size));
            *image = Some((fall.size, shape.clone()));
            shape
        }
    };
    // Half a step in front of what lies behind the nearest layer.
    let depths = layers.iter().filter(|layer| layer.kind.near);
    let nearest = depths.map(|layer| layer.depth).fold(99.0, f32::min);
    let color = Srgba::hex(ink).map_or(Color::WHITE, Color::Srgba);
    for (entity, drop, mut transform, mut sprite) in &mut drops {
        if drop.index >= n {
            commands.entity(entity).despawn();
            continue;
        }
        let (at, share) = fall.place(drop.index, size / fit.scale, breath.time());
        let at = at * fit.scale;
        let place = vec3(at.x - size.x / 2.0, size.y / 2.0 - at.y, nearest - 0.5);
        let turned = Quat::from_rotation_z(fall.angle);
        transform.set_if_neq(Transform::from_translation(place).with_rotation(turned));
        let shown = Some(fall.size * margin(fall.size) * share * fit.scale);
        if sprite.custom_size != shown || sprite.color != color || sprite.image != shape {
            sprite.custom_size = shown;
            sprite.color = color;
            sprite.image = shape.clone();
        }
    }
}

/// How much larger than what falls its image is: a clear pixel on each side.
fn margin(size: Vec2) -> Vec2 {
    (size.ceil() + 2.0) / size.ceil()
}

/// A white rectangle of about this size with a clear pixel around it, so that its edges are soft
/// however it is turned.
fn softened(size: Vec2) -> Image {
    let inside = size.ceil().as_uvec2();
    let all = inside + 2;
    let pixels = (0..all.y).flat_map(|y| {
        (0..all.x).flat_map(move |x| {
            let covered = (1..=inside.x).contains(&x) && (1..=inside.y).contains(&y);
            [255, 255, 255, if covered { 255 } else { 0 }]
        })
    });
    Image::new(
        Extent3d {
            width: all.x,
            height: all.y,
            depth_or_array_layers: 1,
        },
        TextureDimension::D2,
        pixels.collect(),
        TextureFormat::Rgba8UnormSrgb,
        RenderAssetUsages::RENDER_WORLD,
    )
}
