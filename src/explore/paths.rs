//! One way to each dead end: a second walk that remembers how each state was first met.

use super::flow::{Flow, Moment, flow};
use super::program::{OutcomeCode, Program, Trail};
use super::survey::DeadEnd;
use super::{Limit, OutcomeAt, WalkError};

/// Fills in the path of each dead end.
///
/// # Errors
///
/// If there are too many states.
pub(super) fn find(
    program: &Program,
    limit: &Limit,
    dead_ends: &mut [DeadEnd],
) -> Result<(), WalkError> {
    let mut paths = Paths {
        met: Vec::new(),
        wanted: dead_ends
            .iter()
            .map(|dead_end| Wanted {
                scene: program
                    .scenes
                    .iter()
                    .position(|scene| scene.id == dead_end.scene),
                choice: dead_end.choice,
                found: None,
            })
            .collect(),
    };
    flow(program, limit, &mut paths)?;
    for (dead_end, wanted) in dead_ends.iter_mut().zip(&paths.wanted) {
        dead_end.path = paths.back_from(program, wanted.found);
    }
    Ok(())
}

/// Marks: the state before, by position in `met` plus one, and the outcome taken there.
struct Paths {
    met: Vec<(u32, u32)>,
    wanted: Vec<Wanted>,
}

struct Wanted {
    scene: Option<usize>,
    choice: Option<usize>,
    found: Option<(u32, u32)>,
}

impl Paths {
    fn back_from(&self, program: &Program, found: Option<(u32, u32)>) -> Vec<OutcomeAt> {
        let mut path = Vec::new();
        let mut at = found;
        while let Some((before, outcome)) = at {
            let Some(before) = (before as usize).checked_sub(1) else {
                break;
            };
            path.extend(program.outcomes.get(outcome as usize).copied());
            at = self.met.get(before).copied();
        }
        path.reverse();
        path
    }
}

impl Flow for Paths {
    type Mark = (u32, u32);

    fn width(&self) -> usize {
        1
    }

    fn visit(&mut self, moment: &Moment<'_, '_>, marks: &[(u32, u32)]) {
        let here = marks.first().copied().unwrap_or_default();
        self.met.push(here);
        for wanted in &mut self.wanted {
            let is_here = wanted.scene == Some(moment.scene)
                && match wanted.choice {
                    None => moment.open == 0,
                    Some(choice) => moment.open & !moment.possible & 1 << choice != 0,
                };
            if is_here && wanted.found.is_none() {
                wanted.found = Some(here);
            }
        }
    }

    fn take(&mut self, outcome: &OutcomeCode, _: &Trail, marks: &mut [(u32, u32)]) {
        let here = u32::try_from(self.met.len()).unwrap_or(0);
        let number = u32::try_from(outcome.number).unwrap_or(0);
        marks.fill((here, number));
    }

    /// The way found first is kept.
    fn join(&mut self, _: &mut [(u32, u32)], _: &[(u32, u32)]) {}

    fn end(&mut self, _: usize, _: &[(u32, u32)]) {}
}
