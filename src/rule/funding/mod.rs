//! M — funding (Art. 4, 8): where the money comes from.

mod blank;
mod donor;
mod fiscal;
mod forbidden;
mod unknown;
mod wording;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] =
    &[&blank::M101, &forbidden::M102, &fiscal::M103, &donor::M104, &wording::M105, &unknown::M106];
