//! P — the person (Art. 11 real names, Art. 16 false claims; GB 11643).

mod age;
mod groups;
mod id_birthday;
mod id_check_digit;
mod id_lost_digits;
mod id_missing;
mod id_province;
mod id_shape;
mod id_two_names;
mod id_writing;
mod name_missing;
mod name_writing;
mod not_a_name;
mod same_id;
mod sex_disagrees;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &name_missing::P101,
    &not_a_name::P102,
    &name_writing::P103,
    &id_missing::P201,
    &id_shape::P202,
    &id_check_digit::P203,
    &id_birthday::P204,
    &id_province::P205,
    &id_lost_digits::P206,
    &sex_disagrees::P209,
    &age::P210,
    &id_writing::P211,
    &same_id::P401,
    &id_two_names::P402,
];
