//! Rows in pages, as the page shows them: what each is, its cells masked and marked.

use super::Session;
use crate::fix::Edit;
use crate::form::{Field, Form, HeadField, receipt};
use crate::rule::Severity;
use crate::workbook::{CellRef, CellValue};
use serde::Serialize;
use std::collections::HashSet;

/// What a row of a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum RowKind {
    /// The title.
    Title,
    /// The table's header.
    Header,
    /// A person.
    Person,
    /// Sums.
    Total,
    /// Something else with content.
    Other,
    /// Nothing.
    Empty,
}

/// A page of a sheet's rows.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct RowPage {
    /// The first row, zero-based.
    pub offset: u32,
    /// Rows of the sheet up to the last one with content.
    pub total: u32,
    /// The rows, empty ones included.
    pub rows: Vec<RowOut>,
}

/// A row as the page shows it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct RowOut {
    /// 1-based.
    pub row: u32,
    /// What it is.
    pub kind: RowKind,
    /// Whether it is hidden or filtered away in the file.
    pub hidden: bool,
    /// Cells with content or with a mark.
    pub cells: Vec<CellOut>,
}

/// A cell as the page shows it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct CellOut {
    /// Zero-based column.
    pub col: u32,
    /// Its text, masked.
    pub text: String,
    /// Whether it holds a number.
    pub number: bool,
    /// The worst finding's severity.
    pub mark: Option<Severity>,
    /// Ids of its findings, worst first.
    pub findings: Vec<usize>,
    /// Whether an edit in force changed it.
    pub edited: bool,
}

impl Session {
    /// A page of a sheet's rows, from a zero-based offset.
    #[must_use]
    pub fn row_page(&self, sheet: usize, offset: u32, limit: u32) -> RowPage {
        let Some(cells) = self.workbook.sheets.get(sheet) else {
            return RowPage { offset, total: 0, rows: Vec::new() };
        };
        let total = cells.rows().last().map_or(0, |row| row.index + 1);
        let edited: HashSet<CellRef> =
            self.edits().filter(|edit| edit.sheet == sheet).filter_map(Edit::cell).collect();
        let last = offset.saturating_add(limit).min(total);
        let rows = (offset..last).map(|row| {
            let present = cells.row(row).map(|row| row.cells.as_slice()).unwrap_or_default();
            let mut columns: Vec<u32> = present.iter().map(|cell| cell.col).collect();
            columns.extend(self.marks.columns(sheet, row));
            columns.sort_unstable();
            columns.dedup();
            RowOut {
                row: row + 1,
                kind: kind(self.form_at(sheet, CellRef::new(row, 0)), row, present.is_empty()),
                hidden: cells.row_is_hidden(row),
                cells: columns
                    .into_iter()
                    .map(|col| self.cell_out(sheet, CellRef::new(row, col), &edited))
                    .collect(),
            }
        });
        RowPage { offset, total, rows: rows.collect() }
    }

    fn cell_out(&self, sheet: usize, at: CellRef, edited: &HashSet<CellRef>) -> CellOut {
        let severity = |id: &usize| self.findings.get(*id).map(|finding| finding.severity);
        let mut findings = self.findings_at(sheet, at).to_vec();
        findings.sort_by_key(severity);
        let value = self.workbook.sheets.get(sheet).and_then(|it| it.cell(at)).map(|it| &it.value);
        CellOut {
            col: at.col,
            text: self.shown(sheet, at),
            number: matches!(value, Some(CellValue::Number(_))),
            mark: findings.first().and_then(severity),
            findings,
            edited: edited.contains(&at),
        }
    }

    /// A cell's text as it may be shown.
    pub(super) fn shown(&self, sheet: usize, at: CellRef) -> String {
        let cell = self.workbook.sheets.get(sheet).and_then(|sheet| sheet.cell(at));
        cell.map_or_else(String::new, |cell| {
            let text = cell.value.display();
            match receipt::parts(&text) {
                Some([before, standard, after, code]) => {
                    let [before, after] = [before, after].map(|part| self.privacy.text(part));
                    format!("{before}{standard}{after}{code}")
                }
                None => self.privacy.value(self.field_at(sheet, at), &text),
            }
        })
    }

    /// A cell's text as it is: for the one cell the user is about to edit.
    #[must_use]
    pub fn raw_text(&self, sheet: usize, at: CellRef) -> String {
        let cell = self.workbook.sheets.get(sheet).and_then(|sheet| sheet.cell(at));
        cell.map_or_else(String::new, |cell| cell.value.display().into_owned())
    }

    /// Which kind of personal value a cell holds: by its column on the table's rows, and
    /// the preparer's phone above it.
    #[must_use]
    pub fn field_at(&self, sheet: usize, at: CellRef) -> Option<Field> {
        let form = self.form_at(sheet, at)?;
        let phone = form.head.get(HeadField::Phone);
        if phone.place == Some(at) && phone.label != Some(at) {
            return Some(Field::Phone);
        }
        let inside = at.row > *form.header_rows.end() && at.row <= form.last_row;
        let column = form.columns.iter().find(|column| column.col == at.col);
        column.filter(|_| inside)?.field
    }
}

fn kind(form: Option<&Form>, row: u32, empty: bool) -> RowKind {
    let of_form = form.and_then(|form| {
        if form.title.as_ref().is_some_and(|title| title.at.place.row == row) {
            Some(RowKind::Title)
        } else if form.header_rows.contains(&row) {
            Some(RowKind::Header)
        } else if form.records.binary_search_by_key(&row, |record| record.row).is_ok() {
            Some(RowKind::Person)
        } else {
            let total = form.totals.binary_search_by_key(&row, |total| total.row).is_ok();
            total.then_some(RowKind::Total)
        }
    });
    of_form.unwrap_or(if empty { RowKind::Empty } else { RowKind::Other })
}
