//! M — funding (Art. 4, 8).

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[];
