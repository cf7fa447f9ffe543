//! How a command ended, as a number for the shell.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// It did what was asked.
    Ok,
    /// It did, and found problems in the scenes.
    Problems,
    /// It could not: the arguments do not fit, or a file could not be read or written.
    Usage,
}

impl Exit {
    /// The number: 0, 1 or 2.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Problems => 1,
            Self::Usage => 2,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ending_has_its_number() {
        assert_eq!(Exit::Ok.code(), 0);
        assert_eq!(Exit::Problems.code(), 1);
        assert_eq!(Exit::Usage.code(), 2);
    }
}
