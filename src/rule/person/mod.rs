//! P — the person (Art. 11 real names, Art. 16 false claims; GB 11643).

mod age;
mod honorific;
mod id_birthday;
mod id_check_digit;
mod id_lost_digits;
mod id_missing;
mod id_old;
mod id_province;
mod id_shape;
mod id_slip;
mod id_two_names;
mod id_writing;
mod ids_ruined;
mod name_missing;
mod name_private_use;
mod name_writing;
mod not_a_name;
mod other_document;
mod phone_shape;
mod phone_shared;
mod same_id;
mod sex_disagrees;
mod unit_missing;

use super::Rule;
pub(super) use id_slip::{P403, across as slips_across};

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &name_missing::P101,
    &not_a_name::P102,
    &name_writing::P103,
    &name_private_use::P104,
    &honorific::P105,
    &id_missing::P201,
    &id_shape::P202,
    &id_check_digit::P203,
    &id_birthday::P204,
    &id_province::P205,
    &id_lost_digits::P206,
    &id_old::P207,
    &other_document::P208,
    &sex_disagrees::P209,
    &age::P210,
    &id_writing::P211,
    &ids_ruined::P212,
    &unit_missing::P301,
    &phone_shape::P302,
    &phone_shared::P303,
    &same_id::P401,
    &id_two_names::P402,
    &id_slip::P403,
];
