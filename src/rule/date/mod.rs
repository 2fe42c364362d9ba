//! D — dates.

mod future;
mod incomplete;
mod missing;
mod outside_period;
mod unreadable;
mod writing;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &missing::D101,
    &unreadable::D102,
    &future::D103,
    &writing::D104,
    &incomplete::D105,
    &outside_period::D106,
];
