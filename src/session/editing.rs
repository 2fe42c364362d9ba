//! Edits of an open file: typed, pasted, made by fixes, taken back.

use super::{Session, block};
use crate::fix::{Cause, Edit, History, Planned, Selection, State, Step, Target, plan};
use crate::form::Field;
use crate::rule::Entry;
use crate::workbook::{CellRef, Format};
use rust_decimal::Decimal;

/// An edit that can't be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditError {
    /// The workbook has no such sheet.
    NoSheet,
    /// The address lies outside any sheet.
    BadAddress,
}

/// How many rounds of safe fixes are made at most: a mended cell may show the next thing
/// to mend. Two are enough for every rule there is; more would mean that fixes fight.
const ROUNDS: usize = 4;

impl Session {
    /// Puts what the user typed into a cell, and checks again.
    ///
    /// # Errors
    /// [`EditError`] if there is no such cell.
    pub fn edit(
        &mut self,
        sheet: usize,
        cell: CellRef,
        text: &str,
    ) -> Result<Vec<Edit>, EditError> {
        if sheet >= self.workbook.sheets.len() {
            return Err(EditError::NoSheet);
        }
        let limits = &self.options.limits;
        if cell.row >= limits.rows || cell.col >= limits.columns {
            return Err(EditError::BadAddress);
        }
        Ok(self.put_all(sheet, [(cell, text)]))
    }

    /// Puts a block copied from a spreadsheet into the cells right and below of one, as
    /// one step, and checks again.
    ///
    /// # Errors
    /// [`EditError`] if the block doesn't fit on the sheet.
    pub fn paste(
        &mut self,
        sheet: usize,
        corner: CellRef,
        text: &str,
    ) -> Result<Vec<Edit>, EditError> {
        if sheet >= self.workbook.sheets.len() {
            return Err(EditError::NoSheet);
        }
        let limits = &self.options.limits;
        let block = block::cells(text);
        let mut cells = Vec::new();
        for (row, line) in (corner.row..limits.rows).zip(&block) {
            for (col, text) in (corner.col..limits.columns).zip(line) {
                cells.push((CellRef::new(row, col), text.as_str()));
            }
        }
        if cells.len() != block.iter().map(Vec::len).sum::<usize>() {
            return Err(EditError::BadAddress);
        }
        Ok(self.put_all(sheet, cells))
    }

    fn put_all<'t>(
        &mut self,
        sheet: usize,
        cells: impl IntoIterator<Item = (CellRef, &'t str)>,
    ) -> Vec<Edit> {
        self.prepare_edits();
        let all_text = self.workbook.format == Format::Csv;
        let mut edits = Vec::new();
        for (cell, text) in cells {
            let after = self.typed(sheet, cell, text).into_cell(cell.col, all_text);
            let after = State::Cell(cell, after);
            edits.extend(History::put(&mut self.workbook, sheet, after, Cause::Manual));
        }
        self.history.push(Step::new(edits.clone()));
        if !edits.is_empty() {
            self.changed(&targets(&edits));
        }
        edits
    }

    /// What typed text means in a cell: as in Excel, plain figures are a number, unless
    /// the column holds numbers that are text by nature (identity, account, phone).
    fn typed(&self, sheet: usize, cell: CellRef, text: &str) -> Entry {
        if text.trim().is_empty() {
            return Entry::Empty;
        }
        let field = self.form_at(sheet, cell).and_then(|form| {
            let column = form.columns.iter().find(|column| column.col == cell.col)?;
            (cell.row > *form.header_rows.end()).then_some(column.field?)
        });
        let numeric = match field {
            Some(field) => field.is_money() || matches!(field, Field::Serial | Field::Quantity),
            None => false,
        };
        match text.trim().parse::<Decimal>() {
            Ok(number) if numeric => Entry::Number(number),
            _ => Entry::Text(text.to_owned()),
        }
    }

    /// Applies the fixes the user asked for, and checks again. Applying all safe ones is
    /// repeated until none is left, so that cleaning twice is cleaning once.
    pub fn apply_fixes(&mut self, selection: &Selection) -> Vec<Edit> {
        self.prepare_edits();
        let all_text = self.workbook.format == Format::Csv;
        let rounds = if selection.findings.is_empty() { ROUNDS } else { 1 };
        let mut edits = Vec::new();
        for _ in 0..rounds {
            let before = edits.len();
            for planned in plan(&self.findings, selection, all_text) {
                let Planned { sheet, after, cause } = planned;
                edits.extend(History::put(&mut self.workbook, sheet, after, cause));
            }
            let made = edits.get(before..).unwrap_or_default();
            if made.is_empty() {
                break;
            }
            let made = targets(made);
            self.changed(&made);
        }
        self.history.push(Step::new(edits.clone()));
        edits
    }

    /// Takes the last step back, and checks again; gives what it touched.
    pub fn undo(&mut self) -> Vec<(usize, Target)> {
        self.prepare_edits();
        let step = self.history.undo(&mut self.workbook).cloned().unwrap_or_default();
        self.after_step(&step)
    }

    /// Brings the last step taken back again, and checks again; gives what it touched.
    pub fn redo(&mut self) -> Vec<(usize, Target)> {
        self.prepare_edits();
        let step = self.history.redo(&mut self.workbook).cloned().unwrap_or_default();
        self.after_step(&step)
    }

    /// Takes one edit back, by its position in [`Session::edits`], and the later ones of
    /// its cell with it; checks again and gives what it touched.
    pub fn revert(&mut self, edit: usize) -> Vec<(usize, Target)> {
        self.revert_all(&[edit])
    }

    /// Takes several edits back as [`Session::revert`] does one: a step that is undone whole.
    pub fn revert_all(&mut self, edits: &[usize]) -> Vec<(usize, Target)> {
        self.prepare_edits();
        let step = self.history.revert(&mut self.workbook, edits).cloned().unwrap_or_default();
        self.after_step(&step)
    }

    fn after_step(&mut self, step: &Step) -> Vec<(usize, Target)> {
        let touched = targets(&step.edits);
        if !touched.is_empty() {
            self.changed(&touched);
        }
        touched
    }
}

/// What some edits changed.
fn targets(edits: &[Edit]) -> Vec<(usize, Target)> {
    edits.iter().map(|edit| (edit.sheet, edit.target())).collect()
}
