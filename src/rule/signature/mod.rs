//! S — signatures (Art. 11, 16): who took what into their hands.

mod agent;
mod agent_for_many;
mod agent_is_official;
mod agent_unexplained;
mod mark;
mod missing;
mod nobody_yet;
mod other_name;
mod same_picture;
mod spans_rows;
mod unseen_pictures;

use super::{FormView, Rule};
use crate::form::{Field, RowView};
use crate::workbook::Picture;
use std::collections::HashSet;

/// The group's rules, by number.
pub static RULES: &[&Rule] = &[
    &missing::S101,
    &other_name::S102,
    &agent_unexplained::S103,
    &agent_for_many::S104,
    &agent_is_official::S105,
    &same_picture::S106,
    &spans_rows::S107,
    &nobody_yet::S108,
    &mark::S109,
    &unseen_pictures::S110,
];

/// Whether a row bears a signature: a picture, or any text but a placeholder; the agent's, where
/// the form has a box for that (代领人签字).
fn is_signed(row: &RowView<'_>) -> bool {
    row.record.signature_picture || !row.record.signature.is_missing() || agent_signs(row)
}

fn agent_signs(row: &RowView<'_>) -> bool {
    let agent = row.form.columns.iter().find(|column| column.field == Some(Field::Agent));
    agent.is_some_and(|column| column.title.contains('签')) && row.says(Field::Agent)
}

/// How many different people there are on some rows: one person may sign for several
/// visits with one picture. A row that doesn't say who it is about is nobody else's.
fn people(rows: &[RowView<'_>]) -> usize {
    let who = |row: &RowView<'_>| {
        let id = row.record.id_number.known().map(|id| id.as_str().to_owned());
        id.or_else(|| row.record.name.known().map(|name| name.as_str().to_owned()))
    };
    rows.iter().filter_map(who).collect::<HashSet<_>>().len()
}

/// The pictures that sign, each with the row it is counted for, in the sheet's order of
/// pictures.
fn signing_pictures<'a>(view: &FormView<'a>) -> impl Iterator<Item = (RowView<'a>, &'a Picture)> {
    let FormView { form, sheet, .. } = *view;
    sheet.pictures.iter().filter_map(move |picture| {
        let signer = form.signer_of(picture)?;
        Some((form.row(sheet, signer)?, picture))
    })
}
