//! C — eligibility (Art. 3, 16): which of the six categories a recipient belongs to.

mod ambiguous;
mod missing;
mod scope;
mod unknown;
mod wording;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] =
    &[&missing::C101, &unknown::C102, &ambiguous::C103, &wording::C104, &scope::C105];
