//! S — signatures (Art. 11, 16): who took what into their hands.

mod agent;
mod agent_for_many;
mod agent_is_official;
mod agent_unexplained;
mod mark;
mod missing;
mod nobody_yet;
mod other_name;
mod spans_rows;

use super::Rule;
use crate::form::RowView;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &missing::S101,
    &other_name::S102,
    &agent_unexplained::S103,
    &agent_for_many::S104,
    &agent_is_official::S105,
    &spans_rows::S107,
    &nobody_yet::S108,
    &mark::S109,
];

/// Whether a row bears a signature: a picture, or any text but a placeholder.
fn is_signed(row: &RowView<'_>) -> bool {
    row.record.signature_picture || !row.record.signature.is_missing()
}
