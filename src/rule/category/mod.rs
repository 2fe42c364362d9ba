//! C — eligibility (Art. 3, 16): which of the six categories a recipient belongs to.

mod ambiguous;
mod contradiction;
mod festival;
mod missing;
mod reason_blank;
mod relative;
mod scope;
mod unknown;
mod wording;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &missing::C101,
    &unknown::C102,
    &ambiguous::C103,
    &wording::C104,
    &scope::C105,
    &relative::C106,
    &festival::C107,
    &contradiction::C108,
    &reason_blank::C109,
];
