//! Rows read again after an edit, where that is enough.

use super::build::Builder;
use super::header::{self, Header};
use super::merges::MergeIndex;
use super::rows::{RowKind, Rows};
use super::{Form, pictures, totals};
use crate::policy::Profile;
use crate::workbook::{CellRef, Sheet};
use jiff::civil::Date;

impl Form {
    /// Reads one person's row again after an edit. `false` if that isn't enough: the row
    /// was or is now no person's, or stands where its neighbours decide; then the form is
    /// to be found anew with [`super::find_on`].
    #[must_use]
    pub fn reread_row(&mut self, sheet: &Sheet, row: u32, profile: &Profile, today: Date) -> bool {
        let Some(at) = self.record_at(row) else { return false };
        if self.foot_row.is_some_and(|foot| foot < row) {
            return false;
        }
        let Some(cells) = sheet.row(row) else { return false };
        let merges = MergeIndex::of(&self.merges);
        let header = self.header(sheet);
        let rows = Rows { header: &header, merges: &merges, profile };
        let summed_before = self.totals.iter().any(|total| total.row < row);
        match rows.kind(cells) {
            RowKind::Person { sure, named } if sure || named || !summed_before => {}
            _ => return false,
        }
        let mut record = Builder::new(profile, today).record(self, cells);
        record.signature_picture |= sheet
            .pictures
            .iter()
            .any(|picture| picture.centre.row == row && pictures::signs_row(self, picture));
        if let Some(slot) = self.records.get_mut(at) {
            *slot = record;
        }
        self.join_lines();
        true
    }

    /// Reads one row of sums again after an edit of a cell. `false` if that isn't enough:
    /// the row was or is now no row of sums, or what it adds up may be something else.
    #[must_use]
    pub fn reread_totals(&mut self, sheet: &Sheet, edited: CellRef, profile: &Profile) -> bool {
        let Ok(at) = self.totals.binary_search_by_key(&edited.row, |total| total.row) else {
            return false;
        };
        let (Some(cells), Some(total)) = (sheet.row(edited.row), self.totals.get(at)) else {
            return false;
        };
        let words_here = self.words.as_ref().is_some_and(|it| it.place.row == edited.row);
        if edited == total.label || words_here || totals::words(cells, false).is_some() {
            return false;
        }
        let merges = MergeIndex::of(&self.merges);
        let header = self.header(sheet);
        let rows = Rows { header: &header, merges: &merges, profile };
        let RowKind::Total { label, what } = rows.kind(cells) else { return false };
        if label != total.label {
            return false;
        }
        let read = totals::draft(self, cells, label, what).row;
        if let Some(total) = self.totals.get_mut(at) {
            total.sums = read.sums;
            total.people = read.people;
        }
        true
    }

    /// The header as it was found.
    fn header(&self, sheet: &Sheet) -> Header {
        let rows = self.header_rows.clone();
        let texts = header::texts(rows.clone().filter_map(|row| sheet.row(row)));
        Header { rows, columns: self.columns.clone(), by_field: self.columns_by_field, texts }
    }
}
