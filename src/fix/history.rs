//! Edits, applied, taken back and brought back.

use crate::rule::{Rule, Safety};
use crate::workbook::{Cell, CellRef, Workbook};

/// Why a cell was changed.
#[derive(Debug, Clone, Copy)]
pub enum Cause {
    /// The user typed it.
    Manual,
    /// A fix of a finding.
    Fix {
        /// The rule that found it.
        rule: &'static Rule,
        /// How far the fix can be trusted.
        safety: Safety,
    },
}

/// One cell's change, with everything needed to undo and to report it.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Index of the sheet in the workbook.
    pub sheet: usize,
    /// The cell.
    pub place: CellRef,
    /// What it held.
    pub before: Option<Cell>,
    /// What it holds.
    pub after: Option<Cell>,
    /// Why.
    pub cause: Cause,
}

/// The edits of one user action; undone and redone together.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// In the order they were made.
    pub edits: Vec<Edit>,
}

/// All steps of a session: those in force, and those taken back.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Puts a cell into the workbook and gives the edit that records it; `None` if that
    /// changes nothing.
    pub fn put(
        workbook: &mut Workbook,
        sheet: usize,
        place: CellRef,
        after: Option<Cell>,
        cause: Cause,
    ) -> Option<Edit> {
        let target = workbook.sheets.get_mut(sheet)?;
        let before = target.set(place, after.clone());
        (before != after).then_some(Edit { sheet, place, before, after, cause })
    }

    /// Records a step that was made; what had been taken back can't be brought back.
    pub fn push(&mut self, step: Step) {
        if !step.edits.is_empty() {
            self.done.push(step);
            self.undone.clear();
        }
    }

    /// Takes the last step back; gives its edits.
    pub fn undo(&mut self, workbook: &mut Workbook) -> Option<&Step> {
        let step = self.done.pop()?;
        for edit in step.edits.iter().rev() {
            if let Some(sheet) = workbook.sheets.get_mut(edit.sheet) {
                sheet.set(edit.place, edit.before.clone());
            }
        }
        self.undone.push(step);
        self.undone.last()
    }

    /// Brings the last step taken back again; gives its edits.
    pub fn redo(&mut self, workbook: &mut Workbook) -> Option<&Step> {
        let step = self.undone.pop()?;
        for edit in &step.edits {
            if let Some(sheet) = workbook.sheets.get_mut(edit.sheet) {
                sheet.set(edit.place, edit.after.clone());
            }
        }
        self.done.push(step);
        self.done.last()
    }

    /// Whether a step can be taken back.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether a step can be brought back.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The edits in force, oldest first.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.done.iter().flat_map(|step| &step.edits)
    }
}
