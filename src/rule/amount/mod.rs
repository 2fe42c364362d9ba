//! A — amounts (Art. 7, 9, 16; PBoC): what was given, and whether it adds up.

mod decimals;
mod nothing_given;
mod not_positive;
mod parts;
mod row_total;
mod sum;
mod unreadable;
mod wording;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &nothing_given::A101,
    &unreadable::A102,
    &not_positive::A103,
    &decimals::A104,
    &wording::A105,
    &row_total::A109,
    &sum::A110,
];
