//! What stands in one cell, to be put into another.

use crate::rule::Entry;
use crate::workbook::{Cell, CellValue};

/// The entry that gives another cell the same content; `None` for what can't be copied:
/// pictures, error values, formulas without a value.
pub(super) fn copy(cell: &Cell) -> Option<Entry> {
    Some(match &cell.value {
        CellValue::Text(text) => Entry::Text((**text).to_owned()),
        CellValue::Number(_) => Entry::Number(cell.value.display().parse().ok()?),
        CellValue::Date(serial) => Entry::Date(crate::value::date::from_serial(*serial)?),
        CellValue::Bool(_) | CellValue::Error(_) | CellValue::NoValue | CellValue::Picture => {
            return None;
        }
    })
}

/// Whether [`copy`] gives an entry.
pub(super) fn can_copy(cell: &Cell) -> bool {
    matches!(cell.value, CellValue::Text(_)) || copy(cell).is_some()
}
