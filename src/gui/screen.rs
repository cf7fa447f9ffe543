//! The screens as Bevy states.

use bevy::prelude::*;

/// What the window shows.
#[derive(States, Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Screen {
    /// Scenes are being read.
    #[default]
    Loading,
    /// The scenes cannot be played; says why.
    Problems,
    /// The poster and the menu.
    Title,
    /// Who to be.
    Role,
    /// A run.
    Play,
    /// The runs kept.
    Runs,
    /// What a class decided.
    Classroom,
    /// What can be set.
    Settings,
    /// What is known of everything.
    Codex,
}

pub(super) fn plugin(app: &mut App) {
    app.init_state::<Screen>();
}
