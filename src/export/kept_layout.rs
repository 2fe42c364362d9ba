//! The user's own workbook with the edits made in it, all else as it was.

use super::own_file::{OwnFile, own_workbook};
use super::{ExportError, Exported, changes, file_name};
use crate::fix::{Edit, State, Target};
use crate::form::Field;
use crate::patch::{self, SheetEdits, Value};
use crate::session::Session;
use crate::workbook::{Cell, CellValue, Visibility};
use std::collections::BTreeMap;

/// The user's own workbook with the edits made in it, and a record of them on a
/// sheet of its own. `source` holds the bytes the session was opened with. A workbook that
/// has such a record and needs no edit comes back as the same bytes.
///
/// # Errors
/// [`ExportError::Patch`] if the workbook can't be patched.
pub fn kept_layout(session: &Session, source: &[u8]) -> Result<Exported, ExportError> {
    let OwnFile { bytes, extension, mime, remarks } = own_workbook(session, source)?;
    let edits = net_edits(session);
    let name = file_name(session, "原表修正", extension);
    if edits.is_empty() && changes::has_record(session) {
        return Ok(Exported { name, mime, bytes: bytes.into_owned() });
    }
    let bytes = patch::edit(&bytes, &edits, |refused| {
        let mut list = changes::own_sheet(session, refused);
        list.remarks.extend(remarks);
        list
    })?;
    Ok(Exported { name, mime, bytes })
}

/// What the edits come to, by sheet name: what is again as it was isn't among them.
fn net_edits(session: &Session) -> BTreeMap<String, SheetEdits> {
    let mut first: BTreeMap<(usize, Target), &Edit> = BTreeMap::new();
    for edit in session.edits() {
        first.entry((edit.sheet, edit.target())).or_insert(edit);
    }
    let mut edits: BTreeMap<String, SheetEdits> = BTreeMap::new();
    for ((index, _), edit) in first {
        let Some(sheet) = session.workbook().sheets.get(index) else { continue };
        match &edit.before {
            State::Cell(at, before) => {
                let now = sheet.cell(*at);
                if now == before.as_ref() {
                    continue;
                }
                let changed = edits.entry(sheet.name.clone()).or_default();
                changed.cells.insert(*at, value(now, session.field_at(index, *at)));
                // Only the first cell of a merged block shows its content.
                let block = sheet.merge_at(*at).filter(|it| it.first != *at && now.is_some());
                changed.unmerge.extend(block.copied());
            }
            State::Visibility(hidden, before) => {
                // Nothing is ever hidden but what was hidden before.
                if *before == Visibility::Hidden && !sheet.is_hidden(*hidden) {
                    edits.entry(sheet.name.clone()).or_default().shown.insert(*hidden);
                }
            }
        }
    }
    edits
}

fn value(cell: Option<&Cell>, field: Option<Field>) -> Value {
    let Some(cell) = cell else { return Value::Empty };
    match &cell.value {
        CellValue::Number(number) => Value::Number(*number),
        CellValue::Date(serial) => Value::Date(*serial),
        CellValue::NoValue | CellValue::Picture => Value::Empty,
        CellValue::Text(_) | CellValue::Bool(_) | CellValue::Error(_) => {
            let text = cell.value.display().into_owned();
            match field {
                Some(Field::IdNumber | Field::Account | Field::Phone) => Value::Digits(text),
                _ => Value::Text(text),
            }
        }
    }
}
