//! P — the person (Art. 11 real names, Art. 16 false claims; GB 11643).

mod id_check_digit;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[&id_check_digit::P203];
