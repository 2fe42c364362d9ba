//! A — amounts (Art. 7, 9, 16; PBoC): what was given, and whether it adds up.

mod ceiling;
mod decimals;
mod in_words;
mod not_positive;
mod nothing_given;
mod parts;
mod people;
mod row_total;
mod scale;
mod sum;
mod unequal;
mod unreadable;
mod wording;
mod words_differ;
mod words_style;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &nothing_given::A101,
    &unreadable::A102,
    &not_positive::A103,
    &decimals::A104,
    &wording::A105,
    &scale::A106,
    &ceiling::A107,
    &unequal::A108,
    &row_total::A109,
    &sum::A110,
    &words_differ::A111,
    &words_style::A112,
    &people::A113,
];
