//! The one place that acts on what a screen asked for.

use bevy::prelude::*;
use bevy::window::RequestRedraw;

use super::action::UiAction;
use super::beside::Wanted;
use super::bridge::Current;
use super::screen::Screen;

/// A request on its way from a screen to [`apply_actions`].
#[derive(Message, Clone, Debug)]
pub struct Ask(pub UiAction);

/// Acting on what was asked.
#[derive(SystemSet, Clone, PartialEq, Eq, Hash, Debug)]
pub struct ActionSystems;

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Ask>()
        .add_systems(PostUpdate, apply_actions.in_set(ActionSystems));
}

/// Acts on everything asked for since the last frame, in order.
fn apply_actions(
    mut asked: MessageReader<Ask>,
    mut current: ResMut<Current>,
    mut next: ResMut<NextState<Screen>>,
    mut exit: MessageWriter<AppExit>,
    mut redraw: MessageWriter<RequestRedraw>,
) {
    for Ask(action) in asked.read() {
        // The frame that asked has been drawn already; what changed needs one more.
        redraw.write(RequestRedraw);
        match action {
            UiAction::Open(screen) => open(&mut current, *screen, &mut next),
            UiAction::Play(action) => play(&mut current, *action),
            UiAction::Begin(role) => {
                if current.begin(*role) {
                    next.set(Screen::Play);
                }
            }
            UiAction::BeginAt(role, scene) => {
                if current.begin_at(*role, *scene) {
                    next.set(Screen::Play);
                }
            }
            UiAction::Recalled => current.recap = None,
            UiAction::Read(id, reading) => current.read(*id, *reading),
            UiAction::Resume(id) => {
                if current.resume(id) {
                    next.set(Screen::Play);
                }
            }
            UiAction::Delete(id) => current.delete(id),
            UiAction::Rename(id, name) => current.note(id, |journal| journal.rename(name)),
            UiAction::Star(id) => {
                current.note(id, |journal| journal.starred = !journal.starred);
            }
            UiAction::Export(id, path) => current.export(id, path),
            UiAction::SaveReport(id, path) => current.save_report(id.as_ref(), path),
            UiAction::Import(text) => current.import(text),
            UiAction::NewLuck(n_decisions) => current.new_luck(*n_decisions),
            // The clipboard is egui's, so `app` has done it.
            UiAction::Copy(_) => {}
            UiAction::GoBack(n_decisions) => {
                if let Some(session) = &mut current.session {
                    session.go_back(*n_decisions);
                }
                current.show();
            }
            UiAction::OtherSide(role, scene) => current.other_side(*role, *scene),
            UiAction::AskModel(question) => current.ask_model(*question),
            UiAction::Chart => current.chart(),
            UiAction::Class(ask) => current.with_class(ask),
            UiAction::Set(settings) => current.set(settings.clone()),
            UiAction::SetBeside(id) => {
                current.wanted = id.clone().map_or(Wanted::Nobody, Wanted::Run);
                current.lay_beside();
            }
            UiAction::Dismiss => current.notice = None,
            UiAction::Quit => {
                exit.write(AppExit::Success);
            }
        }
    }
}

fn open(current: &mut Current, screen: Screen, next: &mut NextState<Screen>) {
    match screen {
        Screen::Title => current.read_runs(),
        Screen::Runs => current.list_runs(),
        Screen::Classroom => current.open_classroom(),
        _ => {}
    }
    next.set(screen);
}

fn play(current: &mut Current, action: crate::playthrough::Action) {
    if let Some(session) = &mut current.session
        && let Err(error) = session.act(action)
    {
        current.notice = Some(error.to_string());
    }
    current.show();
}
