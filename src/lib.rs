//! October: a text adventure about Petrograd in 1917, and the year beside the real one.
//!
//! You take a role, live through dated scenes loaded from RON files, decide, and at the
//! end see your 1917 beside history's. This text is the map of the code; each module's own
//! docs say what it is for, what it does not do, and where to start reading.
//!
//! # In one sentence
//!
//! A pure story core that neither reads files nor knows any screen, a store that touches
//! files, and three thin front ends (window, terminal, command line) that send actions and
//! draw views.
//!
//! # The way of a scene
//!
//! `scenes/petrograd_1917/*.ron` → [`mod@format`] parses and resolves it, reporting every
//! problem as a [`diagnostics::Diagnostic`] → a [`model::Scenario`], in which every id is
//! valid → [`rules::step`] moves a [`rules::State`] by one decision, letting the story's
//! clock pass turning points and events on the way → [`journal`] keeps the decisions, which
//! is all that is ever saved → [`playthrough`] shows the open page as a
//! [`playthrough::View`] and takes [`playthrough::Action`]s → [`session`] saves after each →
//! a front end draws it.
//!
//! Beside that way: [`compare`] sets a run beside history, and [`report`] writes that down as
//! text, page or JSON; [`chart`] draws a role's branches and who went along them; [`class`]
//! counts many runs beside history, without names; [`codex`] is the
//! index of all that is told outside the scenes, linked both ways; [`explore`]
//! walks the whole state space of a role; [`check`] turns what it finds into diagnostics and a
//! proof.
//!
//! # Invariants
//!
//! * **The core does no IO and reads no clock.** `model`, `format`, `diagnostics`, `rules`,
//!   `journal`, `compare`, `chart`, `class`, `codex`, `playthrough`, `explore`, `check` and `report` are functions of their
//!   arguments. Only [`store`] opens files; only the front ends draw a fresh seed.
//! * **Raw is not model.** What a file looks like is `format::raw`'s alone; a model type is
//!   never read from a file.
//! * **After `format::resolve`, ids are valid.** Looking one up in the scenario that made it
//!   cannot fail, and nothing else makes one.
//! * **Loading never stops at the first problem**, and a scenario with an error is not
//!   played, but is still shown with all its problems.
//! * **A step is a function.** Luck belongs to the event: a draw depends on the run's seed
//!   and on where it is drawn, never on what was drawn before. No floating point, no hash
//!   order and no global randomness can reach it.
//! * **The journal is the save.** State is recomputed by replay and never stored. The same
//!   journal gives the same run on every machine and in every later version with the same
//!   content.
//! * **A reading changes by which rules a question is decided, and nothing else.** History's
//!   decisions come to history's answers under every reading, which `check` proves; a run
//!   keeps the readings it was begun under.
//! * **Front ends send actions and draw views.** What one cannot do through
//!   [`playthrough`] is a missing action.
//! * **A scenario comes from a stranger.** It can only describe: bounded size, depth and
//!   time, no way out of its folder, no panic whatever its bytes.
//! * **Only the window names the engine.** Everything else builds and is tested without it
//!   (`--no-default-features`), in seconds.
//!
//! `tests/it/layering` holds the code to these boundaries.
//!
//! # Reading order

pub mod model;

pub mod diagnostics;

pub mod format;

pub mod rules;

pub mod journal;

pub mod explore;

pub mod compare;

pub mod chart;

pub mod class;

pub mod codex;

pub mod check;

pub mod playthrough;

pub mod report;

pub mod store;

pub mod session;

pub mod launch;

pub mod term;

pub mod cli;

#[cfg(feature = "gui")]
pub mod gui;
