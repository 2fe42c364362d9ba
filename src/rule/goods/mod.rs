//! G — goods (Art. 7, 11, 16).

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[];
