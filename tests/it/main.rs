//! Everything that can be tested without a window, as one program: every file directly
//! under `tests/` would be linked by itself.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it is"
)]

mod bounds;
mod chart;
mod city;
mod class;
mod cli;
mod cli_runs;
mod codex;
mod compare;
mod dependencies;
mod diagnostics;
mod disk;
mod fixtures;
mod folder;
mod fuzzed;
mod golden;
mod golden_runs;
mod hostile;
mod in_the_way;
mod kept;
mod killed;
mod layering;
mod lessons;
mod manual;
mod new;
mod odds;
mod pack;
mod plays;
mod properties;
mod prose;
mod readings;
mod report;
mod report_page;
mod report_run;
mod run_code;
mod sky;
mod spoilt;
mod store;
mod strange_files;
mod support;
mod term;
mod term_keep;
mod time_machine;
mod two_games;
mod votes;
