//! G — goods (Art. 7, 11, 16): what was given instead of money.

mod money_card;
mod procurement;
mod product;
mod to_check;
mod unequal;
mod unvalued;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &unvalued::G101,
    &product::G102,
    &money_card::G103,
    &to_check::G104,
    &unequal::G105,
    &procurement::G106,
];
