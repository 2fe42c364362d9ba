//! B — bank versus cash (Art. 11).

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[];
