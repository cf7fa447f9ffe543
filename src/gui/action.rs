//! What a player can ask the window for; screens push these, `bridge` acts on them.

use super::classroom::ClassAsk;
use super::screen::Screen;
use crate::model::{RoleId, SceneId, TurningPointId};
use crate::playthrough::{Action, OddsQuestion};
use crate::store::{RunId, Settings};

/// One thing asked for.
#[derive(Clone, PartialEq, Debug)]
pub enum UiAction {
    /// Open a screen.
    Open(Screen),
    /// Do something in the run.
    Play(Action),
    /// Begin a run of a role.
    Begin(RoleId),
    /// Begin a run of a role in a scene of its recorded path, with history up to there.
    BeginAt(RoleId, SceneId),
    /// What lies behind the page has been read.
    Recalled,
    /// Read a question in the way at this position, in the next run that is begun.
    Read(TurningPointId, usize),
    /// Go on with a saved run.
    Resume(RunId),
    /// Delete a saved run; the player has been asked.
    Delete(RunId),
    /// Give a saved run a name.
    Rename(RunId, String),
    /// Mark a saved run, or take its mark away.
    Star(RunId),
    /// Write a saved run into the file of this path.
    Export(RunId, String),
    /// Write the report of a run into the file of this path: of a kept run, or of the one
    /// that lies open.
    SaveReport(Option<RunId>, String),
    /// Keep the run of this code or file.
    Import(String),
    /// Put this text on the clipboard.
    Copy(String),
    /// Make so many of the decisions again with other luck.
    NewLuck(usize),
    /// Go back to where so many decisions were made.
    GoBack(usize),
    /// Enter another role's scene of the same day, with history up to there.
    OtherSide(RoleId, SceneId),
    /// Set this run beside the finished one; none at all without one.
    SetBeside(Option<RunId>),
    /// Ask the model about the run.
    AskModel(OddsQuestion),
    /// Work out the chart of the role being played.
    Chart,
    /// Do something with the class that handed in its runs.
    Class(ClassAsk),
    /// Use and keep these settings.
    Set(Settings),
    /// The notice has been read.
    Dismiss,
    /// Leave the game.
    Quit,
}

/// What was asked for in one pass.
pub type Asked = Vec<UiAction>;
