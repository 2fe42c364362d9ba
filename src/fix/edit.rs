//! One edit: of what, how that was, how it is now, and why.

use crate::rule::{Rule, Safety};
use crate::workbook::{Cell, CellRef, Hideable, Sheet, Visibility};

/// Why something was changed.
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

/// What of a sheet an edit changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// The content of a cell.
    Cell(CellRef),
    /// Whether the user sees a row, a column or the sheet.
    Visibility(Hideable),
}

/// How a target is before or after an edit.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// A cell holds this.
    Cell(CellRef, Option<Cell>),
    /// A row, a column or the sheet is shown or hidden.
    Visibility(Hideable, Visibility),
}

impl State {
    /// What it is the state of.
    #[must_use]
    pub const fn target(&self) -> Target {
        match self {
            Self::Cell(place, _) => Target::Cell(*place),
            Self::Visibility(of, _) => Target::Visibility(*of),
        }
    }

    /// Brings its target into this state; gives the one that was before.
    pub(super) fn put(self, sheet: &mut Sheet) -> Self {
        match self {
            Self::Cell(place, cell) => Self::Cell(place, sheet.set(place, cell)),
            Self::Visibility(of, visibility) => {
                Self::Visibility(of, sheet.set_visibility(of, visibility))
            }
        }
    }
}

/// One change, with everything needed to undo and to report it.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Index of the sheet in the workbook.
    pub sheet: usize,
    /// How its target was.
    pub before: State,
    /// How it is.
    pub after: State,
    /// Why.
    pub cause: Cause,
}

impl Edit {
    /// What it changed.
    #[must_use]
    pub const fn target(&self) -> Target {
        self.after.target()
    }

    /// The cell whose content it changed, if it is about one.
    #[must_use]
    pub const fn cell(&self) -> Option<CellRef> {
        match self.target() {
            Target::Cell(place) => Some(place),
            Target::Visibility(_) => None,
        }
    }
}
