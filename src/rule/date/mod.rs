//! D — dates.

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[];
