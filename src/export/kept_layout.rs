//! The user's own workbook with the edits made in its cells, all else as it was.

use super::own_file::{OwnFile, own_workbook};
use super::{ExportError, Exported, changes, file_name};
use crate::fix::Edit;
use crate::form::Field;
use crate::patch::{self, SheetEdits, Value};
use crate::session::Session;
use crate::workbook::{Cell, CellRef, CellValue};
use std::collections::BTreeMap;

/// The user's own workbook with the edits made in its cells, and a record of them on a
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

/// What the edits come to, by sheet name: cells that hold again what they held aren't
/// among them.
fn net_edits(session: &Session) -> BTreeMap<String, SheetEdits> {
    let mut first: BTreeMap<(usize, CellRef), &Edit> = BTreeMap::new();
    for edit in session.edits() {
        first.entry((edit.sheet, edit.place)).or_insert(edit);
    }
    let mut edits: BTreeMap<String, SheetEdits> = BTreeMap::new();
    for ((index, at), edit) in first {
        let Some(sheet) = session.workbook().sheets.get(index) else { continue };
        let now = sheet.cell(at);
        if now == edit.before.as_ref() {
            continue;
        }
        let changed = edits.entry(sheet.name.clone()).or_default();
        changed.cells.insert(at, value(now, session.field_at(index, at)));
        // Only the first cell of a merged block shows its content.
        let block = sheet.merge_at(at).filter(|block| block.first != at && now.is_some());
        changed.unmerge.extend(block.copied());
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
