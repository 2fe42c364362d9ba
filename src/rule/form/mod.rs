//! F — the form and its table (附表).

mod column_missing;
mod column_twice;
mod column_unknown;
mod formula_without_value;
mod nobody;
mod not_the_form;
mod sheet_skipped;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &not_the_form::F001,
    &sheet_skipped::F002,
    &column_missing::F003,
    &column_twice::F004,
    &column_unknown::F005,
    &formula_without_value::F009,
    &nobody::F014,
];
