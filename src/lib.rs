//! October
#![allow(missing_docs)]
pub mod model;
pub mod diagnostics;
pub mod format;
pub mod rules;
pub mod journal;
pub mod compare;
pub mod playthrough;
pub mod store;
pub mod session;
