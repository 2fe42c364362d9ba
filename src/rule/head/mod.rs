//! H — head and foot (附表, Art. 11).

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[];
