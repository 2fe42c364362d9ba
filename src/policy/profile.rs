//! 标准: the profile a report is made by.

use crate::form::Field;

/// How much a missing column matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// 必须改正.
    Error,
    /// 需要说明.
    Warning,
    /// Not wanted.
    Off,
}

/// A severity set by a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severities {
    /// 必须改正.
    Error,
    /// 需要说明.
    Warning,
    /// 提示.
    Notice,
    /// Not looked for.
    Off,
}

/// What is wrong with a profile file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// In words for the user.
    pub message: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column.
    pub column: usize,
}

/// A set of local standards; `shanghai-2020-178` is built in.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its name: `shanghai-2020-178`.
    pub name: String,
}

impl Profile {
    /// The built-in profile.
    #[must_use]
    pub fn built_in() -> &'static Self {
        unimplemented!()
    }

    /// At which level a column is wanted.
    #[must_use]
    pub fn wanted(&self, _field: Field) -> Level {
        unimplemented!()
    }

    /// The severity this profile gives a rule, if it changes it.
    #[must_use]
    pub fn severity(&self, _code: &str) -> Option<Severities> {
        unimplemented!()
    }
}
