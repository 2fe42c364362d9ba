//! S — signatures (Art. 11, 16).

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[];
