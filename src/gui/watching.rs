//! A folder that is played is watched, so that scenes are taken over as their author types.
//!
//! The system tells of changes on a thread that sleeps otherwise; it waits until an editor
//! has finished writing, reads the folder as it was read at first, and wakes the window only
//! if something in it is different. Start at [`Watching::begin`].

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use bevy::prelude::*;
use bevy::window::RequestRedraw;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};

use super::assets::{SceneFolder, screen_after_loading};
use super::bridge::Current;
use super::odds::Waker;
use super::reading::scenario_read;
use super::screen::Screen;
use crate::format::SourceFile;
use crate::store::folder_files;

/// An editor has finished when nothing was written for so long.
const QUIET: Duration = Duration::from_millis(120);
/// A folder that is written to all the time is read every so often nevertheless.
const LONGEST: Duration = Duration::from_millis(1000);

/// What was found after an edit.
enum Found {
    /// The files of the folder.
    Files(Vec<SourceFile>),
    /// Why there are none.
    Trouble(String),
}

/// What an event can have changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Change {
    /// Nothing here.
    Elsewhere,
    /// Something in the folder.
    Inside,
    /// Whether there is a folder at all.
    OfFolder,
}

/// What the watching thread is told.
enum Told {
    Changed(notify::Result<notify::Event>),
    Stop,
}

/// The folder being watched, if a folder is played.
#[derive(Resource, Default)]
pub struct Watching {
    found: Arc<Mutex<Option<Found>>>,
    thread: Option<Sender<Told>>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Watching>()
        .add_systems(Startup, begin_watching)
        .add_systems(Update, take_in_edits);
}

fn begin_watching(
    scenes: Res<SceneFolder>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
    mut watching: ResMut<Watching>,
) {
    let Some(folder) = scenes.folder() else {
        return;
    };
    let waker = proxy.map(|proxy| -> Waker {
        let proxy = (**proxy).clone();
        Arc::new(move || {
            let _ = proxy.send_event(WinitUserEvent::WakeUp);
        })
    });
    watching.begin(&folder, waker);
}

/// Takes edited scenes over while playing: the run is replayed over them.
fn take_in_edits(
    watching: Res<Watching>,
    state: Res<State<Screen>>,
    mut current: ResMut<Current>,
    mut next: ResMut<NextState<Screen>>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    // What is edited while it is read for the first time is taken in right after.
    if *state.get() == Screen::Loading {
        return;
    }
    let Some(found) = watching.take_in() else {
        return;
    };
    redraw.write(RequestRedraw);
    match found {
        Found::Trouble(message) => current.notice = Some(message),
        Found::Files(files) => {
            scenario_read(&mut current, files);
            let is_stuck = *state.get() == Screen::Problems && current.scenario.is_some();
            let is_closed = *state.get() == Screen::Play && current.session.is_none();
            if is_stuck || is_closed {
                next.set(screen_after_loading(&current));
            }
        }
    }
}

impl Watching {
    /// Watches a folder until this is dropped.
    fn begin(&mut self, folder: &Path, waker: Option<Waker>) {
        let (sender, receiver) = channel();
        let mut watched = Watched {
            folder: folder.to_owned(),
            known: None,
            found: Arc::clone(&self.found),
            waker,
        };
        let to_thread = sender.clone();
        self.thread = Some(sender);
        thread::spawn(move || {
            let tell = move |event| {
                // If nobody listens any more, nothing is played any more.
                let _ = to_thread.send(Told::Changed(event));
            };
            let config = Config::default().with_follow_symlinks(false);
            match RecommendedWatcher::new(tell, config) {
                Ok(watcher) => watched.watch(watcher, &receiver),
                Err(error) => watched.not_watched(&error),
            }
        });
    }

    /// What was found since this was last asked.
    fn take_in(&self) -> Option<Found> {
        self.found.lock().ok().and_then(|mut found| found.take())
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        if let Some(thread) = &self.thread {
            let _ = thread.send(Told::Stop);
        }
    }
}

/// The watching thread's own.
struct Watched {
    folder: PathBuf,
    /// What was read last; `None` if it could not be read, or never was.
    known: Option<Vec<SourceFile>>,
    found: Arc<Mutex<Option<Found>>>,
    waker: Option<Waker>,
}

impl Watched {
    fn watch(&mut self, mut watcher: RecommendedWatcher, told: &Receiver<Told>) {
        // A folder that is taken away and put back is noticed by the one around it.
        let parent = self.folder.parent().unwrap_or(&self.folder);
        let around = watcher.watch(parent, RecursiveMode::NonRecursive);
        let inside = watcher.watch(&self.folder, RecursiveMode::Recursive);
        if let (Err(error), Err(_)) = (inside, around) {
            return self.not_watched(&error);
        }
        while let Some(first) = self.next_change(told) {
            let Some(later) = self.settles(told) else {
                return;
            };
            if first == Change::OfFolder || later == Change::OfFolder {
                let _ = watcher.unwatch(&self.folder);
                // If it is not there, reading it says so.
                let _ = watcher.watch(&self.folder, RecursiveMode::Recursive);
            }
            self.read();
        }
    }

    /// Waits for a change in the folder; `None` when watching is over.
    fn next_change(&self, told: &Receiver<Told>) -> Option<Change> {
        loop {
            match told.recv() {
                Err(_) | Ok(Told::Stop) => return None,
                Ok(Told::Changed(event)) => match self.change(&event) {
                    Change::Elsewhere => {}
                    change => return Some(change),
                },
            }
        }
    }

    /// Waits until an editor has finished, and gives the gravest change meanwhile; `None`
    /// when watching is over.
    fn settles(&self, told: &Receiver<Told>) -> Option<Change> {
        let began = Instant::now();
        let mut gravest = Change::Elsewhere;
        while began.elapsed() < LONGEST {
            match told.recv_timeout(QUIET) {
                Ok(Told::Stop) => return None,
                Ok(Told::Changed(event)) => gravest = gravest.max(self.change(&event)),
                Err(_) => break,
            }
        }
        Some(gravest)
    }

    /// What an event can have changed. Reading a file, which we do ourselves, is one too.
    fn change(&self, event: &notify::Result<notify::Event>) -> Change {
        let Ok(event) = event else {
            // Something was missed, so everything may have changed.
            return Change::OfFolder;
        };
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let mut paths = event.paths.iter();
        match event.kind {
            kind if matches!(kind, EventKind::Access(_)) && kind != written => Change::Elsewhere,
            _ if event.need_rescan() || event.paths.contains(&self.folder) => Change::OfFolder,
            _ if paths.any(|path| path.starts_with(&self.folder)) => Change::Inside,
            _ => Change::Elsewhere,
        }
    }

    fn read(&mut self) {
        match folder_files(&self.folder) {
            Ok(files) if self.known.as_ref() == Some(&files) => {}
            Ok(files) => {
                self.known = Some(files.clone());
                self.hand_over(Found::Files(files));
            }
            Err(error) => {
                self.known = None;
                self.hand_over(Found::Trouble(format!(
                    "the scenes that are played cannot be read any more, and the last good version plays on: {error}"
                )));
            }
        }
    }

    fn not_watched(&self, error: &notify::Error) {
        self.hand_over(Found::Trouble(format!(
            "the scenes are not watched, so edits show only when the game is started again: {error}"
        )));
    }

    fn hand_over(&self, found: Found) {
        if let Ok(mut slot) = self.found.lock() {
            *slot = Some(found);
        }
        if let Some(wake) = &self.waker {
            wake();
        }
    }
}
