//! Scene files as Bevy assets.
//!
//! The loader keeps the text and nothing else: what a file means is found out by
//! `format`, the same code the terminal and the command line use, and so are its
//! problems. A loader that failed on content would fail the whole folder.

use std::path::PathBuf;

use bevy::asset::io::memory::{Dir, MemoryAssetReader};
use bevy::asset::io::{AssetSourceBuilder, Reader};
use bevy::asset::{AssetLoader, LoadContext, LoadedFolder, RecursiveDependencyLoadState};
use bevy::prelude::*;
use bevy::window::RequestRedraw;

use super::bridge::{Current, scenario_read};
use super::screen::Screen;
use crate::format::{SourceFile, Unreadable};
use crate::store::{Origin, embedded_files};

/// One file of a scenario.
#[derive(Asset, TypePath, Debug)]
pub struct SceneFile(pub(super) SourceFile);

#[derive(Default, TypePath)]
struct SceneFileLoader;

impl AssetLoader for SceneFileLoader {
    type Asset = SceneFile;
    type Settings = ();
    type Error = std::io::Error;

    async fn load(
        &self,
        reader: &mut dyn Reader,
        _settings: &(),
        context: &mut LoadContext<'_>,
    ) -> Result<SceneFile, std::io::Error> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).await?;
        // The first folder of the path is the scenario's own.
        let path: PathBuf = context.path().path().iter().skip(1).collect();
        let path = path.to_string_lossy().replace('\\', "/");
        Ok(SceneFile(SourceFile::of_bytes(path, &bytes)))
    }

    fn extensions(&self) -> &[&str] {
        &["ron"]
    }
}

/// Where the scenario lies in the asset source, and what has been loaded of it.
#[derive(Resource)]
pub struct SceneFolder {
    folder: String,
    handle: Handle<LoadedFolder>,
}

/// The asset source the scenes come from. Must be registered before the asset plugin.
const SOURCE: &str = "scenes";

/// The folder of a scenario inside its source.
struct Place {
    source: AssetSourceBuilder,
    folder: String,
}

/// Registers the scenes' source; to be added before the default plugins.
pub(super) fn source_plugin(app: &mut App, origin: &Origin) {
    let place = place_of(origin);
    app.register_asset_source(SOURCE, place.source);
    app.insert_resource(SceneFolder {
        folder: place.folder,
        handle: Handle::default(),
    });
}

fn place_of(origin: &Origin) -> Place {
    match origin {
        Origin::Embedded(name) => {
            let root = Dir::default();
            for file in embedded_files(name) {
                if let Ok(text) = file.text {
                    let path = PathBuf::from(name).join(&file.path);
                    root.insert_asset(&path, text.into_bytes());
                }
            }
            let reader = move || -> Box<dyn bevy::asset::io::ErasedAssetReader> {
                Box::new(MemoryAssetReader { root: root.clone() })
            };
            Place {
                source: AssetSourceBuilder::new(reader),
                folder: name.clone(),
            }
        }
        Origin::Folder(folder) => {
            let folder = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            let parent = folder
                .parent()
                .unwrap_or(&folder)
                .to_string_lossy()
                .into_owned();
            let name = folder.file_name().unwrap_or_default();
            Place {
                source: AssetSourceBuilder::platform_default(&parent, None),
                folder: name.to_string_lossy().into_owned(),
            }
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_asset::<SceneFile>()
        .init_asset_loader::<SceneFileLoader>()
        .add_systems(OnEnter(Screen::Loading), load_scenes)
        .add_systems(Update, watch_loading.run_if(in_state(Screen::Loading)))
        .add_systems(
            Update,
            reload_changed_scenes.run_if(on_message::<AssetEvent<SceneFile>>),
        );
}

fn load_scenes(mut scenes: ResMut<SceneFolder>, server: Res<AssetServer>) {
    scenes.handle = server.load_folder(format!("{SOURCE}://{}", scenes.folder));
}

/// Counts what has arrived; when all has, hands the files to `format`. Finished loads do
/// not wake a resting window, so this keeps it awake until they are done.
fn watch_loading(
    scenes: Res<SceneFolder>,
    server: Res<AssetServer>,
    folders: Res<Assets<LoadedFolder>>,
    files: Res<Assets<SceneFile>>,
    mut current: ResMut<Current>,
    mut next: ResMut<NextState<Screen>>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    redraw.write(RequestRedraw);
    let expected = folders
        .get(&scenes.handle)
        .map_or(0, |folder| folder.handles.len());
    current.loading = (files.len(), expected);
    match server.recursive_dependency_load_state(&scenes.handle) {
        RecursiveDependencyLoadState::Loaded => {
            scenario_read(&mut current, source_files(&files));
            next.set(screen_after_loading(&current));
        }
        RecursiveDependencyLoadState::Failed(error) => {
            let mut found = source_files(&files);
            found.push(SourceFile {
                path: "scenario.ron".to_owned(),
                text: Err(Unreadable::Io(error.to_string())),
            });
            scenario_read(&mut current, found);
            next.set(Screen::Problems);
        }
        RecursiveDependencyLoadState::NotLoaded | RecursiveDependencyLoadState::Loading => {}
    }
}

fn screen_after_loading(current: &Current) -> Screen {
    if current.scenario.is_none() {
        Screen::Problems
    } else if current.session.is_some() {
        Screen::Play
    } else {
        Screen::Title
    }
}

fn source_files(files: &Assets<SceneFile>) -> Vec<SourceFile> {
    let mut found: Vec<SourceFile> = files.iter().map(|(_, file)| file.0.clone()).collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Takes edited scenes over while playing: the run is replayed over them. With errors, the
/// last good version plays on and the errors are shown as a notice.
fn reload_changed_scenes(
    mut events: MessageReader<AssetEvent<SceneFile>>,
    files: Res<Assets<SceneFile>>,
    state: Res<State<Screen>>,
    mut current: ResMut<Current>,
    mut next: ResMut<NextState<Screen>>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    let edited = events
        .read()
        .any(|event| matches!(event, AssetEvent::Modified { .. }));
    if !edited || *state.get() == Screen::Loading {
        return;
    }
    scenario_read(&mut current, source_files(&files));
    if *state.get() == Screen::Problems && current.scenario.is_some() {
        next.set(screen_after_loading(&current));
    }
    redraw.write(RequestRedraw);
}
