//! Where the source's cells are now.

use crate::form::Form;
use crate::workbook::CellRef;
use std::collections::HashMap;

/// Gives the sheet and the cell that hold what stood in a cell of one of the source's sheets.
pub(super) type Places<'p> = dyn Fn(usize, CellRef) -> Option<(String, CellRef)> + 'p;

/// Where one form's cells went. Of a hundred thousand people only the columns are kept: their
/// rows follow from their order.
pub(super) struct FormPlaces<'f> {
    pub form: &'f Form,
    /// The sheet the form is on now.
    pub sheet: String,
    /// The row of its first person there.
    pub first_row: u32,
    /// The columns of the people, from the source's to its own.
    pub columns: HashMap<u32, u32>,
    /// Cells around the people.
    pub others: HashMap<CellRef, CellRef>,
}

impl FormPlaces<'_> {
    pub(super) fn find(&self, sheet: usize, cell: CellRef) -> Option<(String, CellRef)> {
        if sheet != self.form.sheet {
            return None;
        }
        let other = self.others.get(&cell).copied();
        let at = other.or_else(|| {
            let person = u32::try_from(self.form.record_at(cell.row)?).ok()?;
            Some(CellRef::new(self.first_row + person, *self.columns.get(&cell.col)?))
        })?;
        Some((self.sheet.clone(), at))
    }
}
