//! F — the form and its table (附表).

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[];
