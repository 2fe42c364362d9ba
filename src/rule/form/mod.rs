//! F — the form and its table (附表).

mod amounts;
mod column_missing;
mod column_twice;
mod column_unknown;
mod ditto;
mod ditto_forbidden;
mod empty_rows;
mod entries;
mod example_row;
mod formula_without_value;
mod hidden;
mod merged;
mod merged_people;
mod merged_values;
mod no_total;
mod nobody;
mod not_the_form;
mod serial;
mod sheet_skipped;
mod text_cut;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &not_the_form::F001,
    &sheet_skipped::F002,
    &column_missing::F003,
    &column_twice::F004,
    &column_unknown::F005,
    &hidden::F006,
    &merged_values::F007,
    &merged_people::F008,
    &formula_without_value::F009,
    &serial::F010,
    &empty_rows::F011,
    &ditto::F012,
    &ditto_forbidden::F013,
    &nobody::F014,
    &example_row::F015,
    &text_cut::F016,
    &no_total::F017,
];
