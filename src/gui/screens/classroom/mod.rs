//! The classroom: what pupils hand in, what they decided as a picture for the room, what
//! could not be read, and the counts as a file.
//!
//! `head` is the band on top of all of it with the keys; `hand_in`, `picture`, `unread` and
//! `save` are its four faces. `list` has the pages of the picture with their small bars,
//! `pages` draws one, `answers` its answers with the pupils. Nothing here counts: it shows a
//! [`ClassCounted`](crate::session::ClassCounted).

mod answers;
mod hand_in;
mod head;
mod list;
mod pages;
mod picture;
mod save;
mod unread;

use bevy_egui::egui;
use egui::{Key, Rect, Ui, pos2};

use super::{Local, Shown, any_pressed, pressed};
use crate::gui::action::{Asked, UiAction};
use crate::gui::classroom::ClassAsk;
use crate::gui::screen::Screen;
use crate::gui::theme::{Theme, Type, spacing};
use crate::gui::widgets::shapes;
use crate::report::ClassForm;
use list::Page;

/// What lies open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Face {
    /// The picture if there is one, handing in otherwise.
    #[default]
    Any,
    /// Where runs are handed in.
    HandIn,
    /// The picture for the room.
    Picture,
    /// What could not be read.
    Unread,
    /// Where the counts are written to a file.
    Save,
}

/// What the classroom remembers that is purely visual.
#[derive(Default)]
pub(super) struct ClassroomLocal {
    face: Face,
    page: Page,
    /// How often something had been taken in when this was last drawn.
    n_taken: usize,
    /// Whether a field had the keyboard when the screen was last drawn.
    typing: bool,
    hand_in: hand_in::HandInLocal,
    picture: picture::PictureLocal,
    save: save::SaveLocal,
}

impl ClassroomLocal {
    /// The open face, as far as there is something for it to show.
    fn face(&self, shown: &Shown<'_>) -> Face {
        match self.face {
            Face::Any if shown.class.has_runs() => Face::Picture,
            Face::Picture | Face::Save if !shown.class.has_runs() => Face::HandIn,
            Face::Unread if shown.class.counted.is_none() => Face::HandIn,
            Face::Any => Face::HandIn,
            face => face,
        }
    }

    /// What is in a word or two that developers know.
    pub(super) fn told(&self) -> String {
        format!("classroom: {:?} {:?}", self.face, self.page).to_lowercase()
    }
}

/// Draws the open face.
pub(super) fn classroom_ui(ui: &mut Ui, shown: &Shown<'_>, local: &mut Local, out: &mut Asked) {
    local.on_page(ui, "classroom");
    let local = &mut local.classroom;
    turn_to_what_came(shown, local);
    let face = local.face(shown);
    let typing = std::mem::take(&mut local.typing);
    keys(ui, shown, local, typing, out);
    let whole = ui.max_rect();
    shapes::plane(ui.painter(), whole, shown.theme.palette.sheet);
    let floor = head::head_ui(ui, shown, face, local, out);
    let room = Rect::from_min_max(
        pos2(whole.left() + spacing::MARGIN, floor + 20.0),
        pos2(
            whole.right() - spacing::MARGIN,
            whole.bottom() - spacing::S6,
        ),
    );
    match local.face(shown) {
        Face::Picture | Face::Any => picture::picture_ui(ui, shown, room, local, out),
        Face::HandIn => hand_in::hand_in_ui(ui, shown, room, local, out),
        Face::Unread => unread::unread_ui(ui, shown, room),
        Face::Save => save::save_ui(ui, shown, room, local, out),
    }
}

/// What was taken in is shown at once, unless there is nothing of it but reasons.
fn turn_to_what_came(shown: &Shown<'_>, local: &mut ClassroomLocal) {
    if shown.class.counted.is_none() {
        local.page = Page::Overview;
    }
    if local.n_taken != shown.class.n_taken {
        local.n_taken = shown.class.n_taken;
        local.hand_in.taken();
        local.face = match shown.class.has_runs() {
            true => Face::Picture,
            false => Face::HandIn,
        };
    }
}

/// Letters mean something only while nothing is being typed.
fn keys(ui: &Ui, shown: &Shown<'_>, local: &mut ClassroomLocal, typing: bool, out: &mut Asked) {
    let face = local.face(shown);
    if any_pressed(ui, &[Key::Escape]) && !typing && !local.hand_in.stop_asking() {
        match face {
            Face::Save | Face::Unread => go(local, Face::Any, out),
            Face::HandIn if shown.class.has_runs() => go(local, Face::Picture, out),
            Face::Picture if local.picture.close_list() => {}
            _ => out.push(UiAction::Open(Screen::Title)),
        }
    }
    if typing {
        return;
    }
    for (key, to) in [
        (Key::A, Face::HandIn),
        (Key::E, Face::Unread),
        (Key::S, Face::Save),
    ] {
        if pressed(ui, key) && can_go(shown, face, to) {
            go(local, to, out);
        }
    }
    if pressed(ui, Key::P) && can_go(shown, face, Face::Save) {
        local.save.form = ClassForm::Page;
        go(local, Face::Save, out);
    }
}

/// Whether there is a way from one face to another.
fn can_go(shown: &Shown<'_>, from: Face, to: Face) -> bool {
    let there = match to {
        Face::Any | Face::HandIn => true,
        Face::Picture | Face::Save => shown.class.has_runs(),
        Face::Unread => unread::is_there(shown),
    };
    there && from != to
}

fn go(local: &mut ClassroomLocal, to: Face, out: &mut Asked) {
    if local.face == Face::Save {
        out.push(UiAction::Class(ClassAsk::Written));
    }
    local.save.begin(to == Face::Save);
    local.face = to;
}

/// Whether there is no room for a list beside the picture.
fn is_narrow(theme: &Theme, whole: Rect) -> bool {
    whole.width() < 1000.0 || theme.growth(Type::Sans) > 1.5
}
