//! R — the file cannot be read. These are found by the readers of [`crate::workbook`];
//! the rules here hold their words.

mod not_a_spreadsheet;

use super::Rule;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[&not_a_spreadsheet::R001];
