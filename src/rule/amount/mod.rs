//! A — amounts (Art. 7, 9, 16; PBoC).

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[];
