//! How much a scenario may hold.
//!
//! What is told of a scenario often sets one kind of thing against another: every scene
//! beside every event, every place at every hour. The limits are many times what anybody
//! has written, and keep each such product small, whoever wrote the files.

use super::Files;
use crate::diagnostics::{Code, Diagnostic};
use crate::format::{MOST_EVENTS, MOST_ITEMS, MOST_PLACES, MOST_SCENES, MOST_TURNING_POINTS};

/// Whether there is no more of anything than is read; reports what there is too much of.
pub(super) fn is_within(files: &Files, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let n_before = diagnostics.len();
    for (n, most, what, file) in [
        (
            files.turning_points.len(),
            MOST_TURNING_POINTS,
            "turning points",
            "turning_points.ron",
        ),
        (files.events.len(), MOST_EVENTS, "events", "events.ron"),
        (
            files.places.places.len(),
            MOST_PLACES,
            "places",
            "places.ron",
        ),
        (files.sources.len(), MOST_ITEMS, "sources", "sources.ron"),
        (files.entries.len(), MOST_ITEMS, "entries", "codex.ron"),
        (files.debates.len(), MOST_ITEMS, "debates", "debates.ron"),
    ] {
        at_most(n, most, what, file, diagnostics);
    }
    let (mut n_scenes, mut n_memories) = (0, 0);
    for role in &files.roles {
        n_memories += role.role.remembers.len();
        at_most(n_memories, MOST_ITEMS, "memories", &role.file, diagnostics);
        let n_statements = role.role.epilogue.len();
        at_most(
            n_statements,
            MOST_ITEMS,
            "statements",
            &role.file,
            diagnostics,
        );
        for (file, scenes) in &role.chapters {
            let before = n_scenes;
            n_scenes += scenes.len();
            // Where the limit is passed, and not again in every chapter after that.
            if before <= MOST_SCENES {
                at_most(n_scenes, MOST_SCENES, "scenes", file, diagnostics);
            }
        }
    }
    diagnostics.len() == n_before
}

fn at_most(n: usize, most: usize, what: &str, file: &str, diagnostics: &mut Vec<Diagnostic>) {
    if n > most {
        diagnostics.push(
            Diagnostic::of(
                Code::TooLarge,
                format!("{n} {what} up to the end of this file; a scenario has at most {most}"),
            )
            .at(file, None, "")
            .help("tell part of it in another scenario"),
        );
    }
}
