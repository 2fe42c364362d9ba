//! The rows of the people.
//!
//! They are most of the workbook, and a writer that keeps every cell until it packs them takes
//! hundreds of megabytes for a hundred thousand people. So only the room for them is written
//! with the rest, with a sample of the formats; the rows are put there as text, a few at a
//! time, while the workbook is packed.

use super::{ExportError, FIRST_ROW, FormWriter, measure, narrow};
use crate::export::layout::{self, LayoutColumn, Official};
use crate::export::signatures::Signer;
use crate::export::style::Look;
use crate::form::{Field, Form, RowView};
use crate::patch::{self, escape};
use crate::policy::Payment;
use crate::report::Privacy;
use crate::session::Session;
use crate::workbook::{CellRef, CellValue, column_letters};
use std::collections::HashSet;
use std::fmt::Write;

/// Rows that are written at a time.
const AT_A_TIME: usize = 256;

/// People to be written into the room left for them.
pub(in crate::export) struct People<'a> {
    session: &'a Session,
    form: &'a Form,
    privacy: Privacy,
    columns: Vec<(LayoutColumn, String)>,
    /// Rows of the source whose signature is left out.
    again: HashSet<u32>,
    /// In points, for each person.
    heights: Vec<f64>,
}

impl FormWriter<'_, '_> {
    /// Leaves room for the people, sets their heights, and lays their signatures into their
    /// boxes.
    pub(super) fn write_people(&mut self) -> Result<(), ExportError> {
        let Some(sheet) = self.session.workbook().sheets.get(self.form.sheet) else {
            return Ok(());
        };
        let mut people = People {
            session: self.session,
            form: self.form,
            privacy: self.privacy,
            columns: letters(&self.columns),
            again: layout::to_sign_again(self.form, self.session.edits()),
            heights: Vec::with_capacity(self.form.records.len()),
        };
        for ((person, row), view) in (0..).zip(FIRST_ROW..).zip(self.form.rows(sheet)) {
            let signer = Signer::Person(person);
            if people.again.contains(&view.record.row) {
                self.signatures.remove(&signer);
            }
            let mut lines = 1.0_f64;
            let mut to_sign = self.signatures.contains_key(&signer);
            for (col, (column, _)) in (0..).zip(&people.columns) {
                let cell = people.cell(&view, column);
                to_sign |= column.is_signature() && cell == Official::Empty && is_signed_for(&view);
                if let Official::Text(text) = &cell {
                    lines = lines.max(measure::lines(text, column));
                }
                if let Some(value) = value(&cell) {
                    self.written.content.add(CellRef::new(row, col), &value);
                }
            }
            let height = measure::person(lines, to_sign);
            people.heights.push(height);
            self.pages.add(height);
            if let Some(room) = self.person_box(row, height)
                && self.sign(signer, room)?
            {
                // A picture's place is told by the height of its row.
                self.worksheet.set_row_height(row, height)?;
            }
        }
        // Before the samples, which may stand in merged cells.
        self.join_lines()?;
        if !people.heights.is_empty() {
            for (col, look) in (0_u16..).zip(Look::ALL) {
                self.worksheet.write_blank(FIRST_ROW, col, self.style.format(look))?;
            }
            self.written.people = Some(people);
        }
        let columns = (0_u32..).zip(&self.columns);
        self.written.columns = columns.filter_map(|(to, it)| Some((it.source?, to))).collect();
        Ok(())
    }
}

impl FormWriter<'_, '_> {
    /// Where a person takes several lines, what is merged over them in the source stays merged:
    /// else the further lines would be somebody without a name.
    fn join_lines(&mut self) -> Result<(), ExportError> {
        let records = &self.form.records;
        let mut first = 0;
        while first < records.len() {
            let further = records.iter().skip(first + 1).take_while(|it| it.goes_on).count();
            let last = first + further;
            if let (true, Some(top), Some(bottom)) =
                (further > 0, records.get(first), records.get(last))
            {
                for (to, column) in (0_u16..).zip(&self.columns) {
                    let Some(col) = column.source else { continue };
                    let merges = &self.form.merges;
                    let top = CellRef::new(top.row, col);
                    let block = merges.binary_search_by_key(&top, |it| it.first).ok();
                    let block = block.and_then(|at| merges.get(at));
                    if block.is_some_and(|it| it.last.row >= bottom.row) {
                        let [above, below] = [first, last].map(row_of);
                        let format = self.style.format(Look::ALL[0]);
                        self.worksheet.merge_range(above, to, below, to, "", format)?;
                    }
                }
            }
            first = last + 1;
        }
        Ok(())
    }
}

/// The row of the official layout that a person's line stands on.
fn row_of(person: usize) -> u32 {
    FIRST_ROW.saturating_add(u32::try_from(person).unwrap_or(u32::MAX))
}

fn letters(columns: &[LayoutColumn]) -> Vec<(LayoutColumn, String)> {
    let letters = |col| column_letters(narrow(col).into());
    columns.iter().cloned().enumerate().map(|(col, column)| (column, letters(col))).collect()
}

impl<'a> People<'a> {
    /// What one cell holds.
    fn cell(&self, view: &RowView<'_>, column: &LayoutColumn) -> Official {
        if column.is_signature() && self.again.contains(&view.record.row) {
            return Official::Empty;
        }
        layout::official(view, column, self.privacy)
    }

    /// The rows for the workbook's sheet of a number, from 1.
    pub(in crate::export) fn on_sheet(self, number: usize) -> patch::Rows<'a> {
        let end = FIRST_ROW + u32::try_from(self.heights.len()).unwrap_or(u32::MAX);
        let mut next = 0;
        patch::Rows {
            part: format!("xl/worksheets/sheet{number}.xml"),
            place: FIRST_ROW..end,
            next: Box::new(move |formats| {
                let rows = self.rows(next, formats);
                next += AT_A_TIME;
                rows
            }),
        }
    }

    /// Some rows as they stand in the sheet's part, from a person on; nothing behind the last.
    fn rows(&self, from: usize, formats: &[u32]) -> String {
        let mut xml = String::new();
        let Some(sheet) = self.session.workbook().sheets.get(self.form.sheet) else { return xml };
        let heights = self.heights.iter().enumerate().skip(from).take(AT_A_TIME);
        for (person, height) in heights {
            let Some(view) = self.form.row(sheet, person) else { continue };
            let row = FIRST_ROW as usize + person + 1;
            let _ = write!(xml, "<row r=\"{row}\" ht=\"{height}\" customHeight=\"1\">");
            for (column, letters) in &self.columns {
                let cell = self.cell(&view, column);
                let look = Look::of(column.field, &cell);
                let format = formats.get(look as usize).copied().unwrap_or_default();
                let _ = write!(xml, "<c r=\"{letters}{row}\" s=\"{format}\"");
                let _ = match value(&cell) {
                    None => write!(xml, "/>"),
                    Some(CellValue::Number(number)) => write!(xml, "><v>{number}</v></c>"),
                    Some(text) => write!(
                        xml,
                        " t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                        escape(&text.display())
                    ),
                };
            }
            xml += "</row>";
        }
        xml
    }
}

/// What stands in the file for a cell of the layout.
fn value(cell: &Official) -> Option<CellValue> {
    match cell {
        Official::Empty => None,
        Official::Text(text) => Some(CellValue::text(text.as_str())),
        _ => cell.number().map(CellValue::Number),
    }
}

/// Whether a person signs for what is handed over: all but a bank payment alone (第十一条).
fn is_signed_for(row: &RowView<'_>) -> bool {
    let by_bank = row.record.payment.good() == Some(&Payment::Bank);
    !by_bank || !crate::value::text::is_blank(&row.text(Field::Goods))
}
