//! 姓名: one real name.

use super::{Raw, Reading};

/// A name, tidied: no spaces inside, the dot U+00B7.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name(Box<str>);

/// What is wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFault {
    /// Digits, 等5人, too short or too long (P102).
    NotAName,
    /// Several names in one cell (P102).
    Several,
    /// An honorific: 同志, 师傅, 先生; the guess leaves it off (P105).
    Honorific,
}

/// Reads a name.
#[must_use]
pub fn read(_raw: &Raw<'_>) -> Reading<Name, NameFault> {
    unimplemented!()
}
