//! Why there is no window, as far as both the window and the command line have to know it.
//!
//! The window finds out and says which part is missing; what is told to the player is the
//! command line's. Nothing here looks for anything.

/// Why no window could be opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoWindow {
    /// Which part is missing.
    pub missing: Missing,
    /// What was looked for and what came of it, one a line, without a full stop.
    pub looked: Vec<String>,
}

/// Which part of a window is missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// The desktop that would show it does not answer, or a library to speak to it with is
    /// not there.
    Desktop,
    /// A graphics driver that can draw it.
    Driver,
    /// Its first picture: everything was there, and then drawing failed.
    Picture,
}
