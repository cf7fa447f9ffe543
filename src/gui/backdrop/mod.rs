//! The picture behind the page.
//!
//! A picture is an SVG whose top-level groups are layers ([`art`]). It is recoloured by the
//! light, rasterised on a background task at the window's own resolution, and shown as one
//! sprite per layer on the one 2D camera ([`stage`]); the last picture stays until the next is
//! ready. A new scene may slide the layers past one another for a moment, and for some seconds
//! after something happened the air moves ([`air`]). At rest nothing here asks for a redraw.
//!
//! The rest of the window says what to show in [`Scenery`]; [`plugin`] does the rest. The
//! camera is spawned here too, before egui looks for one.

mod air;
pub mod art;
mod beat;
mod fit;
mod moving;
mod raster;
mod stage;
#[cfg(test)]
mod tests;

use bevy::prelude::*;
use bevy::window::PrimaryWindow;
use bevy_egui::EguiStartupSet;

use super::theme::palette;
use super::theme::ramp::Key;
use crate::model::{Air, Light};

/// What to show behind the page. Change it whenever the page changes.
#[derive(Resource, Clone, PartialEq, Eq, Debug, Default)]
pub struct Scenery {
    /// Which picture.
    pub picture: Picture,
    /// Whether it lies back behind the record.
    pub dim: bool,
    /// Whether it must not move.
    pub still: bool,
    /// How light it is, for the colours.
    pub light: Light,
    /// What falls from the sky.
    pub air: Air,
    /// Whether snow lies on the ground.
    pub snow_lies: bool,
    /// Parts of the picture that are shown now and not always.
    pub with: Vec<String>,
    /// Whether a gun in the picture fires on this page.
    pub fires: bool,
    /// Any number that differs from scene to scene: a change slides the picture.
    pub visit: u32,
}

/// The pictures there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Picture {
    /// Bare ground: high contrast, and screens that cover the window.
    #[default]
    None,
    /// The title poster; it keeps its own inks.
    Title,
    /// A place, or the neutral sky.
    Drawn(art::Drawing),
}

impl Picture {
    /// How much is drawn left and right of the 1280 that show.
    fn spare(self) -> f32 {
        match self {
            Self::None | Self::Title => 0.0,
            Self::Drawn(_) => 80.0,
        }
    }
}

/// Shows [`Scenery`] behind egui. Needs the default plugins and `EguiPlugin`.
pub fn plugin(app: &mut App) {
    app.insert_resource(ground(&Scenery::default()))
        .init_resource::<Scenery>()
        .init_resource::<stage::Stage>()
        .init_resource::<beat::Beat>()
        .init_resource::<air::Breath>()
        .init_resource::<air::Gun>()
        .add_systems(
            PreStartup,
            spawn_camera.before(EguiStartupSet::InitContexts),
        )
        .add_systems(
            Update,
            (
                stage::take_in_finished_picture,
                stage::show_or_ask_for_picture,
                moving::start_slide,
                moving::breathe,
                moving::place_layers,
                moving::place_falling,
                place_ground,
            )
                .chain(),
        );
}

/// The plane that dims the picture.
#[derive(Component)]
struct Dim;

fn spawn_camera(mut commands: Commands) {
    // Every edge in the pictures is soft by itself; four samples for each pixel would only cost
    // memory, and where the processor draws, time.
    commands.spawn((Camera2d, Msaa::Off));
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

/// What shows where nothing is drawn: black in high contrast, which has no picture, and the
/// tone of the sky until a picture is ready.
fn ground(scenery: &Scenery) -> ClearColor {
    let color = match scenery.picture {
        Picture::None => palette::Palette::of(crate::store::ThemeName::HighContrast).sheet,
        Picture::Title => palette::poster::NIGHT,
        Picture::Drawn(drawing) => {
            let (key, ramp) = drawing.inks(scenery.light);
            let ink = match key {
                Key::Dark => ramp.get(1),
                Key::Light => ramp.get(3),
            };
            let color = ink.and_then(|ink| Srgba::hex(ink).ok());
            return ClearColor(color.map_or(Color::BLACK, Color::Srgba));
        }
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
    let ground = ground(&scenery);
    if clear.0 != ground.0 {
        *clear = ground;
    }
    let size = Some(vec2(window.width(), window.height()));
    if sprite.custom_size != size {
        sprite.custom_size = size;
    }
}
