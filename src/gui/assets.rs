//! Scene files as Bevy assets.
//!
//! The loader keeps the text and nothing else: what a file means is found out by
//! `format`, the same code the terminal and the command line use, and so are its
//! problems. A loader that failed on content would fail the whole folder.

use std::path::{Path, PathBuf};

use bevy::asset::io::memory::{Dir, MemoryAssetReader};
use bevy::asset::io::{AssetSourceBuilder, Reader};
use bevy::asset::{AssetLoader, AssetPath, LoadContext, LoadState};
use bevy::prelude::*;
use bevy::window::RequestRedraw;

use super::bridge::Current;
use super::reading::scenario_read;
use super::screen::Screen;
use crate::format::{SourceFile, Unreadable};
use crate::store::{Origin, embedded_files, read_scenario};

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
        let path = written(context.path().path());
        Ok(SceneFile(SourceFile::of_bytes(path, &bytes)))
    }

    fn extensions(&self) -> &[&str] {
        &["ron"]
    }
}

/// A file's path inside its scenario: the first folder is the scenario's own.
fn written(path: &Path) -> String {
    let inside: PathBuf = path.iter().skip(1).collect();
    inside.to_string_lossy().replace('\\', "/")
}

/// Where the scenario lies in the asset source, and what is loaded of it.
///
/// The store says which files there are, within its limits; the asset server alone would
/// follow links and stumble over everything in the folder that is no scene.
#[derive(Resource)]
pub struct SceneFolder {
    origin: Origin,
    folder: String,
    handles: Vec<Handle<SceneFile>>,
    unreadable: Vec<SourceFile>,
}

impl SceneFolder {
    /// The folder that is played, if it is one and not the program's own.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        match &self.origin {
            Origin::Embedded(_) => None,
            Origin::Folder(folder) => Some(whole(folder)),
        }
    }
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
        origin: origin.clone(),
        folder: place.folder,
        handles: Vec::new(),
        unreadable: Vec::new(),
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
            let folder = whole(folder);
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

/// A folder's whole path, as the system tells of changes in it.
fn whole(folder: &Path) -> PathBuf {
    let whole = folder
        .canonicalize()
        .or_else(|_| std::path::absolute(folder));
    whole.unwrap_or_else(|_| folder.to_owned())
}

pub(super) fn plugin(app: &mut App) {
    app.init_asset::<SceneFile>()
        .init_asset_loader::<SceneFileLoader>()
        .add_systems(OnEnter(Screen::Loading), load_scenes)
        .add_systems(Update, watch_loading.run_if(in_state(Screen::Loading)));
}

fn load_scenes(mut scenes: ResMut<SceneFolder>, server: Res<AssetServer>) {
    let found = match read_scenario(&scenes.origin) {
        Ok(files) => files,
        Err(error) => vec![unreadable("scenario.ron".to_owned(), &error)],
    };
    let (readable, unreadable): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|file| file.text.is_ok());
    scenes.handles = readable
        .iter()
        .map(|file| {
            let path = Path::new(&scenes.folder).join(&file.path);
            server.load(AssetPath::from_path_buf(path).with_source(SOURCE))
        })
        .collect();
    scenes.unreadable = unreadable;
}

fn unreadable(path: String, error: &dyn std::fmt::Display) -> SourceFile {
    SourceFile {
        path,
        text: Err(Unreadable::Io(error.to_string())),
    }
}

/// Counts what has arrived; when all has, hands the files to `format`. Finished loads do
/// not wake a resting window, so this keeps it awake until they are done.
fn watch_loading(
    scenes: Res<SceneFolder>,
    server: Res<AssetServer>,
    files: Res<Assets<SceneFile>>,
    mut current: ResMut<Current>,
    mut next: ResMut<NextState<Screen>>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    redraw.write(RequestRedraw);
    current.loading = (files.len(), scenes.handles.len());
    let mut failed = Vec::new();
    for handle in &scenes.handles {
        match server.load_state(handle) {
            LoadState::Loaded => {}
            LoadState::Failed(error) => {
                let path = handle
                    .path()
                    .map_or_else(String::new, |path| written(path.path()));
                failed.push(unreadable(path, &error));
            }
            LoadState::NotLoaded | LoadState::Loading => return,
        }
    }
    let mut found = source_files(&files, &scenes);
    found.extend(failed);
    scenario_read(&mut current, found);
    next.set(screen_after_loading(&current));
}

/// Where a game goes on once its scenes can be played.
pub(super) fn screen_after_loading(current: &Current) -> Screen {
    if current.scenario.is_none() {
        Screen::Problems
    } else if current.session.is_some() {
        Screen::Play
    } else if current.begins_fresh() {
        Screen::Role
    } else {
        Screen::Title
    }
}

fn source_files(files: &Assets<SceneFile>, scenes: &SceneFolder) -> Vec<SourceFile> {
    let loaded = files.iter().map(|(_, file)| file.0.clone());
    let mut found: Vec<SourceFile> = loaded.chain(scenes.unreadable.iter().cloned()).collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}
