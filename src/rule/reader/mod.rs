//! R — the file cannot be read. These are found by the readers of [`crate::workbook`];
//! the rules here hold their words.

mod beyond_limits;
mod damaged;
mod empty;
mod encrypted;
mod not_a_spreadsheet;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &not_a_spreadsheet::R001,
    &encrypted::R002,
    &damaged::R003,
    &beyond_limits::R004,
    &empty::R005,
];
